#include "connect5/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/text_internal.h"

bool text_is_utf8(const char *bytes, size_t length, size_t *offset)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)bytes;
	size_t done = 0;

	while (done < length) {
		utf8proc_int32_t code;

		if (at[done] && at[done] < 0x80) {
			done++;
			continue;
		}
		utf8proc_ssize_t step = utf8proc_iterate(
			at + done, (utf8proc_ssize_t)(length - done), &code);

		if (step <= 0 || code == 0)
			break;
		done += (size_t)step;
	}
	*offset = done;
	return done == length;
}

void text_mend_end(char *text)
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

utf8proc_int32_t text_next_code(const char **text)
{
	utf8proc_int32_t code;
	utf8proc_ssize_t step =
		utf8proc_iterate((const utf8proc_uint8_t *)*text, -1, &code);

	if (step <= 0 || code == 0)
		return 0;
	*text += step;
	return code;
}

void text_add_code(struct buffer *out, utf8proc_int32_t code)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t count = utf8proc_encode_char(code, bytes);

	buffer_add(out, (const char *)bytes, (size_t)count);
}

/* The quotation marks and dashes of word processors: beyond ASCII, what nearly
 * every file has. */
static bool is_typographic(const char *at)
{
	return at[0] == '\xE2' && at[1] == '\x80' && at[2] &&
	       strchr("\x93\x94\x98\x99\x9C\x9D", at[2]);
}

/*
 * The length of a text that is plain: all of it printable ASCII or such a mark,
 * for which nothing below needs Unicode's tables; SIZE_MAX: it is not.
 */
static size_t plain_length(const char *text)
{
	size_t length = 0;

	while (text[length]) {
		if (text[length] >= ' ' && text[length] <= '~')
			length++;
		else if (is_typographic(text + length))
			length += 3;
		else
			return SIZE_MAX;
	}
	return length;
}

/* Plain text without the blanks around it. */
static void add_plain(struct buffer *out, const char *text, size_t length)
{
	while (length && text[length - 1] == ' ')
		length--;
	while (length && *text == ' ') {
		text++;
		length--;
	}
	buffer_add(out, text, length);
}

/* Normalised copy, from malloc; NULL marks the buffer as failed. */
static char *normalised(struct buffer *out, const char *text, int options)
{
	utf8proc_uint8_t *copy = NULL;
	utf8proc_ssize_t length = utf8proc_map(
		(const utf8proc_uint8_t *)text, 0, &copy,
		(utf8proc_option_t)(options | UTF8PROC_NULLTERM |
				    UTF8PROC_STABLE | UTF8PROC_COMPOSE));

	if (length < 0) {
		out->failed = true;
		return NULL;
	}
	return (char *)copy;
}

static bool is_space(utf8proc_int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);

	return category == UTF8PROC_CATEGORY_ZS ||
	       category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP ||
	       category == UTF8PROC_CATEGORY_CC;
}

/* Blanks, and what is invisible: zero-width, joiners, direction marks. */
static bool is_blank(utf8proc_int32_t code)
{
	return is_space(code) ||
	       utf8proc_category(code) == UTF8PROC_CATEGORY_CF;
}

bool text_is_break(utf8proc_int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);

	return category == UTF8PROC_CATEGORY_CC ||
	       category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP;
}

/* Hyphens, apostrophes and full stops join what stands around them. */
static bool vanishes(utf8proc_int32_t code)
{
	switch (code) {
	case '.':
	case '\'':
	case '`':
	case 0x00B4: /* acute accent */
	case 0x00AD: /* soft hyphen */
	case 0x02BC: /* modifier apostrophe */
	case 0x2018: /* single quotation marks */
	case 0x2019:
	case 0x201B:
		return true;
	default:
		return utf8proc_category(code) == UTF8PROC_CATEGORY_PD;
	}
}

static bool is_word(utf8proc_int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);

	return category >= UTF8PROC_CATEGORY_LU &&
	       category <= UTF8PROC_CATEGORY_NO;
}

/* What text_fold() makes of each printable character of ASCII, from the blank
 * on; ' ' is a gap, 0 nothing. */
static const char folded[] = "      &\0     \0\0 0123456789       "
			     "abcdefghijklmnopqrstuvwxyz     "
			     "\0abcdefghijklmnopqrstuvwxyz    ";

/* The same of a typographic mark, by its last byte: double quotation marks
 * part, the others join. */
static char fold_mark(char last)
{
	return last == '\x9C' || last == '\x9D' ? ' ' : '\0';
}

/* text_fold() of plain text: most of what it is asked is that. */
static void fold_plain(struct buffer *out, const char *text)
{
	char piece[64];
	size_t n = 0;
	bool gap = false, any = false;

	for (; *text; text++) {
		char c = (*text & 0x80) ? fold_mark(*(text += 2))
					: folded[*text - ' '];

		if (!c)
			continue;
		if (c == ' ') {
			gap = any;
			continue;
		}
		if (gap || (c == '&' && any))
			piece[n++] = ' ';
		any = true;
		gap = c == '&';
		/* "and" for '&'. */
		if (gap) {
			piece[n++] = 'a';
			piece[n++] = 'n';
			piece[n++] = 'd';
		} else {
			piece[n++] = c;
		}
		if (n > sizeof(piece) - 4) {
			buffer_add(out, piece, n);
			n = 0;
		}
	}
	buffer_add(out, piece, n);
}

void text_fold(struct buffer *out, const char *text)
{
	if (plain_length(text) != SIZE_MAX) {
		fold_plain(out, text);
		return;
	}
	char *copy = normalised(out, text, UTF8PROC_CASEFOLD);
	const char *at = copy;
	size_t start = out->length;
	bool gap = false;
	utf8proc_int32_t code;

	while (at && (code = text_next_code(&at))) {
		if (vanishes(code))
			continue;
		if (!is_word(code) && code != '&') {
			gap = true;
			continue;
		}
		if ((gap || code == '&') && out->length > start)
			buffer_putc(out, ' ');
		gap = code == '&';
		if (code == '&')
			buffer_puts(out, "and");
		else
			text_add_code(out, code);
	}
	free(copy);
}

void text_plain(struct buffer *out, const char *text)
{
	char *bare = normalised(out, text, UTF8PROC_STRIPMARK);

	if (bare)
		text_fold(out, bare);
	free(bare);
}

int text_compare(const char *a, const char *b)
{
	struct buffer fold_a = BUFFER_INIT, fold_b = BUFFER_INIT;

	text_fold(&fold_a, a);
	text_fold(&fold_b, b);
	int order = strcmp(fold_a.text, fold_b.text);
	buffer_release(&fold_a);
	buffer_release(&fold_b);
	return order ? order : strcmp(a, b);
}

/* The text between its first and last character that is no blank. */
static char *trimmed(char *text)
{
	const char *at = text, *first = NULL, *last = text, *before = text;
	utf8proc_int32_t code;

	while ((code = text_next_code(&at))) {
		if (!is_blank(code)) {
			if (!first)
				first = before;
			last = at;
		}
		before = at;
	}
	text[last - text] = '\0';
	return text + (first ? first - text : last - text);
}

bool text_line(struct buffer *out, const char *text)
{
	size_t length = plain_length(text);

	if (length != SIZE_MAX) {
		add_plain(out, text, length);
		return false;
	}
	char *copy = normalised(out, text, 0);
	const char *at = copy ? trimmed(copy) : NULL;
	bool mended = false;
	utf8proc_int32_t code;

	while (at && (code = text_next_code(&at))) {
		if (!text_is_break(code)) {
			text_add_code(out, code);
			continue;
		}
		mended = true;
		if (out->length && out->text[out->length - 1] != ' ')
			buffer_putc(out, ' ');
		at += strspn(at, " ");
	}
	free(copy);
	return mended;
}

/* CR, and what ends lines in text from Word: VT, FF, NEL, U+2028, U+2029. */
static bool ends_line(utf8proc_int32_t code)
{
	return code == '\r' || code == '\v' || code == '\f' || code == 0x85 ||
	       code == 0x2028 || code == 0x2029;
}

bool text_paragraph(struct buffer *out, const char *text)
{
	size_t length = plain_length(text);

	if (length != SIZE_MAX) {
		add_plain(out, text, length);
		return false;
	}
	char *copy = normalised(out, text, 0);
	const char *at = copy ? trimmed(copy) : NULL;
	bool mended = false;
	utf8proc_int32_t code;

	while (at && (code = text_next_code(&at))) {
		at += code == '\r' && *at == '\n';
		if (ends_line(code))
			code = '\n';
		if (code != '\n' && code != '\t' && text_is_break(code))
			mended = true;
		else
			text_add_code(out, code);
	}
	free(copy);
	return mended;
}

void text_email(struct buffer *out, const char *address)
{
	size_t length = plain_length(address), start = out->length;

	if (length != SIZE_MAX) {
		add_plain(out, address, length);
		for (char *at = out->text + start; *at; at++)
			if (*at >= 'A' && *at <= 'Z')
				*at = (char)(*at - 'A' + 'a');
		return;
	}
	char *copy = normalised(out, address, UTF8PROC_CASEFOLD);

	if (copy)
		buffer_puts(out, trimmed(copy));
	free(copy);
}

/* Nothing blank or invisible in it, and all of it UTF-8? */
static bool is_unbroken(const char *text)
{
	utf8proc_int32_t code;

	if (plain_length(text) != SIZE_MAX)
		return !strchr(text, ' ');
	while ((code = text_next_code(&text)))
		if (is_blank(code))
			return false;
	return *text == '\0';
}

bool text_is_email(const char *address)
{
	const char *sign = strchr(address, '@');
	size_t length = strlen(address);

	if (!sign || sign == address || strchr(sign + 1, '@'))
		return false;
	if (length > 254 || sign - address > 64)
		return false;
	if (strpbrk(address, "\"(),:;<>[]\\`") || !is_unbroken(address))
		return false;
	const char *dot = strchr(sign, '.');
	return dot && dot > sign + 1 && address[length - 1] != '.' &&
	       !strstr(sign, "..");
}
