#include "connect5/reader.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/buffer.h"
#include "connect5/memory.h"
#include "ingest/assembly.h"
#include "ingest/decode.h"
#include "ingest/dialect.h"

enum {
	SEGMENT_BYTES = 64 * 1024, /* the most that libcsv gets at a time */
	GROWTH_BYTES = 4096	   /* by which its buffer grows */
};

/* Over a header this long it is settled what its delimiter is. */
#define HEAD_BYTES ((size_t)READER_CELL_BYTES)

struct memory_source {
	const char *bytes;
	size_t length;
};

struct reader {
	char *name;
	struct memory_source memory;
	struct decoder *decoder;
	struct csv_parser parser;
	bool parsing; /* the parser is there to be freed */
	char delimiter;

	struct buffer head; /* what was read ahead, to know the delimiter */
	const char *text;   /* what is being read, NUL-terminated: */
	size_t length, at;  /* ... so far as `at` */
	bool after_cr;	    /* the byte before was a CR */
	bool ended;

	size_t line;	  /* of the next byte */
	size_t row_line;  /* where the row begins, */
	size_t cell_line; /* and the cell that is being read */
	bool row_open, complete;
	struct assembly row;
};

/* Says where an error is that knows only what it is. */
static enum c5_status locate(const struct reader *reader, size_t line,
			     enum c5_status status, struct c5_error *err)
{
	char text[sizeof(err->text)];

	if (!err || status != C5_DATA)
		return status;
	memcpy(text, err->text, sizeof(text));
	return error_at(err, status, reader->name, line, "%s", text);
}

static void on_cell(void *cell, size_t length, void *context)
{
	struct reader *reader = context;

	assembly_add(&reader->row, cell, length);
	reader->cell_line = reader->line;
}

/* Called at each line end outside quotes: also of blank lines, and for a LF
 * after a CR, with no cells before it. */
static void on_row(int end, void *context)
{
	struct reader *reader = context;

	(void)end;
	reader->row_open = false;
	if (reader->row.n)
		reader->complete = true;
}

static enum c5_status unclosed(const struct reader *reader,
			       struct c5_error *err)
{
	return error_at(err, C5_DATA, reader->name, reader->cell_line,
			"a quote opens here and is not closed: close it, or "
			"double the quotes that stand inside a cell, or save "
			"the file again as CSV UTF-8");
}

/*
 * Strictly, a quote may stand only around a cell or doubled in a quoted one.
 * One in a cell that is not quoted (5" or 0°2'17"W) is taken as it is; text
 * after a closing quote means that it did not close.
 */
static enum c5_status parse(struct reader *reader, const char *bytes,
			    size_t count, struct c5_error *err)
{
	struct csv_parser *parser = &reader->parser;
	unsigned char strict = (unsigned char)csv_get_opts(parser);

	while (count) {
		size_t done = csv_parse(parser, bytes, count, on_cell, on_row,
					reader);
		if (done == count)
			break;
		if (csv_error(parser) != CSV_EPARSE)
			return error_memory(err);
		if (parser->quoted)
			return unclosed(reader, err);
		csv_set_opts(parser, strict & (unsigned char)~CSV_STRICT);
		done += csv_parse(parser, bytes + done, 1, on_cell, on_row,
				  reader);
		csv_set_opts(parser, strict);
		bytes += done;
		count -= done;
	}
	return C5_OK;
}

/* The limits: memory stays bounded whatever a row brings. */
static enum c5_status check_limits(struct reader *reader, struct c5_error *err)
{
	size_t held = csv_get_buffer_size(&reader->parser);

	if (reader->row.trouble)
		return error_at(err, C5_DATA, reader->name, reader->row_line,
				"%s", reader->row.trouble);
	if (held > READER_CELL_BYTES + 2 * GROWTH_BYTES)
		return error_at(err, C5_DATA, reader->name, reader->cell_line,
				"the cell that begins here is longer than 1 "
				"MiB: where it begins with a quote, that one "
				"is not closed");
	return buffer_status(&reader->row.text, err);
}

/* Up to the end of the line, or of the text, or as much as is good at once. */
static size_t segment(const struct reader *reader)
{
	const char *from = reader->text + reader->at;
	size_t count = strcspn(from, "\r\n");

	if (count > SEGMENT_BYTES)
		return SEGMENT_BYTES;
	if (from[count] == '\r' && from[count + 1] == '\n')
		return count + 2;
	return count + (from[count] != '\0');
}

/* Gives libcsv the next segment and counts its line. */
static enum c5_status advance(struct reader *reader, struct c5_error *err)
{
	const char *from = reader->text + reader->at;
	size_t count = segment(reader);
	char last = from[count - 1];
	bool second = reader->after_cr && from[0] == '\n';
	enum c5_status status;

	if (!reader->row_open) {
		reader->row_open = true;
		reader->row_line = reader->cell_line = reader->line;
	}
	status = parse(reader, from, count, err);
	if (status == C5_OK)
		status = check_limits(reader, err);
	reader->at += count;
	reader->after_cr = last == '\r';
	if ((last == '\n' || last == '\r') && !second)
		reader->line++;
	return status;
}

static enum c5_status finish(struct reader *reader, struct c5_error *err)
{
	reader->ended = true;
	if (csv_fini(&reader->parser, on_cell, on_row, reader) == 0)
		return check_limits(reader, err);
	return unclosed(reader, err);
}

/* Reads on until a row is complete or the file has ended. */
static enum c5_status read_row(struct reader *reader, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	while (status == C5_OK && !reader->complete && !reader->ended) {
		if (reader->at < reader->length) {
			status = advance(reader, err);
			continue;
		}
		status = decoder_next(reader->decoder, &reader->text,
				      &reader->length, err);
		reader->at = 0;
		if (status == C5_OK && reader->length == 0)
			status = finish(reader, err);
		else
			status = locate(reader, reader->line, status, err);
	}
	return status;
}

enum c5_status reader_next(struct reader *reader, struct row *out, bool *more,
			   struct c5_error *err)
{
	enum c5_status status;

	*out = (struct row){0};
	*more = false;
	do {
		assembly_clear(&reader->row);
		reader->complete = false;
		status = read_row(reader, err);
		if (status != C5_OK)
			return status;
	} while (reader->complete && assembly_is_blank(&reader->row));
	if (!reader->complete)
		return C5_OK;
	out->line = reader->row_line;
	out->n = reader->row.n;
	out->cells = assembly_cells(&reader->row);
	*more = true;
	return C5_OK;
}

/* Reads ahead until the whole header is there. */
static enum c5_status read_head(struct reader *reader, struct c5_error *err)
{
	struct buffer *head = &reader->head;
	enum c5_status status = C5_OK;
	size_t length = 1;

	while (length && head->length < HEAD_BYTES &&
	       !dialect_whole(head->text)) {
		const char *text;

		status = decoder_next(reader->decoder, &text, &length, err);
		if (status != C5_OK)
			break;
		buffer_add(head, text, length);
	}
	/* What cannot be decoded is said again when its line is read. */
	if (status == C5_DATA && head->length)
		status = C5_OK;
	if (status != C5_OK)
		return locate(reader, 1, status, err);
	return buffer_status(head, err);
}

static enum c5_status settle(struct reader *reader, struct c5_error *err)
{
	struct dialect dialect = dialect_find(reader->head.text);

	if (dialect.empty)
		return error_at(err, C5_DATA, reader->name, 0,
				"there are no rows in the file: export it "
				"again, with the row of headers");
	if (csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI |
					      CSV_APPEND_NULL |
					      CSV_REPALL_NL) != 0)
		return error_memory(err);
	reader->parsing = true;
	csv_set_blk_size(&reader->parser, GROWTH_BYTES);
	csv_set_delim(&reader->parser, (unsigned char)dialect.delimiter);
	reader->delimiter = dialect.delimiter;
	reader->text = reader->head.text;
	reader->length = reader->head.length;
	reader->at = dialect.skip;
	reader->line = dialect.skip ? 2 : 1;
	return C5_OK;
}

static enum c5_status begin(struct reader *reader, const char *name,
			    reader_source read, void *source,
			    struct c5_error *err)
{
	enum c5_status status;

	reader->name = strdup(name);
	if (!reader->name)
		return error_memory(err);
	status = decoder_new(&reader->decoder, read, source, err);
	if (status != C5_OK)
		return locate(reader, 0, status, err);
	status = read_head(reader, err);
	return status == C5_OK ? settle(reader, err) : status;
}

static struct reader *reader_new(void)
{
	struct reader *reader = memory_new(1, sizeof(*reader));

	if (reader)
		reader->head = reader->row.text = (struct buffer)BUFFER_INIT;
	return reader;
}

enum c5_status reader_open(struct reader **out, const char *name,
			   reader_source read, void *source,
			   struct c5_error *err)
{
	struct reader *reader = reader_new();
	enum c5_status status = reader ? begin(reader, name, read, source, err)
				       : error_memory(err);

	*out = status == C5_OK ? reader : NULL;
	if (status != C5_OK)
		reader_close(reader);
	return status;
}

static enum c5_status read_memory(void *source, char *bytes, size_t size,
				  size_t *count, struct c5_error *err)
{
	struct memory_source *memory = source;

	(void)err;
	*count = memory->length < size ? memory->length : size;
	if (*count)
		memcpy(bytes, memory->bytes, *count);
	memory->bytes += *count;
	memory->length -= *count;
	return C5_OK;
}

enum c5_status reader_open_memory(struct reader **out, const char *name,
				  const char *bytes, size_t length,
				  struct c5_error *err)
{
	struct reader *reader = reader_new();
	enum c5_status status = C5_SYSTEM;

	*out = NULL;
	if (!reader)
		return error_memory(err);
	reader->memory = (struct memory_source){bytes, length};
	status = begin(reader, name, read_memory, &reader->memory, err);
	if (status == C5_OK)
		*out = reader;
	else
		reader_close(reader);
	return status;
}

void reader_close(struct reader *reader)
{
	if (!reader)
		return;
	if (reader->parsing)
		csv_free(&reader->parser);
	decoder_free(reader->decoder);
	buffer_release(&reader->head);
	buffer_release(&reader->row.text);
	free(reader->name);
	free(reader);
}

const char *reader_encoding(const struct reader *reader)
{
	return decoder_encoding(reader->decoder);
}

char reader_delimiter(const struct reader *reader)
{
	return reader->delimiter;
}
