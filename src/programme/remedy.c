/*
 * Which triangle costs least: the pairs are solved anew around one after the
 * other, those first that the certificate allows to cost least.
 */
#include "programme/remedy.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/rules.h"

enum { MOST_TRIANGLES = 1 << 20 };

struct triangles {
	struct triangle *list;
	size_t count, capacity;
};

enum c5_status remedy_solve_without(const struct thirds *thirds,
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
	if (triangle)
		gone[triangle->a] = gone[triangle->b] = gone[triangle->c] =
			true;
	for (uint32_t v = 0; v < graph.n; v++)
		penalty[v] = gone[v] ? 0 : thirds->penalty[v];
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

int64_t remedy_group_cost(const struct planner *planner, uint32_t a, uint32_t b,
			  uint32_t third)
{
	const struct digits *digits = &planner->out->certificate.digits;
	bool kept =
		third == MATCH_NONE && cohort_announced(planner->cohort, a, b);

	return (planner_is_relaxed(planner, a, b, third) ? digits->relax : 0) -
	       (kept ? digits->keep : 0) - planner_score(planner, a, b);
}

/* What a pair and a third cost. */
static c5_int128 cost_of(const struct planner *planner,
			 const struct triangle *t)
{
	bool joins_must = cohort_must_mate(planner->cohort, t->a) == t->b;
	int64_t alone = joins_must ? planner->out->certificate.digits.left
				   : planner->penalty[t->c];

	return (c5_int128)alone + remedy_group_cost(planner, t->a, t->b, t->c);
}

/* What a triangle may cost to be taken: where it costs the same it settles
 * more than to close the part. */
static c5_int128 most_cost(const struct remedy *remedy)
{
	return remedy->cost - !remedy->closes;
}

enum c5_status remedy_try(const struct thirds *thirds,
			  const struct triangle *triangle, struct remedy *out,
			  struct c5_error *err)
{
	struct remedy tried = {.triangle = *triangle};
	enum c5_status status =
		remedy_solve_without(thirds, triangle, &tried.rest, err);

	tried.cost = thirds->settled + tried.rest.weight +
		     cost_of(thirds->planner, triangle);
	if (!status && tried.cost <= most_cost(out)) {
		match_result_release(&out->rest);
		*out = tried;
	} else {
		match_result_release(&tried.rest);
	}
	return status;
}

/* The z of all blossoms that hold both; parents come before children. */
static c5_int128 common_z(const struct match_result *duals, uint32_t u,
			  uint32_t v)
{
	uint32_t a = duals->inner[u], b = duals->inner[v];
	c5_int128 sum = 0;

	while (a != b && a != MATCH_NONE && b != MATCH_NONE) {
		if (a > b)
			a = duals->blossoms[a].parent;
		else
			b = duals->blossoms[b].parent;
	}
	for (; a == b && a != MATCH_NONE; a = b = duals->blossoms[a].parent)
		sum += duals->blossoms[a].z;
	return sum;
}

static bool add_triangle(struct triangles *out, struct triangle triangle)
{
	void *grown = memory_grow(out->list, &out->capacity, out->count + 1,
				  sizeof(*out->list));

	if (!grown)
		return false;
	out->list = grown;
	out->list[out->count++] = triangle;
	return true;
}

/*
 * Adds everybody of the part who may join the pair and costs no more than
 * `most`. No matching that pairs two people, or leaves one out, costs less than
 * the bound and the slack of that pair or person. What a third spoils comes on
 * top.
 */
static enum c5_status add_joiners(const struct planner *planner,
				  const struct match_edge *pair, c5_int128 most,
				  struct triangles *out, struct c5_error *err)
{
	const struct match_result *duals = &planner->out->certificate.duals;
	const uint32_t *part_of = planner->structure.part;
	uint32_t a = pair->u, b = pair->v;
	c5_int128 with_pair =
		duals->bound + (c5_int128)pair->cost * MATCH_TICKS -
		duals->y[a] - duals->y[b] + 2 * common_z(duals, a, b);

	for (uint32_t c = 0; c < planner->n && with_pair <= most; c++) {
		struct triangle t = {a, b, c, with_pair - duals->y[c]};

		t.least += (c5_int128)planner->penalty[c] * MATCH_TICKS;
		if (c != a && c != b)
			t.least += (c5_int128)planner_spoils(planner, a, b, c) *
				   MATCH_TICKS;
		if (part_of[c] != part_of[a] || c == a || c == b ||
		    t.least > most || rule_broken(planner->cohort, a, c) ||
		    rule_broken(planner->cohort, b, c))
			continue;
		if (!add_triangle(out, t))
			return error_memory(err);
	}
	return C5_OK;
}

/* The same of those of the part, or of all, who may join a must-pair, along the
 * edges for that. */
static enum c5_status add_must_joiners(const struct planner *planner,
				       const struct index_pair *must,
				       uint32_t part, c5_int128 most,
				       struct triangles *out,
				       struct c5_error *err)
{
	const uint32_t *part_of = planner->structure.part;
	const struct match_result *duals = &planner->out->certificate.duals;
	uint32_t a = must->a, b = must->b;
	c5_int128 without = duals->bound - duals->y[a] - duals->y[b] +
			    (c5_int128)planner->penalty[b] * MATCH_TICKS;

	for (uint32_t c = 0; c < planner->n; c++) {
		int64_t cost = remedy_group_cost(planner, a, b, c);
		struct triangle t = {a, b, c, without - duals->y[c]};

		t.least += (c5_int128)cost * MATCH_TICKS +
			   2 * common_z(duals, a, c);
		if (t.least > most ||
		    (part != MATCH_NONE && part_of[c] != part) ||
		    !rule_allows_third(planner->cohort, a, c))
			continue;
		if (!add_triangle(out, t))
			return error_memory(err);
	}
	return C5_OK;
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

/* Is the pair within the part, or within any that a trio can save? */
static bool is_within(const struct planner *planner, uint32_t part,
		      const struct match_edge *pair)
{
	const uint32_t *part_of = planner->structure.part;
	uint32_t own = part_of[pair->u];

	if (own == MATCH_NONE || own != part_of[pair->v])
		return false;
	return part == MATCH_NONE ? planner->savable[own] : own == part;
}

/*
 * The triangles of a part, or with MATCH_NONE of all that a trio can save, and
 * of must-pairs, that
 * may be better than *remedy, by the least they cost; where there are more than
 * MOST_TRIANGLES, the first of them.
 */
static enum c5_status list_triangles(const struct thirds *thirds, uint32_t part,
				     const struct remedy *remedy,
				     struct triangles *out,
				     struct c5_error *err)
{
	const struct planner *planner = thirds->planner;
	const struct plan_graph *graph = &planner->graph;
	const struct pair_list *musts = &planner->cohort->musts;
	c5_int128 most = most_cost(remedy) * MATCH_TICKS;
	enum c5_status status = C5_OK;

	for (size_t e = 0; e < graph->graph.m && !status; e++)
		if (is_within(planner, part, &graph->edges[e]) &&
		    out->count <= MOST_TRIANGLES)
			status = add_joiners(planner, &graph->edges[e], most,
					     out, err);
	for (size_t i = 0; i < musts->count && !status; i++)
		if (!thirds->fixed[musts->pairs[i].a])
			status = add_must_joiners(planner, &musts->pairs[i],
						  part, most, out, err);
	if (!status && out->count)
		qsort(out->list, out->count, sizeof(*out->list), by_least);
	return status;
}

enum c5_status remedy_best_triangle(const struct thirds *thirds, uint32_t part,
				    size_t most, struct remedy *out,
				    struct c5_error *err)
{
	struct triangles triangles = {NULL, 0, 0};
	enum c5_status status =
		list_triangles(thirds, part, out, &triangles, err);

	for (size_t i = 0; i < triangles.count && i < most && !status; i++) {
		if (triangles.list[i].least > most_cost(out) * MATCH_TICKS)
			break;
		status = remedy_try(thirds, &triangles.list[i], out, err);
	}
	free(triangles.list);
	return status;
}

void remedy_take(struct thirds *thirds, const struct remedy *remedy)
{
	struct planner *planner = thirds->planner;
	const struct triangle *t = &remedy->triangle;

	for (uint32_t v = 0; v < planner->n; v++)
		if (!thirds->fixed[v])
			planner->mate[v] = remedy->rest.mate[v];
	planner_seat_musts(planner, thirds->fixed);
	if (remedy->closes)
		return;
	planner->mate[t->a] = t->b;
	planner->mate[t->b] = t->a;
	planner->third_of[t->a < t->b ? t->a : t->b] = t->c;
	planner->by_slot[t->c] =
		cohort_must_mate(planner->cohort, t->a) == t->b;
	thirds->fixed[t->a] = thirds->fixed[t->b] = thirds->fixed[t->c] = true;
	thirds->settled += cost_of(planner, t);
}
