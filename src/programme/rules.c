#include "connect5/rules.h"

enum rule rule_broken(const struct cohort *cohort, uint32_t a, uint32_t b)
{
	const struct profile *p = &cohort->people[a].profile;
	const struct profile *q = &cohort->people[b].profile;

	if (p->sector == q->sector && !cohort->relaxed)
		return RULE_SECTOR;
	if (p->organisation && p->organisation == q->organisation)
		return RULE_ORGANISATION;
	if (cohort_connected(cohort, a, b))
		return RULE_MET;
	if (cohort_excluded(cohort, a, b))
		return RULE_EXCLUDED;
	return RULE_NONE;
}

bool rule_allows_pair(const struct cohort *cohort, uint32_t a, uint32_t b)
{
	uint32_t of_a = cohort_must_mate(cohort, a);
	uint32_t of_b = cohort_must_mate(cohort, b);

	return (of_a == b || of_a == of_b) &&
	       rule_broken(cohort, a, b) == RULE_NONE;
}

bool rule_allows_third(const struct cohort *cohort, uint32_t must,
		       uint32_t third)
{
	return cohort_must_mate(cohort, third) == UINT32_MAX &&
	       rule_broken(cohort, must, third) == RULE_NONE &&
	       rule_broken(cohort, cohort_must_mate(cohort, must), third) ==
		       RULE_NONE;
}

bool rule_is_relaxed(const struct cohort *cohort, uint32_t a, uint32_t b)
{
	return cohort->people[a].profile.sector ==
	       cohort->people[b].profile.sector;
}

const char *rule_text(enum rule rule)
{
	static const char *const texts[RULE_COUNT] = {
		[RULE_NONE] = "they may be put together",
		[RULE_SECTOR] = "they are in the same part of the system",
		[RULE_ORGANISATION] = "they are in the same organisation",
		[RULE_MET] = "they have met before",
		[RULE_EXCLUDED] = "an exclusion keeps them apart",
	};

	return texts[rule];
}
