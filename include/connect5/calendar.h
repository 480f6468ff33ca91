/*
 * An invitation as an iCalendar object: RFC 5545, with the rules for sending it
 * of RFC 5546. One event an object, the same bytes for the same event on every
 * machine: it brings the rules of Europe/London along.
 *
 * Texts may hold whatever people typed: controls become blanks or go, and the
 * double quote, which no parameter may hold, becomes an apostrophe.
 */
#ifndef CONNECT5_CALENDAR_H
#define CONNECT5_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "connect5/buffer.h"
#include "connect5/correspondence.h"
#include "connect5/error.h"
#include "connect5/month.h"

struct event {
	const char *uid; /* no personal data */
	unsigned sequence;
	bool cancelled;
	bool uninvited; /* cancelled for these attendees: others still meet */
	int64_t stamp;	/* when this version came about, never the clock */
	struct mailbox organiser;
	const struct mailbox *attendees;
	size_t n_attendees;
	const char *summary, *description;
	month_t month;	  /* without a slot: an all-day reminder, on its second
			     Tuesday */
	struct slot slot; /* minutes 0: none */
};

/* C5_USAGE: this build has no calendars. */
enum c5_status calendar_check(struct c5_error *err);

/*
 * Appends the object: METHOD:REQUEST, or CANCEL for what is cancelled.
 * C5_USAGE: this build has no calendars.
 */
enum c5_status calendar_write(struct buffer *out, const struct event *event,
			      struct c5_error *err);

#endif
