#include "ingest/assembly.h"

#include <string.h>

#include "connect5/text.h"

void assembly_clear(struct assembly *row)
{
	row->n = 0;
	row->trouble = NULL;
	buffer_cut(&row->text, 0);
}

/*
 * Copies a cell without the "_x000D_" that stands in text from an Excel
 * workbook for a carriage return: a line break, where none follows already.
 */
static void copy_cell(struct buffer *out, const char *cell, size_t length)
{
	static const char escape[] = "_x000D_";
	const size_t size = sizeof(escape) - 1;
	const char *end = cell + length, *found = NULL;

	while (memchr(cell, '_', (size_t)(end - cell)) &&
	       (found = memmem(cell, (size_t)(end - cell), escape, size))) {
		buffer_add(out, cell, (size_t)(found - cell));
		cell = found + size;
		if (cell < end && *cell != '\n' && *cell != '\r')
			buffer_putc(out, '\n');
	}
	buffer_add(out, cell, (size_t)(end - cell));
	buffer_putc(out, '\0');
}

void assembly_add(struct assembly *row, const char *cell, size_t length)
{
	if (row->n == READER_ROW_CELLS)
		row->trouble = "the row has more cells than any form gives "
			       "(2000): is this the right file?";
	else if (length > READER_CELL_BYTES)
		row->trouble = "a cell of this row is longer than 1 MiB: "
			       "shorten it";
	else if (row->text.length + length > READER_ROW_BYTES)
		row->trouble = "the row is longer than 4 MiB: shorten it";
	if (row->trouble)
		return;
	row->starts[row->n++] = row->text.length;
	copy_cell(&row->text, cell, length);
}

static bool is_blank(const char *cell)
{
	struct buffer line = BUFFER_INIT;

	while (*cell && *cell <= ' ' && !(*cell & 0x80))
		cell++;
	if (!(*cell & 0x80))
		return !*cell;
	text_line(&line, cell);
	bool blank = line.length == 0 && !line.failed;
	buffer_release(&line);
	return blank;
}

bool assembly_is_blank(const struct assembly *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (!is_blank(row->text.text + row->starts[i]))
			return false;
	return true;
}

const char *const *assembly_cells(struct assembly *row)
{
	for (size_t i = 0; i < row->n; i++)
		row->cells[i] = row->text.text + row->starts[i];
	return row->cells;
}
