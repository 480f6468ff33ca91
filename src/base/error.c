#include "connect5/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Drops a UTF-8 sequence that the end of the array cut in two. */
static void cut_at_character(char *text)
{
	size_t end = strlen(text), start = end;

	while (start > 0 && (text[start - 1] & 0xC0) == 0x80)
		start--;
	if (start == 0 || !(text[start - 1] & 0x80))
		return;
	unsigned char lead = (unsigned char)text[start - 1];
	size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
	if (end - start + 1 < wanted)
		text[start - 1] = '\0';
}

static void fill(struct c5_error *err, enum c5_status status,
		 const char *format, va_list arguments)
	__attribute__((format(printf, 3, 0)));

static void fill(struct c5_error *err, enum c5_status status,
		 const char *format, va_list arguments)
	__attribute__((format(printf, 3, 0)));

static void fill(struct c5_error *err, enum c5_status status,
		 const char *format, va_list arguments)
{
	err->status = status;
	vsnprintf(err->text, sizeof(err->text), format, arguments);
	cut_at_character(err->text);
}

enum c5_status error_set(struct c5_error *err, enum c5_status status,
			 const char *format, ...)
{
	if (err) {
		va_list arguments;

		err->line = 0;
		err->file[0] = '\0';
		va_start(arguments, format);
		fill(err, status, format, arguments);
		va_end(arguments);
	}
	return status;
}

enum c5_status error_at(struct c5_error *err, enum c5_status status,
			const char *file, size_t line, const char *format, ...)
{
	if (err) {
		va_list arguments;

		err->line = line;
		snprintf(err->file, sizeof(err->file), "%s", file);
		cut_at_character(err->file);
		va_start(arguments, format);
		fill(err, status, format, arguments);
		va_end(arguments);
	}
	return status;
}

enum c5_status error_memory(struct c5_error *err)
{
	return error_set(err, C5_SYSTEM, "out of memory");
}
