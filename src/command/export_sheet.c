#include "command/export.h"
#include "connect5/exports.h"
#include "connect5/month_sheet.h"
#include "connect5/xlsx.h"

/* The moment the round was made: a workbook is the same on any day. */
static int64_t made_at(const struct export *export)
{
	int64_t made = export->record.made_at;

	return made ? made : export->programme.created_at;
}

static enum c5_status workbook(struct export *export, const char *title,
			       const struct xlsx_page *pages, size_t n_pages,
			       struct c5_error *err)
{
	struct xlsx_book book = {.programme = export->programme.name,
				 .title = title,
				 .created = made_at(export),
				 .pages = pages,
				 .n_pages = n_pages};
	size_t n_cut;
	enum c5_status status = xlsx_write(&export->out, &n_cut, &book, err);

	if (!status && n_cut)
		note(export->context,
		     "%zu %s longer than the 32,767 characters that a cell of "
		     "a "
		     "workbook holds, and cut: '--format csv' has the whole",
		     n_cut, n_cut == 1 ? "text was" : "texts were");
	return status;
}

/* "December 2026: Building trust", or nothing where there is no month. */
static void put_month(struct buffer *out, const struct export *export)
{
	const struct round_record *record = &export->record;

	if (record->ordinal)
		buffer_printf(out, "%s %d: %s", month_name(record->month),
			      month_year(record->month), record->theme.title);
}

static enum c5_status one_page(struct export *export,
			       const struct export_kind *kind,
			       struct c5_error *err)
{
	struct xlsx_page page = {.name = kind->name, .sheet = &export->sheet};
	struct buffer title = BUFFER_INIT;
	enum c5_status status;

	put_month(&title, export);
	if (!title.length)
		buffer_puts(&title, kind->name);
	status = buffer_status(&title, err);
	if (!status)
		status = workbook(export, title.text, &page, 1, err);
	buffer_release(&title);
	return status;
}

enum c5_status export_render(struct export *export,
			     const struct export_kind *kind,
			     struct c5_error *err)
{
	bool raw = argument_given(export->arguments, "raw");
	bool rows = export->sheet.columns > 0;
	enum c5_status status = C5_OK;

	if (rows && export->format == FORMAT_CSV)
		status = sheet_csv(&export->out, &export->sheet, raw, err);
	else if (rows && export->format == FORMAT_JSON)
		status = sheet_json(&export->out, &export->sheet, err);
	else if (rows && export->format == FORMAT_XLSX)
		status = one_page(export, kind, err);
	return status ? status : buffer_status(&export->out, err);
}

static enum c5_status write_workbook(struct export *export,
				     struct c5_error *err)
{
	struct sheet pairs, people, prompts, waiting;
	const struct xlsx_page pages[] = {
		{"Pairs", &pairs, "Nobody has a group this month."},
		{"People", &people, NULL},
		{"Prompts", &prompts, NULL},
		{"Waiting", &waiting, "Nobody waits this month."},
	};
	struct buffer title = BUFFER_INIT;
	enum c5_status status;

	month_pairs(&pairs, &export->record);
	status = month_people(&people, &export->record, err);
	month_prompts(&prompts, &export->record, export->prompts,
		      export->n_prompts);
	month_waiting(&waiting, &export->record);
	put_month(&title, export);
	if (!status)
		status = buffer_status(&title, err);
	if (!status)
		status = workbook(export, title.text, pages,
				  sizeof(pages) / sizeof(*pages), err);
	buffer_release(&title);
	sheet_release(&pairs);
	sheet_release(&people);
	sheet_release(&prompts);
	sheet_release(&waiting);
	return status;
}

enum c5_status export_write_sheet(struct export *export, struct c5_error *err)
{
	if (export->format == FORMAT_XLSX)
		return write_workbook(export, err);
	if (export->format == FORMAT_JSON)
		return json_month(&export->out, &export->record,
				  export->prompts, export->n_prompts, err);
	export_sheet(&export->sheet, &export->record);
	return C5_OK;
}
