/* Who said of a group whether it met, and what that comes to. */
#include "connect5/store_outcomes.h"

#include "store/outcomes.h"

#define REPORTS                                                            \
	"SELECT coalesce(q.id, 0), coalesce(f.name, ''), r.outcome,"       \
	" r.completed, r.change, l.at"                                     \
	" FROM report r JOIN log l ON l.id = r.change"                     \
	" LEFT JOIN participant p ON p.id = r.participant"                 \
	" LEFT JOIN participant q ON q.id = coalesce(p.merged_into, p.id)" \
	" LEFT JOIN profile f ON f.id = q.profile"                         \
	" WHERE r.match_group = ? AND r.removed IS NULL ORDER BY r.id"

static enum c5_status read_report(struct group_report *out, sqlite3_stmt *row,
				  struct pool *pool, struct c5_error *err)
{
	*out = (struct group_report){
		.said = {.who = sqlite3_column_int64(row, 0),
			 .completed = sqlite3_column_int64(row, 3)},
		.name = sql_text(row, 1, pool),
		.change = sqlite3_column_int64(row, 4),
		.at = sqlite3_column_int64(row, 5),
	};
	return out->name
		       ? outcomes_parse(
				 &out->said.outcome,
				 (const char *)sqlite3_column_text(row, 2), err)
		       : error_memory(err);
}

enum c5_status store_reports(struct store *store, int64_t group,
			     struct pool *pool, struct group_report **out,
			     size_t *n, struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err, REPORTS, "i", group);

	*out = NULL;
	*n = 0;
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		struct group_report *list =
			sql_room(pool, *out, *n, sizeof(*list));

		if (!list) {
			status = error_memory(err);
			break;
		}
		*out = list;
		status = read_report(&list[*n], query, pool, err);
		*n += !status;
	}
	sql_done(query);
	return status;
}

enum c5_status store_was_said(struct store *store, int64_t group,
			      const struct said *said, bool *out,
			      struct c5_error *err)
{
	int64_t found = 0;
	enum c5_status status =
		sql_number(store, &found, err,
			   "SELECT count(*) FROM report WHERE match_group = ?1"
			   " AND outcome = ?3 AND completed = ?4"
			   " AND (removed IS NULL OR ?4 <> 0)"
			   " AND participant IN " OUTCOMES_SAME("?2"),
			   "iiti", group, said->who,
			   outcome_name(said->outcome), said->completed);

	*out = found > 0;
	return status;
}

/* What came and went in one change was never said. */
enum c5_status store_put_report(struct store *store, int64_t group,
				const struct said *said, struct c5_error *err)
{
	enum c5_status status =
		sql_run(store, err,
			"DELETE FROM report WHERE match_group = ?1"
			" AND removed IS NULL AND change = ?3"
			" AND participant IN " OUTCOMES_SAME("?2"),
			"iii", group, said->who, store->change);

	if (!status)
		status = sql_run(
			store, err,
			"UPDATE report SET removed = ?3 WHERE match_group = ?1"
			" AND removed IS NULL"
			" AND participant IN " OUTCOMES_SAME("?2"),
			"iii", group, said->who, store->change);
	return status ? status
		      : sql_run(store, err,
				"INSERT INTO report (match_group, participant,"
				" outcome, completed, change)"
				" VALUES (?, ?, ?, ?, ?)",
				"iitii", group, said->who,
				outcome_name(said->outcome), said->completed,
				store->change);
}

/* Nobody's report was one of theirs, and each has their own by now. */
static enum c5_status end_nobodys(struct store *store, int64_t group,
				  struct c5_error *err)
{
	return sql_run(store, err,
		       "UPDATE report SET removed = ?2 WHERE match_group = ?1"
		       " AND participant IS NULL AND removed IS NULL"
		       " AND NOT EXISTS ("
		       "  SELECT 1 FROM group_member m"
		       "  JOIN participant p ON p.id = m.participant"
		       "  WHERE m.match_group = ?1 AND NOT EXISTS ("
		       "   SELECT 1 FROM report r WHERE r.match_group = ?1"
		       "   AND r.removed IS NULL AND r.outcome <> 'unknown'"
		       "   AND r.participant IN (p.id, p.merged_into)))",
		       "ii", group, store->change);
}

/* The outcome on record first, then what each report says. */
static enum c5_status read_outcomes(struct store *store, int64_t group,
				    enum outcome *held, enum outcome *out,
				    struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true, first = true;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT outcome, 0 AS place FROM match_group WHERE id = ?1"
		" UNION ALL SELECT outcome, id FROM report"
		" WHERE match_group = ?1 AND removed IS NULL ORDER BY place",
		"i", group);

	*held = *out = OUTCOME_UNKNOWN;
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		enum outcome outcome = OUTCOME_UNKNOWN;

		status = outcomes_parse(
			&outcome, (const char *)sqlite3_column_text(query, 0),
			err);
		if (first)
			*held = outcome;
		else
			*out = outcome_join(*out, outcome);
		first = false;
	}
	sql_done(query);
	return status;
}

enum c5_status store_settle_outcome(struct store *store, int64_t group,
				    enum outcome *out, struct c5_error *err)
{
	enum outcome held = OUTCOME_UNKNOWN;
	enum c5_status status = end_nobodys(store, group, err);

	if (!status)
		status = read_outcomes(store, group, &held, out, err);
	return status || held == *out ? status
				      : outcomes_set(store, group, *out, err);
}

/* The reports on groups that revision ?1 has replaced (o) by others of the same
 * people (g), each with the words of when it came in. */
#define CARRY                                                               \
	"INSERT INTO report (match_group, participant, outcome, completed," \
	" change)"                                                          \
	" SELECT g.id, coalesce(s.merged_into, s.id), x.outcome,"           \
	"  x.completed, x.change FROM report x"                             \
	" CROSS JOIN match_group o ON o.id = x.match_group"                 \
	"  AND o.superseded = ?1"                                           \
	" JOIN group_member k ON k.match_group = o.id AND k.seat = 1"       \
	" JOIN participant q ON q.id = k.participant"                       \
	" JOIN group_member h ON h.round = o.round AND h.live = 1"          \
	"  AND h.participant IN (q.id, q.merged_into)"                      \
	" JOIN match_group g ON g.id = h.match_group AND g.revision = ?1"   \
	"  AND g.kind = o.kind"                                             \
	" LEFT JOIN participant s ON s.id = x.participant"                  \
	" WHERE x.removed IS NULL AND NOT EXISTS ("                         \
	"  SELECT 1 FROM group_member m"                                    \
	"  JOIN participant p ON p.id = m.participant"                      \
	"  WHERE m.match_group = o.id AND NOT EXISTS ("                     \
	"   SELECT 1 FROM group_member n WHERE n.match_group = g.id"        \
	"   AND n.participant IN (p.id, p.merged_into)))"

enum c5_status outcomes_carry(struct store *store, int64_t revision,
			      struct c5_error *err)
{
	int64_t group = 0;
	enum outcome outcome;
	enum c5_status status = sql_run(store, err, CARRY, "i", revision);

	do {
		if (!status)
			status = sql_number(
				store, &group, err,
				"SELECT g.id FROM report x CROSS JOIN"
				" match_group g ON g.id = x.match_group"
				" WHERE x.removed IS NULL"
				" AND x.outcome <> 'unknown'"
				" AND g.revision = ? AND g.outcome = 'unknown'"
				" LIMIT 1",
				"i", revision);
		if (!status && group)
			status = store_settle_outcome(store, group, &outcome,
						      err);
	} while (!status && group);
	return status;
}
