/*
 * An alternating forest for a matching of maximum cardinality, by Edmonds'
 * search with shrinking: which vertices are reached from those without a mate
 * along an alternating path of even length. Costs are not read.
 */
#ifndef MATCH_FOREST_H
#define MATCH_FOREST_H

#include "match/adjacency.h"

/* Vertices in blossoms are even. */
enum forest_label { FOREST_NONE, FOREST_EVEN, FOREST_ODD, FOREST_REMOVED };

struct forest {
	struct pool pool;	       /* all of the arrays */
	const struct adjacency *graph; /* borrowed */
	enum forest_label *label;      /* n */
	uint32_t *
		up; /* n: union-find; the root of a set is the blossom's base */
	uint32_t *entry; /* n, odd: the even vertex it was reached from */
	uint64_t *stamp; /* n: of the last search for a common ancestor */
	uint64_t last_stamp;
	uint32_t *queue;
	uint32_t n_queue;
};

/* False: no memory. */
bool forest_init(struct forest *out, const struct adjacency *graph);
void forest_release(struct forest *forest);

/* Forgets all labels. */
void forest_clear(struct forest *forest);

/*
 * Grows the forest of a matching from all vertices without a mate. Vertices
 * labelled FOREST_REMOVED beforehand are passed over; none may be a mate.
 * False: two trees met, the matching is not of maximum cardinality.
 */
bool forest_grow(struct forest *forest, const uint32_t *mate);

/* The base of the blossom that holds the vertex. */
uint32_t forest_base(struct forest *forest, uint32_t vertex);

#endif
