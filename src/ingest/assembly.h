/*
 * The row that a reader is putting together, cell by cell, within the limits of
 * reader.h.
 */
#ifndef CONNECT5_INGEST_ASSEMBLY_H
#define CONNECT5_INGEST_ASSEMBLY_H

#include <stdbool.h>
#include <stddef.h>

#include "connect5/buffer.h"
#include "connect5/reader.h"

struct assembly {
	struct buffer text; /* the cells, a NUL after each */
	size_t n;
	size_t starts[READER_ROW_CELLS];
	const char *cells[READER_ROW_CELLS];
	const char *trouble; /* a limit was passed; NULL: none */
};

void assembly_clear(struct assembly *row);
void assembly_add(struct assembly *row, const char *cell, size_t length);
bool assembly_is_blank(const struct assembly *row);

/* Borrowed until the row changes. */
const char *const *assembly_cells(struct assembly *row);

#endif
