/*
 * A graph given as a list of edges. A sparse one is solved as it is. Of a dense
 * one the solver is shown the few edges that it is likely to need, and those
 * that it turns out to have needed: the list is its own oracle.
 */
#include <stdlib.h>

#include "match/solver.h"

/* More edges a vertex than this are many; so many are shown first. */
enum { SPARSE_DEGREE = 12, PROPOSED_DEGREE = 8 };

/* Longer lists are dense, whatever edges they name more than once. */
enum { CERTAIN_DEGREE = 4 * SPARSE_DEGREE };

/* One of the best edges of a vertex. */
struct choice {
	int64_t slack;
	uint32_t end; /* MATCH_NONE: there is none */
	size_t edge;
};

struct list {
	const struct match_graph *graph;
	int64_t *y;		/* n: feasible duals, in units */
	struct choice *choices; /* n * PROPOSED_DEGREE, the best first */
};

static bool is_before(const struct choice *a, const struct choice *b)
{
	return a->slack != b->slack ? a->slack < b->slack : a->end < b->end;
}

/* Takes an edge in among the best of a vertex, one to each other end. */
static void offer(struct list *list, uint32_t v, struct choice choice)
{
	struct choice *own = list->choices + (size_t)v * PROPOSED_DEGREE;
	size_t at = PROPOSED_DEGREE - 1;

	if (!is_before(&choice, &own[at]))
		return;
	for (size_t i = 0; i < at; i++)
		if (own[i].end == choice.end)
			at = i;
	if (own[at].end == choice.end && !is_before(&choice, &own[at]))
		return;
	for (; at > 0 && is_before(&choice, &own[at - 1]); at--)
		own[at] = own[at - 1];
	own[at] = choice;
}

static int64_t half(int64_t cost)
{
	return cost >= 0 ? cost / 2 : -((1 - cost) / 2);
}

/*
 * Half of what the cheapest edge of a vertex costs: two vertices that are dear
 * to all others are still near to each other.
 */
static void estimate_duals(struct list *list)
{
	const struct match_graph *graph = list->graph;

	for (uint32_t v = 0; v < graph->n; v++)
		list->y[v] = graph->penalty[v];
	for (size_t e = 0; e < graph->m; e++) {
		const struct match_edge *edge = &graph->edges[e];
		int64_t most = half(edge->cost);

		if (most < list->y[edge->u])
			list->y[edge->u] = most;
		if (most < list->y[edge->v])
			list->y[edge->v] = most;
	}
}

static enum c5_status propose(void *context, struct match_sink *sink,
			      struct c5_error *err)
{
	struct list *list = context;
	const struct match_graph *graph = list->graph;
	enum c5_status status = C5_OK;

	estimate_duals(list);
	for (size_t i = 0; i < (size_t)graph->n * PROPOSED_DEGREE; i++)
		list->choices[i] = (struct choice){INT64_MAX, MATCH_NONE, 0};
	for (size_t e = 0; e < graph->m; e++) {
		uint32_t u = graph->edges[e].u, v = graph->edges[e].v;
		int64_t slack = graph->edges[e].cost - list->y[u] - list->y[v];

		offer(list, u, (struct choice){slack, v, e});
		offer(list, v, (struct choice){slack, u, e});
	}
	for (size_t i = 0; i < (size_t)graph->n * PROPOSED_DEGREE && !status;
	     i++)
		if (list->choices[i].end != MATCH_NONE)
			status = match_report(
				sink, graph->edges[list->choices[i].edge], err);
	return status;
}

static enum c5_status price(void *context, const struct match_query *query,
			    struct match_sink *sink, struct c5_error *err)
{
	const struct match_graph *graph = ((struct list *)context)->graph;
	enum c5_status status = C5_OK;

	for (size_t e = 0; e < graph->m && !status; e++) {
		const struct match_edge *edge = &graph->edges[e];
		int64_t cost = query->flat ? 0 : edge->cost * MATCH_TICKS;

		if (query->risen && !query->risen[edge->u] &&
		    !query->risen[edge->v])
			continue;
		if (cost < query->y[edge->u] + query->y[edge->v])
			status = match_report(sink, *edge, err);
	}
	return status;
}

static enum c5_status solve_dense(struct match_result *out,
				  const struct match_graph *graph,
				  struct c5_error *err)
{
	struct list list = {
		.graph = graph,
		.y = memory_new(graph->n, sizeof(*list.y)),
		.choices = memory_new((size_t)graph->n * PROPOSED_DEGREE,
				      sizeof(*list.choices)),
	};
	const struct match_oracle oracle = {
		.n = graph->n,
		.penalty = graph->penalty,
		.context = &list,
		.propose = propose,
		.price = price,
	};
	struct match_known known = {.edges = NULL};
	enum c5_status status =
		list.y && list.choices ? C5_OK : error_memory(err);

	if (!status)
		status = match_solve_oracle(out, &known, &oracle, NULL, err);
	match_known_release(&known);
	free(list.y);
	free(list.choices);
	return status;
}

/* Counts an edge once, however often it is named. */
static enum c5_status judge(bool *dense, const struct match_graph *graph,
			    struct c5_error *err)
{
	struct adjacency adjacency;
	enum c5_status status = adjacency_check(graph, err);

	*dense = graph->m > (size_t)graph->n * CERTAIN_DEGREE;
	if (status || *dense || graph->m <= (size_t)graph->n * SPARSE_DEGREE)
		return status;
	status = adjacency_init(&adjacency, graph, ADJACENCY_BARE, err);
	if (!status)
		*dense = adjacency.first[graph->n] / 2 >
			 (size_t)graph->n * SPARSE_DEGREE;
	adjacency_release(&adjacency);
	return status;
}

enum c5_status match_solve(struct match_result *out,
			   const struct match_graph *graph,
			   struct c5_error *err)
{
	bool dense;
	enum c5_status status = judge(&dense, graph, err);

	*out = (struct match_result){0};
	if (status)
		return status;
	if (dense)
		return solve_dense(out, graph, err);
	return solver_solve(out, graph, ADJACENCY_PRICED, err);
}
