/*
 * match_solve_oracle() and match_decompose_oracle() against the same questions
 * asked of all edges at once.
 */
#include "prelude.h"

#include "connect5/random.h"
#include "match_oracles.h"

static c5_int128 weight_of(const struct match_graph *graph)
{
	struct match_result result;

	assert_int_equal(match_solve(&result, graph, NULL), C5_OK);
	c5_int128 weight = result.weight;
	match_result_release(&result);
	return weight;
}

/* Solves twice: the same comes out. */
static void check_solved(struct told *told,
			 const struct match_structure *structure,
			 c5_int128 weight)
{
	struct match_result result, again;
	size_t size = told->graph->n * sizeof(*result.mate);

	assert_int_equal(told_solve(&result, told, structure, NULL), C5_OK);
	told_check(told, structure, &result, weight);
	assert_int_equal(told_solve(&again, told, structure, NULL), C5_OK);
	if (size > 0)
		assert_memory_equal(result.mate, again.mate, size);
	assert_true(result.relief == again.relief);
	match_result_release(&again);
	match_result_release(&result);
}

static void check_decomposed(struct told *told,
			     const struct match_structure *structure)
{
	struct match_structure found;

	assert_int_equal(told_decompose(&found, told, NULL), C5_OK);
	assert_int_equal(found.n, structure->n);
	assert_int_equal(found.n_parts, structure->n_parts);
	for (uint32_t v = 0; v < found.n; v++) {
		assert_int_equal(found.class_of[v], structure->class_of[v]);
		assert_int_equal(found.part[v], structure->part[v]);
	}
	match_structure_release(&found);
}

/* With each proposal, chatty or not, with the structure and without it. */
static void check_graph(const struct match_graph *graph)
{
	c5_int128 weight = weight_of(graph);
	struct match_structure structure;

	told_structure(&structure, graph);
	for (uint32_t i = 0; i < 2 * N_PROPOSALS; i++) {
		struct told told = {.graph = graph,
				    .proposal = (enum proposal)(i / 2),
				    .is_chatty = i % 2};

		check_solved(&told, NULL, weight);
		check_solved(&told, &structure, weight);
		check_decomposed(&told, &structure);
	}
	match_structure_release(&structure);
}

static void test_every_kind(void **test)
{
	uint64_t state = 1;

	(void)test;
	for (size_t i = 0; i < 5 * (size_t)LARGE_KINDS; i++) {
		struct large_graph g;
		uint32_t n = 2 + (uint32_t)random_below(&state, 40);

		large_draw(&g, n, large_kind(i), &state);
		check_graph(&g.graph);
		large_release(&g);
	}
}

static void test_the_smallest(void **test)
{
	struct large_graph g = {0};

	(void)test;
	check_graph(&g.graph);
	large_add_vertices(&g, 1, 5);
	check_graph(&g.graph);
	large_add_vertices(&g, 1, -3);
	check_graph(&g.graph);
	large_add(&g, 0, 1, -7);
	check_graph(&g.graph);
	g.edges[0].cost = 2;
	check_graph(&g.graph);
	large_release(&g);
}

static void test_nests(void **test)
{
	uint64_t state = 3;
	struct large_graph g = {0};

	(void)test;
	nest_of_triangles(&g, 4, 1000, &state);
	check_graph(&g.graph);
	large_release(&g);
	nest_of_ears(&g, &(struct ears){50, 2, 2, 1000}, &state);
	check_graph(&g.graph);
	large_release(&g);
	for (uint32_t levels = 2; levels < 30; levels += 3) {
		const struct ears ears = {levels, 6, 6, 1000};

		large_draw_chain(&g, 3, &ears, &state);
		check_graph(&g.graph);
		large_release(&g);
		large_draw_pierced(&g, levels, &ears, &state);
		check_graph(&g.graph);
		large_release(&g);
	}
}

static void test_two_hundred(void **test)
{
	uint64_t state = 4;

	(void)test;
	for (uint32_t n = 200; n <= 201; n++) {
		const struct large_kind kind = {LARGE_DENSE, LARGE_PLAIN,
						LARGE_DOMINATING};
		struct large_graph g;
		struct match_structure structure;

		large_draw(&g, n, kind, &state);
		told_structure(&structure, &g.graph);
		assert_int_equal(told_exposed(&structure), n % 2);
		struct told told = {.graph = &g.graph,
				    .proposal = PROPOSE_CHEAPEST};
		check_solved(&told, &structure, weight_of(&g.graph));
		check_decomposed(&told, &structure);
		match_structure_release(&structure);
		large_release(&g);
	}
}

/*
 * So many vertices and so few of their edges proposed that the search does not
 * wait for its end to ask for more.
 */
static void test_asks_in_time(void **test)
{
	uint64_t state = 8;
	size_t stalls = 0;

	(void)test;
	for (uint32_t costs = 0; costs < LARGE_COSTS; costs++) {
		const struct large_kind kind = {
			LARGE_DENSE, (enum large_costs)costs, LARGE_DOMINATING};
		struct large_graph g;

		large_draw(&g, 500 + costs % 2, kind, &state);
		struct told told = {.graph = &g.graph,
				    .proposal = costs % 2 ? PROPOSE_DEAREST
							  : PROPOSE_CHEAPEST};
		struct match_result result;
		c5_int128 weight = weight_of(&g.graph);
		assert_int_equal(told_solve(&result, &told, NULL, NULL), C5_OK);
		told_check(&told, NULL, &result, weight);
		stalls += told.n_stalls;
		match_result_release(&result);
		large_release(&g);
	}
	assert_true(stalls >= LARGE_COSTS);
}

/* Of 25 vertices. */
static struct large_graph graph_of(uint64_t seed)
{
	const struct large_kind kind = {LARGE_RING, LARGE_PLAIN,
					LARGE_DOMINATING};
	struct large_graph g;

	large_draw(&g, 25, kind, &seed);
	return g;
}

static void assert_empty(const struct match_result *result)
{
	assert_null(result->mate);
	assert_null(result->y);
	assert_int_equal(result->n, 0);
}

/* A question, and that what it leaves after a failure is empty. */
typedef enum c5_status question(struct told *told, struct c5_error *err);

static enum c5_status ask_for_mates(struct told *told, struct c5_error *err)
{
	struct match_result result;
	enum c5_status status = told_solve(&result, told, NULL, err);

	if (status != C5_OK)
		assert_empty(&result);
	match_result_release(&result);
	return status;
}

static enum c5_status ask_with_structure(struct told *told,
					 struct c5_error *err)
{
	struct match_structure structure;
	struct match_result result;

	told_structure(&structure, told->graph);
	enum c5_status status = told_solve(&result, told, &structure, err);
	if (status != C5_OK)
		assert_empty(&result);
	match_result_release(&result);
	match_structure_release(&structure);
	return status;
}

static enum c5_status ask_for_structure(struct told *told, struct c5_error *err)
{
	struct match_structure structure;
	enum c5_status status = told_decompose(&structure, told, err);

	if (status != C5_OK)
		assert_null(structure.class_of);
	match_structure_release(&structure);
	return status;
}

static question *const questions[] = {ask_for_mates, ask_with_structure,
				      ask_for_structure};
enum { N_QUESTIONS = sizeof(questions) / sizeof(*questions) };

/* Whichever call of the oracle fails is the last, and its words come out. */
static void fail_each(question *ask, const struct match_graph *graph)
{
	for (size_t k = 1;; k++) {
		struct told told = {
			.graph = graph, .proposal = PROPOSE_SOME, .fail_at = k};
		struct c5_error err = {0};
		enum c5_status status = ask(&told, &err);

		if (told.n_calls < k) {
			assert_int_equal(status, C5_OK);
			assert_true(k > 2);
			return;
		}
		assert_int_equal(status, C5_BUSY);
		assert_int_equal(err.status, C5_BUSY);
		assert_string_equal(err.text, TOLD_FAILURE);
		assert_int_equal(told.n_calls, k);
	}
}

static void test_a_failure_gets_through(void **test)
{
	struct large_graph g = graph_of(5);

	(void)test;
	for (size_t i = 0; i < N_QUESTIONS; i++)
		fail_each(questions[i], &g.graph);
	large_release(&g);
}

static void refuse(question *ask, const struct match_graph *graph,
		   struct match_edge wrong)
{
	for (size_t k = 1; k <= 2; k++) {
		struct told told = {.graph = graph,
				    .proposal = PROPOSE_SOME,
				    .wrong_at = k,
				    .wrong = wrong};
		struct c5_error err = {0};

		assert_int_equal(ask(&told, &err), C5_DATA);
		assert_int_equal(err.status, C5_DATA);
		assert_true(err.text[0]);
		told.n_calls = 0;
		assert_int_equal(ask(&told, NULL), C5_DATA);
	}
}

static void test_refuses_edges_that_are_none(void **test)
{
	static const struct match_edge wrong[] = {
		{0, 25, 1},
		{25, 0, 1},
		{MATCH_NONE, 3, 1},
		{3, 3, 1},
		{0, 1, MATCH_LIMIT + 1},
		{0, 1, -MATCH_LIMIT - 1},
		{0, 1, INT64_MIN},
		{0, 1, INT64_MAX},
	};
	struct large_graph g = graph_of(6);

	(void)test;
	for (size_t i = 0; i < N_QUESTIONS; i++)
		for (size_t j = 0; j < sizeof(wrong) / sizeof(*wrong); j++)
			refuse(questions[i], &g.graph, wrong[j]);
	large_release(&g);
}

static void test_refuses_penalties_out_of_range(void **test)
{
	static const int64_t wrong[] = {MATCH_LIMIT + 1, -MATCH_LIMIT - 1,
					INT64_MIN, INT64_MAX};
	struct large_graph g = graph_of(7);

	(void)test;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct told told = {.graph = &g.graph};
		struct c5_error err = {0};

		g.penalty[24] = wrong[i];
		assert_int_equal(ask_for_mates(&told, &err), C5_DATA);
		assert_true(err.text[0]);
	}
	large_release(&g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_kind),
		cmocka_unit_test(test_the_smallest),
		cmocka_unit_test(test_nests),
		cmocka_unit_test(test_two_hundred),
		cmocka_unit_test(test_asks_in_time),
		cmocka_unit_test(test_a_failure_gets_through),
		cmocka_unit_test(test_refuses_edges_that_are_none),
		cmocka_unit_test(test_refuses_penalties_out_of_range),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
