/*
 * match_solve() gives the same mates on every compiler and machine, and in any
 * order of edges: digests of the mate arrays of graphs drawn from a seed.
 */
#include "prelude.h"

#include <inttypes.h>

#include "connect5/random.h"
#include "match_graphs.h"

static uint64_t digest_mates(uint64_t digest, const struct large_graph *g)
{
	struct match_result result;
	struct c5_error err;

	if (match_solve(&result, &g->graph, &err) != C5_OK ||
	    match_verify(&g->graph, &result, &err) != C5_OK)
		fail_msg("%s", err.text);
	assert_true(result.optimal);
	for (uint32_t v = 0; v < result.n; v++)
		digest = random_hash(digest, result.mate[v], "", 0);
	match_result_release(&result);
	return digest;
}

/* The same once more, the edges shuffled and some of them there twice. */
static uint64_t digest_shuffled(uint64_t digest, struct large_graph *g,
				uint64_t *state)
{
	size_t m = g->graph.m;

	for (size_t e = 0; e < m; e += 3)
		large_add(g, g->edges[e].v, g->edges[e].u,
			  g->edges[e].cost + large_number(state, 0, 2));
	large_shuffle(g, state);
	return digest_mates(digest, g);
}

static uint64_t digest_kind(uint64_t digest, struct large_kind kind,
			    uint64_t *state)
{
	for (uint32_t n = 30; n <= 75; n += 15) {
		struct large_graph g;

		large_draw(&g, n, kind, state);
		uint64_t first = digest_mates(digest, &g);
		uint64_t again = digest_shuffled(digest, &g, state);
		assert_true(first == again);
		digest = first;
		large_release(&g);
	}
	return digest;
}

/* Says what the digest is, so that it can be written here. */
static bool compare(const char *name, uint64_t found, uint64_t golden)
{
	if (found != golden)
		print_error("%s: 0x%016" PRIx64 " instead of 0x%016" PRIx64
			    "\n",
			    name, found, golden);
	return found == golden;
}

/*
 * Where costs are huge and penalties unequal there is one optimum, but for
 * chance, and any correct solver finds it: these never change.
 */
static void test_the_one_optimum(void **test)
{
	static const uint64_t golden[LARGE_SHAPES] = {
		UINT64_C(0xab173c37a4c28d5f), UINT64_C(0x0db9e73b47fc9bc5),
		UINT64_C(0xe9413cdd44230502), UINT64_C(0x03857bd8b353dbb3),
		UINT64_C(0x3e95ed7c831420a3), UINT64_C(0x9a3108b792592b9e)};
	static const char *const names[LARGE_SHAPES] = {
		"sparse", "dense", "bipartite", "apart", "hubs", "ring"};
	bool same = true;

	(void)test;
	for (uint32_t shape = 0; shape < LARGE_SHAPES; shape++) {
		const struct large_kind kind = {(enum large_shape)shape,
						LARGE_HUGE, LARGE_UNEQUAL};
		uint64_t state = shape;

		same &= compare(names[shape], digest_kind(1, kind, &state),
				golden[shape]);
	}
	assert_true(same);
}

/*
 * Of many optima the one that is found is a matter of the solver: these change
 * with it, but with nothing else.
 */
static void test_one_of_many(void **test)
{
	static const uint64_t golden[LARGE_COSTS] = {
		UINT64_C(0x0d031167a0b63ff8), UINT64_C(0xdecb048a738c00c0),
		UINT64_C(0xe4123f173406b949), UINT64_C(0x9ce4f51cee3afdc6)};
	static const char *const names[LARGE_COSTS] = {"tied", "plain",
						       "negative", "huge"};
	bool same = true;

	(void)test;
	for (uint32_t costs = 0; costs < LARGE_COSTS; costs++) {
		uint64_t state = costs, digest = 2;

		for (size_t i = 0; i < LARGE_KINDS; i++) {
			struct large_kind kind = large_kind(i);

			if (kind.costs == (enum large_costs)costs)
				digest = digest_kind(digest, kind, &state);
		}
		same &= compare(names[costs], digest, golden[costs]);
	}
	assert_true(same);
}

static void test_nests(void **test)
{
	const struct ears band = {60, 2, 2, 10000};
	const struct ears ears = {60, 6, UINT32_MAX, 10000};
	uint64_t state = 3, digest = 3;
	struct large_graph g = {0};

	(void)test;
	nest_of_triangles(&g, 5, 10000, &state);
	digest = digest_shuffled(digest_mates(digest, &g), &g, &state);
	large_release(&g);
	nest_of_ears(&g, &ears, &state);
	digest = digest_shuffled(digest_mates(digest, &g), &g, &state);
	large_release(&g);
	large_draw_chain(&g, 5, &band, &state);
	digest = digest_shuffled(digest_mates(digest, &g), &g, &state);
	large_release(&g);
	large_draw_pierced(&g, 40, &ears, &state);
	digest = digest_shuffled(digest_mates(digest, &g), &g, &state);
	large_release(&g);
	assert_true(compare("nests", digest, UINT64_C(0x9897e4f2d8d61546)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_one_optimum),
		cmocka_unit_test(test_one_of_many),
		cmocka_unit_test(test_nests),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
