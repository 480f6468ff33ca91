/* A workbook is whole or none, and has no more rows than fit. */
#include "prelude.h"

#include <string.h>

#include "connect5/xlsx.h"
#include "publish/xlsx_whole.h"

static const char *const header[] = {"what", NULL};

/* Of a page with that many cells, each "a cell". */
static enum c5_status write_rows(struct buffer *out, size_t rows,
				 struct c5_error *err)
{
	struct sheet sheet;
	struct xlsx_page page = {.name = "Page", .sheet = &sheet};
	struct xlsx_book book = {.programme = "P",
				 .title = "T",
				 .created = 1,
				 .pages = &page,
				 .n_pages = 1};
	enum c5_status status;
	size_t n_cut;

	sheet_init(&sheet, header);
	for (size_t i = 0; i < rows; i++)
		sheet_text(&sheet, "a cell");
	status = xlsx_write(out, &n_cut, &book, err);
	assert_int_equal(n_cut, 0);
	sheet_release(&sheet);
	return status;
}

static void test_too_many_rows_are_refused(void **state)
{
	struct buffer out = BUFFER_INIT;
	struct c5_error err;

	(void)state;
	assert_int_equal(write_rows(&out, 1048576, &err), C5_NO);
	assert_string_equal(err.text, "1048576 rows are more than the 1048575 "
				      "that a worksheet has room for: "
				      "'--format csv' takes any number");
	assert_int_equal(out.length, 0);
	buffer_release(&out);
}

static void test_rows_pass_through_the_disk(void **state)
{
	struct buffer table = BUFFER_INIT, many = BUFFER_INIT;
	struct c5_error err;

	(void)state;
	assert_int_equal(write_rows(&table, XLSX_TABLE_ROWS, &err), C5_OK);
	assert_int_equal(write_rows(&many, XLSX_TABLE_ROWS + 1, &err), C5_OK);
	assert_non_null(memmem(table.text, table.length, "xl/tables/", 10));
	assert_null(memmem(many.text, many.length, "xl/tables/", 10));
	buffer_release(&table);
	buffer_release(&many);
}

/* Whichever byte is lost or changed at an end, it is no workbook any more. */
static void test_half_a_workbook_is_none(void **state)
{
	struct buffer out = BUFFER_INIT;
	struct c5_error err;

	(void)state;
	assert_int_equal(write_rows(&out, 3, &err), C5_OK);
	assert_int_equal(xlsx_whole(&out, &err), C5_OK);
	while (out.length) {
		buffer_cut(&out, out.length - (out.length > 97 ? 97 : 1));
		assert_int_equal(xlsx_whole(&out, &err), C5_SYSTEM);
	}
	assert_non_null(strstr(err.text, "is there room in /tmp?"));
	buffer_release(&out);
}

/* A part that breaks off, packed as if it were whole. */
static const char *const broken_parts[] = {
	/* "<a><b/>", stored by a block of its own */
	"\x01\x07\x00\xf8\xff<a><b/>",
	/* "" */
	"\x01\x00\x00\xff\xff",
	/* "</b>", which never began */
	"\x01\x04\x00\xfb\xff</b>",
};
static const size_t broken_lengths[] = {12, 5, 9};
static const char whole_part[] = "\x01\x07\x00\xf8\xff<a></a>";

static void put_number(struct buffer *out, size_t number, size_t n_bytes)
{
	while (n_bytes--) {
		buffer_putc(out, (char)(number & 0xff));
		number >>= 8;
	}
}

static void put_zip(struct buffer *out, const char *part, size_t length)
{
	size_t directory;

	buffer_cut(out, 0);
	buffer_add(out, "PK\3\4", 4);
	put_number(out, 0, 26);
	buffer_add(out, part, length);
	directory = out->length;
	buffer_add(out, "PK\1\2", 4);
	put_number(out, 0, 16);
	put_number(out, length, 4);
	put_number(out, 0, 22);
	buffer_add(out, "PK\5\6", 4);
	put_number(out, 0, 6);
	put_number(out, 1, 2);
	put_number(out, 0, 4);
	put_number(out, directory, 4);
	put_number(out, 0, 2);
}

static void test_a_part_that_breaks_off_is_found(void **state)
{
	struct buffer zip = BUFFER_INIT;
	struct c5_error err;

	(void)state;
	put_zip(&zip, whole_part, sizeof(whole_part) - 1);
	assert_int_equal(xlsx_whole(&zip, &err), C5_OK);
	for (size_t i = 0; i < 3; i++) {
		put_zip(&zip, broken_parts[i], broken_lengths[i]);
		assert_int_equal(xlsx_whole(&zip, &err), C5_SYSTEM);
	}
	buffer_release(&zip);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_too_many_rows_are_refused),
		cmocka_unit_test(test_rows_pass_through_the_disk),
		cmocka_unit_test(test_half_a_workbook_is_none),
		cmocka_unit_test(test_a_part_that_breaks_off_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
