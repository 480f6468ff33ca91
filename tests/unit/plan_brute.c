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
		out->must[a] = cohort_must_mate(cohort, a);
		for (uint32_t b = 0; b < out->n; b++) {
			if (a == b)
				continue;
			out->may[a][b] = crowd_may_meet(crowd, map[a], map[b]);
			out->relaxed[a][b] = crowd->people[map[a]].sector ==
					     crowd->people[map[b]].sector;
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
 *	placed * 256 - trios * 16 - relaxed | earlier waits | score
 *	                                    | 8 bits        | 16 bits
 */
enum { ONE_WAIT = 1 << 16, ONE_RELAXED = 1 << 24, ONE_TRIO = 1 << 28 };
static const int64_t one_placed = INT64_C(1) << 32;

static int64_t best_of[1 << SMALL_N];

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t of_waits(const struct small_cohort *c, uint32_t v)
{
	return one_placed + (int64_t)c->waits[v] * ONE_WAIT;
}

static int64_t of_pair(const struct small_cohort *c, uint32_t u, uint32_t v)
{
	return of_waits(c, u) + of_waits(c, v) + c->score[u][v] -
	       (c->relaxed[u][v] ? ONE_RELAXED : 0);
}

static bool may_pair(const struct small_cohort *c, uint32_t u, uint32_t v)
{
	bool is_free = c->must[u] == MATCH_NONE && c->must[v] == MATCH_NONE;

	return c->may[u][v] && (is_free || c->must[u] == v);
}

/* Who of the three is the third of a must-pair of the other two, or none. */
static uint32_t joins_must(const struct small_cohort *c, uint32_t u, uint32_t v,
			   uint32_t w)
{
	if (c->must[u] == v)
		return w;
	if (c->must[u] == w)
		return v;
	return c->must[v] == w ? u : MATCH_NONE;
}

static bool may_be_trio(const struct small_cohort *c, uint32_t u, uint32_t v,
			uint32_t w)
{
	uint32_t third = joins_must(c, u, v, w);
	bool is_free = c->must[u] == MATCH_NONE && c->must[v] == MATCH_NONE &&
		       c->must[w] == MATCH_NONE;

	return c->may[u][v] && c->may[u][w] && c->may[v][w] &&
	       (is_free ||
		(third != MATCH_NONE && c->must[third] == MATCH_NONE));
}

static bool is_relaxed(const struct small_cohort *c, uint32_t u, uint32_t v,
		       uint32_t w)
{
	return c->relaxed[u][v] || c->relaxed[u][w] || c->relaxed[v][w];
}

/* The score of the pair that a third leaves. */
static int64_t left_by(const struct small_cohort *c, uint32_t u, uint32_t v,
		       uint32_t w, uint32_t third)
{
	if (third == u)
		return c->score[v][w];
	return third == v ? c->score[u][w] : c->score[u][v];
}

static int64_t of_trio(const struct small_cohort *c, uint32_t u, uint32_t v,
		       uint32_t w)
{
	uint32_t third = joins_must(c, u, v, w);
	int64_t score =
		larger(c->score[u][v], larger(c->score[u][w], c->score[v][w]));

	if (third != MATCH_NONE)
		score = left_by(c, u, v, w, third);
	return of_waits(c, u) + of_waits(c, v) + of_waits(c, w) - ONE_TRIO -
	       (is_relaxed(c, u, v, w) ? ONE_RELAXED : 0) + score;
}

/* Nothing that can be: somebody is not with whom they must be. */
static const int64_t impossible = INT64_MIN / 2;

/* The set and v, above all of it: v waits, or is in a pair or trio. */
static int64_t best_with(const struct small_cohort *c, uint32_t set, uint32_t v,
			 bool trios)
{
	int64_t best = c->must[v] == MATCH_NONE ? best_of[set] : impossible;

	for (uint32_t u = 0; u < v; u++) {
		uint32_t rest = set & ~(UINT32_C(1) << u);

		if (rest == set)
			continue;
		if (may_pair(c, u, v))
			best = larger(best, best_of[rest] + of_pair(c, u, v));
		for (uint32_t w = 0; trios && w < u; w++) {
			uint32_t others = rest & ~(UINT32_C(1) << w);

			if (others != rest && may_be_trio(c, u, v, w))
				best = larger(best,
					      best_of[others] +
						      of_trio(c, u, v, w));
		}
	}
	return best;
}

/* The levels of a number. */
static struct levels levels_of(int64_t best)
{
	int64_t high = best >> 24, of_placed = (high + 255) / 256;

	return (struct levels){
		.placed = of_placed,
		.trios = (of_placed * 256 - high) / 16,
		.relaxed = (of_placed * 256 - high) % 16,
		.waits = (best >> 16) & 255,
		.score = best & (ONE_WAIT - 1),
	};
}

struct levels brute_levels(const struct small_cohort *cohort, bool trios)
{

	best_of[0] = 0;
	for (uint32_t v = 0; v < cohort->n; v++) {
		uint32_t above = UINT32_C(1) << v;

		for (uint32_t set = 0; set < above; set++)
			best_of[set | above] = best_with(cohort, set, v, trios);
	}
	return levels_of(best_of[(UINT32_C(1) << cohort->n) - 1]);
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
			if (may_pair(c, u, v))
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

/* Most of all: left out, a person costs at most as much as waiting. */
static const int64_t one_pair = INT64_C(1) << 44;

/* The set and v, with a must-pair and its third: as good as one more pair. */
static int64_t best_joined(const struct small_cohort *c, uint32_t set,
			   uint32_t v)
{
	int64_t best = impossible;

	for (uint32_t u = 0; u < v; u++)
		for (uint32_t w = 0; w < u; w++) {
			uint32_t two = UINT32_C(1) << u | UINT32_C(1) << w;
			uint32_t third = joins_must(c, u, v, w);

			if ((set & two) == two && third != MATCH_NONE &&
			    may_be_trio(c, u, v, w))
				best = larger(
					best,
					best_of[set ^ two] + one_pair +
						left_by(c, u, v, w, third) -
						(is_relaxed(c, u, v, w)
							 ? ONE_RELAXED
							 : 0));
		}
	return best;
}

/* The best of the set and v, above all of it, in pairs alone. */
static int64_t best_paired(const struct small_cohort *c, uint32_t set,
			   uint32_t v, bool is_free, bool trios)
{
	int64_t best = best_of[set] - (is_free ? 0 : of_waits(c, v));

	if (c->must[v] != MATCH_NONE)
		best = impossible;
	if (trios)
		best = larger(best, best_joined(c, set, v));

	for (uint32_t u = 0; u < v; u++) {
		int64_t relaxed = c->relaxed[u][v] ? ONE_RELAXED : 0;

		if (set >> u & 1 && may_pair(c, u, v))
			best = larger(best, best_of[set ^ UINT32_C(1) << u] +
						    one_pair - relaxed +
						    c->score[u][v]);
	}
	return best;
}

struct levels brute_bound(const struct small_cohort *cohort, bool trios)
{
	bool is_free[SMALL_N] = {false};
	int64_t best, score;

	if (trios)
		find_free(cohort, is_free);
	best_of[0] = 0;
	for (uint32_t v = 0; v < cohort->n; v++) {
		uint32_t above = UINT32_C(1) << v;

		for (uint32_t set = 0; set < above; set++)
			best_of[set | above] =
				best_paired(cohort, set, v, is_free[v], trios);
	}
	/* What stands below those who wait, whatever the sign of its digits. */
	best = best_of[(UINT32_C(1) << cohort->n) - 1] & (one_placed - 1);
	score = best & (ONE_WAIT - 1);
	return (struct levels){
		.relaxed = ((score - best) & (one_placed - 1)) / ONE_RELAXED,
		.score = score,
	};
}
