/*
 * The steps of the audit and what they share. Private to src/programme/.
 *
 * Memory is linear in the people and the pairs that had met: nothing here holds
 * all pairs. What has to be true of every pair that the rules allow is shown of
 * boxes of people at once, and of single pairs only where that is not enough
 * (audit_pairs.c), or is counted (audit_witness.c).
 */
#ifndef PROGRAMME_AUDIT_H
#define PROGRAMME_AUDIT_H

#include "connect5/audit.h"
#include "connect5/match.h"

/*
 * Numbers texts from 0 as they come, of several kinds apart. All zeroes but the
 * pool, where the texts are kept, is an empty one.
 */
struct lexicon_entry {
	const char *text; /* NULL: free */
	size_t length;
	uint32_t kind, number;
};
struct lexicon {
	struct pool *pool;
	struct lexicon_entry *entries;
	size_t capacity, count;
};

/* The entry of a text, or NULL. */
const struct lexicon_entry *lexicon_find(const struct lexicon *lexicon,
					 uint32_t kind, const char *text,
					 size_t length);

/* Adds a text that is not there. False: no memory. */
bool lexicon_add(struct lexicon *lexicon, uint32_t kind, const char *text,
		 size_t length, uint32_t number);

void lexicon_release(struct lexicon *lexicon);

/*
 * What somebody's words come to: of each kind a word of bits. The 48 most
 * frequent terms of a kind have a bit of their own; all others share the bits
 * that are left, and are listed as well, by number (audit_rest).
 */
enum audit_kind {
	AUDIT_PLACES,
	AUDIT_PROFESSIONS,
	AUDIT_INTERESTS,
	AUDIT_SLOTS,
	AUDIT_SECTOR, /* their own */
	AUDIT_MET,    /* bits of sectors: that are not new to them */
	AUDIT_KINDS
};
enum { AUDIT_OWN_BITS = 48, AUDIT_SHARED_BITS = 15 };
#define AUDIT_OWN ((UINT64_C(1) << AUDIT_OWN_BITS) - 1)
#define AUDIT_KNOWN (UINT64_C(1) << 63) /* there is a place; a profession */

struct audit_term {
	uint32_t times; /* that it was read */
	uint8_t kind, bit;
};

struct audit_person {
	uint64_t bits[AUDIT_KINDS];
	uint64_t key;
	int64_t most;	/* see audit_boxes.h */
	uint32_t index; /* in the cohort */
	int32_t step;	/* of seniority; 0: unknown */
};

/* Two of whom somebody said what they would rather see. */
struct audit_wish {
	uint32_t low, high;
	bool prefer; /* else avoid */
};

struct audit {
	const struct round_record *record;
	uint32_t n;
	uint32_t *group_of; /* index of the group, or MATCH_NONE */
	bool *waits;	    /* listed as waiting */
	uint32_t *told;	    /* of whom, by an announced pair, or NONE; or
			       NULL: nobody was */
	uint32_t *mate;	    /* in the pairs; thirds and waiting: NONE */
	int64_t relaxed;    /* groups with two of one sector */
	uint32_t trios;
	bool undecided; /* a part is too large to be tried for a trio */

	/* Ties of person a with larger b: 2 * b (met), 2 * b + 1 (excluded). */
	size_t *ties_of; /* n + 1: where those of a begin */
	uint32_t *ties;	 /* ascending */

	uint32_t *must;		   /* n: who they must be with, or MATCH_NONE */
	struct audit_wish *wishes; /* sorted */
	size_t n_wishes;

	struct audit_person *people; /* by index; audit_pairs.c sorts them */
	size_t *rest_of;	     /* n + 1, by index */
	uint32_t *rest;		     /* ascending */
	struct audit_term *terms;    /* by number */
};

/*
 * A repair does not prove that groups that have met stand, nor which trios
 * there are: the record without their people (audit_reduce.c). It borrows all
 * but its arrays; audit_unreduce() releases it.
 */
enum c5_status audit_reduce(struct round_record *out,
			    const struct round_record *record,
			    struct c5_error *err);
void audit_unreduce(struct round_record *reduced);

/* C5_NO: "round N: what". */
enum c5_status audit_no(const struct audit *audit, const char *what,
			struct c5_error *err);

/* Are the two of one sector? */
bool audit_is_relaxed(const struct audit *audit, uint32_t a, uint32_t b);

/* Were the two told of each other, and nobody else with them? */
bool audit_is_announced(const struct audit *audit, uint32_t a, uint32_t b);

/* Do all rules hold between the two, by index? */
bool audit_may_meet(const struct audit *audit, uint32_t a, uint32_t b);

/* Lists who had met, who is kept apart, and who was told of whom. */
enum c5_status audit_list_ties(struct audit *audit, struct c5_error *err);

enum audit_tie { AUDIT_NO_TIE, AUDIT_HAD_MET, AUDIT_EXCLUDED };
enum audit_tie audit_tie(const struct audit *audit, uint32_t a, uint32_t b);

/* Lists wishes and must-pairs (audit_wishes.c). */
enum c5_status audit_list_wishes(struct audit *audit, struct c5_error *err);

/* What the wishes make of the points of a pair. */
int64_t audit_wished(const struct audit *audit, uint32_t a, uint32_t b,
		     int64_t points);

/* May the two be a pair? With a must-pair only its own two may. */
bool audit_may_pair(const struct audit *audit, uint32_t a, uint32_t b);

/*
 * May somebody be the third of the must-pair of `lower`, the one of its two
 * with the lower index? Such a third counts as an edge to `lower`, which costs
 * what the must-pair costs, and leaves the other one of the two out.
 */
bool audit_may_join(const struct audit *audit, uint32_t lower, uint32_t third);

/* Is any two of the three of one sector? */
bool audit_trio_is_relaxed(const struct audit *audit, uint32_t a, uint32_t b,
			   uint32_t c);

/* Is somebody the one of a must-pair with the lower index? */
static inline bool audit_is_lower(const struct audit *audit, uint32_t v)
{
	return audit->must[v] != MATCH_NONE && v < audit->must[v];
}

/* Reads the words of everybody. */
enum c5_status audit_read_people(struct audit *audit, struct c5_error *err);

/* The score of a pair. */
int64_t audit_score(const struct audit *audit, const struct audit_person *a,
		    const struct audit_person *b);

/* The draw that settles ties, 0 to 9. */
int64_t audit_draw(const struct audit *audit, const struct audit_person *a,
		   const struct audit_person *b);

/* The bits that are set; without a call, where the machine cannot count them.
 */
static inline int64_t audit_ones(uint64_t x)
{
	x -= x >> 1 & UINT64_C(0x5555555555555555);
	x = (x & UINT64_C(0x3333333333333333)) +
	    (x >> 2 & UINT64_C(0x3333333333333333));
	x = (x + (x >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	return (int64_t)(x * UINT64_C(0x0101010101010101) >> 56);
}

/* How many terms of a kind somebody has. */
int64_t audit_count(const struct audit *audit, const struct audit_person *p,
		    enum audit_kind kind);

/*
 * Do the duals hold for every allowed pair, and does no such pair score more
 * than `most_score`? C5_NO: see what is said. Sorts audit->people.
 */
enum c5_status audit_pairs(struct audit *audit, int64_t most_score,
			   struct c5_error *err);

/* Does the certificate prove what the proof says? */
enum c5_status audit_certificate(struct audit *audit, struct c5_error *err);

/* Does the witness explain exactly those who wait? */
enum c5_status audit_witness(struct audit *audit, struct c5_error *err);

/* Some people of the cohort, by index. */
struct audit_part {
	const uint32_t *people;
	uint32_t n;
};

/*
 * Can one trio and pairs of allowed people place all of an odd part? C5_NO, and
 * nothing in err: they cannot. C5_DATA, likewise: it is too large to be tried.
 */
enum c5_status audit_trio(const struct audit *audit,
			  const struct audit_part *part, struct c5_error *err);

#endif
