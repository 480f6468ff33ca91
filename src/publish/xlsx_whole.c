#include "publish/xlsx_whole.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

/* Records of a ZIP file (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16) and what is read of
 * them: at which offset it stands. */
enum {
	LOCAL_SIZE = 30,
	LOCAL_NAME_LENGTH = 26,
	LOCAL_EXTRA_LENGTH = 28,
	ENTRY_SIZE = 46,
	ENTRY_PACKED = 20,
	ENTRY_NAME_LENGTH = 28,
	ENTRY_EXTRA_LENGTH = 30,
	ENTRY_COMMENT_LENGTH = 32,
	ENTRY_LOCAL = 42,
	END_SIZE = 22,
	END_ENTRIES = 10,
	END_DIRECTORY = 16
};

static uint32_t number_at(const char *at, size_t n_bytes)
{
	uint32_t number = 0;

	while (n_bytes--)
		number = number << 8 | (unsigned char)at[n_bytes];
	return number;
}

/* The record at an offset; NULL: the file ends before it does. */
static const char *record_at(const struct buffer *bytes, size_t offset,
			     size_t size, const char *signature)
{
	if (offset > bytes->length || bytes->length - offset < size ||
	    memcmp(bytes->text + offset, signature, 4) != 0)
		return NULL;
	return bytes->text + offset;
}

enum { TAIL = 64 };

/* The first bytes of a part after its declaration, and its last. */
struct part {
	char block[8192];
	char tail[TAIL];
	size_t n_tail;
	char root[TAIL]; /* the name of its first element; "": none yet */
};

/* "sst" of "<?xml ...?>\n<sst xmlns=...". */
static void read_root(struct part *part, size_t n)
{
	const char *at = part->block, *end = part->block + n;
	size_t length = 0;

	while (at < end && (at = memchr(at, '<', (size_t)(end - at)))) {
		if (++at < end && *at != '?')
			break;
	}
	while (at && at + length < end && length + 1 < sizeof(part->root) &&
	       !strchr(" />", at[length]))
		length++;
	if (at)
		memcpy(part->root, at, length);
	part->root[length] = '\0';
}

static void keep_tail(struct part *part, size_t n)
{
	size_t old = n >= TAIL ? 0 : TAIL - n;

	if (old > part->n_tail)
		old = part->n_tail;
	memmove(part->tail, part->tail + part->n_tail - old, old);
	if (n > TAIL - old) {
		memcpy(part->tail, part->block + n - TAIL, TAIL);
		part->n_tail = TAIL;
		return;
	}
	memcpy(part->tail + old, part->block, n);
	part->n_tail = old + n;
}

/* Does it end with "</root>", but for line feeds? */
static bool ends_well(const struct part *part)
{
	struct buffer end = BUFFER_INIT;
	size_t n = part->n_tail;
	bool well;

	while (n && part->tail[n - 1] == '\n')
		n--;
	buffer_printf(&end, "</%s>", part->root);
	well = !end.failed && *part->root && n >= end.length &&
	       memcmp(part->tail + n - end.length, end.text, end.length) == 0;
	buffer_release(&end);
	return well;
}

/* Unpacks a part, all but its ends forgotten. */
static bool unpack(struct part *part, const char *packed, uint32_t length)
{
	z_stream stream = {.next_in = (Bytef *)(uintptr_t)packed,
			   .avail_in = length};
	int code = inflateInit2(&stream, -MAX_WBITS);

	while (code == Z_OK) {
		stream.next_out = (Bytef *)part->block;
		stream.avail_out = sizeof(part->block);
		code = inflate(&stream, Z_NO_FLUSH);
		size_t n = sizeof(part->block) - stream.avail_out;

		if (!*part->root)
			read_root(part, n);
		keep_tail(part, n);
	}
	inflateEnd(&stream);
	return code == Z_STREAM_END;
}

/* The part of an entry of the directory. */
static bool is_whole(const struct buffer *bytes, const char *entry)
{
	uint32_t offset = number_at(entry + ENTRY_LOCAL, 4);
	uint32_t packed = number_at(entry + ENTRY_PACKED, 4);
	const char *local = record_at(bytes, offset, LOCAL_SIZE, "PK\3\4");
	struct part part = {.n_tail = 0};
	size_t start;

	if (!local)
		return false;
	start = offset + LOCAL_SIZE + number_at(local + LOCAL_NAME_LENGTH, 2) +
		number_at(local + LOCAL_EXTRA_LENGTH, 2);
	return start <= bytes->length && packed <= bytes->length - start &&
	       unpack(&part, bytes->text + start, packed) && ends_well(&part);
}

static bool all_whole(const struct buffer *bytes)
{
	const char *end = bytes->length < END_SIZE
				  ? NULL
				  : record_at(bytes, bytes->length - END_SIZE,
					      END_SIZE, "PK\5\6");
	uint32_t left = end ? number_at(end + END_ENTRIES, 2) : 0;
	size_t at = end ? number_at(end + END_DIRECTORY, 4) : 0;

	if (!left)
		return false;
	while (left--) {
		const char *entry = record_at(bytes, at, ENTRY_SIZE, "PK\1\2");

		if (!entry || !is_whole(bytes, entry))
			return false;
		at += ENTRY_SIZE + number_at(entry + ENTRY_NAME_LENGTH, 2) +
		      number_at(entry + ENTRY_EXTRA_LENGTH, 2) +
		      number_at(entry + ENTRY_COMMENT_LENGTH, 2);
	}
	return true;
}

enum c5_status xlsx_whole(const struct buffer *bytes, struct c5_error *err)
{
	if (all_whole(bytes))
		return C5_OK;
	return error_set(err, C5_SYSTEM,
			 "cannot make the workbook (part of it was lost): is "
			 "there room in " P_tmpdir "?");
}
