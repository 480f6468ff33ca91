/*
 * A cohort as the engine sees it: the score of every pair in a form that can be
 * bounded for whole sets of people at once, so that the pairs that matter are
 * found without looking at all n^2 / 2 of them. Private to src/programme/.
 *
 * For every allowed pair
 *
 *	score(i, j) = worth(i) + worth(j) - cost(i, j),	cost(i, j) > 0.
 *
 * What a weight can bring stands in the worths of both, what of it a pair does
 * not earn in its cost. For sets A and B of interests (or slots) of weight w
 *
 *	w |A and B| = w/2 |A| + w/2 |B| - w/2 |A xor B|;
 *
 * a step of seniority s is the set {s, s + 1}, so that two steps differ in 0, 2
 * or 4 members as they are 0, 1, or more apart. A known place is worth half its
 * weight to each, which is lost where the other's is not known, and twice where
 * they share one; so is a profession. A part of the system that somebody met
 * before costs what its newness is worth. A draw of 0 to 9 costs 10 less what
 * is drawn, and 5 are in either worth. Where anybody is preferred (see
 * cohort.h), half of that weight is in every worth, and all of it is what every
 * pair costs that is not. Weights are multiples of 10, so that
 * halves of them, and with them all costs, are whole.
 *
 * Everything is then a bit, and a cost a weighted count of bits that differ or
 * that both have. Of a set of people the bits that all of them and that any of
 * them have are kept; the least that a pair of two such sets can cost follows
 * in a few operations.
 *
 * A term that nobody else has can never be shared and is left out.
 * Where there are more terms than bits, those with the fewest holders share
 * bits or have none, and whoever has such a term is `coarse`: bits then give a
 * lower bound of what a pair costs, and score_pair() the cost.
 *
 * The pairs that are preferred or avoided, and those of people in must-pairs,
 * are few. The bits know nothing of them: they stand apart, join the first
 * choices, and are priced one by one (affinity_apart.c).
 *
 * The solver minimises costs with worth(i) added to the penalty of i, which
 * changes no matching's place among the others; affinity_restate() leads back.
 */
#ifndef PROGRAMME_AFFINITY_H
#define PROGRAMME_AFFINITY_H

#include "connect5/cohort.h"
#include "connect5/match.h"
#include "connect5/settings.h"
#include "connect5/vector.h"

/* What is known of a person, or of all or any of several, as bits. */
enum trait_word {
	TRAIT_INTERESTS,
	TRAIT_OTHERS, /* see enum trait_bit */
	TRAIT_PLACES, /* and professions */
	TRAIT_SECTOR, /* the own one; none where there are too many */
	TRAIT_MET,    /* sectors met before */
	TRAIT_WORDS
};
struct traits {
	uint64_t word[TRAIT_WORDS];
};

/* Of TRAIT_OTHERS: slots of availability stand below these. */
enum trait_bit {
	TRAIT_STEP = 48,      /* six bits: the set of a step */
	TRAIT_PLACE = 56,     /* a place is known */
	TRAIT_PROFESSION = 57 /* a profession is known */
};

/* What a bit costs that differs (halves) or that both have. */
struct prices {
	int64_t half_interest, half_slot, half_step;
	int64_t half_place, half_profession; /* known of one alone */
	int64_t place, profession, met;
	int64_t sector; /* one sector: the surcharge, or AFFINITY_NEVER */
	int64_t draw;	/* the least that a draw costs, and no preference */
};

/* People by the bits that all of them have and that any of them has. */
struct span {
	const struct traits *all, *any;
};

/* More than any duals allow, and small enough to add to and multiply. */
#define AFFINITY_NEVER (MATCH_LIMIT * 2)

/* The most that is drawn is 9; see above why 10 is shared out. */
enum { AFFINITY_DRAW = 10, AFFINITY_MOST_DRAWN = 9, AFFINITY_LEAF = 32 };

/*
 * A node of the tree: the people from `first` on in the order of `seats`.
 * Children stand together; 0: it is a leaf, of AFFINITY_LEAF people at most.
 */
struct affinity_node {
	struct traits all, any;
	uint32_t first, count;
	uint32_t children;
	uint32_t leaf; /* its number among the leaves */
};

/* A number for each person of a leaf, side by side. */
struct lanes {
	uint16_t of[AFFINITY_LEAF];
};

/* A person, in the order of the tree. */
struct seat {
	struct traits traits;
	uint64_t key;
	int64_t organisation;
	uint32_t person; /* index in the cohort */
	bool coarse;
};

/* The longest path from the root: each bit once, then halves of equals. */
enum { AFFINITY_DEPTH = 64 * TRAIT_WORDS + 32 };

/* All zeroes is an empty one. Linear in the number of people. */
struct affinity {
	const struct cohort *cohort; /* both borrowed */
	const struct settings *settings;
	struct prices prices;
	uint64_t place_bits; /* of TRAIT_PLACES, those of places */
	int64_t kept;	     /* how much less announced pairs cost */
	uint32_t n;
	int64_t *worth;	       /* n, by index in the cohort */
	const int64_t *credit; /* n, the same; borrowed by an oracle, or NULL */
	struct seat *seats;    /* n */
	size_t *connected_from; /* n + 1: where those of a person begin */
	size_t *excluded_from;
	struct affinity_node *nodes; /* the root first; none: nobody */
	size_t n_nodes, capacity;
	uint32_t n_leaves;

	/* The words of a leaf's people in slices of 16 bits, side by side, so
	 * that all are measured at once; slices that nobody uses are not
	 * there. */
	struct lanes *lanes; /* by leaf, then by slice */
	unsigned n_slices;
	unsigned slice[TRAIT_WORDS][4]; /* from 1; 0: not there */
};

/*
 * Cohort and settings must outlive *out. `relaxed`: what it costs that two are
 * in one sector; 0: they may not be put together. The caller releases *out,
 * also after a failure.
 */
enum c5_status affinity_make(struct affinity *out, const struct cohort *cohort,
			     const struct settings *settings, int64_t relaxed,
			     struct c5_error *err);

void affinity_release(struct affinity *affinity);

/* Of two allowed people by their indexes in the cohort. */
int64_t affinity_cost(const struct affinity *affinity, uint32_t a, uint32_t b);

/* Of the penalties for costs of -score those for the costs here. */
void affinity_raise(const struct affinity *affinity, int64_t *penalty);

/* Of a result for the costs here that for costs of -score. */
void affinity_restate(const struct affinity *affinity,
		      struct match_result *result);

/* Where edges go. `sink` is the caller's. */
struct affinity_report {
	enum c5_status (*edge)(void *sink, struct match_edge edge,
			       struct c5_error *err);
	void *sink;
};

/*
 * First choices: near partners of everybody that they may be put with, and a
 * near one of every sector. The k-th costs at most a margin (the draw, and an
 * eighth of the largest weight) more than the k-th nearest there is; which are
 * taken depends on the cohort alone.
 *
 * `credit`, if not NULL, says for each person what of a pair's cost they are
 * thought to bear, at most MATCH_LIMIT / 4 in size: near is then who costs
 * little beyond that. With the duals of a similar problem, people whom few can
 * still meet are not left to the last; see affinity_credit().
 */
enum { AFFINITY_NEAREST = 8 };
int64_t affinity_margin(const struct affinity *affinity);
enum c5_status affinity_propose(const struct affinity *affinity,
				const int64_t *credit,
				const struct affinity_report *report,
				struct c5_error *err);

/*
 * Credits from duals that are known of some people (`known` and y, in ticks, by
 * index in the cohort): for each the median of those of their sector who met
 * the same sectors before, or of all where nobody did. n of them to *credit.
 */
enum c5_status affinity_credit(int64_t *credit, const struct affinity *affinity,
			       const bool *known, const int64_t *y,
			       struct c5_error *err);

/*
 * Every `stride`-th person of a cohort, to learn credits from: person i of the
 * sample is person i * stride. It borrows all strings and sets. Worths are not
 * the same: what a sample's duals are by scores (see affinity_restate) they are
 * in the whole.
 */
enum c5_status affinity_sample(struct cohort *out, const struct cohort *cohort,
			       uint32_t stride, struct c5_error *err);

/* Exactly the edges that a query asks for (see match.h), once each. */
enum c5_status affinity_price(const struct affinity *affinity,
			      const struct match_query *query,
			      const struct affinity_report *report,
			      struct c5_error *err);

/* Both as an oracle, which borrows all that it is given; credits may be NULL.
 */
struct match_oracle affinity_oracle(struct affinity *affinity,
				    const int64_t *penalty,
				    const int64_t *credit);

/* Is the pair one of those that stand apart, which no bits speak of? */
bool affinity_is_apart(const struct affinity *affinity, uint32_t a, uint32_t b);

/* Of those the ones that a search wants to begin with, and that a query asks
 * for; part of affinity_propose() and affinity_price(). */
enum c5_status affinity_propose_apart(const struct affinity *affinity,
				      const struct affinity_report *report,
				      struct c5_error *err);
enum c5_status affinity_price_apart(const struct affinity *affinity,
				    const struct match_query *query,
				    const struct affinity_report *report,
				    struct c5_error *err);

/* The steps of affinity_make(): seats and worths, then the tree. */
enum c5_status affinity_seat(struct affinity *affinity, struct c5_error *err);
enum c5_status affinity_grow(struct affinity *affinity, struct c5_error *err);

/* May two people be put together, and what does it cost then? */
bool affinity_seats_allow(const struct affinity *affinity, const struct seat *a,
			  const struct seat *b);
int64_t affinity_seats_cost(const struct affinity *affinity,
			    const struct seat *a, const struct seat *b);

enum c5_status affinity_line_up(struct affinity *affinity,
				struct c5_error *err);

/* A part of what pairs cost: bits that differ, or that some are shared. */
struct gauge {
	bool differ;
	enum trait_word mine, theirs;
	uint64_t mask;
	int64_t price;
};

/* Prices in whole units, so that the costs of a leaf's people fit in lanes. */
enum { AFFINITY_GAUGES = 10, AFFINITY_MOST_LANE = 12288 };
struct meter {
	struct gauge gauges[AFFINITY_GAUGES];
	int64_t unit, draw;
	uint16_t exact; /* totals below are whole costs, but for the draw */
};
void affinity_meter(struct meter *out, const struct affinity *affinity,
		    const struct prices *prices);

/*
 * For each of `n` others adds to totals[] what affinity_bound() says of it with
 * each person of a leaf, in units, without the draw; less where prices are no
 * whole units. At most AFFINITY_MOST_LANE. Lanes beyond the people mean
 * nothing.
 */
void affinity_measure(struct lanes *totals, const struct affinity *affinity,
		      const struct meter *meter,
		      const struct affinity_node *leaf,
		      const struct span *others, size_t n);

/* What affinity_seats_cost() says of two whose total is known. */
int64_t affinity_measured_cost(const struct affinity *affinity,
			       const struct meter *meter, const struct seat *a,
			       const struct seat *b, uint16_t total);

/* Set bits; compilers know it for an instruction, where there is one. */
static inline int64_t bits_set(uint64_t x)
{
	const uint64_t ones = UINT64_MAX / 3, pairs = UINT64_MAX / 5;
	const uint64_t nibbles = UINT64_MAX / 17, bytes = UINT64_MAX / 255;

	x -= x >> 1 & ones;
	x = (x & pairs) + (x >> 2 & pairs);
	x = (x + (x >> 4)) & nibbles;
	return (int64_t)(x * bytes >> 56);
}

static inline struct span affinity_one(const struct seat *seat)
{
	return (struct span){&seat->traits, &seat->traits};
}

static inline struct span affinity_span(const struct affinity_node *node)
{
	return (struct span){&node->all, &node->any};
}

/* Bits that all of one have and none of the other. */
static inline uint64_t bits_apart(const struct span *a, const struct span *b,
				  enum trait_word word)
{
	return (a->all->word[word] & ~b->any->word[word]) |
	       (b->all->word[word] & ~a->any->word[word]);
}

/* The least that a pair costs of one of each; of two people whose terms have
 * bits of their own, what it costs with the best of draws. */
static inline int64_t affinity_bound(const struct affinity *affinity,
				     const struct prices *price, struct span a,
				     struct span b)
{
	const uint64_t slots = (UINT64_C(1) << TRAIT_STEP) - 1;
	const uint64_t steps = UINT64_C(0x3f) << TRAIT_STEP;
	const uint64_t *p = a.all->word, *q = b.all->word;
	uint64_t others = bits_apart(&a, &b, TRAIT_OTHERS);
	uint64_t shared = p[TRAIT_PLACES] & q[TRAIT_PLACES];
	int64_t cost = price->draw;

	cost += price->half_interest *
		bits_set(bits_apart(&a, &b, TRAIT_INTERESTS));
	cost += price->half_slot * bits_set(others & slots);
	cost += price->half_step * bits_set(others & steps);
	cost += others >> TRAIT_PLACE & 1 ? price->half_place : 0;
	cost += others >> TRAIT_PROFESSION & 1 ? price->half_profession : 0;
	cost += shared & affinity->place_bits ? price->place : 0;
	cost += shared & ~affinity->place_bits ? price->profession : 0;
	cost += p[TRAIT_MET] & q[TRAIT_SECTOR] ? price->met : 0;
	cost += q[TRAIT_MET] & p[TRAIT_SECTOR] ? price->met : 0;
	cost += p[TRAIT_SECTOR] & q[TRAIT_SECTOR] ? price->sector : 0;
	return cost;
}
#endif
