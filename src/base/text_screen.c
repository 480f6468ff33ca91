/* Text for a terminal, and for a page. */
#include "connect5/text.h"

#include <string.h>
#include <utf8proc.h>

#include "base/text_internal.h"

static bool is_visible(utf8proc_int32_t code)
{
	return !text_is_break(code) &&
	       utf8proc_category(code) != UTF8PROC_CATEGORY_CF &&
	       utf8proc_category(code) != UTF8PROC_CATEGORY_CO;
}

/* One character as a terminal gets it; returns its columns. */
static size_t add_visible(struct buffer *out, utf8proc_int32_t code)
{
	if (is_visible(code)) {
		int width = utf8proc_charwidth(code);

		text_add_code(out, code);
		return width > 0 ? (size_t)width : 0;
	}
	size_t before = out->length;
	buffer_printf(out, "<U+%04X>", (unsigned)code);
	return out->length - before;
}

/* What stands next in the text, be it no character at all. */
static size_t add_next(struct buffer *out, const char **text)
{
	utf8proc_int32_t code = text_next_code(text);

	if (code)
		return add_visible(out, code);
	buffer_printf(out, "<%02X>", (unsigned char)*(*text)++);
	return strlen("<FF>");
}

void text_visible(struct buffer *out, const char *text)
{
	while (*text)
		add_next(out, &text);
}

/* Embeddings, overrides and isolates, which reach beyond their own text when
 * nothing closes them (Unicode Annex 9, 2). */
static bool turns_text(utf8proc_int32_t code)
{
	return (code >= 0x202A && code <= 0x202E) ||
	       (code >= 0x2066 && code <= 0x2069);
}

/* Unicode, 23.7. */
static bool is_noncharacter(utf8proc_int32_t code)
{
	return (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
}

void text_on_page(struct buffer *out, const char *text)
{
	utf8proc_int32_t code;

	while ((code = text_next_code(&text)))
		if (text_is_break(code) || turns_text(code) ||
		    is_noncharacter(code))
			buffer_printf(out, "<U+%04X>", (unsigned)code);
		else
			text_add_code(out, code);
}

/* Beyond the first plane it takes two (RFC 8259, section 7). */
static void add_escape(struct buffer *out, utf8proc_int32_t code)
{
	unsigned rest = (unsigned)code - 0x10000;

	if (code < 0x10000)
		buffer_printf(out, "\\u%04X", (unsigned)code);
	else
		buffer_printf(out, "\\u%04X\\u%04X", 0xD800 + (rest >> 10),
			      0xDC00 + (rest & 0x3FF));
}

void text_json(struct buffer *out, const char *json)
{
	const char *copied = json, *at = json;
	utf8proc_int32_t code;

	while ((code = text_next_code(&json))) {
		if (code >= 0x7F && !is_visible(code)) {
			buffer_add(out, copied, (size_t)(at - copied));
			add_escape(out, code);
			copied = json;
		}
		at = json;
	}
	buffer_add(out, copied, (size_t)(at - copied));
}

size_t text_width(const char *text)
{
	struct buffer scratch = BUFFER_INIT;
	size_t width = 0;

	while (*text)
		width += add_next(&scratch, &text);
	buffer_release(&scratch);
	return width;
}

void text_cell(struct buffer *out, const char *text, size_t columns)
{
	size_t width = 0, fits = out->length, fits_width = 0;

	while (width <= columns && *text) {
		if (width + 1 <= columns) {
			fits = out->length;
			fits_width = width;
		}
		width += add_next(out, &text);
	}
	if (width > columns) {
		buffer_cut(out, fits);
		buffer_puts(out, "…");
		width = fits_width + 1;
	}
	for (; width < columns; width++)
		buffer_putc(out, ' ');
}

const char *text_between(size_t i, size_t n, const char *last)
{
	return i == 0 ? "" : i + 1 == n ? last : ", ";
}
