/* One file: bytes to staged rows, staged rows to answers. */
#include "command/import.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "connect5/store_staging.h"

/* A file descriptor as a source of bytes. */
struct descriptor {
	const char *name;
	int fd;
	struct import_file *file; /* counts them */
};

enum { ROWS_BETWEEN = 512 }; /* two looks at the clock */

void import_progress(struct import *import, const char *doing, size_t rows,
		     uint64_t done, uint64_t of)
{
	if (rows % ROWS_BETWEEN || !progress_due(&import->progress))
		return;
	if (of)
		progress_show(&import->progress, "%s: %zu rows, %d %%", doing,
			      rows, (int)(done * 100 / of));
	else
		progress_show(&import->progress, "%s: %zu rows", doing, rows);
}

static enum c5_status read_descriptor(void *source, char *bytes, size_t size,
				      size_t *count, struct c5_error *err)
{
	struct descriptor *from = source;
	ssize_t got;

	do
		got = read(from->fd, bytes, size);
	while (got < 0 && errno == EINTR);
	*count = got > 0 ? (size_t)got : 0;
	from->file->bytes_read += *count;
	if (got < 0)
		return error_at(err, C5_SYSTEM, from->name, 0, "%s",
				strerror(errno));
	return C5_OK;
}

static enum c5_status open_descriptor(struct descriptor *out,
				      struct import_file *file,
				      struct c5_error *err)
{
	const char *name = file->name;
	struct stat info;
	bool standard = strcmp(name, "-") == 0;

	out->name = standard ? "(standard input)" : name;
	out->fd = standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
	if (out->fd < 0)
		return error_at(err, errno == ENOENT ? C5_USAGE : C5_SYSTEM,
				name, 0,
				"%s: is the name right, and may you "
				"read it?",
				strerror(errno));
	out->file = file;
	if (fstat(out->fd, &info) != 0)
		return C5_OK;
	if (S_ISDIR(info.st_mode))
		return error_at(err, C5_USAGE, name, 0,
				"this is a folder: name a file in it");
	/* What a pipe will bring, nobody knows. */
	if (S_ISREG(info.st_mode))
		file->bytes = (uint64_t)info.st_size;
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

/* The row is seen, and waits in the staging table. */
static enum c5_status stage_row(struct import *import, struct import_file *file,
				const struct row *row, struct c5_error *err)
{
	enum c5_status status = form_survey(file->form, row, err);

	file->counts.rows++;
	import_progress(import, "reading", file->counts.rows, file->bytes_read,
			file->bytes);
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
		status = (import->kind == IMPORT_OUTCOMES ? form_new_reports
							  : form_new)(
			&file->form, file->name, &row, import->vocabulary, err);
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

/* Second pass: what does each row say, or why is it refused? */
struct second_pass {
	struct import *import;
	struct import_file *file;
	struct pool pool;    /* for one row */
	struct buffer bytes; /* its answer, packed */
	size_t rows;
};

/* `under`: the address, or what import_find() takes in its place. */
static enum c5_status stage_answer(struct second_pass *pass,
				   const struct answer *answer,
				   const char *under, struct c5_error *err)
{
	enum c5_status status;

	buffer_cut(&pass->bytes, 0);
	status = answer_pack(&pass->bytes, answer, err);
	if (status)
		return status;
	return store_stage_answer(pass->import->store,
				  &(struct staged_answer){
					  .line = answer->line,
					  .email = under,
					  .completed = answer->completed,
					  .bytes = pass->bytes.text,
					  .length = pass->bytes.length,
				  },
				  err);
}

/* A row without an address is that of the one participant without one who has
 * its name, or of nobody. */
static enum c5_status stage_by_name(struct second_pass *pass,
				    const struct answer *answer,
				    struct c5_error *err)
{
	char number[24];
	size_t column = form_leading(pass->file->form, FIELD_EMAIL);
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
		return import_refuse(pass->import, pass->file, &why, err);
	snprintf(number, sizeof(number), "%c%lld", IMPORT_NUMBER,
		 (long long)id);
	return stage_answer(pass, answer, number, err);
}

static enum c5_status read_row(void *context, size_t line, size_t n,
			       const char *const *cells, struct c5_error *err)
{
	struct second_pass *pass = context;
	struct row row = {line, n, cells};
	struct answer answer;
	struct refusal why;
	enum c5_status status = form_answer(pass->file->form, &row, &pass->pool,
					    &answer, &why, err);

	pass->rows++;
	import_progress(pass->import, "checking", pass->rows, pass->rows,
			pass->file->counts.rows);
	if (status == C5_DATA)
		status = import_refuse(pass->import, pass->file, &why, err);
	else if (!status && *answer.email)
		status = stage_answer(pass, &answer, answer.email, err);
	else if (!status)
		status = stage_by_name(pass, &answer, err);
	pool_reset(&pass->pool);
	return status;
}

static enum c5_status digest(struct import *import, struct import_file *file,
			     struct c5_error *err)
{
	struct second_pass pass = {
		.import = import, .file = file, .bytes = BUFFER_INIT};
	const char *note_text = NULL;
	size_t unaddressed = 0;
	enum c5_status status = form_settle(file->form, &note_text, err);

	if (!status)
		status = store_count_unaddressed(import->store, &unaddressed,
						 err);
	if (unaddressed)
		form_without_address(file->form);
	if (!status && note_text)
		status = import_note_lines(import, file, 0, note_text, err);
	if (!status)
		status = store_staged(import->store, read_row, &pass, err);
	pool_release(&pass.pool);
	buffer_release(&pass.bytes);
	return status ? status : import_people(import, file, err);
}

/* Rows that are staged are taken in. */
static enum c5_status take_in(struct import *import, struct import_file *file,
			      struct c5_error *err)
{
	switch (import->kind) {
	case IMPORT_EOI:
		return digest(import, file, err);
	case IMPORT_OUTCOMES:
		return import_outcomes(import, file, err);
	case IMPORT_HISTORY:
		break;
	}
	return C5_OK;
}

enum c5_status import_read(struct import *import, struct import_file *file,
			   struct c5_error *err)
{
	struct descriptor from = {.fd = -1};
	struct reader *reader = NULL;
	enum c5_status status = open_descriptor(&from, file, err);

	file->name = from.name;
	if (!status)
		status = store_stage_clear(import->store, err);
	if (!status)
		status = reader_open(&reader, file->name, read_descriptor,
				     &from, err);
	if (!status)
		status = (import->kind == IMPORT_HISTORY
				  ? import_history
				  : stage)(import, file, reader, err);
	reader_close(reader);
	if (from.fd > STDIN_FILENO)
		close(from.fd);
	if (!status)
		status = take_in(import, file, err);
	if (!status)
		status = import_recall(import, file, err);
	return status;
}
