/*
 * The store: the programme file, an SQLite database, and the only module that
 * speaks SQL. The schema and its invariants are the numbered files of
 * data/schema; a file of an earlier version is brought up to date when it is
 * opened.
 *
 * Reading and writing happen between store_begin() and store_commit() or
 * store_rollback(); a store_view() is a consistent look without a change. A
 * change writes one log entry, whose number orders all that happened.
 *
 * Ownership: strings that a function fills in live in the pool it was given.
 */
#ifndef CONNECT5_STORE_H
#define CONNECT5_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "connect5/buffer.h"
#include "connect5/correspondence.h"
#include "connect5/error.h"
#include "connect5/memory.h"
#include "connect5/month.h"
#include "connect5/settings.h"

struct store;

/* A new, empty programme file, mode 0600. C5_USAGE: there is one already. */
enum c5_status store_create(struct store **out, const char *path,
			    struct c5_error *err);

/*
 * C5_FILE: missing, not a programme file, newer than this program, damaged.
 * Waits up to `wait_ms` for other processes before any C5_BUSY.
 */
enum c5_status store_open(struct store **out, const char *path, int wait_ms,
			  struct c5_error *err);

/* Rolls back what is open. NULL is fine. */
void store_close(struct store *store);

/* Who changes what, when. `user` and `command` go to the log. */
struct store_change {
	const char *command;
	const char *user;
	int64_t now;
	bool for_good; /* cannot be taken back, nor what was before */
	bool *made;    /* set once it is permanent; or NULL */
};

/* Takes the write lock before anything is read. */
enum c5_status store_begin(struct store *store,
			   const struct store_change *change,
			   struct c5_error *err);

/*
 * Writes `effect` to the log entry and makes it all permanent. A change that
 * changed nothing leaves no entry either.
 */
enum c5_status store_commit(struct store *store, const char *effect,
			    struct c5_error *err);

/* Was the last change larger than what undo keeps? The log says so too. */
bool store_is_too_large(const struct store *store);

/*
 * Takes the last change back, inside an open change; the log keeps both. *what
 * says which, in the pool. C5_NO: there is nothing to take back, or the change
 * was too large to be kept.
 */
enum c5_status store_undo(struct store *store, struct pool *pool,
			  const char **what, struct c5_error *err);

/*
 * One consistent copy of the file while others work, mode 0600, synced and
 * renamed into place. C5_USAGE: there is a file of that name.
 */
enum c5_status store_backup(struct store *store, const char *path,
			    struct c5_error *err);

/* Rewrites the file without the bytes of what was deleted. Outside a change. */
enum c5_status store_compact(struct store *store, struct c5_error *err);

/* A consistent view; ends by store_rollback(). */
enum c5_status store_view(struct store *store, struct c5_error *err);
void store_rollback(struct store *store);

struct log_entry {
	int64_t id, at;
	const char *user, *command, *effect; /* borrowed for the call */
};
typedef enum c5_status (*store_log_entry)(void *context,
					  const struct log_entry *entry,
					  struct c5_error *err);
enum c5_status store_log(struct store *store, store_log_entry entry,
			 void *context, struct c5_error *err);

/*
 * Integrity of the database, foreign keys, and the schema against the built-in
 * one. C5_FILE: not so, the first problems in words, one a line, in `out`.
 */
enum c5_status store_verify(struct store *store, struct buffer *out,
			    struct c5_error *err);

/* The programme */

struct programme {
	const char *name;
	month_t first_month;
	int months;
	int64_t created_at;
	int rounds;	    /* made so far */
	month_t last_round; /* the month of the latest; MONTH_NONE */
};
enum c5_status store_programme(struct store *store, struct pool *pool,
			       struct programme *out, struct c5_error *err);
enum c5_status store_put_programme(struct store *store,
				   const struct programme *programme,
				   struct c5_error *err);

enum c5_status store_set_months(struct store *store, int months,
				struct c5_error *err);

enum c5_status store_settings(struct store *store, struct settings *out,
			      struct c5_error *err);
/* In whose name, and when: strings in the pool. */
enum c5_status store_correspondence(struct store *store, struct pool *pool,
				    struct correspondence *out,
				    struct c5_error *err);
/* A key of either table, as its get function writes it. */
enum c5_status store_put_setting(struct store *store, const char *key,
				 const char *value, struct c5_error *err);

#endif
