/* What a new season takes over from the file of an earlier one. */
#include "connect5/store_people.h"

#include "store/sql.h"

/*
 * Rows of a query on the old file go into the new one as they are; ?1 of the
 * insertion is the change, the columns follow. Ids stay, so that whatever
 * refers to them still does.
 */
static const struct {
	const char *select, *insert;
} copies[] = {
	/* The day on which to meet was that season's. */
	{"SELECT key, value FROM setting WHERE key <> 'slot'",
	 "INSERT INTO setting (key, value) SELECT ?2, ?3 WHERE ?1 > 0"},
	{"SELECT id, code, label, short FROM sector WHERE merged_into IS NULL",
	 "INSERT INTO sector (id, code, label, short)"
	 " SELECT ?2, ?3, ?4, ?5 WHERE ?1 > 0"},
	{"SELECT alias, sector FROM sector_alias",
	 "INSERT INTO sector_alias (alias, sector) SELECT ?2, ?3 WHERE ?1 > 0"},
	{"SELECT id, name, folded, sector, place FROM organisation"
	 " WHERE merged_into IS NULL",
	 "INSERT INTO organisation (id, name, folded, sector, place)"
	 " SELECT ?2, ?3, ?4, ?5, ?6 WHERE ?1 > 0"},
	{"SELECT alias, organisation, ambiguous FROM organisation_alias",
	 "INSERT INTO organisation_alias (alias, organisation, ambiguous)"
	 " SELECT ?2, ?3, ?4 WHERE ?1 > 0"},
	{"SELECT alias, step FROM seniority",
	 "INSERT INTO seniority (alias, step) SELECT ?2, ?3 WHERE ?1 > 0"},
	{"SELECT alias, label FROM interest",
	 "INSERT INTO interest (alias, label) SELECT ?2, ?3 WHERE ?1 > 0"},
	{"SELECT phrase, match, field FROM form_column",
	 "INSERT INTO form_column (phrase, match, field)"
	 " SELECT ?2, ?3, ?4 WHERE ?1 > 0"},
	{"SELECT digest FROM erased_address",
	 "INSERT INTO erased_address (digest) SELECT ?2 WHERE ?1 > 0"},
	{"SELECT id, key, status, until, profile, answered_at, digest"
	 " FROM participant WHERE status NOT IN ('merged', 'erased')",
	 "INSERT INTO participant (id, key, status, until, profile,"
	 " answered_at, digest)"
	 " SELECT ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE ?1 > 0"},
	{"SELECT a.address, a.participant, a.current FROM address a"
	 " JOIN participant p ON p.id = a.participant"
	 " WHERE p.status NOT IN ('merged', 'erased')",
	 "INSERT INTO address (address, participant, current)"
	 " SELECT ?2, ?3, ?4 WHERE ?1 > 0"},
	{"SELECT f.id, f.participant, f.name, f.sector, f.organisation, "
	 "f.place,"
	 " f.profession, f.seniority, f.seniority_step, f.interests, f.hopes,"
	 " f.availability FROM profile f JOIN participant p ON p.profile = f.id"
	 " WHERE p.status NOT IN ('merged', 'erased')",
	 "INSERT INTO profile (change, id, participant, name, sector,"
	 " organisation, place, profession, seniority, seniority_step,"
	 " interests, hopes, availability)"
	 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
	{"SELECT x.a, x.b, x.source, x.asked FROM exclusion x"
	 " JOIN participant p ON p.id = x.a JOIN participant q ON q.id = x.b"
	 " WHERE x.removed IS NULL AND p.status NOT IN ('merged', 'erased')"
	 " AND q.status NOT IN ('merged', 'erased')",
	 "INSERT INTO exclusion (change, a, b, source, asked)"
	 " VALUES (?, ?, ?, ?, ?)"},
	{"SELECT x.a, x.b, x.kind FROM wish x"
	 " JOIN participant p ON p.id = x.a JOIN participant q ON q.id = x.b"
	 " WHERE x.removed IS NULL AND p.status NOT IN ('merged', 'erased')"
	 " AND q.status NOT IN ('merged', 'erased')",
	 "INSERT INTO wish (change, a, b, kind) VALUES (?, ?, ?, ?)"},
	{"SELECT x.participant, x.who FROM pending_exclusion x"
	 " JOIN participant p ON p.id = x.participant"
	 " WHERE p.status NOT IN ('merged', 'erased')",
	 "INSERT INTO pending_exclusion (participant, who)"
	 " SELECT ?2, ?3 WHERE ?1 > 0"},
	{"SELECT c.a, c.b, coalesce(c.month, r.month) FROM connection c"
	 " LEFT JOIN round r ON r.id = c.round"
	 " JOIN participant p ON p.id = c.a JOIN participant q ON q.id = c.b"
	 " WHERE p.status NOT IN ('merged', 'erased')"
	 " AND q.status NOT IN ('merged', 'erased')",
	 "INSERT INTO connection (change, a, b, month) VALUES (?, ?, ?, ?)"},
};

static enum c5_status copy_row(struct store *to, const char *insert,
			       sqlite3_stmt *row, struct c5_error *err)
{
	sqlite3_stmt *statement;
	bool more;
	enum c5_status status =
		sql_query(to, &statement, err, insert, "i", to->change);

	for (int c = 0; c < sqlite3_column_count(row) && !status; c++)
		if (sqlite3_bind_value(statement, c + 2,
				       sqlite3_column_value(row, c)))
			status = sql_error(to, "cannot take a row over", err);
	if (!status)
		status = sql_next(to, statement, &more, err);
	sql_done(statement);
	return status;
}

enum c5_status store_inherit(struct store *to, struct store *from,
			     struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < sizeof(copies) / sizeof(*copies) && !status;
	     i++) {
		sqlite3_stmt *query;
		bool more = true;

		status = sql_query(from, &query, err, copies[i].select, "");
		while (!status &&
		       !(status = sql_next(from, query, &more, err)) && more)
			status = copy_row(to, copies[i].insert, query, err);
		sql_done(query);
	}
	return status;
}
