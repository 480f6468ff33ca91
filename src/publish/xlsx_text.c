#include "publish/xlsx_text.h"

#include <string.h>

#include "connect5/text.h"

/* Of a document's property, and of the head of a page: Excel takes 255 for all
 * of it, where an ampersand counts twice. */
enum { LINE_MOST = 200, MARGIN_MOST = 60 };

/* A character of a text: where it stands, and how many bytes it has. */
struct character {
	const char *bytes;
	size_t length;
	bool broken; /* no UTF-8 */
};

static struct character character_at(const char *text)
{
	unsigned char lead = (unsigned char)*text;
	size_t wanted = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	size_t length = strnlen(text, wanted), bad;

	if (text_is_utf8(text, length, &bad))
		return (struct character){text, length, false};
	return (struct character){text, 1, true};
}

/* "_x0041_" is read as "A". */
static bool looks_escaped(const char *text)
{
	return strncmp(text, "_x", 2) == 0 &&
	       strspn(text + 2, "0123456789ABCDEFabcdef") >= 4 &&
	       text[6] == '_';
}

/* What XML 1.0 (section 2.2) has no character for, and a carriage return, which
 * it would read as a line feed; 0: nothing of the kind. */
static unsigned unwritable(const struct character *c)
{
	unsigned char byte = (unsigned char)*c->bytes;

	if (byte < 0x20 && byte != '\t' && byte != '\n')
		return byte;
	if (c->length == 3 && memcmp(c->bytes, "\xEF\xBF\xBE", 3) == 0)
		return 0xFFFE;
	if (c->length == 3 && memcmp(c->bytes, "\xEF\xBF\xBF", 3) == 0)
		return 0xFFFF;
	return 0;
}

/* Appends the character; returns the UTF-16 units that it takes. */
static size_t add_character(struct buffer *out, const struct character *c)
{
	unsigned code = unwritable(c);

	if (c->broken) {
		buffer_puts(out, "\uFFFD");
		return 1;
	}
	if (looks_escaped(c->bytes))
		code = '_';
	if (code) {
		buffer_printf(out, "_x%04X_", code);
		return strlen("_xFFFF_");
	}
	buffer_add(out, c->bytes, c->length);
	return c->length == 4 ? 2 : 1;
}

bool xlsx_cell_text(struct buffer *out, const char *text)
{
	size_t units = 0, fits = out->length;

	while (*text) {
		struct character c = character_at(text);

		units += add_character(out, &c);
		if (units > XLSX_CELL_MOST) {
			buffer_cut(out, fits);
			buffer_puts(out, "…");
			return true;
		}
		if (units < XLSX_CELL_MOST)
			fits = out->length;
		text += c.length;
	}
	return false;
}

/* Appends at most that many UTF-16 units of a line. */
static void add_line(struct buffer *out, const char *text, size_t most,
		     const char *ampersand)
{
	for (size_t units = 0; *text;) {
		struct character c = character_at(text);

		units += c.length == 4 ? 2 : 1;
		if (units >= most && text[c.length]) {
			buffer_puts(out, "…");
			return;
		}
		if (c.broken || unwritable(&c))
			buffer_puts(out, "\uFFFD");
		else if (*c.bytes == '&')
			buffer_puts(out, ampersand);
		else
			buffer_add(out, c.bytes, c.length);
		text += c.length;
	}
}

void xlsx_line(struct buffer *out, const char *text)
{
	add_line(out, text, LINE_MOST, "&");
}

void xlsx_margin(struct buffer *out, const char *text)
{
	add_line(out, text, MARGIN_MOST, "&&");
}
