#include "command/status.h"

#include <stdlib.h>

#include "command/ledger.h"
#include "command/people.h"

static const struct option_spec options[] = {
	{"people", 0, NULL,
	 "each participant's conversations, waits and parts met"},
	{NULL, 0, NULL, NULL},
};

static json_t *months_array(const struct overview *o)
{
	json_t *array = json_array();

	for (int i = 0; i < o->programme.months; i++) {
		const struct month_state *s = &o->months[i];
		char month[MONTH_TEXT];
		json_t *object =
			json_pack("{s:s, s:s, s:s}", "month",
				  month_format(month, s->month), "state",
				  status_month_word(o, s), "theme", s->theme);

		if (s->ordinal)
			json_object_update_new(
				object,
				json_pack("{s:i, s:I, s:I, s:I, s:I, s:I, s:I, "
					  "s:I}",
					  "round", s->ordinal, "people",
					  (json_int_t)s->people, "groups",
					  (json_int_t)s->groups, "waiting",
					  (json_int_t)s->waiting, "met",
					  (json_int_t)s->met, "not_met",
					  (json_int_t)s->not_met, "joined",
					  (json_int_t)s->since.joined, "left",
					  (json_int_t)s->since.left));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *pending_array(const struct overview *o)
{
	json_t *array = json_array();

	for (size_t i = 0; i < o->n_pending; i++)
		json_array_append_new(array,
				      json_pack("{s:s, s:s}", "name",
						o->pending[i].name, "who",
						o->pending[i].who));
	return array;
}

static json_t *unmet_array(const struct overview *o)
{
	json_t *array = json_array();

	for (size_t i = 0; i < o->n_unmet; i++)
		json_array_append_new(
			array, json_pack("{s:s, s:s, s:I}", "email",
					 o->unmet[i].who.email, "name",
					 o->unmet[i].who.profile.name, "times",
					 (json_int_t)o->unmet[i].times));
	return array;
}

static json_t *overview_object(const struct overview *o)
{
	struct buffer step = BUFFER_INIT;
	json_t *object;

	status_next_step(&step, o);
	object = json_pack(
		"{s:s, s:i, s:i, s:o, s:{s:I, s:I, s:I, s:I}, s:o, s:o, s:o, "
		"s:s}",
		"programme", o->programme.name, "rounds", o->programme.rounds,
		"of", o->programme.months, "months", months_array(o), "people",
		"active", (json_int_t)o->count.active, "away",
		(json_int_t)o->count.away, "paused",
		(json_int_t)o->count.paused, "withdrawn",
		(json_int_t)o->count.withdrawn, "sectors",
		headcount_sectors(&o->count), "pending_exclusions",
		pending_array(o), "not_met_in_a_row", unmet_array(o), "next",
		step.text);
	buffer_release(&step);
	return object;
}

static enum c5_status print_overview(struct context *context,
				     struct store *store, struct c5_error *err)
{
	struct overview *overview = memory_new(1, sizeof(*overview));
	struct buffer out = BUFFER_INIT;
	enum c5_status status;

	if (!overview)
		return error_memory(err);
	overview->context = context;
	overview->musts = (struct buffer)BUFFER_INIT;
	status = status_gather(overview, store, err);
	if (!status && context->json) {
		json_t *object = overview_object(overview);

		status = people_musts_json(object, store, err);
		if (status)
			json_decref(object);
		else
			status = print_json(object, err);
	} else if (!status) {
		status_text(&out, overview);
		status = buffer_status(&out, err);
		if (!status)
			print(&out);
	}
	buffer_release(&overview->musts);
	pool_release(&overview->pool);
	buffer_release(&out);
	free(overview);
	return status;
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct store *store;
	enum c5_status status = open_view(context, &store, err);

	if (!status && argument_given(arguments, "people"))
		status = ledger_print(context, store, err);
	else if (!status)
		status = print_overview(context, store, err);
	store_close(store);
	return status;
}

const struct command command_status = {
	.name = "status",
	.usage = "[--people]",
	.summary = "where the programme stands, and what to do next",
	.help = "With --people: what each participant has had of it, one a "
		"line. Talks are the\ngroups that met or are not known not to "
		"have; parts met are parts of the system\nother than their "
		"own, of those that have active people.",
	.options = options,
	.run = run,
};
