#include "connect5/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "connect5/embedded.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/undo.h"

enum {
	APPLICATION_ID = 0x43354354, /* "C5CT" */
	/* Kept in memory to undo one statement, as most are that small. */
	STATEMENT_BYTES = 1024 * 1024,
};

/* What the log says of a change that undo does not keep. */
#define TOO_LARGE "; too large to be taken back"

/* Settings of a connection, before anything is read (see DESIGN, "the file").
 */
static enum c5_status configure(struct store *store, int wait_ms,
				struct c5_error *err)
{
	sqlite3 *db = store->db;

	sqlite3_extended_result_codes(db, 1);
	sqlite3_busy_timeout(db, wait_ms);
	if (sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) ||
	    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) ||
	    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL) ||
	    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL) ||
	    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL))
		return sql_error(store, "cannot configure the database", err);
	return sql_script(store,
			  "PRAGMA cell_size_check = ON;"
			  "PRAGMA synchronous = FULL;"
			  "PRAGMA secure_delete = ON;"
			  "PRAGMA temp_store = FILE;"
			  /* KiB: the indexes of a million people at random. */
			  "PRAGMA cache_size = -16384;",
			  err);
}

static enum c5_status connect(struct store **out, const char *path, int wait_ms,
			      struct c5_error *err)
{
	struct store *store = memory_new(1, sizeof(*store));
	enum c5_status status;

	*out = NULL;
	if (!store)
		return error_memory(err);
	if (strlen(path) >= sizeof(store->path)) {
		free(store);
		return error_set(err, C5_USAGE, "the file name is too long");
	}
	strncpy(store->path, path, sizeof(store->path) - 1);
	/* One thread, and nobody asks how much memory is in use. Refused once
	 * a first file was opened. */
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, STATEMENT_BYTES);
	if (sqlite3_open_v2(path, &store->db, SQLITE_OPEN_READWRITE, NULL)) {
		status = store->db ? sql_error(store, "cannot open", err)
				   : error_memory(err);
	} else {
		status = configure(store, wait_ms, err);
	}
	if (status)
		store_close(store);
	else
		*out = store;
	return status;
}

/* A file of ours? Reading is what finds out: opening junk succeeds. */
static enum c5_status recognise(struct store *store, struct c5_error *err)
{
	int64_t application, version, latest = schema_latest();
	enum c5_status status = sql_number(store, &application, err,
					   "PRAGMA application_id", "");

	if (!status)
		status = sql_number(store, &version, err, "PRAGMA user_version",
				    "");
	if (status)
		return status;
	if (application != APPLICATION_ID)
		return error_at(err, C5_FILE, store->path, 0,
				"this is not a programme file of connect5: "
				"name another with -f FILE, or make one with "
				"'connect5 -f NEW.db init'");
	if (version > latest)
		return error_at(
			err, C5_FILE, store->path, 0,
			"made by a newer connect5 (version %lld of the "
			"file, this program knows %lld): update connect5",
			(long long)version, (long long)latest);
	return version < latest ? schema_migrate(store, version, err) : C5_OK;
}

enum c5_status store_open(struct store **out, const char *path, int wait_ms,
			  struct c5_error *err)
{
	struct stat info;
	enum c5_status status;

	*out = NULL;
	if (stat(path, &info) != 0) {
		if (errno == ENOENT)
			return error_at(err, C5_FILE, path, 0,
					"there is no programme file here: make "
					"one with 'connect5 init', or name it "
					"with -f FILE");
		return error_at(err, C5_SYSTEM, path, 0, "%s", strerror(errno));
	}
	if (!S_ISREG(info.st_mode))
		return error_at(err, C5_FILE, path, 0,
				"this is not a file: name one with -f FILE");
	status = connect(out, path, wait_ms, err);
	if (!status)
		status = recognise(*out, err);
	if (status) {
		store_close(*out);
		*out = NULL;
	}
	return status;
}

/* Did an init that was killed leave this? Nothing, or what its journal will
 * take away as soon as the file is opened. */
static bool is_left_over(const char *path)
{
	struct buffer journal = BUFFER_INIT;
	struct stat info;
	bool left_over = lstat(path, &info) == 0 && S_ISREG(info.st_mode);

	if (left_over && info.st_size > 0) {
		buffer_printf(&journal, "%s-journal", path);
		left_over = !journal.failed && stat(journal.text, &info) == 0;
		buffer_release(&journal);
	}
	return left_over;
}

/* An empty file of mode 0600. */
static enum c5_status make_file(const char *path, bool *made,
				struct c5_error *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	*made = fd >= 0;
	if (fd >= 0) {
		close(fd);
		return C5_OK;
	}
	if (errno != EEXIST)
		return error_at(err, C5_SYSTEM, path, 0, "cannot make it: %s",
				strerror(errno));
	if (is_left_over(path))
		return C5_OK;
	return error_at(err, C5_USAGE, path, 0,
			"there is a file already: name another with -f FILE");
}

enum c5_status store_create(struct store **out, const char *path,
			    struct c5_error *err)
{
	bool made;
	enum c5_status status;

	*out = NULL;
	status = make_file(path, &made, err);
	if (status)
		return status;
	status = connect(out, path, 0, err);
	if (!status)
		status = schema_create(*out, APPLICATION_ID, err);
	if (status) {
		store_close(*out);
		*out = NULL;
		if (made)
			unlink(path);
	}
	return status;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	store_rollback(store);
	sql_release_cache(store);
	sqlite3_close(store->db);
	free(store);
}

enum c5_status store_view(struct store *store, struct c5_error *err)
{
	int64_t any;
	enum c5_status status = sql_script(store, "BEGIN", err);

	/* The view begins with the first read. */
	if (!status)
		status = sql_number(store, &any, err,
				    "SELECT count(*) FROM programme", "");
	if (status)
		store_rollback(store);
	return status;
}

void store_rollback(struct store *store)
{
	store->change = 0;
	store->seeded = false;
	undo_forget(store);
	if (store->db && !sqlite3_get_autocommit(store->db)) {
		for (size_t i = 0; i < SQL_CACHE; i++)
			if (store->cache[i].statement)
				sqlite3_reset(store->cache[i].statement);
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	}
}

enum c5_status store_begin(struct store *store,
			   const struct store_change *change,
			   struct c5_error *err)
{
	/* IMMEDIATE: a lock taken later could fail without waiting. */
	enum c5_status status =
		sqlite3_get_autocommit(store->db)
			? sql_script(store, "BEGIN IMMEDIATE", err)
			: C5_OK;

	if (!status)
		status = sql_run(store, err,
				 "INSERT INTO log (at, user, command, effect)"
				 " VALUES (?, ?, ?, '')",
				 "itt", change->now, change->user,
				 change->command);
	if (status) {
		store_rollback(store);
		return status;
	}
	store->change = sqlite3_last_insert_rowid(store->db);
	store->made = change->made;
	store->too_large = store->seeded = false;
	if (!change->for_good)
		status = undo_record(store, err);
	if (status)
		store_rollback(store);
	return status;
}

enum c5_status store_commit(struct store *store, const char *effect,
			    struct c5_error *err)
{
	enum c5_status status;

	if (undo_is_empty(store)) {
		store_rollback(store);
		return C5_OK;
	}
	undo_watch(store);
	status = sql_run(store, err,
			 "UPDATE log SET effect = ? || ? WHERE id = ?", "tti",
			 effect, store->too_large ? TOO_LARGE : "",
			 store->change);
	if (!status)
		status = undo_keep(store, err);
	if (!status)
		status = sql_script(store, "COMMIT", err);
	if (status)
		store_rollback(store);
	else if (store->made)
		*store->made = true;
	store->change = 0;
	store->seeded = false;
	return status;
}

bool store_is_too_large(const struct store *store)
{
	return store->too_large;
}

enum c5_status store_compact(struct store *store, struct c5_error *err)
{
	sql_release_cache(store);
	return sql_script(store, "VACUUM", err);
}

enum c5_status store_log(struct store *store, store_log_entry entry,
			 void *context, struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT id, at, user, command, effect FROM log ORDER BY id",
		"");

	if (status)
		return status;
	while (!(status = sql_next(store, query, &more, err)) && more) {
		struct log_entry found = {
			.id = sqlite3_column_int64(query, 0),
			.at = sqlite3_column_int64(query, 1),
			.user = (const char *)sqlite3_column_text(query, 2),
			.command = (const char *)sqlite3_column_text(query, 3),
			.effect = (const char *)sqlite3_column_text(query, 4),
		};

		if (!found.user || !found.command || !found.effect)
			status = error_memory(err);
		else
			status = entry(context, &found, err);
		if (status)
			break;
	}
	sql_done(query);
	return status;
}
