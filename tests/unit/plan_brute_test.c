/*
 * plan_make() against enumeration: every level of what is maximised, in cohorts
 * so small or so tangled that many must wait.
 */
#include "prelude.h"

#include <stdlib.h>

#include "connect5/random.h"
#include "connect5/rules.h"
#include "connect5/score.h"
#include "plan_brute.h"

/* Where nothing that is scored is known: only the jitter tells pairs apart. */
static const struct settings flat = {.seed = 3, .trios = true};

static struct levels levels_of(const struct round_record *record)
{
	const struct plan *plan = &record->plan;
	struct levels levels = {0};

	for (size_t g = 0; g < plan->n_groups; g++) {
		const struct group *group = &plan->groups[g];

		levels.placed += group->size;
		levels.trios += group->size == 3;
		levels.relaxed += group->relaxed;
		levels.score += score_pair(&record->cohort, &record->settings,
					   group->member[0], group->member[1])
					.total;
		for (unsigned i = 0; i < group->size; i++)
			levels.waits +=
				record->cohort.people[group->member[i]].waits;
	}
	return levels;
}

/* What a third is worth to a pair: relaxing it counts for more than points. */
static int64_t third_at(const struct small_cohort *c, const uint32_t *pair,
			uint32_t third)
{
	bool relaxes =
		!c->relaxed[pair[0]][pair[1]] &&
		(c->relaxed[pair[0]][third] || c->relaxed[pair[1]][third]);

	return c->score[third][pair[0]] + c->score[third][pair[1]] -
	       (relaxes ? 1 << 16 : 0);
}

/*
 * The third joins where it scores most, among the pairs that have no other, and
 * where it makes no group relaxed, if there is such a pair.
 */
static void check_thirds(const struct small_cohort *c, const struct plan *plan)
{
	for (size_t g = 0; g < plan->n_groups; g++) {
		const uint32_t *m = plan->groups[g].member;

		if (plan->groups[g].size < 3)
			continue;
		for (size_t h = 0; h < plan->n_groups; h++) {
			const uint32_t *o = plan->groups[h].member;

			if (plan->groups[h].size < 3 && c->may[m[2]][o[0]] &&
			    c->may[m[2]][o[1]])
				assert_true(third_at(c, m, m[2]) >=
					    third_at(c, o, m[2]));
		}
	}
}

/*
 * With trios on, `levels.score` is the most that the pairs of any plan with
 * the same higher levels score. It is the bound where some best-scored pairing
 * lets as many be placed, and then given_up must be 0. Up to nine people at
 * most one part of the structure is so large (five) that its third may find no
 * pair, and what is given up for it must be the least there is.
 */
static void check_proof(const struct round_record *record,
			const struct levels *best, const struct levels *bound,
			bool exact)
{
	const struct proof *proof = &record->plan.proof;

	assert_int_equal(proof->pairs, (best->placed - best->trios) / 2);
	assert_int_equal(proof->ceiling, proof->pairs);
	assert_int_equal(proof->bound, bound->score);
	assert_int_equal(record->plan.certificate.relaxed, bound->relaxed);
	assert_true(best->relaxed >= bound->relaxed);
	if (proof->optimal) {
		assert_int_equal(bound->relaxed, best->relaxed);
		assert_int_equal(proof->waits_made_good, best->waits);
		assert_int_equal(proof->given_up, proof->bound - proof->score);
		assert_true(proof->score <= best->score &&
			    best->score <= bound->score);
	}
	if (exact)
		assert_int_equal(proof->score, best->score);
	if (!record->settings.trios)
		assert_int_equal(proof->given_up, 0);
	if (!record->settings.trios || !record->cohort.relaxed)
		assert_true(proof->optimal);
}

/* What was seen, so that no test passes for want of cases. */
struct seen {
	size_t cohorts, waiting, trios, given_up, relaxed, unproven;
	size_t joined; /* must-pairs that a third joined */
};

static void count_seen(struct seen *seen, const struct small_cohort *c,
		       const struct plan *plan, const struct levels *levels)
{
	for (size_t g = 0; g < plan->n_groups; g++)
		seen->joined +=
			plan->groups[g].size == 3 &&
			c->must[plan->groups[g].member[0]] != MATCH_NONE;
	seen->cohorts++;
	seen->waiting += plan->n_waiting > 0;
	seen->trios += levels->trios > 0;
	seen->given_up += plan->proof.given_up > 0;
	seen->relaxed += levels->relaxed > 0;
	seen->unproven += !plan->proof.optimal;
}

/* Those who must be a pair are the pair of a group. */
static void assert_musts_are_kept(const struct small_cohort *c,
				  const struct plan *plan)
{
	uint32_t kept = 0;

	for (size_t g = 0; g < plan->n_groups; g++) {
		const uint32_t *m = plan->groups[g].member;

		if (c->must[m[0]] == MATCH_NONE)
			continue;
		assert_int_equal(c->must[m[0]], m[1]);
		kept += 2;
	}
	for (uint32_t v = 0; v < c->n; v++)
		kept -= c->must[v] != MATCH_NONE;
	assert_int_equal(kept, 0);
}

static void check_crowd(const struct crowd *crowd,
			const struct settings *settings, struct seen *seen)
{
	struct round_record record;
	struct small_cohort small;
	struct levels best, bound, got;

	crowd_record(&record, crowd, settings);
	small_cohort_read(&small, crowd, &record);
	best = brute_levels(&small, settings->trios);
	bound = brute_bound(&small, settings->trios);
	got = levels_of(&record);
	assert_round_is_legal(crowd, &record);
	assert_int_equal(got.placed, best.placed);
	assert_int_equal(got.trios, best.trios);
	assert_int_equal(got.relaxed, best.relaxed);
	assert_int_equal(got.waits, best.waits);
	assert_int_equal(got.score, record.plan.proof.score);
	/* Relaxed, with a third for a must-pair and another one, it is the best
	 * that is found. */
	check_proof(&record, &best, &bound,
		    small.n <= 9 && (record.plan.proof.optimal ||
				     !record.cohort.musts.count));
	check_thirds(&small, &record.plan);
	assert_audit_passes(&record);
	assert_musts_are_kept(&small, &record.plan);
	count_seen(seen, &small, &record.plan, &got);
	round_record_release(&record);
}

/* Both ways of dealing with an odd number. */
static void check_both(const struct crowd *crowd,
		       const struct settings *settings, struct seen *seen)
{
	struct settings either = *settings;

	either.trios = true;
	check_crowd(crowd, &either, seen);
	either.trios = false;
	check_crowd(crowd, &either, seen);
}

/*
 * People of as many sectors as there are people, or, relaxed, of `sectors`;
 * bits as small_add_bits().
 */
static void check_graph(uint32_t n, uint64_t bits, uint64_t sectors,
			uint64_t *state, struct seen *seen)
{
	struct crowd crowd = {.relaxed = sectors > 0};
	uint32_t i = 0;

	for (uint32_t v = 0; v < n; v++) {
		struct invented *person = crowd_add(&crowd, state);

		person->sector =
			1 + (int)(sectors ? random_below(state, sectors) : v);
		person->waits = (unsigned)random_below(state, 3);
		person->places = 1U << random_below(state, 3);
		person->slots = (unsigned)random_below(state, 4);
	}
	for (uint32_t v = 1; v < n; v++)
		for (uint32_t u = 0; u < v; u++)
			if (!(bits >> i++ & 1))
				crowd_tie(&crowd, u, v, true);
	check_both(&crowd, random_below(state, 2) ? &flat : &settings_default,
		   seen);
	crowd_release(&crowd);
}

static void test_every_graph_of_allowed_pairs(void **test)
{
	struct seen seen = {0};
	uint64_t state = 1;

	(void)test;
	for (uint32_t n = 2; n <= 6; n++)
		for (uint64_t bits = 0; bits < UINT64_C(1) << n * (n - 1) / 2;
		     bits++)
			check_graph(n, bits, 0, &state, &seen);
	assert_int_equal(seen.cohorts, 2 * (2 + 8 + 64 + 1024 + 32768));
	assert_true(seen.trios > 1000 && seen.waiting > 10000);
}

/* Graphs with 7 people, one of each class, in several draws of facts. */
static void test_every_class_of_seven(void **test)
{
	static uint64_t classes[BRUTE_CLASSES];
	struct seen seen = {0};
	uint64_t state = 7;

	(void)test;
	assert_int_equal(brute_classes(7, classes), BRUTE_CLASSES);
	for (size_t i = 0; i < BRUTE_CLASSES; i++)
		for (int draw = 0; draw < 4; draw++)
			check_graph(7, classes[i], 0, &state, &seen);
	assert_true(seen.trios > 500 && seen.given_up > 20);
}

/* Random cohorts of few sectors, exclusions and people who met before. */
static void check_random(uint32_t fewest, uint32_t most, bool relaxed,
			 size_t rounds, struct seen *seen)
{
	static const unsigned percents[] = {0, 10, 25, 45};
	uint64_t state = most;

	for (size_t round = 0; round < rounds; round++) {
		struct crowd crowd = {.relaxed = relaxed};
		const struct mix *mix = round % 3 ? &mix_few : &mix_skewed;
		size_t n = fewest + random_below(&state, most - fewest + 1);

		crowd_draw(&crowd, mix, n, &state);
		crowd_tie_some(&crowd, percents[round % 4], true, &state);
		crowd_tie_some(&crowd, percents[round / 4 % 4], false, &state);
		check_both(&crowd, round % 5 ? &settings_default : &flat, seen);
		crowd_release(&crowd);
	}
}

/* The same with wishes, and one or two pairs that must be. */
static void check_wanted(size_t n, bool relaxed, size_t rounds,
			 struct seen *seen)
{
	uint64_t state = n + relaxed;

	for (size_t round = 0; round < rounds; round++) {
		struct crowd crowd = {.relaxed = relaxed};
		const struct mix *mix = round % 3 ? &mix_few : &mix_skewed;

		crowd_draw(&crowd, mix, n, &state);
		crowd_tie_some(&crowd, (unsigned)round % 4 * 12, true, &state);
		crowd_want_some(&crowd, 20, 1 + round % 3, &state);
		check_both(&crowd, &settings_default, seen);
		crowd_release(&crowd);
	}
}

static void test_wishes_and_must_pairs(void **test)
{
	struct seen seen = {0};

	(void)test;
	for (size_t n = 2; n <= 9; n++)
		check_wanted(n, false, 600, &seen);
	assert_true(seen.trios > 300 && seen.waiting > 1000);
	assert_true(seen.joined > 100);
}

static void test_relaxed_wishes_and_must_pairs(void **test)
{
	struct seen seen = {0};

	(void)test;
	for (size_t n = 3; n <= 9; n++)
		check_wanted(n, true, 300, &seen);
	assert_true(seen.joined > 100 && seen.relaxed > 500);
}

static void test_random_cohorts_up_to_nine(void **test)
{
	struct seen seen = {0};

	(void)test;
	check_random(2, 9, false, 4000, &seen);
	assert_true(seen.trios > 300 && seen.waiting > 3000);
}

static void test_random_cohorts_up_to_twelve(void **test)
{
	struct seen seen = {0};

	(void)test;
	check_random(10, 12, false, 1000, &seen);
	assert_true(seen.trios > 50 && seen.waiting > 500);
}

/* Person 0, who may meet some of all others; a part of five, one of three. */
static unsigned percent_allowed(uint32_t u, uint32_t v)
{
	if (u == 0)
		return 50;
	if (v <= 5)
		return 55;
	return u > 5 ? 100 : 0;
}

/*
 * Whichever part does not pair with person 0 needs a trio, and the best pairs
 * of the five may take no third.
 */
static void test_one_part_or_the_other(void **test)
{
	struct seen seen = {0};
	uint64_t state = 9;

	(void)test;
	for (int round = 0; round < 2000; round++) {
		uint64_t bits = 0, bit = 1;

		for (uint32_t v = 1; v < 9; v++)
			for (uint32_t u = 0; u < v; u++, bit <<= 1)
				if (random_below(&state, 100) <
				    percent_allowed(u, v))
					bits |= bit;
		check_graph(9, bits, 0, &state, &seen);
	}
	assert_true(seen.trios > 500 && seen.given_up > 20);
}

/* The least that must be seen where people may meet those of their sector. */
static void check_seen(const struct seen *seen)
{
	assert_true(seen->waiting > 1000 && seen->trios > 500);
	assert_true(seen->relaxed > 1000 && seen->given_up > 100);
	assert_true(seen->unproven > 200);
}

static void test_relaxed_graphs(void **test)
{
	struct seen seen = {0};
	uint64_t state = 11;

	(void)test;
	for (uint32_t n = 2; n <= 5; n++)
		for (uint64_t bits = 0; bits < UINT64_C(1) << n * (n - 1) / 2;
		     bits++)
			for (uint64_t sectors = 1; sectors <= 3; sectors++)
				check_graph(n, bits, sectors, &state, &seen);
	check_seen(&seen);
}

static void test_relaxed_classes_of_seven(void **test)
{
	static uint64_t classes[BRUTE_CLASSES];
	struct seen seen = {0};
	uint64_t state = 12;

	(void)test;
	assert_int_equal(brute_classes(7, classes), BRUTE_CLASSES);
	for (size_t i = 0; i < BRUTE_CLASSES; i++)
		check_graph(7, classes[i], 1 + i % 4, &state, &seen);
	check_seen(&seen);
}

static void test_relaxed_random_cohorts(void **test)
{
	struct seen seen = {0};

	(void)test;
	check_random(2, 9, true, 2000, &seen);
	check_random(10, 12, true, 200, &seen);
	check_seen(&seen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_graph_of_allowed_pairs),
		cmocka_unit_test(test_every_class_of_seven),
		cmocka_unit_test(test_one_part_or_the_other),
		cmocka_unit_test(test_wishes_and_must_pairs),
		cmocka_unit_test(test_relaxed_wishes_and_must_pairs),
		cmocka_unit_test(test_random_cohorts_up_to_nine),
		cmocka_unit_test(test_random_cohorts_up_to_twelve),
		cmocka_unit_test(test_relaxed_graphs),
		cmocka_unit_test(test_relaxed_classes_of_seven),
		cmocka_unit_test(test_relaxed_random_cohorts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
