/* Who has met whom. */
#include "connect5/store_people.h"

#include <string.h>

#include "store/sql.h"

enum c5_status store_add_history(struct store *store, int64_t a, int64_t b,
				 month_t month, bool *added,
				 struct c5_error *err)
{
	enum c5_status status =
		sql_run(store, err,
			"INSERT INTO connection (a, b, round, month, change)"
			" SELECT min(?1, ?2), max(?1, ?2), NULL, ?3, ?4"
			" WHERE NOT EXISTS (SELECT 1 FROM connection"
			"  WHERE a = min(?1, ?2) AND b = max(?1, ?2))",
			"iimi", a, b, month, store->change);

	*added = !status && sqlite3_changes(store->db) > 0;
	return status;
}

/* A connection, its month, and whether it is of no round or of a group that has
 * met. */
#define BOND                                                     \
	"SELECT coalesce(r.month, c.month), c.round IS NULL"     \
	" OR EXISTS (SELECT 1 FROM match_group g"                \
	"  JOIN group_member m ON m.match_group = g.id"          \
	"   AND m.participant = c.a"                             \
	"  JOIN group_member n ON n.match_group = g.id"          \
	"   AND n.participant = c.b"                             \
	"  WHERE g.round = c.round AND g.outcome = 'met')"       \
	" FROM connection c LEFT JOIN round r ON r.id = c.round" \
	" WHERE c.a = min(?1, ?2) AND c.b = max(?1, ?2)"

enum c5_status store_bond(struct store *store, int64_t a, int64_t b,
			  struct bond *out, struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status = sql_query(store, &query, err, BOND, "ii", a, b);

	*out = (struct bond){.month = MONTH_NONE};
	if (!status)
		status = sql_next(store, query, &out->met, err);
	if (!status && out->met) {
		out->month = sql_month(query, 0);
		out->for_good = sqlite3_column_int(query, 1) != 0;
	}
	sql_done(query);
	return status;
}

enum c5_status store_met_in(struct store *store, int64_t a, int64_t b,
			    month_t month, month_t *out, struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = false;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT max(coalesce(r.month, c.month)) FROM ("
			  " SELECT round, month FROM connection"
			  "  WHERE a = min(?1, ?2) AND b = max(?1, ?2)"
			  " UNION ALL SELECT round, NULL FROM former_connection"
			  "  WHERE a = min(?1, ?2) AND b = max(?1, ?2)) c"
			  " LEFT JOIN round r ON r.id = c.round"
			  " WHERE coalesce(r.month, c.month) <= ?3",
			  "iii", a, b, (int64_t)month);

	*out = MONTH_NONE;
	if (!status)
		status = sql_next(store, query, &more, err);
	if (!status && more)
		*out = sql_month(query, 0);
	sql_done(query);
	return status;
}

#define WHO(participant)                                            \
	"(SELECT coalesce(x.address, f.name) FROM participant p"    \
	" JOIN profile f ON f.id = p.profile"                       \
	" LEFT JOIN address x ON x.current = 1 AND x.participant =" \
	" coalesce(p.merged_into, p.id)"                            \
	" WHERE p.id = " participant ")"

#define CONNECTIONS                                                            \
	"SELECT " WHO("c.a") " AS one, " WHO(                                  \
		"c.b") " AS two,"                                              \
		       " coalesce(r.month, c.month), EXISTS (SELECT 1 FROM "   \
		       "match_group g"                                         \
		       "  JOIN group_member m ON m.match_group = g.id AND "    \
		       "m.participant = c.a"                                   \
		       "  JOIN group_member n ON n.match_group = g.id AND "    \
		       "n.participant = c.b"                                   \
		       "  WHERE g.round = c.round AND g.relaxed = 1)"          \
		       " FROM connection c LEFT JOIN round r ON r.id = "       \
		       "c.round"                                               \
		       " JOIN participant pa ON pa.id = c.a JOIN participant " \
		       "pb ON pb.id = c.b"                                     \
		       " WHERE 'erased' NOT IN (pa.status, pb.status)"         \
		       " AND 'merged' NOT IN (pa.status, pb.status)"

static enum c5_status read_connection(struct connection *out, sqlite3_stmt *row,
				      struct pool *pool, struct c5_error *err)
{
	const char *one = sql_text(row, 0, pool), *two = sql_text(row, 1, pool);

	if (!one || !two)
		return error_memory(err);
	*out = (struct connection){
		.who_1 = strcmp(one, two) < 0 ? one : two,
		.who_2 = strcmp(one, two) < 0 ? two : one,
		.month = sql_month(row, 2),
		.relaxed = sqlite3_column_int(row, 3) != 0,
	};
	return C5_OK;
}

enum c5_status store_connections(struct store *store, struct pool *pool,
				 struct connection **out, size_t *n,
				 struct c5_error *err)
{
	sqlite3_stmt *query;
	int64_t count;
	bool more = true;
	enum c5_status status = sql_number(
		store, &count, err, "SELECT count(*) FROM connection", "");

	*n = 0;
	*out = NULL;
	if (status)
		return status;
	*out = pool_alloc(pool, (size_t)(count + 1) * sizeof(**out));
	if (!*out)
		return error_memory(err);
	status = sql_query(store, &query, err,
			   CONNECTIONS " ORDER BY min(one, two), max(one, two)",
			   "");
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		status = read_connection(*out + *n, query, pool, err);
		*n += !status;
	}
	sql_done(query);
	return status;
}

/* In `group`, two who were told of each other, and of whom no group of the
 * round tells that came after it. */
#define STILL_USED(group)                                                      \
	"EXISTS (SELECT 1 FROM group_member a JOIN group_member b"             \
	"  ON b.match_group = a.match_group AND b.participant > a.participant" \
	" JOIN connection c ON c.a = a.participant AND c.b = b.participant"    \
	"  AND c.round = a.round"                                              \
	" WHERE a.match_group = " group " AND NOT EXISTS ("                    \
	"  SELECT 1 FROM group_member x JOIN group_member y"                   \
	"   ON y.match_group = x.match_group"                                  \
	"  WHERE x.round = a.round AND x.participant = a.participant"          \
	"  AND y.participant = b.participant"                                  \
	"  AND (x.live = 1 OR x.match_group > a.match_group)))"

#define PAST_GROUPS                                                            \
	"SELECT r.month, CASE WHEN g.live = 0 AND g.outcome = 'unknown'"       \
	"  THEN 'replaced' ELSE g.outcome END, m.seat, " WHO(                  \
		"m.participant") " FROM match_group g JOIN round r ON r.id = " \
				 "g.round"                                     \
				 " JOIN group_member m ON m.match_group = "    \
				 "g.id"                                        \
				 " WHERE g.live = 1 OR " STILL_USED(           \
					 "g.id") " ORDER BY r.ordinal, "       \
						 "g.live DESC, g.number, "     \
						 "g.id, m.seat"

/* One seat of a group; the first begins a new one. Who was erased is left out.
 */
static enum c5_status add_seat(struct past_group *groups, size_t *n,
			       sqlite3_stmt *row, struct pool *pool,
			       struct c5_error *err)
{
	int seat = sqlite3_column_int(row, 2);
	const char *who = sql_text(row, 3, pool);
	const char *outcome = sql_text(row, 1, pool);

	if (!who || !outcome)
		return error_memory(err);
	if (seat == 1)
		groups[(*n)++] = (struct past_group){
			.month = sql_month(row, 0),
			.who = {"", "", ""},
			.outcome = outcome,
		};
	for (int i = 0; *n && *who && i < 3; i++)
		if (!*groups[*n - 1].who[i]) {
			groups[*n - 1].who[i] = who;
			break;
		}
	return C5_OK;
}

enum c5_status store_past_groups(struct store *store, struct pool *pool,
				 struct past_group **out, size_t *n,
				 struct c5_error *err)
{
	sqlite3_stmt *query;
	int64_t count;
	bool more = true;
	enum c5_status status = sql_number(
		store, &count, err, "SELECT count(*) FROM match_group", "");

	*n = 0;
	*out = NULL;
	if (status)
		return status;
	*out = pool_alloc(pool, (size_t)(count + 1) * sizeof(**out));
	if (!*out)
		return error_memory(err);
	status = sql_query(store, &query, err, PAST_GROUPS, "");
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more)
		status = add_seat(*out, n, query, pool, err);
	sql_done(query);
	return status;
}
