/*
 * The inside of a form, shared by the files that read one: its columns, what
 * the survey found, and the steps from a cell to a value.
 */
#ifndef CONNECT5_INGEST_FORM_INTERNAL_H
#define CONNECT5_INGEST_FORM_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "connect5/buffer.h"
#include "connect5/form.h"
#include "connect5/memory.h"

enum {
	SHOWN_MAX = 2000,  /* more different values are no choices */
	SHOWN_BYTES = 200, /* and longer ones neither */
	SEEN_CELLS = 256,  /* remembered of a list, */
	SEEN_BYTES = 1000, /* none that are longer */
	NAMED_MAX = 5,	   /* unknown values named in a note */
	VALUES_MAX = 100   /* in one cell */
};

struct column {
	const char *header;
	enum field field;
	size_t certainty; /* the length of the phrase that found it */
	size_t answers;	  /* rows that have one here, as surveyed */
	/* Where a question's options have a column each: */
	size_t question;     /* its first column; else this one */
	const char *asked;   /* its words; NULL: it has one column */
	const char *option;  /* "": none, the cell is the answer */
	bool grid;	     /* the option is a row of a grid */
	bool lone;	     /* and the only one: the option of a tick alone */
	const char *foreign; /* a cell of a grid that is no tick; or NULL */
};

/* The columns of a field, the most certain first, then as in the file. */
struct places {
	size_t *columns;
	size_t n;
};

enum date_order { DATE_DAY_FIRST, DATE_MONTH_FIRST };

enum date_kind {
	DATE_NONE,	/* no date at all */
	DATE_CERTAIN,	/* the same either way */
	DATE_AMBIGUOUS, /* 1/12/2026 */
	DATE_BY_DAY,	/* 24/11/2026: a date only if the day stands first */
	DATE_BY_MONTH	/* 11/24/2026: ... the month */
};

/* What the dates of the file say about their order. */
struct date_survey {
	size_t by_day, by_month, ambiguous; /* rows */
	const char *day_example, *month_example;
	enum date_order order; /* settled */
};

/* Fields whose values are choices, or steps of a scale. */
enum shown_list {
	SHOWN_PLACE,
	SHOWN_SENIORITY,
	SHOWN_INTERESTS,
	SHOWN_AVAILABILITY,
	SHOWN_LISTS
};

/* The values of such a field that stand alone in some cell of the file. */
struct shown {
	struct vocabulary *words; /* as interests */
	size_t n;
	size_t n_unknown; /* of them, not in the programme's lists */
	const char *named[NAMED_MAX];
	size_t lines[NAMED_MAX];
	/* Cells surveyed, by their hash: the same ones come again and again,
	 * and a second look would find nothing new. */
	struct buffer seen[SEEN_CELLS];
};

/* A cell taken apart: the same ones come again and again. */
struct split_cell {
	struct buffer cell, joined;
	bool full;
};

struct form {
	struct pool pool;
	const char *file;
	size_t line;	    /* of the header */
	size_t second_line; /* of a second row of headers; 0: there is none */
	const struct vocabulary *vocabulary;
	struct column *columns;
	size_t n;
	struct places places[FIELD_COUNT];
	bool microsoft;	      /* the header has its fixed columns */
	bool add_sectors;     /* unknown parts of the system are right */
	bool without_address; /* a row may have none */
	bool rejects;	      /* rows refused before, and mended since */
	bool typed;	      /* its rows come from no file */
	bool reports;	      /* of conversations, not answers of people */
	struct date_survey dates;
	struct shown shown[SHOWN_LISTS];
	struct split_cell (*split)[SEEN_CELLS]; /* a list, by the cell's hash */
	struct buffer note;
};

/* columns.c: fills the columns, also for a second time. */
enum c5_status columns_find(struct form *form, const struct row *header,
			    struct c5_error *err);
/* C5_DATA: a required field has none. */
enum c5_status columns_check(const struct form *form, struct c5_error *err);

/* report.c: the headers of our own that a report has whatever the words of the
 * programme: month, met. Leaves both alone where it is neither. */
void report_own_header(const char *header, enum field *field,
		       size_t *certainty);

/* options.c: which columns are options of one question. */
enum c5_status options_find(struct form *form, struct c5_error *err);
/* Has the question of this column others too? */
bool options_are_several(const struct form *form, size_t column);
/* What a cell says: the option for a tick, "" for the lack of one. */
const char *options_said(const struct column *column, const char *cell);
/* Does a cell of a grid say something else than yes or no, where only that can
 * be taken? */
bool options_are_foreign(const struct column *column, const char *cell);
/* All that the row says in the field and the question of a column. */
void options_gather(struct buffer *out, const struct form *form,
		    const struct row *row, size_t column);

/* second_header.c: may one follow, is this one, and then take it. */
bool second_header_possible(const struct form *form);
bool second_header_is(const struct form *form, const struct row *row);
enum c5_status second_header_take(struct form *form, const struct row *row,
				  struct c5_error *err);

/* cell.c */

/* Has the text anything that is no punctuation or blank? */
bool cell_is_usable(const char *text);

/* "n/a", "none" ...: words for an empty cell, in fields where they can be. */
bool cell_is_no_answer(const char *text);

/* Is a short cell this, but for case and blanks? `folded` is so already. */
bool cell_folds_to(const char *cell, const char *folded);

/* Past the one ' that guards a formula, where there is one. */
const char *cell_unguarded(const char *cell);

/*
 * The cell cleaned: without the ' that guards a formula, in one line or, for
 * `hopes`, in several. True: a line break or control had to go.
 */
bool cell_clean(struct buffer *out, const char *cell, enum field field);

/* Where a value was found, and whether it was mended as in cell_clean(). */
struct found {
	size_t column; /* SIZE_MAX: nowhere */
	bool mended;
};

/* The first usable value among a field's columns, cleaned; or "". */
struct found cell_first(const struct form *form, const struct row *row,
			enum field field, struct buffer *out);

/* address.c: the address in a cell, taken out of "Ann <a@b.org>", folded. */
void address_read(struct buffer *out, const char *cell);
/* NULL: an address. Else what is wrong, "nothing stands before the @". */
const char *address_fault(const char *address);

/* dates.c */

enum date_kind date_kind(const char *text);
/* The moment of a date; false: it is none in this order. */
bool date_parse(int64_t *out, const char *text, enum date_order order);
/* 1 to 12 for "dec" or "December"; 0: no name of a month. */
int date_month_named(const char *word, size_t length);

/* choices.c */

struct value_list {
	const char *values[VALUES_MAX]; /* in the pool */
	const char *folds[VALUES_MAX];
	size_t n;
	bool full; /* there were more */
};

/* The choices of a cell, one a line, in the pool; *full: there were more. NULL:
 * no memory. */
const char *choices_joined(const struct form *form, enum shown_list list,
			   const char *cell, struct pool *pool, bool *full);
/* What was taken apart may be something else now. */
void choices_forget(struct form *form);
/* Names and addresses: at ';' and line breaks; at ',' between addresses. */
bool choices_people(const char *cell, struct pool *pool,
		    struct value_list *out);
/* The cell's own words with ';' after each choice, as choices_joined() finds
 * them; `out` remembers a lack of memory. */
void choices_restate(struct buffer *out, const struct form *form,
		     enum shown_list list, const char *cell);

/* survey.c */

enum c5_status survey_choices(struct form *form, const struct row *row,
			      struct c5_error *err);
void survey_answers(struct form *form, const struct row *row);
enum c5_status survey_grids(struct form *form, const struct row *row,
			    struct c5_error *err);
enum c5_status survey_dates(struct form *form, const struct row *row,
			    struct c5_error *err);
/* Settles the order of dates, forgets what are no choices, fills the note. */
void survey_settle(struct form *form);

enum field shown_field(enum shown_list list);
/* The programme's own spelling of a value; NULL: it is in no list. */
const char *shown_known(const struct form *form, enum shown_list list,
			const char *text);

/* answer.c: a row on its way to an answer, and the steps it takes. */
struct reading {
	const struct form *form;
	const struct row *row;
	struct pool *pool; /* of the caller: what the answer borrows */
	struct answer *out;
	struct refusal *why;
	struct c5_error *err;
	struct buffer notes;
	struct buffer words; /* what the digest is of */
	struct buffer value; /* the cell being read */
};

/* Fills *why; always C5_DATA, but for a lack of memory. SIZE_MAX: the row. */
enum c5_status reading_refuse(struct reading *reading, size_t column,
			      const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void reading_note(struct reading *reading, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The header of a column, short enough for a message; in the pool. */
const char *reading_header(struct reading *reading, size_t column);
/* A text, short enough for a message; in the pool. */
const char *reading_short(struct reading *reading, const char *text);

/* A copy in the pool; "" without memory, which buffer `notes` remembers. */
const char *reading_keep(struct reading *reading, const char *text);

/* What the row says in a field, in the pool, and where; it is digested. */
const char *reading_field(struct reading *reading, enum field field,
			  size_t *column);
void reading_digest(struct reading *reading, enum field field,
		    const char *text);
/* All that the row says in the question of a column, line breaks and all: its
 * cell, or where options have a column each, all of them. */
const char *reading_question(struct reading *reading, size_t column);

/* answer.c, person.c, where.c: the steps. C5_DATA: refused. */
enum c5_status read_width(struct reading *reading);
enum c5_status read_attendance(struct reading *reading);
enum c5_status read_email(struct reading *reading);
enum c5_status read_person_name(struct reading *reading);
enum c5_status read_completed(struct reading *reading);
enum c5_status read_where(struct reading *reading);

#endif
