#include "few.h"

#include <stdlib.h>

#include "prelude.h"

/* The partition after this one; false: it was the last. */
static bool next_partition(struct partition *p, unsigned n)
{
	for (unsigned v = n; v-- > 1;) {
		unsigned most = 0;

		for (unsigned u = 0; u < v; u++)
			most = p->set[u] > most ? p->set[u] : most;
		if (p->set[v] > most)
			continue;
		p->set[v]++;
		for (unsigned u = v + 1; u < n; u++)
			p->set[u] = 0;
		return true;
	}
	return false;
}

static unsigned count_members(const struct few *few, const struct partition *p,
			      unsigned set)
{
	unsigned count = 0;

	for (unsigned v = 0; v < few->n; v++)
		count += p->set[v] == set;
	return count;
}

static bool is_allowed(const struct few *few, const struct partition *p)
{
	for (unsigned v = 0; v < few->n; v++) {
		if (count_members(few, p, p->set[v]) > (few->trios ? 3U : 2U))
			return false;
		for (unsigned u = 0; u < v; u++)
			if (p->set[u] == p->set[v] && !few->may[u][v])
				return false;
	}
	return true;
}

static bool is_placed(const struct few *few, const struct partition *p,
		      unsigned v)
{
	return count_members(few, p, p->set[v]) > 1;
}

unsigned few_placed(const struct few *few, const struct partition *p)
{
	unsigned placed = 0;

	for (unsigned v = 0; v < few->n; v++)
		placed += is_placed(few, p, v);
	return placed;
}

/* What is maximised first, as one number: people, trios, waits. */
long few_level(const struct few *few, const struct partition *p)
{
	long waits = 0, trios = 0;

	for (unsigned v = 0; v < few->n; v++) {
		if (is_placed(few, p, v))
			waits += few->waits[v];
		trios += count_members(few, p, v) == 3;
	}
	return (few_placed(few, p) * 100L - trios) * 1000 + waits;
}

/* The ways of which none is better. */
void few_ways(struct ways *out, const struct few *few)
{
	struct partition p = {{0}};
	long best = -1;

	*out = (struct ways){.count = 0};
	do {
		long level = is_allowed(few, &p) ? few_level(few, &p) : -1;

		if (level < 0 || level < best)
			continue;
		if (level > best)
			out->count = 0;
		best = level;
		out->all[out->count++] = p;
	} while (next_partition(&p, few->n));
}

struct few few_after(const struct few *few, const struct partition *p)
{
	struct few next = *few;

	for (unsigned v = 0; v < few->n; v++) {
		next.waits[v] += !is_placed(few, p, v);
		for (unsigned u = 0; u < few->n; u++)
			if (p->set[u] == p->set[v])
				next.may[u][v] = false;
	}
	return next;
}

static unsigned most_of_one(const struct few *few)
{
	struct ways ways;

	few_ways(&ways, few);
	return few_placed(few, &ways.all[0]);
}

/* The most of a month and those after it. */
static unsigned most_with(const struct few *few,
			  unsigned (*rest)(const struct few *few))
{
	unsigned most = 0;
	struct ways ways;

	few_ways(&ways, few);
	for (size_t i = 0; i < ways.count; i++) {
		struct few next = few_after(few, &ways.all[i]);
		unsigned placed = few_placed(few, &ways.all[i]) + rest(&next);

		most = placed > most ? placed : most;
	}
	return most;
}

static unsigned most_of_two(const struct few *few)
{
	return most_with(few, most_of_one);
}

unsigned few_most(const struct few *few, unsigned months)
{
	assert_true(months >= 1 && months <= 3);
	return months == 1   ? most_of_one(few)
	       : months == 2 ? most_of_two(few)
			     : most_with(few, most_of_two);
}

struct few few_read(const struct crowd *crowd,
		    const struct round_record *record)
{
	struct few few = {.n = (unsigned)record->cohort.n,
			  .trios = record->settings.trios};
	size_t *map = crowd_map(crowd, &record->cohort);

	for (unsigned v = 0; v < few.n; v++) {
		few.waits[v] = record->cohort.people[v].waits;
		for (unsigned u = 0; u < few.n; u++)
			few.may[v][u] =
				u != v && crowd_may_meet(crowd, map[v], map[u]);
	}
	free(map);
	return few;
}

/* The groups of a plan; the numbers of the sets may be any. */
struct partition few_partition(const struct round_record *record)
{
	const struct plan *plan = &record->plan;
	struct partition p = {{0}};
	unsigned sets = 0;

	for (size_t i = 0; i < plan->n_waiting; i++)
		p.set[plan->waiting[i]] = sets++;
	for (size_t g = 0; g < plan->n_groups; g++, sets++)
		for (unsigned i = 0; i < plan->groups[g].size; i++)
			p.set[plan->groups[g].member[i]] = sets;
	return p;
}
