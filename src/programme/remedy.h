/*
 * Remedies: ways to make the pairs anew around a triangle, for thirds whom the
 * best-scored pairs do not serve. Private to src/programme/.
 */
#ifndef PROGRAMME_REMEDY_H
#define PROGRAMME_REMEDY_H

#include "programme/thirds.h"

/* A pair (a, b) of a part and a third who may join it. */
struct triangle {
	uint32_t a, b, c;
	c5_int128 least; /* ticks: no plan with it costs less */
};

/* The best way found to make the pairs anew. */
struct remedy {
	bool closes; /* the part; else around the triangle */
	struct triangle triangle;
	struct match_result rest; /* everybody else */
	c5_int128 cost;		  /* of the whole */
};

/* Solves again without the people that are fixed or in `triangle`, if any. */
enum c5_status remedy_solve_without(const struct thirds *thirds,
				    const struct triangle *triangle,
				    struct match_result *out,
				    struct c5_error *err);

/* Takes the triangle into *out if it is no worse. */
enum c5_status remedy_try(const struct thirds *thirds,
			  const struct triangle *triangle, struct remedy *out,
			  struct c5_error *err);

/*
 * The triangle of a part, or with MATCH_NONE of all that a trio can save,
 * around which the whole costs least, if there is one better than *out: tried
 * in order, at most `most` of them, until none that is left can be better.
 */
enum c5_status remedy_best_triangle(const struct thirds *thirds, uint32_t part,
				    size_t most, struct remedy *out,
				    struct c5_error *err);

/* What a pair costs, with its third, or MATCH_NONE. */
int64_t remedy_group_cost(const struct planner *planner, uint32_t a, uint32_t b,
			  uint32_t third);

/* Makes the pairs as the remedy says; its triangle is settled then. */
void remedy_take(struct thirds *thirds, const struct remedy *remedy);

#endif
