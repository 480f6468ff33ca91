#include "command/command.h"
#include "connect5/text.h"

static enum c5_status tell(const struct context *context, const char *path,
			   struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	enum c5_status status = C5_OK;

	if (context->json) {
		status = print_json(json_pack("{s:s}", "backup", path), err);
	} else {
		buffer_puts(&out, "Copied to ");
		text_visible(&out, path);
		buffer_putc(&out, '\n');
		print(&out);
	}
	buffer_release(&out);
	return status;
}

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
		status = tell(context, arguments->operands[0], err);
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
