/*
 * Questions whose options have a column each, as SmartSurvey writes them:
 * "3. Topics - Workforce", "3. Topics - Digital". A cell holds the option, or
 * a tick; what a row answers is the union over the question's columns.
 */
#include "ingest/form_internal.h"

#include <string.h>

#include "connect5/text.h"

enum { QUESTION_BYTES = 1000 }; /* a longer one has no options */

#define BETWEEN " - " /* the question and its option */

/* Columns that begin with the same question, and its length. */
struct run {
	size_t n, length;
};

/* Is it the question that the first `length` bytes are, or an option of it? */
static bool belongs(const char *header, const char *question, size_t length)
{
	return strncmp(header, question, length) == 0 &&
	       (!header[length] ||
		strncmp(header + length, BETWEEN, strlen(BETWEEN)) == 0);
}

static size_t count_run(const struct form *form, size_t first, size_t length)
{
	const char *question = form->columns[first].header;
	size_t end = first + 1;

	while (end < form->n &&
	       belongs(form->columns[end].header, question, length))
		end++;
	return end - first;
}

/* The most columns that share a question; of as many, the longest question,
 * since there may be dashes in questions as in options. */
static struct run find_run(const struct form *form, size_t first)
{
	const char *header = form->columns[first].header, *at = header;
	struct run best = {1, 0};

	while (at && at - header < QUESTION_BYTES) {
		const char *dash = strstr(at, BETWEEN);
		size_t length = dash ? (size_t)(dash - header) : strlen(header);
		size_t n = length ? count_run(form, first, length) : 1;

		if (n > 1 && n >= best.n)
			best = (struct run){n, length};
		at = dash ? dash + 1 : NULL;
	}
	return best;
}

enum c5_status options_find(struct form *form, struct c5_error *err)
{
	struct run run;

	for (size_t first = 0; first < form->n; first += run.n) {
		struct column *columns = &form->columns[first];
		const char *asked = NULL;

		run = find_run(form, first);
		if (run.n > 1) {
			asked = pool_copy(&form->pool, columns[0].header,
					  run.length);
			if (!asked)
				return error_memory(err);
		}
		for (size_t i = 0; i < run.n; i++) {
			const char *rest = columns[i].header + run.length;

			columns[i].question = first;
			columns[i].asked = asked;
			columns[i].option =
				asked && *rest ? rest + strlen(BETWEEN) : "";
		}
	}
	return C5_OK;
}

bool options_are_several(const struct form *form, size_t column)
{
	return form->columns[column].asked != NULL;
}

static bool is_one_of(const char *text, const char *const *words)
{
	while (*words && strcmp(*words, text) != 0)
		words++;
	return *words != NULL;
}

/* Can an answer in this field be one of the form's options? */
static bool takes_ticks(enum field field)
{
	switch ((int)field) {
	case FIELD_ORGANISATION:
	case FIELD_SECTOR:
	case FIELD_PLACE:
	case FIELD_PROFESSION:
	case FIELD_SENIORITY:
	case FIELD_INTERESTS:
	case FIELD_AVAILABILITY:
		return true;
	default:
		return false;
	}
}

const char *options_said(const struct column *column, const char *cell)
{
	static const char *const yes[] = {"1",	     "yes",	 "y",
					  "x",	     "true",	 "ticked",
					  "checked", "selected", NULL};
	static const char *const no[] = {
		"0",	      "no",	      "n",
		"false",      "unticked",     "unchecked",
		"unselected", "not selected", NULL};
	struct buffer fold = BUFFER_INIT;

	if (!*column->option || !takes_ticks(column->field) ||
	    strlen(cell) > 20)
		return cell;
	text_fold(&fold, cell);
	if (is_one_of(fold.text, yes) || strcmp(cell, "✓") == 0 ||
	    strcmp(cell, "✔") == 0)
		cell = column->option;
	else if (is_one_of(fold.text, no))
		cell = "";
	buffer_release(&fold);
	return cell;
}

void options_gather(struct buffer *out, const struct form *form,
		    const struct row *row, size_t column)
{
	const struct column *of = &form->columns[column];

	for (size_t i = of->question; i < form->n && i < row->n; i++) {
		const struct column *beside = &form->columns[i];
		const char *said;

		if (beside->question != of->question)
			break;
		if (beside->field != of->field)
			continue;
		said = options_said(beside, cell_unguarded(row->cells[i]));
		if (*said && out->length && out->text[out->length - 1] != ' ')
			buffer_puts(out, "; ");
		buffer_puts(out, said);
		/* An option is one value, whatever commas are in it. */
		if (*said && *beside->option)
			buffer_puts(out, "; ");
	}
}
