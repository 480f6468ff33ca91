#include "connect5/plan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/rules.h"
#include "connect5/score.h"
#include "programme/planner.h"

/*
 * The levels of what is maximised, as digits of one penalty a person, and of
 * the cost of a pair:
 *
 *	left out of   waits,        relaxed       earlier
 *	the pairs   | in no group | pair        | waits   | -scores
 *	left        | place       | relax       | wait    | 1
 *
 *	wait  > S
 *	relax > W * wait + S
 *	place > n / 2 * relax + W * wait + S
 *	left  > n * place + n / 2 * relax + W * wait + S
 *
 * S is the most that all scores of a matching can come to, W the sum of all
 * earlier waits. A step of a digit is worth more than all that stands to the
 * right of it together, so that no amount of a lower level buys any of a
 * higher one. Where no pair may be relaxed there is no such digit.
 */
enum c5_status planner_digits(struct digits *out, const struct cohort *cohort,
			      int64_t best_score, struct c5_error *err)
{
	c5_int128 n = (c5_int128)cohort->n, waits = 0, most_waits = 0;

	for (size_t i = 0; i < cohort->n; i++) {
		waits += cohort->people[i].waits;
		if (cohort->people[i].waits > most_waits)
			most_waits = cohort->people[i].waits;
	}
	c5_int128 scores = n / 2 * best_score;
	c5_int128 wait = scores + 1, low = waits * wait + scores;
	c5_int128 relax = cohort->relaxed ? low + 1 : 0;
	c5_int128 place = n / 2 * relax + low + 1;
	c5_int128 left = place * (n + 1);

	if (left + place + most_waits * wait > MATCH_LIMIT)
		return error_set(err, C5_DATA,
				 "%zu people are more than the objective's "
				 "digits can hold: split the programme in two",
				 cohort->n);
	assert(wait > scores && (relax > low || !cohort->relaxed));
	assert(place > n / 2 * relax + low);
	assert(left > n * place + n / 2 * relax + low);
	*out = (struct digits){
		.left = (int64_t)left,
		.place = (int64_t)place,
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

/* Solves with the penalties that `counted` gives. */
static enum c5_status solve(struct planner *planner, struct c5_error *err)
{
	struct certificate *certificate = &planner->out->certificate;

	for (uint32_t v = 0; v < planner->n; v++)
		planner->graph.penalty[v] = planner_penalty(
			&certificate->digits, &planner->cohort->people[v],
			certificate->counted[v]);
	match_result_release(&certificate->duals);
	return match_solve(&certificate->duals, &planner->graph.graph, err);
}

/* Which parts a trio can save; their people's waiting does not count. */
static enum c5_status find_savable(struct planner *planner, bool *any,
				   struct c5_error *err)
{
	const struct match_structure *structure = &planner->structure;

	*any = false;
	planner->savable = memory_new(structure->n_parts, sizeof(bool));
	if (!planner->savable)
		return error_memory(err);
	for (uint32_t part = 0; part < structure->n_parts; part++) {
		uint32_t triangle[3];
		enum c5_status status = match_part_triangle(
			triangle, &planner->graph.graph, structure, part, err);

		if (status != C5_OK && status != C5_NO)
			return status;
		planner->savable[part] = status == C5_OK;
		*any |= status == C5_OK;
	}
	return C5_OK;
}

static void count_waiting(struct planner *planner)
{
	bool *counted = planner->out->certificate.counted;

	for (uint32_t v = 0; v < planner->n; v++) {
		uint32_t part = planner->structure.part[v];

		counted[v] = part == MATCH_NONE || !planner->savable[part];
	}
}

static uint32_t count_exposed(const struct match_result *result)
{
	return result->n - 2 * result->pairs;
}

/*
 * The matching. Where people are left over and trios are on, those in parts
 * that a trio can save may be left out of the pairs at no charge; everybody
 * else's waiting counts, and the matching is made again.
 */
static enum c5_status make_matching(struct planner *planner,
				    struct c5_error *err)
{
	struct certificate *certificate = &planner->out->certificate;
	bool any = false;
	enum c5_status status = solve(planner, err);

	if (!status)
		status = match_decompose(&planner->structure,
					 &planner->graph.graph,
					 certificate->duals.mate, err);
	if (status || !planner->settings->trios ||
	    !count_exposed(&certificate->duals))
		return status;
	status = find_savable(planner, &any, err);
	if (status || !any)
		return status;
	count_waiting(planner);
	return solve(planner, err);
}

static enum c5_status prepare(struct planner *planner, struct c5_error *err)
{
	struct certificate *certificate = &planner->out->certificate;
	enum c5_status status = plan_graph_make(
		&planner->graph, planner->cohort, planner->settings, err);

	if (status)
		return status;
	certificate->counted = memory_new(planner->n, sizeof(bool));
	planner->mate = memory_new(planner->n, sizeof(*planner->mate));
	planner->third_of = memory_new(planner->n, sizeof(*planner->third_of));
	if (!certificate->counted || !planner->mate || !planner->third_of)
		return error_memory(err);
	memset(certificate->counted, true, planner->n);
	status = planner_digits(&certificate->digits, planner->cohort,
				planner->graph.best_score, err);
	if (!status)
		plan_graph_charge(&planner->graph, planner->cohort,
				  &certificate->digits);
	return status;
}

static enum c5_status add_groups(struct planner *planner, struct c5_error *err)
{
	struct plan *plan = planner->out;
	struct group *group = memory_new(planner->n / 2 + 1, sizeof(*group));
	struct proof *proof = &plan->proof;

	plan->groups = group;
	if (!group)
		return error_memory(err);
	for (uint32_t a = 0; a < planner->n; a++) {
		uint32_t b = planner->mate[a], c = planner->third_of[a];

		if (b == MATCH_NONE || b < a)
			continue;
		*group = (struct group){.member = {a, b, c}, .size = 2};
		group->relaxed = planner_is_relaxed(planner, a, b, c);
		group->score = planner_score(planner, a, b);
		proof->score += group->score;
		if (c != MATCH_NONE) {
			group->size = 3;
			group->score += planner_score(planner, a, c) +
					planner_score(planner, b, c);
		}
		group++;
	}
	plan->n_groups = (size_t)(group - plan->groups);
	return C5_OK;
}

/* What the certificate's own matching has: the bound of every level. */
static void read_bound(struct planner *planner)
{
	struct certificate *certificate = &planner->out->certificate;
	struct proof *proof = &planner->out->proof;
	bool relaxed = planner->cohort->relaxed;

	for (uint32_t v = 0; v < planner->n; v++) {
		uint32_t mate = certificate->duals.mate[v];

		if (mate == MATCH_NONE && certificate->counted[v] && relaxed)
			certificate->waits += planner->cohort->people[v].waits;
		if (mate == MATCH_NONE || mate < v)
			continue;
		proof->bound += planner_score(planner, v, mate);
		certificate->relaxed +=
			rule_is_relaxed(planner->cohort, v, mate);
	}
}

/* Does what stands above the scores reach its bound? */
static bool is_proven(const struct planner *planner)
{
	const struct plan *plan = planner->out;
	int64_t waits = 0;

	for (size_t i = 0; i < plan->n_waiting; i++)
		waits += planner->cohort->people[plan->waiting[i]].waits;
	return plan->certificate.duals.optimal &&
	       (!planner->cohort->relaxed ||
		(plan->certificate.waits == waits &&
		 plan->certificate.relaxed ==
			 (int64_t)plan_count_relaxed(plan)));
}

static enum c5_status add_waiting(struct planner *planner, struct c5_error *err)
{
	struct plan *plan = planner->out;
	bool *placed = memory_new(planner->n, sizeof(*placed));

	plan->waiting = memory_new(planner->n, sizeof(*plan->waiting));
	if (!placed || !plan->waiting) {
		free(placed);
		return error_memory(err);
	}
	for (size_t g = 0; g < plan->n_groups; g++)
		for (unsigned i = 0; i < plan->groups[g].size; i++)
			placed[plan->groups[g].member[i]] = true;
	for (uint32_t v = 0; v < planner->n; v++) {
		if (placed[v])
			plan->proof.waits_made_good +=
				planner->cohort->people[v].waits;
		else
			plan->waiting[plan->n_waiting++] = v;
	}
	free(placed);
	return C5_OK;
}

static void complete_proof(struct planner *planner)
{
	const struct match_structure *structure = &planner->structure;
	struct proof *proof = &planner->out->proof;
	int64_t between = 0;

	for (uint32_t v = 0; v < planner->n; v++)
		between += structure->class_of[v] == MATCH_A;
	proof->pairs = (int64_t)planner->out->n_groups;
	proof->ceiling =
		((int64_t)planner->n - structure->n_parts + between) / 2;
	read_bound(planner);
	proof->optimal = is_proven(planner);
	proof->given_up = proof->bound - proof->score;
	if (!proof->optimal && proof->given_up < 0)
		proof->given_up = 0;
}

static enum c5_status run(struct planner *planner, struct c5_error *err)
{
	enum c5_status status = prepare(planner, err);

	if (!status)
		status = make_matching(planner, err);
	if (!status)
		status = match_verify(&planner->graph.graph,
				      &planner->out->certificate.duals, err);
	if (!status)
		status = planner_place_thirds(planner, err);
	if (!status)
		status = add_groups(planner, err);
	if (!status)
		status = add_waiting(planner, err);
	if (status)
		return status;
	complete_proof(planner);
	return planner_witness(planner, err);
}

enum c5_status plan_make(struct plan *out, const struct cohort *cohort,
			 const struct settings *settings, struct c5_error *err)
{
	struct planner planner = {
		.cohort = cohort,
		.settings = settings,
		.n = (uint32_t)cohort->n,
		.out = out,
	};
	enum c5_status status;

	*out = (struct plan){.groups = NULL};
	if (cohort->n < 2)
		return error_set(err, C5_NO, "a round needs two people, and %s",
				 cohort->n ? "only one is active"
					   : "nobody is active");
	status = run(&planner, err);
	plan_graph_release(&planner.graph);
	match_structure_release(&planner.structure);
	free(planner.savable);
	free(planner.mate);
	free(planner.third_of);
	if (status)
		plan_release(out);
	return status;
}

void certificate_release(struct certificate *certificate)
{
	free(certificate->counted);
	match_result_release(&certificate->duals);
	*certificate = (struct certificate){.counted = NULL};
}

void plan_release(struct plan *plan)
{
	free(plan->groups);
	free(plan->waiting);
	free(plan->witness.role);
	certificate_release(&plan->certificate);
	*plan = (struct plan){.groups = NULL};
}

size_t plan_count_relaxed(const struct plan *plan)
{
	size_t relaxed = 0;

	for (size_t g = 0; g < plan->n_groups; g++)
		relaxed += plan->groups[g].relaxed;
	return relaxed;
}

bool planner_is_relaxed(const struct planner *planner, uint32_t a, uint32_t b,
			uint32_t third)
{
	const struct cohort *cohort = planner->cohort;

	return rule_is_relaxed(cohort, a, b) ||
	       (third != MATCH_NONE && (rule_is_relaxed(cohort, a, third) ||
					rule_is_relaxed(cohort, b, third)));
}

int64_t planner_score(const struct planner *planner, uint32_t a, uint32_t b)
{
	return score_pair(planner->cohort, planner->settings, a, b).total;
}
