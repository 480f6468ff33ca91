/* Why a round is as it is. */
#include "command/explain.h"
#include "command/match.h"
#include "command/people.h"

#include <string.h>

#include "connect5/audit.h"
#include "connect5/store_rounds.h"

/* Is an operand a month, right or wrong, and nobody's name? */
static bool is_month(const char *text)
{
	return strcmp(text, "now") == 0 || strcmp(text, "next") == 0 ||
	       strcmp(text, "last") == 0 ||
	       text[strspn(text, "0123456789-")] == '\0';
}

/* The month whose round is still to be made. */
static month_t next_to_match(const struct explained *e)
{
	month_t now = moment_month(e->context->now);

	return now > e->programme.first_month ? now : e->programme.first_month;
}

/*
 * A round that has been made, or else the one that match would make today.
 * C5_NO: there is neither.
 */
static enum c5_status find_round(struct explained *e, const char *text,
				 struct c5_error *err)
{
	month_t month = next_to_match(e);
	struct c5_error ignored;
	enum c5_status status =
		resolve_round(e->context, e->store, text, &e->record, err);

	e->made = !status;
	if (status != C5_NO || (!text && e->programme.rounds))
		return status;
	if (text && resolve_month(e->context, e->store, text, &month, &ignored))
		return status;
	if (match_reach(&e->programme, month) != REACH_OK)
		return status;
	round_record_release(&e->record);
	e->record = (struct round_record){0};
	return match_plan(e->context, e->store, month, false, &e->record, err);
}

/* Where the round has somebody: as themselves, or as who they were. */
static enum c5_status find_subject(struct explained *e, const char *text,
				   struct subject *out, struct c5_error *err)
{
	struct participant participant;
	struct buffer standing = BUFFER_INIT;
	int64_t active = 0;
	enum c5_status status = resolve_who(e->store, text, &out->id, err);

	if (!status)
		status = store_participant(e->store, out->id, &e->pool,
					   &participant, err);
	if (!status)
		status = store_find_active(e->store, out->id, e->record.month,
					   &active, err);
	if (status)
		return status;
	size_t index =
		cohort_index(&e->record.cohort, e->made ? active : out->id);
	out->index = index == SIZE_MAX ? MATCH_NONE : (uint32_t)index;
	out->name = participant.profile.name;
	out->active = participant.standing == STANDING_ACTIVE;
	people_standing(&standing, &participant);
	out->standing = pool_copy(&e->pool, standing.text, standing.length);
	buffer_release(&standing);
	return out->standing ? C5_OK : error_memory(err);
}

/* The people of the operands, and the answer. */
static enum c5_status answer(struct explained *e, char **who, size_t n,
			     struct c5_error *err)
{
	struct subject subjects[2] = {{0}};
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < n && !status; i++)
		status = find_subject(e, who[i], &subjects[i], err);
	if (status)
		return status;
	if (n == 2 && subjects[0].id == subjects[1].id)
		return error_set(err, C5_USAGE,
				 "'%s' and '%s' are one participant: name two",
				 who[0], who[1]);
	if (n == 2)
		return explain_two(e, &subjects[0], &subjects[1], err);
	return n ? explain_person(e, &subjects[0], err) : explain_month(e, err);
}

/* A round that has not been made is spoken of as if it were: that is said. */
static void note_unmade(const struct explained *e)
{
	char month[MONTH_TEXT];

	if (!e->made)
		note(e->context,
		     "no round has been made for %s: this is the one that "
		     "'connect5 match %s' would make today",
		     month_format(month, e->record.month), month);
}

static enum c5_status print_answer(struct explained *e, struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	json_t *object = e->object;
	enum c5_status status;

	if (e->context->json) {
		e->object = NULL;
		return print_json(object, err);
	}
	put_remedy(&out, e->context, e->out.text);
	out.failed |= e->out.failed;
	status = buffer_status(&out, err);
	if (!status)
		print(&out);
	buffer_release(&out);
	return status;
}

static enum c5_status explain(struct explained *e,
			      const struct arguments *arguments,
			      struct c5_error *err)
{
	char **operand = arguments->operands;
	size_t n = arguments->n_operands;
	bool has_month = n == 3 || (n && is_month(operand[0]));
	char month[MONTH_TEXT];
	enum c5_status status =
		store_programme(e->store, &e->pool, &e->programme, err);

	if (!status)
		status = find_round(e, has_month ? operand[0] : NULL, err);
	if (status)
		return status;
	e->verifiable = audit_is_verifiable(&e->record);
	e->object = json_pack("{s:s, s:i, s:b}", "month",
			      month_format(month, e->record.month), "round",
			      e->record.ordinal, "made", (int)e->made);
	status = answer(e, operand + has_month, n - has_month, err);
	if (!status) {
		note_unmade(e);
		status = print_answer(e, err);
	}
	return status;
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct explained e = {
		.context = context, .out = BUFFER_INIT, .line = BUFFER_INIT};
	enum c5_status status = open_view(context, &e.store, err);

	if (!status)
		status = explain(&e, arguments, err);
	json_decref(e.object);
	buffer_release(&e.out);
	buffer_release(&e.line);
	round_record_release(&e.record);
	pool_release(&e.pool);
	store_close(e.store);
	return status;
}

const struct command command_explain = {
	.name = "explain",
	.usage = "[MONTH] [WHO [WHO]]",
	.summary = "why this pair, why not that one, why somebody waits",
	.help = "Of a month: what was maximised, the proof, and what the "
		"points "
		"are for. Of somebody:\nwhy this partner, or why they wait, "
		"and "
		"what the best other partners would have\ncost the month. Of "
		"two: whether they may be put together, by which rule not, "
		"and\n"
		"what it would cost everybody else.\n"
		"Without MONTH: this month's round, or else the latest. Of a "
		"month that can still be\nmatched it is the round that match "
		"would make today. Nothing is written.",
	.most_operands = 3,
	.run = run,
};
