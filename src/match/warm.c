/*
 * What is between two runs: edges have been added that the duals violate. Some
 * duals are lowered until all is feasible again; whoever is no longer matched
 * along a tight edge is free. No vertex is in a tree here.
 */
#include "match/solver.h"

static void divorce(struct solver *s, uint32_t v)
{
	if (s->mate[v] == MATCH_NONE)
		return;
	s->mate[s->mate[v]] = MATCH_NONE;
	s->mate[v] = MATCH_NONE;
}

/*
 * Takes an outermost blossom apart: its z comes off the duals of its vertices
 * instead, which keeps tight what is inside, but not the edge to its mate.
 */
static void give_up(struct solver *s, uint32_t blossom)
{
	struct node *node = &s->nodes[blossom];

	if (node->z > 0)
		divorce(s, node->base);
	s->surfaces[node->surface].offset -= node->z;
	solver_unpack(s, blossom);
}

static void free_from_blossoms(struct solver *s, uint32_t v)
{
	while (solver_is_blossom(s, solver_outer(s, v)))
		give_up(s, solver_outer(s, v));
}

static bool is_lone(const struct solver *s, uint32_t v)
{
	return s->mate[v] == MATCH_NONE;
}

/* Which end is to give way: where less is lost. */
static uint32_t choose_end(const struct solver *s, uint32_t u, uint32_t v)
{
	uint32_t a = s->nodes[solver_outer(s, u)].size;
	uint32_t b = s->nodes[solver_outer(s, v)].size;

	if (a != b)
		return a < b ? u : v;
	if (a == 1 && is_lone(s, u) != is_lone(s, v))
		return is_lone(s, u) ? u : v;
	return u < v ? u : v;
}

void solver_lower(struct solver *s, const struct match_edge *edge)
{
	uint32_t u = edge->u, v = edge->v;

	while (solver_outer(s, u) == solver_outer(s, v))
		give_up(s, solver_outer(s, u));
	int64_t cost = edge->cost * MATCH_TICKS;
	if (solver_y(s, u) + solver_y(s, v) <= cost)
		return;
	uint32_t end = choose_end(s, u, v);
	free_from_blossoms(s, end);
	int64_t excess = solver_y(s, u) + solver_y(s, v) - cost;
	if (excess <= 0)
		return;
	s->vertices[end].y -= excess;
	divorce(s, end);
}

/* An odd free node: a blossom's y and z fall by a tick, a vertex's y. */
static void make_even(struct solver *s, uint32_t v)
{
	uint32_t node = solver_outer(s, v);

	while (solver_is_blossom(s, node) && s->nodes[node].z == 0) {
		solver_unpack(s, node);
		node = solver_outer(s, v);
	}
	s->surfaces[s->nodes[node].surface].offset--;
	if (solver_is_blossom(s, node))
		s->nodes[node].z--;
}

void solver_align(struct solver *s)
{
	for (uint32_t v = 0; v < s->n; v++)
		if (s->nodes[solver_outer(s, v)].base == v && is_lone(s, v) &&
		    solver_y(s, v) % 2 != 0)
			make_even(s, v);
}
