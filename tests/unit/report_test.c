/* The month that a report is about, and the columns of a form of reports. */
#include "prelude.h"

#include <string.h>

#include "connect5/report.h"
#include "sheet.h"

#define DECEMBER (2026 * 12 + 11)

static const struct {
	const char *text;
	struct report_month month;
} months[] = {
	{"2026-12", {DECEMBER, 0, 0}},
	{"2026/12", {DECEMBER, 0, 0}},
	{"12/2026", {DECEMBER, 0, 0}},
	{"December 2026", {DECEMBER, 0, 0}},
	{"Dec-26", {DECEMBER, 0, 0}},
	{"2026 dec", {DECEMBER, 0, 0}},
	{"2026-12-01", {DECEMBER, 0, 0}},
	{"24/12/2026", {DECEMBER, 0, 0}},
	{"12/24/2026", {DECEMBER, 0, 0}},
	{"1 Dec 2026", {DECEMBER, 0, 0}},
	{"2026-12-01 00:00:00", {DECEMBER, 0, 0}},
	{"December", {MONTH_NONE, 0, 12}},
	{"may", {MONTH_NONE, 0, 5}},
	{"Sept", {MONTH_NONE, 0, 9}},
	{"3", {MONTH_NONE, 3, 0}},
	{"Round 3", {MONTH_NONE, 3, 0}},
	{"conversation #2", {MONTH_NONE, 2, 0}},
	{"120", {MONTH_NONE, 120, 0}},
};

static const char *const no_months[] = {
	"",
	"soon",
	"01/12/2026",
	"0",
	"121",
	"2026",
	"Round",
	"Decem ber",
	"2026-13",
	"round 2026",
	"December 5",
	"-",
	"Round 1 and 2",
	"12/13",
	"Deception",
	"next",
	"2026 12 x",
	"1 December",
	"99999999999999999999",
};

static void test_months(void **state)
{
	struct report_month month;

	(void)state;
	for (size_t i = 0; i < sizeof(months) / sizeof(*months); i++)
		if (!report_month_read(&month, months[i].text) ||
		    month.month != months[i].month.month ||
		    month.ordinal != months[i].month.ordinal ||
		    month.of_year != months[i].month.of_year)
			fail_msg("'%s' is %d, %d, %d", months[i].text,
				 month.month, month.ordinal, month.of_year);
	for (size_t i = 0; i < sizeof(no_months) / sizeof(*no_months); i++)
		if (report_month_read(&month, no_months[i]))
			fail_msg("'%s' is %d, %d, %d", no_months[i],
				 month.month, month.ordinal, month.of_year);
}

/* Headers of forms, with an address and a month that are found anyway. */
static const struct {
	const char *header;
	enum field field;
} headers[] = {
	{"Did you meet?", FIELD_MET},
	{"Did you manage to meet your partner this month?", FIELD_MET},
	{"Have you met?", FIELD_MET},
	{"Outcome", FIELD_MET},
	{"Which month is this about?", FIELD_MONTH},
	{"Round", FIELD_MONTH},
	{"Completion time", FIELD_COMPLETED},
	{"When did you meet?", FIELD_DROP},
	{"If you did not meet, why was that?", FIELD_DROP},
	{"What is your organisation?", FIELD_COUNT},
	{"Which part of the system did they come from?", FIELD_COUNT},
	{"What did you learn?", FIELD_COUNT},
};

static void test_headers(void **state)
{
	struct vocabulary *vocabulary = sheet_vocabulary();

	(void)state;
	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++) {
		const char *cells[] = {"Email", "Month", "Met",
				       headers[i].header};
		struct row row = {1, 4, cells};
		struct form *form;

		assert_int_equal(form_new_reports(&form, "in.csv", &row,
						  vocabulary, NULL),
				 C5_OK);
		if (form_field(form, 3) != headers[i].field)
			fail_msg("'%s' is %d", headers[i].header,
				 (int)form_field(form, 3));
		form_free(form);
	}
}

/* In an expression of interest they are questions that nobody knows. */
static void test_interest(void **state)
{
	static const char csv[] =
		"Email,Name,Sector,Month,Did you meet anybody?,Met\n"
		"a@x.org,Ann,GP,May,no,no\n";
	struct sheet sheet;

	(void)state;
	sheet_parse(&sheet, csv);
	for (size_t c = 3; c < 6; c++)
		assert_int_equal(form_field(sheet.form, c), FIELD_COUNT);
	sheet_forget(&sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_headers),
		cmocka_unit_test(test_interest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
