/* One file: bytes to staged rows, staged rows to answers. */
#include "command/import.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "connect5/store_staging.h"
#include "connect5/text.h"

/* A file descriptor as a source of bytes. */
struct descriptor {
	const char *name;
	int fd;
};

static enum c5_status read_descriptor(void *source, char *bytes, size_t size,
				      size_t *count, struct c5_error *err)
{
	struct descriptor *from = source;
	ssize_t got;

	do
		got = read(from->fd, bytes, size);
	while (got < 0 && errno == EINTR);
	*count = got > 0 ? (size_t)got : 0;
	if (got < 0)
		return error_at(err, C5_SYSTEM, from->name, 0, "%s",
				strerror(errno));
	return C5_OK;
}

static enum c5_status open_descriptor(struct descriptor *out, const char *name,
				      struct c5_error *err)
{
	bool standard = strcmp(name, "-") == 0;

	out->name = standard ? "(standard input)" : name;
	out->fd = standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
	if (out->fd < 0)
		return error_at(err, errno == ENOENT ? C5_USAGE : C5_SYSTEM,
				name, 0,
				"%s: is the name right, and may you "
				"read it?",
				strerror(errno));
	return C5_OK;
}

void import_file_release(struct import_file *file)
{
	form_free(file->form);
	free(file->refusals);
	free(file->notes);
	buffer_release(&file->added_sectors);
	pool_release(&file->pool);
}

static enum c5_status keep_note(struct import_file *file, size_t line,
				const char *text, size_t length,
				struct c5_error *err)
{
	struct import_note note = {line, file->n_notes,
				   pool_copy(&file->pool, text, length)};
	void *grown = memory_grow(file->notes, &file->notes_capacity,
				  file->n_notes + 1, sizeof(note));

	if (grown)
		file->notes = grown;
	if (!grown || !note.text)
		return error_memory(err);
	file->notes[file->n_notes++] = note;
	return C5_OK;
}

enum c5_status import_note(struct import_file *file, struct c5_error *err,
			   size_t line, const char *format, ...)
{
	char text[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	text_mend_end(text);
	return keep_note(file, line, text, strlen(text), err);
}

enum c5_status import_note_lines(struct import_file *file, size_t line,
				 const char *lines, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	while (*lines && !status) {
		size_t length = strcspn(lines, "\n");

		status = keep_note(file, line, lines, length, err);
		lines += length + (lines[length] == '\n');
	}
	return status;
}

enum c5_status import_refuse(struct import_file *file,
			     const struct refusal *refusal,
			     struct c5_error *err)
{
	struct refusal copy = *refusal;
	void *grown = memory_grow(file->refusals, &file->refusals_capacity,
				  file->counts.refused + 1, sizeof(copy));

	if (grown)
		file->refusals = grown;
	copy.column = pool_copy(&file->pool, copy.column, strlen(copy.column));
	copy.value = pool_copy(&file->pool, copy.value, strlen(copy.value));
	copy.reason = pool_copy(&file->pool, copy.reason, strlen(copy.reason));
	if (!grown || !copy.column || !copy.value || !copy.reason)
		return error_memory(err);
	file->refusals[file->counts.refused++] = copy;
	return C5_OK;
}

/* The row is seen, and waits in the staging table. */
static enum c5_status stage_row(struct import *import, struct import_file *file,
				const struct row *row, struct c5_error *err)
{
	enum c5_status status = form_survey(file->form, row, err);

	file->counts.rows++;
	return status ? status
		      : store_stage_row(import->store, row->line, row->n,
					row->cells, err);
}

/* First pass: the header, which may have two rows, and every answer. */
static enum c5_status stage(struct import *import, struct import_file *file,
			    struct reader *reader, struct c5_error *err)
{
	struct row row;
	bool more, first = true, taken = false;
	enum c5_status status = reader_next(reader, &row, &more, err);

	if (!status && !more)
		status = error_at(err, C5_DATA, file->name, 0,
				  "the file is empty: export it again");
	if (!status)
		status = form_new(&file->form, file->name, &row,
				  import->vocabulary, err);
	if (!status && import->add_sectors)
		form_add_sectors(file->form);
	while (!status) {
		status = reader_next(reader, &row, &more, err);
		if (status || !more)
			break;
		if (first)
			status = form_second_header(file->form, &row, &taken,
						    err);
		if (!status && !(first && taken))
			status = stage_row(import, file, &row, err);
		first = false;
	}
	if (!status && !file->counts.rows)
		status = error_at(err, C5_DATA, file->name, 0,
				  "there is a row of headers and no answer "
				  "below it: export it again");
	file->encoding = reader_encoding(reader);
	file->delimiter = reader_delimiter(reader);
	return status;
}

/* Second pass: who is each row about, or why is it refused? */
struct second_pass {
	struct import *import;
	struct import_file *file;
};

/* A row without an address is that of the one participant without one who has
 * its name, or of nobody. */
static enum c5_status identify_by_name(struct second_pass *pass,
				       const struct answer *answer,
				       struct c5_error *err)
{
	char number[24];
	size_t column = form_leading(pass->file->form, FIELD_EMAIL);
	struct staged_person person = {answer->line, number,
				       answer->profile.name, answer->completed};
	struct refusal why = {answer->line,
			      form_header(pass->file->form, column), "",
			      "there is no e-mail address in the row: put one "
			      "in"};
	int64_t id;
	enum c5_status status = store_find_unaddressed(
		pass->import->store, answer->profile.name, &id, err);

	if (status)
		return status;
	if (!id)
		return import_refuse(pass->file, &why, err);
	snprintf(number, sizeof(number), "%c%lld", IMPORT_NUMBER,
		 (long long)id);
	return store_stage_person(pass->import->store, &person, err);
}

static enum c5_status identify(void *context, size_t line, size_t n,
			       const char *const *cells, struct c5_error *err)
{
	struct second_pass *pass = context;
	struct row row = {line, n, cells};
	struct pool pool = {NULL};
	struct answer answer;
	struct refusal why;
	enum c5_status status =
		form_answer(pass->file->form, &row, &pool, &answer, &why, err);

	if (status == C5_DATA) {
		status = import_refuse(pass->file, &why, err);
	} else if (!status && !*answer.email) {
		status = identify_by_name(pass, &answer, err);
	} else if (!status) {
		struct staged_person person = {line, answer.email,
					       answer.profile.name,
					       answer.completed};

		status = store_stage_person(pass->import->store, &person, err);
	}
	pool_release(&pool);
	return status;
}

static int by_line(const void *left, const void *right)
{
	const struct refusal *a = left, *b = right;

	return a->line < b->line ? -1 : a->line > b->line;
}

static int by_note(const void *left, const void *right)
{
	const struct import_note *a = left, *b = right;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static enum c5_status digest(struct import *import, struct import_file *file,
			     struct c5_error *err)
{
	struct second_pass pass = {import, file};
	const char *note_text = NULL;
	size_t unaddressed = 0;
	enum c5_status status = form_settle(file->form, &note_text, err);

	if (!status)
		status = store_count_unaddressed(import->store, &unaddressed,
						 err);
	if (unaddressed)
		form_without_address(file->form);

	if (!status && note_text)
		status = import_note_lines(file, 0, note_text, err);
	if (!status)
		status = store_staged(import->store, identify, &pass, err);
	if (!status)
		status = import_people(import, file, err);
	if (!status && file->n_notes)
		qsort(file->notes, file->n_notes, sizeof(*file->notes),
		      by_note);
	if (!status && file->counts.refused)
		qsort(file->refusals, file->counts.refused,
		      sizeof(*file->refusals), by_line);
	return status;
}

enum c5_status import_read(struct import *import, struct import_file *file,
			   struct c5_error *err)
{
	struct descriptor from = {.fd = -1};
	struct reader *reader = NULL;
	enum c5_status status = open_descriptor(&from, file->name, err);

	file->name = from.name;
	if (!status)
		status = store_stage_clear(import->store, err);
	if (!status)
		status = reader_open(&reader, file->name, read_descriptor,
				     &from, err);
	if (!status && import->history)
		status = import_history(import, file, reader, err);
	else if (!status)
		status = stage(import, file, reader, err);
	reader_close(reader);
	if (from.fd > STDIN_FILENO)
		close(from.fd);
	if (!status && !import->history)
		status = digest(import, file, err);
	return status;
}
