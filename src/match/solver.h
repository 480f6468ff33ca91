/*
 * The state of match_solve(), shared by its files and by nobody else.
 *
 * Invariants between the stages (Edmonds 1965, with exposure as a unary
 * constraint instead of one common dual of all exposed vertices):
 *
 *	- the duals are feasible, and matched edges and the edges along the
 *	  cycle of a blossom are tight (slack 0);
 *	- a vertex without a mate either has y = limit ("exposed", done) or has
 *	  not been the root of a search yet ("free").
 *
 * A stage grows one alternating tree from one free vertex, the root, until
 * either an exposed or free vertex is reached, or y of some vertex of an S-node
 * rises to its limit: that vertex is exposed instead of the root. The limit of
 * the root ends every stage at the latest; each leaves one free vertex less.
 *
 * Nodes are the vertices, 0 .. n - 1, and behind them the blossoms. All edges
 * of a tree are tight, so all its S-vertices have y of one parity (costs being
 * multiples of 4 ticks) and half the slack between two of them is whole.
 *
 * Range: an exposed y is at most 4 * 2^57 = 2^59 ticks, the y across a tight
 * edge then no less than -2^60, a slack less than 2^62, and z at most 2^60.
 */
#ifndef MATCH_SOLVER_H
#define MATCH_SOLVER_H

#include "match/adjacency.h"

#define NO_SLACK INT64_MAX

/* What the node around a vertex is to the tree. */
enum label { LABEL_NONE, LABEL_S, LABEL_T };

/* An edge, seen from one end. */
struct ends {
	uint32_t from, to;
};

/* A vertex or a blossom: an odd cycle of smaller nodes, linked in a ring. */
struct node {
	uint32_t parent;     /* the blossom it lies in; MATCH_NONE: outermost */
	uint32_t child;	     /* the one with the base; MATCH_NONE: a vertex */
	uint32_t base;	     /* its only vertex without a mate inside of it */
	uint32_t next, prev; /* around the cycle of the parent */
	struct ends link;    /* the tight edge to `next` */
	struct ends entry;   /* T: the tight edge from the S-node above */
	int64_t z;	     /* 0 for a vertex */
	uint64_t stamp;	     /* of the last search for a common ancestor */
	/* S-blossoms: the best arcs to other S-nodes, one to each; or NULL. */
	const struct match_edge **list;
	size_t n_list;
};

struct solver {
	struct pool pool; /* all of the arrays below */
	struct adjacency graph;
	uint32_t n;
	uint32_t root;	 /* of the stage */
	int64_t *limit;	 /* n: penalties in ticks */
	int64_t *y;	 /* n */
	uint32_t *mate;	 /* n */
	uint32_t *outer; /* n: the outermost node that holds the vertex */

	struct node *nodes;
	enum label *label; /* of outermost nodes; otherwise LABEL_NONE */
	/*
	 * Of a vertex outside of S-nodes: the arc of least slack from an
	 * S-vertex to it. Of an S-node: that to another S-node. Or NULL, and
	 * slack NO_SLACK. A T-blossom may fall apart: its vertices count too.
	 */
	const struct match_edge **best;
	int64_t *slack; /* of `best`, kept up to date */

	uint32_t *unused; /* numbers for blossoms to come: a stack */
	uint32_t n_unused;
	uint32_t *touched; /* vertices that this stage has read or labelled */
	uint32_t n_touched;
	bool *is_touched;
	uint32_t *queue; /* S-vertices whose arcs wait to be looked at */
	uint32_t n_queue;
	uint64_t stamp;

	struct ends *flips;		 /* work space of solver_rebase() */
	const struct match_edge **offer; /* of list.c: by node, NULL between */
	uint32_t *offered;		 /* of list.c */
};

/* solver.c */
enum c5_status solver_init(struct solver *s, const struct match_graph *graph,
			   struct c5_error *err);
void solver_release(struct solver *s);

static inline int64_t solver_slack(const struct solver *s,
				   const struct match_edge *arc)
{
	return arc->cost - s->y[arc->u] - s->y[arc->v];
}

/* start.c: feasible duals and a matching along tight edges, greedily. */
void solver_start(struct solver *s);

/* search.c: one stage. False: no memory. */
bool solver_search(struct solver *s, uint32_t root);

/* tree.c: labels. */
void solver_touch(struct solver *s, uint32_t vertex);
void solver_label_s(struct solver *s, uint32_t node);
void solver_label_t(struct solver *s, uint32_t node, struct ends entry);
/* The tree's edge from a node to the one above; `to` MATCH_NONE at the root. */
struct ends solver_up(const struct solver *s, uint32_t node);
/* Forgets the tree and dissolves the outermost blossoms with z = 0. */
void solver_clear(struct solver *s);

/* blossom.c. The leaves of a node are its vertices. */
uint32_t solver_first_leaf(const struct solver *s, uint32_t node);
uint32_t solver_next_leaf(const struct solver *s, uint32_t leaf, uint32_t node);
/* The next child in either direction, and the edge to it. */
uint32_t solver_step(const struct solver *s, uint32_t node, bool forward,
		     struct ends *edge);
/* Is it an odd number of steps forward from the base child to `child`? */
bool solver_is_odd(const struct solver *s, uint32_t child);
/* Dissolves an outermost blossom; links and entries stay readable. */
void solver_unpack(struct solver *s, uint32_t blossom);
/* Turns a T-blossom with z = 0 into the path of the tree through it. */
void solver_expand(struct solver *s, uint32_t blossom);

/* shrink.c: a blossom of the cycle that `arc` closes. False: no memory. */
bool solver_shrink(struct solver *s, const struct match_edge *arc);

/* list.c: makes list and best arc of a new S-blossom. False: no memory. */
bool solver_make_list(struct solver *s, uint32_t blossom);

/* augment.c */
/* Re-matches a node inside so that `vertex` becomes its base. */
void solver_rebase(struct solver *s, uint32_t node, uint32_t vertex);
/*
 * Gives an S-vertex the mate `partner` (MATCH_NONE: exposes it) and re-matches
 * the path from there up to the root.
 */
void solver_flip(struct solver *s, uint32_t vertex, uint32_t partner);

/* result.c */
enum c5_status solver_result(struct match_result *out, const struct solver *s,
			     struct c5_error *err);

#endif
