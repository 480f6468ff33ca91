/* match_part_triangle() on parts that are too large for enumeration. */
#include "prelude.h"

#include "connect5/match.h"

/* A graph that is one part by itself. */
static void check_whole(const struct match_graph *graph,
			const uint32_t *expected)
{
	struct match_result result;
	struct match_structure structure;
	uint32_t found[3];

	assert_int_equal(match_solve(&result, graph, NULL), C5_OK);
	assert_int_equal(match_decompose(&structure, graph, result.mate, NULL),
			 C5_OK);
	assert_int_equal(structure.n_parts, 1);
	assert_int_equal(match_part_triangle(found, graph, &structure, 0, NULL),
			 expected ? C5_OK : C5_NO);
	if (expected)
		assert_memory_equal(found, expected, sizeof(found));
	match_structure_release(&structure);
	match_result_release(&result);
}

/* An odd ring, and one with a chord that makes its only triangle the last. */
static void test_large_rings(void **test)
{
	enum { RING = 101 };
	static const uint32_t last[] = {RING - 3, RING - 2, RING - 1};
	struct match_edge edges[RING + 1];
	int64_t penalty[RING];
	struct match_graph graph = {RING, RING, edges, penalty};

	(void)test;
	for (uint32_t v = 0; v < RING; v++) {
		edges[v] = (struct match_edge){v, (v + 1) % RING, 0};
		penalty[v] = 1;
	}
	check_whole(&graph, NULL);
	edges[graph.m++] = (struct match_edge){RING - 3, RING - 1, 0};
	check_whole(&graph, last);
}

/*
 * Three cliques of 17, and 50 vertices that hang on one vertex of each. All
 * triangles are in the cliques, and take three away of the 51 vertices that the
 * other 50 depend on.
 */
static void test_triangles_that_do_not_help(void **test)
{
	enum { CLIQUE = 17, CORE = 3 * CLIQUE, WHOLE = 2 * CORE - 1 };

	struct match_edge edges[3 * CLIQUE * (CLIQUE - 1) / 2 + 3 * (CORE - 1)];
	int64_t penalty[WHOLE];
	struct match_graph graph = {WHOLE, 0, edges, penalty};

	(void)test;
	for (uint32_t v = 0; v < WHOLE; v++)
		penalty[v] = 1;
	for (uint32_t v = 0; v < CORE; v++)
		for (uint32_t u = v / CLIQUE * CLIQUE; u < v; u++)
			edges[graph.m++] = (struct match_edge){u, v, 0};
	for (uint32_t i = 0; i < CORE - 1; i++) {
		for (uint32_t k = 0; k < 3; k++) {
			uint32_t at = (i * (2 * k + 1) + i / CLIQUE) % CLIQUE;

			edges[graph.m++] = (struct match_edge){
				CORE + i, k * CLIQUE + at, 0};
		}
	}
	check_whole(&graph, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_large_rings),
		cmocka_unit_test(test_triangles_that_do_not_help),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
