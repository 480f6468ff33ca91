#include "command/command.h"

static const struct option_spec options[] = {
	{"dry-run", 0, NULL, "say what would be taken back, write nothing"},
	{NULL, 0, NULL, NULL},
};

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct pool pool = {NULL};
	struct store *store;
	const char *what = "";
	bool dry = argument_given(arguments, "dry-run");
	enum c5_status status = open_for_good(context, &store, "undo", err);

	if (!status)
		status = store_undo(store, &pool, &what, err);
	/* A dry run is rolled back when the file is closed. */
	if (!status && !dry)
		status =
			store_commit(store, "took back the change before", err);
	if (!status)
		status = print_outcome(
			context, dry ? "would_take_back" : "taken_back",
			dry ? "Would take back: " : "Taken back: ", what, err);
	pool_release(&pool);
	store_close(store);
	return status;
}

const struct command command_undo = {
	.name = "undo",
	.usage = "[--dry-run]",
	.summary = "take back the last change",
	.help = "One step: of import, match, people, config and their kin. An "
		"erasure or an\nexport cannot be taken back, nor what was "
		"before it. The log keeps both.",
	.options = options,
	.run = run,
};
