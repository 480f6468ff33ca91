/* Two participants who turn out to be one. */
#include "connect5/store_people.h"

#include "store/sql.h"

/* What makes it impossible that the two are one person. */
static enum c5_status refuse(struct store *store, int64_t from, int64_t into,
			     struct c5_error *err)
{
	int64_t together = 0, apart = 0;
	enum c5_status status =
		sql_number(store, &together, err,
			   "SELECT count(*) FROM connection"
			   " WHERE a = min(?1, ?2) AND b = max(?1, ?2)",
			   "ii", from, into);

	if (!status)
		status = sql_number(store, &apart, err,
				    "SELECT (SELECT count(*) FROM attendance t"
				    "  JOIN attendance u USING (revision)"
				    "  WHERE t.participant = ?1"
				    "  AND u.participant = ?2)"
				    /* of groups that a repair left alone */
				    " + (SELECT count(*) FROM group_member m"
				    "  JOIN group_member n USING (round, live)"
				    "  WHERE m.participant = ?1 AND live = 1"
				    "  AND n.participant = ?2)",
				    "ii", from, into);
	if (!status && together)
		return error_set(
			err, C5_NO,
			"these two have met, in a round or before this "
			"programme, and so cannot be one person: "
			"withdraw one of them instead");
	if (!status && apart)
		return error_set(
			err, C5_NO,
			"these two took part in the same round, and so "
			"cannot be one person: withdraw one of them "
			"instead");
	return status;
}

/* The names of those whom both have met, one a line. */
static enum c5_status met_by_both(struct store *store, int64_t a, int64_t b,
				  struct pool *pool, const char **out,
				  struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = false;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT group_concat(name, char(10)) FROM ("
			  " SELECT f.name FROM connection x JOIN connection y"
			  "  ON y.a + y.b - ?2 = x.a + x.b - ?1"
			  "  AND ?2 IN (y.a, y.b)"
			  " JOIN participant p ON p.id = x.a + x.b - ?1"
			  "  AND p.status NOT IN ('merged', 'erased')"
			  " JOIN profile f ON f.id = p.profile"
			  " WHERE ?1 IN (x.a, x.b) ORDER BY f.name)",
			  "ii", a, b);

	*out = "";
	if (!status)
		status = sql_next(store, query, &more, err);
	if (!status && more)
		*out = sql_text(query, 0, pool);
	sql_done(query);
	return status || *out ? status : error_memory(err);
}

enum c5_status store_in_common(struct store *store, int64_t a, int64_t b,
			       struct pool *pool, struct in_common *out,
			       struct c5_error *err)
{
	int64_t apart = 0;
	enum c5_status status = met_by_both(store, a, b, pool, &out->met, err);

	if (!status)
		status = sql_number(store, &apart, err,
				    "SELECT count(*) FROM exclusion"
				    " WHERE removed IS NULL"
				    " AND a = min(?1, ?2) AND b = max(?1, ?2)",
				    "ii", a, b);
	out->apart = apart > 0;
	if (!status)
		status =
			sql_number(store, &out->musts, err,
				   "SELECT count(*) FROM must_pair x"
				   " JOIN must_pair y ON y.month = x.month"
				   " AND y.removed IS NULL AND y.id <> x.id"
				   " WHERE x.removed IS NULL"
				   " AND ?1 IN (x.a, x.b) AND ?2 IN (y.a, y.b)",
				   "ii", a, b);
	return status;
}

enum c5_status store_find_active(struct store *store, int64_t id, month_t month,
				 int64_t *out, struct c5_error *err)
{
	return sql_number(store, out, err,
			  "SELECT p.id FROM participant p"
			  " JOIN round r ON r.month = ?2"
			  " WHERE (p.id = ?1 OR p.merged_into = ?1)"
			  " AND (EXISTS (SELECT 1 FROM revision v"
			  "   JOIN attendance t ON t.revision = v.id"
			  "   WHERE v.round = r.id AND t.participant = p.id"
			  "   AND v.number = (SELECT max(number)"
			  "    FROM revision WHERE round = r.id))"
			  /* a repair left their group alone */
			  "  OR EXISTS (SELECT 1 FROM group_member m"
			  "   JOIN match_group g ON g.id = m.match_group"
			  "   WHERE g.round = r.id AND g.live = 1"
			  "   AND m.participant = p.id))",
			  "im", id, month);
}

static const char *const moves[] = {
	/* nobody the one has met is met by the other again */
	"INSERT INTO connection (a, b, round, month, change)"
	" SELECT min(a + b - ?1, ?2), max(a + b - ?1, ?2), round, month, ?3"
	" FROM connection x WHERE ?1 IN (a, b) AND a + b - ?1 <> ?2"
	" AND NOT EXISTS (SELECT 1 FROM connection y"
	"  WHERE y.a = min(x.a + x.b - ?1, ?2)"
	"  AND y.b = max(x.a + x.b - ?1, ?2))",
	"INSERT INTO exclusion (a, b, source, asked, change)"
	" SELECT min(a + b - ?1, ?2), max(a + b - ?1, ?2), source,"
	"  CASE asked WHEN ?1 THEN ?2 ELSE asked END, ?3"
	" FROM exclusion x WHERE ?1 IN (a, b) AND a + b - ?1 <> ?2"
	" AND removed IS NULL AND NOT EXISTS ("
	"  SELECT 1 FROM exclusion y WHERE y.removed IS NULL"
	"  AND y.a = min(x.a + x.b - ?1, ?2) AND y.b = max(x.a + x.b - ?1, "
	"?2))",
	/* What moved ends there. Where the other had asked for the same, both
	 * requests stay: each has its own words of who asked, and when. */
	"UPDATE exclusion AS x SET removed = ?3"
	" WHERE ?1 IN (a, b) AND removed IS NULL AND (a + b - ?1 = ?2"
	"  OR EXISTS (SELECT 1 FROM exclusion y WHERE y.change = ?3"
	"   AND y.a = min(x.a + x.b - ?1, ?2)"
	"   AND y.b = max(x.a + x.b - ?1, ?2)))",
	/* The survivor's own wish about somebody stands. */
	"INSERT INTO wish (a, b, kind, change)"
	" SELECT min(a + b - ?1, ?2), max(a + b - ?1, ?2), kind, ?3"
	" FROM wish x WHERE ?1 IN (a, b) AND a + b - ?1 <> ?2"
	" AND removed IS NULL AND NOT EXISTS ("
	"  SELECT 1 FROM wish y WHERE y.removed IS NULL"
	"  AND y.a = min(x.a + x.b - ?1, ?2)"
	"  AND y.b = max(x.a + x.b - ?1, ?2))",
	"UPDATE wish SET removed = ?3"
	" WHERE ?1 IN (a, b) AND removed IS NULL AND ?2 > 0",
	/* So does whom they must meet: one person is in one of a month, and so
	 * what moves ends before it begins anew. */
	"UPDATE must_pair SET removed = ?3"
	" WHERE ?1 IN (a, b) AND removed IS NULL AND ?2 > 0",
	"INSERT INTO must_pair (a, b, month, change)"
	" SELECT min(a + b - ?1, ?2), max(a + b - ?1, ?2), month, ?3"
	" FROM must_pair x WHERE ?1 IN (a, b) AND a + b - ?1 <> ?2"
	" AND removed = ?3 AND NOT EXISTS ("
	"  SELECT 1 FROM must_pair y WHERE y.removed IS NULL"
	"  AND y.month = x.month AND ?2 IN (y.a, y.b))"
	/* and two meet once */
	" AND NOT EXISTS (SELECT 1 FROM must_pair y WHERE y.removed IS NULL"
	"  AND y.a = min(x.a + x.b - ?1, ?2)"
	"  AND y.b = max(x.a + x.b - ?1, ?2)"
	"  AND y.month > coalesce((SELECT max(month) FROM round), 0))",
	"UPDATE OR IGNORE pending_exclusion SET participant = ?2"
	" WHERE participant = ?1 AND ?3 > 0",
	"DELETE FROM pending_exclusion"
	" WHERE participant = ?1 AND ?2 > 0 AND ?3 > 0",
	"UPDATE OR IGNORE extra SET participant = ?2"
	" WHERE participant = ?1 AND ?3 > 0",
	/* an address that finds the one finds the other, who may have had none
	 */
	"UPDATE address SET participant = ?2, current = current AND NOT EXISTS"
	" (SELECT 1 FROM address WHERE participant = ?2 AND current = 1)"
	" WHERE participant = ?1 AND ?3 > 0",
	"UPDATE participant SET merged_into = ?2"
	" WHERE merged_into = ?1 AND ?3 > 0",
	"UPDATE participant SET status = 'merged', until = NULL,"
	" merged_into = ?2 WHERE id = ?1 AND ?3 > 0",
};

enum c5_status store_merge(struct store *store, int64_t from, int64_t into,
			   struct c5_error *err)
{
	size_t n = sizeof(moves) / sizeof(*moves);
	enum c5_status status = refuse(store, from, into, err);

	for (size_t i = 0; i < n && !status; i++)
		status = sql_run(store, err, moves[i], "iii", from, into,
				 store->change);
	return status;
}
