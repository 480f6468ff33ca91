#include "match/solver.h"

/* Zeroed, in the pool; *complete turns false where there is no memory. */
static void *take(struct solver *s, size_t count, size_t size, bool *complete)
{
	void *array = pool_alloc(&s->pool, count * size);

	*complete = *complete && array;
	return array;
}

static bool take_arrays(struct solver *s)
{
	size_t n = s->n, n_nodes = n + n / 2;
	bool complete = true;

	s->limit = take(s, n, sizeof(*s->limit), &complete);
	s->y = take(s, n, sizeof(*s->y), &complete);
	s->mate = take(s, n, sizeof(*s->mate), &complete);
	s->outer = take(s, n, sizeof(*s->outer), &complete);
	s->nodes = take(s, n_nodes, sizeof(*s->nodes), &complete);
	s->label = take(s, n_nodes, sizeof(*s->label), &complete);
	s->best = take(s, n_nodes, sizeof(*s->best), &complete);
	s->slack = take(s, n_nodes, sizeof(*s->slack), &complete);
	s->unused = take(s, n / 2, sizeof(*s->unused), &complete);
	s->touched = take(s, n, sizeof(*s->touched), &complete);
	s->is_touched = take(s, n, sizeof(*s->is_touched), &complete);
	s->queue = take(s, n, sizeof(*s->queue), &complete);
	s->flips = take(s, n_nodes, sizeof(*s->flips), &complete);
	s->offer = take(s, n_nodes, sizeof(*s->offer), &complete);
	s->offered = take(s, n, sizeof(*s->offered), &complete);
	return complete;
}

static void fill_arrays(struct solver *s, const struct match_graph *graph)
{
	for (uint32_t v = 0; v < s->n; v++) {
		s->limit[v] = graph->penalty[v] * MATCH_TICKS;
		s->mate[v] = MATCH_NONE;
		s->outer[v] = v;
		s->nodes[v].base = v;
	}
	for (uint32_t i = 0; i < s->n + s->n / 2; i++) {
		s->nodes[i].parent = MATCH_NONE;
		s->nodes[i].child = MATCH_NONE;
		s->slack[i] = NO_SLACK;
	}
	/* Smaller numbers are taken first. */
	for (uint32_t i = s->n / 2; i > 0; i--)
		s->unused[s->n_unused++] = s->n + i - 1;
}

enum c5_status solver_init(struct solver *s, const struct match_graph *graph,
			   struct c5_error *err)
{
	*s = (struct solver){.n = graph->n};
	enum c5_status status =
		adjacency_init(&s->graph, graph, ADJACENCY_PRICED, err);
	if (status != C5_OK)
		return status;
	if (!take_arrays(s)) {
		solver_release(s);
		return error_memory(err);
	}
	fill_arrays(s, graph);
	return C5_OK;
}

void solver_release(struct solver *s)
{
	adjacency_release(&s->graph);
	pool_release(&s->pool);
}

static bool solve(struct solver *s)
{
	solver_start(s);
	for (uint32_t v = 0; v < s->n; v++)
		if (s->mate[v] == MATCH_NONE && s->y[v] < s->limit[v] &&
		    !solver_search(s, v))
			return false;
	return true;
}

enum c5_status match_solve(struct match_result *out,
			   const struct match_graph *graph,
			   struct c5_error *err)
{
	struct solver s;

	*out = (struct match_result){0};
	enum c5_status status = solver_init(&s, graph, err);
	if (status != C5_OK)
		return status;
	status = solve(&s) ? solver_result(out, &s, err) : error_memory(err);
	solver_release(&s);
	return status;
}
