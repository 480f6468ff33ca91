/*
 * E-mails as drafts, to be opened, looked at and sent: RFC 5322 and MIME, a
 * file a message (.eml). The same draft gives the same bytes, always:
 * boundaries are made of what stands between them.
 *
 * Texts may hold whatever people typed. No value can add a header or an
 * address: names are quoted or encoded (RFC 2047), controls become blanks, and
 * what only looks like an encoded word is kept from being read as one.
 *
 * GMime ends the program where memory runs out.
 */
#ifndef CONNECT5_MAIL_H
#define CONNECT5_MAIL_H

#include <stddef.h>
#include <stdint.h>

#include "connect5/buffer.h"
#include "connect5/correspondence.h"
#include "connect5/error.h"

/* An iCalendar object, as calendar_write() makes it. */
struct mail_calendar {
	const char *file;   /* "invitation.ics" */
	const char *method; /* "REQUEST", "CANCEL" */
	const struct buffer *bytes;
};

struct draft {
	struct mailbox organiser; /* From and Reply-To */
	const struct mailbox *to;
	size_t n_to; /* > 0 */
	const char *subject;
	const char *text, *html; /* the same, twice; lines end with LF */
	/* The first is what a calendar takes from the message itself; all are
	 * attached. */
	const struct mail_calendar *calendars;
	size_t n_calendars;
	int64_t stamp;		/* Date, never the clock's */
	const char *message_id; /* without angle brackets */
};

/* C5_USAGE: this build has no e-mails. */
enum c5_status mail_check(struct c5_error *err);

/* Appends the message, which mail programs open as one not yet sent. */
enum c5_status mail_write(struct buffer *out, const struct draft *draft,
			  struct c5_error *err);

#endif
