/*
 * Questions whose options have a column each, as SmartSurvey writes them:
 * "3. Topics - Workforce", "3. Topics - Digital"; and the grids of Google
 * Forms, a column for each row: "When are you free? [Monday]". A cell holds the
 * option, or a tick, or in a grid the heads of its columns; what a row answers
 * is the union over the question's columns.
 */
#include "ingest/form_internal.h"

#include <string.h>

#include "connect5/text.h"

enum { QUESTION_BYTES = 1000 }; /* a longer one has no options */

#define BETWEEN " - " /* the question and its option */
#define OPENS " ["    /* the question and the row of its grid, before "]" */

/* Columns that begin with the same question, and its length. */
struct run {
	size_t n, length;
};

/* Is what follows a question the row of a grid? */
static bool is_grid_row(const char *rest)
{
	return strncmp(rest, OPENS, strlen(OPENS)) == 0 &&
	       rest[strlen(rest) - 1] == ']' && strlen(rest) > 3;
}

/* Is it the question that the first `length` bytes are, or an option of it? */
static bool belongs(const char *header, const char *question, size_t length)
{
	if (strncmp(header, question, length) != 0)
		return false;
	return !header[length] ||
	       strncmp(header + length, BETWEEN, strlen(BETWEEN)) == 0 ||
	       is_grid_row(header + length);
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

/* Where the question of a grid ends, in the header of one of its rows. */
static const char *grid_mark(const char *header)
{
	const char *mark = NULL;

	for (const char *at = header; (at = strstr(at, OPENS)); at++)
		if (is_grid_row(at))
			mark = at;
	return mark;
}

static void consider(struct run *best, const struct form *form, size_t first,
		     size_t length)
{
	size_t n = length ? count_run(form, first, length) : 1;

	if (n > 1 && n >= best->n)
		*best = (struct run){n, length};
}

/* The most columns that share a question; of as many, the longest question,
 * since there may be dashes in questions as in options. */
static struct run find_run(const struct form *form, size_t first)
{
	const char *header = form->columns[first].header, *at = header;
	const char *grid = grid_mark(header);
	struct run best = {1, 0};

	while (at && at - header < QUESTION_BYTES) {
		const char *dash = strstr(at, BETWEEN);

		consider(&best, form, first,
			 dash ? (size_t)(dash - header) : strlen(header));
		at = dash ? dash + 1 : NULL;
	}
	if (grid && grid - header < QUESTION_BYTES)
		consider(&best, form, first, (size_t)(grid - header));
	return best;
}

/* The option of a column, of what follows the question in its header. */
static enum c5_status name_option(struct form *form, struct column *column,
				  const char *rest, struct c5_error *err)
{
	bool grid = is_grid_row(rest);

	column->option = "";
	column->grid = grid && column->asked;
	column->lone = grid && !column->asked;
	if (grid)
		column->option = pool_copy(&form->pool, rest + strlen(OPENS),
					   strlen(rest) - strlen(OPENS) - 1);
	else if (*rest)
		column->option = rest + strlen(BETWEEN);
	return column->option ? C5_OK : error_memory(err);
}

enum c5_status options_find(struct form *form, struct c5_error *err)
{
	struct run run;
	enum c5_status status = C5_OK;

	for (size_t first = 0; first < form->n && !status; first += run.n) {
		struct column *columns = &form->columns[first];
		const char *asked = NULL, *mark;

		run = find_run(form, first);
		mark = grid_mark(columns[0].header);
		if (run.n > 1) {
			asked = pool_copy(&form->pool, columns[0].header,
					  run.length);
			if (!asked)
				return error_memory(err);
		}
		for (size_t i = 0; i < run.n && !status; i++) {
			columns[i].question = first;
			columns[i].asked = asked;
			status = name_option(form, &columns[i],
					     asked ? columns[i].header +
							     run.length
					     : mark ? mark
						    : "",
					     err);
		}
	}
	return status;
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

/* "Topics [Digital]" alone may be a grid; in "Seniority [1 to 5]" a 1 is no
 * tick. */
static bool holds_several(enum field field)
{
	return field == FIELD_PLACE || field == FIELD_INTERESTS ||
	       field == FIELD_AVAILABILITY;
}

enum tick { TICK_NONE, TICK_YES, TICK_NO };

static enum tick tick_of(const char *cell)
{
	static const char *const yes[] = {
		"1",	   "yes",      "y",	    "x",    "true", "ticked",
		"checked", "selected", "available", "free", NULL};
	static const char *const no[] = {
		"0",	      "no",	      "n",
		"false",      "unticked",     "unchecked",
		"unselected", "not selected", "not available",
		"not free",   "unavailable",  "busy",
		NULL};
	struct buffer fold = BUFFER_INIT;
	enum tick tick = TICK_NONE;

	if (strlen(cell) > 20)
		return TICK_NONE;
	text_fold(&fold, cell);
	if (is_one_of(fold.text, yes) || strcmp(cell, "✓") == 0 ||
	    strcmp(cell, "✔") == 0)
		tick = TICK_YES;
	else if (is_one_of(fold.text, no))
		tick = TICK_NO;
	buffer_release(&fold);
	return tick;
}

/* Has the grid heads of columns that say when? "Monday" and "Morning" then make
 * one value; "Digital" and "Not at all" would make none. */
static bool has_heads(const struct column *column)
{
	return column->grid && column->field == FIELD_AVAILABILITY;
}

bool options_are_foreign(const struct column *column, const char *cell)
{
	return column->grid && !has_heads(column) && cell_is_usable(cell) &&
	       (column->field == FIELD_INTERESTS ||
		column->field == FIELD_PLACE) &&
	       tick_of(cell) == TICK_NONE;
}

const char *options_said(const struct column *column, const char *cell)
{
	enum tick tick;

	if (!*column->option || !takes_ticks(column->field) ||
	    (column->lone && !holds_several(column->field)))
		return cell;
	tick = tick_of(cell);
	if (tick == TICK_YES)
		return column->option;
	return tick == TICK_NO || options_are_foreign(column, cell) ? "" : cell;
}

/* "Monday Morning; Monday Evening; " of the row Monday and the heads. */
static void add_heads(struct buffer *out, const char *row, const char *cell)
{
	while (*cell) {
		size_t length;

		cell += strspn(cell, " ");
		length = strcspn(cell, ",;\r\n");
		if (length) {
			buffer_printf(out, "%s ", row);
			buffer_add(out, cell, length);
			buffer_puts(out, "; ");
		}
		cell += length + (cell[length] != '\0');
	}
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
		if (has_heads(beside) && said != beside->option) {
			add_heads(out, beside->option, said);
			continue;
		}
		buffer_puts(out, said);
		/* An option is one value, whatever commas are in it. */
		if (*said && *beside->option)
			buffer_puts(out, "; ");
	}
}
