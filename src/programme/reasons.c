/* A round in words: why a group was made. */
#include "connect5/record.h"

#include <string.h>

#include "connect5/score.h"

/* The reasons of one pair: one a line, or one line for a pair of a trio. */
static void pair_reasons(struct buffer *out, const struct round_record *record,
			 const struct group *group, struct index_pair pair)
{
	const struct person *a = &record->cohort.people[pair.a];
	const struct person *b = &record->cohort.people[pair.b];
	struct buffer lines = BUFFER_INIT;
	const char *between = "";

	if (a->erased || b->erased)
		return;
	if (cohort_must_mate(&record->cohort, pair.a) == pair.b)
		buffer_puts(&lines, "to be put together, as was asked\n");
	score_reasons(&lines, &record->cohort, &record->settings, pair, false);
	if (group->size == 2) {
		buffer_add(out, lines.text, lines.length);
	} else {
		buffer_printf(out, "%s and %s: ", a->profile.name,
			      b->profile.name);
		for (const char *at = lines.text; *at; between = ", ") {
			size_t length = strcspn(at, "\n");

			buffer_puts(out, between);
			buffer_add(out, at, length);
			at += length + 1;
		}
		buffer_putc(out, '\n');
	}
	out->failed |= lines.failed;
	buffer_release(&lines);
}

void round_group_reasons(struct buffer *out, const struct round_record *record,
			 size_t group_index)
{
	const struct group *group = &record->plan.groups[group_index];

	for (unsigned i = 0; i < group->size; i++)
		for (unsigned j = i + 1; j < group->size; j++)
			pair_reasons(out, record, group,
				     (struct index_pair){group->member[i],
							 group->member[j]});
}
