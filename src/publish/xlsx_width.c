#include "publish/xlsx_width.h"

#include <assert.h>
#include <string.h>

#include "connect5/text.h"
#include "publish/sheet_cells.h"

enum {
	LEAST_WIDTH = 7,
	MOST_WIDTH = 70,
	PAPER_WIDTH = 190, /* on A4 across, at some two thirds of the size */
	PADDING = 3,
	ARROW = 3, /* of the filter, beside the header */
	MOST_LINES = 8
};

static size_t width_of(struct buffer *scratch, const char *text, size_t length)
{
	buffer_cut(scratch, 0);
	buffer_add(scratch, text, length);
	return text_width(scratch->text);
}

/* What cannot be wider, having no more bytes, is not looked at. */
static void widen(size_t *width, struct buffer *scratch, const char *text,
		  size_t length)
{
	size_t found;

	if (length <= *width)
		return;
	found = width_of(scratch, text, length);
	if (found > *width)
		*width = found;
}

static void measure(struct xlsx_column *column, struct buffer *scratch,
		    const char *text)
{
	size_t length = strlen(text);

	column->wraps |= strchr(text, '\n') != NULL;
	widen(&column->cell, scratch, text, length);
	if (length <= column->word)
		return;
	while (*text) {
		length = strcspn(text, " \n");
		widen(&column->word, scratch, text, length);
		text += length + (text[length] != '\0');
	}
}

static size_t at_most(size_t value, size_t most)
{
	return value < most ? value : most;
}

/* Not narrower than its longest word, nor wider than its longest text. */
static size_t width_for(const struct xlsx_column *column, size_t lines)
{
	size_t cell = at_most(column->cell, (size_t)MOST_LINES * MOST_WIDTH);
	size_t width = (cell + lines - 1) / lines;

	if (width < column->word)
		width = column->word;
	if (width < LEAST_WIDTH)
		width = LEAST_WIDTH;
	return at_most(width, MOST_WIDTH) + PADDING;
}

static size_t fewest_lines(const struct xlsx_column *columns, size_t n)
{
	size_t lines = 0, sum;

	do {
		lines++;
		sum = 0;
		for (size_t i = 0; i < n; i++)
			sum += width_for(&columns[i], lines);
	} while (sum > PAPER_WIDTH && lines < MOST_LINES);
	return lines;
}

enum c5_status xlsx_widths(struct xlsx_column *out, const struct sheet *sheet,
			   struct c5_error *err)
{
	struct buffer scratch = BUFFER_INIT;
	const char *at = sheet->cells.text;
	enum c5_status status;
	enum cell_kind kind;
	size_t lines;

	assert(sheet->columns > 0);
	for (size_t i = 0; i < sheet->columns; i++) {
		out[i] = (struct xlsx_column){0};
		measure(&out[i], &scratch, sheet->header[i]);
		out[i].word += ARROW;
		out[i].cell += ARROW;
	}
	for (size_t i = 0; i < sheet->n_cells; i++)
		measure(&out[i % sheet->columns], &scratch,
			sheet_cell(&at, &kind));
	lines = fewest_lines(out, sheet->columns);
	for (size_t i = 0; i < sheet->columns; i++) {
		out[i].width = width_for(&out[i], lines);
		out[i].wraps |= out[i].cell + PADDING > out[i].width;
	}
	status = buffer_status(&scratch, err);
	buffer_release(&scratch);
	return status;
}

size_t xlsx_lines(const struct xlsx_column *column, const char *text,
		  struct buffer *scratch)
{
	size_t most = column->width - PADDING, lines = 1, used = 0;

	if (!column->wraps)
		return 1;
	while (*text) {
		size_t length = strcspn(text, " \n");
		size_t word = width_of(scratch, text, length);

		if (used && used + 1 + word > most) {
			lines++;
			used = 0;
		}
		used += word + (used > 0);
		if (used > most) {
			lines += (used - 1) / most;
			used %= most;
		}
		text += length;
		if (*text == '\n') {
			lines++;
			used = 0;
		}
		text += *text != '\0';
	}
	return lines;
}
