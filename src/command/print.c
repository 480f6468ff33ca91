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

/* As a word of a shell, within single quotes of ours. */
static void put_word(struct buffer *out, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789/._-+,:@%=";

	if (*word && !word[strspn(word, plain)]) {
		buffer_puts(out, word);
		return;
	}
	buffer_putc(out, '"');
	for (; *word; word++) {
		if (strchr("\\\"$`", *word))
			buffer_putc(out, '\\');
		buffer_putc(out, *word);
	}
	buffer_putc(out, '"');
}

/* Does one of our commands stand there? A file may be called "connect5 1". */
static bool is_command(const char *words)
{
	size_t length = strcspn(words, " '\n");

	for (size_t i = 0; command_table[i]; i++)
		if (strlen(command_table[i]->name) == length &&
		    strncmp(command_table[i]->name, words, length) == 0)
			return true;
	return false;
}

void put_remedy(struct buffer *out, const struct context *context,
		const char *text)
{
	static const char program[] = "connect5 ";
	const char *start = text, *at;

	while (strcmp(context->file, context->usual) != 0 &&
	       (at = strstr(text, program))) {
		const char *words = at + strlen(program);

		buffer_add(out, text, (size_t)(words - text));
		text = words;
		if ((at != start && at[-1] != '\'') || !is_command(words))
			continue;
		buffer_puts(out, "-f ");
		put_word(out, context->file);
		buffer_putc(out, ' ');
	}
	buffer_puts(out, text);
}

/* A line of standard error, nothing raw from data in it. */
static void say(const struct context *context, const struct buffer *text)
{
	struct buffer visible = BUFFER_INIT, words = BUFFER_INIT;

	put_remedy(&words, context, text->text);
	buffer_puts(&visible, "connect5: ");
	text_visible(&visible, words.text);
	buffer_putc(&visible, '\n');
	fwrite(visible.text, 1, visible.length, stderr);
	buffer_release(&visible);
	buffer_release(&words);
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
	say(context, &text);
	buffer_release(&text);
}

void complain(const struct context *context, const struct c5_error *err)
{
	struct buffer text = BUFFER_INIT;

	if (err->file[0])
		buffer_printf(&text, "%s:", err->file);
	if (err->line)
		buffer_printf(&text, "%zu:", err->line);
	if (text.length)
		buffer_putc(&text, ' ');
	buffer_puts(&text, err->text);
	say(context, &text);
	buffer_release(&text);
}
