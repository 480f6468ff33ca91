#include "command/people.h"

#include <stdio.h>
#include <string.h>

static const struct option_spec options[] = {
	{"until", 0, "MONTH", "pause: the month they are back"},
	{"off", 0, NULL, "prefer, avoid, pair: take it back"},
	{NULL, 0, NULL, NULL},
};

/* The month of --until: one to come, or the pause would be none. */
static enum c5_status resolve_until(const struct context *context,
				    struct store *store, const char *text,
				    month_t *out, struct c5_error *err)
{
	enum c5_status status = resolve_month(context, store, text, out, err);
	char month[MONTH_TEXT];

	if (!status && *out <= moment_month(context->now))
		return error_set(err, C5_USAGE,
				 "--until takes the month they are back, and "
				 "%s is no month to come",
				 month_format(month, *out));
	return status;
}

/* A pause of all rounds is a withdrawal that nobody calls one; and one of none
 * is no pause. */
static enum c5_status note_pause(const struct context *context,
				 struct store *store, month_t back,
				 struct c5_error *err)
{
	struct pool pool = {NULL};
	struct programme programme;
	char month[MONTH_TEXT], edge[MONTH_TEXT];
	enum c5_status status = store_programme(store, &pool, &programme, err);

	pool_release(&pool);
	if (status)
		return status;
	month_t last = programme.first_month + programme.months - 1;
	if (back > last)
		note(context,
		     "%s is after the programme, which ends in %s: if they "
		     "will not be back, say 'connect5 people withdraw WHO'",
		     month_format(month, back), month_format(edge, last));
	else if (back <= programme.first_month)
		note(context,
		     "the programme begins in %s: they will miss no round",
		     month_format(edge, programme.first_month));
	return C5_OK;
}

static enum c5_status change_standing(const struct context *context,
				      const struct arguments *arguments,
				      enum standing standing,
				      struct c5_error *err)
{
	const char *until = argument_value(arguments, "until");
	char command[32], effect[80];
	struct pool pool = {NULL};
	struct participant p = {.standing = STANDING_ACTIVE};
	struct store *store;
	month_t back = MONTH_NONE;
	size_t away = 0;
	int64_t id;
	enum c5_status status;

	snprintf(command, sizeof(command), "people %s", arguments->operands[0]);
	status = open_change(context, &store, command, err);
	if (status)
		return status;
	status = resolve_who(store, arguments->operands[1], &id, err);
	if (!status && until)
		status = resolve_until(context, store, until, &back, err);
	if (!status)
		status = store_participant(store, id, &pool, &p, err);
	if (!status && standing == STANDING_ACTIVE)
		status = store_clear_away(store, id, moment_month(context->now),
					  &away, err);
	bool changed =
		!status && (p.standing != standing || p.until != back || away);
	if (changed) {
		status = store_set_standing(store, id, standing, back, err);
		snprintf(effect, sizeof(effect), "participant %lld is %s",
			 (long long)id, standing_name(standing));
		if (!status)
			status = store_commit(store, effect, err);
	}
	if (!status)
		status = people_tell(context, store, id,
				     changed ? "changed" : "nothing changed",
				     err);
	if (!status && until)
		status = note_pause(context, store, back, err);
	if (!status)
		status = people_note_plans(context, store, id, 0, err);
	pool_release(&pool);
	store_close(store);
	return status;
}

static enum c5_status people_pause(const struct context *context,
				   const struct arguments *arguments,
				   struct c5_error *err)
{
	return change_standing(context, arguments, STANDING_PAUSED, err);
}

static enum c5_status people_resume(const struct context *context,
				    const struct arguments *arguments,
				    struct c5_error *err)
{
	return change_standing(context, arguments, STANDING_ACTIVE, err);
}

static enum c5_status people_withdraw(const struct context *context,
				      const struct arguments *arguments,
				      struct c5_error *err)
{
	return change_standing(context, arguments, STANDING_WITHDRAWN, err);
}

static const struct action actions[] = {
	{"list", "", 0, 1, people_list},
	{"show", "WHO", 2, 2, people_show},
	{"add",
	 "[ADDRESS] name=NAME sector=SECTOR|organisation=NAME FIELD=VALUE...",
	 3, 20, people_add},
	{"set", "WHO FIELD=VALUE...", 3, 20, people_set},
	{"pause", "WHO [--until MONTH]", 2, 2, people_pause},
	{"resume", "WHO", 2, 2, people_resume},
	{"withdraw", "WHO", 2, 2, people_withdraw},
	{"away", "WHO MONTH...", 3, 20, people_away},
	{"exclude", "WHO WHO", 3, 3, people_exclude},
	{"include", "WHO WHO", 3, 3, people_include},
	{"prefer", "WHO WHO [--off]", 3, 3, people_prefer},
	{"avoid", "WHO WHO [--off]", 3, 3, people_avoid},
	{"pair", "WHO WHO MONTH [--off]", 4, 4, people_pair},
	{"merge", "WHO WHO", 3, 3, people_merge},
	{"erase", "WHO", 2, 2, people_erase},
	{NULL, "", 0, 0, NULL},
};

static const char *word(size_t index)
{
	return actions[index].name;
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	const struct action *action = action_find(actions, arguments);

	if (action && action->run != people_pause &&
	    argument_given(arguments, "until"))
		return error_set(err, C5_USAGE,
				 "--until goes with 'people pause'");
	if (action && action->run != people_prefer &&
	    action->run != people_avoid && action->run != people_pair &&
	    argument_given(arguments, "off"))
		return error_set(err, C5_USAGE,
				 "--off goes with 'people prefer', 'people "
				 "avoid' and 'people pair'");
	return action_run("people", actions, context, arguments, err);
}

const struct command command_people = {
	.name = "people",
	.usage = "[list | show WHO | add [ADDRESS] FIELD=VALUE... | "
		 "set WHO FIELD=VALUE... | pause WHO [--until MONTH] | "
		 "resume WHO | withdraw WHO | away WHO MONTH... | "
		 "exclude WHO WHO | include WHO WHO | "
		 "prefer WHO WHO [--off] | avoid WHO WHO [--off] | "
		 "pair WHO WHO MONTH [--off] | merge WHO WHO | erase WHO]",
	.summary = "look after participants",
	.help = "WHO is an e-mail address, a name that only one has, or a "
		"participant's number.\nFIELD is email, name, organisation, "
		"sector, place, profession, seniority,\ninterests, hopes or "
		"availability; several values are divided by ';', and\nFIELD= "
		"empties one.\nprefer and avoid weigh on "
		"the score of a pair, and break no rule; pair puts two\n"
		"together in a month to come, whatever else would be best.",
	.options = options,
	.most_operands = 20,
	.word = word,
	.run = run,
};
