/*
 * The edges near to being violated, remembered from one question to the next.
 *
 * Between two questions few duals rise, and those not far. So an oracle is
 * asked about duals that are higher than they are, by `reach`: what it reports
 * is all that can be violated until a dual has risen by more, and need only be
 * looked through. Then it is asked again, of the vertices of which that is so.
 *
 * Invariant: an edge (u, v) with MATCH_TICKS * cost < top[u] + top[v] is in the
 * band, if both have been asked of.
 */
#ifndef MATCH_BAND_H
#define MATCH_BAND_H

#include "connect5/match.h"

struct band {
	uint32_t n;
	int64_t reach; /* in ticks */
	int64_t *top;  /* n: how far y may rise */
	bool *risen;   /* n: whom to ask of */
	struct match_edge *edges;
	size_t m, capacity;
	bool is_over; /* there are too many such edges: it holds none */
};

/* False: no memory. All zeroes can be released. */
bool band_init(struct band *out, uint32_t n, int64_t reach);
void band_release(struct band *band);

/* Who has risen too far? Makes room for them; false: nobody has. */
bool band_renew(struct band *band, const int64_t *y);

/* Takes what was reported, if it is within reach. False: no memory. */
bool band_take(struct band *band, const struct match_edge *edge);

#endif
