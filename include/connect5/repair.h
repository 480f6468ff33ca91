/*
 * The repair of a round that people were told of: after some dropped out, came
 * late, or reported that they did not meet, the fewest groups change. Pure.
 *
 * What is maximised, lexicographically: people placed; groups kept as they were
 * announced (the same people, two or three); then the fewest trios, the fewest
 * relaxed groups, earlier waits of those placed, and the scores. A group that
 * has met is not touched, and nobody in it is part of the question. A pair that
 * was dissolved stays used; a pair that remains of a trio may stay.
 *
 * How: plan_make() with a digit for announced pairs (see pairing.c) says which
 * pairs there are beside some trios. Those trios that stood are tried, to stay
 * or to be dissolved, up to REPAIR_MOST_TRIOS of them; where no more than
 * REPAIR_SMALL people are concerned, every choice of trios whatsoever, so that
 * the result is the best there is. Beyond that trios are made for those who are
 * left over alone, as in plan_make(). proof and certificate speak of the people
 * beside the trios: these pairs are the best ones, given the trios;
 * proof.optimal is false if another choice of trios might do better.
 */
#ifndef CONNECT5_REPAIR_H
#define CONNECT5_REPAIR_H

#include "connect5/record.h"

enum { REPAIR_SMALL = 10, REPAIR_MOST_TRIOS = 4 };

/*
 * Makes record->plan. Given are the cohort with its announced pairs, what was
 * before (record->former), and in record->plan.groups those that have met.
 * Groups that are kept keep their number. C5_NO: fewer than two people.
 */
enum c5_status repair_make(struct round_record *record,
			   const struct match_watch *watch,
			   struct c5_error *err);

/* Are people and groups as they were before, whoever has turned out to be
 * somebody else? */
enum c5_status repair_changes_nothing(bool *out,
				      const struct round_record *before,
				      const struct round_record *repaired,
				      struct c5_error *err);

/* Groups that reported that they did not meet, and were free to be made anew:
 * how many, and how many are the same two or three again. */
struct looked_at {
	size_t groups, together;
};
enum c5_status repair_looked_at(struct looked_at *out,
				const struct round_record *record,
				struct c5_error *err);
/* "2 groups reported not met were looked at: 1 was made anew, 1 stays together,
 * ..."; nothing where there were none. */
void looked_at_text(struct buffer *out, const struct looked_at *looked_at);

/* Whom to tell what, held against what each was last told */

enum change_kind {
	CHANGE_KEPT,	/* the group is the one they were told of */
	CHANGE_PARTNER, /* somebody else */
	CHANGE_TRIO,	/* three, who were not */
	CHANGE_PAIR,	/* two of a trio */
	CHANGE_NONE	/* no partner */
};
struct change {
	enum change_kind kind;
	bool news;	 /* they have to be told */
	size_t group;	 /* SIZE_MAX: none */
	uint32_t former; /* what they were told: in record->told; UINT32_MAX */
	uint32_t person;
};

/*
 * Everybody in the round, those with news first, by group and then by seat; who
 * has none last. From malloc.
 */
enum c5_status repair_changes(struct change **out, size_t *n,
			      const struct round_record *record,
			      struct c5_error *err);

/* "new partner" */
const char *change_text(enum change_kind kind);

/* Why, in words. */
void change_reason(struct buffer *out, const struct round_record *record,
		   const struct change *change);

/* Names or addresses of a person's partners, one a line. */
void change_partners(struct buffer *out, const struct round_record *record,
		     const struct change *change, bool addresses);

/* Those of whom they were told before, by name, one a line. */
void change_before(struct buffer *out, const struct round_record *record,
		   const struct change *change);

#endif
