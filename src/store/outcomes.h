/* What files that read and write outcomes share. Private to src/store/. */
#ifndef STORE_OUTCOMES_PRIVATE_H
#define STORE_OUTCOMES_PRIVATE_H

#include "connect5/outcome.h"
#include "store/sql.h"

/* The participant `who`, "?1" say, with those who turned out to be them. */
#define OUTCOMES_SAME(who)                                                     \
	"(SELECT id FROM participant WHERE id = " who " OR merged_into = " who \
	")"

/* Of the column match_group.outcome. C5_FILE: it is none. */
enum c5_status outcomes_parse(enum outcome *out, const char *text,
			      struct c5_error *err);

/* Writes a group's outcome, and what that does to who has met whom. */
enum c5_status outcomes_set(struct store *store, int64_t group,
			    enum outcome outcome, struct c5_error *err);

/* Groups of a revision that a repair has just made of the same people as one
 * before take its reports over, and their outcome. */
enum c5_status outcomes_carry(struct store *store, int64_t revision,
			      struct c5_error *err);

#endif
