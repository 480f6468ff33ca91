/* Where someone works: the part of the system and the organisation. */
#include "ingest/form_internal.h"

#include <string.h>

/* What a row says of both, and what the vocabulary makes of it. */
struct where {
	const char *organisation_text, *sector_text;
	size_t organisation_column, sector_column;
	const struct organisation *organisation;
	const struct organisation *candidates[VOCABULARY_CANDIDATES];
	size_t n_candidates;
};

/* "A, B or C" */
static const char *candidate_names(struct reading *reading,
				   const struct where *where)
{
	struct buffer *names = &reading->value;

	buffer_cut(names, 0);
	for (size_t i = 0; i < where->n_candidates; i++) {
		if (i)
			buffer_puts(names, i + 1 == where->n_candidates ? " or "
									: ", ");
		buffer_puts(names,
			    reading_short(reading, where->candidates[i]->name));
	}
	reading->notes.failed |= names->failed;
	return reading_keep(reading, names->text);
}

/* ": did you mean 'X'" or nothing. */
static const char *suggestion(struct reading *reading, const char *near)
{
	struct buffer *text = &reading->value;

	buffer_cut(text, 0);
	if (near)
		buffer_printf(text, " (did you mean '%s'?)",
			      reading_short(reading, near));
	reading->notes.failed |= text->failed;
	return reading_keep(reading, text->text);
}

static const char *near_organisation(struct reading *reading, const char *text)
{
	const struct organisation *near =
		vocabulary_near_organisation(reading->form->vocabulary, text);

	return suggestion(reading, near ? near->name : NULL);
}

static const char *near_sector(struct reading *reading, const char *text)
{
	const struct sector *near =
		vocabulary_near_sector(reading->form->vocabulary, text);

	return suggestion(reading, near ? near->label : NULL);
}

/* How the row can say its part of the system. A column that is not there yet
 * goes first: in a file of refused rows none is read after the reason. */
static const char *sector_remedy(const struct form *form)
{
	if (form->typed)
		return "say sector=SECTOR, as 'connect5 sectors' lists them";
	if (form->places[FIELD_SECTOR].n)
		return "put in the part of the system";
	return "put in a first column 'Sector'";
}

/* The row names a part of the system. */
static enum c5_status take_sector(struct reading *reading,
				  const struct where *where)
{
	const char *text = where->sector_text;
	const struct sector *sector =
		vocabulary_find_sector(reading->form->vocabulary, text);

	if (sector) {
		reading->out->profile.sector = sector->id;
		return C5_OK;
	}
	if (strchr(text, ';'))
		return reading_refuse(reading, where->sector_column,
				      "'%s' is more than one part of the "
				      "system: leave the one that fits best",
				      reading_short(reading, text));
	if (reading->form->add_sectors) {
		reading->out->new_sector = text;
		return C5_OK;
	}
	return reading_refuse(
		reading, where->sector_column,
		"'%s' is not a part of the system that this programme knows%s: "
		"%s",
		reading_short(reading, text), near_sector(reading, text),
		reading->form->typed
			? "'connect5 sectors' lists them"
			: "mend it, or import with --add-sectors if the form's "
			  "own list is right");
}

/* It names none: the organisation decides, if it can. */
static enum c5_status sector_of_employer(struct reading *reading,
					 const struct where *where)
{
	const char *text = where->organisation_text;
	const struct organisation *known = where->organisation;
	size_t column = where->organisation_column;

	if (!*text)
		return reading_refuse(reading, SIZE_MAX,
				      "neither the part of the system nor the "
				      "organisation is given: %s",
				      reading->form->typed
					      ? "say sector=SECTOR, or "
						"organisation=NAME of one that "
						"has a usual sector"
					      : "put in one of them");
	if (known && known->sector > 0) {
		reading->out->profile.sector = known->sector;
		return C5_OK;
	}
	if (known)
		return reading_refuse(
			reading, column,
			"no part of the system is given, and '%s' has no usual "
			"one: %s, or say 'connect5 organisations set NAME "
			"sector=SECTOR'",
			reading_short(reading, known->name),
			sector_remedy(reading->form));
	if (where->n_candidates)
		return reading_refuse(
			reading, column,
			"'%s' may mean %s: write out which, or %s",
			reading_short(reading, text),
			candidate_names(reading, where),
			sector_remedy(reading->form));
	return reading_refuse(
		reading, column,
		"no part of the system is given, and '%s' is not "
		"an organisation that this programme knows%s: %s, or say "
		"'connect5 organisations add NAME SECTOR'",
		reading_short(reading, text), near_organisation(reading, text),
		sector_remedy(reading->form));
}

static const char *short_name(const struct sector *sector)
{
	return *sector->short_label ? sector->short_label : sector->label;
}

/* The row's own word stands: rule 2 keeps one employer's people apart. */
static void note_disagreement(struct reading *reading,
			      const struct organisation *known)
{
	const struct vocabulary *vocabulary = reading->form->vocabulary;
	int64_t said = reading->out->profile.sector;
	const struct sector *usual =
		vocabulary_sector(vocabulary, known->sector);
	const struct sector *taken = vocabulary_sector(vocabulary, said);

	if (usual && usual->id != said)
		reading_note(reading,
			     "'%s' usually belongs to '%s', and the row says "
			     "'%s': taken as the row says",
			     reading_short(reading, known->name),
			     reading_short(reading, short_name(usual)),
			     reading_short(reading,
					   taken ? short_name(taken)
						 : reading->out->new_sector));
}

static void take_organisation(struct reading *reading,
			      const struct where *where)
{
	const char *text = where->organisation_text;

	if (!*text)
		return;
	if (where->organisation) {
		reading->out->profile.organisation = where->organisation->id;
		note_disagreement(reading, where->organisation);
		return;
	}
	reading->out->new_organisation = text;
	if (where->n_candidates)
		reading_note(reading, "'%s' may mean %s: kept as written",
			     reading_short(reading, text),
			     candidate_names(reading, where));
	else
		reading_note(reading,
			     "organisation '%s' is new%s: kept as written",
			     reading_short(reading, text),
			     near_organisation(reading, text));
}

/* Of a question with a column for each option all that was ticked: two parts of
 * the system are one too many. */
static const char *read_sector(struct reading *reading, size_t *column)
{
	const char *text = reading_field(reading, FIELD_SECTOR, column);
	struct buffer clean = BUFFER_INIT;

	if (!*text || !*reading->form->columns[*column].option)
		return text;
	cell_clean(&clean, reading_question(reading, *column), FIELD_SECTOR);
	reading->notes.failed |= clean.failed;
	text = reading_keep(reading, clean.text);
	buffer_release(&clean);
	return text;
}

enum c5_status read_where(struct reading *reading)
{
	struct where where = {0};
	enum c5_status status;

	where.organisation_text = reading_field(reading, FIELD_ORGANISATION,
						&where.organisation_column);
	where.sector_text = read_sector(reading, &where.sector_column);
	if (*where.organisation_text)
		where.organisation = vocabulary_find_organisation(
			reading->form->vocabulary, where.organisation_text,
			where.candidates, &where.n_candidates);
	status = *where.sector_text ? take_sector(reading, &where)
				    : sector_of_employer(reading, &where);
	if (status == C5_OK)
		take_organisation(reading, &where);
	return status;
}
