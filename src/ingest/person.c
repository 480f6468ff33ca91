/* Who a row is about: the address, the name, and when they answered. */
#include "ingest/form_internal.h"

#include <string.h>
#include <strings.h>

#include "connect5/text.h"

/* Eventbrite exports whoever ever had a ticket. */
enum c5_status read_attendance(struct reading *reading)
{
	struct buffer *said = &reading->value;
	struct found found =
		cell_first(reading->form, reading->row, FIELD_ATTENDANCE, said);

	if (said->failed)
		return error_memory(reading->err);
	if (!said->length || strcasecmp(said->text, "Attending") == 0 ||
	    strcasecmp(said->text, "Checked In") == 0)
		return C5_OK;
	return reading_refuse(reading, found.column,
			      "the ticket says '%s': only those who are "
			      "attending or checked in are taken, so there is "
			      "nothing to mend",
			      reading_short(reading, said->text));
}

/* How much a cell that is no address looks like the one that was meant. */
static int promise(const char *address)
{
	return !cell_is_usable(address)		   ? 0
	       : strchr(address, '@')		   ? 3
	       : strcmp(address, "anonymous") == 0 ? 1
						   : 2;
}

static enum c5_status refuse_email(struct reading *reading, size_t column)
{
	struct buffer *address = &reading->value;

	if (column == SIZE_MAX)
		return reading_refuse(
			reading, form_leading(reading->form, FIELD_EMAIL),
			reading->form->typed
				? "there is no e-mail address: say "
				  "email=ADDRESS"
				: "there is no e-mail address in the row: put "
				  "one in");
	buffer_cut(address, 0);
	address_read(address, cell_unguarded(reading->row->cells[column]));
	if (strcmp(address->text, "anonymous") == 0)
		return reading_refuse(
			reading, form_leading(reading->form, FIELD_EMAIL),
			"the form was answered without a name, "
			"and no question gave the e-mail address: "
			"put it in");
	return reading_refuse(
		reading, column, "'%s' is not an e-mail address: %s%s",
		reading_short(reading, address->text),
		address_fault(address->text),
		reading->form->typed ? "" : "; mend it and import again");
}

enum c5_status read_email(struct reading *reading)
{
	const struct row *row = reading->row;
	const struct places *places = &reading->form->places[FIELD_EMAIL];
	struct buffer *address = &reading->value;
	size_t refused = SIZE_MAX;
	int best = 0;

	for (size_t i = 0; i < places->n; i++) {
		size_t column = places->columns[i];

		if (column >= row->n)
			continue;
		buffer_cut(address, 0);
		address_read(address, cell_unguarded(row->cells[column]));
		if (address->failed)
			return error_memory(reading->err);
		if (!address_fault(address->text)) {
			reading->out->email =
				reading_keep(reading, address->text);
			reading_digest(reading, FIELD_EMAIL, address->text);
			return C5_OK;
		}
		if (promise(address->text) > best) {
			best = promise(address->text);
			refused = column;
		}
	}
	if (refused == SIZE_MAX && reading->form->without_address) {
		reading_digest(reading, FIELD_EMAIL, "");
		return C5_OK;
	}
	return refuse_email(reading, refused);
}

/* "Ann" and "Bell" joined; either may be missing. */
static const char *join(struct reading *reading, const char *first,
			const char *last)
{
	struct buffer *whole = &reading->value;

	buffer_cut(whole, 0);
	buffer_puts(whole, first);
	if (*first && *last)
		buffer_putc(whole, ' ');
	buffer_puts(whole, last);
	reading->notes.failed |= whole->failed;
	return reading_keep(reading, whole->text);
}

/* Where a name is missing. */
static size_t name_column(const struct form *form)
{
	const struct places *names = &form->places[FIELD_NAME];

	return names->n ? names->columns[0]
			: form->places[FIELD_FIRST_NAME].columns[0];
}

enum c5_status read_person_name(struct reading *reading)
{
	size_t column;
	const char *name = reading_field(reading, FIELD_NAME, &column);
	const char *first = reading_field(reading, FIELD_FIRST_NAME, &column);
	const char *last = reading_field(reading, FIELD_LAST_NAME, &column);

	/* Columns called "Name" and "Surname". */
	bool half = *name && !*first && *last && !strchr(name, ' ');
	if (!*name || half)
		name = join(reading, half ? name : first, last);
	if (!*name)
		return reading_refuse(
			reading, name_column(reading->form),
			reading->form->typed
				? "there is no name: say name=NAME"
				: "there is no name in the row: put one in");
	reading->out->profile.name = name;
	return C5_OK;
}

/* A date that is one only in the order that the file's other dates deny. */
static enum c5_status refuse_date(struct reading *reading, size_t column,
				  const char *date)
{
	bool day_first = reading->form->dates.order == DATE_DAY_FIRST;

	return reading_refuse(reading, column,
			      "'%s' is no date in %s, as others in this file "
			      "are: write it as YYYY-MM-DD",
			      reading_short(reading, date),
			      day_first ? "day/month/year" : "month/day/year");
}

/* Of rows that were refused, few are left to tell the order by. */
static enum c5_status refuse_ambiguous(struct reading *reading, size_t column,
				       const char *date)
{
	return reading_refuse(reading, column,
			      "'%s' is one date by day/month/year and another "
			      "by month/day/year: write it as YYYY-MM-DD",
			      reading_short(reading, date));
}

enum c5_status read_completed(struct reading *reading)
{
	const struct row *row = reading->row;
	const struct places *places = &reading->form->places[FIELD_COMPLETED];
	enum date_order order = reading->form->dates.order;
	struct answer *out = reading->out;
	struct buffer *date = &reading->value;
	size_t unread = SIZE_MAX;

	for (size_t i = 0; i < places->n && !out->timed; i++) {
		size_t column = places->columns[i];

		if (column >= row->n)
			continue;
		buffer_cut(date, 0);
		cell_clean(date, row->cells[column], FIELD_COMPLETED);
		if (date->failed)
			return error_memory(reading->err);
		if (reading->form->rejects &&
		    date_kind(date->text) == DATE_AMBIGUOUS)
			return refuse_ambiguous(reading, column, date->text);
		out->timed = date_parse(&out->completed, date->text, order);
		if (!out->timed && date_kind(date->text) != DATE_NONE)
			return refuse_date(reading, column, date->text);
		if (cell_is_usable(date->text) && unread == SIZE_MAX)
			unread = column;
	}
	if (!out->timed && unread != SIZE_MAX)
		reading_note(reading,
			     "'%s' says '%s', which is no date that can be "
			     "read: the answer counts as one without a time",
			     reading_header(reading, unread),
			     reading_short(reading, row->cells[unread]));
	return C5_OK;
}
