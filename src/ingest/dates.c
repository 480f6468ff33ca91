/*
 * Dates as forms and spreadsheets write them: three parts, numbers or the name
 * of a month, and perhaps a time of day and a zone.
 *
 *	11/24/26 9:04:10
 *	24/11/2026 09:15
 *	2026/09/27 3:00:00 PM GMT+3
 *	24 Nov 2026, 9:15 am
 *	2026-11-24 14:49:27+00:00
 *
 * Which of two numbers is the month is not told here: by the whole file.
 */
#include "ingest/form_internal.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

struct part {
	int value;
	size_t digits; /* 0: the name of a month */
};

struct date {
	struct part parts[3];
	int hour, minute, second;
	bool zoned;
	int64_t offset; /* seconds ahead of UTC */
};

/* Up to four digits; more are no number of a date. */
static bool take_number(const char **at, struct part *out)
{
	*out = (struct part){0};
	for (; isdigit((unsigned char)**at); ++*at) {
		out->value = out->value * 10 + (**at - '0');
		if (++out->digits > 4)
			return false;
	}
	return out->digits > 0;
}

int date_month_named(const char *word, size_t length)
{
	static const char *const names[] = {
		"january",   "february", "march",    "april",
		"may",	     "june",	 "july",     "august",
		"september", "october",	 "november", "december",
	};

	for (int i = 0; length >= 3 && i < 12; i++)
		if (length <= strlen(names[i]) &&
		    strncasecmp(word, names[i], length) == 0)
			return i + 1;
	return 0;
}

static bool take_month(const char **at, struct part *out)
{
	size_t length = 0;

	while (isalpha((unsigned char)(*at)[length]))
		length++;
	*out = (struct part){date_month_named(*at, length), 0};
	*at += out->value ? length : 0;
	return out->value != 0;
}

static bool take_parts(const char **at, struct date *date)
{
	for (int i = 0; i < 3; i++) {
		size_t gap = i ? strspn(*at, "/.-, ") : 0;

		*at += gap;
		if (i && !gap)
			return false;
		if (!take_number(at, &date->parts[i]) &&
		    !take_month(at, &date->parts[i]))
			return false;
	}
	return true;
}

/* "AM", "pm", "a.m.": 12 AM is midnight. */
static bool take_half(const char **at, struct date *date)
{
	const char *from = *at + strspn(*at, " ");
	bool afternoon = tolower((unsigned char)*from) == 'p';

	if (!*from || !strchr("aApP", *from))
		return true;
	from += 1 + (from[1] == '.');
	if (tolower((unsigned char)*from) != 'm')
		return true;
	from += 1 + (from[1] == '.');
	if (date->hour < 1 || date->hour > 12)
		return false;
	date->hour = date->hour % 12 + (afternoon ? 12 : 0);
	*at = from;
	return true;
}

static bool take_clock(const char **at, struct date *date)
{
	struct part hour, minute, second = {0};

	if (!take_number(at, &hour) || *(*at)++ != ':' ||
	    !take_number(at, &minute))
		return false;
	if (**at == ':') {
		++*at;
		if (!take_number(at, &second))
			return false;
		if (**at == '.')
			*at += 1 + strspn(*at + 1, "0123456789");
	}
	date->hour = hour.value;
	date->minute = minute.value;
	date->second = second.value;
	return take_half(at, date);
}

/* "+1", "+01:00", "-0530" */
static bool take_offset(const char **at, struct date *date)
{
	int64_t unit = **at == '-' ? -60 : 60;
	struct part hours, minutes = {0};

	++*at;
	if (!take_number(at, &hours))
		return false;
	if (hours.digits > 2) {
		minutes.value = hours.value % 100;
		hours.value /= 100;
	} else if (**at == ':') {
		++*at;
		if (!take_number(at, &minutes))
			return false;
	}
	if (hours.value > 14 || minutes.value > 59)
		return false;
	date->offset = unit * (hours.value * 60 + minutes.value);
	return true;
}

/* "GMT+3", "UTC", "Z", "BST", "+01:00", or nothing: London's wall time. */
static bool take_zone(const char **at, struct date *date)
{
	static const struct {
		const char *name;
		int64_t offset;
	} zones[] = {{"GMT", 0}, {"UTC", 0}, {"Z", 0}, {"BST", 3600}};

	*at += strspn(*at, " ");
	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++) {
		size_t length = strlen(zones[i].name);

		if (strncasecmp(*at, zones[i].name, length) != 0)
			continue;
		*at += length;
		date->zoned = true;
		date->offset = zones[i].offset;
		break;
	}
	if (**at != '+' && **at != '-')
		return true;
	date->zoned = true;
	return take_offset(at, date);
}

static bool read_date(struct date *date, const char *text)
{
	const char *at = text + strspn(text, " ");

	*date = (struct date){0};
	if (!take_parts(&at, date))
		return false;
	const char *after = at + strspn(at, ", ");
	after += after == at && *after == 'T';
	if (after > at && isdigit((unsigned char)*after)) {
		at = after;
		if (!take_clock(&at, date) || !take_zone(&at, date))
			return false;
	}
	return at[strspn(at, " ")] == '\0';
}

/* Which part is the year, the month, the day. */
struct layout {
	int year, month, day;
};

static struct layout layout_of(const struct part *parts, enum date_order order)
{
	const struct layout year_first = {0, 1, 2}, day_first = {2, 1, 0};
	const struct layout month_first = {2, 0, 1};

	if (parts[0].digits == 4)
		return year_first;
	/* A month by its name stands where it stands. */
	if (!parts[0].digits)
		return month_first;
	if (!parts[1].digits)
		return day_first;
	return order == DATE_MONTH_FIRST ? month_first : day_first;
}

/* False: the parts make no date. */
static bool arrange(const struct date *date, enum date_order order,
		    struct civil *out)
{
	struct layout layout = layout_of(date->parts, order);
	const struct part *year = &date->parts[layout.year];
	const struct part *month = &date->parts[layout.month];
	const struct part *day = &date->parts[layout.day];

	if (year->digits != 4 && year->digits != 2)
		return false;
	if (!day->digits || day->digits > 2 || month->digits > 2)
		return false;
	*out = (struct civil){
		.year = year->value + (year->digits == 2 ? 2000 : 0),
		.month = month->value,
		.day = day->value,
		.hour = date->hour,
		.minute = date->minute,
		.second = date->second,
	};
	return out->year >= 2000 && out->year <= 2199;
}

/* The moment of a date under one order. */
static bool moment_of(int64_t *out, const struct date *date,
		      enum date_order order)
{
	struct civil civil;

	*out = 0;
	if (!arrange(date, order, &civil))
		return false;
	if (!date->zoned)
		return moment_from_london(out, &civil);
	if (!moment_from_civil(out, &civil))
		return false;
	*out -= date->offset;
	return true;
}

enum date_kind date_kind(const char *text)
{
	struct date date;
	int64_t by_day, by_month;

	if (!read_date(&date, text))
		return DATE_NONE;
	bool day_first = moment_of(&by_day, &date, DATE_DAY_FIRST);
	bool month_first = moment_of(&by_month, &date, DATE_MONTH_FIRST);
	if (day_first && month_first)
		return by_day == by_month ? DATE_CERTAIN : DATE_AMBIGUOUS;
	if (!day_first && !month_first)
		return DATE_NONE;
	return day_first ? DATE_BY_DAY : DATE_BY_MONTH;
}

bool date_parse(int64_t *out, const char *text, enum date_order order)
{
	struct date date;

	*out = 0;
	return read_date(&date, text) && moment_of(out, &date, order);
}
