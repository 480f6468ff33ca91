/*
 * What an invitation says: who meets whom, on what theme, with which questions.
 */
#ifndef CONNECT5_INVITATION_H
#define CONNECT5_INVITATION_H

#include <stdint.h>

#include "connect5/calendar.h"
#include "connect5/record.h"

/* "Connect Five: Building trust across boundaries": nobody's name. */
void invitation_summary(struct buffer *out, const struct round_record *record,
			const struct correspondence *words);

/* `group` is one of the record's plan. */
void invitation_description(struct buffer *out,
			    const struct round_record *record, size_t group,
			    const struct prompt *prompts, size_t n_prompts,
			    const struct correspondence *words);

/* Of all that an event says, without UID, sequence and stamp; never 0. */
enum c5_status event_digest(uint64_t *out, const struct event *event,
			    struct c5_error *err);

#endif
