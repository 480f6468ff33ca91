#include "command/command.h"

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct store *store;
	struct round_record record = {0};
	enum c5_status status = open_view(context, &store, err);

	if (status)
		return status;
	status = resolve_round(context, store,
			       arguments->n_operands ? arguments->operands[0]
						     : NULL,
			       &record, err);
	if (!status)
		status = note_since(context, store, &record, err);
	if (!status)
		status = print_round(context, &record, false, err);
	round_record_release(&record);
	store_close(store);
	return status;
}

const struct command command_show = {
	.name = "show",
	.usage = "[MONTH]",
	.summary = "print a round again, in full",
	.help = "Without MONTH: this month's round, or else the latest.",
	.most_operands = 1,
	.run = run,
};
