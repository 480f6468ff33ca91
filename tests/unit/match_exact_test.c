/* match_solve() against plain enumeration, with its proof verified each time.
 */
#include "prelude.h"

#include "connect5/random.h"
#include "match_brute.h"

static void solve_and_compare(const struct match_graph *graph)
{
	struct match_result result;
	struct c5_error err;
	enum c5_status status = match_solve(&result, graph, &err);

	if (status != C5_OK)
		fail_msg("%s", err.text);
	if (match_verify(graph, &result, &err) != C5_OK)
		fail_msg("%s", err.text);
	assert_true(result.optimal);
	assert_true(result.weight == brute_weight(graph));
	match_result_release(&result);
}

/* Numbers from low to high. */
static int64_t draw(uint64_t *state, int64_t low, int64_t high)
{
	return low + (int64_t)random_below(state, (uint64_t)(high - low + 1));
}

/* How the numbers of a graph are drawn. */
struct numbers {
	int64_t cost_low, cost_high;
	int64_t penalty_low, penalty_high;
};

#define LARGE INT64_C(1000000000000)

static const struct numbers few_ties = {-20, 20, 1000, 1000};
static const struct numbers many_ties = {-1, 2, 50, 50};
static const struct numbers mixed = {-6, 9, -5, 8};
static const struct numbers huge = {-LARGE, LARGE, LARGE, 20 * LARGE};
static const struct numbers extreme = {-MATCH_LIMIT, MATCH_LIMIT, -MATCH_LIMIT,
				       MATCH_LIMIT};
static const struct numbers at_the_limit = {-MATCH_LIMIT, 3 - MATCH_LIMIT,
					    MATCH_LIMIT - 3, MATCH_LIMIT};
static const struct numbers *const all_numbers[] = {
	&few_ties, &many_ties, &mixed, &huge, &extreme, &at_the_limit};
enum { N_NUMBERS = sizeof(all_numbers) / sizeof(*all_numbers) };

static void draw_numbers(struct small_graph *g, const struct numbers *numbers,
			 uint64_t *state)
{
	for (size_t e = 0; e < g->graph.m; e++)
		g->edges[e].cost =
			draw(state, numbers->cost_low, numbers->cost_high);
	for (uint32_t v = 0; v < g->graph.n; v++)
		g->penalty[v] = draw(state, numbers->penalty_low,
				     numbers->penalty_high);
}

static void solve_with_all_numbers(struct small_graph *g, uint64_t *state)
{
	for (size_t i = 0; i < N_NUMBERS; i++) {
		draw_numbers(g, all_numbers[i], state);
		solve_and_compare(&g->graph);
	}
}

static void test_every_graph_up_to_6(void **test)
{
	uint64_t state = 6;
	struct small_graph g;

	(void)test;
	for (uint32_t n = 0; n <= 6; n++) {
		uint64_t all = UINT64_C(1) << (n > 0 ? n * (n - 1) / 2 : 0);

		for (uint64_t bits = 0; bits < all; bits++) {
			small_init(&g, n, 0);
			small_add_bits(&g, bits);
			solve_with_all_numbers(&g, &state);
		}
	}
}

static void test_every_class_of_7(void **test)
{
	static uint64_t classes[BRUTE_CLASSES];
	uint64_t state = 7;
	struct small_graph g;

	(void)test;
	assert_int_equal(brute_classes(6, classes), 156);
	assert_int_equal(brute_classes(7, classes), BRUTE_CLASSES);
	for (size_t i = 0; i < BRUTE_CLASSES; i++) {
		for (int round = 0; round < 100; round++) {
			small_init(&g, 7, 0);
			small_add_bits(&g, classes[i]);
			solve_with_all_numbers(&g, &state);
		}
	}
}

/* Two random graphs side by side. */
static void add_disconnected(struct small_graph *g, uint64_t *state)
{
	uint32_t half = g->graph.n / 2;

	for (uint32_t v = 1; v < g->graph.n; v++)
		for (uint32_t u = 0; u < v; u++)
			if ((u < half) == (v < half) &&
			    random_below(state, 100) < 60)
				small_add(g, u, v, 0);
}

static void test_random_graphs_up_to_14(void **test)
{
	static const uint64_t percents[] = {12, 25, 50, 79, 100};
	uint64_t state = 14;
	struct small_graph g;

	(void)test;
	for (uint32_t round = 0; round < 60; round++) {
		uint32_t n = 8 + round % 7;

		for (size_t i = 0; i < 5; i++) {
			small_init(&g, n, 0);
			small_add_random(&g, percents[i], &state);
			solve_with_all_numbers(&g, &state);
		}
		small_init(&g, n, 0);
		add_disconnected(&g, &state);
		solve_with_all_numbers(&g, &state);
	}
}

/* Odd cycles that share edges and hang together by one: rich in blossoms. */
static void test_rings_and_chords(void **test)
{
	uint64_t state = 5;
	struct small_graph g;

	(void)test;
	for (uint32_t round = 0; round < 400; round++) {
		uint32_t n = 9 + round % 6;

		small_init(&g, n, 0);
		for (uint32_t v = 0; v < n; v++)
			small_add(&g, v, (v + 1) % n, 0);
		for (uint32_t v = 0; v < n; v++)
			if (random_below(&state, 3) == 0)
				small_add(&g, v, (v + 2) % n, 0);
		solve_with_all_numbers(&g, &state);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_graph_up_to_6),
		cmocka_unit_test(test_every_class_of_7),
		cmocka_unit_test(test_random_graphs_up_to_14),
		cmocka_unit_test(test_rings_and_chords),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
