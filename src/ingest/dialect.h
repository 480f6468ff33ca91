/*
 * The dialect of a CSV file, told from its beginning: the delimiter, by a line
 * "sep=;" or else from the header row.
 */
#ifndef CONNECT5_INGEST_DIALECT_H
#define CONNECT5_INGEST_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

struct dialect {
	char delimiter;
	size_t skip; /* the bytes of a "sep=" line */
	bool empty;  /* there is nothing but blanks */
};

/* Does `text` hold the header row to its end? */
bool dialect_whole(const char *text);

struct dialect dialect_find(const char *text);

#endif
