/*
 * The files of data/ that the program carries in itself: built-in themes,
 * prompts, sectors, ..., the numbered schema files, and the style of pages with
 * the hash by which a page admits it ("pages/page.css.hash").
 */
#ifndef CONNECT5_EMBEDDED_H
#define CONNECT5_EMBEDDED_H

#include <stddef.h>

struct embedded {
	const char
		*name; /* relative to data/: "themes.csv", "schema/001.sql" */
	const char *bytes; /* followed by a NUL that does not count */
	size_t length;
};

/* All of them, in order of their names. */
extern const struct embedded embedded_files[];
extern const size_t embedded_count;

/* The file of that name, or NULL. */
const struct embedded *embedded_find(const char *name);

#endif
