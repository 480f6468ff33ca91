/* Whom to tell what after a repair, and why. */
#include <stdlib.h>
#include <string.h>

#include "connect5/rules.h"
#include "programme/former.h"

/* Of everybody what they were told, the first of record->told; from malloc. */
static uint32_t *told_list(const struct round_record *record)
{
	size_t n = record->cohort.n;
	uint32_t *of = memory_new(n, sizeof(*of));

	for (size_t v = 0; of && v < n; v++)
		of[v] = FORMER_NONE;
	for (size_t t = record->n_told; of && t-- > 0;) {
		const struct former_group *told = &record->told[t];

		for (unsigned i = 0; i < told->size; i++) {
			size_t v =
				cohort_index(&record->cohort, told->member[i]);

			if (v != SIZE_MAX)
				of[v] = (uint32_t)t;
		}
	}
	return of;
}

static bool is_told(const struct former_group *told, int64_t id)
{
	for (unsigned i = 0; i < told->size; i++)
		if (told->member[i] == id)
			return true;
	return false;
}

/* How many of a group are in what somebody was told. */
static unsigned count_told(const struct round_record *record,
			   const struct former_group *told,
			   const struct group *group)
{
	unsigned n = 0;

	for (unsigned i = 0; i < group->size; i++)
		n += is_told(told, record->cohort.people[group->member[i]].id);
	return n;
}

/* What a group is to one of its people, who was told `told`, if anything. */
static enum change_kind kind_of(const struct round_record *record,
				const struct former_group *told,
				const struct group *group)
{
	unsigned same = told ? count_told(record, told, group) : 0;

	if (record->cohort.people[group->member[0]].settled ||
	    (told && same == group->size && same == told->size))
		return CHANGE_KEPT;
	if (group->size == 3)
		return CHANGE_TRIO;
	return same == group->size ? CHANGE_PAIR : CHANGE_PARTNER;
}

static const struct former_group *told_at(const struct round_record *record,
					  uint32_t index)
{
	return index == FORMER_NONE ? NULL : &record->told[index];
}

/* Adds those of whom there are news, or there are none. */
static void add_groups(struct change *out, size_t *n,
		       const struct round_record *record, const uint32_t *of,
		       bool news)
{
	for (size_t g = 0; g < record->plan.n_groups; g++) {
		const struct group *group = &record->plan.groups[g];

		for (unsigned i = 0; i < group->size; i++) {
			uint32_t v = group->member[i];
			enum change_kind kind =
				kind_of(record, told_at(record, of[v]), group);

			if (news == (kind != CHANGE_KEPT))
				out[(*n)++] = (struct change){kind, news, g,
							      of[v], v};
		}
	}
}

/* Those who were told that they wait know it. */
static void add_waiting(struct change *out, size_t *n,
			const struct round_record *record, const uint32_t *of,
			bool news)
{
	for (size_t i = 0; i < record->plan.n_waiting; i++) {
		uint32_t v = record->plan.waiting[i];
		const struct former_group *told = told_at(record, of[v]);
		bool knows = told && told->size == 1;

		if (news != knows)
			out[(*n)++] = (struct change){CHANGE_NONE, news,
						      SIZE_MAX, of[v], v};
	}
}

enum c5_status repair_changes(struct change **out, size_t *n,
			      const struct round_record *record,
			      struct c5_error *err)
{
	uint32_t *of = told_list(record);

	*n = 0;
	*out = memory_new(record->cohort.n, sizeof(**out));
	if (!of || !*out) {
		free(of);
		free(*out);
		*out = NULL;
		return error_memory(err);
	}
	for (int news = 1; news >= 0; news--) {
		add_groups(*out, n, record, of, news);
		add_waiting(*out, n, record, of, news);
	}
	free(of);
	return C5_OK;
}

const char *change_text(enum change_kind kind)
{
	static const char *const texts[] = {
		[CHANGE_KEPT] = "kept",	      [CHANGE_PARTNER] = "new partner",
		[CHANGE_TRIO] = "now a trio", [CHANGE_PAIR] = "now a pair",
		[CHANGE_NONE] = "no partner",
	};

	return texts[kind];
}

static void add_line(struct buffer *out, const char *text)
{
	buffer_printf(out, "%s%s", out->length ? "\n" : "", text);
}

void change_before(struct buffer *out, const struct round_record *record,
		   const struct change *change)
{
	const struct former_group *former = told_at(record, change->former);
	int64_t own = record->cohort.people[change->person].id;

	for (unsigned i = 0; former && i < former->size; i++)
		if (former->member[i] != own)
			add_line(out, former->name[i]);
}

void change_partners(struct buffer *out, const struct round_record *record,
		     const struct change *change, bool addresses)
{
	const struct group *group;

	if (change->group == SIZE_MAX)
		return;
	group = &record->plan.groups[change->group];
	for (unsigned i = 0; i < group->size; i++) {
		const struct person *person =
			&record->cohort.people[group->member[i]];

		if (group->member[i] != change->person)
			add_line(out, addresses ? person->email
						: person->profile.name);
	}
}

/* "Bo takes no part this month": those who have left. False: nobody has. */
static bool name_gone(struct buffer *out, const struct round_record *record,
		      const struct former_group *former)
{
	unsigned gone = 0;

	for (unsigned i = 0; i < former->size; i++)
		if (cohort_index(&record->cohort, former->member[i]) ==
		    SIZE_MAX)
			buffer_printf(out, "%s%s", gone++ ? " and " : "",
				      former->name[i]);
	if (gone)
		buffer_puts(out, gone == 1 ? " takes no part this month"
					   : " take no part this month");
	return gone > 0;
}

/* What keeps them apart by now. False: nothing does. */
static bool name_rule(struct buffer *out, const struct round_record *record,
		      const struct former_group *former)
{
	for (unsigned i = 0; i < former->size; i++) {
		size_t a = cohort_index(&record->cohort, former->member[i]);

		for (unsigned j = 0; j < i; j++) {
			size_t b = cohort_index(&record->cohort,
						former->member[j]);
			enum rule rule = rule_broken(&record->cohort,
						     (uint32_t)a, (uint32_t)b);

			if (rule == RULE_NONE)
				continue;
			buffer_printf(out,
				      "%s and %s may not be put together now: "
				      "%s",
				      former->name[j], former->name[i],
				      rule_text(rule));
			return true;
		}
	}
	return false;
}

/* The one of a trio who is not with them now. */
static void name_lost(struct buffer *out, const struct round_record *record,
		      const struct former_group *former,
		      const struct group *group)
{
	for (unsigned i = 0; i < former->size; i++) {
		bool is = false;

		for (unsigned j = 0; j < group->size; j++)
			is |= record->cohort.people[group->member[j]].id ==
			      former->member[i];
		if (!is)
			buffer_printf(out, "%s has a partner elsewhere now",
				      former->name[i]);
	}
}

/* Those in a trio now whom somebody was not with before. */
static void name_joined(struct buffer *out, const struct round_record *record,
			const struct former_group *former,
			const struct group *group)
{
	const char *joined = NULL;
	unsigned n = 0;

	for (unsigned i = 0; i < group->size; i++) {
		const struct person *person =
			&record->cohort.people[group->member[i]];
		bool was = false;

		for (unsigned j = 0; j < former->size; j++)
			was |= former->member[j] == person->id;
		joined = was ? joined : person->profile.name;
		n += !was;
	}
	if (n == 1 && former->size == 2)
		buffer_printf(out, "%s joins them", joined);
	else
		buffer_puts(out, "so that the most people have a group");
}

static void broken_reason(struct buffer *out, const struct round_record *record,
			  const struct former_group *former,
			  const struct change *change)
{
	static const struct group nobody = {.size = 0};

	if (name_gone(out, record, former))
		return;
	if (former->not_met)
		buffer_puts(out, "they reported that they did not meet");
	else if (name_rule(out, record, former))
		return;
	else if (change->kind == CHANGE_PAIR)
		name_lost(out, record, former,
			  &record->plan.groups[change->group]);
	else
		name_joined(out, record, former,
			    change->group == SIZE_MAX
				    ? &nobody
				    : &record->plan.groups[change->group]);
}

void change_reason(struct buffer *out, const struct round_record *record,
		   const struct change *change)
{
	const struct former_group *former = told_at(record, change->former);

	if (change->kind == CHANGE_KEPT) {
		bool settled = record->cohort.people[change->person].settled;

		buffer_puts(out, settled ? "they have met"
				 : former && former->not_met
					 ? "they reported that they did not "
					   "meet, and stay together"
					 : "as announced");
		return;
	}
	if (former && former->size > 1)
		broken_reason(out, record, former, change);
	else if (change->kind != CHANGE_NONE)
		buffer_puts(out, "they had no partner before");
	if (change->kind != CHANGE_NONE)
		return;
	buffer_puts(out, out->length ? "; " : "");
	round_waiting_reason(out, record, change->person);
}
