#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/command.h"

/* Every setting, with its value and what it means. */
static enum c5_status list(const struct context *context,
			   const struct settings *settings,
			   const struct programme *programme,
			   struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	json_t *object = json_object();
	char value[SETTING_TEXT];
	enum c5_status status = C5_OK;

	buffer_printf(&out,
		      "%-18s %-10d how many months the programme has "
		      "(1 to 120)\n",
		      "months", programme->months);
	json_object_set_new(object, "months", json_integer(programme->months));
	for (const struct setting *s = setting_table; s->key && !status; s++) {
		status = settings_get(value, settings, s->key, err);
		buffer_printf(&out, "%-18s %-10s %s (%s)\n", s->key, value,
			      s->what, s->takes);
		json_object_set_new(object, s->key, json_string(value));
	}
	if (!status && context->json)
		status =
			print_json(json_pack("{s:O}", "settings", object), err);
	else if (!status)
		print(&out);
	json_decref(object);
	buffer_release(&out);
	return status;
}

static enum c5_status print_value(const struct context *context,
				  const char *key, const char *value,
				  struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;

	if (context->json)
		return print_json(
			json_pack("{s:s, s:s}", "key", key, "value", value),
			err);
	buffer_printf(&out, "%s\n", value);
	print(&out);
	buffer_release(&out);
	return C5_OK;
}

/* Longer is always right; shorter only down to the rounds that exist. */
static enum c5_status set_months(struct store *store,
				 struct programme *programme, const char *value,
				 struct c5_error *err)
{
	char *end;
	long months = strtol(value, &end, 10);
	int least = programme->rounds
			    ? programme->last_round - programme->first_month + 1
			    : 1;

	if (!*value || *end || months < 1 || months > 120)
		return error_set(err, C5_USAGE,
				 "months takes 1 to 120, not '%s'", value);
	if (months < least)
		return error_set(err, C5_USAGE,
				 "rounds have been made up to month %d of the "
				 "programme: months cannot be %ld",
				 least, months);
	programme->months = (int)months;
	return store_set_months(store, programme->months, err);
}

static enum c5_status value_of(char out[SETTING_TEXT],
			       const struct settings *settings,
			       const struct programme *programme,
			       const char *key, struct c5_error *err)
{
	if (strcmp(key, "months") != 0)
		return settings_get(out, settings, key, err);
	snprintf(out, SETTING_TEXT, "%d", programme->months);
	return C5_OK;
}

/* What cannot be set here. */
static enum c5_status refuse_fixed(const char *key, struct c5_error *err)
{
	if (strcmp(key, "seed") == 0)
		return error_set(err, C5_USAGE,
				 "the seed is fixed when a programme is made: "
				 "'connect5 init --seed N'");
	if (strcmp(key, "relax") == 0)
		return error_set(err, C5_USAGE,
				 "a rule is relaxed for one round alone: "
				 "'connect5 match --relax sector'");
	return C5_OK;
}

/* Into the file, and as it stands there then. */
static enum c5_status set(struct store *store, struct settings *settings,
			  struct programme *programme, const char *key,
			  const char *value, struct c5_error *err)
{
	char stored[SETTING_TEXT];
	enum c5_status status;

	if (strcmp(key, "months") == 0) {
		status = set_months(store, programme, value, err);
	} else {
		status = settings_set(settings, key, value, err);
		if (!status)
			status = settings_get(stored, settings, key, err);
		if (!status)
			status = store_put_setting(store, key, stored, err);
	}
	return status;
}

/* The value that it has already is no change. */
static enum c5_status change_to(const struct context *context,
				struct store *store, struct settings *settings,
				struct programme *programme, char **operands,
				struct c5_error *err)
{
	const char *key = operands[0];
	char before[SETTING_TEXT], after[SETTING_TEXT], effect[160];
	enum c5_status status = refuse_fixed(key, err);

	if (!status)
		status = value_of(before, settings, programme, key, err);
	if (!status)
		status = set(store, settings, programme, key, operands[1], err);
	if (!status)
		status = value_of(after, settings, programme, key, err);
	if (status)
		return status;
	bool changed = strcmp(before, after) != 0;
	snprintf(effect, sizeof(effect), "%.40s is now %.40s", key, after);
	if (changed)
		status = store_commit(store, effect, err);
	if (!status && context->json)
		return print_value(context, key, after, err);
	if (!status)
		note(context, "%s is %s %s", key, changed ? "now" : "already",
		     after);
	return status;
}

static enum c5_status get(const struct context *context,
			  const struct settings *settings,
			  const struct programme *programme, const char *key,
			  struct c5_error *err)
{
	char value[SETTING_TEXT];
	enum c5_status status = value_of(value, settings, programme, key, err);

	return status ? status : print_value(context, key, value, err);
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	char **operands = arguments->operands;
	struct pool pool = {NULL};
	struct programme programme;
	struct settings settings;
	struct store *store;
	bool change = arguments->n_operands == 2;
	enum c5_status status =
		change ? open_change(context, &store, "config", err)
		       : open_view(context, &store, err);

	if (status)
		return status;
	status = store_programme(store, &pool, &programme, err);
	if (!status)
		status = store_settings(store, &settings, err);
	if (!status && change)
		status = change_to(context, store, &settings, &programme,
				   operands, err);
	else if (!status && arguments->n_operands)
		status = get(context, &settings, &programme, operands[0], err);
	else if (!status)
		status = list(context, &settings, &programme, err);
	pool_release(&pool);
	store_close(store);
	return status;
}

/* The programme's own key, then the settings. */
static const char *word(size_t index)
{
	return index ? setting_table[index - 1].key : "months";
}

const struct command command_config = {
	.name = "config",
	.usage = "[KEY [VALUE]]",
	.summary = "the settings: list, print or change them",
	.help = "A change counts for the rounds to come; those made keep the "
		"settings they\nwere made by.",
	.most_operands = 2,
	.word = word,
	.run = run,
};
