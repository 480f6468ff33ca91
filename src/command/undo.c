#include "command/command.h"

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct pool pool = {NULL};
	struct store *store;
	const char *what = "";
	enum c5_status status = open_for_good(context, &store, "undo", err);

	(void)arguments;
	if (!status)
		status = store_undo(store, &pool, &what, err);
	if (!status)
		status =
			store_commit(store, "took back the change before", err);
	if (!status)
		status = print_outcome(context, "taken_back",
				       "Taken back: ", what, err);
	pool_release(&pool);
	store_close(store);
	return status;
}

const struct command command_undo = {
	.name = "undo",
	.usage = "",
	.summary = "take back the last change",
	.help = "One step: of import, match, people, config and their kin. An "
		"erasure or an\nexport cannot be taken back, nor what was "
		"before it. The log keeps both.",
	.run = run,
};
