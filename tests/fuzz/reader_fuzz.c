/*
 * The reader over arbitrary bytes: whatever they are, every row it gives is
 * text, within its limits and on a later line than the one before; and the rows
 * do not depend on how the bytes arrive.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/random.h"
#include "connect5/reader.h"
#include "connect5/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

/* Bytes that arrive in pieces, as from a pipe. */
struct pieces {
	const char *bytes;
	size_t length, piece;
};

static enum c5_status read_piece(void *source, char *bytes, size_t size,
				 size_t *count, struct c5_error *err)
{
	struct pieces *from = source;

	(void)err;
	*count = from->length < from->piece ? from->length : from->piece;
	if (*count > size)
		*count = size;
	if (*count)
		memcpy(bytes, from->bytes, *count);
	from->bytes += *count;
	from->length -= *count;
	return C5_OK;
}

static uint64_t check_row(const struct row *row, size_t last_line,
			  uint64_t digest)
{
	size_t bytes = 0, bad;

	require(row->n >= 1 && row->n <= READER_ROW_CELLS);
	require(row->line > last_line);
	digest = random_hash(digest, row->line, "", 0);
	for (size_t i = 0; i < row->n; i++) {
		size_t length = strlen(row->cells[i]);

		require(text_is_utf8(row->cells[i], length, &bad));
		require(length <= READER_CELL_BYTES);
		digest = random_hash(digest, i, row->cells[i], length);
		bytes += length;
	}
	require(bytes <= READER_ROW_BYTES + READER_ROW_CELLS);
	return digest;
}

/* Reads all; a digest of the rows and of how it ended. */
static uint64_t read_all(struct reader *reader, struct c5_error *err)
{
	uint64_t digest = (uint64_t)reader_delimiter(reader);
	enum c5_status status;
	size_t line = 0;
	struct row row;
	bool more;

	do {
		status = reader_next(reader, &row, &more, err);
		require(status == C5_OK || status == C5_DATA);
		require(status == C5_OK || !more);
		if (more) {
			digest = check_row(&row, line, digest);
			line = row.line;
		}
	} while (more);
	require(reader_encoding(reader)[0] != '\0');
	if (status == C5_OK)
		return digest;
	require(err->status == C5_DATA && err->text[0]);
	return random_hash(digest, err->line, err->text, strlen(err->text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pieces pieces = {(const char *)data, size,
				size ? data[0] % 7u + 1 : 1};
	struct c5_error err = {0}, other = {0};
	struct reader *whole, *parts;
	enum c5_status status = reader_open_memory(
		&whole, "whole", (const char *)data, size, &err);

	require(status == C5_OK || (status == C5_DATA && err.text[0]));
	require(reader_open(&parts, "parts", read_piece, &pieces, &other) ==
		status);
	if (status == C5_OK)
		require(read_all(whole, &err) == read_all(parts, &other));
	reader_close(whole);
	reader_close(parts);
	return 0;
}
