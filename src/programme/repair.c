#include "connect5/repair.h"

#include <stdlib.h>
#include <string.h>

#include "programme/repairer.h"

/* Those of whom the rest consists, by their number in it. */
static uint32_t *number_rest(const struct repair *repair)
{
	size_t n = repair->record->cohort.n, at = 0;
	uint32_t *number = memory_new(n, sizeof(*number));

	for (uint32_t v = 0; number && v < n; v++)
		if (!repair->gone[v])
			number[at++] = v;
	return number;
}

/*
 * The trios of the best attempt stand beside its pairs. Where the pairs have
 * taken a third, that trio does so too, and the pairs are made once more.
 */
static enum c5_status set_trios_aside(struct repair *repair,
				      struct c5_error *err)
{
	struct attempt *best = &repair->best;
	size_t known = best->n_trios;
	uint32_t *number;

	for (size_t i = 0; i < known; i++)
		repairer_choose(repair, &best->trios[i]);
	number = number_rest(repair);
	if (!number)
		return error_memory(err);
	for (size_t g = 0; g < best->plan.n_groups; g++) {
		const struct group *group = &best->plan.groups[g];
		struct trio trio = {.stood = false};

		for (unsigned i = 0; i < group->size; i++)
			trio.member[i] = number[group->member[i]];
		if (group->size == 3)
			repairer_choose(repair, &trio);
	}
	free(number);
	if (repair->n_chosen == known)
		return C5_OK;
	repairer_release_attempt(best);
	return repairer_attempt(repair, best, err);
}

/* The groups that have met, then the trios, then the pairs of the others. */
static void add_groups(const struct repair *repair, struct plan *out,
		       const struct plan *met, const uint32_t *number)
{
	const struct attempt *best = &repair->best;
	const struct plan *pairs = &best->plan;

	for (size_t g = 0; g < met->n_groups; g++)
		out->groups[out->n_groups++] = met->groups[g];
	for (size_t i = 0; i < best->n_trios; i++)
		out->groups[out->n_groups++] =
			repairer_group(repair, &best->trios[i]);
	for (size_t g = 0; g < pairs->n_groups; g++) {
		struct group group = pairs->groups[g];

		for (unsigned i = 0; i < group.size; i++)
			group.member[i] = number[group.member[i]];
		out->groups[out->n_groups++] = group;
	}
}

/* The plan of everybody: proof and certificate are those of the rest. */
static enum c5_status compose(struct repair *repair, struct c5_error *err)
{
	struct attempt *best = &repair->best;
	struct plan *plan = &repair->record->plan, *pairs = &best->plan;
	struct plan met = *plan;
	size_t n = repair->record->cohort.n;
	uint32_t *number = number_rest(repair);

	*plan = (struct plan){
		.groups = memory_new(n / 2 + 1, sizeof(*plan->groups)),
		.waiting = memory_new(n, sizeof(*plan->waiting)),
		.proof = pairs->proof,
		.witness = {memory_new(n, sizeof(uint32_t)),
			    pairs->witness.parts, pairs->witness.between},
		.certificate = pairs->certificate,
	};
	pairs->certificate = (struct certificate){.counted = NULL};
	if (!number || !plan->groups || !plan->waiting || !plan->witness.role) {
		free(number);
		plan_release(&met);
		return error_memory(err);
	}
	add_groups(repair, plan, &met, number);
	for (size_t i = 0; i < pairs->n_waiting; i++)
		plan->waiting[plan->n_waiting++] = number[pairs->waiting[i]];
	for (size_t v = 0; v < best->rest.n; v++)
		plan->witness.role[number[v]] = pairs->witness.role[v];
	plan->proof.optimal &= repair->every;
	free(number);
	plan_release(&met);
	return C5_OK;
}

static enum c5_status prepare(struct repair *repair, struct c5_error *err)
{
	struct round_record *record = repair->record;
	size_t n = record->cohort.n;

	repair->former_of = former_list(record);
	repair->gone = memory_new(n, sizeof(*repair->gone));
	repair->stands = memory_new(record->n_former, sizeof(*repair->stands));
	if (!repair->former_of || !repair->gone || !repair->stands)
		return error_memory(err);
	for (size_t v = 0; v < n; v++) {
		repair->gone[v] = record->cohort.people[v].settled;
		repair->concerned += !repair->gone[v];
	}
	return C5_OK;
}

static enum c5_status run(struct repair *repair, struct c5_error *err)
{
	enum c5_status status = prepare(repair, err);

	if (!status)
		status = repairer_search(repair, err);
	if (!status)
		status = set_trios_aside(repair, err);
	return status ? status : compose(repair, err);
}

enum c5_status repair_make(struct round_record *record,
			   const struct match_watch *watch,
			   struct c5_error *err)
{
	struct repair repair = {.record = record, .watch = watch};
	enum c5_status status;

	if (record->cohort.n < 2)
		return error_set(err, C5_NO, "a round needs two people, and %s",
				 record->cohort.n ? "only one is active"
						  : "nobody is active");
	record->repair = true;
	status = round_record_bind(record, err);
	if (!status)
		status = run(&repair, err);
	if (!status)
		status = former_arrange(record, repair.former_of, err);
	repairer_release_attempt(&repair.best);
	free(repair.former_of);
	free(repair.gone);
	free(repair.stands);
	free(repair.trios);
	free(repair.chosen);
	return status;
}
