/* A sheet of answers, read twice through reader and form as `import` does. */
#ifndef CONNECT5_TEST_SHEET_H
#define CONNECT5_TEST_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "connect5/form.h"

enum { SHEET_ROWS = 40 };

struct sheet_row {
	enum c5_status status; /* C5_OK, or C5_DATA: refused */
	struct answer answer;
	struct refusal refusal;
};

struct sheet {
	struct form *form; /* NULL: `err` says why */
	struct c5_error err;
	size_t headers;	  /* rows of them: 1, or 2 */
	const char *note; /* of form_settle(); "" for none */
	struct pool pool;
	struct sheet_row rows[SHEET_ROWS];
	size_t n;
};

/* Reads with the built-in words; the test fails if the bytes are no CSV. */
void sheet_read(struct sheet *out, const char *bytes, size_t length,
		bool add_sectors);
void sheet_parse(struct sheet *out, const char *csv);
void sheet_forget(struct sheet *sheet);

/* The words it reads with. */
struct vocabulary *sheet_vocabulary(void);

#endif
