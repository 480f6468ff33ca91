#include "match/forest.h"

#include <inttypes.h>
#include <stdlib.h>

/* Is it a matching along edges at all? */
static enum c5_status check_matching(const struct adjacency *graph,
				     const uint32_t *mate, struct c5_error *err)
{
	for (uint32_t v = 0; v < graph->n; v++) {
		if (mate[v] == MATCH_NONE)
			continue;
		if (mate[v] >= graph->n || mate[mate[v]] != v ||
		    !adjacency_find(graph, v, mate[v]))
			return error_set(err, C5_NO,
					 "vertex %" PRIu32
					 ": not matched to %" PRIu32
					 " along an edge",
					 v, mate[v]);
	}
	return C5_OK;
}

/*
 * No edge joins two blossoms of a finished forest, or the search had shrunk or
 * stopped there: its even nodes are the components of D.
 */
static void read_forest(struct match_structure *out, struct forest *forest)
{
	for (uint32_t v = 0; v < out->n; v++)
		out->part[v] = MATCH_NONE;
	for (uint32_t v = 0; v < out->n; v++) {
		uint32_t base = forest_base(forest, v);

		if (forest->label[v] == FOREST_ODD)
			out->class_of[v] = MATCH_A;
		if (forest->label[v] != FOREST_EVEN)
			continue;
		out->class_of[v] = MATCH_D;
		if (out->part[base] == MATCH_NONE)
			out->part[base] = out->n_parts++;
		out->part[v] = out->part[base];
	}
}

static enum c5_status decompose(struct match_structure *out,
				const struct adjacency *graph,
				const uint32_t *mate, struct c5_error *err)
{
	struct forest forest;
	enum c5_status status = check_matching(graph, mate, err);

	if (status != C5_OK)
		return status;
	if (!forest_init(&forest, graph))
		return error_memory(err);
	bool is_maximum = forest_grow(&forest, mate);
	if (is_maximum)
		read_forest(out, &forest);
	forest_release(&forest);
	return is_maximum
		       ? C5_OK
		       : error_set(err, C5_NO, "the matching could be larger");
}

enum c5_status match_decompose(struct match_structure *out,
			       const struct match_graph *graph,
			       const uint32_t *mate, struct c5_error *err)
{
	struct adjacency adjacency;

	*out = (struct match_structure){0};
	enum c5_status status =
		adjacency_init(&adjacency, graph, ADJACENCY_BARE, err);
	if (status != C5_OK)
		return status;
	out->n = graph->n;
	out->class_of = memory_new(out->n, sizeof(*out->class_of));
	out->part = memory_new(out->n, sizeof(*out->part));
	if (out->class_of && out->part)
		status = decompose(out, &adjacency, mate, err);
	else
		status = error_memory(err);
	if (status != C5_OK)
		match_structure_release(out);
	adjacency_release(&adjacency);
	return status;
}

void match_structure_release(struct match_structure *structure)
{
	free(structure->class_of);
	free(structure->part);
	*structure = (struct match_structure){0};
}

uint32_t match_structure_exposed(const struct match_structure *structure)
{
	uint32_t between = 0;

	for (uint32_t v = 0; v < structure->n; v++)
		between += structure->class_of[v] == MATCH_A;
	return structure->n_parts - between;
}
