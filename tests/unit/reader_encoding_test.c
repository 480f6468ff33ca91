/* reader.h: encodings, also where a block ends in the middle of something. */
#include "prelude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/buffer.h"
#include "connect5/reader.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))
enum { BLOCK = 1024 * 1024 };

/* The last cell of the last row, in `cell`; returns the error's line or 0. */
static size_t last_cell(const char *bytes, size_t length, struct buffer *cell,
			size_t *line, const char **encoding)
{
	struct c5_error err = {0};
	struct reader *reader;
	struct row row;
	bool more;
	enum c5_status status =
		reader_open_memory(&reader, "test.csv", bytes, length, &err);

	buffer_cut(cell, 0);
	*line = 0;
	assert_int_equal(status, C5_OK);
	while (!(status = reader_next(reader, &row, &more, &err)) && more) {
		buffer_cut(cell, 0);
		buffer_puts(cell, row.cells[row.n - 1]);
		*line = row.line;
	}
	*encoding = reader_encoding(reader);
	reader_close(reader);
	assert_true(status == C5_OK || status == C5_DATA);
	return status == C5_OK ? 0 : err.line;
}

static void test_encodings(void **state)
{
	static const struct {
		const char *bytes;
		size_t length; /* 0: by strlen */
		const char *encoding, *cell;
		size_t error_line;
	} table[] = {
		{"a,b\n1,2", 0, "UTF-8", "2", 0},
		{"a,b\n1,Zo\xC3\xAB", 0, "UTF-8", "Zo\u00EB", 0},
		{"\xEF\xBB\xBF"
		 "a,b\n1,\xC3\xAB",
		 0, "UTF-8 with BOM", "\u00EB", 0},
		{"a,b\n1,Zo\xEB", 0, "Windows-1252", "Zo\u00EB", 0},
		{"a,b\n1,\x80\x91\x92\x93\x94\x96\x9F", 0, "Windows-1252",
		 "\u20AC\u2018\u2019\u201C\u201D\u2013\u0178", 0},
		{"a,b\n1,\xE9\x81", 0, "Windows-1252", "b", 2},
		{"a,b\n1,\xE9\0", 8, "Windows-1252", "b", 2},
		/* the first that is not ASCII decides for the whole file */
		{"a,b\n1,\xC3\xAB\n2,\xEB\n", 0, "UTF-8", "\u00EB", 3},
		{"a,b\n1,\xEB\n2,\xC3\xAB", 0, "Windows-1252", "\u00C3\u00AB",
		 0},
		{"a,b\n1,\xC3\xAB\n2,\xC3", 0, "UTF-8", "\u00EB", 3},
		{"\xEF\xBB\xBF"
		 "a,b\n1,\xEB\n",
		 0, "UTF-8 with BOM", "b", 2},
		{"\xFF\xFE"
		 "a\0,\0b\0\n\0\x31\0,\0\xEB\0",
		 16, "UTF-16LE", "\u00EB", 0},
		{"\xFE\xFF\0a\0,\0b\0\n\0\x31\0,\x20\x19", 16, "UTF-16BE",
		 "\u2019", 0},
		{"\xFF\xFE"
		 "a\0\n\0\x3D\xD8\x00\xDE",
		 10, "UTF-16LE", "\U0001F600", 0},
		/* half a pair, the wrong half, half a unit, a NUL */
		{"\xFF\xFE"
		 "a\0\n\0\x3D\xD8x\0y\0",
		 12, "UTF-16LE", "a", 2},
		{"\xFF\xFE"
		 "a\0\n\0\x00\xDEx\0y\0",
		 12, "UTF-16LE", "a", 2},
		{"\xFF\xFE"
		 "a\0\n\0x\0y",
		 9, "UTF-16LE", "a", 2},
		{"\xFF\xFE"
		 "a\0\n\0\0\0",
		 8, "UTF-16LE", "a", 2},
		/* UTF-16 without its mark, and UTF-32 */
		{"a\0,\0b\0\n\0", 8, "UTF-8", "", 1},
		{"\xFF\xFE\0\0a\0\0\0", 8, "UTF-16LE", "", 1},
	};
	struct buffer cell = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		const char *encoding;
		size_t line;
		size_t length = table[i].length ? table[i].length
						: strlen(table[i].bytes);
		struct c5_error err = {0};
		struct reader *reader;

		if (reader_open_memory(&reader, "test.csv", table[i].bytes,
				       length, &err) != C5_OK) {
			/* Nothing at all stands before what is wrong. */
			assert_int_equal(err.line, table[i].error_line);
			continue;
		}
		reader_close(reader);
		size_t error = last_cell(table[i].bytes, length, &cell, &line,
					 &encoding);
		assert_int_equal(error, table[i].error_line);
		assert_string_equal(encoding, table[i].encoding);
		assert_string_equal(cell.text, table[i].cell);
	}
	buffer_release(&cell);
}

static void to_utf16(struct buffer *out, const char *ascii, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		buffer_putc(out, ascii[i]);
		buffer_putc(out, '\0');
	}
}

/*
 * Fills the first block with rows "x\n" so that what follows them begins
 * `before` bytes before its end. Returns the line of what follows.
 */
static size_t fill_block(struct buffer *out, size_t before, bool utf16)
{
	const char *row = utf16 ? "x\0\n\0" : "x\n";
	size_t size = utf16 ? 4 : 2, line = 1;

	/* The mark of UTF-16 is part of the first block. */
	size_t from = utf16 ? 2 : 0;
	size_t odd = (BLOCK - from - before) % size;
	for (size_t i = 0; i < odd; i += utf16 ? 2 : 1) {
		buffer_putc(out, 'x');
		if (utf16)
			buffer_putc(out, '\0');
	}
	while (out->length < BLOCK - before) {
		buffer_add(out, row, size);
		line++;
	}
	assert_int_equal(out->length, BLOCK - before);
	return line;
}

static void test_block_ends_utf8(void **state)
{
	static const char tail[] = "\"\xE2\x82\xAC\r\n\xF0\x9F\x98\x80\"\r\n"
				   "\xC3\xAB"
				   "z\r\n";
	struct buffer text = BUFFER_INIT, cell = BUFFER_INIT;

	(void)state;
	for (size_t before = 0; before < sizeof(tail) + 2; before++) {
		const char *encoding;
		size_t line;

		buffer_cut(&text, 0);
		size_t start = fill_block(&text, before, false);
		buffer_puts(&text, tail);
		assert_int_equal(last_cell(text.text, text.length, &cell, &line,
					   &encoding),
				 0);
		assert_string_equal(cell.text, "\u00EBz");
		assert_int_equal(line, start + 2);
		assert_string_equal(encoding, "UTF-8");
	}
	buffer_release(&text);
	buffer_release(&cell);
}

static void test_block_ends_windows(void **state)
{
	struct buffer text = BUFFER_INIT, cell = BUFFER_INIT;

	(void)state;
	for (size_t before = 0; before < 12; before++) {
		const char *encoding;
		size_t line;

		buffer_cut(&text, 0);
		size_t start = fill_block(&text, before, false);
		buffer_puts(&text, "\xE2\xEB\r\n\x92z\r\nyyyyyyy\x80");
		assert_int_equal(last_cell(text.text, text.length, &cell, &line,
					   &encoding),
				 0);
		assert_string_equal(cell.text, "yyyyyyy\u20AC");
		assert_int_equal(line, start + 2);
		assert_string_equal(encoding, "Windows-1252");
	}
	buffer_release(&text);
	buffer_release(&cell);
}

static void test_block_ends_utf16(void **state)
{
	struct buffer text = BUFFER_INIT, cell = BUFFER_INIT;

	(void)state;
	for (size_t before = 0; before < 24; before += 2) {
		const char *encoding;
		size_t line;

		buffer_cut(&text, 0);
		buffer_add(&text, "\xFF\xFE", 2);
		size_t start = fill_block(&text, before, true);
		to_utf16(&text, "\"a\r\n", 4);
		buffer_add(&text, "\x3D\xD8\x00\xDE", 4);
		to_utf16(&text, "\"\r\nz", 4);
		assert_int_equal(last_cell(text.text, text.length, &cell, &line,
					   &encoding),
				 0);
		assert_string_equal(cell.text, "z");
		assert_int_equal(line, start + 2);
	}
	buffer_release(&text);
	buffer_release(&cell);
}

/* Late trouble is named by its line, however much was good before. */
static void test_late_errors(void **state)
{
	static const struct {
		const char *early, *late, *encoding;
	} table[] = {
		{"\xC3\xAB\n", "\xEB\n", "UTF-8"},
		{"\xC3\xAB\n", "\xE2\x82", "UTF-8"},
		{"\xEB\n", "\x81\n", "Windows-1252"},
	};
	struct buffer text = BUFFER_INIT, cell = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		const char *encoding;
		size_t line;

		buffer_cut(&text, 0);
		buffer_puts(&text, "a\n");
		buffer_puts(&text, table[i].early);
		for (size_t k = 0; k < 1500000; k++)
			buffer_puts(&text, "x\n");
		buffer_puts(&text, table[i].late);
		assert_int_equal(last_cell(text.text, text.length, &cell, &line,
					   &encoding),
				 1500003);
		assert_int_equal(line, 1500002);
		assert_string_equal(encoding, table[i].encoding);
	}
	buffer_release(&text);
	buffer_release(&cell);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_block_ends_utf8),
		cmocka_unit_test(test_block_ends_windows),
		cmocka_unit_test(test_block_ends_utf16),
		cmocka_unit_test(test_late_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
