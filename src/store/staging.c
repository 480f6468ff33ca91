#include "connect5/store_staging.h"

#include <stdlib.h>
#include <string.h>

#include "store/sql.h"

static const char staging_tables[] =
	"CREATE TEMP TABLE IF NOT EXISTS staged ("
	" line INTEGER PRIMARY KEY, cells INTEGER NOT NULL, bytes BLOB NOT NULL"
	") STRICT;"
	/* Sorted once when read: cheaper than a million places in a tree. */
	"CREATE TEMP TABLE IF NOT EXISTS staged_answer ("
	" email TEXT NOT NULL, completed INTEGER NOT NULL,"
	" line INTEGER NOT NULL, bytes BLOB NOT NULL"
	") STRICT;"
	"CREATE TEMP TABLE IF NOT EXISTS staged_remark ("
	" refusal INTEGER NOT NULL, line INTEGER NOT NULL,"
	" heading TEXT NOT NULL, value TEXT NOT NULL, text TEXT NOT NULL"
	") STRICT;";

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
			  "DELETE FROM temp.staged_answer;"
			  "DELETE FROM temp.staged_remark;",
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

enum c5_status store_stage_answer(struct store *store,
				  const struct staged_answer *answer,
				  struct c5_error *err)
{
	return sql_run(store, err,
		       "INSERT INTO temp.staged_answer"
		       " (email, completed, line, bytes) VALUES (?, ?, ?, ?)",
		       "tiib", answer->email, answer->completed,
		       (int64_t)answer->line, (const void *)answer->bytes,
		       answer->length);
}

/* An answer while the one after it tells whether it is its person's last. */
struct held {
	struct staged_answer answer;
	struct buffer email, bytes;
};

static enum c5_status hold(struct held *held, sqlite3_stmt *row,
			   struct c5_error *err)
{
	buffer_cut(&held->email, 0);
	buffer_cut(&held->bytes, 0);
	buffer_puts(&held->email, (const char *)sqlite3_column_text(row, 0));
	buffer_add(&held->bytes, sqlite3_column_blob(row, 3),
		   (size_t)sqlite3_column_bytes(row, 3));
	held->answer = (struct staged_answer){
		.email = held->email.text,
		.completed = sqlite3_column_int64(row, 1),
		.line = (size_t)sqlite3_column_int64(row, 2),
		.bytes = held->bytes.text,
		.length = held->bytes.length,
		.first = true,
	};
	held->bytes.failed |= held->email.failed;
	return buffer_status(&held->bytes, err);
}

enum c5_status store_staged_answers(struct store *store,
				    store_staged_answer answer, void *context,
				    struct c5_error *err)
{
	struct held two[2] = {{.email = BUFFER_INIT, .bytes = BUFFER_INIT},
			      {.email = BUFFER_INIT, .bytes = BUFFER_INIT}};
	struct held *before = &two[0], *next = &two[1];
	sqlite3_stmt *query;
	bool more = true, any = false;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT email, completed, line, bytes FROM temp.staged_answer"
		" ORDER BY email, completed, line",
		"");

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		status = hold(next, query, err);
		if (!status && any) {
			next->answer.first = strcmp(before->answer.email,
						    next->answer.email) != 0;
			before->answer.last = next->answer.first;
			status = answer(context, &before->answer, err);
		}
		struct held *spare = before;
		before = next;
		next = spare;
		any = true;
	}
	before->answer.last = true;
	if (!status && any)
		status = answer(context, &before->answer, err);
	sql_done(query);
	for (size_t i = 0; i < 2; i++) {
		buffer_release(&two[i].email);
		buffer_release(&two[i].bytes);
	}
	return status;
}

enum c5_status store_stage_remark(struct store *store,
				  const struct staged_remark *remark,
				  struct c5_error *err)
{
	return sql_run(store, err,
		       "INSERT INTO temp.staged_remark"
		       " (refusal, line, heading, value, text)"
		       " VALUES (?, ?, ?, ?, ?)",
		       "iittt", (int64_t)remark->refusal, (int64_t)remark->line,
		       remark->column, remark->value, remark->text);
}

enum c5_status store_staged_remarks(struct store *store, bool refusals,
				    size_t most, store_staged_remark remark,
				    void *context, struct c5_error *err)
{
	int64_t limit = most > INT64_MAX ? -1 : (int64_t)most;
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT line, heading, value, text FROM temp.staged_remark"
		" WHERE refusal = ? ORDER BY line, rowid LIMIT ?",
		"ii", (int64_t)refusals, limit);

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		struct staged_remark found = {
			.refusal = refusals,
			.line = (size_t)sqlite3_column_int64(query, 0),
			.column = (const char *)sqlite3_column_text(query, 1),
			.value = (const char *)sqlite3_column_text(query, 2),
			.text = (const char *)sqlite3_column_text(query, 3),
		};

		status = found.column && found.value && found.text
				 ? remark(context, &found, err)
				 : error_memory(err);
	}
	sql_done(query);
	return status;
}
