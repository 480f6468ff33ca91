#include "command/forecast.h"

#include <stdlib.h>
#include <string.h>

static const struct option_spec options[] = {
	{"add", 0, "N:SECTOR", "as if there were N more of that sector"},
	{"remove", 0, "N:SECTOR", "as if there were N fewer of that sector"},
	{NULL, 0, NULL, NULL},
};

/* More than any programme has. */
enum { MOST_CHANGED = 1000000 };

/* "3:acute", of --add or --remove. */
static enum c5_status parse_change(const struct word_work *work,
				   const char *option, const char *text,
				   struct forecast_change *out,
				   struct c5_error *err)
{
	const struct sector *sector;
	char *end;
	long n = strtol(text, &end, 10);
	enum c5_status status;

	if (*text < '0' || *text > '9' || *end != ':' || n < 1 ||
	    n > MOST_CHANGED)
		return error_set(err, C5_USAGE,
				 "--%s takes a number of people, 1 to %d, and "
				 "a sector, such as 3:acute, not '%s'",
				 option, MOST_CHANGED, text);
	status = words_sector(work, end + 1, &sector, err);
	if (status)
		return status;
	*out = (struct forecast_change){.sector = *sector};
	if (strcmp(option, "add") == 0)
		out->add = (size_t)n;
	else
		out->remove = (size_t)n;
	return C5_OK;
}

static enum c5_status parse_changes(struct forecast *forecast,
				    const struct arguments *arguments,
				    struct c5_error *err)
{
	enum c5_status status = C5_OK;

	forecast->changes =
		memory_new(arguments->n_given, sizeof(*forecast->changes));
	if (!forecast->changes)
		return error_memory(err);
	for (size_t i = 0; i < arguments->n_given && !status; i++) {
		const char *name = arguments->given[i].name;

		if (strcmp(name, "add") != 0 && strcmp(name, "remove") != 0)
			continue;
		status = parse_change(
			&forecast->work, name, arguments->given[i].value,
			&forecast->changes[forecast->n_changes], err);
		forecast->n_changes += !status;
	}
	return status;
}

static enum c5_status tell(const struct forecast *forecast,
			   struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	enum c5_status status;

	if (forecast->work.context->json)
		return print_json(forecast_object(forecast), err);
	forecast_text(&out, forecast);
	status = buffer_status(&out, err);
	if (!status)
		print(&out);
	buffer_release(&out);
	return status;
}

static void release(struct forecast *forecast)
{
	for (size_t m = 0; forecast->played && m < forecast->n; m++)
		round_record_release(&forecast->played[m].record);
	free(forecast->played);
	free(forecast->months);
	free(forecast->changes);
	words_close(&forecast->work);
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct forecast forecast = {.work = {.context = context}};
	enum c5_status status = words_open(&forecast.work, NULL, err);

	if (!status)
		status = parse_changes(&forecast, arguments, err);
	if (!status)
		status = forecast_gather(&forecast, err);
	if (!status)
		status = forecast_people(&forecast, err);
	if (!status)
		status = tell(&forecast, err);
	release(&forecast);
	return status;
}

const struct command command_forecast = {
	.name = "forecast",
	.usage = "[--add N:SECTOR]... [--remove N:SECTOR]...",
	.summary = "what each month to come can reach, and what limits it",
	.help = "Plays the months to come through with those who are expected "
		"in them, and\n"
		"changes nothing. A figure is exact, or an estimate that says "
		"so.",
	.options = options,
	.run = run,
};
