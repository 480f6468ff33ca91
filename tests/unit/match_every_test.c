/*
 * match_solve() on every graph of up to six vertices whose edges cost 0 to 3,
 * one of each class of isomorphic graphs, against plain enumeration.
 *
 * Of the 43571400 classes of six vertices all are solved with the argument
 * "all" (some minutes); without it, those that grow from every 45th class of
 * five, together with all smaller graphs more than a million.
 */
#include "prelude.h"

#include <string.h>

#include "match_brute.h"

enum { N = 6, N_EDGES = N * (N - 1) / 2, N_VALUES = 5, SAMPLE = 45 };

/*
 * A graph as one digit an edge, in the order of small_add_bits(): 0 for none,
 * otherwise its cost + 1. Of isomorphic graphs the one whose digits come first
 * in lexicographic order is canonical; take its last vertex away, and what is
 * left is canonical as well.
 */
struct digits {
	uint32_t n;
	uint8_t of[N_EDGES];
};

static uint8_t digit(const struct digits *d, uint32_t u, uint32_t v)
{
	return u < v ? d->of[v * (v - 1) / 2 + u] : d->of[u * (u - 1) / 2 + v];
}

/* How the row of vertex v compares if vertices are renamed by name[]. */
static int compare_row(const struct digits *d, const uint32_t *name, uint32_t v)
{
	for (uint32_t u = 0; u < v; u++) {
		int by = digit(d, name[u], name[v]) - digit(d, u, v);

		if (by != 0)
			return by;
	}
	return 0;
}

/* Tries all names in order, leaving a prefix as soon as it is no smaller. */
static bool is_canonical(const struct digits *d)
{
	uint32_t name[N] = {0}, v = 0;
	bool taken[N] = {false};

	while (v < d->n) {
		if (name[v] == d->n) {
			if (v == 0)
				break;
			name[v--] = 0;
			taken[name[v]++] = false;
			continue;
		}
		int by = taken[name[v]] ? 1 : compare_row(d, name, v);
		if (by < 0)
			return false;
		if (by > 0 || v + 1 == d->n) {
			name[v]++;
			continue;
		}
		taken[name[v++]] = true;
	}
	return true;
}

static const int64_t patterns[][N] = {
	{0, 0, 0, 0, 0, 0}, {1, 1, 1, 1, 1, 1},	  {2, 2, 2, 2, 2, 2},
	{0, 1, 2, 3, 0, 1}, {3, 3, 0, 0, 1, 2},	  {-1, 2, -2, 1, 0, 4},
	{2, 1, 1, 0, 3, 2}, {-1, -1, 3, 3, 3, 3}, {5, 0, 5, 0, 5, 0},
	{1, 2, 1, 2, 1, 2}, {4, 3, 2, 1, 0, -1},
};
enum { N_PATTERNS = sizeof(patterns) / sizeof(*patterns) };

/* More than the costs of all pairs that there may be. */
enum { DOMINATING = 1000 };

static size_t n_solved;
static size_t step = SAMPLE;

static void solve_and_compare(const struct match_graph *graph)
{
	struct match_result result;
	struct c5_error err;

	if (match_solve(&result, graph, &err) != C5_OK ||
	    match_verify(graph, &result, &err) != C5_OK)
		fail_msg("graph %zu: %s", n_solved, err.text);
	if (!result.optimal || result.weight != brute_weight(graph))
		fail_msg("graph %zu: not the optimum", n_solved);
	match_result_release(&result);
}

/*
 * With penalties of the size of the costs, of another pattern each time, and
 * with penalties that ask for the most pairs.
 */
static void solve_twice(const struct digits *d)
{
	struct small_graph g;

	small_init(&g, d->n, DOMINATING);
	for (uint32_t v = 1; v < d->n; v++)
		for (uint32_t u = 0; u < v; u++)
			if (digit(d, u, v) > 0)
				small_add(&g, u, v, digit(d, u, v) - 1);
	solve_and_compare(&g.graph);
	memcpy(g.penalty, patterns[n_solved % N_PATTERNS],
	       d->n * sizeof(*g.penalty));
	solve_and_compare(&g.graph);
	n_solved++;
}

/* Counts up the digits from `first` on; false after the last. */
static bool next_digits(struct digits *d, uint32_t first)
{
	for (uint32_t e = d->n * (d->n - 1) / 2; e-- > first;) {
		if (++d->of[e] < N_VALUES)
			return true;
		d->of[e] = 0;
	}
	return false;
}

/* Solves each class that grows from a canonical graph by one vertex. */
static size_t solve_grown(const struct digits *from)
{
	struct digits d = *from;
	uint32_t first = d.n * (d.n - (d.n > 0)) / 2;
	size_t count = 0;

	d.n++;
	do {
		if (!is_canonical(&d))
			continue;
		count++;
		solve_twice(&d);
	} while (next_digits(&d, first));
	return count;
}

static void test_every_graph_up_to_5(void **test)
{
	static const size_t classes[] = {1, 1, 5, 35, 900, 90005};

	(void)test;
	solve_twice(&(struct digits){.n = 0});
	for (uint32_t n = 1; n < N; n++) {
		struct digits smaller = {.n = n - 1};
		size_t count = 0;

		do
			if (is_canonical(&smaller))
				count += solve_grown(&smaller);
		while (next_digits(&smaller, 0));
		assert_int_equal(count, classes[n]);
	}
}

static void test_graphs_of_6(void **test)
{
	struct digits smaller = {.n = N - 1};
	size_t index = 0, count = 0;

	(void)test;
	do
		if (is_canonical(&smaller) && index++ % step == 0)
			count += solve_grown(&smaller);
	while (next_digits(&smaller, 0));
	print_message("%zu classes of %d vertices, %zu graphs in all\n", count,
		      N, n_solved);
	if (step == 1)
		assert_int_equal(count, 43571400);
	assert_true(n_solved > 1000000);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_graph_up_to_5),
		cmocka_unit_test(test_graphs_of_6),
	};

	if (argc == 2 && strcmp(argv[1], "all") == 0)
		step = 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
