#include "connect5/letters.h"

#include <string.h>
#include <strings.h>

#include "connect5/text.h"
#include "publish/letters_why.h"

enum { MOST_PEOPLE = 3 };

/* Those of a group who can be written of, by seat. */
struct members {
	const struct person *person[MOST_PEOPLE];
	unsigned n;
};

static struct members members_of(const struct round_record *record,
				 const struct group *group)
{
	struct members out = {.n = 0};

	for (unsigned i = 0; i < group->size; i++) {
		const struct person *person =
			&record->cohort.people[group->member[i]];

		if (!person->erased)
			out.person[out.n++] = person;
	}
	return out;
}

unsigned letter_count(const struct round_record *record,
		      const struct group *group)
{
	return members_of(record, group).n;
}

/* The buffer of a value, emptied. */
static struct buffer *begin(struct template_values *values,
			    enum placeholder placeholder)
{
	buffer_cut(&values->value[placeholder], 0);
	return &values->value[placeholder];
}

static void set(struct template_values *values, enum placeholder placeholder,
		const char *text)
{
	buffer_puts(begin(values, placeholder), text);
}

static bool is_title(const char *word, size_t length)
{
	static const char *const titles[] = {
		"mr",	"mrs",	      "ms",   "miss", "mx",	   "dr",
		"prof", "sir",	      "dame", "lord", "professor", "lady",
		"cllr", "councillor", "rev",  "revd",
	};

	if (length && word[length - 1] == '.')
		length--;
	for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++)
		if (strlen(titles[i]) == length &&
		    strncasecmp(titles[i], word, length) == 0)
			return true;
	return false;
}

void letter_first_name(struct buffer *out, const char *name)
{
	const char *comma = strchr(name, ',');
	const char *at =
		comma && comma[1] == ' ' && comma[2] ? comma + 2 : name;
	size_t length = strcspn(at, " ");

	while (is_title(at, length) && at[length] && at[length + 1]) {
		at += length + 1;
		length = strcspn(at, " ");
	}
	buffer_add(out, at, length);
}

/* Two of one first name are told apart by the whole of it. */
static bool is_namesake(const struct members *members, unsigned self,
			const char *first)
{
	bool found = false;

	for (unsigned i = 0; i < members->n && !found; i++) {
		struct buffer other = BUFFER_INIT;

		letter_first_name(&other, members->person[i]->profile.name);
		found = i != self && strcasecmp(first, other.text) == 0;
		buffer_release(&other);
	}
	return found;
}

static void put_first_names(struct buffer *out, const struct members *members)
{
	for (unsigned i = 0; i < members->n; i++) {
		const char *name = members->person[i]->profile.name;
		struct buffer first = BUFFER_INIT;

		letter_first_name(&first, name);
		buffer_printf(out, "%s%s", text_between(i, members->n, " and "),
			      is_namesake(members, i, first.text) ? name
								  : first.text);
		out->failed |= first.failed;
		buffer_release(&first);
	}
}

/* The values of a list, one a line, with ", " before each. */
static void put_list(struct buffer *out, const char *lines)
{
	while (*lines) {
		size_t length = strcspn(lines, "\n");

		buffer_puts(out, ", ");
		buffer_add(out, lines, length);
		lines += length;
		lines += *lines == '\n';
	}
}

/* "Ann Bell, Lambeth Council (Council), Lambeth" */
static void put_people(struct buffer *out, const struct members *members)
{
	for (unsigned i = 0; i < members->n; i++) {
		const struct person *person = members->person[i];

		buffer_printf(out, "%s%s", i ? "\n" : "", person->profile.name);
		if (*person->organisation_name)
			buffer_printf(out, ", %s", person->organisation_name);
		if (*person->sector_short)
			buffer_printf(out, " (%s)", person->sector_short);
		put_list(out, person->profile.place);
		if (!*person->email)
			buffer_puts(out, "; not on this e-mail: please reach "
					 "them another way");
	}
}

/* Do two of them share it, and has nobody before this one named it? */
static bool is_first_of_two(const struct members *members, unsigned self,
			    uint32_t term)
{
	const struct term_set one = {&term, 1};
	unsigned before = 0, after = 0;

	for (unsigned i = 0; i < members->n; i++) {
		bool has =
			term_set_shared(&one, &members->person[i]->interests);

		before += has && i < self;
		after += has && i > self;
	}
	return !before && after;
}

static void put_shared(struct buffer *out, const struct cohort *cohort,
		       const struct members *members)
{
	size_t n = 0;

	for (int round = 0; round < 2; round++) {
		size_t count = 0;

		for (unsigned i = 0; i < members->n; i++) {
			const struct term_set *own =
				&members->person[i]->interests;

			for (size_t t = 0; t < own->count; t++) {
				if (!is_first_of_two(members, i, own->ids[t]))
					continue;
				if (round)
					buffer_printf(
						out, "%s%s",
						text_between(count, n, " and "),
						cohort->terms[own->ids[t]]);
				count++;
			}
		}
		n = count;
	}
}

/* "Thursday 10 December 2026 at 12:30, for 45 minutes (London time)" */
static void put_slot(struct buffer *out, const struct slot *slot)
{
	static const char *const days[] = {
		"Thursday", "Friday",  "Saturday",  "Sunday",
		"Monday",   "Tuesday", "Wednesday",
	};
	const struct civil civil = {.year = month_year(slot->month),
				    .month = slot->month % 12 + 1,
				    .day = slot->day};
	int64_t moment = 0;

	/* 1970-01-01 was a Thursday. */
	moment_from_civil(&moment, &civil);
	buffer_printf(out,
		      "%s %d %s %d at %02d:%02d, for %d minutes (London time)",
		      days[((moment / 86400) % 7 + 7) % 7], slot->day,
		      month_name(slot->month), civil.year, slot->hour,
		      slot->minute, slot->minutes);
}

void letter_values_round(struct template_values *values,
			 const struct letter_round *round)
{
	const struct round_record *record = round->record;
	const struct mailbox *organiser = &round->words->organiser;
	struct buffer *prompts = begin(values, PLACEHOLDER_PROMPTS);

	set(values, PLACEHOLDER_PROGRAMME, round->words->programme);
	buffer_printf(begin(values, PLACEHOLDER_MONTH), "%s %d",
		      month_name(record->month), month_year(record->month));
	set(values, PLACEHOLDER_THEME, record->theme.title);
	set(values, PLACEHOLDER_LENS, record->theme.lens);
	set(values, PLACEHOLDER_ORGANISER, organiser->name);
	set(values, PLACEHOLDER_ORGANISER_EMAIL, organiser->address);
	for (size_t i = 0; i < round->n_prompts; i++) {
		/* The lens has a placeholder of its own. */
		if (strcmp(round->prompts[i].kind, "lens") == 0)
			continue;
		buffer_puts(prompts, prompts->length ? "\n" : "");
		for (const char *at = round->prompts[i].text; *at; at++)
			buffer_putc(prompts, *at == '\n' ? ' ' : *at);
	}
}

/* What only some letters have is empty in the others. */
static void clear_own(struct template_values *values)
{
	static const enum placeholder own[] = {PLACEHOLDER_FIRST_NAMES,
					       PLACEHOLDER_PEOPLE,
					       PLACEHOLDER_SHARED_INTERESTS,
					       PLACEHOLDER_WHEN,
					       PLACEHOLDER_REASON,
					       PLACEHOLDER_BEFORE,
					       PLACEHOLDER_NEXT};

	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		begin(values, own[i]);
}

void letter_values_group(struct template_values *values,
			 const struct letter_round *round, size_t group)
{
	const struct round_record *record = round->record;
	const struct members members =
		members_of(record, &record->plan.groups[group]);

	clear_own(values);
	put_first_names(&values->value[PLACEHOLDER_FIRST_NAMES], &members);
	put_people(&values->value[PLACEHOLDER_PEOPLE], &members);
	put_shared(&values->value[PLACEHOLDER_SHARED_INTERESTS],
		   &record->cohort, &members);
	if (round->slot.minutes)
		put_slot(&values->value[PLACEHOLDER_WHEN], &round->slot);
	else
		set(values, PLACEHOLDER_WHEN,
		    members.n == 3 ? "at a time that suits all three of you"
				   : "at a time that suits you both");
}

void letter_values_waiting(struct template_values *values,
			   const struct letter_round *round, uint32_t person)
{
	const struct round_record *record = round->record;
	const struct members self = {{&record->cohort.people[person]}, 1};

	clear_own(values);
	put_first_names(&values->value[PLACEHOLDER_FIRST_NAMES], &self);
	letter_waiting_reason(&values->value[PLACEHOLDER_REASON], record,
			      person);
	if (record->ordinal < record->of_rounds)
		set(values, PLACEHOLDER_NEXT,
		    "When partners are found for the next month, those who "
		    "have waited come first.");
}
