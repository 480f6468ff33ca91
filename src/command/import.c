#include "command/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/store_words.h"

static const struct option_spec options[] = {
	{"as", 0, "eoi|history|outcomes",
	 "expressions of interest (default), pairs from before, or who met"},
	{"add-sectors", 0, NULL,
	 "the file's own parts of the system are right: add them"},
	{"map", 0, "FIELD=HEADER",
	 "the column of that header is FIELD; remembered"},
	{"keep-unknown", 0, NULL,
	 "keep the answers to questions that are not ours"},
	{"rejects", 0, "FILE",
	 "write refused rows there, each with its reason"},
	{"yes", 0, NULL, "although hardly anybody in the file is known"},
	{"dry-run", 0, NULL, "say what would happen, write nothing"},
	{"strict", 0, NULL,
	 "all or nothing: write nothing if a row is refused"},
	{NULL, 0, NULL, NULL},
};

static size_t count_refused(const struct import_file *files, size_t n)
{
	size_t refused = 0;

	for (size_t i = 0; i < n; i++)
		refused += files[i].counts.refused;
	return refused;
}

static size_t count_changes(const struct import_file *files, size_t n)
{
	size_t changes = 0;

	for (size_t i = 0; i < n; i++)
		changes += files[i].counts.added + files[i].counts.updated;
	return changes;
}

static enum c5_status take_kind(struct import *import,
				const struct arguments *arguments,
				struct c5_error *err)
{
	static const char *const kinds[] = {
		[IMPORT_EOI] = "eoi",
		[IMPORT_HISTORY] = "history",
		[IMPORT_OUTCOMES] = "outcomes",
	};
	const char *kind = argument_value(arguments, "as");

	for (size_t i = 0; kind && i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kind, kinds[i]) == 0) {
			import->kind = (enum import_kind)i;
			return C5_OK;
		}
	if (kind)
		return error_set(
			err, C5_USAGE,
			"--as takes eoi, history or outcomes, not '%s'", kind);
	return C5_OK;
}

/* For the log. */
static void effect_text(char *out, size_t size, const struct import *import,
			const struct import_file *files, size_t n)
{
	size_t refused = count_refused(files, n);
	size_t changes = count_changes(files, n);
	const char *one = "participant", *many = "participants";

	if (import->kind == IMPORT_OUTCOMES) {
		one = "report of an outcome";
		many = "reports of outcomes";
	}
	snprintf(out, size, "%zu %s: %zu %s added or changed, %zu %s refused",
		 n, n == 1 ? "file" : "files", changes,
		 changes == 1 ? one : many, refused,
		 refused == 1 ? "row" : "rows");
}

/* Makes it permanent, or takes it all back. */
static enum c5_status finish(const struct import *import,
			     const struct arguments *arguments,
			     const struct import_file *files, size_t n,
			     struct c5_error *err)
{
	size_t refused = count_refused(files, n);
	char effect[160];
	enum c5_status status;

	if (argument_given(arguments, "dry-run")) {
		note(import->context, "a dry run: nothing was written");
		return C5_OK;
	}
	if (refused && argument_given(arguments, "strict")) {
		note(import->context, "--strict: nothing was written%s%s",
		     import->rejects ? " but " : "",
		     import->rejects ? import->rejects : "");
		return C5_OK;
	}
	effect_text(effect, sizeof(effect), import, files, n);
	status = store_commit(import->store, effect, err);
	if (!status && store_is_too_large(import->store))
		note(import->context, "this change is too large to be taken "
				      "back by 'connect5 undo'");
	return status;
}

static enum c5_status verdict(size_t refused, struct c5_error *err)
{
	if (refused == 1)
		return error_set(err, C5_DATA,
				 "one row was refused: mend it and import the "
				 "file again");
	if (refused)
		return error_set(err, C5_DATA,
				 "%zu rows were refused: mend them and import "
				 "the file again",
				 refused);
	return C5_OK;
}

/* C5_USAGE: options that do not go together. */
static enum c5_status check_options(const struct import *import,
				    const struct arguments *arguments, size_t n,
				    struct c5_error *err)
{
	if (import->kind == IMPORT_HISTORY && argument_given(arguments, "map"))
		return error_set(err, C5_USAGE,
				 "--map goes with expressions of interest and "
				 "outcomes, not with a history");
	if (import->rejects && import->kind == IMPORT_HISTORY)
		return error_set(err, C5_USAGE,
				 "--rejects goes with expressions of interest "
				 "and outcomes, not with a history");
	if (import->kind == IMPORT_OUTCOMES &&
	    (import->add_sectors || import->keep_unknown))
		return error_set(err, C5_USAGE,
				 "--%s goes with expressions of interest, not "
				 "with outcomes",
				 import->add_sectors ? "add-sectors"
						     : "keep-unknown");
	if (import->rejects && n > 1)
		return error_set(err, C5_USAGE,
				 "--rejects goes with one file at a time: its "
				 "columns are those of the file");
	return C5_OK;
}

static enum c5_status read_all(struct import *import,
			       const struct arguments *arguments,
			       struct import_file *files, size_t n,
			       struct c5_error *err)
{
	enum c5_status status = C5_OK;

	progress_init(&import->progress, import->context);
	for (size_t i = 0; i < n && !status; i++) {
		files[i] = (struct import_file){
			.name = arguments->operands[i],
			.added_sectors = BUFFER_INIT,
		};
		status = import_read(import, &files[i], err);
	}
	progress_clear(&import->progress);
	if (status == C5_DATA && n > 1)
		note(import->context,
		     "nothing was written: of several files, all are read or "
		     "none");
	return status;
}

static enum c5_status import_all(struct import *import,
				 const struct arguments *arguments,
				 struct import_file *files, size_t n,
				 struct c5_error *err)
{
	enum c5_status status =
		store_vocabulary(import->store, &import->vocabulary, err);

	if (!status)
		status = take_kind(import, arguments, err);
	if (!status)
		status = check_options(import, arguments, n, err);
	if (argument_given(arguments, "dry-run"))
		import->rejects = NULL;
	if (!status)
		status = import_take_maps(import, arguments, err);
	if (!status)
		status = read_all(import, arguments, files, n, err);
	if (!status)
		status = import_check_maps(arguments, files, n, err);
	if (!status)
		status = settle_pending(import->context, import->store, true,
					err);
	if (!status && import->rejects && files[0].counts.refused)
		status = import_rejects(import, &files[0], err);
	if (!status)
		status = headcount_take(import->store,
					moment_month(import->context->now),
					&import->pool, &import->count, err);
	if (!status)
		status = finish(import, arguments, files, n, err);
	if (!status)
		status = import_report(import, files, n, err);
	return status ? status : verdict(count_refused(files, n), err);
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct import import = {
		.context = context,
		.add_sectors = argument_given(arguments, "add-sectors"),
		.keep_unknown = argument_given(arguments, "keep-unknown"),
		.yes = argument_given(arguments, "yes"),
		.rejects = argument_value(arguments, "rejects"),
	};
	size_t n = arguments->n_operands;
	struct import_file *files = memory_new(n, sizeof(*files));
	enum c5_status status =
		files ? open_change(context, &import.store, "import", err)
		      : error_memory(err);

	if (!status)
		status = import_all(&import, arguments, files, n, err);
	for (size_t i = 0; files && i < n; i++)
		if (files[i].name)
			import_file_release(&files[i]);
	free(files);
	pool_release(&import.pool);
	vocabulary_free(import.vocabulary);
	store_close(import.store);
	return status;
}

const struct command command_import = {
	.name = "import",
	.usage = "[--as eoi|history|outcomes] [--map FIELD=HEADER]... "
		 "[--add-sectors] [--keep-unknown] "
		 "[--dry-run] [--strict] [--yes] [--rejects FILE] FILE...",
	.summary = "read expressions of interest from CSV exports",
	.help = "FILE may be - for standard input. Exports are cumulative: "
		"import next month's\nfile over last month's. Rows that cannot "
		"be read are named with line, column,\nvalue and remedy; the "
		"good ones are in (exit 3), unless --strict. A history has "
		"the columns\nmonth,email_1,email_2[,email_3]; those people "
		"never meet again.",
	.options = options,
	.least_operands = 1,
	.most_operands = 1000,
	.run = run,
};
