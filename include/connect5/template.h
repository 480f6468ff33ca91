/*
 * Templates of what is written to people:
 *
 *	Subject: {{programme}}: meet your partner for {{month}}
 *
 *	Dear {{first_names}},
 *
 *	This is who you are:
 *	{{people}}
 *
 * A first line with the subject, an empty line, then paragraphs, between which
 * lines are empty. A line stays a line; those that begin with "- " are a list.
 * A placeholder that holds several values makes a list of them where it has a
 * line to itself; elsewhere they are joined by "; ". Lines, and paragraphs, all
 * of whose placeholders are empty are left out, with the words around them.
 *
 * Values are put in once and never read again as template: what is filled is
 * kept as lines of plain text, each with its kind, and escaped as a whole by
 * what writes it out. Controls in values become blanks, marks that turn the
 * direction of writing go.
 */
#ifndef CONNECT5_TEMPLATE_H
#define CONNECT5_TEMPLATE_H

#include "connect5/buffer.h"
#include "connect5/correspondence.h"
#include "connect5/error.h"

enum placeholder {
	PLACEHOLDER_PROGRAMME,
	PLACEHOLDER_MONTH,
	PLACEHOLDER_THEME,
	PLACEHOLDER_LENS,
	PLACEHOLDER_PROMPTS,
	PLACEHOLDER_FIRST_NAMES,
	PLACEHOLDER_PEOPLE,
	PLACEHOLDER_SHARED_INTERESTS,
	PLACEHOLDER_WHEN,
	PLACEHOLDER_REASON,
	PLACEHOLDER_BEFORE,
	PLACEHOLDER_NEXT,
	PLACEHOLDER_ORGANISER,
	PLACEHOLDER_ORGANISER_EMAIL,
	PLACEHOLDERS
};

/* By the name that templates use: "first_names". */
const char *placeholder_name(enum placeholder placeholder);
/* Does that kind of letter have it? */
bool placeholder_is_in(enum placeholder placeholder, enum letter letter);

/* One a placeholder; of several values one a line, "" where there is none. */
struct template_values {
	struct buffer value[PLACEHOLDERS];
};

void template_values_init(struct template_values *values);
void template_values_clear(struct template_values *values);
void template_values_release(struct template_values *values);

/* A template as it comes from a file, and whose it is. */
struct template_source {
	enum letter letter;
	const char *file; /* for errors */
	const char *text;
	size_t length;
};

enum { TEMPLATE_MOST_BYTES = 16384 };

/*
 * The template with line feeds alone and without a byte order mark, once
 * nothing is wrong with it. C5_DATA: what is, with file, line and column.
 */
enum c5_status template_read(struct buffer *out,
			     const struct template_source *source,
			     struct c5_error *err);

/* The one that the program brings along. */
const char *template_built_in(enum letter letter);

/* What is written: a line of text, and lines each after a byte of its kind. */
enum letter_line { LETTER_LINE = '.', LETTER_ITEM = '-', LETTER_GAP = ' ' };
struct letter_text {
	struct buffer subject;
	struct buffer lines;
};
#define LETTER_TEXT_INIT                 \
	{                                \
		BUFFER_INIT, BUFFER_INIT \
	}
void letter_text_release(struct letter_text *text);

/* Puts the values in, in place of what was in *out. C5_DATA: as above. */
enum c5_status template_fill(struct letter_text *out,
			     const struct template_source *source,
			     const struct template_values *values,
			     struct c5_error *err);

/* Appends it as plain text, wrapped at blanks; as a page of HTML. */
void letter_text_plain(struct buffer *out, const struct letter_text *text);
void letter_text_html(struct buffer *out, const struct letter_text *text);

#endif
