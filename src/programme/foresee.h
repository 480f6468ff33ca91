/*
 * The months to come, played through: each is made as plan_make() makes it,
 * after the one before. Private to src/programme/.
 */
#ifndef PROGRAMME_FORESEE_H
#define PROGRAMME_FORESEE_H

#include "connect5/plan.h"

/* Groups of a month, by index in its cohort. */
struct month_made {
	const struct group *groups;
	size_t n_groups;
};

/*
 * The cohort of the month after, if everybody stays: who met does not meet
 * again, and who had no group has waited. Nothing is relaxed in it. The caller
 * releases *out, also after a failure.
 */
enum c5_status foresee_next(struct cohort *out, const struct cohort *from,
			    const struct month_made *outcome,
			    struct c5_error *err);

/* How months are played through. */
struct manner {
	const struct settings *settings;
	unsigned months;
	uint64_t draw; /* not 0: what is equal but for the score goes by lot */
};

/* How many people the months after an outcome place, each counted in every
 * month. */
enum c5_status foresee_placed(size_t *out, const struct cohort *cohort,
			      const struct month_made *outcome,
			      const struct manner *manner,
			      struct c5_error *err);

#endif
