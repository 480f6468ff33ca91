#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "connect5/random.h"
#include "ingest/form_internal.h"

enum { VALUE_BYTES = 200, SHORT_BYTES = 60, REASON_BYTES = 1024 };

const char *reading_keep(struct reading *reading, const char *text)
{
	const char *copy = pool_copy(reading->pool, text, strlen(text));

	if (!copy)
		reading->notes.failed = true;
	return copy ? copy : "";
}

/* A copy of at most `limit` bytes, cut between characters. */
static const char *cut(struct reading *reading, const char *text, size_t limit)
{
	static const char ellipsis[] = "…";
	size_t length = strnlen(text, limit + 1);
	char *copy;

	if (length <= limit)
		return reading_keep(reading, text);
	for (length = limit - 3; (text[length] & 0xC0) == 0x80;)
		length--;
	copy = pool_copy(reading->pool, text, length + sizeof(ellipsis));
	if (!copy) {
		reading->notes.failed = true;
		return "";
	}
	memcpy(copy + length, ellipsis, sizeof(ellipsis));
	return copy;
}

const char *reading_short(struct reading *reading, const char *text)
{
	return cut(reading, text, SHORT_BYTES);
}

const char *reading_header(struct reading *reading, size_t column)
{
	return cut(reading, reading->form->columns[column].header, SHORT_BYTES);
}

enum c5_status reading_refuse(struct reading *reading, size_t column,
			      const char *format, ...)
{
	const struct row *row = reading->row;
	char reason[REASON_BYTES];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(reason, sizeof(reason), format, arguments);
	va_end(arguments);
	*reading->why = (struct refusal){
		.line = row->line,
		.column = column == SIZE_MAX
				  ? ""
				  : reading->form->columns[column].header,
		.value = column >= row->n ? ""
					  : cut(reading, row->cells[column],
						VALUE_BYTES),
		.reason = reading_keep(reading, reason),
	};
	if (reading->notes.failed || reading->value.failed)
		return error_memory(reading->err);
	return C5_DATA;
}

void reading_note(struct reading *reading, const char *format, ...)
{
	char note[REASON_BYTES];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(note, sizeof(note), format, arguments);
	va_end(arguments);
	if (reading->notes.length)
		buffer_putc(&reading->notes, '\n');
	buffer_puts(&reading->notes, note);
}

void reading_digest(struct reading *reading, enum field field, const char *text)
{
	const char *name = field_name(field);

	/* NUL stands in neither, and so parts them without doubt. */
	buffer_add(&reading->words, name, strlen(name) + 1);
	buffer_add(&reading->words, text, strlen(text) + 1);
}

static bool is_list(enum field field)
{
	return field == FIELD_PLACE || field == FIELD_INTERESTS ||
	       field == FIELD_AVAILABILITY || field == FIELD_EXCLUDE;
}

const char *reading_field(struct reading *reading, enum field field,
			  size_t *column)
{
	struct found found =
		cell_first(reading->form, reading->row, field, &reading->value);

	*column = found.column;
	reading->notes.failed |= reading->value.failed;
	reading_digest(reading, field, reading->value.text);
	if (found.mended && !is_list(field))
		reading_note(reading,
			     "'%s': a line break or control became a blank",
			     reading_header(reading, *column));
	return reading_keep(reading, reading->value.text);
}

/* A cell more than the header has is a comma that should be in quotes. */
enum c5_status read_width(struct reading *reading)
{
	const struct row *row = reading->row;
	size_t n = reading->form->n;

	for (size_t i = n; i < row->n; i++)
		if (cell_is_usable(row->cells[i]))
			return reading_refuse(
				reading, SIZE_MAX,
				"the row has %zu cells and the header %zu: %s",
				row->n, n,
				reading->form->rejects
					? "what stands after '" FORM_REASON
					  "' belongs to no column; put it "
					  "where it goes, a new column too "
					  "before '" FORM_REASON "'"
					: "put an answer with a comma in it in "
					  "quotes");
	return C5_OK;
}

const char *reading_question(struct reading *reading, size_t column)
{
	const struct form *form = reading->form;
	struct buffer *said = &reading->value;

	if (column == SIZE_MAX)
		return "";
	if (!options_are_several(form, column))
		return options_said(
			&form->columns[column],
			cell_unguarded(reading->row->cells[column]));
	buffer_cut(said, 0);
	options_gather(said, form, reading->row, column);
	reading->notes.failed |= said->failed;
	reading_digest(reading, form->columns[column].field, said->text);
	return reading_keep(reading, said->text);
}

/* The cell of a list field, with its line breaks. */
static const char *list_cell(struct reading *reading, enum field field,
			     size_t *column)
{
	reading_field(reading, field, column);
	return reading_question(reading, *column);
}

static void note_full(struct reading *reading, size_t column)
{
	reading_note(reading, "'%s': only the first %d values are kept",
		     reading_header(reading, column), VALUES_MAX);
}

/* "" without memory, which `notes` remembers. */
static const char *read_list(struct reading *reading, enum shown_list list)
{
	size_t column;
	bool full = false;
	const char *cell = list_cell(reading, shown_field(list), &column);
	const char *joined =
		choices_joined(reading->form, list, cell, reading->pool, &full);

	if (full)
		note_full(reading, column);
	reading->notes.failed |= !joined;
	return joined ? joined : "";
}

static void read_exclude(struct reading *reading)
{
	struct value_list values;
	size_t column;
	const char *cell = list_cell(reading, FIELD_EXCLUDE, &column);
	const char **exclude = NULL;

	if (choices_people(cell, reading->pool, &values))
		exclude = pool_alloc(reading->pool,
				     (values.n + 1) * sizeof(*exclude));
	if (!exclude) {
		reading->notes.failed = true;
		return;
	}
	if (values.full)
		note_full(reading, column);
	memcpy(exclude, values.values, values.n * sizeof(*exclude));
	reading->out->exclude = exclude;
	reading->out->n_exclude = values.n;
}

/* What nothing depends on: every value is taken as it is. */
static enum c5_status read_rest(struct reading *reading)
{
	struct profile *profile = &reading->out->profile;
	size_t column;

	profile->place = read_list(reading, SHOWN_PLACE);
	profile->profession = reading_field(reading, FIELD_PROFESSION, &column);
	profile->seniority = reading_field(reading, FIELD_SENIORITY, &column);
	if (*profile->seniority)
		profile->seniority_step = vocabulary_seniority(
			reading->form->vocabulary, profile->seniority);
	profile->interests = read_list(reading, SHOWN_INTERESTS);
	profile->hopes = reading_field(reading, FIELD_HOPES, &column);
	profile->availability = read_list(reading, SHOWN_AVAILABILITY);
	read_exclude(reading);
	return buffer_status(&reading->notes, reading->err);
}

static enum c5_status finish(struct reading *reading)
{
	struct answer *out = reading->out;
	enum c5_status status = buffer_status(&reading->words, reading->err);

	out->line = reading->row->line;
	out->digest =
		random_hash(0, 0, reading->words.text, reading->words.length);
	out->notes = reading_keep(reading, reading->notes.text);
	return status == C5_OK ? buffer_status(&reading->notes, reading->err)
			       : status;
}

/* A look-up without memory decides nothing. */
static enum c5_status check_memory(const struct reading *reading)
{
	const struct form *form = reading->form;
	enum c5_status status =
		vocabulary_status(form->vocabulary, reading->err);

	for (size_t i = 0; i < SHOWN_LISTS && status == C5_OK; i++)
		status = vocabulary_status(form->shown[i].words, reading->err);
	return status;
}

enum c5_status form_answer(const struct form *form, const struct row *row,
			   struct pool *pool, struct answer *out,
			   struct refusal *why, struct c5_error *err)
{
	static enum c5_status (*const steps[])(struct reading *) = {
		read_width,	read_attendance, read_email, read_person_name,
		read_completed, read_where,	 read_rest,  finish,
	};
	static const struct answer empty = {.email = "",
					    .new_organisation = "",
					    .new_sector = "",
					    .notes = ""};
	struct reading reading = {
		.form = form,
		.row = row,
		.pool = pool,
		.out = out,
		.why = why,
		.err = err,
		.notes = BUFFER_INIT,
		.words = BUFFER_INIT,
		.value = BUFFER_INIT,
	};
	enum c5_status status = C5_OK;

	*out = empty;
	out->profile = profile_empty;
	*why = (struct refusal){row->line, "", "", ""};
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (status == C5_OK)
			status = steps[i](&reading);
	if (check_memory(&reading) != C5_OK)
		status = C5_SYSTEM;
	if (status != C5_OK) {
		*out = empty;
		out->profile = profile_empty;
	}
	buffer_release(&reading.notes);
	buffer_release(&reading.words);
	buffer_release(&reading.value);
	return status;
}
