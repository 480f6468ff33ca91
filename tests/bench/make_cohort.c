/*
 * make_cohort MIX N SEED: the expressions of interest of N invented people, as
 * a CSV that `connect5 import` takes without a refusal. The same arguments give
 * the same bytes on every machine and compiler. `make_cohort --list` names the
 * mixes, one a line.
 *
 * Person i of N, from 0, has the address p0000000@example.org with i for the
 * zeros, so that a graph's vertices can be told from a sheet of addresses.
 *
 * Exits with 0, with 2 on a wrong command line, with 5 where it cannot write.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/error.h"
#include "connect5/random.h"

enum { PEOPLE_MOST = 9999999, ORGANISATIONS = 50 /* a sector */ };

/* How one cohort differs from another. Shares are in per cent. */
struct mix {
	const char *name;
	unsigned largest;    /* exactly so many are in the largest sector */
	bool slots;	     /* they say when they are free */
	unsigned place;	     /* so many places follow from the sector */
	unsigned profession; /* and so many professions */
	unsigned exclusions; /* at most so many are named by each */
};

static const struct mix mixes[] = {
	{.name = "simple"},
	{.name = "real", .slots = true},
	{.name = "tight", .slots = true, .largest = 50},
	{.name = "majority55", .slots = true, .largest = 55},
	{.name = "majority65", .slots = true, .largest = 65},
	{.name = "correlated", .slots = true, .place = 80, .profession = 70},
	{.name = "excluded", .slots = true, .exclusions = 20},
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const char *const sectors[] = {
	"Acute",   "Mental health", "Primary care",  "ICB",
	"Council", "Social care",   "Public health", "VCSE",
};

/* Of a hundred people. */
static const unsigned sector_shares[COUNT(sectors)] = {
	38, 17, 12, 10, 9, 7, 4, 3,
};

static const char *const places[] = {
	"Lambeth", "Southwark", "Lewisham", "Greenwich", "Bexley", "Bromley",
};

static const char *const professions[] = {
	"Nurse", "Doctor", "Social worker", "Service manager", "Analyst",
};

/* The most popular first. */
static const char *const interests[] = {
	"Workforce", "Health inequalities", "Prevention",
	"Digital",   "Leadership",	    "Neighbourhood working",
	"Housing",   "Mental health",	    "Staff wellbeing",
	"Carers",    "Quality improvement", "Research and innovation",
};

static const char *const slots[] = {
	"Monday morning",
	"Tuesday afternoon",
	"Thursday morning",
	"Friday afternoon",
};

/* A cohort in the making: how many are still to come. */
struct maker {
	const struct mix *mix;
	uint64_t n, left, left_in_largest;
	uint64_t state; /* of random_next() */
};

static size_t below(struct maker *maker, size_t bound)
{
	return (size_t)random_below(&maker->state, bound);
}

/* True in so many of a hundred cases. */
static bool chance(struct maker *maker, unsigned share)
{
	return below(maker, 100) < share;
}

/* An index as often as its weight says; not all weights are 0. */
static size_t draw(struct maker *maker, const unsigned *weights, size_t n)
{
	size_t sum = 0, at, i = 0;

	for (size_t k = 0; k < n; k++)
		sum += weights[k];
	for (at = below(maker, sum); at >= weights[i]; i++)
		at -= weights[i];
	return i;
}

/*
 * Where the size of the largest sector is fixed, its people are a random sample
 * of that size (Knuth, "The Art of Computer Programming", 3.4.2, algorithm S).
 */
static size_t draw_sector(struct maker *maker)
{
	if (!maker->mix->largest)
		return draw(maker, sector_shares, COUNT(sectors));
	if (below(maker, maker->left) < maker->left_in_largest) {
		maker->left_in_largest--;
		return 0;
	}
	return 1 + draw(maker, sector_shares + 1, COUNT(sectors) - 1);
}

/* One of `n`: that of the sector in `share` of a hundred, else any. */
static size_t draw_following(struct maker *maker, size_t sector, unsigned share,
			     size_t n)
{
	return share && chance(maker, share) ? sector % n : below(maker, n);
}

/* Two to five, the k-th most popular chosen k times more seldom (Zipf). */
static void print_interests(struct maker *maker)
{
	unsigned weights[COUNT(interests)];
	size_t wanted = 2 + below(maker, 4);

	/* 27720 is a multiple of all numbers up to 12. */
	for (size_t k = 0; k < COUNT(interests); k++)
		weights[k] = 27720 / ((unsigned)k + 1);
	for (size_t i = 0; i < wanted; i++) {
		size_t k = draw(maker, weights, COUNT(interests));

		weights[k] = 0;
		printf("%s%s", i ? ";" : "", interests[k]);
	}
}

/* Any of the slots, but not none. */
static void print_slots(struct maker *maker)
{
	size_t chosen = 1 + below(maker, (1u << COUNT(slots)) - 1);
	const char *before = "";

	for (size_t k = 0; k < COUNT(slots); k++) {
		if (!(chosen >> k & 1))
			continue;
		printf("%s%s", before, slots[k]);
		before = ";";
	}
}

static void print_email(uint64_t i)
{
	printf("p%07" PRIu64 "@example.org", i);
}

/* Those whom person i does not want to meet; a quarter of all at the most. */
static void print_excluded(struct maker *maker, uint64_t i)
{
	uint64_t wanted = maker->mix->exclusions;
	const char *before = "";

	if (wanted > maker->n / 4)
		wanted = maker->n / 4;
	for (uint64_t k = 0; k < wanted; k++) {
		uint64_t other = below(maker, maker->n);

		if (other == i)
			continue;
		printf("%s", before);
		print_email(other);
		before = ";";
	}
}

static void print_person(struct maker *maker, uint64_t i)
{
	const struct mix *mix = maker->mix;
	size_t sector = draw_sector(maker);
	size_t organisation = below(maker, ORGANISATIONS);
	size_t place = draw_following(maker, sector, mix->place, COUNT(places));
	size_t profession = draw_following(maker, sector, mix->profession,
					   COUNT(professions));

	print_email(i);
	printf(",Person %" PRIu64 ",%s employer %zu,%s,%s,%s,%zu,", i,
	       sectors[sector], organisation + 1, sectors[sector],
	       places[place], professions[profession], 1 + below(maker, 5));
	print_interests(maker);
	putchar(',');
	if (mix->slots)
		print_slots(maker);
	putchar(',');
	print_excluded(maker, i);
	putchar('\n');
	maker->left--;
}

static int print_cohort(const struct mix *mix, uint64_t n, uint64_t seed)
{
	struct maker maker = {
		.mix = mix,
		.n = n,
		.left = n,
		.left_in_largest = n * mix->largest / 100,
		.state = seed,
	};

	puts("email,name,organisation,sector,place,profession,seniority,"
	     "interests,availability,exclude");
	for (uint64_t i = 0; i < n && !ferror(stdout); i++)
		print_person(&maker, i);
	if (fflush(stdout) == 0 && !ferror(stdout))
		return C5_OK;
	fprintf(stderr, "make_cohort: standard output: %s\n", strerror(errno));
	return C5_SYSTEM;
}

static int print_mixes(void)
{
	for (size_t i = 0; i < COUNT(mixes); i++)
		puts(mixes[i].name);
	return fflush(stdout) == 0 ? C5_OK : C5_SYSTEM;
}

static const struct mix *find_mix(const char *name)
{
	for (size_t i = 0; i < COUNT(mixes); i++)
		if (strcmp(mixes[i].name, name) == 0)
			return &mixes[i];
	return NULL;
}

/* A number of digits alone. */
static bool parse_number(uint64_t *out, const char *text)
{
	errno = 0;
	*out = strtoull(text, NULL, 10);
	return *text && !text[strspn(text, "0123456789")] && !errno;
}

int main(int argc, char **argv)
{
	const struct mix *mix = argc == 4 ? find_mix(argv[1]) : NULL;
	uint64_t n, seed;

	if (argc == 2 && strcmp(argv[1], "--list") == 0)
		return print_mixes();
	if (!mix || !parse_number(&n, argv[2]) || n > PEOPLE_MOST ||
	    !parse_number(&seed, argv[3])) {
		fprintf(stderr, "usage: make_cohort MIX N SEED, or --list\n"
				"N is at most 9999999\n");
		return C5_USAGE;
	}
	return print_cohort(mix, n, seed);
}
