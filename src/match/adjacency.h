/*
 * The graph as the algorithms walk it: for each vertex the edges that leave
 * it, sorted by their other end, one to each neighbour. O(n + m) memory.
 */
#ifndef MATCH_ADJACENCY_H
#define MATCH_ADJACENCY_H

#include "connect5/match.h"

/* The arcs of v are arcs[first[v]] up to arcs[first[v + 1] - 1]. */
struct adjacency {
	uint32_t n;
	size_t *first;		 /* n + 1 */
	struct match_edge *arcs; /* from u to v; cost in ticks, or 0 if bare */
};

/*
 * ADJACENCY_BARE reads no costs. ADJACENCY_PRICED checks them, and leaves out
 * the edges that cost no less than to expose both ends: no optimum needs them,
 * and the dual constraint y(v) <= penalty(v) keeps them feasible.
 */
enum adjacency_kind { ADJACENCY_BARE, ADJACENCY_PRICED };

/* C5_DATA: a vertex or number out of range, or an edge from u to u. */
enum c5_status adjacency_init(struct adjacency *out,
			      const struct match_graph *graph,
			      enum adjacency_kind kind, struct c5_error *err);

/* C5_DATA: not a graph with costs and penalties as match.h has them. */
enum c5_status adjacency_check(const struct match_graph *graph,
			       struct c5_error *err);

void adjacency_release(struct adjacency *adjacency);

/* The arc from u to v, or NULL. */
const struct match_edge *adjacency_find(const struct adjacency *adjacency,
					uint32_t u, uint32_t v);

#endif
