/* Text for a terminal. */
#include "connect5/text.h"

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

void text_visible(struct buffer *out, const char *text)
{
	utf8proc_int32_t code;

	while ((code = text_next_code(&text)))
		add_visible(out, code);
}

size_t text_width(const char *text)
{
	struct buffer scratch = BUFFER_INIT;
	size_t width = 0;
	utf8proc_int32_t code;

	while ((code = text_next_code(&text)))
		width += add_visible(&scratch, code);
	buffer_release(&scratch);
	return width;
}

void text_cell(struct buffer *out, const char *text, size_t columns)
{
	size_t width = 0, fits = out->length, fits_width = 0;
	utf8proc_int32_t code;

	while (width <= columns && (code = text_next_code(&text))) {
		if (width + 1 <= columns) {
			fits = out->length;
			fits_width = width;
		}
		width += add_visible(out, code);
	}
	if (width > columns) {
		buffer_cut(out, fits);
		buffer_puts(out, "…");
		width = fits_width + 1;
	}
	for (; width < columns; width++)
		buffer_putc(out, ' ');
}
