#include "connect5/sheet.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "publish/sheet_cells.h"

void sheet_init(struct sheet *sheet, const char *const *header)
{
	*sheet = (struct sheet){.header = header, .cells = BUFFER_INIT};
	while (header[sheet->columns])
		sheet->columns++;
}

void sheet_release(struct sheet *sheet)
{
	buffer_release(&sheet->cells);
}

void sheet_clear(struct sheet *sheet)
{
	buffer_cut(&sheet->cells, 0);
	sheet->n_cells = 0;
}

static void add(struct sheet *sheet, enum cell_kind kind, const char *text)
{
	buffer_putc(&sheet->cells, (char)kind);
	buffer_add(&sheet->cells, text, strlen(text) + 1);
	sheet->n_cells++;
}

void sheet_text(struct sheet *sheet, const char *text)
{
	add(sheet, CELL_TEXT, text);
}

void sheet_number(struct sheet *sheet, long long number)
{
	char text[24];

	snprintf(text, sizeof(text), "%lld", number);
	add(sheet, CELL_NUMBER, text);
}

void sheet_list(struct sheet *sheet, const char *lines)
{
	struct buffer joined = BUFFER_INIT;

	for (; *lines; lines++) {
		if (*lines == '\n')
			buffer_puts(&joined, "; ");
		else
			buffer_putc(&joined, *lines);
	}
	add(sheet, CELL_TEXT, joined.text);
	sheet->cells.failed |= joined.failed;
	buffer_release(&joined);
}

void sheet_skip(struct sheet *sheet, size_t count)
{
	while (count--)
		add(sheet, CELL_TEXT, "");
}

const char *sheet_cell(const char **at, enum cell_kind *kind)
{
	const char *text = *at + 1;

	*kind = (enum cell_kind) * *at;
	*at = text + strlen(text) + 1;
	return text;
}

/* The characters by which a spreadsheet takes a cell for a formula; the last
 * four are the full-width = + - @. */
static const char *const formula_starts[] = {
	"=",
	"+",
	"-",
	"@",
	"\t",
	"\r",
	"\n",
	"\xEF\xBC\x9D",
	"\xEF\xBC\x8B",
	"\xEF\xBC\x8D",
	"\xEF\xBC\xA0",
};

/* Apostrophes before such a character count too, so that taking one off again
 * is exact. */
bool sheet_would_run(const char *text)
{
	size_t n = sizeof(formula_starts) / sizeof(*formula_starts);

	text += strspn(text, "'");
	for (size_t i = 0; i < n; i++)
		if (strncmp(text, formula_starts[i],
			    strlen(formula_starts[i])) == 0)
			return true;
	return false;
}

static bool needs_quotes(const char *text)
{
	size_t length = strlen(text);

	return strpbrk(text, ",\"\r\n") ||
	       (length && (text[0] == ' ' || text[length - 1] == ' '));
}

static void write_cell(struct buffer *out, enum cell_kind kind,
		       const char *text, bool raw)
{
	bool defuse = !raw && kind == CELL_TEXT && sheet_would_run(text);
	bool quote = defuse || needs_quotes(text);

	buffer_puts(out, quote ? "\"" : "");
	buffer_puts(out, defuse ? "'" : "");
	for (; *text; text++) {
		if (*text == '"')
			buffer_putc(out, '"');
		buffer_putc(out, *text);
	}
	buffer_puts(out, quote ? "\"" : "");
}

enum c5_status sheet_csv_rows(struct buffer *out, const struct sheet *sheet,
			      bool raw, struct c5_error *err)
{
	const char *end = raw ? "\n" : "\r\n", *at = sheet->cells.text;
	enum cell_kind kind;

	assert(sheet->columns > 0 && sheet->n_cells % sheet->columns == 0);
	for (size_t i = 0; i < sheet->n_cells && !sheet->cells.failed; i++) {
		const char *text = sheet_cell(&at, &kind);

		buffer_puts(out, i % sheet->columns ? "," : "");
		write_cell(out, kind, text, raw);
		if (i % sheet->columns == sheet->columns - 1)
			buffer_puts(out, end);
	}
	out->failed |= sheet->cells.failed;
	return buffer_status(out, err);
}

enum c5_status sheet_csv(struct buffer *out, const struct sheet *sheet,
			 bool raw, struct c5_error *err)
{
	buffer_puts(out, raw ? "" : "\xEF\xBB\xBF");
	for (size_t i = 0; i < sheet->columns; i++) {
		buffer_puts(out, i ? "," : "");
		write_cell(out, CELL_TEXT, sheet->header[i], raw);
	}
	buffer_puts(out, raw ? "\n" : "\r\n");
	return sheet_csv_rows(out, sheet, raw, err);
}
