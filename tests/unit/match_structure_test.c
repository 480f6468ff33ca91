/*
 * match_decompose() and match_part_triangle() against enumeration, and the
 * theorem that they serve: how many can be placed in pairs and trios.
 */
#include "prelude.h"

#include <stdlib.h>

#include "connect5/random.h"
#include "match_brute.h"

/* A graph with its structure, and with what enumeration says. */
struct probe {
	struct small_graph g;
	struct match_result result;
	struct match_structure structure;
	struct brute brute;
};

static struct probe probe;

/* Solves for the most pairs; `g` has been filled. */
static void probe_init(struct probe *p)
{
	struct c5_error err;

	for (uint32_t v = 0; v < p->g.graph.n; v++)
		p->g.penalty[v] = 1;
	assert_int_equal(match_solve(&p->result, &p->g.graph, &err), C5_OK);
	if (match_decompose(&p->structure, &p->g.graph, p->result.mate, &err))
		fail_msg("%s", err.text);
	brute_init(&p->brute, &p->g.graph);
}

static void probe_release(struct probe *p)
{
	match_structure_release(&p->structure);
	match_result_release(&p->result);
}

/* The vertices of a part, as a set. */
static uint32_t part_set(const struct probe *p, uint32_t part)
{
	uint32_t set = 0;

	for (uint32_t v = 0; v < p->structure.n; v++)
		if (p->structure.part[v] == part)
			set |= UINT32_C(1) << v;
	return set;
}

static uint32_t class_set(const struct probe *p, enum match_class class)
{
	uint32_t set = 0;

	for (uint32_t v = 0; v < p->structure.n; v++)
		if (p->structure.class_of[v] == class)
			set |= UINT32_C(1) << v;
	return set;
}

static void check_classes(const struct probe *p)
{
	uint32_t n = p->structure.n, all = (UINT32_C(1) << n) - 1;
	uint32_t n_a = 0;

	assert_int_equal(n, p->g.graph.n);
	for (uint32_t v = 0; v < n; v++) {
		assert_int_equal(p->structure.class_of[v],
				 brute_class(&p->brute, v));
		n_a += p->structure.class_of[v] == MATCH_A;
	}
	assert_int_equal(n - 2u * p->brute.pairs[all],
			 p->structure.n_parts - n_a);
}

static void check_parts(const struct probe *p)
{
	uint32_t d = class_set(p, MATCH_D), next = 0;

	for (uint32_t v = 0; v < p->structure.n; v++) {
		uint32_t part = p->structure.part[v];

		if (!(d >> v & 1)) {
			assert_int_equal(part, MATCH_NONE);
			continue;
		}
		assert_int_equal(part_set(p, part),
				 brute_component(&p->brute, d, v));
		assert_true(part <= next);
		next += part == next;
	}
	assert_int_equal(next, p->structure.n_parts);
}

/* Is it bad: can it not be placed without help? Holds to enumeration as well.
 */
static bool check_triangle(const struct probe *p, uint32_t part)
{
	uint32_t found[3], expected[3];
	struct c5_error err;
	enum c5_status status = match_part_triangle(found, &p->g.graph,
						    &p->structure, part, &err);
	bool exists = brute_triangle(&p->brute, part_set(p, part), expected);

	assert_int_equal(status, exists ? C5_OK : C5_NO);
	if (exists)
		assert_memory_equal(found, expected, sizeof(found));
	return !exists;
}

/* A vertex of A, and the parts that it may take, `is_bad` being a set. */
static uint32_t bad_parts_near(const struct probe *p, uint32_t is_bad,
			       uint32_t a)
{
	uint32_t parts = 0;

	for (uint32_t v = 0; v < p->structure.n; v++) {
		uint32_t part = p->structure.part[v];

		if (p->brute.near[a] >> v & 1 && part != MATCH_NONE)
			parts |= UINT32_C(1) << part;
	}
	return parts & is_bad;
}

/* The most bad parts that A can be matched into, set of parts by set. */
static uint32_t most_saved(const struct probe *p, uint32_t is_bad)
{
	uint32_t n_sets = UINT32_C(1) << p->structure.n_parts;
	bool *is_possible = calloc(n_sets, sizeof(*is_possible));
	uint32_t most = 0, a_set = class_set(p, MATCH_A);

	assert_non_null(is_possible);
	is_possible[0] = true;
	for (uint32_t a = 0; a < p->structure.n; a++) {
		if (!(a_set >> a & 1))
			continue;
		uint32_t near = bad_parts_near(p, is_bad, a);
		for (uint32_t set = n_sets; set-- > 0;)
			for (uint32_t i = 0; i < p->structure.n_parts; i++)
				if (is_possible[set] && near >> i & 1)
					is_possible[set | UINT32_C(1) << i] =
						true;
	}
	for (uint32_t set = 0; set < n_sets; set++)
		if (is_possible[set] &&
		    (uint32_t)__builtin_popcount(set) > most)
			most = (uint32_t)__builtin_popcount(set);
	free(is_possible);
	return most;
}

/*
 * Cornuejols, Hartvigsen and Pulleyblank: pairs and triangles together cover
 * all but the bad parts that A cannot save.
 */
static void check_theorem(const struct probe *p)
{
	uint32_t n = p->structure.n, all = (UINT32_C(1) << n) - 1;
	uint32_t is_bad = 0;

	for (uint32_t part = 0; part < p->structure.n_parts; part++)
		if (check_triangle(p, part))
			is_bad |= UINT32_C(1) << part;
	uint32_t n_bad = (uint32_t)__builtin_popcount(is_bad);
	assert_int_equal(p->brute.cover[all],
			 n - (n_bad - most_saved(p, is_bad)));
}

static void check_all(struct probe *p)
{
	probe_init(p);
	check_classes(p);
	check_parts(p);
	check_theorem(p);
	probe_release(p);
}

static void test_every_graph_up_to_5(void **test)
{
	(void)test;
	for (uint32_t n = 0; n <= 5; n++) {
		uint64_t all = UINT64_C(1) << (n > 0 ? n * (n - 1) / 2 : 0);

		for (uint64_t bits = 0; bits < all; bits++) {
			small_init(&probe.g, n, 0);
			small_add_bits(&probe.g, bits);
			check_all(&probe);
		}
	}
}

static void test_every_class_of_6_and_7(void **test)
{
	static uint64_t classes[BRUTE_CLASSES];

	(void)test;
	for (uint32_t n = 6; n <= 7; n++) {
		size_t count = brute_classes(n, classes);

		for (size_t i = 0; i < count; i++) {
			small_init(&probe.g, n, 0);
			small_add_bits(&probe.g, classes[i]);
			check_all(&probe);
		}
	}
}

static void test_random_graphs_up_to_10(void **test)
{
	static const uint64_t percents[] = {10, 18, 25, 35, 50, 79};
	uint64_t state = 10;

	(void)test;
	for (uint32_t round = 0; round < 600; round++) {
		small_init(&probe.g, 8 + round % 3, 0);
		small_add_random(&probe.g, percents[round % 6], &state);
		check_all(&probe);
	}
}

/* Cacti of odd cycles: factor-critical, with few triangles that help. */
static void test_chains_of_odd_cycles(void **test)
{
	uint64_t state = 3;

	(void)test;
	for (uint32_t round = 0; round < 600; round++) {
		uint32_t n = 1, end = 11 - 2 * (round % 2);

		small_init(&probe.g, end, 0);
		while (n < end) {
			uint32_t hook = (uint32_t)random_below(&state, n);
			uint32_t more =
				n + 4 <= end && random_below(&state, 2) ? 4 : 2;

			small_add(&probe.g, hook, n, 0);
			for (uint32_t i = 1; i < more; i++, n++)
				small_add(&probe.g, n, n + 1, 0);
			small_add(&probe.g, n++, hook, 0);
		}
		check_all(&probe);
	}
}

struct refused {
	const char *text;
	uint32_t mate[4];
	enum c5_status status;
	struct match_edge edge; /* the third */
};

static void test_decompose_refuses(void **test)
{
	static const uint32_t none = MATCH_NONE;
	const struct refused refused[] = {
		{"the matching could be larger",
		 {none, none, none, none},
		 C5_NO,
		 {2, 3, 0}},
		{"the matching could be larger",
		 {none, 2, 1, none},
		 C5_NO,
		 {2, 3, 0}},
		{"vertex 0: not matched to 1 along an edge",
		 {1, 2, 1, none},
		 C5_NO,
		 {2, 3, 0}},
		{"vertex 0: not matched to 2 along an edge",
		 {2, none, 0, none},
		 C5_NO,
		 {2, 3, 0}},
		{"vertex 3: not matched to 9 along an edge",
		 {1, 0, none, 9},
		 C5_NO,
		 {2, 3, 0}},
		{"vertex 2: not matched to 2 along an edge",
		 {1, 0, 2, none},
		 C5_NO,
		 {2, 3, 0}},
		{"edge 2: no vertex 4 among 4",
		 {1, 0, 3, 2},
		 C5_DATA,
		 {2, 4, 0}},
		{"edge 2: from vertex 2 to itself",
		 {1, 0, 3, 2},
		 C5_DATA,
		 {2, 2, 0}},
	};

	(void)test;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		struct small_graph g;
		struct match_structure structure;
		struct c5_error err;

		small_init(&g, 4, 0);
		small_add(&g, 0, 1, 0);
		small_add(&g, 1, 2, 0);
		g.edges[g.graph.m++] = refused[i].edge;
		assert_int_equal(match_decompose(&structure, &g.graph,
						 refused[i].mate, &err),
				 refused[i].status);
		assert_string_equal(err.text, refused[i].text);
		assert_null(structure.class_of);
		match_structure_release(&structure);
	}
}

/* Costs and penalties of any size, or none at all, are not looked at. */
static void test_decompose_reads_no_costs(void **test)
{
	const struct match_edge edges[] = {{0, 1, INT64_MIN},
					   {1, 2, INT64_MAX}};
	const struct match_graph graph = {.n = 3, .m = 2, .edges = edges};
	const uint32_t mate[] = {1, 0, MATCH_NONE};
	struct match_structure structure;

	(void)test;
	assert_int_equal(match_decompose(&structure, &graph, mate, NULL),
			 C5_OK);
	assert_int_equal(structure.class_of[0], MATCH_D);
	assert_int_equal(structure.class_of[1], MATCH_A);
	assert_int_equal(structure.class_of[2], MATCH_D);
	assert_int_equal(structure.n_parts, 2);
	match_structure_release(&structure);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_graph_up_to_5),
		cmocka_unit_test(test_every_class_of_6_and_7),
		cmocka_unit_test(test_random_graphs_up_to_10),
		cmocka_unit_test(test_chains_of_odd_cycles),
		cmocka_unit_test(test_decompose_refuses),
		cmocka_unit_test(test_decompose_reads_no_costs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
