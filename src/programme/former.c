#include "programme/former.h"

#include <stdlib.h>

size_t former_index(const struct round_record *record, uint32_t former,
		    unsigned seat)
{
	return cohort_index(&record->cohort,
			    record->former[former].member[seat]);
}

uint32_t *former_list(const struct round_record *record)
{
	size_t n = record->cohort.n;
	uint32_t *of = memory_new(n, sizeof(*of));

	for (size_t v = 0; of && v < n; v++)
		of[v] = FORMER_NONE;
	for (size_t f = 0; of && f < record->n_former; f++) {
		for (unsigned i = 0; i < record->former[f].size; i++) {
			size_t v = former_index(record, (uint32_t)f, i);

			if (v != SIZE_MAX)
				of[v] = (uint32_t)f;
		}
	}
	return of;
}

uint32_t former_same(const struct round_record *record, const uint32_t *of,
		     const uint32_t *people, unsigned size)
{
	uint32_t former = of[people[0]];

	if (former == FORMER_NONE || record->former[former].size != size)
		return FORMER_NONE;
	for (unsigned i = 1; i < size; i++)
		if (of[people[i]] != former)
			return FORMER_NONE;
	return former;
}

/* A kept group sits as it did, under its number; false: it is a new one. */
static bool sit_as_before(const struct round_record *record, const uint32_t *of,
			  struct group *group)
{
	uint32_t former = former_same(record, of, group->member, group->size);

	if (former == FORMER_NONE)
		return false;
	group->number = record->former[former].number;
	for (unsigned i = 0; i < group->size; i++)
		group->member[i] = (uint32_t)former_index(record, former, i);
	return true;
}

static int by_number(const void *left, const void *right)
{
	const struct group *a = left, *b = right;

	return a->number < b->number ? -1 : a->number > b->number;
}

/* A group that has met, by one of its people; it keeps all that it has. */
static void keep_met(const struct plan *met, struct group *group)
{
	for (size_t g = 0; g < met->n_groups; g++)
		for (unsigned i = 0; i < met->groups[g].size; i++)
			if (met->groups[g].member[i] == group->member[0])
				*group = met->groups[g];
}

/* The groups that have met as they came, to be put back. */
static bool copy_met(struct plan *out, const struct round_record *record)
{
	const struct plan *plan = &record->plan;

	*out = (struct plan){
		.groups = memory_new(plan->n_groups, sizeof(*out->groups))};
	for (size_t g = 0; out->groups && g < plan->n_groups; g++)
		if (record->cohort.people[plan->groups[g].member[0]].settled)
			out->groups[out->n_groups++] = plan->groups[g];
	return out->groups;
}

enum c5_status former_arrange(struct round_record *record, const uint32_t *of,
			      struct c5_error *err)
{
	struct plan *plan = &record->plan, met;
	unsigned next = record->next_number;
	enum c5_status status;

	if (!copy_met(&met, record))
		return error_memory(err);
	status = round_record_arrange(record, err);
	for (size_t g = 0; g < plan->n_groups && !status; g++) {
		struct group *group = &plan->groups[g];

		if (record->cohort.people[group->member[0]].settled)
			keep_met(&met, group);
		else if (!sit_as_before(record, of, group))
			group->number = next++;
	}
	if (!status && plan->n_groups)
		qsort(plan->groups, plan->n_groups, sizeof(*plan->groups),
		      by_number);
	free(met.groups);
	return status;
}
