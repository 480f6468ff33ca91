#include "match_brute.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/random.h"

void small_init(struct small_graph *g, uint32_t n, int64_t penalty)
{
	assert(n <= SMALL_N);
	g->graph = (struct match_graph){
		.n = n, .edges = g->edges, .penalty = g->penalty};
	for (uint32_t v = 0; v < n; v++)
		g->penalty[v] = penalty;
}

void small_add(struct small_graph *g, uint32_t u, uint32_t v, int64_t cost)
{
	assert(g->graph.m < SMALL_M);
	g->edges[g->graph.m++] = (struct match_edge){u, v, cost};
}

void small_add_bits(struct small_graph *g, uint64_t bits)
{
	uint32_t i = 0;

	for (uint32_t v = 1; v < g->graph.n; v++)
		for (uint32_t u = 0; u < v; u++)
			if (bits >> i++ & 1)
				small_add(g, u, v, 0);
}

void small_add_random(struct small_graph *g, uint64_t percent, uint64_t *state)
{
	for (uint32_t v = 1; v < g->graph.n; v++)
		for (uint32_t u = 0; u < v; u++)
			if (random_below(state, 100) < percent)
				small_add(g, u, v, 0);
}

static uint32_t renamed(uint32_t v, uint32_t i)
{
	return v == i ? i + 1 : v == i + 1 ? i : v;
}

/* The bit of the edge between two vertices. */
static uint64_t edge_bit(uint32_t a, uint32_t b)
{
	uint32_t high = a > b ? a : b, low = a > b ? b : a;

	return UINT64_C(1) << (high * (high - 1) / 2 + low);
}

/* The graph with the names of vertices i and i + 1 exchanged. */
static uint64_t exchange(uint64_t bits, uint32_t n, uint32_t i)
{
	uint64_t out = 0;

	for (uint32_t v = 1; v < n; v++)
		for (uint32_t u = 0; u < v; u++)
			if (bits & edge_bit(u, v))
				out |= edge_bit(renamed(u, i), renamed(v, i));
	return out;
}

/* Marks all graphs that are isomorphic to one. */
static void mark_class(bool *seen, uint64_t *stack, uint64_t bits, uint32_t n)
{
	size_t top = 0;

	seen[bits] = true;
	stack[top++] = bits;
	while (top > 0) {
		uint64_t one = stack[--top];

		for (uint32_t i = 0; i + 1 < n; i++) {
			uint64_t other = exchange(one, n, i);

			if (!seen[other]) {
				seen[other] = true;
				stack[top++] = other;
			}
		}
	}
}

size_t brute_classes(uint32_t n, uint64_t out[BRUTE_CLASSES])
{
	size_t all = (size_t)1 << (n * (n - 1) / 2), count = 0;
	bool *seen = calloc(all, sizeof(*seen));
	uint64_t *stack = calloc(all, sizeof(*stack));

	assert(n <= 7 && seen && stack);
	for (uint64_t bits = 0; bits < all; bits++) {
		if (seen[bits])
			continue;
		out[count++] = bits;
		mark_class(seen, stack, bits, n);
	}
	free(seen);
	free(stack);
	return count;
}

static struct {
	bool is_edge[SMALL_N][SMALL_N];
	int64_t cost[SMALL_N][SMALL_N];
	c5_int128 least[1 << SMALL_N]; /* weight of each set by itself */
} table;

static void read_costs(const struct match_graph *graph)
{
	memset(table.is_edge, 0, sizeof(table.is_edge));
	for (size_t e = 0; e < graph->m; e++) {
		struct match_edge edge = graph->edges[e];
		uint32_t u = edge.u, v = edge.v;

		if (table.is_edge[u][v] && table.cost[u][v] <= edge.cost)
			continue;
		table.is_edge[u][v] = table.is_edge[v][u] = true;
		table.cost[u][v] = table.cost[v][u] = edge.cost;
	}
}

/* The set and v, above all of it, which is exposed or has one of it as mate. */
static c5_int128 least_with(uint32_t set, uint32_t v, int64_t penalty)
{
	c5_int128 best = table.least[set] + penalty;

	for (uint32_t u = 0; u < v; u++) {
		uint32_t rest = set & ~(UINT32_C(1) << u);
		c5_int128 weight = table.least[rest] + table.cost[u][v];

		if (rest != set && table.is_edge[u][v] && weight < best)
			best = weight;
	}
	return best;
}

c5_int128 brute_weight(const struct match_graph *graph)
{
	read_costs(graph);
	table.least[0] = 0;
	for (uint32_t v = 0; v < graph->n; v++) {
		uint32_t above = UINT32_C(1) << v;

		for (uint32_t set = 0; set < above; set++)
			table.least[set | above] =
				least_with(set, v, graph->penalty[v]);
	}
	return table.least[(UINT32_C(1) << graph->n) - 1];
}

static uint8_t larger(uint8_t a, int b)
{
	return b > a ? (uint8_t)b : a;
}

/* The set and v, above all of it: alone, with u, or in a triangle. */
static void extend(struct brute *b, uint32_t set, uint32_t v)
{
	uint32_t whole = set | UINT32_C(1) << v;

	b->pairs[whole] = b->pairs[set];
	b->cover[whole] = b->cover[set];
	for (uint32_t u = 0; u < v; u++) {
		uint32_t rest = set & ~(UINT32_C(1) << u);

		if (rest == set || !(b->near[v] >> u & 1))
			continue;
		b->pairs[whole] = larger(b->pairs[whole], b->pairs[rest] + 1);
		b->cover[whole] = larger(b->cover[whole], b->cover[rest] + 2);
		for (uint32_t t = 0; t < u; t++) {
			uint32_t others = rest & ~(UINT32_C(1) << t);

			if ((rest & b->near[v] & b->near[u]) >> t & 1)
				b->cover[whole] = larger(b->cover[whole],
							 b->cover[others] + 3);
		}
	}
}

void brute_init(struct brute *b, const struct match_graph *graph)
{
	b->n = graph->n;
	memset(b->near, 0, sizeof(b->near));
	for (size_t e = 0; e < graph->m; e++) {
		uint32_t u = graph->edges[e].u, v = graph->edges[e].v;

		b->near[u] |= UINT32_C(1) << v;
		b->near[v] |= UINT32_C(1) << u;
	}
	b->pairs[0] = b->cover[0] = 0;
	for (uint32_t v = 0; v < b->n; v++)
		for (uint32_t set = 0; set < UINT32_C(1) << v; set++)
			extend(b, set, v);
}

static bool is_spared(const struct brute *b, uint32_t v)
{
	uint32_t all = (UINT32_C(1) << b->n) - 1;

	return b->pairs[all & ~(UINT32_C(1) << v)] == b->pairs[all];
}

enum match_class brute_class(const struct brute *b, uint32_t v)
{
	if (is_spared(b, v))
		return MATCH_D;
	for (uint32_t u = 0; u < b->n; u++)
		if (b->near[v] >> u & 1 && is_spared(b, u))
			return MATCH_A;
	return MATCH_C;
}

uint32_t brute_component(const struct brute *b, uint32_t set, uint32_t v)
{
	uint32_t found = UINT32_C(1) << v, before = 0;

	while (found != before) {
		before = found;
		for (uint32_t u = 0; u < b->n; u++)
			if (before >> u & 1)
				found |= b->near[u] & set;
	}
	return found;
}

/* Are the three adjacent and in the set, and can the rest be matched? */
static bool is_good(const struct brute *b, uint32_t set, const uint32_t t[3])
{
	uint32_t three =
		UINT32_C(1) << t[0] | UINT32_C(1) << t[1] | UINT32_C(1) << t[2];

	return (set & three) == three && b->near[t[0]] >> t[1] & 1 &&
	       b->near[t[0]] >> t[2] & 1 && b->near[t[1]] >> t[2] & 1 &&
	       2 * b->pairs[set & ~three] == __builtin_popcount(set) - 3;
}

bool brute_triangle(const struct brute *b, uint32_t set, uint32_t triangle[3])
{
	uint32_t *t = triangle;

	for (t[0] = 0; t[0] < b->n; t[0]++)
		for (t[1] = t[0] + 1; t[1] < b->n; t[1]++)
			for (t[2] = t[1] + 1; t[2] < b->n; t[2]++)
				if (is_good(b, set, t))
					return true;
	return false;
}
