/* Why somebody waits, and what a repair has changed, for those concerned. */
#include "publish/letters_why.h"

#include <string.h>

#include "connect5/letters.h"
#include "connect5/rules.h"
#include "connect5/text.h"

static bool may_meet_anybody(const struct round_record *record, uint32_t person)
{
	for (uint32_t other = 0; other < record->cohort.n; other++)
		if (other != person &&
		    rule_broken(&record->cohort, person, other) == RULE_NONE)
			return true;
	return false;
}

void letter_waiting_reason(struct buffer *out,
			   const struct round_record *record, uint32_t person)
{
	const char *kind = round_witness_kind(record);

	if (!may_meet_anybody(record, person))
		buffer_puts(out,
			    "nobody who takes part this month could be your "
			    "partner by the rules of the programme, which are "
			    "another part of the system, another organisation, "
			    "and somebody new to you");
	else if (kind && strcmp(kind, "odd number") == 0)
		buffer_puts(out, "an odd number of people could be put "
				 "together, so that one was left over");
	else if (kind && strcmp(kind, "majority") == 0)
		buffer_printf(out,
			      "many of those who take part are from your part "
			      "of the system (%s), and there are not enough "
			      "partners from elsewhere for all of you",
			      record->cohort.people[person].sector_short);
	else
		buffer_puts(out, "everybody whom you could meet this month has "
				 "a partner already");
}

static const struct former_group *former_of(const struct round_record *record,
					    const struct change *change)
{
	return change->former == UINT32_MAX ? NULL
					    : &record->told[change->former];
}

/* Is a participant in the group that the change led to? */
static bool is_with(const struct round_record *record,
		    const struct change *change, int64_t id)
{
	const struct group *group;

	if (change->group == SIZE_MAX)
		return false;
	group = &record->plan.groups[change->group];
	for (unsigned i = 0; i < group->size; i++)
		if (record->cohort.people[group->member[i]].id == id)
			return true;
	return false;
}

/* Erased people have no name any more. */
static bool is_named(const char *name)
{
	return *name && *name != '(';
}

/* "Ann Bell with Bob Day and Cat Eve", of those who are not with her now. */
static void put_before(struct buffer *out, const struct round_record *record,
		       const struct change *change)
{
	const struct former_group *former = former_of(record, change);
	const struct person *self = &record->cohort.people[change->person];
	const char *names[3];
	size_t n = 0;

	for (unsigned i = 0; former && i < former->size; i++)
		if (former->member[i] != self->id &&
		    is_named(former->name[i]) &&
		    !is_with(record, change, former->member[i]))
			names[n++] = former->name[i];
	if (!n || self->erased)
		return;
	buffer_printf(out, "%s%s with ", out->length ? "\n" : "",
		      self->profile.name);
	for (size_t i = 0; i < n; i++)
		buffer_printf(out, "%s%s", text_between(i, n, " and "),
			      names[i]);
}

enum { MOST_GONE = 3 };

/* Former partners who take no part any more, each once. */
static size_t find_gone(const char *names[MOST_GONE], bool *unnamed,
			const struct round_record *record,
			const struct change *changes, size_t n_changes)
{
	int64_t ids[MOST_GONE];
	size_t n = 0;

	*unnamed = false;
	for (size_t c = 0; c < n_changes; c++) {
		const struct former_group *former =
			former_of(record, &changes[c]);

		for (unsigned i = 0; former && i < former->size; i++) {
			int64_t id = former->member[i];
			bool known =
				cohort_index(&record->cohort, id) != SIZE_MAX;

			for (size_t k = 0; k < n; k++)
				known |= ids[k] == id;
			*unnamed |= !known && !is_named(former->name[i]);
			if (known || !is_named(former->name[i]) ||
			    n == MOST_GONE)
				continue;
			ids[n] = id;
			names[n++] = former->name[i];
		}
	}
	return n;
}

static void put_cause(struct buffer *out, const struct round_record *record,
		      const struct change *changes, size_t n)
{
	const char *names[MOST_GONE];
	bool unnamed;
	size_t gone = find_gone(names, &unnamed, record, changes, n);

	for (size_t i = 0; i < gone; i++)
		buffer_printf(out, "%s%s", text_between(i, gone, " and "),
			      names[i]);
	if (gone)
		buffer_puts(out, gone == 1 ? " takes no part this month"
					   : " take no part this month");
	else if (unnamed)
		buffer_puts(out, "somebody takes no part any more");
	else
		buffer_puts(out, "people have come or gone this month, and a "
				 "few groups had to change so that as many as "
				 "possible have a partner");
}

void letter_values_changes(struct template_values *values,
			   const struct letter_round *round,
			   const struct change *changes, size_t n)
{
	const struct round_record *record = round->record;
	struct buffer *reason = &values->value[PLACEHOLDER_REASON];
	struct buffer *before = &values->value[PLACEHOLDER_BEFORE];
	bool waits = n && changes[0].kind == CHANGE_NONE;

	buffer_cut(reason, 0);
	buffer_cut(before, 0);
	put_cause(reason, record, changes, n);
	if (waits) {
		buffer_puts(reason, "; you are without a partner for now, "
				    "because ");
		letter_waiting_reason(reason, record, changes[0].person);
	}
	for (size_t i = 0; i < n; i++)
		put_before(before, record, &changes[i]);
}
