/*
 * Invented people, drawn from a seed, and what stands between them: cohorts to
 * hold the programme's heart against. The rules and the points are read here
 * from plain numbers, apart from what is under test.
 *
 * A crowd holds everybody whoever they are, by index; a cohort those who are
 * active, in the order of their keys. crowd_map() leads from one to the other.
 */
#ifndef TESTS_COHORTS_H
#define TESTS_COHORTS_H

#include "connect5/record.h"

struct invented {
	int64_t id;
	uint64_t key;
	char name[16];
	unsigned waits;
	bool newcomer, inactive;
	int sector;				/* 1.. */
	int organisation;			/* 0: unknown */
	int profession;				/* 0: unknown */
	int seniority;				/* 0: unknown */
	unsigned places, interests, slots, met; /* bits; met: of sectors */
};

/* Two people, by index, who met or are kept apart. */
struct tie {
	size_t a, b;
	bool excluded;
};

/* What is wished of two people, by index; WISH_NONE: they must be a pair. */
struct wanted {
	size_t a, b;
	enum wish wish;
};

/* All zeroes is an empty one. */
struct crowd {
	bool relaxed; /* two of one sector may meet */
	struct invented *people;
	struct tie *ties;
	struct wanted *wanted;
	size_t n, n_ties, n_wanted, capacity, tie_capacity, wanted_capacity;
};

/* How a crowd is mixed; chances in percent. */
struct mix {
	unsigned sectors[8];	/* the share of each, 100 in all */
	unsigned organisations; /* of each sector; 0: all unknown */
	unsigned strays;	/* in an organisation of another sector */
	unsigned unknown;	/* for each field that may be unknown */
	unsigned most_waits;
	bool correlated; /* place and profession follow the sector */
};

extern const struct mix mix_skewed, mix_majority, mix_tight, mix_correlated,
	mix_few;

void crowd_release(struct crowd *crowd);

/* Adds somebody of sector 1 of whom nothing is known. Moves the others. */
struct invented *crowd_add(struct crowd *crowd, uint64_t *state);
void crowd_add_drawn(struct crowd *crowd, const struct mix *mix,
		     uint64_t *state);
void crowd_draw(struct crowd *crowd, const struct mix *mix, size_t n,
		uint64_t *state);

void crowd_tie(struct crowd *crowd, size_t a, size_t b, bool excluded);

/* A tie between each two people with a chance of `percent`. */
void crowd_tie_some(struct crowd *crowd, unsigned percent, bool excluded,
		    uint64_t *state);

/* The first word on two people stands, as it does on whom someone must be with.
 */
void crowd_want(struct crowd *crowd, size_t a, size_t b, enum wish wish);

/* Wishes for some pairs, and up to `musts` pairs that must be; of active people
 * who may meet. */
void crowd_want_some(struct crowd *crowd, unsigned percent, size_t musts,
		     uint64_t *state);

/* Are they tied, for whatever reason? */
bool crowd_tied(const struct crowd *crowd, size_t a, size_t b);
bool crowd_may_meet(const struct crowd *crowd, size_t a, size_t b);

/* The score of a pair but for its jitter. */
int64_t crowd_points(const struct crowd *crowd, const struct settings *settings,
		     size_t a, size_t b);

/* The active people of the crowd; with a `shuffle` added in another order. */
void crowd_cohort(struct cohort *out, const struct crowd *crowd,
		  uint64_t shuffle);

/* The index in the crowd of everybody in the cohort; from malloc. */
size_t *crowd_map(const struct crowd *crowd, const struct cohort *cohort);

/* The cohort with its plan. Fails the test if there is none. */
void crowd_record(struct round_record *out, const struct crowd *crowd,
		  const struct settings *settings);

/* Fails unless everybody is in one group or waits, and every rule holds. */
void assert_round_is_legal(const struct crowd *crowd,
			   const struct round_record *record);

void assert_audit_passes(const struct round_record *record);

#endif
