/*
 * What partners are worth in a later month, learnt from few: a sample of the
 * cohort is paired exactly, and its duals say how dear a partner is for those
 * of each part of the system who have met the same others. Only the first
 * choices of the engine follow from it, never the result.
 */
#include <stdlib.h>
#include <string.h>

#include "programme/planner.h"

enum {
	LARGE = 3000,	     /* people: fewer are as soon paired */
	SAMPLE_LEAST = 1000, /* people */
	SAMPLE_SHARE = 20    /* one of so many, where that is more */
};

static bool has_history(const struct cohort *cohort)
{
	return cohort->connected.count > 0;
}

/* Duals of the sample for costs of -score. */
static enum c5_status pair_sample(struct match_result *out,
				  struct affinity *affinity,
				  struct c5_error *err)
{
	int64_t *penalty = memory_new(affinity->n, sizeof(*penalty));
	struct match_known known = {.edges = NULL};
	struct match_structure structure = {.n = 0};
	struct match_oracle oracle = affinity_oracle(affinity, penalty, NULL);
	enum c5_status status =
		penalty ? match_decompose_oracle(&structure, &known, &oracle,
						 NULL, err)
			: error_memory(err);

	for (uint32_t v = 0; !status && v < affinity->n; v++)
		penalty[v] = MATCH_LIMIT / 4;
	if (!status) {
		affinity_raise(affinity, penalty);
		status = match_solve_oracle(out, &known, &oracle, &structure,
					    err);
	}
	if (!status)
		affinity_restate(affinity, out);
	match_structure_release(&structure);
	match_known_release(&known);
	free(penalty);
	return status;
}

/* Every `stride`-th person's dual becomes a credit of those alike. */
static enum c5_status spread(struct planner *planner, uint32_t stride,
			     const struct match_result *sample,
			     struct c5_error *err)
{
	const struct affinity *affinity = &planner->affinity;
	bool *known = memory_new(planner->n, sizeof(*known));
	int64_t *y = memory_new(planner->n, sizeof(*y));
	enum c5_status status = C5_OK;

	planner->credit = memory_new(planner->n, sizeof(*planner->credit));
	if (!known || !y || !planner->credit)
		status = error_memory(err);
	for (uint32_t i = 0; !status && i < sample->n; i++) {
		uint32_t v = i * stride;

		known[v] = true;
		y[v] = sample->y[i] + affinity->worth[v] * MATCH_TICKS;
	}
	if (!status)
		status = affinity_credit(planner->credit, affinity, known, y,
					 err);
	free(known);
	free(y);
	return status;
}

enum c5_status planner_learn(struct planner *planner, struct c5_error *err)
{
	const struct cohort *cohort = planner->cohort;
	const struct digits *digits = &planner->out->certificate.digits;
	uint32_t wanted = planner->n / SAMPLE_SHARE;
	struct cohort sample;
	struct affinity affinity;
	struct match_result duals;

	if (planner->n < LARGE || !has_history(cohort))
		return C5_OK;
	if (wanted < SAMPLE_LEAST)
		wanted = SAMPLE_LEAST;
	uint32_t stride = planner->n / wanted;
	enum c5_status status = affinity_sample(&sample, cohort, stride, err);
	if (status)
		return status;
	sample.relaxed = cohort->relaxed;
	status = affinity_make(&affinity, &sample, planner->settings,
			       digits->relax, err);
	if (!status)
		status = pair_sample(&duals, &affinity, err);
	if (!status) {
		status = spread(planner, stride, &duals, err);
		match_result_release(&duals);
	}
	affinity_release(&affinity);
	cohort_release(&sample);
	return status;
}
