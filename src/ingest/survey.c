/* What only the whole file can tell: the order of dates, and its own choices.
 */
#include "ingest/form_internal.h"

#include <string.h>

#include "connect5/random.h"
#include "connect5/text.h"

static const enum field shown_fields[SHOWN_LISTS] = {
	[SHOWN_PLACE] = FIELD_PLACE,
	[SHOWN_SENIORITY] = FIELD_SENIORITY,
	[SHOWN_INTERESTS] = FIELD_INTERESTS,
	[SHOWN_AVAILABILITY] = FIELD_AVAILABILITY,
};

enum field shown_field(enum shown_list list)
{
	return shown_fields[list];
}

const char *shown_known(const struct form *form, enum shown_list list,
			const char *text)
{
	switch (list) {
	case SHOWN_PLACE:
		return vocabulary_place(form->vocabulary, text);
	case SHOWN_INTERESTS:
		return vocabulary_interest(form->vocabulary, text);
	case SHOWN_SENIORITY:
		return vocabulary_seniority(form->vocabulary, text) ? text
								    : NULL;
	case SHOWN_AVAILABILITY:
	case SHOWN_LISTS:
		break;
	}
	return NULL;
}

/* A value that no list of the programme has, for the note. */
static enum c5_status add_unknown(struct form *form, struct shown *shown,
				  const char *text, size_t line,
				  struct c5_error *err)
{
	const char *copy;

	if (shown->n_unknown++ >= NAMED_MAX)
		return C5_OK;
	copy = pool_copy(&form->pool, text, strlen(text));
	if (!copy)
		return error_memory(err);
	shown->named[shown->n_unknown - 1] = copy;
	shown->lines[shown->n_unknown - 1] = line;
	return C5_OK;
}

/* A value that stands alone, cleaned. */
static enum c5_status add_shown(struct form *form, enum shown_list list,
				const char *text, size_t line,
				struct c5_error *err)
{
	struct shown *shown = &form->shown[list];
	enum c5_status status;

	if (shown->n > SHOWN_MAX || strlen(text) > SHOWN_BYTES ||
	    !cell_is_usable(text) || cell_is_no_answer(text) ||
	    vocabulary_interest(shown->words, text))
		return C5_OK;
	shown->n++;
	status = vocabulary_add_interest(shown->words, text, text, err);
	if (status == C5_DATA) /* nothing to know it by: emoji, say */
		return C5_OK;
	if (status == C5_OK && list != SHOWN_AVAILABILITY &&
	    !shown_known(form, list, text))
		status = add_unknown(form, shown, text, line, err);
	return status;
}

/* Was the cell surveyed before? From now on it was. */
static bool is_seen(struct shown *shown, const char *cell)
{
	size_t length = strlen(cell);
	struct buffer *seen;

	if (length > SEEN_BYTES)
		return false;
	seen = &shown->seen[random_hash(0, 0, cell, length) % SEEN_CELLS];
	if (strcmp(seen->text, cell) == 0)
		return true;
	buffer_cut(seen, 0);
	buffer_puts(seen, cell);
	return false;
}

/*
 * The choices of one cell that are certain: those between ';' or line breaks, a
 * whole cell that has no ', ', and whatever stands in an option's column.
 */
static enum c5_status show_cell(struct form *form, enum shown_list list,
				const struct row *row, size_t column,
				struct c5_error *err)
{
	const struct column *of = &form->columns[column];
	const char *cell = options_said(of, cell_unguarded(row->cells[column]));
	struct buffer piece = BUFFER_INIT, clean = BUFFER_INIT;
	enum c5_status status = C5_OK;
	bool option = *of->option && (!of->lone || cell == of->option);
	bool parted = option || cell[strcspn(cell, ";\r\n")];

	/* The heads of a grid's columns are no choices by themselves. */
	if (of->grid && cell != of->option)
		return C5_OK;
	if (!parted && list != SHOWN_SENIORITY && strstr(cell, ", "))
		return C5_OK;
	if (!option && is_seen(&form->shown[list], cell))
		return C5_OK;
	while (*cell && status == C5_OK) {
		size_t length = strcspn(cell, ";\r\n");

		buffer_cut(&piece, 0);
		buffer_cut(&clean, 0);
		buffer_add(&piece, cell, length);
		text_line(&clean, piece.text);
		status = piece.failed || clean.failed
				 ? error_memory(err)
				 : add_shown(form, list, clean.text, row->line,
					     err);
		cell += length + (cell[length] != '\0');
	}
	buffer_release(&piece);
	buffer_release(&clean);
	return status;
}

/* The first column of the question that the row answers the field in; SIZE_MAX:
 * none. */
static size_t question_taken(const struct form *form, const struct row *row,
			     enum field field, struct buffer *said)
{
	const struct places *places = &form->places[field];
	struct found found;

	if (places->n == 1)
		return form->columns[places->columns[0]].question;
	found = cell_first(form, row, field, said);
	return found.column == SIZE_MAX ? SIZE_MAX
					: form->columns[found.column].question;
}

/* What a row takes is surveyed: a question beside it is not kept. */
enum c5_status survey_choices(struct form *form, const struct row *row,
			      struct c5_error *err)
{
	struct buffer said = BUFFER_INIT;
	enum c5_status status = C5_OK;

	for (size_t list = 0; list < SHOWN_LISTS; list++) {
		enum field field = shown_fields[list];
		const struct places *places = &form->places[field];
		size_t taken = question_taken(form, row, field, &said);

		for (size_t i = 0; i < places->n && status == C5_OK; i++) {
			size_t column = places->columns[i];

			if (column < row->n &&
			    form->columns[column].question == taken)
				status = show_cell(form, (enum shown_list)list,
						   row, column, err);
		}
	}
	if (status == C5_OK)
		status = buffer_status(&said, err);
	buffer_release(&said);
	return status;
}

/* Which of a field's columns is the one that people answer in. */
void survey_answers(struct form *form, const struct row *row)
{
	for (size_t c = 0; c < form->n && c < row->n; c++) {
		const char *cell = row->cells[c];
		bool answer = form->columns[c].field == FIELD_EMAIL
				      ? strchr(cell, '@') != NULL
				      : cell_is_usable(cell);

		form->columns[c].answers += answer;
	}
}

/* An answer in a grid that is neither yes nor no is not taken, but noted. */
enum c5_status survey_grids(struct form *form, const struct row *row,
			    struct c5_error *err)
{
	for (size_t c = 0; c < form->n && c < row->n; c++) {
		struct column *column = &form->columns[c];
		const char *cell = row->cells[c];

		if (column->foreign || !options_are_foreign(column, cell))
			continue;
		column->foreign = pool_copy(&form->pool, cell, strlen(cell));
		if (!column->foreign)
			return error_memory(err);
	}
	return C5_OK;
}

static void note_grids(struct form *form)
{
	for (size_t c = 0; c < form->n; c++)
		if (form->columns[c].foreign)
			buffer_printf(&form->note,
				      "'%s' says '%s', which is neither yes "
				      "nor no: only rows that are ticked are "
				      "taken\n",
				      form->columns[c].header,
				      form->columns[c].foreign);
}

static enum c5_status count_date(struct form *form, const char *text,
				 bool *counted, struct c5_error *err)
{
	struct date_survey *dates = &form->dates;
	enum date_kind kind = date_kind(text);
	const char **example = NULL;

	*counted = kind != DATE_NONE;
	dates->ambiguous += kind == DATE_AMBIGUOUS;
	dates->by_day += kind == DATE_BY_DAY;
	dates->by_month += kind == DATE_BY_MONTH;
	if (kind == DATE_BY_DAY && !dates->day_example)
		example = &dates->day_example;
	if (kind == DATE_BY_MONTH && !dates->month_example)
		example = &dates->month_example;
	if (example && !(*example = pool_copy(&form->pool, text, strlen(text))))
		return error_memory(err);
	return C5_OK;
}

/* The first of a row's times of completion that is one counts. */
enum c5_status survey_dates(struct form *form, const struct row *row,
			    struct c5_error *err)
{
	const struct places *places = &form->places[FIELD_COMPLETED];
	struct buffer clean = BUFFER_INIT;
	enum c5_status status = C5_OK;
	bool counted = false;

	for (size_t i = 0; i < places->n && !counted && status == C5_OK; i++) {
		if (places->columns[i] >= row->n)
			continue;
		buffer_cut(&clean, 0);
		cell_clean(&clean, row->cells[places->columns[i]],
			   FIELD_COMPLETED);
		status = buffer_status(&clean, err);
		if (status == C5_OK)
			status = count_date(form, clean.text, &counted, err);
	}
	buffer_release(&clean);
	return status;
}

static const char *order_words(enum date_order order)
{
	return order == DATE_DAY_FIRST ? "day/month/year" : "month/day/year";
}

static void settle_dates(struct form *form)
{
	struct date_survey *dates = &form->dates;
	bool month_first = form->microsoft;

	if (dates->by_day != dates->by_month)
		month_first = dates->by_month > dates->by_day;
	dates->order = month_first ? DATE_MONTH_FIRST : DATE_DAY_FIRST;
	const char *words = order_words(dates->order);
	if (dates->by_day && dates->by_month)
		buffer_printf(&form->note,
			      "dates contradict each other ('%s' begins with "
			      "the day, '%s' with the month): read as %s, and "
			      "rows that do not fit are refused\n",
			      dates->day_example, dates->month_example, words);
	else if (dates->by_day || dates->by_month)
		buffer_printf(&form->note, "dates read as %s, as '%s' shows\n",
			      words,
			      dates->by_day ? dates->day_example
					    : dates->month_example);
	else if (dates->ambiguous && !form->rejects)
		buffer_printf(&form->note,
			      "dates read as %s%s: no date in the file tells\n",
			      words,
			      month_first ? ", as Microsoft Forms writes them"
					  : "");
}

/* "interests that no list has, kept as written: 'Play in hospital' (line 28)"
 */
static void note_unknown(struct form *form, enum shown_list list)
{
	const struct shown *shown = &form->shown[list];
	size_t named =
		shown->n_unknown < NAMED_MAX ? shown->n_unknown : NAMED_MAX;

	if (!named)
		return;
	buffer_printf(&form->note, "%s not in our list, kept as written: ",
		      field_name(shown_fields[list]));
	for (size_t i = 0; i < named; i++) {
		buffer_printf(&form->note, "%s'%s'", i ? ", " : "",
			      shown->named[i]);
		if (!form->typed)
			buffer_printf(&form->note, " (line %zu)",
				      shown->lines[i]);
	}
	if (shown->n_unknown > named)
		buffer_printf(&form->note, " and %zu more",
			      shown->n_unknown - named);
	buffer_putc(&form->note, '\n');
}

void survey_settle(struct form *form)
{
	buffer_cut(&form->note, 0);
	if (form->second_line)
		buffer_printf(&form->note,
			      "line %zu is a second row of headers: its "
			      "options belong to the question before them\n",
			      form->second_line);
	settle_dates(form);
	note_grids(form);
	for (size_t list = 0; list < SHOWN_LISTS; list++)
		if (form->shown[list].n <= SHOWN_MAX)
			note_unknown(form, (enum shown_list)list);
	if (form->note.length)
		buffer_cut(&form->note, form->note.length - 1);
}
