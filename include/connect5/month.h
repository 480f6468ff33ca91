/*
 * Months and moments.
 *
 * A month is the number of months since year 0 (2026-12 is 2026 * 12 + 11), so
 * that the next one is month + 1. A moment is seconds since 1970 in UTC; it is
 * always an argument, never read from the clock in the library. "This month"
 * is Europe/London's.
 */
#ifndef CONNECT5_MONTH_H
#define CONNECT5_MONTH_H

#include <stdbool.h>
#include <stdint.h>

typedef int32_t month_t;
#define MONTH_NONE INT32_MIN
#define MONTH_TEXT 8   /* "YYYY-MM" and NUL */
#define MOMENT_TEXT 21 /* "YYYY-MM-DDTHH:MM:SSZ" and NUL */

/* The month of "YYYY-MM" (year 1900 to 9999); false: it is not one. */
bool month_parse(month_t *out, const char *text);

/* "2026-12" into out[MONTH_TEXT]; returns out. */
char *month_format(char *out, month_t month);

/* "December 2026": the English name (static) and the year. */
const char *month_name(month_t month);
int month_year(month_t month);

/* Calendar date and wall time, as people write them. */
struct civil {
	int year, month, day; /* month 1..12, day 1..31 */
	int hour, minute, second;
};

/* Seconds since 1970 of a wall time in UTC; false: there is no such date. */
bool moment_from_civil(int64_t *out, const struct civil *civil);

/* The same, the wall time being Europe/London's (summer time as by law). */
bool moment_from_london(int64_t *out, const struct civil *civil);

/* What the clock on the wall says in London, or in UTC. */
struct civil moment_london(int64_t moment);
struct civil moment_utc(int64_t moment);

/* The month that it is in London. */
month_t moment_month(int64_t moment);
/* The day of that month, 1..31. */
int moment_day(int64_t moment);

/*
 * ISO 8601: "2026-12-01", "2026-12-01T09:30[:00][Z|+01:00]", 'T' or a blank.
 * Without a zone the wall time is London's. False: it is not one.
 */
bool moment_parse(int64_t *out, const char *text);

/* "2026-12-01T09:30:00Z" into out[MOMENT_TEXT]; returns out. */
char *moment_format(char *out, int64_t moment);

#endif
