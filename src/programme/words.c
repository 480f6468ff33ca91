/* A round in words: why somebody waits, why a group was made. */
#include "connect5/record.h"

#include <string.h>

#include "connect5/rules.h"
#include "connect5/score.h"

enum { MOST_NAMES = 8 };

/* The shape of a witness, counted once. */
struct shape {
	uint32_t in_parts;  /* people in the parts */
	bool singles;	    /* every part is one person */
	int64_t sector;	    /* of all people in the parts; 0: several */
	uint32_t of_sector; /* people of that sector in the cohort */
	const char *label;  /* its name */
};

static struct shape shape_of(const struct round_record *record)
{
	const struct witness *witness = &record->plan.witness;
	const struct cohort *cohort = &record->cohort;
	struct shape shape = {.label = ""};
	bool mixed = false;

	for (size_t v = 0; v < cohort->n; v++) {
		const struct person *person = &cohort->people[v];

		if (witness->role[v] < WITNESS_PART)
			continue;
		shape.in_parts++;
		mixed |= shape.sector && shape.sector != person->profile.sector;
		shape.sector = person->profile.sector;
		shape.label = person->sector_short;
	}
	if (mixed)
		shape.sector = 0;
	for (size_t v = 0; v < cohort->n; v++)
		shape.of_sector +=
			shape.sector &&
			cohort->people[v].profile.sector == shape.sector;
	shape.singles = shape.in_parts == witness->parts;
	return shape;
}

/* The whole sector waits for the whole rest. */
static bool is_majority(const struct round_record *record,
			const struct shape *shape)
{
	return shape->singles && shape->sector &&
	       shape->of_sector == shape->in_parts &&
	       record->plan.witness.between + shape->in_parts ==
		       record->cohort.n;
}

const char *round_witness_kind(const struct round_record *record)
{
	struct shape shape;

	if (!record->plan.n_waiting)
		return NULL;
	shape = shape_of(record);
	if (is_majority(record, &shape))
		return "majority";
	if (record->plan.witness.parts == 1 && !record->plan.witness.between &&
	    shape.in_parts > 1)
		return "odd number";
	return "history and exclusions";
}

static const char *name_of(const struct person *person)
{
	return person->profile.name[0] ? person->profile.name
				       : "(erased participant)";
}

/* "Ann, Bo and Cy", at most MOST_NAMES of those with a role. */
static void list_names(struct buffer *out, const struct round_record *record,
		       bool parts, uint32_t count)
{
	uint32_t listed = 0;

	for (size_t v = 0; v < record->cohort.n && listed < MOST_NAMES; v++) {
		uint32_t role = record->plan.witness.role[v];

		if (parts ? role < WITNESS_PART : role != WITNESS_BETWEEN)
			continue;
		if (listed)
			buffer_puts(out, listed + 1 == count ? " and " : ", ");
		buffer_puts(out, name_of(&record->cohort.people[v]));
		listed++;
	}
	if (listed < count)
		buffer_printf(out, " and %u more", count - listed);
}

static void majority_text(struct buffer *out, const struct round_record *record,
			  const struct shape *shape)
{
	size_t waiting = record->plan.n_waiting;
	uint32_t others = record->plan.witness.between;

	buffer_printf(out, "%u of the %zu people are in %s; ", shape->in_parts,
		      record->cohort.n, shape->label);
	if (others == 1)
		buffer_puts(out, "the other can meet only one of them: ");
	else
		buffer_printf(out,
			      "the other %u can meet only %u of them: ", others,
			      others);
	buffer_printf(out,
		      "%zu must wait whatever anyone does; %zu more %s from "
		      "elsewhere would end it",
		      waiting, waiting, waiting == 1 ? "person" : "people");
}

static void odd_text(struct buffer *out, const struct round_record *record,
		     const struct shape *shape)
{
	buffer_printf(out, "one of %u must wait or make a trio, and ",
		      shape->in_parts);
	if (record->settings.trios)
		buffer_puts(out, "no trio is allowed: no three of them may all "
				 "meet so that the others still fit in pairs");
	else
		buffer_puts(out, "no trio is allowed because the programme "
				 "says so ('connect5 config odd trio' changes "
				 "that)");
}

/* How many pairs inside and across the parts each rule keeps apart. */
static void count_rules(const struct round_record *record,
			size_t counts[RULE_COUNT])
{
	const uint32_t *role = record->plan.witness.role;
	uint32_t n = (uint32_t)record->cohort.n;

	memset(counts, 0, RULE_COUNT * sizeof(*counts));
	for (uint32_t a = 0; a < n; a++)
		for (uint32_t b = a + 1; b < n; b++)
			if (role[a] >= WITNESS_PART && role[b] >= WITNESS_PART)
				counts[rule_broken(&record->cohort, a, b)]++;
}

static void list_rules(struct buffer *out, const size_t counts[RULE_COUNT])
{
	static const char *const words[RULE_COUNT] = {
		[RULE_SECTOR] = "in the same part of the system",
		[RULE_ORGANISATION] = "in the same organisation",
		[RULE_MET] = "who have met before",
		[RULE_EXCLUDED] = "kept apart by an exclusion",
	};
	const char *between = "";

	for (int rule = RULE_SECTOR; rule < RULE_COUNT; rule++) {
		if (!counts[rule])
			continue;
		buffer_printf(out, "%s%zu %s", between, counts[rule],
			      words[rule]);
		between = ", ";
	}
}

static void history_text(struct buffer *out, const struct round_record *record,
			 const struct shape *shape)
{
	const struct witness *witness = &record->plan.witness;
	size_t counts[RULE_COUNT];

	count_rules(record, counts);
	if (shape->in_parts == 1)
		buffer_puts(out, "the one person left in ");
	else
		buffer_printf(out, "the %u people left in ", shape->in_parts);
	if (shape->sector)
		buffer_printf(out, "%s (", shape->label);
	else
		buffer_puts(out, "several parts of the system (");
	list_names(out, record, true, shape->in_parts);
	buffer_puts(out, ") may still meet ");
	if (!shape->singles)
		buffer_puts(out, "few of each other, and otherwise ");
	if (witness->between) {
		buffer_puts(out, "only ");
		list_names(out, record, false, witness->between);
	} else {
		buffer_puts(out, "nobody");
	}
	buffer_printf(out, ": %zu must wait", record->plan.n_waiting);
	if (counts[RULE_SECTOR] + counts[RULE_ORGANISATION] + counts[RULE_MET] +
	    counts[RULE_EXCLUDED]) {
		buffer_puts(out, "; of the pairs among them, ");
		list_rules(out, counts);
	}
}

void round_witness_text(struct buffer *out, const struct round_record *record)
{
	struct shape shape;
	const char *kind = round_witness_kind(record);

	if (!kind)
		return;
	shape = shape_of(record);
	if (strcmp(kind, "majority") == 0)
		majority_text(out, record, &shape);
	else if (strcmp(kind, "odd number") == 0)
		odd_text(out, record, &shape);
	else
		history_text(out, record, &shape);
}

/* What keeps one person from each of the others. */
static void own_rules(const struct round_record *record, uint32_t person,
		      size_t counts[RULE_COUNT])
{
	memset(counts, 0, RULE_COUNT * sizeof(*counts));
	for (uint32_t other = 0; other < record->cohort.n; other++)
		if (other != person)
			counts[rule_broken(&record->cohort, person, other)]++;
}

void round_waiting_reason(struct buffer *out, const struct round_record *record,
			  uint32_t person)
{
	size_t counts[RULE_COUNT];

	if (record->cohort.people[person].erased) {
		buffer_puts(out, "the participant was erased");
		return;
	}
	own_rules(record, person, counts);
	buffer_printf(out, "of the %zu others this month, ",
		      record->cohort.n - 1);
	if (counts[RULE_NONE] + 1 < record->cohort.n) {
		list_rules(out, counts);
		buffer_puts(out, "; ");
	}
	if (counts[RULE_NONE] == 0)
		buffer_puts(out, "nobody is left whom they may meet");
	else if (counts[RULE_NONE] == 1)
		buffer_puts(out, "the only one they may meet has a group: ");
	else
		buffer_printf(out,
			      "%zu may be met and all of them have a group: ",
			      counts[RULE_NONE]);
	if (counts[RULE_NONE])
		round_witness_text(out, record);
}

/* The reasons of one pair: one a line, or one line for a pair of a trio. */
static void pair_reasons(struct buffer *out, const struct round_record *record,
			 const struct group *group, struct index_pair pair)
{
	const struct person *a = &record->cohort.people[pair.a];
	const struct person *b = &record->cohort.people[pair.b];
	struct buffer lines = BUFFER_INIT;
	const char *between = "";

	if (a->erased || b->erased)
		return;
	score_reasons(&lines, &record->cohort, &record->settings, pair, false);
	if (group->size == 2) {
		buffer_add(out, lines.text, lines.length);
	} else {
		buffer_printf(out, "%s and %s: ", name_of(a), name_of(b));
		for (const char *at = lines.text; *at; between = ", ") {
			size_t length = strcspn(at, "\n");

			buffer_puts(out, between);
			buffer_add(out, at, length);
			at += length + 1;
		}
		buffer_putc(out, '\n');
	}
	out->failed |= lines.failed;
	buffer_release(&lines);
}

void round_group_reasons(struct buffer *out, const struct round_record *record,
			 size_t group_index)
{
	const struct group *group = &record->plan.groups[group_index];

	for (unsigned i = 0; i < group->size; i++)
		for (unsigned j = i + 1; j < group->size; j++)
			pair_reasons(out, record, group,
				     (struct index_pair){group->member[i],
							 group->member[j]});
}
