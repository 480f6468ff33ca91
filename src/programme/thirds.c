/*
 * Where those who were left out of the pairs at no charge go: each joins a pair
 * with which all rules hold. They are assigned together, most first, then by
 * score. Where the best-scored pairs cannot take somebody, the part they are
 * in is made anew around a triangle (it has one, or their waiting would have
 * been counted), the triangle being the best-scored that is found.
 */
#include "programme/planner.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/rules.h"

enum { MOST_TRIANGLES = 1 << 20 };

/* A pair (a, b) of a part and a third who may join it. */
struct triangle {
	uint32_t a, b, c;
	c5_int128 least; /* ticks: no plan with it costs less above the bound */
};

struct thirds {
	struct planner *planner;
	bool *fixed;	/* in a triangle that has been settled */
	uint32_t *free; /* thirds without a pair */
	uint32_t n_free;
	uint32_t *pair_of; /* lower members of the pairs */
	uint32_t n_pairs;
};

static bool may_join(const struct planner *planner, uint32_t third, uint32_t a)
{
	uint32_t b = planner->mate[a];

	return rule_broken(planner->cohort, third, a) == RULE_NONE &&
	       rule_broken(planner->cohort, third, b) == RULE_NONE;
}

/* Lists the thirds and the pairs that could take one. */
static void list_free(struct thirds *thirds)
{
	const struct planner *planner = thirds->planner;
	const bool *counted = planner->out->certificate.counted;

	thirds->n_free = thirds->n_pairs = 0;
	for (uint32_t v = 0; v < planner->n; v++) {
		if (thirds->fixed[v])
			continue;
		if (planner->mate[v] == MATCH_NONE && !counted[v])
			thirds->free[thirds->n_free++] = v;
		else if (planner->mate[v] != MATCH_NONE && planner->mate[v] > v)
			thirds->pair_of[thirds->n_pairs++] = v;
	}
}

/* The graph of thirds (first) and pairs, an edge where one may join. */
static enum c5_status joining_graph(const struct thirds *thirds,
				    struct plan_graph *out,
				    struct c5_error *err)
{
	const struct planner *planner = thirds->planner;
	uint32_t n = thirds->n_free + thirds->n_pairs;
	size_t most = (size_t)thirds->n_free * thirds->n_pairs;

	*out = (struct plan_graph){.graph.n = n};
	out->edges = memory_new(most, sizeof(*out->edges));
	out->penalty = memory_new(n, sizeof(*out->penalty));
	if (!out->edges || !out->penalty)
		return error_memory(err);
	for (uint32_t t = 0; t < thirds->n_free; t++) {
		for (uint32_t p = 0; p < thirds->n_pairs; p++) {
			uint32_t third = thirds->free[t];
			uint32_t a = thirds->pair_of[p];

			if (!may_join(planner, third, a))
				continue;
			out->edges[out->graph.m++] = (struct match_edge){
				t, thirds->n_free + p,
				-planner_score(planner, third, a) -
					planner_score(planner, third,
						      planner->mate[a])};
		}
		/* More than all the scores together: most thirds first. */
		out->penalty[t] = 2 * planner->graph.best_score *
					  (int64_t)thirds->n_free +
				  1;
	}
	out->graph.edges = out->edges;
	out->graph.penalty = out->penalty;
	return C5_OK;
}

/* Assigns thirds to pairs; *stuck is one that no pair can take. */
static enum c5_status assign(struct thirds *thirds, uint32_t *stuck,
			     struct c5_error *err)
{
	struct planner *planner = thirds->planner;
	struct plan_graph joining;
	struct match_result result = {0};
	enum c5_status status = joining_graph(thirds, &joining, err);

	*stuck = MATCH_NONE;
	if (!status)
		status = match_solve(&result, &joining.graph, err);
	for (uint32_t t = thirds->n_free; !status && t-- > 0;) {
		uint32_t p = result.mate[t];

		if (p == MATCH_NONE)
			*stuck = thirds->free[t];
		else
			planner->third_of[thirds->pair_of[p - thirds->n_free]] =
				thirds->free[t];
	}
	plan_graph_release(&joining);
	match_result_release(&result);
	return status;
}

/* Solves again without the people that are fixed or in `triangle`. */
static enum c5_status solve_without(const struct thirds *thirds,
				    const struct triangle *triangle,
				    struct match_result *out,
				    struct c5_error *err)
{
	const struct plan_graph *whole = &thirds->planner->graph;
	struct match_graph graph = whole->graph;
	struct match_edge *edges = memory_new(graph.m, sizeof(*edges));
	int64_t *penalty = memory_new(graph.n, sizeof(*penalty));
	bool *gone = memory_new(graph.n, sizeof(*gone));
	enum c5_status status = C5_OK;

	if (!edges || !penalty || !gone) {
		status = error_memory(err);
		goto out;
	}
	memcpy(gone, thirds->fixed, graph.n * sizeof(*gone));
	gone[triangle->a] = gone[triangle->b] = gone[triangle->c] = true;
	for (uint32_t v = 0; v < graph.n; v++)
		penalty[v] = gone[v] ? 0 : whole->penalty[v];
	graph.m = 0;
	for (size_t e = 0; e < whole->graph.m; e++)
		if (!gone[whole->edges[e].u] && !gone[whole->edges[e].v])
			edges[graph.m++] = whole->edges[e];
	graph.edges = edges;
	graph.penalty = penalty;
	status = match_solve(out, &graph, err);
out:
	free(edges);
	free(penalty);
	free(gone);
	return status;
}

/*
 * How far a pair and a third are from tight: no matching that pairs a and b
 * and leaves c out costs less than the bound plus this (in ticks; z, which
 * only adds, is left aside).
 */
static c5_int128 distance(const struct planner *planner,
			  const struct triangle *t)
{
	const struct match_result *duals = &planner->out->certificate.duals;
	c5_int128 cost = -planner_score(planner, t->a, t->b);
	c5_int128 left = planner->graph.penalty[t->c];

	return (cost + left) * MATCH_TICKS - duals->y[t->a] - duals->y[t->b] -
	       duals->y[t->c];
}

static int by_least(const void *left, const void *right)
{
	const struct triangle *s = left, *t = right;

	if (s->least != t->least)
		return s->least < t->least ? -1 : 1;
	if (s->a != t->a)
		return s->a < t->a ? -1 : 1;
	if (s->b != t->b)
		return s->b < t->b ? -1 : 1;
	return s->c < t->c ? -1 : s->c > t->c;
}

struct triangles {
	struct triangle *list;
	size_t count, capacity;
};

static enum c5_status add_triangle(const struct planner *planner,
				   struct triangles *out, struct triangle t,
				   struct c5_error *err)
{
	void *grown = memory_grow(out->list, &out->capacity, out->count + 1,
				  sizeof(*out->list));

	if (!grown)
		return error_memory(err);
	out->list = grown;
	t.least = distance(planner, &t);
	out->list[out->count++] = t;
	return C5_OK;
}

/* Everybody of the part who may join the pair (a, b). */
static enum c5_status add_joiners(const struct planner *planner,
				  struct triangles *out, struct triangle pair,
				  struct c5_error *err)
{
	const uint32_t *part_of = planner->structure.part;
	enum c5_status status = C5_OK;

	for (uint32_t c = 0; c < planner->n && !status; c++) {
		if (part_of[c] != part_of[pair.a] || c == pair.a ||
		    c == pair.b || rule_broken(planner->cohort, pair.a, c) ||
		    rule_broken(planner->cohort, pair.b, c))
			continue;
		pair.c = c;
		status = add_triangle(planner, out, pair, err);
	}
	return status;
}

/* The triangle that is known to leave the rest of the part well. */
static enum c5_status add_certain(const struct planner *planner, uint32_t part,
				  struct triangles *out, struct c5_error *err)
{
	uint32_t t[3];
	enum c5_status status = match_part_triangle(
		t, &planner->graph.graph, &planner->structure, part, err);

	return status ? status
		      : add_triangle(planner, out,
				     (struct triangle){t[0], t[1], t[2], 0},
				     err);
}

/*
 * The triangles of a part, nearest to tight first; of a part so large that
 * there are more than MOST_TRIANGLES, the first of them.
 */
static enum c5_status list_triangles(const struct thirds *thirds, uint32_t part,
				     struct triangles *out,
				     struct c5_error *err)
{
	const struct planner *planner = thirds->planner;
	const uint32_t *part_of = planner->structure.part;
	const struct plan_graph *graph = &planner->graph;
	enum c5_status status = add_certain(planner, part, out, err);

	for (size_t e = 0; e < graph->graph.m && !status; e++) {
		uint32_t a = graph->edges[e].u, b = graph->edges[e].v;

		if (part_of[a] != part || part_of[b] != part ||
		    out->count > MOST_TRIANGLES)
			continue;
		status = add_joiners(planner, out,
				     (struct triangle){.a = a, .b = b}, err);
	}
	if (!status && out->count)
		qsort(out->list, out->count, sizeof(*out->list), by_least);
	return status;
}

/* What a plan around `triangle` costs, against what it would be for free. */
static c5_int128 cost_with(const struct planner *planner,
			   const struct triangle *triangle,
			   const struct match_result *rest)
{
	c5_int128 pair = -planner_score(planner, triangle->a, triangle->b);

	return (rest->weight + pair + planner->graph.penalty[triangle->c]) *
	       MATCH_TICKS;
}

/*
 * The triangle around which the whole costs least: tried in the order of what
 * they cost at least, until none that is left can be better.
 */
static enum c5_status best_triangle(const struct thirds *thirds,
				    const struct triangles *triangles,
				    struct triangle *best,
				    struct match_result *rest,
				    struct c5_error *err)
{
	const struct planner *planner = thirds->planner;
	c5_int128 bound = planner->out->certificate.duals.bound, least = 0;
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < triangles->count && !status; i++) {
		const struct triangle *t = &triangles->list[i];
		struct match_result tried = {0};

		if (rest->mate && bound + t->least >= least)
			break;
		status = solve_without(thirds, t, &tried, err);
		if (!status &&
		    (!rest->mate || cost_with(planner, t, &tried) < least)) {
			least = cost_with(planner, t, &tried);
			*best = *t;
			match_result_release(rest);
			*rest = tried;
		} else {
			match_result_release(&tried);
		}
	}
	return status;
}

/* Makes the part of `stuck` anew around its best triangle. */
static enum c5_status rescue(struct thirds *thirds, uint32_t stuck,
			     struct c5_error *err)
{
	struct planner *planner = thirds->planner;
	uint32_t part = planner->structure.part[stuck];
	struct triangles triangles = {NULL, 0, 0};
	struct triangle best = {0};
	struct match_result rest = {0};
	enum c5_status status = list_triangles(thirds, part, &triangles, err);

	if (!status)
		status = best_triangle(thirds, &triangles, &best, &rest, err);
	if (!status && !rest.mate)
		status = error_set(err, C5_SYSTEM,
				   "a bug: a part that a trio can place has no "
				   "triangle");
	for (uint32_t v = 0; v < planner->n && !status; v++)
		if (!thirds->fixed[v])
			planner->mate[v] = rest.mate[v];
	if (!status) {
		planner->mate[best.a] = best.b;
		planner->mate[best.b] = best.a;
		thirds->fixed[best.a] = thirds->fixed[best.b] = true;
		thirds->fixed[best.c] = true;
		planner->third_of[best.a < best.b ? best.a : best.b] = best.c;
	}
	free(triangles.list);
	match_result_release(&rest);
	return status;
}

/* Assigns what can be assigned, and rescues who cannot, until all are. */
static enum c5_status place(struct thirds *thirds, struct c5_error *err)
{
	struct planner *planner = thirds->planner;
	uint32_t stuck;
	enum c5_status status;

	do {
		for (uint32_t v = 0; v < planner->n; v++)
			if (!thirds->fixed[v])
				planner->third_of[v] = MATCH_NONE;
		list_free(thirds);
		status = assign(thirds, &stuck, err);
		if (!status && stuck != MATCH_NONE)
			status = rescue(thirds, stuck, err);
	} while (!status && stuck != MATCH_NONE);
	return status;
}

enum c5_status planner_place_thirds(struct planner *planner,
				    struct c5_error *err)
{
	struct thirds thirds = {
		.planner = planner,
		.fixed = memory_new(planner->n, sizeof(bool)),
		.free = memory_new(planner->n, sizeof(uint32_t)),
		.pair_of = memory_new(planner->n, sizeof(uint32_t)),
	};
	enum c5_status status;

	memcpy(planner->mate, planner->out->certificate.duals.mate,
	       planner->n * sizeof(*planner->mate));
	if (thirds.fixed && thirds.free && thirds.pair_of)
		status = place(&thirds, err);
	else
		status = error_memory(err);
	free(thirds.fixed);
	free(thirds.free);
	free(thirds.pair_of);
	return status;
}
