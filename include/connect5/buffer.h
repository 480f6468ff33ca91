/*
 * A growing string of bytes, always NUL-terminated.
 *
 * Invariants: `text[length] == '\0'`; `text` is never NULL, also before the
 * first byte. Running out of memory is remembered: from then on every addition
 * does nothing and buffer_status() tells, so that a writer is checked once at
 * its end instead of at each of its steps.
 *
 *	struct buffer b = BUFFER_INIT;
 *	buffer_printf(&b, "%d people", n);
 *	status = buffer_status(&b, err);
 *	buffer_release(&b);
 */
#ifndef CONNECT5_BUFFER_H
#define CONNECT5_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "connect5/error.h"

struct buffer {
	char *text;    /* owned once capacity > 0; borrow with care: it moves */
	size_t length; /* bytes before the NUL */
	size_t capacity; /* bytes allocated; 0: nothing yet */
	bool failed;	 /* memory ran out: the text is incomplete */
};

extern char buffer_empty[1];
#define BUFFER_INIT                       \
	{                                 \
		buffer_empty, 0, 0, false \
	}

void buffer_add(struct buffer *buffer, const char *bytes, size_t count);
void buffer_puts(struct buffer *buffer, const char *text);
void buffer_putc(struct buffer *buffer, char byte);
void buffer_printf(struct buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Cuts the text to its first `length` bytes; 0 empties it, memory is kept. */
void buffer_cut(struct buffer *buffer, size_t length);

enum c5_status buffer_status(const struct buffer *buffer, struct c5_error *err);

/* Frees the memory; the buffer is as BUFFER_INIT again. */
void buffer_release(struct buffer *buffer);

#endif
