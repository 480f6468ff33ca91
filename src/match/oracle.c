/* Column generation: solve, price, add what is violated, and solve on. */
#include <stdlib.h>
#include <string.h>

#include "match/sink.h"
#include "match/solver.h"

struct generation {
	const struct match_oracle *oracle;
	struct match_sink sink;
	struct solver solver;
	uint32_t target;
	uint32_t rounds; /* of pricing, told of */
	struct band band;
};

/*
 * Later searches raise duals less than the first one: few by more than a
 * twelfth of what that took. Where some vertices had to be exposed that says
 * nothing; but neither is it much beside what edges cost.
 */
static int64_t reach_of(const struct generation *g)
{
	const struct match_known *known = g->sink.known;
	c5_int128 sum = 0;

	for (size_t e = 0; e < known->m; e++)
		sum += known->edges[e].cost < 0 ? -known->edges[e].cost
						: known->edges[e].cost;
	int64_t mean = known->m ? (int64_t)(sum / known->m) : 0;
	int64_t most = mean * MATCH_TICKS / 32, reach = g->solver.fell / 12;
	return (reach < most ? reach : most) + 1;
}

/* Asks for edges that violate the result's duals. */
static enum c5_status price(struct generation *g,
			    const struct match_result *result, size_t *added,
			    struct c5_error *err)
{
	struct match_query query = {.y = result->y};
	struct family family;

	if (!g->band.top && !band_init(&g->band, g->oracle->n, reach_of(g)))
		return error_memory(err);
	if (!family_init(&family, result))
		return error_memory(err);
	enum c5_status status =
		sink_price(&g->sink, g->oracle, &query,
			   result->n_blossoms ? &family : NULL, added, err);
	family_release(&family);
	return status;
}

static void tell(struct generation *g, const struct match_result *result,
		 size_t added)
{
	const struct match_watch *watch = &g->oracle->watch;
	const struct match_progress progress = {
		.rounds = ++g->rounds,
		.added = added,
		.pairs = result->pairs,
		.gap = (g->sink.lacking + MATCH_TICKS - 1) / MATCH_TICKS,
	};

	if (watch->tell)
		watch->tell(watch->watcher, &progress);
}

static struct match_graph known_graph(const struct match_oracle *oracle,
				      const struct match_known *known)
{
	return (struct match_graph){oracle->n, known->m, known->edges,
				    oracle->penalty};
}

/* Brings the edges from `first` on into the solver, and solves on. */
static enum c5_status add_edges(struct generation *g, size_t first,
				struct c5_error *err)
{
	struct match_graph graph = known_graph(g->oracle, g->sink.known);
	enum c5_status status = solver_widen(&g->solver, &graph, err);

	for (size_t e = first; e < graph.m && !status; e++)
		solver_lower(&g->solver, &graph.edges[e]);
	if (!status)
		solver_align(&g->solver);
	return status ? status : solver_run(&g->solver, g->target, err);
}

/* Every stall is worth more work than the last, and no edge to come ends one
 * after which none was found. */
static void be_patient(struct solver *s, size_t added)
{
	if (!s->stalled)
		s->patience = SOLVER_HASTY;
	else if (added)
		s->patience += s->patience / 4;
	else
		s->patience = SOLVER_PATIENT;
}

static enum c5_status solve(struct generation *g, struct match_result *out,
			    struct c5_error *err)
{
	g->solver.patience = SOLVER_HASTY;
	enum c5_status status = solver_run(&g->solver, g->target, err);

	while (!status) {
		size_t added = 0;

		status = solver_result(out, &g->solver, err);
		if (!status)
			status = price(g, out, &added, err);
		if (!status && !g->solver.stalled)
			tell(g, out, added);
		if (status || (!added && !g->solver.stalled))
			break;
		match_result_release(out);
		be_patient(&g->solver, added);
		status = add_edges(g, g->sink.known->m - added, err);
	}
	if (status)
		match_result_release(out);
	return status;
}

enum c5_status match_solve_oracle(struct match_result *out,
				  struct match_known *known,
				  const struct match_oracle *oracle,
				  const struct match_structure *structure,
				  struct c5_error *err)
{
	struct generation g = {
		.oracle = oracle,
		.sink = {.n = oracle->n, .known = known},
		.target = structure ? match_structure_exposed(structure)
				    : MATCH_NONE,
	};

	*out = (struct match_result){0};
	g.sink.band = &g.band;
	enum c5_status status = sink_propose(&g.sink, oracle, err);
	if (!status) {
		struct match_graph graph = known_graph(oracle, known);

		status = solver_init(&g.solver, &graph, ADJACENCY_PRICED, NULL,
				     err);
	}
	if (!status)
		status = solve(&g, out, err);
	solver_release(&g.solver);
	sink_release(&g.sink);
	band_release(&g.band);
	return status;
}

/*
 * The duals of the cardinality problem: no edge leads from one part of D to
 * another, or to C.
 */
static enum c5_status price_structure(struct match_sink *sink,
				      const struct match_oracle *oracle,
				      const struct match_structure *structure,
				      size_t *added, struct c5_error *err)
{
	static const int64_t duals[] = {[MATCH_C] = 0,
					[MATCH_A] = -MATCH_TICKS,
					[MATCH_D] = MATCH_TICKS};
	int64_t *y = memory_new(oracle->n, sizeof(*y));

	if (!y)
		return error_memory(err);
	for (uint32_t v = 0; v < oracle->n; v++)
		y[v] = duals[structure->class_of[v]];
	struct match_query query = {
		.y = y, .group = structure->part, .flat = true};
	enum c5_status status =
		sink_price(sink, oracle, &query, NULL, added, err);
	free(y);
	return status;
}

/*
 * The structure of what is known: exposure costs 1, pairs nothing, so that all
 * edges are tight and any matching will do to begin with. `mate` is replaced.
 */
static enum c5_status decompose(struct match_structure *out,
				const struct match_graph *graph, uint32_t *mate,
				struct c5_error *err)
{
	struct solver s;
	struct match_result result = {0};
	enum c5_status status =
		solver_init(&s, graph, ADJACENCY_BARE, mate, err);

	if (!status)
		status = solver_run(&s, MATCH_NONE, err);
	if (!status)
		status = solver_result(&result, &s, err);
	solver_release(&s);
	if (!status) {
		memcpy(mate, result.mate, graph->n * sizeof(*mate));
		status = match_decompose(out, graph, mate, err);
	}
	match_result_release(&result);
	return status;
}

enum c5_status match_decompose_oracle(struct match_structure *out,
				      struct match_known *known,
				      const struct match_oracle *oracle,
				      const uint32_t *mate,
				      struct c5_error *err)
{
	struct match_sink sink = {.n = oracle->n, .known = known};
	int64_t *penalty = memory_new(oracle->n, sizeof(*penalty));
	uint32_t *own = memory_new(oracle->n, sizeof(*own));
	size_t added = 1;

	*out = (struct match_structure){0};
	enum c5_status status = penalty && own
					? sink_propose(&sink, oracle, err)
					: error_memory(err);
	for (uint32_t v = 0; !status && v < oracle->n; v++) {
		penalty[v] = 1;
		own[v] = mate ? mate[v] : MATCH_NONE;
	}
	while (!status && added) {
		struct match_graph graph = {oracle->n, known->m, known->edges,
					    penalty};

		match_structure_release(out);
		status = decompose(out, &graph, own, err);
		if (!status)
			status = price_structure(&sink, oracle, out, &added,
						 err);
	}
	if (status)
		match_structure_release(out);
	sink_release(&sink);
	free(penalty);
	free(own);
	return status;
}
