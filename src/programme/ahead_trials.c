/*
 * Look-ahead in a cohort that is too large for every way to be looked at. The
 * months to come are played through, and where all of them place as many people
 * as this one, nothing is spoilt. Otherwise they are played through a few times
 * more, by lot, and after other rounds: the best-scored without one of the
 * groups, the best-scored of those without one of its own, and so on (Murty,
 * "An algorithm for ranking all the assignments", Operations Research 16,
 * 1968), until nothing is spoilt or a fixed effort is spent.
 */
#include "programme/ahead.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/rules.h"
#include "programme/foresee.h"

enum {
	DRAWS = 4,		/* times that the months are played through */
	MOST_PLANS = 1000,	/* that are made, all in all; */
	PLAN_EFFORT = 10000000, /* and people squared, for each */
};

/* A round without some pairs. */
struct trial {
	size_t parent; /* those without which it is made, and this one */
	struct index_pair without;
	struct group *groups;
	size_t n_groups;
	int64_t score;
	bool open; /* not looked at yet */
};

struct trials {
	struct planner *planner;
	struct trial *list; /* the first is the round as it would be */
	size_t count, capacity;
	size_t placed; /* by each of them */
	int64_t waits; /* made good by each of them */
	size_t bound;  /* the months to come place no more */
	size_t plans;  /* that may still be made */
	unsigned months;
};

/* The round as it would be. */
static enum c5_status add_given(struct trials *trials, struct c5_error *err)
{
	const struct planner *planner = trials->planner;
	struct trial *given = &trials->list[0];

	given->groups = memory_new(planner->n / 2, sizeof(*given->groups));
	if (!given->groups)
		return error_memory(err);
	for (uint32_t a = 0; a < planner->n; a++) {
		uint32_t b = planner->mate[a], c = planner->third_of[a];

		if (b == MATCH_NONE || b < a)
			continue;
		given->groups[given->n_groups++] = (struct group){
			.member = {a, b, c}, .size = c == MATCH_NONE ? 2 : 3};
		given->score += planner_score(planner, a, b);
		trials->placed += c == MATCH_NONE ? 2 : 3;
	}
	trials->count = 1;
	return C5_OK;
}

static int64_t waits_made_good(const struct planner *planner,
			       const struct trial *trial)
{
	int64_t waits = 0;

	for (size_t g = 0; g < trial->n_groups; g++)
		for (unsigned i = 0; i < trial->groups[g].size; i++)
			waits += planner->cohort
					 ->people[trial->groups[g].member[i]]
					 .waits;
	return waits;
}

static bool same_groups(const struct trial *a, const struct trial *b)
{
	for (size_t g = 0; g < a->n_groups; g++)
		for (unsigned i = 0; i < 3; i++)
			if (a->groups[g].member[i] != b->groups[g].member[i])
				return false;
	return true;
}

/*
 * Is a trial equal to the first in what stands above the score, one that the
 * certificate speaks of as well, and new?
 */
static bool is_worth_it(const struct trials *trials, const struct trial *trial,
			const struct plan *plan)
{
	const struct planner *planner = trials->planner;
	const bool *counted = planner->out->certificate.counted;

	if (plan->n_groups != trials->list[0].n_groups ||
	    planner->n - plan->n_waiting != trials->placed ||
	    plan->proof.waits_made_good != trials->waits)
		return false;
	for (size_t i = 0; i < plan->n_waiting; i++)
		if (!counted[plan->waiting[i]])
			return false;
	for (size_t g = 0; g < trial->n_groups; g++)
		if (trial->groups[g].size == 3 &&
		    counted[trial->groups[g].member[2]])
			return false;
	for (size_t i = 0; i < trials->count; i++)
		if (same_groups(&trials->list[i], trial))
			return false;
	return true;
}

static enum c5_status keep(struct trials *trials, struct trial *trial,
			   const struct plan *plan, struct c5_error *err)
{
	size_t n = plan->n_groups;

	trial->groups = memory_new(n, sizeof(*trial->groups));
	if (!trial->groups)
		return error_memory(err);
	trial->n_groups = n;
	trial->score = plan->proof.score;
	if (n)
		memcpy(trial->groups, plan->groups, n * sizeof(*plan->groups));
	void *grown = memory_grow(trials->list, &trials->capacity,
				  trials->count + 1, sizeof(*trials->list));
	if (grown)
		trials->list = grown;
	if (!grown || !is_worth_it(trials, trial, plan)) {
		free(trial->groups);
		return grown ? C5_OK : error_memory(err);
	}
	trials->list[trials->count++] = *trial;
	return C5_OK;
}

/* Keeps the two of the trial apart, and all that were before it. */
static enum c5_status keep_apart(const struct trials *trials,
				 const struct trial *trial, struct cohort *out,
				 struct c5_error *err)
{
	const struct person *people = trials->planner->cohort->people;
	enum c5_status status;

	for (;;) {
		status = cohort_exclude(out, people[trial->without.a].id,
					people[trial->without.b].id, err);
		if (status || !trial->parent)
			return status;
		trial = &trials->list[trial->parent];
	}
}

/* Makes the best-scored round without one more pair of a trial. */
static enum c5_status try_without(struct trials *trials, size_t parent,
				  struct index_pair pair, struct c5_error *err)
{
	struct trial trial = {.parent = parent, .without = pair, .open = true};
	struct plan plan = {.groups = NULL};
	struct cohort cohort;
	enum c5_status status =
		cohort_copy(&cohort, trials->planner->cohort, err);

	cohort.months_after = 0;
	if (!status)
		status = keep_apart(trials, &trial, &cohort, err);
	if (!status)
		status = cohort_finish(&cohort, err);
	if (!status)
		status = plan_make(&plan, &cohort, trials->planner->settings,
				   err);
	trials->plans -= trials->plans > 0;
	if (!status)
		status = keep(trials, &trial, &plan, err);
	plan_release(&plan);
	cohort_release(&cohort);
	return status;
}

/* Adds the trials without each pair of one that was looked at. */
static enum c5_status branch(struct trials *trials, size_t from,
			     struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t g = 0; g < trials->list[from].n_groups; g++) {
		struct group group = trials->list[from].groups[g];

		for (unsigned i = 0; i < (group.size == 3 ? 3 : 1); i++) {
			struct index_pair pair = {
				group.member[i],
				group.member[(i + 1) % group.size]};

			if (!status && trials->plans)
				status = try_without(trials, from, pair, err);
		}
	}
	return status;
}

/* Plays the months after a trial through, a few times. */
static enum c5_status look_after(struct trials *trials, struct trial *trial,
				 size_t *most, struct c5_error *err)
{
	const struct planner *planner = trials->planner;
	const struct month_made outcome = {trial->groups, trial->n_groups};
	struct manner manner = {planner->settings, trials->months, 0};
	enum c5_status status = C5_OK;

	*most = 0;
	trial->open = false;
	for (; manner.draw < DRAWS && *most < trials->bound && !status;
	     manner.draw++) {
		size_t placed;

		status = foresee_placed(&placed, planner->cohort, &outcome,
					&manner, err);
		*most = placed > *most ? placed : *most;
		trials->plans -= trials->plans < trials->months
					 ? trials->plans
					 : trials->months;
	}
	return status;
}

/* The best-scored trial that was not looked at yet; 0: there is none. */
static size_t next_open(const struct trials *trials)
{
	size_t next = 0;

	for (size_t i = 1; i < trials->count; i++)
		if (trials->list[i].open &&
		    (!next || trials->list[i].score > trials->list[next].score))
			next = i;
	return next;
}

/*
 * No more people have a group in the months to come than have one now, in each
 * month, nor anybody more often than there are others whom they may meet.
 */
static size_t bound_of(const struct trials *trials)
{
	const struct planner *planner = trials->planner;
	size_t bound = trials->placed * trials->months, sum = 0;

	for (uint32_t v = 0; v < planner->n; v++) {
		unsigned others = 0;

		for (uint32_t u = 0; u < planner->n; u++)
			others += u != v &&
				  !rule_broken(planner->cohort, u, v) &&
				  others <= trials->months;
		sum += others;
	}
	sum -= trials->placed < sum ? trials->placed : sum;
	return sum < bound ? sum : bound;
}

static void take(const struct trials *trials, size_t chosen, size_t gain)
{
	struct planner *planner = trials->planner;
	const struct trial *trial = &trials->list[chosen];

	for (uint32_t v = 0; v < planner->n; v++)
		planner->mate[v] = planner->third_of[v] = MATCH_NONE;
	for (size_t g = 0; g < trial->n_groups; g++) {
		const struct group *group = &trial->groups[g];
		uint32_t a = group->member[0], b = group->member[1];

		planner->mate[a] = b;
		planner->mate[b] = a;
		planner->third_of[a < b ? a : b] = group->member[2];
	}
	ahead_note(planner,
		   &(struct ahead){
			   .months = trials->months,
			   .points = trials->list[0].score - trial->score,
			   .people = (int64_t)gain,
		   });
}

static enum c5_status run(struct trials *trials, struct c5_error *err)
{
	size_t at = 0, chosen = 0, first = 0, most = 0;
	enum c5_status status = C5_OK;

	do {
		size_t placed;

		status = look_after(trials, &trials->list[at], &placed, err);
		if (!at) {
			first = most = placed;
			if (most < trials->bound)
				trials->bound = bound_of(trials);
		}
		if (placed > most) {
			most = placed;
			chosen = at;
		}
		if (!status && most < trials->bound)
			status = branch(trials, at, err);
		at = next_open(trials);
	} while (!status && at && most < trials->bound && trials->plans);
	if (!status && chosen)
		take(trials, chosen, most - first);
	return status;
}

enum c5_status ahead_by_trials(struct planner *planner, unsigned months,
			       struct c5_error *err)
{
	struct trials trials = {
		.planner = planner,
		.months = months,
		.plans = PLAN_EFFORT / ((size_t)planner->n * planner->n),
		.list = memory_new(1, sizeof(*trials.list)),
		.capacity = 1,
	};
	enum c5_status status =
		trials.list ? add_given(&trials, err) : error_memory(err);

	if (trials.plans > MOST_PLANS)
		trials.plans = MOST_PLANS;
	if (!status) {
		trials.waits = waits_made_good(planner, &trials.list[0]);
		trials.bound = trials.placed * months;
		status = run(&trials, err);
	}
	for (size_t i = 0; i < trials.count; i++)
		free(trials.list[i].groups);
	free(trials.list);
	return status;
}
