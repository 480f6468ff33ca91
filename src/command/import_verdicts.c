/*
 * Whether groups have met: third pass, what all rows about one group come to.
 *
 * Of each person the latest answer counts, by its time of completion, then by
 * its line, and takes the place of what earlier files brought. A group in which
 * anybody says that they met has met: so no pair that met is ever put together
 * again because the other forgot. Who says nothing takes nothing back.
 */
#include "command/import.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/store_outcomes.h"
#include "connect5/store_staging.h"

enum { MEMBERS = 3 };

struct said_row {
	size_t line;
	struct said said;
};

/* The rows of one group, in the order of their time. */
struct third_pass {
	struct import *import;
	struct import_file *file;
	struct pool pool; /* for one group */
	struct said_row *rows;
	size_t n, capacity;
	struct said_row latest[MEMBERS]; /* of each person */
	size_t n_latest;
	struct group_report *reports; /* those in force, in the pool */
	size_t n_reports;
	size_t seen;
};

/* The person's row that counts; NULL: there is none. */
static struct said_row *latest_of(struct third_pass *pass, int64_t who)
{
	for (size_t i = 0; i < pass->n_latest; i++)
		if (pass->latest[i].said.who == who)
			return &pass->latest[i];
	return NULL;
}

static enum c5_status add_row(struct third_pass *pass,
			      const struct said_row *row, struct c5_error *err)
{
	void *grown = memory_grow(pass->rows, &pass->capacity, pass->n + 1,
				  sizeof(*pass->rows));
	struct said_row *latest = latest_of(pass, row->said.who);

	if (!grown)
		return error_memory(err);
	pass->rows = grown;
	pass->rows[pass->n++] = *row;
	if (!latest && pass->n_latest < MEMBERS)
		pass->latest[pass->n_latest++] = *row;
	else if (latest && (row->said.outcome != OUTCOME_UNKNOWN ||
			    latest->said.outcome == OUTCOME_UNKNOWN))
		*latest = *row;
	return C5_OK;
}

static enum c5_status load_reports(struct third_pass *pass, int64_t group,
				   struct c5_error *err)
{
	return store_reports(pass->import->store, group, &pass->pool,
			     &pass->reports, &pass->n_reports, err);
}

static const struct group_report *report_of(const struct third_pass *pass,
					    int64_t who)
{
	for (size_t i = 0; i < pass->n_reports; i++)
		if (pass->reports[i].said.who == who)
			return &pass->reports[i];
	return NULL;
}

/* Does what somebody says now tell nothing beside what is held of them? */
static bool tells_nothing(const struct said *said, const struct said *held)
{
	return said->outcome == OUTCOME_UNKNOWN ||
	       (said->outcome == held->outcome &&
		said->completed <= held->completed);
}

/* Was it said before what is held, which is something else? A row that a
 * cumulative file brings again was. */
static enum c5_status is_older(struct third_pass *pass, int64_t group,
			       const struct said *said, const struct said *held,
			       bool *out, struct c5_error *err)
{
	*out = said->completed && said->completed < held->completed;
	if (*out || !said->completed || said->outcome == held->outcome)
		return C5_OK;
	return store_was_said(pass->import->store, group, said, out, err);
}

static enum c5_status take_answer(struct third_pass *pass, int64_t group,
				  const struct said_row *row,
				  struct c5_error *err)
{
	const struct group_report *held = report_of(pass, row->said.who);
	enum c5_status status = C5_OK;
	char at[MOMENT_TEXT];
	bool older = false;

	if (held && tells_nothing(&row->said, &held->said))
		return C5_OK;
	if (held)
		status = is_older(pass, group, &row->said, &held->said, &older,
				  err);
	if (!status && older)
		return import_note(pass->import, pass->file, err, row->line,
				   "older than the same person's answer that "
				   "came in on %s, which counts",
				   moment_format(at, held->at));
	return status ? status
		      : store_put_report(pass->import->store, group, &row->said,
					 err);
}

/* A report in force that says so: first one of this file, which has a line;
 * NULL: nobody says so. */
static const struct group_report *who_says(struct third_pass *pass,
					   enum outcome outcome, size_t *line)
{
	const struct group_report *found = NULL;

	*line = 0;
	for (size_t i = 0; i < pass->n_reports && !*line; i++) {
		const struct group_report *report = &pass->reports[i];
		const struct said_row *row = latest_of(pass, report->said.who);

		if (report->said.outcome != outcome)
			continue;
		if (row && row->said.outcome == outcome)
			*line = row->line;
		if (!found || *line)
			found = report;
	}
	return found;
}

/* "Ann Bell (line 3)"; `here` is the line that needs no word. */
static void put_speaker(struct buffer *out, const struct group_report *report,
			size_t line, size_t here)
{
	char at[MOMENT_TEXT];

	buffer_puts(out, *report->name ? report->name
				       : "an earlier report of nobody knows "
					 "whom");
	if (!line)
		buffer_printf(out, " (in change %lld, %s)",
			      (long long)report->change,
			      moment_format(at, report->at));
	else if (line != here)
		buffer_printf(out, " (line %zu)", line);
}

/* Both are named, with where they say so; nothing if neither is in this file.
 */
static enum c5_status note_conflict(struct third_pass *pass,
				    struct c5_error *err)
{
	struct buffer yes = BUFFER_INIT, no = BUFFER_INIT;
	size_t met_line, not_met_line, line;
	const struct group_report *met = who_says(pass, OUTCOME_MET, &met_line);
	const struct group_report *not_met =
		who_says(pass, OUTCOME_NOT_MET, &not_met_line);
	enum c5_status status;

	line = not_met_line ? not_met_line : met_line;
	if (!met || !not_met || !line)
		return C5_OK;
	put_speaker(&yes, met, met_line, line);
	put_speaker(&no, not_met, not_met_line, line);
	yes.failed |= no.failed;
	status = buffer_status(&yes, err);
	if (!status)
		status = import_note(
			pass->import, pass->file, err, line,
			"%s says that they did not meet, and %s that they did: "
			"ask them; until then they have met, so that they are "
			"not put together again",
			no.text, yes.text);
	buffer_release(&yes);
	buffer_release(&no);
	return status;
}

static enum c5_status note_superseded(struct third_pass *pass,
				      const struct said_row *row, size_t by,
				      struct c5_error *err)
{
	return import_note(pass->import, pass->file, err, row->line,
			   "superseded by line %zu, the same person's later "
			   "answer",
			   by);
}

/* A correction is worth a word: it undoes what was known. */
static enum c5_status note_correction(struct third_pass *pass, size_t line,
				      const struct told_group *before,
				      enum outcome now, struct c5_error *err)
{
	char month[MONTH_TEXT], also[MONTH_TEXT];

	if (now == OUTCOME_MET && before->also != MONTH_NONE)
		return import_note(
			pass->import, pass->file, err, line,
			"%s have met in %s after all, and two of them are "
			"together in %s as well: tell them",
			before->names, month_format(month, before->month),
			month_format(also, before->also));
	if (before->outcome == OUTCOME_NOT_MET)
		return import_note(pass->import, pass->file, err, line,
				   "%s were reported not met in %s before, and "
				   "now met",
				   before->names,
				   month_format(month, before->month));
	if (before->outcome == OUTCOME_MET)
		return import_note(
			pass->import, pass->file, err, line,
			"%s were reported met in %s before, and now not met",
			before->names, month_format(month, before->month));
	return C5_OK;
}

/* Which of the counts a row goes to, once the group's outcome has changed. */
static enum c5_status count_row(struct third_pass *pass,
				const struct said_row *row, enum outcome before,
				enum outcome now, struct c5_error *err)
{
	struct import_counts *counts = &pass->file->counts;
	const struct said_row *latest = latest_of(pass, row->said.who);

	if (row->said.outcome == OUTCOME_UNKNOWN) {
		counts->unchanged++;
	} else if (latest && latest->line != row->line) {
		counts->superseded++;
		return note_superseded(pass, row, latest->line, err);
	} else if (row->said.outcome != now) {
		counts->superseded++; /* by the other, who says they met */
	} else if (before == OUTCOME_UNKNOWN) {
		counts->added++;
	} else {
		counts->updated++;
	}
	return C5_OK;
}

/* The line that a changed outcome is told at: the first that says so. */
static size_t line_of(const struct third_pass *pass, enum outcome outcome)
{
	for (size_t i = 0; i < pass->n_latest; i++)
		if (pass->latest[i].said.outcome == outcome)
			return pass->latest[i].line;
	return pass->n_latest ? pass->latest[0].line : 0;
}

/* The rows are in force: what do they come to, and who says otherwise? */
static enum c5_status conclude(struct third_pass *pass, int64_t group,
			       const struct told_group *before,
			       struct c5_error *err)
{
	enum outcome now = before->outcome;
	enum c5_status status =
		store_settle_outcome(pass->import->store, group, &now, err);

	if (!status)
		status = load_reports(pass, group, err);
	if (!status)
		status = note_conflict(pass, err);
	if (status)
		return status;
	if (now == before->outcome) {
		pass->file->counts.unchanged += pass->n;
		return C5_OK;
	}
	status = note_correction(pass, line_of(pass, now), before, now, err);
	for (size_t i = 0; i < pass->n && !status; i++)
		status = count_row(pass, &pass->rows[i], before->outcome, now,
				   err);
	return status;
}

static enum c5_status settle(struct third_pass *pass, int64_t group,
			     struct c5_error *err)
{
	struct told_group before;
	enum c5_status status = store_told_group(pass->import->store, group,
						 &pass->pool, &before, err);

	if (!status)
		status = load_reports(pass, group, err);
	for (size_t i = 0; i < pass->n_latest && !status; i++)
		status = take_answer(pass, group, &pass->latest[i], err);
	if (!status)
		status = conclude(pass, group, &before, err);
	pool_reset(&pass->pool);
	pass->n = 0;
	pass->n_latest = 0;
	return status;
}

static enum c5_status take_row(void *context,
			       const struct staged_answer *staged,
			       struct c5_error *err)
{
	struct third_pass *pass = context;
	struct said_row row = {.line = staged->line};
	enum c5_status status;

	memcpy(&row.said, staged->bytes, sizeof(row.said));
	pass->seen++;
	import_progress(pass->import, "taking in", pass->seen, pass->seen,
			pass->file->counts.rows);
	status = add_row(pass, &row, err);
	if (!status && staged->last)
		status = settle(pass, strtoll(staged->email, NULL, 10), err);
	return status;
}

enum c5_status import_verdicts(struct import *import, struct import_file *file,
			       struct c5_error *err)
{
	struct third_pass pass = {.import = import, .file = file};
	enum c5_status status =
		store_staged_answers(import->store, take_row, &pass, err);

	pool_release(&pass.pool);
	free(pass.rows);
	return status;
}
