/*
 * The matching module without memory: whichever allocation fails, C5_SYSTEM
 * comes out, the result is empty and all blocks are given back. The linker puts
 * the functions called __wrap_ in place of those of the library.
 */
#include "prelude.h"

#include <stdlib.h>
#include <string.h>

#include "match_oracles.h"

/* Only the library's names will do here. NOLINTBEGIN(bugprone-reserved-*) */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
void __wrap_free(void *block);

static struct {
	size_t until_failure; /* allocations; 0: none fails */
	size_t n_failed;
	size_t n_live; /* blocks; wraps where there were more before */
} heap;

static bool fails(void)
{
	if (heap.until_failure == 0 || --heap.until_failure > 0)
		return false;
	heap.n_failed++;
	return true;
}

static void *counted(void *block)
{
	heap.n_live += block != NULL;
	return block;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : counted(__real_calloc(count, size));
}

void *__wrap_realloc(void *block, size_t size)
{
	if (fails())
		return NULL;
	return block ? __real_realloc(block, size)
		     : counted(__real_realloc(NULL, size));
}

void __wrap_free(void *block)
{
	heap.n_live -= block != NULL;
	__real_free(block);
}
/* NOLINTEND(bugprone-reserved-*) */

/* What is tried: its status; on C5_OK it has released its result. */
typedef enum c5_status attempt(const struct large_graph *g,
			       struct c5_error *err);

/*
 * Lets the first allocation fail, then the second, and so on, until all of
 * them succeed. Returns how many there are.
 */
static size_t fail_each(attempt *try, const struct large_graph *g)
{
	for (size_t k = 1;; k++) {
		struct c5_error err = {0};
		size_t before = heap.n_live;

		heap.n_failed = 0;
		heap.until_failure = k;
		enum c5_status status = try(g, &err);
		heap.until_failure = 0;
		assert_int_equal(heap.n_live, before);
		if (heap.n_failed == 0) {
			assert_int_equal(status, C5_OK);
			return k - 1;
		}
		assert_int_equal(status, C5_SYSTEM);
		assert_int_equal(err.status, C5_SYSTEM);
		assert_string_equal(err.text, "out of memory");
	}
}

static enum c5_status solve(const struct large_graph *g, struct c5_error *err)
{
	struct match_result result;
	enum c5_status status = match_solve(&result, &g->graph, err);

	if (status != C5_OK) {
		assert_null(result.mate);
		assert_int_equal(result.n, 0);
	}
	match_result_release(&result);
	return status;
}

static enum c5_status verify(const struct large_graph *g, struct c5_error *err)
{
	size_t until_failure = heap.until_failure;
	struct match_result result;

	heap.until_failure = 0;
	assert_int_equal(match_solve(&result, &g->graph, NULL), C5_OK);
	heap.until_failure = until_failure;
	enum c5_status status = match_verify(&g->graph, &result, err);
	heap.until_failure = 0;
	match_result_release(&result);
	return status;
}

/* The decomposition, and a triangle of each of its parts. */
static enum c5_status decompose(const struct large_graph *g,
				struct c5_error *err)
{
	size_t until_failure = heap.until_failure;
	struct match_result result;
	struct match_structure structure;
	uint32_t triangle[3];

	heap.until_failure = 0;
	assert_int_equal(match_solve(&result, &g->graph, NULL), C5_OK);
	heap.until_failure = until_failure;
	enum c5_status status =
		match_decompose(&structure, &g->graph, result.mate, err);
	if (status != C5_OK)
		assert_null(structure.class_of);
	for (uint32_t part = 0; status == C5_OK && part < structure.n_parts;
	     part++) {
		status = match_part_triangle(triangle, &g->graph, &structure,
					     part, err);
		if (status == C5_NO)
			status = C5_OK;
	}
	heap.until_failure = 0;
	match_structure_release(&structure);
	match_result_release(&result);
	return status;
}

static enum c5_status solve_told(const struct large_graph *g,
				 struct c5_error *err)
{
	struct told told = {.graph = &g->graph, .proposal = PROPOSE_SOME};
	size_t until_failure = heap.until_failure;
	struct match_structure structure;
	struct match_result result;

	heap.until_failure = 0;
	told_structure(&structure, &g->graph);
	heap.until_failure = until_failure;
	enum c5_status status = told_solve(&result, &told, &structure, err);
	heap.until_failure = 0;
	if (status != C5_OK)
		assert_null(result.mate);
	match_result_release(&result);
	match_structure_release(&structure);
	return status;
}

static enum c5_status decompose_told(const struct large_graph *g,
				     struct c5_error *err)
{
	struct told told = {.graph = &g->graph, .proposal = PROPOSE_SOME};
	struct match_structure structure;
	enum c5_status status = told_decompose(&structure, &told, err);

	if (status != C5_OK)
		assert_null(structure.class_of);
	match_structure_release(&structure);
	return status;
}

static void fail_all(const struct large_graph *g)
{
	assert_true(fail_each(solve, g) > 4);
	assert_true(fail_each(verify, g) > 0);
	assert_true(fail_each(decompose, g) > 0);
	assert_true(fail_each(solve_told, g) > 4);
	assert_true(fail_each(decompose_told, g) > 0);
}

static void test_random_graphs(void **test)
{
	uint64_t state = 1;

	(void)test;
	for (size_t i = 0; i < LARGE_KINDS; i++) {
		struct large_kind kind = large_kind(i);
		struct large_graph g;

		/* What match_decompose() takes has the most pairs. */
		if (kind.penalties == LARGE_SMALL)
			continue;
		large_draw(&g, 20 + (uint32_t)i % 2, kind, &state);
		fail_all(&g);
		large_release(&g);
	}
}

static void test_nests(void **test)
{
	uint64_t state = 2;
	struct large_graph g = {0};

	(void)test;
	nest_of_triangles(&g, 4, 1000, &state);
	fail_all(&g);
	large_release(&g);
	large_draw_pierced(&g, 9, &(struct ears){20, 6, 9, 1000}, &state);
	fail_all(&g);
	large_release(&g);
	large_draw_chain(&g, 3, &(struct ears){10, 2, 2, 1000}, &state);
	fail_all(&g);
	large_release(&g);
}

/* Volatile: compilers know malloc() and leave out calls without use. */
static void test_blocks_are_counted(void **test)
{
	size_t before = heap.n_live;
	void *volatile block = malloc(1);

	(void)test;
	assert_non_null(block);
	assert_int_equal(heap.n_live, before + 1);
	void *volatile grown = realloc(block, 100);
	assert_non_null(grown);
	assert_int_equal(heap.n_live, before + 1);
	free(grown);
	assert_int_equal(heap.n_live, before);
	heap.until_failure = 2;
	block = calloc(1, 1);
	assert_non_null(block);
	grown = malloc(1);
	bool failed = !grown;
	free(grown);
	assert_true(failed);
	assert_int_equal(heap.n_failed, 1);
	free(block);
	assert_int_equal(heap.n_live, before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_blocks_are_counted),
		cmocka_unit_test(test_random_graphs),
		cmocka_unit_test(test_nests),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
