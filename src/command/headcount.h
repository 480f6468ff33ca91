/* The people of a programme by part of the system, told in two ways. Private to
 * src/command/. */
#ifndef COMMAND_HEADCOUNT_H
#define COMMAND_HEADCOUNT_H

#include "command/command.h"
#include "connect5/store_people.h"

/* The month that the next round can be made for; MONTH_NONE: none is left. */
month_t headcount_next(const struct programme *programme, month_t now);

/* Of whom the next round would be made, or this month's if none is left. */
enum c5_status headcount_take(struct store *store, month_t now,
			      struct pool *pool, struct headcount *out,
			      struct c5_error *err);

/* Each part with its number, and the warning if one holds more than half. */
void headcount_text(struct buffer *out, const struct headcount *count);

/* [{"sector","active"}] */
json_t *headcount_sectors(const struct headcount *count);
/* {"sector","active","others","waiting"}, or null: none holds more than half.
 */
json_t *headcount_majority(const struct headcount *count);

#endif
