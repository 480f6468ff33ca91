#include "connect5/forecast.h"

#include <stdlib.h>

#include "connect5/random.h"
#include "connect5/rules.h"
#include "programme/season.h"

struct play {
	struct forecast_month *months;
	size_t n;
	const struct forecast_change *changes;
	size_t n_changes;
	int64_t *removed; /* participants */
	size_t n_removed, capacity;
};

static bool is_removed(const struct play *play, int64_t id)
{
	for (size_t i = 0; i < play->n_removed; i++)
		if (play->removed[i] == id)
			return true;
	return false;
}

static enum c5_status remove_one(struct play *play, int64_t id,
				 struct c5_error *err)
{
	void *grown = memory_grow(play->removed, &play->capacity,
				  play->n_removed + 1, sizeof(*play->removed));

	if (!grown)
		return error_memory(err);
	play->removed = grown;
	play->removed[play->n_removed++] = id;
	return C5_OK;
}

/* People stand by key, which is a lot of its own. */
static enum c5_status remove_some(struct play *play,
				  const struct forecast_change *change,
				  struct c5_error *err)
{
	size_t left = change->remove;
	enum c5_status status = C5_OK;

	for (size_t m = 0; m < play->n && left; m++) {
		const struct cohort *cohort = &play->months[m].record.cohort;

		for (size_t i = 0; i < cohort->n && left && !status; i++) {
			const struct person *person = &cohort->people[i];

			if (person->profile.sector != change->sector.id ||
			    is_removed(play, person->id))
				continue;
			status = remove_one(play, person->id, err);
			left--;
		}
	}
	if (status || !left)
		return status;
	return error_set(err, C5_USAGE,
			 "--remove %zu:%s: only %zu of them %s expected in "
			 "the months to come",
			 change->remove, change->sector.code,
			 change->remove - left,
			 change->remove - left == 1 ? "is" : "are");
}

/* Somebody new, number `number` of them all; the same in every month. */
static enum c5_status add_one(struct cohort *cohort, int64_t number,
			      const struct sector *sector, uint64_t seed,
			      struct c5_error *err)
{
	struct person person = {
		.id = -number,
		.key = random_hash_words(seed, 0, (uint64_t)number, 0),
		.newcomer = true,
		.email = "",
		.organisation_name = "",
		.sector_label = sector->label,
		.sector_short = sector->short_label,
		.profile = profile_empty,
	};

	person.profile.name = "somebody new";
	person.profile.sector = sector->id;
	return cohort_add(cohort, &person, err);
}

static enum c5_status add_all(const struct play *play, struct cohort *cohort,
			      uint64_t seed, struct c5_error *err)
{
	int64_t number = 0;
	enum c5_status status = C5_OK;

	for (size_t c = 0; c < play->n_changes; c++)
		for (size_t i = 0; i < play->changes[c].add && !status; i++)
			status = add_one(cohort, ++number,
					 &play->changes[c].sector, seed, err);
	return status;
}

static enum c5_status connect_group(struct cohort *cohort,
				    const struct cohort *from,
				    const struct group *group,
				    struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (unsigned i = 0; i < group->size; i++)
		for (unsigned j = 0; j < i && !status; j++)
			status = cohort_connect(
				cohort, from->people[group->member[i]].id,
				from->people[group->member[j]].id, err);
	return status;
}

/* Adds a wait to those of the list whom the cohort has. */
static void add_wait(struct cohort *cohort, int64_t id)
{
	for (size_t i = 0; i < cohort->n; i++)
		if (cohort->people[i].id == id)
			cohort->people[i].waits++;
}

/* Newcomers of an earlier month are none any more. */
static void carry_waits(struct cohort *cohort, const struct cohort *before)
{
	for (size_t i = 0; i < cohort->n; i++) {
		struct person *person = &cohort->people[i];
		size_t at = cohort_index(before, person->id);

		if (person->id > 0 || at == SIZE_MAX)
			continue;
		person->newcomer = false;
		person->waits = before->people[at].waits;
	}
}

/* What the months before `month` leave behind. */
static enum c5_status add_past(const struct play *play, size_t month,
			       struct cohort *cohort, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	if (month)
		carry_waits(cohort, &play->months[0].record.cohort);
	for (size_t m = 0; m < month && !status; m++) {
		const struct round_record *record = &play->months[m].record;
		const struct plan *plan = &record->plan;

		for (size_t g = 0; g < plan->n_groups && !status; g++)
			status = connect_group(cohort, &record->cohort,
					       &plan->groups[g], err);
		for (size_t i = 0; i < plan->n_waiting; i++)
			add_wait(cohort,
				 record->cohort.people[plan->waiting[i]].id);
	}
	return status;
}

static void drop_removed(const struct play *play, struct cohort *cohort)
{
	size_t kept = 0;

	for (size_t i = 0; i < cohort->n; i++)
		if (!is_removed(play, cohort->people[i].id))
			cohort->people[kept++] = cohort->people[i];
	cohort->n = kept;
}

/* Those of a month with the changes, and if `past` with what came before. */
static enum c5_status gather(const struct play *play, size_t month, bool past,
			     struct cohort *out, struct c5_error *err)
{
	const struct round_record *record = &play->months[month].record;
	enum c5_status status = cohort_copy(out, &record->cohort, err);

	if (!status)
		status = add_all(play, out, record->settings.seed, err);
	if (!status && past)
		status = add_past(play, month, out, err);
	drop_removed(play, out);
	return status ? status : cohort_finish(out, err);
}

/* How many would wait if no month came before. */
static enum c5_status count_least(const struct play *play, size_t month,
				  struct c5_error *err)
{
	struct forecast_month *of = &play->months[month];
	struct plan plan = {.groups = NULL};
	struct cohort alone;
	enum c5_status status = gather(play, month, false, &alone, err);

	alone.months_after = 0;
	if (!status)
		status = plan_make(&plan, &alone, &of->record.settings, err);
	of->least_waiting = plan.n_waiting;
	plan_release(&plan);
	cohort_release(&alone);
	return status;
}

/* Two cohorts, since the strings of the theme live in the first one's pool. */
static void swap_people(struct cohort *a, struct cohort *b)
{
	struct cohort kept = *a;

	*a = *b;
	*b = kept;
}

/* Binds the pairs that must be. */
static enum c5_status bind(struct cohort *foreseen,
			   const struct round_record *record,
			   struct c5_error *err)
{
	struct round_record month = *record;

	month.cohort = *foreseen;
	enum c5_status status = round_record_bind(&month, err);
	*foreseen = month.cohort;
	return status;
}

static enum c5_status play_month(const struct play *play, size_t month,
				 struct c5_error *err)
{
	struct forecast_month *of = &play->months[month];
	struct round_record *record = &of->record;
	struct cohort foreseen;
	enum c5_status status = gather(play, month, true, &foreseen, err);

	if (!status)
		status = bind(&foreseen, record, err);
	if (!status && foreseen.n >= 2)
		status = plan_make(&record->plan, &foreseen, &record->settings,
				   err);
	if (!status && foreseen.n >= 2) {
		of->least_waiting = record->plan.n_waiting;
		if (month && record->plan.n_waiting)
			status = count_least(play, month, err);
	}
	swap_people(&record->cohort, &foreseen);
	record->theme = (struct theme){"", "", "", ""};
	cohort_release(&foreseen);
	return status;
}

enum c5_status forecast_play(struct forecast_month *months, size_t n,
			     const struct forecast_change *changes,
			     size_t n_changes, struct c5_error *err)
{
	struct play play = {months, n, changes, n_changes, NULL, 0, 0};
	enum c5_status status = C5_OK;

	for (size_t c = 0; c < n_changes && !status; c++)
		status = remove_some(&play, &changes[c], err);
	for (size_t m = 0; m < n && !status; m++)
		status = play_month(&play, m, err);
	free(play.removed);
	return status;
}

/* Were both expected in a month before? */
static bool seen_before(const struct forecast_month *months, size_t month,
			int64_t a, int64_t b)
{
	for (size_t m = 0; m < month; m++)
		if (cohort_index(&months[m].record.cohort, a) != SIZE_MAX &&
		    cohort_index(&months[m].record.cohort, b) != SIZE_MAX)
			return true;
	return false;
}

/* The first month of any two holds against them only what is so today. */
size_t forecast_others(const struct forecast_month *months, size_t n,
		       int64_t id, size_t enough)
{
	size_t others = 0;

	for (size_t m = 0; m < n; m++) {
		const struct cohort *cohort = &months[m].record.cohort;
		size_t own = cohort_index(cohort, id);

		for (uint32_t u = 0; own != SIZE_MAX && u < cohort->n; u++) {
			if (u == own || rule_broken(cohort, (uint32_t)own, u) ||
			    seen_before(months, m, id, cohort->people[u].id))
				continue;
			if (++others >= enough)
				return enough;
		}
	}
	return others;
}

enum { EFFORT = 1 << 27 };

/* What is known of one search helps the next: only the months before the one
 * that gives up a group differ. */
struct search {
	struct season season;
	struct season_state state;
	unsigned months;
	bool exhausted;
};

static void search_init(struct search *out, const struct round_record *record,
			unsigned months)
{
	*out = (struct search){
		.season = {.n = (uint32_t)record->cohort.n,
			   .trios = record->settings.trios},
		.months = months,
	};
	season_read(&out->state, NULL, &record->cohort);
}

/* The people placed, if one group fewer is made with `drop_at` months left. */
static enum c5_status most_placed(struct search *search, unsigned drop_at,
				  unsigned *out, struct c5_error *err)
{
	enum c5_status status;

	search->season.drop_at = drop_at;
	search->season.effort = EFFORT;
	search->season.exhausted = false;
	status = season_most(&search->season, &search->state, search->months,
			     out, err);
	search->exhausted |= search->season.exhausted;
	return status;
}

/* The most that could be placed if some month made a pair fewer than the first
 * can, which is as many as any later one can. */
static enum c5_status most_with_drop(struct search *search, unsigned *out,
				     struct c5_error *err)
{
	struct groupings ways = {.list = NULL};
	enum c5_status status =
		season_list(&search->season, &search->state, NULL, &ways, err);
	unsigned most = season_bound(&search->season, &search->state,
				     search->months, ways.placed);
	unsigned all = ways.placed * search->months;

	*out = all < 2 ? 0 : most < all - 2 ? most : all - 2;
	free(ways.list);
	return status;
}

/* Gives up a group in one month after the other. */
static enum c5_status try_months(struct forecast_sacrifice *out,
				 struct search *search, unsigned usual,
				 struct c5_error *err)
{
	unsigned with, most = 0;
	enum c5_status status = most_with_drop(search, &most, err);

	for (unsigned m = 0; m < search->months && !status &&
			     !search->exhausted && usual + out->people < most;
	     m++) {
		status = most_placed(search, search->months - m, &with, err);
		if (status || with <= usual + out->people)
			continue;
		out->month = m;
		out->people = with - usual;
	}
	return status;
}

enum c5_status forecast_sacrifice(struct forecast_sacrifice *out,
				  const struct forecast_month *months, size_t n,
				  struct c5_error *err)
{
	struct search search;
	unsigned usual = 0;
	enum c5_status status;

	*out = (struct forecast_sacrifice){0};
	if (!n || months[0].record.cohort.n > SEASON_MOST_PEOPLE ||
	    n > SEASON_MOST_MONTHS)
		return C5_OK;
	search_init(&search, &months[0].record, (unsigned)n);
	status = most_placed(&search, 0, &usual, err);
	if (!status)
		status = try_months(out, &search, usual, err);
	out->known = true;
	out->complete = !search.exhausted;
	season_release(&search.season);
	return status;
}
