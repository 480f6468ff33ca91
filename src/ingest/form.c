#include "connect5/form.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/form_internal.h"

static enum c5_status prepare(struct form *form, const char *file,
			      const struct row *header, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	form->file = pool_copy(&form->pool, file, strlen(file));
	form->split = memory_new(SHOWN_LISTS, sizeof(*form->split));
	if (!form->file || !form->split)
		return error_memory(err);
	choices_forget(form);
	for (size_t i = 0; i < SHOWN_LISTS && status == C5_OK; i++) {
		for (size_t j = 0; j < SEEN_CELLS; j++)
			form->shown[i].seen[j] = (struct buffer)BUFFER_INIT;
		status = vocabulary_new(&form->shown[i].words, err);
	}
	form->line = header->line;
	if (status == C5_OK)
		status = columns_find(form, header, err);
	/* What is missing here may stand in a second row of headers. */
	if (status == C5_OK && !second_header_possible(form))
		status = columns_check(form, err);
	return status;
}

static enum c5_status new_form(struct form **out, bool reports,
			       const char *file, const struct row *header,
			       const struct vocabulary *vocabulary,
			       struct c5_error *err)
{
	struct form *form = memory_new(1, sizeof(*form));
	enum c5_status status;

	*out = NULL;
	if (!form)
		return error_memory(err);
	form->reports = reports;
	form->vocabulary = vocabulary;
	form->note = (struct buffer)BUFFER_INIT;
	status = prepare(form, file, header, err);
	if (status == C5_OK)
		*out = form;
	else
		form_free(form);
	return status;
}

enum c5_status form_new(struct form **out, const char *file,
			const struct row *header,
			const struct vocabulary *vocabulary,
			struct c5_error *err)
{
	return new_form(out, false, file, header, vocabulary, err);
}

enum c5_status form_new_reports(struct form **out, const char *file,
				const struct row *header,
				const struct vocabulary *vocabulary,
				struct c5_error *err)
{
	return new_form(out, true, file, header, vocabulary, err);
}

enum c5_status form_second_header(struct form *form, const struct row *row,
				  bool *taken, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	*taken = second_header_is(form, row);
	if (*taken)
		status = second_header_take(form, row, err);
	return status == C5_OK ? columns_check(form, err) : status;
}

void form_free(struct form *form)
{
	if (!form)
		return;
	for (size_t i = 0; i < SHOWN_LISTS; i++) {
		for (size_t j = 0; j < SEEN_CELLS; j++)
			buffer_release(&form->shown[i].seen[j]);
		vocabulary_free(form->shown[i].words);
	}
	if (form->split)
		choices_forget(form);
	free(form->split);
	buffer_release(&form->note);
	pool_release(&form->pool);
	free(form);
}

bool form_is_rejects(const struct form *form)
{
	return form->rejects;
}

void form_without_address(struct form *form)
{
	form->without_address = true;
}

void form_typed(struct form *form)
{
	form->typed = true;
}

size_t form_columns(const struct form *form)
{
	return form->n;
}

const char *form_header(const struct form *form, size_t column)
{
	return form->columns[column].header;
}

enum field form_field(const struct form *form, size_t column)
{
	return form->columns[column].field;
}

bool form_is_mapped(const struct form *form, size_t column)
{
	return form->columns[column].certainty == SIZE_MAX;
}

size_t form_leading(const struct form *form, enum field field)
{
	const struct places *places = &form->places[field];
	size_t leading = SIZE_MAX;

	for (size_t i = 0; i < places->n; i++) {
		size_t column = places->columns[i];

		if (leading == SIZE_MAX ||
		    form->columns[column].answers >
			    form->columns[leading].answers)
			leading = column;
	}
	return leading;
}

void form_add_sectors(struct form *form)
{
	form->add_sectors = true;
}

enum c5_status form_survey(struct form *form, const struct row *row,
			   struct c5_error *err)
{
	enum c5_status status = survey_dates(form, row, err);

	survey_answers(form, row);
	if (status == C5_OK)
		status = survey_grids(form, row, err);
	if (status == C5_OK)
		status = survey_choices(form, row, err);
	return status;
}

enum c5_status form_settle(struct form *form, const char **note,
			   struct c5_error *err)
{
	enum c5_status status = vocabulary_status(form->vocabulary, err);

	*note = NULL;
	for (size_t i = 0; i < SHOWN_LISTS && status == C5_OK; i++)
		status = vocabulary_status(form->shown[i].words, err);
	if (status != C5_OK)
		return status;
	survey_settle(form);
	choices_forget(form);
	if (form->note.length)
		*note = form->note.text;
	return buffer_status(&form->note, err);
}
