#include "connect5/month_sheet.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/text.h"
#include "publish/export_cells.h"

/* The part of the system by its short name: it stands beside much else. */
static void where_cells(struct sheet *out, const struct person *person)
{
	sheet_text(out, person->organisation_name);
	sheet_text(out, person->sector_short);
	sheet_list(out, person->profile.place);
}

static void name_cell(struct sheet *out, const struct person *person)
{
	sheet_text(out, person->erased ? "(erased participant)"
				       : person->profile.name);
}

/* That a group is relaxed comes first. Each pair of a trio has a line. */
static void why_cell(struct sheet *out, const struct round_record *record,
		     size_t g)
{
	const struct group *group = &record->plan.groups[g];
	struct buffer why = BUFFER_INIT;

	if (group->relaxed)
		buffer_puts(&why, "relaxed: the same part of the system, as "
				  "allowed\n");
	round_group_reasons(&why, record, g);
	if (why.length)
		buffer_cut(&why, why.length - 1);
	if (group->size == 2)
		sheet_list(out, why.text);
	else
		sheet_text(out, why.text);
	out->cells.failed |= why.failed;
	buffer_release(&why);
}

static bool has_trio(const struct plan *plan)
{
	for (size_t g = 0; g < plan->n_groups; g++)
		if (plan->groups[g].size == 3)
			return true;
	return false;
}

enum { MEMBER_CELLS = 4 };

#define MEMBER(n) \
	"Name " n, "Organisation " n, "Part of the system " n, "Place " n

void month_pairs(struct sheet *out, const struct round_record *record)
{
	static const char *const of_two[] = {"Group", MEMBER("1"), MEMBER("2"),
					     "Why", NULL};
	static const char *const of_three[] = {
		"Group", MEMBER("1"), MEMBER("2"), MEMBER("3"), "Why", NULL};
	unsigned most = has_trio(&record->plan) ? 3 : 2;

	sheet_init(out, most == 3 ? of_three : of_two);
	for (size_t g = 0; g < record->plan.n_groups; g++) {
		const struct group *group = &record->plan.groups[g];

		sheet_number(out, group->number);
		for (unsigned i = 0; i < group->size; i++) {
			const struct person *person =
				&record->cohort.people[group->member[i]];

			name_cell(out, person);
			where_cells(out, person);
		}
		sheet_skip(out, (size_t)MEMBER_CELLS * (most - group->size));
		why_cell(out, record, g);
	}
}

/* Where somebody is in the plan: in a group, or waiting (NULL). */
struct seat {
	const struct person *person;
	const struct group *group;
	unsigned self;
};

static int by_name(const void *left, const void *right)
{
	const struct seat *a = left, *b = right;
	int order =
		text_compare(a->person->profile.name, b->person->profile.name);

	if (!order)
		order = strcmp(a->person->email, b->person->email);
	return order ? order
		     : (a->person > b->person) - (a->person < b->person);
}

static size_t find_seats(struct seat *out, const struct round_record *record)
{
	const struct plan *plan = &record->plan;
	const struct person *people = record->cohort.people;
	size_t n = 0;

	for (size_t g = 0; g < plan->n_groups; g++)
		for (unsigned i = 0; i < plan->groups[g].size; i++)
			out[n++] = (struct seat){
				&people[plan->groups[g].member[i]],
				&plan->groups[g], i};
	for (size_t i = 0; i < plan->n_waiting; i++)
		out[n++] = (struct seat){&people[plan->waiting[i]], NULL, 0};
	qsort(out, n, sizeof(*out), by_name);
	return n;
}

static void person_row(struct sheet *out, const struct round_record *record,
		       const struct seat *seat)
{
	const struct person *person = seat->person;

	name_cell(out, person);
	sheet_text(out, person->email);
	where_cells(out, person);
	if (!seat->group) {
		sheet_text(out, "");
		sheet_text(out, "nobody: waits this month");
		sheet_text(out, "");
		return;
	}
	sheet_number(out, seat->group->number);
	cell_partners(out, record, seat->group, seat->self, person_name);
	cell_shared(out, record, seat->group, seat->self);
}

enum c5_status month_people(struct sheet *out,
			    const struct round_record *record,
			    struct c5_error *err)
{
	static const char *const header[] = {
		"Name",	 "E-mail", "Organisation", "Part of the system",
		"Place", "Group",  "Meets",	   "Shared interests",
		NULL};
	struct seat *seats = memory_new(record->cohort.n, sizeof(*seats));

	sheet_init(out, header);
	if (!seats)
		return error_memory(err);
	for (size_t i = 0, n = find_seats(seats, record); i < n; i++)
		person_row(out, record, &seats[i]);
	free(seats);
	return C5_OK;
}

static void prompt_row(struct sheet *out, const char *what, const char *text)
{
	sheet_text(out, what);
	sheet_text(out, text);
}

void month_prompts(struct sheet *out, const struct round_record *record,
		   const struct prompt *prompts, size_t n)
{
	static const char *const header[] = {"When", "What to talk about",
					     NULL};

	sheet_init(out, header);
	prompt_row(out, "Theme", record->theme.title);
	prompt_row(out, "For", record->theme.system);
	for (size_t i = 0; i < n; i++)
		prompt_row(out, prompt_heading(prompts[i].kind),
			   prompts[i].text);
}

void month_waiting(struct sheet *out, const struct round_record *record)
{
	static const char *const header[] = {
		"Name", "E-mail", "Organisation", "Part of the system", "Place",
		"Why",	NULL};

	sheet_init(out, header);
	for (size_t i = 0; i < record->plan.n_waiting; i++) {
		uint32_t v = record->plan.waiting[i];
		const struct person *person = &record->cohort.people[v];
		struct buffer reason = BUFFER_INIT;

		name_cell(out, person);
		sheet_text(out, person->email);
		where_cells(out, person);
		round_waiting_reason(&reason, record, v);
		sheet_text(out, reason.text);
		out->cells.failed |= reason.failed;
		buffer_release(&reason);
	}
}
