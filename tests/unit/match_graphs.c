#include "match_graphs.h"

#include <stdlib.h>

#include "connect5/random.h"

static void *grow(void *array, size_t *capacity, size_t needed, size_t size)
{
	void *grown = memory_grow(array, capacity, needed, size);

	if (!grown && needed > 0)
		abort();
	return grown;
}

uint32_t large_add_vertices(struct large_graph *g, uint32_t count,
			    int64_t penalty)
{
	uint32_t first = g->graph.n;

	g->graph.n += count;
	g->penalty = grow(g->penalty, &g->penalty_capacity, g->graph.n,
			  sizeof(*g->penalty));
	g->graph.penalty = g->penalty;
	for (uint32_t v = first; v < g->graph.n; v++)
		g->penalty[v] = penalty;
	return first;
}

void large_add(struct large_graph *g, uint32_t u, uint32_t v, int64_t cost)
{
	g->edges = grow(g->edges, &g->edge_capacity, g->graph.m + 1,
			sizeof(*g->edges));
	g->graph.edges = g->edges;
	g->edges[g->graph.m++] = (struct match_edge){u, v, cost};
}

void large_release(struct large_graph *g)
{
	free(g->edges);
	free(g->penalty);
	*g = (struct large_graph){0};
}

void large_shuffle(struct large_graph *g, uint64_t *state)
{
	for (size_t i = g->graph.m; i > 1; i--) {
		size_t j = random_below(state, i);
		struct match_edge edge = g->edges[j];

		g->edges[j] = g->edges[i - 1];
		g->edges[i - 1] = edge;
		if (random_below(state, 2))
			g->edges[i - 1] =
				(struct match_edge){edge.v, edge.u, edge.cost};
	}
}

int64_t large_number(uint64_t *state, int64_t low, int64_t high)
{
	return low + (int64_t)random_below(state, (uint64_t)(high - low) + 1);
}

uint32_t large_vertex(uint64_t *state, uint32_t first, uint32_t count)
{
	return first + (uint32_t)random_below(state, count);
}

/* Adds each edge between the vertices from `first` on with a chance. */
static void add_clique(struct large_graph *g, uint32_t first, uint32_t count,
		       uint64_t percent, uint64_t *state)
{
	for (uint32_t v = first + 1; v < first + count; v++)
		for (uint32_t u = first; u < v; u++)
			if (random_below(state, 100) < percent)
				large_add(g, u, v, 0);
}

static void add_sparse(struct large_graph *g, uint64_t *state)
{
	uint32_t n = g->graph.n;

	for (uint32_t e = 0; n > 1 && e < 3 * n; e++) {
		uint32_t u = large_vertex(state, 0, n);
		uint32_t v = large_vertex(state, 0, n);

		if (u != v)
			large_add(g, u, v, 0);
	}
}

static void add_bipartite(struct large_graph *g, uint64_t *state)
{
	uint32_t n = g->graph.n, left = large_vertex(state, n / 3, n / 3 + 1);
	uint64_t percent = 5 + random_below(state, 90);

	for (uint32_t v = left; v < n; v++)
		for (uint32_t u = 0; u < left; u++)
			if (random_below(state, 100) < percent)
				large_add(g, u, v, 0);
}

static void add_apart(struct large_graph *g, uint64_t *state)
{
	uint32_t first = 0, n = g->graph.n;

	while (first < n) {
		uint32_t count = 1 + (uint32_t)random_below(state, 12);

		count = count < n - first ? count : n - first;
		add_clique(g, first, count, 60, state);
		first += count;
	}
}

static void add_hubs(struct large_graph *g, uint64_t *state)
{
	uint32_t n = g->graph.n, hubs = n / 10, first = hubs;

	while (first < n) {
		uint32_t count = 1 + 2 * (uint32_t)random_below(state, 3);

		count = count < n - first ? count : n - first;
		add_clique(g, first, count, 95, state);
		for (uint32_t u = 0; u < hubs; u++)
			if (random_below(state, 2))
				large_add(g, u,
					  large_vertex(state, first, count), 0);
		first += count;
	}
}

static void add_ring(struct large_graph *g, uint64_t *state)
{
	uint32_t n = g->graph.n;

	for (uint32_t v = 0; n > 2 && v < n; v++) {
		large_add(g, v, (v + 1) % n, 0);
		if (random_below(state, 3) == 0)
			large_add(g, v, (v + 2) % n, 0);
	}
}

static void add_edges(struct large_graph *g, enum large_shape shape,
		      uint64_t *state)
{
	switch (shape) {
	case LARGE_SPARSE:
		add_sparse(g, state);
		break;
	case LARGE_BIPARTITE:
		add_bipartite(g, state);
		break;
	case LARGE_APART:
		add_apart(g, state);
		break;
	case LARGE_HUBS:
		add_hubs(g, state);
		break;
	case LARGE_RING:
		add_ring(g, state);
		break;
	case LARGE_DENSE:
	case LARGE_SHAPES:
		add_clique(g, 0, g->graph.n, 79, state);
		break;
	}
}

/* Least and greatest. */
struct range {
	int64_t low, high;
};

static const struct range cost_ranges[LARGE_COSTS] = {
	[LARGE_TIED] = {0, 3},
	[LARGE_PLAIN] = {0, 999},
	[LARGE_NEGATIVE] = {-500, 500},
	[LARGE_HUGE] = {-INT64_C(1000000000000), INT64_C(1000000000000)},
};

static int64_t draw_penalty(const struct range *costs, uint32_t n,
			    enum large_penalties penalties, uint64_t *state)
{
	int64_t high = costs->high;
	int64_t dominating = (int64_t)(n + 1) * high;

	switch (penalties) {
	case LARGE_SMALL:
		return large_number(state, -high / 2, high + high / 2);
	case LARGE_UNEQUAL:
		return large_number(state, dominating, dominating + high);
	case LARGE_DOMINATING:
	case LARGE_PENALTIES:
		break;
	}
	return dominating;
}

struct large_kind large_kind(size_t index)
{
	size_t shape = index % LARGE_SHAPES, rest = index / LARGE_SHAPES;

	return (struct large_kind){
		(enum large_shape)shape, (enum large_costs)(rest % LARGE_COSTS),
		(enum large_penalties)(rest / LARGE_COSTS % LARGE_PENALTIES)};
}

void large_draw(struct large_graph *g, uint32_t n, struct large_kind kind,
		uint64_t *state)
{
	const struct range *costs = &cost_ranges[kind.costs];

	*g = (struct large_graph){0};
	large_add_vertices(g, n, 0);
	add_edges(g, kind.shape, state);
	for (size_t e = 0; e < g->graph.m; e++)
		g->edges[e].cost = large_number(state, costs->low, costs->high);
	for (uint32_t v = 0; v < n; v++)
		g->penalty[v] = draw_penalty(costs, n, kind.penalties, state);
}
