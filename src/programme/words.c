/* A round in words: why somebody waits. */
#include "connect5/record.h"

#include <string.h>

#include "connect5/rules.h"
#include "connect5/text.h"

enum { MOST_NAMES = 8, FEW_NAMES = 3 };

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

/* The whole sector waits for the whole rest, and the rule alone is why. */
static bool is_majority(const struct round_record *record,
			const struct shape *shape)
{
	return !record->cohort.relaxed && shape->singles && shape->sector &&
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

/* "Ann, Bo and Cy", at most `most` of those with a role. */
static void list_names(struct buffer *out, const struct round_record *record,
		       bool parts, uint32_t most)
{
	const struct witness *witness = &record->plan.witness;
	uint32_t count = 0, listed = 0;

	for (size_t v = 0; v < record->cohort.n; v++)
		count += parts ? witness->role[v] >= WITNESS_PART
			       : witness->role[v] == WITNESS_BETWEEN;
	for (size_t v = 0; v < record->cohort.n && listed < most; v++) {
		uint32_t role = witness->role[v];

		if (parts ? role < WITNESS_PART : role != WITNESS_BETWEEN)
			continue;
		buffer_puts(out, text_between(listed++, count, " and "));
		buffer_puts(out, name_of(&record->cohort.people[v]));
	}
	if (listed < count)
		buffer_printf(out, " and %u more", count - listed);
}

/* "8 more people from elsewhere would end it" */
static void remedy_text(struct buffer *out, size_t waiting)
{
	buffer_printf(out, "%zu more %s from elsewhere would end it", waiting,
		      waiting == 1 ? "person" : "people");
}

static void majority_text(struct buffer *out, const struct round_record *record,
			  const struct shape *shape)
{
	size_t waiting = record->plan.n_waiting;
	uint32_t others = record->plan.witness.between;

	if (!others) {
		buffer_printf(out,
			      "all %u people are in %s, and none of them may "
			      "meet another; ",
			      shape->in_parts, shape->label);
		remedy_text(out, waiting);
		return;
	}
	buffer_printf(out, "%u of the %zu people are in %s; ", shape->in_parts,
		      record->cohort.n, shape->label);
	if (others == 1)
		buffer_puts(out, "the other can meet only one of them: ");
	else
		buffer_printf(out,
			      "the other %u can meet only %u of them: ", others,
			      others);
	buffer_printf(out, "%zu must wait whatever anyone does; ", waiting);
	remedy_text(out, waiting);
}

static bool is_odd(const char *kind)
{
	return strcmp(kind, "odd number") == 0;
}

/* With what the coordinator could do about it, where `remedy`. */
static void odd_text(struct buffer *out, const struct round_record *record,
		     const struct shape *shape, bool remedy)
{
	buffer_printf(out, "one of %u must wait", shape->in_parts);
	if (record->settings.trios)
		buffer_puts(out, ": no three of them may all meet so that the "
				 "others still fit in pairs");
	else
		buffer_puts(out, ", since the programme makes no trios");
	if (!record->settings.trios && remedy)
		buffer_puts(out, " ('connect5 config odd trio' allows them)");
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

/* What is said of one, and of several, that a rule keeps apart. */
struct verdict {
	const char *one, *several;
};

/* Of pairs. */
static const struct verdict of_pairs[RULE_COUNT] = {
	[RULE_SECTOR] = {"is in one part of the system",
			 "are in one part of the system"},
	[RULE_ORGANISATION] = {"is in one organisation",
			       "are in one organisation"},
	[RULE_MET] = {"has met before", "have met before"},
	[RULE_EXCLUDED] = {"is kept apart by an exclusion",
			   "are kept apart by an exclusion"},
};

/* Of the others whom somebody could meet; those whom they may are placed. */
static const struct verdict of_others[RULE_COUNT] = {
	[RULE_SECTOR] = {"is in the same part of the system",
			 "are in the same part of the system"},
	[RULE_ORGANISATION] = {"is in the same organisation",
			       "are in the same organisation"},
	[RULE_MET] = {"has met them before", "have met them before"},
	[RULE_EXCLUDED] = {"is kept apart from them",
			   "are kept apart from them"},
	[RULE_NONE] = {"has a group already", "have a group already"},
};

/* In the order in which they are told. */
static const int told[] = {RULE_SECTOR, RULE_ORGANISATION, RULE_MET,
			   RULE_EXCLUDED, RULE_NONE};
enum { TOLD = sizeof(told) / sizeof(*told) };

/* "53 are in the same part of the system and 46 have a group already" */
static void list_rules(struct buffer *out, const size_t counts[RULE_COUNT],
		       const struct verdict verdicts[RULE_COUNT])
{
	size_t left = 0, listed = 0;

	for (int i = 0; i < TOLD; i++)
		left += counts[told[i]] && verdicts[told[i]].one;
	for (int i = 0; i < TOLD; i++) {
		const struct verdict *verdict = &verdicts[told[i]];
		size_t count = counts[told[i]];

		if (!count || !verdict->one)
			continue;
		left--;
		buffer_puts(out, !listed ? "" : left ? ", " : " and ");
		buffer_printf(out, "%zu %s", count,
			      count == 1 ? verdict->one : verdict->several);
		listed++;
	}
}

/* Whom those in the parts may meet, in a few names or in most. */
static void may_meet(struct buffer *out, const struct round_record *record,
		     const struct shape *shape, uint32_t most)
{
	if (!shape->singles)
		buffer_puts(out, "only few of each other");
	if (!shape->singles && record->plan.witness.between)
		buffer_puts(out, ", and otherwise ");
	if (record->plan.witness.between) {
		buffer_puts(out, "only ");
		list_names(out, record, false, most);
	} else if (shape->singles) {
		buffer_puts(out, "nobody");
	}
}

static void history_text(struct buffer *out, const struct round_record *record,
			 const struct shape *shape)
{
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
	list_names(out, record, true, MOST_NAMES);
	buffer_puts(out, ") may still meet ");
	may_meet(out, record, shape, MOST_NAMES);
	buffer_printf(out, ": %zu must wait", record->plan.n_waiting);
	if (counts[RULE_SECTOR] + counts[RULE_ORGANISATION] + counts[RULE_MET] +
	    counts[RULE_EXCLUDED]) {
		buffer_puts(out, "; of the pairs among them, ");
		list_rules(out, counts, of_pairs);
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
	else if (is_odd(kind))
		odd_text(out, record, &shape, true);
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

/* "of the 99 others, 53 are ..."; "both others are ..."; "the only other is
 * ..." */
static void others_text(struct buffer *out, size_t others,
			const size_t counts[RULE_COUNT])
{
	int only = RULE_COUNT;

	for (int rule = 0; rule < RULE_COUNT; rule++)
		if (counts[rule] == others)
			only = rule;
	if (only == RULE_COUNT) {
		buffer_printf(out, "of the %zu others this month, ", others);
		list_rules(out, counts, of_others);
	} else if (others == 1) {
		buffer_printf(out, "the only other this month %s",
			      of_others[only].one);
	} else if (others == 2) {
		buffer_printf(out, "both others this month %s",
			      of_others[only].several);
	} else {
		buffer_printf(out, "all %zu others this month %s", others,
			      of_others[only].several);
	}
}

/* The witness, for one of those in it: their names are no news to them. */
static void own_witness(struct buffer *out, const struct round_record *record,
			bool remedy)
{
	struct shape shape = shape_of(record);
	const char *kind = round_witness_kind(record);
	size_t waiting = record->plan.n_waiting;

	if (strcmp(kind, "majority") == 0) {
		buffer_printf(out,
			      "%u of the %zu people are in %s, so %zu must "
			      "wait; ",
			      shape.in_parts, record->cohort.n, shape.label,
			      waiting);
		remedy_text(out, waiting);
	} else if (is_odd(kind)) {
		odd_text(out, record, &shape, remedy);
	} else {
		if (shape.in_parts == 1)
			buffer_puts(out, "one person may still meet ");
		else
			buffer_printf(out, "%u people may still meet ",
				      shape.in_parts);
		may_meet(out, record, &shape, FEW_NAMES);
		buffer_printf(out, ", so %zu must wait", waiting);
	}
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
	others_text(out, record->cohort.n - 1, counts);
	if (counts[RULE_NONE]) {
		buffer_puts(out, ": ");
		own_witness(out, record, true);
	}
}

void round_waiting_reason_for_all(struct buffer *out,
				  const struct round_record *record,
				  uint32_t person)
{
	const char *kind = round_witness_kind(record);

	if (record->cohort.people[person].erased)
		buffer_puts(out, "the participant was erased");
	else if (kind && (strcmp(kind, "majority") == 0 || is_odd(kind)))
		own_witness(out, record, false);
	else
		buffer_printf(out,
			      "no more pairs were possible this month by the "
			      "rules of the programme, so %zu must wait",
			      record->plan.n_waiting);
}
