/*
 * Small graphs, and answers about them from plain enumeration over sets of
 * vertices, to hold the matching module against.
 */
#ifndef TESTS_MATCH_BRUTE_H
#define TESTS_MATCH_BRUTE_H

#include "connect5/match.h"

enum { SMALL_N = 14, SMALL_M = 128, SMALL_EDGES = SMALL_N * (SMALL_N - 1) / 2 };

/* A graph with its arrays; `graph` points into it: do not copy. */
struct small_graph {
	struct match_graph graph;
	struct match_edge edges[SMALL_M];
	int64_t penalty[SMALL_N];
};

void small_init(struct small_graph *g, uint32_t n, int64_t penalty);
void small_add(struct small_graph *g, uint32_t u, uint32_t v, int64_t cost);

/* Adds edge i of the complete graph where bit i is set: (0,1), (0,2), (1,2)..
 */
void small_add_bits(struct small_graph *g, uint64_t bits);

/* Adds each possible edge with a chance of `percent`, at cost 0. */
void small_add_random(struct small_graph *g, uint64_t percent, uint64_t *state);

/*
 * One graph of each class of isomorphic graphs with n <= 7 vertices, as bits;
 * `out` has room for them all. Returns how many.
 */
enum { BRUTE_CLASSES = 1044 };
size_t brute_classes(uint32_t n, uint64_t out[BRUTE_CLASSES]);

/* The least weight of any matching. */
c5_int128 brute_weight(const struct match_graph *graph);

/* Sets of vertices are bit masks. */
struct brute {
	uint32_t n;
	uint32_t near[SMALL_N];
	uint8_t pairs[1 << SMALL_N]; /* most pairs within a set */
	uint8_t cover[1 << SMALL_N]; /* most vertices in pairs and triangles */
};

void brute_init(struct brute *b, const struct match_graph *graph);

enum match_class brute_class(const struct brute *b, uint32_t v);

/* The component of the set that holds v. */
uint32_t brute_component(const struct brute *b, uint32_t set, uint32_t v);

/* The first triangle within a set that leaves a perfect matching of the rest.
 */
bool brute_triangle(const struct brute *b, uint32_t set, uint32_t triangle[3]);

#endif
