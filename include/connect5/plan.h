/*
 * The plan of a round: who is put together, who waits, and the proof that no
 * other plan is better. Pure: the same cohort and settings give the same plan.
 *
 * What is maximised, lexicographically: people placed in pairs and trios;
 * fewest trios; where pairs were announced, as in a repair, the most of them
 * kept; where the cohort is relaxed, fewest relaxed groups; earlier waits of
 * those placed; the sum of the pairs' scores.
 *
 * How: the Gallai-Edmonds structure says how few can be left out of the pairs,
 * and match_part_triangle() (Cornuejols, Hartvigsen, Pulleyblank 1982) which of
 * them a trio can take, so that the number of people placed is the most there
 * can be, not a guess. Then one minimum-cost matching whose penalties hold the
 * other levels as digits (see pairing.c). Pairs are asked for as they are
 * needed (see match_oracle): memory grows with the people, not with their
 * pairs.
 *
 * Must-pairs (see cohort_must()) are pairs of the plan whatever else would be
 * best; the most people are placed, and all the rest is best, given them. A
 * third may join one (must.c).
 *
 * A group is relaxed when two of its members are of one sector. The matching
 * has the fewest relaxed pairs, proven; no round that places as many in as few
 * trios has fewer relaxed groups, since every group holds a pair. Where a third
 * makes one more group relaxed, other pairs are tried, around one triangle
 * after the other (relax.c): with one third, and no triangle left untried, the
 * result has the fewest relaxed groups there can be, and of those rounds it is
 * the one that makes good the most waits; otherwise it is the best that is
 * found. proof.optimal is false where these two levels do not reach their
 * bounds. The same is done where a third joins a pair that was announced, which
 * is not kept then.
 *
 * Look-ahead, where cohort->months_after: of the rounds that are equal in all
 * of this but the score, the best-scored is taken that costs the months to come
 * no people placed, as if everybody stayed and those months were made in the
 * same way. Up to AHEAD_MOST_EXACT people that is looked for exactly, as long
 * as it takes no more than a fixed effort; where the effort ends, the best that
 * is found is taken (ahead_ways.c). Up to AHEAD_MOST_PEOPLE the months to come
 * are played through, and only where some of them place fewer people, other
 * rounds are tried, with a fixed effort and no claim to be the best
 * (ahead_trials.c); in larger and in relaxed cohorts, and where two must meet,
 * nothing is looked at. What it costs is part of proof.given_up.
 */
#ifndef CONNECT5_PLAN_H
#define CONNECT5_PLAN_H

#include "connect5/buffer.h"
#include "connect5/cohort.h"
#include "connect5/match.h"
#include "connect5/outcome.h"
#include "connect5/settings.h"

struct group {
	uint32_t member[3];   /* indexes; the pair first, then the third */
	unsigned size;	      /* 2 or 3 */
	unsigned number;      /* by which it is known; 0: not numbered yet */
	bool relaxed;	      /* two of them are of one sector */
	int64_t score;	      /* of all its pairs */
	enum outcome outcome; /* of a round on record */
};

struct proof {
	int64_t pairs;		 /* of the matching, before thirds */
	int64_t ceiling;	 /* no matching has more pairs */
	int64_t waits_made_good; /* earlier waits of those placed */
	int64_t score;		 /* of the pairs, before thirds */
	int64_t bound;		 /* no such matching scores more */
	int64_t given_up;	 /* bound - score: paid for placing more,
				    now or in the months to come */
	bool optimal;		 /* proven at every level above the scores;
				    else given_up is not below 0 all the same */
};

/*
 * Why somebody must wait, after Tutte and Berge: take the people `between`
 * away, and what is left falls into parts that no allowed pair connects, each
 * of which cannot place all its own people. Every part beyond the number
 * of people between leaves one person waiting.
 */
enum witness_role { WITNESS_OUTSIDE, WITNESS_BETWEEN, WITNESS_PART };
struct witness {
	uint32_t *role; /* n: OUTSIDE, BETWEEN, or PART + number of the part */
	uint32_t parts; /* 0: nobody waits */
	uint32_t between;
};

/*
 * The certificate: the digits of the objective and the dual solution, as the
 * solver gave it (see match.h). `counted` tells whose waiting the penalty
 * counts: those whom no trio can place. What the best pairing has is said of a
 * cohort that is relaxed or has announced pairs, and is 0 in others. What was
 * given up for the months to come stands beside it, for whoever asks why the
 * best was not taken.
 */
struct digits {
	int64_t left;  /* a person in no pair */
	int64_t place; /* a person in no group */
	int64_t keep;  /* taken off an announced pair; 0: there are none */
	int64_t relax; /* a relaxed pair; 0: there may be none */
	int64_t wait;  /* each earlier wait of a person in no group */
};
struct ahead {
	unsigned months; /* that were looked at; 0: nothing was given up */
	int64_t points;	 /* given up for them; part of proof.given_up */
	int64_t people;	 /* placed more, all those months together */
};
enum { AHEAD_MOST_EXACT = 12, AHEAD_MOST_PEOPLE = 300 };
struct certificate {
	struct digits digits;
	struct ahead ahead;
	int64_t relaxed; /* pairs: no round has fewer relaxed groups */
	int64_t waits;	 /* earlier waits of those that count and wait */
	bool *counted;	 /* n */
	struct match_result duals; /* mate: the best-scored pairing */
};

struct plan {
	struct group *groups;
	size_t n_groups;
	uint32_t *waiting; /* as made, ascending; arranged, by name */
	size_t n_waiting;
	struct proof proof;
	struct witness witness;
	struct certificate certificate;
};

/*
 * C5_NO: fewer than two people, or a rule keeps a must-pair apart. C5_DATA: so
 * many people that the digits do not fit. The caller releases *out.
 */
enum c5_status plan_make(struct plan *out, const struct cohort *cohort,
			 const struct settings *settings, struct c5_error *err);

/* The same, and tells how far it is now and then (see match_progress). */
enum c5_status plan_make_watched(struct plan *out, const struct cohort *cohort,
				 const struct settings *settings,
				 const struct match_watch *watch,
				 struct c5_error *err);

void plan_release(struct plan *plan);

size_t plan_count_relaxed(const struct plan *plan);

/* The certificate as bytes for the file, and back; see certificate.c. */
enum c5_status certificate_encode(struct buffer *out,
				  const struct certificate *certificate,
				  struct c5_error *err);
enum c5_status certificate_decode(struct certificate *out, const void *bytes,
				  size_t length, size_t n,
				  struct c5_error *err);
void certificate_release(struct certificate *certificate);

/*
 * The graph of a cohort: an edge for every allowed pair, its cost the negated
 * score; the penalties from digits. Arrays owned by *out.
 */
struct plan_graph {
	struct match_graph graph;
	struct match_edge *edges;
	int64_t *penalty;
};
enum c5_status plan_graph_make(struct plan_graph *out,
			       const struct cohort *cohort,
			       const struct settings *settings,
			       struct c5_error *err);
void plan_graph_release(struct plan_graph *graph);

/* Adds to the cost of relaxed and of announced pairs what the digits say. */
void plan_graph_charge(struct plan_graph *graph, const struct cohort *cohort,
		       const struct digits *digits);

#endif
