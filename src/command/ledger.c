#include "command/ledger.h"

#include "connect5/store_ledger.h"
#include "connect5/text.h"

enum c5_status ledger_sheet(struct sheet *out, struct store *store,
			    struct pool *pool, struct c5_error *err)
{
	static const char *const header[] = {"email",
					     "name",
					     "organisation",
					     "sector",
					     "status",
					     "conversations",
					     "met",
					     "unknown",
					     "not_met",
					     "waits",
					     "trios",
					     "sectors_met",
					     "sectors_possible",
					     NULL};
	struct ledger_entry *entries;
	size_t n;
	enum c5_status status = store_ledger(store, pool, &entries, &n, err);

	sheet_init(out, header);
	for (size_t i = 0; i < n && !status; i++) {
		const struct ledger_entry *e = &entries[i];

		sheet_text(out, e->who->email);
		sheet_text(out, e->who->profile.name);
		sheet_text(out, e->who->organisation);
		sheet_text(out, e->who->sector_label);
		sheet_text(out, standing_name(e->who->standing));
		sheet_number(out, (long long)(e->met + e->unknown));
		sheet_number(out, (long long)e->met);
		sheet_number(out, (long long)e->unknown);
		sheet_number(out, (long long)e->not_met);
		sheet_number(out, (long long)e->waits);
		sheet_number(out, (long long)e->trios);
		sheet_number(out, (long long)e->sectors_met);
		sheet_number(out, (long long)e->sectors_possible);
	}
	return status;
}

static json_t *entry_object(const struct ledger_entry *e)
{
	return json_pack(
		"{s:s, s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, "
		"s:I}",
		"email", e->who->email, "name", e->who->profile.name,
		"organisation", e->who->organisation, "sector",
		e->who->sector_label, "status", standing_name(e->who->standing),
		"conversations", (json_int_t)(e->met + e->unknown), "met",
		(json_int_t)e->met, "unknown", (json_int_t)e->unknown,
		"not_met", (json_int_t)e->not_met, "waits",
		(json_int_t)e->waits, "trios", (json_int_t)e->trios,
		"sectors_met", (json_int_t)e->sectors_met, "sectors_possible",
		(json_int_t)e->sectors_possible);
}

static enum c5_status print_object(const struct ledger_entry *entries, size_t n,
				   struct c5_error *err)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, entry_object(&entries[i]));
	return print_json(json_pack("{s:o}", "people", array), err);
}

enum { NAME_COLUMNS = 26, SECTOR_COLUMNS = 22 };

static void entry_line(struct buffer *out, const struct ledger_entry *e)
{
	text_cell(out, e->who->profile.name, NAME_COLUMNS);
	buffer_puts(out, "  ");
	text_cell(out, e->who->sector_label, SECTOR_COLUMNS);
	buffer_printf(out, "  %5zu  %3zu  %7zu  %7zu  %5zu  %5zu  %zu of %zu",
		      e->met + e->unknown, e->met, e->unknown, e->not_met,
		      e->waits, e->trios, e->sectors_met, e->sectors_possible);
	if (e->who->standing != STANDING_ACTIVE)
		buffer_printf(out, "  (%s)", standing_name(e->who->standing));
	buffer_putc(out, '\n');
}

static enum c5_status print_table(const struct context *context,
				  const struct ledger_entry *entries, size_t n,
				  struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	enum c5_status status;

	if (n)
		buffer_printf(&out,
			      "%-*s  %-*s  Talks  met  unknown  not met"
			      "  Waits  Trios  Parts met\n",
			      NAME_COLUMNS, "Name", SECTOR_COLUMNS,
			      "Part of the system");
	else
		put_remedy(&out, context,
			   "Nobody yet: 'connect5 import EXPORT.csv' brings "
			   "people in.\n");
	for (size_t i = 0; i < n; i++)
		entry_line(&out, &entries[i]);
	status = buffer_status(&out, err);
	if (!status)
		print(&out);
	buffer_release(&out);
	return status;
}

enum c5_status ledger_print(const struct context *context, struct store *store,
			    struct c5_error *err)
{
	struct pool pool = {NULL};
	struct ledger_entry *entries;
	size_t n;
	enum c5_status status = store_ledger(store, &pool, &entries, &n, err);

	if (!status && context->json)
		status = print_object(entries, n, err);
	else if (!status)
		status = print_table(context, entries, n, err);
	pool_release(&pool);
	return status;
}
