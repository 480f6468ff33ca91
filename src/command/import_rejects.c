/* Refused rows, in the columns of the file they came in, to be mended. */
#include "command/import.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "connect5/file.h"
#include "connect5/sheet.h"
#include "connect5/store_staging.h"

enum { PIECE_BYTES = 256 * 1024 }; /* written at a time */

/*
 * The file on its way. After the form's columns comes the reason, and after
 * that the cells for which the header had no column.
 */
struct rejects {
	struct import *import;
	const struct form *form;
	size_t columns;	    /* the form's, but for a reason it has itself */
	size_t extra;	    /* the most cells that a row has too many */
	struct sheet sheet; /* rows that are not written yet */
	struct buffer text, cell;
	struct file_output file;
	size_t line; /* of the row before */
	const char *reason;
};

/* How many cells there are up to the last that says something. */
static size_t width(size_t n, const char *const *cells)
{
	while (n && !*cells[n - 1])
		n--;
	return n;
}

static enum c5_status measure_row(void *context, size_t line, size_t n,
				  const char *const *cells,
				  struct c5_error *err)
{
	struct rejects *rejects = context;
	size_t known = form_columns(rejects->form), found = width(n, cells);

	(void)line;
	(void)err;
	if (found > known && found - known > rejects->extra)
		rejects->extra = found - known;
	return C5_OK;
}

static enum c5_status measure_refused(void *context,
				      const struct staged_remark *remark,
				      struct c5_error *err)
{
	struct rejects *rejects = context;

	return store_staged_at(rejects->import->store, remark->line,
			       measure_row, rejects, err);
}

static enum c5_status add_row(void *context, size_t line, size_t n,
			      const char *const *cells, struct c5_error *err)
{
	struct rejects *rejects = context;
	struct row row = {line, n, cells};
	size_t known = form_columns(rejects->form);
	enum c5_status status = C5_OK;

	for (size_t c = 0; c < rejects->columns && !status; c++) {
		buffer_cut(&rejects->cell, 0);
		if (c < n)
			status = form_restate(&rejects->cell, rejects->form,
					      &row, c, err);
		sheet_text(&rejects->sheet, rejects->cell.text);
	}
	sheet_text(&rejects->sheet, rejects->reason);
	for (size_t c = known; c < known + rejects->extra; c++)
		sheet_text(&rejects->sheet, c < n ? cells[c] : "");
	return status;
}

static enum c5_status flush(struct rejects *rejects, struct c5_error *err)
{
	enum c5_status status =
		sheet_csv_rows(&rejects->text, &rejects->sheet, false, err);

	if (!status)
		status = file_put(&rejects->file, &rejects->text, err);
	buffer_cut(&rejects->text, 0);
	sheet_clear(&rejects->sheet);
	return status;
}

static enum c5_status add_refused(void *context,
				  const struct staged_remark *remark,
				  struct c5_error *err)
{
	struct rejects *rejects = context;
	enum c5_status status;

	if (remark->line == rejects->line)
		return C5_OK;
	rejects->line = remark->line;
	rejects->reason = remark->text;
	status = store_staged_at(rejects->import->store, remark->line, add_row,
				 rejects, err);
	if (!status && rejects->sheet.cells.length > PIECE_BYTES)
		status = flush(rejects, err);
	return status;
}

static enum c5_status write_rows(struct rejects *rejects, struct c5_error *err)
{
	const char *path = rejects->import->rejects;
	enum c5_status status = file_begin(&rejects->file, path, false, err);
	struct stat info;

	if (status == C5_USAGE && lstat(path, &info) == 0 &&
	    S_ISREG(info.st_mode))
		return error_at(err, C5_USAGE, path, 0,
				"it exists: give --rejects another name, or "
				"remove it");

	/* The header, and no rows yet. */
	if (!status)
		status = sheet_csv(&rejects->text, &rejects->sheet, false, err);
	if (!status)
		status = store_staged_remarks(rejects->import->store, true,
					      SIZE_MAX, add_refused, rejects,
					      err);
	if (!status)
		status = flush(rejects, err);
	if (!status)
		return file_finish(&rejects->file, err);
	file_abandon(&rejects->file);
	return status;
}

/* The form's headers, the reason's, and empty ones; the caller's to free. */
static const char **headers(const struct rejects *rejects)
{
	size_t n = rejects->columns + 1 + rejects->extra;
	const char **header = memory_new(n + 1, sizeof(*header));

	for (size_t c = 0; header && c < n; c++)
		header[c] = c < rejects->columns ? form_header(rejects->form, c)
						 : "";
	if (header)
		header[rejects->columns] = FORM_REASON;
	return header;
}

enum c5_status import_rejects(struct import *import,
			      const struct import_file *file,
			      struct c5_error *err)
{
	struct rejects rejects = {
		.import = import,
		.form = file->form,
		.columns =
			form_columns(file->form) - form_is_rejects(file->form),
		.text = BUFFER_INIT,
		.cell = BUFFER_INIT,
	};
	enum c5_status status = store_staged_remarks(
		import->store, true, SIZE_MAX, measure_refused, &rejects, err);
	const char **header = status ? NULL : headers(&rejects);

	if (!header)
		return status ? status : error_memory(err);
	sheet_init(&rejects.sheet, header);
	status = write_rows(&rejects, err);
	sheet_release(&rejects.sheet);
	buffer_release(&rejects.text);
	buffer_release(&rejects.cell);
	free(header);
	return status;
}
