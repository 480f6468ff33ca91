#include "connect5/record.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/rules.h"
#include "connect5/text.h"

void round_record_release(struct round_record *record)
{
	free(record->former);
	record->former = NULL;
	free(record->told);
	record->told = NULL;
	plan_release(&record->plan);
	cohort_release(&record->cohort);
}

/* Everybody's place in the order of names, ties by key. */
struct ranked {
	const struct person *person;
	uint32_t index;
};

static int by_name(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	int order =
		text_compare(a->person->profile.name, b->person->profile.name);

	return order ? order : (a->index < b->index ? -1 : 1);
}

static uint32_t *rank_by_name(const struct cohort *cohort)
{
	struct ranked *ranked = memory_new(cohort->n, sizeof(*ranked));
	uint32_t *rank = memory_new(cohort->n, sizeof(*rank));

	if (!ranked || !rank) {
		free(ranked);
		free(rank);
		return NULL;
	}
	for (size_t i = 0; i < cohort->n; i++)
		ranked[i] = (struct ranked){&cohort->people[i], (uint32_t)i};
	qsort(ranked, cohort->n, sizeof(*ranked), by_name);
	for (size_t i = 0; i < cohort->n; i++)
		rank[ranked[i].index] = (uint32_t)i;
	free(ranked);
	return rank;
}

/* A group or a person who waits, by the rank of the first name. */
struct placed_group {
	uint32_t rank;
	struct group group;
};

static int by_rank(const void *left, const void *right)
{
	uint32_t a = ((const struct placed_group *)left)->rank;
	uint32_t b = ((const struct placed_group *)right)->rank;

	return a < b ? -1 : a > b;
}

/* The two of the pair by name; a third stays the third. */
static void order_pair(struct group *group, const uint32_t *rank)
{
	uint32_t first = group->member[0];

	if (rank[first] < rank[group->member[1]])
		return;
	group->member[0] = group->member[1];
	group->member[1] = first;
}

static bool arrange_groups(struct plan *plan, const uint32_t *rank)
{
	struct placed_group *placed =
		memory_new(plan->n_groups, sizeof(*placed));

	if (!placed)
		return false;
	for (size_t g = 0; g < plan->n_groups; g++) {
		order_pair(&plan->groups[g], rank);
		placed[g].group = plan->groups[g];
		placed[g].rank = rank[plan->groups[g].member[0]];
	}
	qsort(placed, plan->n_groups, sizeof(*placed), by_rank);
	for (size_t g = 0; g < plan->n_groups; g++)
		plan->groups[g] = placed[g].group;
	free(placed);
	return true;
}

/* Who waits, by their rank. */
static void arrange_waiting(struct plan *plan, uint32_t *rank)
{
	for (size_t i = 1; i < plan->n_waiting; i++) {
		uint32_t moved = plan->waiting[i];
		size_t at = i;

		for (; at > 0 && rank[plan->waiting[at - 1]] > rank[moved];
		     at--)
			plan->waiting[at] = plan->waiting[at - 1];
		plan->waiting[at] = moved;
	}
}

enum c5_status round_record_arrange(struct round_record *record,
				    struct c5_error *err)
{
	uint32_t *rank = rank_by_name(&record->cohort);
	bool ok = rank && arrange_groups(&record->plan, rank);

	for (size_t g = 0; ok && g < record->plan.n_groups; g++)
		record->plan.groups[g].number = (unsigned)g + 1;

	if (ok)
		arrange_waiting(&record->plan, rank);
	free(rank);
	return ok ? C5_OK : error_memory(err);
}

enum c5_status round_record_seat(struct round_record *record,
				 struct c5_error *err)
{
	struct plan *plan = &record->plan;
	size_t n = record->cohort.n;
	bool *placed = memory_new(n, sizeof(*placed));

	free(plan->waiting);
	plan->n_waiting = 0;
	plan->waiting = memory_new(n, sizeof(*plan->waiting));
	if (!placed || !plan->waiting) {
		free(placed);
		return error_memory(err);
	}
	for (size_t g = 0; g < plan->n_groups; g++)
		for (unsigned i = 0; i < plan->groups[g].size; i++)
			placed[plan->groups[g].member[i]] = true;
	for (size_t v = 0; v < n; v++)
		if (!placed[v])
			plan->waiting[plan->n_waiting++] = (uint32_t)v;
	free(placed);
	uint32_t *rank = rank_by_name(&record->cohort);
	if (!rank)
		return error_memory(err);
	arrange_waiting(plan, rank);
	free(rank);
	return C5_OK;
}

bool round_record_reported(const struct round_record *record)
{
	for (size_t g = 0; g < record->plan.n_groups; g++)
		if (record->plan.groups[g].outcome != OUTCOME_UNKNOWN)
			return true;
	return false;
}

void round_record_unproven(bool *out, const struct round_record *record)
{
	const struct plan *plan = &record->plan;

	for (size_t v = 0; v < record->cohort.n; v++)
		out[v] = record->cohort.people[v].settled;
	for (size_t g = 0; record->repair && g < plan->n_groups; g++)
		for (unsigned i = 0; plan->groups[g].size == 3 && i < 3; i++)
			out[plan->groups[g].member[i]] = true;
}

/* Are both in one of the groups? */
static bool are_together(const struct plan *plan, size_t a, size_t b)
{
	for (size_t g = 0; g < plan->n_groups; g++) {
		unsigned found = 0;

		for (unsigned i = 0; i < plan->groups[g].size; i++)
			found += plan->groups[g].member[i] == a ||
				 plan->groups[g].member[i] == b;
		if (found == 2)
			return true;
	}
	return false;
}

/* Of those whose group has met it is too late to ask for another. */
static enum must_fate fate_of(const struct round_record *record, size_t a,
			      size_t b)
{
	const struct cohort *cohort = &record->cohort;

	if (a == SIZE_MAX || b == SIZE_MAX)
		return MUST_ABSENT;
	if (cohort->people[a].settled || cohort->people[b].settled)
		return are_together(&record->plan, a, b) ? MUST_KEPT
							 : MUST_TAKEN;
	if (cohort_must_mate(cohort, (uint32_t)a) != UINT32_MAX ||
	    cohort_must_mate(cohort, (uint32_t)b) != UINT32_MAX)
		return MUST_TAKEN;
	return (enum must_fate)rule_broken(cohort, (uint32_t)a, (uint32_t)b);
}

enum c5_status round_record_bind(struct round_record *record,
				 struct c5_error *err)
{
	struct cohort *cohort = &record->cohort;
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < record->n_musts && !status; i++) {
		struct must_pair *must = &record->musts[i];
		size_t a = cohort_index(cohort, must->a);
		size_t b = cohort_index(cohort, must->b);

		must->fate = fate_of(record, a, b);
		if (must->fate == MUST_KEPT)
			status = cohort_must(cohort, (uint32_t)a, (uint32_t)b,
					     err);
	}
	return status;
}

void round_must_reason(struct buffer *out, const struct round_record *record,
		       const struct must_pair *must)
{
	bool has_a = cohort_index(&record->cohort, must->a) != SIZE_MAX;
	bool has_b = cohort_index(&record->cohort, must->b) != SIZE_MAX;

	if (must->fate == MUST_TAKEN)
		buffer_puts(out, "one of them is to meet somebody else");
	else if (must->fate != MUST_ABSENT)
		buffer_puts(out, rule_text((enum rule)must->fate));
	else if (!has_a && !has_b)
		buffer_puts(out, "neither of them takes part that month");
	else
		buffer_printf(out, "%s takes no part that month",
			      has_a ? must->name_b : must->name_a);
}
