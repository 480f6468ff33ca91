#include "connect5/store_people.h"

#include "store/sql.h"

enum c5_status store_add_exclusion(struct store *store, int64_t a, int64_t b,
				   const char *source, bool *added,
				   struct c5_error *err)
{
	int64_t known;
	int64_t low = a < b ? a : b, high = a < b ? b : a;
	enum c5_status status =
		sql_number(store, &known, err,
			   "SELECT count(*) FROM exclusion"
			   " WHERE a = ? AND b = ? AND removed IS NULL",
			   "ii", low, high);

	*added = !status && !known;
	if (status || known)
		return status;
	return sql_run(store, err,
		       "INSERT INTO exclusion (a, b, source, asked, change)"
		       " VALUES (?1, ?2, ?3,"
		       "  CASE ?3 WHEN 'form' THEN ?4 END, ?5)",
		       "iitii", low, high, source, a, store->change);
}

enum c5_status store_is_excluded(struct store *store, int64_t a, int64_t b,
				 bool *excluded, struct c5_error *err)
{
	int64_t n = 0;
	enum c5_status status = sql_number(
		store, &n, err,
		"SELECT count(*) FROM exclusion WHERE removed IS NULL"
		" AND a = min(?1, ?2) AND b = max(?1, ?2)",
		"ii", a, b);

	*excluded = n > 0;
	return status;
}

/* A participant, and those who were found to be the same. */
#define THEM(id) \
	"(SELECT id FROM participant WHERE id = " id " OR merged_into = " id ")"

enum c5_status store_remove_exclusion(struct store *store, int64_t a, int64_t b,
				      bool *removed, struct c5_error *err)
{
	enum c5_status status = sql_run(
		store, err,
		"UPDATE exclusion SET removed = ?"
		" WHERE removed IS NULL"
		" AND ((a IN " THEM("?2") " AND b IN " THEM(
			"?3") ")"
			      "  OR (a IN " THEM("?3") " AND b IN " THEM(
				      "?2") "))",
		"iii", store->change, a, b);

	*removed = !status && sqlite3_changes(store->db) > 0;
	return status;
}

enum c5_status store_add_pending(struct store *store, int64_t id,
				 const char *who, struct c5_error *err)
{
	return sql_run(store, err,
		       "INSERT OR IGNORE INTO pending_exclusion"
		       " (participant, who) VALUES (?, ?)",
		       "it", id, who);
}

enum c5_status store_remove_pending(struct store *store, int64_t id,
				    const char *who, struct c5_error *err)
{
	return sql_run(store, err,
		       "DELETE FROM pending_exclusion"
		       " WHERE participant = ? AND who = ?",
		       "it", id, who);
}

enum c5_status store_pending(struct store *store, struct pool *pool,
			     struct pending **out, size_t *n,
			     struct c5_error *err)
{
	sqlite3_stmt *query;
	int64_t count;
	bool more = true;
	enum c5_status status =
		sql_number(store, &count, err,
			   "SELECT count(*) FROM pending_exclusion", "");

	*n = 0;
	*out = NULL;
	if (status)
		return status;
	*out = pool_alloc(pool, (size_t)(count + 1) * sizeof(**out));
	if (!*out)
		return error_memory(err);
	status = sql_query(store, &query, err,
			   "SELECT x.participant, f.name, x.who"
			   " FROM pending_exclusion x"
			   " JOIN participant p ON p.id = x.participant"
			   " JOIN profile f ON f.id = p.profile"
			   " ORDER BY f.name, x.who",
			   "");
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		struct pending pending = {
			.id = sqlite3_column_int64(query, 0),
			.name = sql_text(query, 1, pool),
			.who = sql_text(query, 2, pool),
		};

		if (!pending.name || !pending.who)
			status = error_memory(err);
		else
			(*out)[(*n)++] = pending;
	}
	sql_done(query);
	return status;
}

enum c5_status store_exclusions_of(struct store *store, int64_t id,
				   struct buffer *out, struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT coalesce(a.address, f.name) AS who"
		" FROM exclusion x"
		" JOIN participant p ON p.id = x.a + x.b - ?1"
		"  AND p.status <> 'merged'"
		" JOIN profile f ON f.id = p.profile"
		" LEFT JOIN address a ON a.participant = p.id AND a.current = 1"
		" WHERE x.removed IS NULL AND ?1 IN (x.a, x.b)"
		" UNION SELECT who FROM pending_exclusion WHERE participant = "
		"?1"
		" ORDER BY who",
		"i", id);

	if (status)
		return status;
	while (!(status = sql_next(store, query, &more, err)) && more) {
		if (out->length)
			buffer_putc(out, '\n');
		buffer_puts(out, (const char *)sqlite3_column_text(query, 0));
	}
	sql_done(query);
	return status ? status : buffer_status(out, err);
}
