/*
 * What is written to people: in whose name, and when they might meet. These
 * settings are of the programme and not of a round: no rule reads them.
 */
#ifndef CONNECT5_CORRESPONDENCE_H
#define CONNECT5_CORRESPONDENCE_H

#include <stdbool.h>

#include "connect5/buffer.h"
#include "connect5/error.h"
#include "connect5/memory.h"
#include "connect5/month.h"
#include "connect5/settings.h"

/* RFC 5322, 3.4: "Ann Bell <ann@example.org>". */
struct mailbox {
	const char *name; /* may be "" */
	const char
		*address; /* as text_is_email() wants it; "": there is none */
};

/* When to meet, by the clocks of Europe/London. */
struct slot {
	month_t month;
	int day, hour, minute;
	int minutes; /* how long; 0: no time is proposed */
};

/* The kinds of letter that people get; see template.h. */
enum letter {
	LETTER_MATCH,	 /* to a group: whom they meet */
	LETTER_REPAIR,	 /* the same after a change */
	LETTER_WAITING,	 /* to somebody without a group */
	LETTER_REMINDER, /* to a group that may not have met */
	LETTER_FEEDBACK, /* to a group that may have met */
	LETTERS
};

/* "match"; the reverse gives false for anything else. */
const char *letter_name(enum letter letter);
bool letter_parse(enum letter *out, const char *name);

struct correspondence {
	const char *programme; /* its name */
	struct mailbox organiser;
	struct slot slot;
	const char *templates[LETTERS]; /* the coordinator's own; "": none */
};

extern const struct correspondence correspondence_empty; /* nothing is set */

/* The keys of `config` for these, ended by a NULL key. */
extern const struct setting correspondence_table[];

/*
 * A key's value as text, appended to *out: "" where nothing is set. C5_USAGE:
 * no such key.
 */
enum c5_status correspondence_get(struct buffer *out,
				  const struct correspondence *correspondence,
				  const char *key, struct c5_error *err);

/*
 * Sets a key to `value`, whose parts go into the pool; "" empties it.
 * C5_USAGE: no such key, or a value that it does not take.
 */
enum c5_status correspondence_set(struct correspondence *correspondence,
				  struct pool *pool, const char *key,
				  const char *value, struct c5_error *err);

/* Is it one of correspondence_table? */
bool correspondence_has(const char *key);

/* Is it "template.match" or its like, and of which letter? Their values are
 * texts of many lines, which template_read() has found to be right. */
bool correspondence_is_template(enum letter *out, const char *key);

#endif
