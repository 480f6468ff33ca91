#include "command/export.h"

static void note_waiting(const struct export *export,
			 const struct export_kind *kind)
{
	size_t waiting = export->record.plan.n_waiting;
	char month[MONTH_TEXT];

	if (!waiting || !kind->notes_absent)
		return;
	note(export->context,
	     "%zu %s this month and %s not in here: 'connect5 export waiting "
	     "%s' lists them with the reason",
	     waiting, waiting == 1 ? "person waits" : "people wait",
	     waiting == 1 ? "is" : "are",
	     month_format(month, export->record.month));
}

enum { NAMED_MAX = 5 };

/* Those in groups whom no mail will reach, the first few by name. */
static void note_unaddressed(const struct export *export,
			     const struct export_kind *kind)
{
	const struct round_record *record = &export->record;
	struct buffer names = BUFFER_INIT;
	size_t n = 0;

	if (!kind->by_mail)
		return;
	for (size_t g = 0; g < record->plan.n_groups; g++) {
		const struct group *group = &record->plan.groups[g];

		for (unsigned i = 0; i < group->size; i++) {
			const struct person *person =
				&record->cohort.people[group->member[i]];

			if (person->erased || *person->email)
				continue;
			if (n++ < NAMED_MAX)
				buffer_printf(&names, "%s%s", n > 1 ? ", " : "",
					      person->profile.name);
		}
	}
	if (n > NAMED_MAX)
		buffer_printf(&names, " and %zu more", n - NAMED_MAX);
	if (n)
		note(export->context,
		     "without an e-mail address, so that no mail reaches "
		     "them: %s. Tell them another way, or say 'connect5 "
		     "people set WHO email=ADDRESS'",
		     names.text);
	buffer_release(&names);
}

void export_note_absent(const struct export *export,
			const struct export_kind *kind)
{
	note_waiting(export, kind);
	note_unaddressed(export, kind);
}
