/* People who come in for the first time, and what an answer brings along. */
#include "command/import.h"

#include <string.h>

#include "connect5/store_staging.h"

/* Answers to other questions, on their way. */
struct extras {
	struct import *import;
	const struct form *form;
	int64_t id;
};

static enum c5_status keep_extra(const struct extras *extras, size_t column,
				 const char *cell, struct c5_error *err)
{
	const char *question = form_header(extras->form, column);
	struct buffer answer = BUFFER_INIT;
	enum c5_status status;

	if (form_field(extras->form, column) != FIELD_COUNT || !*question)
		return C5_OK;
	form_further_answer(&answer, cell);
	status = buffer_status(&answer, err);
	if (!status && answer.length)
		status = store_put_extra(extras->import->store, extras->id,
					 question, answer.text, err);
	buffer_release(&answer);
	return status;
}

static enum c5_status keep_extras(void *context, size_t line, size_t n,
				  const char *const *cells,
				  struct c5_error *err)
{
	const struct extras *extras = context;
	size_t columns = form_columns(extras->form);
	enum c5_status status = C5_OK;

	(void)line;
	for (size_t c = 0; c < n && c < columns && !status; c++)
		status = keep_extra(extras, c, cells[c], err);
	return status;
}

enum c5_status import_bring(struct import *import, struct import_file *file,
			    int64_t id, const struct answer *answer,
			    struct c5_error *err)
{
	struct extras extras = {import, file->form, id};
	enum c5_status status = import_note_lines(import, file, answer->line,
						  answer->notes, err);

	/* Whom they would rather not meet waits until all people are known. */
	for (size_t i = 0; i < answer->n_exclude && !status; i++)
		status = store_add_pending(import->store, id,
					   answer->exclude[i], err);
	if (!status && import->keep_unknown)
		status = store_staged_at(import->store, answer->line,
					 keep_extras, &extras, err);
	return status;
}

static enum c5_status note_namesake(struct newcomers *newcomers, int64_t id,
				    const struct answer *answer,
				    struct c5_error *err)
{
	struct pool pool = {NULL};
	const char *name = answer->profile.name;
	struct namesake other;
	enum c5_status status = store_namesake(newcomers->import->store, id,
					       name, &pool, &other, err);

	if (!status && other.id && *other.email)
		status = import_note(
			newcomers->import, newcomers->file, err, answer->line,
			"there is another %s, %s: the same person? "
			"'connect5 people merge %s %s'",
			name, other.email, other.email, answer->email);
	else if (!status && other.id)
		status = import_note(newcomers->import, newcomers->file, err,
				     answer->line,
				     "there is another %s, who has no e-mail "
				     "address: the same person? 'connect5 "
				     "people merge %lld %s'",
				     name, (long long)other.id, answer->email);
	pool_release(&pool);
	return status;
}

enum c5_status newcomers_add(struct newcomers *newcomers,
			     const struct answer *answer,
			     const struct buffer *packed, struct c5_error *err)
{
	struct answer *copy = &newcomers->answers[newcomers->n];
	const char *bytes =
		pool_copy(&newcomers->pool, packed->text, packed->length);
	enum c5_status status;

	if (!bytes)
		return error_memory(err);
	status = answer_unpack(copy, bytes, &newcomers->pool, err);
	if (status)
		return status;
	copy->profile.sector = answer->profile.sector;
	copy->profile.organisation = answer->profile.organisation;
	newcomers->people[newcomers->n++] = (struct admission){
		.email = copy->email,
		.profile = &copy->profile,
		.answered_at = copy->timed ? copy->completed
					   : newcomers->import->context->now,
		.digest = copy->digest,
	};
	return newcomers->n < NEWCOMERS ? C5_OK
					: newcomers_admit(newcomers, err);
}

enum c5_status newcomers_admit(struct newcomers *newcomers,
			       struct c5_error *err)
{
	enum c5_status status = store_admit(
		newcomers->import->store, newcomers->people, newcomers->n, err);

	for (size_t i = 0; i < newcomers->n && !status; i++) {
		const struct answer *answer = &newcomers->answers[i];
		int64_t id = newcomers->people[i].id;

		status = note_namesake(newcomers, id, answer, err);
		if (!status)
			status = import_bring(newcomers->import,
					      newcomers->file, id, answer, err);
	}
	newcomers->n = 0;
	pool_reset(&newcomers->pool);
	return status;
}
