/* Which column of an export is which field. */
#include "ingest/form_internal.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/text.h"

static const char *const field_names[FIELD_COUNT] = {
	[FIELD_EMAIL] = "email",
	[FIELD_NAME] = "name",
	[FIELD_FIRST_NAME] = "first_name",
	[FIELD_LAST_NAME] = "last_name",
	[FIELD_COMPLETED] = "completed",
	[FIELD_ORGANISATION] = "organisation",
	[FIELD_SECTOR] = "sector",
	[FIELD_PLACE] = "place",
	[FIELD_PROFESSION] = "profession",
	[FIELD_SENIORITY] = "seniority",
	[FIELD_INTERESTS] = "interests",
	[FIELD_HOPES] = "hopes",
	[FIELD_AVAILABILITY] = "availability",
	[FIELD_EXCLUDE] = "exclude",
	[FIELD_ATTENDANCE] = "attendance",
	[FIELD_STATUS] = "status",
	[FIELD_UNTIL] = "until",
	[FIELD_MONTH] = "month",
	[FIELD_MET] = "met",
	[FIELD_DROP] = "drop",
};

const char *field_name(enum field field)
{
	return field_names[field];
}

enum field field_parse(const char *name)
{
	size_t field = 0;

	while (field < FIELD_COUNT && strcmp(field_names[field], name) != 0)
		field++;
	return (enum field)field;
}

/* Folded headers, to compare them by; the caller releases each. */
static enum c5_status fold_headers(const struct form *form,
				   struct buffer *folds, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < form->n && status == C5_OK; i++) {
		text_fold(&folds[i], form->columns[i].header);
		status = buffer_status(&folds[i], err);
	}
	return status;
}

static bool has_header(const struct buffer *folds, size_t n, const char *fold)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(folds[i].text, fold) == 0)
			return true;
	return false;
}

/* "Points - Q" and "Feedback - Q" stand beside the question Q of a quiz. */
static void drop_quiz(struct form *form, const struct buffer *folds)
{
	for (size_t i = 0; i < form->n; i++) {
		const char *fold = folds[i].text;
		size_t skip = strncmp(fold, "points ", 7) == 0	   ? 7
			      : strncmp(fold, "feedback ", 9) == 0 ? 9
								   : 0;

		if (skip && has_header(folds, form->n, fold + skip))
			form->columns[i].field = FIELD_DROP;
	}
}

static enum c5_status clean_header(struct form *form, size_t i,
				   const char *header, struct c5_error *err)
{
	struct column *column = &form->columns[i];
	struct buffer clean = BUFFER_INIT;

	text_line(&clean, header);
	column->foreign = NULL;
	column->header = pool_copy(&form->pool, clean.text, clean.length);
	bool failed = clean.failed || !column->header;
	buffer_release(&clean);
	return failed ? error_memory(err) : C5_OK;
}

/* What words mean, and how surely. */
struct meaning {
	enum field field;
	size_t certainty;
};

/* What an expression of interest is never asked, and what no report tells. */
static const char *const not_of_interest[] = {"month", "met", NULL};
static const char *const not_of_reports[] = {"organisation",
					     "sector",
					     "place",
					     "profession",
					     "seniority",
					     "interests",
					     "hopes",
					     "availability",
					     "exclude",
					     "attendance",
					     "status",
					     "until",
					     NULL};

static bool is_one_of(enum field field, const char *const *names)
{
	while (*names && strcmp(*names, field_names[field]) != 0)
		names++;
	return *names != NULL;
}

bool field_is_of_reports_only(enum field field)
{
	return is_one_of(field, not_of_interest);
}

bool field_is_of_reports(enum field field)
{
	return !is_one_of(field, not_of_reports);
}

static struct meaning look_up(const struct form *form, const char *words)
{
	struct meaning meaning = {FIELD_COUNT, 0};
	const char *field = vocabulary_column(form->vocabulary, words,
					      form->reports ? not_of_reports
							    : not_of_interest,
					      &meaning.certainty);

	if (field)
		meaning.field = field_parse(field);
	if (form->reports && meaning.certainty < SIZE_MAX - 1)
		report_own_header(words, &meaning.field, &meaning.certainty);
	return meaning;
}

/* Is an option of such a question one whatever its words are? "Topics - Mental
 * health" is no question about health. */
static bool rules_options(enum field field)
{
	return (field >= FIELD_SECTOR && field <= FIELD_EXCLUDE &&
		field != FIELD_PROFESSION && field != FIELD_HOPES) ||
	       field == FIELD_DROP;
}

/* The column of one option, or of one line of "Your details - Name". */
static struct meaning option_meaning(const struct form *form,
				     const struct column *column,
				     struct meaning whole)
{
	struct meaning asked = look_up(form, column->asked);
	struct meaning option = look_up(form, column->option);

	if (asked.certainty == SIZE_MAX || rules_options(asked.field))
		return asked;
	if ((asked.field == FIELD_COUNT || asked.field <= FIELD_LAST_NAME) &&
	    option.field != FIELD_COUNT && option.certainty >= SIZE_MAX - 1)
		return option;
	return whole.field == FIELD_COUNT ? asked : whole;
}

/* A file of refused rows ends with the reason, which is no answer. */
static void find_reason(struct form *form)
{
	form->rejects = false;
	for (size_t i = 0; i < form->n && !form->rejects; i++)
		if (cell_folds_to(form->columns[i].header, FORM_REASON)) {
			form->rejects = true;
			form->n = i + 1;
		}
}

static void find_fields(struct form *form)
{
	for (size_t i = 0; i < form->n; i++) {
		struct column *column = &form->columns[i];
		struct meaning meaning = look_up(form, column->header);

		if (column->asked && meaning.certainty != SIZE_MAX)
			meaning = option_meaning(form, column, meaning);
		column->field = meaning.field;
		column->certainty = meaning.certainty;
	}
	if (form->rejects)
		form->columns[form->n - 1].field = FIELD_DROP;
}

/* Insertion into the order: the more certain before the less. */
static void place_column(struct form *form, size_t i)
{
	const struct column *columns = form->columns;
	struct places *places = &form->places[columns[i].field];
	size_t at = places->n++;

	for (; at > 0; at--) {
		size_t before = places->columns[at - 1];

		if (columns[before].certainty >= columns[i].certainty)
			break;
		places->columns[at] = before;
	}
	places->columns[at] = i;
}

static enum c5_status order_columns(struct form *form, struct c5_error *err)
{
	for (size_t field = 0; field < FIELD_COUNT; field++) {
		form->places[field].n = 0;
		form->places[field].columns =
			pool_alloc(&form->pool, form->n * sizeof(size_t));
		if (!form->places[field].columns)
			return error_memory(err);
	}
	for (size_t i = 0; i < form->n; i++)
		if (form->columns[i].field != FIELD_COUNT)
			place_column(form, i);
	return C5_OK;
}

void form_list_headers(struct buffer *out, const struct form *form)
{
	size_t start = out->length;

	for (size_t i = 0; i < form->n && out->length - start < 600; i++) {
		const char *header = form->columns[i].header;

		if (!*header)
			continue;
		buffer_puts(out, out->length ? ", '" : "'");
		text_cell(out, header, 40);
		while (out->length && out->text[out->length - 1] == ' ')
			buffer_cut(out, out->length - 1);
		buffer_putc(out, '\'');
	}
	if (!out->length)
		buffer_puts(out, "all empty");
}

static bool folds_to(struct buffer *fold, const char *text, const char *wanted)
{
	buffer_cut(fold, 0);
	text_fold(fold, text);
	return strcmp(fold->text, wanted) == 0;
}

enum c5_status form_has_header(const struct form *form, const char *header,
			       bool *out, struct c5_error *err)
{
	struct buffer wanted = BUFFER_INIT, fold = BUFFER_INIT;

	text_fold(&wanted, header);
	*out = false;
	for (size_t i = 0; i < form->n && !*out; i++) {
		const struct column *column = &form->columns[i];

		*out = folds_to(&fold, column->header, wanted.text) ||
		       (column->asked &&
			(folds_to(&fold, column->asked, wanted.text) ||
			 folds_to(&fold, column->option, wanted.text)));
	}
	bool failed = wanted.failed || fold.failed;
	buffer_release(&wanted);
	buffer_release(&fold);
	return failed ? error_memory(err) : C5_OK;
}

/* "no column for the e-mail address among 'ID', 'Start time' ..." */
static enum c5_status missing(const struct form *form, const char *what,
			      const char *remedy, struct c5_error *err)
{
	struct buffer found = BUFFER_INIT;

	form_list_headers(&found, form);
	error_at(err, C5_DATA, form->file, form->line,
		 "no column holds the %s: %s; the headers are %s", what, remedy,
		 found.text);
	buffer_release(&found);
	return C5_DATA;
}

static bool has_name(const struct form *form)
{
	const struct places *places = form->places;

	return places[FIELD_NAME].n ||
	       (places[FIELD_FIRST_NAME].n && places[FIELD_LAST_NAME].n);
}

static enum c5_status check_report(const struct form *form,
				   struct c5_error *err)
{
	if (!form->places[FIELD_EMAIL].n && !has_name(form))
		return missing(form, "e-mail address",
			       "call its header 'Email', or say which it is "
			       "with --map email=HEADER",
			       err);
	if (!form->places[FIELD_MONTH].n)
		return missing(form, "month of the conversation",
			       "call its header 'Month', or say which it is "
			       "with --map month=HEADER",
			       err);
	if (!form->places[FIELD_MET].n)
		return missing(form, "answer whether they met",
			       "call its header 'Met', or say which it is "
			       "with --map met=HEADER",
			       err);
	return C5_OK;
}

enum c5_status columns_check(const struct form *form, struct c5_error *err)
{
	const struct places *places = form->places;

	if (form->reports)
		return check_report(form, err);
	if (!places[FIELD_EMAIL].n)
		return missing(form, "e-mail address",
			       "call its header 'Email', or say which it is "
			       "with --map email=HEADER",
			       err);
	if (!has_name(form))
		return missing(form, "name",
			       "call its header 'Name', or say which it is "
			       "with --map name=HEADER",
			       err);
	if (!places[FIELD_SECTOR].n && !places[FIELD_ORGANISATION].n)
		return missing(form,
			       "part of the system, nor the "
			       "organisation",
			       "call its header 'Sector' or 'Organisation', or "
			       "say which it is with --map sector=HEADER",
			       err);
	return C5_OK;
}

/* What only all headers together tell. */
static enum c5_status compare_headers(struct form *form, struct c5_error *err)
{
	struct buffer *folds = memory_new(form->n, sizeof(*folds));
	enum c5_status status;

	if (!folds)
		return error_memory(err);
	for (size_t i = 0; i < form->n; i++)
		folds[i] = (struct buffer)BUFFER_INIT;
	status = fold_headers(form, folds, err);
	if (status == C5_OK) {
		drop_quiz(form, folds);
		form->microsoft = has_header(folds, form->n, "start time") &&
				  has_header(folds, form->n, "completion time");
	}
	for (size_t i = 0; i < form->n; i++)
		buffer_release(&folds[i]);
	free(folds);
	return status;
}

enum c5_status columns_find(struct form *form, const struct row *header,
			    struct c5_error *err)
{
	enum c5_status status = C5_OK;

	form->n = header->n;
	form->columns =
		pool_alloc(&form->pool, form->n * sizeof(*form->columns));
	if (!form->columns)
		return error_memory(err);
	for (size_t i = 0; i < form->n && status == C5_OK; i++)
		status = clean_header(form, i, header->cells[i], err);
	find_reason(form);
	if (status == C5_OK)
		status = options_find(form, err);
	if (status == C5_OK) {
		find_fields(form);
		status = vocabulary_status(form->vocabulary, err);
	}
	if (status == C5_OK)
		status = compare_headers(form, err);
	if (status == C5_OK)
		status = order_columns(form, err);
	/* Who has no address reports by their name. */
	form->without_address = form->reports && has_name(form);
	return status;
}
