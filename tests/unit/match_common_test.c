/* The sum of z around two vertices, against plain climbing; and deep nests. */
#include "prelude.h"

#include <stdlib.h>

#include "connect5/match.h"
#include "connect5/random.h"

/* A family of `count`; of n vertices each in any of them, or in none. */
static void draw_family(struct match_result *out, uint32_t n, uint32_t count,
			uint64_t *state)
{
	uint64_t spread = 1 + random_below(state, count);

	*out = (struct match_result){.n = n, .n_blossoms = count};
	out->inner = memory_new(n, sizeof(*out->inner));
	out->blossoms = memory_new(count, sizeof(*out->blossoms));
	assert_non_null(out->inner);
	assert_non_null(out->blossoms);
	for (uint32_t b = 0; b < count; b++) {
		uint64_t back = 1 + random_below(state, spread);

		out->blossoms[b].parent =
			back > b ? MATCH_NONE : b - (uint32_t)back;
		out->blossoms[b].z = 1 + (int64_t)random_below(state, 1000);
	}
	for (uint32_t v = 0; v < n; v++)
		out->inner[v] = (uint32_t)random_below(state, count + 1) - 1;
}

static c5_int128 climb(const struct match_result *family, uint32_t u,
		       uint32_t v)
{
	c5_int128 sum = 0;

	for (uint32_t a = family->inner[u]; a != MATCH_NONE;
	     a = family->blossoms[a].parent)
		for (uint32_t b = family->inner[v]; b != MATCH_NONE;
		     b = family->blossoms[b].parent)
			sum += a == b ? family->blossoms[a].z : 0;
	return sum;
}

static void test_as_by_climbing(void **test)
{
	(void)test;
	for (uint64_t seed = 1; seed <= 100; seed++) {
		uint64_t state = seed;
		struct match_result family;
		struct match_nest nest;

		draw_family(&family, 30, 1 + (uint32_t)random_below(&state, 40),
			    &state);
		assert_int_equal(match_nest_make(&nest, &family, NULL), C5_OK);
		for (uint32_t u = 0; u < 30; u++)
			for (uint32_t v = 0; v < 30; v++)
				assert_true(match_nest_common(&nest, u, v) ==
					    climb(&family, u, v));
		match_nest_release(&nest);
		match_result_release(&family);
	}
}

static void test_no_blossom(void **test)
{
	uint32_t inner[2] = {MATCH_NONE, MATCH_NONE};
	struct match_result family = {.n = 2, .inner = inner};
	struct match_nest nest;

	(void)test;
	assert_int_equal(match_nest_make(&nest, &family, NULL), C5_OK);
	assert_true(match_nest_common(&nest, 0, 1) == 0);
	match_nest_release(&nest);
}

/*
 * Two chains, 200,000 deep, that leave a third one together: each question is
 * two steps here, and two days of them by climbing.
 */
static void test_deep_nests(void **test)
{
	enum { DEPTH = 200000, N = 3 * DEPTH };
	struct match_result family = {.n = N, .n_blossoms = N};
	struct match_nest nest;
	uint32_t third = 2 * DEPTH;
	uint64_t state = 1;

	(void)test;
	family.inner = memory_new(N, sizeof(*family.inner));
	family.blossoms = memory_new(N, sizeof(*family.blossoms));
	assert_non_null(family.inner);
	assert_non_null(family.blossoms);
	for (uint32_t b = 0; b < N; b++) {
		family.inner[b] = b;
		family.blossoms[b].z = INT64_MAX;
		family.blossoms[b].parent = b - 1;
	}
	family.blossoms[0].parent = MATCH_NONE;
	family.blossoms[third].parent = DEPTH - 1;
	assert_int_equal(match_nest_make(&nest, &family, NULL), C5_OK);
	for (int i = 0; i < 1000000; i++) {
		uint32_t u = (uint32_t)random_below(&state, DEPTH);
		uint32_t a = DEPTH + (uint32_t)random_below(&state, DEPTH);
		uint32_t b = third + (uint32_t)random_below(&state, DEPTH);

		assert_true(match_nest_common(&nest, a, b) ==
			    (c5_int128)INT64_MAX * DEPTH);
		assert_true(match_nest_common(&nest, u, b) ==
			    (c5_int128)INT64_MAX * (u + 1));
	}
	match_nest_release(&nest);
	free(family.inner);
	free(family.blossoms);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_by_climbing),
		cmocka_unit_test(test_no_blossom),
		cmocka_unit_test(test_deep_nests),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
