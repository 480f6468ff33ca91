/*
 * Must-pairs: two who are the pair of a group whatever else would be best. Of
 * all edges at either end the problem keeps the one between them, so that
 * every best matching has it, and structure, certificate and proof speak of
 * what can be done given the must-pairs.
 *
 * A must-pair may take a third like any other. Where trios are allowed, and the
 * third is somebody whom no trio within their own part can place, the matching
 * has to know of that place, or people would wait who need not. So the lower of
 * a must-pair, a, has an edge to everybody who may join the two, and it costs
 * what the edge to the upper one, b, costs. Along it b is the one who is left
 * out of the pairs, at no charge, since the trio places b: it is a pair and a
 * third, as any trio is. Those who take such a place are `by_slot`; what the
 * matching says of them becomes the group that it means here.
 */
#include <stdlib.h>

#include "connect5/rules.h"
#include "programme/planner.h"

enum c5_status planner_check_musts(const struct planner *planner,
				   struct c5_error *err)
{
	const struct cohort *cohort = planner->cohort;

	for (size_t i = 0; i < cohort->musts.count; i++) {
		const struct index_pair *must = &cohort->musts.pairs[i];
		enum rule rule = rule_broken(cohort, must->a, must->b);

		if (rule != RULE_NONE)
			return error_set(err, C5_NO,
					 "%s and %s must meet, but %s",
					 cohort->people[must->a].profile.name,
					 cohort->people[must->b].profile.name,
					 rule_text(rule));
	}
	return C5_OK;
}

bool planner_is_upper(const struct planner *planner, uint32_t v)
{
	uint32_t mate = cohort_must_mate(planner->cohort, v);

	return mate != MATCH_NONE && mate < v;
}

/* A pair, and a third or MATCH_NONE. */
struct triple {
	uint32_t a, b, third;
};

/* What the group is that an edge of the matching means. */
static struct triple triple_of(const struct cohort *cohort, uint32_t u,
			       uint32_t v)
{
	uint32_t mate_u = cohort_must_mate(cohort, u);
	uint32_t mate_v = cohort_must_mate(cohort, v);

	if (mate_u == mate_v || mate_u == v)
		return (struct triple){u, v, MATCH_NONE};
	return mate_u != MATCH_NONE ? (struct triple){u, mate_u, v}
				    : (struct triple){v, mate_v, u};
}

int64_t planner_edge_score(const struct planner *planner, uint32_t u,
			   uint32_t v)
{
	struct triple group = triple_of(planner->cohort, u, v);

	return planner_score(planner, group.a, group.b);
}

bool planner_edge_is_relaxed(const struct cohort *cohort, uint32_t u,
			     uint32_t v)
{
	struct triple t = triple_of(cohort, u, v);

	return rule_is_relaxed(cohort, t.a, t.b) ||
	       (t.third != MATCH_NONE &&
		(rule_is_relaxed(cohort, t.a, t.third) ||
		 rule_is_relaxed(cohort, t.b, t.third)));
}

/* Adds the edge of a must-pair's third. */
static enum c5_status add_slot(struct planner *planner, size_t *capacity,
			       struct match_edge edge, struct c5_error *err)
{
	struct plan_graph *graph = &planner->graph;
	void *grown = memory_grow(graph->edges, capacity, graph->graph.m + 1,
				  sizeof(*graph->edges));

	if (!grown)
		return error_memory(err);
	graph->edges = grown;
	graph->graph.edges = graph->edges;
	graph->edges[graph->graph.m++] = edge;
	return C5_OK;
}

enum c5_status planner_list_slots(struct planner *planner, struct c5_error *err)
{
	const struct cohort *cohort = planner->cohort;
	size_t capacity = planner->graph.graph.m;
	enum c5_status status = C5_OK;

	for (size_t i = 0; planner->settings->trios && i < cohort->musts.count;
	     i++) {
		uint32_t a = cohort->musts.pairs[i].a;
		int64_t score =
			planner_score(planner, a, cohort->musts.pairs[i].b);

		for (uint32_t c = 0; c < planner->n && !status; c++)
			if (rule_allows_third(cohort, a, c))
				status = add_slot(
					planner, &capacity,
					(struct match_edge){a, c, -score}, err);
	}
	return status;
}

void planner_seat_musts(struct planner *planner, const bool *fixed)
{
	const struct pair_list *musts = &planner->cohort->musts;

	for (uint32_t v = 0; musts->count && v < planner->n; v++)
		planner->by_slot[v] &= fixed[v];
	for (size_t i = 0; i < musts->count; i++) {
		uint32_t a = musts->pairs[i].a, b = musts->pairs[i].b;
		uint32_t c = planner->mate[a];

		if (c == b || c == MATCH_NONE)
			continue;
		planner->mate[c] = MATCH_NONE;
		planner->by_slot[c] = true;
		planner->mate[a] = b;
		planner->mate[b] = a;
	}
}

uint32_t planner_matched_to(const struct planner *planner, uint32_t v)
{
	uint32_t mate = planner->mate[v], lower, third;

	if (cohort_must_mate(planner->cohort, v) == MATCH_NONE)
		return mate;
	lower = v < mate ? v : mate;
	third = planner->third_of[lower];
	return v == lower && third != MATCH_NONE && planner->by_slot[third]
		       ? third
		       : mate;
}
