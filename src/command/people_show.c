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

/* Who asked for an exclusion, from the person's side. */
const char *people_asked_by(const struct held_exclusion *exclusion)
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
			      people_asked_by(x),
			      moment_format(since, x->since));
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

static void report_lines(struct buffer *out, const struct held *held)
{
	for (size_t i = 0; i < held->n_reports; i++) {
		const struct held_report *report = &held->reports[i];
		struct buffer line = BUFFER_INIT;
		char month[MONTH_TEXT], since[MOMENT_TEXT], until[MOMENT_TEXT];

		buffer_printf(&line, "%s, of %s with ", report->outcome,
			      month_format(month, report->month));
		for (const char *at = report->partners; *at; at++)
			buffer_puts(&line,
				    *at == '\n' ? " and " : (char[]){*at, 0});
		buffer_printf(&line, ", since %s",
			      moment_format(since, report->since));
		if (report->until)
			buffer_printf(&line, " until %s",
				      moment_format(until, report->until));
		field_line(out, "said", line.text);
		buffer_release(&line);
	}
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
	report_lines(out, held);
	for (size_t i = 0; i < held->n_answers; i++) {
		buffer_puts(out, i ? "" : "\nFurther answers:\n");
		field_line(out, held->answers[i].question,
			   held->answers[i].answer);
	}
	version_lines(out, held);
	buffer_release(&standing);
}

enum c5_status people_print_held(struct store *store, int64_t id, bool json,
				 struct c5_error *err)
{
	struct pool pool = {NULL};
	struct buffer out = BUFFER_INIT;
	struct held held;
	enum c5_status status = store_held(store, id, &pool, &held, err);

	if (!status && json) {
		status = print_json(people_held_object(&held), err);
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
