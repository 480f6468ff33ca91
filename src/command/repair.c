#include "command/command.h"
#include "connect5/audit.h"
#include "connect5/repair.h"
#include "connect5/screen.h"
#include "connect5/store_rounds.h"

static const struct option_spec options[] = {
	{"dry-run", 0, NULL, "show what would change, write nothing"},
	{NULL, 0, NULL, NULL},
};

/* A round whose month is over has become what it was. */
static enum c5_status refuse_past(const struct context *context,
				  const struct round_record *before,
				  struct c5_error *err)
{
	month_t now = moment_month(context->now);
	char month[MONTH_TEXT], next[MONTH_TEXT];

	if (before->month >= now)
		return C5_OK;
	return error_set(err, C5_USAGE,
			 "the month of the round for %s is over, and it stays "
			 "as it is: 'connect5 match %s' makes the round of "
			 "this month",
			 month_format(month, before->month),
			 month_format(next, now));
}

/* Nobody has left, come, or asked again; or it makes no difference. */
static enum c5_status print_nothing(const struct context *context,
				    const struct round_record *record,
				    struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	struct looked_at looked_at = {0, 0};
	char month[MONTH_TEXT];
	enum c5_status status = C5_OK;

	if (context->json)
		status = json_repair(&out, record, false, err);
	else
		status = repair_looked_at(&looked_at, record, err);
	if (!context->json)
		buffer_printf(&out,
			      "The round for %s needs no mending: nothing was "
			      "changed.\n",
			      month_format(month, record->month));
	looked_at_text(&out, &looked_at);
	if (!status)
		status = buffer_status(&out, err);
	if (!status)
		print(&out);
	buffer_release(&out);
	return status;
}

static enum c5_status print_repair(const struct context *context,
				   const struct round_record *record,
				   bool created, struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	enum c5_status status =
		context->json
			? json_repair(&out, record, created, err)
			: screen_changes(&out, record, context->color, err);

	if (!status)
		status = buffer_status(&out, err);
	if (!status)
		print(&out);
	buffer_release(&out);
	return status;
}

static void note_next(const struct context *context,
		      const struct round_record *record)
{
	char month[MONTH_TEXT];

	month_format(month, record->month);
	note(context,
	     "'connect5 show %s' shows the whole round, 'connect5 export "
	     "changes %s' whom to tell what",
	     month, month);
}

static enum c5_status show_written(const struct context *context,
				   struct store *store, month_t month,
				   struct c5_error *err)
{
	struct round_record record;
	enum c5_status status = read_back(store, month, &record, err);

	if (!status)
		status = print_repair(context, &record, true, err);
	if (!status)
		note_next(context, &record);
	round_record_release(&record);
	return status;
}

/* Groups of the two that are the same ones. */
static size_t count_kept(const struct round_record *before,
			 const struct round_record *record)
{
	size_t kept = 0;

	for (size_t g = 0; g < before->plan.n_groups; g++)
		for (size_t h = 0; h < record->plan.n_groups; h++)
			kept += before->plan.groups[g].number ==
				record->plan.groups[h].number;
	return kept;
}

static enum c5_status save(struct store *store, struct round_record *record,
			   const struct round_record *before,
			   struct c5_error *err)
{
	struct buffer effect = BUFFER_INIT;
	char month[MONTH_TEXT];
	size_t kept = count_kept(before, record);
	enum c5_status status = store_save_round(store, record, err);

	buffer_printf(&effect,
		      "round %d for %s: %zu of %zu %s kept, %zu new; %zu %s, "
		      "%zu %s, %zu waiting",
		      record->ordinal, month_format(month, record->month), kept,
		      before->plan.n_groups,
		      before->plan.n_groups == 1 ? "group" : "groups",
		      record->plan.n_groups - kept, record->cohort.n,
		      record->cohort.n == 1 ? "person" : "people",
		      record->plan.n_groups,
		      record->plan.n_groups == 1 ? "group" : "groups",
		      record->plan.n_waiting);
	if (!status)
		status = buffer_status(&effect, err);
	if (!status)
		status = store_commit(store, effect.text, err);
	buffer_release(&effect);
	return status;
}

static enum c5_status
conclude(const struct context *context, struct store *store,
	 const struct arguments *arguments, struct round_record *record,
	 const struct round_record *before, struct c5_error *err)
{
	bool same;
	enum c5_status status =
		repair_changes_nothing(&same, before, record, err);

	if (status)
		return status;
	if (same)
		return print_nothing(context, record, err);
	if (argument_given(arguments, "dry-run")) {
		note(context, "a dry run: nothing was written");
		return print_repair(context, record, false, err);
	}
	status = save(store, record, before, err);
	return status ? status
		      : show_written(context, store, record->month, err);
}

static enum c5_status repair(const struct context *context, struct store *store,
			     const struct arguments *arguments,
			     struct c5_error *err)
{
	static const struct match_watch nobody = {.tell = NULL};
	struct round_record before, record = {0};
	enum c5_status status = resolve_round(
		context, store,
		arguments->n_operands ? arguments->operands[0] : NULL, &before,
		err);

	if (!status)
		status = refuse_past(context, &before, err);
	if (!status)
		status = settle_pending(context, store, false, err);
	if (!status)
		status = store_repair_candidates(store, &before, &record, err);
	if (!status)
		status = repair_make(&record, &nobody, err);
	if (!status)
		status = audit_round(&record, err);
	if (!status)
		status = conclude(context, store, arguments, &record, &before,
				  err);
	round_record_release(&record);
	round_record_release(&before);
	return status;
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct store *store;
	enum c5_status status = open_change(context, &store, "repair", err);

	if (status)
		return status;
	status = repair(context, store, arguments, err);
	store_close(store);
	return status;
}

const struct command command_repair = {
	.name = "repair",
	.usage = "[MONTH] [--dry-run]",
	.summary = "mend a round after drop-outs and late joiners",
	.help = "Without MONTH: this month's round, or else the latest.\n"
		"The fewest groups change: first the most people have a group, "
		"then the most groups\nstay as they were announced. Groups "
		"that have met are left alone; those reported\nnot met are "
		"made anew. It prints whom to tell what; 'connect5 export "
		"changes' gives\nthe same as a sheet. Where there is nothing "
		"to mend nothing is written.",
	.options = options,
	.most_operands = 1,
	.run = run,
};
