#include "command/command.h"

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;

	(void)arguments;
	if (context->json)
		buffer_puts(&out, "{\"version\":\"" CONNECT5_VERSION "\"}\n");
	else
		buffer_puts(&out, "connect5 " CONNECT5_VERSION "\n");
	print(&out);
	enum c5_status status = buffer_status(&out, err);
	buffer_release(&out);
	return status;
}

const struct command command_version = {
	.name = "version",
	.usage = "",
	.summary = "the version of the program",
	.run = run,
};
