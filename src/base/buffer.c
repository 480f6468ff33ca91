#include "connect5/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/memory.h"

enum { LEAST = 128 }; /* bytes, so that a line seldom grows it again */

char buffer_empty[1];

/* Room for `extra` more bytes and the NUL. */
static bool reserve(struct buffer *buffer, size_t extra)
{
	if (buffer->failed || extra >= SIZE_MAX - buffer->length) {
		buffer->failed = true;
		return false;
	}
	size_t needed = buffer->length + extra + 1;
	if (needed <= buffer->capacity)
		return true;
	char *old = buffer->capacity ? buffer->text : NULL;
	char *text = memory_grow(old, &buffer->capacity,
				 needed < LEAST ? LEAST : needed, 1);
	if (!text) {
		buffer->failed = true;
		return false;
	}
	buffer->text = text;
	return true;
}

void buffer_add(struct buffer *buffer, const char *bytes, size_t count)
{
	if (!count || !reserve(buffer, count))
		return;
	memcpy(buffer->text + buffer->length, bytes, count);
	buffer->length += count;
	buffer->text[buffer->length] = '\0';
}

void buffer_puts(struct buffer *buffer, const char *text)
{
	buffer_add(buffer, text, strlen(text));
}

void buffer_putc(struct buffer *buffer, char byte)
{
	buffer_add(buffer, &byte, 1);
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (count < 0 || !reserve(buffer, (size_t)count)) {
		buffer->failed = true;
		return;
	}
	va_start(arguments, format);
	vsnprintf(buffer->text + buffer->length, (size_t)count + 1, format,
		  arguments);
	va_end(arguments);
	buffer->length += (size_t)count;
}

void buffer_cut(struct buffer *buffer, size_t length)
{
	if (length >= buffer->length)
		return;
	buffer->length = length;
	buffer->text[length] = '\0';
}

enum c5_status buffer_status(const struct buffer *buffer, struct c5_error *err)
{
	return buffer->failed ? error_memory(err) : C5_OK;
}

void buffer_release(struct buffer *buffer)
{
	if (buffer->capacity)
		free(buffer->text);
	*buffer = (struct buffer)BUFFER_INIT;
}
