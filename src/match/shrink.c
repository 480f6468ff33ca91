#include "match/solver.h"

/* The nearest node that two S-nodes of one tree have above them, or are. */
static uint32_t common_ancestor(struct solver *s, uint32_t a, uint32_t b)
{
	s->stamp++;
	for (;;) {
		if (a != MATCH_NONE) {
			if (s->nodes[a].stamp == s->stamp)
				return a;
			s->nodes[a].stamp = s->stamp;
			struct ends up = solver_up(s, a);
			a = up.to == MATCH_NONE ? MATCH_NONE
						: solver_outer(s, up.to);
		}
		uint32_t swap = a;
		a = b;
		b = swap;
	}
}

/* Links the ring from `top` down to `bottom`, along the tree. */
static void link_down(struct solver *s, uint32_t bottom, uint32_t top)
{
	while (bottom != top) {
		struct ends up = solver_up(s, bottom);
		uint32_t above = solver_outer(s, up.to);

		s->nodes[above].next = bottom;
		s->nodes[above].link = (struct ends){up.to, up.from};
		s->nodes[bottom].prev = above;
		bottom = above;
	}
}

/* Links the ring from `bottom` up to `top`. */
static void link_up(struct solver *s, uint32_t bottom, uint32_t top)
{
	while (bottom != top) {
		struct ends up = solver_up(s, bottom);
		uint32_t above = solver_outer(s, up.to);

		s->nodes[bottom].next = above;
		s->nodes[bottom].link = up;
		s->nodes[above].prev = bottom;
		bottom = above;
	}
}

static uint32_t link_ring(struct solver *s, const struct match_edge *arc)
{
	uint32_t a = solver_outer(s, arc->u), b = solver_outer(s, arc->v);
	uint32_t top = common_ancestor(s, a, b);

	link_down(s, a, top);
	link_up(s, b, top);
	s->nodes[a].next = b;
	s->nodes[a].link = (struct ends){arc->u, arc->v};
	s->nodes[b].prev = a;
	return top;
}

static uint32_t largest_child(const struct solver *s, uint32_t child)
{
	uint32_t largest = child;

	for (uint32_t at = s->nodes[child].next; at != child;
	     at = s->nodes[at].next)
		if (s->nodes[at].size > s->nodes[largest].size)
			largest = at;
	return largest;
}

/* Moves the vertices of a child onto the surface that is to hold them all. */
static void move_members(struct solver *s, uint32_t child, uint32_t surface)
{
	const struct node *node = &s->nodes[child];
	int64_t change =
		s->surfaces[node->surface].offset - s->surfaces[surface].offset;
	uint32_t v = node->first;

	for (uint32_t i = node->size; i > 0; i--) {
		s->vertices[v].y += change;
		s->vertices[v].surface = surface;
		v = s->vertices[v].next;
	}
}

/* Makes one list of the members of all children. */
static void join_members(struct solver *s, struct node *blossom)
{
	uint32_t child = blossom->child, next;

	blossom->first = s->nodes[child].first;
	do {
		next = s->nodes[child].next;
		s->vertices[s->nodes[child].last].next = s->nodes[next].first;
		blossom->last = s->nodes[child].last;
		blossom->size += s->nodes[child].size;
		child = next;
	} while (child != blossom->child);
	s->vertices[blossom->last].next = MATCH_NONE;
}

/* Takes the children out of the tree; those that were T are to be scanned. */
static void adopt(struct solver *s, uint32_t blossom, uint32_t top)
{
	uint32_t child = top;

	do {
		s->nodes[child].was_t = solver_label(s, child) == LABEL_T;
		solver_leave(s, child);
		s->nodes[child].parent = blossom;
		child = s->nodes[child].next;
	} while (child != top);
}

static void merge_surfaces(struct solver *s, uint32_t blossom, uint32_t top)
{
	uint32_t largest = largest_child(s, top), child = top;
	uint32_t surface = s->nodes[largest].surface;

	do {
		if (child != largest)
			move_members(s, child, surface);
		child = s->nodes[child].next;
	} while (child != top);
	s->nodes[blossom].surface = surface;
	s->surfaces[surface].node = blossom;
}

void solver_shrink(struct solver *s, const struct match_edge *arc)
{
	uint32_t top = link_ring(s, arc), root = s->nodes[top].root;
	uint32_t blossom = s->unused[--s->n_unused], child = top;

	s->nodes[blossom] = (struct node){
		.parent = MATCH_NONE,
		.child = top,
		.base = s->nodes[top].base,
	};
	adopt(s, blossom, top);
	merge_surfaces(s, blossom, top);
	join_members(s, &s->nodes[blossom]);
	solver_join(s, blossom, LABEL_S, root);
	do {
		if (s->nodes[child].was_t)
			solver_scan_node(s, child);
		child = s->nodes[child].next;
	} while (child != top);
}
