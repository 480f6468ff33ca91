/* Of a repair, the people of whom the certificate speaks. */
#include <stdlib.h>

#include "programme/audit.h"

/* Where everybody is among those that are left, or MATCH_NONE. */
static uint32_t *number_rest(const bool *outside, size_t n)
{
	uint32_t *number = memory_new(n, sizeof(*number)), next = 0;

	for (size_t v = 0; number && v < n; v++)
		number[v] = outside[v] ? MATCH_NONE : next++;
	return number;
}

static void copy_groups(struct plan *out, const struct plan *plan,
			const uint32_t *number)
{
	for (size_t g = 0; g < plan->n_groups; g++) {
		struct group group = plan->groups[g];

		if (number[group.member[0]] == MATCH_NONE)
			continue;
		for (unsigned i = 0; i < group.size; i++)
			group.member[i] = number[group.member[i]];
		out->groups[out->n_groups++] = group;
	}
	for (size_t i = 0; i < plan->n_waiting; i++)
		out->waiting[out->n_waiting++] = number[plan->waiting[i]];
}

/* Nobody outside has a role in why the others wait. */
static bool copy_roles(struct witness *out, const struct witness *witness,
		       const uint32_t *number, size_t n)
{
	for (size_t v = 0; v < n; v++) {
		if (number[v] != MATCH_NONE)
			out->role[number[v]] = witness->role[v];
		else if (witness->role[v] != WITNESS_OUTSIDE)
			return false;
	}
	return true;
}

static enum c5_status fill(struct round_record *out,
			   const struct round_record *record,
			   const uint32_t *number, struct c5_error *err)
{
	const struct plan *plan = &record->plan;
	struct plan *to = &out->plan;
	size_t n = record->cohort.n;

	*to = *plan;
	to->n_groups = to->n_waiting = 0;
	to->groups = memory_new(plan->n_groups, sizeof(*to->groups));
	to->waiting = memory_new(n, sizeof(*to->waiting));
	to->witness.role = memory_new(n, sizeof(*to->witness.role));
	if (!to->groups || !to->waiting || !to->witness.role)
		return error_memory(err);
	copy_groups(to, plan, number);
	if (to->certificate.duals.n == out->cohort.n &&
	    copy_roles(&to->witness, &plan->witness, number, n))
		return C5_OK;
	return error_set(err, C5_NO,
			 "round %d: the certificate is of other people",
			 record->ordinal);
}

enum c5_status audit_reduce(struct round_record *out,
			    const struct round_record *record,
			    struct c5_error *err)
{
	bool *outside = memory_new(record->cohort.n, sizeof(*outside));
	uint32_t *number = NULL;
	enum c5_status status;

	*out = (struct round_record){
		.ordinal = record->ordinal,
		.repair = true,
		.settings = record->settings,
	};
	if (!outside)
		return error_memory(err);
	round_record_unproven(outside, record);
	number = number_rest(outside, record->cohort.n);
	status = number ? cohort_without(&out->cohort, &record->cohort, outside,
					 err)
			: error_memory(err);
	if (!status)
		status = fill(out, record, number, err);
	free(outside);
	free(number);
	if (status)
		audit_unreduce(out);
	return status;
}

/* The certificate is the record's own. */
void audit_unreduce(struct round_record *reduced)
{
	free(reduced->plan.groups);
	free(reduced->plan.waiting);
	free(reduced->plan.witness.role);
	cohort_release(&reduced->cohort);
}
