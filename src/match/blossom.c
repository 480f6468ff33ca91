#include "match/solver.h"

#include <assert.h>

uint32_t solver_first_leaf(const struct solver *s, uint32_t node)
{
	while (s->nodes[node].child != MATCH_NONE)
		node = s->nodes[node].child;
	return node;
}

uint32_t solver_next_leaf(const struct solver *s, uint32_t leaf, uint32_t node)
{
	const struct node *nodes = s->nodes;

	for (uint32_t at = leaf; at != node; at = nodes[at].parent) {
		uint32_t next = nodes[at].next;

		if (next != nodes[nodes[at].parent].child)
			return solver_first_leaf(s, next);
	}
	return MATCH_NONE;
}

uint32_t solver_step(const struct solver *s, uint32_t node, bool forward,
		     struct ends *edge)
{
	const struct node *nodes = s->nodes;

	if (forward) {
		*edge = nodes[node].link;
		return nodes[node].next;
	}
	struct ends link = nodes[nodes[node].prev].link;
	*edge = (struct ends){link.to, link.from};
	return nodes[node].prev;
}

bool solver_is_odd(const struct solver *s, uint32_t child)
{
	uint32_t at = s->nodes[s->nodes[child].parent].child;
	bool odd = false;

	for (; at != child; at = s->nodes[at].next)
		odd = !odd;
	return odd;
}

static void make_outermost(struct solver *s, uint32_t node)
{
	s->nodes[node].parent = MATCH_NONE;
	for (uint32_t v = solver_first_leaf(s, node); v != MATCH_NONE;
	     v = solver_next_leaf(s, v, node))
		s->outer[v] = node;
}

void solver_unpack(struct solver *s, uint32_t blossom)
{
	struct node *nodes = s->nodes;
	uint32_t first = nodes[blossom].child, child = first;

	assert(nodes[blossom].parent == MATCH_NONE && nodes[blossom].z == 0);
	do {
		make_outermost(s, child);
		child = nodes[child].next;
	} while (child != first);
	s->label[blossom] = LABEL_NONE;
	s->best[blossom] = NULL;
	s->slack[blossom] = NO_SLACK;
	s->unused[s->n_unused++] = blossom;
}

/*
 * Labels the children from the one that the tree enters to the base, by the way
 * of even length: T, S, T, .. T. Matched edges lead from T to S.
 */
static void label_way(struct solver *s, uint32_t enter, uint32_t base,
		      bool forward)
{
	uint32_t at = enter;

	while (at != base) {
		struct ends edge;
		uint32_t even = solver_step(s, at, forward, &edge);

		assert(s->mate[edge.from] == edge.to);
		solver_label_s(s, even);
		at = solver_step(s, even, forward, &edge);
		solver_label_t(s, at, edge);
	}
}

void solver_expand(struct solver *s, uint32_t blossom)
{
	struct ends entry = s->nodes[blossom].entry;
	uint32_t base = s->nodes[blossom].child;
	uint32_t enter = entry.to;

	while (s->nodes[enter].parent != blossom)
		enter = s->nodes[enter].parent;
	bool forward = solver_is_odd(s, enter);
	solver_unpack(s, blossom);
	solver_label_t(s, enter, entry);
	label_way(s, enter, base, forward);
}
