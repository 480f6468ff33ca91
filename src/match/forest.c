#include "match/forest.h"

bool forest_init(struct forest *out, const struct adjacency *graph)
{
	size_t n = graph->n;

	*out = (struct forest){.graph = graph};
	out->label = pool_alloc(&out->pool, n * sizeof(*out->label));
	out->up = pool_alloc(&out->pool, n * sizeof(*out->up));
	out->entry = pool_alloc(&out->pool, n * sizeof(*out->entry));
	out->stamp = pool_alloc(&out->pool, n * sizeof(*out->stamp));
	out->queue = pool_alloc(&out->pool, n * sizeof(*out->queue));
	if (!out->label || !out->up || !out->entry || !out->stamp ||
	    !out->queue) {
		forest_release(out);
		return false;
	}
	forest_clear(out);
	return true;
}

void forest_release(struct forest *forest)
{
	pool_release(&forest->pool);
	*forest = (struct forest){0};
}

void forest_clear(struct forest *forest)
{
	for (uint32_t v = 0; v < forest->graph->n; v++) {
		forest->label[v] = FOREST_NONE;
		forest->up[v] = v;
	}
	forest->n_queue = 0;
}

uint32_t forest_base(struct forest *forest, uint32_t vertex)
{
	uint32_t *up = forest->up;

	while (up[vertex] != vertex) {
		up[vertex] = up[up[vertex]];
		vertex = up[vertex];
	}
	return vertex;
}

static void make_even(struct forest *forest, uint32_t vertex)
{
	forest->label[vertex] = FOREST_EVEN;
	forest->queue[forest->n_queue++] = vertex;
}

/* The base two steps above a base, or MATCH_NONE. */
static uint32_t base_above(struct forest *forest, const uint32_t *mate,
			   uint32_t base)
{
	if (mate[base] == MATCH_NONE)
		return MATCH_NONE;
	return forest_base(forest, forest->entry[mate[base]]);
}

/* Climbs from both by turns. MATCH_NONE: they are in different trees. */
static uint32_t common_base(struct forest *forest, const uint32_t *mate,
			    uint32_t a, uint32_t b)
{
	uint64_t stamp = ++forest->last_stamp;

	while (a != MATCH_NONE || b != MATCH_NONE) {
		if (a != MATCH_NONE) {
			if (forest->stamp[a] == stamp)
				return a;
			forest->stamp[a] = stamp;
			a = base_above(forest, mate, a);
		}
		uint32_t turn = a;
		a = b;
		b = turn;
	}
	return MATCH_NONE;
}

/* Joins the path from a base up to `top` with it: one side of a blossom. */
static void shrink_path(struct forest *forest, const uint32_t *mate,
			uint32_t base, uint32_t top)
{
	while (base != top) {
		uint32_t odd = mate[base];

		forest->up[base] = top;
		forest->up[odd] = top;
		make_even(forest, odd);
		base = forest_base(forest, forest->entry[odd]);
	}
}

/* False: an augmenting path runs through the edge between the two. */
static bool look_at(struct forest *forest, const uint32_t *mate, uint32_t v,
		    uint32_t w)
{
	uint32_t a, b, top;

	switch (forest->label[w]) {
	case FOREST_REMOVED:
	case FOREST_ODD:
		break;
	case FOREST_NONE:
		forest->label[w] = FOREST_ODD;
		forest->entry[w] = v;
		make_even(forest, mate[w]);
		break;
	case FOREST_EVEN:
		a = forest_base(forest, v);
		b = forest_base(forest, w);
		if (a == b)
			break;
		top = common_base(forest, mate, a, b);
		if (top == MATCH_NONE)
			return false;
		shrink_path(forest, mate, a, top);
		shrink_path(forest, mate, b, top);
		break;
	}
	return true;
}

bool forest_grow(struct forest *forest, const uint32_t *mate)
{
	const struct adjacency *graph = forest->graph;

	for (uint32_t v = 0; v < graph->n; v++)
		if (mate[v] == MATCH_NONE && forest->label[v] == FOREST_NONE)
			make_even(forest, v);
	while (forest->n_queue > 0) {
		uint32_t v = forest->queue[--forest->n_queue];

		for (size_t i = graph->first[v]; i < graph->first[v + 1]; i++)
			if (!look_at(forest, mate, v, graph->arcs[i].v))
				return false;
	}
	return true;
}
