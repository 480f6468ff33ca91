/*
 * Outcomes in the programme file: what people said of their groups, and what
 * that comes to. A group that a later revision has replaced can be reported on
 * as well.
 */
#ifndef CONNECT5_STORE_OUTCOMES_H
#define CONNECT5_STORE_OUTCOMES_H

#include "connect5/outcome.h"
#include "connect5/store_people.h"

/* What somebody says of a group. */
struct said {
	int64_t who; /* the participant; 0: nobody knows whose it is */
	enum outcome outcome;
	int64_t completed; /* moment; 0: they do not say when */
};

/* Of which group of a month an answer is. */
enum placing {
	PLACED,	       /* the one they are in, and were told of */
	PLACED_ANEW,   /* the one they are in; were told of `other` */
	PLACED_BEFORE, /* the one that they were in when they answered */
	PLACED_AGAIN,  /* one that they were in, of which they said it before */
	PLACED_GONE,   /* the last that they were in: they are in none now */
	PLACED_NOWHERE
};
struct placement {
	enum placing how;
	int64_t group; /* 0: PLACED_NOWHERE */
	int64_t other; /* of the first three: another of theirs that month */
	bool waited;   /* active in the round, without a group */
};

/*
 * The group in the round of a month that an answer counts for. It is the one
 * that the person is in now, but for an answer older than that group, or one
 * that was taken in before of an earlier group of theirs, and comes again in a
 * cumulative file.
 */
enum c5_status store_placement(struct store *store, const struct said *said,
			       month_t month, struct placement *out,
			       struct c5_error *err);

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

/* A report in force on a group, with who they are today. */
struct group_report {
	struct said said;
	const char *name; /* "" if nobody knows whose it is */
	int64_t change;	  /* that brought it in, and when */
	int64_t at;
};
enum c5_status store_reports(struct store *store, int64_t group,
			     struct pool *pool, struct group_report **out,
			     size_t *n, struct c5_error *err);

/* Has the same person said the very same of the group? Of an answer with a time
 * also if they said something else since. */
enum c5_status store_was_said(struct store *store, int64_t group,
			      const struct said *said, bool *out,
			      struct c5_error *err);

/* Takes the place of what the same person said of the group before. */
enum c5_status store_put_report(struct store *store, int64_t group,
				const struct said *said, struct c5_error *err);

/*
 * Sets the outcome of a group to what its reports come to. OUTCOME_NOT_MET
 * gives the connections of its members back, but for those whom another round
 * has put together as well; OUTCOME_MET makes them stand again. Rounds made in
 * between are judged by what stood then.
 */
enum c5_status store_settle_outcome(struct store *store, int64_t group,
				    enum outcome *out, struct c5_error *err);

#endif
