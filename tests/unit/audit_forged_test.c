/*
 * The audit against certificates that were changed, and against rounds that are
 * not the best ones but come with honest scores and a certificate of their own.
 */
#include "prelude.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/audit.h"
#include "connect5/random.h"
#include "connect5/rules.h"
#include "forge.h"

static void assert_found(const struct round_record *record, const char *said)
{
	struct c5_error err = {0};

	if (audit_round(record, &err) != C5_NO || !strstr(err.text, said))
		fail_msg("\"%s\" is not: %s", said, err.text);
}

/* The dual solution */

static void test_every_y_counts(void **test)
{
	(void)test;
	for (int kind = EVEN; kind < RECORD_KINDS; kind++) {
		struct round_record record;
		int64_t *y;

		draw_record(&record, (enum record_kind)kind);
		y = record.plan.certificate.duals.y;
		for (size_t v = 0; v < record.cohort.n; v++) {
			y[v]++;
			assert_found(&record, "certificate does not hold");
			y[v] -= 2;
			assert_found(&record, "certificate does not hold");
			y[v]++;
		}
		/* What one loses, another wins. */
		y[0] += 4000;
		y[1] -= 4000;
		assert_found(&record, "certificate does not hold");
		round_record_release(&record);
	}
}

static void test_every_z_counts(void **test)
{
	struct round_record record;
	struct match_result *duals;

	(void)test;
	draw_record(&record, TRIO);
	duals = &record.plan.certificate.duals;
	for (uint32_t b = 0; b < duals->n_blossoms; b++) {
		struct match_blossom *blossom = &duals->blossoms[b];
		int64_t z = blossom->z;

		blossom->z = z + 1;
		assert_found(&record, "certificate does not hold");
		blossom->z = z - 1;
		assert_found(&record, "certificate does not hold");
		blossom->z = -z;
		assert_found(&record, "certificate does not hold");
		blossom->z = z;
	}
	for (size_t v = 0; v < record.cohort.n; v++) {
		uint32_t inner = duals->inner[v];

		duals->inner[v] = inner == MATCH_NONE ? 0 : MATCH_NONE;
		assert_found(&record, "certificate does not hold");
		duals->inner[v] = inner;
	}
	assert_audit_passes(&record);
	round_record_release(&record);
}

/* The digits */

/* The certificate made anew with digits that are changed by so much. */
static void change_digits(struct round_record *record, struct digits change)
{
	struct digits *digits = &record->plan.certificate.digits;

	digits->wait += change.wait;
	digits->place += change.place;
	digits->relax += change.relax;
	digits->left += change.left;
	forge(record);
}

/*
 * Two threes who may meet, and one with two of one sector, of whom one waits:
 * two trios, and people whose waiting counts beside people whose does not.
 */
static void make_mixed(struct round_record *out)
{
	struct crowd crowd = {0};
	uint64_t state = 5;

	for (int i = 0; i < 9; i++)
		crowd_add(&crowd, &state)->sector = i == 7 ? 1 : i % 3 + 1;
	for (size_t a = 0; a < 9; a++)
		for (size_t b = 0; b < a; b++)
			if (a / 3 != b / 3)
				crowd_tie(&crowd, a, b, true);
	/* Of the last three, the one of sector 3 may meet the others. */
	crowd_record(out, &crowd, &settings_default);
	assert_int_equal(out->plan.n_waiting, 1);
	assert_int_equal(out->plan.n_groups, 3);
	assert_audit_passes(out);
	crowd_release(&crowd);
}

/* Takes a digit, drawn with some room, down to an eighth. */
enum digit { LEFT, PLACE, WAIT, RELAX };
static void take_down(struct round_record *record, enum digit digit)
{
	const struct digits *is = &record->plan.certificate.digits;
	const struct digits less[] = {
		[LEFT] = {.left = is->left / 8 - is->left},
		[PLACE] = {.place = is->place / 8 - is->place},
		[WAIT] = {.wait = is->wait / 8 - is->wait},
		[RELAX] = {.relax = is->relax / 8 - is->relax},
	};

	change_digits(record, less[digit]);
}

static void test_digits_that_are_too_small(void **test)
{
	static const struct digits large = {
		.left = 1000000, .place = 1000, .wait = 1};
	struct round_record record;

	(void)test;
	for (int digit = LEFT; digit <= WAIT; digit++) {
		make_mixed(&record);
		take_down(&record, (enum digit)digit);
		assert_found(&record, digit == WAIT ? "proven" : "digit");
		round_record_release(&record);
	}
	make_mixed(&record);
	change_digits(&record, large);
	assert_audit_passes(&record);
	round_record_release(&record);
	for (int kind = EVEN; kind < RECORD_KINDS; kind++) {
		draw_record(&record, (enum record_kind)kind);
		take_down(&record, WAIT);
		assert_found(&record, "proven");
		round_record_release(&record);
	}
	for (int kind = RELAXED; kind <= RELAXED_TRIO; kind++) {
		draw_record(&record, (enum record_kind)kind);
		take_down(&record, RELAX);
		assert_found(&record, "digit");
		round_record_release(&record);
	}
}

/* Are there people whose waiting counts beside people whose does not? */
static bool counts_some(const struct round_record *record)
{
	bool any = false, all = true;

	for (size_t v = 0; v < record->cohort.n; v++) {
		any |= record->plan.certificate.counted[v];
		all &= record->plan.certificate.counted[v];
	}
	return any && !all;
}

/*
 * What is the same for all that come into question need not outweigh anything:
 * `left` where no more than one is in a trio, `place` where everybody counts.
 */
static void test_digits_that_decide_nothing(void **test)
{
	static const int64_t lefts[] = {-2000, 0, 2000, 20000};

	(void)test;
	for (int kind = EVEN; kind < RECORD_KINDS; kind++) {
		unsigned passed = 0;

		for (size_t i = 0; i < 4; i++) {
			struct round_record record;
			struct plan *plan = &record.plan;

			draw_record(&record, (enum record_kind)kind);
			plan->certificate.digits.left =
				plan->certificate.digits.relax + lefts[i];
			if (!counts_some(&record))
				plan->certificate.digits.place = 0;
			forge(&record);
			/* Fewer pairs cost less: nothing is proven by that. */
			if (plan->certificate.duals.pairs != plan->n_groups) {
				assert_found(&record, "");
			} else {
				assert_audit_passes(&record);
				passed++;
			}
			round_record_release(&record);
		}
		assert_true(passed);
	}
}

/* Where it pays not to meet, all wait; the certificate does not mind. */
static void test_all_wait_for_a_reward(void **test)
{
	struct round_record record;
	struct plan *plan = &record.plan;

	(void)test;
	draw_record(&record, EVEN);
	plan->n_groups = 0;
	plan->certificate.digits.left = -MATCH_LIMIT / 2;
	plan->certificate.digits.place = 0;
	forge(&record);
	assert_int_equal(plan->n_waiting, record.cohort.n);
	assert_int_equal(plan->proof.given_up, 0);
	assert_found(&record, "explain every wait");
	for (uint32_t v = 0; v < record.cohort.n; v++)
		plan->witness.role[v] = WITNESS_PART + v;
	plan->witness.parts = (uint32_t)record.cohort.n;
	assert_found(&record, "leaves a pair out");
	round_record_release(&record);
}

static void test_weights_out_of_range(void **test)
{
	struct round_record record;

	(void)test;
	draw_record(&record, EVEN);
	record.settings.interest = -10;
	forge(&record);
	assert_found(&record, "weight");
	record.settings.interest = 10010;
	forge(&record);
	assert_found(&record, "weight");
	round_record_release(&record);
}

/* Rounds that are not the best */

static void test_pairs_that_score_less(void **test)
{
	static const enum record_kind kinds[] = {EVEN, MAJORITY, ODD_WAITS};
	struct round_record record;

	(void)test;
	for (size_t i = 0; i < 3; i++) {
		draw_record(&record, kinds[i]);
		forge_worse_pairs(&record);
		forge(&record);
		assert_true(record.plan.proof.given_up > 0);
		assert_found(&record, "not proven to be the best");
		/* The difference hidden, in the bound or in the score. */
		record.plan.proof.bound = record.plan.proof.score;
		record.plan.proof.given_up = 0;
		assert_found(&record, "certificate does not hold");
		round_record_release(&record);
	}
}

/* A pair that may be parted: two more wait. */
static void test_a_pair_too_few(void **test)
{
	struct round_record record;

	(void)test;
	draw_record(&record, EVEN);
	record.plan.n_groups--;
	forge(&record);
	assert_found(&record, "explain every wait");
	/* Nor does it help to call them parts. */
	for (size_t i = 0; i < 2; i++)
		record.plan.witness.role[record.plan.waiting[i]] =
			WITNESS_PART + (uint32_t)i;
	record.plan.witness.parts = 2;
	assert_found(&record, "leaves a pair out");
	round_record_release(&record);
}

/* A round of hundreds, changed in one place. */
static void test_a_larger_round(void **test)
{
	struct crowd crowd = {0};
	struct round_record record;
	uint64_t state = 3;
	int64_t *y;

	(void)test;
	crowd_draw(&crowd, &mix_skewed, 400, &state);
	crowd_tie_some(&crowd, 1, false, &state);
	crowd_record(&record, &crowd, &settings_default);
	assert_audit_passes(&record);
	y = record.plan.certificate.duals.y;
	for (int i = 0; i < 40; i++) {
		size_t u = random_below(&state, record.cohort.n);
		size_t v = random_below(&state, record.cohort.n);
		int64_t u_before = y[u], v_before = y[v];

		/* What one loses, another wins: the bound is the same. */
		y[u] += 4;
		y[v] -= 4;
		if (u != v)
			assert_found(&record, "certificate does not hold");
		y[u] = u_before;
		y[v] = v_before;
	}
	assert_audit_passes(&record);
	forge_worse_pairs(&record);
	forge(&record);
	assert_found(&record, "not proven to be the best");
	round_record_release(&record);
	crowd_release(&crowd);
}

/* People who may all meet; they have waited 0, 1, 2 ... times where `waits`.
 */
static void make_strangers(struct round_record *out, size_t n, bool trios,
			   bool waits)
{
	struct crowd crowd = {0};
	struct settings settings = settings_default;
	uint64_t state = 5;

	for (size_t i = 0; i < n; i++) {
		struct invented *person = crowd_add(&crowd, &state);

		person->sector = (int)i + 1;
		person->waits = waits ? (unsigned)i : 0;
	}
	settings.trios = trios;
	crowd_record(out, &crowd, &settings);
	crowd_release(&crowd);
}

/* Six people in two trios, who would make three pairs. */
static void test_trios_where_pairs_would_do(void **test)
{
	struct round_record record;

	(void)test;
	make_strangers(&record, 6, true, true);
	assert_int_equal(record.plan.n_groups, 3);
	for (size_t g = 0; g < 2; g++) {
		record.plan.groups[g].size = 3;
		record.plan.groups[g].member[2] =
			record.plan.groups[2].member[g];
	}
	record.plan.n_groups = 2;
	memset(record.plan.certificate.counted, false, 6);
	forge(&record);
	assert_int_equal(record.plan.n_waiting, 0);
	assert_found(&record, "not proven to be the best");
	round_record_release(&record);
}

/* One of five waits whom a trio could take, and the witness says they cannot.
 */
static void test_a_trio_that_was_not_made(void **test)
{
	struct round_record record;
	struct plan *plan = &record.plan;

	(void)test;
	make_strangers(&record, 5, true, false);
	assert_audit_passes(&record);
	for (size_t g = 0; g < plan->n_groups; g++)
		plan->groups[g].size = 2;
	memset(plan->certificate.counted, true, 5);
	for (size_t v = 0; v < 5; v++)
		plan->witness.role[v] = WITNESS_PART;
	plan->witness.parts = 1;
	forge(&record);
	assert_int_equal(plan->n_waiting, 1);
	assert_int_equal(plan->proof.given_up, 0);
	assert_found(&record, "somebody waits whom a trio could take");
	/* The parts of a finer lie are not apart. */
	for (uint32_t v = 0; v < 5; v++)
		plan->witness.role[v] =
			v < 2 ? WITNESS_BETWEEN : WITNESS_PART + v - 2;
	plan->witness.parts = 3;
	plan->witness.between = 2;
	assert_found(&record, "leaves a pair out");
	round_record_release(&record);
}

/* A part too large to be tried may wait, if the proof does not claim much. */
static void test_a_part_too_large_to_be_tried(void **test)
{
	struct crowd crowd = {0};
	struct round_record record;
	struct plan *plan = &record.plan;
	uint64_t state = 5;

	(void)test;
	for (int i = 0; i < 503; i++)
		crowd_add(&crowd, &state)->sector = i % 3 + 1;
	crowd_record(&record, &crowd, &settings_default);
	for (size_t g = 0; g < plan->n_groups; g++)
		plan->groups[g].size = 2;
	memset(plan->certificate.counted, true, record.cohort.n);
	for (size_t v = 0; v < record.cohort.n; v++)
		plan->witness.role[v] = WITNESS_PART;
	plan->witness.parts = 1;
	forge(&record);
	assert_int_equal(plan->n_waiting, 1);
	assert_found(&record, "not proven to be the best");
	plan->proof.optimal = false;
	assert_audit_passes(&record);
	round_record_release(&record);
	crowd_release(&crowd);
}

/* Somebody waits who has waited before, in place of one who has not. */
static void test_the_wrong_one_waits(void **test)
{
	struct round_record record;
	struct group *group;
	uint32_t waiting;

	(void)test;
	make_strangers(&record, 5, false, true);
	assert_audit_passes(&record);
	group = &record.plan.groups[0];
	waiting = record.plan.waiting[0];
	assert_int_equal(record.cohort.people[waiting].waits, 0);
	record.plan.waiting[0] = group->member[0];
	group->member[0] = waiting;
	forge(&record);
	assert_found(&record, "not proven to be the best");
	round_record_release(&record);
}

/*
 * A trio may give up points. A round in which somebody waits who waited before,
 * in place of one who did not, must not pass as such for scoring more.
 */
static void test_a_wait_is_no_point(void **test)
{
	struct crowd crowd = {0};
	struct settings settings = settings_default;
	struct round_record record;
	struct plan *plan = &record.plan;
	uint64_t state = 5;

	(void)test;
	settings.sector = 0;
	/* 0 to 2 may all meet; of 4 and 5, only one has a place, with 3. */
	for (int i = 0; i < 6; i++)
		crowd_add(&crowd, &state)->sector = i + 1;
	for (size_t a = 0; a < 3; a++)
		for (size_t b = 3; b < 6; b++)
			crowd_tie(&crowd, a, b, true);
	crowd_tie(&crowd, 4, 5, true);
	crowd.people[4].waits = 1;
	crowd.people[3].interests = crowd.people[5].interests = 1;
	crowd_record(&record, &crowd, &settings);
	assert_audit_passes(&record);
	assert_int_equal(plan->n_waiting, 1);
	assert_int_equal(plan->proof.waits_made_good, 1);
	for (size_t g = 0; g < plan->n_groups; g++)
		for (unsigned i = 0; i < plan->groups[g].size; i++)
			if (record.cohort.people[plan->groups[g].member[i]]
				    .waits) {
				uint32_t waited = plan->groups[g].member[i];

				plan->groups[g].member[i] = plan->waiting[0];
				plan->waiting[0] = waited;
			}
	forge(&record);
	assert_int_equal(plan->proof.waits_made_good, 0);
	assert_found(&record, "not proven to be the best");
	round_record_release(&record);
	crowd_release(&crowd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_y_counts),
		cmocka_unit_test(test_every_z_counts),
		cmocka_unit_test(test_digits_that_are_too_small),
		cmocka_unit_test(test_digits_that_decide_nothing),
		cmocka_unit_test(test_all_wait_for_a_reward),
		cmocka_unit_test(test_weights_out_of_range),
		cmocka_unit_test(test_pairs_that_score_less),
		cmocka_unit_test(test_a_pair_too_few),
		cmocka_unit_test(test_a_larger_round),
		cmocka_unit_test(test_trios_where_pairs_would_do),
		cmocka_unit_test(test_a_trio_that_was_not_made),
		cmocka_unit_test(test_a_part_too_large_to_be_tried),
		cmocka_unit_test(test_the_wrong_one_waits),
		cmocka_unit_test(test_a_wait_is_no_point),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
