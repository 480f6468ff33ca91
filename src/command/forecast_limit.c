/* Why a month places no more people, and what would. */
#include "command/forecast.h"

#include <string.h>

enum forecast_basis forecast_basis(const struct forecast *forecast,
				   size_t month)
{
	const struct forecast_month *played;

	if (!forecast->played)
		return FORECAST_COUNTED;
	played = &forecast->played[month];
	if (!month)
		return FORECAST_EXACT;
	return played->record.plan.n_waiting > played->least_waiting
		       ? FORECAST_PLAYED
		       : FORECAST_REACHED;
}

static void put_remedy_text(struct buffer *out, size_t people)
{
	buffer_printf(out, "; %zu more %s from elsewhere would end it", people,
		      people == 1 ? "person" : "people");
}

/* By the parts of the system alone. */
static const char *counted_text(struct buffer *out,
				const struct coming_month *month)
{
	const struct sector_count *largest = month->count.sectors;
	size_t active = month->count.active;

	for (size_t i = 1; i < month->count.n_sectors; i++)
		if (month->count.sectors[i].people > largest->people)
			largest = &month->count.sectors[i];
	if (2 * largest->people <= active) {
		buffer_printf(out,
			      "one of %zu must wait, since the number is odd",
			      active);
		put_remedy_text(out, 1);
		return NULL;
	}
	buffer_printf(out,
		      "%zu of the %zu people are in %s: %zu must wait whatever "
		      "anyone does",
		      largest->people, active, largest->label,
		      active - month->ceiling);
	put_remedy_text(out, active - month->ceiling);
	return largest->label;
}

static const char *played_text(struct buffer *out,
			       const struct round_record *record)
{
	const char *kind = round_witness_kind(record);

	round_witness_text(out, record);
	if (strcmp(kind, "majority") == 0)
		return record->cohort.people[record->plan.waiting[0]]
			.sector_label;
	put_remedy_text(out, record->plan.n_waiting);
	return NULL;
}

bool forecast_limit(const struct forecast *forecast, size_t month,
		    struct buffer *why, const char **sector, size_t *people)
{
	const struct coming_month *of = &forecast->months[month];

	*sector = NULL;
	if (of->count.active < 2) {
		*people = 2 - of->count.active;
		buffer_puts(why, "a round needs two people");
		return true;
	}
	*people = of->count.active - of->ceiling;
	if (!*people)
		return false;
	*sector = forecast->played
			  ? played_text(why, &forecast->played[month].record)
			  : counted_text(why, of);
	return true;
}
