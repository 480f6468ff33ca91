/* The files in tests/data/, wherever the test runs. */
#ifndef CONNECT5_TEST_FILES_H
#define CONNECT5_TEST_FILES_H

#include <stddef.h>

/* "/.../tests/data": borrowed until the next call. */
const char *test_data(void);

/* A whole file under it, NUL-terminated, to be freed; the test fails if there
 * is none. `length` may be NULL. */
char *test_file(const char *name, size_t *length);

#endif
