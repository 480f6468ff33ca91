/*
 * Graphs too large for enumeration, drawn from a seed: random ones of many
 * kinds, and nests of blossoms. Without memory they abort.
 */
#ifndef TESTS_MATCH_GRAPHS_H
#define TESTS_MATCH_GRAPHS_H

#include "connect5/match.h"

/* A graph that grows; zero-initialised is valid. */
struct large_graph {
	struct match_graph graph; /* of the two arrays below */
	struct match_edge *edges;
	int64_t *penalty;
	size_t edge_capacity, penalty_capacity;
};

/* The first of `count` new vertices. */
uint32_t large_add_vertices(struct large_graph *g, uint32_t count,
			    int64_t penalty);
void large_add(struct large_graph *g, uint32_t u, uint32_t v, int64_t cost);
void large_release(struct large_graph *g);

/* Draws a new order of the edges, and turns some of them round. */
void large_shuffle(struct large_graph *g, uint64_t *state);

/* Numbers from low to high. */
int64_t large_number(uint64_t *state, int64_t low, int64_t high);

/* One of `count` vertices. */
uint32_t large_vertex(uint64_t *state, uint32_t first, uint32_t count);

/*
 * A random graph. Its costs are of one size; penalties that dominate are above
 * the sum of all costs of a matching, and ask for the most pairs.
 */
enum large_shape {
	LARGE_SPARSE,	 /* three edges a vertex */
	LARGE_DENSE,	 /* 79 % of all pairs */
	LARGE_BIPARTITE, /* of unequal sides */
	LARGE_APART,	 /* many components, some of them single vertices */
	LARGE_HUBS, /* few in the middle, odd cliques around: many exposed */
	LARGE_RING, /* a ring with chords: rich in blossoms */
	LARGE_SHAPES
};

enum large_costs {
	LARGE_TIED,	/* 0 to 3 */
	LARGE_PLAIN,	/* 0 to 999 */
	LARGE_NEGATIVE, /* -500 to 500 */
	LARGE_HUGE,	/* up to 10^12 in size */
	LARGE_COSTS
};

enum large_penalties {
	LARGE_DOMINATING, /* all the same */
	LARGE_UNEQUAL,	  /* dominating, and up to a cost more */
	LARGE_SMALL,	  /* from minus half a cost to one and a half */
	LARGE_PENALTIES
};

struct large_kind {
	enum large_shape shape;
	enum large_costs costs;
	enum large_penalties penalties;
};

/* Kind `index` of LARGE_KINDS. */
enum { LARGE_KINDS = LARGE_SHAPES * LARGE_COSTS * LARGE_PENALTIES };
struct large_kind large_kind(size_t index);

void large_draw(struct large_graph *g, uint32_t n, struct large_kind kind,
		uint64_t *state);

/*
 * A nest: vertices `first` to `first` + n - 1, n odd, such that whichever of
 * them is left out, the others can be paired and cost `cost`, no less.
 *
 * Proof that its blossoms have to be as deep as they were made, where all
 * penalties are the same and above half of every cost: as any vertex may be
 * left out in an optimum, y is the penalty everywhere; as any edge may be used,
 * all are tight. So the z over both ends of an edge of level k sum to the
 * penalty - NEST_STEP / 2 * k units, which fixes them: the blossoms are the
 * sets made by each level, and no others.
 */
enum { NEST_STEP = 10 };

struct nest {
	uint32_t first, n;
	uint32_t depth; /* of the blossoms around the innermost vertex */
	int64_t cost;
};

/*
 * Ears (Lovasz 1972: what is made so is factor-critical): starting from one
 * vertex, level k hangs a path of an even number of new vertices, at most
 * `longest` of them, between any two of the vertices there are, or of the
 * `reach` latest; its edges cost NEST_STEP * k. With longest = 2 and reach = 2
 * every two new vertices make a new blossom around the old one.
 */
struct ears {
	uint32_t levels, longest, reach;
	int64_t penalty;
};
struct nest nest_of_ears(struct large_graph *g, const struct ears *ears,
			 uint64_t *state);

/*
 * Triangles of triangles: level k makes a triangle of three nests of the level
 * before, by edges between any two of their vertices.
 */
struct nest nest_of_triangles(struct large_graph *g, uint32_t levels,
			      int64_t penalty, uint64_t *state);

/*
 * Nests that have to be taken apart again: r - nest - x - nest - x .. - x. Each
 * x is the partner of the nest before it, made after the blossoms are and
 * before r is near; then one tree from r grows through all the nests as
 * T-blossoms, whose z fall to 0 level by level, until the last x is exposed:
 * its penalty is low. The edges meet every other nest in its innermost blossom,
 * so that all of its levels have to go; the rest anywhere.
 */
void large_draw_chain(struct large_graph *g, uint32_t n_nests,
		      const struct ears *ears, uint64_t *state);

/*
 * A nest of ears to which `count` vertices outside are tied by two edges each,
 * at costs that are reached while it grows or after: its blossoms are S here
 * and T there, and shrink and expand by turns.
 */
void large_draw_pierced(struct large_graph *g, uint32_t count,
			const struct ears *ears, uint64_t *state);

#endif
