/*
 * SurveyMonkey's second row of headers. The first has each question over the
 * first of its columns alone; the second has the options below it, or
 * "Open-Ended Response". Put together they are headers as SmartSurvey's.
 */
#include "ingest/form_internal.h"

#include <string.h>

#include "connect5/text.h"

/* Words that say no more than that here is an answer. */
static bool is_answer_word(const char *cell)
{
	return cell_folds_to(cell, "response") ||
	       cell_folds_to(cell, "openended response");
}

bool second_header_possible(const struct form *form)
{
	for (size_t i = 1; i < form->n && !form->rejects; i++)
		if (!*form->columns[i].header && *form->columns[i - 1].header)
			return true;
	return false;
}

/* Something that only an answer has: an address, or a date. */
static bool is_an_answer(const struct form *form, const struct row *row)
{
	const struct places *dates = &form->places[FIELD_COMPLETED];
	struct buffer text = BUFFER_INIT;
	bool found = false;

	for (size_t i = 0; i < row->n && !found; i++) {
		buffer_cut(&text, 0);
		if (!strchr(row->cells[i], '@'))
			continue;
		address_read(&text, row->cells[i]);
		found = !address_fault(text.text);
	}
	for (size_t i = 0; i < dates->n && !found; i++)
		found = dates->columns[i] < row->n &&
			date_kind(row->cells[dates->columns[i]]) != DATE_NONE;
	found |= text.failed;
	buffer_release(&text);
	return found;
}

/* Does the row say who somebody is? */
static bool names_somebody(const struct form *form, const struct row *row)
{
	for (enum field field = FIELD_EMAIL; field <= FIELD_COMPLETED; field++)
		for (size_t i = 0; i < form->places[field].n; i++) {
			size_t column = form->places[field].columns[i];

			if (column < row->n &&
			    cell_is_usable(row->cells[column]))
				return true;
		}
	return false;
}

bool second_header_is(const struct form *form, const struct row *row)
{
	bool beside = false; /* a cell below a question's further columns */

	for (size_t i = 0; i < row->n && !form->rejects; i++) {
		if (is_answer_word(row->cells[i]))
			return !is_an_answer(form, row);
		beside |= i > 0 && i < form->n && !*form->columns[i].header &&
			  cell_is_usable(row->cells[i]);
	}
	return beside && second_header_possible(form) &&
	       !is_an_answer(form, row) && !names_somebody(form, row);
}

/* "Which topics interest you? - Digital", of the question and the option. */
static const char *join(struct form *form, const char *question,
			const char *option)
{
	struct buffer joined = BUFFER_INIT;
	const char *copy = NULL;

	buffer_printf(&joined, "%s - %s", question, option);
	if (!joined.failed)
		copy = pool_copy(&form->pool, joined.text, joined.length);
	buffer_release(&joined);
	return copy;
}

static const char *header_of(struct form *form, const struct row *row,
			     size_t column, const char **question)
{
	const char *own = column < form->n ? form->columns[column].header : "";
	const char *option = column < row->n ? row->cells[column] : "";

	if (*own)
		*question = own;
	if (!cell_is_usable(option))
		return own;
	if (is_answer_word(option))
		return *question;
	return **question ? join(form, *question, option) : option;
}

enum c5_status second_header_take(struct form *form, const struct row *row,
				  struct c5_error *err)
{
	size_t n = form->n > row->n ? form->n : row->n, bytes = 0;
	const char **cells = pool_alloc(&form->pool, n * sizeof(*cells));
	const struct row header = {form->line, n, cells};
	const char *question = "";

	if (!cells)
		return error_memory(err);
	for (size_t i = 0; i < n; i++) {
		cells[i] = header_of(form, row, i, &question);
		if (!cells[i])
			return error_memory(err);
		/* A question is written out again for each of its options. */
		bytes += strlen(cells[i]);
		if (bytes > READER_ROW_BYTES)
			return error_at(err, C5_DATA, form->file, form->line,
					"the headers are longer than 4 MiB: "
					"shorten them");
	}
	form->second_line = row->line;
	return columns_find(form, &header, err);
}
