#include "match/adjacency.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Blossoms are numbered behind the vertices, at most n / 2 of them. */
#define VERTEX_LIMIT (UINT32_MAX / 2)

static bool is_out_of_range(int64_t number)
{
	return number > MATCH_LIMIT || number < -MATCH_LIMIT;
}

static enum c5_status check_edge(const struct match_graph *graph, size_t e,
				 struct c5_error *err)
{
	const struct match_edge *edge = &graph->edges[e];

	if (edge->u >= graph->n || edge->v >= graph->n)
		return error_set(
			err, C5_DATA,
			"edge %zu: no vertex %" PRIu32 " among %" PRIu32, e,
			edge->u >= graph->n ? edge->u : edge->v, graph->n);
	if (edge->u == edge->v)
		return error_set(err, C5_DATA,
				 "edge %zu: from vertex %" PRIu32 " to itself",
				 e, edge->u);
	return C5_OK;
}

static enum c5_status check_numbers(const struct match_graph *graph,
				    struct c5_error *err)
{
	for (size_t e = 0; e < graph->m; e++)
		if (is_out_of_range(graph->edges[e].cost))
			return error_set(err, C5_DATA,
					 "edge %zu: cost %" PRId64
					 " is too large",
					 e, graph->edges[e].cost);
	for (uint32_t v = 0; v < graph->n; v++)
		if (is_out_of_range(graph->penalty[v]))
			return error_set(err, C5_DATA,
					 "vertex %" PRIu32 ": penalty %" PRId64
					 " is too large",
					 v, graph->penalty[v]);
	return C5_OK;
}

static enum c5_status check(const struct match_graph *graph,
			    enum adjacency_kind kind, struct c5_error *err)
{
	if (graph->n > VERTEX_LIMIT)
		return error_set(err, C5_DATA,
				 "%" PRIu32 " vertices are too many", graph->n);
	for (size_t e = 0; e < graph->m; e++) {
		enum c5_status status = check_edge(graph, e, err);

		if (status != C5_OK)
			return status;
	}
	return kind == ADJACENCY_PRICED ? check_numbers(graph, err) : C5_OK;
}

enum c5_status adjacency_check(const struct match_graph *graph,
			       struct c5_error *err)
{
	return check(graph, ADJACENCY_PRICED, err);
}

static bool is_kept(const struct match_graph *graph,
		    const struct match_edge *edge, enum adjacency_kind kind)
{
	return kind == ADJACENCY_BARE ||
	       edge->cost < graph->penalty[edge->u] + graph->penalty[edge->v];
}

/* Fills first[] with where the arcs of each vertex start. */
static void count_arcs(struct adjacency *adjacency,
		       const struct match_graph *graph,
		       enum adjacency_kind kind)
{
	size_t *first = adjacency->first;

	for (size_t e = 0; e < graph->m; e++) {
		const struct match_edge *edge = &graph->edges[e];

		if (is_kept(graph, edge, kind)) {
			first[edge->u + 1]++;
			first[edge->v + 1]++;
		}
	}
	for (uint32_t v = 0; v < graph->n; v++)
		first[v + 1] += first[v];
}

/* Groups the edges by their ends, each edge under both. */
static void group_edges(size_t *group, size_t *next,
			const struct match_graph *graph,
			enum adjacency_kind kind)
{
	for (size_t e = 0; e < graph->m; e++) {
		const struct match_edge *edge = &graph->edges[e];

		if (is_kept(graph, edge, kind)) {
			group[next[edge->u]++] = e;
			group[next[edge->v]++] = e;
		}
	}
}

/*
 * Hands the edges out a second time, in the order of one end: so the arcs of
 * the other end come out sorted, with nothing compared.
 */
static void fill_arcs(struct adjacency *adjacency, const size_t *group,
		      size_t *next, const struct match_graph *graph,
		      enum adjacency_kind kind)
{
	const size_t *first = adjacency->first;

	for (uint32_t u = 0; u < graph->n; u++) {
		for (size_t i = first[u]; i < first[u + 1]; i++) {
			const struct match_edge *edge = &graph->edges[group[i]];
			uint32_t v = edge->u == u ? edge->v : edge->u;
			struct match_edge arc = {.u = v, .v = u};

			if (kind == ADJACENCY_PRICED)
				arc.cost = edge->cost * MATCH_TICKS;
			adjacency->arcs[next[v]++] = arc;
		}
	}
}

/* Of arcs to the same neighbour the cheapest stays. */
static void drop_duplicates(struct adjacency *adjacency)
{
	struct match_edge *arcs = adjacency->arcs;
	size_t kept = 0, i = 0;

	for (uint32_t v = 0; v < adjacency->n; v++) {
		size_t start = kept, end = adjacency->first[v + 1];

		adjacency->first[v] = start;
		for (; i < end; i++) {
			if (kept == start || arcs[kept - 1].v != arcs[i].v)
				arcs[kept++] = arcs[i];
			else if (arcs[i].cost < arcs[kept - 1].cost)
				arcs[kept - 1].cost = arcs[i].cost;
		}
	}
	adjacency->first[adjacency->n] = kept;
}

static bool build(struct adjacency *out, const struct match_graph *graph,
		  enum adjacency_kind kind)
{
	size_t bytes = ((size_t)graph->n + 1) * sizeof(size_t);
	size_t *next = memory_new((size_t)graph->n + 1, sizeof(*next));
	size_t *group = NULL;

	out->first = memory_new((size_t)graph->n + 1, sizeof(*out->first));
	if (next && out->first) {
		count_arcs(out, graph, kind);
		size_t count = out->first[graph->n];
		group = memory_new(count, sizeof(*group));
		out->arcs = memory_new(count, sizeof(*out->arcs));
	}
	if (group && out->arcs) {
		memcpy(next, out->first, bytes);
		group_edges(group, next, graph, kind);
		memcpy(next, out->first, bytes);
		fill_arcs(out, group, next, graph, kind);
		drop_duplicates(out);
	}
	free(next);
	free(group);
	return group && out->arcs;
}

enum c5_status adjacency_init(struct adjacency *out,
			      const struct match_graph *graph,
			      enum adjacency_kind kind, struct c5_error *err)
{
	*out = (struct adjacency){.n = graph->n};
	enum c5_status status = check(graph, kind, err);
	if (status != C5_OK)
		return status;
	if (build(out, graph, kind))
		return C5_OK;
	adjacency_release(out);
	return error_memory(err);
}

void adjacency_release(struct adjacency *adjacency)
{
	free(adjacency->first);
	free(adjacency->arcs);
	*adjacency = (struct adjacency){0};
}

const struct match_edge *adjacency_find(const struct adjacency *adjacency,
					uint32_t u, uint32_t v)
{
	size_t low = adjacency->first[u], high = adjacency->first[u + 1];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (adjacency->arcs[middle].v < v)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < adjacency->first[u + 1] && adjacency->arcs[low].v == v)
		return &adjacency->arcs[low];
	return NULL;
}
