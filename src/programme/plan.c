#include "connect5/plan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/rules.h"
#include "connect5/score.h"
#include "programme/planner.h"

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

/* What the certificate's own matching has: the bound of every level. Returns
 * how many announced pairs it keeps. */
static size_t read_bound(struct planner *planner)
{
	struct certificate *certificate = &planner->out->certificate;
	struct proof *proof = &planner->out->proof;
	const struct cohort *cohort = planner->cohort;
	bool levels = cohort->relaxed || cohort->announced.count;
	size_t kept = 0;

	for (uint32_t v = 0; v < planner->n; v++) {
		uint32_t mate = certificate->duals.mate[v];

		if (mate == MATCH_NONE && certificate->counted[v] && levels)
			certificate->waits += cohort->people[v].waits;
		if (mate == MATCH_NONE || mate < v)
			continue;
		proof->bound += planner_edge_score(planner, v, mate);
		certificate->relaxed +=
			planner_edge_is_relaxed(cohort, v, mate);
		kept += cohort_announced(cohort, v, mate);
	}
	return kept;
}

/* No more can be kept than `bound`, nor than there are groups but for those
 * that take a third. */
static bool keeps_most(const struct planner *planner, size_t bound)
{
	const struct plan *plan = planner->out;
	size_t kept = 0, pairs = 0;

	for (size_t g = 0; g < plan->n_groups; g++) {
		const struct group *group = &plan->groups[g];

		pairs += group->size == 2;
		kept += group->size == 2 &&
			cohort_announced(planner->cohort, group->member[0],
					 group->member[1]);
	}
	return kept == bound || kept == pairs;
}

/* Does what stands above the scores reach its bound? */
static bool is_proven(const struct planner *planner, size_t bound_kept)
{
	const struct plan *plan = planner->out;
	const struct cohort *cohort = planner->cohort;
	int64_t waits = 0;

	for (size_t i = 0; i < plan->n_waiting; i++)
		waits += cohort->people[plan->waiting[i]].waits;
	return plan->certificate.duals.optimal &&
	       ((!cohort->relaxed && !cohort->announced.count) ||
		(plan->certificate.waits == waits &&
		 plan->certificate.relaxed ==
			 (int64_t)plan_count_relaxed(plan) &&
		 keeps_most(planner, bound_kept)));
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

	proof->pairs = (int64_t)planner->out->n_groups;
	proof->ceiling = (planner->n - match_structure_exposed(structure)) / 2;
	proof->optimal = is_proven(planner, read_bound(planner));
	proof->given_up = proof->bound - proof->score;
	if (!proof->optimal && proof->given_up < 0)
		proof->given_up = 0;
}

static enum c5_status run(struct planner *planner, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	planner->mate = memory_new(planner->n, sizeof(*planner->mate));
	planner->third_of = memory_new(planner->n, sizeof(*planner->third_of));
	planner->by_slot = memory_new(planner->n, sizeof(*planner->by_slot));
	if (!planner->mate || !planner->third_of || !planner->by_slot)
		status = error_memory(err);
	if (!status)
		status = planner_check_musts(planner, err);
	if (!status)
		status = planner_pair(planner, err);
	if (!status)
		status = planner_place_thirds(planner, err);
	if (!status)
		status = planner_look_ahead(planner, err);
	if (!status)
		status = add_groups(planner, err);
	if (!status)
		status = add_waiting(planner, err);
	if (status)
		return status;
	complete_proof(planner);
	return planner_witness(planner, err);
}

static void release(struct planner *planner)
{
	affinity_release(&planner->affinity);
	free(planner->credit);
	match_known_release(&planner->known);
	match_structure_release(&planner->structure);
	plan_graph_release(&planner->graph);
	free(planner->penalty);
	free(planner->savable);
	free(planner->mate);
	free(planner->third_of);
	free(planner->by_slot);
}

enum c5_status plan_make(struct plan *out, const struct cohort *cohort,
			 const struct settings *settings, struct c5_error *err)
{
	static const struct match_watch nobody = {.tell = NULL};

	return plan_make_watched(out, cohort, settings, &nobody, err);
}

enum c5_status planner_make(struct plan *out, const struct cohort *cohort,
			    const struct settings *settings,
			    const struct match_watch *watch,
			    struct c5_error *err)
{
	struct planner planner = {
		.cohort = cohort,
		.settings = settings,
		.watch = *watch,
		.n = (uint32_t)cohort->n,
		.out = out,
	};
	enum c5_status status;

	*out = (struct plan){.groups = NULL};
	status = run(&planner, err);
	release(&planner);
	if (status)
		plan_release(out);
	return status;
}

enum c5_status plan_make_watched(struct plan *out, const struct cohort *cohort,
				 const struct settings *settings,
				 const struct match_watch *watch,
				 struct c5_error *err)
{
	*out = (struct plan){.groups = NULL};
	if (cohort->n < 2)
		return error_set(err, C5_NO, "a round needs two people, and %s",
				 cohort->n ? "only one is active"
					   : "nobody is active");
	return planner_make(out, cohort, settings, watch, err);
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

int64_t planner_spoils(const struct planner *planner, uint32_t a, uint32_t b,
		       uint32_t third)
{
	const struct digits *digits = &planner->out->certificate.digits;
	bool relaxes = !planner_is_relaxed(planner, a, b, MATCH_NONE) &&
		       planner_is_relaxed(planner, a, b, third);

	return (relaxes ? digits->relax : 0) +
	       (cohort_announced(planner->cohort, a, b) ? digits->keep : 0);
}

int64_t planner_cost_alone(const struct planner *planner, uint32_t v)
{
	return planner->by_slot[v] ? planner->out->certificate.digits.left
				   : planner->penalty[v];
}

int64_t planner_score(const struct planner *planner, uint32_t a, uint32_t b)
{
	return score_pair(planner->cohort, planner->settings, a, b).total;
}
