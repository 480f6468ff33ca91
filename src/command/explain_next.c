/* The chances next month of somebody who waits. */
#include "command/explain.h"
#include "command/match.h"

#include "connect5/rules.h"
#include "connect5/store_people.h"
#include "connect5/store_rounds.h"

/* What is known of somebody's next month. */
struct chances {
	bool made;    /* the round of that month stands */
	bool planned; /* it is small enough to be planned, as of today */
	bool takes_part;
	bool placed;		/* in that round, or plan */
	size_t others, allowed; /* whom they may meet, of those active */
	size_t before; /* of those active, how many have waited as often */
	unsigned waits;
};

/* The first month after the round's that has one, or could. */
static enum c5_status find_month(struct explained *e, month_t *out, bool *made,
				 struct c5_error *err)
{
	month_t months[MOST_MONTHS];
	size_t n;
	enum c5_status status =
		store_round_months(e->store, months, MOST_MONTHS, &n, err);

	*made = false;
	*out = e->record.month + 1;
	for (size_t i = 0; i < n && !status; i++)
		if (months[i] > e->record.month) {
			*out = months[i];
			*made = true;
			break;
		}
	return status;
}

static void count_others(struct chances *out, const struct cohort *cohort,
			 uint32_t who)
{
	out->others = cohort->n - 1;
	out->waits = cohort->people[who].waits;
	for (uint32_t v = 0; v < cohort->n; v++) {
		if (v == who)
			continue;
		out->allowed += rule_allows_pair(cohort, who, v);
		out->before += cohort->people[v].waits >= out->waits;
	}
}

/* Of the round that stands, or of the one that would be made today. */
static enum c5_status look(struct chances *out, struct explained *e,
			   month_t month, int64_t id, struct c5_error *err)
{
	struct round_record next = {0};
	enum c5_status status;
	bool found;

	if (out->made) {
		status = store_find_active(e->store, id, month, &id, err);
		if (!status)
			status = store_load_round(e->store, month, &found,
						  &next, err);
	} else {
		status = store_candidates(e->store, month, &next, err);
		if (!status)
			status = round_record_bind(&next, err);
	}
	size_t who = status ? SIZE_MAX : cohort_index(&next.cohort, id);
	out->takes_part = who != SIZE_MAX;
	out->planned = out->takes_part && !out->made && next.cohort.n > 1 &&
		       next.cohort.n <= EXPLAIN_MOST_PEOPLE;
	if (out->planned)
		status = plan_make(&next.plan, &next.cohort, &next.settings,
				   err);
	if (!status && out->takes_part) {
		count_others(out, &next.cohort, (uint32_t)who);
		out->placed =
			explain_group_of(&next.plan, (uint32_t)who) != SIZE_MAX;
	}
	round_record_release(&next);
	return status;
}

/* What became of them in a round that stands. */
static void made_text(struct buffer *out, const char *month,
		      const struct chances *chances)
{
	buffer_printf(out, "The round after it, of %s: ", month);
	if (!chances->takes_part)
		buffer_puts(out, "they took no part in it.");
	else
		buffer_puts(out, chances->placed ? "they have a group there."
						 : "they wait again.");
}

/* What is to be expected. */
static void expected_text(struct buffer *out, const char *month,
			  const struct chances *chances)
{
	buffer_printf(out, "Next month, as things stand today: ");
	if (!chances->takes_part) {
		buffer_printf(out, "they take no part in %s.", month);
		return;
	}
	if (!chances->others)
		buffer_printf(out, "nobody else takes part in %s", month);
	else
		buffer_printf(out,
			      "they may be put together with %zu of the %zu "
			      "%s, of whom %zu %s waited as often as they "
			      "(%u) or more",
			      chances->allowed, chances->others,
			      chances->others == 1 ? "other" : "others",
			      chances->before,
			      chances->before == 1 ? "has" : "have",
			      chances->waits);
	if (chances->planned)
		buffer_printf(out, "; if %s were matched today, they would %s",
			      month,
			      chances->placed ? "have a group" : "wait again");
	buffer_putc(out, '.');
}

static json_t *chances_object(const char *month, const struct chances *c)
{
	json_t *placed = c->takes_part && (c->made || c->planned)
				 ? json_boolean(c->placed)
				 : json_null();

	return json_pack("{s:s, s:b, s:b, s:o, s:I, s:I, s:I}", "month", month,
			 "made", (int)c->made, "takes_part", (int)c->takes_part,
			 "placed", placed, "allowed", (json_int_t)c->allowed,
			 "others", (json_int_t)c->others, "waited_as_often",
			 (json_int_t)c->before);
}

enum c5_status explain_next(struct buffer *out, json_t **value,
			    struct explained *e, int64_t id,
			    struct c5_error *err)
{
	struct chances chances = {.made = false};
	month_t month;
	char text[MONTH_TEXT];
	enum c5_status status = find_month(e, &month, &chances.made, err);

	*value = json_null();
	if (!status && !e->made)
		buffer_puts(out, "Their chances next month can be told once "
				 "this round is made.");
	else if (!status && !chances.made &&
		 match_reach(&e->programme, month) != REACH_OK)
		buffer_puts(out, "It is the last month of the programme.");
	if (status || out->length)
		return status;
	status = look(&chances, e, month, id, err);
	if (status)
		return status;
	month_format(text, month);
	*value = chances_object(text, &chances);
	if (chances.made)
		made_text(out, text, &chances);
	else
		expected_text(out, text, &chances);
	return C5_OK;
}
