#include "command/command.h"
#include "connect5/json.h"
#include "connect5/screen.h"
#include "connect5/store_rounds.h"

enum c5_status round_since(const struct context *context, struct store *store,
			   const struct round_record *record, struct since *out,
			   struct c5_error *err)
{
	*out = (struct since){0, 0};
	return record->month < moment_month(context->now)
		       ? C5_OK
		       : store_round_since(store, record->month, out, err);
}

enum c5_status note_since(const struct context *context, struct store *store,
			  const struct round_record *record,
			  struct c5_error *err)
{
	struct since since;
	char month[MONTH_TEXT];
	enum c5_status status =
		round_since(context, store, record, &since, err);

	if (!status && (since.joined || since.left))
		note(context,
		     "since this round was made, %zu joined and %zu left, "
		     "paused or erased: 'connect5 repair %s' mends it",
		     since.joined, since.left,
		     month_format(month, record->month));
	return status;
}

enum c5_status read_back(struct store *store, month_t month,
			 struct round_record *out, struct c5_error *err)
{
	bool found = false;
	enum c5_status status = store_view(store, err);

	*out = (struct round_record){0};
	if (!status)
		status = store_load_round(store, month, &found, out, err);
	if (!status && !found)
		status = error_set(err, C5_FILE, "a round is not there");
	return status;
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
