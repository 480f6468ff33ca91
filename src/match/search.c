#include <assert.h>

#include "match/solver.h"

/* Trees and exposed vertices are as few as they can be. */
static bool is_least(const struct solver *s)
{
	return s->n_trees + s->n_exposed == s->target;
}

/* Every S-vertex of the trees that are left may be exposed sooner now. */
static void reschedule(struct solver *s)
{
	for (uint32_t i = 0; i < s->n_roots; i++) {
		uint32_t node = s->tree[s->roots[i]];

		for (; node != MATCH_NONE; node = s->nodes[node].tree_next)
			if (solver_label(s, node) == LABEL_S)
				solver_scan_node(s, node);
	}
}

/* No penalty may come to be less than match.h has them. */
static int64_t within_limit(const struct solver *s, int64_t room)
{
	for (uint32_t v = 0; v < s->n; v++) {
		int64_t most = s->limit[v] + MATCH_LIMIT * MATCH_TICKS;

		room = most < room ? most : room;
	}
	return room;
}

/*
 * All limits come down together as far as the duals let them: no more vertices
 * are exposed by it, since there cannot be fewer, and none of the trees that
 * are left has to rise any further than that.
 */
static void relieve(struct solver *s)
{
	int64_t room = INT64_MAX;

	for (uint32_t v = 0; v < s->n; v++) {
		int64_t own = s->limit[v] - solver_y(s, v);

		room = own < room ? own : room;
	}
	room -= room % MATCH_TICKS;
	room = within_limit(s, room);
	for (uint32_t v = 0; v < s->n; v++)
		s->limit[v] -= room;
	s->relief += room;
	s->relieved = true;
	if (room)
		reschedule(s);
}

/* An S-vertex reaches a node in no tree. */
static void grow(struct solver *s, const struct match_edge *arc)
{
	uint32_t root = s->nodes[solver_outer(s, arc->u)].root;
	uint32_t odd = solver_outer(s, arc->v);
	uint32_t mate = s->mate[s->nodes[odd].base];

	if (mate == MATCH_NONE) {
		solver_flip(s, arc->u, arc->v);
		s->nodes[odd].base = arc->v;
		s->mate[arc->v] = arc->u;
		s->n_exposed--;
		solver_dissolve(s, root);
		return;
	}
	uint32_t even = solver_outer(s, mate);
	s->nodes[odd].entry = (struct ends){arc->u, arc->v};
	solver_join(s, odd, LABEL_T, root);
	solver_join(s, even, LABEL_S, root);
	solver_scan_node(s, even);
}

/* Two trees meet. */
static void augment(struct solver *s, const struct match_edge *arc)
{
	uint32_t a = s->nodes[solver_outer(s, arc->u)].root;
	uint32_t b = s->nodes[solver_outer(s, arc->v)].root;

	solver_flip(s, arc->u, arc->v);
	solver_flip(s, arc->v, arc->u);
	solver_dissolve(s, a);
	solver_dissolve(s, b);
}

/* An edge has become tight. */
static void on_arc(struct solver *s, const struct match_edge *arc)
{
	uint32_t a = solver_outer(s, arc->u), b = solver_outer(s, arc->v);
	enum label at_u = solver_label(s, a), at_v = solver_label(s, b);
	struct match_edge back = {arc->v, arc->u, arc->cost};

	if (at_u != at_v)
		grow(s, at_u == LABEL_S ? arc : &back);
	else if (s->nodes[a].root == s->nodes[b].root)
		solver_shrink(s, arc);
	else
		augment(s, arc);
}

static void on_expand(struct solver *s, uint32_t blossom)
{
	const struct node *node = &s->nodes[blossom];

	/* A number may have been given to another blossom since. */
	if (node->parent != MATCH_NONE || node->root == MATCH_NONE ||
	    s->surfaces[node->surface].node != blossom ||
	    solver_label(s, blossom) != LABEL_T)
		return;
	if (node->z == s->now - s->surfaces[node->surface].since)
		solver_expand(s, blossom);
}

static void expose(struct solver *s, uint32_t v)
{
	uint32_t node = solver_outer(s, v);

	solver_flip(s, v, MATCH_NONE);
	s->n_exposed++;
	solver_dissolve(s, s->nodes[node].root);
}

/* All that happens to a vertex now; then it waits for what comes next. */
static void on_vertex(struct solver *s, uint32_t v)
{
	const struct match_edge *arc;
	int64_t time;

	s->looks += solver_degree(s, v);
	while ((time = solver_soonest(s, v, &arc)) == s->now && !s->failed) {
		if (arc)
			on_arc(s, arc);
		else
			expose(s, v);
	}
	solver_schedule(s, v, time);
}

static void on_event(struct solver *s, const struct event *event)
{
	uint32_t number = (uint32_t)event->what;

	s->now = event->time;
	if (number >= s->n) {
		on_expand(s, number);
	} else if (s->due[number] == event->time) {
		s->due[number] = INT64_MAX;
		on_vertex(s, number);
	}
}

/* Every free vertex becomes the root of a tree. */
static void plant(struct solver *s)
{
	s->n_roots = s->n_trees = s->n_exposed = 0;
	for (uint32_t v = 0; v < s->n; v++) {
		uint32_t node = solver_outer(s, v);

		if (s->nodes[node].base != v || s->mate[v] != MATCH_NONE)
			continue;
		if (solver_y(s, v) == s->limit[v]) {
			s->n_exposed++;
			continue;
		}
		s->roots[s->n_roots++] = v;
		s->n_trees++;
	}
	for (uint32_t i = 0; i < s->n_roots; i++)
		solver_join(s, solver_outer(s, s->roots[i]), LABEL_S,
			    s->roots[i]);
	for (uint32_t i = 0; i < s->n_roots; i++)
		solver_scan_node(s, solver_outer(s, s->roots[i]));
}

/* One tree of so many is left; and the time of grace, in ticks. */
enum { STALL_SHARE = 64, STALL_LEAST = 16 };

/*
 * Do few trees rise on and on with nothing to show for it, or is it all too
 * much work? What is due at one time is done to the end.
 */
static bool is_stalled(const struct solver *s, int64_t next)
{
	if (s->patience == SOLVER_PATIENT || s->n_roots < STALL_SHARE ||
	    next == s->now)
		return false;
	if (s->looks / s->patience > s->graph.first[s->n])
		return true;
	return s->n_trees < s->n_roots / STALL_SHARE &&
	       next > s->fell + s->fell / 4 + STALL_LEAST;
}

/* The trees that are left fall apart; their roots stay free. */
static void give_up(struct solver *s)
{
	for (uint32_t i = 0; i < s->n_roots; i++) {
		uint32_t *tree = &s->tree[s->roots[i]];

		while (*tree != MATCH_NONE)
			solver_leave(s, *tree);
	}
	s->n_trees = 0;
	s->stalled = true;
}

enum c5_status solver_run(struct solver *s, uint32_t target,
			  struct c5_error *err)
{
	struct event event;

	s->target = target;
	s->relieved = s->stalled = false;
	s->now = s->fell = 0;
	s->looks = 0;
	for (uint32_t v = 0; v < s->n; v++)
		s->due[v] = INT64_MAX;
	for (uint32_t v = 0; v < s->n; v++)
		s->limit[v] += s->relief;
	s->relief = 0;
	plant(s);
	while (!s->failed && s->n_trees > 0) {
		if (is_least(s) && !s->relieved)
			relieve(s);
		if (!heap_pop(&s->heap, &event, &s->failed))
			break;
		if (is_stalled(s, event.time))
			give_up(s);
		else
			on_event(s, &event);
	}
	heap_clear(&s->heap);
	if (s->failed)
		return error_memory(err);
	assert(s->n_trees == 0);
	return C5_OK;
}
