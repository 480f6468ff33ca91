/*
 * The score of a pair: small whole numbers >= 0 from the programme's settings.
 * Every weight is a multiple of 10; the jitter, 0 to 9, comes from the two
 * keys and settles ties. Nothing is scored where either value is unknown, and a
 * sector is not new to those who are of it.
 *
 * A pair that is preferred has a weight more. One that is avoided has a weight
 * less, but never less than its jitter: a score below 0 would be worth less
 * than no pair at all, and nothing may be gained by leaving people out.
 */
#ifndef CONNECT5_SCORE_H
#define CONNECT5_SCORE_H

#include "connect5/buffer.h"
#include "connect5/cohort.h"
#include "connect5/settings.h"

struct score {
	int64_t sector; /* points for each that had not met the other's */
	int new_to_a, new_to_b;
	int64_t place;
	int64_t profession;
	int64_t interests;
	size_t n_interests;
	int64_t slots;
	size_t n_slots;
	int64_t seniority;
	enum wish wish;
	int64_t wished; /* points for it: below 0 where avoided */
	int64_t jitter;
	int64_t total;
};

struct score score_pair(const struct cohort *cohort,
			const struct settings *settings, uint32_t a,
			uint32_t b);

/* The draw that settles ties between two people, by their keys: 0 to 9. */
int64_t score_draw(const struct settings *settings, uint64_t key_a,
		   uint64_t key_b);

/*
 * Why these two, in words, most telling first, one reason a line, each with
 * its points where `points`; the jitter is named only there.
 */
void score_reasons(struct buffer *out, const struct cohort *cohort,
		   const struct settings *settings, struct index_pair pair,
		   bool points);

/* The same for everybody's eyes: without what a coordinator wished, and without
 * the interests, which stand by themselves there. */
void score_reasons_for_all(struct buffer *out, const struct cohort *cohort,
			   const struct settings *settings,
			   struct index_pair pair);

#endif
