#include "match/solver.h"

#include <assert.h>

/* What happens next as the duals of the tree change; the later, the sooner. */
enum event_kind { EVENT_EXPOSE, EVENT_EXPAND, EVENT_SHRINK, EVENT_REACH };

struct event {
	enum event_kind kind;
	int64_t delta; /* the change until then */
	uint32_t node;
};

static void consider(struct event *event, enum event_kind kind, int64_t delta,
		     uint32_t node)
{
	if (delta < event->delta ||
	    (delta == event->delta && kind > event->kind))
		*event = (struct event){kind, delta, node};
}

/* Is `v` the vertex that speaks for its outermost node? */
static bool is_base(const struct solver *s, uint32_t v)
{
	return s->nodes[s->outer[v]].base == v;
}

static void consider_s(const struct solver *s, struct event *event, uint32_t v)
{
	consider(event, EVENT_EXPOSE, s->limit[v] - s->y[v], v);
	if (is_base(s, v)) {
		uint32_t node = s->outer[v];

		assert(!s->best[node] || s->slack[node] % 2 == 0);
		consider(event, EVENT_SHRINK, s->slack[node] / 2, node);
	}
}

static struct event next_event(const struct solver *s)
{
	struct event event = {EVENT_EXPOSE, NO_SLACK, MATCH_NONE};

	for (uint32_t i = 0; i < s->n_touched; i++) {
		uint32_t v = s->touched[i], node = s->outer[v];

		switch (s->label[node]) {
		case LABEL_NONE:
			consider(&event, EVENT_REACH, s->slack[v], v);
			break;
		case LABEL_S:
			consider_s(s, &event, v);
			break;
		case LABEL_T:
			if (node != v && is_base(s, v))
				consider(&event, EVENT_EXPAND, s->nodes[node].z,
					 node);
			break;
		}
	}
	return event;
}

static void lower_slack(struct solver *s, uint32_t node, int64_t by)
{
	if (s->best[node])
		s->slack[node] -= by;
}

static void change_duals(struct solver *s, int64_t delta)
{
	for (uint32_t i = 0; i < s->n_touched; i++) {
		uint32_t v = s->touched[i], node = s->outer[v];
		int64_t sign = s->label[node] == LABEL_S ? 1 : -1;

		if (s->label[node] == LABEL_NONE) {
			lower_slack(s, v, delta);
			continue;
		}
		s->y[v] += sign * delta;
		if (!is_base(s, v))
			continue;
		if (node != v)
			s->nodes[node].z += sign * delta;
		if (s->label[node] == LABEL_S)
			lower_slack(s, node, 2 * delta);
	}
}

/* Notes the arcs of a new S-vertex where they are the best so far. */
static void scan(struct solver *s, uint32_t v)
{
	uint32_t own = s->outer[v];
	size_t end = s->graph.first[v + 1];

	for (size_t i = s->graph.first[v]; i < end; i++) {
		const struct match_edge *arc = &s->graph.arcs[i];
		uint32_t other = s->outer[arc->v];
		uint32_t at = s->label[other] == LABEL_S ? own : arc->v;
		int64_t slack = solver_slack(s, arc);

		if (other == own || slack >= s->slack[at])
			continue;
		s->best[at] = arc;
		s->slack[at] = slack;
		if (at != own)
			solver_touch(s, at);
	}
}

/* True: the stage is over. */
static bool reach(struct solver *s, const struct match_edge *arc)
{
	uint32_t node = s->outer[arc->v];
	uint32_t mate = s->mate[s->nodes[node].base];

	if (mate == MATCH_NONE) {
		solver_rebase(s, node, arc->v);
		s->mate[arc->v] = arc->u;
		solver_flip(s, arc->u, arc->v);
		return true;
	}
	solver_label_t(s, node, (struct ends){arc->u, arc->v});
	solver_label_s(s, s->outer[mate]);
	return false;
}

enum outcome { OUTCOME_GO_ON, OUTCOME_DONE, OUTCOME_NO_MEMORY };

static enum outcome handle(struct solver *s, struct event event)
{
	bool shrunk;

	switch (event.kind) {
	case EVENT_REACH:
		if (reach(s, s->best[event.node]))
			return OUTCOME_DONE;
		break;
	case EVENT_SHRINK:
		shrunk = solver_shrink(s, s->best[event.node]);
		return shrunk ? OUTCOME_GO_ON : OUTCOME_NO_MEMORY;
	case EVENT_EXPAND:
		solver_expand(s, event.node);
		break;
	case EVENT_EXPOSE:
		solver_flip(s, event.node, MATCH_NONE);
		return OUTCOME_DONE;
	}
	return OUTCOME_GO_ON;
}

bool solver_search(struct solver *s, uint32_t root)
{
	enum outcome outcome = OUTCOME_GO_ON;

	solver_label_s(s, root);
	while (outcome == OUTCOME_GO_ON) {
		while (s->n_queue > 0)
			scan(s, s->queue[--s->n_queue]);
		struct event event = next_event(s);
		if (event.delta > 0)
			change_duals(s, event.delta);
		outcome = handle(s, event);
	}
	solver_clear(s);
	return outcome == OUTCOME_DONE;
}
