/*
 * lemon_agrees [GRAPHS]: solves GRAPHS (10000) random graphs of 1 to 60
 * vertices, and some of hundreds, of all the kinds of match_graphs.h, by
 * match_solve() and by LEMON. Exits with 1 where they do not agree, or where
 * the result does not prove itself.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "connect5/random.h"
#include "lemon.h"
#include "../unit/match_graphs.h"

static bool is_solved(const struct match_graph *graph)
{
	struct match_result result;
	struct c5_error err;
	bool agrees = false;

	if (match_solve(&result, graph, &err) != C5_OK ||
	    match_verify(graph, &result, &err) != C5_OK)
		printf("%s\n", err.text);
	else if (!result.optimal)
		printf("not optimal\n");
	else if (result.weight != lemon_weight(graph))
		printf("weight %" PRId64 ", LEMON says %" PRId64 "\n",
		       (int64_t)result.weight, lemon_weight(graph));
	else
		agrees = true;
	match_result_release(&result);
	return agrees;
}

/* Graph `index` of a size drawn between two: of each kind in turn. */
static bool agree_on(size_t index, uint32_t least, uint32_t most)
{
	struct large_kind kind = large_kind(index);
	uint64_t state = index;
	struct large_graph g;
	uint32_t n = least + (uint32_t)random_below(&state, most - least + 1);

	large_draw(&g, n, kind, &state);
	bool agrees = is_solved(&g.graph);
	if (!agrees)
		printf("graph %zu of %" PRIu32 " vertices: shape %d, costs %d, "
		       "penalties %d\n",
		       index, n, (int)kind.shape, (int)kind.costs,
		       (int)kind.penalties);
	large_release(&g);
	return agrees;
}

static bool agree_on_all(size_t count, uint32_t least, uint32_t most)
{
	for (size_t i = 0; i < count; i++)
		if (!agree_on(i, least, most))
			return false;
	printf("%zu graphs of %" PRIu32 " to %" PRIu32
	       " vertices: LEMON agrees on all\n",
	       count, least, most);
	return true;
}

int main(int argc, char **argv)
{
	char *end = "";
	size_t count = argc == 2 ? strtoul(argv[1], &end, 10) : 10000;

	if (argc > 2 || *end) {
		fprintf(stderr, "usage: lemon_agrees [GRAPHS]\n");
		return C5_USAGE;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	return agree_on_all(count, 1, 60) &&
			       agree_on_all(2 * (size_t)LARGE_KINDS, 200,
					    301) &&
			       agree_on_all(LARGE_KINDS, 1000, 1000)
		       ? C5_OK
		       : C5_NO;
}
