/* How wide and high the cells of a workbook's page are. Private to
 * src/publish/.
 */
#ifndef PUBLISH_XLSX_WIDTH_H
#define PUBLISH_XLSX_WIDTH_H

#include <stdbool.h>
#include <stddef.h>

#include "connect5/sheet.h"

struct xlsx_column {
	size_t width; /* in digits of the usual font */
	bool wraps;   /* something in it is wider */
	size_t word;  /* its longest word */
	size_t cell;  /* its longest text, on one line */
};

/*
 * So that no word is broken and the page can be read on paper: each column has
 * the width at which its longest text takes as many lines as those of the
 * others, the fewest that fit. `out` has as many as the sheet has columns.
 */
enum c5_status xlsx_widths(struct xlsx_column *out, const struct sheet *sheet,
			   struct c5_error *err);

/* The lines that a text takes. Spreadsheets differ in whether they work that
 * out for a file that does not say. */
size_t xlsx_lines(const struct xlsx_column *column, const char *text,
		  struct buffer *scratch);

#endif
