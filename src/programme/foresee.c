#include "programme/foresee.h"

#include <stdlib.h>

/* Before cohort_finish() people stand as they do in `from`. */
static enum c5_status add_outcome(struct cohort *out,
				  const struct month_made *outcome,
				  struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < out->n; i++)
		out->people[i].waits++;
	for (size_t g = 0; g < outcome->n_groups && !status; g++) {
		const struct group *group = &outcome->groups[g];

		for (unsigned i = 0; i < group->size && !status; i++) {
			struct person *person = &out->people[group->member[i]];

			person->waits--;
			for (unsigned j = 0; j < i && !status; j++)
				status = cohort_connect(
					out, person->id,
					out->people[group->member[j]].id, err);
		}
	}
	return status;
}

enum c5_status foresee_next(struct cohort *out, const struct cohort *from,
			    const struct month_made *outcome,
			    struct c5_error *err)
{
	enum c5_status status = cohort_copy(out, from, err);

	out->relaxed = false;
	out->months_after -= out->months_after > 0;
	if (!status)
		status = add_outcome(out, outcome, err);
	return status ? status : cohort_finish(out, err);
}

/* Makes the month after in place of the one before. */
static enum c5_status advance(struct cohort *cohort, struct plan *plan,
			      const struct settings *settings,
			      struct c5_error *err)
{
	const struct month_made outcome = {plan->groups, plan->n_groups};
	struct cohort next;
	enum c5_status status = foresee_next(&next, cohort, &outcome, err);

	cohort_release(cohort);
	plan_release(plan);
	*cohort = next;
	return status ? status : plan_make(plan, cohort, settings, err);
}

enum c5_status foresee_placed(size_t *out, const struct cohort *cohort,
			      const struct month_made *outcome,
			      const struct manner *manner, struct c5_error *err)
{
	struct settings drawn = {.seed = manner->draw,
				 .trios = manner->settings->trios};
	const struct settings *by = manner->draw ? &drawn : manner->settings;
	struct plan plan = {.groups = NULL};
	struct cohort at;
	enum c5_status status = foresee_next(&at, cohort, outcome, err);

	*out = 0;
	at.months_after = 0;
	if (!status)
		status = plan_make(&plan, &at, by, err);
	for (unsigned month = 0; month < manner->months && !status; month++) {
		*out += at.n - plan.n_waiting;
		if (month + 1 < manner->months)
			status = advance(&at, &plan, by, err);
	}
	plan_release(&plan);
	cohort_release(&at);
	return status;
}
