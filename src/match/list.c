/*
 * The lists that keep a stage within O(n^2): an S-blossom remembers its best
 * arc to every other S-node, so that a larger blossom is made from the lists
 * of its parts instead of from all their arcs again (Galil 1986, section 3).
 *
 * Arcs to vertices that become S later are missing in a list, and not missed:
 * they are found from the other end.
 */
#include "match/solver.h"

#include <stdlib.h>

struct offers {
	uint32_t blossom;
	uint32_t count; /* of solver.offered */
};

static void offer(struct solver *s, struct offers *offers,
		  const struct match_edge *arc)
{
	uint32_t other = s->outer[arc->v];

	if (other == offers->blossom || s->label[other] != LABEL_S)
		return;
	if (!s->offer[other])
		s->offered[offers->count++] = other;
	else if (solver_slack(s, arc) >= solver_slack(s, s->offer[other]))
		return;
	s->offer[other] = arc;
}

/* S-blossoms that came into the tree as a whole, and T-nodes, have no list. */
static void offer_child(struct solver *s, struct offers *offers, uint32_t child)
{
	struct node *node = &s->nodes[child];

	for (size_t i = 0; i < node->n_list; i++)
		offer(s, offers, node->list[i]);
	if (node->list)
		return;
	for (uint32_t v = solver_first_leaf(s, child); v != MATCH_NONE;
	     v = solver_next_leaf(s, v, child))
		for (size_t i = s->graph.first[v]; i < s->graph.first[v + 1];
		     i++)
			offer(s, offers, &s->graph.arcs[i]);
}

static void drop_list(struct solver *s, uint32_t child)
{
	free(s->nodes[child].list);
	s->nodes[child].list = NULL;
	s->nodes[child].n_list = 0;
	s->best[child] = NULL;
	s->slack[child] = NO_SLACK;
}

/* Takes the offers over, if there is memory, and leaves none behind. */
static bool keep_offers(struct solver *s, const struct offers *offers)
{
	uint32_t b = offers->blossom;
	struct node *node = &s->nodes[b];

	node->list = memory_new(offers->count, sizeof(*node->list));
	s->best[b] = NULL;
	s->slack[b] = NO_SLACK;
	for (uint32_t i = 0; i < offers->count; i++) {
		const struct match_edge *arc = s->offer[s->offered[i]];
		int64_t slack = solver_slack(s, arc);

		s->offer[s->offered[i]] = NULL;
		if (!node->list)
			continue;
		node->list[node->n_list++] = arc;
		if (slack < s->slack[b]) {
			s->best[b] = arc;
			s->slack[b] = slack;
		}
	}
	return node->list;
}

bool solver_make_list(struct solver *s, uint32_t blossom)
{
	struct offers offers = {.blossom = blossom};
	uint32_t first = s->nodes[blossom].child, child = first;

	do {
		offer_child(s, &offers, child);
		drop_list(s, child);
		child = s->nodes[child].next;
	} while (child != first);
	return keep_offers(s, &offers);
}
