#include "plan_brute.h"

#include <assert.h>
#include <stdlib.h>

#include "connect5/score.h"

void small_cohort_read(struct small_cohort *out, const struct crowd *crowd,
		       const struct round_record *record)
{
	const struct cohort *cohort = &record->cohort;
	size_t *map = crowd_map(crowd, cohort);

	assert(cohort->n <= SMALL_N);
	*out = (struct small_cohort){.n = (uint32_t)cohort->n};
	for (uint32_t a = 0; a < out->n; a++) {
		out->waits[a] = cohort->people[a].waits;
		for (uint32_t b = 0; b < out->n; b++) {
			if (a == b)
				continue;
			out->may[a][b] = crowd_may_meet(crowd, map[a], map[b]);
			out->score[a][b] =
				score_pair(cohort, &record->settings, a, b)
					.total;
		}
	}
	free(map);
}

/*
 * The levels as one number, so that the best of a set is found by adding:
 *
 *	placed * 16 - trios | earlier waits | score
 *	                    | 8 bits        | 16 bits
 */
enum { ONE_WAIT = 1 << 16, ONE_TRIO = 1 << 24, ONE_PLACED = 1 << 28 };

static int64_t best_of[1 << SMALL_N];

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t of_waits(const struct small_cohort *c, uint32_t v)
{
	return ONE_PLACED + (int64_t)c->waits[v] * ONE_WAIT;
}

static int64_t of_trio(const struct small_cohort *c, uint32_t u, uint32_t v,
		       uint32_t w)
{
	return of_waits(c, u) + of_waits(c, v) + of_waits(c, w) - ONE_TRIO +
	       larger(c->score[u][v], larger(c->score[u][w], c->score[v][w]));
}

/* The set and v, above all of it: v waits, or is in a pair or trio. */
static int64_t best_with(const struct small_cohort *c, uint32_t set, uint32_t v,
			 bool trios)
{
	int64_t best = best_of[set];

	for (uint32_t u = 0; u < v; u++) {
		uint32_t rest = set & ~(UINT32_C(1) << u);

		if (rest == set || !c->may[u][v])
			continue;
		best = larger(best, best_of[rest] + of_waits(c, u) +
					    of_waits(c, v) + c->score[u][v]);
		for (uint32_t w = 0; trios && w < u; w++) {
			uint32_t others = rest & ~(UINT32_C(1) << w);

			if (others != rest && c->may[u][w] && c->may[v][w])
				best = larger(best,
					      best_of[others] +
						      of_trio(c, u, v, w));
		}
	}
	return best;
}

struct levels brute_levels(const struct small_cohort *cohort, bool trios)
{
	struct levels levels;
	int64_t best, high;

	best_of[0] = 0;
	for (uint32_t v = 0; v < cohort->n; v++) {
		uint32_t above = UINT32_C(1) << v;

		for (uint32_t set = 0; set < above; set++)
			best_of[set | above] = best_with(cohort, set, v, trios);
	}
	best = best_of[(UINT32_C(1) << cohort->n) - 1];
	high = best / ONE_TRIO;
	levels.score = best % ONE_WAIT;
	levels.waits = best % ONE_TRIO / ONE_WAIT;
	levels.placed = (high + 15) / 16;
	levels.trios = levels.placed * 16 - high;
	return levels;
}

/* Who is free to be left out: one trio places all of their part. */
static void find_free(const struct small_cohort *c, bool is_free[SMALL_N])
{
	static struct brute brute;
	struct small_graph g;
	uint32_t spared = 0, triangle[3];

	small_init(&g, c->n, 0);
	for (uint32_t v = 1; v < c->n; v++)
		for (uint32_t u = 0; u < v; u++)
			if (c->may[u][v])
				small_add(&g, u, v, 0);
	brute_init(&brute, &g.graph);
	for (uint32_t v = 0; v < c->n; v++)
		if (brute_class(&brute, v) == MATCH_D)
			spared |= UINT32_C(1) << v;
	for (uint32_t v = 0; v < c->n; v++)
		is_free[v] = spared >> v & 1 &&
			     brute_triangle(&brute,
					    brute_component(&brute, spared, v),
					    triangle);
}

/* A pair counts most: left out, a person costs at most as much as waiting. */
int64_t brute_bound(const struct small_cohort *cohort, bool trios)
{
	const int64_t pair = INT64_C(1) << 40;
	bool is_free[SMALL_N] = {false};

	if (trios)
		find_free(cohort, is_free);
	best_of[0] = 0;
	for (uint32_t v = 0; v < cohort->n; v++) {
		uint32_t above = UINT32_C(1) << v;
		int64_t charge = is_free[v] ? 0 : of_waits(cohort, v);

		for (uint32_t set = 0; set < above; set++) {
			int64_t best = best_of[set] - charge;

			for (uint32_t u = 0; u < v; u++)
				if (set >> u & 1 && cohort->may[u][v])
					best = larger(
						best,
						best_of[set ^ UINT32_C(1)
								      << u] +
							pair +
							cohort->score[u][v]);
			best_of[set | above] = best;
		}
	}
	/* The score is what stands below whole waits, whatever their sign. */
	return best_of[(UINT32_C(1) << cohort->n) - 1] & (ONE_WAIT - 1);
}
