/* What a template was filled to, as plain text and as HTML. */
#include "connect5/template.h"

#include <string.h>

#include "publish/template_parts.h"

enum { COLUMNS = 72 };

/* A line, in as many as it takes; those after the first are indented. */
static void wrap(struct buffer *out, const char *text, size_t length,
		 const char *indent)
{
	const char *end = text + length;
	size_t used = strlen(indent);

	for (bool first = true; text < end; first = false) {
		const char *blank = memchr(text, ' ', (size_t)(end - text));
		size_t word = (size_t)((blank ? blank : end) - text);
		size_t columns = template_characters(text, word);

		if (!first && used + 1 + columns > COLUMNS) {
			buffer_printf(out, "\n%s", indent);
			used = strlen(indent);
		} else if (!first) {
			buffer_putc(out, ' ');
			used++;
		}
		buffer_add(out, text, word);
		used += columns;
		text += word + (blank != NULL);
	}
	buffer_putc(out, '\n');
}

void letter_text_plain(struct buffer *out, const struct letter_text *text)
{
	for (const char *at = text->lines.text; *at;) {
		size_t length = strcspn(at, "\n");

		if (*at == LETTER_ITEM) {
			buffer_puts(out, "- ");
			wrap(out, at + 1, length - 1, "  ");
		} else {
			wrap(out, at + 1, length - 1, "");
		}
		at += length + 1;
	}
}

static void escape(struct buffer *out, const char *text, size_t length)
{
	for (; length; length--, text++) {
		switch (*text) {
		case '&':
			buffer_puts(out, "&amp;");
			break;
		case '<':
			buffer_puts(out, "&lt;");
			break;
		case '>':
			buffer_puts(out, "&gt;");
			break;
		case '"':
			buffer_puts(out, "&quot;");
			break;
		default:
			buffer_putc(out, *text);
		}
	}
}

/* What goes between two lines. */
static const char *between(char before, char after)
{
	if (before == after)
		return after == LETTER_LINE   ? "<br>\n"
		       : after == LETTER_ITEM ? "</li>\n<li>"
					      : "";
	if (before == LETTER_LINE)
		return after == LETTER_ITEM ? "</p>\n<ul>\n<li>" : "</p>\n";
	if (before == LETTER_ITEM)
		return after == LETTER_LINE ? "</li>\n</ul>\n<p>"
					    : "</li>\n</ul>\n";
	return after == LETTER_LINE ? "<p>" : "<ul>\n<li>";
}

void letter_text_html(struct buffer *out, const struct letter_text *text)
{
	char before = LETTER_GAP;

	buffer_puts(out, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n"
			 "<meta charset=\"utf-8\">\n<title>");
	escape(out, text->subject.text, text->subject.length);
	buffer_puts(out, "</title>\n</head>\n"
			 "<body style=\"font-family: Calibri, Arial, "
			 "sans-serif\">\n");
	for (const char *at = text->lines.text; *at;) {
		size_t length = strcspn(at, "\n");

		buffer_puts(out, between(before, *at));
		escape(out, at + 1, length - 1);
		before = *at;
		at += length + 1;
	}
	buffer_puts(out, between(before, LETTER_GAP));
	buffer_puts(out, "</body>\n</html>\n");
}
