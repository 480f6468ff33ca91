#include "match/solver.h"

static void push(struct solver *s, uint32_t *top, uint32_t node, uint32_t base)
{
	if (s->nodes[node].base != base)
		s->flips[(*top)++] = (struct ends){node, base};
}

/*
 * Makes `child` the base child of its blossom: matches the children between it
 * and the old one, by the way of even length, in pairs. What that demands of
 * their own bases is left on the stack.
 */
static void rotate(struct solver *s, uint32_t child, uint32_t *top)
{
	struct node *blossom = &s->nodes[s->nodes[child].parent];
	bool forward = solver_is_odd(s, child);
	uint32_t at = child;

	while (at != blossom->child) {
		struct ends edge;
		uint32_t one = solver_step(s, at, forward, &edge);
		uint32_t other = solver_step(s, one, forward, &edge);

		s->mate[edge.from] = edge.to;
		s->mate[edge.to] = edge.from;
		push(s, top, one, edge.from);
		push(s, top, other, edge.to);
		at = other;
	}
	blossom->child = child;
}

void solver_rebase(struct solver *s, uint32_t node, uint32_t vertex)
{
	uint32_t top = 0;

	push(s, &top, node, vertex);
	while (top > 0) {
		struct ends flip = s->flips[--top];
		uint32_t whole = flip.from, base = flip.to;

		for (uint32_t at = base; at != whole;) {
			rotate(s, at, &top);
			at = s->nodes[at].parent;
			s->nodes[at].base = base;
		}
	}
}

void solver_flip(struct solver *s, uint32_t vertex, uint32_t partner)
{
	for (;;) {
		uint32_t node = s->outer[vertex];
		uint32_t above = s->mate[s->nodes[node].base];

		solver_rebase(s, node, vertex);
		s->mate[vertex] = partner;
		if (above == MATCH_NONE)
			return;
		node = s->outer[above];
		struct ends entry = s->nodes[node].entry;
		solver_rebase(s, node, entry.to);
		s->mate[entry.to] = entry.from;
		vertex = entry.from;
		partner = entry.to;
	}
}
