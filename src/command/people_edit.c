/* add and set: the coordinator's words are read as a row of a form. */
#include "command/people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/form.h"
#include "connect5/store_words.h"

/* The fields of a row, in this order. */
static const enum field fields[] = {
	FIELD_EMAIL, FIELD_NAME,	 FIELD_ORGANISATION, FIELD_SECTOR,
	FIELD_PLACE, FIELD_PROFESSION,	 FIELD_SENIORITY,    FIELD_INTERESTS,
	FIELD_HOPES, FIELD_AVAILABILITY,
};
enum { SECTOR = 3, FIELDS = sizeof(fields) / sizeof(*fields) };

/* A row that is being filled in. */
struct sheet_row {
	struct pool pool;
	const char *cells[FIELDS];
	bool given[FIELDS];
	bool without_address; /* as they may be, if they never had one */
};

static int field_index(const char *name, size_t length)
{
	for (int i = 0; i < FIELDS; i++)
		if (strlen(field_name(fields[i])) == length &&
		    strncmp(field_name(fields[i]), name, length) == 0)
			return i;
	return -1;
}

/* FIELD=VALUE into the row. */
static enum c5_status take_field(struct sheet_row *row, const char *operand,
				 struct c5_error *err)
{
	const char *equals = strchr(operand, '=');
	int i = equals ? field_index(operand, (size_t)(equals - operand)) : -1;

	if (i < 0)
		return error_set(err, C5_USAGE,
				 "'%s' is not FIELD=VALUE: FIELD is email, "
				 "name, organisation, sector, place, "
				 "profession, seniority, interests, hopes or "
				 "availability",
				 operand);
	row->cells[i] = equals + 1;
	row->given[i] = true;
	return C5_OK;
}

static enum c5_status take_fields(struct sheet_row *row,
				  const struct arguments *arguments,
				  size_t first, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = first; i < arguments->n_operands && !status; i++)
		status = take_field(row, arguments->operands[i], err);
	return status;
}

static const char *with_semicolons(struct pool *pool, const char *lines)
{
	char *copy = pool_copy(pool, lines, strlen(lines));

	for (char *at = copy; at && *at; at++)
		if (*at == '\n')
			*at = ';';
	return copy;
}

/* What reading a cell takes off again: one apostrophe before a formula. */
static const char *guarded(struct pool *pool, const char *text)
{
	size_t length = strlen(text);
	char *copy;

	if (*text != '\'' || !sheet_would_run(text))
		return text;
	copy = pool_alloc(pool, length + 2);
	if (copy) {
		*copy = '\'';
		memcpy(copy + 1, text, length + 1);
	}
	return copy;
}

/* The row as it is held, so that what is not set stays. */
static enum c5_status held_row(struct sheet_row *row,
			       const struct participant *p,
			       struct c5_error *err)
{
	const struct profile *f = &p->profile;
	const char *values[FIELDS] = {
		p->email,
		f->name,
		p->organisation,
		p->sector_label,
		with_semicolons(&row->pool, f->place),
		f->profession,
		f->seniority,
		with_semicolons(&row->pool, f->interests),
		f->hopes,
		with_semicolons(&row->pool, f->availability),
	};

	for (int i = 0; i < FIELDS; i++) {
		row->cells[i] =
			values[i] ? guarded(&row->pool, values[i]) : NULL;
		if (!row->cells[i])
			return error_memory(err);
	}
	return C5_OK;
}

/* One a line. */
static void note_lines(const struct context *context, const char *lines)
{
	while (lines && *lines) {
		size_t length = strcspn(lines, "\n");

		note(context, "%.*s", (int)length, lines);
		lines += length + (lines[length] == '\n');
	}
}

/* What is not in our lists is noted, if it was typed now. */
static enum c5_status survey_given(const struct context *context,
				   const struct sheet_row *row,
				   struct form *form, struct c5_error *err)
{
	const char *given[FIELDS], *remarks;
	struct row cells = {2, FIELDS, given};
	enum c5_status status;

	for (int i = 0; i < FIELDS; i++)
		given[i] = row->given[i] ? row->cells[i] : "";
	status = form_survey(form, &cells, err);
	if (!status)
		status = form_settle(form, &remarks, err);
	if (!status)
		note_lines(context, remarks);
	return status;
}

/* Reads the row as a form's; a refusal becomes a usage error. */
static enum c5_status read_row(const struct context *context,
			       struct sheet_row *row,
			       const struct vocabulary *vocabulary,
			       struct answer *out, struct c5_error *err)
{
	const char *names[FIELDS];
	struct row header = {1, FIELDS, names};
	struct row cells = {2, FIELDS, row->cells};
	struct form *form;
	struct refusal why;
	enum c5_status status;

	for (int i = 0; i < FIELDS; i++)
		names[i] = field_name(fields[i]);
	status = form_new(&form, "people", &header, vocabulary, err);
	if (!status)
		form_typed(form);
	if (!status && row->without_address)
		form_without_address(form);
	if (!status)
		status = survey_given(context, row, form, err);
	if (!status) {
		status = form_answer(form, &cells, &row->pool, out, &why, err);
		if (status == C5_DATA)
			status = error_set(err, C5_USAGE, "%s%s%s", why.column,
					   *why.column ? ": " : "", why.reason);
	}
	form_free(form);
	return status;
}

/* Reads the row and gives an organisation of its own an id. */
static enum c5_status interpret(const struct context *context,
				struct store *store, struct sheet_row *row,
				struct answer *out, struct c5_error *err)
{
	struct vocabulary *vocabulary;
	enum c5_status status = store_vocabulary(store, &vocabulary, err);

	if (!status)
		status = read_row(context, row, vocabulary, out, err);
	vocabulary_free(vocabulary);
	if (status)
		return status;
	note_lines(context, out->notes);
	if (row->given[SECTOR] && !*row->cells[SECTOR])
		note(context, "the part of the system is never empty: without "
			      "one it is that of the organisation");
	if (*out->new_organisation) {
		struct organisation organisation = {
			.name = out->new_organisation, .place = ""};

		status = store_add_organisation(
			store, &organisation, &out->profile.organisation, err);
	}
	return status;
}

/* Who has no address is told from others by the name alone. */
static enum c5_status check_new(struct store *store,
				const struct answer *answer,
				struct c5_error *err)
{
	size_t namesakes = 0;
	int64_t id = 0;
	enum c5_status status =
		*answer->email
			? store_find_address(store, answer->email, &id, err)
			: count_named(store, answer->profile.name, &namesakes,
				      err);

	if (!status && id)
		return error_set(err, C5_USAGE,
				 "%s is a participant already: 'connect5 "
				 "people set' changes what is held",
				 answer->email);
	if (!status && namesakes)
		return error_set(err, C5_USAGE,
				 "there is a %s already: give the address of "
				 "the new one, or a name that tells the two "
				 "apart",
				 answer->profile.name);
	return status;
}

static enum c5_status add(const struct context *context, struct store *store,
			  struct sheet_row *row, struct c5_error *err)
{
	struct answer answer;
	struct admission admission;
	char effect[80];
	enum c5_status status = interpret(context, store, row, &answer, err);

	if (!status)
		status = check_new(store, &answer, err);
	if (status)
		return status;
	admission = (struct admission){.email = answer.email,
				       .profile = &answer.profile,
				       .answered_at = context->now,
				       .digest = answer.digest};
	status = store_admit(store, &admission, 1, err);
	/* Somebody may have asked to be kept apart from them. */
	if (!status)
		status = settle_pending(context, store, false, err);
	snprintf(effect, sizeof(effect), "added participant %lld",
		 (long long)admission.id);
	if (!status)
		status = store_commit(store, effect, err);
	return status ? status
		      : people_tell(context, store, admission.id, "added", err);
}

enum c5_status people_add(const struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct sheet_row row = {.pool = {NULL}};
	struct store *store;
	const char *address = arguments->operands[1];
	bool is_field = field_index(address, strcspn(address, "=")) >= 0;
	enum c5_status status = open_change(context, &store, "people add", err);

	if (status)
		return status;
	for (int i = 0; i < FIELDS; i++)
		row.cells[i] = "";
	if (!is_field)
		row.cells[0] = address;
	status = take_fields(&row, arguments, is_field ? 1 : 2, err);
	/* An address that is given and empty is a mistake. */
	row.without_address = is_field && !row.given[0];
	if (!status)
		status = add(context, store, &row, err);
	pool_release(&row.pool);
	store_close(store);
	return status;
}

static void name_changes(char *out, size_t size, const struct sheet_row *row,
			 int64_t id)
{
	int length =
		snprintf(out, size, "participant %lld: changed", (long long)id);

	for (int i = 0; i < FIELDS; i++)
		if (row->given[i] && length > 0 && (size_t)length < size)
			length += snprintf(out + length, size - (size_t)length,
					   " %s", field_name(fields[i]));
}

/* An address has one owner for ever. */
static enum c5_status move(struct store *store, int64_t id, const char *email,
			   struct c5_error *err)
{
	int64_t owner;
	enum c5_status status = store_find_address(store, email, &owner, err);

	if (!status && owner && owner != id)
		status = error_set(err, C5_USAGE,
				   "%s is or was the address of somebody else: "
				   "'connect5 people show %s' says whose",
				   email, email);
	return status ? status : store_set_address(store, id, email, err);
}

static enum c5_status set(const struct context *context, struct store *store,
			  struct participant *p, struct sheet_row *row,
			  struct c5_error *err)
{
	struct answer answer;
	struct admission admission;
	char effect[160];
	enum c5_status status = interpret(context, store, row, &answer, err);

	if (status)
		return status;
	bool moved = strcmp(answer.email, p->email) != 0;
	if (!moved && profile_equal(&answer.profile, &p->profile))
		return people_tell(context, store, p->id, "nothing changed",
				   err);
	/* The digest stays: a row imported before is no newer than this. */
	admission = (struct admission){.email = answer.email,
				       .profile = &answer.profile,
				       .answered_at = context->now,
				       .digest = p->digest};
	if (moved)
		status = move(store, p->id, answer.email, err);
	if (!status)
		status = store_update(store, p->id, &admission, err);
	if (!status)
		status = settle_pending(context, store, false, err);
	name_changes(effect, sizeof(effect), row, p->id);
	if (!status)
		status = store_commit(store, effect, err);
	if (!status)
		status = people_tell(context, store, p->id, "changed", err);
	return status ? status
		      : people_note_plans(context, store, p->id, 0, err);
}

enum c5_status people_set(const struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct sheet_row row = {.pool = {NULL}};
	struct participant p = {.email = ""};
	struct store *store;
	int64_t id;
	enum c5_status status = open_change(context, &store, "people set", err);

	if (status)
		return status;
	status = resolve_who(store, arguments->operands[1], &id, err);
	if (!status)
		status = store_participant(store, id, &row.pool, &p, err);
	if (!status)
		status = held_row(&row, &p, err);
	if (!status)
		status = take_fields(&row, arguments, 2, err);
	row.without_address = !status && !*p.email;
	if (!status)
		status = set(context, store, &p, &row, err);
	pool_release(&row.pool);
	store_close(store);
	return status;
}
