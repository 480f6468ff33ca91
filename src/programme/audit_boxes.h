/*
 * People in boxes within boxes, and what can be said of two boxes at once.
 *
 * With the terms that two people have split between the two of them, the score
 * of a pair is
 *
 *	score(u, v) = worth(u) + worth(v) - apart(u, v),
 *
 * where worth is what somebody brings at best: half of a different place and
 * profession, half of each interest and slot that they have, all of a sector
 * that is new, one step of seniority, and half of the highest draw; and apart,
 * never below 0, is what of that does not come about: a sector that is not
 * new, a place shared or not known of one of them, half of an interest that one
 * has and the other has not, and so on. (For interests: 2 |A and B| = |A| + |B|
 * - |A xor B|.) Therefore
 *
 *	y(u) + y(v) - MATCH_TICKS * cost(u, v)
 *		= most(u) + most(v) - MATCH_TICKS * (apart(u, v) + relax(u, v))
 *
 * with most(v) = y(v) + MATCH_TICKS * worth(v). A box knows the highest `most`
 * of its people, the bits that all of them have, those that any of them has,
 * and between which steps of seniority they are. From two boxes we read how far
 * apart any two of their people are at the least: what is true of all of one
 * and of nobody in the other is true of each pair. Where that already outweighs
 * the two highest `most`, no pair between the boxes can violate the inequality.
 *
 * How the people are divided is a matter of time alone, never of the result.
 */
#ifndef PROGRAMME_AUDIT_BOXES_H
#define PROGRAMME_AUDIT_BOXES_H

#include "programme/audit.h"

struct audit_box {
	uint64_t all[AUDIT_KINDS], any[AUDIT_KINDS];
	int64_t most;
	uint32_t first, count; /* of audit->people */
	uint32_t within; /* the first of the two boxes it is made of; or 0 */
	int32_t low, high;
};

/* The boxes of everybody; the first holds them all. */
struct audit_boxes {
	struct audit_box *boxes;
	uint32_t n;
	size_t capacity;
};

/* What the settings and digits make of a difference, in ticks. */
struct audit_scale {
	int64_t sector;		   /* for each to whom it is not new */
	int64_t place, profession; /* shared; half: unknown of one */
	int64_t interest, slot;	   /* of one of the two alone */
	int64_t step;		   /* of seniority, up to two */
	int64_t same_sector;	   /* what a relaxed pair is charged */
};

/* MATCH_TICKS * worth(v). */
int64_t audit_worth(const struct audit *audit, const struct audit_person *p);

/*
 * Divides the people by `most` and by what sets them apart; sorts them. In a
 * box that is not divided the highest `most` stands first.
 */
enum c5_status audit_boxes_make(struct audit_boxes *out, struct audit *audit,
				const struct audit_scale *scale,
				struct c5_error *err);

/* Reads `most` of all people again. */
void audit_boxes_refresh(struct audit_boxes *boxes, struct audit *audit);

void audit_boxes_release(struct audit_boxes *boxes);

#endif
