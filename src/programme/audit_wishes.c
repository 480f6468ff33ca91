/* Who is preferred, who is avoided, and who must be a pair. */
#include "programme/audit.h"

#include <stdlib.h>

static int by_pair(const void *left, const void *right)
{
	const struct audit_wish *a = left, *b = right;

	if (a->low != b->low)
		return a->low < b->low ? -1 : 1;
	return a->high < b->high ? -1 : a->high > b->high;
}

static void add_wishes(struct audit *audit, const struct pair_list *list,
		       bool prefer)
{
	for (size_t i = 0; i < list->count; i++) {
		uint32_t a = list->pairs[i].a, b = list->pairs[i].b;

		audit->wishes[audit->n_wishes++] = (struct audit_wish){
			a < b ? a : b, a < b ? b : a, prefer};
	}
}

/* One wish for two people, and one must-pair for each. */
static enum c5_status check_lists(struct audit *audit, struct c5_error *err)
{
	const struct pair_list *musts = &audit->record->cohort.musts;

	for (size_t i = 1; i < audit->n_wishes; i++)
		if (!by_pair(&audit->wishes[i - 1], &audit->wishes[i]))
			return audit_no(audit,
					"two are both preferred and avoided",
					err);
	for (size_t i = 0; i < musts->count; i++) {
		uint32_t a = musts->pairs[i].a, b = musts->pairs[i].b;

		if (audit->must[a] != MATCH_NONE ||
		    audit->must[b] != MATCH_NONE)
			return audit_no(audit, "somebody is in two must-pairs",
					err);
		audit->must[a] = b;
		audit->must[b] = a;
	}
	return C5_OK;
}

enum c5_status audit_list_wishes(struct audit *audit, struct c5_error *err)
{
	const struct cohort *cohort = &audit->record->cohort;
	size_t most = cohort->preferred.count + cohort->avoided.count;

	audit->must = memory_new(audit->n, sizeof(*audit->must));
	audit->wishes = memory_new(most, sizeof(*audit->wishes));
	if (!audit->must || !audit->wishes)
		return error_memory(err);
	for (uint32_t v = 0; v < audit->n; v++)
		audit->must[v] = MATCH_NONE;
	add_wishes(audit, &cohort->preferred, true);
	add_wishes(audit, &cohort->avoided, false);
	if (most)
		qsort(audit->wishes, most, sizeof(*audit->wishes), by_pair);
	return check_lists(audit, err);
}

int64_t audit_wished(const struct audit *audit, uint32_t a, uint32_t b,
		     int64_t points)
{
	const struct settings *s = &audit->record->settings;
	struct audit_wish key = {a < b ? a : b, a < b ? b : a, false};
	const struct audit_wish *found = NULL;

	if (audit->n_wishes)
		found = bsearch(&key, audit->wishes, audit->n_wishes,
				sizeof(key), by_pair);
	if (!found)
		return points;
	if (found->prefer)
		return points + s->prefer;
	return points > s->avoid ? points - s->avoid : 0;
}

bool audit_may_pair(const struct audit *audit, uint32_t a, uint32_t b)
{
	if (audit->must[a] != MATCH_NONE || audit->must[b] != MATCH_NONE)
		return audit->must[a] == b && audit_may_meet(audit, a, b);
	return audit_may_meet(audit, a, b);
}

bool audit_may_join(const struct audit *audit, uint32_t lower, uint32_t third)
{
	return audit->record->settings.trios && audit_is_lower(audit, lower) &&
	       audit->must[third] == MATCH_NONE &&
	       audit_may_meet(audit, lower, third) &&
	       audit_may_meet(audit, audit->must[lower], third);
}

bool audit_trio_is_relaxed(const struct audit *audit, uint32_t a, uint32_t b,
			   uint32_t c)
{
	return audit_is_relaxed(audit, a, b) || audit_is_relaxed(audit, a, c) ||
	       audit_is_relaxed(audit, b, c);
}
