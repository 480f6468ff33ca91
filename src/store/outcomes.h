/* What files that read outcomes share. Private to src/store/. */
#ifndef STORE_OUTCOMES_PRIVATE_H
#define STORE_OUTCOMES_PRIVATE_H

#include "connect5/error.h"
#include "connect5/outcome.h"

/* The participant `who`, "?1" say, with those who turned out to be them. */
#define OUTCOMES_SAME(who)                                                     \
	"(SELECT id FROM participant WHERE id = " who " OR merged_into = " who \
	")"

/* Of the column match_group.outcome. C5_FILE: it is none. */
enum c5_status outcomes_parse(enum outcome *out, const char *text,
			      struct c5_error *err);

#endif
