/*
 * Why a round is as it is: what its points come from, whom somebody could have
 * met instead, and what that would have cost the month. Pure; the facts are
 * those of the record, and so are rules, settings and must-pairs.
 *
 * The cost of a pair is exact: the month is made again with these two as a
 * must-pair, audited, and held against the month as it is. Without that, the
 * certificate gives a bound for nothing: every pairing with the pair (u, v)
 * costs at least the slack of its inequality (match.h) more than the best one.
 *
 * A repair keeps what was announced before all else, and its certificate speaks
 * of that. What is held against then is the month made anew of the same people.
 */
#ifndef CONNECT5_EXPLAIN_H
#define CONNECT5_EXPLAIN_H

#include "connect5/match.h"
#include "connect5/record.h"
#include "connect5/score.h"

/* Points by what they were given for, over all pairs of all groups. */
enum reason {
	REASON_PREFER,
	REASON_AVOID, /* below 0 */
	REASON_SECTOR,
	REASON_INTEREST,
	REASON_PLACE,
	REASON_PROFESSION,
	REASON_SLOT,
	REASON_SENIORITY,
	REASON_DRAW,
	REASON_COUNT
};
struct reason_total {
	int64_t points;
	size_t pairs; /* that have any */
};
struct reason_totals {
	struct reason_total of[REASON_COUNT];
	int64_t erased; /* points of groups with somebody who was erased */
};

/* The points that a score has for a reason. */
int64_t reason_points(const struct score *score, enum reason reason);

void explain_totals(struct reason_totals *out,
		    const struct round_record *record);

/* What is lost, as in plan.h first to last; below 0: won. */
struct loss {
	int64_t people;	 /* fewer have a group */
	int64_t trios;	 /* more of them */
	int64_t relaxed; /* more relaxed groups */
	int64_t waits;	 /* fewer earlier waits made good */
	int64_t points;	 /* fewer points, of the pairs before thirds */
};

/* < 0: `a` loses less. */
int loss_compare(const struct loss *a, const struct loss *b);

enum { EXPLAIN_MOST_TOLD = 8 };

/* Somebody whom a person could have met, and what it would have cost. */
struct alternative {
	uint32_t other;
	int64_t score; /* of the pair */
	/* Where no more is lost than points, it is so many at least, if
	 * `bounded`; `above`: more than points is lost. */
	int64_t least;
	bool bounded, above;
	bool solved; /* and all that follows is known */
	struct loss loss;
	size_t moved;	     /* others who would be with other people */
	uint32_t n_stranded; /* would wait, and do not */
	uint32_t stranded[EXPLAIN_MOST_TOLD];
};

struct explain {
	struct round_record *record; /* borrowed; between calls as it was */
	const struct plan *now;	     /* that losses are counted from */
	struct plan anew;	     /* it, where that is not the record's */
	struct match_nest nest;
};

/*
 * A month of more people than these is not made again for a pair. For one
 * person it is made as often as people and months multiply to no more; to far
 * less where the proof is open, since there is no bound to stop at, and what
 * is made takes longer. Seconds, not minutes.
 */
enum {
	EXPLAIN_MOST_PEOPLE = 10000,
	EXPLAIN_MOST_UNPROVEN = 500,
	EXPLAIN_MOST_MONTHS = 40
};

/*
 * Of a record with a plan whose participants are all there still
 * (audit_is_verifiable()). The caller releases *out, also after a failure.
 */
enum c5_status explain_make(struct explain *out, struct round_record *record,
			    struct c5_error *err);
void explain_release(struct explain *explain);

/* The bound alone, of two who may be a pair (rules.h). */
struct alternative explain_bound(const struct explain *explain, uint32_t who,
				 uint32_t other);

/* What it would cost exactly; C5_DATA: too many people. */
enum c5_status explain_solve(struct alternative *out, struct explain *explain,
			     uint32_t who, uint32_t other,
			     struct c5_error *err);

/* The best of those who may be a pair with somebody, and are in no group with
 * them: first those that are solved, least loss first, then by the bound. */
enum { EXPLAIN_MOST_OTHERS = 5 };
struct alternatives {
	struct alternative best[EXPLAIN_MOST_OTHERS];
	size_t n;
	size_t allowed; /* all of them */
	bool complete;	/* all are solved, and nobody else costs less */
};
enum c5_status explain_others(struct alternatives *out, struct explain *explain,
			      uint32_t who, struct c5_error *err);

/* The group of somebody, by index; SIZE_MAX: they wait. */
size_t explain_group_of(const struct plan *plan, uint32_t who);

#endif
