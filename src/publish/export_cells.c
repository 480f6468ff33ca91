#include "publish/export_cells.h"

void cells_month(struct sheet *out, const struct round_record *record)
{
	char month[MONTH_TEXT];

	sheet_text(out, month_format(month, record->month));
	sheet_number(out, record->ordinal);
}

void cell_reasons(struct sheet *out, const struct round_record *record,
		  size_t g)
{
	struct buffer reasons = BUFFER_INIT;

	round_group_reasons(&reasons, record, g);
	if (reasons.length)
		buffer_cut(&reasons, reasons.length - 1);
	sheet_list(out, reasons.text);
	out->cells.failed |= reasons.failed;
	buffer_release(&reasons);
}

void cells_person(struct sheet *out, const struct person *person)
{
	sheet_text(out, person->erased ? "(erased participant)"
				       : person->profile.name);
	sheet_text(out, person->email);
	sheet_text(out, person->organisation_name);
	sheet_text(out, person->sector_label);
	sheet_list(out, person->profile.place);
}

void cell_partners(struct sheet *out, const struct round_record *record,
		   const struct group *group, unsigned self,
		   const char *(*field)(const struct person *))
{
	struct buffer text = BUFFER_INIT;

	for (unsigned i = 0; i < group->size; i++) {
		const struct person *person =
			&record->cohort.people[group->member[i]];

		if (i == self || person->erased || !*field(person))
			continue;
		buffer_puts(&text, text.length ? "; " : "");
		buffer_puts(&text, field(person));
	}
	sheet_text(out, text.text);
	out->cells.failed |= text.failed;
	buffer_release(&text);
}

const char *person_name(const struct person *person)
{
	return person->profile.name;
}

const char *person_email(const struct person *person)
{
	return person->email;
}

const char *person_organisation(const struct person *person)
{
	return person->organisation_name;
}

const char *person_sector(const struct person *person)
{
	return person->sector_label;
}

/* Does somebody share the interest with any of the partners? */
static bool is_shared(const struct cohort *cohort, const struct group *group,
		      unsigned self, const struct term_set *interest)
{
	for (unsigned i = 0; i < group->size; i++)
		if (i != self &&
		    term_set_shared(
			    interest,
			    &cohort->people[group->member[i]].interests))
			return true;
	return false;
}

void cell_shared(struct sheet *out, const struct round_record *record,
		 const struct group *group, unsigned self)
{
	const struct cohort *cohort = &record->cohort;
	const struct term_set *own =
		&cohort->people[group->member[self]].interests;
	struct buffer text = BUFFER_INIT;

	for (size_t i = 0; i < own->count; i++) {
		struct term_set one = {own->ids + i, 1};

		if (!is_shared(cohort, group, self, &one))
			continue;
		buffer_puts(&text, text.length ? "; " : "");
		buffer_puts(&text, cohort->terms[own->ids[i]]);
	}
	sheet_text(out, text.text);
	out->cells.failed |= text.failed;
	buffer_release(&text);
}
