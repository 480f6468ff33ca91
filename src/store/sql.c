#include "store/sql.h"

#include <stdarg.h>
#include <string.h>

#include "store/undo.h"

/* What an SQLite result code means to the person at the keyboard. */
static enum c5_status status_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return C5_BUSY;
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT:
	case SQLITE_SCHEMA:
		return C5_FILE;
	default:
		return C5_SYSTEM;
	}
}

/* What to do about a failure of the system. */
static const char *remedy_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_READONLY:
		return ": file and folder must be yours to read and write";
	case SQLITE_FULL:
	case SQLITE_IOERR:
		return ": is the disk full? make room and try again";
	default:
		return "";
	}
}

enum c5_status sql_error(struct store *store, const char *doing,
			 struct c5_error *err)
{
	int code = sqlite3_extended_errcode(store->db);
	enum c5_status status = status_of(code);
	const char *message = sqlite3_errmsg(store->db);

	if ((code & 0xff) == SQLITE_NOMEM)
		return error_memory(err);
	if (status == C5_BUSY)
		return error_at(err, status, store->path, 0,
				"the file is in use by another process: try "
				"again, or wait longer with --wait SECONDS");
	if (status == C5_FILE)
		return error_at(
			err, status, store->path, 0,
			"not a programme file, or damaged (%s): restore "
			"it from a backup",
			message);
	return error_at(err, status, store->path, 0, "%s: %s%s", doing, message,
			remedy_of(code));
}

enum c5_status sql_script(struct store *store, const char *script,
			  struct c5_error *err)
{
	if (sqlite3_exec(store->db, script, NULL, NULL, NULL) != SQLITE_OK)
		return sql_error(store, "cannot run a script", err);
	return C5_OK;
}

/* What is asked for often is found soon: half the way nearer each time. */
static sqlite3_stmt *to_front(struct store *store, size_t slot)
{
	struct cached found = store->cache[slot];

	if (slot) {
		store->cache[slot] = store->cache[slot / 2];
		store->cache[slot / 2] = found;
	}
	return found.statement;
}

sqlite3_stmt *sql_statement(struct store *store, const char *sql)
{
	size_t slot = 0;

	while (slot < SQL_CACHE && store->cache[slot].sql &&
	       store->cache[slot].sql != sql)
		slot++;
	if (slot == SQL_CACHE) { /* full: the last slot is used again */
		slot--;
		sqlite3_finalize(store->cache[slot].statement);
		store->cache[slot].sql = NULL;
	}
	if (!store->cache[slot].sql) {
		sqlite3_stmt *statement;

		if (sqlite3_prepare_v3(store->db, sql, -1,
				       SQLITE_PREPARE_PERSISTENT, &statement,
				       NULL) != SQLITE_OK)
			return NULL;
		store->cache[slot].sql = sql;
		store->cache[slot].statement = statement;
	}
	return to_front(store, slot);
}

void *sql_room(struct pool *pool, const void *list, size_t n, size_t size)
{
	void *wider;

	if (n & (n - 1)) /* not full: filled up to a power of two */
		return (void *)(uintptr_t)list;
	wider = pool_alloc(pool, (n ? 2 * n : 1) * size);
	if (wider && n)
		memcpy(wider, list, n * size);
	return wider;
}

void sql_release_cache(struct store *store)
{
	for (size_t i = 0; i < SQL_CACHE; i++) {
		sqlite3_finalize(store->cache[i].statement);
		store->cache[i].statement = NULL;
		store->cache[i].sql = NULL;
	}
}

static int bind_number(sqlite3_stmt *statement, int at, char kind,
		       va_list *arguments)
{
	int64_t number;

	if (kind == 'm') {
		month_t month = va_arg(*arguments, month_t);

		return month == MONTH_NONE
			       ? sqlite3_bind_null(statement, at)
			       : sqlite3_bind_int64(statement, at, month);
	}
	if (kind == 'k')
		return sqlite3_bind_int64(
			statement, at, (int64_t)va_arg(*arguments, uint64_t));
	number = va_arg(*arguments, int64_t);
	if (kind == 'r' && number == 0)
		return sqlite3_bind_null(statement, at);
	return sqlite3_bind_int64(statement, at, number);
}

/* `lifetime`: SQLITE_STATIC where the values outlive the statement's run. */
static int bind_all(sqlite3_stmt *statement, const char *format,
		    sqlite3_destructor_type lifetime, va_list *arguments)
{
	int result = SQLITE_OK;

	for (int at = 1; *format && result == SQLITE_OK; format++, at++) {
		if (*format == 't') {
			result = sqlite3_bind_text(
				statement, at, va_arg(*arguments, const char *),
				-1, lifetime);
		} else if (*format == 'b') {
			const void *bytes = va_arg(*arguments, const void *);
			size_t length = va_arg(*arguments, size_t);

			result = sqlite3_bind_blob64(statement, at, bytes,
						     length, lifetime);
		} else {
			result = bind_number(statement, at, *format, arguments);
		}
	}
	return result;
}

/* Makes a prepared statement, NULL where that failed, ready to run. */
static enum c5_status begin(struct store *store, sqlite3_stmt *statement,
			    const char *format,
			    sqlite3_destructor_type lifetime,
			    va_list *arguments, struct c5_error *err)
{
	if (!statement)
		return sql_error(store, "cannot prepare a statement", err);
	if (bind_all(statement, format, lifetime, arguments) != SQLITE_OK) {
		sql_done(statement);
		return sql_error(store, "cannot bind a value", err);
	}
	return C5_OK;
}

void sql_done(sqlite3_stmt *query)
{
	if (!query)
		return;
	sqlite3_reset(query);
	sqlite3_clear_bindings(query);
}

enum c5_status sql_next(struct store *store, sqlite3_stmt *query, bool *more,
			struct c5_error *err)
{
	int code = sqlite3_step(query);
	enum c5_status status = C5_OK;

	*more = code == SQLITE_ROW;
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		status = sql_error(store, "the file refuses", err);
	return status;
}

enum c5_status sql_query(struct store *store, sqlite3_stmt **out,
			 struct c5_error *err, const char *sql,
			 const char *format, ...)
{
	sqlite3_stmt *statement = sql_statement(store, sql);
	va_list arguments;

	va_start(arguments, format);
	enum c5_status status = begin(store, statement, format,
				      SQLITE_TRANSIENT, &arguments, err);
	va_end(arguments);
	*out = status ? NULL : statement;
	return status;
}

enum c5_status sql_run(struct store *store, struct c5_error *err,
		       const char *sql, const char *format, ...)
{
	sqlite3_stmt *statement = sql_statement(store, sql);
	va_list arguments;
	bool more = true;

	va_start(arguments, format);
	enum c5_status status =
		begin(store, statement, format, SQLITE_STATIC, &arguments, err);
	va_end(arguments);
	if (status)
		return status;
	while (!status && more)
		status = sql_next(store, statement, &more, err);
	sql_done(statement);
	undo_watch(store);
	return status;
}

enum c5_status sql_ids(struct store *store, sqlite3_stmt *query,
		       struct sql_ids *out, struct c5_error *err)
{
	enum c5_status status;
	bool more = true;

	out->n = 0;
	while (!(status = sql_next(store, query, &more, err)) && more) {
		void *grown = memory_grow(out->ids, &out->capacity, out->n + 1,
					  sizeof(*out->ids));

		if (!grown) {
			status = error_memory(err);
			break;
		}
		out->ids = grown;
		out->ids[out->n++] = sqlite3_column_int64(query, 0);
	}
	sql_done(query);
	return status;
}

enum c5_status sql_number(struct store *store, int64_t *out,
			  struct c5_error *err, const char *sql,
			  const char *format, ...)
{
	sqlite3_stmt *statement = sql_statement(store, sql);
	va_list arguments;
	bool more;

	*out = 0;
	va_start(arguments, format);
	enum c5_status status =
		begin(store, statement, format, SQLITE_STATIC, &arguments, err);
	va_end(arguments);
	if (status)
		return status;
	status = sql_next(store, statement, &more, err);
	if (!status && more)
		*out = sqlite3_column_int64(statement, 0);
	sql_done(statement);
	return status;
}

const char *sql_text(sqlite3_stmt *query, int column, struct pool *pool)
{
	const char *text = (const char *)sqlite3_column_text(query, column);
	size_t length = (size_t)sqlite3_column_bytes(query, column);

	return text && length ? pool_copy(pool, text, length) : "";
}

month_t sql_month(sqlite3_stmt *query, int column)
{
	if (sqlite3_column_type(query, column) == SQLITE_NULL)
		return MONTH_NONE;
	return (month_t)sqlite3_column_int64(query, column);
}
