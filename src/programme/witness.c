/*
 * The witness, after Tutte and Berge: reached from the parts that were left
 * with somebody waiting, along allowed pairs to the people between, and from
 * those to the parts that took them.
 */
#include "connect5/audit.h"
#include "programme/planner.h"

#include <stdlib.h>
#include <string.h>

/* Roles given so far; parts are numbered at the end. */
struct search {
	struct planner *planner;
	uint32_t *role;
	size_t reached; /* people in reached parts */
};

static void reach_part(struct search *search, uint32_t part)
{
	const struct match_structure *structure = &search->planner->structure;

	for (uint32_t v = 0; v < search->planner->n; v++) {
		if (structure->part[v] != part ||
		    search->role[v] != WITNESS_OUTSIDE)
			continue;
		search->role[v] = WITNESS_PART;
		search->reached++;
	}
}

/* Marks the people between that edges (u, v) reach from part vertices. */
static enum c5_status reach_across(struct search *search, uint32_t from,
				   uint32_t to, struct c5_error *err)
{
	const struct planner *planner = search->planner;
	const bool *counted = planner->out->certificate.counted;

	if (planner->structure.class_of[to] != MATCH_A ||
	    search->role[from] != WITNESS_PART ||
	    search->role[to] != WITNESS_OUTSIDE)
		return C5_OK;
	uint32_t mate = planner_matched_to(planner, to);
	if (mate == MATCH_NONE || planner->structure.part[mate] == MATCH_NONE ||
	    !counted[mate])
		return error_set(err, C5_SYSTEM,
				 "a bug: somebody waits who need not (person "
				 "%u between the parts)",
				 to);
	search->role[to] = WITNESS_BETWEEN;
	reach_part(search, planner->structure.part[mate]);
	return C5_OK;
}

/* Edges are scanned until no round of it reaches anybody new. */
static enum c5_status spread(struct search *search, struct c5_error *err)
{
	const struct match_graph *graph = &search->planner->graph.graph;
	enum c5_status status = C5_OK;
	size_t before;

	do {
		before = search->reached;
		for (size_t e = 0; e < graph->m && !status; e++) {
			const struct match_edge *edge = &graph->edges[e];

			status = reach_across(search, edge->u, edge->v, err);
			if (!status)
				status = reach_across(search, edge->v, edge->u,
						      err);
		}
	} while (!status && search->reached > before);
	return status;
}

/* Numbers the reached parts by their first person. */
static enum c5_status number_parts(struct planner *planner,
				   struct witness *witness,
				   struct c5_error *err)
{
	uint32_t *number =
		memory_new(planner->structure.n_parts, sizeof(*number));

	if (!number)
		return error_memory(err);
	for (uint32_t v = 0; v < planner->n; v++) {
		witness->between += witness->role[v] == WITNESS_BETWEEN;
		if (witness->role[v] != WITNESS_PART)
			continue;
		uint32_t part = planner->structure.part[v];
		if (!number[part])
			number[part] = ++witness->parts;
		witness->role[v] = WITNESS_PART + number[part] - 1;
	}
	free(number);
	return C5_OK;
}

/* Where every part has somebody to spare, the whole structure is the witness.
 */
static void take_structure(struct planner *planner, struct witness *witness)
{
	const struct match_structure *structure = &planner->structure;

	witness->parts = structure->n_parts;
	for (uint32_t v = 0; v < planner->n; v++) {
		enum match_class class = structure->class_of[v];

		witness->between += class == MATCH_A;
		witness->role[v] = class == MATCH_D
					   ? WITNESS_PART + structure->part[v]
				   : class == MATCH_A ? WITNESS_BETWEEN
						      : WITNESS_OUTSIDE;
	}
}

/* Where a trio can take some of those left over, what explains the others. */
static enum c5_status search_witness(struct planner *planner,
				     struct c5_error *err)
{
	struct plan *plan = planner->out;
	struct search search = {planner, plan->witness.role, 0};
	enum c5_status status = planner_list_pairs(planner, err);

	for (size_t i = 0; i < plan->n_waiting && !status; i++)
		reach_part(&search, planner->structure.part[plan->waiting[i]]);
	if (!status)
		status = spread(&search, err);
	return status ? status : number_parts(planner, &plan->witness, err);
}

/* What is seen of a part: its size, and up to three sectors. */
struct seen {
	uint32_t n, n_sectors;
	int64_t sectors[3];
};

static void see(struct seen *part, int64_t sector)
{
	uint32_t known = 0;

	part->n++;
	while (known < part->n_sectors && part->sectors[known] != sector)
		known++;
	if (known == part->n_sectors && known < 3)
		part->sectors[part->n_sectors++] = sector;
}

/* Is a part larger than what the audit can settle, with trios in question? */
static enum c5_status find_large(const struct planner *planner, bool *found,
				 struct c5_error *err)
{
	const struct witness *witness = &planner->out->witness;
	struct seen *parts = memory_new(witness->parts, sizeof(*parts));

	*found = false;
	if (!parts)
		return error_memory(err);
	for (uint32_t v = 0; v < planner->n; v++)
		if (witness->role[v] >= WITNESS_PART)
			see(&parts[witness->role[v] - WITNESS_PART],
			    planner->cohort->people[v].profile.sector);
	for (uint32_t p = 0; p < witness->parts; p++)
		*found |= parts[p].n > AUDIT_LARGEST_PART &&
			  (parts[p].n_sectors > 2 || planner->cohort->relaxed);
	free(parts);
	return C5_OK;
}

enum c5_status planner_witness(struct planner *planner, struct c5_error *err)
{
	struct plan *plan = planner->out;
	enum c5_status status = C5_OK;
	bool large = false;

	plan->witness.role =
		memory_new(planner->n, sizeof(*plan->witness.role));
	if (!plan->witness.role)
		return error_memory(err);
	if (plan->n_waiting && !planner->some_savable)
		take_structure(planner, &plan->witness);
	else if (plan->n_waiting)
		status = search_witness(planner, err);
	if (!status && plan->n_waiting &&
	    plan->witness.parts - plan->witness.between != plan->n_waiting)
		status =
			error_set(err, C5_SYSTEM,
				  "a bug: the witness explains %u waits of %zu",
				  plan->witness.parts - plan->witness.between,
				  plan->n_waiting);
	if (!status && planner->settings->trios)
		status = find_large(planner, &large, err);
	plan->proof.optimal &= !large;
	return status;
}
