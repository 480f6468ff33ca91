/* What the answers of explain have in common, in words and as JSON. */
#include "command/explain.h"

#include <stdlib.h>

#include "connect5/text.h"

const char *explain_name(const struct person *person)
{
	return person->profile.name[0] ? person->profile.name
				       : "(erased participant)";
}

void explain_end_line(struct explained *e)
{
	text_visible(&e->out, e->line.text);
	buffer_putc(&e->out, '\n');
	e->out.failed |= e->line.failed;
	buffer_cut(&e->line, 0);
}

void explain_add(struct explained *e, json_t *members)
{
	if (!members || json_object_update(e->object, members)) {
		json_decref(e->object);
		e->object = NULL;
	}
	json_decref(members);
}

void explain_absent(struct explained *e, const struct subject *who)
{
	month_t month = e->record.month;

	buffer_printf(&e->line, "%s %s no part in %s %d", who->name,
		      e->made ? "took" : "takes", month_name(month),
		      month_year(month));
	if (!who->active)
		buffer_printf(&e->line, " (today: %s).", who->standing);
	else if (e->made)
		buffer_puts(&e->line, ": away then, or joined or came back "
				      "only after it was made.");
	else
		buffer_puts(&e->line, ": away that month.");
	explain_end_line(e);
}

static const struct {
	const char *key, *words;
} reasons[REASON_COUNT] = {
	[REASON_PREFER] = {"prefer", "preferred by the coordinator"},
	[REASON_AVOID] = {"avoid", "avoided where possible"},
	[REASON_SECTOR] = {"sector", "a part of the system new to one or both"},
	[REASON_INTEREST] = {"interest", "shared interests"},
	[REASON_PLACE] = {"place", "different places"},
	[REASON_PROFESSION] = {"profession", "different professions"},
	[REASON_SLOT] = {"slot", "times at which both are free"},
	[REASON_SENIORITY] = {"seniority", "nearly the same seniority"},
	[REASON_DRAW] = {"draw", "the draw that settles ties"},
};

const char *reason_key(enum reason reason)
{
	return reasons[reason].key;
}

const char *reason_words(enum reason reason)
{
	return reasons[reason].words;
}

/* score_reasons() with points, after what was asked for. */
static void pair_lines(struct buffer *out, const struct explained *e,
		       uint32_t a, uint32_t b)
{
	const struct round_record *record = &e->record;

	if (cohort_must_mate(&record->cohort, a) == b)
		buffer_puts(out, "to be put together, as was asked\n");
	score_reasons(out, &record->cohort, &record->settings,
		      (struct index_pair){a < b ? a : b, a < b ? b : a}, true);
}

void explain_reasons(struct explained *e, uint32_t a, uint32_t b)
{
	struct buffer lines = BUFFER_INIT;

	pair_lines(&lines, e, a, b);
	buffer_puts(&e->line, "  - ");
	for (const char *at = lines.text; *at; at++) {
		if (*at != '\n') {
			buffer_putc(&e->line, *at);
			continue;
		}
		explain_end_line(e);
		buffer_puts(&e->line, "  - ");
	}
	buffer_cut(&e->line, 0);
	e->line.failed |= lines.failed;
	buffer_release(&lines);
}

static json_t *points_object(const struct score *score)
{
	json_t *object = json_object();

	for (int r = 0; r < REASON_COUNT; r++) {
		int64_t points = reason_points(score, (enum reason)r);

		if (points)
			json_object_set_new(object, reasons[r].key,
					    json_integer(points));
	}
	return object;
}

void explain_score_json(json_t *object, const struct explained *e, uint32_t a,
			uint32_t b)
{
	struct buffer lines = BUFFER_INIT;
	struct score score =
		score_pair(&e->record.cohort, &e->record.settings, a, b);

	pair_lines(&lines, e, a, b);
	json_object_set_new(object, "score", json_integer(score.total));
	json_object_set_new(object, "reasons", json_lines(lines.text));
	json_object_set_new(object, "points", points_object(&score));
	buffer_release(&lines);
}

/* "2 more wait", ", " before it where something stands. */
static void put_part(struct buffer *out, size_t before, int64_t count,
		     const char *one, const char *several)
{
	if (!count)
		return;
	buffer_puts(out, out->length > before ? ", " : "");
	buffer_printf(out, "%lld %s", llabs((long long)count),
		      llabs((long long)count) == 1 ? one : several);
}

static void put_loss(struct buffer *out, const struct loss *loss)
{
	size_t before = out->length;

	put_part(out, before, loss->people,
		 loss->people > 0 ? "more waits" : "fewer waits",
		 loss->people > 0 ? "more wait" : "fewer wait");
	put_part(out, before, loss->trios,
		 loss->trios > 0 ? "trio more" : "trio fewer",
		 loss->trios > 0 ? "trios more" : "trios fewer");
	put_part(out, before, loss->relaxed,
		 loss->relaxed > 0 ? "relaxed group more"
				   : "relaxed group fewer",
		 loss->relaxed > 0 ? "relaxed groups more"
				   : "relaxed groups fewer");
	put_part(out, before, loss->waits,
		 loss->waits > 0 ? "earlier wait fewer is made good"
				 : "earlier wait more is made good",
		 loss->waits > 0 ? "earlier waits fewer are made good"
				 : "earlier waits more are made good");
	put_part(out, before, loss->points,
		 loss->points > 0 ? "point fewer" : "point more",
		 loss->points > 0 ? "points fewer" : "points more");
	if (out->length == before)
		buffer_puts(out, "no less");
}

void explain_cost(struct buffer *out, const struct alternative *pair)
{
	if (pair->solved)
		put_loss(out, &pair->loss);
	else if (!pair->bounded)
		buffer_puts(out, "not worked out");
	else if (pair->above)
		buffer_puts(out, "more than points: a person more waits, or a "
				 "trio more is made");
	else
		buffer_printf(out, "at least %lld %s fewer",
			      (long long)pair->least,
			      pair->least == 1 ? "point" : "points");
}

void explain_stranded(struct buffer *out, const struct explained *e,
		      const struct alternative *pair)
{
	uint32_t told = pair->n_stranded < EXPLAIN_MOST_TOLD
				? pair->n_stranded
				: EXPLAIN_MOST_TOLD;

	for (uint32_t i = 0; i < told; i++) {
		buffer_puts(out, text_between(i, pair->n_stranded, " and "));
		buffer_puts(
			out,
			explain_name(
				&e->record.cohort.people[pair->stranded[i]]));
	}
	if (told < pair->n_stranded)
		buffer_printf(out, " and %u more", pair->n_stranded - told);
}

json_t *explain_change_json(const struct alternative *pair)
{
	const struct loss *loss = &pair->loss;

	if (pair->solved)
		return json_pack("{s:b, s:I, s:I, s:I, s:I, s:I, s:I}", "exact",
				 1, "waiting", (json_int_t)loss->people,
				 "trios", (json_int_t)loss->trios, "relaxed",
				 (json_int_t)loss->relaxed, "waits_made_good",
				 (json_int_t)-loss->waits, "score",
				 (json_int_t)-loss->points, "moved",
				 (json_int_t)pair->moved);
	if (!pair->bounded)
		return json_null();
	return json_pack("{s:b, s:b, s:I}", "exact", 0, "more_than_points",
			 (int)pair->above, "score_at_most",
			 (json_int_t)-pair->least);
}

json_t *explain_person_json(const struct person *person)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "email", person->email, "name",
			 person->profile.name, "organisation",
			 person->organisation_name, "sector",
			 person->sector_label);
}

const char *explain_no_cost(const struct explained *e)
{
	return e->verifiable ? NULL
			     : "What another pair would cost cannot be worked "
			       "out again: a participant was erased.";
}
