#include <stdlib.h>

#include "connect5/repair.h"
#include "connect5/screen.h"
#include "connect5/text.h"

enum { WHAT_COLUMNS = 11, NAME_COLUMNS = 26 };

static const char *const margin = "               ";

/* Groups of which everybody was told so; those that have met are others. */
static size_t count_kept(const struct round_record *record,
			 const struct change *changes, size_t n)
{
	size_t kept = 0, seats = 0;

	for (size_t i = 0; i < n; i++) {
		const struct change *change = &changes[i];
		bool first = !i || changes[i - 1].group != change->group;

		if (change->kind != CHANGE_KEPT ||
		    record->cohort.people[change->person].settled)
			continue;
		seats = first ? 1 : seats + 1;
		kept += seats == record->plan.groups[change->group].size;
	}
	return kept;
}

static size_t count_met(const struct round_record *record)
{
	size_t met = 0;

	for (size_t g = 0; g < record->plan.n_groups; g++)
		met += record->plan.groups[g].outcome == OUTCOME_MET;
	return met;
}

static void heading(struct buffer *out, const struct round_record *record,
		    size_t news, size_t kept, bool color)
{
	size_t met = count_met(record);

	buffer_puts(out, color ? "\033[1m" : "");
	buffer_printf(out, "%s %d · round %d of %d, repaired",
		      month_name(record->month), month_year(record->month),
		      record->ordinal, record->of_rounds);
	buffer_puts(out, color ? "\033[0m\n" : "\n");
	buffer_printf(out, "%zu %s to tell; %zu %s as announced", news,
		      news == 1 ? "person" : "people", kept,
		      kept == 1 ? "group stays" : "groups stay");
	if (met)
		buffer_printf(out, ", and %zu %s met", met,
			      met == 1 ? "has" : "have");
	buffer_puts(out, "\n");
}

static void partner_lines(struct buffer *out, const struct round_record *record,
			  const struct change *change)
{
	const struct group *group;

	if (change->group == SIZE_MAX)
		return;
	group = &record->plan.groups[change->group];
	for (unsigned i = 0; i < group->size; i++) {
		const struct person *person =
			&record->cohort.people[group->member[i]];

		if (group->member[i] == change->person)
			continue;
		buffer_printf(out, "%swith ", margin);
		text_visible(out, person->profile.name);
		buffer_puts(out, " (");
		text_visible(out, person->sector_short);
		buffer_puts(out, *person->organisation_name ? ", " : "");
		text_visible(out, person->organisation_name);
		buffer_puts(out, ") ");
		text_visible(out, person->email);
		buffer_putc(out, '\n');
	}
}

static void change_lines(struct buffer *out, const struct round_record *record,
			 const struct change *change)
{
	const struct person *person = &record->cohort.people[change->person];
	struct buffer reason = BUFFER_INIT;

	change_reason(&reason, record, change);
	buffer_puts(out, "  ");
	text_cell(out, change_text(change->kind), WHAT_COLUMNS);
	buffer_puts(out, "  ");
	text_cell(out, person->profile.name, NAME_COLUMNS);
	buffer_puts(out, "  ");
	text_visible(out, person->email);
	buffer_putc(out, '\n');
	partner_lines(out, record, change);
	buffer_puts(out, margin);
	text_visible(out, reason.text);
	buffer_putc(out, '\n');
	out->failed |= reason.failed;
	buffer_release(&reason);
}

enum c5_status screen_changes(struct buffer *out,
			      const struct round_record *record, bool color,
			      struct c5_error *err)
{
	struct change *changes;
	struct looked_at looked_at;
	size_t n, news = 0;
	enum c5_status status = repair_looked_at(&looked_at, record, err);

	if (!status)
		status = repair_changes(&changes, &n, record, err);
	if (status)
		return status;
	while (news < n && changes[news].news)
		news++;
	heading(out, record, news, count_kept(record, changes + news, n - news),
		color);
	looked_at_text(out, &looked_at);
	for (size_t i = 0; i < news; i++) {
		buffer_puts(out, i ? "" : "\n");
		change_lines(out, record, &changes[i]);
	}
	free(changes);
	return C5_OK;
}
