#include <stdlib.h>

#include "connect5/exports.h"
#include "connect5/repair.h"

static void list_cell(struct sheet *out, const struct buffer *lines)
{
	sheet_list(out, lines->text);
	out->cells.failed |= lines->failed;
}

static void change_cells(struct sheet *out, const struct round_record *record,
			 const struct change *change)
{
	const struct person *person = &record->cohort.people[change->person];
	struct buffer names = BUFFER_INIT, addresses = BUFFER_INIT;
	struct buffer before = BUFFER_INIT, reason = BUFFER_INIT;
	char month[MONTH_TEXT];

	change_partners(&names, record, change, false);
	change_partners(&addresses, record, change, true);
	change_before(&before, record, change);
	change_reason(&reason, record, change);
	sheet_text(out, month_format(month, record->month));
	sheet_number(out, record->ordinal);
	sheet_text(out, change->news ? "yes" : "no");
	sheet_text(out, person->email);
	sheet_text(out, person->profile.name);
	sheet_text(out, change_text(change->kind));
	list_cell(out, &names);
	list_cell(out, &addresses);
	list_cell(out, &before);
	list_cell(out, &reason);
	buffer_release(&names);
	buffer_release(&addresses);
	buffer_release(&before);
	buffer_release(&reason);
}

enum c5_status export_changes(struct sheet *out,
			      const struct round_record *record,
			      struct c5_error *err)
{
	static const char *const header[] = {
		"month", "round",	  "tell",	    "email",  "name",
		"what",	 "partner_names", "partner_emails", "before", "reason",
		NULL};
	struct change *changes;
	char month[MONTH_TEXT];
	size_t n;
	enum c5_status status;

	sheet_init(out, header);
	month_format(month, record->month);
	if (!record->repair)
		return error_set(err, C5_NO,
				 "the round for %s stands as it was made: "
				 "'connect5 export mailmerge %s' tells "
				 "everybody",
				 month, month);
	status = repair_changes(&changes, &n, record, err);
	if (status)
		return status;
	for (size_t i = 0; i < n; i++)
		change_cells(out, record, &changes[i]);
	free(changes);
	return C5_OK;
}
