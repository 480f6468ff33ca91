/* reader.h: rows, lines, limits. Each file of tests/data/csv is one trap. */
#include "prelude.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/buffer.h"
#include "connect5/reader.h"
#include "files.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static void put_cell(struct buffer *out, const char *cell)
{
	buffer_putc(out, '|');
	for (; *cell; cell++) {
		if (*cell == '\n')
			buffer_puts(out, "\\n");
		else if (*cell == '\r')
			buffer_puts(out, "\\r");
		else
			buffer_putc(out, *cell);
	}
}

/* All rows as "LINE|cell|cell", then "LINE! error" if there is one. */
static void put_rows(struct buffer *out, struct reader *reader)
{
	struct c5_error err = {0};
	struct row row;
	bool more;
	enum c5_status status;

	while (!(status = reader_next(reader, &row, &more, &err)) && more) {
		assert_true(row.n >= 1);
		buffer_printf(out, "%zu", row.line);
		for (size_t i = 0; i < row.n; i++)
			put_cell(out, row.cells[i]);
		buffer_putc(out, '\n');
	}
	if (status) {
		assert_int_equal(status, C5_DATA);
		assert_string_equal(err.file, "test.csv");
		buffer_printf(out, "%zu! %s\n", err.line, err.text);
	}
}

static void read_all(struct buffer *out, const char *bytes, size_t length)
{
	struct c5_error err = {0};
	struct reader *reader;

	buffer_cut(out, 0);
	if (reader_open_memory(&reader, "test.csv", bytes, length, &err)) {
		assert_null(reader);
		assert_int_equal(err.status, C5_DATA);
		buffer_printf(out, "%zu! %s\n", err.line, err.text);
		return;
	}
	put_rows(out, reader);
	reader_close(reader);
}

static int is_csv(const struct dirent *entry)
{
	return strstr(entry->d_name, ".csv") != NULL;
}

static void test_traps(void **state)
{
	char path[5000];
	struct dirent **names;
	struct buffer rows = BUFFER_INIT;

	(void)state;
	snprintf(path, sizeof(path), "%s/csv", test_data());
	int n = scandir(path, &names, is_csv, alphasort);
	assert_true(n >= 30);
	for (int i = 0; i < n; i++) {
		char name[300], golden[300];
		size_t length;
		int stem = (int)strlen(names[i]->d_name) - 4;

		snprintf(name, sizeof(name), "csv/%s", names[i]->d_name);
		snprintf(golden, sizeof(golden), "csv/%.*s.rows", stem,
			 names[i]->d_name);
		char *bytes = test_file(name, &length);
		char *expected = test_file(golden, NULL);
		read_all(&rows, bytes, length);
		if (strcmp(rows.text, expected) != 0)
			fail_msg("%s:\n%sinstead of\n%s", name, rows.text,
				 expected);
		free(bytes);
		free(expected);
		free(names[i]);
	}
	free(names);
	buffer_release(&rows);
}

/* Errors name the line, right also after quoted line breaks, and a remedy. */
static void test_errors(void **state)
{
	static const struct {
		const char *text;
		size_t line;
		const char *says;
	} table[] = {
		{"", 0, "the file is empty: export it again"},
		{"\xEF\xBB\xBF", 0, "the file is empty"},
		{"\n \r\n\t\n", 0, "there are no rows in the file"},
		{"sep=;\n", 0, "there are no rows in the file"},
		{"a,b\n1,\"x\n2,y\n", 2,
		 "a quote opens here and is not closed"},
		{"a,b\n1,\"x\n2,\"y\"\n", 2, "a quote opens here"},
		{"a,b\n1,\"x\" y\n", 2, "a quote opens here"},
		{"a,b\n\"1\n2\",\"x\n3,y\n", 3, "a quote opens here"},
		{"a,b\n\"1\n2\",3\n4,\"\n", 4, "a quote opens here"},
		{"a,\"b\n1,2\n", 1, "a quote opens here"},
		{"PK\3\4\x14", 0, "this is an Excel workbook"},
		{"\xD0\xCF\x11\xE0\xA1\xB1", 0, "this is an old or protected"},
		{"%PDF-1.7\n", 0, "this is a PDF"},
		{"\x1F\x8B\x08", 0, "this is a gzip archive"},
		{"SQLite format 3", 0, "this is a database"},
		{"<!DOCTYPE html><html>", 0, "this is a web page"},
		{"<HTML>", 0, "this is a web page"},
	};
	struct buffer rows = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		char start[400];

		read_all(&rows, table[i].text, strlen(table[i].text));
		snprintf(start, sizeof(start), "%zu! %s", table[i].line,
			 table[i].says);
		if (!strstr(rows.text, start))
			fail_msg("'%s' gives '%s'", table[i].text, rows.text);
	}
	buffer_release(&rows);
}

static void test_nul(void **state)
{
	static const char text[] = "a,b\n1,2\n\"x\ny\",\0 4\n";
	struct buffer rows = BUFFER_INIT;

	(void)state;
	read_all(&rows, text, sizeof(text) - 1);
	assert_non_null(strstr(rows.text, "\n4! a NUL byte, which no text"));
	buffer_release(&rows);
}

/* A header, then `count` times a piece, then an end. */
static void read_repeated(struct buffer *out, const char *start,
			  const char *piece, size_t count, const char *end)
{
	struct buffer text = BUFFER_INIT;

	buffer_puts(&text, start);
	for (size_t i = 0; i < count; i++)
		buffer_puts(&text, piece);
	buffer_puts(&text, end);
	assert_false(text.failed);
	read_all(out, text.text, text.length);
	buffer_release(&text);
}

static void test_limits(void **state)
{
	const size_t cell = READER_CELL_BYTES / 8;
	static const struct {
		const char *start, *piece;
		size_t count;
		const char *end, *says; /* NULL: no error */
	} table[] = {
		/* a cell at the limit, and one byte over it */
		{"a,b\nx,", "12345678", READER_CELL_BYTES / 8, "\n", NULL},
		{"a,b\nx,", "12345678", READER_CELL_BYTES / 8, "9\n",
		 "2! a cell of this row is longer than 1 MiB"},
		{"a,b\nx,\"", "12345678", READER_CELL_BYTES / 8, "\"\n", NULL},
		{"a,b\nx,\"", "12345678", READER_CELL_BYTES / 8, "9\"\n",
		 "2! a cell of this row is longer than 1 MiB"},
		/* ten of them, and a quote that nobody closes */
		{"a,b\nx,", "12345678", READER_CELL_BYTES, "\n",
		 "2! the cell that begins here is longer than 1 MiB"},
		{"a,b\n1,\"x\n", "2,y\n", 1000000, "",
		 "2! the cell that begins here is longer than 1 MiB"},
		/* cells in a row */
		{"a,b\n", "x,", READER_ROW_CELLS - 1, "x\n", NULL},
		{"a,b\n1,2\n", "x,", READER_ROW_CELLS, "x\n",
		 "3! the row has more cells than any form gives"},
		{"", "x,", 100000, "x\n",
		 "1! the row has more cells than any form gives"},
	};
	struct buffer rows = BUFFER_INIT;

	(void)state;
	assert_int_equal(cell * 8, READER_CELL_BYTES);
	for (size_t i = 0; i < COUNT(table); i++) {
		read_repeated(&rows, table[i].start, table[i].piece,
			      table[i].count, table[i].end);
		const char *error = strstr(rows.text, "! ");
		assert_int_equal(error != NULL, table[i].says != NULL);
		if (error)
			assert_non_null(strstr(rows.text, table[i].says));
	}
	buffer_release(&rows);
}

static void test_row_bytes(void **state)
{
	struct buffer cell = BUFFER_INIT, rows = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < READER_CELL_BYTES / 8 - 1; i++)
		buffer_puts(&cell, "12345678");
	buffer_putc(&cell, ',');
	read_repeated(&rows, "a,b\n", cell.text, 4, "x\n");
	assert_null(strstr(rows.text, "! "));
	read_repeated(&rows, "a,b\n", cell.text, 5, "x\n");
	assert_non_null(strstr(rows.text, "2! the row is longer than 4 MiB"));
	buffer_release(&cell);
	buffer_release(&rows);
}

/* A source that gives little at a time, or fails. */
struct drip {
	const char *text;
	size_t at, step;
	bool fails;
};

static enum c5_status drip_read(void *source, char *bytes, size_t size,
				size_t *count, struct c5_error *err)
{
	struct drip *drip = source;
	size_t rest = strlen(drip->text) - drip->at;

	*count = rest < drip->step ? rest : drip->step;
	assert_true(*count <= size);
	if (!rest && drip->fails)
		return error_set(err, C5_SYSTEM, "the disk is gone");
	memcpy(bytes, drip->text + drip->at, *count);
	drip->at += *count;
	return C5_OK;
}

static void test_source(void **state)
{
	struct buffer rows = BUFFER_INIT;
	struct reader *reader;
	struct c5_error err;

	(void)state;
	for (size_t step = 1; step < 5; step++) {
		struct drip drip = {"a;b\r\n\"1\r\n2\";3", 0, step, false};

		buffer_cut(&rows, 0);
		assert_int_equal(reader_open(&reader, "test.csv", drip_read,
					     &drip, &err),
				 C5_OK);
		assert_int_equal(reader_delimiter(reader), ';');
		put_rows(&rows, reader);
		assert_string_equal(rows.text, "1|a|b\n2|1\\r\\n2|3\n");
		reader_close(reader);
	}
	struct drip broken = {"a,b\n1,2\n", 0, 3, true};
	assert_int_equal(
		reader_open(&reader, "test.csv", drip_read, &broken, &err),
		C5_SYSTEM);
	assert_string_equal(err.text, "the disk is gone");
	assert_null(reader);
	reader_close(NULL);
	buffer_release(&rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_traps),	  cmocka_unit_test(test_errors),
		cmocka_unit_test(test_nul),	  cmocka_unit_test(test_limits),
		cmocka_unit_test(test_row_bytes), cmocka_unit_test(test_source),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
