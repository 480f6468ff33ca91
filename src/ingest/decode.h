/*
 * The decoder: bytes of a source in, valid UTF-8 without NUL out, block by
 * block.
 *
 * A byte order mark says the encoding. Without one, text is both UTF-8 and
 * Windows-1252 as long as it is ASCII; the first character that is not decides
 * for the file. What contradicts that later is an error, never guessed at.
 */
#ifndef CONNECT5_INGEST_DECODE_H
#define CONNECT5_INGEST_DECODE_H

#include <stddef.h>

#include "connect5/error.h"
#include "connect5/reader.h"

struct decoder;

/*
 * Reads the first block. C5_DATA: an empty file, or a kind of file that is no
 * text, with the remedy. `source` is borrowed for the decoder's life.
 */
enum c5_status decoder_new(struct decoder **out, reader_source read,
			   void *source, struct c5_error *err);
void decoder_free(struct decoder *decoder);

/* Static text; final once anything but ASCII was read. */
const char *decoder_encoding(const struct decoder *decoder);

/*
 * The next piece, NUL-terminated and borrowed until the next call; *length 0:
 * the end. All that stands before a byte that cannot be decoded is handed over
 * first, so that the caller knows the line of the C5_DATA that comes next.
 */
enum c5_status decoder_next(struct decoder *decoder, const char **text,
			    size_t *length, struct c5_error *err);

#endif
