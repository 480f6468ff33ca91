/*
 * Every way to make a month of a few people, and what follows, by plain
 * enumeration: to hold look-ahead against.
 */
#ifndef TESTS_FEW_H
#define TESTS_FEW_H

#include "cohorts.h"

enum { FEW = 7, MOST_WAYS = 877 /* partitions of seven people */ };

/* By person: the number of their set. */
struct partition {
	unsigned set[FEW];
};

/* What a month starts from, by index in the cohort. */
struct few {
	unsigned n;
	bool trios;
	bool may[FEW][FEW];
	unsigned waits[FEW];
};

struct ways {
	struct partition all[MOST_WAYS];
	size_t count;
};

struct few few_read(const struct crowd *crowd,
		    const struct round_record *record);

/* The groups of a plan; those who wait are alone in their set. */
struct partition few_partition(const struct round_record *record);

unsigned few_placed(const struct few *few, const struct partition *p);

/* What is maximised first, as one number: people, trios, waits. */
long few_level(const struct few *few, const struct partition *p);

/* The ways to make a month of which none is better. */
void few_ways(struct ways *out, const struct few *few);

/* What the month after starts from. */
struct few few_after(const struct few *few, const struct partition *p);

/* The most people that so many months can place, 1 to 3. */
unsigned few_most(const struct few *few, unsigned months);

#endif
