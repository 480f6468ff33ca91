#include <string.h>

#include "command/command.h"
#include "command/history.h"
#include "command/ledger.h"
#include "command/people.h"
#include "connect5/exports.h"
#include "connect5/file.h"
#include "connect5/store_rounds.h"
#include "connect5/store_words.h"

static const struct option_spec options[] = {
	{"format", 0, "csv|json|md",
	 "how it is written (csv; prompts: md, csv or json)"},
	{"output", 'o', "PATH", "into a file of its own, not standard output"},
	{"force", 0, NULL, "replace a file that exists"},
	{"raw", 0, NULL,
	 "for machines: no byte order mark, no apostrophes before formulas"},
	{NULL, 0, NULL, NULL},
};

enum format { FORMAT_CSV, FORMAT_JSON, FORMAT_MARKDOWN };

/* An export on its way. */
struct export
{
	const struct context *context;
	struct store *store;
	enum format format;
	struct pool pool;
	struct round_record record;
	bool told; /* such a sheet has gone out since it was made */
	struct prompt *prompts;
	size_t n_prompts;
	struct sheet sheet;
	struct buffer out;
};

/* What can be exported, and what it needs. */
struct kind {
	const char *name;
	bool leaves_house; /* the round counts as announced from then on */
	bool tells;	   /* from it people learn whom they meet */
	bool whole;	   /* of the whole programme, not of a month */
	enum c5_status (*write)(struct export *export, struct c5_error *err);
};

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

static enum c5_status write_prompts(struct export *export, struct c5_error *err)
{
	(void)err;
	if (export->format == FORMAT_MARKDOWN)
		export_prompts_page(&export->out, &export->record,
				    export->prompts, export->n_prompts);
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

static const struct kind kinds[] = {
	{"pairs", true, false, false, write_pairs},
	{"people", false, false, true, write_people},
	{"waiting", true, false, false, write_waiting},
	{"prompts", false, false, false, write_prompts},
	{"mailmerge", true, true, false, write_mailmerge},
	{"changes", true, true, false, write_changes},
	{"history", false, false, true, write_history},
	{"connections", false, false, true, write_connections},
	{"scores", false, false, false, write_scores},
	{"ledger", false, false, true, write_ledger},
};
enum { N_KINDS = sizeof(kinds) / sizeof(*kinds) };

static const struct kind *find_kind(const char *name)
{
	for (size_t i = 0; i < N_KINDS; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

static enum c5_status choose_format(const struct context *context,
				    const struct arguments *arguments,
				    const struct kind *kind, enum format *out,
				    struct c5_error *err)
{
	const char *name = argument_value(arguments, "format");
	bool prompts = kind->write == write_prompts;

	*out = context->json ? FORMAT_JSON
	       : prompts     ? FORMAT_MARKDOWN
			     : FORMAT_CSV;
	if (!name)
		return C5_OK;
	if (strcmp(name, "csv") == 0)
		*out = FORMAT_CSV;
	else if (strcmp(name, "json") == 0)
		*out = FORMAT_JSON;
	else if (prompts && strcmp(name, "md") == 0)
		*out = FORMAT_MARKDOWN;
	else
		return error_set(err, C5_USAGE,
				 "%s can be exported as csv%s or json, not "
				 "'%s'",
				 kind->name, prompts ? ", md" : "", name);
	return C5_OK;
}

/* The round of a month as it would be made now. */
static enum c5_status load_to_come(struct export *export, const char *operand,
				   struct c5_error *err)
{
	struct programme programme;
	month_t month;
	enum c5_status status = resolve_month(export->context, export->store,
					      operand, &month, err);

	if (!status)
		status = store_programme(export->store, &export->pool,
					 &programme, err);
	if (!status)
		status = check_month(&programme, month, err);
	if (!status)
		status = store_candidates(export->store, month, &export->record,
					  err);
	return status ? status : round_record_bind(&export->record, err);
}

/* The round that is asked for; for scores and prompts also one to come. */
static enum c5_status load_round(struct export *export, const struct kind *kind,
				 const char *operand, struct c5_error *err)
{
	struct c5_error why;
	enum c5_status status = resolve_round(export->context, export->store,
					      operand, &export->record, &why);
	bool to_come =
		kind->write == write_scores || kind->write == write_prompts;

	if (status == C5_NO && to_come)
		status = load_to_come(export, operand, err);
	else if (status)
		*err = why;
	if (!status && kind->tells)
		status = store_is_exported(export->store, export->record.month,
					   kind->name, &export->told, err);
	if (status)
		return status;
	return store_prompts(export->store, export->record.theme.key,
			     &export->pool, &export->prompts,
			     &export->n_prompts, err);
}

static void note_waiting(const struct export *export, const struct kind *kind)
{
	size_t waiting = export->record.plan.n_waiting;
	char month[MONTH_TEXT];

	if (!waiting ||
	    (kind->write != write_pairs && kind->write != write_mailmerge))
		return;
	note(export->context,
	     "%zu %s this month and %s not in here: 'connect5 export waiting "
	     "%s' lists them with the reason",
	     waiting, waiting == 1 ? "person waits" : "people wait",
	     waiting == 1 ? "is" : "are",
	     month_format(month, export->record.month));
}

enum { NAMED_MAX = 5 };

/* Those in groups whom no mail will reach, the first few by name. */
static void note_unaddressed(const struct export *export,
			     const struct kind *kind)
{
	const struct round_record *record = &export->record;
	struct buffer names = BUFFER_INIT;
	size_t n = 0;

	if (kind->write != write_mailmerge)
		return;
	for (size_t g = 0; g < record->plan.n_groups; g++) {
		const struct group *group = &record->plan.groups[g];

		for (unsigned i = 0; i < group->size; i++) {
			const struct person *person =
				&record->cohort.people[group->member[i]];

			if (person->erased || *person->email)
				continue;
			if (n++ < NAMED_MAX)
				buffer_printf(&names, "%s%s", n > 1 ? ", " : "",
					      person->profile.name);
		}
	}
	if (n > NAMED_MAX)
		buffer_printf(&names, " and %zu more", n - NAMED_MAX);
	if (n)
		note(export->context,
		     "without an e-mail address, so that no mail reaches "
		     "them: %s. Tell them another way, or say 'connect5 "
		     "people set WHO email=ADDRESS'",
		     names.text);
	buffer_release(&names);
}

/* The first time that names leave the house is put on record, and that people
 * are told. */
static enum c5_status mark_exported(const struct export *export,
				    const struct kind *kind,
				    struct c5_error *err)
{
	const struct context *context = export->context;
	struct store *store;
	enum c5_status status;

	if (!kind->leaves_house ||
	    (export->record.exported && (!kind->tells || export->told)))
		return C5_OK;
	status = open_for_good(context, &store, "export", err);
	if (status)
		return status;
	status = store_commit_export(store, export->record.month, kind->name,
				     context->now, err);
	store_close(store);
	return status;
}

static bool to_file(const char *path)
{
	return path && strcmp(path, "-") != 0;
}

static enum c5_status deliver(struct export *export,
			      const struct arguments *arguments,
			      struct c5_error *err)
{
	const char *path = argument_value(arguments, "output");
	enum c5_status status = C5_OK;

	if (export->format == FORMAT_CSV)
		status = sheet_csv(&export->out, &export->sheet,
				   argument_given(arguments, "raw"), err);
	else if (export->format == FORMAT_JSON)
		status = sheet_json(&export->out, &export->sheet, err);
	if (!status)
		status = buffer_status(&export->out, err);
	if (status)
		return status;
	if (to_file(path))
		return file_write(path, &export->out,
				  argument_given(arguments, "force"), err);
	print(&export->out);
	return C5_OK;
}

static enum c5_status make(struct export *export, const struct kind *kind,
			   const struct arguments *arguments,
			   struct c5_error *err)
{
	const char *operand =
		arguments->n_operands > 1 ? arguments->operands[1] : NULL;
	const char *path = argument_value(arguments, "output");
	enum c5_status status = open_view(export->context, &export->store, err);

	if (!status && !kind->whole)
		status = load_round(export, kind, operand, err);
	if (!status && kind->leaves_house)
		status = note_since(export->context, export->store,
				    &export->record, err);
	if (!status)
		status = kind->write(export, err);
	store_close(export->store);
	if (status)
		return status;
	note_waiting(export, kind);
	note_unaddressed(export, kind);
	/* A name that is taken is no export; a disk that fills up may be. */
	if (to_file(path))
		status = file_check(path, argument_given(arguments, "force"),
				    err);
	if (!status)
		status = mark_exported(export, kind, err);
	return status ? status : deliver(export, arguments, err);
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	const char *what = arguments->operands[0];
	const struct kind *kind = find_kind(what);
	struct export export = {.context = context,
				.out = BUFFER_INIT,
				.sheet.cells = BUFFER_INIT};
	enum c5_status status;

	if (!kind)
		return error_set(err, C5_USAGE,
				 "'%s' cannot be exported: pairs, people, "
				 "waiting, prompts, mailmerge, changes, "
				 "history, connections, scores or ledger",
				 what);
	if (kind->whole && arguments->n_operands > 1)
		return error_set(
			err, C5_USAGE,
			"export %s is of the whole programme: no MONTH, please",
			kind->name);
	status = choose_format(context, arguments, kind, &export.format, err);
	if (!status)
		status = make(&export, kind, arguments, err);
	sheet_release(&export.sheet);
	buffer_release(&export.out);
	round_record_release(&export.record);
	pool_release(&export.pool);
	return status;
}

static const char *word(size_t index)
{
	return index < N_KINDS ? kinds[index].name : NULL;
}

const struct command command_export = {
	.name = "export",
	.usage = "WHAT [MONTH] [--format F] [-o PATH] [--force] [--raw]",
	.summary = "sheets to send, merge or keep",
	.help = "WHAT is one of\n"
		"  pairs      the month's groups, one a row\n"
		"  waiting    those without a group, each with the reason\n"
		"  mailmerge  one row a person, for Word and Outlook\n"
		"  changes    after a repair: whom to tell what, and why\n"
		"  prompts    the month's theme and questions\n"
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
