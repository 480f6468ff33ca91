/* The steps of plan_make() and what they share. Private to src/programme/. */
#ifndef PROGRAMME_PLANNER_H
#define PROGRAMME_PLANNER_H

#include "connect5/plan.h"
#include "programme/affinity.h"

struct planner {
	const struct cohort *cohort;
	const struct settings *settings;
	struct match_watch watch;
	uint32_t n;
	int64_t best_score; /* no pair scores more */
	int64_t *penalty;   /* n: of being left out, costs being -scores */
	struct affinity affinity;
	int64_t *credit;		  /* n, or NULL: see planner_learn() */
	struct match_known known;	  /* pairs found so far */
	struct match_structure structure; /* of the maximum matchings */
	bool *savable; /* by part: a trio can place all of it */
	bool some_savable, all_savable;
	bool dominant; /* every digit outweighs all that stand below it */
	struct plan_graph graph; /* every pair, if they were listed */
	uint32_t *mate;		 /* the pairs that become groups */
	uint32_t *third_of; /* by the lower of a pair: who joins; MATCH_NONE */
	bool *by_slot;	    /* n: placed as the third of a must-pair */
	struct plan *out;
};

/* plan_make_watched(), for any number of people. */
enum c5_status planner_make(struct plan *out, const struct cohort *cohort,
			    const struct settings *settings,
			    const struct match_watch *watch,
			    struct c5_error *err);

int64_t planner_score(const struct planner *planner, uint32_t a, uint32_t b);

/* Is the group of a pair and its third, or MATCH_NONE, a relaxed one? */
bool planner_is_relaxed(const struct planner *planner, uint32_t a, uint32_t b,
			uint32_t third);

/* What it costs beside the points that a third joins a pair, which may make it
 * a relaxed group, and is not to keep it. */
int64_t planner_spoils(const struct planner *planner, uint32_t a, uint32_t b,
		       uint32_t third);

/* What it costs that somebody is in no pair of `mate`. */
int64_t planner_cost_alone(const struct planner *planner, uint32_t v);

/* must.c */
/* C5_NO: a rule keeps the two of a must-pair apart. */
enum c5_status planner_check_musts(const struct planner *planner,
				   struct c5_error *err);

/* Is somebody the upper of a must-pair? */
bool planner_is_upper(const struct planner *planner, uint32_t v);

/* The score of the pair that an edge of the matching stands for, and whether
 * its group is relaxed. */
int64_t planner_edge_score(const struct planner *planner, uint32_t u,
			   uint32_t v);
bool planner_edge_is_relaxed(const struct cohort *cohort, uint32_t u,
			     uint32_t v);

/* Adds to `graph` the edges to those who may join a must-pair. */
enum c5_status planner_list_slots(struct planner *planner,
				  struct c5_error *err);

/* Turns `mate`, as a matching has it, into the pairs that become groups; those
 * who are fixed have theirs. */
void planner_seat_musts(struct planner *planner, const bool *fixed);

/* Back again: with whom somebody is matched in the end. */
uint32_t planner_matched_to(const struct planner *planner, uint32_t v);

/* pairing.c */
/* The structure, the digits, and the best-scored pairs: out->certificate. */
enum c5_status planner_pair(struct planner *planner, struct c5_error *err);

/* learn.c: credits for the first choices (see affinity_propose()), if any. */
enum c5_status planner_learn(struct planner *planner, struct c5_error *err);

/* Lists every allowed pair in `graph`; quadratic. */
enum c5_status planner_list_pairs(struct planner *planner,
				  struct c5_error *err);

/*
 * Lists every allowed pair and makes the best-scored pairs of them, under
 * penalties that need no proof beside them that as few as can be are left out.
 * For the rare questions that must look at all pairs; quadratic.
 */
enum c5_status planner_complete(struct planner *planner, struct c5_error *err);

/* What leaving somebody out of the pairs costs. */
int64_t planner_penalty(const struct digits *digits,
			const struct person *person, bool counted);

/* Fills mate and third_of from the certificate's matching. */
enum c5_status planner_place_thirds(struct planner *planner,
				    struct c5_error *err);

/*
 * ahead.c: puts other groups in place of those in mate and third_of, where
 * these would cost the months to come people placed; fills
 * out->certificate.ahead.
 */
enum c5_status planner_look_ahead(struct planner *planner,
				  struct c5_error *err);

/*
 * Fills out->witness; out->waiting is known. Where a part is too large for the
 * audit to see that no trio places it (see audit.h), the proof is none.
 */
enum c5_status planner_witness(struct planner *planner, struct c5_error *err);

#endif
