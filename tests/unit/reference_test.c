/* reference.h: the CSV files of data/, read strictly. */
#include "prelude.h"

#include <string.h>

#include "connect5/buffer.h"
#include "connect5/reference.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static enum c5_status read_text(const char *text,
				const struct reference_shape *shape,
				reference_row row, void *context,
				struct c5_error *err)
{
	struct embedded file = {"sectors.csv", text, strlen(text)};

	return reference_read(&file, shape, row, context, err);
}

static const char *const columns[] = {"code", "label", "aliases"};
static const struct reference_shape shape = {columns, 3, 2};

/* "LINE:code/label/aliases;" for each row. */
static enum c5_status note_row(void *context, const char *file, size_t line,
			       const char *const *cells, struct c5_error *err)
{
	struct buffer *out = context;

	(void)err;
	assert_string_equal(file, "sectors.csv");
	buffer_printf(out, "%zu:%s/%s/%s;", line, cells[0], cells[1], cells[2]);
	return C5_OK;
}

static void test_rows(void **state)
{
	static const char *const table[][2] = {
		{"code,label,aliases\na,Acute,x|y\n", "2:a/Acute/x|y;"},
		{"aliases,code,label\nx|y,a,Acute\n", "2:a/Acute/x|y;"},
		{"code,label,aliases\n\na,  A\u00A0,\n\"b\",\"B, c\",z",
		 "3:a/A/;4:b/B, c/z;"},
		{"code,label,aliases\na,\"A\nB\",\nc,C,\n", "2:a/A B/;4:c/C/;"},
		{"code,label,aliases\n", ""},
		{"\xEF\xBB\xBF"
		 "code;label;aliases\r\na;A;b\r\n",
		 "2:a/A/b;"},
	};
	struct buffer out = BUFFER_INIT;
	struct c5_error err;

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		buffer_cut(&out, 0);
		assert_int_equal(
			read_text(table[i][0], &shape, note_row, &out, &err),
			C5_OK);
		assert_string_equal(out.text, table[i][1]);
	}
	buffer_release(&out);
}

static void test_refusals(void **state)
{
	static const struct {
		const char *text;
		size_t line;
		const char *says;
	} table[] = {
		{"", 0, "the file is empty"},
		{"code,label\na,A\n", 1, "one column 'aliases'"},
		{"code,label,aliases,code\n", 1, "one column 'code'"},
		{"code,label,aliases,more\n", 1, "4 columns and the table 3"},
		{"Code,label,aliases\n", 1, "one column 'code'"},
		{"code,label,aliases\na,A\n", 2, "2 cells and the header 3"},
		{"code,label,aliases\n\na,A,b,c\n", 3,
		 "4 cells and the header 3"},
		{"code,label,aliases\na,A,\n ,B,\n", 3, "'code' is empty"},
		{"code,label,aliases\na,\u00A0,x\n", 2, "'label' is empty"},
		{"code,label,aliases\na,\"A\n", 2, "a quote opens here"},
	};
	struct buffer out = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct c5_error err = {0};

		assert_int_equal(
			read_text(table[i].text, &shape, note_row, &out, &err),
			C5_DATA);
		assert_string_equal(err.file, "sectors.csv");
		assert_int_equal(err.line, table[i].line);
		assert_non_null(strstr(err.text, table[i].says));
	}
	buffer_release(&out);
}

static enum c5_status refuse_row(void *context, const char *file, size_t line,
				 const char *const *cells, struct c5_error *err)
{
	size_t *calls = context;

	(void)cells;
	++*calls;
	return error_at(err, C5_NO, file, line, "enough");
}

/* What the caller says of a row ends it. */
static void test_caller_refuses(void **state)
{
	static const char text[] = "code,label,aliases\na,A,\nb,B,\n";
	struct c5_error err;
	size_t calls = 0;

	(void)state;
	assert_int_equal(read_text(text, &shape, refuse_row, &calls, &err),
			 C5_NO);
	assert_int_equal(calls, 1);
	assert_int_equal(err.line, 2);
}

static enum c5_status note_value(void *context, const char *value,
				 struct c5_error *err)
{
	buffer_printf(context, "<%s>", value);
	return strcmp(value, "stop") == 0 ? error_set(err, C5_NO, "stopped")
					  : C5_OK;
}

static void test_list(void **state)
{
	static const struct {
		const char *cell, *values;
		enum c5_status status;
	} table[] = {
		{"", "", C5_OK},
		{"a", "<a>", C5_OK},
		{"a|b c|d", "<a><b c><d>", C5_OK},
		{" a | |b||", "<a><b>", C5_OK},
		{"|", "", C5_OK},
		{"a|stop|b", "<a><stop>", C5_NO},
	};
	struct buffer out = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		buffer_cut(&out, 0);
		assert_int_equal(
			reference_list(table[i].cell, note_value, &out, NULL),
			table[i].status);
		assert_string_equal(out.text, table[i].values);
	}
	buffer_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_caller_refuses),
		cmocka_unit_test(test_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
