/*
 * The family of blossoms as heavy paths (Sleator and Tarjan 1983; Harel and
 * Tarjan 1984): each blossom goes on into the largest of those within it, by
 * the number of blossoms, so that from anywhere few paths lead outwards. Part
 * of the verifier: shares nothing with the solver.
 */
#include "connect5/match.h"

#include <stdlib.h>

/* The blossoms within each, itself among them. */
static void count_within(const struct match_result *result, uint32_t *within)
{
	for (uint32_t b = result->n_blossoms; b-- > 0;) {
		uint32_t parent = result->blossoms[b].parent;

		within[b]++;
		if (parent != MATCH_NONE)
			within[parent] += within[b];
	}
}

/* The outermost blossom of every path. */
static void find_heads(const struct match_result *result,
		       const uint32_t *within, uint32_t *heavy, uint32_t *head)
{
	for (uint32_t b = 0; b < result->n_blossoms; b++)
		heavy[b] = MATCH_NONE;
	for (uint32_t b = 0; b < result->n_blossoms; b++) {
		uint32_t parent = result->blossoms[b].parent;

		if (parent != MATCH_NONE && (heavy[parent] == MATCH_NONE ||
					     within[b] > within[heavy[parent]]))
			heavy[parent] = b;
	}
	for (uint32_t b = 0; b < result->n_blossoms; b++) {
		uint32_t parent = result->blossoms[b].parent;
		bool goes_on = parent != MATCH_NONE && heavy[parent] == b;

		head[b] = goes_on ? head[parent] : b;
	}
}

static void add_up(const struct match_result *result, c5_int128 *total)
{
	for (uint32_t b = 0; b < result->n_blossoms; b++) {
		uint32_t parent = result->blossoms[b].parent;

		total[b] = result->blossoms[b].z;
		if (parent != MATCH_NONE)
			total[b] += total[parent];
	}
}

enum c5_status match_nest_make(struct match_nest *out,
			       const struct match_result *result,
			       struct c5_error *err)
{
	size_t count = result->n_blossoms;
	uint32_t *within = memory_new(count, sizeof(*within));
	uint32_t *heavy = memory_new(count, sizeof(*heavy));
	bool ok;

	*out = (struct match_nest){.result = result};
	out->head = memory_new(count, sizeof(*out->head));
	out->total = memory_new(count, sizeof(*out->total));
	ok = within && heavy && out->head && out->total;
	if (ok) {
		count_within(result, within);
		find_heads(result, within, heavy, out->head);
		add_up(result, out->total);
	} else {
		match_nest_release(out);
	}
	free(within);
	free(heavy);
	return ok ? C5_OK : error_memory(err);
}

void match_nest_release(struct match_nest *nest)
{
	free(nest->head);
	free(nest->total);
	*nest = (struct match_nest){.head = NULL};
}

/*
 * A parent comes before its children. Of two paths the one whose head has the
 * larger number therefore does not hold the blossom around both: had it that
 * one, the other path would begin within it, and later.
 */
c5_int128 match_nest_common(const struct match_nest *nest, uint32_t u,
			    uint32_t v)
{
	const struct match_blossom *blossoms = nest->result->blossoms;
	uint32_t a = nest->result->inner[u], b = nest->result->inner[v];

	while (a != MATCH_NONE && b != MATCH_NONE &&
	       nest->head[a] != nest->head[b]) {
		if (nest->head[a] > nest->head[b])
			a = blossoms[nest->head[a]].parent;
		else
			b = blossoms[nest->head[b]].parent;
	}
	if (a == MATCH_NONE || b == MATCH_NONE)
		return 0;
	return nest->total[a < b ? a : b];
}
