/*
 * The form: which column of an export is which field, and how a row of it
 * becomes an answer. Two passes: form_survey() sees every row first and
 * settles what only the whole file can tell (day or month first), then
 * form_answer() reads them again.
 *
 * Nothing is guessed: a row that cannot be read with certainty is refused with
 * the column, the value and a remedy; what was mended is noted.
 */
#ifndef CONNECT5_FORM_H
#define CONNECT5_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "connect5/buffer.h"
#include "connect5/error.h"
#include "connect5/memory.h"
#include "connect5/month.h"
#include "connect5/profile.h"
#include "connect5/reader.h"
#include "connect5/vocabulary.h"

enum field {
	FIELD_EMAIL,
	FIELD_NAME,
	FIELD_FIRST_NAME,
	FIELD_LAST_NAME,
	FIELD_COMPLETED,
	FIELD_ORGANISATION,
	FIELD_SECTOR,
	FIELD_PLACE,
	FIELD_PROFESSION,
	FIELD_SENIORITY,
	FIELD_INTERESTS,
	FIELD_HOPES,
	FIELD_AVAILABILITY,
	FIELD_EXCLUDE,
	FIELD_ATTENDANCE, /* of a ticket: only who attends is taken */
	FIELD_STATUS,	  /* read to be ignored: import changes no status */
	FIELD_UNTIL,
	FIELD_MONTH, /* of a report alone (see report.h), as the next */
	FIELD_MET,
	FIELD_DROP, /* known, and none of our business */
	FIELD_COUNT
};

/* Is the field one of a report, and of nothing else; is it read there? */
bool field_is_of_reports_only(enum field field);
bool field_is_of_reports(enum field field);

/* "email", "first_name" ...; FIELD_COUNT for a name that is none. */
const char *field_name(enum field field);
enum field field_parse(const char *name);

struct form;

/*
 * Finds the columns in a header row. C5_DATA: a required field has no column
 * (e-mail; name or first and last name; sector or organisation), with the
 * headers found and the remedy. `vocabulary` is borrowed for the form's life.
 */
enum c5_status form_new(struct form **out, const char *file,
			const struct row *header,
			const struct vocabulary *vocabulary,
			struct c5_error *err);
/* The same of a form that asks how conversations went (see report.h): needed
 * are e-mail or name, month, and whether they met. */
enum c5_status form_new_reports(struct form **out, const char *file,
				const struct row *header,
				const struct vocabulary *vocabulary,
				struct c5_error *err);
void form_free(struct form *form);

/*
 * Offer it the first row below the header, before anything else. *taken: it is
 * a second row of headers, as SurveyMonkey writes them, and no answer; options
 * then belong to the question before them, and the columns may have changed.
 * C5_DATA as form_new(), which leaves it to this where headers are empty.
 */
enum c5_status form_second_header(struct form *form, const struct row *row,
				  bool *taken, struct c5_error *err);

/* The column that answers a field in most rows, once they are surveyed;
 * SIZE_MAX: none is taken for it. */
size_t form_leading(const struct form *form, enum field field);

/* From now on a part of the system that nobody knows is right. */
void form_add_sectors(struct form *form);

/* The header of the column that a file of refused rows has more, the last that
 * is read: what stands after it belongs to no column. Such a file has one row
 * of headers. */
#define FORM_REASON "why refused"

/* Is it such a file? Its rows were refused before, so that what only a whole
 * file tells is in its cells, by form_restate(). */
bool form_is_rejects(const struct form *form);

/* From now on a row may give no address at all: its answer's is "". */
void form_without_address(struct form *form);

/* From now on a row is what was typed as FIELD=VALUE: so are its remedies. */
void form_typed(struct form *form);

size_t form_columns(const struct form *form);
const char *form_header(const struct form *form, size_t column);
/* The field a column was taken for; FIELD_COUNT: nothing we know. */
enum field form_field(const struct form *form, size_t column);

/* Did the coordinator's own word decide, as --map gave it? */
bool form_is_mapped(const struct form *form, size_t column);
/* Is a column, or the question of one, called that? */
enum c5_status form_has_header(const struct form *form, const char *header,
			       bool *out, struct c5_error *err);
/* "'ID', 'Start time'": those found, as many as fit into a message. */
void form_list_headers(struct buffer *out, const struct form *form);

enum c5_status form_survey(struct form *form, const struct row *row,
			   struct c5_error *err);

/*
 * Call between the passes. *note is NULL or remarks for the summary, one a line
 * ("dates read as month/day: ...", the values that no list knows), alive as
 * long as the form.
 */
enum c5_status form_settle(struct form *form, const char **note,
			   struct c5_error *err);

struct answer {
	size_t line;
	const char *email;	/* folded, valid; "" if none may be */
	bool timed;		/* the row says when it was completed */
	int64_t completed;	/* moment; 0 if not timed */
	struct profile profile; /* sector always known unless new_sector */
	/* An organisation that the vocabulary does not know (or may not guess,
	 * the row naming its sector): kept as written, else "". */
	const char *new_organisation;
	/* After form_add_sectors(): a part of the system not known yet, else
	 * "". */
	const char *new_sector;
	const char *const *exclude; /* as written, cleaned */
	size_t n_exclude;
	/* Of the row's own words in every field but `completed`: the same row
	 * gives it again, whatever the vocabulary has learnt since. */
	uint64_t digest;
	const char *notes; /* remarks, one a line; "" */
};

struct refusal {
	size_t line;
	const char *column; /* header, the form's; "": the whole row */
	const char *value;  /* as written, cut at 200 bytes */
	const char *reason; /* a sentence by itself, with the remedy */
};

/*
 * Reads a row: C5_OK and *out, or C5_DATA and *why (not an error: the row is
 * refused), or another status and *err. Strings live in `pool`.
 */
enum c5_status form_answer(const struct form *form, const struct row *row,
			   struct pool *pool, struct answer *out,
			   struct refusal *why, struct c5_error *err);

/* The answer to a question that is none of ours, as it is kept. */
void form_further_answer(struct buffer *out, const char *cell);

/*
 * Adds a cell of the row as it is to be written where the rest of its file is
 * not: its date in full, its choices parted by ';', all else as it is, without
 * the ' that guards a formula. After form_settle().
 */
enum c5_status form_restate(struct buffer *out, const struct form *form,
			    const struct row *row, size_t column,
			    struct c5_error *err);

/*
 * An answer as bytes that can be kept aside, and back again: its texts are then
 * borrowed from the bytes, its list from the pool.
 */
enum c5_status answer_pack(struct buffer *out, const struct answer *answer,
			   struct c5_error *err);
enum c5_status answer_unpack(struct answer *out, const char *bytes,
			     struct pool *pool, struct c5_error *err);

/*
 * Do two names clearly belong to two people? Accents, case, order, initials,
 * titles and one changed name of several do not make another person.
 */
bool names_differ(const char *a, const char *b);

#endif
