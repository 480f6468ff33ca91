/*
 * Deep nests of blossoms, made as match_graphs.h says: the optimum and the
 * depth are known, or the result proves itself.
 */
#include "prelude.h"

#include <stdlib.h>

#include "match_graphs.h"

/* So large that what takes quadratic time in them takes minutes. */
enum {
	BAND_LEVELS = 50000,
	EAR_LEVELS = 10000,
	TRIANGLE_LEVELS = 9,
	CHAIN_LEVELS = 1000
};

static void solve(struct match_result *out, const struct large_graph *g)
{
	struct c5_error err;

	if (match_solve(out, &g->graph, &err) != C5_OK)
		fail_msg("%s", err.text);
	if (match_verify(&g->graph, out, &err) != C5_OK)
		fail_msg("%s", err.text);
	assert_true(out->optimal);
}

/* The greatest number of blossoms around a vertex. */
static uint32_t depth_of(const struct match_result *result)
{
	uint32_t *depth = memory_new(result->n_blossoms, sizeof(*depth));
	uint32_t deepest = 0;

	assert_non_null(depth);
	for (uint32_t b = 0; b < result->n_blossoms; b++) {
		uint32_t parent = result->blossoms[b].parent;

		depth[b] = parent == MATCH_NONE ? 1 : depth[parent] + 1;
		deepest = depth[b] > deepest ? depth[b] : deepest;
	}
	free(depth);
	return deepest;
}

/* Solves a graph that is nothing but a nest, in an order of edges or two. */
static void check_nest(struct large_graph *g, const struct nest *nest,
		       uint64_t *state)
{
	int64_t penalty = g->penalty[0];

	for (int round = 0; round < 2; round++) {
		struct match_result result;

		solve(&result, g);
		assert_int_equal(result.pairs, nest->n / 2);
		assert_true(result.weight == (c5_int128)nest->cost + penalty);
		assert_int_equal(depth_of(&result), nest->depth);
		for (uint32_t v = 0; v < result.n; v++)
			assert_true(result.y[v] == penalty * MATCH_TICKS);
		match_result_release(&result);
		large_shuffle(g, state);
	}
}

static void check_ears(const struct ears *ears)
{
	struct large_graph g = {0};
	uint64_t state = ears->levels;
	struct nest nest = nest_of_ears(&g, ears, &state);

	check_nest(&g, &nest, &state);
	large_release(&g);
}

static void test_a_band_of_triangles(void **test)
{
	(void)test;
	for (uint32_t levels = 0; levels < 20; levels++)
		check_ears(&(struct ears){levels, 2, 2, 1000});
	check_ears(&(struct ears){BAND_LEVELS, 2, 2, 10000000});
}

static void test_ears_near_the_rim(void **test)
{
	(void)test;
	for (uint32_t levels = 1; levels < 20; levels++)
		check_ears(&(struct ears){levels, 6, 3, 1000});
	check_ears(&(struct ears){EAR_LEVELS, 2, 4, 10000000});
	check_ears(&(struct ears){EAR_LEVELS, 6, 10, 10000000});
}

static void test_ears_anywhere(void **test)
{
	(void)test;
	for (uint32_t levels = 1; levels < 20; levels++)
		check_ears(&(struct ears){levels, 8, UINT32_MAX, 1000});
	check_ears(&(struct ears){EAR_LEVELS, 2, UINT32_MAX, 10000000});
	check_ears(&(struct ears){EAR_LEVELS, 6, UINT32_MAX, 10000000});
}

static void test_triangles_of_triangles(void **test)
{
	(void)test;
	for (uint32_t levels = 0; levels <= TRIANGLE_LEVELS; levels++) {
		struct large_graph g = {0};
		uint64_t state = levels;
		struct nest nest =
			nest_of_triangles(&g, levels, 100000, &state);
		struct match_result result;

		check_nest(&g, &nest, &state);
		solve(&result, &g);
		assert_int_equal(result.n_blossoms, nest.n / 2);
		match_result_release(&result);
		large_release(&g);
	}
}

static void check_chain(uint32_t n_nests, const struct ears *ears)
{
	struct large_graph g;
	struct match_result result;
	uint64_t state = ears->levels + n_nests;

	large_draw_chain(&g, n_nests, ears, &state);
	solve(&result, &g);
	/* All nests have partners, and the last x has none any more. */
	assert_int_equal(result.pairs, g.graph.n / 2);
	assert_int_equal(result.mate[g.graph.n - 1], MATCH_NONE);
	match_result_release(&result);
	large_release(&g);
}

static void test_chains_of_nests(void **test)
{
	(void)test;
	for (uint32_t levels = 1; levels < 12; levels++)
		for (uint32_t n_nests = 1; n_nests < 5; n_nests++) {
			check_chain(n_nests,
				    &(struct ears){levels, 2, 2, 10000});
			check_chain(n_nests,
				    &(struct ears){levels, 6, 6, 10000});
		}
	check_chain(5, &(struct ears){CHAIN_LEVELS, 2, 2, 10000000});
	check_chain(5, &(struct ears){CHAIN_LEVELS, 6, UINT32_MAX, 10000000});
	check_chain(CHAIN_LEVELS, &(struct ears){2, 6, UINT32_MAX, 10000000});
}

static void check_pierced(uint32_t count, const struct ears *ears)
{
	struct large_graph g;
	struct match_result result;
	uint64_t state = ears->levels + count;

	large_draw_pierced(&g, count, ears, &state);
	solve(&result, &g);
	match_result_release(&result);
	large_release(&g);
}

static void test_pierced_nests(void **test)
{
	(void)test;
	for (uint32_t levels = 1; levels < 12; levels++)
		for (uint32_t count = 1; count < 12; count++) {
			check_pierced(count,
				      &(struct ears){levels, 2, 2, 1000});
			check_pierced(count, &(struct ears){levels, 6, 9, 40});
			check_pierced(count, &(struct ears){levels, 4,
							    UINT32_MAX, 1000});
		}
	check_pierced(40, &(struct ears){EAR_LEVELS, 2, 2, 100000});
	check_pierced(EAR_LEVELS / 2,
		      &(struct ears){EAR_LEVELS, 6, UINT32_MAX, 100000});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_band_of_triangles),
		cmocka_unit_test(test_ears_near_the_rim),
		cmocka_unit_test(test_ears_anywhere),
		cmocka_unit_test(test_triangles_of_triangles),
		cmocka_unit_test(test_chains_of_nests),
		cmocka_unit_test(test_pierced_nests),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
