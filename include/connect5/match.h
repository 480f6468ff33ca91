/*
 * Minimum-cost matching on a general graph, exact and proven: integers in, a
 * matching and its certificate out. Knows nothing of people.
 *
 * A matching pairs vertices along edges, each vertex at most once. A pair
 * (u, v) costs cost(u, v); a vertex v that is left out ("exposed") costs
 * penalty(v). Minimised is
 *
 *	weight = sum of cost over the pairs + sum of penalty over the exposed.
 *
 * The certificate is the solution of the dual problem (Edmonds 1965; with
 * exposure as a unary constraint in place of dummy partners): a number y(v)
 * for every vertex, and z(B) >= 0 for every blossom B of a laminar family of
 * odd sets, such that
 *
 *	y(u) + y(v) - 2 * sum of z(B) over the B that hold both <= cost(u, v)
 *	y(v) <= penalty(v)
 *
 * Then bound = sum of y(v) - sum of z(B) * (|B| - 1) is at most the weight of
 * any matching whatsoever, and where bound = weight the matching is optimal.
 *
 * Units: costs and penalties are whole numbers of any sign, at most
 * MATCH_LIMIT in size. Duals are kept in ticks, MATCH_TICKS to the unit, so
 * that they are whole as well. Sums are 128 bits wide and cannot overflow.
 *
 * Determinism: the result depends on the graph alone, not on the order of its
 * edges, the compiler or the machine. Vertices that a caller wants treated
 * alike under any order of input have to be numbered by the caller. A pair that
 * costs as much as to expose both is not made.
 */
#ifndef CONNECT5_MATCH_H
#define CONNECT5_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "connect5/error.h"
#include "connect5/memory.h"

#define MATCH_NONE UINT32_MAX
#define MATCH_TICKS 4
#define MATCH_LIMIT ((int64_t)1 << 57)

struct match_edge {
	uint32_t u, v; /* u != v, both < n; in either order */
	int64_t cost;
};

/* Borrowed arrays. Of edges between the same two, the cheapest counts. */
struct match_graph {
	uint32_t n;
	size_t m;
	const struct match_edge *edges; /* m of them */
	const int64_t *penalty;		/* n of them */
};

struct match_blossom {
	uint32_t parent; /* the next larger one; MATCH_NONE: outermost */
	int64_t z;	 /* > 0, in ticks */
};

struct match_result {
	uint32_t n;
	uint32_t *mate;	 /* n; MATCH_NONE: exposed */
	int64_t *y;	 /* n, in ticks */
	uint32_t *inner; /* n: the smallest blossom around, or MATCH_NONE */
	struct match_blossom *blossoms; /* parents before children */
	uint32_t n_blossoms;
	uint32_t pairs;
	c5_int128 weight; /* of `mate`, in units */
	c5_int128 bound;  /* of the duals, in ticks */
	int64_t relief;	  /* units taken off every penalty; mostly 0 */
	bool optimal;	  /* bound == weight * MATCH_TICKS */
};

/*
 * Solves. C5_DATA: an edge or number outside what is stated above; C5_SYSTEM:
 * no memory. The caller releases *out, also after a failure (it is empty then).
 *
 * Primal-dual with blossom shrinking, all trees in lockstep; O(n + m) memory
 * (Galil, "Efficient algorithms for finding maximum matching in graphs",
 * Computing Surveys 1986; Kolmogorov, "Blossom V", 2009).
 */
enum c5_status match_solve(struct match_result *out,
			   const struct match_graph *graph,
			   struct c5_error *err);

void match_result_release(struct match_result *result);

/*
 * The verifier: re-reads graph and result and believes nothing. It shares no
 * code with the solver. Checks that `mate` is a matching along edges of the
 * graph, that the blossoms are a laminar family of odd sets with z > 0, that
 * every inequality above holds, and that weight, bound, pairs and optimal are
 * what the arrays say. C5_NO: it is not so, and err says at which vertex, edge
 * or blossom. A valid result that is not optimal passes.
 *
 * Where the edges are too many to be listed, `graph` may hold the pairs' own
 * alone: then the inequalities of all others are the caller's to check.
 */
enum c5_status match_verify(const struct match_graph *graph,
			    const struct match_result *result,
			    struct c5_error *err);

/*
 * The blossoms of a result, prepared to be asked what the inequalities need:
 * the sum of z(B) over the B that hold both of two vertices, in O(log n)
 * however deep they are nested. Their parents must come before them. Borrows
 * the result; the caller releases *out, also after a failure (it is empty
 * then).
 */
struct match_nest {
	const struct match_result *result;
	uint32_t *head;	  /* by blossom: the outermost one of its path */
	c5_int128 *total; /* by blossom: its z and that of all around it */
};
enum c5_status match_nest_make(struct match_nest *out,
			       const struct match_result *result,
			       struct c5_error *err);
c5_int128 match_nest_common(const struct match_nest *nest, uint32_t u,
			    uint32_t v);
void match_nest_release(struct match_nest *nest);

/*
 * The Gallai-Edmonds decomposition (Lovasz and Plummer, "Matching Theory",
 * 1986, section 3.2) of the graph, from a matching of maximum cardinality:
 *
 *	MATCH_D  some maximum matching leaves the vertex out
 *	MATCH_A  not in D, with a neighbour in D
 *	MATCH_C  the others
 *
 * The connected components of D are factor-critical, hence odd; a maximum
 * matching leaves exactly n_parts - |A| vertices out, each in a part of its
 * own, and leaves out any chosen vertex of a part as well as any other.
 */
enum match_class { MATCH_C, MATCH_A, MATCH_D };

struct match_structure {
	uint32_t n;
	enum match_class *class_of; /* n */
	uint32_t *part;		    /* n: the component of D, or MATCH_NONE */
	uint32_t n_parts;	    /* numbered by their smallest vertex */
};

/*
 * C5_NO: `mate` (n entries) is not of maximum cardinality, or no matching;
 * C5_DATA: an edge is none; costs and penalties are not read.
 */
enum c5_status match_decompose(struct match_structure *out,
			       const struct match_graph *graph,
			       const uint32_t *mate, struct c5_error *err);

void match_structure_release(struct match_structure *structure);

/* How many vertices every matching exposes, at the least: n_parts - |A|. */
uint32_t match_structure_exposed(const struct match_structure *structure);

/*
 * Can all vertices of a factor-critical part be placed without help from
 * outside, by one triangle and pairs? (Cornuejols, Hartvigsen, Pulleyblank,
 * "Packing subgraphs in a graph", Operations Research Letters 1 (1982): the
 * parts for which this is so are the ones that trios can save.)
 *
 * On yes, triangle[] are three vertices of the part that are all adjacent, the
 * rest of the part having a perfect matching; C5_NO if there is none. The
 * first triangle in lexicographic order of sorted vertices is returned.
 */
enum c5_status match_part_triangle(uint32_t triangle[3],
				   const struct match_graph *graph,
				   const struct match_structure *structure,
				   uint32_t part, struct c5_error *err);

/*
 * A graph whose edges are too many to stand in memory: an oracle that proposes
 * some of them and finds those that a dual solution violates. The solver works
 * on what it was told of, asks for violated pairs, adds them and goes on, until
 * there are none: then the optimum of the complete graph is proven (column
 * generation, after Applegate and Cook, "Solving large-scale matching
 * problems", 1993).
 */
struct match_sink; /* of the solver */

/* Reports an edge. C5_DATA: an edge or cost outside what is stated above. */
enum c5_status match_report(struct match_sink *sink, struct match_edge edge,
			    struct c5_error *err);

/*
 * What is asked: every edge (u, v) with
 *
 *	MATCH_TICKS * cost(u, v) < y[u] + y[v],
 *
 * where `flat`, with a cost of 0 in place of its own in that inequality only;
 * none whose two ends have the same group (UINT32_MAX: in no group) is needed,
 * and none of which no end has risen: it was asked of before, and still holds.
 * More edges than that may be reported, and none need be reported twice; all
 * that are reported must exist. The order must depend on the graph and the
 * question alone.
 */
struct match_query {
	const int64_t *y;      /* n, in ticks */
	const uint32_t *group; /* n; or NULL: nobody is in one */
	const bool *risen;     /* n; or NULL: everybody has */
	bool flat;
};

/* How far a search is, after a question that was priced. */
struct match_progress {
	uint32_t rounds; /* questions so far */
	size_t added;	 /* edges that violated the duals */
	uint32_t pairs;	 /* of the best matching of the edges known before */
	c5_int128 gap;	 /* units: no matching costs less by more than this */
};

/* Somebody who is told how far it is; all zeroes: nobody. */
struct match_watch {
	void (*tell)(void *watcher, const struct match_progress *progress);
	void *watcher;
};

struct match_oracle {
	uint32_t n;
	const int64_t *penalty; /* n */
	struct match_watch watch;
	void *context; /* the first argument of both functions */

	/* A first choice, some edges a vertex: any will do, good ones help. */
	enum c5_status (*propose)(void *context, struct match_sink *sink,
				  struct c5_error *err);
	enum c5_status (*price)(void *context, const struct match_query *query,
				struct match_sink *sink, struct c5_error *err);
};

/*
 * The edges of an oracle's graph that are known so far. All zeroes to begin
 * with; what one question adds to it helps the next. The caller releases it.
 */
struct match_known {
	struct match_edge *edges; /* m of them */
	size_t m, capacity;
};
void match_known_release(struct match_known *known);

/*
 * match_decompose() for the complete graph of an oracle, by flat queries.
 * `mate` (n entries, along known edges; or NULL) is where the search begins:
 * the nearer to maximum cardinality, the sooner it ends.
 */
enum c5_status match_decompose_oracle(struct match_structure *out,
				      struct match_known *known,
				      const struct match_oracle *oracle,
				      const uint32_t *mate,
				      struct c5_error *err);

/*
 * Solves the complete problem of an oracle. `structure` is of the same graph
 * and tells how many vertices must be exposed at the least. If no more are,
 * then out->relief says by how much all penalties could be lowered together
 * without exposing more: the result is that of the lowered ones, and has as
 * many pairs as there can be. A lower bound will do, as if the graph were
 * better connected. NULL: the penalties are taken as they are.
 */
enum c5_status match_solve_oracle(struct match_result *out,
				  struct match_known *known,
				  const struct match_oracle *oracle,
				  const struct match_structure *structure,
				  struct c5_error *err);

#endif
