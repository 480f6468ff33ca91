/*
 * The hard rules: who may be put together. All are pairwise, in trios too.
 * That both are active is the cohort's: it holds nobody else. Rule (1) does not
 * hold in a cohort that is relaxed; nothing breaks the others.
 */
#ifndef CONNECT5_RULES_H
#define CONNECT5_RULES_H

#include "connect5/cohort.h"

enum rule {
	RULE_NONE,	   /* they may be put together */
	RULE_SECTOR,	   /* (1) the same part of the system */
	RULE_ORGANISATION, /* (2) the same organisation */
	RULE_MET,	   /* (3) connected before */
	RULE_EXCLUDED,	   /* (4) an exclusion between them */
	RULE_COUNT
};

/* The first rule that keeps two different people of the cohort apart. */
enum rule rule_broken(const struct cohort *cohort, uint32_t a, uint32_t b);

/* May the two be a pair: no rule keeps them apart, and neither must be with
 * somebody else? */
bool rule_allows_pair(const struct cohort *cohort, uint32_t a, uint32_t b);

/* May somebody join a must-pair, given by one of its two? */
bool rule_allows_third(const struct cohort *cohort, uint32_t must,
		       uint32_t third);

/* Are two people who may be put together so only because rule (1) is relaxed?
 */
bool rule_is_relaxed(const struct cohort *cohort, uint32_t a, uint32_t b);

/* "they are in the same part of the system" */
const char *rule_text(enum rule rule);

#endif
