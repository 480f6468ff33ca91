#include "command/command.h"

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct store *store;
	enum c5_status status =
		store_open(&store, context->file, context->wait_ms, err);

	if (!status)
		status = store_backup(store, arguments->operands[0], err);
	if (!status)
		status = print_outcome(context, "backup", "Copied to ",
				       arguments->operands[0], err);
	store_close(store);
	return status;
}

const struct command command_backup = {
	.name = "backup",
	.usage = "FILE",
	.summary = "one consistent copy of the programme, while others work",
	.help = "FILE must not exist. To restore, put the copy in the place of "
		"the programme\nfile while nobody uses it.",
	.least_operands = 1,
	.most_operands = 1,
	.run = run,
};
