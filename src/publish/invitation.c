#include "connect5/invitation.h"

#include <string.h>

#include "connect5/random.h"

void invitation_summary(struct buffer *out, const struct round_record *record,
			const struct correspondence *words)
{
	buffer_printf(out, "%s: %s", words->programme, record->theme.title);
}

/* "Ann Bell, Lambeth Council (Local authority)". */
static void put_person(struct buffer *out, const struct person *person)
{
	if (person->erased) {
		buffer_puts(out, "- somebody who has left the programme\n");
		return;
	}
	buffer_printf(out, "- %s", person->profile.name);
	if (*person->organisation_name)
		buffer_printf(out, ", %s", person->organisation_name);
	if (*person->sector_label)
		buffer_printf(out, " (%s)", person->sector_label);
	buffer_putc(out, '\n');
}

static bool has_term(const struct person *person, uint32_t term)
{
	const struct term_set one = {&term, 1};

	return !person->erased && term_set_shared(&one, &person->interests);
}

/* Do two of the group have the term? Said of the first who has it alone. */
static bool is_shared_from(const struct cohort *cohort,
			   const struct group *group, unsigned self,
			   uint32_t term)
{
	unsigned others = 0;

	for (unsigned i = 0; i < group->size; i++) {
		if (i == self ||
		    !has_term(&cohort->people[group->member[i]], term))
			continue;
		if (i < self)
			return false;
		others++;
	}
	return others > 0;
}

/* The interests that any two of them share, each once. */
static void put_shared(struct buffer *out, const struct cohort *cohort,
		       const struct group *group)
{
	const char *before = "You share an interest in: ";
	size_t length = out->length;

	for (unsigned i = 0; i < group->size; i++) {
		const struct person *person = &cohort->people[group->member[i]];

		for (size_t t = 0; t < person->interests.count; t++) {
			uint32_t term = person->interests.ids[t];

			if (!has_term(person, term) ||
			    !is_shared_from(cohort, group, i, term))
				continue;
			buffer_printf(out, "%s%s", before, cohort->terms[term]);
			before = "; ";
		}
	}
	if (out->length > length)
		buffer_putc(out, '\n');
}

static void put_prompts(struct buffer *out, const struct round_record *record,
			const struct prompt *prompts, size_t n)
{
	buffer_printf(out, "\nThe theme: %s\n%s\n\nTo talk about:\n",
		      record->theme.title, record->theme.lens);
	for (size_t i = 0; i < n; i++)
		if (strcmp(prompts[i].kind, "lens") != 0)
			buffer_printf(out, "- %s\n", prompts[i].text);
}

void invitation_description(struct buffer *out,
			    const struct round_record *record, size_t group,
			    const struct prompt *prompts, size_t n_prompts,
			    const struct correspondence *words)
{
	const struct group *who = &record->plan.groups[group];

	buffer_printf(out, "%s, conversation %d of %d (%s %d)\n\n",
		      words->programme, record->ordinal, record->of_rounds,
		      month_name(record->month), month_year(record->month));
	for (unsigned i = 0; i < who->size; i++)
		put_person(out, &record->cohort.people[who->member[i]]);
	put_shared(out, &record->cohort, who);
	if (words->slot.minutes)
		buffer_puts(out,
			    "\nThe time is a proposal: if it does not suit"
			    " you, agree on another between yourselves.\n");
	else
		buffer_printf(out,
			      "\nNo time has been set: choose one between"
			      " yourselves, within %s. This day is only there"
			      " to remind you.\n",
			      month_name(record->month));
	put_prompts(out, record, prompts, n_prompts);
	buffer_printf(out, "\nQuestions: %s\n", words->organiser.address);
}

static void put_text(struct buffer *out, const char *text)
{
	buffer_printf(out, "%zu:%s", strlen(text), text);
}

enum c5_status event_digest(uint64_t *out, const struct event *event,
			    struct c5_error *err)
{
	const struct slot *slot = &event->slot;
	struct buffer all = BUFFER_INIT;
	enum c5_status status;

	put_text(&all, event->organiser.name);
	put_text(&all, event->organiser.address);
	for (size_t i = 0; i < event->n_attendees; i++) {
		put_text(&all, event->attendees[i].name);
		put_text(&all, event->attendees[i].address);
	}
	buffer_printf(&all, "%zu %d %d %d %d %d %d %d ", event->n_attendees,
		      event->cancelled, event->month, slot->minutes,
		      slot->month, slot->day, slot->hour, slot->minute);
	put_text(&all, event->summary);
	put_text(&all, event->description);
	status = buffer_status(&all, err);
	*out = random_hash(0, 0, all.text, all.length);
	*out += !*out;
	buffer_release(&all);
	return status;
}
