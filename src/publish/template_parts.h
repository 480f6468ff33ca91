/* What the files of the template module share. */
#ifndef PUBLISH_TEMPLATE_PARTS_H
#define PUBLISH_TEMPLATE_PARTS_H

#include "connect5/template.h"

/* A part of the text that is read, and the line it stands in. */
struct line {
	const char *text;
	size_t length;
	size_t number;
};

/* How many characters so many bytes are. */
size_t template_characters(const char *text, size_t length);
/* The column, from 1, of what stands at an offset. */
size_t template_column(const struct line *line, size_t offset);

/*
 * The bytes of a character at `at` that no letter holds; 0: it is not one of
 * them. *blank: it stands for a blank. These are the controls, the separators
 * of lines and paragraphs, and the marks of Unicode's bidirectional algorithm,
 * which would let a name turn the text around it.
 */
size_t template_unfit(const char *at, bool *blank);

/* Appends the text without them. */
void template_add_clean(struct buffer *out, const char *text, size_t length);

/*
 * The next placeholder of a line from an offset on: *found is its name, with
 * the braces just outside of it. *any false: there is none. C5_DATA: it is not
 * closed.
 */
enum c5_status placeholder_next(struct line *found, bool *any,
				const struct template_source *source,
				const struct line *line, size_t offset,
				struct c5_error *err);

/* The placeholder of that name, which is a part of the line. C5_DATA: the
 * letter has none. */
enum c5_status placeholder_find(enum placeholder *out,
				const struct template_source *source,
				const struct line *line,
				const struct line *name, struct c5_error *err);

/* May it hold several values? */
bool placeholder_is_list(enum placeholder placeholder);

/*
 * Goes through a text as template_read() leaves it. `values` NULL: only to see
 * what is wrong.
 */
enum c5_status template_go_through(struct letter_text *out,
				   const struct template_source *source,
				   const struct template_values *values,
				   const char *text, struct c5_error *err);

#endif
