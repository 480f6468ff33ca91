/* --map FIELD=HEADER: the coordinator's own word for a column. */
#include "command/import.h"

#include <stdio.h>
#include <string.h>

#include "connect5/store_words.h"
#include "connect5/text.h"

enum { FIELD_BYTES = 32 };

static enum c5_status split(const char *map, char field[FIELD_BYTES],
			    const char **header, struct c5_error *err)
{
	const char *equals = strchr(map, '=');
	bool known = false;

	if (equals && equals - map < FIELD_BYTES) {
		snprintf(field, FIELD_BYTES, "%.*s", (int)(equals - map), map);
		known = field_parse(field) != FIELD_COUNT;
	}
	if (!known || !equals[1])
		return error_set(err, C5_USAGE,
				 "--map takes FIELD=HEADER, and '%s' is none: "
				 "FIELD is email, name, first_name, last_name, "
				 "completed, organisation, sector, place, "
				 "profession, seniority, interests, hopes, "
				 "availability, exclude or drop; of outcomes "
				 "also month or met",
				 map);
	*header = equals + 1;
	return C5_OK;
}

/* C5_USAGE: no file of the kind has such a field. */
static enum c5_status check_kind(const struct import *import, const char *field,
				 struct c5_error *err)
{
	enum field named = field_parse(field);
	bool reports = import->kind == IMPORT_OUTCOMES;

	if (reports ? field_is_of_reports(named)
		    : !field_is_of_reports_only(named))
		return C5_OK;
	return error_set(err, C5_USAGE, "--map: %s is no field of %s", field,
			 reports ? "outcomes: those are email, name, "
				   "first_name, last_name, completed, month, "
				   "met and drop"
				 : "an expression of interest: it goes with "
				   "--as outcomes");
}

static bool is_map(const struct arguments *arguments, size_t i)
{
	return strcmp(arguments->given[i].name, "map") == 0;
}

/* C5_USAGE: one before it says that the header is another field. */
static enum c5_status check_once(const struct arguments *arguments, size_t at,
				 const char *field, const char *header,
				 struct c5_error *err)
{
	struct buffer folded = BUFFER_INIT, other = BUFFER_INIT;
	enum c5_status status = C5_OK;

	text_fold(&folded, header);
	for (size_t i = 0; i < at && !status; i++) {
		char before[FIELD_BYTES];
		const char *text = "";

		if (!is_map(arguments, i))
			continue;
		status = split(arguments->given[i].value, before, &text, err);
		buffer_cut(&other, 0);
		if (!status)
			text_fold(&other, text);
		if (!status && strcmp(folded.text, other.text) == 0 &&
		    strcmp(before, field) != 0)
			status = error_set(err, C5_USAGE,
					   "--map says that '%s' is %s and "
					   "that it is %s: a column is one "
					   "field",
					   header, before, field);
	}
	if (!status && (folded.failed || other.failed))
		status = error_memory(err);
	buffer_release(&folded);
	buffer_release(&other);
	return status;
}

enum c5_status import_take_maps(struct import *import,
				const struct arguments *arguments,
				struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < arguments->n_given && !status; i++) {
		char field[FIELD_BYTES];
		const char *header = "";

		if (!is_map(arguments, i))
			continue;
		status = split(arguments->given[i].value, field, &header, err);
		if (!status)
			status = check_kind(import, field, err);
		if (!status)
			status = check_once(arguments, i, field, header, err);
		if (!status)
			status = vocabulary_add_column(import->vocabulary,
						       field, VOCABULARY_MAP,
						       header, err);
		if (!status)
			status = store_add_column(import->store, field,
						  VOCABULARY_MAP, header, err);
	}
	return status;
}

static enum c5_status check_header(const char *header,
				   const struct import_file *files, size_t n,
				   struct c5_error *err)
{
	struct buffer found = BUFFER_INIT;
	enum c5_status status = C5_OK;
	bool has = false;

	for (size_t i = 0; i < n && !has && !status; i++) {
		status = form_has_header(files[i].form, header, &has, err);
		if (!has)
			form_list_headers(&found, files[i].form);
	}
	if (!status && !has)
		status = error_at(err, C5_USAGE, files[n - 1].name, 0,
				  "--map: no column is called '%s'; the "
				  "headers are %s",
				  header, found.text);
	buffer_release(&found);
	return status;
}

enum c5_status import_check_maps(const struct arguments *arguments,
				 const struct import_file *files, size_t n,
				 struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < arguments->n_given && !status; i++)
		if (is_map(arguments, i))
			status = check_header(
				strchr(arguments->given[i].value, '=') + 1,
				files, n, err);
	return status;
}
