/*
 * The blossoms of a result, prepared for one question asked very often: the sum
 * of z over all blossoms that hold two vertices. Heavy paths: a climb passes
 * O(log n) of them however deep the blossoms nest.
 */
#ifndef MATCH_FAMILY_H
#define MATCH_FAMILY_H

#include "connect5/match.h"

struct family {
	const uint32_t *inner; /* of the result, borrowed */
	uint32_t *up;	       /* by blossom: the one above its heavy path */
	uint32_t *head;	       /* by blossom: the top of its heavy path */
	int64_t *total;	       /* by blossom: its z and that of all around it */
};

/* False: no memory. */
bool family_init(struct family *out, const struct match_result *result);
void family_release(struct family *family);

/* In ticks. */
static inline int64_t family_shared(const struct family *family, uint32_t u,
				    uint32_t v)
{
	uint32_t a = family->inner[u], b = family->inner[v];

	while (a != MATCH_NONE && b != MATCH_NONE) {
		uint32_t top_a = family->head[a], top_b = family->head[b];

		/* Parents have lower numbers. */
		if (top_a == top_b)
			return family->total[a < b ? a : b];
		if (top_a > top_b)
			a = family->up[top_a];
		else
			b = family->up[top_b];
	}
	return 0;
}

#endif
