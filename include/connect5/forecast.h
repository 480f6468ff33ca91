/*
 * A forecast: the months to come, made one after the other as plan_make() makes
 * them, of those who are expected in each. What comes of the first month is
 * exact. What comes of a later one depends on whom people will have met by
 * then, which is foreseen here and may go otherwise. Pure, and changes nothing.
 */
#ifndef CONNECT5_FORECAST_H
#define CONNECT5_FORECAST_H

#include "connect5/record.h"
#include "connect5/vocabulary.h"

/* What if there were more people of a part of the system, or fewer? */
struct forecast_change {
	struct sector sector;
	size_t add, remove;
};

struct forecast_month {
	struct round_record record; /* of those expected; plan: as foreseen */
	size_t least_waiting; /* if nobody met anybody before it, from today */
};

/*
 * Makes the plans of `n` months, in order, whose records hold today's people
 * (store_candidates()), with the changes made to all of them. Those who are
 * added are `people[].id` < 0, and nothing is known of them but their part;
 * those who are taken away are drawn by lot, from the months' first to their
 * last. Pairs that must be are, unless a rule keeps them apart by then, which
 * they say; record.musts must not be in the pool of its cohort. A month of
 * fewer than two has no plan. C5_USAGE: fewer people are there than are to be
 * taken away.
 */
enum c5_status forecast_play(struct forecast_month *months, size_t n,
			     const struct forecast_change *changes,
			     size_t n_changes, struct c5_error *err);

/*
 * A month in which one group fewer would let more people have a group in the
 * months from the first on, all in all, as if everybody of the first stayed.
 */
struct forecast_sacrifice {
	bool known;    /* the cohort is small enough to be looked at */
	bool complete; /* and all was looked at */
	size_t month;  /* 0: the first */
	size_t people; /* more, all in all; 0: there is no such month */
};
enum c5_status forecast_sacrifice(struct forecast_sacrifice *out,
				  const struct forecast_month *months, size_t n,
				  struct c5_error *err);

/* How many others a participant may meet in months that were played, counted up
 * to `enough`. */
size_t forecast_others(const struct forecast_month *months, size_t n,
		       int64_t id, size_t enough);

#endif
