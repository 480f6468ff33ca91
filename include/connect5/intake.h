/*
 * Intake: what a row of an export does to the person it is about. Pure: the
 * decision, not the deed.
 *
 * Exports are cumulative: next month's file holds last month's rows. A row no
 * newer than what is held changes nothing; an empty cell never erases; a newer
 * row under the same address with a clearly different name is a conflict.
 */
#ifndef CONNECT5_INTAKE_H
#define CONNECT5_INTAKE_H

#include "connect5/form.h"
#include "connect5/profile.h"

/* What is held of a participant. */
struct held {
	int64_t answered_at;
	uint64_t digest;
	struct profile profile;
};

enum intake {
	INTAKE_ADD,
	INTAKE_UPDATE,	  /* the profile changes */
	INTAKE_TOUCH,	  /* newer, but it says what is held already */
	INTAKE_UNCHANGED, /* no newer than what is held */
	INTAKE_CONFLICT	  /* clearly somebody else's name */
};

/*
 * `held` is NULL for somebody new. On ADD and UPDATE *merged is the profile to
 * keep; its strings are those of `answer` and `held`.
 */
enum intake intake_decide(const struct held *held, const struct answer *answer,
			  struct profile *merged);

#endif
