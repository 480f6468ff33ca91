/* The steps of plan_make() and what they share. Private to src/programme/. */
#ifndef PROGRAMME_PLANNER_H
#define PROGRAMME_PLANNER_H

#include "connect5/plan.h"

struct planner {
	const struct cohort *cohort;
	const struct settings *settings;
	uint32_t n;
	struct plan_graph graph;
	struct match_structure structure; /* of the graph's maximum matchings */
	bool *savable;	    /* by part: a trio can place all of it; or NULL */
	uint32_t *mate;	    /* the pairs that become groups */
	uint32_t *third_of; /* by the lower of a pair: who joins; MATCH_NONE */
	struct plan *out;
};

int64_t planner_score(const struct planner *planner, uint32_t a, uint32_t b);

/* Is the group of a pair and its third, or MATCH_NONE, a relaxed one? */
bool planner_is_relaxed(const struct planner *planner, uint32_t a, uint32_t b,
			uint32_t third);

enum c5_status planner_digits(struct digits *out, const struct cohort *cohort,
			      int64_t best_score, struct c5_error *err);

/* What leaving somebody out of the pairs costs. */
int64_t planner_penalty(const struct digits *digits,
			const struct person *person, bool counted);

/* Fills mate and third_of from the certificate's matching. */
enum c5_status planner_place_thirds(struct planner *planner,
				    struct c5_error *err);

/* Fills out->witness; out->waiting is known. */
enum c5_status planner_witness(struct planner *planner, struct c5_error *err);

#endif
