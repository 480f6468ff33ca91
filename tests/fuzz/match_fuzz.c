/*
 * The solver over graphs made of arbitrary bytes: what is out of range is
 * refused, everything else solved and proven optimal, the same for the edges in
 * reverse, and by an oracle; up to 10 vertices plain enumeration agrees.
 *
 * The bytes: kind of numbers, number of vertices, the penalties, then three or
 * more for every edge until there are none left.
 */
#include <stdlib.h>
#include <string.h>

#include "match_brute.h"
#include "match_oracles.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

struct bytes {
	const uint8_t *at;
	size_t left;
};

/* 0 behind the end. */
static uint8_t take(struct bytes *bytes)
{
	if (bytes->left == 0)
		return 0;
	bytes->left--;
	return *bytes->at++;
}

enum numbers { TIED, SMALL, HUGE, LIMIT, RAW, N_NUMBERS };

static int64_t take_number(struct bytes *bytes, enum numbers numbers)
{
	uint8_t byte = take(bytes);
	int64_t number = byte - INT64_C(128);
	uint64_t raw = byte;

	switch (numbers) {
	case TIED:
		return byte & 3;
	case HUGE:
		return number * INT64_C(7812500001) + take(bytes);
	case LIMIT:
		return number == 127 ? MATCH_LIMIT
				     : number * (MATCH_LIMIT / 128);
	case RAW:
		for (int i = 0; i < 7; i++)
			raw = raw << 8 | take(bytes);
		return (int64_t)raw;
	case SMALL:
	case N_NUMBERS:
		break;
	}
	return number;
}

static bool is_in_range(int64_t number)
{
	return number <= MATCH_LIMIT && number >= -MATCH_LIMIT;
}

/* Is all of it in range? */
static bool draw(struct large_graph *g, struct bytes *bytes)
{
	enum numbers numbers = (enum numbers)(take(bytes) % N_NUMBERS);
	uint32_t n = take(bytes) % 41;
	uint8_t add = take(bytes);
	bool in_range = true;

	large_add_vertices(g, n, 0);
	for (uint32_t v = 0; v < n; v++) {
		/* A hundred times what is small, so that pairs are made. */
		int64_t dear = numbers < HUGE && add % 2 ? 100 * add : 0;

		g->penalty[v] = take_number(bytes, numbers) + dear;
		in_range = in_range && is_in_range(g->penalty[v]);
	}
	while (n > 0 && bytes->left > 0) {
		uint32_t u = take(bytes) % n, v = take(bytes) % n;
		int64_t cost = take_number(bytes, numbers);

		if (u == v)
			continue;
		in_range = in_range && is_in_range(cost);
		large_add(g, u, v, cost);
	}
	return in_range;
}

static void reverse(struct large_graph *g)
{
	for (size_t i = 0, j = g->graph.m; i + 1 < j; i++) {
		struct match_edge edge = g->edges[--j];

		g->edges[j] = g->edges[i];
		g->edges[i] = edge;
	}
}

static void check(struct large_graph *g)
{
	struct match_result result, again;

	require(match_solve(&result, &g->graph, NULL) == C5_OK);
	require(match_verify(&g->graph, &result, NULL) == C5_OK);
	require(result.optimal);
	if (g->graph.n <= 10)
		require(result.weight == brute_weight(&g->graph));
	reverse(g);
	require(match_solve(&again, &g->graph, NULL) == C5_OK);
	require(!memcmp(result.mate, again.mate,
			result.n * sizeof(*result.mate)));
	match_result_release(&again);
	match_result_release(&result);
}

/* Once by itself and once with the structure. */
static void check_oracle(const struct match_graph *graph, uint8_t how)
{
	struct told told = {.graph = graph,
			    .proposal = (enum proposal)(how % N_PROPOSALS),
			    .is_chatty = how & 64};
	struct match_structure structure;
	struct match_result result;

	require(match_solve(&result, graph, NULL) == C5_OK);
	c5_int128 weight = result.weight;
	match_result_release(&result);
	require(told_decompose(&structure, &told, NULL) == C5_OK);
	for (int i = 0; i < 2; i++) {
		const struct match_structure *with = i ? &structure : NULL;

		require(told_solve(&result, &told, with, NULL) == C5_OK);
		told_check(&told, with, &result, weight);
		match_result_release(&result);
	}
	match_structure_release(&structure);
}

static void check_refused(const struct large_graph *g)
{
	struct match_result result;
	struct c5_error err = {0};

	require(match_solve(&result, &g->graph, &err) == C5_DATA);
	require(err.status == C5_DATA && err.text[0] && !result.mate);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes bytes = {data, size};
	struct large_graph g = {0};

	if (draw(&g, &bytes)) {
		check(&g);
		check_oracle(&g.graph, size ? data[size - 1] : 0);
	} else {
		check_refused(&g);
	}
	large_release(&g);
	return 0;
}
