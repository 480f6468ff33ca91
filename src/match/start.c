#include "match/solver.h"

/*
 * Half the cheapest cost at either end is feasible, and at most the limit.
 * Even ticks, like all that follows from them along tight edges.
 */
static void lower_duals(struct solver *s)
{
	for (uint32_t v = 0; v < s->n; v++) {
		s->y[v] = s->limit[v];
		for (size_t i = s->graph.first[v]; i < s->graph.first[v + 1];
		     i++) {
			int64_t half = s->graph.arcs[i].cost / 2;

			if (half < s->y[v])
				s->y[v] = half;
		}
	}
}

/* Raises y(v) as far as it goes. The arc that stops it, if to a free vertex. */
static const struct match_edge *raise_dual(struct solver *s, uint32_t v)
{
	const struct match_edge *tight = NULL;
	int64_t rise = s->limit[v] - s->y[v];

	for (size_t i = s->graph.first[v]; i < s->graph.first[v + 1]; i++) {
		const struct match_edge *arc = &s->graph.arcs[i];
		int64_t slack = solver_slack(s, arc);
		bool is_free = s->mate[arc->v] == MATCH_NONE;

		if (slack < rise || (slack == rise && !tight && is_free)) {
			rise = slack;
			tight = is_free ? arc : NULL;
		}
	}
	s->y[v] += rise;
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
