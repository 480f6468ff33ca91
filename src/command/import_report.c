/* The summary of an import: the arithmetic of the rows, and every refusal. */
#include "command/import.h"

#include <string.h>

#include "connect5/text.h"

static const char *delimiter_name(char delimiter)
{
	switch (delimiter) {
	case ',':
		return "comma";
	case ';':
		return "semicolon";
	case '\t':
		return "tab";
	default:
		return "pipe";
	}
}

/* Is it a field of ours that we took? */
static bool is_taken(const struct form *form, size_t column)
{
	enum field field = form_field(form, column);

	return field != FIELD_DROP && field != FIELD_COUNT;
}

static void print_columns(struct buffer *out, const struct form *form)
{
	const char *between = "  dropped: ";

	for (size_t c = 0; form && c < form_columns(form); c++) {
		if (!is_taken(form, c))
			continue;
		buffer_printf(out, "  %-12s from '",
			      field_name(form_field(form, c)));
		text_visible(out, form_header(form, c));
		buffer_puts(out,
			    form_is_mapped(form, c) ? "' by --map\n" : "'\n");
	}
	for (size_t c = 0; form && c < form_columns(form); c++) {
		if (is_taken(form, c))
			continue;
		buffer_printf(out, "%s'", between);
		text_visible(out, form_header(form, c));
		buffer_putc(out, '\'');
		between = ", ";
	}
	if (between[0] == ',')
		buffer_putc(out, '\n');
}

/* Parts of the system that the file brought, one a line. */
static void print_added(struct buffer *out, const char *lines)
{
	struct buffer visible = BUFFER_INIT;

	while (*lines) {
		size_t length = strcspn(lines, "\n");

		buffer_cut(&visible, 0);
		buffer_add(&visible, lines, length);
		buffer_puts(out, "  a new part of the system: ");
		text_visible(out, visible.text);
		buffer_putc(out, '\n');
		lines += length + (lines[length] == '\n');
	}
	buffer_release(&visible);
}

static void print_file(struct buffer *out, const struct import_file *file)
{
	const struct import_counts *c = &file->counts;

	text_visible(out, file->name);
	buffer_printf(out, ": %zu %s (%s, %s)\n", c->rows,
		      c->rows == 1 ? "row" : "rows", file->encoding,
		      delimiter_name(file->delimiter));
	print_columns(out, file->form);
	buffer_printf(out,
		      "  %zu added, %zu updated, %zu unchanged, %zu "
		      "superseded, %zu refused\n",
		      c->added, c->updated, c->unchanged, c->superseded,
		      c->refused);
	print_added(out, file->added_sectors.text);
}

/* {"email": "Work e-mail", ...}: of several for a field, the one that leads. */
static json_t *columns_object(const struct form *form)
{
	json_t *object = json_object();

	for (int f = 0; form && f < FIELD_DROP; f++) {
		size_t column = form_leading(form, (enum field)f);

		if (column != SIZE_MAX)
			json_object_set_new(
				object, field_name((enum field)f),
				json_string(form_header(form, column)));
	}
	return object;
}

static json_t *dropped_array(const struct form *form)
{
	json_t *array = json_array();

	for (size_t c = 0; form && c < form_columns(form); c++)
		if (!is_taken(form, c))
			json_array_append_new(
				array, json_string(form_header(form, c)));
	return array;
}

static json_t *refusals_array(const struct import_file *file)
{
	json_t *array = json_array();

	for (size_t i = 0; i < file->n_refusals; i++) {
		const struct refusal *r = &file->refusals[i];

		json_array_append_new(array,
				      json_pack("{s:I, s:s, s:s, s:s}", "line",
						(json_int_t)r->line, "column",
						r->column, "value", r->value,
						"reason", r->reason));
	}
	return array;
}

/* "line 12: ..." */
static json_t *notes_array(const struct import_file *file)
{
	json_t *array = json_array();

	for (size_t i = 0; i < file->n_notes; i++) {
		const struct import_note *n = &file->notes[i];

		json_array_append_new(
			array,
			n->line ? json_sprintf("line %zu: %s", n->line, n->text)
				: json_string(n->text));
	}
	return array;
}

static json_t *file_object(const struct import_file *file)
{
	const struct import_counts *c = &file->counts;
	char delimiter[2] = {file->delimiter, '\0'};

	return json_pack(
		"{s:s, s:s, s:s, s:o, s:o, s:I, s:I, s:I, s:I, s:I, s:I, s:o, "
		"s:I, s:o, s:I, s:o}",
		"file", file->name, "encoding", file->encoding, "delimiter",
		delimiter, "columns", columns_object(file->form),
		"dropped_columns", dropped_array(file->form), "rows",
		(json_int_t)c->rows, "added", (json_int_t)c->added, "updated",
		(json_int_t)c->updated, "unchanged", (json_int_t)c->unchanged,
		"superseded", (json_int_t)c->superseded, "refused",
		(json_int_t)c->refused, "refusals", refusals_array(file),
		"more_refusals", (json_int_t)(c->refused - file->n_refusals),
		"notes", notes_array(file), "more_notes",
		(json_int_t)(file->all_notes - file->n_notes), "added_sectors",
		json_lines(file->added_sectors.text));
}

/* Refusals are errors: shown also when quiet, in the form of all errors. */
static void complain_of(const struct context *context,
			const struct import_file *file, const char *rejects)
{
	size_t more = file->counts.refused - file->n_refusals;
	struct c5_error err;

	for (size_t i = 0; i < file->n_refusals; i++) {
		const struct refusal *r = &file->refusals[i];

		error_at(&err, C5_DATA, file->name, r->line, "%s%s%s",
			 *r->column ? r->column : "", *r->column ? ": " : "",
			 r->reason);
		complain(context, &err);
	}
	if (!more)
		return;
	error_at(&err, C5_DATA, file->name, 0,
		 "and %zu more %s refused: %s has all of them", more,
		 more == 1 ? "row is" : "rows are",
		 rejects ? rejects : "--rejects FILE");
	complain(context, &err);
}

static void note_lines(const struct context *context,
		       const struct import_file *file)
{
	for (size_t i = 0; i < file->n_notes; i++) {
		const struct import_note *n = &file->notes[i];

		if (n->line)
			note(context, "%s:%zu: %s", file->name, n->line,
			     n->text);
		else
			note(context, "%s: %s", file->name, n->text);
	}
	size_t more = file->all_notes - file->n_notes;
	if (more)
		note(context, "%s: and %zu more %s: --verbose shows all",
		     file->name, more,
		     more == 1 ? "remark like these" : "remarks like these");
}

static json_t *report_object(const struct import *import,
			     const struct import_file *files, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, file_object(&files[i]));
	return json_pack("{s:o, s:o, s:o, s:b}", "files", array, "sectors",
			 headcount_sectors(&import->count), "majority",
			 headcount_majority(&import->count), "too_large",
			 (int)store_is_too_large(import->store));
}

enum c5_status import_report(const struct import *import,
			     const struct import_file *files, size_t n,
			     struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	enum c5_status status;

	for (size_t i = 0; i < n; i++) {
		note_lines(import->context, &files[i]);
		complain_of(import->context, &files[i], import->rejects);
		print_file(&out, &files[i]);
	}
	if (import->kind == IMPORT_EOI)
		headcount_text(&out, &import->count);
	status = buffer_status(&out, err);
	if (!status && import->context->json)
		status = print_json(report_object(import, files, n), err);
	else if (!status)
		print(&out);
	buffer_release(&out);
	return status;
}
