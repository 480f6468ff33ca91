/* Everything held on one person, as JSON. */
#include "command/people.h"

#include <string.h>

#include "connect5/store_held.h"

static json_t *profile_object(const struct held_version *version)
{
	const struct profile *f = &version->profile;
	char at[MOMENT_TEXT];

	return json_pack(
		"{s:s, s:s, s:s, s:s, s:s, s:o, s:s, s:s, s:o, s:s, s:o}", "at",
		moment_format(at, version->at), "command", version->command,
		"name", f->name, "organisation", version->organisation,
		"sector", version->sector_label, "place", json_lines(f->place),
		"profession", f->profession, "seniority", f->seniority,
		"interests", json_lines(f->interests), "hopes", f->hopes,
		"availability", json_lines(f->availability));
}

static json_t *wish_array(const struct held *held)
{
	json_t *array = json_array();

	for (size_t i = 0; i < held->n_wishes; i++) {
		const struct held_wish *w = &held->wishes[i];
		char since[MOMENT_TEXT], until[MOMENT_TEXT] = "";
		char month[MONTH_TEXT] = "";

		if (w->until)
			moment_format(until, w->until);
		if (w->month != MONTH_NONE)
			month_format(month, w->month);
		json_array_append_new(array,
				      json_pack("{s:s, s:s, s:s, s:s, s:s}",
						"who", w->who, "kind", w->kind,
						"month", month, "since",
						moment_format(since, w->since),
						"until", until));
	}
	return array;
}

static json_t *exclusion_array(const struct held *held)
{
	json_t *array = json_array();

	for (size_t i = 0; i < held->n_exclusions; i++) {
		const struct held_exclusion *x = &held->exclusions[i];
		char since[MOMENT_TEXT], until[MOMENT_TEXT] = "";

		if (x->until)
			moment_format(until, x->until);
		json_array_append_new(array,
				      json_pack("{s:s, s:s, s:s, s:s, s:s}",
						"who", x->who, "source",
						x->source, "asked_by",
						people_asked_by(x), "since",
						moment_format(since, x->since),
						"until", until));
	}
	return array;
}

/* Whom they are kept apart from today, by word or in force. */
static bool has_string(const json_t *array, const char *text)
{
	for (size_t i = 0; i < json_array_size(array); i++)
		if (strcmp(json_string_value(json_array_get(array, i)), text) ==
		    0)
			return true;
	return false;
}

/* Each once, however many asked for it. */
static json_t *exclude_array(const struct held *held)
{
	json_t *array = json_lines(held->pending);

	for (size_t i = 0; i < held->n_exclusions; i++)
		if (!held->exclusions[i].until &&
		    !has_string(array, held->exclusions[i].who))
			json_array_append_new(
				array, json_string(held->exclusions[i].who));
	return array;
}

static json_t *meeting_array(const struct held *held)
{
	json_t *array = json_array();

	for (size_t i = 0; i < held->n_meetings; i++) {
		const struct held_meeting *met = &held->meetings[i];
		char month[MONTH_TEXT] = "";

		if (met->month != MONTH_NONE)
			month_format(month, met->month);
		json_array_append_new(array,
				      json_pack("{s:s, s:s}", "who", met->who,
						"month", month));
	}
	return array;
}

static json_t *round_array(const struct held *held)
{
	json_t *array = json_array();

	for (size_t i = 0; i < held->n_rounds; i++) {
		const struct held_round *round = &held->rounds[i];
		char month[MONTH_TEXT];

		json_array_append_new(
			array, json_pack("{s:s, s:i, s:b, s:o, s:s}", "month",
					 month_format(month, round->month),
					 "round", round->ordinal, "waited",
					 (int)!*round->partners, "partners",
					 json_lines(round->partners), "outcome",
					 round->outcome));
	}
	return array;
}

static json_t *report_array(const struct held *held)
{
	json_t *array = json_array();

	for (size_t i = 0; i < held->n_reports; i++) {
		const struct held_report *report = &held->reports[i];
		char month[MONTH_TEXT], since[MOMENT_TEXT];
		char completed[MOMENT_TEXT] = "", until[MOMENT_TEXT] = "";

		if (report->completed)
			moment_format(completed, report->completed);
		if (report->until)
			moment_format(until, report->until);
		json_array_append_new(
			array,
			json_pack("{s:s, s:o, s:s, s:s, s:s, s:s}", "month",
				  month_format(month, report->month),
				  "partners", json_lines(report->partners),
				  "said", report->outcome, "completed",
				  completed, "since",
				  moment_format(since, report->since), "until",
				  until));
	}
	return array;
}

static json_t *version_array(const struct held *held)
{
	json_t *array = json_array();

	for (size_t i = 0; i < held->n_versions; i++)
		json_array_append_new(array,
				      profile_object(&held->versions[i]));
	return array;
}

json_t *people_held_object(const struct held *held)
{
	json_t *object = people_object(&held->participant);
	json_t *answers = json_array();

	for (size_t i = 0; i < held->n_answers; i++)
		json_array_append_new(
			answers, json_pack("{s:s, s:s}", "question",
					   held->answers[i].question, "answer",
					   held->answers[i].answer));
	json_object_update_new(
		object,
		json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, "
			  "s:o, s:o, s:o}",
			  "former_emails", json_lines(held->former_addresses),
			  "merged", json_lines(held->merged), "away",
			  json_lines(held->away), "exclude",
			  exclude_array(held), "exclusions",
			  exclusion_array(held), "wishes", wish_array(held),
			  "pending_exclusions", json_lines(held->pending),
			  "named_by", json_lines(held->named_by),
			  "further_answers", answers, "met_before",
			  meeting_array(held), "rounds", round_array(held),
			  "reports", report_array(held), "versions",
			  version_array(held)));
	return object;
}
