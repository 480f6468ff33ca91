/*
 * The CSV files of data/: read with the reader, checked strictly, handed over
 * row by row. Built-in ones and those of `init --data DIR` take the same way.
 */
#ifndef CONNECT5_REFERENCE_H
#define CONNECT5_REFERENCE_H

#include <stddef.h>

#include "connect5/embedded.h"
#include "connect5/error.h"
#include "connect5/reader.h"

/* One row: cells[i] belongs to columns[i], cleaned; borrowed for the call. */
typedef enum c5_status (*reference_row)(void *context, const char *file,
					size_t line, const char *const *cells,
					struct c5_error *err);

/*
 * Reads a CSV file in memory (embedded or not), whose header must be exactly
 * `columns` (n of them, in any order); the first `required` of them must not be
 * empty. C5_DATA names file and line.
 */
struct reference_shape {
	const char *const *columns;
	size_t n, required;
};
enum c5_status reference_read(const struct embedded *file,
			      const struct reference_shape *shape,
			      reference_row row, void *context,
			      struct c5_error *err);

/*
 * Calls `value` with each value of a list cell ("a|b"), cleaned, empties
 * skipped.
 */
typedef enum c5_status (*reference_value)(void *context, const char *value,
					  struct c5_error *err);
enum c5_status reference_list(const char *cell, reference_value value,
			      void *context, struct c5_error *err);

#endif
