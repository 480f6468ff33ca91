#include <stdlib.h>
#include <unistd.h>

#include "command/builtin.h"
#include "command/command.h"
#include "connect5/random.h"
#include "connect5/store_people.h"
#include "connect5/text.h"

static const struct option_spec options[] = {
	{"name", 0, "TEXT", "what the programme is called (Connect Five)"},
	{"first-month", 0, "YYYY-MM",
	 "the month of the first round (this one up to the 15th, else the "
	 "next)"},
	{"months", 0, "N", "how many rounds (one for each theme)"},
	{"seed", 0, "N", "makes draws repeatable (random)"},
	{"data", 0, "DIR", "CSV files that replace the built-in ones"},
	{"from", 0, "OLD",
	 "people, connections, aliases and columns of an earlier season"},
	{NULL, 0, NULL, NULL},
};

static enum c5_status first_month(const struct context *context,
				  const struct arguments *arguments,
				  month_t *out, struct c5_error *err)
{
	const char *text = argument_value(arguments, "first-month");

	*out = moment_month(context->now) + (moment_day(context->now) > 15);
	if (text && !month_parse(out, text))
		return error_set(err, C5_USAGE,
				 "--first-month takes YYYY-MM, not '%s'", text);
	return C5_OK;
}

static enum c5_status count_months(const struct arguments *arguments,
				   int themes, int *out, struct c5_error *err)
{
	const char *text = argument_value(arguments, "months");
	char *end;

	*out = themes;
	if (!text)
		return C5_OK;
	long months = strtol(text, &end, 10);
	if (!*text || *end || months < 1 || months > 120)
		return error_set(err, C5_USAGE,
				 "--months takes 1 to 120, not '%s'", text);
	*out = (int)months;
	return C5_OK;
}

static enum c5_status put_seed(struct store *store,
			       const struct arguments *arguments,
			       struct c5_error *err)
{
	const char *text = argument_value(arguments, "seed");
	struct settings settings = settings_default;
	char value[SETTING_TEXT];
	enum c5_status status = C5_OK;

	settings.seed = random_seed();
	if (text)
		status = settings_set(&settings, "seed", text, err);
	if (!status)
		status = settings_get(value, &settings, "seed", err);
	return status ? status : store_put_setting(store, "seed", value, err);
}

/* People and words of an earlier season, read while nobody changes them. */
static enum c5_status inherit(const struct context *context,
			      const struct arguments *arguments,
			      struct store *store, struct c5_error *err)
{
	struct store *old;
	enum c5_status status;

	if (argument_given(arguments, "seed"))
		return error_set(
			err, C5_USAGE,
			"--seed cannot go with --from: the people "
			"keep the keys they were given by the old one");
	status = store_open(&old, argument_value(arguments, "from"),
			    context->wait_ms, err);
	if (!status)
		status = store_view(old, err);
	if (!status)
		status = store_inherit(store, old, err);
	store_close(old);
	return status;
}

static enum c5_status fill(const struct context *context,
			   const struct arguments *arguments,
			   struct store *store, struct programme *programme,
			   struct c5_error *err)
{
	int themes;
	enum c5_status status =
		first_month(context, arguments, &programme->first_month, err);

	programme->created_at = context->now;
	if (!status)
		status = builtin_load(store, argument_value(arguments, "data"),
				      !argument_given(arguments, "from"),
				      &themes, err);
	if (!status)
		status = count_months(arguments, themes, &programme->months,
				      err);
	if (!status)
		status = store_put_programme(store, programme, err);
	if (!status && argument_given(arguments, "from"))
		status = inherit(context, arguments, store, err);
	else if (!status)
		status = put_seed(store, arguments, err);
	return status;
}

static enum c5_status report(const struct context *context,
			     const struct programme *programme, bool inherited,
			     struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	month_t last = programme->first_month + programme->months - 1;
	char from[MONTH_TEXT], to[MONTH_TEXT];
	enum c5_status status;

	month_format(from, programme->first_month);
	month_format(to, last);
	if (context->json)
		return print_json(json_pack("{s:s, s:s, s:s, s:s, s:i}", "file",
					    context->file, "name",
					    programme->name, "first_month",
					    from, "last_month", to, "months",
					    programme->months),
				  err);
	buffer_puts(&out, "Made the programme '");
	text_visible(&out, programme->name);
	buffer_puts(&out, "' in ");
	text_visible(&out, context->file);
	if (programme->months == 1)
		buffer_printf(&out, ": 1 round, %s.\nNext: ", from);
	else
		buffer_printf(&out, ": %d rounds, %s to %s.\nNext: ",
			      programme->months, from, to);
	put_remedy(&out, context,
		   inherited ? "connect5 status\n"
			     : "connect5 import EXPORT.csv\n");
	status = buffer_status(&out, err);
	if (!status)
		print(&out);
	buffer_release(&out);
	return status;
}

/* What the programme is called, in one line. */
static enum c5_status take_name(struct buffer *out,
				const struct arguments *arguments,
				struct c5_error *err)
{
	const char *name = argument_value(arguments, "name");

	if (name)
		text_line(out, name);
	if (!out->length)
		buffer_puts(out, "Connect Five");
	return buffer_status(out, err);
}

/* Makes the file; after a failure there is none. */
static enum c5_status make(const struct context *context,
			   const struct arguments *arguments,
			   struct programme *programme, struct c5_error *err)
{
	struct store_change change = {
		.command = "init",
		.user = context->user,
		.now = context->now,
		.for_good = true,
		.made = context->changed,
	};
	struct store *store;
	enum c5_status status = store_create(&store, context->file, err);

	if (status)
		return status;
	status = store_begin(store, &change, err);
	if (!status)
		status = fill(context, arguments, store, programme, err);
	if (!status)
		status = store_commit(store, "made the programme", err);
	store_close(store);
	if (status)
		unlink(context->file);
	return status;
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct buffer name = BUFFER_INIT;
	struct programme programme = {.last_round = MONTH_NONE};
	enum c5_status status = take_name(&name, arguments, err);

	programme.name = name.text;
	if (!status)
		status = make(context, arguments, &programme, err);
	if (!status)
		status = report(context, &programme,
				argument_given(arguments, "from"), err);
	buffer_release(&name);
	return status;
}

const struct command command_init = {
	.name = "init",
	.usage = "[--name TEXT] [--first-month YYYY-MM] [--months N] "
		 "[--seed N] [--data DIR] [--from OLD]",
	.summary = "make a programme file",
	.help = "Themes, prompts, parts of the system, organisations and "
		"characteristics are\nbuilt in; a CSV of the same name in DIR "
		"replaces one of them. From OLD come\npeople, connections, "
		"exclusions, settings, and the words in place of the built-in\n"
		"ones; nobody meets again whom they have met there.",
	.options = options,
	.run = run,
};
