#include "connect5/report.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "ingest/form_internal.h"

enum { WORDS_MAX = 2, MOST_ORDINAL = 120 };

void report_own_header(const char *header, enum field *field, size_t *certainty)
{
	for (enum field own = FIELD_MONTH; own <= FIELD_MET; own++) {
		if (!cell_folds_to(header, field_name(own)))
			continue;
		*field = own;
		*certainty = SIZE_MAX - 1;
	}
}

/* A month, taken apart: a number, or the name of a month, or another word. */
struct word {
	const char *text;
	size_t length;
	int number; /* -1: it is none */
	int named;  /* 1 to 12; 0: it names no month */
};

static struct word word_at(const char *text)
{
	struct word word = {.text = text, .number = -1};

	if (isdigit((unsigned char)*text)) {
		word.number = 0;
		for (; isdigit((unsigned char)text[word.length]); word.length++)
			if (word.length < 4)
				word.number = word.number * 10 +
					      (text[word.length] - '0');
		return word;
	}
	while (isalpha((unsigned char)text[word.length]))
		word.length++;
	word.named = date_month_named(text, word.length);
	return word;
}

/* How many words there are, of which the first few are taken; 0: something
 * else stands there. */
static size_t split(const char *text, struct word words[WORDS_MAX])
{
	size_t n = 0;

	while (*(text += strspn(text, " .,-/'#:"))) {
		struct word word = word_at(text);

		if (!word.length || n == WORDS_MAX)
			return 0;
		words[n++] = word;
		text += word.length;
	}
	return n;
}

static bool is_round(const struct word *word)
{
	static const char *const words[] = {"round", "month", "conversation",
					    "meeting"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (word->length == strlen(words[i]) &&
		    strncasecmp(word->text, words[i], word->length) == 0)
			return true;
	return false;
}

/* "2026"; beside the name of a month also "26". 0: it is no year. */
static int year_of(const struct word *word, bool short_too)
{
	return word->number < 0			? 0
	       : word->length == 4		? word->number
	       : word->length == 2 && short_too ? 2000 + word->number
						: 0;
}

/* 1 to 12, by name or number; 0: it is no month. */
static int month_of(const struct word *word)
{
	bool number =
		word->length <= 2 && word->number >= 1 && word->number <= 12;

	return number ? word->number : word->named;
}

static bool take_ordinal(struct report_month *out, const struct word *word)
{
	if (word->length > 3 || word->number < 1 || word->number > MOST_ORDINAL)
		return false;
	out->ordinal = word->number;
	return true;
}

/* "December 2026", "Dec-26", "12/2026", "2026 Dec", "round 2". */
static bool take_two(struct report_month *out, const struct word *first,
		     const struct word *second)
{
	int year = year_of(second, first->named);
	int month = month_of(first);

	if (is_round(first))
		return take_ordinal(out, second);
	if (!year) {
		year = year_of(first, false);
		month = month_of(second);
	}
	if (!year || !month)
		return false;
	out->month = year * 12 + month - 1;
	return true;
}

/* What is no date with a day in it. */
static bool read_words(struct report_month *out, const char *text)
{
	struct word words[WORDS_MAX];
	size_t n = split(text, words);

	if (n == 2)
		return take_two(out, &words[0], &words[1]);
	if (n != 1)
		return false;
	if (!words[0].named)
		return take_ordinal(out, &words[0]);
	out->of_year = words[0].named;
	return true;
}

bool report_month_read(struct report_month *out, const char *text)
{
	enum date_kind kind = date_kind(text);
	int64_t moment;

	*out = (struct report_month){.month = MONTH_NONE};
	if (month_parse(&out->month, text))
		return true;
	out->month = MONTH_NONE;
	if (kind == DATE_NONE)
		return read_words(out, text);
	if (kind == DATE_AMBIGUOUS ||
	    !date_parse(&moment, text,
			kind == DATE_BY_MONTH ? DATE_MONTH_FIRST
					      : DATE_DAY_FIRST))
		return false;
	out->month = moment_month(moment);
	return true;
}

/* What the step reads goes where an answer's would. */
static enum c5_status read_who(struct reading *reading)
{
	enum c5_status status = read_email(reading);

	if (!status && !*reading->out->email)
		status = read_person_name(reading);
	return status;
}

/* The first usable value of a field, cleaned, in the pool. */
static const char *value_of(struct reading *reading, enum field field,
			    size_t *column)
{
	struct found found =
		cell_first(reading->form, reading->row, field, &reading->value);

	*column = found.column == SIZE_MAX ? form_leading(reading->form, field)
					   : found.column;
	reading->notes.failed |= reading->value.failed;
	return reading_keep(reading, reading->value.text);
}

static enum c5_status read_month(struct reading *reading, struct report *out)
{
	size_t column;

	out->month_text = value_of(reading, FIELD_MONTH, &column);
	out->month_column = reading->form->columns[column].header;
	if (report_month_read(&out->month, out->month_text))
		return C5_OK;
	if (!*out->month_text)
		return reading_refuse(reading, column,
				      "the row does not say which month it is "
				      "about: put it in, as YYYY-MM");
	return reading_refuse(reading, column,
			      "'%s' is no month that can be read with "
			      "certainty: write it as YYYY-MM",
			      reading_short(reading, out->month_text));
}

/* "No" is an answer here, and the first cell that can be read is taken. */
static enum c5_status read_met(struct reading *reading, struct report *out)
{
	const struct places *places = &reading->form->places[FIELD_MET];
	struct buffer *cell = &reading->value;
	bool to_come;

	for (size_t i = 0; i < places->n; i++) {
		size_t column = places->columns[i];

		if (column >= reading->row->n)
			continue;
		buffer_cut(cell, 0);
		cell_clean(cell, reading->row->cells[column], FIELD_MET);
		if (cell->failed)
			return error_memory(reading->err);
		if (!outcome_read(&out->said, &to_come, cell->text))
			return reading_refuse(
				reading, column,
				"'%s' says neither that they met nor that they "
				"did not: write yes or no, or leave it empty",
				reading_short(reading, cell->text));
		if (to_come)
			reading_note(reading,
				     "'%s' is a meeting to come: whether they "
				     "met stays open until they say so",
				     reading_short(reading, cell->text));
		if (out->said != OUTCOME_UNKNOWN)
			return C5_OK;
	}
	return C5_OK;
}

static enum c5_status read_report(struct reading *reading, struct report *out)
{
	const struct answer *answer = reading->out;
	enum c5_status status = read_width(reading);

	if (!status)
		status = read_who(reading);
	if (!status)
		status = read_completed(reading);
	if (!status)
		status = read_month(reading, out);
	if (!status)
		status = read_met(reading, out);
	if (status)
		return status;
	size_t who = form_leading(reading->form,
				  *answer->email ? FIELD_EMAIL : FIELD_NAME);
	out->line = reading->row->line;
	out->email = answer->email;
	out->name = answer->profile.name;
	out->completed = answer->timed ? answer->completed : 0;
	out->who_column =
		who == SIZE_MAX ? "" : reading->form->columns[who].header;
	out->notes = reading_keep(reading, reading->notes.text);
	return buffer_status(&reading->notes, reading->err);
}

enum c5_status form_report(const struct form *form, const struct row *row,
			   struct pool *pool, struct report *out,
			   struct refusal *why, struct c5_error *err)
{
	static const struct report empty = {.email = "",
					    .name = "",
					    .month = {.month = MONTH_NONE},
					    .month_column = "",
					    .month_text = "",
					    .who_column = "",
					    .notes = ""};
	struct answer answer = {.email = ""};
	struct reading reading = {
		.form = form,
		.row = row,
		.pool = pool,
		.out = &answer,
		.why = why,
		.err = err,
		.notes = BUFFER_INIT,
		.words = BUFFER_INIT,
		.value = BUFFER_INIT,
	};
	enum c5_status status;

	answer.profile = profile_empty;
	*out = empty;
	*why = (struct refusal){row->line, "", "", ""};
	status = read_report(&reading, out);
	if (status)
		*out = empty;
	buffer_release(&reading.notes);
	buffer_release(&reading.words);
	buffer_release(&reading.value);
	return status;
}
