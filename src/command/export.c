#include "command/export.h"

#include <string.h>

#include "connect5/file.h"
#include "connect5/text.h"

static const struct option_spec options[] = {
	{"format", 0, "csv|json|md|html|xlsx",
	 "how it is written (as the file is called, else csv; prompts: md)"},
	{"output", 'o', "PATH",
	 "into a file, not standard output (calendar, emails: into a folder)"},
	{"kind", 0, "KIND",
	 "which e-mails: match, repair, waiting, reminder or feedback"},
	{"force", 0, NULL, "replace a file that exists"},
	{"raw", 0, NULL,
	 "for machines: no byte order mark, no apostrophes before formulas"},
	{"with-emails", 0, NULL,
	 "sheet as html or md: everybody's address beside the name"},
	{NULL, 0, NULL, NULL},
};

static const char *const format_names[FORMATS] = {"csv", "json", "md", "html",
						  "xlsx"};

static const struct export_kind *find_kind(const char *name)
{
	for (const struct export_kind *kind = export_kinds; kind->name; kind++)
		if (strcmp(kind->name, name) == 0)
			return kind;
	return NULL;
}

/* "a, b or c" of the words that are in the set. */
static void put_choice(struct buffer *out, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buffer_printf(out, "%s%s", text_between(i, n, " or "),
			      words[i]);
}

static enum c5_status no_such_kind(const char *what, struct c5_error *err)
{
	const char *names[64];
	size_t n = 0;
	struct buffer choice = BUFFER_INIT;

	for (; export_kinds[n].name; n++)
		names[n] = export_kinds[n].name;
	put_choice(&choice, names, n);
	error_set(err, C5_USAGE, "'%s' cannot be exported: %s", what,
		  choice.text);
	buffer_release(&choice);
	return C5_USAGE;
}

static enum c5_status no_such_format(const struct export_kind *kind,
				     const char *format, struct c5_error *err)
{
	const char *names[FORMATS];
	size_t n = 0;
	struct buffer choice = BUFFER_INIT;

	for (unsigned f = 0; f < FORMATS; f++)
		if (kind->formats & 1u << f)
			names[n++] = format_names[f];
	put_choice(&choice, names, n);
	error_set(err, C5_USAGE, "%s can be exported as %s, not '%s'",
		  kind->name, choice.text, format);
	buffer_release(&choice);
	return C5_USAGE;
}

/* The ending of a file's name: "csv" of "a/pairs.csv"; "": it has none. */
static const char *ending(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash ? slash : path, '.');

	return dot ? dot + 1 : "";
}

static bool find_format(enum format *out, const struct export_kind *kind,
			const char *name)
{
	for (unsigned f = 0; f < FORMATS; f++)
		if ((kind->formats & 1u << f) &&
		    strcmp(format_names[f], name) == 0) {
			*out = (enum format)f;
			return true;
		}
	return false;
}

/* As --format or --json says, else as the file is called. */
static enum c5_status choose_format(const struct context *context,
				    const struct arguments *arguments,
				    const struct export_kind *kind,
				    enum format *out, struct c5_error *err)
{
	const char *name = argument_value(arguments, "format");
	const char *path = argument_value(arguments, "output");

	*out = context->json ? FORMAT_JSON : kind->usual;
	if (!name) {
		if (!context->json && path)
			find_format(out, kind, ending(path));
		return C5_OK;
	}
	if (!find_format(out, kind, name))
		return no_such_format(kind, name, err);
	if (context->json && *out != FORMAT_JSON)
		return error_set(err, C5_USAGE,
				 "--json and --format %s contradict each "
				 "other: leave one out",
				 name);
	return C5_OK;
}

/* Rows have addresses in any case, and pages go round. */
static enum c5_status check_emails(const struct arguments *arguments,
				   const struct export_kind *kind,
				   enum format format, struct c5_error *err)
{
	if (!argument_given(arguments, "with-emails") ||
	    (kind->with_emails &&
	     (format == FORMAT_HTML || format == FORMAT_MARKDOWN)))
		return C5_OK;
	return error_set(err, C5_USAGE,
			 "--with-emails is for the pages of a month: 'connect5 "
			 "export sheet --format html' or md");
}

/* The first time that names leave the house is put on record, and that people
 * are told, and what they are told. */
static enum c5_status mark_exported(struct export *export,
				    const struct export_kind *kind,
				    struct c5_error *err)
{
	const struct context *context = export->context;
	enum c5_status status = C5_OK;

	if (!kind->leaves_house ||
	    (export->record.exported &&
	     (!store_sheet_tells(export_recorded(kind)) || export->told) &&
	     !export->invitations.fresh))
		return C5_OK;
	if (!export->store)
		status = open_for_good(context, &export->store, "export", err);
	if (status)
		return status;
	return store_commit_export(export->store, export->record.month,
				   export_recorded(kind), context->now, err);
}

static void close_store(struct export *export)
{
	store_close(export->store);
	export->store = NULL;
}

static bool to_file(const char *path)
{
	return path && strcmp(path, "-") != 0;
}

static enum c5_status deliver(struct export *export, struct c5_error *err)
{
	const struct arguments *arguments = export->arguments;
	const char *path = argument_value(arguments, "output");

	if (to_file(path))
		return file_write(path, &export->out,
				  argument_given(arguments, "force"), err);
	print(&export->out);
	return C5_OK;
}

/* Reads all that goes out. What is issued stays in an open change. */
static enum c5_status prepare(struct export *export,
			      const struct export_kind *kind,
			      struct c5_error *err)
{
	const struct context *context = export->context;
	const struct arguments *arguments = export->arguments;
	const char *operand =
		arguments->n_operands > 1 ? arguments->operands[1] : NULL;
	enum c5_status status =
		kind->issues
			? open_for_good(context, &export->store, "export", err)
			: open_view(context, &export->store, err);

	if (!status)
		status = store_programme(export->store, &export->pool,
					 &export->programme, err);
	if (!status && !kind->whole)
		status = export_load(export, kind, operand, err);
	if (!status && kind->leaves_house)
		status = note_since(context, export->store, &export->record,
				    err);
	if (!status)
		status = kind->write(export, err);
	if (status || !kind->issues)
		close_store(export);
	if (status)
		return status;
	export_note_absent(export, kind);
	return C5_OK;
}

static enum c5_status send_file(struct export *export,
				const struct export_kind *kind,
				struct c5_error *err)
{
	const struct arguments *arguments = export->arguments;
	const char *path = argument_value(arguments, "output");
	enum c5_status status = C5_OK;

	/* A name that is taken is no export; a disk that fills up may be. */
	if (to_file(path))
		status = file_check(path, argument_given(arguments, "force"),
				    err);
	if (!status)
		status = export_render(export, kind, err);
	if (!status)
		status = mark_exported(export, kind, err);
	close_store(export);
	return status ? status : deliver(export, err);
}

static enum c5_status send_folder(struct export *export,
				  const struct export_kind *kind,
				  struct c5_error *err)
{
	struct folder folder;
	enum c5_status status = export_begin_folder(&folder, export, kind, err);

	if (!status)
		status = mark_exported(export, kind, err);
	close_store(export);
	if (!status)
		return export_end_folder(&folder, export, kind, err);
	folder_abandon(&folder);
	return status;
}

static enum c5_status make(struct export *export,
			   const struct export_kind *kind, struct c5_error *err)
{
	enum c5_status status = prepare(export, kind, err);

	if (status)
		return status;
	return kind->fill ? send_folder(export, kind, err)
			  : send_file(export, kind, err);
}

static enum c5_status check_terminal(const struct context *context,
				     const struct arguments *arguments,
				     struct c5_error *err)
{
	if (!context->terminal || to_file(argument_value(arguments, "output")))
		return C5_OK;
	return error_set(err, C5_USAGE,
			 "a workbook is nothing for a terminal: '-o FILE.xlsx' "
			 "puts it into a file");
}

/* What it becomes, and whether it can be put there. */
static enum c5_status choose(struct export *export,
			     const struct export_kind *kind,
			     struct c5_error *err)
{
	const struct context *context = export->context;
	const struct arguments *arguments = export->arguments;
	enum c5_status status;

	if (kind->fill || kind->choose)
		return export_check_folder(context, arguments, kind, err);
	status = choose_format(context, arguments, kind, &export->format, err);
	if (!status && export->format == FORMAT_XLSX)
		status = check_terminal(context, arguments, err);
	return status;
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	const char *what = arguments->operands[0];
	const struct export_kind *kind = find_kind(what);
	struct export export = {.context = context,
				.arguments = arguments,
				.out = BUFFER_INIT,
				.sheet.cells = BUFFER_INIT};
	enum c5_status status;

	if (!kind)
		return no_such_kind(what, err);
	if (argument_given(arguments, "kind") && !kind->choose)
		return error_set(err, C5_USAGE,
				 "--kind is for export emails, not for %s",
				 kind->name);
	if (kind->whole && arguments->n_operands > 1)
		return error_set(
			err, C5_USAGE,
			"export %s is of the whole programme: no MONTH, please",
			kind->name);
	status = choose(&export, kind, err);
	if (!status)
		status = check_emails(arguments, kind, export.format, err);
	if (!status && kind->choose)
		status = kind->choose(&kind, &export, err);
	if (!status)
		status = make(&export, kind, err);
	sheet_release(&export.sheet);
	buffer_release(&export.out);
	invitations_release(&export.invitations);
	round_record_release(&export.record);
	pool_release(&export.pool);
	return status;
}

static const char *word(size_t index)
{
	return export_kinds[index].name;
}

const struct command command_export = {
	.name = "export",
	.usage = "WHAT [MONTH] [--format F] [--kind KIND] [-o PATH] [--force] "
		 "[--raw] [--with-emails]",
	.summary = "sheets to send, merge or keep",
	.help = "WHAT is one of\n"
		"  pairs      the month's groups, one a row\n"
		"  sheet      everybody of the month; with --format xlsx a "
		"workbook,\n"
		"             with html or md a page to print, project or "
		"send round\n"
		"  waiting    those without a group, each with the reason\n"
		"  mailmerge  one row a person, for Word and Outlook\n"
		"  changes    after a repair: whom to tell what, and why\n"
		"  calendar   an invitation a group, into a folder: -o DIR\n"
		"  emails     a draft a group, into a folder: -o DIR\n"
		"  prompts    the month's theme and questions, to hand out\n"
		"  people     everybody, as import takes them back\n"
		"  history    all groups, as import --as history takes them\n"
		"  connections  everybody's connections, with those from "
		"before\n"
		"  scores     every allowed pair of the month with its score\n"
		"  ledger     what each participant has had: conversations, "
		"waits, parts met",
	.options = options,
	.least_operands = 1,
	.most_operands = 2,
	.word = word,
	.run = run,
};
