#include "match/solver.h"

/*
 * Half the cheapest cost at either end is feasible, and at most the limit.
 * Even ticks, like all that follows from them along tight edges.
 */
static void lower_duals(struct solver *s)
{
	for (uint32_t v = 0; v < s->n; v++) {
		int64_t y = s->limit[v];

		for (size_t i = s->graph.first[v]; i < s->graph.first[v + 1];
		     i++)
			if (s->graph.arcs[i].cost / 2 < y)
				y = s->graph.arcs[i].cost / 2;
		s->vertices[v].y = y;
	}
}

/* Raises y(v) as far as it goes. The arc that stops it, if to a free vertex. */
static const struct match_edge *raise_dual(struct solver *s, uint32_t v)
{
	const struct match_edge *tight = NULL;
	int64_t y = s->limit[v];

	for (size_t i = s->graph.first[v]; i < s->graph.first[v + 1]; i++) {
		const struct match_edge *arc = &s->graph.arcs[i];
		int64_t most = arc->cost - s->vertices[arc->v].y;
		bool is_free = s->mate[arc->v] == MATCH_NONE;

		if (most < y || (most == y && !tight && is_free)) {
			y = most;
			tight = is_free ? arc : NULL;
		}
	}
	s->vertices[v].y = y;
	return tight;
}

void solver_start(struct solver *s)
{
	lower_duals(s);
	for (uint32_t v = 0; v < s->n; v++) {
		if (s->mate[v] != MATCH_NONE)
			continue;
		const struct match_edge *tight = raise_dual(s, v);
		if (tight) {
			s->mate[v] = tight->v;
			s->mate[tight->v] = v;
		}
	}
}
