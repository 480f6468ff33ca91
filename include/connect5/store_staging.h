/*
 * Rows of an import wait here, in temporary tables of the programme file's
 * connection, while questions are settled that only the whole file answers:
 * the order of day and month, and which of somebody's rows counts.
 */
#ifndef CONNECT5_STORE_STAGING_H
#define CONNECT5_STORE_STAGING_H

#include <stddef.h>

#include "connect5/store.h"

/* Empties the tables; call first. Needs an open change or view. */
enum c5_status store_stage_clear(struct store *store, struct c5_error *err);

enum c5_status store_stage_row(struct store *store, size_t line, size_t n,
			       const char *const *cells, struct c5_error *err);

typedef enum c5_status (*store_staged_row)(void *context, size_t line, size_t n,
					   const char *const *cells,
					   struct c5_error *err);
/* All rows, in the order of their lines. */
enum c5_status store_staged(struct store *store, store_staged_row row,
			    void *context, struct c5_error *err);
/* The one that starts on `line`. */
enum c5_status store_staged_at(struct store *store, size_t line,
			       store_staged_row row, void *context,
			       struct c5_error *err);

/* Notes whose row it is and when it was completed (0: the row does not say). */
struct staged_person {
	size_t line;
	const char *email, *name;
	int64_t completed;
};
enum c5_status store_stage_person(struct store *store,
				  const struct staged_person *person,
				  struct c5_error *err);

/*
 * All rows of one person, oldest completion first, then by line; persons in the
 * order of their addresses. Strings are borrowed for the call.
 */
typedef enum c5_status (*store_staged_group)(void *context,
					     const struct staged_person *rows,
					     size_t n, struct c5_error *err);
enum c5_status store_staged_people(struct store *store,
				   store_staged_group group, void *context,
				   struct c5_error *err);

#endif
