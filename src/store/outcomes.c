/* What became of a group, and what that does to who has met whom. */
#include "connect5/store_outcomes.h"

#include <string.h>

#include "connect5/text.h"
#include "store/outcomes.h"
#include "store/sql.h"

enum c5_status outcomes_parse(enum outcome *out, const char *text,
			      struct c5_error *err)
{
	static const enum outcome all[] = {OUTCOME_UNKNOWN, OUTCOME_MET,
					   OUTCOME_NOT_MET};

	for (size_t i = 0; text && i < sizeof(all) / sizeof(*all); i++)
		if (strcmp(text, outcome_name(all[i])) == 0) {
			*out = all[i];
			return C5_OK;
		}
	return error_set(err, C5_FILE, "a group has the unknown outcome '%s'",
			 text ? text : "");
}

/* The members of group ?1 by pairs, and who they are today. */
#define PAIRS                                                    \
	" FROM group_member m JOIN group_member n"               \
	"  ON n.match_group = m.match_group AND n.seat > m.seat" \
	" JOIN participant u ON u.id = m.participant"            \
	" JOIN participant v ON v.id = n.participant"

/* Groups that hold ?1 and ?2, whoever they were then: of each round the last,
 * which says what became of the two in it. */
#define TOGETHER                                                              \
	" FROM group_member m JOIN group_member n"                            \
	"  ON n.match_group = m.match_group"                                  \
	"  AND n.participant IN " OUTCOMES_SAME(                              \
		"?2") " JOIN match_group g ON g.id = m.match_group"           \
		      " WHERE m.participant IN " OUTCOMES_SAME(               \
			      "?1") " AND NOT EXISTS ("                       \
				    "  SELECT 1 FROM group_member x"          \
				    "  JOIN group_member y"                   \
				    "   ON y.match_group = x.match_group"     \
				    "   AND y.participant IN " OUTCOMES_SAME( \
					    "?2") "  WHERE x.participant "    \
						  "IN " OUTCOMES_SAME(        \
							  "?1") "  AND "      \
								"x.round = "  \
								"m.round"     \
								" AND "       \
								"x.match_"    \
								"group > "    \
								"m.match_"    \
								"group)"

/* The rows of the two; one who was merged has their own beside the other's. */
#define OF_THE_TWO                                                           \
	"((a IN " OUTCOMES_SAME("?1") " AND b IN " OUTCOMES_SAME(            \
		"?2") ") OR (a IN " OUTCOMES_SAME("?2") " AND b "            \
							"IN " OUTCOMES_SAME( \
								"?1") "))"

static enum c5_status latest_other(struct store *store, int64_t group,
				   month_t *out, struct c5_error *err)
{
	int64_t month = 0;
	enum c5_status status = sql_number(
		store, &month, err,
		"SELECT max(r.month)" PAIRS
		" JOIN group_member x ON x.live = 1 AND x.match_group <> ?1"
		"  AND x.participant IN (u.id, u.merged_into)"
		" JOIN group_member y ON y.match_group = x.match_group"
		"  AND y.participant IN (v.id, v.merged_into)"
		" JOIN match_group g ON g.id = x.match_group"
		"  AND g.outcome <> 'not met'"
		" JOIN round r ON r.id = g.round"
		" WHERE m.match_group = ?1",
		"i", group);

	*out = month ? (month_t)month : MONTH_NONE;
	return status;
}

#define TOLD_GROUP                                             \
	"SELECT r.month, g.outcome, CASE f.erased WHEN 1 THEN" \
	"  '(erased participant)' ELSE f.name END, m.seat,"    \
	"  CASE g.kind WHEN 'trio' THEN 3 ELSE 2 END"          \
	" FROM match_group g JOIN round r ON r.id = g.round"   \
	" JOIN group_member m ON m.match_group = g.id"         \
	" JOIN participant p ON p.id = m.participant"          \
	" JOIN profile f ON f.id = p.profile WHERE g.id = ? ORDER BY m.seat"

/* One member: "Ann Bell", ", Bob Day", " and Cy Unknown". */
static enum c5_status add_member(struct told_group *out, struct buffer *names,
				 sqlite3_stmt *row, struct c5_error *err)
{
	size_t seat = (size_t)sqlite3_column_int(row, 3);
	size_t seats = (size_t)sqlite3_column_int(row, 4);

	buffer_puts(names, text_between(seat - 1, seats, " and "));
	buffer_puts(names, (const char *)sqlite3_column_text(row, 2));
	out->month = sql_month(row, 0);
	return outcomes_parse(&out->outcome,
			      (const char *)sqlite3_column_text(row, 1), err);
}

enum c5_status store_told_group(struct store *store, int64_t group,
				struct pool *pool, struct told_group *out,
				struct c5_error *err)
{
	struct buffer names = BUFFER_INIT;
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err, TOLD_GROUP, "i", group);

	*out = (struct told_group){.month = MONTH_NONE, .names = ""};
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more)
		status = add_member(out, &names, query, err);
	sql_done(query);
	if (!status)
		status = buffer_status(&names, err);
	out->names = pool_copy(pool, names.text, names.length);
	buffer_release(&names);
	if (!status && !out->names)
		status = error_memory(err);
	return status ? status : latest_other(store, group, &out->also, err);
}

/*
 * The two may be put together again, unless another group of theirs stands.
 * What came and went in one change stood for no round.
 */
static enum c5_status release(struct store *store, int64_t one, int64_t two,
			      struct c5_error *err)
{
	enum c5_status status =
		sql_run(store, err,
			"DELETE FROM connection WHERE " OF_THE_TWO
			" AND round IN (SELECT m.round" TOGETHER ")"
			" AND NOT EXISTS (SELECT 1" TOGETHER
			"  AND g.outcome <> 'not met')",
			"ii", one, two);

	return status ? status
		      : sql_run(store, err,
				"DELETE FROM former_connection"
				" WHERE " OF_THE_TWO " AND change = ?3",
				"iii", one, two, store->change);
}

static enum c5_status release_all(struct store *store, int64_t group,
				  struct c5_error *err)
{
	int64_t pairs[3][2];
	size_t n = 0;
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT coalesce(u.merged_into, u.id),"
			  " coalesce(v.merged_into, v.id)" PAIRS
			  " WHERE m.match_group = ?1 LIMIT 3",
			  "i", group);

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		pairs[n][0] = sqlite3_column_int64(query, 0);
		pairs[n++][1] = sqlite3_column_int64(query, 1);
	}
	sql_done(query);
	for (size_t i = 0; i < n && !status; i++)
		status = release(store, pairs[i][0], pairs[i][1], err);
	return status;
}

static enum c5_status restore_all(struct store *store, int64_t group,
				  struct c5_error *err)
{
	return sql_run(store, err,
		       "INSERT INTO connection (a, b, round, change)"
		       " SELECT DISTINCT min(x.id, y.id), max(x.id, y.id),"
		       "  m.round, ?2" PAIRS
		       " JOIN participant x ON x.id IN (u.id, u.merged_into)"
		       " JOIN participant y ON y.id IN (v.id, v.merged_into)"
		       " WHERE m.match_group = ?1 AND NOT EXISTS ("
		       "  SELECT 1 FROM connection WHERE a = min(x.id, y.id)"
		       "  AND b = max(x.id, y.id))",
		       "ii", group, store->change);
}

enum c5_status outcomes_set(struct store *store, int64_t group,
			    enum outcome outcome, struct c5_error *err)
{
	enum c5_status status = sql_run(
		store, err, "UPDATE match_group SET outcome = ?2 WHERE id = ?1",
		"it", group, outcome_name(outcome));

	if (status)
		return status;
	return outcome == OUTCOME_NOT_MET ? release_all(store, group, err)
					  : restore_all(store, group, err);
}
