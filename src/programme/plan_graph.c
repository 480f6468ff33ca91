#include "connect5/plan.h"

#include <stdlib.h>

#include "connect5/rules.h"
#include "connect5/score.h"
#include "programme/planner.h"

static enum c5_status add_edge(struct plan_graph *out, size_t *capacity,
			       struct match_edge edge, struct c5_error *err)
{
	void *grown = memory_grow(out->edges, capacity, out->graph.m + 1,
				  sizeof(*out->edges));

	if (!grown)
		return error_memory(err);
	out->edges = grown;
	out->edges[out->graph.m++] = edge;
	return C5_OK;
}

enum c5_status plan_graph_make(struct plan_graph *out,
			       const struct cohort *cohort,
			       const struct settings *settings,
			       struct c5_error *err)
{
	uint32_t n = (uint32_t)cohort->n;
	size_t capacity = 0;
	enum c5_status status = C5_OK;

	*out = (struct plan_graph){.graph.n = n};
	out->penalty = memory_new(n, sizeof(*out->penalty));
	if (!out->penalty)
		status = error_memory(err);
	for (uint32_t a = 0; a < n && !status; a++) {
		for (uint32_t b = a + 1; b < n && !status; b++) {
			struct match_edge edge = {.u = a, .v = b};

			if (!rule_allows_pair(cohort, a, b))
				continue;
			edge.cost = -score_pair(cohort, settings, a, b).total;
			status = add_edge(out, &capacity, edge, err);
		}
	}
	out->graph.edges = out->edges;
	out->graph.penalty = out->penalty;
	if (status)
		plan_graph_release(out);
	return status;
}

void plan_graph_charge(struct plan_graph *graph, const struct cohort *cohort,
		       const struct digits *digits)
{
	for (size_t e = 0; e < graph->graph.m; e++) {
		struct match_edge *edge = &graph->edges[e];

		if (planner_edge_is_relaxed(cohort, edge->u, edge->v))
			edge->cost += digits->relax;
		if (cohort_announced(cohort, edge->u, edge->v))
			edge->cost -= digits->keep;
	}
}

void plan_graph_release(struct plan_graph *graph)
{
	free(graph->edges);
	free(graph->penalty);
	*graph = (struct plan_graph){.edges = NULL};
}
