/* Makes a round, or makes it again. */
#include "command/match.h"
#include "command/progress.h"

#include <stdio.h>

#include "connect5/audit.h"
#include "connect5/store_rounds.h"

/* A line of progress: what is proven of the pairs so far. */
struct telling {
	struct progress progress;
	size_t people;
};

static void tell(void *watcher, const struct match_progress *at)
{
	struct telling *telling = watcher;

	if (progress_due(&telling->progress))
		progress_show(&telling->progress,
			      "%u of %zu people placed, pass %u, at most %lld "
			      "points short",
			      2 * at->pairs, telling->people, at->rounds,
			      (long long)at->gap);
}

static enum c5_status plan(const struct context *context,
			   struct round_record *record, struct c5_error *err)
{
	struct telling telling = {.people = record->cohort.n};
	const struct match_watch watch = {tell, &telling};

	progress_init(&telling.progress, context);
	enum c5_status status = plan_make_watched(
		&record->plan, &record->cohort, &record->settings, &watch, err);
	progress_clear(&telling.progress);
	if (!status)
		status = round_record_arrange(record, err);
	if (!status)
		status = audit_round(record, err);
	return status;
}

/* A must-pair that cannot be is never passed over in silence. */
static void note_unkept(const struct context *context,
			const struct round_record *record)
{
	for (size_t i = 0; i < record->n_musts; i++) {
		const struct must_pair *must = &record->musts[i];
		struct buffer why = BUFFER_INIT;
		char month[MONTH_TEXT];

		if (must->fate == MUST_KEPT)
			continue;
		round_must_reason(&why, record, must);
		note(context,
		     "%s and %s were to be put together in %s, and are not: "
		     "%s",
		     must->name_a, must->name_b,
		     month_format(month, record->month), why.text);
		buffer_release(&why);
	}
}

/* Has the round left the house, or come back in reports? */
static bool is_known(const struct round_record *record)
{
	return record->exported || round_record_reported(record);
}

/* What else to type, now that there is a round or was one before. */
static const char *again(bool exists, const struct round_record *before)
{
	if (before && is_known(before))
		return " --redo --yes";
	return exists || before ? " --redo" : "";
}

/* Says so if fewer would wait could people meet their own sector. */
static void note_remedy(const struct context *context,
			struct round_record *record, const char *options)
{
	struct cohort *cohort = &record->cohort;
	size_t waiting = record->plan.n_waiting;
	unsigned months_after = cohort->months_after;
	struct plan other;
	struct c5_error ignored;
	char month[MONTH_TEXT];

	if (context->quiet || !waiting || cohort->relaxed)
		return;
	cohort->relaxed = true;
	cohort->months_after = 0;
	if (plan_make(&other, cohort, &record->settings, &ignored) == C5_OK &&
	    other.n_waiting < waiting)
		note(context,
		     "%zu more could have a group if people might meet their "
		     "own part of the system: 'connect5 match %s%s --relax "
		     "sector'",
		     waiting - other.n_waiting,
		     month_format(month, record->month), options);
	cohort->relaxed = false;
	cohort->months_after = months_after;
	plan_release(&other);
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

/* "12+40 7+3+8 ...": the groups that were, by participant. */
static void list_groups(struct buffer *out, const struct round_record *record)
{
	for (size_t g = 0; g < record->plan.n_groups; g++) {
		const struct group *group = &record->plan.groups[g];

		for (unsigned i = 0; i < group->size; i++)
			buffer_printf(out, "%s%lld", i ? "+" : " ",
				      (long long)record->cohort
					      .people[group->member[i]]
					      .id);
	}
}

static enum c5_status save(struct store *store, struct round_record *record,
			   const struct round_record *before,
			   struct c5_error *err)
{
	struct buffer effect = BUFFER_INIT;
	char month[MONTH_TEXT];
	enum c5_status status = store_save_round(store, record, err);

	buffer_printf(&effect,
		      "round %d for %s: %zu people, %zu %s, %zu waiting",
		      record->ordinal, month_format(month, record->month),
		      record->cohort.n, record->plan.n_groups,
		      record->plan.n_groups == 1 ? "group" : "groups",
		      record->plan.n_waiting);
	if (record->cohort.relaxed)
		buffer_printf(&effect, "; --relax sector: %zu relaxed",
			      plan_count_relaxed(&record->plan));
	if (before) {
		buffer_puts(&effect, "; made again, before:");
		list_groups(&effect, before);
	}
	if (!status)
		status = buffer_status(&effect, err);
	if (!status)
		status = store_commit(store, effect.text, err);
	buffer_release(&effect);
	return status;
}

static enum c5_status show_written(const struct context *context,
				   struct store *store, month_t month,
				   struct c5_error *err)
{
	struct round_record record;
	enum c5_status status = read_back(store, month, &record, err);

	if (!status)
		status = print_round(context, &record, true, err);
	round_record_release(&record);
	return status;
}

/* What becomes of a round that is planned. */
static enum c5_status
conclude(const struct context *context, struct store *store,
	 const struct arguments *arguments, struct round_record *record,
	 const struct round_record *before, struct c5_error *err)
{
	bool dry_run = argument_given(arguments, "dry-run");
	bool strict = argument_given(arguments, "strict");
	bool refused = strict && record->plan.n_waiting;
	enum c5_status status = C5_OK;

	if (!refused && dry_run) {
		note(context, "a dry run: nothing was written");
		status = print_round(context, record, false, err);
	} else if (!refused) {
		status = save(store, record, before, err);
		if (!status)
			status = show_written(context, store, record->month,
					      err);
	}
	if (!status)
		note_remedy(context, record,
			    again(!refused && !dry_run, before));
	return status || !refused ? status : strict_no(record, err);
}

enum c5_status match_plan(const struct context *context, struct store *store,
			  month_t month, bool relaxed,
			  struct round_record *record, struct c5_error *err)
{
	enum c5_status status = store_candidates(store, month, record, err);

	record->cohort.relaxed = relaxed;
	if (!status)
		status = round_record_bind(record, err);
	if (!status)
		note_unkept(context, record);
	return status ? status : plan(context, record, err);
}

static enum c5_status make(const struct context *context, struct store *store,
			   const struct arguments *arguments, month_t month,
			   const struct round_record *before,
			   struct c5_error *err)
{
	bool relaxed = argument_given(arguments, "relax");
	struct round_record record;
	enum c5_status status = settle_pending(context, store, true, err);

	if (status)
		return status;
	status = match_plan(context, store, month, relaxed, &record, err);
	if (!status)
		status = conclude(context, store, arguments, &record, before,
				  err);
	round_record_release(&record);
	return status;
}

enum c5_status match_make(const struct context *context, struct store *store,
			  const struct arguments *arguments, month_t month,
			  struct c5_error *err)
{
	return make(context, store, arguments, month, NULL, err);
}

/* Only the latest round: those after it were made upon it. */
static enum c5_status may_redo(struct store *store,
			       const struct arguments *arguments,
			       const struct round_record *before,
			       struct c5_error *err)
{
	struct pool pool = {NULL};
	struct programme programme;
	char text[MONTH_TEXT];
	enum c5_status status = store_programme(store, &pool, &programme, err);

	pool_release(&pool);
	if (status)
		return status;
	if (programme.last_round != before->month)
		return error_set(err, C5_USAGE,
				 "rounds have been made since: only the latest "
				 "one, of %s, can be made again",
				 month_format(text, programme.last_round));
	if (!is_known(before) || argument_given(arguments, "yes"))
		return C5_OK;
	return error_set(
		err, C5_USAGE,
		"the round for %s was %s, so people %s have been told: "
		"--redo --yes makes it again, and its pairs stay used",
		month_format(text, before->month),
		before->exported ? "exported" : "reported on",
		before->exported ? "may" : "must");
}

enum c5_status match_redo(const struct context *context, struct store *store,
			  const struct arguments *arguments,
			  const struct round_record *before,
			  struct c5_error *err)
{
	enum c5_status status = may_redo(store, arguments, before, err);

	if (!status && !is_known(before))
		status = store_delete_round(store, before->month, err);
	if (!status)
		status = make(context, store, arguments, before->month, before,
			      err);
	return status;
}
