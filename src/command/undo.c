#include <stdio.h>

#include "command/command.h"
#include "connect5/text.h"

static enum c5_status tell(const struct context *context, const char *what,
			   struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	enum c5_status status = C5_OK;

	if (context->json) {
		status =
			print_json(json_pack("{s:s}", "taken_back", what), err);
	} else {
		buffer_puts(&out, "Taken back: ");
		text_visible(&out, what);
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
	struct pool pool = {NULL};
	struct store *store;
	const char *what = "";
	char effect[64];
	enum c5_status status = open_for_good(context, &store, "undo", err);

	(void)arguments;
	if (!status)
		status = store_undo(store, &pool, &what, err);
	snprintf(effect, sizeof(effect), "took back the change before");
	if (!status)
		status = store_commit(store, effect, err);
	if (!status)
		status = tell(context, what, err);
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
