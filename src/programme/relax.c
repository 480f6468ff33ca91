/*
 * Fewer relaxed groups, and more pairs kept as announced. Where a third makes
 * one more group relaxed, or joins a pair that was announced, or the pairs that
 * were made anew for one fall short of the others, the plan that costs least
 * around any triangle is taken if it costs less: with one third the best there
 * is, as long as no more triangles come into question than are tried; with
 * several, the best that is found.
 */
#include "programme/remedy.h"

#include <stdlib.h>
#include <string.h>

/* People squared, for each triangle tried. */
enum { MOST_EFFORT = 1 << 24, MOST_PEOPLE = 2000 };

/* The pairs as they were before they were made anew. */
struct before {
	uint32_t *mate, *third_of;
	bool *fixed, *by_slot;
	c5_int128 settled;
};

static void before_release(struct before *before)
{
	free(before->mate);
	free(before->third_of);
	free(before->fixed);
	free(before->by_slot);
}

static enum c5_status before_keep(struct before *out,
				  const struct thirds *thirds,
				  struct c5_error *err)
{
	const struct planner *planner = thirds->planner;
	uint32_t n = planner->n;

	out->settled = thirds->settled;
	out->mate = memory_new(n, sizeof(*out->mate));
	out->third_of = memory_new(n, sizeof(*out->third_of));
	out->fixed = memory_new(n, sizeof(*out->fixed));
	out->by_slot = memory_new(n, sizeof(*out->by_slot));
	if (!out->mate || !out->third_of || !out->fixed || !out->by_slot)
		return error_memory(err);
	memcpy(out->mate, planner->mate, n * sizeof(*out->mate));
	memcpy(out->third_of, planner->third_of, n * sizeof(*out->third_of));
	memcpy(out->fixed, thirds->fixed, n * sizeof(*out->fixed));
	memcpy(out->by_slot, planner->by_slot, n * sizeof(*out->by_slot));
	return C5_OK;
}

static void before_restore(const struct before *before, struct thirds *thirds)
{
	struct planner *planner = thirds->planner;
	uint32_t n = planner->n;

	thirds->settled = before->settled;
	memcpy(planner->mate, before->mate, n * sizeof(*before->mate));
	memcpy(planner->third_of, before->third_of,
	       n * sizeof(*before->third_of));
	memcpy(thirds->fixed, before->fixed, n * sizeof(*before->fixed));
	memcpy(planner->by_slot, before->by_slot, n * sizeof(*before->by_slot));
}

/* What the groups and those left out of the pairs cost. */
static c5_int128 whole_cost(const struct planner *planner)
{
	c5_int128 cost = 0;

	for (uint32_t v = 0; v < planner->n; v++) {
		uint32_t mate = planner->mate[v];

		if (mate == MATCH_NONE)
			cost += planner_cost_alone(planner, v);
		else if (v < mate)
			cost += remedy_group_cost(planner, v, mate,
						  planner->third_of[v]);
	}
	return cost;
}

/* Makes the pairs anew if the whole costs less then; *better: it does. */
static enum c5_status relax_less(struct thirds *thirds, bool *better,
				 struct c5_error *err)
{
	const struct planner *planner = thirds->planner;
	size_t tries = MOST_EFFORT / ((size_t)planner->n * planner->n);
	struct remedy remedy = {.cost = whole_cost(planner)};
	struct before before = {.mate = NULL};
	c5_int128 cost = remedy.cost;
	uint32_t stuck = MATCH_NONE;
	enum c5_status status = before_keep(&before, thirds, err);

	if (!status)
		status = remedy_best_triangle(thirds, MATCH_NONE, tries + 1,
					      &remedy, err);
	*better = !status && remedy.rest.mate;
	if (*better) {
		remedy_take(thirds, &remedy);
		status = thirds_assign(thirds, &stuck, err);
		*better = !status && stuck == MATCH_NONE &&
			  whole_cost(planner) < cost;
		if (!status && !*better)
			before_restore(&before, thirds);
	}
	before_release(&before);
	match_result_release(&remedy.rest);
	return status;
}

/* No other pairs keep more if all are kept but those that take a third. */
static bool keeps_all(const struct planner *planner)
{
	for (uint32_t v = 0; v < planner->n; v++) {
		uint32_t mate = planner->mate[v];

		if (mate != MATCH_NONE && v < mate &&
		    planner->third_of[v] == MATCH_NONE &&
		    !cohort_announced(planner->cohort, v, mate))
			return false;
	}
	return true;
}

bool thirds_fall_short(const struct thirds *thirds)
{
	const struct planner *planner = thirds->planner;
	const struct certificate *certificate = &planner->out->certificate;

	if (!planner->cohort->relaxed &&
	    (!planner->cohort->announced.count || keeps_all(planner) ||
	     planner->n > MOST_PEOPLE))
		return false;
	return whole_cost(planner) - certificate->duals.weight >=
	       certificate->digits.wait;
}

enum c5_status thirds_relax_less(struct thirds *thirds, struct c5_error *err)
{
	enum c5_status status = C5_OK;
	bool better = true;

	while (!status && better && thirds_fall_short(thirds))
		status = relax_less(thirds, &better, err);
	return status;
}
