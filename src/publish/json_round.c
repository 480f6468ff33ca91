#include "connect5/json.h"

#include <stdlib.h>

#include "connect5/repair.h"

static json_t *person_object(const struct person *person)
{
	struct buffer place = BUFFER_INIT;
	json_t *object;

	for (const char *at = person->profile.place; *at; at++)
		buffer_puts(&place, *at == '\n' ? "; " : (char[]){*at, '\0'});
	object = json_pack("{s:s, s:s, s:s, s:s, s:s}", "email", person->email,
			   "name", person->profile.name, "organisation",
			   person->organisation_name, "sector",
			   person->sector_label, "place", place.text);
	buffer_release(&place);
	return object;
}

static json_t *reasons_array(const struct round_record *record, size_t g)
{
	struct buffer lines = BUFFER_INIT;
	json_t *array;

	round_group_reasons(&lines, record, g);
	array = json_lines(lines.text);
	buffer_release(&lines);
	return array;
}

static json_t *group_object(const struct round_record *record, size_t g)
{
	const struct group *group = &record->plan.groups[g];
	json_t *people = json_array();

	for (unsigned i = 0; i < group->size; i++)
		json_array_append_new(
			people,
			person_object(
				&record->cohort.people[group->member[i]]));
	json_t *object = json_pack("{s:I, s:s, s:b, s:I, s:o, s:o}", "group",
				   (json_int_t)group->number, "kind",
				   group->size == 3 ? "trio" : "pair",
				   "relaxed", (int)group->relaxed, "score",
				   (json_int_t)group->score, "reasons",
				   reasons_array(record, g), "people", people);

	if (group->outcome != OUTCOME_UNKNOWN)
		json_object_set_new(object, "outcome",
				    json_string(outcome_name(group->outcome)));
	return object;
}

static json_t *waiting_object(const struct round_record *record, uint32_t v)
{
	const struct person *person = &record->cohort.people[v];
	struct buffer reason = BUFFER_INIT;
	json_t *object;

	round_waiting_reason(&reason, record, v);
	object = json_pack("{s:s, s:s, s:s, s:s}", "email", person->email,
			   "name", person->profile.name, "sector",
			   person->sector_label, "reason", reason.text);
	buffer_release(&reason);
	return object;
}

static json_t *summary_object(const struct round_record *record)
{
	const struct plan *plan = &record->plan;
	json_int_t trios = 0, score = 0;

	for (size_t g = 0; g < plan->n_groups; g++) {
		trios += plan->groups[g].size == 3;
		score += plan->groups[g].score;
	}
	return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I}", "active",
			 (json_int_t)record->cohort.n, "grouped",
			 (json_int_t)(record->cohort.n - plan->n_waiting),
			 "pairs", (json_int_t)plan->n_groups - trios, "trios",
			 trios, "waiting", (json_int_t)plan->n_waiting, "score",
			 score);
}

static json_t *witness_value(const struct round_record *record)
{
	const char *kind = round_witness_kind(record);
	struct buffer text = BUFFER_INIT;
	json_t *value;

	if (!kind)
		return json_null();
	round_witness_text(&text, record);
	value = json_pack("{s:s, s:s}", "kind", kind, "text", text.text);
	buffer_release(&text);
	return value;
}

/* What was given up for the months to come, where something was. */
static void add_ahead(json_t *proof, const struct ahead *ahead)
{
	if (ahead->months)
		json_object_set_new(
			proof, "ahead",
			json_pack("{s:I, s:I, s:I}", "months",
				  (json_int_t)ahead->months, "points",
				  (json_int_t)ahead->points, "people",
				  (json_int_t)ahead->people));
}

json_t *json_proof(const struct round_record *record)
{
	const struct proof *proof = &record->plan.proof;
	json_t *object = json_pack(
		"{s:I, s:I, s:I, s:I, s:I, s:I, s:b, s:o}", "pairs",
		(json_int_t)proof->pairs, "ceiling", (json_int_t)proof->ceiling,
		"waits_made_good", (json_int_t)proof->waits_made_good, "score",
		(json_int_t)proof->score, "bound", (json_int_t)proof->bound,
		"given_up", (json_int_t)proof->given_up, "optimal",
		(int)proof->optimal, "witness", witness_value(record));

	add_ahead(object, &record->plan.certificate.ahead);
	if (!record->cohort.relaxed)
		return object;
	json_object_set_new(
		object, "relaxed",
		json_integer((json_int_t)plan_count_relaxed(&record->plan)));
	json_object_set_new(object, "relaxed_bound",
			    json_integer(record->plan.certificate.relaxed));
	return object;
}

/* Those who were to be put together, and why they were not. */
static json_t *must_array(const struct round_record *record)
{
	json_t *array = json_array();

	for (size_t i = 0; i < record->n_musts; i++) {
		const struct must_pair *must = &record->musts[i];
		bool kept = must->fate == MUST_KEPT;
		struct buffer why = BUFFER_INIT;

		if (!kept)
			round_must_reason(&why, record, must);
		json_array_append_new(
			array, json_pack("{s:[s, s], s:b, s:s}", "names",
					 must->name_a, must->name_b, "kept",
					 (int)kept, "reason", why.text));
		buffer_release(&why);
	}
	return array;
}

static json_t *round_object(const struct round_record *record, bool created)
{
	const struct plan *plan = &record->plan;
	json_t *groups = json_array(), *waiting = json_array(), *object;
	char month[MONTH_TEXT];

	month_format(month, record->month);
	for (size_t g = 0; g < plan->n_groups; g++)
		json_array_append_new(groups, group_object(record, g));
	for (size_t i = 0; i < plan->n_waiting; i++)
		json_array_append_new(waiting,
				      waiting_object(record, plan->waiting[i]));
	object = json_pack("{s:s, s:I, s:{s:s, s:s}, s:b, s:o, s:o, s:o, s:o}",
			   "month", month, "round", (json_int_t)record->ordinal,
			   "theme", "key", record->theme.key, "title",
			   record->theme.title, "created", (int)created,
			   "groups", groups, "waiting", waiting, "summary",
			   summary_object(record), "proof", json_proof(record));
	if (record->n_musts)
		json_object_set_new(object, "must_pairs", must_array(record));
	return object;
}

enum c5_status json_round(struct buffer *out, const struct round_record *record,
			  bool created, struct c5_error *err)
{
	return json_finish(out, round_object(record, created), err);
}

enum c5_status json_month(struct buffer *out, const struct round_record *record,
			  const struct prompt *prompts, size_t n,
			  struct c5_error *err)
{
	json_t *object = round_object(record, false), *array = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(
			array, json_pack("{s:s, s:s}", "kind", prompts[i].kind,
					 "prompt", prompts[i].text));
	json_object_set_new(object, "prompts", array);
	return json_finish(out, object, err);
}

static json_t *change_object(const struct round_record *record,
			     const struct change *change)
{
	const struct person *person = &record->cohort.people[change->person];
	struct buffer names = BUFFER_INIT, addresses = BUFFER_INIT;
	struct buffer before = BUFFER_INIT, reason = BUFFER_INIT;
	json_t *object;

	change_partners(&names, record, change, false);
	change_partners(&addresses, record, change, true);
	change_before(&before, record, change);
	change_reason(&reason, record, change);
	object = json_pack("{s:s, s:s, s:s, s:b, s:o, s:o, s:o, s:s}", "email",
			   person->email, "name", person->profile.name, "what",
			   change_text(change->kind), "tell", (int)change->news,
			   "partners", json_lines(names.text), "partner_emails",
			   json_lines(addresses.text), "before",
			   json_lines(before.text), "reason", reason.text);
	buffer_release(&names);
	buffer_release(&addresses);
	buffer_release(&before);
	buffer_release(&reason);
	return object;
}

enum c5_status json_repair(struct buffer *out,
			   const struct round_record *record, bool created,
			   struct c5_error *err)
{
	struct change *changes;
	struct looked_at looked_at;
	size_t n;
	enum c5_status status = repair_looked_at(&looked_at, record, err);
	json_t *object, *array;

	if (!status)
		status = repair_changes(&changes, &n, record, err);
	if (status)
		return status;
	object = round_object(record, created);
	array = json_array();
	for (size_t i = 0; i < n; i++)
		json_array_append_new(array,
				      change_object(record, &changes[i]));
	free(changes);
	json_object_set_new(object, "changes", array);
	json_object_set_new(object, "not_met",
			    json_pack("{s:I, s:I}", "groups",
				      (json_int_t)looked_at.groups, "together",
				      (json_int_t)looked_at.together));
	return json_finish(out, object, err);
}
