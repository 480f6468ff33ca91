#include "match/solver.h"

#include <stdlib.h>
#include <string.h>

static void *array(struct solver *s, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		return NULL;
	return pool_alloc(&s->pool, count * size);
}

static bool take_arrays(struct solver *s)
{
	size_t n = s->n, blossoms = n / 2;

	s->limit = array(s, n, sizeof(*s->limit));
	s->vertices = array(s, n, sizeof(*s->vertices));
	s->surfaces = array(s, n, sizeof(*s->surfaces));
	s->nodes = array(s, n + blossoms, sizeof(*s->nodes));
	s->due = array(s, n, sizeof(*s->due));
	s->mate = array(s, n, sizeof(*s->mate));
	s->tree = array(s, n, sizeof(*s->tree));
	s->roots = array(s, n, sizeof(*s->roots));
	s->unused = array(s, blossoms, sizeof(*s->unused));
	return s->limit && s->vertices && s->surfaces && s->nodes && s->due &&
	       s->mate && s->tree && s->roots && s->unused;
}

static void reset(struct solver *s, const int64_t *penalty)
{
	for (uint32_t v = 0; v < s->n; v++) {
		s->limit[v] = penalty[v] * MATCH_TICKS;
		s->vertices[v] =
			(struct vertex){.surface = v, .next = MATCH_NONE};
		s->surfaces[v] = (struct surface){.node = v};
		s->nodes[v] = (struct node){
			.parent = MATCH_NONE,
			.child = MATCH_NONE,
			.base = v,
			.surface = v,
			.first = v,
			.last = v,
			.size = 1,
			.root = MATCH_NONE,
		};
		s->mate[v] = MATCH_NONE;
		s->tree[v] = MATCH_NONE;
	}
	for (uint32_t b = s->n + s->n / 2; b-- > s->n;)
		s->unused[s->n_unused++] = b;
}

enum c5_status solver_init(struct solver *s, const struct match_graph *graph,
			   enum adjacency_kind kind, const uint32_t *mate,
			   struct c5_error *err)
{
	*s = (struct solver){.n = graph->n, .patience = SOLVER_PATIENT};
	enum c5_status status = adjacency_init(&s->graph, graph, kind, err);
	if (status != C5_OK)
		return status;
	if (!take_arrays(s)) {
		solver_release(s);
		return error_memory(err);
	}
	reset(s, graph->penalty);
	if (mate)
		memcpy(s->mate, mate, s->n * sizeof(*mate));
	solver_start(s);
	return C5_OK;
}

enum c5_status solver_widen(struct solver *s, const struct match_graph *graph,
			    struct c5_error *err)
{
	adjacency_release(&s->graph);
	return adjacency_init(&s->graph, graph, ADJACENCY_PRICED, err);
}

enum c5_status solver_solve(struct match_result *out,
			    const struct match_graph *graph,
			    enum adjacency_kind kind, struct c5_error *err)
{
	struct solver s;

	*out = (struct match_result){0};
	enum c5_status status = solver_init(&s, graph, kind, NULL, err);
	if (!status)
		status = solver_run(&s, MATCH_NONE, err);
	if (!status)
		status = solver_result(out, &s, err);
	solver_release(&s);
	return status;
}

void solver_release(struct solver *s)
{
	adjacency_release(&s->graph);
	heap_release(&s->heap);
	pool_release(&s->pool);
	*s = (struct solver){.n = 0};
}
