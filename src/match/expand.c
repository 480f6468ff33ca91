#include "match/solver.h"

uint32_t solver_child(const struct solver *s, uint32_t blossom, uint32_t v)
{
	uint32_t child = v;

	while (s->nodes[child].parent != blossom)
		child = s->nodes[child].parent;
	return child;
}

void solver_mate_ring(struct solver *s, uint32_t stay)
{
	uint32_t child = s->nodes[stay].next;

	while (child != stay) {
		struct ends link = s->nodes[child].link;
		uint32_t next = s->nodes[child].next;

		s->nodes[child].base = link.from;
		s->nodes[next].base = link.to;
		s->mate[link.from] = link.to;
		s->mate[link.to] = link.from;
		child = s->nodes[next].next;
	}
}

/* Gives the members of a child their own surface back. */
static void return_members(struct solver *s, uint32_t child, uint32_t surface)
{
	const struct node *node = &s->nodes[child];
	uint32_t v = node->first;

	s->surfaces[node->surface] = s->surfaces[surface];
	for (uint32_t i = node->size; i > 0; i--) {
		s->vertices[v].surface = node->surface;
		v = s->vertices[v].next;
	}
}

void solver_unpack(struct solver *s, uint32_t blossom)
{
	uint32_t base = s->nodes[blossom].base;
	uint32_t surface = s->nodes[blossom].surface;
	uint32_t stay = solver_child(s, blossom, base), child = stay;

	solver_settle(s, blossom);
	s->surfaces[surface].label = LABEL_NONE;
	do {
		if (s->nodes[child].surface != surface)
			return_members(s, child, surface);
		s->surfaces[s->nodes[child].surface].node = child;
		s->nodes[child].parent = MATCH_NONE;
		child = s->nodes[child].next;
	} while (child != stay);
	s->nodes[stay].base = base;
	solver_mate_ring(s, stay);
	s->unused[s->n_unused++] = blossom;
}

/* Is it an odd number of steps forward from `from` to `to`? */
static bool is_odd(const struct solver *s, uint32_t from, uint32_t to)
{
	bool odd = false;

	for (; from != to; from = s->nodes[from].next)
		odd = !odd;
	return odd;
}

/* The next child in either direction, and the edge to it. */
static uint32_t step(const struct solver *s, uint32_t child, bool forward,
		     struct ends *edge)
{
	const struct node *node = &s->nodes[child];

	if (forward) {
		*edge = node->link;
		return node->next;
	}
	struct ends link = s->nodes[node->prev].link;
	*edge = (struct ends){link.to, link.from};
	return node->prev;
}

/* T and S in turn, from the child with the entry to that with the base. */
static void label_path(struct solver *s, uint32_t child, uint32_t stay,
		       struct ends entry, uint32_t root)
{
	bool forward = is_odd(s, stay, child);
	struct ends edge;

	s->nodes[child].entry = entry;
	solver_join(s, child, LABEL_T, root);
	while (child != stay) {
		child = step(s, child, forward, &edge);
		solver_join(s, child, LABEL_S, root);
		child = step(s, child, forward, &edge);
		s->nodes[child].entry = edge;
		solver_join(s, child, LABEL_T, root);
	}
}

void solver_expand(struct solver *s, uint32_t blossom)
{
	struct ends entry = s->nodes[blossom].entry;
	uint32_t root = s->nodes[blossom].root;
	uint32_t stay = solver_child(s, blossom, s->nodes[blossom].base);
	uint32_t child = solver_child(s, blossom, entry.to);

	solver_leave(s, blossom);
	solver_unpack(s, blossom);
	label_path(s, child, stay, entry, root);
	child = stay;
	do {
		if (solver_label(s, child) != LABEL_T)
			solver_scan_node(s, child);
		child = s->nodes[child].next;
	} while (child != stay);
}
