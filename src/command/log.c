#include "command/command.h"
#include "connect5/text.h"

/* One entry a line: number, moment, user, command, effect. */
static enum c5_status text_entry(void *context, const struct log_entry *entry,
				 struct c5_error *err)
{
	struct buffer *out = context;
	char moment[MOMENT_TEXT];

	buffer_printf(out, "%4lld  %s  ", (long long)entry->id,
		      moment_format(moment, entry->at));
	text_cell(out, entry->user, 12);
	buffer_puts(out, "  ");
	text_cell(out, entry->command, 16);
	buffer_puts(out, "  ");
	text_visible(out, entry->effect);
	buffer_putc(out, '\n');
	return buffer_status(out, err);
}

static enum c5_status json_entry(void *context, const struct log_entry *entry,
				 struct c5_error *err)
{
	char moment[MOMENT_TEXT];
	json_t *object = json_pack(
		"{s:I, s:s, s:s, s:s, s:s}", "change", (json_int_t)entry->id,
		"at", moment_format(moment, entry->at), "user", entry->user,
		"command", entry->command, "effect", entry->effect);

	return json_array_append_new(context, object) ? error_memory(err)
						      : C5_OK;
}

static enum c5_status list(const struct context *context, struct store *store,
			   struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	json_t *entries = json_array();
	enum c5_status status =
		context->json ? store_log(store, json_entry, entries, err)
			      : store_log(store, text_entry, &out, err);

	if (!status && context->json)
		status = print_json(json_pack("{s:O}", "log", entries), err);
	else if (!status)
		print(&out);
	json_decref(entries);
	buffer_release(&out);
	return status;
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct store *store;
	enum c5_status status = open_view(context, &store, err);

	(void)arguments;
	if (status)
		return status;
	status = list(context, store, err);
	store_close(store);
	return status;
}

const struct command command_log = {
	.name = "log",
	.usage = "",
	.summary = "who ran what, when, with what effect",
	.help = "People are named by number: the 'participant' of 'connect5 "
		"people show WHO',\nthe 'id' of 'connect5 --json people'.",
	.run = run,
};
