/* May two be put together, and what would it cost everybody else? */
#include "command/explain.h"

#include "connect5/rules.h"
#include "connect5/store_people.h"

/* What stands between two who both take part. */
struct between {
	uint32_t a, b;
	enum rule rule;
	month_t met;	 /* with RULE_MET; MONTH_NONE: nobody said */
	month_t planned; /* a later one, that alone keeps them apart */
	uint32_t wanted; /* one of the two must meet somebody else, or NONE */
	bool together;
	bool known; /* what it would cost: */
	struct alternative pair;
};

static const struct person *person_of(const struct explained *e, uint32_t v)
{
	return &e->record.cohort.people[v];
}

/* Who of the two must meet somebody else; MATCH_NONE: neither. */
static uint32_t wanted_of(const struct cohort *cohort, uint32_t a, uint32_t b)
{
	uint32_t of_a = cohort_must_mate(cohort, a);

	if (rule_allows_pair(cohort, a, b))
		return MATCH_NONE;
	return of_a != MATCH_NONE && of_a != b ? a : b;
}

static enum c5_status work_out(struct between *out, struct explained *e,
			       struct c5_error *err)
{
	struct explain explain;
	enum c5_status status = explain_make(&explain, &e->record, err);

	if (!status && e->record.cohort.n > EXPLAIN_MOST_PEOPLE)
		out->pair = explain_bound(&explain, out->a, out->b);
	else if (!status)
		status = explain_solve(&out->pair, &explain, out->a, out->b,
				       err);
	explain_release(&explain);
	out->known = !status;
	return status;
}

static enum c5_status gather(struct between *out, struct explained *e,
			     uint32_t a, uint32_t b, struct c5_error *err)
{
	const struct cohort *cohort = &e->record.cohort;
	size_t group = explain_group_of(&e->record.plan, a);

	*out = (struct between){.a = a,
				.b = b,
				.met = MONTH_NONE,
				.planned = MONTH_NONE,
				.wanted = MATCH_NONE};
	out->together = group != SIZE_MAX &&
			group == explain_group_of(&e->record.plan, b);
	out->rule = rule_broken(cohort, a, b);
	if (out->rule == RULE_MET)
		return store_met_in(e->store, cohort->people[a].id,
				    cohort->people[b].id, e->record.month,
				    &out->met, err);
	if (out->rule == RULE_EXCLUDED)
		return store_planned_for(e->store, cohort->people[a].id,
					 cohort->people[b].id, e->record.month,
					 &out->planned, err);
	if (out->rule == RULE_NONE)
		out->wanted = wanted_of(cohort, a, b);
	if (out->rule != RULE_NONE || out->wanted != MATCH_NONE ||
	    out->together || !e->verifiable)
		return C5_OK;
	return work_out(out, e, err);
}

/* ": Acute", ": in 2026-12", what the rule speaks of. */
static void rule_detail(struct buffer *out, const struct explained *e,
			const struct between *between)
{
	const struct person *person = person_of(e, between->a);
	char month[MONTH_TEXT];

	if (between->rule == RULE_SECTOR)
		buffer_printf(out, ", %s", person->sector_label);
	if (between->rule == RULE_ORGANISATION)
		buffer_printf(out, ", %s", person->organisation_name);
	if (between->rule != RULE_MET)
		return;
	if (between->met == MONTH_NONE)
		buffer_puts(out, ", nobody said when");
	else if (between->met == e->record.month)
		buffer_puts(out, ": they were put together this month before "
				 "the round was made again");
	else
		buffer_printf(out, ", in %s",
			      month_format(month, between->met));
}

/* Which rule keeps the two apart, in words; "": none. */
static void forbidden_text(struct buffer *out, const struct explained *e,
			   const struct between *between)
{
	char month[MONTH_TEXT];

	if (between->planned != MONTH_NONE) {
		buffer_printf(out,
			      "they are to be put together in %s, as was "
			      "asked, and so not before",
			      month_format(month, between->planned));
	} else if (between->rule != RULE_NONE) {
		buffer_puts(out, rule_text(between->rule));
		rule_detail(out, e, between);
	} else if (between->wanted != MATCH_NONE) {
		uint32_t mate =
			cohort_must_mate(&e->record.cohort, between->wanted);

		buffer_printf(out,
			      "%s is to be put together with %s, as was asked",
			      explain_name(person_of(e, between->wanted)),
			      explain_name(person_of(e, mate)));
	}
}

/* What becomes of everybody else. */
static void cost_lines(struct explained *e, const struct between *between)
{
	const struct alternative *pair = &between->pair;

	buffer_printf(&e->line,
		      "If they were put together, the month%s would "
		      "have: ",
		      e->record.repair ? ", made anew," : "");
	explain_cost(&e->line, pair);
	if (pair->solved)
		buffer_printf(&e->line, "; %zu %s would be with other people",
			      pair->moved,
			      pair->moved == 1 ? "other" : "others");
	buffer_putc(&e->line, '.');
	explain_end_line(e);
	if (pair->n_stranded) {
		explain_stranded(&e->line, e, pair);
		buffer_puts(&e->line, " would wait.");
		explain_end_line(e);
	}
	if (!pair->solved)
		buffer_printf(&e->out,
			      "A month of more than %d people is not made "
			      "again for a pair: this is what the\nproof "
			      "says.\n",
			      EXPLAIN_MOST_PEOPLE);
}

static void allowed_lines(struct explained *e, const struct between *between)
{
	int64_t score = score_pair(&e->record.cohort, &e->record.settings,
				   between->a, between->b)
				.total;

	buffer_printf(&e->line, "%s and %s %s, for %lld %s:",
		      explain_name(person_of(e, between->a)),
		      explain_name(person_of(e, between->b)),
		      between->together ? "are in one group"
					: "may be put together",
		      (long long)score, score == 1 ? "point" : "points");
	explain_end_line(e);
	explain_reasons(e, between->a, between->b);
	if (rule_is_relaxed(&e->record.cohort, between->a, between->b))
		buffer_puts(&e->out, "They are of one part of the system, "
				     "which was allowed this month: the group "
				     "is a relaxed one.\n");
	if (between->known)
		cost_lines(e, between);
	else if (!between->together && explain_no_cost(e))
		buffer_printf(&e->out, "%s\n", explain_no_cost(e));
}

static void two_lines(struct explained *e, const struct between *between)
{
	if (between->rule == RULE_NONE && between->wanted == MATCH_NONE) {
		allowed_lines(e, between);
		return;
	}
	buffer_printf(&e->line, "%s and %s may not be put together: ",
		      explain_name(person_of(e, between->a)),
		      explain_name(person_of(e, between->b)));
	forbidden_text(&e->line, e, between);
	buffer_putc(&e->line, '.');
	explain_end_line(e);
}

static void two_json(struct explained *e, const struct between *between)
{
	static const char *const keys[RULE_COUNT] = {
		[RULE_SECTOR] = "sector",
		[RULE_ORGANISATION] = "organisation",
		[RULE_MET] = "met",
		[RULE_EXCLUDED] = "excluded",
	};
	bool must =
		between->wanted != MATCH_NONE || between->planned != MONTH_NONE;
	const char *rule = must ? "must_pair" : keys[between->rule];
	struct buffer why = BUFFER_INIT;
	char met[MONTH_TEXT] = "";
	json_t *more;

	forbidden_text(&why, e, between);
	if (between->rule == RULE_MET && between->met != MONTH_NONE)
		month_format(met, between->met);
	more = json_pack(
		"{s:[o, o], s:b, s:b, s:b, s:s?, s:s, s:s, s:o, s:b}", "people",
		explain_person_json(person_of(e, between->a)),
		explain_person_json(person_of(e, between->b)), "takes_part", 1,
		"together", (int)between->together, "allowed", (int)!rule,
		"rule", rule, "why", why.text, "met_in", met, "change",
		between->known ? explain_change_json(&between->pair)
			       : json_null(),
		"verifiable", (int)e->verifiable);
	if (!rule)
		explain_score_json(more, e, between->a, between->b);
	explain_add(e, more);
	buffer_release(&why);
}

/* Who of the two takes no part. */
static void absent(struct explained *e, const struct subject *one,
		   const struct subject *two)
{
	json_t *more =
		json_pack("{s:[{s:s}, {s:s}], s:b, s:b, s:s, s:s}", "people",
			  "name", one->name, "name", two->name, "takes_part", 0,
			  "allowed", 0, "rule", "active", "why", "");

	if (one->index == MATCH_NONE)
		explain_absent(e, one);
	if (two->index == MATCH_NONE)
		explain_absent(e, two);
	json_object_set_new(more, "why", json_string(e->out.text));
	explain_add(e, more);
}

enum c5_status explain_two(struct explained *e, const struct subject *one,
			   const struct subject *two, struct c5_error *err)
{
	struct between between;
	enum c5_status status;

	if (one->index == MATCH_NONE || two->index == MATCH_NONE) {
		absent(e, one, two);
		return C5_OK;
	}
	status = gather(&between, e, one->index, two->index, err);
	if (status)
		return status;
	if (e->context->json)
		two_json(e, &between);
	else
		two_lines(e, &between);
	return C5_OK;
}
