#include "publish/markdown.h"

#include <ctype.h>
#include <string.h>

#include "connect5/text.h"

/* Where a list or a heading would begin with it: what "1." and "1)" end with,
 * or the first character. */
static size_t marker_at(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	if (digits && (text[digits] == '.' || text[digits] == ')'))
		return digits;
	return !digits && *text && strchr("-+=", *text) ? 0 : strlen(text);
}

static bool is_markup(const char *at)
{
	if (*at == '&')
		return at[1] == '#' || isalpha((unsigned char)at[1]);
	return strchr("\\`*_{}[]<>#|~$", *at);
}

void markdown_text(struct buffer *out, const char *text)
{
	struct buffer shown = BUFFER_INIT;
	size_t marker;

	text_on_page(&shown, text);
	marker = marker_at(shown.text);
	for (size_t i = 0; i < shown.length; i++) {
		if (i == marker || is_markup(shown.text + i))
			buffer_putc(out, '\\');
		buffer_putc(out, shown.text[i]);
	}
	out->failed |= shown.failed;
	buffer_release(&shown);
}
