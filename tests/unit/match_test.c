/* match_solve(): small graphs with known answers, and what it promises. */
#include "prelude.h"

#include "connect5/random.h"
#include "match_brute.h"
#include "match_graphs.h"

/* Solves, and fails unless the result is proven. */
static void solve(struct match_result *out, const struct match_graph *graph)
{
	struct c5_error err;

	if (match_solve(out, graph, &err) != C5_OK)
		fail_msg("%s", err.text);
	if (match_verify(graph, out, &err) != C5_OK)
		fail_msg("%s", err.text);
	assert_true(out->optimal);
}

struct known {
	const char *name;
	uint32_t n;
	int64_t penalty;
	struct match_edge edges[16]; /* up to one from 0 to 0 */
	uint32_t pairs;
	int64_t weight;
};

static const struct known known[] = {
	{"nobody", 0, 0, {{0}}, 0, 0},
	{"one alone", 1, 7, {{0}}, 0, 7},
	{"two strangers", 2, 7, {{0}}, 0, 14},
	{"a pair", 2, 7, {{0, 1, 5}}, 1, 5},
	{"a pair dearer than to be left out", 2, 7, {{0, 1, 15}}, 0, 14},
	{"a pair as dear is worth nothing", 2, 7, {{0, 1, 14}}, 0, 14},
	{"it pays to be left out", 2, -5, {{0, 1, -9}}, 0, -10},
	{"it pays more to be a pair", 2, -5, {{0, 1, -11}}, 1, -11},
	{"the cheapest of three edges counts",
	 2,
	 9,
	 {{0, 1, 5}, {1, 0, 3}, {0, 1, 4}},
	 1,
	 3},
	{"a star has one pair",
	 4,
	 100,
	 {{0, 1, 3}, {0, 2, 1}, {3, 0, 2}},
	 1,
	 201},
	{"the outer edges of a path",
	 4,
	 100,
	 {{0, 1, 5}, {1, 2, 1}, {2, 3, 5}},
	 2,
	 10},
	{"the inner edge where exposure is cheap",
	 4,
	 2,
	 {{0, 1, 5}, {1, 2, -3}, {2, 3, 5}},
	 1,
	 1},
	{"a triangle leaves one out",
	 3,
	 10,
	 {{0, 1, 4}, {1, 2, 3}, {0, 2, 2}},
	 1,
	 12},
	{"a pentagon leaves one out",
	 5,
	 50,
	 {{0, 1, 1}, {1, 2, 2}, {2, 3, 3}, {3, 4, 4}, {4, 0, 5}},
	 2,
	 54},
	{"the greedy choice is a trap",
	 4,
	 100,
	 {{0, 1, 0}, {2, 3, 50}, {0, 2, 10}, {1, 3, 10}, {0, 3, 12}},
	 2,
	 20},
	{"two triangles and a bridge",
	 6,
	 100,
	 {{0, 1, 0},
	  {1, 2, 0},
	  {0, 2, 0},
	  {3, 4, 0},
	  {4, 5, 0},
	  {3, 5, 0},
	  {2, 3, 10}},
	 3,
	 10},
	{"a bridge too dear",
	 6,
	 4,
	 {{0, 1, 0},
	  {1, 2, 0},
	  {0, 2, 0},
	  {3, 4, 0},
	  {4, 5, 0},
	  {3, 5, 0},
	  {2, 3, 10}},
	 2,
	 8},
	{"the graph of Petersen",
	 10,
	 100,
	 {{0, 1, 1},
	  {1, 2, 1},
	  {2, 3, 1},
	  {3, 4, 1},
	  {4, 0, 1},
	  {0, 5, 1},
	  {1, 6, 1},
	  {2, 7, 1},
	  {3, 8, 1},
	  {4, 9, 1},
	  {5, 7, 1},
	  {7, 9, 1},
	  {9, 6, 1},
	  {6, 8, 1},
	  {8, 5, 1}},
	 5,
	 5},
	{"a triangle of triangles",
	 9,
	 1000,
	 {{0, 1, 0},
	  {1, 2, 0},
	  {0, 2, 0},
	  {3, 4, 0},
	  {4, 5, 0},
	  {3, 5, 0},
	  {6, 7, 0},
	  {7, 8, 0},
	  {6, 8, 0},
	  {2, 3, 10},
	  {5, 6, 10},
	  {8, 0, 10}},
	 4,
	 1010},
};

static void test_known_answers(void **test)
{
	(void)test;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		const struct known *k = &known[i];
		struct small_graph g;
		struct match_result result;

		small_init(&g, k->n, k->penalty);
		for (const struct match_edge *e = k->edges; e->u != e->v; e++)
			small_add(&g, e->u, e->v, e->cost);
		solve(&result, &g.graph);
		if (result.pairs != k->pairs || result.weight != k->weight)
			fail_msg("%s: %u pairs, weight %lld", k->name,
				 result.pairs, (long long)result.weight);
		match_result_release(&result);
	}
}

static void test_penalties_say_who_is_left_out(void **test)
{
	(void)test;
	for (uint32_t cheap = 0; cheap < 5; cheap++) {
		struct small_graph g;
		struct match_result result;

		small_init(&g, 5, 100);
		small_add_bits(&g, 0x3ff);
		g.penalty[cheap] = 99;
		solve(&result, &g.graph);
		assert_int_equal(result.mate[cheap], MATCH_NONE);
		assert_int_equal(result.pairs, 2);
		match_result_release(&result);
	}
}

struct refused {
	const char *text;
	struct match_edge edge;
	int64_t penalty;
};

static void test_refuses_what_is_out_of_range(void **test)
{
	static const struct refused refused[] = {
		{"edge 1: no vertex 3 among 3", {0, 3, 0}, 0},
		{"edge 1: no vertex 4294967295 among 3", {MATCH_NONE, 0, 0}, 0},
		{"edge 1: from vertex 2 to itself", {2, 2, 0}, 0},
		{"edge 1: cost 144115188075855873 is too large",
		 {0, 2, MATCH_LIMIT + 1},
		 0},
		{"edge 1: cost -9223372036854775808 is too large",
		 {0, 2, INT64_MIN},
		 0},
		{"vertex 0: penalty 144115188075855873 is too large",
		 {0, 2, 0},
		 MATCH_LIMIT + 1},
		{"vertex 0: penalty -144115188075855873 is too large",
		 {0, 2, 0},
		 -MATCH_LIMIT - 1},
	};

	(void)test;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		struct small_graph g;
		struct match_result result;
		struct c5_error err;

		small_init(&g, 3, refused[i].penalty);
		small_add(&g, 0, 1, 0);
		g.edges[g.graph.m++] = refused[i].edge;
		assert_int_equal(match_solve(&result, &g.graph, &err), C5_DATA);
		assert_string_equal(err.text, refused[i].text);
		assert_null(result.mate);
		assert_int_equal(result.n, 0);
		match_result_release(&result);
		assert_int_equal(match_solve(&result, &g.graph, NULL), C5_DATA);
	}
}

/* The blossoms around a vertex. */
static uint32_t depth_of(const struct match_result *result, uint32_t v)
{
	uint32_t depth = 0;

	for (uint32_t b = result->inner[v]; b != MATCH_NONE;
	     b = result->blossoms[b].parent)
		depth++;
	return depth;
}

/*
 * Each level hangs two more vertices on the odd set before, dearer by 10: to
 * leave out any vertex as well as any other, all levels must be blossoms.
 */
static void test_nested_blossoms(void **test)
{
	enum { LEVELS = 40, N = 3 + 2 * LEVELS };
	struct match_edge edges[3 + 3 * LEVELS] = {
		{0, 1, 0}, {1, 2, 0}, {0, 2, 0}};
	int64_t penalty[N];
	struct match_result result;

	(void)test;
	for (uint32_t v = 0; v < N; v++)
		penalty[v] = 100000;
	for (uint32_t k = 0; k < LEVELS; k++) {
		uint32_t a = 3 + 2 * k;
		int64_t cost = 10 * (int64_t)(k + 1);

		edges[a] = (struct match_edge){a, a + 1, cost};
		edges[3 + LEVELS * 2 + k] = (struct match_edge){a - 1, a, cost};
		edges[a + 1] = (struct match_edge){a - 2, a + 1, cost};
	}
	struct match_graph graph = {N, 3 + 3 * LEVELS, edges, penalty};
	solve(&result, &graph);
	assert_int_equal(result.pairs, LEVELS + 1);
	/* The smallest exposes itself: the pairs beside cost 10, 20, .. */
	assert_true(result.weight ==
		    100000 + 10 * (c5_int128)(LEVELS * (LEVELS + 1) / 2));
	assert_int_equal(depth_of(&result, 0), LEVELS + 1);
	assert_int_equal(depth_of(&result, N - 1), 1);
	match_result_release(&result);
}

/* A graph too large for enumeration: its proof has to do. */
static void large_init(struct large_graph *g, uint32_t n, uint64_t percent,
		       uint64_t range, uint64_t *state)
{
	*g = (struct large_graph){0};
	large_add_vertices(g, n, INT64_C(1) << 40);
	for (uint32_t v = 0; v < n; v++)
		for (uint32_t u = 0; u < v; u++) {
			int64_t cost = (int64_t)random_below(state, range);

			if (random_below(state, 100) < percent)
				large_add(g, u, v, cost);
		}
}

static void test_larger_graphs_are_proven(void **test)
{
	static const uint64_t percents[] = {1, 2, 4, 10, 79};
	static const uint64_t ranges[] = {1, 3, 1500, UINT64_C(1) << 40};
	uint64_t state = 1;

	(void)test;
	for (size_t i = 0; i < 5; i++) {
		for (size_t j = 0; j < 4; j++) {
			struct large_graph g;
			struct match_result result;

			large_init(&g, 151, percents[i], ranges[j], &state);
			solve(&result, &g.graph);
			if (percents[i] == 79)
				assert_int_equal(result.pairs, 75);
			match_result_release(&result);
			large_release(&g);
		}
	}
}

static void assert_same(const struct match_result *a,
			const struct match_result *b)
{
	assert_memory_equal(a->mate, b->mate, a->n * sizeof(*a->mate));
	assert_memory_equal(a->y, b->y, a->n * sizeof(*a->y));
	assert_memory_equal(a->inner, b->inner, a->n * sizeof(*a->inner));
	assert_int_equal(a->n_blossoms, b->n_blossoms);
	for (uint32_t i = 0; i < a->n_blossoms; i++) {
		assert_int_equal(a->blossoms[i].parent, b->blossoms[i].parent);
		assert_true(a->blossoms[i].z == b->blossoms[i].z);
	}
}

static void test_the_order_of_edges_is_nothing(void **test)
{
	uint64_t state = 2;

	(void)test;
	for (uint64_t round = 0; round < 20; round++) {
		struct large_graph g;
		struct match_result first, again;

		/* Costs from so few numbers that optima abound. */
		large_init(&g, 61, 5 + 4 * round, 4, &state);
		solve(&first, &g.graph);
		large_shuffle(&g, &state);
		/* The same edge again, dearer, says nothing. */
		struct match_edge edge = g.edges[0];
		large_add(&g, edge.v, edge.u, edge.cost + 1);
		large_shuffle(&g, &state);
		solve(&again, &g.graph);
		assert_same(&first, &again);
		match_result_release(&first);
		match_result_release(&again);
		large_release(&g);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_answers),
		cmocka_unit_test(test_penalties_say_who_is_left_out),
		cmocka_unit_test(test_refuses_what_is_out_of_range),
		cmocka_unit_test(test_nested_blossoms),
		cmocka_unit_test(test_larger_graphs_are_proven),
		cmocka_unit_test(test_the_order_of_edges_is_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
