/* match_verify(): what is true passes, whatever is spoilt is found. */
#include "prelude.h"

#include <string.h>

#include "match_brute.h"

/*
 * A ring of five nodes: the triangles 0 1 2 (cost 2) and 3 4 5 (cost 4) and the
 * vertices 6, 7 and 8, along edges of cost 20. Any vertex may be left out, so
 * every y is the penalty, and the blossoms 1 and 2, within 0, make all edges
 * tight but the last two. Certificate and matching were worked out by hand.
 */
static const struct match_edge ring[] = {
	{0, 1, 2},  {1, 2, 2},	{2, 0, 2},  {3, 4, 4},	{4, 5, 4},
	{5, 3, 4},  {2, 3, 20}, {5, 6, 20}, {6, 7, 20}, {7, 8, 20},
	{8, 0, 20}, {1, 6, 30}, {4, 8, 25},
};

enum { N = 9 };

/* A result whose arrays can be written to. */
struct certificate {
	struct small_graph g;
	struct match_result result;
	uint32_t mate[N];
	int64_t y[N];
	uint32_t inner[N];
	struct match_blossom blossoms[3];
};

static void make(struct certificate *c)
{
	*c = (struct certificate){
		.mate = {2, MATCH_NONE, 0, 4, 3, 6, 5, 8, 7},
		.inner = {1, 1, 1, 2, 2, 2, 0, 0, 0},
		.blossoms = {{MATCH_NONE, 3960}, {0, 36}, {0, 32}},
	};
	small_init(&c->g, N, 1000);
	for (size_t e = 0; e < sizeof(ring) / sizeof(*ring); e++)
		small_add(&c->g, ring[e].u, ring[e].v, ring[e].cost);
	c->g.penalty[6] = 1001;
	for (uint32_t v = 0; v < N; v++)
		c->y[v] = INT64_C(1000) * MATCH_TICKS;
	c->result = (struct match_result){
		.n = N,
		.mate = c->mate,
		.y = c->y,
		.inner = c->inner,
		.blossoms = c->blossoms,
		.n_blossoms = 3,
		.pairs = 4,
		.weight = 1000 + 2 + 4 + 20 + 20,
		.bound = 9 * 4000 - 3960 * 8 - 36 * 2 - 32 * 2,
		.optimal = true,
	};
}

/* The bound once more, so that nothing but the fault itself is wrong. */
static void sum_up(struct match_result *r)
{
	int64_t size[4] = {0};

	r->bound = 0;
	for (uint32_t v = 0; v < r->n; v++) {
		r->bound += r->y[v];
		for (uint32_t b = r->inner[v]; b != MATCH_NONE;
		     b = r->blossoms[b].parent)
			size[b]++;
	}
	for (uint32_t b = 0; b < r->n_blossoms; b++)
		r->bound -= (c5_int128)r->blossoms[b].z * (size[b] - 1);
	r->optimal = r->bound == r->weight * MATCH_TICKS;
}

static void spoil_size(struct match_result *r)
{
	r->n--;
}

static void spoil_mate_one_way(struct match_result *r)
{
	r->mate[0] = MATCH_NONE;
}

static void spoil_mate_of_two(struct match_result *r)
{
	r->mate[0] = 8;
}

static void spoil_mate_out_of_range(struct match_result *r)
{
	r->mate[0] = 9;
}

static void spoil_mate_itself(struct match_result *r)
{
	r->mate[0] = 0;
}

static void spoil_mate_without_edge(struct match_result *r)
{
	for (uint32_t v = 0; v < r->n; v++)
		r->mate[v] = MATCH_NONE;
	r->mate[0] = 4;
	r->mate[4] = 0;
}

static void spoil_inner(struct match_result *r)
{
	r->inner[3] = 3;
}

static void spoil_z_zero(struct match_result *r)
{
	r->blossoms[1].z = 0;
	sum_up(r);
}

static void spoil_z_negative(struct match_result *r)
{
	r->blossoms[2].z = -2;
	sum_up(r);
}

static void spoil_even(struct match_result *r)
{
	r->inner[0] = 0;
	sum_up(r);
}

static void spoil_single(struct match_result *r)
{
	r->inner[0] = r->inner[1] = 0;
	sum_up(r);
}

static void spoil_empty(struct match_result *r)
{
	r->inner[0] = r->inner[1] = r->inner[2] = 0;
}

/* Crossing sets cannot be written down: one vertex in 1 and in 2 is in one. */
static void spoil_crossing(struct match_result *r)
{
	r->inner[2] = 2;
	sum_up(r);
}

static void spoil_parent_later(struct match_result *r)
{
	r->blossoms[1].parent = 2;
}

static void spoil_parent_itself(struct match_result *r)
{
	r->blossoms[1].parent = 1;
}

static void spoil_parent_none_such(struct match_result *r)
{
	r->blossoms[2].parent = 77;
}

/* Blossom 2 around 1 and nothing else: the same set twice. */
static void spoil_parent_no_larger(struct match_result *r)
{
	for (uint32_t v = 3; v < 6; v++)
		r->inner[v] = 0;
	r->blossoms[2].parent = 1;
	for (uint32_t v = 0; v < 3; v++)
		r->inner[v] = 2;
	sum_up(r);
}

static void spoil_y_over_penalty(struct match_result *r)
{
	r->y[7] = INT64_C(1000) * MATCH_TICKS + 1;
	sum_up(r);
}

static void spoil_y_over_cost(struct match_result *r)
{
	r->y[6]++;
	sum_up(r);
}

static void spoil_y_huge(struct match_result *r)
{
	r->y[0] = INT64_MAX;
	sum_up(r);
}

/* Less z inside: the edges of triangle 3 4 5 cost less than the duals say. */
static void spoil_z_too_small(struct match_result *r)
{
	r->blossoms[2].z--;
	sum_up(r);
}

static void spoil_pairs(struct match_result *r)
{
	r->pairs++;
}

static void spoil_weight(struct match_result *r)
{
	r->weight--;
	sum_up(r);
}

static void spoil_bound(struct match_result *r)
{
	r->bound++;
	r->optimal = false;
}

static void spoil_optimal(struct match_result *r)
{
	r->optimal = false;
}

struct spoiler {
	void (*spoil)(struct match_result *r);
	const char *text; /* in what it says */
};

static const struct spoiler spoilers[] = {
	{spoil_size, "the result is of 8 vertices, the graph of 9"},
	{spoil_mate_one_way, "vertex 2: mate 0 is not its own"},
	{spoil_mate_of_two, "vertex 0: mate 8 is not its own"},
	{spoil_mate_out_of_range, "vertex 0: mate 9 is not its own"},
	{spoil_mate_itself, "vertex 0: mate 0 is not its own"},
	{spoil_mate_without_edge, "vertex 0: no edge to its mate 4"},
	{spoil_inner, "vertex 3: no blossom 3"},
	{spoil_z_zero, "blossom 1: z is not positive"},
	{spoil_z_negative, "blossom 2: z is not positive"},
	{spoil_even, "blossom 1: of 2 vertices"},
	{spoil_single, "blossom 1: of 1 vertices"},
	{spoil_empty, "blossom 1: of 0 vertices"},
	{spoil_crossing, "blossom 1: of 2 vertices"},
	{spoil_parent_later, "blossom 1: its parent does not come before it"},
	{spoil_parent_itself, "blossom 1: its parent does not come before it"},
	{spoil_parent_none_such, "blossom 2: its parent does not come before"},
	{spoil_parent_no_larger, "blossom 2: its parent is no larger"},
	{spoil_y_over_penalty, "vertex 7: y is over the penalty"},
	{spoil_y_over_cost, "edge 7: y of its ends is over the cost"},
	{spoil_y_huge, "vertex 0: y is over the penalty"},
	{spoil_z_too_small, "edge 3: y of its ends is over the cost"},
	{spoil_pairs, "the pairs are 4, not 5"},
	{spoil_weight, "the weight is not that of the pairs"},
	{spoil_bound, "the bound is not that of the duals"},
	{spoil_optimal, "optimal is not what bound and weight say"},
};

static void test_passes_the_certificate(void **test)
{
	struct certificate c;
	struct c5_error err;

	(void)test;
	make(&c);
	if (match_verify(&c.g.graph, &c.result, &err) != C5_OK)
		fail_msg("%s", err.text);
}

static void test_finds_every_fault(void **test)
{
	(void)test;
	for (size_t i = 0; i < sizeof(spoilers) / sizeof(*spoilers); i++) {
		struct certificate c;
		struct c5_error err = {0};
		enum c5_status status;

		make(&c);
		spoilers[i].spoil(&c.result);
		status = match_verify(&c.g.graph, &c.result, &err);
		if (status != C5_NO || !strstr(err.text, spoilers[i].text))
			fail_msg("\"%s\" instead of \"%s\"", err.text,
				 spoilers[i].text);
		assert_int_equal(match_verify(&c.g.graph, &c.result, NULL),
				 C5_NO);
	}
}

/* Worse, but no fault: the duals lowered, or another matching. */
static void test_passes_what_is_not_optimal(void **test)
{
	struct certificate c;

	(void)test;
	make(&c);
	c.y[6] -= 5;
	sum_up(&c.result);
	assert_false(c.result.optimal);
	assert_int_equal(match_verify(&c.g.graph, &c.result, NULL), C5_OK);
	for (uint32_t v = 0; v < N; v++)
		c.mate[v] = MATCH_NONE;
	c.result.pairs = 0;
	c.result.weight = 9001;
	assert_int_equal(match_verify(&c.g.graph, &c.result, NULL), C5_OK);
}

/* No duals to speak of are a proof as well, if of little. */
static void test_passes_without_blossoms(void **test)
{
	struct certificate c;

	(void)test;
	make(&c);
	for (uint32_t v = 0; v < N; v++) {
		c.y[v] = 0;
		c.inner[v] = MATCH_NONE;
	}
	c.result.n_blossoms = 0;
	sum_up(&c.result);
	assert_true(c.result.bound == 0);
	assert_int_equal(match_verify(&c.g.graph, &c.result, NULL), C5_OK);
}

/* An edge more, or a cost or penalty less, proves the same result wrong. */
static void test_reads_the_graph_again(void **test)
{
	struct certificate c;

	(void)test;
	make(&c);
	small_add(&c.g, 6, 7, 19);
	assert_int_equal(match_verify(&c.g.graph, &c.result, NULL), C5_NO);
	c.g.graph.m--;
	assert_int_equal(match_verify(&c.g.graph, &c.result, NULL), C5_OK);
	/* Of two edges between a pair the cheaper is paid. */
	small_add(&c.g, 7, 8, 21);
	assert_int_equal(match_verify(&c.g.graph, &c.result, NULL), C5_OK);
	c.g.penalty[0] = 10;
	assert_int_equal(match_verify(&c.g.graph, &c.result, NULL), C5_NO);
}

static void test_refuses_what_is_no_graph(void **test)
{
	static const struct match_edge wrong[] = {
		{0, 9, 1},	   {9, 0, 1},
		{3, 3, 1},	   {0, 1, MATCH_LIMIT + 1},
		{0, 1, INT64_MIN},
	};
	struct certificate c;

	(void)test;
	make(&c);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		small_add(&c.g, wrong[i].u, wrong[i].v, wrong[i].cost);
		assert_int_equal(match_verify(&c.g.graph, &c.result, NULL),
				 C5_DATA);
		c.g.graph.m--;
	}
	c.g.penalty[4] = MATCH_LIMIT + 1;
	assert_int_equal(match_verify(&c.g.graph, &c.result, NULL), C5_DATA);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_passes_the_certificate),
		cmocka_unit_test(test_finds_every_fault),
		cmocka_unit_test(test_passes_what_is_not_optimal),
		cmocka_unit_test(test_passes_without_blossoms),
		cmocka_unit_test(test_reads_the_graph_again),
		cmocka_unit_test(test_refuses_what_is_no_graph),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
