/*
 * A profile: what one participant has told us about themselves, in one version.
 *
 * Profiles are append-only. A change of anything makes a new version; a round
 * points at the versions it was made from, so that no later change can make an
 * old round wrong.
 *
 * Strings are cleaned UTF-8, never NULL, "" where unknown; lists ('places',
 * 'interests', 'availability') hold one value a line ("Lambeth\nSouthwark").
 * Borrowed: whoever fills a profile says how long its strings live.
 */
#ifndef CONNECT5_PROFILE_H
#define CONNECT5_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "connect5/error.h"

struct profile {
	const char *name;
	int64_t sector;	      /* id, > 0 */
	int64_t organisation; /* id; 0: unknown */
	const char *place;    /* list */
	const char *profession;
	const char *seniority; /* as written */
	int seniority_step;    /* 1..5 on the scale of data/seniority.csv, 0 */
	const char *interests; /* list */
	const char *hopes;     /* may have several lines */
	const char *availability; /* list */
};

/* All strings "", all numbers 0. */
extern const struct profile profile_empty;

/* Are they the same in every field? */
bool profile_equal(const struct profile *a, const struct profile *b);

/*
 * The fields by the names that files, `people set` and JSON use. Sector and
 * organisation are ids here and therefore not among them.
 */
enum profile_field {
	PROFILE_NAME,
	PROFILE_PLACE,
	PROFILE_PROFESSION,
	PROFILE_SENIORITY,
	PROFILE_INTERESTS,
	PROFILE_HOPES,
	PROFILE_AVAILABILITY,
	PROFILE_FIELDS
};

const char *profile_field_name(enum profile_field field);
bool profile_field_is_list(enum profile_field field);
const char **profile_field(struct profile *profile, enum profile_field field);

/* Where a participant stands. Erased and merged ones are tombstones. */
enum standing {
	STANDING_ACTIVE,
	STANDING_PAUSED,
	STANDING_WITHDRAWN,
	STANDING_MERGED,
	STANDING_ERASED
};

/* "active", "paused", ...; the reverse gives false for anything else. */
const char *standing_name(enum standing standing);
bool standing_parse(enum standing *out, const char *name);

#endif
