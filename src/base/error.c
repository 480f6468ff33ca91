#include "connect5/error.h"

#include <stdarg.h>
#include <stdio.h>

#include "connect5/text.h"

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
	text_mend_end(err->text);
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
		text_mend_end(err->file);
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
