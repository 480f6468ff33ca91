/*
 * Written apart from the solver and to be read beside match.h: every statement
 * there is checked here by itself, in the order it is made.
 */
#include "connect5/match.h"

#include <inttypes.h>
#include <stdlib.h>

struct check {
	const struct match_graph *graph;
	const struct match_result *result;
	struct c5_error *err;
	bool *is_paid;	/* n: the pair with this vertex as its smaller one */
	int64_t *paid;	/* n: ... is an edge, and its lowest cost */
	uint64_t *size; /* by blossom: its vertices */
};

static bool is_large(int64_t number)
{
	return number < -MATCH_LIMIT || number > MATCH_LIMIT;
}

static enum c5_status check_graph(const struct check *c)
{
	for (uint32_t v = 0; v < c->graph->n; v++)
		if (is_large(c->graph->penalty[v]))
			return error_set(
				c->err, C5_DATA,
				"vertex %" PRIu32 ": penalty out of range", v);
	for (size_t e = 0; e < c->graph->m; e++) {
		const struct match_edge *edge = &c->graph->edges[e];

		if (edge->u >= c->graph->n || edge->v >= c->graph->n ||
		    edge->u == edge->v || is_large(edge->cost))
			return error_set(c->err, C5_DATA,
					 "edge %zu: not an edge", e);
	}
	return C5_OK;
}

static enum c5_status check_mates(const struct check *c)
{
	const struct match_result *r = c->result;

	for (uint32_t v = 0; v < r->n; v++) {
		uint32_t mate = r->mate[v];

		if (mate == MATCH_NONE)
			continue;
		if (mate >= r->n || mate == v || r->mate[mate] != v)
			return error_set(c->err, C5_NO,
					 "vertex %" PRIu32 ": mate %" PRIu32
					 " is not its own",
					 v, mate);
	}
	return C5_OK;
}

/* Looks the pairs up among the edges, and what each of them costs. */
static enum c5_status check_pairs(struct check *c)
{
	const struct match_result *r = c->result;

	for (size_t e = 0; e < c->graph->m; e++) {
		const struct match_edge *edge = &c->graph->edges[e];
		uint32_t low = edge->u < edge->v ? edge->u : edge->v;

		if (r->mate[edge->u] != edge->v)
			continue;
		if (!c->is_paid[low] || edge->cost < c->paid[low])
			c->paid[low] = edge->cost;
		c->is_paid[low] = true;
	}
	for (uint32_t v = 0; v < r->n; v++)
		if (r->mate[v] != MATCH_NONE && v < r->mate[v] &&
		    !c->is_paid[v])
			return error_set(c->err, C5_NO,
					 "vertex %" PRIu32
					 ": no edge to its mate %" PRIu32,
					 v, r->mate[v]);
	return C5_OK;
}

/*
 * A blossom is the vertices whose `inner` leads to it by parents. Since parents
 * come before children, this ends, and two blossoms either are apart or one is
 * within the other.
 */
static enum c5_status check_family(const struct check *c)
{
	const struct match_result *r = c->result;

	for (uint32_t v = 0; v < r->n; v++)
		if (r->inner[v] != MATCH_NONE && r->inner[v] >= r->n_blossoms)
			return error_set(c->err, C5_NO,
					 "vertex %" PRIu32
					 ": no blossom %" PRIu32,
					 v, r->inner[v]);
	for (uint32_t b = 0; b < r->n_blossoms; b++) {
		if (r->blossoms[b].parent != MATCH_NONE &&
		    r->blossoms[b].parent >= b)
			return error_set(c->err, C5_NO,
					 "blossom %" PRIu32
					 ": its parent does not come before it",
					 b);
		if (r->blossoms[b].z <= 0)
			return error_set(
				c->err, C5_NO,
				"blossom %" PRIu32 ": z is not positive", b);
	}
	return C5_OK;
}

static void count_vertices(struct check *c)
{
	const struct match_result *r = c->result;

	for (uint32_t v = 0; v < r->n; v++)
		if (r->inner[v] != MATCH_NONE)
			c->size[r->inner[v]]++;
	for (uint32_t b = r->n_blossoms; b-- > 0;)
		if (r->blossoms[b].parent != MATCH_NONE)
			c->size[r->blossoms[b].parent] += c->size[b];
}

static enum c5_status check_sizes(const struct check *c)
{
	const struct match_result *r = c->result;

	for (uint32_t b = 0; b < r->n_blossoms; b++) {
		uint32_t parent = r->blossoms[b].parent;

		if (c->size[b] < 3 || c->size[b] % 2 == 0)
			return error_set(c->err, C5_NO,
					 "blossom %" PRIu32 ": of %" PRIu64
					 " vertices",
					 b, c->size[b]);
		if (parent != MATCH_NONE && c->size[parent] == c->size[b])
			return error_set(c->err, C5_NO,
					 "blossom %" PRIu32
					 ": its parent is no larger",
					 b);
	}
	return C5_OK;
}

static enum c5_status check_edges(const struct check *c,
				  const struct match_nest *nest)
{
	const int64_t *y = c->result->y;

	for (size_t e = 0; e < c->graph->m; e++) {
		const struct match_edge *edge = &c->graph->edges[e];
		c5_int128 excess = (c5_int128)y[edge->u] + y[edge->v] -
				   (c5_int128)edge->cost * MATCH_TICKS;

		/* Most edges need no climbing. */
		if (excess > 0 &&
		    excess > 2 * match_nest_common(nest, edge->u, edge->v))
			return error_set(c->err, C5_NO,
					 "edge %zu: y of its ends is over the "
					 "cost",
					 e);
	}
	return C5_OK;
}

static enum c5_status check_duals(const struct check *c)
{
	const int64_t *y = c->result->y;
	struct match_nest nest;
	enum c5_status status;

	for (uint32_t v = 0; v < c->graph->n; v++)
		if (y[v] > (c5_int128)c->graph->penalty[v] * MATCH_TICKS)
			return error_set(
				c->err, C5_NO,
				"vertex %" PRIu32 ": y is over the penalty", v);
	status = match_nest_make(&nest, c->result, c->err);
	if (status == C5_OK)
		status = check_edges(c, &nest);
	match_nest_release(&nest);
	return status;
}

static enum c5_status check_value(const struct check *c)
{
	const struct match_result *r = c->result;
	c5_int128 weight = 0;
	uint32_t pairs = 0;

	for (uint32_t v = 0; v < r->n; v++) {
		if (r->mate[v] == MATCH_NONE) {
			weight += c->graph->penalty[v];
		} else if (v < r->mate[v]) {
			weight += c->paid[v];
			pairs++;
		}
	}
	if (pairs != r->pairs)
		return error_set(c->err, C5_NO,
				 "the pairs are %" PRIu32 ", not %" PRIu32,
				 pairs, r->pairs);
	if (weight != r->weight)
		return error_set(c->err, C5_NO,
				 "the weight is not that of the pairs");
	return C5_OK;
}

static enum c5_status check_bound(const struct check *c)
{
	const struct match_result *r = c->result;
	c5_int128 bound = 0;

	for (uint32_t v = 0; v < r->n; v++)
		bound += r->y[v];
	for (uint32_t b = 0; b < r->n_blossoms; b++)
		bound -= (c5_int128)r->blossoms[b].z *
			 (c5_int128)(c->size[b] - 1);
	if (bound != r->bound)
		return error_set(c->err, C5_NO,
				 "the bound is not that of the duals");
	if (r->optimal != (bound == r->weight * MATCH_TICKS))
		return error_set(c->err, C5_NO,
				 "optimal is not what bound and weight say");
	return C5_OK;
}

static enum c5_status check_all(struct check *c)
{
	enum c5_status status = check_graph(c);

	if (status == C5_OK)
		status = check_mates(c);
	if (status == C5_OK)
		status = check_pairs(c);
	if (status == C5_OK)
		status = check_family(c);
	if (status != C5_OK)
		return status;
	count_vertices(c);
	status = check_sizes(c);
	if (status == C5_OK)
		status = check_duals(c);
	if (status == C5_OK)
		status = check_value(c);
	return status == C5_OK ? check_bound(c) : status;
}

enum c5_status match_verify(const struct match_graph *graph,
			    const struct match_result *result,
			    struct c5_error *err)
{
	struct check c = {.graph = graph, .result = result, .err = err};
	enum c5_status status;

	if (result->n != graph->n)
		return error_set(err, C5_NO,
				 "the result is of %" PRIu32
				 " vertices, the graph of %" PRIu32,
				 result->n, graph->n);
	c.is_paid = calloc(graph->n + (size_t)1, sizeof(*c.is_paid));
	c.paid = calloc(graph->n + (size_t)1, sizeof(*c.paid));
	c.size = calloc(result->n_blossoms + (size_t)1, sizeof(*c.size));
	if (c.is_paid && c.paid && c.size)
		status = check_all(&c);
	else
		status = error_memory(err);
	free(c.is_paid);
	free(c.paid);
	free(c.size);
	return status;
}
