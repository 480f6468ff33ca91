#include "match/solver.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Work space: by node, and a stack of nodes. */
struct numbering {
	bool *known;
	uint32_t *number; /* of the smallest blossom with z > 0 around or at */
	uint32_t *stack;
};

/*
 * Numbers the blossoms around a vertex, the outermost first, as far as they
 * are not known. Those with z = 0 inside of others prove nothing: they take
 * the number of the one around them.
 */
static void number_around(struct match_result *out, const struct solver *s,
			  struct numbering *work, uint32_t v)
{
	uint32_t top = 0, around = MATCH_NONE;

	for (uint32_t at = v; at != MATCH_NONE; at = s->nodes[at].parent) {
		if (work->known[at]) {
			around = work->number[at];
			break;
		}
		work->stack[top++] = at;
	}
	while (top > 0) {
		uint32_t at = work->stack[--top];
		int64_t z = s->nodes[at].z;

		if (z > 0) {
			out->blossoms[out->n_blossoms] =
				(struct match_blossom){around, z};
			around = out->n_blossoms++;
		}
		work->known[at] = true;
		work->number[at] = around;
	}
	out->inner[v] = around;
}

static bool number_blossoms(struct match_result *out, const struct solver *s)
{
	size_t n_nodes = (size_t)s->n + s->n / 2;
	struct numbering work = {
		.known = memory_new(n_nodes, sizeof(*work.known)),
		.number = memory_new(n_nodes, sizeof(*work.number)),
		.stack = memory_new(n_nodes, sizeof(*work.stack)),
	};
	bool complete = work.known && work.number && work.stack;

	for (uint32_t v = 0; complete && v < s->n; v++)
		number_around(out, s, &work, v);
	free(work.known);
	free(work.number);
	free(work.stack);
	return complete;
}

/* Sum of y - sum of z * (|B| - 1); false: no memory. */
static bool sum_bound(struct match_result *out)
{
	uint32_t *size = memory_new(out->n_blossoms, sizeof(*size));

	if (!size)
		return false;
	for (uint32_t v = 0; v < out->n; v++) {
		out->bound += out->y[v];
		if (out->inner[v] != MATCH_NONE)
			size[out->inner[v]]++;
	}
	for (uint32_t b = out->n_blossoms; b-- > 0;) {
		const struct match_blossom *blossom = &out->blossoms[b];

		out->bound -= (c5_int128)blossom->z * (size[b] - 1);
		if (blossom->parent != MATCH_NONE)
			size[blossom->parent] += size[b];
	}
	free(size);
	return true;
}

/* Mates the cycle around a child; its blossoms are put on the stack. */
static uint32_t mate_cycle(struct solver *s, uint32_t stay, uint32_t *stack,
			   uint32_t top)
{
	solver_mate_ring(s, stay);
	for (uint32_t child = s->nodes[stay].next; child != stay;
	     child = s->nodes[child].next)
		if (solver_is_blossom(s, child))
			stack[top++] = child;
	return top;
}

/*
 * Mates inside of blossoms, from the outermost inwards. All blossoms on the way
 * up from a base have the same base; the other children of their cycles are
 * mated two and two, and wait on a stack for the same to be done to them.
 */
static bool mate_inside(struct solver *s)
{
	uint32_t *stack = memory_new(s->n / 2, sizeof(*stack)), top = 0;

	for (uint32_t v = 0; stack && v < s->n; v++) {
		uint32_t node = solver_outer(s, v);

		/* Once for each outermost blossom. */
		if (!solver_is_blossom(s, node) || s->nodes[node].first != v)
			continue;
		stack[top++] = node;
		while (top > 0) {
			uint32_t blossom = stack[--top];
			uint32_t at = s->nodes[blossom].base;

			for (; at != blossom; at = s->nodes[at].parent)
				top = mate_cycle(s, at, stack, top);
		}
	}
	free(stack);
	return stack;
}

static void sum_weight(struct match_result *out, const struct solver *s)
{
	c5_int128 ticks = 0;

	for (uint32_t v = 0; v < s->n; v++) {
		uint32_t mate = out->mate[v];

		if (mate == MATCH_NONE) {
			ticks += s->limit[v];
		} else if (v < mate) {
			ticks += adjacency_find(&s->graph, v, mate)->cost;
			out->pairs++;
		}
	}
	out->weight = ticks / MATCH_TICKS;
}

static bool take_arrays(struct match_result *out, uint32_t n)
{
	out->n = n;
	out->mate = memory_new(n, sizeof(*out->mate));
	out->y = memory_new(n, sizeof(*out->y));
	out->inner = memory_new(n, sizeof(*out->inner));
	out->blossoms = memory_new(n / 2, sizeof(*out->blossoms));
	return out->mate && out->y && out->inner && out->blossoms;
}

enum c5_status solver_result(struct match_result *out, struct solver *s,
			     struct c5_error *err)
{
	bool complete = take_arrays(out, s->n) && mate_inside(s);

	if (complete) {
		memcpy(out->mate, s->mate, s->n * sizeof(*out->mate));
		for (uint32_t v = 0; v < s->n; v++)
			out->y[v] = solver_y(s, v);
		complete = number_blossoms(out, s) && sum_bound(out);
	}
	if (!complete) {
		match_result_release(out);
		return error_memory(err);
	}
	out->relief = s->relief / MATCH_TICKS;
	sum_weight(out, s);
	out->optimal = out->bound == out->weight * MATCH_TICKS;
	assert(out->optimal || s->stalled);
	return C5_OK;
}

void match_result_release(struct match_result *result)
{
	free(result->mate);
	free(result->y);
	free(result->inner);
	free(result->blossoms);
	*result = (struct match_result){0};
}
