#include "programme/ahead.h"

#include "programme/season.h"

void ahead_note(struct planner *planner, const struct ahead *ahead)
{
	if (ahead->points > 0)
		planner->out->certificate.ahead = *ahead;
}

enum c5_status planner_look_ahead(struct planner *planner, struct c5_error *err)
{
	unsigned months = planner->cohort->months_after;

	if (months > SEASON_MOST_MONTHS)
		months = SEASON_MOST_MONTHS;
	if (!months || planner->n > AHEAD_MOST_PEOPLE ||
	    planner->cohort->musts.count)
		return C5_OK;
	if (planner->n <= AHEAD_MOST_EXACT)
		return ahead_of_all_ways(planner, months, err);
	return planner->cohort->relaxed ? C5_OK
					: ahead_by_trials(planner, months, err);
}
