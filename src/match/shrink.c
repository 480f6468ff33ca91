#include "match/solver.h"

#include <assert.h>

/* The S-node two steps above an S-node, or MATCH_NONE. */
static uint32_t s_node_above(const struct solver *s, uint32_t node)
{
	uint32_t mate = solver_up(s, node).to;

	if (mate == MATCH_NONE)
		return MATCH_NONE;
	return s->outer[solver_up(s, s->outer[mate]).to];
}

/* Climbs from both by turns: no further than the cycle is long, twice. */
static uint32_t common_ancestor(struct solver *s, uint32_t a, uint32_t b)
{
	uint64_t stamp = ++s->stamp;

	for (;;) {
		if (a != MATCH_NONE) {
			if (s->nodes[a].stamp == stamp)
				return a;
			s->nodes[a].stamp = stamp;
			a = s_node_above(s, a);
		}
		uint32_t turn = a;
		a = b;
		b = turn;
	}
}

static void join(struct solver *s, uint32_t node, struct ends link,
		 uint32_t next)
{
	s->nodes[node].link = link;
	s->nodes[node].next = next;
	s->nodes[next].prev = node;
}

/* Links the cycle: up from one end of the arc, and down to the other. */
static void close_cycle(struct solver *s, const struct match_edge *arc,
			uint32_t top)
{
	uint32_t up = s->outer[arc->v], down = s->outer[arc->u];

	join(s, down, (struct ends){arc->u, arc->v}, up);
	while (up != top) {
		struct ends edge = solver_up(s, up);

		join(s, up, edge, s->outer[edge.to]);
		up = s->outer[edge.to];
	}
	while (down != top) {
		struct ends edge = solver_up(s, down);
		uint32_t above = s->outer[edge.to];

		join(s, above, (struct ends){edge.to, edge.from}, down);
		down = above;
	}
}

/* Puts the nodes of the cycle into the blossom; T-vertices become S. */
static void swallow(struct solver *s, uint32_t blossom)
{
	uint32_t first = s->nodes[blossom].child, child = first;

	do {
		bool was_t = s->label[child] == LABEL_T;

		s->label[child] = LABEL_NONE;
		s->nodes[child].parent = blossom;
		for (uint32_t v = solver_first_leaf(s, child); v != MATCH_NONE;
		     v = solver_next_leaf(s, v, child)) {
			s->outer[v] = blossom;
			if (was_t)
				s->queue[s->n_queue++] = v;
		}
		child = s->nodes[child].next;
	} while (child != first);
}

bool solver_shrink(struct solver *s, const struct match_edge *arc)
{
	uint32_t top = common_ancestor(s, s->outer[arc->u], s->outer[arc->v]);

	assert(s->n_unused > 0);
	uint32_t blossom = s->unused[--s->n_unused];
	close_cycle(s, arc, top);
	s->nodes[blossom] = (struct node){
		.parent = MATCH_NONE,
		.child = top,
		.base = s->nodes[top].base,
	};
	s->label[blossom] = LABEL_S;
	swallow(s, blossom);
	return solver_make_list(s, blossom);
}
