/*
 * Choices of trios, one after the other, and the pairs of all others beside
 * each. A choice that breaks more groups than the best one so far is not looked
 * at.
 */
#include <stdlib.h>
#include <string.h>

#include "connect5/rules.h"
#include "connect5/score.h"
#include "programme/planner.h"
#include "programme/repairer.h"

void repairer_release_attempt(struct attempt *attempt)
{
	free(attempt->trios);
	cohort_release(&attempt->rest);
	plan_release(&attempt->plan);
	*attempt = (struct attempt){.trios = NULL};
}

static int64_t score(const struct repair *repair, uint32_t a, uint32_t b)
{
	return score_pair(&repair->record->cohort, &repair->record->settings, a,
			  b)
		.total;
}

struct group repairer_group(const struct repair *repair,
			    const struct trio *trio)
{
	const struct cohort *cohort = &repair->record->cohort;
	const uint32_t *m = trio->member;
	struct group group = {.size = 3};

	memcpy(group.member, m, sizeof(group.member));
	group.relaxed = rule_is_relaxed(cohort, m[0], m[1]) ||
			rule_is_relaxed(cohort, m[0], m[2]) ||
			rule_is_relaxed(cohort, m[1], m[2]);
	group.score = score(repair, m[0], m[1]) + score(repair, m[0], m[2]) +
		      score(repair, m[1], m[2]);
	return group;
}

static void add_level(int64_t level[LEVELS], const struct cohort *cohort,
		      const struct group *group)
{
	level[LEVEL_PLACED] += group->size;
	level[LEVEL_TRIOS] -= group->size == 3;
	level[LEVEL_RELAXED] -= group->relaxed;
	level[LEVEL_SCORE] += group->score;
	for (unsigned i = 0; i < group->size; i++)
		level[LEVEL_WAITS] += cohort->people[group->member[i]].waits;
}

static void measure(const struct repair *repair, struct attempt *attempt)
{
	for (size_t i = 0; i < attempt->n_trios; i++) {
		struct group group = repairer_group(repair, &attempt->trios[i]);

		add_level(attempt->level, &repair->record->cohort, &group);
		attempt->level[LEVEL_KEPT] += attempt->trios[i].stood;
	}
	for (size_t g = 0; g < attempt->plan.n_groups; g++) {
		const struct group *group = &attempt->plan.groups[g];

		add_level(attempt->level, &attempt->rest, group);
		attempt->level[LEVEL_KEPT] +=
			group->size == 2 &&
			cohort_announced(&attempt->rest, group->member[0],
					 group->member[1]);
	}
}

static bool is_better(const struct attempt *a, const struct attempt *b)
{
	for (int i = 0; i < LEVELS; i++)
		if (a->level[i] != b->level[i])
			return a->level[i] > b->level[i];
	return false;
}

/* The pairs beside the trios that are chosen. */
enum c5_status repairer_attempt(const struct repair *repair,
				struct attempt *out, struct c5_error *err)
{
	size_t bytes = repair->n_chosen * sizeof(*out->trios);
	enum c5_status status;

	*out = (struct attempt){
		.trios = memory_new(repair->n_chosen, sizeof(*out->trios)),
		.n_trios = repair->n_chosen,
	};
	if (!out->trios)
		return error_memory(err);
	if (bytes)
		memcpy(out->trios, repair->chosen, bytes);
	status = cohort_without(&out->rest, &repair->record->cohort,
				repair->gone, err);
	if (!status)
		status = planner_make(&out->plan, &out->rest,
				      &repair->record->settings, repair->watch,
				      err);
	if (!status)
		measure(repair, out);
	return status;
}

/* How many groups that could stay do the chosen trios break? */
static int64_t count_broken(const struct repair *repair)
{
	uint32_t seen[3 * REPAIR_MOST_TRIOS];
	size_t n = 0;

	for (size_t i = 0; i < 3 * repair->n_chosen; i++) {
		const struct trio *trio = &repair->chosen[i / 3];
		uint32_t former = repair->former_of[trio->member[i % 3]];
		size_t at = 0;

		if (trio->stood || former == FORMER_NONE ||
		    !repair->stands[former])
			continue;
		while (at < n && seen[at] != former)
			at++;
		if (at == n)
			seen[n++] = former;
	}
	return (int64_t)n;
}

/*
 * Makes the pairs beside the chosen trios; the better attempt stays. The first
 * attempt is without a chosen trio: it places the most people there can be, so
 * that no later one is better for placing more.
 */
static enum c5_status try_chosen(struct repair *repair, struct c5_error *err)
{
	struct attempt attempt;
	enum c5_status status;

	if (repair->best.trios && repair->n_chosen &&
	    repair->standing - count_broken(repair) <
		    repair->best.level[LEVEL_KEPT])
		return C5_OK;
	status = repairer_attempt(repair, &attempt, err);
	if (!status &&
	    (!repair->best.trios || is_better(&attempt, &repair->best))) {
		repairer_release_attempt(&repair->best);
		repair->best = attempt;
	} else {
		repairer_release_attempt(&attempt);
	}
	return status;
}

static bool is_free(const struct repair *repair, const struct trio *trio)
{
	return !repair->gone[trio->member[0]] &&
	       !repair->gone[trio->member[1]] && !repair->gone[trio->member[2]];
}

void repairer_choose(struct repair *repair, const struct trio *trio)
{
	repair->chosen[repair->n_chosen++] = *trio;
	for (int i = 0; i < 3; i++)
		repair->gone[trio->member[i]] = true;
}

static void unchoose(struct repair *repair)
{
	const struct trio *trio = &repair->chosen[--repair->n_chosen];

	for (int i = 0; i < 3; i++)
		repair->gone[trio->member[i]] = false;
}

/* Every set of trios that have nobody in common: REPAIR_MOST_TRIOS at most. */
static enum c5_status try_sets(struct repair *repair, struct c5_error *err)
{
	size_t at[REPAIR_MOST_TRIOS + 1], next = 0;
	enum c5_status status = try_chosen(repair, err);

	while (!status && (next < repair->n_trios || repair->n_chosen)) {
		if (next == repair->n_trios) {
			unchoose(repair);
			next = at[repair->n_chosen];
		} else if (is_free(repair, &repair->trios[next])) {
			at[repair->n_chosen] = next;
			repairer_choose(repair, &repair->trios[next]);
			status = try_chosen(repair, err);
		}
		next++;
	}
	return status;
}

/* Too many trios stood to try each set of them: none, then all. */
static enum c5_status try_none_and_all(struct repair *repair,
				       struct c5_error *err)
{
	enum c5_status status = try_chosen(repair, err);

	for (size_t i = 0; i < repair->n_trios; i++)
		repairer_choose(repair, &repair->trios[i]);
	if (!status)
		status = try_chosen(repair, err);
	while (repair->n_chosen)
		unchoose(repair);
	return status;
}

enum c5_status repairer_search(struct repair *repair, struct c5_error *err)
{
	bool small = repair->concerned <= REPAIR_SMALL;
	size_t most = repair->record->cohort.n / 3 + 1;
	enum c5_status status = repairer_list_trios(repair, err);

	repair->chosen = memory_new(most, sizeof(*repair->chosen));
	if (!status && !repair->chosen)
		status = error_memory(err);
	if (status)
		return status;
	repair->every = small || repair->n_trios <= REPAIR_MOST_TRIOS;
	status = repair->every ? try_sets(repair, err)
			       : try_none_and_all(repair, err);
	/* Other trios than those that stood were not tried one by one. */
	repair->every &= small || repair->best.plan.proof.optimal;
	return status;
}
