/* Who had met and who is kept apart: a sorted list a person, of those after.
 * Who was told of whom. */
#include "programme/audit.h"

#include <stdlib.h>

static uint32_t smaller(const struct index_pair *pair)
{
	return pair->a < pair->b ? pair->a : pair->b;
}

static uint32_t larger(const struct index_pair *pair)
{
	return pair->a < pair->b ? pair->b : pair->a;
}

static void count_ties(struct audit *audit, const struct pair_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		audit->ties_of[smaller(&list->pairs[i]) + 1]++;
}

/* ties_of[a] is where the next tie of a goes. */
static void add_ties(struct audit *audit, const struct pair_list *list,
		     bool excluded)
{
	for (size_t i = 0; i < list->count; i++)
		audit->ties[audit->ties_of[smaller(&list->pairs[i])]++] =
			2 * larger(&list->pairs[i]) + excluded;
}

static int by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return a < b ? -1 : a > b;
}

/* Who was told of whom. Nobody stood in two groups. */
static enum c5_status list_announced(struct audit *audit, struct c5_error *err)
{
	const struct pair_list *list = &audit->record->cohort.announced;

	if (!list->count)
		return C5_OK;
	audit->told = memory_new(audit->n, sizeof(*audit->told));
	if (!audit->told)
		return error_memory(err);
	for (uint32_t v = 0; v < audit->n; v++)
		audit->told[v] = MATCH_NONE;
	for (size_t i = 0; i < list->count; i++) {
		uint32_t a = list->pairs[i].a, b = list->pairs[i].b;

		if (audit->told[a] != MATCH_NONE ||
		    audit->told[b] != MATCH_NONE)
			return audit_no(audit,
					"somebody stood in two groups before",
					err);
		audit->told[a] = b;
		audit->told[b] = a;
	}
	return C5_OK;
}

enum c5_status audit_list_ties(struct audit *audit, struct c5_error *err)
{
	const struct cohort *cohort = &audit->record->cohort;
	size_t *of;

	if (audit->n > UINT32_MAX / 2)
		return error_memory(err);
	audit->ties_of = of = memory_new(audit->n + (size_t)2, sizeof(*of));
	audit->ties =
		memory_new(cohort->connected.count + cohort->excluded.count,
			   sizeof(*audit->ties));
	if (!of || !audit->ties)
		return error_memory(err);
	count_ties(audit, &cohort->connected);
	count_ties(audit, &cohort->excluded);
	for (uint32_t a = 0; a < audit->n; a++)
		of[a + 1] += of[a];
	add_ties(audit, &cohort->connected, false);
	add_ties(audit, &cohort->excluded, true);
	/* Each now stands where the next one's begin. */
	for (uint32_t a = audit->n; a > 0; a--)
		of[a] = of[a - 1];
	of[0] = 0;
	for (uint32_t a = 0; a < audit->n; a++)
		qsort(audit->ties + of[a], of[a + 1] - of[a],
		      sizeof(*audit->ties), by_number);
	return list_announced(audit, err);
}

enum audit_tie audit_tie(const struct audit *audit, uint32_t a, uint32_t b)
{
	uint32_t low = a < b ? a : b, wanted = 2 * (a < b ? b : a);
	size_t from = audit->ties_of[low], to = audit->ties_of[low + 1];
	size_t end = to;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (audit->ties[middle] < wanted)
			from = middle + 1;
		else
			to = middle;
	}
	if (from == end || audit->ties[from] / 2 != wanted / 2)
		return AUDIT_NO_TIE;
	return audit->ties[from] == wanted ? AUDIT_HAD_MET : AUDIT_EXCLUDED;
}
