/* form.h: when a row was completed, and the order of day and month. */
#include "prelude.h"

#include <stdio.h>
#include <string.h>

#include "connect5/buffer.h"
#include "sheet.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static void read_dates(struct sheet *sheet, const char *header,
		       const char *const dates[], size_t n)
{
	struct buffer csv = BUFFER_INIT;

	buffer_printf(&csv, "email,name,sector,%s\n", header);
	for (size_t i = 0; i < n && dates[i]; i++)
		buffer_printf(&csv, "a%zu@x.org,Ann,GP,\"%s\"\n", i, dates[i]);
	sheet_read(sheet, csv.text, csv.length, false);
	assert_non_null(sheet->form);
	buffer_release(&csv);
}

/* Each alone in its file, so that it must decide for itself. */
static void test_forms_of_dates(void **state)
{
	static const char *const table[][2] = {
		{"2026-12-01T09:30:00Z", "2026-12-01T09:30:00Z"},
		{"2026-11-24 14:49:27+00:00", "2026-11-24T14:49:27Z"},
		{"2026-12-01", "2026-12-01T00:00:00Z"},
		{"2026-7-1 9:05", "2026-07-01T08:05:00Z"},
		{"11/24/26 9:04:10", "2026-11-24T09:04:10Z"},
		{"8/20/25 12:51:45", "2025-08-20T11:51:45Z"},
		{"1/17/2024 15:46:37", "2024-01-17T15:46:37Z"},
		{"17/01/2024 15:46:37", "2024-01-17T15:46:37Z"},
		{"17.01.2024 15:46", "2024-01-17T15:46:00Z"},
		{"17-01-2024", "2024-01-17T00:00:00Z"},
		{"24/11/2026, 09:15", "2026-11-24T09:15:00Z"},
		{"2026/09/27 3:00:00 PM GMT+3", "2026-09-27T12:00:00Z"},
		{"2026/11/24 9:15:00 AM GMT", "2026-11-24T09:15:00Z"},
		{"2026/07/24 3:00:00 PM GMT+1", "2026-07-24T14:00:00Z"},
		{"2026/07/24 3:00:00 pm BST", "2026-07-24T14:00:00Z"},
		{"2026/07/24 12:30 AM UTC", "2026-07-24T00:30:00Z"},
		{"2026/07/24 12:30 p.m. UTC", "2026-07-24T12:30:00Z"},
		{"2026/11/24 09:15:00 UTC-05:30", "2026-11-24T14:45:00Z"},
		{"2026/11/24 09:15:00 +0530", "2026-11-24T03:45:00Z"},
		{"24 Nov 2026 09:15", "2026-11-24T09:15:00Z"},
		{"24-nov-26", "2026-11-24T00:00:00Z"},
		{"November 24, 2026 9:15 AM", "2026-11-24T09:15:00Z"},
		{"Sept 3, 2026", "2026-09-02T23:00:00Z"},
		{"11/24/2026 09:15:00.250", "2026-11-24T09:15:00Z"},
		{"29/2/2024", "2024-02-29T00:00:00Z"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sheet sheet;
		char text[MOMENT_TEXT];

		read_dates(&sheet, "Timestamp", table[i], 1);
		assert_int_equal(sheet.rows[0].status, C5_OK);
		const struct answer *answer = &sheet.rows[0].answer;
		if (!answer->timed)
			fail_msg("'%s': %s", table[i][0], answer->notes);
		moment_format(text, answer->completed);
		if (strcmp(text, table[i][1]) != 0)
			fail_msg("'%s' gives %s", table[i][0], text);
		sheet_forget(&sheet);
	}
}

/* Nothing is refused for these: the answer counts as one without a time. */
static void test_no_dates(void **state)
{
	static const char *const table[] = {
		"yesterday",
		"24/13/2026",
		"31/11/2026",
		"29/2/2026",
		"2026-13-01",
		"24/11",
		"24/11/1926",
		"24/11/126",
		"20 7946 0000",
		"45987.38",
		"24/11/2026 25:00",
		"24/11/2026 9",
		"24/11/2026 x",
		"24/11/2026 13:00 PM",
		"24/11/2026 0:30 AM",
		"24/11/2026 9:00 GMT+15",
		"24/11/2026 9:00 MSK",
		"Nov 24",
		"Nov Nov 2026",
		"24 Nov Nov",
		"2026 Nov",
		"May",
		"24/Novembre/2026",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sheet sheet;
		char expected[200];

		read_dates(&sheet, "Timestamp", &table[i], 1);
		snprintf(expected, sizeof(expected),
			 "'Timestamp' says '%s', which is no date", table[i]);
		assert_int_equal(sheet.rows[0].status, C5_OK);
		if (sheet.rows[0].answer.timed)
			fail_msg("'%s' is a date", table[i]);
		assert_int_equal(sheet.rows[0].answer.completed, 0);
		assert_non_null(strstr(sheet.rows[0].answer.notes, expected));
		assert_string_equal(sheet.note, "");
		sheet_forget(&sheet);
	}
}

/* What the whole file tells about the order; '-' for a refused row. */
static void test_order(void **state)
{
	static const struct {
		const char *header, *dates[4], *first, *note;
	} table[] = {
		{"Timestamp",
		 {"1/12/2026", "24/11/2026"},
		 "2026-12-01",
		 "dates read as day/month/year, as '24/11/2026' shows"},
		{"Timestamp",
		 {"1/12/2026", "11/24/2026"},
		 "2026-01-12",
		 "dates read as month/day/year, as '11/24/2026' shows"},
		{"Timestamp",
		 {"1/12/2026"},
		 "2026-12-01",
		 "dates read as day/month/year: no date in the file tells"},
		{"Start time,Completion time",
		 {"x\",\"1/12/2026"},
		 "2026-01-12",
		 "dates read as month/day/year, as Microsoft Forms writes "
		 "them: no date in the file tells"},
		{"Start time,Completion time",
		 {"x\",\"1/12/2026", "x\",\"13/12/2026"},
		 "2026-12-01",
		 "dates read as day/month/year, as '13/12/2026' shows"},
		{"Timestamp", {"11/11/2026"}, "2026-11-11", ""},
		{"Timestamp", {"2026-12-01", "1 Dec 2026"}, "2026-12-01", ""},
		{"Timestamp", {"", ""}, "", ""},
		/* contradictory: the larger part decides, the rest is refused
		 */
		{"Timestamp",
		 {"1/12/2026", "24/11/2026", "25/11/2026", "11/26/2026"},
		 "2026-12-01",
		 "dates contradict each other ('24/11/2026' begins with the "
		 "day, '11/26/2026' with the month): read as day/month/year, "
		 "and rows that do not fit are refused"},
		{"Timestamp",
		 {"11/26/2026", "24/11/2026", "25/11/2026"},
		 "-",
		 "dates contradict each other"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sheet sheet;
		char text[MOMENT_TEXT] = "-";

		read_dates(&sheet, table[i].header, table[i].dates, 4);
		const struct sheet_row *row = &sheet.rows[0];
		if (row->status == C5_OK)
			moment_format(text, row->answer.completed);
		if (row->status == C5_OK && !row->answer.timed)
			text[0] = '\0';
		assert_memory_equal(text, table[i].first,
				    strlen(table[i].first));
		if (strncmp(sheet.note, table[i].note, strlen(table[i].note)) !=
		    0)
			fail_msg("%zu: %s", i, sheet.note);
		sheet_forget(&sheet);
	}
}

static void test_contradiction_is_refused(void **state)
{
	static const char *const dates[] = {"24/11/2026", "25/11/2026",
					    "11/26/2026"};
	struct sheet sheet;

	(void)state;
	read_dates(&sheet, "Timestamp", dates, 3);
	assert_int_equal(sheet.rows[1].status, C5_OK);
	assert_int_equal(sheet.rows[2].status, C5_DATA);
	assert_string_equal(sheet.rows[2].refusal.column, "Timestamp");
	assert_string_equal(sheet.rows[2].refusal.reason,
			    "'11/26/2026' is no date in day/month/year, as "
			    "others in this file are: write it as "
			    "YYYY-MM-DD");
	sheet_forget(&sheet);
}

/* Of several columns, the first that is a date; none is no matter. */
static void test_columns(void **state)
{
	struct sheet sheet;

	(void)state;
	sheet_parse(&sheet, "email,name,sector,Timestamp,Submission date\n"
			    "a@x.org,Ann,GP,,24/11/2026\n"
			    "b@x.org,Bob,GP,soon,2026-11-25\n"
			    "c@x.org,Cy,GP,,\n"
			    "d@x.org,Di,GP\n");
	assert_true(sheet.rows[0].answer.timed);
	assert_true(sheet.rows[1].answer.timed);
	assert_string_equal(sheet.rows[1].answer.notes, "");
	assert_false(sheet.rows[2].answer.timed);
	assert_string_equal(sheet.rows[2].answer.notes, "");
	assert_false(sheet.rows[3].answer.timed);
	sheet_forget(&sheet);
	sheet_parse(&sheet, "email,name,sector\na@x.org,Ann,GP\n");
	assert_false(sheet.rows[0].answer.timed);
	sheet_forget(&sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms_of_dates),
		cmocka_unit_test(test_no_dates),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_contradiction_is_refused),
		cmocka_unit_test(test_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
