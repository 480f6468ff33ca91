/*
 * Which triangles of a factor-critical part leave a perfect matching behind?
 * For a corner a there is a matching M of the others. Take out b as well: then
 * M lacks one vertex only, b's mate, and c can be spared exactly if some
 * maximum matching leaves it out, that is if an alternating path of even length
 * leads there from b's mate. So one search answers for all c at once.
 */
#include "match/forest.h"

#include <assert.h>
#include <stdlib.h>

/* A part by itself, its vertices numbered from 0 in the same order. */
struct part {
	struct match_graph graph; /* of the two arrays below; no costs */
	struct match_edge *edges;
	int64_t *penalty;
	uint32_t *number; /* by vertex of the whole: its number here */
	uint32_t *vertex; /* by number: the vertex of the whole */
	struct adjacency adjacency;
	struct forest forest;
	bool *is_near;		  /* of a: neighbours */
	struct match_result rest; /* of a: the matching without it; or empty */
};

static void part_release(struct part *part)
{
	free(part->edges);
	free(part->penalty);
	free(part->number);
	free(part->vertex);
	free(part->is_near);
	adjacency_release(&part->adjacency);
	forest_release(&part->forest);
	match_result_release(&part->rest);
}

static void number_vertices(struct part *part,
			    const struct match_structure *structure,
			    uint32_t id)
{
	uint32_t n = 0;

	for (uint32_t v = 0; v < structure->n; v++) {
		part->number[v] = MATCH_NONE;
		if (structure->part[v] != id)
			continue;
		part->vertex[n] = v;
		part->number[v] = n++;
	}
	part->graph.n = n;
}

static bool is_inside(const struct part *part, const struct match_edge *edge)
{
	return part->number[edge->u] != MATCH_NONE &&
	       part->number[edge->v] != MATCH_NONE;
}

static bool copy_edges(struct part *part, const struct match_graph *graph)
{
	size_t m = 0;

	for (size_t e = 0; e < graph->m; e++)
		m += is_inside(part, &graph->edges[e]);
	part->edges = memory_new(m, sizeof(*part->edges));
	if (!part->edges)
		return false;
	part->graph.edges = part->edges;
	for (size_t e = 0; e < graph->m; e++) {
		const struct match_edge *edge = &graph->edges[e];

		if (is_inside(part, edge))
			part->edges[part->graph.m++] = (struct match_edge){
				.u = part->number[edge->u],
				.v = part->number[edge->v],
			};
	}
	return true;
}

/* The vertices and edges of the part; false: no memory. */
static bool part_copy(struct part *part, const struct match_graph *graph,
		      const struct match_structure *structure, uint32_t id)
{
	part->number = memory_new(structure->n, sizeof(*part->number));
	part->vertex = memory_new(structure->n, sizeof(*part->vertex));
	if (!part->number || !part->vertex)
		return false;
	number_vertices(part, structure, id);
	if (!copy_edges(part, graph))
		return false;
	part->is_near = memory_new(part->graph.n, sizeof(*part->is_near));
	part->penalty = memory_new(part->graph.n, sizeof(*part->penalty));
	part->graph.penalty = part->penalty;
	return part->is_near && part->penalty;
}

static enum c5_status part_init(struct part *part,
				const struct match_graph *graph,
				const struct match_structure *structure,
				uint32_t id, struct c5_error *err)
{
	*part = (struct part){0};
	if (!part_copy(part, graph, structure, id))
		return error_memory(err);
	enum c5_status status = adjacency_init(&part->adjacency, &part->graph,
					       ADJACENCY_BARE, err);
	if (status == C5_OK && !forest_init(&part->forest, &part->adjacency))
		status = error_memory(err);
	return status;
}

/* Marks the neighbours of `a`. */
static void mark_near(struct part *part, uint32_t a)
{
	const struct adjacency *graph = &part->adjacency;

	for (uint32_t v = 0; v < graph->n; v++)
		part->is_near[v] = false;
	for (size_t i = graph->first[a]; i < graph->first[a + 1]; i++)
		part->is_near[graph->arcs[i].v] = true;
}

/* Matches all but `a`: it alone is cheaper to leave out than to match. */
static enum c5_status match_rest(struct part *part, uint32_t a,
				 struct c5_error *err)
{
	for (uint32_t v = 0; v < part->graph.n; v++)
		part->penalty[v] = v == a ? -1 : 1;
	match_result_release(&part->rest);
	enum c5_status status = match_solve(&part->rest, &part->graph, err);
	assert(status != C5_OK || 2 * part->rest.pairs + 1 == part->graph.n);
	return status;
}

/* Labels as even what can be spared once `a` and `b` are gone. */
static void grow_without(struct part *part, uint32_t a, uint32_t b)
{
	uint32_t *mate = part->rest.mate;
	uint32_t widow = mate[b];

	forest_clear(&part->forest);
	part->forest.label[a] = FOREST_REMOVED;
	part->forest.label[b] = FOREST_REMOVED;
	mate[b] = MATCH_NONE;
	mate[widow] = MATCH_NONE;
	bool is_maximum = forest_grow(&part->forest, mate);
	assert(is_maximum);
	(void)is_maximum;
	mate[b] = widow;
	mate[widow] = b;
}

/*
 * The smallest c > b that is adjacent to both `a`, whose neighbours are marked,
 * and `b`; with `only_even` one that the forest has reached. Or MATCH_NONE.
 */
static uint32_t third_corner(const struct part *part, uint32_t b,
			     bool only_even)
{
	const struct adjacency *graph = &part->adjacency;

	for (size_t i = graph->first[b]; i < graph->first[b + 1]; i++) {
		uint32_t c = graph->arcs[i].v;

		if (c > b && part->is_near[c] &&
		    (!only_even || part->forest.label[c] == FOREST_EVEN))
			return c;
	}
	return MATCH_NONE;
}

/* The first triangle with `a` as its smallest vertex. */
static enum c5_status try_corner(uint32_t triangle[3], struct part *part,
				 uint32_t a, struct c5_error *err)
{
	const struct adjacency *graph = &part->adjacency;
	bool is_matched = false;

	mark_near(part, a);
	for (size_t i = graph->first[a]; i < graph->first[a + 1]; i++) {
		uint32_t b = graph->arcs[i].v;

		if (b < a || third_corner(part, b, false) == MATCH_NONE)
			continue;
		if (!is_matched) {
			enum c5_status status = match_rest(part, a, err);

			if (status != C5_OK)
				return status;
			is_matched = true;
		}
		grow_without(part, a, b);
		uint32_t c = third_corner(part, b, true);
		if (c != MATCH_NONE) {
			triangle[0] = part->vertex[a];
			triangle[1] = part->vertex[b];
			triangle[2] = part->vertex[c];
			return C5_OK;
		}
	}
	return C5_NO;
}

enum c5_status match_part_triangle(uint32_t triangle[3],
				   const struct match_graph *graph,
				   const struct match_structure *structure,
				   uint32_t part, struct c5_error *err)
{
	struct part own;

	assert(part < structure->n_parts && structure->n == graph->n);
	enum c5_status status = part_init(&own, graph, structure, part, err);
	uint32_t n = status == C5_OK ? own.graph.n : 0;
	if (status == C5_OK)
		status = C5_NO;
	for (uint32_t a = 0; status == C5_NO && a < n; a++)
		status = try_corner(triangle, &own, a, err);
	part_release(&own);
	if (status == C5_NO)
		return error_set(err, C5_NO,
				 "the part has no triangle to spare");
	return status;
}
