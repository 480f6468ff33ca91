/* month.h: months, moments, and London's clock. */
#include "prelude.h"

#include <string.h>

#include "connect5/month.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static void test_months(void **state)
{
	static const char *const bad[] = {
		"",	   "2026",    "2026-",	 "2026-1",   "2026-00",
		"2026-13", "2026/12", "26-12",	 "2026-12 ", "2026-012",
		"1899-12", " 2026-1", "2026-1a", "-2026-12", "next"};
	char text[MONTH_TEXT];
	month_t month;

	(void)state;
	assert_true(month_parse(&month, "2026-12"));
	assert_int_equal(month, 2026 * 12 + 11);
	assert_string_equal(month_format(text, month), "2026-12");
	assert_string_equal(month_format(text, month + 1), "2027-01");
	assert_string_equal(month_name(month), "December");
	assert_string_equal(month_name(month + 1), "January");
	assert_int_equal(month_year(month + 1), 2027);
	for (size_t i = 0; i < COUNT(bad); i++) {
		assert_false(month_parse(&month, bad[i]));
		assert_int_equal(month, MONTH_NONE);
	}
}

static void test_civil(void **state)
{
	static const struct {
		struct civil civil;
		int64_t moment; /* -1: there is no such time */
	} table[] = {
		{{1970, 1, 1, 0, 0, 0}, 0},
		{{2026, 12, 1, 9, 30, 0}, 1796117400},
		{{2024, 2, 29, 0, 0, 0}, 1709164800}, /* leap */
		{{2026, 2, 29, 0, 0, 0}, -1},
		{{2000, 2, 29, 23, 59, 59}, 951868799}, /* by 400 */
		{{1900, 2, 29, 0, 0, 0}, -1},		/* by 100 */
		{{2026, 4, 31, 0, 0, 0}, -1},
		{{2026, 0, 1, 0, 0, 0}, -1},
		{{2026, 13, 1, 0, 0, 0}, -1},
		{{2026, 1, 0, 0, 0, 0}, -1},
		{{2026, 1, 1, 24, 0, 0}, -1},
		{{2026, 1, 1, 0, 60, 0}, -1},
		{{2026, 1, 1, 0, 0, 60}, -1},
		{{1899, 1, 1, 0, 0, 0}, -1},
		{{10000, 1, 1, 0, 0, 0}, -1},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		int64_t moment;
		bool good = moment_from_civil(&moment, &table[i].civil);

		assert_int_equal(good, table[i].moment != -1);
		if (!good)
			continue;
		assert_int_equal(moment, table[i].moment);
		struct civil back = moment_utc(moment);
		assert_memory_equal(&back, &table[i].civil, sizeof(back));
	}
}

/* Every day that a date may name, and the system's calendar agrees. */
static void test_every_day(void **state)
{
	struct civil first = {.year = 1900, .month = 1, .day = 1};
	struct civil last = {.year = 9999, .month = 12, .day = 31};
	int64_t from, to, again;

	(void)state;
	assert_true(moment_from_civil(&from, &first));
	assert_true(moment_from_civil(&to, &last));
	for (int64_t at = from; at <= to; at += 86400) {
		struct civil day = moment_utc(at);

		if (!moment_from_civil(&again, &day) || again != at)
			fail_msg("%d-%02d-%02d", day.year, day.month, day.day);
	}
}

/* Summer time begins and ends at 01:00 UTC on the last Sunday. */
static void test_london(void **state)
{
	static const struct {
		const char *utc;
		int month, day, hour, minute;
	} table[] = {
		{"2026-03-29T00:59:00Z", 3, 29, 0, 59},
		{"2026-03-29T01:00:00Z", 3, 29, 2, 0},
		{"2026-10-25T00:59:00Z", 10, 25, 1, 59},
		{"2026-10-25T01:00:00Z", 10, 25, 1, 0},
		{"2027-03-28T01:00:00Z", 3, 28, 2, 0},
		{"2027-10-31T00:30:00Z", 10, 31, 1, 30},
		{"2026-12-31T23:30:00Z", 12, 31, 23, 30},
		{"2026-05-31T23:30:00Z", 6, 1, 0, 30},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		int64_t moment;

		assert_true(moment_parse(&moment, table[i].utc));
		struct civil wall = moment_london(moment);
		assert_int_equal(wall.month, table[i].month);
		assert_int_equal(wall.day, table[i].day);
		assert_int_equal(wall.hour, table[i].hour);
		assert_int_equal(wall.minute, table[i].minute);
		assert_int_equal(moment_day(moment), table[i].day);
		assert_int_equal(moment_month(moment) % 12 + 1, table[i].month);
	}
}

/* Every wall time of a year but the hour that does not exist comes back. */
static void test_london_and_back(void **state)
{
	int64_t start, again;

	(void)state;
	assert_true(moment_parse(&start, "2026-01-01T00:00:00Z"));
	for (int64_t at = start; at < start + INT64_C(366) * 86400;
	     at += 1800) {
		struct civil wall = moment_london(at);

		assert_true(moment_from_london(&again, &wall));
		/* The hour that occurs twice is taken as the first. */
		assert_true(again == at || again == at - 3600);
		struct civil same = moment_london(again);
		assert_memory_equal(&same, &wall, sizeof(wall));
	}
}

static void test_parse(void **state)
{
	static const char *const table[][2] = {
		{"2026-12-01", "2026-12-01T00:00:00Z"},
		{"2026-06-01", "2026-05-31T23:00:00Z"},
		{"2026-12-01T09:30", "2026-12-01T09:30:00Z"},
		{"2026-12-01 09:30:05", "2026-12-01T09:30:05Z"},
		{"2026-07-01T09:30:05", "2026-07-01T08:30:05Z"},
		{"2026-07-01T09:30:05Z", "2026-07-01T09:30:05Z"},
		{"2026-07-01T09:30:05.123Z", "2026-07-01T09:30:05Z"},
		{"2026-12-01T09:30:00+01:00", "2026-12-01T08:30:00Z"},
		{"2026-12-01T09:30:00-0530", "2026-12-01T15:00:00Z"},
		{"2026-12-01T09:30:00+01", "2026-12-01T08:30:00Z"},
		{"2026-11-24 14:49:27+00:00", "2026-11-24T14:49:27Z"},
		/* the hour that occurs twice: summer's */
		{"2026-10-25T01:30:00", "2026-10-25T00:30:00Z"},
	};
	char text[MOMENT_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		int64_t moment;

		assert_true(moment_parse(&moment, table[i][0]));
		assert_string_equal(moment_format(text, moment), table[i][1]);
	}
}

static void test_parse_refuses(void **state)
{
	static const char *const table[] = {
		"",
		"2026",
		"2026-12",
		"2026-12-",
		"2026-12-1",
		"2026-02-30",
		"2026-12-01T",
		"2026-12-01T9:30",
		"2026-12-01T09",
		"2026-12-01T09:3",
		"2026-12-01T09:30:",
		"2026-12-01T25:00",
		"2026-12-01T09:30z",
		"2026-12-01T09:30+",
		"2026-12-01T09:30+1",
		"2026-12-01T09:30+15:00",
		"2026-12-01T09:30+01:60",
		"2026-12-01T09:30+01:00 ",
		"2026-12-01 ",
		"01/12/2026",
		"tomorrow",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		int64_t moment = 99;

		assert_false(moment_parse(&moment, table[i]));
		assert_int_equal(moment, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_civil),
		cmocka_unit_test(test_every_day),
		cmocka_unit_test(test_london),
		cmocka_unit_test(test_london_and_back),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_parse_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
