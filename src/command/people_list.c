#include "command/people.h"

#include <string.h>

#include "connect5/text.h"

void people_standing(struct buffer *out, const struct participant *p)
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
	people_standing(out, p);
	buffer_putc(out, '\n');
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
				   struct store *store,
				   const struct participant *people, size_t n,
				   struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	json_t *array = json_array(), *object;
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < n; i++) {
		json_array_append_new(array, people_object(&people[i]));
		person_line(&out, &people[i]);
	}
	if (!n)
		put_remedy(&out, context,
			   "Nobody yet: 'connect5 import EXPORT.csv' brings "
			   "people in.\n");
	if (context->json) {
		object = json_pack("{s:O}", "people", array);
		status = people_wishes_json(object, store, err);
		if (!status)
			status = people_musts_json(object, store, err);
		if (status)
			json_decref(object);
		else
			status = print_json(object, err);
	} else {
		status = people_wishes_text(&out, store, err);
		if (!status)
			status = people_musts_text(&out, store, err);
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
		status = print_people(context, store, people, n, err);
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
		status = people_print_held(store, id, true, err);
	} else if (!status) {
		people_standing(&standing, &p);
		if (*p.email)
			note(context, "%s: %s <%s>, %s", what, p.profile.name,
			     p.email, standing.text);
		else
			note(context, "%s: %s (no e-mail address), %s", what,
			     p.profile.name, standing.text);
	}
	buffer_release(&standing);
	pool_release(&pool);
	return status;
}
