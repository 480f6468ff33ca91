#include "connect5/month.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *const names[12] = {
	"January", "February", "March",	    "April",   "May",	   "June",
	"July",	   "August",   "September", "October", "November", "December",
};

/* Exactly `count` digits; -1: something else. */
static int digits(const char *text, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

bool month_parse(month_t *out, const char *text)
{
	int year = digits(text, 4);

	*out = MONTH_NONE;
	if (year < 1900 || text[4] != '-')
		return false;
	int month = digits(text + 5, 2);
	if (month < 1 || month > 12 || text[7])
		return false;
	*out = year * 12 + month - 1;
	return true;
}

char *month_format(char *out, month_t month)
{
	snprintf(out, MONTH_TEXT, "%04u-%02u", (unsigned)(month / 12) % 10000u,
		 (unsigned)(month % 12 + 1) % 100u);
	return out;
}

const char *month_name(month_t month)
{
	return names[month % 12];
}

int month_year(month_t month)
{
	return month / 12;
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int year, int month)
{
	static const int days[12] = {31, 28, 31, 30, 31, 30,
				     31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days from 1970-01-01 on to a date. timegm() would do, at many times the cost:
 * an import asks for two moments a row. */
static int64_t days_to(int year, int month, int day)
{
	static const int before[12] = {0,   31,	 59,  90,  120, 151,
				       181, 212, 243, 273, 304, 334};
	int past = year - 1; /* the last whole year */
	int64_t days = (int64_t)past * 365 + past / 4 - past / 100 + past / 400;

	days += before[month - 1] + (month > 2 && is_leap(year)) + day - 1;
	return days - 719162; /* of the years 1 to 1969 */
}

bool moment_from_civil(int64_t *out, const struct civil *c)
{
	*out = 0;
	if (c->year < 1900 || c->year > 9999 || c->month < 1 || c->month > 12)
		return false;
	if (c->day < 1 || c->day > days_in(c->year, c->month))
		return false;
	if (c->hour < 0 || c->hour > 23 || c->minute < 0 || c->minute > 59 ||
	    c->second < 0 || c->second > 59)
		return false;
	int64_t hours = days_to(c->year, c->month, c->day) * 24 + c->hour;
	*out = (hours * 60 + c->minute) * 60 + c->second;
	return true;
}

struct civil moment_utc(int64_t moment)
{
	time_t time = (time_t)moment;
	struct tm tm = {0};

	gmtime_r(&time, &tm);
	return (struct civil){
		.year = tm.tm_year + 1900,
		.month = tm.tm_mon + 1,
		.day = tm.tm_mday,
		.hour = tm.tm_hour,
		.minute = tm.tm_min,
		.second = tm.tm_sec,
	};
}

/* 01:00 UTC on the last Sunday of a month of 31 days. */
static int64_t last_sunday(int year, int month)
{
	int64_t day = days_to(year, month, 31);
	/* 1970-01-01 was a Thursday: day 3 of 1970 was the first Sunday. */
	int64_t weekday = (day + 4) % 7;

	return (day - weekday) * 86400 + 3600;
}

/*
 * British Summer Time runs from the last Sunday in March to the last Sunday in
 * October, 01:00 UTC (The Summer Time Order 2002). Computed, not asked of the
 * system: a bare machine has no zone files, and TZ belongs to the whole
 * process.
 */
static bool is_summer(int64_t moment, int year)
{
	return moment >= last_sunday(year, 3) && moment < last_sunday(year, 10);
}

/* Seconds that London's clocks are ahead of UTC. */
static int64_t london_offset(int64_t moment)
{
	return is_summer(moment, moment_utc(moment).year) ? 3600 : 0;
}

bool moment_from_london(int64_t *out, const struct civil *civil)
{
	if (!moment_from_civil(out, civil))
		return false;
	/* The hour that occurs twice is taken as the first, summer's. An hour
	 * before the new year is as much of winter as the one after. */
	if (is_summer(*out - 3600, civil->year))
		*out -= 3600;
	return true;
}

struct civil moment_london(int64_t moment)
{
	return moment_utc(moment + london_offset(moment));
}

month_t moment_month(int64_t moment)
{
	struct civil civil = moment_london(moment);

	return civil.year * 12 + civil.month - 1;
}

int moment_day(int64_t moment)
{
	return moment_london(moment).day;
}

/* "T09:30" or " 09:30:00.5"; *rest is what follows. */
static bool parse_clock(struct civil *civil, const char *text,
			const char **rest)
{
	if (*text != 'T' && *text != ' ')
		return false;
	civil->hour = digits(text + 1, 2);
	if (civil->hour < 0 || text[3] != ':')
		return false;
	civil->minute = digits(text + 4, 2);
	if (civil->minute < 0)
		return false;
	*rest = text + 6;
	if (text[6] != ':')
		return true;
	civil->second = digits(text + 7, 2);
	*rest = text + 9;
	if (civil->second >= 0 && **rest == '.')
		*rest += 1 + strspn(*rest + 1, "0123456789");
	return civil->second >= 0;
}

/* "", "Z" or "+01:00" (also "+0100", "+01"): seconds ahead of UTC. */
static bool parse_zone(const char *text, bool *local, int64_t *offset)
{
	*local = *text == '\0';
	*offset = 0;
	if (*local || strcmp(text, "Z") == 0)
		return true;
	if (*text != '+' && *text != '-')
		return false;
	int hours = digits(text + 1, 2), minutes = 0;
	if (hours < 0)
		return false;
	const char *rest = text + 3 + (text[3] == ':');
	if (*rest) {
		minutes = digits(rest, 2);
		if (minutes < 0 || rest[2])
			return false;
	}
	if (hours > 14 || minutes > 59)
		return false;
	*offset = (int64_t)(*text == '-' ? -60 : 60) * (hours * 60 + minutes);
	return true;
}

bool moment_parse(int64_t *out, const char *text)
{
	struct civil civil = {.year = digits(text, 4)};
	const char *rest;
	bool local = true;
	int64_t offset = 0;

	*out = 0;
	if (civil.year < 0 || text[4] != '-')
		return false;
	civil.month = digits(text + 5, 2);
	if (civil.month < 0 || text[7] != '-')
		return false;
	civil.day = digits(text + 8, 2);
	if (civil.day < 0)
		return false;
	rest = text + 10;
	if (*rest && !(parse_clock(&civil, rest, &rest) &&
		       parse_zone(rest, &local, &offset)))
		return false;
	if (local)
		return moment_from_london(out, &civil);
	if (!moment_from_civil(out, &civil))
		return false;
	*out -= offset;
	return true;
}

char *moment_format(char *out, int64_t moment)
{
	struct civil c = moment_utc(moment);

	snprintf(out, MOMENT_TEXT, "%04u-%02u-%02uT%02u:%02u:%02uZ",
		 (unsigned)c.year % 10000u, (unsigned)c.month % 100u,
		 (unsigned)c.day % 100u, (unsigned)c.hour % 100u,
		 (unsigned)c.minute % 100u, (unsigned)c.second % 100u);
	return out;
}
