/*
 * Text as people write it: UTF-8 in, folded forms to compare by, cleaned forms
 * to keep, visible forms to print. Unicode's tables are utf8proc's.
 *
 * All input is NUL-terminated UTF-8 (text_is_utf8() says so of raw bytes);
 * results are appended to a buffer, whose failure is the caller's to check.
 */
#ifndef CONNECT5_TEXT_H
#define CONNECT5_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "connect5/buffer.h"

/* Is this valid UTF-8 without NUL? Else *offset is the first bad byte's. */
bool text_is_utf8(const char *bytes, size_t length, size_t *offset);

/* Drops a character that the end of an array has cut in two. */
void text_mend_end(char *text);

/*
 * The form that headers, choices, sectors and organisations are compared by:
 * NFC, case-folded, every run of Unicode spaces, zero-width characters and
 * punctuation one space, hyphens and apostrophes gone, '&' read as "and",
 * none at the ends. "Guy’s & St-Thomas'" folds to "guys and stthomas".
 */
void text_fold(struct buffer *out, const char *text);

/* The same without accents, to compare names by: "Zoë" is "zoe". */
void text_plain(struct buffer *out, const char *text);

/* Compares by folded form: <0, 0, >0; byte order where both fold alike. */
int text_compare(const char *a, const char *b);

/*
 * A one-line field as it is kept: NFC, line breaks, tabs and controls become
 * one blank, Unicode spaces at the ends are trimmed. Returns true if a line
 * break or control had to go from inside the text, which is worth a note.
 */
bool text_line(struct buffer *out, const char *text);

/*
 * A field of several lines: NFC, whatever ends a line (CRLF, CR, VT, U+2028)
 * becomes LF, other controls go, blanks and line breaks at the ends too.
 */
bool text_paragraph(struct buffer *out, const char *text);

/* An e-mail address as it is found by: trimmed, NFC, case-folded. */
void text_email(struct buffer *out, const char *address);

/*
 * Is it an address that can be written into any file we make? One '@' with
 * something on both sides, a dot in the domain, no blanks, controls, quotes,
 * commas, semicolons or angle brackets, at most 254 bytes (RFC 5321, 4.5.3.1).
 */
bool text_is_email(const char *address);

/*
 * What may be sent to a terminal: controls, escapes and bidirectional
 * overrides are shown as <U+202E>, never sent raw. Line feeds too. A byte that
 * is not UTF-8 (of a file's name, say) is shown as <E9>.
 */
void text_visible(struct buffer *out, const char *text);

/*
 * What may stand on a page: only what would break its line, turn the text
 * around it, or is no character at all is shown as <U+202E>. What joins letters
 * stays: names need it.
 */
void text_on_page(struct buffer *out, const char *text);

/*
 * JSON as it may be sent to a terminal: what text_visible() would show, and
 * JSON has not escaped by itself, is written as \u202E, which is the same
 * value.
 */
void text_json(struct buffer *out, const char *json);

/* The columns that text_visible(text) takes on a terminal. */
size_t text_width(const char *text);

/* text_visible(), cut with an ellipsis to at most `columns`, padded to them. */
void text_cell(struct buffer *out, const char *text, size_t columns);

/* What stands before word i of n in "a, b and c", where `last` is " and ". */
const char *text_between(size_t i, size_t n, const char *last);

/* Optimal string alignment distance of the two (by code point), capped. */
size_t text_distance(const char *a, const char *b, size_t cap);

#endif
