/*
 * season [SEASONS [FIRST]]: plays seasons, numbered from FIRST (1) on, in a
 * programme file, and beside it by a shuffle and by a greedy matcher. Prints
 * what people had of each.
 *
 * Exits with 0; 1: something does not hold in a season of ours; 2: usage.
 */
#include <stdio.h>
#include <stdlib.h>

#include "life.h"

enum { SEASONS = 500, WAYS = 3 };

/* Of all seasons, played in one way. */
struct sums {
	size_t had[LIFE_MONTHS + 1], stayed; /* of those who stayed */
	size_t had_any[LIFE_MONTHS + 1], people;
	size_t waits, waited_twice, partners, again, illegal, tried;
};

static void add(struct sums *sums, const struct life *life)
{
	const struct script *script = life->script;

	for (unsigned i = 0; i < script->n; i++) {
		sums->people++;
		sums->had_any[life->conversations[i]]++;
		if (script_stays(script, i)) {
			sums->stayed++;
			sums->had[life->conversations[i]]++;
		}
		sums->waits += life->waited[i];
		sums->waited_twice += life->waited[i] > 1;
		sums->partners += life->partners[i];
		sums->again += life->again[i];
	}
	sums->illegal += life->illegal;
	sums->tried += life->tried;
}

static double percent(size_t part, size_t whole)
{
	return whole ? 100.0 * (double)part / (double)whole : 0;
}

static double mean(const size_t *had)
{
	size_t people = 0, sum = 0;

	for (size_t i = 0; i <= LIFE_MONTHS; i++) {
		people += had[i];
		sum += i * had[i];
	}
	return people ? (double)sum / (double)people : 0;
}

static void print_had(const struct sums *sums, bool all)
{
	for (int i = LIFE_MONTHS; i >= 0; i--) {
		printf("  %-34d", i);
		for (int w = 0; w < WAYS; w++)
			printf("  %7.1f %%",
			       all ? percent(sums[w].had_any[i], sums[w].people)
				   : percent(sums[w].had[i], sums[w].stayed));
		putchar('\n');
	}
	printf("  %-34s", "on average");
	for (int w = 0; w < WAYS; w++)
		printf("  %7.2f  ", mean(all ? sums[w].had_any : sums[w].had));
	putchar('\n');
}

static void print_count(const char *what, const struct sums *sums,
			size_t (*count)(const struct sums *))
{
	printf("%-36s", what);
	for (int w = 0; w < WAYS; w++)
		printf("  %7zu  ", count(&sums[w]));
	putchar('\n');
}

static size_t waits(const struct sums *sums)
{
	return sums->waits;
}

static size_t waited_twice(const struct sums *sums)
{
	return sums->waited_twice;
}

static size_t illegal(const struct sums *sums)
{
	return sums->illegal;
}

static void print(const struct way *const *ways, const struct sums *sums,
		  unsigned long seasons)
{
	printf("%lu seasons, %zu people, %zu of them active in all months\n",
	       seasons, sums->people, sums->stayed);
	printf("%lu rounds matched and mended; %zu of these held against "
	       "every round there could be\n\n",
	       seasons * LIFE_STEPS, sums->tried);
	printf("%-36s", "conversations, active in all months");
	for (int w = 0; w < WAYS; w++)
		printf("  %9s", ways[w]->name);
	putchar('\n');
	print_had(sums, false);
	puts("conversations, everybody");
	print_had(sums, true);
	print_count("months waited, all together", sums, waits);
	print_count("people who waited twice or more", sums, waited_twice);
	printf("%-36s", "partners of a sector met before");
	for (int w = 0; w < WAYS; w++)
		printf("  %7.1f %%", percent(sums[w].again, sums[w].partners));
	putchar('\n');
	print_count("groups dropped: they break a rule", sums, illegal);
}

/* False: something does not hold, which is said. */
static bool play_all(const struct way *const *ways, struct sums *sums,
		     unsigned long seed)
{
	static struct script script;
	static struct life life;
	bool good = true;

	script_draw(&script, seed);
	for (int w = 0; w < WAYS; w++) {
		if (life_play(&life, ways[w], &script)) {
			add(&sums[w], &life);
			continue;
		}
		fprintf(stderr, "%s: %s\n", ways[w]->name, life.err.text);
		good = false;
	}
	return good;
}

static bool parse(unsigned long *out, const char *text)
{
	char *end;

	*out = strtoul(text, &end, 10);
	return *end == '\0' && *out > 0 && *out <= 1000000;
}

int main(int argc, char **argv)
{
	static const struct way *const ways[WAYS] = {&way_connect5,
						     &way_shuffle, &way_greedy};
	static struct sums sums[WAYS];
	unsigned long seasons = SEASONS, first = 1, wrong = 0;

	if (argc > 3 || (argc > 1 && !parse(&seasons, argv[1])) ||
	    (argc > 2 && !parse(&first, argv[2]))) {
		fputs("usage: season [SEASONS [FIRST]]\n", stderr);
		return C5_USAGE;
	}
	for (unsigned long i = 0; i < seasons; i++)
		wrong += !play_all(ways, sums, first + i);
	print(ways, sums, seasons);
	if (!wrong)
		return C5_OK;
	fprintf(stderr, "season: %lu of %lu seasons went wrong\n", wrong,
		seasons);
	return C5_NO;
}
