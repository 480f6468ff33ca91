/*
 * Outcomes in the programme file: what became of a round's groups. Only live
 * groups count: those that a later revision has replaced keep the outcome they
 * had.
 */
#ifndef CONNECT5_STORE_OUTCOMES_H
#define CONNECT5_STORE_OUTCOMES_H

#include "connect5/outcome.h"
#include "connect5/store_people.h"

/* Where a participant was in the round of a month. */
struct placement {
	int64_t group; /* 0: in none */
	bool waited;   /* active in the round, without a group */
};
enum c5_status store_placement(struct store *store, int64_t id, month_t month,
			       struct placement *out, struct c5_error *err);

/* A group as people are told of it. */
struct told_group {
	month_t month;
	enum outcome outcome;
	const char *names; /* "Ann Bell and Bob Day", in the pool */
	/* Another live round in which two of them are together and are not
	 * known not to have met, the latest; MONTH_NONE */
	month_t also;
};
enum c5_status store_told_group(struct store *store, int64_t group,
				struct pool *pool, struct told_group *out,
				struct c5_error *err);

/*
 * OUTCOME_NOT_MET gives the connections of the group's members back, but for
 * those whom another round has put together as well; OUTCOME_MET makes them
 * stand again. Rounds made in between are judged by what stood then.
 */
enum c5_status store_set_outcome(struct store *store, int64_t group,
				 enum outcome outcome, struct c5_error *err);

#endif
