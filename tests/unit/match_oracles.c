#include "match_oracles.h"

#include <stdlib.h>

static void require(bool holds)
{
	if (!holds)
		abort();
}

/* What every call begins with: C5_OK where it is to go on. */
static enum c5_status begin(struct told *told, struct match_sink *sink,
			    struct c5_error *err)
{
	size_t call = ++told->n_calls;

	if (call == told->wrong_at) {
		enum c5_status status = match_report(sink, told->wrong, err);

		require(status == C5_DATA);
		return status;
	}
	if (call == told->fail_at)
		return error_set(err, C5_BUSY, TOLD_FAILURE);
	return C5_OK;
}

/* By cost, then by place. */
struct ranked {
	int64_t cost;
	size_t edge;
};

static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *left = a, *right = b;

	if (left->cost != right->cost)
		return left->cost < right->cost ? -1 : 1;
	return left->edge < right->edge ? -1 : left->edge > right->edge;
}

/* Those that are among the first two of one of their ends. */
static enum c5_status propose_ranked(struct told *told, struct match_sink *sink,
				     struct c5_error *err)
{
	const struct match_graph *graph = told->graph;
	int64_t sign = told->proposal == PROPOSE_CHEAPEST ? 1 : -1;
	struct ranked *ranked = memory_new(graph->m, sizeof(*ranked));
	uint32_t *seen = memory_new(graph->n, sizeof(*seen));
	enum c5_status status = C5_OK;

	require(ranked && seen);
	for (size_t e = 0; e < graph->m; e++)
		ranked[e] = (struct ranked){sign * graph->edges[e].cost, e};
	qsort(ranked, graph->m, sizeof(*ranked), compare_ranked);
	for (size_t i = 0; status == C5_OK && i < graph->m; i++) {
		struct match_edge edge = graph->edges[ranked[i].edge];

		if (seen[edge.u] >= 2 && seen[edge.v] >= 2)
			continue;
		seen[edge.u]++;
		seen[edge.v]++;
		status = match_report(sink, edge, err);
	}
	free(ranked);
	free(seen);
	return status;
}

static enum c5_status propose(void *context, struct match_sink *sink,
			      struct c5_error *err)
{
	struct told *told = context;
	enum c5_status status = begin(told, sink, err);
	size_t step = told->proposal == PROPOSE_ALL ? 1 : 7;

	if (status != C5_OK || told->proposal == PROPOSE_NOTHING)
		return status;
	if (told->proposal == PROPOSE_CHEAPEST ||
	    told->proposal == PROPOSE_DEAREST)
		return propose_ranked(told, sink, err);
	for (size_t e = 0; status == C5_OK && e < told->graph->m; e += step)
		status = match_report(sink, told->graph->edges[e], err);
	return status;
}

/* Is the edge asked for? */
static bool is_wanted(const struct told *told, const struct match_query *query,
		      const struct match_edge *edge)
{
	c5_int128 cost = query->flat ? 0 : edge->cost;
	const uint32_t *group = query->group;

	if (cost * MATCH_TICKS >=
	    (c5_int128)query->y[edge->u] + query->y[edge->v])
		return false;
	if (!told->is_chatty && query->risen && !query->risen[edge->u] &&
	    !query->risen[edge->v])
		return false;
	return told->is_chatty || !group || group[edge->u] == UINT32_MAX ||
	       group[edge->u] != group[edge->v];
}

static enum c5_status chat(struct told *told, struct match_sink *sink, size_t e,
			   struct c5_error *err)
{
	const struct match_edge *edges = told->graph->edges;
	struct match_edge edge = edges[e];
	enum c5_status status =
		match_report(sink, edges[(e + 1) % told->graph->m], err);

	if (status != C5_OK)
		return status;
	return match_report(
		sink, (struct match_edge){edge.v, edge.u, edge.cost}, err);
}

static enum c5_status price(void *context, const struct match_query *query,
			    struct match_sink *sink, struct c5_error *err)
{
	struct told *told = context;
	enum c5_status status = begin(told, sink, err);

	for (size_t e = 0; status == C5_OK && e < told->graph->m; e++) {
		if (!is_wanted(told, query, &told->graph->edges[e]))
			continue;
		status = match_report(sink, told->graph->edges[e], err);
		if (status == C5_OK && told->is_chatty)
			status = chat(told, sink, e, err);
	}
	return status;
}

static struct match_oracle oracle_of(struct told *told)
{
	return (struct match_oracle){.n = told->graph->n,
				     .penalty = told->graph->penalty,
				     .context = told,
				     .propose = propose,
				     .price = price};
}

/* Counts the rounds, and keeps the last that was said. */
static void keep_last(void *watcher, const struct match_progress *progress)
{
	struct match_progress *last = watcher;

	require(progress->rounds == last->rounds + 1);
	require(progress->gap >= 0);
	/* What is violated may cost something, and nothing else does. */
	require((progress->gap > 0) == (progress->added > 0));
	*last = *progress;
}

enum c5_status told_solve(struct match_result *out, struct told *told,
			  const struct match_structure *structure,
			  struct c5_error *err)
{
	struct match_oracle oracle = oracle_of(told);
	struct match_known known = {0};
	struct match_progress last = {.added = SIZE_MAX};

	oracle.watch = (struct match_watch){keep_last, &last};
	enum c5_status status =
		match_solve_oracle(out, &known, &oracle, structure, err);
	if (!status) {
		require(last.added == 0);
		require(last.pairs == out->pairs);
		/* One call proposed. */
		told->n_stalls = told->n_calls - 1 - last.rounds;
	}
	match_known_release(&known);
	return status;
}

enum c5_status told_decompose(struct match_structure *out, struct told *told,
			      struct c5_error *err)
{
	struct match_oracle oracle = oracle_of(told);
	struct match_known known = {0};
	enum c5_status status =
		match_decompose_oracle(out, &known, &oracle, NULL, err);

	match_known_release(&known);
	return status;
}

void told_structure(struct match_structure *out,
		    const struct match_graph *graph)
{
	struct large_graph bare = {0};
	struct match_result result;

	large_add_vertices(&bare, graph->n, 1);
	for (size_t e = 0; e < graph->m; e++)
		large_add(&bare, graph->edges[e].u, graph->edges[e].v, 0);
	require(match_solve(&result, &bare.graph, NULL) == C5_OK);
	require(match_decompose(out, &bare.graph, result.mate, NULL) == C5_OK);
	match_result_release(&result);
	large_release(&bare);
}

uint32_t told_exposed(const struct match_structure *structure)
{
	uint32_t n = structure->n_parts;

	for (uint32_t v = 0; v < structure->n; v++)
		n -= structure->class_of[v] == MATCH_A;
	return n;
}

/*
 * Where all penalties are lowered by one amount and no more are exposed than
 * must be, the optimum is that of the penalties as they were.
 */
void told_check(const struct told *told,
		const struct match_structure *structure,
		const struct match_result *result, c5_int128 weight)
{
	const struct match_graph *graph = told->graph;
	uint32_t exposed = graph->n - 2 * result->pairs;
	int64_t *penalty = memory_new(graph->n, sizeof(*penalty));
	struct match_graph lowered = *graph;

	require(penalty && result->relief >= 0);
	require(result->relief == 0 ||
		(structure && exposed == told_exposed(structure)));
	for (uint32_t v = 0; v < graph->n; v++)
		penalty[v] = graph->penalty[v] - result->relief;
	lowered.penalty = penalty;
	require(match_verify(&lowered, result, NULL) == C5_OK);
	require(result->optimal);
	require(result->weight + (c5_int128)result->relief * exposed == weight);
	free(penalty);
}
