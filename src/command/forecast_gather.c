/* What is to come, from the file: who is expected in which month. */
#include "command/forecast.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/store_rounds.h"

/* The entry of a part in a count, made if it has none: there is room for all
 * parts in it. */
static struct sector_count *entry_of(struct headcount *count, const char *label)
{
	for (size_t i = 0; i < count->n_sectors; i++)
		if (strcmp(count->sectors[i].label, label) == 0)
			return &count->sectors[i];
	count->sectors[count->n_sectors] = (struct sector_count){label, 0};
	return &count->sectors[count->n_sectors++];
}

static void apply(struct headcount *count, const struct forecast_change *change)
{
	struct sector_count *entry = entry_of(count, change->sector.label);
	size_t fewer =
		change->remove < entry->people ? change->remove : entry->people;

	entry->people += change->add;
	entry->people -= fewer;
	count->active += change->add;
	count->active -= fewer;
}

/* The part with the most people; NULL: there is nobody. */
static const struct sector_count *largest_of(const struct headcount *count)
{
	const struct sector_count *largest = NULL;

	for (size_t i = 0; i < count->n_sectors; i++)
		if (!largest || count->sectors[i].people > largest->people)
			largest = &count->sectors[i];
	return largest;
}

/* How many people the parts alone let have a group. */
static size_t count_ceiling(const struct headcount *count, bool trios)
{
	const struct sector_count *largest = largest_of(count);
	size_t others = largest ? count->active - largest->people : 0;
	size_t parts = 0;

	for (size_t i = 0; i < count->n_sectors; i++)
		parts += count->sectors[i].people > 0;
	if (largest && largest->people > others)
		return 2 * others;
	if (count->active % 2 && (!trios || parts < 3))
		return count->active - 1;
	return count->active;
}

/* Those whom a change would take away have to be there. */
static enum c5_status check_removal(const struct forecast *forecast,
				    const struct forecast_change *change,
				    struct c5_error *err)
{
	size_t most = 0;

	for (size_t m = 0; m < forecast->n; m++) {
		const struct headcount *count = &forecast->months[m].count;

		for (size_t i = 0; i < count->n_sectors; i++)
			if (strcmp(count->sectors[i].label,
				   change->sector.label) == 0 &&
			    count->sectors[i].people > most)
				most = count->sectors[i].people;
	}
	if (change->remove <= most)
		return C5_OK;
	return error_set(err, C5_USAGE,
			 "--remove %zu:%s: only %zu of them %s expected in "
			 "the months to come",
			 change->remove, change->sector.code, most,
			 most == 1 ? "is" : "are");
}

static enum c5_status count_months(struct forecast *forecast,
				   struct c5_error *err)
{
	struct settings settings;
	struct store *store = forecast->work.store;
	enum c5_status status = store_settings(store, &settings, err);

	for (size_t m = 0; m < forecast->n && !status; m++)
		status = store_headcount(store, forecast->months[m].month,
					 &forecast->work.pool,
					 &forecast->months[m].count, err);
	for (size_t c = 0; c < forecast->n_changes && !status; c++)
		status = check_removal(forecast, &forecast->changes[c], err);
	for (size_t m = 0; m < forecast->n && !status; m++) {
		struct coming_month *of = &forecast->months[m];

		for (size_t c = 0; c < forecast->n_changes; c++)
			apply(&of->count, &forecast->changes[c]);
		of->ceiling = count_ceiling(&of->count, settings.trios);
	}
	return status;
}

static bool is_small(const struct forecast *forecast)
{
	for (size_t m = 0; m < forecast->n; m++)
		if (forecast->months[m].count.active > FORECAST_MOST_PLAYED)
			return false;
	return true;
}

/* Notes somebody who is not expected in a month, unless they have left. */
static void note_absence(struct coming_month *month,
			 const struct participant *participant)
{
	bool paused = participant->standing == STANDING_PAUSED;
	month_t until = participant->until;

	if (!paused && participant->standing != STANDING_ACTIVE)
		return;
	/* Who is back by then is away. */
	paused = paused && (until == MONTH_NONE || until > month->month);
	month->absent[month->n_absent++] = (struct absence){
		.name = participant->profile.name,
		.paused = paused,
		.until = paused ? until : MONTH_NONE,
	};
}

static enum c5_status list_absent(struct forecast *forecast, size_t m,
				  struct c5_error *err)
{
	struct coming_month *month = &forecast->months[m];
	const struct cohort *cohort = &forecast->played[m].record.cohort;

	month->absent =
		pool_alloc(&forecast->work.pool,
			   (forecast->n_people + 1) * sizeof(*month->absent));
	if (!month->absent)
		return error_memory(err);
	for (size_t i = 0; i < forecast->n_people; i++)
		if (cohort_index(cohort, forecast->people[i].id) == SIZE_MAX)
			note_absence(month, &forecast->people[i]);
	return C5_OK;
}

/* The pairs that must be are needed for longer than the candidates. */
static enum c5_status keep_planned(struct forecast *forecast, size_t m,
				   struct c5_error *err)
{
	struct round_record *record = &forecast->played[m].record;
	struct pool *pool = &forecast->work.pool;
	struct must_pair *kept = pool_alloc(
		pool, (record->n_musts + 1) * sizeof(*record->musts));

	for (size_t i = 0; kept && i < record->n_musts; i++) {
		kept[i] = record->musts[i];
		kept[i].name_a =
			pool_copy(pool, kept[i].name_a, strlen(kept[i].name_a));
		kept[i].name_b =
			pool_copy(pool, kept[i].name_b, strlen(kept[i].name_b));
		if (!kept[i].name_a || !kept[i].name_b)
			return error_memory(err);
	}
	record->musts = kept;
	return kept ? C5_OK : error_memory(err);
}

/* Everybody who is expected in a month, before anything is made of it. */
static enum c5_status load_month(struct forecast *forecast, size_t m,
				 struct c5_error *err)
{
	enum c5_status status = store_candidates(
		forecast->work.store, forecast->months[m].month,
		&forecast->played[m].record, err);

	if (!status)
		status = keep_planned(forecast, m, err);
	return status ? status : list_absent(forecast, m, err);
}

static enum c5_status play_months(struct forecast *forecast,
				  struct c5_error *err)
{
	enum c5_status status =
		store_participants(forecast->work.store, &forecast->work.pool,
				   &forecast->people, &forecast->n_people, err);

	if (status)
		return status;
	forecast->played = memory_new(forecast->n, sizeof(*forecast->played));
	if (!forecast->played)
		return error_memory(err);
	for (size_t m = 0; m < forecast->n && !status; m++)
		status = load_month(forecast, m, err);
	if (!status)
		status = forecast_play(forecast->played, forecast->n,
				       forecast->changes, forecast->n_changes,
				       err);
	for (size_t m = 0; m < forecast->n && !status; m++) {
		const struct round_record *record = &forecast->played[m].record;

		forecast->months[m].count.active = record->cohort.n;
		forecast->months[m].ceiling =
			record->cohort.n - record->plan.n_waiting;
		if (record->cohort.n < 2)
			forecast->months[m].ceiling = 0;
	}
	if (!status)
		status = forecast_sacrifice(&forecast->sacrifice,
					    forecast->played, forecast->n, err);
	return status;
}

static enum c5_status list_months(struct forecast *forecast,
				  struct c5_error *err)
{
	const struct programme *programme = &forecast->programme;
	month_t last = programme->first_month + programme->months - 1;
	month_t next = headcount_next(
		programme, moment_month(forecast->work.context->now));

	if (next == MONTH_NONE)
		return C5_OK;
	forecast->n = (size_t)(last - next + 1);
	forecast->months = memory_new(forecast->n, sizeof(*forecast->months));
	if (!forecast->months)
		return error_memory(err);
	for (size_t m = 0; m < forecast->n; m++)
		forecast->months[m].month = next + (month_t)m;
	return C5_OK;
}

enum c5_status forecast_gather(struct forecast *forecast, struct c5_error *err)
{
	enum c5_status status =
		store_programme(forecast->work.store, &forecast->work.pool,
				&forecast->programme, err);

	if (!status)
		status = list_months(forecast, err);
	if (!status)
		status = count_months(forecast, err);
	if (!status && forecast->n && is_small(forecast))
		status = play_months(forecast, err);
	return status;
}
