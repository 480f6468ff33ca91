/* Pairs and trios from before this programme: they never meet again in it. */
#include "command/import.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/reader.h"
#include "connect5/text.h"

/* No programme is longer, and none remembers more. */
enum { MONTHS_AWAY = 120 };

/* Where the columns stand; SIZE_MAX: nowhere. */
struct history_columns {
	size_t month;
	size_t who[3]; /* email_1 or name_1, ... */
	size_t outcome;
};

struct history {
	struct import *import;
	struct import_file *file;
	struct history_columns columns;
};

static bool is_header(const char *cell, const char *name)
{
	struct buffer folded = BUFFER_INIT;
	bool same;

	text_fold(&folded, cell);
	same = strcmp(folded.text, name) == 0;
	buffer_release(&folded);
	return same;
}

static size_t find_column(const struct row *header, const char *name)
{
	for (size_t c = 0; c < header->n; c++)
		if (is_header(header->cells[c], name))
			return c;
	return SIZE_MAX;
}

static enum c5_status find_columns(struct history *history,
				   const struct row *header,
				   struct c5_error *err)
{
	struct history_columns *columns = &history->columns;
	static const char *const emails[3] = {"email 1", "email 2", "email 3"};
	static const char *const names[3] = {"name 1", "name 2", "name 3"};

	columns->month = find_column(header, "month");
	columns->outcome = find_column(header, "outcome");
	for (int i = 0; i < 3; i++) {
		columns->who[i] = find_column(header, emails[i]);
		if (columns->who[i] == SIZE_MAX)
			columns->who[i] = find_column(header, names[i]);
	}
	if (columns->who[0] == SIZE_MAX || columns->who[1] == SIZE_MAX)
		return error_at(err, C5_DATA, history->file->name, header->line,
				"a history has the columns "
				"month,email_1,email_2[,email_3] (or name_1 "
				"...), and this file has not");
	return C5_OK;
}

static enum c5_status refuse(struct history *history, const struct row *row,
			     const char *column, const char *value,
			     const char *reason, struct c5_error *err)
{
	struct refusal refusal = {row->line, column, value, reason};

	return import_refuse(history->import, history->file, &refusal, err);
}

/* A name that nobody has, or several. */
static enum c5_status refuse_who(struct history *history, const struct row *row,
				 const char *column, const char *value,
				 const char *why, struct c5_error *err)
{
	struct buffer reason = BUFFER_INIT;
	size_t n;
	enum c5_status status =
		count_named(history->import->store, value, &n, err);

	buffer_printf(&reason, "%s%s", why,
		      n ? ""
			: "; who is yet to come in is imported before their "
			  "history");
	if (!status)
		status = buffer_status(&reason, err);
	if (!status)
		status = refuse(history, row, column, value, reason.text, err);
	buffer_release(&reason);
	return status;
}

static const char *cell_of(const struct row *row, size_t column)
{
	return column < row->n ? row->cells[column] : "";
}

static bool is_blank(const char *cell)
{
	while (isspace((unsigned char)*cell))
		cell++;
	return !*cell;
}

/* The people of a row; *n 0: it was refused. */
static enum c5_status find_people(struct history *history,
				  const struct row *row, int64_t who[3],
				  size_t *n, struct c5_error *err)
{
	static const char *const names[3] = {"email_1", "email_2", "email_3"};
	enum c5_status status = C5_OK;
	struct c5_error why;

	*n = 0;
	for (int i = 0; i < 3 && !status; i++) {
		const char *cell = cell_of(row, history->columns.who[i]);

		if (is_blank(cell))
			continue;
		status = resolve_named(history->import->store, cell, &who[*n],
				       &why);
		if (status == C5_USAGE) {
			*n = 0;
			return refuse_who(history, row, names[i], cell,
					  why.text, err);
		}
		*n += !status;
	}
	if (status) {
		*err = why;
		return status;
	}
	if (*n < 2 || who[0] == who[1] ||
	    (*n == 3 && (who[0] == who[2] || who[1] == who[2]))) {
		*n = 0;
		return refuse(history, row, "", "",
			      "a row of history names two or three different "
			      "people",
			      err);
	}
	return C5_OK;
}

static enum c5_status connect_all(struct history *history, const int64_t who[3],
				  size_t n, month_t month, struct c5_error *err)
{
	enum c5_status status = C5_OK;
	bool any = false;

	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n && !status; j++) {
			bool added = false;

			status = store_add_history(history->import->store,
						   who[i], who[j], month,
						   &added, err);
			any |= added;
		}
	if (any)
		history->file->counts.added++;
	else
		history->file->counts.unchanged++;
	return status;
}

/* Of a group that did not meet, nobody has met anybody. What cannot be read
 * does not say so. */
static enum c5_status take_group(struct history *history, const struct row *row,
				 month_t month, struct c5_error *err)
{
	const char *cell = cell_of(row, history->columns.outcome);
	int64_t who[3] = {0, 0, 0};
	enum outcome outcome;
	size_t n;
	bool to_come, read = outcome_read(&outcome, &to_come, cell);
	enum c5_status status = find_people(history, row, who, &n, err);

	if (status || !n)
		return status;
	if (outcome == OUTCOME_NOT_MET) {
		history->file->counts.unchanged++;
		return import_note(history->import, history->file, err,
				   row->line,
				   "they did not meet: nothing keeps them "
				   "apart");
	}
	if (!read || to_come)
		status = import_note(history->import, history->file, err,
				     row->line,
				     "outcome: '%.60s' is neither met nor not "
				     "met: they count as having met",
				     cell);
	return status ? status : connect_all(history, who, n, month, err);
}

static enum c5_status take_row(struct history *history, const struct row *row,
			       struct c5_error *err)
{
	const char *cell = cell_of(row, history->columns.month);
	month_t month = MONTH_NONE;

	if (!is_blank(cell) && !month_parse(&month, cell))
		return refuse(history, row, "month", cell,
			      "a month is written YYYY-MM, or left empty", err);
	if (month != MONTH_NONE &&
	    abs(month - moment_month(history->import->context->now)) >
		    MONTHS_AWAY)
		return refuse(history, row, "month", cell,
			      "the month is more than ten years away: mend it, "
			      "or leave it empty",
			      err);
	return take_group(history, row, month, err);
}

enum c5_status import_history(struct import *import, struct import_file *file,
			      struct reader *reader, struct c5_error *err)
{
	struct history history = {.import = import, .file = file};
	struct row row;
	bool more;
	enum c5_status status = reader_next(reader, &row, &more, err);

	if (!status && !more)
		status = error_at(err, C5_DATA, file->name, 0,
				  "the file is empty: export it again");
	if (!status)
		status = find_columns(&history, &row, err);
	while (!status) {
		status = reader_next(reader, &row, &more, err);
		if (status || !more)
			break;
		file->counts.rows++;
		import_progress(import, "reading", file->counts.rows,
				file->bytes_read, file->bytes);
		status = take_row(&history, &row, err);
	}
	file->encoding = reader_encoding(reader);
	file->delimiter = reader_delimiter(reader);
	return status;
}
