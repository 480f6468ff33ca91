/* Is the file whole? Integrity, references, the schema as built, and what that
 * schema promises. */
#include <string.h>

#include "connect5/embedded.h"
#include "store/schema.h"
#include "store/sql.h"

enum { MOST_PROBLEMS = 20 };

static enum c5_status integrity(struct store *store, struct buffer *out,
				size_t *problems, struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err, "PRAGMA integrity_check(20)", "");

	if (status)
		return status;
	while (!(status = sql_next(store, query, &more, err)) && more) {
		const char *text = (const char *)sqlite3_column_text(query, 0);

		if (text && strcmp(text, "ok") == 0)
			continue;
		buffer_printf(out, "the database is damaged: %s\n",
			      text ? text : "no memory to say how");
		++*problems;
	}
	sql_done(query);
	return status;
}

static enum c5_status references(struct store *store, struct buffer *out,
				 size_t *problems, struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err, "PRAGMA foreign_key_check", "");

	if (status)
		return status;
	while (!(status = sql_next(store, query, &more, err)) && more) {
		if (++*problems > MOST_PROBLEMS)
			break;
		buffer_printf(out,
			      "row %lld of %s refers to a row of %s that is "
			      "not there\n",
			      (long long)sqlite3_column_int64(query, 1),
			      (const char *)sqlite3_column_text(query, 0),
			      (const char *)sqlite3_column_text(query, 2));
	}
	sql_done(query);
	return status;
}

/*
 * What the schema keeps true while rows come in, looked at again: they may have
 * been changed behind its back. Every row that a query yields is a problem.
 */
static const char *const claims[] = {
	"SELECT printf('round %d: group %d has %d members, and is said to be "
	"a %s', r.ordinal, g.number, count(m.seat), g.kind)"
	" FROM match_group g JOIN round r ON r.id = g.round"
	" LEFT JOIN group_member m ON m.match_group = g.id"
	" GROUP BY g.id"
	" HAVING count(m.seat) <> CASE g.kind WHEN 'trio' THEN 3 ELSE 2 END",

	"SELECT printf('round %d: participants %d and %d are in one group, but "
	"have no connection on record', r.ordinal, m.participant,"
	"  n.participant)"
	" FROM match_group g JOIN round r ON r.id = g.round"
	" JOIN group_member m ON m.match_group = g.id"
	" JOIN group_member n"
	"  ON n.match_group = g.id AND n.participant > m.participant"
	" WHERE g.live = 1 AND g.outcome <> 'not met' AND NOT EXISTS ("
	"  SELECT 1 FROM connection"
	"  WHERE a = m.participant AND b = n.participant)",

	"SELECT printf('round %d: group %d counts as %s, and the reports on it "
	"say otherwise', r.ordinal, g.number, g.outcome)"
	" FROM match_group g JOIN round r ON r.id = g.round"
	" LEFT JOIN report x ON x.match_group = g.id AND x.removed IS NULL"
	" GROUP BY g.id HAVING g.outcome <> CASE"
	"  WHEN total(x.outcome = 'met') > 0 THEN 'met'"
	"  WHEN total(x.outcome = 'not met') > 0 THEN 'not met'"
	"  ELSE 'unknown' END",

	"SELECT printf('round %d: participant %d is in group %d with other "
	"facts than in the attendance', r.ordinal, m.participant, g.number)"
	" FROM group_member m JOIN match_group g ON g.id = m.match_group"
	" JOIN round r ON r.id = g.round"
	" LEFT JOIN attendance t"
	"  ON t.revision = g.revision AND t.participant = m.participant"
	" LEFT JOIN profile p ON p.id = t.profile"
	" WHERE p.id IS NULL OR p.sector IS NOT m.sector"
	"  OR p.organisation IS NOT m.organisation",

	"SELECT printf('round %d: the exclusion of participants %d and %d is "
	"missing', r.ordinal, x.a, x.b)"
	/* CROSS JOIN: from the exclusions on, not from all pairs of people. */
	" FROM exclusion x CROSS JOIN revision v ON v.change >= x.change"
	"  AND (x.removed IS NULL OR x.removed > v.change)"
	" JOIN round r ON r.id = v.round"
	" CROSS JOIN attendance s"
	"  ON s.revision = v.id AND s.participant = x.a"
	" CROSS JOIN attendance t"
	"  ON t.revision = v.id AND t.participant = x.b"
	" WHERE NOT EXISTS (SELECT 1 FROM attendance_exclusion e"
	"  WHERE e.revision = v.id AND e.a = x.a AND e.b = x.b)",

	"SELECT printf('round %d: the wish for participants %d and %d is "
	"missing', r.ordinal, x.a, x.b)"
	" FROM wish x CROSS JOIN revision v ON v.change >= x.change"
	"  AND (x.removed IS NULL OR x.removed > v.change)"
	" JOIN round r ON r.id = v.round"
	" CROSS JOIN attendance s"
	"  ON s.revision = v.id AND s.participant = x.a"
	" CROSS JOIN attendance t"
	"  ON t.revision = v.id AND t.participant = x.b"
	" WHERE NOT EXISTS (SELECT 1 FROM attendance_wish e"
	"  WHERE e.revision = v.id AND e.a = x.a AND e.b = x.b"
	"  AND e.kind = x.kind)",

	/* Who are planned for a later month are kept apart until then, unless
	 * the round had put them together before it was repaired. */
	"SELECT printf('round %d: that participants %d and %d were planned for "
	"a later month is missing', r.ordinal, x.a, x.b)"
	" FROM must_pair x CROSS JOIN revision v ON v.change >= x.change"
	"  AND (x.removed IS NULL OR x.removed > v.change)"
	" JOIN round r ON r.id = v.round AND r.month < x.month"
	" CROSS JOIN attendance s"
	"  ON s.revision = v.id AND s.participant = x.a"
	" CROSS JOIN attendance t"
	"  ON t.revision = v.id AND t.participant = x.b"
	" WHERE NOT EXISTS (SELECT 1 FROM attendance_exclusion e"
	"  WHERE e.revision = v.id AND e.a = x.a AND e.b = x.b)"
	" AND NOT EXISTS (SELECT 1 FROM revision_pair e"
	"  WHERE e.revision = v.id AND e.a = x.a AND e.b = x.b)"
	" AND NOT EXISTS (SELECT 1 FROM connection c"
	"  WHERE c.round = r.id AND c.a = x.a AND c.b = x.b)"
	" AND NOT EXISTS (SELECT 1 FROM former_connection c"
	"  WHERE c.round = r.id AND c.a = x.a AND c.b = x.b)",

	"SELECT printf('round %d: that participants %d and %d must be a pair "
	"is missing', r.ordinal, x.a, x.b)"
	" FROM must_pair x JOIN round r ON r.month = x.month"
	" JOIN revision v ON v.round = r.id AND v.change >= x.change"
	"  AND (x.removed IS NULL OR x.removed > v.change)"
	" WHERE NOT EXISTS (SELECT 1 FROM revision_pair e"
	"  WHERE e.revision = v.id AND e.a = x.a AND e.b = x.b)",

	"SELECT printf('round %d: nobody said that participants %d and %d must "
	"be a pair', r.ordinal, e.a, e.b)"
	" FROM revision_pair e JOIN revision v ON v.id = e.revision"
	" JOIN round r ON r.id = v.round"
	" WHERE NOT EXISTS (SELECT 1 FROM must_pair x"
	"  WHERE x.month = r.month AND x.a = e.a AND x.b = e.b"
	"  AND x.change <= v.change"
	"  AND (x.removed IS NULL OR x.removed > v.change))",

	"SELECT printf('round %d: the versions of invitation %d are not "
	"numbered from 0 on', r.ordinal, i.number)"
	" FROM invitation i JOIN round r ON r.id = i.round"
	" LEFT JOIN invitation_version v ON v.invitation = i.id"
	" GROUP BY i.id HAVING count(v.sequence) = 0"
	"  OR max(v.sequence) + 1 <> count(v.sequence)",

	"SELECT printf('round %d: invitation %d was issued to no group that "
	"stood then', r.ordinal, i.number)"
	" FROM invitation_version v JOIN invitation i ON i.id = v.invitation"
	" JOIN round r ON r.id = i.round"
	" JOIN match_group g ON g.id = v.match_group"
	" JOIN revision made ON made.id = g.revision"
	" LEFT JOIN revision ended ON ended.id = g.superseded"
	" WHERE g.round <> i.round OR made.change > v.change"
	"  OR (v.cancelled = 0 AND ended.change < v.change)"
	"  OR r.exported_at IS NULL",

	"SELECT printf('round %d: invitation %d is cancelled, but its group "
	"stands or it has a later version', r.ordinal, i.number)"
	" FROM invitation_version v JOIN invitation i ON i.id = v.invitation"
	" JOIN round r ON r.id = i.round"
	" JOIN match_group g ON g.id = v.match_group"
	" WHERE v.cancelled = 1 AND (g.live = 1 OR EXISTS ("
	"  SELECT 1 FROM invitation_version w"
	"  WHERE w.invitation = v.invitation AND w.sequence > v.sequence))",

	"SELECT printf('round %d: participant %d has two invitations',"
	"  r.ordinal, m.participant)"
	" FROM invitation i JOIN round r ON r.id = i.round"
	" JOIN invitation_version v ON v.invitation = i.id"
	" JOIN group_member m ON m.match_group = v.match_group"
	" WHERE v.cancelled = 0 AND v.sequence = ("
	"  SELECT max(sequence) FROM invitation_version"
	"  WHERE invitation = i.id)"
	" GROUP BY i.round, m.participant HAVING count(*) > 1",
};

static enum c5_status check_claim(struct store *store, const char *claim,
				  struct buffer *out, size_t *problems,
				  struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status = sql_query(store, &query, err, claim, "");

	if (status)
		return status;
	while (!(status = sql_next(store, query, &more, err)) && more) {
		if (++*problems > MOST_PROBLEMS)
			break;
		buffer_printf(out, "%s\n",
			      (const char *)sqlite3_column_text(query, 0));
	}
	sql_done(query);
	return status;
}

static enum c5_status consistency(struct store *store, struct buffer *out,
				  size_t *problems, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < sizeof(claims) / sizeof(*claims) && !status; i++)
		status = check_claim(store, claims[i], out, problems, err);
	return status;
}

/* Makes the built-in schema in a database in memory, beside the file. */
static enum c5_status attach_built(struct store *built, struct c5_error *err)
{
	if (sqlite3_open_v2(":memory:", &built->db, SQLITE_OPEN_READWRITE,
			    NULL))
		return error_memory(err);
	enum c5_status status = schema_create(built, 0, err);
	if (!status)
		status = sql_script(built, "COMMIT", err);
	return status;
}

static enum c5_status schema_text(struct store *store, struct buffer *out,
				  struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT type, name, coalesce(sql, '') FROM sqlite_schema"
		" WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'"
		" ORDER BY type, name",
		"");

	if (status)
		return status;
	while (!(status = sql_next(store, query, &more, err)) && more)
		buffer_printf(out, "%s %s %s\n",
			      (const char *)sqlite3_column_text(query, 0),
			      (const char *)sqlite3_column_text(query, 1),
			      (const char *)sqlite3_column_text(query, 2));
	sql_done(query);
	return status ? status : buffer_status(out, err);
}

static enum c5_status same_schema(struct store *store, struct buffer *out,
				  size_t *problems, struct c5_error *err)
{
	struct store built = {.db = NULL};
	struct buffer here = BUFFER_INIT, there = BUFFER_INIT;
	enum c5_status status = attach_built(&built, err);

	if (!status)
		status = schema_text(store, &here, err);
	if (!status)
		status = schema_text(&built, &there, err);
	if (!status && strcmp(here.text, there.text) != 0) {
		buffer_puts(out, "the tables are not as this program makes "
				 "them: somebody has changed the schema\n");
		++*problems;
	}
	sql_release_cache(&built);
	sqlite3_close(built.db);
	buffer_release(&here);
	buffer_release(&there);
	return status;
}

enum c5_status store_verify(struct store *store, struct buffer *out,
			    struct c5_error *err)
{
	size_t problems = 0;
	enum c5_status status = integrity(store, out, &problems, err);

	if (!status)
		status = references(store, out, &problems, err);
	if (!status)
		status = same_schema(store, out, &problems, err);
	if (!status && !problems)
		status = consistency(store, out, &problems, err);
	if (!status && problems)
		status = error_at(
			err, C5_FILE, store->path, 0,
			"the file is not sound: restore a backup, or ask "
			"whoever looks after the file");
	return status;
}
