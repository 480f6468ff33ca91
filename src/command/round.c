#include "command/command.h"
#include "connect5/json.h"
#include "connect5/screen.h"
#include "connect5/store_rounds.h"

/* How many of `of` are not in `in`. */
static size_t count_missing(const struct cohort *of, const struct cohort *in)
{
	size_t missing = 0;

	for (size_t i = 0; i < of->n; i++)
		missing += cohort_index(in, of->people[i].id) == SIZE_MAX;
	return missing;
}

/* Only the latest round can be made again. */
static enum c5_status note_changes(const struct context *context,
				   struct store *store,
				   const struct round_record *record,
				   size_t joined, size_t left,
				   struct c5_error *err)
{
	struct pool pool = {NULL};
	struct programme programme;
	char month[MONTH_TEXT];
	enum c5_status status = store_programme(store, &pool, &programme, err);

	pool_release(&pool);
	if (status)
		return status;
	if (programme.last_round != record->month)
		note(context,
		     "since this round was made, %zu joined and %zu left, "
		     "paused or erased: it stays as it is, since a later one "
		     "has been made",
		     joined, left);
	else
		note(context,
		     "since this round was made, %zu joined and %zu left, "
		     "paused or erased: 'connect5 match %s --redo%s%s' makes "
		     "it again",
		     joined, left, month_format(month, record->month),
		     record->exported ? " --yes" : "",
		     record->cohort.relaxed ? " --relax sector" : "");
	return C5_OK;
}

enum c5_status note_since(const struct context *context, struct store *store,
			  const struct round_record *record,
			  struct c5_error *err)
{
	struct round_record today;
	enum c5_status status;

	if (record->month < moment_month(context->now))
		return C5_OK;
	status = store_candidates(store, record->month, &today, err);
	if (status)
		return status;
	size_t joined = count_missing(&today.cohort, &record->cohort);
	size_t left = count_missing(&record->cohort, &today.cohort);
	round_record_release(&today);
	return joined || left
		       ? note_changes(context, store, record, joined, left, err)
		       : C5_OK;
}

enum c5_status print_round(const struct context *context,
			   const struct round_record *record, bool created,
			   struct c5_error *err)
{
	struct buffer out = BUFFER_INIT, screen = BUFFER_INIT;
	enum c5_status status = C5_OK;

	if (context->json) {
		status = json_round(&out, record, created, err);
	} else {
		screen_round(&screen, record, context->color, context->verbose);
		put_remedy(&out, context, screen.text);
		out.failed |= screen.failed;
	}
	if (!status)
		status = buffer_status(&out, err);
	if (!status)
		print(&out);
	buffer_release(&out);
	buffer_release(&screen);
	return status;
}
