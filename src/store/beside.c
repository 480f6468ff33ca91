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
