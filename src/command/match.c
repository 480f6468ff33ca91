#include "command/match.h"

#include <string.h>

#include "connect5/store_rounds.h"

static const struct option_spec options[] = {
	{"dry-run", 0, NULL, "show the round, write nothing"},
	{"relax", 0, "sector",
	 "let people meet their own part of the system, if they must"},
	{"strict", 0, NULL, "write nothing if anybody would wait"},
	{"redo", 0, NULL, "make the latest round again"},
	{"yes", 0, NULL,
	 "redo a round although it was exported or reported on"},
	{NULL, 0, NULL, NULL},
};

/* The only rule that may be broken, if the coordinator says so. */
static enum c5_status check_relax(const struct arguments *arguments,
				  struct c5_error *err)
{
	const char *rule = argument_value(arguments, "relax");

	if (rule && strcmp(rule, "sector") != 0)
		return error_set(err, C5_USAGE,
				 "--relax takes sector, not '%s': nothing "
				 "breaks the other rules",
				 rule);
	return C5_OK;
}

/* Options that would change a round that exists. */
static enum c5_status refuse_options(const struct arguments *arguments,
				     month_t month, struct c5_error *err)
{
	char text[MONTH_TEXT];

	for (const struct option_spec *o = options; o->name; o++)
		if (argument_given(arguments, o->name))
			return error_set(
				err, C5_USAGE,
				"the round for %s exists already, and "
				"--%s cannot change it: --redo makes it "
				"again, 'connect5 show %s' shows it",
				month_format(text, month), o->name, text);
	return C5_OK;
}

/* A round that exists is printed again, and no option may change it. */
static enum c5_status print_existing(const struct context *context,
				     struct store *store,
				     const struct arguments *arguments,
				     const struct round_record *record,
				     struct c5_error *err)
{
	enum c5_status status = refuse_options(arguments, record->month, err);

	if (!status)
		status = note_since(context, store, record, err);
	return status ? status : print_round(context, record, false, err);
}

static enum c5_status match(const struct context *context, struct store *store,
			    const struct arguments *arguments,
			    struct c5_error *err)
{
	const char *operand =
		arguments->n_operands ? arguments->operands[0] : NULL;
	struct pool pool = {NULL};
	struct programme programme;
	struct round_record existing = {0};
	month_t month;
	bool found = false;
	enum c5_status status = store_programme(store, &pool, &programme, err);

	if (!status)
		status = resolve_month(context, store, operand, &month, err);
	if (!status)
		status = store_load_round(store, month, &found, &existing, err);
	if (!status && found && argument_given(arguments, "redo")) {
		status = match_redo(context, store, arguments, &existing, err);
	} else if (!status && found) {
		status = print_existing(context, store, arguments, &existing,
					err);
	} else if (!status) {
		enum reach reach = match_reach(&programme, month);

		if (reach == REACH_OK) {
			match_note_skipped(context, &programme, month);
			status = match_make(context, store, arguments, month,
					    err);
		} else if (operand) {
			status = match_not_there(&programme, month, reach, err);
		} else {
			status = match_out_of_season(context, &programme, month,
						     reach, err);
		}
	}
	round_record_release(&existing);
	pool_release(&pool);
	return status;
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct store *store;
	enum c5_status status = check_relax(arguments, err);

	if (!status)
		status = open_change(context, &store, "match", err);
	if (status)
		return status;
	status = match(context, store, arguments, err);
	store_close(store);
	return status;
}

const struct command command_match = {
	.name = "match",
	.usage = "[MONTH] [--dry-run] [--relax sector] [--strict] "
		 "[--redo [--yes]]",
	.summary = "make the round of a month and print it",
	.help = "MONTH is YYYY-MM, now, next, last, or a round's number, up to "
		"the next one's;\nthis month by default. A round that exists "
		"is printed again, unchanged, unless\nwith --redo. A pair that "
		"was exported stays used, also when its round is "
		"made\nagain.\nWith --relax sector, for this round alone, two "
		"of one part of the system may be\nput together: as few as can "
		"be, "
		"so that the most people have a group.",
	.options = options,
	.most_operands = 1,
	.run = run,
};
