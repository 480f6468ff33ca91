#include "command/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/store_people.h"
#include "connect5/text.h"

/* All that can be set. */
struct held {
	struct pool pool;
	struct programme programme;
	struct settings settings;
	struct correspondence correspondence;
};

static enum c5_status load(struct held *out, struct store *store,
			   struct c5_error *err)
{
	enum c5_status status =
		store_programme(store, &out->pool, &out->programme, err);

	if (!status)
		status = store_settings(store, &out->settings, err);
	return status ? status
		      : store_correspondence(store, &out->pool,
					     &out->correspondence, err);
}

/* Appends the value of a key. */
static enum c5_status value_of(struct buffer *out, const struct held *held,
			       const char *key, struct c5_error *err)
{
	char value[SETTING_TEXT];
	enum c5_status status;

	if (correspondence_has(key))
		return correspondence_get(out, &held->correspondence, key, err);
	if (strcmp(key, "months") == 0) {
		buffer_printf(out, "%d", held->programme.months);
		return buffer_status(out, err);
	}
	status = settings_get(value, &held->settings, key, err);
	buffer_puts(out, status ? "" : value);
	return status ? status : buffer_status(out, err);
}

/* The programme's own key, then those of the two tables; NULL: no more. */
static const struct setting *setting_at(size_t index)
{
	static const struct setting months = {
		"months", "how many months the programme has", "1 to 120"};
	const struct setting *s;

	if (index == 0)
		return &months;
	for (s = setting_table; s->key; s++)
		if (--index == 0)
			return s;
	for (s = correspondence_table; s->key; s++)
		if (--index == 0)
			return s;
	return NULL;
}

/* Every setting, with its value and what it means. */
static enum c5_status list(const struct context *context,
			   const struct held *held, struct c5_error *err)
{
	struct buffer out = BUFFER_INIT, value = BUFFER_INIT;
	json_t *object = json_object();
	const struct setting *s;
	enum letter letter;
	enum c5_status status = C5_OK;

	for (size_t i = 0; !status && (s = setting_at(i)); i++) {
		buffer_cut(&value, 0);
		status = correspondence_is_template(&letter, s->key)
				 ? template_standing(&value,
						     &held->correspondence,
						     letter, err)
				 : value_of(&value, held, s->key, err);
		buffer_printf(&out, "%-18s ", s->key);
		text_visible(&out, *value.text ? value.text : "-");
		for (size_t w = text_width(value.text); w < 10; w++)
			buffer_putc(&out, ' ');
		buffer_printf(&out, " %s (%s)\n", s->what, s->takes);
		json_object_set_new(object, s->key, json_string(value.text));
	}
	json_object_set_new(object, "months",
			    json_integer(held->programme.months));
	if (!status && context->json)
		status =
			print_json(json_pack("{s:O}", "settings", object), err);
	else if (!status)
		print(&out);
	json_decref(object);
	buffer_release(&out);
	buffer_release(&value);
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
	text_visible(&out, value);
	buffer_putc(&out, '\n');
	print(&out);
	buffer_release(&out);
	return C5_OK;
}

/* Two are planned for a month that would be none of the programme. */
static enum c5_status check_planned(struct store *store, month_t last,
				    struct c5_error *err)
{
	struct pool pool = {NULL};
	struct wanted_pair *musts;
	size_t n = 0;
	char month[MONTH_TEXT];
	enum c5_status status = store_musts(store, &pool, &musts, &n, err);

	for (size_t i = 0; i < n && !status; i++)
		if (musts[i].month > last)
			status = error_set(
				err, C5_USAGE,
				"%s and %s are to be put together in %s: "
				"'connect5 people pair %lld %lld %s --off' "
				"takes that back",
				musts[i].name_a, musts[i].name_b,
				month_format(month, musts[i].month),
				(long long)musts[i].a, (long long)musts[i].b,
				month);
	pool_release(&pool);
	return status;
}

/* Longer is always right; shorter only down to the rounds that exist, and to
 * the pairs that are planned. */
static enum c5_status set_months(struct store *store,
				 struct programme *programme, const char *value,
				 struct c5_error *err)
{
	char *end;
	long months = strtol(value, &end, 10);
	int least = programme->rounds
			    ? programme->last_round - programme->first_month + 1
			    : 1;
	enum c5_status status;

	if (!*value || *end || months < 1 || months > 120)
		return error_set(err, C5_USAGE,
				 "months takes 1 to 120, not '%s'", value);
	if (months < least)
		return error_set(err, C5_USAGE,
				 "rounds have been made up to month %d of the "
				 "programme: months cannot be %ld, but %d or "
				 "more",
				 least, months, least);
	status = check_planned(
		store, programme->first_month + (month_t)months - 1, err);
	if (status)
		return status;
	programme->months = (int)months;
	return store_set_months(store, programme->months, err);
}

/* What cannot be set here. */
static enum c5_status refuse_fixed(const char *key, struct c5_error *err)
{
	if (strcmp(key, "seed") == 0)
		return error_set(err, C5_USAGE,
				 "the seed is fixed when a programme is made: "
				 "make another by 'connect5 -f NEW.db init "
				 "--seed N'; 'connect5 export people -o "
				 "people.csv' and then 'connect5 -f NEW.db "
				 "import people.csv' bring the people over");
	if (strcmp(key, "relax") == 0)
		return error_set(err, C5_USAGE,
				 "a rule is relaxed for one round alone: "
				 "'connect5 match --relax sector'");
	return C5_OK;
}

/* Into the file, as it reads once it is understood. */
static enum c5_status set(struct store *store, struct held *held,
			  const char *key, const char *value,
			  struct c5_error *err)
{
	struct buffer stored = BUFFER_INIT;
	enum c5_status status;

	if (strcmp(key, "months") == 0)
		return set_months(store, &held->programme, value, err);
	status = correspondence_has(key)
			 ? correspondence_set(&held->correspondence,
					      &held->pool, key, value, err)
			 : settings_set(&held->settings, key, value, err);
	if (!status)
		status = value_of(&stored, held, key, err);
	if (!status)
		status = store_put_setting(store, key, stored.text, err);
	buffer_release(&stored);
	return status;
}

/* The log outlives an erasure, so that it says no names. */
static enum c5_status commit(struct store *store, const char *key,
			     const char *after, struct c5_error *err)
{
	char effect[160];

	if (correspondence_has(key))
		snprintf(effect, sizeof(effect), "%.40s was %s", key,
			 *after ? "set" : "emptied");
	else
		snprintf(effect, sizeof(effect), "%.40s is now %.40s", key,
			 after);
	return store_commit(store, effect, err);
}

static void note_value(const struct context *context, const char *key,
		       const char *value, bool changed)
{
	enum letter letter;

	if (correspondence_is_template(&letter, key))
		value = *value ? "the text of that file" : "the built-in one";
	note(context, "%s is %s %s", key, changed ? "now" : "already",
	     *value ? value : "empty");
}

/* The value that it has already is no change. */
static enum c5_status change_to(const struct context *context,
				struct store *store, struct held *held,
				char **operands, struct c5_error *err)
{
	const char *key = operands[0];
	struct buffer before = BUFFER_INIT, after = BUFFER_INIT;
	struct buffer text = BUFFER_INIT;
	enum letter letter;
	bool is_template = correspondence_is_template(&letter, key);
	enum c5_status status = refuse_fixed(key, err);

	if (!status && is_template)
		status = template_from_file(&text, letter, operands[1], err);
	if (!status)
		status = value_of(&before, held, key, err);
	if (!status)
		status = set(store, held, key,
			     is_template ? text.text : operands[1], err);
	if (!status)
		status = value_of(&after, held, key, err);
	bool changed = strcmp(before.text, after.text) != 0;
	if (!status && changed)
		status = commit(store, key, after.text, err);
	if (!status && context->json)
		status = print_value(context, key, after.text, err);
	else if (!status)
		note_value(context, key, after.text, changed);
	buffer_release(&before);
	buffer_release(&after);
	buffer_release(&text);
	return status;
}

static enum c5_status get(const struct context *context,
			  const struct held *held, const char *key,
			  struct c5_error *err)
{
	struct buffer value = BUFFER_INIT;
	enum letter letter;
	enum c5_status status;

	if (correspondence_is_template(&letter, key))
		return print_template(context, &held->correspondence, letter,
				      err);
	status = value_of(&value, held, key, err);
	if (!status)
		status = print_value(context, key, value.text, err);
	buffer_release(&value);
	return status;
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	char **operands = arguments->operands;
	struct held held = {.pool = {NULL}};
	struct store *store;
	bool change = arguments->n_operands == 2;
	enum c5_status status =
		change ? open_change(context, &store, "config", err)
		       : open_view(context, &store, err);

	if (status)
		return status;
	status = load(&held, store, err);
	if (!status && change)
		status = change_to(context, store, &held, operands, err);
	else if (!status && arguments->n_operands)
		status = get(context, &held, operands[0], err);
	else if (!status)
		status = list(context, &held, err);
	pool_release(&held.pool);
	store_close(store);
	return status;
}

static const char *word(size_t index)
{
	const struct setting *setting = setting_at(index);

	return setting ? setting->key : NULL;
}

const struct command command_config = {
	.name = "config",
	.usage = "[KEY [VALUE]]",
	.summary = "the settings: list, print or change them",
	.help = "A change counts for the rounds to come; those made keep the "
		"settings they\nwere made by. A template is a file's text: "
		"'config template.match' prints the one in\nforce, 'config "
		"template.match FILE' takes another, and '' goes back to the "
		"built-in.",
	.most_operands = 2,
	.word = word,
	.run = run,
};
