/* Where the programme stands, in the words of a colleague. */
#include "command/status.h"

#include "connect5/text.h"

const char *status_month_word(const struct overview *o,
			      const struct month_state *state)
{
	if (state->ordinal)
		return "matched";
	if (o->programme.rounds && state->month < o->programme.last_round)
		return "skipped";
	if (state->month < o->now)
		return "missed";
	return state->month == o->next ? "next" : "to come";
}

/* Has the latest round been made, and nobody told yet? */
static bool untold(const struct overview *o)
{
	month_t latest = o->programme.last_round;

	return o->programme.rounds && latest >= o->now &&
	       !o->months[latest - o->programme.first_month].told;
}

/* Was the latest round repaired after people had been told? */
static bool is_repaired(const struct overview *o)
{
	month_t latest = o->programme.last_round;

	return o->months[latest - o->programme.first_month].repaired;
}

/* The first round that people have joined or left since, or NULL. */
static const struct month_state *to_repair(const struct overview *o)
{
	for (int i = 0; i < o->programme.months; i++)
		if (o->months[i].since.joined || o->months[i].since.left)
			return &o->months[i];
	return NULL;
}

/* The command; what comes before it goes into `out`. */
static void next_command(struct buffer *out, struct buffer *command,
			 const struct overview *o)
{
	month_t last = o->programme.first_month + o->programme.months - 1;
	const struct month_state *torn = to_repair(o);
	char next[MONTH_TEXT], latest[MONTH_TEXT];

	if (!o->n_people) {
		buffer_puts(command, "connect5 import EXPORT.csv");
	} else if (torn) {
		buffer_printf(command, "connect5 repair %s",
			      month_format(next, torn->month));
	} else if (untold(o) && is_repaired(o)) {
		month_format(latest, o->programme.last_round);
		buffer_printf(command,
			      "connect5 export changes %s -o changes-%s.csv",
			      latest, latest);
	} else if (untold(o)) {
		month_format(latest, o->programme.last_round);
		buffer_printf(command,
			      "connect5 export mailmerge %s -o merge-%s.csv",
			      latest, latest);
	} else if (o->next == MONTH_NONE && o->now <= last) {
		month_format(latest, o->programme.last_round);
		buffer_printf(command,
			      "connect5 export pairs %s -o pairs-%s.csv",
			      latest, latest);
	} else if (o->next == MONTH_NONE) {
		buffer_puts(command,
			    "connect5 export people -o people.csv, and thank "
			    "everybody: the programme is over");
	} else if (o->count.active < 2) {
		buffer_puts(command,
			    "connect5 import EXPORT.csv: a round needs two "
			    "active people");
	} else if (o->next > o->now && o->programme.rounds) {
		buffer_printf(out, "nothing before %s %d; then ",
			      month_name(o->next), month_year(o->next));
		buffer_puts(command, "connect5 match");
	} else {
		month_format(next, o->next);
		buffer_printf(command, "connect5 match %s", next);
	}
}

void status_next_step(struct buffer *out, const struct overview *o)
{
	struct buffer command = BUFFER_INIT;

	next_command(out, &command, o);
	put_remedy(out, o->context, command.text);
	out->failed |= command.failed;
	buffer_release(&command);
}

static void month_lines(struct buffer *out, const struct overview *o)
{
	for (int i = 0; i < o->programme.months; i++) {
		const struct month_state *state = &o->months[i];
		char month[MONTH_TEXT];

		buffer_printf(out, "  %s  %-8s  ",
			      month_format(month, state->month),
			      status_month_word(o, state));
		text_cell(out, state->theme, 34);
		if (state->ordinal)
			buffer_printf(out, "  %zu %s, %zu %s", state->people,
				      state->people == 1 ? "person" : "people",
				      state->groups,
				      state->groups == 1 ? "group" : "groups");
		if (state->waiting)
			buffer_printf(out, ", %zu waiting", state->waiting);
		if (state->met || state->not_met)
			buffer_printf(out, "; %zu met, %zu not met", state->met,
				      state->not_met);
		while (out->length && out->text[out->length - 1] == ' ')
			buffer_cut(out, out->length - 1);
		buffer_putc(out, '\n');
	}
}

/* Nobody is dropped for it: the coordinator asks. */
static void unmet_line(struct buffer *out, const struct overview *o)
{
	if (!o->n_unmet)
		return;
	buffer_puts(out, "\nNot met three times in a row or more, worth a "
			 "word: ");
	for (size_t i = 0; i < o->n_unmet; i++) {
		buffer_puts(out, i ? ", " : "");
		text_visible(out, o->unmet[i].who.profile.name);
	}
	buffer_putc(out, '\n');
}

/* Rounds that people have joined or left since. */
static void since_lines(struct buffer *out, const struct overview *o)
{
	for (int i = 0; i < o->programme.months; i++) {
		const struct month_state *state = &o->months[i];
		char month[MONTH_TEXT];

		if (!state->since.joined && !state->since.left)
			continue;
		buffer_printf(out,
			      "\nSince the round for %s was made, %zu joined "
			      "and %zu left, paused or erased: it should be "
			      "repaired.\n",
			      month_format(month, state->month),
			      state->since.joined, state->since.left);
	}
}

/* People who waited in the latest round, or are paused with no end. */
static void attention_lines(struct buffer *out, const struct overview *o)
{
	bool first = true;

	for (size_t i = 0; i < o->n_people; i++) {
		const struct participant *p = &o->people[i];

		if (p->standing != STANDING_PAUSED || p->until != MONTH_NONE)
			continue;
		buffer_puts(out, first ? "\nPaused with no end, worth a word: "
				       : ", ");
		text_visible(out, p->profile.name);
		first = false;
	}
	if (!first)
		buffer_putc(out, '\n');
	for (size_t i = 0; i < o->n_pending; i++) {
		buffer_puts(out, i ? "" : "\n");
		text_visible(out, o->pending[i].name);
		buffer_puts(out, " wants to be kept apart from '");
		text_visible(out, o->pending[i].who);
		buffer_puts(out, "', whom nobody knows yet.\n");
	}
	if (o->musts.length)
		buffer_printf(out, "\n%s", o->musts.text);
}

/* Six months after the last round the data has served its purpose. */
static void retention_line(struct buffer *out, const struct overview *o)
{
	month_t end = o->programme.first_month + o->programme.months + 6;
	char month[MONTH_TEXT];

	buffer_printf(out,
		      "Personal data should go by %s-01, six months after the "
		      "last round.\n",
		      month_format(month, end));
}

void status_text(struct buffer *out, const struct overview *o)
{
	struct buffer step = BUFFER_INIT;
	month_t last = o->programme.first_month + o->programme.months - 1;

	text_visible(out, o->programme.name);
	buffer_printf(out, ": %d of %d %s made, %s %d to %s %d\n",
		      o->programme.rounds, o->programme.months,
		      o->programme.months == 1 ? "round" : "rounds",
		      month_name(o->programme.first_month),
		      month_year(o->programme.first_month), month_name(last),
		      month_year(last));
	month_lines(out, o);
	buffer_putc(out, '\n');
	headcount_text(out, &o->count);
	since_lines(out, o);
	attention_lines(out, o);
	unmet_line(out, o);
	status_next_step(&step, o);
	buffer_printf(out, "\nNext: %s\n", step.text);
	retention_line(out, o);
	buffer_release(&step);
}
