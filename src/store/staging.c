#include "connect5/store_staging.h"

#include <stdlib.h>
#include <string.h>

#include "store/sql.h"

static const char staging_tables[] =
	"CREATE TEMP TABLE IF NOT EXISTS staged ("
	" line INTEGER PRIMARY KEY, cells INTEGER NOT NULL, bytes BLOB NOT NULL"
	") STRICT;"
	"CREATE TEMP TABLE IF NOT EXISTS staged_person ("
	" email TEXT NOT NULL, completed INTEGER NOT NULL,"
	" line INTEGER NOT NULL, name TEXT NOT NULL,"
	" PRIMARY KEY (email, completed, line)"
	") STRICT, WITHOUT ROWID;";

enum c5_status store_stage_clear(struct store *store, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	if (!store->staged)
		status = sql_script(store, staging_tables, err);
	if (status)
		return status;
	store->staged = true;
	return sql_script(store,
			  "DELETE FROM temp.staged;"
			  "DELETE FROM temp.staged_person;",
			  err);
}

enum c5_status store_stage_row(struct store *store, size_t line, size_t n,
			       const char *const *cells, struct c5_error *err)
{
	struct buffer bytes = BUFFER_INIT;
	enum c5_status status;

	/* Cells hold no NUL, which therefore ends each of them. */
	for (size_t i = 0; i < n; i++)
		buffer_add(&bytes, cells[i], strlen(cells[i]) + 1);
	status = buffer_status(&bytes, err);
	if (!status)
		status = sql_run(store, err,
				 "INSERT INTO temp.staged (line, cells, bytes)"
				 " VALUES (?, ?, ?)",
				 "iib", (int64_t)line, (int64_t)n,
				 (const void *)bytes.text, bytes.length);
	buffer_release(&bytes);
	return status;
}

/* Points cells[] into the bytes of a staged row. */
static enum c5_status unpack(const char ***cells, size_t *capacity, size_t n,
			     const char *bytes, struct c5_error *err)
{
	void *grown = memory_grow(*cells, capacity, n, sizeof(**cells));

	if (!grown)
		return error_memory(err);
	*cells = grown;
	for (size_t i = 0; i < n; i++) {
		(*cells)[i] = bytes;
		bytes += strlen(bytes) + 1;
	}
	return C5_OK;
}

/* Hands the rows of a query over, and ends it. */
static enum c5_status hand_over(struct store *store, sqlite3_stmt *query,
				store_staged_row row, void *context,
				struct c5_error *err)
{
	const char **cells = NULL;
	size_t capacity = 0;
	bool more = true;
	enum c5_status status;

	while (!(status = sql_next(store, query, &more, err)) && more) {
		size_t line = (size_t)sqlite3_column_int64(query, 0);
		size_t n = (size_t)sqlite3_column_int64(query, 1);
		const char *bytes = sqlite3_column_blob(query, 2);

		/* SQLite gives NULL for no bytes as well. */
		status = bytes || !n ? unpack(&cells, &capacity, n, bytes, err)
				     : error_memory(err);
		if (!status)
			status = row(context, line, n, cells, err);
		if (status)
			break;
	}
	sql_done(query);
	free(cells);
	return status;
}

enum c5_status store_staged(struct store *store, store_staged_row row,
			    void *context, struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT line, cells, bytes FROM temp.staged ORDER BY line", "");

	return status ? status : hand_over(store, query, row, context, err);
}

enum c5_status store_staged_at(struct store *store, size_t line,
			       store_staged_row row, void *context,
			       struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT line, cells, bytes FROM temp.staged WHERE line = ?",
		"i", (int64_t)line);

	return status ? status : hand_over(store, query, row, context, err);
}

enum c5_status store_stage_person(struct store *store,
				  const struct staged_person *person,
				  struct c5_error *err)
{
	return sql_run(store, err,
		       "INSERT INTO temp.staged_person"
		       " (email, completed, line, name) VALUES (?, ?, ?, ?)",
		       "tiit", person->email, person->completed,
		       (int64_t)person->line, person->name);
}

/* The rows of one person while they are collected. */
struct collected {
	struct pool pool;
	struct staged_person *rows;
	size_t n, capacity;
};

static enum c5_status collect(struct collected *people, sqlite3_stmt *query,
			      struct c5_error *err)
{
	void *grown = memory_grow(people->rows, &people->capacity,
				  people->n + 1, sizeof(*people->rows));
	struct staged_person person = {
		.email = sql_text(query, 0, &people->pool),
		.completed = sqlite3_column_int64(query, 1),
		.line = (size_t)sqlite3_column_int64(query, 2),
		.name = sql_text(query, 3, &people->pool),
	};

	if (grown)
		people->rows = grown;
	if (!grown || !person.email || !person.name)
		return error_memory(err);
	people->rows[people->n++] = person;
	return C5_OK;
}

static enum c5_status give_group(struct collected *people,
				 store_staged_group group, void *context,
				 struct c5_error *err)
{
	enum c5_status status =
		people->n ? group(context, people->rows, people->n, err)
			  : C5_OK;

	pool_release(&people->pool);
	people->n = 0;
	return status;
}

enum c5_status store_staged_people(struct store *store,
				   store_staged_group group, void *context,
				   struct c5_error *err)
{
	struct collected people = {.rows = NULL};
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT email, completed, line, name FROM temp.staged_person"
		" ORDER BY email, completed, line",
		"");

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		const char *email = (const char *)sqlite3_column_text(query, 0);

		if (people.n && strcmp(people.rows[0].email, email) != 0)
			status = give_group(&people, group, context, err);
		if (!status)
			status = collect(&people, query, err);
		if (status)
			break;
	}
	if (!status)
		status = give_group(&people, group, context, err);
	sql_done(query);
	pool_release(&people.pool);
	free(people.rows);
	return status;
}
