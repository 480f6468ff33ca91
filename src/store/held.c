/* Everything held on one person. */
#include "connect5/store_held.h"

#include <string.h>

#include "store/people.h"
#include "store/sql.h"

/* The person ?1, and those who were found to be the same. */
#define THEM "(SELECT id FROM participant WHERE id = ?1 OR merged_into = ?1)"

#define WHO(participant)                                            \
	"(SELECT CASE y.erased WHEN 1 THEN '(erased participant)'"  \
	"  ELSE coalesce(x.address, y.name) END FROM participant z" \
	" JOIN profile y ON y.id = z.profile"                       \
	" LEFT JOIN address x ON x.current = 1"                     \
	"  AND x.participant = coalesce(z.merged_into, z.id)"       \
	" WHERE z.id = " participant ")"

/* A row of one of the queries below goes to its place. */
typedef enum c5_status (*take_row)(struct held *out, sqlite3_stmt *row,
				   struct pool *pool, struct c5_error *err);

static enum c5_status take_version(struct held *out, sqlite3_stmt *row,
				   struct pool *pool, struct c5_error *err)
{
	struct held_version version = {
		.at = sqlite3_column_int64(row, 0),
		.command = sql_text(row, 1, pool),
		.organisation = sql_text(row, 2, pool),
		.sector_label = sql_text(row, 3, pool),
	};
	struct held_version *list =
		sql_room(pool, out->versions, out->n_versions, sizeof(*list));

	if (!list || !version.command || !version.organisation ||
	    !version.sector_label)
		return error_memory(err);
	out->versions = list;
	list[out->n_versions] = version;
	return people_profile(&list[out->n_versions++].profile, row, 4, pool,
			      err);
}

static enum c5_status take_exclusion(struct held *out, sqlite3_stmt *row,
				     struct pool *pool, struct c5_error *err)
{
	struct held_exclusion exclusion = {
		.who = sql_text(row, 0, pool),
		.source = sql_text(row, 1, pool),
		.asked = sqlite3_column_int(row, 2) != 0,
		.was_asked = sqlite3_column_int(row, 3) != 0,
		.since = sqlite3_column_int64(row, 4),
		.until = sqlite3_column_int64(row, 5),
	};
	struct held_exclusion *list = sql_room(
		pool, out->exclusions, out->n_exclusions, sizeof(*list));

	if (!list || !exclusion.who || !exclusion.source)
		return error_memory(err);
	out->exclusions = list;
	list[out->n_exclusions++] = exclusion;
	return C5_OK;
}

static enum c5_status take_wish(struct held *out, sqlite3_stmt *row,
				struct pool *pool, struct c5_error *err)
{
	struct held_wish wish = {
		.who = sql_text(row, 0, pool),
		.kind = sql_text(row, 1, pool),
		.month = sql_month(row, 2),
		.since = sqlite3_column_int64(row, 3),
		.until = sqlite3_column_int64(row, 4),
	};
	struct held_wish *list =
		sql_room(pool, out->wishes, out->n_wishes, sizeof(*list));

	if (!list || !wish.who || !wish.kind)
		return error_memory(err);
	out->wishes = list;
	list[out->n_wishes++] = wish;
	return C5_OK;
}

static enum c5_status take_answer(struct held *out, sqlite3_stmt *row,
				  struct pool *pool, struct c5_error *err)
{
	struct held_answer answer = {sql_text(row, 0, pool),
				     sql_text(row, 1, pool)};
	struct held_answer *list =
		sql_room(pool, out->answers, out->n_answers, sizeof(*list));

	if (!list || !answer.question || !answer.answer)
		return error_memory(err);
	out->answers = list;
	list[out->n_answers++] = answer;
	return C5_OK;
}

static enum c5_status take_meeting(struct held *out, sqlite3_stmt *row,
				   struct pool *pool, struct c5_error *err)
{
	struct held_meeting meeting = {sql_text(row, 0, pool),
				       sql_month(row, 1)};
	struct held_meeting *list =
		sql_room(pool, out->meetings, out->n_meetings, sizeof(*list));

	if (!list || !meeting.who)
		return error_memory(err);
	out->meetings = list;
	list[out->n_meetings++] = meeting;
	return C5_OK;
}

static enum c5_status take_round(struct held *out, sqlite3_stmt *row,
				 struct pool *pool, struct c5_error *err)
{
	struct held_round round = {
		.month = sql_month(row, 0),
		.ordinal = sqlite3_column_int(row, 1),
		.partners = sql_text(row, 2, pool),
		.outcome = sql_text(row, 3, pool),
	};
	struct held_round *list =
		sql_room(pool, out->rounds, out->n_rounds, sizeof(*list));

	if (!list || !round.partners || !round.outcome)
		return error_memory(err);
	out->rounds = list;
	list[out->n_rounds++] = round;
	return C5_OK;
}

static enum c5_status take_report(struct held *out, sqlite3_stmt *row,
				  struct pool *pool, struct c5_error *err)
{
	struct held_report report = {
		.month = sql_month(row, 0),
		.partners = sql_text(row, 1, pool),
		.outcome = sql_text(row, 2, pool),
		.completed = sqlite3_column_int64(row, 3),
		.since = sqlite3_column_int64(row, 4),
		.until = sqlite3_column_int64(row, 5),
	};
	struct held_report *list =
		sql_room(pool, out->reports, out->n_reports, sizeof(*list));

	if (!list || !report.partners || !report.outcome)
		return error_memory(err);
	out->reports = list;
	list[out->n_reports++] = report;
	return C5_OK;
}

static const struct {
	const char *sql;
	take_row take;
} tables[] = {
	{"SELECT l.at, l.command, o.name, s.label, " PEOPLE_PROFILE
	 " FROM profile f JOIN log l ON l.id = f.change"
	 " LEFT JOIN organisation o ON o.id = f.organisation"
	 " LEFT JOIN sector s ON s.id = f.sector"
	 " WHERE f.participant IN " THEM " ORDER BY f.id",
	 take_version},
	{"SELECT " WHO(
		 "CASE WHEN e.a IN " THEM
		 " THEN e.b ELSE e.a END") ", e.source, coalesce(e.asked "
					   "IN " THEM ", 0),"
					   " coalesce(e.asked NOT IN " THEM
					   ", 0), l.at, coalesce(m.at, 0)"
					   " FROM exclusion e JOIN log l ON "
					   "l.id = e.change"
					   " LEFT JOIN log m ON m.id = "
					   "e.removed"
					   " WHERE e.a IN " THEM
					   " OR e.b IN " THEM " ORDER BY e.id",
	 take_exclusion},
	{"SELECT " WHO(
		 "CASE WHEN e.a IN " THEM
		 " THEN e.b ELSE e.a END") ","
					   " e.kind, e.month, l.at, "
					   "coalesce(m.at, 0) FROM ("
					   "  SELECT a, b, kind, NULL AS "
					   "month, change, removed FROM wish"
					   "  UNION ALL"
					   "  SELECT a, b, 'pair', month, "
					   "change, removed FROM must_pair) e"
					   " JOIN log l ON l.id = e.change "
					   "LEFT JOIN log m ON m.id = e.removed"
					   " WHERE e.a IN " THEM
					   " OR e.b IN " THEM
					   " ORDER BY e.month, e.change",
	 take_wish},
	{"SELECT question, answer FROM extra WHERE participant IN " THEM
	 " ORDER BY question, participant",
	 take_answer},
	/* of the same person the survivor's connections are the others' too */
	{"SELECT " WHO("c.a + c.b - ?1") ", c.month FROM connection c"
					 " WHERE ?1 IN (c.a, c.b) AND c.round "
					 "IS NULL ORDER BY c.month, 1",
	 take_meeting},
	{"SELECT r.month, r.ordinal, coalesce(("
	 "  SELECT group_concat(CASE f.erased WHEN 1 THEN"
	 "   '(erased participant)' ELSE f.name END, char(10))"
	 "  FROM group_member m"
	 "  JOIN group_member o ON o.match_group = m.match_group"
	 "   AND o.participant <> m.participant"
	 "  JOIN participant p ON p.id = o.participant"
	 "  JOIN profile f ON f.id = p.profile"
	 "  WHERE m.round = r.id AND m.participant = t.participant"
	 "  AND m.live = 1), ''),"
	 " (SELECT g.outcome FROM group_member m"
	 "  JOIN match_group g ON g.id = m.match_group"
	 "  WHERE m.round = r.id AND m.participant = t.participant"
	 "  AND m.live = 1)"
	 " FROM round r JOIN revision v ON v.round = r.id"
	 " JOIN attendance t ON t.revision = v.id AND t.participant IN " THEM
	 " WHERE v.number = ("
	 "  SELECT max(number) FROM revision w WHERE w.round = r.id)"
	 /* or the one of their group, which a repair left alone */
	 " OR EXISTS (SELECT 1 FROM match_group g JOIN group_member m"
	 "  ON m.match_group = g.id WHERE g.revision = v.id AND g.live = 1"
	 "  AND m.participant = t.participant)"
	 " ORDER BY r.ordinal",
	 take_round},
	{"SELECT r.month, (SELECT group_concat(CASE f.erased WHEN 1 THEN"
	 "   '(erased participant)' ELSE f.name END, char(10))"
	 "  FROM group_member o JOIN participant p ON p.id = o.participant"
	 "  JOIN profile f ON f.id = p.profile WHERE o.match_group = g.id"
	 "  AND p.id NOT IN " THEM "), x.outcome, x.completed, l.at,"
	 " coalesce(e.at, 0)"
	 " FROM report x JOIN match_group g ON g.id = x.match_group"
	 " JOIN round r ON r.id = g.round JOIN log l ON l.id = x.change"
	 " LEFT JOIN log e ON e.id = x.removed WHERE x.participant IN " THEM
	 /* but for the one that a repair has carried on to the same people */
	 " AND NOT EXISTS (SELECT 1 FROM report y"
	 "  JOIN match_group h ON h.id = y.match_group"
	 "  WHERE y.participant IN " THEM " AND h.round = g.round"
	 "  AND h.id > g.id AND y.change = x.change"
	 "  AND y.outcome = x.outcome AND y.completed = x.completed)"
	 " ORDER BY r.ordinal, x.id",
	 take_report},
};

static enum c5_status gather(struct store *store, size_t table, int64_t id,
			     struct pool *pool, struct held *out,
			     struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err, tables[table].sql, "i", id);

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more)
		status = tables[table].take(out, query, pool, err);
	sql_done(query);
	return status;
}

/* The first column of a query, one value a line, in the pool. */
static enum c5_status lines(struct store *store, const char *sql, int64_t id,
			    struct pool *pool, const char **out,
			    struct c5_error *err)
{
	struct buffer list = BUFFER_INIT;
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status = sql_query(store, &query, err, sql, "i", id);

	*out = "";
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more)
		buffer_printf(&list, "%s%s", list.length ? "\n" : "",
			      (const char *)sqlite3_column_text(query, 0));
	sql_done(query);
	if (!status)
		status = buffer_status(&list, err);
	if (!status)
		*out = pool_copy(pool, list.text, list.length);
	buffer_release(&list);
	return *out ? status : error_memory(err);
}

/* Those who named them in words that nobody has settled yet. */
static enum c5_status find_named_by(struct store *store, struct held *out,
				    struct pool *pool, struct c5_error *err)
{
	struct buffer list = BUFFER_INIT;
	struct pending *pending;
	const char *addresses = "", *names = "";
	int64_t id = out->participant.id;
	size_t n;
	enum c5_status status = lines(
		store, "SELECT address FROM address WHERE participant = ?", id,
		pool, &addresses, err);

	out->named_by = "";
	if (!status)
		status = lines(store,
			       "SELECT DISTINCT name FROM profile"
			       " WHERE participant = ?",
			       id, pool, &names, err);
	if (!status)
		status = store_pending(store, pool, &pending, &n, err);
	for (size_t i = 0; !status && i < n; i++)
		if (people_are_named(pending[i].who, names, addresses))
			buffer_printf(&list, "%s%s", list.length ? "\n" : "",
				      pending[i].name);
	if (!status)
		status = buffer_status(&list, err);
	if (!status)
		out->named_by = pool_copy(pool, list.text, list.length);
	buffer_release(&list);
	return out->named_by ? status : error_memory(err);
}

static enum c5_status gather_lines(struct store *store, int64_t id,
				   struct pool *pool, struct held *out,
				   struct c5_error *err)
{
	const struct {
		const char *sql;
		const char **out;
	} lists[] = {
		{"SELECT address FROM address WHERE participant = ?1"
		 " AND current = 0 ORDER BY address",
		 &out->former_addresses},
		{"SELECT printf('%04d-%02d', month / 12, month % 12 + 1)"
		 " FROM away WHERE participant IN " THEM
		 " GROUP BY month ORDER BY month",
		 &out->away},
		{"SELECT who FROM pending_exclusion WHERE participant IN " THEM
		 " ORDER BY who",
		 &out->pending},
		{"SELECT id FROM participant WHERE merged_into = ?1"
		 " ORDER BY id",
		 &out->merged},
	};
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists) && !status; i++)
		status =
			lines(store, lists[i].sql, id, pool, lists[i].out, err);
	return status;
}

enum c5_status store_held(struct store *store, int64_t id, struct pool *pool,
			  struct held *out, struct c5_error *err)
{
	enum c5_status status;

	*out = (struct held){.named_by = ""};
	status = store_participant(store, id, pool, &out->participant, err);
	if (!status)
		status = gather_lines(store, id, pool, out, err);
	if (!status)
		status = find_named_by(store, out, pool, err);
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables) && !status; i++)
		status = gather(store, i, id, pool, out, err);
	return status;
}
