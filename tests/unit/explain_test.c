/*
 * What another pair would cost, against enumeration: every pair that is
 * allowed, in cohorts so small or so tangled that many must wait.
 */
#include "prelude.h"

#include <stdlib.h>

#include "connect5/explain.h"
#include "connect5/random.h"
#include "connect5/rules.h"
#include "plan_brute.h"

/* What was seen, so that no test passes for want of cases. */
struct seen {
	size_t pairs, free, waits, people, trios, above, tight, others, paid;
};

/* The best of all months with the pair, as a loss; as it is, without one. */
static struct loss enumerated(const struct small_cohort *cohort, bool trios,
			      uint32_t a, uint32_t b)
{
	struct small_cohort small = *cohort;
	struct levels levels;

	if (a != b) {
		small.must[a] = b;
		small.must[b] = a;
	}
	levels = brute_levels(&small, trios);
	return (struct loss){
		.people = -levels.placed,
		.trios = levels.trios,
		.relaxed = levels.relaxed,
		.waits = -levels.waits,
		.points = -levels.score,
	};
}

static struct loss difference(const struct loss *now, const struct loss *then)
{
	return (struct loss){
		then->people - now->people,   then->trios - now->trios,
		then->relaxed - now->relaxed, then->waits - now->waits,
		then->points - now->points,
	};
}

static bool is_points_only(const struct loss *loss)
{
	return !loss->people && !loss->trios && !loss->relaxed && !loss->waits;
}

static void check_bound(const struct alternative *pair, struct seen *seen)
{
	if (!pair->bounded)
		return;
	if (pair->above)
		assert_false(pair->above && is_points_only(&pair->loss));
	if (is_points_only(&pair->loss)) {
		assert_true(pair->loss.points >= pair->least);
		seen->tight += pair->loss.points == pair->least;
	}
	seen->above += pair->above;
}

/* Is the bound lower for what the month gave up so that more are placed? */
static bool is_paid(const struct explain *explain,
		    const struct alternative *pair)
{
	int64_t given_up = explain->now->proof.given_up;

	return pair->bounded && given_up > 0 && is_points_only(&pair->loss) &&
	       pair->loss.points < pair->least + given_up;
}

static void count_seen(const struct loss *loss, struct seen *seen)
{
	static const struct loss nothing = {0};

	seen->pairs++;
	seen->free += loss_compare(loss, &nothing) == 0;
	seen->people += loss->people > 0;
	seen->trios += loss->trios > 0;
	seen->waits += !loss->people && loss->waits > 0;
}

static void check_pair(struct explain *explain,
		       const struct small_cohort *small, uint32_t a, uint32_t b,
		       struct seen *seen)
{
	const struct round_record *record = explain->record;
	bool trios = record->settings.trios;
	size_t musts = record->cohort.musts.count;
	struct loss now = enumerated(small, trios, 0, 0);
	struct loss then = enumerated(small, trios, a, b);
	struct loss want = difference(&now, &then);
	struct alternative got;
	struct c5_error err;

	assert_int_equal(explain_solve(&got, explain, a, b, &err), C5_OK);
	assert_int_equal(record->cohort.musts.count, musts);
	assert_true(got.solved && got.other == b);
	assert_int_equal(got.loss.people, want.people);
	assert_int_equal(got.loss.trios, want.trios);
	assert_int_equal(got.score, small->score[a][b]);
	check_bound(&got, seen);
	seen->paid += is_paid(explain, &got);
	count_seen(&want, seen);
	/* Relaxed months are the best that is found (plan.h). */
	if (!record->cohort.relaxed)
		assert_int_equal(loss_compare(&got.loss, &want), 0);
	if (want.people > 0 && !record->plan.n_waiting)
		assert_true(got.n_stranded > 0);
}

/* Of the others, no more than `rank` cost less than one of that rank. */
static void check_rank(const struct loss *losses, size_t n,
		       const struct loss *loss, size_t rank)
{
	size_t less = 0, same = 0;

	for (size_t i = 0; i < n; i++) {
		int order = loss_compare(&losses[i], loss);

		less += order < 0;
		same += order == 0;
	}
	assert_true(less <= rank && rank < less + same);
}

static void check_others(struct explain *explain,
			 const struct small_cohort *small, uint32_t who,
			 struct seen *seen)
{
	const struct round_record *record = explain->record;
	size_t own = explain_group_of(&record->plan, who), allowed = 0;
	struct loss losses[SMALL_N];
	struct alternatives others;
	struct c5_error err;

	assert_int_equal(explain_others(&others, explain, who, &err), C5_OK);
	for (uint32_t v = 0; v < small->n; v++) {
		struct alternative one;

		if (v == who || !rule_allows_pair(&record->cohort, who, v) ||
		    (own != SIZE_MAX &&
		     explain_group_of(&record->plan, v) == own))
			continue;
		assert_int_equal(explain_solve(&one, explain, who, v, &err),
				 C5_OK);
		losses[allowed++] = one.loss;
	}
	assert_int_equal(others.allowed, allowed);
	assert_int_equal(others.n, allowed < 5 ? allowed : 5);
	assert_true(others.complete);
	for (size_t i = 0; i < others.n; i++)
		check_rank(losses, allowed, &others.best[i].loss, i);
	seen->others += allowed > 5;
}

static void check_crowd(const struct crowd *crowd, bool trios,
			struct seen *seen)
{
	struct settings settings = settings_default;
	struct round_record record;
	struct small_cohort small;
	struct explain explain;
	struct c5_error err;

	settings.trios = trios;
	crowd_record(&record, crowd, &settings);
	small_cohort_read(&small, crowd, &record);
	assert_int_equal(explain_make(&explain, &record, &err), C5_OK);
	for (uint32_t b = 1; b < small.n; b++)
		for (uint32_t a = 0; a < b; a++)
			if (rule_allows_pair(&record.cohort, a, b))
				check_pair(&explain, &small, a, b, seen);
	check_others(&explain, &small, small.n - 1, seen);
	explain_release(&explain);
	round_record_release(&record);
}

static void check_random(size_t n, bool relaxed, size_t rounds,
			 struct seen *seen)
{
	uint64_t state = n + relaxed;

	for (size_t round = 0; round < rounds; round++) {
		struct crowd crowd = {.relaxed = relaxed};
		const struct mix *mix = round % 3 ? &mix_few : &mix_majority;

		crowd_draw(&crowd, mix, n, &state);
		crowd_tie_some(&crowd, (unsigned)round % 4 * 12, true, &state);
		crowd_tie_some(&crowd, (unsigned)round % 3 * 12, false, &state);
		if (round % 2)
			crowd_want_some(&crowd, 20, round % 4 / 3, &state);
		check_crowd(&crowd, round % 5 != 0, seen);
		crowd_release(&crowd);
	}
}

static void test_cost_of_every_pair(void **test)
{
	struct seen seen = {0};

	(void)test;
	for (size_t n = 4; n <= 8; n++)
		check_random(n, false, 60, &seen);
	assert_true(seen.pairs > 1500 && seen.free > 200);
	assert_true(seen.people > 100 && seen.trios > 50 && seen.waits > 50);
	assert_true(seen.above > 100 && seen.tight > 500);
}

static void test_the_best_others_of_everybody(void **test)
{
	struct seen seen = {0};
	uint64_t state = 13;

	(void)test;
	for (size_t round = 0; round < 12; round++) {
		struct crowd crowd = {0};
		struct round_record record;
		struct small_cohort small;
		struct explain explain;
		struct c5_error err;

		crowd_draw(&crowd, &mix_few, 12, &state);
		crowd_want_some(&crowd, 30, round % 2, &state);
		crowd_record(&record, &crowd, &settings_default);
		small_cohort_read(&small, &crowd, &record);
		assert_int_equal(explain_make(&explain, &record, &err), C5_OK);
		for (uint32_t v = 0; v < small.n; v++)
			check_others(&explain, &small, v, &seen);
		explain_release(&explain);
		round_record_release(&record);
		crowd_release(&crowd);
	}
	assert_true(seen.others > 40);
}

/* Sparse months, where the best pairs would leave somebody out of a trio. */
static void test_cost_where_points_were_given_up(void **test)
{
	struct seen seen = {0};
	uint64_t state = 11;

	(void)test;
	for (int round = 0; round < 400; round++) {
		struct crowd crowd = {0};

		for (int v = 0; v < 7; v++) {
			struct invented *person = crowd_add(&crowd, &state);

			person->sector = v + 1;
			person->slots = (unsigned)random_below(&state, 8);
		}
		crowd_tie_some(&crowd, 50, true, &state);
		check_crowd(&crowd, true, &seen);
		crowd_release(&crowd);
	}
	assert_true(seen.paid > 50);
}

static void test_cost_in_relaxed_months(void **test)
{
	struct seen seen = {0};

	(void)test;
	for (size_t n = 4; n <= 8; n++)
		check_random(n, true, 25, &seen);
	assert_true(seen.pairs > 1000 && seen.above > 50);
}

/* People were told of the first pair that is allowed and not made. */
static void announce_another(struct round_record *record)
{
	struct cohort *cohort = &record->cohort;
	struct index_pair *told = malloc(sizeof(*told));

	assert_non_null(told);
	cohort->announced = (struct pair_list){told, 1, 1};
	for (told->b = 1; told->b < cohort->n; told->b++)
		for (told->a = 0; told->a < told->b; told->a++)
			if (rule_allows_pair(cohort, told->a, told->b) &&
			    explain_group_of(&record->plan, told->a) !=
				    explain_group_of(&record->plan, told->b))
				return;
	fail();
}

/* A repair is held against the month made anew: what it could not have. */
static void test_a_repaired_month(void **test)
{
	struct crowd crowd = {0};
	struct round_record record;
	struct explain explain;
	struct alternative pair;
	struct c5_error err;
	uint64_t state = 5;

	(void)test;
	crowd_draw(&crowd, &mix_skewed, 8, &state);
	crowd_record(&record, &crowd, &settings_default);
	record.repair = true;
	announce_another(&record);
	certificate_release(&record.plan.certificate);
	assert_int_equal(explain_make(&explain, &record, &err), C5_OK);
	assert_ptr_not_equal(explain.now, &record.plan);
	const uint32_t *pair_of = explain.now->groups[0].member;
	assert_int_equal(
		explain_solve(&pair, &explain, pair_of[0], pair_of[1], &err),
		C5_OK);
	assert_int_equal(loss_compare(&pair.loss, &(struct loss){0}), 0);
	assert_int_equal(pair.moved, 0);
	assert_true(record.repair && record.cohort.announced.count == 1);
	explain_release(&explain);
	round_record_release(&record);
	crowd_release(&crowd);
}

/* The points of all groups, each given once for one reason. */
static void test_totals_add_up(void **test)
{
	uint64_t state = 9;

	(void)test;
	for (size_t n = 5; n < 40; n += 7) {
		struct crowd crowd = {0};
		struct round_record record;
		struct reason_totals totals;
		int64_t sum = 0, want = 0, erased;

		crowd_draw(&crowd, &mix_skewed, n, &state);
		crowd_want_some(&crowd, 20, 1, &state);
		crowd_record(&record, &crowd, &settings_default);
		explain_totals(&totals, &record);
		for (int r = 0; r < REASON_COUNT; r++)
			sum += totals.of[r].points;
		for (size_t g = 0; g < record.plan.n_groups; g++)
			want += record.plan.groups[g].score;
		assert_true(sum > 0 && totals.erased == 0);
		assert_int_equal(sum, want);
		erased = record.plan.groups[0].score;
		record.cohort.people[record.plan.groups[0].member[1]].erased =
			true;
		explain_totals(&totals, &record);
		assert_int_equal(totals.erased, erased);
		round_record_release(&record);
		crowd_release(&crowd);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cost_of_every_pair),
		cmocka_unit_test(test_the_best_others_of_everybody),
		cmocka_unit_test(test_cost_where_points_were_given_up),
		cmocka_unit_test(test_cost_in_relaxed_months),
		cmocka_unit_test(test_a_repaired_month),
		cmocka_unit_test(test_totals_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
