#include "command/status.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/store_rounds.h"
#include "connect5/store_words.h"

static enum c5_status gather_month(struct overview *o, struct store *store,
				   struct month_state *state,
				   struct c5_error *err)
{
	struct round_record record;
	struct theme theme;
	bool found;
	enum c5_status status =
		store_load_round(store, state->month, &found, &record, err);

	if (status || !found)
		return status;
	state->ordinal = record.ordinal;
	state->people = record.cohort.n;
	state->groups = record.plan.n_groups;
	state->waiting = record.plan.n_waiting;
	state->exported = record.exported;
	status = store_theme(store, record.ordinal, &o->pool, &theme, err);
	state->theme = theme.title;
	round_record_release(&record);
	return status;
}

/* The theme of a month to come: the rounds made count, not the months. */
static enum c5_status gather_months(struct overview *o, struct store *store,
				    struct c5_error *err)
{
	const struct programme *p = &o->programme;
	int ordinal = p->rounds;
	enum c5_status status = C5_OK;

	o->next = MONTH_NONE;
	for (int i = 0; i < p->months && !status; i++) {
		struct month_state *state = &o->months[i];
		struct theme theme;

		*state = (struct month_state){.month = p->first_month + i,
					      .theme = ""};
		status = gather_month(o, store, state, err);
		if (status || state->ordinal ||
		    (p->rounds && state->month < p->last_round))
			continue;
		status = store_theme(store, ++ordinal, &o->pool, &theme, err);
		state->theme = theme.title;
		if (o->next == MONTH_NONE && state->month >= o->now)
			o->next = state->month;
	}
	return status;
}

static int by_people(const void *left, const void *right)
{
	const struct sector_count *a = left, *b = right;

	if (a->people != b->people)
		return a->people > b->people ? -1 : 1;
	return strcmp(a->label, b->label);
}

static void count_sector(struct overview *o, const char *label)
{
	size_t i = 0;

	while (i < o->n_sectors && strcmp(o->sectors[i].label, label) != 0)
		i++;
	if (i == MOST_SECTORS)
		return;
	if (i == o->n_sectors)
		o->sectors[o->n_sectors++] = (struct sector_count){label, 0};
	o->sectors[i].people++;
}

static int by_id(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return *a < *b ? -1 : *a > *b;
}

/* Whom a round of that month would be made of, by id: match asks the same. */
static enum c5_status list_active(struct overview *o, struct store *store,
				  month_t month, int64_t **out,
				  struct c5_error *err)
{
	struct round_record record;
	enum c5_status status = store_candidates(store, month, &record, err);

	*out = NULL;
	if (status)
		return status;
	o->active = record.cohort.n;
	*out = pool_alloc(&o->pool, (o->active + 1) * sizeof(**out));
	for (size_t i = 0; *out && i < o->active; i++)
		(*out)[i] = record.cohort.people[i].id;
	round_record_release(&record);
	if (!*out)
		return error_memory(err);
	qsort(*out, o->active, sizeof(**out), by_id);
	return C5_OK;
}

/* Active means: in the next round, or this month's if there is none. */
static enum c5_status count_people(struct overview *o, struct store *store,
				   struct c5_error *err)
{
	int64_t *active;
	enum c5_status status =
		list_active(o, store, o->next == MONTH_NONE ? o->now : o->next,
			    &active, err);

	for (size_t i = 0; i < o->n_people && !status; i++) {
		const struct participant *p = &o->people[i];

		if (bsearch(&p->id, active, o->active, sizeof(*active), by_id))
			count_sector(o, p->sector_label);
		else if (p->standing == STANDING_ACTIVE)
			o->away++;
		else if (p->standing == STANDING_PAUSED)
			o->paused++;
		else
			o->withdrawn++;
	}
	qsort(o->sectors, o->n_sectors, sizeof(*o->sectors), by_people);
	return status;
}

enum c5_status status_gather(struct overview *o, struct store *store,
			     struct c5_error *err)
{
	enum c5_status status =
		store_programme(store, &o->pool, &o->programme, err);

	o->now = moment_month(o->context->now);
	if (!status)
		status = gather_months(o, store, err);
	if (!status)
		status = store_participants(store, &o->pool, &o->people,
					    &o->n_people, err);
	if (!status)
		status = count_people(o, store, err);
	if (!status)
		status = store_pending(store, &o->pool, &o->pending,
				       &o->n_pending, err);
	return status;
}
