/* Whom to tell what after a repair, and why. */
#include <stdlib.h>
#include <string.h>

#include "connect5/rules.h"
#include "programme/former.h"

static enum change_kind kind_in_group(const struct round_record *record,
				      const uint32_t *of,
				      const struct group *group)
{
	const uint32_t *m = group->member;

	if (record->cohort.people[m[0]].settled ||
	    former_same(record, of, m, group->size) != FORMER_NONE)
		return CHANGE_KEPT;
	if (group->size == 3)
		return CHANGE_TRIO;
	return of[m[0]] != FORMER_NONE && of[m[0]] == of[m[1]] ? CHANGE_PAIR
							       : CHANGE_PARTNER;
}

/* Adds those of whom there are news, or there are none. */
static void add_groups(struct change *out, size_t *n,
		       const struct round_record *record, const uint32_t *of,
		       bool news)
{
	for (size_t g = 0; g < record->plan.n_groups; g++) {
		const struct group *group = &record->plan.groups[g];
		enum change_kind kind = kind_in_group(record, of, group);

		if (news != (kind != CHANGE_KEPT))
			continue;
		for (unsigned i = 0; i < group->size; i++)
			out[(*n)++] = (struct change){kind, news, g,
						      of[group->member[i]],
						      group->member[i]};
	}
}

/* Those who waited before know it. */
static void add_waiting(struct change *out, size_t *n,
			const struct round_record *record, const uint32_t *of,
			bool news)
{
	for (size_t i = 0; i < record->plan.n_waiting; i++) {
		uint32_t v = record->plan.waiting[i];
		bool knows = former_same(record, of, &v, 1) != FORMER_NONE;

		if (news != knows)
			out[(*n)++] = (struct change){CHANGE_NONE, news,
						      SIZE_MAX, of[v], v};
	}
}

enum c5_status repair_changes(struct change **out, size_t *n,
			      const struct round_record *record,
			      struct c5_error *err)
{
	uint32_t *of = former_list(record);

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

static const struct former_group *former_of(const struct round_record *record,
					    const struct change *change)
{
	return change->former == FORMER_NONE ? NULL
					     : &record->former[change->former];
}

static void add_line(struct buffer *out, const char *text)
{
	buffer_printf(out, "%s%s", out->length ? "\n" : "", text);
}

void change_before(struct buffer *out, const struct round_record *record,
		   const struct change *change)
{
	const struct former_group *former = former_of(record, change);
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

/* "Bo no longer takes part": those who have left. False: nobody has. */
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
		buffer_puts(out, gone == 1 ? " no longer takes part"
					   : " no longer take part");
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
	const struct former_group *former = former_of(record, change);

	if (change->kind == CHANGE_KEPT) {
		buffer_puts(out, record->cohort.people[change->person].settled
					 ? "they have met"
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

bool repair_changes_nothing(const struct round_record *before,
			    const struct round_record *repaired)
{
	const struct plan *old = &before->plan, *new = &repaired->plan;
	bool same = before->cohort.n == repaired->cohort.n &&
		    old->n_groups == new->n_groups;

	for (size_t v = 0; same && v < before->cohort.n; v++)
		same = before->cohort.people[v].id ==
		       repaired->cohort.people[v].id;
	for (size_t g = 0; same && g < old->n_groups; g++)
		same = old->groups[g].number == new->groups[g].number;
	return same;
}
