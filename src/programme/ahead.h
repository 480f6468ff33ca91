/* The two ways to look ahead. Private to src/programme/. */
#ifndef PROGRAMME_AHEAD_H
#define PROGRAMME_AHEAD_H

#include "programme/planner.h"

/* ahead_ways.c: up to AHEAD_MOST_EXACT people, looking at every round. */
enum c5_status ahead_of_all_ways(struct planner *planner, unsigned months,
				 struct c5_error *err);

/* ahead_trials.c: up to AHEAD_MOST_PEOPLE, looking at some. */
enum c5_status ahead_by_trials(struct planner *planner, unsigned months,
			       struct c5_error *err);

/* Notes what was given up, if anything was. */
void ahead_note(struct planner *planner, const struct ahead *ahead);

#endif
