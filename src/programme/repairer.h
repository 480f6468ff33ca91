/* The steps of repair_make() and what they share. Private to src/programme/. */
#ifndef PROGRAMME_REPAIRER_H
#define PROGRAMME_REPAIRER_H

#include "connect5/repair.h"
#include "programme/former.h"

/* What is maximised, first to last. */
enum level {
	LEVEL_PLACED,
	LEVEL_KEPT,
	LEVEL_TRIOS, /* fewer are more */
	LEVEL_RELAXED,
	LEVEL_WAITS,
	LEVEL_SCORE,
	LEVELS
};

/* Three who may be together; the pair first. */
struct trio {
	uint32_t member[3];
	bool stood; /* they were, and it counts that they stay */
};

/* Some trios, and the pairs of everybody else. */
struct attempt {
	struct trio *trios;
	size_t n_trios;
	struct cohort rest;
	struct plan plan; /* of the rest */
	int64_t level[LEVELS];
};

struct repair {
	struct round_record *record;
	const struct match_watch *watch;
	uint32_t *former_of; /* by person */
	bool *gone;	     /* by person: settled, or in a chosen trio */
	size_t concerned;    /* people who are not settled */
	int64_t standing;    /* groups that could stay */
	bool *stands;	     /* by former group */
	struct trio *trios;  /* to choose from */
	size_t n_trios, capacity;
	bool every; /* no other choice comes into question */
	struct trio *chosen;
	size_t n_chosen;
	struct attempt best; /* trios NULL: there is none yet */
};

/* repair_trios.c: lists the trios to choose from, those that stood first. */
enum c5_status repairer_list_trios(struct repair *repair, struct c5_error *err);

bool repairer_may_meet(const struct repair *repair, uint32_t a, uint32_t b);

/* repair_try.c */
/* Tries choices of trios; the best attempt is in repair->best. */
enum c5_status repairer_search(struct repair *repair, struct c5_error *err);

/* Chooses a trio for the next attempt. */
void repairer_choose(struct repair *repair, const struct trio *trio);

/* The pairs beside the trios that are chosen. */
enum c5_status repairer_attempt(const struct repair *repair,
				struct attempt *out, struct c5_error *err);

struct group repairer_group(const struct repair *repair,
			    const struct trio *trio);

void repairer_release_attempt(struct attempt *attempt);

#endif
