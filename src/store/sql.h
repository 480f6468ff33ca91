/*
 * The little SQL that the store's files share: cached statements, binding by a
 * format, errors as ours. Private to src/store/.
 *
 * Formats, one letter a parameter:
 *	i  int64_t	0 stays 0
 *	r  int64_t	a reference: 0 becomes NULL
 *	m  month_t	MONTH_NONE becomes NULL
 *	k  uint64_t	stored as the same 64 bits
 *	t  const char *	text; NULL becomes NULL
 *	b  const void *, size_t	blob
 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include <sqlite3.h>

#include "connect5/memory.h"
#include "connect5/month.h"
#include "connect5/store.h"

enum { SQL_CACHE = 96 };

struct cached {
	const char *sql; /* compared by address: literals only */
	sqlite3_stmt *statement;
};

struct store {
	sqlite3 *db;
	char path[4096];
	int64_t change; /* log id of the open change; 0: none */
	bool *made;	/* to be set when it is permanent; or NULL */
	bool staged;	/* the temporary tables are there */
	struct sqlite3_session *session; /* records the open change; or NULL */
	bool too_large; /* to be recorded: it cannot be taken back */
	bool seeded;	/* `seed` is read; until the change ends */
	uint64_t seed;	/* of the programme */
	struct cached cache[SQL_CACHE];
};

/* Fills err from the database handle; `doing` says what was going on. */
enum c5_status sql_error(struct store *store, const char *doing,
			 struct c5_error *err);

/* Runs a script of statements without parameters. */
enum c5_status sql_script(struct store *store, const char *script,
			  struct c5_error *err);

/* A statement, prepared once, to be bound by hand; NULL: sql_error() knows. */
sqlite3_stmt *sql_statement(struct store *store, const char *sql);

/* Runs one statement to its end. */
enum c5_status sql_run(struct store *store, struct c5_error *err,
		       const char *sql, const char *format, ...);

/* Starts a query; step with sql_next(), end with sql_done(). */
enum c5_status sql_query(struct store *store, sqlite3_stmt **out,
			 struct c5_error *err, const char *sql,
			 const char *format, ...);
enum c5_status sql_next(struct store *store, sqlite3_stmt *query, bool *more,
			struct c5_error *err);
void sql_done(sqlite3_stmt *query);

/* Ids in an array that is used again; from malloc. */
struct sql_ids {
	int64_t *ids;
	size_t n, capacity;
};

/* The first column of all rows of a query, which ends. */
enum c5_status sql_ids(struct store *store, sqlite3_stmt *query,
		       struct sql_ids *out, struct c5_error *err);

/* The first column of the first row as a number; 0 where there is no row. */
enum c5_status sql_number(struct store *store, int64_t *out,
			  struct c5_error *err, const char *sql,
			  const char *format, ...);

/* Columns. Text is copied to the pool; NULL gives "". */
const char *sql_text(sqlite3_stmt *query, int column, struct pool *pool);
month_t sql_month(sqlite3_stmt *query, int column);

/* The list with room for one more; it doubles whenever it is full. NULL: no
 * memory. */
void *sql_room(struct pool *pool, const void *list, size_t n, size_t size);

void sql_release_cache(struct store *store);

/* The programme's seed, read once a change (programme.c). */
enum c5_status sql_seed(struct store *store, uint64_t *out,
			struct c5_error *err);

#endif
