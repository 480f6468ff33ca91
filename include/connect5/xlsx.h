/*
 * Workbooks for Excel and its kin, by libxlsxwriter: each page a sheet with a
 * header that stays in sight, a filter, and a set-up for printing on A4.
 *
 * Every cell is the text or the number that the sheet has, never a formula nor
 * a link, whatever stands in it; what XML cannot hold is escaped as Excel does
 * it. The same sheets give the same bytes.
 */
#ifndef CONNECT5_XLSX_H
#define CONNECT5_XLSX_H

#include <stddef.h>
#include <stdint.h>

#include "connect5/buffer.h"
#include "connect5/error.h"
#include "connect5/sheet.h"

struct xlsx_page {
	const char *name;	   /* at most 31 letters and blanks, its own */
	const struct sheet *sheet; /* no two columns have one name */
	const char *none; /* said where there are no rows; NULL: nothing */
};

/* Strings are borrowed. */
struct xlsx_book {
	const char *programme; /* at the head of printed pages */
	const char *title;     /* beside it, and the document's property */
	int64_t created;       /* the property: a moment, not 0 */
	const struct xlsx_page *pages;
	size_t n_pages;
};

/* A page is a table up to that many rows; with more it has a filter alone, and
 * its rows pass through the disk, so that memory stays within bounds. */
enum { XLSX_TABLE_ROWS = 20000 };

/*
 * Appends the file's bytes. *n_cut cells were longer than the 32,767 characters
 * that a cell holds, and end in an ellipsis. C5_NO: more rows than a page has.
 */
enum c5_status xlsx_write(struct buffer *out, size_t *n_cut,
			  const struct xlsx_book *book, struct c5_error *err);

#endif
