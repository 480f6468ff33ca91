/*
 * A cell written so that it says the same in any file. What the whole file
 * told is put into the cell: the order of its date, and where ', ' parts
 * choices.
 */
#include "ingest/form_internal.h"

#include <string.h>

/* A moment in full, with a T and a Z: spreadsheets leave that alone. */
static bool restate_date(struct buffer *out, const struct form *form,
			 const char *cell)
{
	struct buffer date = BUFFER_INIT;
	char text[MOMENT_TEXT];
	int64_t moment;

	cell_clean(&date, cell, FIELD_COMPLETED);
	bool is_date = !date.failed &&
		       date_parse(&moment, date.text, form->dates.order);
	if (is_date)
		buffer_puts(out, moment_format(text, moment));
	out->failed |= date.failed;
	buffer_release(&date);
	return is_date;
}

/* Has the row a ';' or line break in the question of this column? Then these
 * part its choices, and no comma does. */
static bool is_parted(const struct form *form, const struct row *row,
		      size_t column)
{
	struct buffer said = BUFFER_INIT;
	bool parted;

	if (options_are_several(form, column))
		options_gather(&said, form, row, column);
	else
		buffer_puts(&said, row->cells[column]);
	parted = said.failed || said.text[strcspn(said.text, ";\r\n")];
	buffer_release(&said);
	return parted;
}

static bool restate_choices(struct buffer *out, const struct form *form,
			    const struct row *row, size_t column)
{
	const char *cell = cell_unguarded(row->cells[column]);

	for (size_t list = 0; list < SHOWN_LISTS; list++) {
		enum shown_list shown = (enum shown_list)list;

		if (shown != SHOWN_SENIORITY &&
		    form->columns[column].field == shown_field(shown) &&
		    strstr(cell, ", ") && !is_parted(form, row, column)) {
			choices_restate(out, form, shown, cell);
			return true;
		}
	}
	return false;
}

enum c5_status form_restate(struct buffer *out, const struct form *form,
			    const struct row *row, size_t column,
			    struct c5_error *err)
{
	const char *cell = row->cells[column];
	enum field field = form->columns[column].field;

	if (!(field == FIELD_COMPLETED && restate_date(out, form, cell)) &&
	    !restate_choices(out, form, row, column))
		buffer_puts(out, cell_unguarded(cell));
	return buffer_status(out, err);
}
