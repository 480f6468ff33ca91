/* Whether groups have met: second pass, each row to the group it is about. */
#include "command/import.h"

#include <stdio.h>
#include <string.h>

#include "connect5/report.h"
#include "connect5/store_outcomes.h"
#include "connect5/store_rounds.h"
#include "connect5/store_staging.h"

struct second_pass {
	struct import *import;
	struct import_file *file;
	struct pool pool;	     /* for one row */
	month_t months[MOST_MONTHS]; /* of the rounds, in order */
	size_t n_months;
	size_t rows;
};

static enum c5_status refuse(struct second_pass *pass,
			     const struct report *report, const char *column,
			     const char *value, const char *reason,
			     struct c5_error *err)
{
	struct refusal refusal = {report->line, column, value, reason};

	return import_refuse(pass->import, pass->file, &refusal, err);
}

static enum c5_status refuse_month(struct second_pass *pass,
				   const struct report *report,
				   const char *reason, struct c5_error *err)
{
	return refuse(pass, report, report->month_column, report->month_text,
		      reason, err);
}

static enum c5_status refuse_who(struct second_pass *pass,
				 const struct report *report,
				 const char *reason, struct c5_error *err)
{
	return refuse(pass, report, report->who_column,
		      *report->email ? report->email : report->name, reason,
		      err);
}

/* The rounds that the words can mean; the month of the last of them. */
static size_t count_rounds(const struct second_pass *pass,
			   const struct report_month *said, month_t *month)
{
	size_t n = 0;

	for (size_t i = 0; i < pass->n_months; i++) {
		month_t of = pass->months[i];

		if (said->month == of || said->ordinal == (int)i + 1 ||
		    said->of_year == of % 12 + 1) {
			*month = of;
			n++;
		}
	}
	return n;
}

/* The month of the round; *month MONTH_NONE: the row is refused. */
static enum c5_status find_month(struct second_pass *pass,
				 const struct report *report, month_t *month,
				 struct c5_error *err)
{
	char reason[200], last[MONTH_TEXT];
	size_t n = count_rounds(pass, &report->month, month);

	if (n == 1)
		return C5_OK;
	*month = MONTH_NONE;
	if (n > 1)
		return refuse_month(pass, report,
				    "several rounds are of that month: write "
				    "it with its year, as YYYY-MM",
				    err);
	if (!pass->n_months)
		return refuse_month(pass, report,
				    "no round has been made yet: 'connect5 "
				    "status' says what comes next",
				    err);
	month_format(last, pass->months[pass->n_months - 1]);
	if (pass->n_months == 1)
		snprintf(reason, sizeof(reason),
			 "no round was made of that month: the only one is "
			 "round 1, of %s; mend the month, or take the row out",
			 last);
	else
		snprintf(reason, sizeof(reason),
			 "no round was made of that month: the rounds are 1 "
			 "to %zu, the last of %s; mend the month, or take the "
			 "row out",
			 pass->n_months, last);
	return refuse_month(pass, report, reason, err);
}

/* Somebody who is not known; who was erased wants to stay so. */
static enum c5_status refuse_unknown(struct second_pass *pass,
				     const struct report *report,
				     const char *why, struct c5_error *err)
{
	bool erased = false;
	enum c5_status status = C5_OK;

	if (*report->email)
		status = store_is_erased(pass->import->store, report->email,
					 &erased, err);
	if (status)
		return status;
	return refuse_who(pass, report,
			  erased ? "the participant of this address was "
				   "erased: take the row out of the form"
				 : why,
			  err);
}

/* *id 0: the row is refused. */
static enum c5_status find_who(struct second_pass *pass,
			       const struct report *report, int64_t *id,
			       struct c5_error *err)
{
	const char *who = *report->email ? report->email : report->name;
	struct c5_error why;
	enum c5_status status =
		resolve_named(pass->import->store, who, id, &why);

	if (!status)
		return C5_OK;
	*id = 0;
	if (status == C5_USAGE)
		return refuse_unknown(pass, report, why.text, err);
	*err = why;
	return status;
}

static enum c5_status refuse_placeless(struct second_pass *pass,
				       const struct report *report,
				       month_t month, bool waited,
				       struct c5_error *err)
{
	char reason[200], text[MONTH_TEXT];

	snprintf(reason, sizeof(reason),
		 "they had no group in %s%s: mend the month, or take the row "
		 "out",
		 month_format(text, month),
		 waited ? ", but waited" : ", nor took part");
	return refuse_who(pass, report, reason, err);
}

/* Under the group, so that its rows come back together. */
static enum c5_status stage_said(struct second_pass *pass, size_t line,
				 const struct said *said, int64_t group,
				 struct c5_error *err)
{
	char key[24], bytes[sizeof(*said)];

	snprintf(key, sizeof(key), "%020lld", (long long)group);
	memcpy(bytes, said, sizeof(*said));
	return store_stage_answer(pass->import->store,
				  &(struct staged_answer){
					  .line = line,
					  .email = key,
					  .completed = said->completed,
					  .bytes = bytes,
					  .length = sizeof(bytes),
				  },
				  err);
}

/* Which of somebody's groups of a month an answer went to, where a repair has
 * left more than one that it could be. */
static enum c5_status note_placing(struct second_pass *pass, size_t line,
				   enum placing how, const char *group,
				   const char *other, struct c5_error *err)
{
	struct import *import = pass->import;

	switch (how) {
	case PLACED_ANEW:
		return import_note(
			import, pass->file, err, line,
			"taken to be about %s, whom a repair has put together, "
			"and not about %s, of whom people were told: if it is, "
			"say when it was answered, in a column 'completed'",
			group, other);
	case PLACED_BEFORE:
		return import_note(import, pass->file, err, line,
				   "about %s: it was answered before a repair "
				   "changed that to %s",
				   group, other);
	case PLACED_AGAIN:
		return import_note(
			import, pass->file, err, line,
			"taken as what was said before of %s: if it is about "
			"%s, whom a repair has put together, say when it was "
			"answered, in a column 'completed'",
			group, other);
	case PLACED_GONE:
		return import_note(import, pass->file, err, line,
				   "about %s, who are no longer a group: it "
				   "counts for them as they were",
				   group);
	case PLACED:
	case PLACED_NOWHERE:
	default:
		return C5_OK;
	}
}

/* An answer with its time that comes again is nothing to wonder about, nor is
 * one that says nothing. */
static enum c5_status explain_placing(struct second_pass *pass, size_t line,
				      const struct said *said,
				      const struct placement *placement,
				      struct c5_error *err)
{
	struct told_group group, other = {.names = ""};
	enum c5_status status;

	if (placement->how == PLACED || said->outcome == OUTCOME_UNKNOWN ||
	    (placement->how == PLACED_AGAIN && said->completed))
		return C5_OK;
	status = store_told_group(pass->import->store, placement->group,
				  &pass->pool, &group, err);
	if (!status && placement->other)
		status = store_told_group(pass->import->store, placement->other,
					  &pass->pool, &other, err);
	return status ? status
		      : note_placing(pass, line, placement->how, group.names,
				     other.names, err);
}

static enum c5_status place(struct second_pass *pass,
			    const struct report *report,
			    const struct said *said, month_t month,
			    struct c5_error *err)
{
	struct placement placement;
	enum c5_status status = store_placement(pass->import->store, said,
						month, &placement, err);

	if (!status && placement.how == PLACED_NOWHERE)
		return refuse_placeless(pass, report, month, placement.waited,
					err);
	if (!status)
		status = import_note_lines(pass->import, pass->file,
					   report->line, report->notes, err);
	if (!status)
		status = explain_placing(pass, report->line, said, &placement,
					 err);
	return status ? status
		      : stage_said(pass, report->line, said, placement.group,
				   err);
}

static enum c5_status take(struct second_pass *pass,
			   const struct report *report, struct c5_error *err)
{
	struct said said = {
		.outcome = report->said,
		.completed = report->completed,
	};
	month_t month = MONTH_NONE;
	enum c5_status status = find_who(pass, report, &said.who, err);

	if (!status && said.who)
		status = find_month(pass, report, &month, err);
	return status || month == MONTH_NONE
		       ? status
		       : place(pass, report, &said, month, err);
}

static enum c5_status read_row(void *context, size_t line, size_t n,
			       const char *const *cells, struct c5_error *err)
{
	struct second_pass *pass = context;
	struct row row = {line, n, cells};
	struct report report;
	struct refusal why;
	enum c5_status status = form_report(pass->file->form, &row, &pass->pool,
					    &report, &why, err);

	pass->rows++;
	import_progress(pass->import, "checking", pass->rows, pass->rows,
			pass->file->counts.rows);
	if (status == C5_DATA)
		status = import_refuse(pass->import, pass->file, &why, err);
	else if (!status)
		status = take(pass, &report, err);
	pool_reset(&pass->pool);
	return status;
}

enum c5_status import_outcomes(struct import *import, struct import_file *file,
			       struct c5_error *err)
{
	struct second_pass pass = {.import = import, .file = file};
	const char *note_text = NULL;
	enum c5_status status = form_settle(file->form, &note_text, err);

	if (!status && note_text)
		status = import_note_lines(import, file, 0, note_text, err);
	if (!status)
		status = store_round_months(import->store, pass.months,
					    MOST_MONTHS, &pass.n_months, err);
	if (!status)
		status = store_staged(import->store, read_row, &pass, err);
	pool_release(&pass.pool);
	return status ? status : import_verdicts(import, file, err);
}
