/* Everything held on one person: the answer to a subject access request. */
#include "command/people.h"

#include <stdio.h>
#include <string.h>

#include "connect5/store_held.h"
#include "connect5/text.h"

/* "name           Ann Bell"; lines become "A; B". Nothing where there is none.
 */
static void field_line(struct buffer *out, const char *name, const char *lines)
{
	struct buffer joined = BUFFER_INIT;
	size_t width = text_width(name);

	if (!*lines)
		return;
	for (const char *at = lines; *at; at++)
		buffer_puts(&joined, *at == '\n' ? "; " : (char[]){*at, 0});
	text_visible(out, name);
	buffer_printf(out, "%*s", width < 14 ? (int)(15 - width) : 1, "");
	text_visible(out, joined.text);
	buffer_putc(out, '\n');
	out->failed |= joined.failed;
	buffer_release(&joined);
}

/* What a version of a profile says, by the names of its fields. */
static void profile_lines(struct buffer *out, const struct profile *profile,
			  const char *organisation, const char *sector)
{
	field_line(out, "organisation", organisation);
	field_line(out, "sector", sector);
	field_line(out, "place", profile->place);
	field_line(out, "profession", profile->profession);
	field_line(out, "seniority", profile->seniority);
	field_line(out, "interests", profile->interests);
	field_line(out, "hopes", profile->hopes);
	field_line(out, "availability", profile->availability);
}

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

/* Who asked for an exclusion, from the person's side. */
static const char *asked_by(const struct held_exclusion *exclusion)
{
	if (exclusion->asked)
		return "themselves";
	return exclusion->was_asked ? "the other" : "the coordinator";
}

static void exclusion_lines(struct buffer *out, const struct held *held)
{
	for (size_t i = 0; i < held->n_exclusions; i++) {
		const struct held_exclusion *x = &held->exclusions[i];
		struct buffer line = BUFFER_INIT;
		char since[MOMENT_TEXT], until[MOMENT_TEXT];

		buffer_printf(&line, "%s, asked for by %s, since %s", x->who,
			      asked_by(x), moment_format(since, x->since));
		if (x->until)
			buffer_printf(&line, " until %s",
				      moment_format(until, x->until));
		field_line(out, "kept apart", line.text);
		buffer_release(&line);
	}
	field_line(out, "names", held->pending);
	field_line(out, "named by", held->named_by);
}

/* "preferred", "avoided"; of a pair the month. */
static const char *wish_name(char month[MONTH_TEXT],
			     const struct held_wish *wish)
{
	if (wish->month != MONTH_NONE)
		return month_format(month, wish->month);
	return strcmp(wish->kind, "prefer") == 0 ? "preferred" : "avoided";
}

static void wish_lines(struct buffer *out, const struct held *held)
{
	for (size_t i = 0; i < held->n_wishes; i++) {
		const struct held_wish *w = &held->wishes[i];
		struct buffer line = BUFFER_INIT;
		char since[MOMENT_TEXT], until[MOMENT_TEXT], month[MONTH_TEXT];

		if (w->month != MONTH_NONE)
			buffer_puts(&line, "to be put together with ");
		buffer_printf(&line, "%s, since %s", w->who,
			      moment_format(since, w->since));
		if (w->until)
			buffer_printf(&line, " until %s",
				      moment_format(until, w->until));
		field_line(out, wish_name(month, w), line.text);
		buffer_release(&line);
	}
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
		json_array_append_new(
			array,
			json_pack("{s:s, s:s, s:s, s:s, s:s}", "who", x->who,
				  "source", x->source, "asked_by", asked_by(x),
				  "since", moment_format(since, x->since),
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

static void round_lines(struct buffer *out, const struct held *held)
{
	for (size_t i = 0; i < held->n_meetings; i++) {
		const struct held_meeting *met = &held->meetings[i];
		struct buffer line = BUFFER_INIT;
		char month[MONTH_TEXT];

		buffer_puts(&line, met->who);
		if (met->month != MONTH_NONE)
			buffer_printf(&line, ", %s",
				      month_format(month, met->month));
		field_line(out, "met before", line.text);
		buffer_release(&line);
	}
	for (size_t i = 0; i < held->n_rounds; i++) {
		const struct held_round *round = &held->rounds[i];
		char month[MONTH_TEXT];

		month_format(month, round->month);
		field_line(out, month,
			   *round->partners ? round->partners : "waited");
	}
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

/* The versions before the last, which is what is held today. */
static void version_lines(struct buffer *out, const struct held *held)
{
	for (size_t i = 0; i + 1 < held->n_versions; i++) {
		const struct held_version *version = &held->versions[i];
		char at[MOMENT_TEXT];

		buffer_printf(out, "\nAs of %s (%s):\n",
			      moment_format(at, version->at), version->command);
		field_line(out, "name", version->profile.name);
		profile_lines(out, &version->profile, version->organisation,
			      version->sector_label);
	}
}

static json_t *version_array(const struct held *held)
{
	json_t *array = json_array();

	for (size_t i = 0; i < held->n_versions; i++)
		json_array_append_new(array,
				      profile_object(&held->versions[i]));
	return array;
}

static void held_text(struct buffer *out, const struct held *held)
{
	const struct participant *p = &held->participant;
	struct buffer standing = BUFFER_INIT;
	char moment[MOMENT_TEXT], id[24];

	snprintf(id, sizeof(id), "%lld", (long long)p->id);
	people_standing(&standing, p);
	field_line(out, "participant", id);
	field_line(out, "merged", held->merged);
	field_line(out, "name", p->profile.name);
	field_line(out, "email", p->email);
	field_line(out, "former emails", held->former_addresses);
	profile_lines(out, &p->profile, p->organisation, p->sector_label);
	field_line(out, "status", standing.text);
	field_line(out, "away", held->away);
	field_line(out, "answered", moment_format(moment, p->answered_at));
	exclusion_lines(out, held);
	wish_lines(out, held);
	round_lines(out, held);
	for (size_t i = 0; i < held->n_answers; i++) {
		buffer_puts(out, i ? "" : "\nFurther answers:\n");
		field_line(out, held->answers[i].question,
			   held->answers[i].answer);
	}
	version_lines(out, held);
	buffer_release(&standing);
}

static json_t *held_object(const struct held *held)
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
			  "s:o, s:o}",
			  "former_emails", json_lines(held->former_addresses),
			  "merged", json_lines(held->merged), "away",
			  json_lines(held->away), "exclude",
			  exclude_array(held), "exclusions",
			  exclusion_array(held), "wishes", wish_array(held),
			  "pending_exclusions", json_lines(held->pending),
			  "named_by", json_lines(held->named_by),
			  "further_answers", answers, "met_before",
			  meeting_array(held), "rounds", round_array(held),
			  "versions", version_array(held)));
	return object;
}

enum c5_status people_print_held(struct store *store, int64_t id, bool json,
				 struct c5_error *err)
{
	struct pool pool = {NULL};
	struct buffer out = BUFFER_INIT;
	struct held held;
	enum c5_status status = store_held(store, id, &pool, &held, err);

	if (!status && json) {
		status = print_json(held_object(&held), err);
	} else if (!status) {
		held_text(&out, &held);
		status = buffer_status(&out, err);
		if (!status)
			print(&out);
	}
	buffer_release(&out);
	pool_release(&pool);
	return status;
}

enum c5_status people_show(const struct context *context,
			   const struct arguments *arguments,
			   struct c5_error *err)
{
	struct store *store;
	int64_t id;
	enum c5_status status = open_view(context, &store, err);

	if (status)
		return status;
	status = resolve_who(store, arguments->operands[1], &id, err);
	if (!status)
		status = people_print_held(store, id, context->json, err);
	store_close(store);
	return status;
}
