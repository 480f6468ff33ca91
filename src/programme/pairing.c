/*
 * The best-scored pairs among those that leave the fewest people without a
 * place, and their certificate. Which pairs there are is asked of an oracle
 * (affinity.h), so that a country's pairs need not stand in memory.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/rules.h"
#include "programme/planner.h"

/* How many a person's set can share with another's, at the most. */
static int64_t most_shared(const struct cohort *cohort, bool slots)
{
	size_t most = 0;

	for (size_t i = 0; i < cohort->n; i++) {
		const struct person *person = &cohort->people[i];
		size_t own =
			slots ? person->slots.count : person->interests.count;

		most = own > most ? own : most;
	}
	return (int64_t)most;
}

/* No pair scores more than this. */
static int64_t bound_score(const struct cohort *cohort,
			   const struct settings *settings)
{
	int64_t wished = cohort->preferred.count ? settings->prefer : 0;

	return wished + 2 * settings->sector + settings->place +
	       settings->profession +
	       settings->interest * most_shared(cohort, false) +
	       settings->slot * most_shared(cohort, true) +
	       2 * settings->seniority + AFFINITY_MOST_DRAWN;
}

static enum c5_status too_many(const struct planner *planner,
			       struct c5_error *err)
{
	return error_set(err, C5_DATA,
			 "%zu people are more than the objective's digits can "
			 "hold: split the programme in two",
			 planner->cohort->n);
}

/*
 * The levels of what is maximised, as digits of one penalty a person, and of
 * the cost of a pair:
 *
 *	left out of   waits,        announced,   relaxed   earlier
 *	the pairs   | in no group | and kept   | pair    | waits   | -scores
 *	left        | place       | -keep      | relax   | wait    | 1
 *
 *	wait  > S
 *	relax > W * wait + S
 *	keep  > n / 2 * relax + W * wait + S
 *	place > K * keep + n / 2 * relax + W * wait + S
 *	left  > n * place + K * keep + n / 2 * relax + W * wait + S
 *
 * S is the most that all scores of a matching can come to, W the sum of all
 * earlier waits, K the number of announced pairs. A step of a digit is worth
 * more than all that stands to the right of it together, so that no amount of a
 * lower level buys any of a higher one. Where no pair may be relaxed, or none
 * was announced, there is no such digit.
 *
 * Unless all are to be dominant, some may be less: `place` is 0 where a trio
 * can place all or none of those left out, and `left` is what fits: what it has
 * to say, that nobody is left out who need not be, follows from the graph's
 * structure as well (see match_solve_oracle()).
 */
static enum c5_status set_digits(struct planner *planner, struct c5_error *err)
{
	const struct cohort *cohort = planner->cohort;
	struct digits *out = &planner->out->certificate.digits;
	c5_int128 n = (c5_int128)cohort->n, waits = 0, most_waits = 0;
	bool mixed = planner->dominant ||
		     (planner->some_savable && !planner->all_savable);

	for (size_t i = 0; i < cohort->n; i++) {
		waits += cohort->people[i].waits;
		if (cohort->people[i].waits > most_waits)
			most_waits = cohort->people[i].waits;
	}
	c5_int128 scores = n / 2 * planner->best_score;
	c5_int128 wait = scores + 1, low = waits * wait + scores;
	c5_int128 relax = cohort->relaxed ? low + 1 : 0;
	c5_int128 kept = (c5_int128)cohort->announced.count;
	c5_int128 rest = n / 2 * relax + low;
	c5_int128 keep = kept ? rest + 1 : 0;
	c5_int128 pairs = kept * keep + rest;
	c5_int128 place = mixed ? pairs + 1 : 0;
	c5_int128 left = n * place + pairs + 1;
	c5_int128 room = MATCH_LIMIT / 2 - place - most_waits * wait;

	if (!planner->dominant && left > room)
		left = room;
	if (left > room || place > room || keep > room || relax > room)
		return too_many(planner, err);
	assert(wait > scores && (relax > low || !cohort->relaxed));
	assert((place > pairs || !mixed) && (keep > rest || !kept));
	*out = (struct digits){
		.left = (int64_t)left,
		.place = (int64_t)place,
		.keep = (int64_t)keep,
		.relax = (int64_t)relax,
		.wait = (int64_t)wait,
	};
	return C5_OK;
}

int64_t planner_penalty(const struct digits *digits,
			const struct person *person, bool counted)
{
	int64_t wait = digits->place + digits->wait * (int64_t)person->waits;

	return digits->left + (counted ? wait : 0);
}

static void set_penalties(struct planner *planner)
{
	const struct certificate *certificate = &planner->out->certificate;

	for (uint32_t v = 0; v < planner->n; v++)
		planner->penalty[v] = planner_penalty(
			&certificate->digits, &planner->cohort->people[v],
			certificate->counted[v]);
}

/* Adds every pair within a part to the known ones. */
static enum c5_status know_part(struct planner *planner, uint32_t part,
				struct c5_error *err)
{
	const uint32_t *part_of = planner->structure.part;
	const struct cohort *cohort = planner->cohort;
	struct match_known *known = &planner->known;

	for (uint32_t a = 0; a < planner->n; a++) {
		for (uint32_t b = a + 1; part_of[a] == part && b < planner->n;
		     b++) {
			if (part_of[b] != part || rule_broken(cohort, a, b))
				continue;
			void *grown = memory_grow(
				known->edges, &known->capacity, known->m + 1,
				sizeof(*known->edges));
			if (!grown)
				return error_memory(err);
			known->edges = grown;
			known->edges[known->m++] = (struct match_edge){
				a, b, affinity_cost(&planner->affinity, a, b)};
		}
	}
	return C5_OK;
}

/*
 * Can a trio place all of a part? The pairs that are known may hold a triangle
 * that says so; that there is none takes all of them.
 */
static enum c5_status try_part(struct planner *planner, uint32_t part,
			       struct c5_error *err)
{
	uint32_t triangle[3];
	enum c5_status status = C5_NO;

	for (int attempt = 0; attempt < 2 && status == C5_NO; attempt++) {
		struct match_graph graph = {planner->n, planner->known.m,
					    planner->known.edges, NULL};

		status = match_part_triangle(triangle, &graph,
					     &planner->structure, part, err);
		if (status == C5_NO && attempt == 0 &&
		    know_part(planner, part, err))
			return err->status;
	}
	planner->savable[part] = status == C5_OK;
	return status == C5_NO ? C5_OK : status;
}

/* Which parts a trio can save; their people's waiting does not count. */
static enum c5_status find_savable(struct planner *planner,
				   struct c5_error *err)
{
	const struct match_structure *structure = &planner->structure;
	uint32_t *size = memory_new(structure->n_parts, sizeof(*size));
	enum c5_status status = C5_OK;

	planner->savable = memory_new(structure->n_parts, sizeof(bool));
	if (!size || !planner->savable)
		status = error_memory(err);
	/* The upper of a must-pair is only left out where it has a third. */
	for (uint32_t v = 0; !status && v < planner->n; v++) {
		if (structure->part[v] == MATCH_NONE)
			continue;
		size[structure->part[v]]++;
		planner->savable[structure->part[v]] =
			planner_is_upper(planner, v);
	}
	planner->all_savable = structure->n_parts > 0;
	for (uint32_t part = 0; !status && part < structure->n_parts; part++) {
		if (size[part] > 1)
			status = try_part(planner, part, err);
		planner->some_savable |= planner->savable[part];
		planner->all_savable &= planner->savable[part];
	}
	free(size);
	return status;
}

static bool is_savable(const struct planner *planner, uint32_t v)
{
	uint32_t part = planner->structure.part[v];

	return part != MATCH_NONE && planner->savable[part];
}

/* Whose waiting counts: theirs whom no trio can place. */
static void count_waiting(struct planner *planner)
{
	bool *counted = planner->out->certificate.counted;
	bool mixed = planner->some_savable && !planner->all_savable;

	for (uint32_t v = 0; v < planner->n; v++)
		counted[v] = !planner->some_savable ||
			     (mixed && !is_savable(planner, v) &&
			      !planner_is_upper(planner, v));
}

/*
 * Solves for costs of the affinity, and states the result for costs of -score.
 * Where somebody is left out, `left` comes down to what it takes.
 */
static enum c5_status solve(struct planner *planner,
			    const struct match_structure *structure,
			    struct c5_error *err)
{
	struct certificate *certificate = &planner->out->certificate;
	struct match_result *duals = &certificate->duals;
	struct match_oracle oracle = affinity_oracle(
		&planner->affinity, planner->penalty, planner->credit);
	enum c5_status status = set_digits(planner, err);

	if (status)
		return status;
	oracle.watch = planner->watch;
	count_waiting(planner);
	set_penalties(planner);
	affinity_raise(&planner->affinity, planner->penalty);
	match_result_release(duals);
	status = match_solve_oracle(duals, &planner->known, &oracle,
				    planner->dominant ? NULL : structure, err);
	if (status)
		return status;
	affinity_restate(&planner->affinity, duals);
	if (planner->n > 2 * duals->pairs)
		certificate->digits.left -= duals->relief;
	set_penalties(planner);
	return C5_OK;
}

/* The structure of a graph in which everybody can be paired, or all but one. */
static enum c5_status assume(struct match_structure *out, uint32_t n,
			     struct c5_error *err)
{
	*out = (struct match_structure){
		.n = n,
		.class_of = memory_new(n, sizeof(*out->class_of)),
		.part = memory_new(n, sizeof(*out->part)),
		.n_parts = n % 2,
	};
	if (!out->class_of || !out->part)
		return error_memory(err);
	for (uint32_t v = 0; v < n; v++) {
		out->class_of[v] = MATCH_C;
		out->part[v] = MATCH_NONE;
	}
	return C5_OK;
}

/* Looks who is left out and why, and whom of them a trio can place. */
static enum c5_status find_structure(struct planner *planner,
				     struct c5_error *err)
{
	struct match_oracle oracle = affinity_oracle(
		&planner->affinity, planner->penalty, planner->credit);
	const uint32_t *mate = planner->out->certificate.duals.mate;

	match_structure_release(&planner->structure);
	planner->some_savable = planner->all_savable = false;
	enum c5_status status = match_decompose_oracle(
		&planner->structure, &planner->known, &oracle, mate, err);
	if (!status && planner->settings->trios)
		status = find_savable(planner, err);
	/* Of one trio the parity of the number shows that it must be. */
	planner->dominant = planner->some_savable &&
			    match_structure_exposed(&planner->structure) > 1;
	return status;
}

static enum c5_status prepare(struct planner *planner, struct c5_error *err)
{
	const struct digits *digits = &planner->out->certificate.digits;
	enum c5_status status;

	planner->best_score = bound_score(planner->cohort, planner->settings);
	planner->out->certificate.counted =
		memory_new(planner->n, sizeof(bool));
	planner->penalty = memory_new(planner->n, sizeof(*planner->penalty));
	if (!planner->out->certificate.counted || !planner->penalty)
		return error_memory(err);
	status = set_digits(planner, err);
	if (!status)
		status = affinity_make(&planner->affinity, planner->cohort,
				       planner->settings, digits->relax, err);
	planner->affinity.kept = digits->keep;
	if (!status)
		status = planner_learn(planner, err);
	return status ? status : assume(&planner->structure, planner->n, err);
}

/*
 * Mostly everybody can be paired, or all but one whom a trio takes: the pairs
 * are made as if it were so. Only where somebody is left out is the structure
 * asked for, and where it is another than assumed they are made again.
 */
enum c5_status planner_pair(struct planner *planner, struct c5_error *err)
{
	bool odd = planner->n % 2, trio = odd && planner->settings->trios;
	enum c5_status status;

	planner->some_savable = planner->all_savable = trio;
	status = prepare(planner, err);
	if (!status)
		status = solve(planner, &planner->structure, err);
	if (status)
		return status;
	uint32_t left = planner->n - 2 * planner->out->certificate.duals.pairs;
	if (!left)
		return C5_OK;
	status = find_structure(planner, err);
	if (!status && (planner->dominant || planner->some_savable != trio ||
			planner->all_savable != trio ||
			match_structure_exposed(&planner->structure) != left))
		status = solve(planner, &planner->structure, err);
	left = planner->n - 2 * planner->out->certificate.duals.pairs;
	if (!status && match_structure_exposed(&planner->structure) != left)
		status = too_many(planner, err);
	return status;
}

enum c5_status planner_list_pairs(struct planner *planner, struct c5_error *err)
{
	enum c5_status status;

	if (planner->graph.edges)
		return C5_OK;
	status = plan_graph_make(&planner->graph, planner->cohort,
				 planner->settings, err);
	return status ? status : planner_list_slots(planner, err);
}

enum c5_status planner_complete(struct planner *planner, struct c5_error *err)
{
	struct certificate *certificate = &planner->out->certificate;
	enum c5_status status = planner_list_pairs(planner, err);

	planner->dominant = true;
	if (!status)
		status = set_digits(planner, err);
	if (status)
		return status;
	set_penalties(planner);
	planner->graph.graph.penalty = planner->penalty;
	plan_graph_charge(&planner->graph, planner->cohort,
			  &certificate->digits);
	match_result_release(&certificate->duals);
	return match_solve(&certificate->duals, &planner->graph.graph, err);
}
