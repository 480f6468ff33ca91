/*
 * Forged rounds: plans that somebody changed, given the scores, the proof and
 * the certificate that belong to them. A forger who knows the format this well
 * can only be found by what the proof does not cover.
 */
#ifndef TESTS_FORGE_H
#define TESTS_FORGE_H

#include "cohorts.h"

/*
 * A good record to start from: all in pairs; all placed, with a trio and some
 * blossoms; some of a majority waiting; one waiting since trios are off; some
 * of a majority in relaxed pairs; the same with a trio, proven to the last.
 */
enum record_kind {
	EVEN,
	TRIO,
	MAJORITY,
	ODD_WAITS,
	RELAXED,
	RELAXED_TRIO,
	RECORD_KINDS
};

void draw_record(struct round_record *out, enum record_kind kind);

/*
 * Scores the groups anew, seats those who wait, solves with the certificate's
 * digits and `counted` as they stand, and states all figures honestly; the
 * ceiling is said to be what was reached. The witness is left alone.
 */
void forge(struct round_record *record);

/* Exchanges the second members of two groups. */
void forge_exchange(struct round_record *record, size_t g, size_t h);

/*
 * Exchanges so that no rule is broken, and the pairs score less. Fails the test
 * where there is nothing of the kind.
 */
void forge_worse_pairs(struct round_record *record);

#endif
