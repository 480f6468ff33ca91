/*
 * The best plan of a small cohort by plain enumeration over sets of people, to
 * hold the planner against.
 */
#ifndef TESTS_PLAN_BRUTE_H
#define TESTS_PLAN_BRUTE_H

#include "cohorts.h"
#include "match_brute.h"

/* A small cohort, by its indexes: who may meet, and what they score. */
struct small_cohort {
	uint32_t n;
	bool may[SMALL_N][SMALL_N];
	uint32_t must[SMALL_N]; /* with whom; MATCH_NONE: whoever it is */
	bool relaxed[SMALL_N][SMALL_N]; /* of one sector */
	int64_t score[SMALL_N][SMALL_N];
	unsigned waits[SMALL_N];
};

/* What is maximised, first to last; `trios` and `relaxed` are minimised. */
struct levels {
	int64_t placed, trios, relaxed, waits, score;
};

/*
 * Who may meet is read from the crowd, the points and who must be a pair from
 * the record. At most
 * SMALL_N people, 255 earlier waits and 65,535 points in all.
 */
void small_cohort_read(struct small_cohort *out, const struct crowd *crowd,
		       const struct round_record *record);

/*
 * The best levels of any plan in pairs and, where `trios`, in trios. A trio
 * scores as the best of its three pairs: the third is whoever leaves that one,
 * unless two of them must be a pair.
 */
struct levels brute_levels(const struct small_cohort *cohort, bool trios);

/*
 * The relaxed pairs, and the score, of the best pairing: only these two are
 * set. It has as many pairs as any; those left out of it are charged as
 * waiting, people first, and after the relaxed pairs their earlier waits, and
 * no pairing is charged less; but where a part of the structure of maximum
 * matchings (match.h) can be placed whole by one trio, being left out is free
 * for all its people. Each must-pair has a place for one more, at no charge.
 */
struct levels brute_bound(const struct small_cohort *cohort, bool trios);

#endif
