#include "command/people.h"

#include <string.h>

#include "connect5/text.h"

/* "paused until 2027-02" */
static void standing_text(struct buffer *out, const struct participant *p)
{
	char month[MONTH_TEXT];

	buffer_puts(out, standing_name(p->standing));
	if (p->until != MONTH_NONE)
		buffer_printf(out, ", back in %s",
			      month_format(month, p->until));
}

static void person_line(struct buffer *out, const struct participant *p)
{
	text_cell(out, p->profile.name, 26);
	buffer_puts(out, "  ");
	text_cell(out, p->email, 36);
	buffer_puts(out, "  ");
	text_cell(out, p->sector_label, 22);
	buffer_puts(out, "  ");
	standing_text(out, p);
	buffer_putc(out, '\n');
}

static const char *list_text(struct pool *pool, const char *lines)
{
	struct buffer joined = BUFFER_INIT;
	char *copy;

	for (; *lines; lines++)
		buffer_puts(&joined,
			    *lines == '\n' ? "; " : (char[]){*lines, 0});
	copy = joined.failed ? NULL
			     : pool_copy(pool, joined.text, joined.length);
	buffer_release(&joined);
	return copy ? copy : "";
}

json_t *people_object(const struct participant *p)
{
	const struct profile *f = &p->profile;
	char until[MONTH_TEXT] = "", answered[MOMENT_TEXT];
	json_t *object;

	if (p->until != MONTH_NONE)
		month_format(until, p->until);
	object = json_pack(
		"{s:I, s:s, s:s, s:s, s:s, s:o, s:s, s:s, s:o, s:s, s:o, s:s, "
		"s:s}",
		"id", (json_int_t)p->id, "email", p->email, "name", f->name,
		"organisation", p->organisation, "sector", p->sector_label,
		"place", json_lines(f->place), "profession", f->profession,
		"seniority", f->seniority, "interests",
		json_lines(f->interests), "hopes", f->hopes, "availability",
		json_lines(f->availability), "status",
		standing_name(p->standing), "until", until);
	json_object_set_new(
		object, "answered_at",
		json_string(moment_format(answered, p->answered_at)));
	return object;
}

enum c5_status people_sheet(struct sheet *out, struct store *store,
			    struct pool *pool, struct c5_error *err)
{
	static const char *const header[] = {
		"email",	"name",	     "organisation",
		"sector",	"place",     "profession",
		"seniority",	"interests", "hopes",
		"availability", "status",    "until",
		"exclude",	NULL};
	struct participant *people;
	size_t n;
	struct buffer exclude = BUFFER_INIT;
	enum c5_status status =
		store_participants(store, pool, &people, &n, err);

	sheet_init(out, header);
	for (size_t i = 0; i < n && !status; i++) {
		const struct participant *p = &people[i];
		char until[MONTH_TEXT] = "";

		buffer_cut(&exclude, 0);
		status = store_exclusions_of(store, p->id, &exclude, err);
		if (p->until != MONTH_NONE)
			month_format(until, p->until);
		sheet_text(out, p->email);
		sheet_text(out, p->profile.name);
		sheet_text(out, p->organisation);
		sheet_text(out, p->sector_label);
		sheet_list(out, p->profile.place);
		sheet_text(out, p->profile.profession);
		sheet_text(out, p->profile.seniority);
		sheet_list(out, p->profile.interests);
		sheet_text(out, p->profile.hopes);
		sheet_list(out, p->profile.availability);
		sheet_text(out, standing_name(p->standing));
		sheet_text(out, until);
		sheet_list(out, exclude.text);
	}
	buffer_release(&exclude);
	return status;
}

static enum c5_status print_people(const struct context *context,
				   const struct participant *people, size_t n,
				   struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	json_t *array = json_array();
	enum c5_status status;

	for (size_t i = 0; i < n; i++) {
		json_array_append_new(array, people_object(&people[i]));
		person_line(&out, &people[i]);
	}
	if (!n)
		buffer_puts(&out, "Nobody yet: 'connect5 import EXPORT.csv' "
				  "brings people in.\n");
	if (context->json) {
		status = print_json(json_pack("{s:O}", "people", array), err);
	} else {
		status = buffer_status(&out, err);
		if (!status)
			print(&out);
	}
	json_decref(array);
	buffer_release(&out);
	return status;
}

enum c5_status people_list(const struct context *context,
			   const struct arguments *arguments,
			   struct c5_error *err)
{
	struct pool pool = {NULL};
	struct participant *people;
	struct store *store;
	size_t n;
	enum c5_status status = open_view(context, &store, err);

	(void)arguments;
	if (status)
		return status;
	status = store_participants(store, &pool, &people, &n, err);
	if (!status)
		status = print_people(context, people, n, err);
	pool_release(&pool);
	store_close(store);
	return status;
}

static void field_line(struct buffer *out, const char *name, const char *value)
{
	if (!*value)
		return;
	buffer_printf(out, "%-14s ", name);
	text_visible(out, value);
	buffer_putc(out, '\n');
}

static void print_held(struct buffer *out, const struct participant *p,
		       struct pool *pool, const char *exclusions,
		       const char *away)
{
	struct buffer standing = BUFFER_INIT;
	char moment[MOMENT_TEXT], id[24];

	snprintf(id, sizeof(id), "%lld", (long long)p->id);
	standing_text(&standing, p);
	field_line(out, "participant", id);
	field_line(out, "name", p->profile.name);
	field_line(out, "email", p->email);
	field_line(out, "organisation", p->organisation);
	field_line(out, "sector", p->sector_label);
	field_line(out, "place", list_text(pool, p->profile.place));
	field_line(out, "profession", p->profile.profession);
	field_line(out, "seniority", p->profile.seniority);
	field_line(out, "interests", list_text(pool, p->profile.interests));
	field_line(out, "hopes", p->profile.hopes);
	field_line(out, "availability",
		   list_text(pool, p->profile.availability));
	field_line(out, "status", standing.text);
	field_line(out, "away", list_text(pool, away));
	field_line(out, "exclude", list_text(pool, exclusions));
	field_line(out, "answered", moment_format(moment, p->answered_at));
	buffer_release(&standing);
}

/* The rounds somebody was in: month, partners or waiting. */
static enum c5_status add_rounds(struct store *store, int64_t id,
				 struct buffer *out, json_t *array,
				 struct c5_error *err)
{
	struct held_round *rounds;
	struct pool pool = {NULL};
	size_t n;
	enum c5_status status =
		store_rounds_of(store, id, &pool, &rounds, &n, err);

	for (size_t i = 0; i < n && !status; i++) {
		char month[MONTH_TEXT];
		bool waited = !*rounds[i].partners;

		month_format(month, rounds[i].month);
		buffer_printf(out, "%-14s %s\n", month,
			      waited ? "waited"
				     : list_text(&pool, rounds[i].partners));
		json_array_append_new(
			array, json_pack("{s:s, s:I, s:b, s:o}", "month", month,
					 "round", (json_int_t)rounds[i].ordinal,
					 "waited", (int)waited, "partners",
					 json_lines(rounds[i].partners)));
	}
	pool_release(&pool);
	return status;
}

static enum c5_status show_held(const struct context *context,
				struct store *store, int64_t id,
				struct pool *pool, struct c5_error *err)
{
	struct participant p;
	struct buffer out = BUFFER_INIT, exclusions = BUFFER_INIT,
		      away = BUFFER_INIT;
	json_t *rounds = json_array(), *object;
	enum c5_status status = store_participant(store, id, pool, &p, err);

	if (!status)
		status = store_exclusions_of(store, id, &exclusions, err);
	if (!status)
		status = store_away_of(store, id, &away, err);
	if (!status)
		print_held(&out, &p, pool, exclusions.text, away.text);
	if (!status)
		status = add_rounds(store, id, &out, rounds, err);
	if (!status && context->json) {
		object = people_object(&p);
		json_object_set_new(object, "exclude",
				    json_lines(exclusions.text));
		json_object_set_new(object, "away", json_lines(away.text));
		json_object_set(object, "rounds", rounds);
		status = print_json(object, err);
	} else if (!status) {
		print(&out);
	}
	json_decref(rounds);
	buffer_release(&exclusions);
	buffer_release(&away);
	buffer_release(&out);
	return status;
}

enum c5_status people_show(const struct context *context,
			   const struct arguments *arguments,
			   struct c5_error *err)
{
	struct pool pool = {NULL};
	struct store *store;
	int64_t id;
	enum c5_status status = open_view(context, &store, err);

	if (status)
		return status;
	status = resolve_who(store, arguments->operands[1], &id, err);
	if (!status)
		status = show_held(context, store, id, &pool, err);
	pool_release(&pool);
	store_close(store);
	return status;
}

enum c5_status people_tell(const struct context *context, struct store *store,
			   int64_t id, const char *what, struct c5_error *err)
{
	struct pool pool = {NULL};
	struct buffer standing = BUFFER_INIT;
	struct participant p;
	enum c5_status status = store_participant(store, id, &pool, &p, err);

	if (!status && context->json) {
		status = show_held(context, store, id, &pool, err);
	} else if (!status) {
		standing_text(&standing, &p);
		note(context, "%s: %s <%s>, %s", what, p.profile.name, p.email,
		     standing.text);
	}
	buffer_release(&standing);
	pool_release(&pool);
	return status;
}
