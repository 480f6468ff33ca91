/*
 * Everything that a programme file holds on one person, with what it holds on
 * those who were found to be the same: the answer to a subject access request.
 * Strings live in the pool that is given; lists are one value a line.
 */
#ifndef CONNECT5_STORE_HELD_H
#define CONNECT5_STORE_HELD_H

#include "connect5/store_people.h"

/* A version of their profile, and the change that made it. */
struct held_version {
	int64_t at;
	const char *command;
	struct profile profile;
	const char *organisation, *sector_label; /* "" if unknown */
};

/* Somebody whom they are, or were, not to meet. */
struct held_exclusion {
	const char *who;
	bool asked;	      /* it was they who asked */
	bool was_asked;	      /* it was the other who asked */
	const char *source;   /* "form" or "coordinator" */
	int64_t since, until; /* moments; until 0: in force */
};

/* Somebody whom they were to meet, rather or rather not. */
struct held_wish {
	const char *who;
	const char *kind;     /* "prefer", "avoid", or "pair": in `month` */
	month_t month;	      /* MONTH_NONE but for a pair */
	int64_t since, until; /* moments; until 0: in force */
};

/* An answer to a question that the programme does not know. */
struct held_answer {
	const char *question, *answer;
};

/* Somebody they met before this programme. */
struct held_meeting {
	const char *who;
	month_t month; /* MONTH_NONE: nobody said */
};

/* A round that they were active in. */
struct held_round {
	month_t month;
	int ordinal;
	const char *partners; /* names; "": they waited */
	const char *outcome;  /* of the group: "met" ...; "": they waited */
};

/* What they said of a conversation. */
struct held_report {
	month_t month;
	const char *partners; /* names of the others in the group */
	const char *outcome;  /* "met" ... */
	int64_t completed;    /* moment; 0: they did not say */
	int64_t since, until; /* moments; until 0: it holds */
};

struct held {
	struct participant participant;
	const char *former_addresses, *away;
	const char *pending;  /* whom they named, and nobody knows yet */
	const char *named_by; /* names of those who named them, pending */
	const char *merged;   /* numbers of participants found to be them */
	struct held_version *versions;
	struct held_exclusion *exclusions;
	struct held_wish *wishes;
	struct held_answer *answers;
	struct held_meeting *meetings;
	struct held_round *rounds;
	struct held_report *reports;
	size_t n_versions, n_exclusions, n_wishes, n_answers, n_meetings,
		n_rounds, n_reports;
};

enum c5_status store_held(struct store *store, int64_t id, struct pool *pool,
			  struct held *out, struct c5_error *err);

#endif
