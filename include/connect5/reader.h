/*
 * The reader: bytes of a spreadsheet export in, rows of cells out. libcsv
 * parses; this adds what it leaves out: encoding, delimiter, line numbers,
 * limits, and an error instead of a silence for an unclosed quote, NUL or
 * text that is not in the encoding the file says.
 *
 * Streaming: memory is bounded by one row, whatever the size of the file.
 */
#ifndef CONNECT5_READER_H
#define CONNECT5_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "connect5/error.h"

enum {
	READER_CELL_BYTES = 1024 * 1024,    /* longer is an error */
	READER_ROW_BYTES = 4 * 1024 * 1024, /* of all its cells: too */
	READER_ROW_CELLS = 2000		    /* more is an error */
};

struct reader;

/*
 * Borrowed until the next call on the reader. Cells are as written, but for
 * blanks around them (kept inside quotes) and the _x000D_ that workbooks leave.
 * The line is one of the file's own, CRLF, LF and CR each ending one, also
 * inside quotes; a "sep=" line counts.
 */
struct row {
	size_t line;		  /* the line it starts on, 1-based */
	size_t n;		  /* cells; >= 1 */
	const char *const *cells; /* NUL-terminated UTF-8 */
};

/*
 * Supplies the bytes: fills at most `size`, sets *count, 0 at the end. `source`
 * is the caller's. Used for files, standard input and memory alike.
 */
typedef enum c5_status (*reader_source)(void *source, char *bytes, size_t size,
					size_t *count, struct c5_error *err);

/*
 * Opens and reads as far as the encoding and delimiter need. `name` is for
 * errors, copied. C5_DATA: no text we can read (an xlsx or a PDF, say), with
 * the remedy in words.
 */
enum c5_status reader_open(struct reader **out, const char *name,
			   reader_source read, void *source,
			   struct c5_error *err);

/* The same over `length` bytes in memory, which must outlive the reader. */
enum c5_status reader_open_memory(struct reader **out, const char *name,
				  const char *bytes, size_t length,
				  struct c5_error *err);

void reader_close(struct reader *reader);

/*
 * "UTF-8", "UTF-8 with BOM", "UTF-16LE", "UTF-16BE" or "Windows-1252"; static
 * text. Ask after the last row: a file that is ASCII so far is called UTF-8.
 */
const char *reader_encoding(const struct reader *reader);
char reader_delimiter(const struct reader *reader);

/*
 * The next row that is not blank (the header is the first); *more is false
 * after the last. C5_DATA names file and line.
 */
enum c5_status reader_next(struct reader *reader, struct row *out, bool *more,
			   struct c5_error *err);

#endif
