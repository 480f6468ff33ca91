#include "prelude.h"

#include "builtin.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/buffer.h"
#include "connect5/embedded.h"
#include "connect5/reference.h"

/* What is being filled, and the row that a list cell belongs to. */
struct filling {
	struct vocabulary *vocabulary;
	int64_t last_sector, last_organisation;
	int step;
	const char *label;
	bool ambiguous;
};

static void read_file(const char *name, const struct reference_shape *shape,
		      reference_row row, struct filling *filling)
{
	const struct embedded *file = embedded_find(name);
	struct c5_error err = {0};

	assert_non_null(file);
	if (reference_read(file, shape, row, filling, &err) != C5_OK)
		fail_msg("%s:%zu: %s", err.file, err.line, err.text);
}

static enum c5_status add_sector_alias(void *context, const char *value,
				       struct c5_error *err)
{
	struct filling *filling = context;

	return vocabulary_add_sector_alias(filling->vocabulary, value,
					   filling->last_sector, err);
}

static enum c5_status add_sector(void *context, const char *file, size_t line,
				 const char *const *cells, struct c5_error *err)
{
	struct filling *filling = context;
	struct sector sector = {++filling->last_sector, cells[0], cells[1],
				cells[2]};
	enum c5_status status =
		vocabulary_add_sector(filling->vocabulary, &sector, err);

	(void)file;
	(void)line;
	if (status == C5_OK)
		status = reference_list(cells[3], add_sector_alias, filling,
					err);
	return status;
}

static enum c5_status add_place(void *context, const char *value,
				struct c5_error *err)
{
	struct buffer *places = context;

	if (places->length)
		buffer_putc(places, '\n');
	buffer_puts(places, value);
	return buffer_status(places, err);
}

static enum c5_status add_organisation_alias(void *context, const char *value,
					     struct c5_error *err)
{
	struct filling *filling = context;

	return vocabulary_add_organisation_alias(filling->vocabulary, value,
						 filling->last_organisation,
						 filling->ambiguous, err);
}

static enum c5_status add_organisation(void *context, const char *file,
				       size_t line, const char *const *cells,
				       struct c5_error *err)
{
	struct filling *filling = context;
	struct buffer places = BUFFER_INIT;
	const struct sector *sector =
		vocabulary_find_sector(filling->vocabulary, cells[1]);
	enum c5_status status =
		reference_list(cells[2], add_place, &places, err);
	struct organisation organisation = {
		++filling->last_organisation,
		cells[0],
		sector ? sector->id : 0,
		places.text,
	};

	(void)file;
	(void)line;
	if (status == C5_OK)
		status = vocabulary_add_organisation(filling->vocabulary,
						     &organisation, err);
	buffer_release(&places);
	filling->ambiguous = false;
	if (status == C5_OK)
		status = reference_list(cells[4], add_organisation_alias,
					filling, err);
	filling->ambiguous = true;
	if (status == C5_OK)
		status = reference_list(cells[5], add_organisation_alias,
					filling, err);
	return status;
}

static enum c5_status add_step_alias(void *context, const char *value,
				     struct c5_error *err)
{
	struct filling *filling = context;

	return vocabulary_add_seniority(filling->vocabulary, value,
					filling->step, err);
}

static enum c5_status add_step(void *context, const char *file, size_t line,
			       const char *const *cells, struct c5_error *err)
{
	struct filling *filling = context;
	enum c5_status status;

	(void)file;
	(void)line;
	filling->step = cells[0][0] - '0';
	status = add_step_alias(filling, cells[1], err);
	if (status == C5_OK)
		status = reference_list(cells[2], add_step_alias, filling, err);
	return status;
}

static enum c5_status add_interest_alias(void *context, const char *value,
					 struct c5_error *err)
{
	struct filling *filling = context;

	return vocabulary_add_interest(filling->vocabulary, value,
				       filling->label, err);
}

static enum c5_status add_interest(void *context, const char *file, size_t line,
				   const char *const *cells,
				   struct c5_error *err)
{
	struct filling *filling = context;
	enum c5_status status;

	(void)file;
	(void)line;
	filling->label = cells[0];
	status = add_interest_alias(filling, cells[0], err);
	if (status == C5_OK)
		status = reference_list(cells[1], add_interest_alias, filling,
					err);
	return status;
}

static enum c5_status add_column(void *context, const char *file, size_t line,
				 const char *const *cells, struct c5_error *err)
{
	struct filling *filling = context;

	(void)file;
	(void)line;
	return vocabulary_add_column(filling->vocabulary, cells[0],
				     strcmp(cells[1], "exact") == 0
					     ? VOCABULARY_EXACT
					     : VOCABULARY_PHRASE,
				     cells[2], err);
}

struct vocabulary *builtin_vocabulary(void)
{
	static const char *const sectors[] = {"code", "label", "short",
					      "aliases"};
	static const char *const organisations[] = {
		"name", "sector", "place", "ods", "aliases", "ambiguous"};
	static const char *const steps[] = {"step", "label", "aliases"};
	static const char *const interests[] = {"label", "aliases"};
	static const char *const columns[] = {"field", "match", "phrase"};
	struct filling filling = {0};

	assert_int_equal(vocabulary_new(&filling.vocabulary, NULL), C5_OK);
	read_file("sectors.csv", &(struct reference_shape){sectors, 4, 3},
		  add_sector, &filling);
	read_file("organisations.csv",
		  &(struct reference_shape){organisations, 6, 2},
		  add_organisation, &filling);
	read_file("seniority.csv", &(struct reference_shape){steps, 3, 2},
		  add_step, &filling);
	read_file("interests.csv", &(struct reference_shape){interests, 2, 1},
		  add_interest, &filling);
	read_file("columns.csv", &(struct reference_shape){columns, 3, 3},
		  add_column, &filling);
	return filling.vocabulary;
}
