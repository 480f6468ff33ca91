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
	bool closes; /* the part; else around a triangle of it */
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
 * The triangle around which the whole costs least, if there is one better than
 * *out: tried in order, until none that is left can be better.
 */
enum c5_status remedy_best_triangle(const struct thirds *thirds, uint32_t part,
				    struct remedy *out, struct c5_error *err);

/* Makes the pairs as the remedy says; its triangle is settled then. */
void remedy_take(struct thirds *thirds, const struct remedy *remedy);

#endif
