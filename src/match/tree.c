#include "match/solver.h"

#include <assert.h>
#include <stdlib.h>

void solver_touch(struct solver *s, uint32_t vertex)
{
	if (s->is_touched[vertex])
		return;
	s->is_touched[vertex] = true;
	s->touched[s->n_touched++] = vertex;
}

void solver_label_s(struct solver *s, uint32_t node)
{
	assert(s->label[node] == LABEL_NONE);
	s->label[node] = LABEL_S;
	s->best[node] = NULL;
	s->slack[node] = NO_SLACK;
	for (uint32_t v = solver_first_leaf(s, node); v != MATCH_NONE;
	     v = solver_next_leaf(s, v, node)) {
		solver_touch(s, v);
		s->queue[s->n_queue++] = v;
	}
}

void solver_label_t(struct solver *s, uint32_t node, struct ends entry)
{
	assert(s->label[node] == LABEL_NONE);
	s->label[node] = LABEL_T;
	s->nodes[node].entry = entry;
	for (uint32_t v = solver_first_leaf(s, node); v != MATCH_NONE;
	     v = solver_next_leaf(s, v, node))
		solver_touch(s, v);
}

struct ends solver_up(const struct solver *s, uint32_t node)
{
	const struct node *nodes = s->nodes;

	if (s->label[node] == LABEL_T)
		return (struct ends){nodes[node].entry.to,
				     nodes[node].entry.from};
	return (struct ends){nodes[node].base, s->mate[nodes[node].base]};
}

static void forget(struct solver *s, uint32_t node)
{
	s->label[node] = LABEL_NONE;
	s->best[node] = NULL;
	s->slack[node] = NO_SLACK;
	free(s->nodes[node].list);
	s->nodes[node].list = NULL;
	s->nodes[node].n_list = 0;
}

void solver_clear(struct solver *s)
{
	for (uint32_t i = 0; i < s->n_touched; i++) {
		uint32_t v = s->touched[i];

		forget(s, v);
		forget(s, s->outer[v]);
		s->is_touched[v] = false;
	}
	for (uint32_t i = 0; i < s->n_touched; i++) {
		uint32_t v = s->touched[i];

		while (s->outer[v] != v && s->nodes[s->outer[v]].z == 0)
			solver_unpack(s, s->outer[v]);
	}
	s->n_touched = 0;
	s->n_queue = 0;
}
