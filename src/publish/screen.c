#include "connect5/screen.h"

#include <string.h>

#include "connect5/text.h"

enum { NAME_COLUMNS = 26, SECTOR_COLUMNS = 16, ORGANISATION_COLUMNS = 34 };

static void bold(struct buffer *out, bool color, const char *text)
{
	buffer_puts(out, color ? "\033[1m" : "");
	text_visible(out, text);
	buffer_puts(out, color ? "\033[0m" : "");
}

static void heading(struct buffer *out, const struct round_record *record,
		    bool color)
{
	struct buffer title = BUFFER_INIT;

	buffer_printf(&title, "%s %d · round %d of %d · %s",
		      month_name(record->month), month_year(record->month),
		      record->ordinal, record->of_rounds, record->theme.title);
	bold(out, color, title.text);
	buffer_putc(out, '\n');
	buffer_release(&title);
}

static void plural(struct buffer *out, size_t n, const char *one,
		   const char *many)
{
	buffer_printf(out, "%zu %s", n, n == 1 ? one : many);
}

static size_t count_trios(const struct plan *plan)
{
	size_t trios = 0;

	for (size_t g = 0; g < plan->n_groups; g++)
		trios += plan->groups[g].size == 3;
	return trios;
}

static void summary(struct buffer *out, const struct round_record *record)
{
	const struct plan *plan = &record->plan;
	size_t trios = count_trios(plan);

	plural(out, record->cohort.n, "person", "people");
	buffer_puts(out, " active: ");
	plural(out, plan->n_groups - trios, "pair", "pairs");
	if (trios) {
		buffer_puts(out, ", ");
		plural(out, trios, "trio", "trios");
	}
	if (!plan->n_waiting)
		buffer_puts(out, ", nobody waits\n\n");
	else if (plan->n_waiting == 1)
		buffer_puts(out, ", one waits\n\n");
	else
		buffer_printf(out, ", %zu wait\n\n", plan->n_waiting);
}

static void trim_end(struct buffer *out)
{
	size_t length = out->length;

	while (length && out->text[length - 1] == ' ')
		length--;
	buffer_cut(out, length);
}

static void person_line(struct buffer *out, const struct person *person)
{
	const char *name =
		person->erased ? "(erased participant)" : person->profile.name;

	text_cell(out, name, NAME_COLUMNS);
	buffer_puts(out, "  ");
	text_cell(out, person->sector_short, SECTOR_COLUMNS);
	buffer_puts(out, "  ");
	text_cell(out, person->organisation_name, ORGANISATION_COLUMNS);
	buffer_puts(out, "  ");
	text_visible(out, person->email);
	trim_end(out);
	buffer_putc(out, '\n');
}

static void group_lines(struct buffer *out, const struct round_record *record,
			size_t g)
{
	const struct group *group = &record->plan.groups[g];

	for (unsigned i = 0; i < group->size; i++) {
		if (i == 0)
			buffer_printf(out, "%4u  ", group->number);
		else
			buffer_puts(out, i == 2 ? "   +  " : "      ");
		person_line(out, &record->cohort.people[group->member[i]]);
	}
	if (group->relaxed)
		buffer_puts(out, "      (relaxed: the same part of the "
				 "system, as allowed)\n");
	if (group->outcome != OUTCOME_UNKNOWN)
		buffer_printf(out, "      (%s)\n",
			      outcome_name(group->outcome));
}

static void reason_lines(struct buffer *out, const struct round_record *record,
			 size_t g)
{
	struct buffer lines = BUFFER_INIT;
	char *save = NULL;

	round_group_reasons(&lines, record, g);
	for (char *at = lines.length ? strtok_r(lines.text, "\n", &save) : NULL;
	     at; at = strtok_r(NULL, "\n", &save)) {
		buffer_puts(out, "        - ");
		text_visible(out, at);
		buffer_putc(out, '\n');
	}
	out->failed |= lines.failed;
	buffer_release(&lines);
}

static void waiting_lines(struct buffer *out, const struct round_record *record,
			  bool color)
{
	const struct plan *plan = &record->plan;

	if (!plan->n_waiting)
		return;
	buffer_puts(out, plan->n_groups ? "\n" : "");
	bold(out, color, "Waiting");
	buffer_putc(out, '\n');
	for (size_t i = 0; i < plan->n_waiting; i++) {
		struct buffer reason = BUFFER_INIT;

		buffer_puts(out, "   -  ");
		person_line(out, &record->cohort.people[plan->waiting[i]]);
		round_waiting_reason(&reason, record, plan->waiting[i]);
		buffer_puts(out, "      ");
		text_visible(out, reason.text);
		buffer_putc(out, '\n');
		buffer_release(&reason);
	}
}

/* Those who were to be put together, and are not. */
static void unkept_lines(struct buffer *out, const struct round_record *record)
{
	for (size_t i = 0; i < record->n_musts; i++) {
		const struct must_pair *must = &record->musts[i];
		struct buffer line = BUFFER_INIT;

		if (must->fate == MUST_KEPT)
			continue;
		buffer_printf(
			&line,
			"%s and %s were to be put together, and are not: ",
			must->name_a, must->name_b);
		round_must_reason(&line, record, must);
		buffer_putc(out, '\n');
		text_visible(out, line.text);
		buffer_puts(out, ".\n");
		out->failed |= line.failed;
		buffer_release(&line);
	}
}

static void relaxed_line(struct buffer *out, const struct plan *plan)
{
	size_t relaxed = plan_count_relaxed(plan);

	if (!relaxed) {
		buffer_puts(out, "No group had to be relaxed.\n");
		return;
	}
	buffer_puts(out, "Relaxed: ");
	plural(out, relaxed, "group", "groups");
	if (plan->certificate.relaxed == (int64_t)relaxed)
		buffer_puts(out, "; no round that places as many in as few "
				 "trios has fewer.\n");
	else
		buffer_printf(out,
			      "; fewer were not found, and there must be %lld "
			      "at least.\n",
			      (long long)plan->certificate.relaxed);
}

/* What the score is short of its bound for. */
static void given_up_lines(struct buffer *out, const struct plan *plan)
{
	const struct ahead *ahead = &plan->certificate.ahead;
	int64_t now = plan->proof.given_up - ahead->points;

	if (now && plan->proof.optimal) {
		plural(out, (size_t)now, "point was", "points were");
		buffer_puts(out, " given up so that the most people have a "
				 "group.\n");
	}
	if (!ahead->months)
		return;
	plural(out, (size_t)ahead->points, "point was", "points were");
	buffer_puts(out, " given up so that ");
	plural(out, (size_t)ahead->people, "more person", "more people");
	buffer_puts(out, " can have a group in the ");
	if (ahead->months > 1)
		buffer_printf(out, "%u months to come.\n", ahead->months);
	else
		buffer_puts(out, "month to come.\n");
}

void screen_proof(struct buffer *out, const struct round_record *record)
{
	const struct proof *proof = &record->plan.proof;
	bool relaxed = plan_count_relaxed(&record->plan) > 0;

	buffer_puts(out, record->repair ? "\nProof of the repair, beside trios "
					  "and groups that have met: "
					: "\nProof: ");
	plural(out, (size_t)proof->pairs, "pair", "pairs");
	buffer_printf(out, " of at most %lld", (long long)proof->ceiling);
	if (proof->pairs)
		buffer_printf(out, "; the pairs score %lld",
			      (long long)proof->score);
	if (proof->pairs && proof->optimal)
		buffer_printf(out,
			      ", and no others that place as many%s%s%s score "
			      "more than %lld",
			      record->repair ? ", keeping as many groups" : "",
			      relaxed ? ", relaxing as few" : "",
			      record->repair || relaxed ? "," : "",
			      (long long)proof->bound);
	buffer_puts(out, ".\n");
	if (record->cohort.relaxed)
		relaxed_line(out, &record->plan);
	given_up_lines(out, &record->plan);
	if (proof->waits_made_good)
		buffer_printf(out, "Earlier waits made good: %lld.\n",
			      (long long)proof->waits_made_good);
}

void screen_title(struct buffer *out, const struct round_record *record,
		  bool color)
{
	heading(out, record, color);
	summary(out, record);
}

void screen_round(struct buffer *out, const struct round_record *record,
		  bool color, bool reasons)
{
	screen_title(out, record, color);
	for (size_t g = 0; g < record->plan.n_groups; g++) {
		group_lines(out, record, g);
		if (reasons)
			reason_lines(out, record, g);
	}
	waiting_lines(out, record, color);
	unkept_lines(out, record);
	screen_proof(out, record);
}
