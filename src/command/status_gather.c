#include "command/status.h"

#include "command/people.h"
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
	for (size_t g = 0; g < record.plan.n_groups; g++) {
		enum outcome outcome = record.plan.groups[g].outcome;

		state->met += outcome == OUTCOME_MET;
		state->not_met += outcome == OUTCOME_NOT_MET;
	}
	status = store_theme(store, record.ordinal, &o->pool, &theme, err);
	state->theme = theme.title;
	state->repaired = record.repair && record.exported;
	if (!status)
		status = store_is_told(store, state->month, &state->told, err);
	if (!status)
		status = round_since(o->context, store, &record, &state->since,
				     err);
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

	o->next = headcount_next(p, o->now);
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
	}
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
		status =
			headcount_take(store, o->now, &o->pool, &o->count, err);
	if (!status)
		status = store_pending(store, &o->pool, &o->pending,
				       &o->n_pending, err);
	if (!status)
		status = store_unmet(store, UNMET_IN_A_ROW, &o->pool, &o->unmet,
				     &o->n_unmet, err);
	if (!status)
		status = people_musts_text(&o->musts, store, err);
	return status;
}
