/* The steps of match. Private to src/command/. */
#ifndef COMMAND_MATCH_H
#define COMMAND_MATCH_H

#include "command/command.h"

/* What stands in the way of a round for a month. */
enum reach { REACH_OK, REACH_EARLY, REACH_LATE, REACH_BEHIND };

enum reach match_reach(const struct programme *programme, month_t month);

/* A bare match out of season is no error: cron may start too early. */
enum c5_status match_out_of_season(const struct context *context,
				   const struct programme *programme,
				   month_t month, enum reach reach,
				   struct c5_error *err);

/* An explicit month out of season is one: C5_USAGE. */
enum c5_status match_not_there(const struct programme *programme, month_t month,
			       enum reach reach, struct c5_error *err);

/* Notes months that are passed over. */
void match_note_skipped(const struct context *context,
			const struct programme *programme, month_t month);

/* The round that would be made of today's people, verified; nothing is written.
 * The caller releases *record, also after a failure. */
enum c5_status match_plan(const struct context *context, struct store *store,
			  month_t month, bool relaxed,
			  struct round_record *record, struct c5_error *err);

/* Makes the round, verifies, writes and prints it. */
enum c5_status match_make(const struct context *context, struct store *store,
			  const struct arguments *arguments, month_t month,
			  struct c5_error *err);

/* The same in place of `before`, whose groups go into the log. */
enum c5_status match_redo(const struct context *context, struct store *store,
			  const struct arguments *arguments,
			  const struct round_record *before,
			  struct c5_error *err);

#endif
