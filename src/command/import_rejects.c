/* Refused rows, in the columns of the file they came in, to be mended. */
#include "command/import.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/file.h"
#include "connect5/sheet.h"
#include "connect5/store_staging.h"

/*
 * The sheet on its way. After the form's columns comes the reason, and after
 * that the cells for which the header had no column.
 */
struct rejects {
	const struct form *form;
	size_t columns; /* the form's, but for a reason it has itself */
	size_t extra;	/* the most cells that a row has too many */
	struct sheet sheet;
	struct buffer cell;
	const struct refusal *refusal;
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
	sheet_text(&rejects->sheet, rejects->refusal->reason);
	for (size_t c = known; c < known + rejects->extra; c++)
		sheet_text(&rejects->sheet, c < n ? cells[c] : "");
	return status;
}

/* Every refused row once, by its line. */
static enum c5_status each_refused(struct import *import,
				   const struct import_file *file,
				   store_staged_row row,
				   struct rejects *rejects,
				   struct c5_error *err)
{
	enum c5_status status = C5_OK;
	size_t last = 0;

	for (size_t i = 0; i < file->counts.refused && !status; i++) {
		rejects->refusal = &file->refusals[i];
		if (rejects->refusal->line == last)
			continue;
		last = rejects->refusal->line;
		status =
			store_staged_at(import->store, last, row, rejects, err);
	}
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

enum c5_status import_rejects(struct import *import, struct import_file *file,
			      const char *path, struct c5_error *err)
{
	struct rejects rejects = {
		.form = file->form,
		.columns =
			form_columns(file->form) - form_is_rejects(file->form),
		.cell = BUFFER_INIT,
	};
	struct buffer out = BUFFER_INIT;
	enum c5_status status =
		each_refused(import, file, measure_row, &rejects, err);
	const char **header = status ? NULL : headers(&rejects);

	if (!header)
		return status ? status : error_memory(err);
	sheet_init(&rejects.sheet, header);
	status = each_refused(import, file, add_row, &rejects, err);
	if (!status)
		status = sheet_csv(&out, &rejects.sheet, false, err);
	if (!status)
		status = file_write(path, &out, false, err);
	sheet_release(&rejects.sheet);
	buffer_release(&rejects.cell);
	buffer_release(&out);
	free(header);
	return status;
}
