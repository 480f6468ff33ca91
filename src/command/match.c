#include <stdio.h>

#include "command/command.h"
#include "connect5/audit.h"
#include "connect5/store_rounds.h"

static const struct option_spec options[] = {
	{"dry-run", 0, NULL, "show the round, write nothing"},
	{"strict", 0, NULL, "write nothing if anybody would wait"},
	{NULL, 0, NULL, NULL},
};

/* What stands in the way of a round for a month. */
enum reach { REACH_OK, REACH_EARLY, REACH_LATE, REACH_BEHIND };

static month_t last_month(const struct programme *programme)
{
	return programme->first_month + programme->months - 1;
}

static enum reach reach_of(const struct programme *programme, month_t month)
{
	if (month < programme->first_month)
		return REACH_EARLY;
	if (month > last_month(programme))
		return REACH_LATE;
	if (programme->rounds && month < programme->last_round)
		return REACH_BEHIND;
	return REACH_OK;
}

/* A bare match out of season is no error: cron may start too early. */
static enum c5_status out_of_season(const struct context *context,
				    const struct programme *programme,
				    month_t month, enum reach reach,
				    struct c5_error *err)
{
	char now[MONTH_TEXT], first[MONTH_TEXT];

	month_format(now, month);
	month_format(first, programme->first_month);
	if (reach == REACH_EARLY)
		note(context,
		     "the programme starts in %s, and it is %s: nothing to do; "
		     "'connect5 match %s' makes the first round ahead of time",
		     first, now, first);
	else
		note(context,
		     "the programme ended in %s, and it is %s: nothing to do; "
		     "'connect5 status' sums it up",
		     month_format(first, last_month(programme)), now);
	return context->json ? print_json(json_null(), err) : C5_OK;
}

static enum c5_status not_there(const struct programme *programme,
				month_t month, enum reach reach,
				struct c5_error *err)
{
	char text[MONTH_TEXT], other[MONTH_TEXT];

	month_format(text, month);
	if (reach == REACH_EARLY)
		return error_set(err, C5_USAGE,
				 "%s is before the programme, which starts in "
				 "%s",
				 text,
				 month_format(other, programme->first_month));
	if (reach == REACH_LATE)
		return error_set(err, C5_USAGE,
				 "%s is after the programme, which ends in %s: "
				 "'connect5 config months %d' would make it "
				 "longer",
				 text,
				 month_format(other, last_month(programme)),
				 month - programme->first_month + 1);
	return error_set(err, C5_USAGE,
			 "%s is before %s, which has been matched: rounds are "
			 "made in order",
			 text, month_format(other, programme->last_round));
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
				"--%s cannot change it: 'connect5 show "
				"%s' shows it",
				month_format(text, month), o->name, text);
	return C5_OK;
}

/* A round that exists is printed again, and no option may change it. */
static enum c5_status print_existing(const struct context *context,
				     const struct arguments *arguments,
				     const struct round_record *record,
				     struct c5_error *err)
{
	enum c5_status status = refuse_options(arguments, record->month, err);

	return status ? status : print_round(context, record, false, err);
}

/* Notes months that are passed over. */
static void note_skipped(const struct context *context,
			 const struct programme *programme, month_t month)
{
	month_t from = programme->rounds ? programme->last_round + 1
					 : programme->first_month;
	char text[MONTH_TEXT];

	for (; from < month; from++)
		note(context,
		     "%s is skipped: it can no longer be matched once this "
		     "round is made",
		     month_format(text, from));
}

static enum c5_status plan(struct round_record *record, struct c5_error *err)
{
	enum c5_status status = plan_make(&record->plan, &record->cohort,
					  &record->settings, err);

	if (!status)
		status = round_record_arrange(record, err);
	if (!status)
		status = audit_round(record, err);
	return status;
}

static enum c5_status strict_no(const struct round_record *record,
				struct c5_error *err)
{
	struct buffer text = BUFFER_INIT;
	enum c5_status status;

	round_witness_text(&text, record);
	status = error_set(err, C5_NO,
			   "%zu would wait, so nothing was written: %s",
			   record->plan.n_waiting, text.text);
	buffer_release(&text);
	return status;
}

static enum c5_status save(struct store *store, struct round_record *record,
			   struct c5_error *err)
{
	char effect[160], month[MONTH_TEXT];
	enum c5_status status = store_save_round(store, record, err);

	snprintf(effect, sizeof(effect),
		 "round %d for %s: %zu people, %zu groups, %zu waiting",
		 record->ordinal, month_format(month, record->month),
		 record->cohort.n, record->plan.n_groups,
		 record->plan.n_waiting);
	return status ? status : store_commit(store, effect, err);
}

/* What was written is what is shown: it is read back from the file. */
static enum c5_status show_written(const struct context *context,
				   struct store *store, month_t month,
				   struct c5_error *err)
{
	struct round_record record = {0};
	bool found = false;
	enum c5_status status = store_view(store, err);

	if (!status)
		status = store_load_round(store, month, &found, &record, err);
	if (!status && found)
		status = print_round(context, &record, true, err);
	round_record_release(&record);
	return status;
}

static enum c5_status make(const struct context *context, struct store *store,
			   const struct arguments *arguments, month_t month,
			   struct c5_error *err)
{
	struct round_record record;
	bool dry_run = argument_given(arguments, "dry-run");
	enum c5_status status = settle_pending(context, store, true, err);

	if (status)
		return status;
	status = store_candidates(store, month, &record, err);
	if (!status)
		status = plan(&record, err);
	if (!status && record.plan.n_waiting &&
	    argument_given(arguments, "strict"))
		status = strict_no(&record, err);
	if (!status && dry_run) {
		note(context, "a dry run: nothing was written");
		status = print_round(context, &record, false, err);
	} else if (!status) {
		status = save(store, &record, err);
		if (!status)
			status = show_written(context, store, month, err);
	}
	round_record_release(&record);
	return status;
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
	if (!status && found) {
		status = print_existing(context, arguments, &existing, err);
	} else if (!status) {
		enum reach reach = reach_of(&programme, month);

		if (reach == REACH_OK) {
			note_skipped(context, &programme, month);
			status = make(context, store, arguments, month, err);
		} else if (operand || reach == REACH_BEHIND) {
			status = not_there(&programme, month, reach, err);
		} else {
			status = out_of_season(context, &programme, month,
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
	enum c5_status status = open_change(context, &store, "match", err);

	if (status)
		return status;
	status = match(context, store, arguments, err);
	store_close(store);
	return status;
}

const struct command command_match = {
	.name = "match",
	.usage = "[MONTH] [--dry-run] [--strict]",
	.summary = "make the round of a month and print it",
	.help = "MONTH is YYYY-MM, now, next, last, or a round's number; this "
		"month by default.\nA round that exists is printed again, "
		"unchanged.",
	.options = options,
	.most_operands = 1,
	.run = run,
};
