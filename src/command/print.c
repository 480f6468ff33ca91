#include "command/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "connect5/text.h"

void print(const struct buffer *buffer)
{
	fwrite(buffer->text, 1, buffer->length, stdout);
}

enum c5_status print_json(json_t *value, struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	enum c5_status status = json_finish(&out, value, err);

	if (!status)
		print(&out);
	buffer_release(&out);
	return status;
}

enum c5_status print_outcome(const struct context *context, const char *key,
			     const char *words, const char *value,
			     struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	enum c5_status status;

	if (context->json)
		return print_json(json_pack("{s:s}", key, value), err);
	buffer_puts(&out, words);
	text_visible(&out, value);
	buffer_putc(&out, '\n');
	status = buffer_status(&out, err);
	if (!status)
		print(&out);
	buffer_release(&out);
	return status;
}

/* A line of standard error, nothing raw from data in it. */
static void say(const struct buffer *text)
{
	struct buffer visible = BUFFER_INIT;

	buffer_puts(&visible, "connect5: ");
	text_visible(&visible, text->text);
	buffer_putc(&visible, '\n');
	fwrite(visible.text, 1, visible.length, stderr);
	buffer_release(&visible);
}

void note(const struct context *context, const char *format, ...)
{
	struct buffer text = BUFFER_INIT;
	char line[2048];
	va_list arguments;

	if (context->quiet)
		return;
	va_start(arguments, format);
	vsnprintf(line, sizeof(line), format, arguments);
	va_end(arguments);
	text_mend_end(line);
	buffer_puts(&text, line);
	say(&text);
	buffer_release(&text);
}

void complain(const struct c5_error *err)
{
	struct buffer text = BUFFER_INIT;

	if (err->file[0])
		buffer_printf(&text, "%s:", err->file);
	if (err->line)
		buffer_printf(&text, "%zu:", err->line);
	if (text.length)
		buffer_putc(&text, ' ');
	buffer_puts(&text, err->text);
	say(&text);
	buffer_release(&text);
}
