/*
 * A sheet: a header and rows of cells, whichever way they go out. Built once,
 * written as CSV or as a JSON array of objects with the header's names as keys.
 */
#ifndef CONNECT5_SHEET_H
#define CONNECT5_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "connect5/buffer.h"
#include "connect5/error.h"

struct sheet {
	const char *const *header; /* borrowed */
	size_t columns;
	struct buffer cells; /* one after the other: kind, text, NUL */
	size_t n_cells;
};

/* `header` is a NULL-terminated list that outlives the sheet. */
void sheet_init(struct sheet *sheet, const char *const *header);
void sheet_release(struct sheet *sheet);
/* Forgets the rows, not the header. */
void sheet_clear(struct sheet *sheet);

/* The next cell; a row is full after as many as the header has. */
void sheet_text(struct sheet *sheet, const char *text);
void sheet_number(struct sheet *sheet, long long number);
/* One value a line, written "a; b". */
void sheet_list(struct sheet *sheet, const char *lines);
/* Empty cells. */
void sheet_skip(struct sheet *sheet, size_t count);

/* Would a spreadsheet run the cell, apostrophes before it or not? */
bool sheet_would_run(const char *text);

/*
 * RFC 4180, to be opened in a spreadsheet: a byte order mark, so that Excel
 * reads UTF-8, CRLF, and cells that would run as a formula defused by one
 * apostrophe, which import takes off again. `raw` has none of the three.
 */
enum c5_status sheet_csv(struct buffer *out, const struct sheet *sheet,
			 bool raw, struct c5_error *err);

/* The rows alone: those after what sheet_csv() wrote of a long sheet. */
enum c5_status sheet_csv_rows(struct buffer *out, const struct sheet *sheet,
			      bool raw, struct c5_error *err);

enum c5_status sheet_json(struct buffer *out, const struct sheet *sheet,
			  struct c5_error *err);

#endif
