/*
 * Rows of an import wait here, in temporary tables of the programme file's
 * connection, while questions are settled that only the whole file answers:
 * the order of day and month, and which of somebody's rows counts. What is said
 * of the rows waits here too. All of it lies in a temporary file, so that
 * memory does not grow with an import.
 */
#ifndef CONNECT5_STORE_STAGING_H
#define CONNECT5_STORE_STAGING_H

#include <stdbool.h>
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

/* What a row says, in bytes that are the caller's affair, under whose it is and
 * when it was completed (0: the row does not say). */
struct staged_answer {
	size_t line;
	const char *email;
	int64_t completed;
	const char *bytes;
	size_t length;
	bool first, last; /* of its person: set when it comes back */
};
enum c5_status store_stage_answer(struct store *store,
				  const struct staged_answer *answer,
				  struct c5_error *err);

/*
 * All answers, person by person in the order of their addresses, of each the
 * oldest completion first, then by line. Strings are borrowed for the call.
 */
typedef enum c5_status (*store_staged_answer)(
	void *context, const struct staged_answer *answer,
	struct c5_error *err);
enum c5_status store_staged_answers(struct store *store,
				    store_staged_answer answer, void *context,
				    struct c5_error *err);

/* What is to be said of a row (line 0: of the file), or why it is refused. */
struct staged_remark {
	bool refusal;
	size_t line;
	const char *column, *value, *text;
};
enum c5_status store_stage_remark(struct store *store,
				  const struct staged_remark *remark,
				  struct c5_error *err);

/* The refusals, or the others, by line, then as they came; `most` of them. */
typedef enum c5_status (*store_staged_remark)(
	void *context, const struct staged_remark *remark,
	struct c5_error *err);
enum c5_status store_staged_remarks(struct store *store, bool refusals,
				    size_t most, store_staged_remark remark,
				    void *context, struct c5_error *err);

#endif
