/*
 * Two boxes of people, or somebody and a box, or two people: how far apart they
 * are at the least. Of audit_pairs.c, and inlined there.
 */
#ifndef PROGRAMME_AUDIT_VIEW_H
#define PROGRAMME_AUDIT_VIEW_H

#include "programme/audit_boxes.h"

/* A box, or somebody alone. */
struct view {
	const uint64_t *all, *any;
	int64_t most;
	int32_t low, high;
};

static inline struct view view_box(const struct audit_box *box)
{
	return (struct view){box->all, box->any, box->most, box->low,
			     box->high};
}

static inline struct view view_person(const struct audit_person *p)
{
	return (struct view){p->bits, p->bits, p->most, p->step, p->step};
}

/* Is the sector of everybody in y known not to be new to all of x? */
static inline bool not_new(const struct view *x, const struct view *y)
{
	return !(y->any[AUDIT_SECTOR] & ~(x->all[AUDIT_MET] & AUDIT_OWN));
}

/* Places, or professions: shared by all, or known of the one side alone. */
static inline int64_t apart_by_sharing(const struct view *x,
				       const struct view *y, int kind,
				       int64_t whole)
{
	uint64_t x_only = x->all[kind] & ~y->any[kind];
	uint64_t y_only = y->all[kind] & ~x->any[kind];

	if (x->all[kind] & y->all[kind] & AUDIT_OWN)
		return whole;
	return (x_only | y_only) & AUDIT_KNOWN ? whole / 2 : 0;
}

/* Interests, or slots: each bit is at least one term of the one side alone. */
static inline int64_t apart_by_terms(const struct view *x, const struct view *y,
				     int kind, int64_t each)
{
	return each * audit_ones((x->all[kind] & ~y->any[kind]) |
				 (y->all[kind] & ~x->any[kind]));
}

static inline int64_t apart_by_step(const struct view *x, const struct view *y,
				    int64_t each)
{
	if (x->low > 0 && y->low > 0) {
		int32_t gap =
			x->low > y->high ? x->low - y->high : y->low - x->high;

		return gap <= 0 ? 0 : each * (gap > 2 ? 2 : gap);
	}
	if ((x->low > 0 && !y->low && !y->high) ||
	    (y->low > 0 && !x->low && !x->high))
		return each;
	return 0;
}

/*
 * At most what y(u) + y(v) - MATCH_TICKS * cost(u, v) is for somebody of x and
 * somebody of y, and what it is for two alone whose bits are all their own; but
 * for the draw, which is taken to be the highest. Once it is not above 0 it is
 * of no interest by how much: what sets people apart most comes first. Inlined
 * wherever it is called, which saves a fifth of the time.
 */
static inline __attribute__((always_inline)) int64_t
excess(const struct audit_scale *scale, const struct view *x,
       const struct view *y)
{
	int64_t left = x->most + y->most;

	if (left <= 0)
		return left;
	left -= apart_by_terms(x, y, AUDIT_INTERESTS, scale->interest);
	if (left <= 0)
		return left;
	if (x->all[AUDIT_SECTOR] & y->all[AUDIT_SECTOR] & AUDIT_OWN)
		left -= scale->same_sector;
	left -= scale->sector * (not_new(x, y) + not_new(y, x));
	left -= apart_by_sharing(x, y, AUDIT_PLACES, scale->place);
	if (left <= 0)
		return left;
	left -= apart_by_terms(x, y, AUDIT_SLOTS, scale->slot);
	if (left <= 0)
		return left;
	left -= apart_by_sharing(x, y, AUDIT_PROFESSIONS, scale->profession);
	return left - apart_by_step(x, y, scale->step);
}

#endif
