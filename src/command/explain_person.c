/* Why somebody has this partner, or waits, and what others would have cost. */
#include "command/explain.h"

#include "connect5/rules.h"
#include "connect5/text.h"

/* What is said of one person. */
struct answer {
	int64_t id; /* the participant's, today */
	uint32_t who;
	size_t group;		  /* SIZE_MAX: they wait */
	size_t rules[RULE_COUNT]; /* of the others: what keeps them apart */
	size_t bound;		  /* of the others: must meet somebody else */
	struct alternatives others;
};

static void count_rules(struct answer *out, const struct cohort *cohort)
{
	for (uint32_t v = 0; v < cohort->n; v++) {
		if (v == out->who)
			continue;
		enum rule rule = rule_broken(cohort, out->who, v);
		if (rule == RULE_NONE && !rule_allows_pair(cohort, out->who, v))
			out->bound++;
		else
			out->rules[rule]++;
	}
}

static enum c5_status gather(struct answer *out, struct explained *e,
			     const struct subject *who, struct c5_error *err)
{
	struct explain explain;
	enum c5_status status;

	*out = (struct answer){.id = who->id, .who = who->index};
	out->group = explain_group_of(&e->record.plan, out->who);
	count_rules(out, &e->record.cohort);
	if (!e->verifiable)
		return C5_OK;
	status = explain_make(&explain, &e->record, err);
	if (!status)
		status = explain_others(&out->others, &explain, out->who, err);
	explain_release(&explain);
	return status;
}

static const struct person *person_of(const struct explained *e, uint32_t v)
{
	return &e->record.cohort.people[v];
}

/* A partner of theirs, and why. */
static void partner_lines(struct explained *e, uint32_t who, uint32_t partner)
{
	const struct person *person = person_of(e, partner);

	if (person->erased)
		return;
	int64_t score =
		score_pair(&e->record.cohort, &e->record.settings, who, partner)
			.total;
	buffer_printf(&e->line, "Why %s: %lld %s.", explain_name(person),
		      (long long)score, score == 1 ? "point" : "points");
	explain_end_line(e);
	explain_reasons(e, who, partner);
}

/* Who hosts whom, and why three. */
static void trio_lines(struct explained *e, const struct group *group)
{
	buffer_printf(&e->line, "%s and %s are its pair, and host %s:",
		      explain_name(person_of(e, group->member[0])),
		      explain_name(person_of(e, group->member[1])),
		      explain_name(person_of(e, group->member[2])));
	buffer_puts(&e->line, " who would be left over joins, of the pairs "
			      "with whom all rules hold, the one where they "
			      "score most.");
	explain_end_line(e);
}

static void group_lines(struct explained *e, const struct answer *answer)
{
	const struct group *group = &e->record.plan.groups[answer->group];
	unsigned named = 0;

	buffer_printf(&e->line, "%s is in group %u with ",
		      explain_name(person_of(e, answer->who)), group->number);
	for (unsigned i = 0; i < group->size; i++) {
		const struct person *p = person_of(e, group->member[i]);

		if (group->member[i] == answer->who)
			continue;
		buffer_printf(&e->line, "%s%s", named++ ? " and " : "",
			      explain_name(p));
		if (!p->erased)
			buffer_printf(&e->line, " (%s)", p->sector_short);
	}
	buffer_puts(&e->line, ".");
	explain_end_line(e);
	if (group->relaxed)
		buffer_puts(&e->out, "The group is relaxed: two of it are of "
				     "one part of the system, as was "
				     "allowed.\n");
	if (group->size == 3)
		trio_lines(e, group);
	for (unsigned i = 0; i < group->size; i++)
		if (group->member[i] != answer->who)
			partner_lines(e, answer->who, group->member[i]);
}

/* "Of the 9 others: 2 in the same part of the system, 5 allowed" */
static void others_line(struct explained *e, const struct answer *answer)
{
	static const char *const said[RULE_COUNT] = {
		[RULE_NONE] = "whom the rules allow",
		[RULE_SECTOR] = "of the same part of the system",
		[RULE_ORGANISATION] = "of the same organisation",
		[RULE_MET] = "met before",
		[RULE_EXCLUDED] = "kept apart by an exclusion",
	};
	const char *between = "";

	size_t others = e->record.cohort.n - 1;
	buffer_printf(&e->line, "Of the %zu %s this month: ", others,
		      others == 1 ? "other" : "others");
	for (int rule = RULE_COUNT - 1; rule >= 0; rule--) {
		if (!answer->rules[rule])
			continue;
		buffer_printf(&e->line, "%s%zu %s", between,
			      answer->rules[rule], said[rule]);
		between = ", ";
	}
	if (answer->bound)
		buffer_printf(&e->line, "%s%zu to be put together otherwise",
			      between, answer->bound);
	buffer_putc(&e->line, '.');
	explain_end_line(e);
}

enum { NAME_COLUMNS = 26, SECTOR_COLUMNS = 16 };

static void alternative_line(struct explained *e, const struct alternative *a)
{
	const struct person *person = person_of(e, a->other);

	buffer_puts(&e->out, "  ");
	text_cell(&e->out, explain_name(person), NAME_COLUMNS);
	buffer_puts(&e->out, "  ");
	text_cell(&e->out, person->sector_short, SECTOR_COLUMNS);
	buffer_printf(&e->out, "%6lld %-6s   ", (long long)a->score,
		      a->score == 1 ? "point" : "points");
	explain_cost(&e->out, a);
	buffer_putc(&e->out, '\n');
}

/* What can be said of the list. */
static void claim_line(struct explained *e, const struct alternatives *others)
{
	if (others->complete && others->n == others->allowed)
		buffer_puts(&e->out, "There is nobody else; the month was "
				     "made again with each.\n");
	else if (others->complete && others->allowed == others->n + 1)
		buffer_puts(&e->out, "The one other whom the rules allow would "
				     "cost the month no less.\n");
	else if (others->complete)
		buffer_printf(&e->out,
			      "None of the other %zu whom the rules allow "
			      "would cost the month less.\n",
			      others->allowed - others->n);
	else
		buffer_printf(&e->out,
			      "To make the month again with each of the %zu "
			      "whom the rules allow would take\ntoo long: "
			      "these are the best by what the proof says of "
			      "each.\n",
			      others->allowed);
}

static void alternative_lines(struct explained *e, const struct answer *answer)
{
	const struct alternatives *others = &answer->others;
	const char *no_cost = explain_no_cost(e);

	buffer_putc(&e->out, '\n');
	if (no_cost) {
		buffer_printf(&e->out, "%s\n", no_cost);
	} else if (!others->n) {
		buffer_puts(&e->out, "Nobody else may be put together with "
				     "them this month.\n");
	} else {
		buffer_printf(&e->out,
			      "With somebody else instead, the month%s would "
			      "have:\n",
			      e->record.repair ? ", made anew," : "");
		for (size_t i = 0; i < others->n; i++)
			alternative_line(e, &others->best[i]);
		claim_line(e, others);
	}
	others_line(e, answer);
}

/* Why they wait, in a few sentences. */
static enum c5_status waiting_lines(struct explained *e,
				    const struct answer *answer,
				    struct c5_error *err)
{
	const struct person *person = person_of(e, answer->who);
	json_t *value = NULL;
	enum c5_status status;

	buffer_printf(&e->line, "%s waits: ", explain_name(person));
	round_waiting_reason(&e->line, &e->record, answer->who);
	buffer_putc(&e->line, '.');
	explain_end_line(e);
	buffer_puts(&e->line, "The month: ");
	round_witness_text(&e->line, &e->record);
	buffer_putc(&e->line, '.');
	explain_end_line(e);
	buffer_printf(&e->line,
		      "Rounds waited before: %u. Of all who could wait, "
		      "it is those who have waited least.",
		      person->waits);
	explain_end_line(e);
	status = explain_next(&e->line, &value, e, answer->id, err);
	explain_end_line(e);
	json_decref(value);
	return status;
}

static json_t *alternative_array(const struct explained *e,
				 const struct answer *answer)
{
	const struct alternatives *others = &answer->others;
	json_t *array = json_array();

	for (size_t i = 0; i < others->n; i++) {
		const struct alternative *a = &others->best[i];
		json_t *object = explain_person_json(person_of(e, a->other));

		explain_score_json(object, e, answer->who, a->other);
		json_object_set_new(object, "change", explain_change_json(a));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *partner_array(const struct explained *e,
			     const struct answer *answer)
{
	const struct group *group = &e->record.plan.groups[answer->group];
	json_t *array = json_array();

	for (unsigned i = 0; i < group->size; i++) {
		uint32_t v = group->member[i];
		const struct person *person = person_of(e, v);

		if (v == answer->who)
			continue;
		json_t *object = explain_person_json(person);
		if (!person->erased)
			explain_score_json(object, e, answer->who, v);
		json_object_set_new(object, "third", json_boolean(i == 2));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *counts_object(const struct answer *answer)
{
	return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I}", "allowed",
			 (json_int_t)answer->rules[RULE_NONE], "sector",
			 (json_int_t)answer->rules[RULE_SECTOR], "organisation",
			 (json_int_t)answer->rules[RULE_ORGANISATION], "met",
			 (json_int_t)answer->rules[RULE_MET], "excluded",
			 (json_int_t)answer->rules[RULE_EXCLUDED], "must_pair",
			 (json_int_t)answer->bound);
}

static enum c5_status waiting_value(json_t **out, struct explained *e,
				    const struct answer *answer,
				    struct c5_error *err)
{
	struct buffer reason = BUFFER_INIT, witness = BUFFER_INIT,
		      next = BUFFER_INIT;
	json_t *value = NULL;
	enum c5_status status = explain_next(&next, &value, e, answer->id, err);

	round_waiting_reason(&reason, &e->record, answer->who);
	round_witness_text(&witness, &e->record);
	*out = json_pack("{s:s, s:s, s:I, s:o}", "reason", reason.text,
			 "witness", witness.text, "earlier_waits",
			 (json_int_t)person_of(e, answer->who)->waits, "next",
			 value);
	buffer_release(&reason);
	buffer_release(&witness);
	buffer_release(&next);
	return status;
}

static enum c5_status person_json(struct explained *e,
				  const struct answer *answer,
				  struct c5_error *err)
{
	const struct group *group =
		answer->group == SIZE_MAX
			? NULL
			: &e->record.plan.groups[answer->group];
	json_t *waiting = json_null();
	enum c5_status status =
		group ? C5_OK : waiting_value(&waiting, e, answer, err);
	json_t *more = json_pack(
		"{s:o, s:b, s:o, s:b, s:b, s:o, s:o, s:o, s:o, s:b, s:b}",
		"person", explain_person_json(person_of(e, answer->who)),
		"takes_part", 1, "group",
		group ? json_integer((json_int_t)group->number) : json_null(),
		"third",
		group && group->size == 3 && group->member[2] == answer->who,
		"relaxed", group && group->relaxed, "partners",
		group ? partner_array(e, answer) : json_array(), "waiting",
		waiting, "others", counts_object(answer), "alternatives",
		alternative_array(e, answer), "complete",
		(int)answer->others.complete, "verifiable", (int)e->verifiable);

	explain_add(e, more);
	return status;
}

enum c5_status explain_person(struct explained *e, const struct subject *who,
			      struct c5_error *err)
{
	struct answer answer;
	enum c5_status status;

	if (who->index == MATCH_NONE) {
		json_t *no = json_pack("{s:{s:s}, s:b, s:s}", "person", "name",
				       who->name, "takes_part", 0, "standing",
				       who->standing);

		explain_absent(e, who);
		explain_add(e, no);
		return C5_OK;
	}
	status = gather(&answer, e, who, err);
	if (status)
		return status;
	if (e->context->json)
		return person_json(e, &answer, err);
	if (answer.group != SIZE_MAX)
		group_lines(e, &answer);
	else
		status = waiting_lines(e, &answer, err);
	alternative_lines(e, &answer);
	return status;
}
