#include "ingest/decode.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "connect5/buffer.h"
#include "connect5/memory.h"
#include "connect5/text.h"

enum {
	BLOCK_BYTES = 1024 * 1024,
	TAIL_BYTES = 4 /* longer than any character cut in two */
};

enum encoding {
	UNDECIDED, /* all is ASCII so far */
	UTF8,
	UTF8_MARKED,
	UTF16LE,
	UTF16BE,
	WINDOWS_1252
};

static const char *const names[] = {
	[UNDECIDED] = "UTF-8",
	[UTF8] = "UTF-8",
	[UTF8_MARKED] = "UTF-8 with BOM",
	[UTF16LE] = "UTF-16LE",
	[UTF16BE] = "UTF-16BE",
	[WINDOWS_1252] = "Windows-1252",
};

struct decoder {
	reader_source read;
	void *source;
	enum encoding encoding;
	unsigned char *block;  /* BLOCK_BYTES and a NUL */
	size_t count;	       /* bytes in it */
	bool fresh;	       /* they were not handed over yet */
	bool ended;	       /* the source has no more */
	char tail[TAIL_BYTES]; /* of the last block: a character cut in two */
	size_t n_tail;
	struct buffer out;   /* what is not UTF-8 already */
	const char *failure; /* what the next call says; NULL: nothing */
};

#define SAVE_AGAIN "open it in Excel and use File > Save As > CSV UTF-8"

static const char nul_found[] = "a NUL byte, which no text has: " SAVE_AGAIN;
static const char not_utf8[] =
	"bytes that are not UTF-8, though all before them are: the file mixes "
	"encodings; " SAVE_AGAIN;
static const char not_windows[] =
	"a byte that is neither UTF-8 nor Windows-1252: " SAVE_AGAIN;
static const char not_utf16[] = "a broken UTF-16 character: " SAVE_AGAIN;
static const char cut_off[] =
	"the file ends in the middle of a character, as if it was cut off: "
	"export or copy it again";

/* What a coordinator may pick by mistake, by its first bytes. */
static const struct {
	const char *bytes;
	size_t length;
	const char *remedy;
} strangers[] = {
	{"PK\3\4", 4,
	 "this is an Excel workbook (or a zip): in Excel, use File > Save As > "
	 "CSV UTF-8, and import that"},
	{"\xD0\xCF\x11\xE0", 4,
	 "this is an old or protected Excel workbook: in Excel, use File > "
	 "Save As > CSV UTF-8, and import that"},
	{"%PDF", 4,
	 "this is a PDF: export the answers from the form as a spreadsheet, "
	 "and "
	 "save that as CSV UTF-8"},
	{"\x1F\x8B", 2,
	 "this is a gzip archive: unpack it, and import the CSV file in it"},
	{"SQLite format 3", 15,
	 "this is a database, perhaps a programme file: import takes the CSV "
	 "export of a form"},
	{"<!doctype", 9,
	 "this is a web page: download the answers from the form as CSV"},
	{"<html", 5,
	 "this is a web page: download the answers from the form as CSV"},
};

static enum c5_status fill(struct decoder *decoder, struct c5_error *err)
{
	memcpy(decoder->block, decoder->tail, decoder->n_tail);
	decoder->count = decoder->n_tail;
	decoder->n_tail = 0;
	while (!decoder->ended && decoder->count < BLOCK_BYTES) {
		size_t got = 0;
		enum c5_status status =
			decoder->read(decoder->source,
				      (char *)decoder->block + decoder->count,
				      BLOCK_BYTES - decoder->count, &got, err);

		if (status != C5_OK)
			return status;
		decoder->count += got;
		decoder->ended = got == 0;
	}
	decoder->fresh = true;
	return C5_OK;
}

/* Takes a byte order mark off the first block. */
static void take_mark(struct decoder *decoder)
{
	static const struct {
		const char *bytes;
		size_t length;
		enum encoding encoding;
	} marks[] = {
		{"\xEF\xBB\xBF", 3, UTF8_MARKED},
		{"\xFF\xFE", 2, UTF16LE},
		{"\xFE\xFF", 2, UTF16BE},
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (decoder->count < marks[i].length ||
		    memcmp(decoder->block, marks[i].bytes, marks[i].length))
			continue;
		decoder->encoding = marks[i].encoding;
		decoder->count -= marks[i].length;
		memmove(decoder->block, decoder->block + marks[i].length,
			decoder->count);
		return;
	}
}

static enum c5_status recognise(const struct decoder *decoder,
				struct c5_error *err)
{
	const char *bytes = (const char *)decoder->block;

	for (size_t i = 0; i < sizeof(strangers) / sizeof(*strangers); i++)
		if (decoder->count >= strangers[i].length &&
		    strncasecmp(bytes, strangers[i].bytes,
				strangers[i].length) == 0)
			return error_set(err, C5_DATA, "%s",
					 strangers[i].remedy);
	if (decoder->count == 0)
		return error_set(err, C5_DATA,
				 "the file is empty: export it again, with the "
				 "row of headers");
	return C5_OK;
}

enum c5_status decoder_new(struct decoder **out, reader_source read,
			   void *source, struct c5_error *err)
{
	struct decoder *decoder = memory_new(1, sizeof(*decoder));
	enum c5_status status;

	*out = NULL;
	if (!decoder)
		return error_memory(err);
	decoder->read = read;
	decoder->source = source;
	decoder->out = (struct buffer)BUFFER_INIT;
	decoder->block = memory_new(BLOCK_BYTES + 1, 1);
	status = decoder->block ? fill(decoder, err) : error_memory(err);
	if (status == C5_OK) {
		take_mark(decoder);
		status = recognise(decoder, err);
	}
	if (status == C5_OK)
		*out = decoder;
	else
		decoder_free(decoder);
	return status;
}

void decoder_free(struct decoder *decoder)
{
	if (!decoder)
		return;
	buffer_release(&decoder->out);
	free(decoder->block);
	free(decoder);
}

const char *decoder_encoding(const struct decoder *decoder)
{
	return names[decoder->encoding];
}

/*
 * `done` bytes of the block were decoded. The rest waits for the next block if
 * it may be the beginning of a character, else it is `failure`.
 */
static void keep_tail(struct decoder *decoder, size_t done, const char *failure)
{
	size_t rest = decoder->count - done;

	if (rest == 0)
		return;
	if (rest < TAIL_BYTES && !decoder->ended) {
		memcpy(decoder->tail, decoder->block + done, rest);
		decoder->n_tail = rest;
	} else {
		decoder->failure = failure;
	}
}

static void put_code(struct buffer *out, uint32_t code)
{
	char bytes[4];
	size_t n = 0;

	if (code < 0x80) {
		bytes[n++] = (char)code;
	} else if (code < 0x800) {
		bytes[n++] = (char)(0xC0 | code >> 6);
	} else if (code < 0x10000) {
		bytes[n++] = (char)(0xE0 | code >> 12);
		bytes[n++] = (char)(0x80 | (code >> 6 & 0x3F));
	} else {
		bytes[n++] = (char)(0xF0 | code >> 18);
		bytes[n++] = (char)(0x80 | (code >> 12 & 0x3F));
		bytes[n++] = (char)(0x80 | (code >> 6 & 0x3F));
	}
	if (code >= 0x80)
		bytes[n++] = (char)(0x80 | (code & 0x3F));
	buffer_add(out, bytes, n);
}

static void decode_windows(struct decoder *decoder)
{
	/* 0x80 to 0x9F; the rest is as in Unicode. 0: no character. */
	static const uint16_t high[32] = {
		0x20AC, 0,	0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,	0x017D, 0,
		0,	0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
		0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,	0x017E, 0x0178,
	};

	for (size_t i = 0; i < decoder->count; i++) {
		uint32_t code = decoder->block[i];

		if (code >= 0x80 && code < 0xA0)
			code = high[code - 0x80];
		if (!code) {
			decoder->failure =
				decoder->block[i] ? not_windows : nul_found;
			return;
		}
		put_code(&decoder->out, code);
	}
}

/* The two bytes at `at` as a number. */
static uint32_t unit_at(const struct decoder *decoder, size_t at)
{
	size_t low = decoder->encoding == UTF16BE;

	return (uint32_t)decoder->block[at + low] |
	       (uint32_t)decoder->block[at + 1 - low] << 8;
}

/* Decodes one character at `at`; returns its bytes, 0: cut or broken. */
static size_t utf16_step(const struct decoder *decoder, size_t at,
			 uint32_t *code)
{
	if (decoder->count - at < 2)
		return 0;
	*code = unit_at(decoder, at);
	if (*code < 0xD800 || *code > 0xDFFF)
		return 2;
	if (*code > 0xDBFF || decoder->count - at < 4)
		return 0;
	uint32_t second = unit_at(decoder, at + 2);
	if (second < 0xDC00 || second > 0xDFFF)
		return 0;
	*code = 0x10000 + ((*code - 0xD800) << 10) + (second - 0xDC00);
	return 4;
}

static void decode_utf16(struct decoder *decoder)
{
	size_t at = 0, step;
	uint32_t code = 0;

	while ((step = utf16_step(decoder, at, &code)) && code) {
		put_code(&decoder->out, code);
		at += step;
	}
	if (step)
		decoder->failure = nul_found;
	else
		keep_tail(decoder, at,
			  decoder->count - at < 4 ? cut_off : not_utf16);
}

static bool is_ascii(const unsigned char *bytes, size_t count)
{
	unsigned char seen = 0;

	for (size_t i = 0; i < count; i++)
		seen |= bytes[i];
	return seen < 0x80;
}

/* How many bytes at the beginning of the block are UTF-8 without NUL. */
static size_t utf8_bytes(const struct decoder *decoder)
{
	const unsigned char *block = decoder->block, *nul;
	size_t good;

	if (!is_ascii(block, decoder->count)) {
		text_is_utf8((const char *)block, decoder->count, &good);
		return good;
	}
	nul = memchr(block, 0, decoder->count);
	return nul ? (size_t)(nul - block) : decoder->count;
}

/* Is what follows the good bytes no character at all, whatever comes next? */
static bool is_foreign(const struct decoder *decoder, size_t good)
{
	size_t rest = decoder->count - good;

	return rest >= TAIL_BYTES || (rest && decoder->ended);
}

static void decode_utf8(struct decoder *decoder)
{
	size_t good = utf8_bytes(decoder);
	bool nul = good < decoder->count && decoder->block[good] == 0;
	bool foreign = !nul && is_foreign(decoder, good);

	if (decoder->encoding == UNDECIDED && !is_ascii(decoder->block, good))
		decoder->encoding = UTF8;
	if (decoder->encoding == UNDECIDED && foreign) {
		decoder->encoding = WINDOWS_1252;
		decode_windows(decoder);
		return;
	}
	if (nul)
		decoder->failure = nul_found;
	else if (foreign && decoder->block[decoder->count - 1] < 0x80)
		decoder->failure = not_utf8;
	else
		keep_tail(decoder, good, decoder->ended ? cut_off : not_utf8);
	decoder->count = good;
	decoder->block[good] = '\0';
}

/* Decodes the block; afterwards the text is in the block or in `out`. */
static void decode(struct decoder *decoder, const char **text, size_t *length)
{
	buffer_cut(&decoder->out, 0);
	if (decoder->encoding == UTF16LE || decoder->encoding == UTF16BE)
		decode_utf16(decoder);
	else if (decoder->encoding == WINDOWS_1252)
		decode_windows(decoder);
	else
		decode_utf8(decoder);
	bool as_it_was = decoder->encoding <= UTF8_MARKED;
	*text = as_it_was ? (char *)decoder->block : decoder->out.text;
	*length = as_it_was ? decoder->count : decoder->out.length;
	decoder->fresh = false;
}

enum c5_status decoder_next(struct decoder *decoder, const char **text,
			    size_t *length, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	*text = "";
	*length = 0;
	while (*length == 0 && status == C5_OK) {
		if (decoder->failure)
			return error_set(err, C5_DATA, "%s", decoder->failure);
		if (!decoder->fresh && decoder->ended)
			return C5_OK;
		if (!decoder->fresh)
			status = fill(decoder, err);
		if (status != C5_OK)
			return status;
		decode(decoder, text, length);
		status = buffer_status(&decoder->out, err);
	}
	return status;
}
