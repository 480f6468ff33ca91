/*
 * The state of match_solve(), shared by its files and by nobody else.
 *
 * The primal-dual method for general graphs (Edmonds 1965), with exposure as a
 * unary constraint instead of dummy partners. Trees grow from all free vertices
 * in lockstep: in one unit of time the duals of all S-vertices rise by a tick,
 * and those of all T-vertices fall by one. What happens next is an event in one
 * queue by time:
 *
 *	- an edge between an S-vertex and another that is S or in no tree gets
 *	  tight: the tree grows, two trees join in an augmenting path, or a tree
 *	  closes an odd cycle, which is shrunk into a blossom;
 *	- z of a T-blossom falls to 0: it is expanded;
 *	- y of an S-vertex reaches its limit: it is exposed instead of the root.
 *
 * The queue holds one event a vertex, the first of those above; when it is due,
 * the vertex is looked at again, and what is no longer so is put off until it
 * would be.
 *
 * Invariants:
 *
 *	- the duals are feasible; matched edges and the edges around the cycle
 *	  of a blossom are tight (slack 0);
 *	- for every edge that may become tight there is an event of one of
 *	  its ends no later;
 *	- all free vertices have y of one parity, as then has every S-vertex
 *	  (costs are multiples of 4 ticks, and edges of trees tight), so that
 *	  half the slack between two S-vertices is whole.
 *
 * Nodes are the vertices, 0 .. n - 1, and behind them the blossoms. What is
 * outermost has a surface: its vertices' duals change by what is written there,
 * once for all of them. A blossom takes over the surface of its largest child,
 * so that few vertices have to be moved; the others' surfaces wait for it to
 * come apart. Inside of a blossom no mates are kept: they follow from the
 * vertex that is matched outside of it (`base`), when they are wanted.
 *
 * Range: an exposed y is at most 4 * 2^57 = 2^59 ticks, the y across a tight
 * edge then no less than -2^60, a slack less than 2^62, and z at most 2^60.
 */
#ifndef MATCH_SOLVER_H
#define MATCH_SOLVER_H

#include "match/adjacency.h"
#include "match/heap.h"

/* What a surface is to the trees: also the rate at which its duals change. */
enum label { LABEL_T = -1, LABEL_NONE = 0, LABEL_S = 1 };

/* An edge, seen from one end. */
struct ends {
	uint32_t from, to;
};

struct vertex {
	int64_t y;	  /* beside what its surface adds */
	uint32_t surface; /* of the outermost node that holds it */
	uint32_t next;	  /* of the members of its nodes */
};

struct surface {
	int64_t offset; /* of all its vertices' y, at time `since` */
	int64_t since;
	uint32_t node;
	int8_t label;
};

/* A vertex or a blossom: an odd cycle of smaller nodes, linked in a ring. */
struct node {
	uint32_t parent;     /* the blossom it lies in; MATCH_NONE: outermost */
	uint32_t child;	     /* one of the cycle; MATCH_NONE: a vertex */
	uint32_t base;	     /* the vertex matched outside, if outermost */
	uint32_t next, prev; /* around the cycle of the parent */
	struct ends link;    /* the tight edge to `next` */
	uint32_t surface;    /* when outermost */
	uint32_t first, last; /* members, along vertex.next */
	uint32_t size;	      /* members */
	struct ends entry;    /* T: the tight edge from the S-node above */
	uint32_t root;	      /* of its tree, if it is in one */
	bool was_t;	      /* of solver_dissolve() */
	uint32_t tree_next, tree_prev; /* the other nodes of the tree */
	uint64_t stamp; /* of the last search for a common ancestor */
	int64_t z;	/* at time `since`; 0 for a vertex */
};

struct solver {
	struct pool pool; /* all of the arrays below */
	struct adjacency graph;
	uint32_t n;
	int64_t now;
	struct heap heap;
	int64_t *limit;		  /* n: penalties in ticks, less the relief */
	struct vertex *vertices;  /* n */
	struct surface *surfaces; /* n */
	struct node *nodes;	  /* n + n / 2 */
	int64_t *due;		  /* n: when the event of a vertex is */
	uint32_t *mate;		  /* n: right for bases of outermost nodes */
	uint32_t *tree;		  /* n, roots: some node; MATCH_NONE: none */
	uint32_t *roots;	  /* of all trees, some of them gone */
	uint32_t n_roots, n_trees, n_exposed;
	int64_t fell;	  /* when a tree was last done with */
	uint32_t *unused; /* numbers for blossoms to come: a stack */
	uint32_t n_unused;
	uint64_t stamp;
	uint32_t target; /* exposed in the end, at the least; MATCH_NONE */
	size_t patience; /* looks at every arc before it gives up */
	size_t looks;	 /* at arcs, in this run */
	bool stalled;	 /* gave up in this run: the end is not optimal */
	bool relieved;	 /* in this run */
	int64_t relief;	 /* taken off every limit, in ticks */
	bool failed;	 /* no memory */
};

static inline uint32_t solver_outer(const struct solver *s, uint32_t v)
{
	return s->surfaces[s->vertices[v].surface].node;
}

static inline int64_t surface_offset(const struct solver *s,
				     const struct surface *surface)
{
	return surface->offset + surface->label * (s->now - surface->since);
}

/* y(v) at this moment. */
static inline int64_t solver_y(const struct solver *s, uint32_t v)
{
	const struct vertex *vertex = &s->vertices[v];

	return vertex->y + surface_offset(s, &s->surfaces[vertex->surface]);
}

static inline enum label solver_label(const struct solver *s, uint32_t node)
{
	return (enum label)s->surfaces[s->nodes[node].surface].label;
}

static inline size_t solver_degree(const struct solver *s, uint32_t v)
{
	return s->graph.first[v + 1] - s->graph.first[v];
}

static inline bool solver_is_blossom(const struct solver *s, uint32_t node)
{
	return node >= s->n;
}

/*
 * solver.c. `mate`, if not NULL, is a matching along edges that are tight where
 * all duals are 0, as in a bare graph.
 */
enum c5_status solver_init(struct solver *s, const struct match_graph *graph,
			   enum adjacency_kind kind, const uint32_t *mate,
			   struct c5_error *err);
void solver_release(struct solver *s);
/* All of it: a graph that is solved as it stands. */
enum c5_status solver_solve(struct match_result *out,
			    const struct match_graph *graph,
			    enum adjacency_kind kind, struct c5_error *err);
/* Takes the graph anew, with edges added to it, between two runs. */
enum c5_status solver_widen(struct solver *s, const struct match_graph *graph,
			    struct c5_error *err);

/* start.c: feasible duals and a matching along tight edges, greedily. */
void solver_start(struct solver *s);

/*
 * search.c: grows trees from all free vertices until none is left. `target` is
 * the least number of exposed vertices, or MATCH_NONE (see match.h, relief).
 *
 * Where edges are still to come, trees may have nowhere to go but far up, for
 * want of an edge that the next question would bring; so far up that the
 * question then finds most pairs worth an answer. A run that is not patient
 * gives up on them: the duals are feasible, and some vertices stay free.
 */
enum { SOLVER_PATIENT = 0, SOLVER_HASTY = 8 };
enum c5_status solver_run(struct solver *s, uint32_t target,
			  struct c5_error *err);

/* tree.c */
/* Gives a node in no tree a label: it joins the tree of `root`. */
void solver_join(struct solver *s, uint32_t node, enum label label,
		 uint32_t root);
void solver_leave(struct solver *s, uint32_t node);
/* Writes what has happened to a node's surface and z down, as of now. */
void solver_settle(struct solver *s, uint32_t node);
/*
 * When something happens to an S-vertex, or to a vertex in no tree, the state
 * being what it is: *arc gets tight, or, NULL, it is exposed. INT64_MAX: never.
 */
int64_t solver_soonest(const struct solver *s, uint32_t v,
		       const struct match_edge **arc);
/* Puts that in the queue, in the place of what was there of the vertex. */
void solver_schedule(struct solver *s, uint32_t v, int64_t time);
void solver_scan_node(struct solver *s, uint32_t node);
/* The tree falls apart: all its nodes are in no tree. */
void solver_dissolve(struct solver *s, uint32_t root);
/*
 * Matches the vertex of an S-node with `partner` (MATCH_NONE: exposes it) and
 * re-matches the path from there up to the root.
 */
void solver_flip(struct solver *s, uint32_t v, uint32_t partner);
/* The tree's edge from a node to the one above; `to` MATCH_NONE at the root. */
struct ends solver_up(const struct solver *s, uint32_t node);

/* shrink.c: makes a blossom of the cycle that an arc closes. */
void solver_shrink(struct solver *s, const struct match_edge *arc);

/* expand.c */
/* The child of a blossom that holds the vertex. */
uint32_t solver_child(const struct solver *s, uint32_t blossom, uint32_t v);
/* Mates the children beside `stay` around the cycle, two and two. */
void solver_mate_ring(struct solver *s, uint32_t stay);
/* An outermost blossom comes apart; its children are outermost and unlabelled.
 */
void solver_unpack(struct solver *s, uint32_t blossom);
/* Turns a T-blossom with z = 0 into the path of the tree through it. */
void solver_expand(struct solver *s, uint32_t blossom);

/* warm.c: makes an edge feasible, at the price of some pairs; between runs. */
void solver_lower(struct solver *s, const struct match_edge *edge);
/* Brings all free vertices to one parity. */
void solver_align(struct solver *s);

/* result.c; `s` has no trees. */
enum c5_status solver_result(struct match_result *out, struct solver *s,
			     struct c5_error *err);

#endif
