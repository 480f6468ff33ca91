/* What was maximised in a month, the proof, and what the points are for. */
#include "command/explain.h"

#include "connect5/screen.h"

/* The aims, and how far each was reached. */
struct aims {
	size_t grouped, trios, relaxed;
	int64_t waits, all_waits, score;
	int64_t all_score; /* of all groups, thirds too */
};

static void read_aims(struct aims *out, const struct round_record *record)
{
	const struct plan *plan = &record->plan;

	*out = (struct aims){
		.grouped = record->cohort.n - plan->n_waiting,
		.relaxed = plan_count_relaxed(plan),
		.waits = plan->proof.waits_made_good,
		.score = plan->proof.score,
	};
	for (size_t v = 0; v < record->cohort.n; v++)
		out->all_waits += record->cohort.people[v].waits;
	for (size_t g = 0; g < plan->n_groups; g++) {
		out->trios += plan->groups[g].size == 3;
		out->all_score += plan->groups[g].score;
	}
}

enum { LABEL_COLUMNS = 44, NUMBER_COLUMNS = 8 };

static void row(struct explained *e, const char *label, int64_t value)
{
	buffer_printf(&e->line, "  %-*s%*lld", LABEL_COLUMNS, label,
		      NUMBER_COLUMNS, (long long)value);
}

static void aim_lines(struct explained *e, const struct aims *aims)
{
	buffer_puts(&e->out, "What was maximised, one after the other; no "
			     "amount of a later aim buys any\nof one before "
			     "it:\n");
	if (e->record.repair)
		buffer_puts(&e->out, "(this is a repair, which keeps what "
				     "people were told before the aims below)"
				     "\n");
	row(e, "people who have a group", (int64_t)aims->grouped);
	buffer_printf(&e->line, " of %zu", e->record.cohort.n);
	explain_end_line(e);
	row(e, "trios, as few as can be", (int64_t)aims->trios);
	explain_end_line(e);
	if (e->record.cohort.relaxed) {
		row(e, "relaxed groups, as few as can be",
		    (int64_t)aims->relaxed);
		explain_end_line(e);
	}
	row(e, "earlier waits made good", aims->waits);
	buffer_printf(&e->line, " of %lld", (long long)aims->all_waits);
	explain_end_line(e);
	row(e, "points of the pairs, before thirds", aims->score);
	explain_end_line(e);
}

static void proof_lines(struct explained *e)
{
	const struct proof *proof = &e->record.plan.proof;

	screen_proof(&e->out, &e->record);
	if (proof->optimal && proof->pairs)
		buffer_puts(
			&e->out,
			"How that is known: everybody is given a price, and "
			"so are some circles of an\nodd number of people, such "
			"that no pair that is allowed is worth more than what\n"
			"its two are priced at. No pairing is worth more than "
			"all prices together.\n'connect5 check' adds them up "
			"again, from the file alone.\n");
	if (!e->record.plan.n_waiting)
		return;
	buffer_puts(&e->line, "Why somebody must wait: ");
	round_witness_text(&e->line, &e->record);
	buffer_putc(&e->line, '.');
	explain_end_line(e);
}

static void total_lines(struct explained *e, const struct aims *aims,
			const struct reason_totals *totals)
{
	buffer_puts(&e->out, "\nWhere the points of all groups come from:\n");
	for (int r = 0; r < REASON_COUNT; r++) {
		const struct reason_total *total = &totals->of[r];

		if (!total->pairs)
			continue;
		row(e, reason_words((enum reason)r), total->points);
		buffer_printf(&e->line, "   %zu %s", total->pairs,
			      total->pairs == 1 ? "pair" : "pairs");
		explain_end_line(e);
	}
	if (totals->erased) {
		row(e, "groups with somebody who was erased", totals->erased);
		explain_end_line(e);
	}
	row(e, "all", aims->all_score);
	explain_end_line(e);
}

static json_t *totals_array(const struct reason_totals *totals)
{
	json_t *array = json_array();

	for (int r = 0; r < REASON_COUNT; r++)
		json_array_append_new(
			array,
			json_pack("{s:s, s:I, s:I}", "reason",
				  reason_key((enum reason)r), "points",
				  (json_int_t)totals->of[r].points, "pairs",
				  (json_int_t)totals->of[r].pairs));
	return array;
}

static void month_json(struct explained *e, const struct aims *aims,
		       const struct reason_totals *totals)
{
	json_t *maximised = json_pack(
		"{s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "grouped",
		(json_int_t)aims->grouped, "active",
		(json_int_t)e->record.cohort.n, "trios",
		(json_int_t)aims->trios, "relaxed", (json_int_t)aims->relaxed,
		"waits_made_good", (json_int_t)aims->waits, "waits",
		(json_int_t)aims->all_waits, "score", (json_int_t)aims->score);

	json_object_set_new(e->object, "repair",
			    json_boolean(e->record.repair));
	json_object_set_new(e->object, "maximised", maximised);
	json_object_set_new(e->object, "proof", json_proof(&e->record));
	json_object_set_new(e->object, "reasons", totals_array(totals));
	json_object_set_new(e->object, "erased", json_integer(totals->erased));
	json_object_set_new(e->object, "score", json_integer(aims->all_score));
}

enum c5_status explain_month(struct explained *e, struct c5_error *err)
{
	struct aims aims;
	struct reason_totals totals;

	read_aims(&aims, &e->record);
	explain_totals(&totals, &e->record);
	if (e->context->json) {
		month_json(e, &aims, &totals);
		return C5_OK;
	}
	screen_title(&e->out, &e->record, e->context->color);
	aim_lines(e, &aims);
	proof_lines(e);
	total_lines(e, &aims, &totals);
	return buffer_status(&e->out, err);
}
