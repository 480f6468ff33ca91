/* Texts and widths of a workbook, without the library that writes it. */
#include "prelude.h"

#include <string.h>

#include "publish/xlsx_text.h"
#include "publish/xlsx_width.h"

static void assert_cell(const char *text, const char *wanted)
{
	struct buffer out = BUFFER_INIT;

	assert_false(xlsx_cell_text(&out, text));
	assert_string_equal(out.text, wanted);
	buffer_release(&out);
}

static void test_what_xml_cannot_hold_is_escaped(void **state)
{
	(void)state;
	assert_cell("", "");
	assert_cell("=1+1\tand\nmore", "=1+1\tand\nmore");
	assert_cell("a\x01\x1b[31m", "a_x0001__x001B_[31m");
	assert_cell("CR\r\nLF", "CR_x000D_\nLF");
	assert_cell("\x7f \xC2\x85 \u202e\u202c", "\x7f \xC2\x85 \u202e\u202c");
	assert_cell("\xEF\xBF\xBE\xEF\xBF\xBF", "_xFFFE__xFFFF_");
	assert_cell("\U0001FFFE \U0010FFFD \U00030000",
		    "\U0001FFFE \U0010FFFD \U00030000");
}

/* Excel reads _x0041_ as "A". */
static void test_what_looks_escaped_is_escaped(void **state)
{
	(void)state;
	assert_cell("_x0041_", "_x005F_x0041_");
	assert_cell("__x00e9_x0041_", "__x005F_x00e9_x005F_x0041_");
	assert_cell("_x041_ _x00411_ _xG041_ _x0041", "_x041_ _x00411_ _xG041_ "
						      "_x0041");
}

static void test_a_byte_that_is_no_utf8_is_replaced(void **state)
{
	(void)state;
	assert_cell("a\xff"
		    "b",
		    "a\uFFFD"
		    "b");
	assert_cell("\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD");
	assert_cell("\xF0\x9F", "\uFFFD\uFFFD");
	assert_cell("\xC3", "\uFFFD");
}

static void fill(struct buffer *out, const char *text, size_t count)
{
	while (count--)
		buffer_puts(out, text);
}

/* As Excel counts: UTF-16 units of what stands in the file. */
static void test_long_texts_are_cut(void **state)
{
	static const struct {
		const char *text;
		size_t count;
		bool cut;
		size_t kept;
	} cases[] = {
		{"a", 32767, false, 32767},
		{"a", 32768, true, 32766},
		{"\u0113", 32767, false, 32767},
		{"\U0001F469", 16383, false, 16383},
		{"\U0001F469", 16384, true, 16383},
		{"\x01", 4681, false, 4681},
		{"\x01", 4682, true, 4680},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buffer in = BUFFER_INIT, out = BUFFER_INIT;
		struct buffer wanted = BUFFER_INIT;
		const char *text = cases[i].text;

		fill(&in, text, cases[i].count);
		fill(&wanted, *text == '\x01' ? "_x0001_" : text,
		     cases[i].kept);
		buffer_puts(&wanted, cases[i].cut ? "…" : "");
		assert_int_equal(xlsx_cell_text(&out, in.text), cases[i].cut);
		assert_string_equal(out.text, wanted.text);
		buffer_release(&in);
		buffer_release(&out);
		buffer_release(&wanted);
	}
}

static void test_margins_hold_no_codes(void **state)
{
	struct buffer in = BUFFER_INIT, out = BUFFER_INIT;

	(void)state;
	xlsx_margin(&out, "R&D &P\x1b");
	assert_string_equal(out.text, "R&&D &&P\uFFFD");
	buffer_cut(&out, 0);
	fill(&in, "&", 500);
	xlsx_margin(&out, in.text);
	assert_true(out.length < 125);
	buffer_cut(&out, 0);
	xlsx_line(&out, "R&D\xEF\xBF\xBF");
	assert_string_equal(out.text, "R&D\uFFFD");
	buffer_release(&in);
	buffer_release(&out);
}

static const char *const header[] = {"no", "name", "why", NULL};

static void test_columns_fit_their_texts(void **state)
{
	struct xlsx_column columns[3];
	struct sheet sheet;
	struct c5_error err;
	struct buffer scratch = BUFFER_INIT;

	(void)state;
	sheet_init(&sheet, header);
	sheet_number(&sheet, 1);
	sheet_text(&sheet, "Zoë Bell");
	sheet_text(&sheet, "one\ntwo");
	assert_int_equal(xlsx_widths(columns, &sheet, &err), C5_OK);
	assert_true(columns[1].width >= 8 && columns[1].width < 16);
	assert_false(columns[0].wraps || columns[1].wraps);
	assert_true(columns[2].wraps);
	assert_int_equal(xlsx_lines(&columns[2], "one\ntwo", &scratch), 2);
	buffer_release(&scratch);
	sheet_release(&sheet);
}

/* No word is broken, and what is long does not push the rest off the paper. */
static void test_long_columns_wrap(void **state)
{
	struct xlsx_column columns[3];
	struct sheet sheet;
	struct c5_error err;
	struct buffer text = BUFFER_INIT, scratch = BUFFER_INIT;

	(void)state;
	fill(&text, "word and more ", 2000);
	sheet_init(&sheet, header);
	sheet_number(&sheet, 1);
	sheet_text(&sheet, "unbrokenunbrokenunbroken@example.org Bell");
	sheet_text(&sheet, text.text);
	assert_int_equal(xlsx_widths(columns, &sheet, &err), C5_OK);
	assert_true(columns[1].width >= 36);
	assert_true(columns[2].wraps && columns[2].width < 100);
	assert_true(columns[0].width + columns[1].width + columns[2].width <
		    200);
	assert_true(xlsx_lines(&columns[2], text.text, &scratch) >
		    text.length / 100);
	buffer_release(&text);
	buffer_release(&scratch);
	sheet_release(&sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_xml_cannot_hold_is_escaped),
		cmocka_unit_test(test_what_looks_escaped_is_escaped),
		cmocka_unit_test(test_a_byte_that_is_no_utf8_is_replaced),
		cmocka_unit_test(test_long_texts_are_cut),
		cmocka_unit_test(test_margins_hold_no_codes),
		cmocka_unit_test(test_columns_fit_their_texts),
		cmocka_unit_test(test_long_columns_wrap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
