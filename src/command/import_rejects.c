/* Refused rows, in the columns of the file they came in, to be mended. */
#include "command/import.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/file.h"
#include "connect5/sheet.h"
#include "connect5/store_staging.h"

/* The sheet on its way; the last column says why. */
struct rejects {
	struct sheet sheet;
	const struct refusal *refusal;
};

static enum c5_status add_row(void *context, size_t line, size_t n,
			      const char *const *cells, struct c5_error *err)
{
	struct rejects *rejects = context;
	size_t columns = rejects->sheet.columns - 1;

	(void)line;
	(void)err;
	for (size_t c = 0; c < columns; c++)
		sheet_text(&rejects->sheet, c < n ? cells[c] : "");
	sheet_text(&rejects->sheet, rejects->refusal->reason);
	return C5_OK;
}

static enum c5_status fill(struct import *import,
			   const struct import_file *file,
			   struct rejects *rejects, struct c5_error *err)
{
	enum c5_status status = C5_OK;
	size_t last = 0;

	for (size_t i = 0; i < file->counts.refused && !status; i++) {
		rejects->refusal = &file->refusals[i];
		if (rejects->refusal->line == last)
			continue;
		last = rejects->refusal->line;
		status = store_staged_at(import->store, last, add_row, rejects,
					 err);
	}
	return status;
}

enum c5_status import_rejects(struct import *import, struct import_file *file,
			      const char *path, struct c5_error *err)
{
	size_t columns = form_columns(file->form);
	const char **header = memory_new(columns + 2, sizeof(*header));
	struct rejects rejects = {.refusal = NULL};
	struct buffer out = BUFFER_INIT;
	enum c5_status status;

	if (!header)
		return error_memory(err);
	for (size_t c = 0; c < columns; c++)
		header[c] = form_header(file->form, c);
	header[columns] = FORM_REASON;
	sheet_init(&rejects.sheet, header);
	status = fill(import, file, &rejects, err);
	if (!status)
		status = sheet_csv(&out, &rejects.sheet, false, err);
	if (!status)
		status = file_write(path, &out, false, err);
	sheet_release(&rejects.sheet);
	buffer_release(&out);
	free(header);
	return status;
}
