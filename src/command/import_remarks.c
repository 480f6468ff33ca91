/* What is said of a file's rows: staged as it comes, as there may be millions.
 */
#include "command/import.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "connect5/store_staging.h"
#include "connect5/text.h"

static enum c5_status stage_note(struct import *import,
				 struct import_file *file, size_t line,
				 const char *text, struct c5_error *err)
{
	struct staged_remark remark = {false, line, "", "", text};

	file->all_notes++;
	return store_stage_remark(import->store, &remark, err);
}

enum c5_status import_note(struct import *import, struct import_file *file,
			   struct c5_error *err, size_t line,
			   const char *format, ...)
{
	char text[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	text_mend_end(text);
	return stage_note(import, file, line, text, err);
}

enum c5_status import_note_lines(struct import *import,
				 struct import_file *file, size_t line,
				 const char *lines, struct c5_error *err)
{
	struct buffer text = BUFFER_INIT;
	enum c5_status status = C5_OK;

	while (*lines && !status) {
		size_t length = strcspn(lines, "\n");

		buffer_cut(&text, 0);
		buffer_add(&text, lines, length);
		status = buffer_status(&text, err);
		if (!status)
			status = stage_note(import, file, line, text.text, err);
		lines += length + (lines[length] == '\n');
	}
	buffer_release(&text);
	return status;
}

enum c5_status import_refuse(struct import *import, struct import_file *file,
			     const struct refusal *refusal,
			     struct c5_error *err)
{
	struct staged_remark remark = {true, refusal->line, refusal->column,
				       refusal->value, refusal->reason};

	file->counts.refused++;
	return store_stage_remark(import->store, &remark, err);
}

static const char *keep(struct import_file *file, const char *text)
{
	return pool_copy(&file->pool, text, strlen(text));
}

static enum c5_status recall_note(void *context,
				  const struct staged_remark *remark,
				  struct c5_error *err)
{
	struct import_file *file = context;
	struct import_note note = {remark->line, keep(file, remark->text)};
	void *grown = memory_grow(file->notes, &file->notes_capacity,
				  file->n_notes + 1, sizeof(note));

	if (grown)
		file->notes = grown;
	if (!grown || !note.text)
		return error_memory(err);
	file->notes[file->n_notes++] = note;
	return C5_OK;
}

static enum c5_status recall_refusal(void *context,
				     const struct staged_remark *remark,
				     struct c5_error *err)
{
	struct import_file *file = context;
	struct refusal copy = {
		.line = remark->line,
		.column = keep(file, remark->column),
		.value = keep(file, remark->value),
		.reason = keep(file, remark->text),
	};
	void *grown = memory_grow(file->refusals, &file->refusals_capacity,
				  file->n_refusals + 1, sizeof(copy));

	if (grown)
		file->refusals = grown;
	if (!grown || !copy.column || !copy.value || !copy.reason)
		return error_memory(err);
	file->refusals[file->n_refusals++] = copy;
	return C5_OK;
}

enum c5_status import_recall(struct import *import, struct import_file *file,
			     struct c5_error *err)
{
	size_t most = import->context->verbose ? SIZE_MAX : IMPORT_SHOWN;
	enum c5_status status = store_staged_remarks(import->store, false, most,
						     recall_note, file, err);

	return status ? status
		      : store_staged_remarks(import->store, true, most,
					     recall_refusal, file, err);
}
