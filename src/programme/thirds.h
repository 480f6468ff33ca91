/* Those who join a pair, while they are placed. Private to src/programme/. */
#ifndef PROGRAMME_THIRDS_H
#define PROGRAMME_THIRDS_H

#include "programme/planner.h"

struct thirds {
	struct planner *planner;
	bool *fixed;	   /* n: in a triangle that has been settled */
	c5_int128 settled; /* what those triangles cost */
	int64_t *penalty;  /* n: of being left out; see rescue.c */
	uint32_t *free;	   /* thirds without a pair */
	uint32_t n_free;
	uint32_t *pair_of; /* lower members of the pairs */
	uint32_t n_pairs;
};

/*
 * Assigns everybody who is in no settled triangle. *stuck: one whom no pair can
 * take, or MATCH_NONE.
 */
enum c5_status thirds_assign(struct thirds *thirds, uint32_t *stuck,
			     struct c5_error *err);

/*
 * Makes the pairs anew because no pair can take `stuck`: either around a
 * triangle of their part, which is settled then, or so that nobody of the part
 * is left out of the pairs.
 */
enum c5_status thirds_rescue(struct thirds *thirds, uint32_t stuck,
			     struct c5_error *err);

/* Are more groups relaxed, or fewer pairs kept, than the pairs need? */
bool thirds_fall_short(const struct thirds *thirds);

/*
 * Where everybody has a pair, but more groups are relaxed or fewer are kept
 * than the pairs need: makes the pairs anew around triangles while that costs
 * less.
 */
enum c5_status thirds_relax_less(struct thirds *thirds, struct c5_error *err);

#endif
