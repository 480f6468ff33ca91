#include "command/export.h"
#include "command/history.h"
#include "command/ledger.h"
#include "command/people.h"
#include "connect5/exports.h"
#include "connect5/pages.h"

static enum c5_status write_pairs(struct export *export, struct c5_error *err)
{
	(void)err;
	export_pairs(&export->sheet, &export->record);
	return C5_OK;
}

static enum c5_status write_waiting(struct export *export, struct c5_error *err)
{
	(void)err;
	export_waiting(&export->sheet, &export->record);
	return C5_OK;
}

static enum c5_status write_changes(struct export *export, struct c5_error *err)
{
	return export_changes(&export->sheet, &export->record, err);
}

static enum c5_status write_mailmerge(struct export *export,
				      struct c5_error *err)
{
	(void)err;
	export_mailmerge(&export->sheet, &export->record, export->prompts,
			 export->n_prompts);
	return C5_OK;
}

static enum c5_status write_scores(struct export *export, struct c5_error *err)
{
	return export_scores(&export->sheet, &export->record, err);
}

static struct page page_of(const struct export *export)
{
	return (struct page){
		.programme = export->programme.name,
		.record = &export->record,
		.prompts = export->prompts,
		.n_prompts = export->n_prompts,
		.addresses = argument_given(export->arguments, "with-emails"),
	};
}

static enum c5_status write_sheet(struct export *export, struct c5_error *err)
{
	struct page page = page_of(export);

	if (export->format == FORMAT_MARKDOWN)
		return page_sheet_markdown(&export->out, &page, err);
	if (export->format == FORMAT_HTML)
		return page_sheet_html(&export->out, &page, err);
	return export_write_sheet(export, err);
}

static enum c5_status write_prompts(struct export *export, struct c5_error *err)
{
	struct page page = page_of(export);

	(void)err;
	if (export->format == FORMAT_MARKDOWN)
		page_prompts_markdown(&export->out, &page);
	else if (export->format == FORMAT_HTML)
		page_prompts_html(&export->out, &page);
	else
		export_prompts(&export->sheet, &export->record, export->prompts,
			       export->n_prompts);
	return C5_OK;
}

static enum c5_status write_people(struct export *export, struct c5_error *err)
{
	return people_sheet(&export->sheet, export->store, &export->pool, err);
}

static enum c5_status write_history(struct export *export, struct c5_error *err)
{
	return history_sheet(&export->sheet, export->store, &export->pool, err);
}

static enum c5_status write_connections(struct export *export,
					struct c5_error *err)
{
	return connections_sheet(&export->sheet, export->store, &export->pool,
				 err);
}

static enum c5_status write_ledger(struct export *export, struct c5_error *err)
{
	return ledger_sheet(&export->sheet, export->store, &export->pool, err);
}

enum {
	ROWS = 1u << FORMAT_CSV | 1u << FORMAT_JSON | 1u << FORMAT_XLSX,
	PAGES = 1u << FORMAT_MARKDOWN | 1u << FORMAT_HTML
};

const struct export_kind export_kinds[] = {
	{.name = "pairs",
	 .formats = ROWS,
	 .leaves_house = true,
	 .notes_absent = true,
	 .write = write_pairs},
	{.name = "sheet",
	 .formats = ROWS | PAGES,
	 .leaves_house = true,
	 .with_emails = true,
	 .write = write_sheet},
	{.name = "waiting",
	 .formats = ROWS,
	 .leaves_house = true,
	 .write = write_waiting},
	{.name = "mailmerge",
	 .formats = ROWS,
	 .leaves_house = true,
	 .by_mail = true,
	 .notes_absent = true,
	 .write = write_mailmerge},
	{.name = "changes",
	 .formats = ROWS,
	 .leaves_house = true,
	 .write = write_changes},
	{.name = "calendar",
	 .leaves_house = true,
	 .by_mail = true,
	 .notes_absent = true,
	 .issues = true,
	 .write = calendar_issue,
	 .fill = calendar_fill},
	{.name = "emails", .choose = emails_choose},
	{.name = "prompts",
	 .formats = ROWS | PAGES,
	 .usual = FORMAT_MARKDOWN,
	 .to_come = true,
	 .write = write_prompts},
	{.name = "people",
	 .formats = ROWS,
	 .whole = true,
	 .write = write_people},
	{.name = "history",
	 .formats = ROWS,
	 .whole = true,
	 .write = write_history},
	{.name = "connections",
	 .formats = ROWS,
	 .whole = true,
	 .write = write_connections},
	{.name = "scores",
	 .formats = ROWS,
	 .to_come = true,
	 .write = write_scores},
	{.name = "ledger",
	 .formats = ROWS,
	 .whole = true,
	 .write = write_ledger},
	{.name = NULL},
};
