#include "connect5/template.h"

#include <stdio.h>
#include <string.h>

#include "connect5/embedded.h"
#include "connect5/text.h"
#include "publish/template_parts.h"

void letter_text_release(struct letter_text *text)
{
	buffer_release(&text->subject);
	buffer_release(&text->lines);
}

const char *template_built_in(enum letter letter)
{
	char name[64];
	const struct embedded *file;

	snprintf(name, sizeof(name), "templates/%s.txt", letter_name(letter));
	file = embedded_find(name);
	return file ? file->bytes : "";
}

size_t template_unfit(const char *at, bool *blank)
{
	const unsigned char *byte = (const unsigned char *)at;

	*blank = true;
	if (byte[0] < 0x20 || byte[0] == 0x7F)
		return 1;
	if (byte[0] == 0xC2 && byte[1] >= 0x80 && byte[1] < 0xA0)
		return 2;
	if (byte[0] == 0xE2 && byte[1] == 0x80 &&
	    (byte[2] == 0xA8 || byte[2] == 0xA9))
		return 3;
	*blank = false;
	if (byte[0] == 0xD8 && byte[1] == 0x9C)
		return 2;
	if (byte[0] == 0xEF && byte[1] == 0xBB && byte[2] == 0xBF)
		return 3;
	if (byte[0] != 0xE2)
		return 0;
	if (byte[1] == 0x80 && (byte[2] == 0x8E || byte[2] == 0x8F ||
				(byte[2] >= 0xAA && byte[2] <= 0xAE)))
		return 3;
	return byte[1] == 0x81 && byte[2] >= 0xA6 && byte[2] <= 0xA9 ? 3 : 0;
}

void template_add_clean(struct buffer *out, const char *text, size_t length)
{
	for (const char *end = text + length; text < end;) {
		bool blank;
		size_t bytes = template_unfit(text, &blank);

		if (!bytes)
			buffer_putc(out, *text++);
		else if (blank)
			buffer_putc(out, ' ');
		text += bytes;
	}
}

/* Whatever ends a line becomes a line feed; a byte order mark goes. */
static void normalise(struct buffer *out, const struct template_source *source)
{
	const char *at = source->text, *end = at + source->length;

	if (source->length >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
		at += 3;
	for (; at < end; at++) {
		if (*at != '\r')
			buffer_putc(out, *at);
		else if (at + 1 == end || at[1] != '\n')
			buffer_putc(out, '\n');
	}
	if (out->length && out->text[out->length - 1] != '\n')
		buffer_putc(out, '\n');
}

/* The line and column of a byte that has no business in a template. */
static enum c5_status misplaced(const struct template_source *source,
				const char *text, size_t offset,
				const char *what, struct c5_error *err)
{
	size_t number = 1, start = 0;

	for (size_t i = 0; i < offset; i++)
		if (text[i] == '\n') {
			number++;
			start = i + 1;
		}
	return error_at(err, C5_DATA, source->file, number, "column %zu: %s",
			template_characters(text + start, offset - start) + 1,
			what);
}

static enum c5_status check_characters(const struct template_source *source,
				       const struct buffer *text,
				       struct c5_error *err)
{
	size_t offset, bytes;
	bool blank;

	if (!text_is_utf8(text->text, text->length, &offset))
		return misplaced(source, text->text, offset,
				 "this is not UTF-8: save the file as UTF-8 "
				 "text",
				 err);
	for (const char *at = text->text; *at; at += bytes ? bytes : 1) {
		bytes = template_unfit(at, &blank);
		if (bytes && *at != '\n' && *at != '\t')
			return misplaced(source, text->text,
					 (size_t)(at - text->text),
					 "an invisible control stands here: "
					 "take it out",
					 err);
	}
	return C5_OK;
}

enum c5_status template_read(struct buffer *out,
			     const struct template_source *source,
			     struct c5_error *err)
{
	struct letter_text nothing = LETTER_TEXT_INIT;
	enum c5_status status;

	buffer_cut(out, 0);
	if (source->length > TEMPLATE_MOST_BYTES)
		return error_at(err, C5_DATA, source->file, 0,
				"a template has at most %d bytes, this one %zu",
				TEMPLATE_MOST_BYTES, source->length);
	normalise(out, source);
	status = buffer_status(out, err);
	if (!status)
		status = check_characters(source, out, err);
	if (!status)
		status = template_go_through(&nothing, source, NULL, out->text,
					     err);
	letter_text_release(&nothing);
	if (status)
		buffer_cut(out, 0);
	return status;
}

enum c5_status template_fill(struct letter_text *out,
			     const struct template_source *source,
			     const struct template_values *values,
			     struct c5_error *err)
{
	struct buffer text = BUFFER_INIT;
	enum c5_status status = template_read(&text, source, err);

	if (!status)
		status = template_go_through(out, source, values, text.text,
					     err);
	buffer_release(&text);
	return status;
}
