/* Beside the profile: months that somebody sits out, further answers. */
#include "connect5/store_people.h"

#include "store/sql.h"

enum c5_status store_add_away(struct store *store, int64_t id, month_t month,
			      bool *added, struct c5_error *err)
{
	enum c5_status status =
		sql_run(store, err,
			"INSERT OR IGNORE INTO away (participant, month)"
			" VALUES (?, ?)",
			"im", id, month);

	*added = !status && sqlite3_changes(store->db) > 0;
	return status;
}

enum c5_status store_clear_away(struct store *store, int64_t id, month_t from,
				size_t *n, struct c5_error *err)
{
	enum c5_status status =
		sql_run(store, err,
			"DELETE FROM away WHERE participant = ? AND month >= ?",
			"im", id, from);

	*n = status ? 0 : (size_t)sqlite3_changes(store->db);
	return status;
}

enum c5_status store_away_of(struct store *store, int64_t id,
			     struct buffer *out, struct c5_error *err)
{
	sqlite3_stmt *query;
	char text[MONTH_TEXT];
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT month FROM away WHERE participant = ?"
			  " ORDER BY month",
			  "i", id);

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more)
		buffer_printf(out, "%s%s", out->length ? "\n" : "",
			      month_format(text, sql_month(query, 0)));
	sql_done(query);
	return status ? status : buffer_status(out, err);
}

enum c5_status store_put_extra(struct store *store, int64_t id,
			       const char *question, const char *answer,
			       struct c5_error *err)
{
	return sql_run(store, err,
		       "INSERT INTO extra (participant, question, answer)"
		       " VALUES (?, ?, ?) ON CONFLICT (participant, question)"
		       " DO UPDATE SET answer = excluded.answer",
		       "itt", id, question, answer);
}

enum c5_status store_extras_of(struct store *store, int64_t id,
			       struct buffer *out, struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT question || ': ' || answer FROM extra"
			  " WHERE participant = ? ORDER BY question",
			  "i", id);

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more)
		buffer_printf(out, "%s%s", out->length ? "\n" : "",
			      (const char *)sqlite3_column_text(query, 0));
	sql_done(query);
	return status ? status : buffer_status(out, err);
}
