/*
 * Where those who were left out of the pairs at no charge go: each joins a pair
 * with which all rules hold. They are assigned together, most first, then so
 * that the most announced pairs are kept, that they make the fewest groups
 * relaxed, then by score. Where the
 * best-scored pairs cannot take somebody, or a third makes one more group
 * relaxed, the pairs are made anew (rescue.c).
 */
#include "programme/thirds.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/rules.h"

static bool may_join(const struct planner *planner, uint32_t third, uint32_t a)
{
	uint32_t b = planner->mate[a];

	return rule_broken(planner->cohort, third, a) == RULE_NONE &&
	       rule_broken(planner->cohort, third, b) == RULE_NONE;
}

/* Lists the thirds and the pairs that could take one. */
static void list_free(struct thirds *thirds)
{
	const struct planner *planner = thirds->planner;
	const bool *counted = planner->out->certificate.counted;

	thirds->n_free = thirds->n_pairs = 0;
	for (uint32_t v = 0; v < planner->n; v++) {
		if (thirds->fixed[v])
			continue;
		if (planner->mate[v] == MATCH_NONE &&
		    (!counted[v] || planner->by_slot[v]))
			thirds->free[thirds->n_free++] = v;
		else if (planner->mate[v] != MATCH_NONE && planner->mate[v] > v)
			thirds->pair_of[thirds->n_pairs++] = v;
	}
}

/* What it costs that somebody joins the pair of a. */
static int64_t joining_cost(const struct planner *planner, uint32_t third,
			    uint32_t a)
{
	uint32_t b = planner->mate[a];

	return planner_spoils(planner, a, b, third) -
	       planner_score(planner, third, a) -
	       planner_score(planner, third, b);
}

/*
 * More than all that is below: most thirds first. Of as many, those for whom a
 * must-pair was found, who could not be placed anew.
 */
static int64_t unassigned_cost(const struct thirds *thirds, uint32_t third)
{
	const struct planner *planner = thirds->planner;
	const struct digits *digits = &planner->out->certificate.digits;
	int64_t one = 2 * planner->best_score + digits->relax + digits->keep;
	int64_t most = one * (int64_t)thirds->n_free + 1;

	return planner->by_slot[third] ? 2 * most : most;
}

/* The graph of thirds (first) and pairs, an edge where one may join. */
static enum c5_status joining_graph(const struct thirds *thirds,
				    struct plan_graph *out,
				    struct c5_error *err)
{
	const struct planner *planner = thirds->planner;
	uint32_t n = thirds->n_free + thirds->n_pairs;
	size_t most = (size_t)thirds->n_free * thirds->n_pairs;

	*out = (struct plan_graph){.graph.n = n};
	out->edges = memory_new(most, sizeof(*out->edges));
	out->penalty = memory_new(n, sizeof(*out->penalty));
	if (!out->edges || !out->penalty)
		return error_memory(err);
	for (uint32_t t = 0; t < thirds->n_free; t++) {
		for (uint32_t p = 0; p < thirds->n_pairs; p++) {
			uint32_t third = thirds->free[t];
			uint32_t a = thirds->pair_of[p];

			if (!may_join(planner, third, a))
				continue;
			out->edges[out->graph.m++] = (struct match_edge){
				t, thirds->n_free + p,
				joining_cost(planner, third, a)};
		}
		out->penalty[t] = unassigned_cost(thirds, thirds->free[t]);
	}
	out->graph.edges = out->edges;
	out->graph.penalty = out->penalty;
	return C5_OK;
}

/* Assigns thirds to pairs; *stuck is one that no pair can take. */
static enum c5_status assign(struct thirds *thirds, uint32_t *stuck,
			     struct c5_error *err)
{
	struct planner *planner = thirds->planner;
	struct plan_graph joining;
	struct match_result result = {0};
	enum c5_status status = joining_graph(thirds, &joining, err);

	*stuck = MATCH_NONE;
	if (!status)
		status = match_solve(&result, &joining.graph, err);
	for (uint32_t t = thirds->n_free; !status && t-- > 0;) {
		uint32_t p = result.mate[t];

		if (p == MATCH_NONE)
			*stuck = thirds->free[t];
		else
			planner->third_of[thirds->pair_of[p - thirds->n_free]] =
				thirds->free[t];
	}
	plan_graph_release(&joining);
	match_result_release(&result);
	return status;
}

enum c5_status thirds_assign(struct thirds *thirds, uint32_t *stuck,
			     struct c5_error *err)
{
	struct planner *planner = thirds->planner;

	for (uint32_t v = 0; v < planner->n; v++)
		if (!thirds->fixed[v])
			planner->third_of[v] = MATCH_NONE;
	list_free(thirds);
	return assign(thirds, stuck, err);
}

/* Takes the best-scored pairs, and assigns what can be assigned. */
static enum c5_status begin(struct thirds *thirds, uint32_t *stuck,
			    struct c5_error *err)
{
	struct planner *planner = thirds->planner;

	memcpy(planner->mate, planner->out->certificate.duals.mate,
	       planner->n * sizeof(*planner->mate));
	planner_seat_musts(planner, thirds->fixed);
	memcpy(thirds->penalty, planner->penalty,
	       planner->n * sizeof(*thirds->penalty));
	return thirds_assign(thirds, stuck, err);
}

/*
 * Rescues those who could not be assigned, until all are. Other pairs than the
 * best-scored ones come into question then, so all there are have to be known.
 */
static enum c5_status place(struct thirds *thirds, struct c5_error *err)
{
	uint32_t stuck;
	enum c5_status status = begin(thirds, &stuck, err);

	if (!status && (stuck != MATCH_NONE || thirds_fall_short(thirds))) {
		status = planner_complete(thirds->planner, err);
		if (!status)
			status = begin(thirds, &stuck, err);
	}
	while (!status && stuck != MATCH_NONE) {
		status = thirds_rescue(thirds, stuck, err);
		if (!status)
			status = thirds_assign(thirds, &stuck, err);
	}
	return status;
}

static bool any_fixed(const struct thirds *thirds)
{
	for (uint32_t v = 0; v < thirds->planner->n; v++)
		if (thirds->fixed[v])
			return true;
	return false;
}

/*
 * Where pairs were made anew, everybody once more: who was rescued may score
 * more with another pair than with the one that saved them.
 */
static enum c5_status place_best(struct thirds *thirds, struct c5_error *err)
{
	uint32_t stuck;
	enum c5_status status = place(thirds, err);

	if (!status)
		status = thirds_relax_less(thirds, err);
	if (status || !any_fixed(thirds))
		return status;
	memset(thirds->fixed, 0, thirds->planner->n * sizeof(*thirds->fixed));
	return thirds_assign(thirds, &stuck, err);
}

enum c5_status planner_place_thirds(struct planner *planner,
				    struct c5_error *err)
{
	struct thirds thirds = {
		.planner = planner,
		.fixed = memory_new(planner->n, sizeof(bool)),
		.penalty = memory_new(planner->n, sizeof(int64_t)),
		.free = memory_new(planner->n, sizeof(uint32_t)),
		.pair_of = memory_new(planner->n, sizeof(uint32_t)),
	};
	enum c5_status status;

	if (thirds.fixed && thirds.penalty && thirds.free && thirds.pair_of) {
		status = place_best(&thirds, err);
	} else {
		status = error_memory(err);
	}
	free(thirds.fixed);
	free(thirds.penalty);
	free(thirds.free);
	free(thirds.pair_of);
	return status;
}
