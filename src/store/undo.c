/*
 * One step back, through SQLite's session extension: the rows that a change
 * touches are recorded, and the inverse is kept in the file itself, so that it
 * goes with the file, is written in the same transaction, and is gone when
 * somebody is erased.
 */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "store/undo.h"

#include <string.h>

/* A change is not kept if more memory than this is needed to record it, or for
 * what was recorded, or for the inverse of that. */
enum { MOST_BYTES = 12 * 1024 * 1024 };

/* The log and the inverse itself are never taken back. */
static int is_recorded(void *context, const char *table)
{
	(void)context;
	return strcmp(table, "log") != 0 && strcmp(table, "undo") != 0;
}

enum c5_status undo_record(struct store *store, struct c5_error *err)
{
	int measured = 1;

	if (sqlite3session_create(store->db, "main", &store->session) !=
	    SQLITE_OK)
		return error_memory(err);
	sqlite3session_object_config(store->session,
				     SQLITE_SESSION_OBJCONFIG_SIZE, &measured);
	sqlite3session_table_filter(store->session, is_recorded, NULL);
	if (sqlite3session_attach(store->session, NULL) != SQLITE_OK)
		return error_memory(err);
	return C5_OK;
}

void undo_watch(struct store *store)
{
	struct sqlite3_session *session = store->session;

	if (!session || (sqlite3session_memory_used(session) <= MOST_BYTES &&
			 sqlite3session_changeset_size(session) <= MOST_BYTES))
		return;
	store->too_large = true;
	undo_forget(store);
}

bool undo_is_empty(const struct store *store)
{
	return store->session && sqlite3session_isempty(store->session);
}

void undo_forget(struct store *store)
{
	if (store->session)
		sqlite3session_delete(store->session);
	store->session = NULL;
}

/* The inverse of what was recorded; NULL bytes where there is nothing. */
static enum c5_status invert(struct store *store, void **bytes, int *length,
			     struct c5_error *err)
{
	void *changes = NULL;
	int size = 0, result;

	*bytes = NULL;
	*length = 0;
	if (!store->session)
		return C5_OK;
	result = sqlite3session_changeset(store->session, &size, &changes);
	if (result == SQLITE_OK)
		result = sqlite3changeset_invert(size, changes, length, bytes);
	sqlite3_free(changes);
	if (result == SQLITE_NOMEM)
		return error_memory(err);
	return result == SQLITE_OK
		       ? C5_OK
		       : sql_error(store, "cannot record the change", err);
}

enum c5_status undo_keep(struct store *store, struct c5_error *err)
{
	void *inverse;
	int length;
	enum c5_status status;

	undo_watch(store);
	status = invert(store, &inverse, &length, err);
	undo_forget(store);
	if (!status)
		status = sql_run(store, err, "DELETE FROM undo", "");
	if (!status && length > 0)
		status = sql_run(store, err,
				 "INSERT INTO undo (change, inverse)"
				 " VALUES (?, ?)",
				 "ib", store->change, (const void *)inverse,
				 (size_t)length);
	sqlite3_free(inverse);
	return status;
}

/* Everything must be as the change left it. */
static int on_conflict(void *context, int conflict, sqlite3_changeset_iter *at)
{
	(void)context;
	(void)conflict;
	(void)at;
	return SQLITE_CHANGESET_ABORT;
}

/*
 * The triggers watch over what the program does, not over taking it back. Rows
 * of groups follow their group by ON UPDATE CASCADE, but have been recorded by
 * themselves: foreign keys sleep as well, and are looked at afterwards.
 */
static enum c5_status apply(struct store *store, const void *inverse,
			    int length, struct c5_error *err)
{
	int result;
	int64_t dangling = 0;

	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
	result = sqlite3changeset_apply(store->db, length,
					(void *)(uintptr_t)inverse, NULL,
					on_conflict, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
	if (result != SQLITE_OK && result != SQLITE_ABORT)
		return sql_error(store, "cannot take the change back", err);
	enum c5_status status =
		sql_number(store, &dangling, err,
			   "SELECT count(*) FROM pragma_foreign_key_check", "");
	if (!status && (result == SQLITE_ABORT || dangling))
		status = error_set(err, C5_NO,
				   "the file is no longer as that change left "
				   "it: nothing was taken back");
	return status;
}

static enum c5_status describe(struct store *store, int64_t change,
			       struct pool *pool, const char **what,
			       struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT command || ' (change ' || id || '): ' || effect"
		" FROM log WHERE id = ?",
		"i", change);

	if (!status)
		status = sql_next(store, query, &more, err);
	*what = status ? "" : sql_text(query, 0, pool);
	sql_done(query);
	return status || *what ? status : error_memory(err);
}

/* The kept inverse in *bytes, from the pool; *change 0: there is none. */
static enum c5_status load(struct store *store, struct pool *pool,
			   int64_t *change, const void **bytes, int *length,
			   struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = false;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT change, inverse FROM undo WHERE change ="
			  " (SELECT max(id) FROM log WHERE id < ?)",
			  "i", store->change);

	*change = 0;
	if (!status)
		status = sql_next(store, query, &more, err);
	if (!status && more) {
		*length = sqlite3_column_bytes(query, 1);
		*bytes = pool_copy(pool, sqlite3_column_blob(query, 1),
				   (size_t)*length);
		*change = sqlite3_column_int64(query, 0);
		if (!*bytes)
			status = error_memory(err);
	}
	sql_done(query);
	return status;
}

/* What cannot be taken back, nor what was before it, and what there is to do
 * about it instead; ended by all else. */
static const struct {
	const char *command, *why;
} for_good[] = {
	{"export",
	 "people may know of it by now, so that it stays: 'connect5 repair' "
	 "mends a round that they were told of, 'connect5 match MONTH --redo "
	 "--yes' makes it again"},
	{"people erase",
	 "an erasure is for good, and so is what was before it: say what is "
	 "wrong, command by command"},
	{"undo", "only one step can be taken back"},
	{"init", "'connect5 -f FILE init' makes another one"},
	{NULL, "what is very large, or was done by an earlier connect5, stays: "
	       "a copy that 'connect5 backup' made before can take the place "
	       "of the file"},
};

/* The change before the open one, and why it cannot be taken back. */
static enum c5_status refuse(struct store *store, struct pool *pool,
			     struct c5_error *err)
{
	char at[MOMENT_TEXT];
	const char *command = "", *effect = "";
	int64_t change = 0, when = 0;
	size_t i = 0;
	sqlite3_stmt *query;
	bool more = false;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT id, at, command, effect FROM log WHERE id < ?"
			  " ORDER BY id DESC LIMIT 1",
			  "i", store->change);

	if (!status)
		status = sql_next(store, query, &more, err);
	if (!status && more) {
		change = sqlite3_column_int64(query, 0);
		when = sqlite3_column_int64(query, 1);
		command = sql_text(query, 2, pool);
		effect = sql_text(query, 3, pool);
	}
	sql_done(query);
	if (status)
		return status;
	if (!command || !effect)
		return error_memory(err);
	while (for_good[i].command && strcmp(for_good[i].command, command) != 0)
		i++;
	return error_set(err, C5_NO,
			 "there is nothing to take back: the last change is "
			 "%s (change %lld, %s: %s); %s",
			 command, (long long)change, moment_format(at, when),
			 effect, for_good[i].why);
}

enum c5_status store_undo(struct store *store, struct pool *pool,
			  const char **what, struct c5_error *err)
{
	int64_t change;
	const void *inverse = NULL;
	int length = 0;
	enum c5_status status =
		load(store, pool, &change, &inverse, &length, err);

	*what = "";
	if (!status && !change)
		status = refuse(store, pool, err);
	if (!status)
		status = describe(store, change, pool, what, err);
	if (!status)
		status = apply(store, inverse, length, err);
	if (!status)
		status = sql_run(store, err,
				 "UPDATE log SET effect = effect ||"
				 " ' (taken back)' WHERE id = ?",
				 "i", change);
	return status;
}
