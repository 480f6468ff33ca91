#include "connect5/reference.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/buffer.h"
#include "connect5/memory.h"
#include "connect5/text.h"

struct table {
	const char *name;
	const struct reference_shape *shape;
	size_t *places;	      /* column of the shape -> cell of the row */
	struct buffer *cells; /* cleaned, in the shape's order */
	const char **texts;
};

static void release(struct table *table)
{
	for (size_t i = 0; table->cells && i < table->shape->n; i++)
		buffer_release(&table->cells[i]);
	free(table->cells);
	free(table->places);
	free(table->texts);
}

static enum c5_status prepare(struct table *table, struct c5_error *err)
{
	size_t n = table->shape->n;

	table->places = memory_new(n, sizeof(*table->places));
	table->cells = memory_new(n, sizeof(*table->cells));
	table->texts = memory_new(n, sizeof(*table->texts));
	for (size_t i = 0; table->cells && i < n; i++)
		table->cells[i] = (struct buffer)BUFFER_INIT;
	if (!table->places || !table->cells || !table->texts)
		return error_memory(err);
	return C5_OK;
}

/* The only cell of the header with this name; row->n: none, or two. */
static size_t find_cell(const struct row *header, const char *name)
{
	size_t found = header->n;

	for (size_t i = 0; i < header->n; i++) {
		if (strcmp(header->cells[i], name) != 0)
			continue;
		if (found < header->n)
			return header->n;
		found = i;
	}
	return found;
}

static enum c5_status read_header(struct table *table, const struct row *header,
				  struct c5_error *err)
{
	const struct reference_shape *shape = table->shape;

	for (size_t i = 0; i < shape->n; i++) {
		table->places[i] = find_cell(header, shape->columns[i]);
		if (table->places[i] == header->n)
			return error_at(err, C5_DATA, table->name, header->line,
					"there must be one column '%s' in the "
					"header row: add it, by that name",
					shape->columns[i]);
	}
	if (header->n != shape->n)
		return error_at(err, C5_DATA, table->name, header->line,
				"the header has %zu columns and the table %zu: "
				"take out what does not belong there",
				header->n, shape->n);
	return C5_OK;
}

/* Cleans the cells of a row into the table's own. */
static enum c5_status take_row(struct table *table, const struct row *row,
			       struct c5_error *err)
{
	const struct reference_shape *shape = table->shape;
	enum c5_status status = C5_OK;

	if (row->n != shape->n)
		return error_at(err, C5_DATA, table->name, row->line,
				"the row has %zu %s and the header %zu: put "
				"a cell with a comma in quotes",
				row->n, row->n == 1 ? "cell" : "cells",
				shape->n);
	for (size_t i = 0; i < shape->n && status == C5_OK; i++) {
		struct buffer *cell = &table->cells[i];

		buffer_cut(cell, 0);
		text_line(cell, row->cells[table->places[i]]);
		table->texts[i] = cell->text;
		status = buffer_status(cell, err);
		if (status == C5_OK && i < shape->required && !cell->length)
			return error_at(err, C5_DATA, table->name, row->line,
					"'%s' is empty: fill it in",
					shape->columns[i]);
	}
	return status;
}

static enum c5_status read_rows(struct table *table, struct reader *reader,
				reference_row each, void *context,
				struct c5_error *err)
{
	struct row row;
	bool more, header = true;
	enum c5_status status = reader_next(reader, &row, &more, err);

	while (status == C5_OK && more) {
		if (header) {
			status = read_header(table, &row, err);
		} else {
			status = take_row(table, &row, err);
			if (status == C5_OK)
				status = each(context, table->name, row.line,
					      table->texts, err);
		}
		header = false;
		if (status == C5_OK)
			status = reader_next(reader, &row, &more, err);
	}
	return status;
}

enum c5_status reference_read(const struct embedded *file,
			      const struct reference_shape *shape,
			      reference_row row, void *context,
			      struct c5_error *err)
{
	struct table table = {.name = file->name, .shape = shape};
	struct reader *reader;
	enum c5_status status = reader_open_memory(
		&reader, file->name, file->bytes, file->length, err);

	if (status == C5_OK)
		status = prepare(&table, err);
	if (status == C5_OK)
		status = read_rows(&table, reader, row, context, err);
	release(&table);
	reader_close(reader);
	return status;
}

/* Cleans one value and hands it over, unless nothing is left of it. */
static enum c5_status give(const char *from, size_t length,
			   reference_value value, void *context,
			   struct c5_error *err)
{
	struct buffer raw = BUFFER_INIT, clean = BUFFER_INIT;
	enum c5_status status;

	buffer_add(&raw, from, length);
	text_line(&clean, raw.text);
	status = buffer_status(&raw, err);
	if (status == C5_OK)
		status = buffer_status(&clean, err);
	if (status == C5_OK && clean.length)
		status = value(context, clean.text, err);
	buffer_release(&raw);
	buffer_release(&clean);
	return status;
}

enum c5_status reference_list(const char *cell, reference_value value,
			      void *context, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	while (*cell && status == C5_OK) {
		size_t length = strcspn(cell, "|");

		status = give(cell, length, value, context, err);
		cell += length + (cell[length] == '|');
	}
	return status;
}
