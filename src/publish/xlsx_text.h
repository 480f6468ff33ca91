/* Texts as the XML of a workbook holds them. Private to src/publish/. */
#ifndef PUBLISH_XLSX_TEXT_H
#define PUBLISH_XLSX_TEXT_H

#include <stdbool.h>

#include "connect5/buffer.h"

enum { XLSX_CELL_MOST = 32767 }; /* UTF-16 units */

/*
 * A cell's text: what XML has no way to write becomes _xHHHH_, as Excel does
 * it, and so does the first character of what only looks like that. A byte that
 * is no UTF-8 becomes U+FFFD. Returns true if it had to be cut.
 */
bool xlsx_cell_text(struct buffer *out, const char *text);

/* A line of the document's properties: no controls, nothing escaped. */
void xlsx_line(struct buffer *out, const char *text);

/* The same for the head or foot of printed pages, where & begins a code. */
void xlsx_margin(struct buffer *out, const char *text);

#endif
