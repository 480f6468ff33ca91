/* A forecast in the words of a colleague. */
#include "command/forecast.h"

#include "connect5/text.h"

enum { MOST_NAMES = 8 };

static void put_month(struct buffer *out, month_t month)
{
	buffer_printf(out, "%s %d", month_name(month), month_year(month));
}

static void put_count(struct buffer *out, size_t n, const char *one,
		      const char *many)
{
	buffer_printf(out, "%zu %s", n, n == 1 ? one : many);
}

static void what_if_line(struct buffer *out, const struct forecast *forecast)
{
	bool first = true;

	for (size_t c = 0; c < forecast->n_changes; c++) {
		const struct forecast_change *change = &forecast->changes[c];

		buffer_puts(out, first ? "As if there were " : ", ");
		first = false;
		buffer_printf(out, "%zu %s in ", change->add + change->remove,
			      change->add ? "more" : "fewer");
		text_visible(out, change->sector.label);
	}
	buffer_puts(out, first ? "" : ".\n");
}

static void heading(struct buffer *out, const struct forecast *forecast)
{
	buffer_puts(out, "Forecast for ");
	text_visible(out, forecast->programme.name);
	buffer_puts(out, ", ");
	put_month(out, forecast->months[0].month);
	if (forecast->n > 1) {
		buffer_puts(out, " to ");
		put_month(out, forecast->months[forecast->n - 1].month);
	}
	buffer_puts(out, ". Nothing is changed.\n");
	what_if_line(out, forecast);
}

static void expected_line(struct buffer *out, const struct coming_month *month)
{
	const struct headcount *count = &month->count;

	buffer_putc(out, '\n');
	put_month(out, month->month);
	buffer_puts(out, ": ");
	put_count(out, count->active, "person", "people");
	buffer_puts(out, " expected");
	if (count->away)
		buffer_printf(out, ", %zu away", count->away);
	if (count->paused)
		buffer_printf(out, ", %zu paused", count->paused);
	buffer_putc(out, '\n');
}

/* "30 pairs and 1 trio", as foreseen. */
static void groups_text(struct buffer *out, const struct plan *plan)
{
	size_t trios = 0;

	for (size_t g = 0; g < plan->n_groups; g++)
		trios += plan->groups[g].size == 3;
	put_count(out, plan->n_groups - trios, "pair", "pairs");
	if (trios) {
		buffer_puts(out, " and ");
		put_count(out, trios, "trio", "trios");
	}
}

static void basis_text(struct buffer *out, const struct forecast *forecast,
		       size_t month)
{
	const struct forecast_month *played =
		forecast->played ? &forecast->played[month] : NULL;

	switch (forecast_basis(forecast, month)) {
	case FORECAST_EXACT:
		buffer_puts(out, "exact");
		break;
	case FORECAST_REACHED:
		buffer_puts(out, "exact, if the months before go as foreseen");
		break;
	case FORECAST_PLAYED:
		buffer_printf(out,
			      "an estimate, after the groups foreseen before; "
			      "after others it might be up to %zu",
			      played->record.cohort.n - played->least_waiting);
		break;
	case FORECAST_COUNTED:
		buffer_puts(out, "an estimate, by the parts of the system "
				 "alone");
		break;
	}
}

static void ceiling_lines(struct buffer *out, const struct forecast *forecast,
			  size_t m)
{
	const struct coming_month *month = &forecast->months[m];
	struct buffer why = BUFFER_INIT;
	const char *sector;
	size_t people;
	bool limited = forecast_limit(forecast, m, &why, &sector, &people);

	buffer_puts(out, "  ");
	if (limited && !month->ceiling)
		buffer_puts(out, "nobody can have a group");
	else if (limited)
		buffer_printf(out, "%zu can have a group", month->ceiling);
	else
		buffer_puts(out, "everybody can have a group");
	if (forecast->played && month->ceiling) {
		buffer_puts(out, ", in ");
		groups_text(out, &forecast->played[m].record.plan);
	}
	buffer_puts(out, " (");
	basis_text(out, forecast, m);
	buffer_puts(out, ")\n");
	if (limited) {
		buffer_puts(out, "  ");
		text_visible(out, why.text);
		buffer_putc(out, '\n');
	}
	out->failed |= why.failed;
	buffer_release(&why);
}

static void put_absence(struct buffer *out, const struct absence *absence)
{
	text_visible(out, absence->name);
	if (!absence->paused) {
		buffer_puts(out, " (away)");
	} else if (absence->until == MONTH_NONE) {
		buffer_puts(out, " (paused with no end)");
	} else {
		buffer_puts(out, " (paused until ");
		put_month(out, absence->until);
		buffer_putc(out, ')');
	}
}

static void absent_line(struct buffer *out, const struct coming_month *month)
{
	for (size_t i = 0; i < month->n_absent && i < MOST_NAMES; i++) {
		buffer_puts(out, i ? ", " : "  not expected: ");
		put_absence(out, &month->absent[i]);
	}
	if (month->n_absent > MOST_NAMES)
		buffer_printf(out, " and %zu more",
			      month->n_absent - MOST_NAMES);
	buffer_puts(out, month->n_absent ? "\n" : "");
}

/* Pairs that must be, and what is in their way by then. */
static void planned_lines(struct buffer *out, const struct round_record *record)
{
	for (size_t i = 0; i < record->n_musts; i++) {
		const struct must_pair *must = &record->musts[i];

		buffer_puts(out, "  planned: ");
		text_visible(out, must->name_a);
		buffer_puts(out, " with ");
		text_visible(out, must->name_b);
		if (must->fate != MUST_KEPT) {
			struct buffer why = BUFFER_INIT;

			round_must_reason(&why, record, must);
			buffer_puts(out, "; cannot be: ");
			text_visible(out, why.text);
			buffer_release(&why);
		}
		buffer_putc(out, '\n');
	}
}

/* "5 conversations" */
static void put_target(struct buffer *out, const struct forecast *forecast)
{
	put_count(out, forecast->target, "conversation", "conversations");
}

/* Is there a month in which anybody is? */
static bool anybody_expected(const struct forecast *forecast)
{
	for (size_t m = 0; m < forecast->n; m++)
		if (forecast->months[m].count.active)
			return true;
	return false;
}

/* Those who fall short: because they must, or only as it is foreseen here. */
static size_t list_short(struct buffer *out, const struct forecast *forecast,
			 bool must)
{
	size_t n = 0;

	for (size_t i = 0; i < forecast->n_shortfalls; i++) {
		const struct shortfall *shortfall = &forecast->shortfalls[i];

		if ((shortfall->most < forecast->target) != must)
			continue;
		if (n++ >= MOST_NAMES)
			continue;
		buffer_puts(out, n > 1 ? ", " : "");
		text_visible(out, shortfall->name);
		buffer_printf(out, " (%u)",
			      must ? shortfall->most : shortfall->foreseen);
	}
	if (n > MOST_NAMES)
		buffer_printf(out, " and %zu more", n - MOST_NAMES);
	return n;
}

static void short_lines(struct buffer *out, const struct forecast *forecast)
{
	struct buffer must = BUFFER_INIT, may = BUFFER_INIT;
	size_t n_must = list_short(&must, forecast, true);
	size_t n_may = list_short(&may, forecast, false);

	if (n_must) {
		put_count(out, n_must, "person", "people");
		buffer_puts(out, " cannot reach ");
		put_target(out, forecast);
		buffer_printf(out, " any more, only: %s.\n", must.text);
	}
	if (n_may) {
		put_count(out, n_may, "person", "people");
		buffer_puts(out, " would not reach ");
		put_target(out, forecast);
		buffer_printf(out, ", as foreseen here: %s.\n", may.text);
	}
	out->failed |= must.failed || may.failed;
	buffer_release(&must);
	buffer_release(&may);
}

static void people_lines(struct buffer *out, const struct forecast *forecast)
{
	buffer_putc(out, '\n');
	if (!forecast->played) {
		buffer_puts(out, "Who can still reach ");
		put_target(out, forecast);
		buffer_printf(out, " is looked at with up to %d people.\n",
			      FORECAST_MOST_PLAYED);
		return;
	}
	if (!forecast->n_shortfalls && forecast->n_people) {
		buffer_puts(out, "Everybody who is expected can still reach ");
		put_target(out, forecast);
		buffer_puts(out, ".\n");
	}
	short_lines(out, forecast);
}

static void sacrifice_line(struct buffer *out, const struct forecast *forecast)
{
	const struct forecast_sacrifice *sacrifice = &forecast->sacrifice;

	if (!sacrifice->known) {
		buffer_puts(out, "Whether a group given up in one month would "
				 "gain more in others is looked at with up to "
				 "12 people.\n");
	} else if (sacrifice->people) {
		buffer_puts(out, "One group fewer in ");
		put_month(out, forecast->months[sacrifice->month].month);
		buffer_puts(out, " would gain more in later months: ");
		put_count(out, sacrifice->people, "more person", "more people");
		buffer_puts(out, " with a group, all months together.\n");
	} else {
		buffer_printf(
			out,
			"A group given up in one month would gain no more "
			"in others%s.\n",
			sacrifice->complete ? "" : ", as far as was seen");
	}
}

void forecast_text(struct buffer *out, const struct forecast *forecast)
{
	if (!forecast->n) {
		text_visible(out, forecast->programme.name);
		buffer_puts(out, ": no month is to come.\n");
		return;
	}
	heading(out, forecast);
	for (size_t m = 0; m < forecast->n; m++) {
		expected_line(out, &forecast->months[m]);
		ceiling_lines(out, forecast, m);
		absent_line(out, &forecast->months[m]);
		if (forecast->played)
			planned_lines(out, &forecast->played[m].record);
	}
	if (!anybody_expected(forecast)) {
		put_remedy(out, forecast->work.context,
			   "\nNobody is expected: 'connect5 import EXPORT.csv' "
			   "brings people in, 'connect5 people' lists those "
			   "who are.\n");
		return;
	}
	people_lines(out, forecast);
	sacrifice_line(out, forecast);
}
