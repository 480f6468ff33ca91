#include "connect5/calendar.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/text.h"

#define LONDON "Europe/London"

/*
 * RFC 5545, 3.6.5, by the law that month.c knows too: clocks change at 01:00
 * UTC on the last Sundays of March and of October. Since 1996: nobody invites
 * to an earlier year.
 */
static const char zone[] = "BEGIN:VTIMEZONE\r\n"
			   "TZID:" LONDON "\r\n"
			   "BEGIN:DAYLIGHT\r\n"
			   "DTSTART:19960331T010000\r\n"
			   "TZOFFSETFROM:+0000\r\n"
			   "TZOFFSETTO:+0100\r\n"
			   "TZNAME:BST\r\n"
			   "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
			   "END:DAYLIGHT\r\n"
			   "BEGIN:STANDARD\r\n"
			   "DTSTART:19961027T020000\r\n"
			   "TZOFFSETFROM:+0100\r\n"
			   "TZOFFSETTO:+0000\r\n"
			   "TZNAME:GMT\r\n"
			   "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
			   "END:STANDARD\r\n"
			   "END:VTIMEZONE\r\n";

/*
 * The day of the reminder: the second Tuesday, which leaves a week to find a
 * time and is no bank holiday in any year.
 */
static int reminder_day(month_t month)
{
	const struct civil first = {
		.year = month_year(month), .month = month % 12 + 1, .day = 1};
	int64_t moment = 0;

	moment_from_civil(&moment, &first);
	/* 1970-01-01 was a Thursday; Sunday is 0, Tuesday 2. */
	int weekday = (int)(((moment / 86400 + 4) % 7 + 7) % 7);

	return 8 + (9 - weekday) % 7;
}

/* A component that is being made: what fails is remembered. */
struct maker {
	icalcomponent *part;
	bool failed;
};

/* Takes the property. */
static void add(struct maker *maker, icalproperty *property)
{
	if (property)
		icalcomponent_add_property(maker->part, property);
	else
		maker->failed = true;
}

static void add_parameter(struct maker *maker, icalproperty *property,
			  icalparameter *parameter)
{
	if (property && parameter)
		icalproperty_add_parameter(property, parameter);
	else
		maker->failed = true;
}

/* RFC 6068, 2: what is not plain in an address goes in hexadecimal, so that a
 * '?' in it does not begin the headers of a message. */
static void put_mailto(struct buffer *out, const char *address)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789.+-_~!$'*@";

	buffer_puts(out, "mailto:");
	for (const char *at = address; *at; at++) {
		if (strchr(plain, *at))
			buffer_putc(out, *at);
		else
			buffer_printf(out, "%%%02X",
				      (unsigned)(unsigned char)*at);
	}
}

/* CN: the name on one line. */
static void put_name(struct buffer *out, const char *name)
{
	text_line(out, name);
	for (size_t i = 0; i < out->length; i++)
		if (out->text[i] == '"')
			out->text[i] = '\'';
}

/* ORGANIZER or ATTENDEE, as `make` makes it of an address. */
static icalproperty *add_mailbox(struct maker *maker,
				 const struct mailbox *mailbox,
				 icalproperty *(*make)(const char *))
{
	struct buffer address = BUFFER_INIT, name = BUFFER_INIT;
	icalproperty *property = NULL;

	put_mailto(&address, mailbox->address);
	put_name(&name, mailbox->name);
	if (!address.failed && !name.failed)
		property = make(address.text);
	if (property && name.length)
		add_parameter(maker, property, icalparameter_new_cn(name.text));
	add(maker, property);
	buffer_release(&address);
	buffer_release(&name);
	return property;
}

static void add_attendees(struct maker *maker, const struct event *event)
{
	for (size_t i = 0; i < event->n_attendees; i++) {
		icalproperty *property = add_mailbox(
			maker, &event->attendees[i], icalproperty_new_attendee);

		add_parameter(maker, property,
			      icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
		if (event->cancelled)
			continue; /* there is nothing to answer */
		add_parameter(
			maker, property,
			icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION));
		add_parameter(maker, property,
			      icalparameter_new_rsvp(ICAL_RSVP_TRUE));
	}
}

static struct icaltimetype ical_time(const struct civil *civil)
{
	struct icaltimetype time = icaltime_null_time();

	time.year = civil->year;
	time.month = civil->month;
	time.day = civil->day;
	time.hour = civil->hour;
	time.minute = civil->minute;
	time.second = civil->second;
	return time;
}

static struct icaltimetype ical_utc(int64_t moment)
{
	const struct civil civil = moment_utc(moment);
	struct icaltimetype time = ical_time(&civil);

	time.zone = icaltimezone_get_utc_timezone();
	return time;
}

static void add_london(struct maker *maker, icalproperty *property)
{
	add_parameter(maker, property, icalparameter_new_tzid(LONDON));
	add(maker, property);
}

/*
 * An end in the hour that occurs twice would be read as the first of the two:
 * where the second is meant, it is said in UTC.
 */
static void add_slot(struct maker *maker, const struct slot *slot)
{
	const struct civil start = {.year = month_year(slot->month),
				    .month = slot->month % 12 + 1,
				    .day = slot->day,
				    .hour = slot->hour,
				    .minute = slot->minute};
	struct civil until;
	int64_t moment, end, read;

	moment_from_london(&moment, &start);
	end = moment + (int64_t)slot->minutes * 60;
	until = moment_london(end);
	moment_from_london(&read, &until);
	add_london(maker, icalproperty_new_dtstart(ical_time(&start)));
	if (read == end)
		add_london(maker, icalproperty_new_dtend(ical_time(&until)));
	else
		add(maker, icalproperty_new_dtend(ical_utc(end)));
}

static void add_reminder(struct maker *maker, month_t month)
{
	const struct civil civil = {.year = month_year(month),
				    .month = month % 12 + 1,
				    .day = reminder_day(month)};
	struct icaltimetype day = ical_time(&civil);

	day.is_date = 1;
	add(maker, icalproperty_new_dtstart(day));
	day.day++;
	add(maker, icalproperty_new_dtend(day));
	add(maker, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
}

static void add_texts(struct maker *maker, const struct event *event)
{
	struct buffer summary = BUFFER_INIT, description = BUFFER_INIT;

	text_line(&summary, event->summary);
	text_paragraph(&description, event->description);
	maker->failed |= summary.failed || description.failed;
	add(maker, icalproperty_new_summary(summary.text));
	if (description.length)
		add(maker, icalproperty_new_description(description.text));
	buffer_release(&summary);
	buffer_release(&description);
}

static void fill(struct maker *maker, const struct event *event)
{
	add(maker, icalproperty_new_uid(event->uid));
	add(maker, icalproperty_new_sequence((int)event->sequence));
	add(maker, icalproperty_new_dtstamp(ical_utc(event->stamp)));
	if (event->slot.minutes)
		add_slot(maker, &event->slot);
	else
		add_reminder(maker, event->month);
	add_mailbox(maker, &event->organiser, icalproperty_new_organizer);
	add_attendees(maker, event);
	add_texts(maker, event);
	/* RFC 5546, 3.2.5: none where only some are told not to come. */
	if (!event->cancelled)
		add(maker, icalproperty_new_status(ICAL_STATUS_CONFIRMED));
	else if (!event->uninvited)
		add(maker, icalproperty_new_status(ICAL_STATUS_CANCELLED));
}

/* The component becomes part of what is made. */
static icalcomponent *add_part(struct maker *maker, icalcomponent *part)
{
	if (part)
		icalcomponent_add_component(maker->part, part);
	else
		maker->failed = true;
	return part;
}

static icalcomponent *make_object(const struct event *event)
{
	struct maker object = {icalcomponent_new_vcalendar(), false}, inner;

	if (!object.part)
		return NULL;
	add(&object, icalproperty_new_version("2.0"));
	add(&object, icalproperty_new_prodid("-//Connect Five//connect5//EN"));
	add(&object,
	    icalproperty_new_method(event->cancelled ? ICAL_METHOD_CANCEL
						     : ICAL_METHOD_REQUEST));
	if (event->slot.minutes)
		add_part(&object, icalcomponent_new_from_string(zone));
	inner = (struct maker){add_part(&object, icalcomponent_new_vevent()),
			       false};
	if (inner.part)
		fill(&inner, event);
	if (!object.failed && !inner.failed)
		return object.part;
	icalcomponent_free(object.part);
	return NULL;
}

enum c5_status calendar_check(struct c5_error *err)
{
	(void)err;
	return C5_OK;
}

enum c5_status calendar_write(struct buffer *out, const struct event *event,
			      struct c5_error *err)
{
	icalcomponent *object;
	char *text = NULL;

	icalerror_set_errors_are_fatal(0);
	object = make_object(event);
	if (object)
		text = icalcomponent_as_ical_string_r(object);
	if (text)
		buffer_puts(out, text);
	else
		out->failed = true;
	icalmemory_free_buffer(text);
	if (object)
		icalcomponent_free(object);
	return buffer_status(out, err);
}
