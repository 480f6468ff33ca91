/* A repaired round beside what it was before. */
#include <stdlib.h>

#include "programme/former.h"

/* By number: a group keeps its own while its people do. */
static bool same_groups(const struct plan *old, const struct plan *new)
{
	bool same = old->n_groups == new->n_groups;

	for (size_t g = 0; same && g < old->n_groups; g++)
		same = old->groups[g].number == new->groups[g].number;
	return same;
}

/* Those who wait now waited before. */
static bool same_waiting(const struct round_record *repaired,
			 const uint32_t *former)
{
	for (size_t i = 0; i < repaired->plan.n_waiting; i++)
		if (former_same(repaired, former, &repaired->plan.waiting[i],
				1) == FORMER_NONE)
			return false;
	return true;
}

enum c5_status repair_changes_nothing(bool *out,
				      const struct round_record *before,
				      const struct round_record *repaired,
				      struct c5_error *err)
{
	uint32_t *former = former_list(repaired);

	*out = former && before->cohort.n == repaired->cohort.n &&
	       same_groups(&before->plan, &repaired->plan) &&
	       same_waiting(repaired, former);
	if (!former)
		return error_memory(err);
	free(former);
	return C5_OK;
}

static bool has_group(const struct round_record *record, const uint32_t *of,
		      uint32_t former)
{
	size_t v = former_index(record, former, 0);

	for (size_t g = 0; v != SIZE_MAX && g < record->plan.n_groups; g++) {
		const struct group *group = &record->plan.groups[g];

		if (former_same(record, of, group->member, group->size) ==
		    former)
			return true;
	}
	return false;
}

enum c5_status repair_looked_at(struct looked_at *out,
				const struct round_record *record,
				struct c5_error *err)
{
	uint32_t *of = former_list(record);

	*out = (struct looked_at){0, 0};
	if (!of)
		return error_memory(err);
	for (uint32_t f = 0; f < record->n_former; f++) {
		if (!record->former[f].not_met)
			continue;
		out->groups++;
		out->together += has_group(record, of, f);
	}
	free(of);
	return C5_OK;
}

void looked_at_text(struct buffer *out, const struct looked_at *looked_at)
{
	size_t anew = looked_at->groups - looked_at->together;

	if (!looked_at->groups)
		return;
	buffer_printf(out, "%zu %s reported not met %s looked at: ",
		      looked_at->groups,
		      looked_at->groups == 1 ? "group" : "groups",
		      looked_at->groups == 1 ? "was" : "were");
	if (anew)
		buffer_printf(out, "%zu %s made anew", anew,
			      anew == 1 ? "was" : "were");
	if (looked_at->together)
		buffer_printf(out, "%s%zu %s together, since nothing is better",
			      anew ? ", " : "", looked_at->together,
			      looked_at->together == 1 ? "stays" : "stay");
	buffer_puts(out, "\n");
}
