/* What people and rounds both read of a profile. Private to src/store/. */
#ifndef STORE_PEOPLE_H
#define STORE_PEOPLE_H

#include "connect5/profile.h"
#include "store/sql.h"

/* The columns of profile f that people_profile() reads, in its order. */
#define PEOPLE_PROFILE                                             \
	"f.name, f.sector, f.organisation, f.place, f.profession," \
	" f.seniority, f.seniority_step, f.interests, f.hopes, f.availability"

/* From column `at` of a row on. */
enum c5_status people_profile(struct profile *out, sqlite3_stmt *row, int at,
			      struct pool *pool, struct c5_error *err);

/* Does `who`, as somebody wrote it, name the person of these names and
 * addresses? Both are given one a line. */
bool people_are_named(const char *who, const char *names,
		      const char *addresses);

#endif
