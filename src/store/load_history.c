/* Who had met, and who was kept apart, when a revision was made. */
#include "store/rounds.h"

/* Two who stand, or stood, in one group of round ?1 that revision ?2 found. */
#define FOUND_TOGETHER(a, b)                                             \
	"EXISTS (SELECT 1 FROM participant p"                            \
	"  JOIN group_member m ON m.participant = p.id AND m.round = ?1" \
	"  JOIN match_group g ON g.id = m.match_group"                   \
	"  JOIN group_member n ON n.match_group = g.id"                  \
	"  JOIN participant q ON q.id = n.participant"                   \
	"  WHERE (p.id = " a " OR p.merged_into = " a ")"                \
	"  AND (q.id = " b " OR q.merged_into = " b ")"                  \
	"  AND (g.superseded = ?2 OR (g.live = 1 AND g.revision <> ?2)))"

enum c5_status rounds_repair_history(struct store *store, struct cohort *cohort,
				     const struct rounds_repair *of,
				     struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT c.a, c.b FROM connection c WHERE c.change < ?3"
		" AND NOT (c.round IS ?1 AND " FOUND_TOGETHER(
			"c.a",
			"c.b") ")"
			       " UNION SELECT c.a, c.b FROM former_connection c"
			       " WHERE c.change < ?3 AND c.released > ?3"
			       " AND NOT (c.round IS ?1 AND " FOUND_TOGETHER(
				       "c.a", "c.b") ")",
		"iii", of->round, of->revision, of->change);

	return status ? status : rounds_pairs(store, cohort, query, false, err);
}

/* Who had met when the revision was made. */
static enum c5_status load_connected(struct store *store,
				     const struct rounds_repair *of,
				     bool repair, struct round_record *out,
				     struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status;

	if (repair) {
		status = rounds_former(store, out, of, err);
		return status ? status
			      : rounds_repair_history(store, &out->cohort, of,
						      err);
	}
	status = sql_query(store, &query, err,
			   "SELECT a, b FROM connection WHERE change < ?1"
			   " UNION SELECT a, b FROM former_connection"
			   " WHERE change < ?1 AND released > ?1",
			   "i", of->change);
	return status ? status
		      : rounds_pairs(store, &out->cohort, query, false, err);
}

/* Who was kept apart; in groups that a repair left alone, when they were made.
 */
enum c5_status rounds_history(struct store *store,
			      const struct rounds_repair *of, bool repair,
			      struct round_record *out, struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status = load_connected(store, of, repair, out, err);

	if (!status)
		status =
			sql_query(store, &query, err,
				  "SELECT a, b FROM attendance_exclusion"
				  " WHERE revision = ?2"
				  " UNION SELECT x.a, x.b FROM match_group g"
				  " JOIN attendance_exclusion x ON x.revision "
				  "= g.revision"
				  " JOIN group_member m ON m.match_group = g.id"
				  "  AND m.participant = x.a"
				  " JOIN group_member n ON n.match_group = g.id"
				  "  AND n.participant = x.b"
				  " WHERE g.round = ?1 AND g.live = 1",
				  "ii", of->round, of->revision);
	if (!status)
		status = rounds_pairs(store, &out->cohort, query, true, err);
	return status;
}
