/* Who will not have five conversations. */
#include "command/forecast.h"

#include <stdlib.h>

#include "connect5/store_rounds.h"

/* A participant's months: those that were, and those to come. */
struct count {
	unsigned had, expected, foreseen;
};

static bool has_group(const struct plan *plan, size_t person)
{
	for (size_t i = 0; i < plan->n_waiting; i++)
		if (plan->waiting[i] == person)
			return false;
	return true;
}

/* Adds one to those who had a group of which nobody said that it did not meet.
 * `had`: room for everybody of the round. */
static void count_round(const struct forecast *forecast,
			const struct round_record *record, bool *had,
			struct count *counts)
{
	const struct plan *plan = &record->plan;

	for (size_t g = 0; g < plan->n_groups; g++)
		for (unsigned i = 0; i < plan->groups[g].size; i++)
			had[plan->groups[g].member[i]] =
				plan->groups[g].outcome != OUTCOME_NOT_MET;
	for (size_t i = 0; i < forecast->n_people; i++) {
		size_t at =
			cohort_index(&record->cohort, forecast->people[i].id);

		counts[i].had += at != SIZE_MAX && had[at];
	}
}

static enum c5_status count_month(const struct forecast *forecast,
				  month_t month, struct count *counts,
				  struct c5_error *err)
{
	struct round_record record;
	bool found;
	enum c5_status status = store_load_round(forecast->work.store, month,
						 &found, &record, err);

	if (!status && found) {
		bool *had = memory_new(record.cohort.n, sizeof(*had));

		if (had)
			count_round(forecast, &record, had, counts);
		else
			status = error_memory(err);
		free(had);
	}
	round_record_release(&record);
	return status;
}

static enum c5_status count_rounds(const struct forecast *forecast,
				   struct count *counts, struct c5_error *err)
{
	struct store *store = forecast->work.store;
	month_t months[MOST_MONTHS];
	size_t n_months;
	enum c5_status status =
		store_round_months(store, months, MOST_MONTHS, &n_months, err);

	for (size_t m = 0; m < n_months && !status; m++)
		status = count_month(forecast, months[m], counts, err);
	return status;
}

/* Adds the months in which they are expected, and have a group as foreseen. */
static void count_months(const struct forecast *forecast, struct count *counts)
{
	for (size_t m = 0; m < forecast->n; m++) {
		const struct round_record *record = &forecast->played[m].record;

		for (size_t i = 0; i < forecast->n_people; i++) {
			size_t at = cohort_index(&record->cohort,
						 forecast->people[i].id);

			if (at == SIZE_MAX)
				continue;
			counts[i].expected++;
			counts[i].foreseen += record->cohort.n > 1 &&
					      has_group(&record->plan, at);
		}
	}
}

static void find_shortfall(struct forecast *forecast,
			   const struct participant *participant,
			   const struct count *count)
{
	unsigned foreseen = count->had + count->foreseen;
	size_t others;

	if (!count->expected || foreseen >= forecast->target)
		return;
	others = forecast_others(forecast->played, forecast->n, participant->id,
				 count->expected);
	forecast->shortfalls[forecast->n_shortfalls++] = (struct shortfall){
		.name = participant->profile.name,
		.most = count->had + (unsigned)others,
		.foreseen = foreseen,
	};
}

enum c5_status forecast_people(struct forecast *forecast, struct c5_error *err)
{
	size_t n = forecast->n_people;
	struct count *counts;
	enum c5_status status = C5_OK;

	forecast->target = forecast->programme.months < CONVERSATIONS
				   ? (unsigned)forecast->programme.months
				   : CONVERSATIONS;
	if (!forecast->played)
		return C5_OK;
	counts = memory_new(n, sizeof(*counts));
	forecast->shortfalls = pool_alloc(
		&forecast->work.pool, (n + 1) * sizeof(*forecast->shortfalls));
	if (!counts || !forecast->shortfalls)
		status = error_memory(err);
	if (!status)
		status = count_rounds(forecast, counts, err);
	if (!status)
		count_months(forecast, counts);
	for (size_t i = 0; i < n && !status; i++)
		find_shortfall(forecast, &forecast->people[i], &counts[i]);
	free(counts);
	return status;
}
