/*
 * Errors: a status says what kind of failure it is, a c5_error says where and
 * what in words.
 *
 * Every fallible function has the shape
 *
 *	enum c5_status f(T *out, ..., struct c5_error *err);
 *
 * and on failure leaves *out empty and *err filled. The status values are the
 * exit codes of the program, so that a failure keeps its meaning all the way
 * up. The library never prints and never exits. `err` may be NULL.
 */
#ifndef CONNECT5_ERROR_H
#define CONNECT5_ERROR_H

#include <stddef.h>

enum c5_status {
	C5_OK = 0,     /* done, or nothing to do */
	C5_NO = 1,     /* the answer is no */
	C5_USAGE = 2,  /* the command line */
	C5_DATA = 3,   /* input data needs attention */
	C5_FILE = 4,   /* the programme file: missing, not ours, damaged */
	C5_SYSTEM = 5, /* disk, memory, permission; or a bug of ours */
	C5_BUSY = 75   /* the programme file is in use */
};

struct c5_error {
	enum c5_status status;
	size_t line;	 /* 1-based line in `file`; 0: none */
	char file[256];	 /* what the error is about; "": none */
	char text[1024]; /* lower case, no full stop, cut at a character */
};

/* Fills *err and returns `status`, so that `return error_set(...)` reads well.
 */
enum c5_status error_set(struct c5_error *err, enum c5_status status,
			 const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same, about a line of a file. */
enum c5_status error_at(struct c5_error *err, enum c5_status status,
			const char *file, size_t line, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* "out of memory", C5_SYSTEM. */
enum c5_status error_memory(struct c5_error *err);

#endif
