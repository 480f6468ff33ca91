#include "match/solver.h"

void solver_settle(struct solver *s, uint32_t node)
{
	struct surface *surface = &s->surfaces[s->nodes[node].surface];
	int64_t change = surface->label * (s->now - surface->since);

	surface->offset += change;
	surface->since = s->now;
	if (solver_is_blossom(s, node))
		s->nodes[node].z += change;
}

void solver_schedule(struct solver *s, uint32_t v, int64_t time)
{
	if (s->due[v] == time)
		return;
	s->due[v] = time;
	if (time != INT64_MAX && !s->failed)
		s->failed = !heap_push(&s->heap, time, v);
}

/* The event of a blossom has its number, which is n or more. */
void solver_join(struct solver *s, uint32_t node, enum label label,
		 uint32_t root)
{
	struct node *joining = &s->nodes[node];

	solver_settle(s, node);
	s->surfaces[joining->surface].label = (int8_t)label;
	joining->root = root;
	joining->tree_prev = MATCH_NONE;
	joining->tree_next = s->tree[root];
	if (joining->tree_next != MATCH_NONE)
		s->nodes[joining->tree_next].tree_prev = node;
	s->tree[root] = node;
	if (label == LABEL_T && solver_is_blossom(s, node) && !s->failed)
		s->failed = !heap_push(&s->heap, s->now + joining->z, node);
}

void solver_leave(struct solver *s, uint32_t node)
{
	struct node *leaving = &s->nodes[node];

	solver_settle(s, node);
	s->surfaces[leaving->surface].label = LABEL_NONE;
	if (leaving->tree_next != MATCH_NONE)
		s->nodes[leaving->tree_next].tree_prev = leaving->tree_prev;
	if (leaving->tree_prev != MATCH_NONE)
		s->nodes[leaving->tree_prev].tree_next = leaving->tree_next;
	else
		s->tree[leaving->root] = leaving->tree_next;
	leaving->root = MATCH_NONE;
}

int64_t solver_soonest(const struct solver *s, uint32_t v,
		       const struct match_edge **arc)
{
	uint32_t own = s->vertices[v].surface;
	enum label label = (enum label)s->surfaces[own].label;
	int64_t y = solver_y(s, v), soonest = INT64_MAX;

	*arc = NULL;
	if (label == LABEL_T)
		return INT64_MAX;
	if (label == LABEL_S)
		soonest = s->limit[v] - y;
	for (size_t i = s->graph.first[v]; i < s->graph.first[v + 1]; i++) {
		const struct match_edge *at = &s->graph.arcs[i];
		const struct vertex *end = &s->vertices[at->v];
		const struct surface *other = &s->surfaces[end->surface];

		if (end->surface == own || label + other->label <= 0)
			continue;
		int64_t slack =
			at->cost - y - end->y - surface_offset(s, other);
		if (label == other->label)
			slack /= 2;
		if (slack < soonest) {
			soonest = slack;
			*arc = at;
		}
	}
	return soonest == INT64_MAX ? soonest : s->now + soonest;
}

void solver_scan_node(struct solver *s, uint32_t node)
{
	uint32_t v = s->nodes[node].first;
	const struct match_edge *arc;

	for (uint32_t i = s->nodes[node].size; i > 0; i--) {
		s->looks += solver_degree(s, v);
		solver_schedule(s, v, solver_soonest(s, v, &arc));
		v = s->vertices[v].next;
	}
}

/* Edges from T-vertices had no events: their slack did not change. */
void solver_dissolve(struct solver *s, uint32_t root)
{
	uint32_t first = s->tree[root], next;

	s->tree[root] = MATCH_NONE;
	s->n_trees--;
	s->fell = s->now;
	for (uint32_t node = first; node != MATCH_NONE;
	     node = s->nodes[node].tree_next) {
		s->nodes[node].was_t = solver_label(s, node) == LABEL_T;
		solver_settle(s, node);
		s->surfaces[s->nodes[node].surface].label = LABEL_NONE;
	}
	for (uint32_t node = first; node != MATCH_NONE; node = next) {
		next = s->nodes[node].tree_next;
		s->nodes[node].root = MATCH_NONE;
		if (s->nodes[node].was_t)
			solver_scan_node(s, node);
	}
}

struct ends solver_up(const struct solver *s, uint32_t node)
{
	if (solver_label(s, node) == LABEL_T) {
		struct ends entry = s->nodes[node].entry;

		return (struct ends){entry.to, entry.from};
	}
	return (struct ends){s->nodes[node].base, s->mate[s->nodes[node].base]};
}

void solver_flip(struct solver *s, uint32_t v, uint32_t partner)
{
	for (;;) {
		struct node *even = &s->nodes[solver_outer(s, v)];
		uint32_t widow = s->mate[even->base];

		even->base = v;
		s->mate[v] = partner;
		if (widow == MATCH_NONE)
			return;
		struct node *odd = &s->nodes[solver_outer(s, widow)];
		odd->base = odd->entry.to;
		s->mate[odd->entry.to] = odd->entry.from;
		v = odd->entry.from;
		partner = odd->entry.to;
	}
}
