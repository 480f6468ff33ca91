/*
 * Rounds in the programme file: from today's people to a record, from a record
 * to the file, and back.
 */
#ifndef CONNECT5_STORE_ROUNDS_H
#define CONNECT5_STORE_ROUNDS_H

#include <stddef.h>
#include "connect5/record.h"
#include "connect5/store.h"

/*
 * Everybody active in `month` with today's facts, and what a round of that
 * month would be called: record->plan is left empty. Its must-pairs are listed,
 * and bound by round_record_bind().
 */
enum c5_status store_candidates(struct store *store, month_t month,
				struct round_record *out, struct c5_error *err);

/*
 * What a repair of a round starts from: everybody active in its month with
 * today's facts, but for groups that have met, which come with theirs; the
 * round's own settings; and what people were told (record->former). Inside a
 * change. The caller releases *out.
 */
enum c5_status store_repair_candidates(struct store *store,
				       const struct round_record *before,
				       struct round_record *out,
				       struct c5_error *err);

/*
 * Those of two participants who take part in a month, with what a rule reads of
 * them and of the two together: *out is a cohort of them alone.
 */
enum c5_status store_two(struct store *store, month_t month, int64_t a,
			 int64_t b, struct cohort *out, struct c5_error *err);

/*
 * Forgets a round that was never exported nor reported on, and of its
 * connections those that no other round has made as well. C5_NO: it was.
 */
enum c5_status store_delete_round(struct store *store, month_t month,
				  struct c5_error *err);

/*
 * Writes a round that record->plan holds, as its revision record->revision: of
 * a round that exists, the groups before are superseded, and their connections
 * stand; but for those that a repair leaves alone, having met. Sets the waits
 * of newcomers.
 */
enum c5_status store_save_round(struct store *store,
				struct round_record *record,
				struct c5_error *err);

/*
 * The round of a month as it stands: by the facts of its latest revision.
 * *found false: there is none. The caller releases *out.
 */
enum c5_status store_load_round(struct store *store, month_t month, bool *found,
				struct round_record *out, struct c5_error *err);

/* How many take part who did not when a round was made, and no longer do who
 * did; not those whose group has met. */
struct since {
	size_t joined, left;
};
enum c5_status store_round_since(struct store *store, month_t month,
				 struct since *out, struct c5_error *err);

/* The months of the rounds made, in order, at most `size`; *n is how many. */
enum c5_status store_round_months(struct store *store, month_t *out,
				  size_t size, size_t *n, struct c5_error *err);

/* Notes that the sheets of a round have left the house. */
enum c5_status store_mark_exported(struct store *store, month_t month,
				   int64_t now, struct c5_error *err);
/* The same with the sheet's name ("mailmerge"), which goes into the log.
 * Commits the change. */
enum c5_status store_commit_export(struct store *store, month_t month,
				   const char *sheet, int64_t now,
				   struct c5_error *err);
/* Has that sheet left since the round was last made? */
enum c5_status store_is_exported(struct store *store, month_t month,
				 const char *sheet, bool *out,
				 struct c5_error *err);

/* Do people learn from that sheet whom they meet? */
bool store_sheet_tells(const char *sheet);
/* Has one that tells them left since the round was last made? */
enum c5_status store_is_told(struct store *store, month_t month, bool *out,
			     struct c5_error *err);

#endif
