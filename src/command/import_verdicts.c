/*
 * Whether groups have met: third pass, what all rows about one group come to.
 *
 * Of each person the latest answer counts, by its time of completion, then by
 * its line. A group in which anybody says that they met has met: so no pair
 * that met is ever put together again because the other forgot. Who says
 * nothing leaves the outcome as it is.
 */
#include "command/import.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/store_outcomes.h"
#include "connect5/store_staging.h"

enum { MEMBERS = 3 };

struct said_row {
	size_t line;
	struct import_said said;
};

/* The rows of one group, in the order of their time. */
struct third_pass {
	struct import *import;
	struct import_file *file;
	struct pool pool; /* for one group */
	struct said_row *rows;
	size_t n, capacity;
	struct said_row latest[MEMBERS]; /* what each says, if anything */
	size_t n_latest;
	size_t seen;
};

/* The person's answer that counts; NULL: they said nothing. */
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
	if (row->said.said == OUTCOME_UNKNOWN)
		return C5_OK;
	if (!latest && pass->n_latest < MEMBERS)
		latest = &pass->latest[pass->n_latest++];
	if (latest)
		*latest = *row;
	return C5_OK;
}

/* The first of the answers that count and say so; NULL: none. */
static const struct said_row *who_says(const struct third_pass *pass,
				       enum outcome outcome)
{
	for (size_t i = 0; i < pass->n_latest; i++)
		if (pass->latest[i].said.said == outcome)
			return &pass->latest[i];
	return NULL;
}

static enum c5_status name_of(struct third_pass *pass, int64_t id,
			      const char **out, struct c5_error *err)
{
	struct participant person;
	enum c5_status status = store_participant(pass->import->store, id,
						  &pass->pool, &person, err);

	*out = status ? "" : person.profile.name;
	return status;
}

/* Both are named, with their lines. */
static enum c5_status note_conflict(struct third_pass *pass,
				    const struct said_row *met,
				    const struct said_row *not_met,
				    struct c5_error *err)
{
	const char *one, *other = "";
	enum c5_status status = name_of(pass, met->said.who, &one, err);

	if (!status)
		status = name_of(pass, not_met->said.who, &other, err);
	if (status)
		return status;
	return import_note(pass->import, pass->file, err, not_met->line,
			   "%s says that they did not meet, and %s (line %zu) "
			   "that they did: ask them; until then they have met, "
			   "so that they are not put together again",
			   other, one, met->line);
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
			"%s were reported met in %s before, and this file says "
			"not met: if one of them still says that they met, "
			"import their answers in one file",
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

	if (row->said.said == OUTCOME_UNKNOWN) {
		counts->unchanged++;
	} else if (latest && latest->line != row->line) {
		counts->superseded++;
		return note_superseded(pass, row, latest->line, err);
	} else if (row->said.said != now) {
		counts->superseded++; /* by the other, who says they met */
	} else if (before == OUTCOME_UNKNOWN) {
		counts->added++;
	} else {
		counts->updated++;
	}
	return C5_OK;
}

static enum c5_status change(struct third_pass *pass, int64_t group,
			     const struct told_group *before,
			     const struct said_row *says, struct c5_error *err)
{
	enum outcome now = says->said.said;
	enum c5_status status =
		store_set_outcome(pass->import->store, group, now, err);

	if (!status)
		status = note_correction(pass, says->line, before, now, err);
	for (size_t i = 0; i < pass->n && !status; i++)
		status = count_row(pass, &pass->rows[i], before->outcome, now,
				   err);
	return status;
}

static enum c5_status settle(struct third_pass *pass, int64_t group,
			     struct c5_error *err)
{
	const struct said_row *met = who_says(pass, OUTCOME_MET);
	const struct said_row *not_met = who_says(pass, OUTCOME_NOT_MET);
	const struct said_row *says = met ? met : not_met;
	struct told_group before;
	enum c5_status status = store_told_group(pass->import->store, group,
						 &pass->pool, &before, err);

	if (!status && met && not_met)
		status = note_conflict(pass, met, not_met, err);
	if (!status && says && says->said.said != before.outcome)
		status = change(pass, group, &before, says, err);
	else
		pass->file->counts.unchanged += pass->n;
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
