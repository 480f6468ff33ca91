/* Forecasts: months played through, more people and fewer, and groups given up
 * for later ones. */
#include "prelude.h"

#include <string.h>

#include "connect5/forecast.h"
#include "connect5/random.h"
#include "connect5/rules.h"
#include "few.h"

enum { MONTHS = 3 };

static const struct sector acute = {1, "acute", "Acute", "Acute"};
static const struct sector council = {3, "council", "Council", "Council"};

static void months_of(struct forecast_month months[MONTHS],
		      const struct crowd *crowd,
		      const struct settings *settings)
{
	for (unsigned m = 0; m < MONTHS; m++) {
		months[m] = (struct forecast_month){
			.record = {.settings = *settings}};
		crowd_cohort(&months[m].record.cohort, crowd, 0);
		months[m].record.cohort.months_after = MONTHS - 1 - m;
	}
}

static void months_release(struct forecast_month months[MONTHS])
{
	for (unsigned m = 0; m < MONTHS; m++)
		round_record_release(&months[m].record);
}

static void play(struct forecast_month months[MONTHS],
		 const struct forecast_change *change)
{
	struct c5_error err = {0};

	if (forecast_play(months, MONTHS, change, change ? 1 : 0, &err))
		fail_msg("%s", err.text);
}

static bool were_together(const struct round_record *record, int64_t a,
			  int64_t b)
{
	for (size_t g = 0; g < record->plan.n_groups; g++) {
		const struct group *group = &record->plan.groups[g];
		unsigned found = 0;

		for (unsigned i = 0; i < group->size; i++) {
			int64_t id = record->cohort.people[group->member[i]].id;

			found += id == a || id == b;
		}
		if (found == 2)
			return true;
	}
	return false;
}

/* Nobody meets twice in months that are played, and waits are carried on. */
static void check_months(const struct forecast_month months[MONTHS])
{
	for (unsigned m = 1; m < MONTHS; m++) {
		const struct round_record *now = &months[m].record;
		const struct round_record *before = &months[m - 1].record;

		for (uint32_t v = 0; v < now->cohort.n; v++) {
			const struct person *p = &now->cohort.people[v];
			size_t was = cohort_index(&before->cohort, p->id);
			unsigned waits = before->cohort.people[was].waits;

			for (size_t i = 0; i < before->plan.n_waiting; i++)
				waits += before->plan.waiting[i] == was;
			assert_int_equal(p->waits, waits);
			for (uint32_t u = 0; u < v; u++)
				if (were_together(before, p->id,
						  now->cohort.people[u].id))
					assert_int_equal(
						rule_broken(&now->cohort, u, v),
						RULE_MET);
		}
		assert_true(months[m].least_waiting <= now->plan.n_waiting);
	}
}

static void draw(struct crowd *out, size_t n, uint64_t *state)
{
	*out = (struct crowd){0};
	for (size_t i = 0; i < n; i++) {
		struct invented *person = crowd_add(out, state);

		person->sector = 1 + (int)random_below(state, 4);
		person->waits = (unsigned)random_below(state, 2);
	}
	crowd_tie_some(out, (unsigned)random_below(state, 40), false, state);
}

/* People */

static void test_months_follow_from_one_another(void **test)
{
	(void)test;
	for (uint64_t seed = 1; seed <= 100; seed++) {
		struct settings settings = settings_default;
		struct forecast_change change = {.sector = council};
		struct forecast_month months[MONTHS];
		struct crowd crowd;
		uint64_t state = seed;

		settings.trios = seed % 2;
		draw(&crowd, 4 + random_below(&state, 12), &state);
		months_of(months, &crowd, &settings);
		change.add = seed % 3;
		play(months, &change);
		for (unsigned m = 0; m < MONTHS; m++)
			assert_int_equal(months[m].record.cohort.n,
					 crowd.n + change.add);
		check_months(months);
		months_release(months);
		crowd_release(&crowd);
	}
}

static size_t count_of(const struct cohort *cohort, int64_t sector)
{
	size_t count = 0;

	for (size_t i = 0; i < cohort->n; i++)
		count += cohort->people[i].profile.sector == sector;
	return count;
}

static void test_the_same_people_are_taken_away(void **test)
{
	struct forecast_change change = {.sector = acute, .remove = 2};
	struct forecast_month months[MONTHS];
	struct crowd crowd = {0};
	uint64_t state = 5;

	(void)test;
	for (int i = 0; i < 9; i++)
		crowd_add(&crowd, &state)->sector = 1 + i % 3;
	months_of(months, &crowd, &settings_default);
	play(months, &change);
	for (unsigned m = 0; m < MONTHS; m++) {
		const struct cohort *cohort = &months[m].record.cohort;

		assert_int_equal(cohort->n, 7);
		assert_int_equal(count_of(cohort, 1), 1);
		for (size_t i = 0; i < cohort->n; i++)
			assert_int_equal(cohort->people[i].id,
					 months[0].record.cohort.people[i].id);
	}
	months_release(months);
	crowd_release(&crowd);
}

static void test_no_more_are_taken_away_than_there_are(void **test)
{
	struct forecast_change change = {.sector = acute, .remove = 4};
	struct forecast_month months[MONTHS];
	struct crowd crowd = {0};
	struct c5_error err = {0};
	uint64_t state = 5;

	(void)test;
	for (int i = 0; i < 9; i++)
		crowd_add(&crowd, &state)->sector = 1 + i % 3;
	months_of(months, &crowd, &settings_default);
	assert_int_equal(forecast_play(months, MONTHS, &change, 1, &err),
			 C5_USAGE);
	assert_string_equal(err.text,
			    "--remove 4:acute: only 3 of them are expected in "
			    "the months to come");
	months_release(months);
	crowd_release(&crowd);
}

/* Whom somebody may meet is counted once, whatever was foreseen since. */
static void test_others_are_counted_once(void **test)
{
	struct forecast_month months[MONTHS];
	struct crowd crowd = {0};
	uint64_t state = 5;

	(void)test;
	for (int i = 0; i < 6; i++)
		crowd_add(&crowd, &state)->sector = 1 + i % 3;
	crowd_tie(&crowd, 0, 1, false);
	crowd_tie(&crowd, 0, 2, true);
	months_of(months, &crowd, &settings_default);
	play(months, NULL);
	assert_int_equal(forecast_others(months, MONTHS, crowd.people[0].id, 9),
			 2);
	assert_int_equal(forecast_others(months, MONTHS, crowd.people[0].id, 1),
			 1);
	assert_int_equal(forecast_others(months, MONTHS, crowd.people[3].id, 9),
			 4);
	assert_int_equal(forecast_others(months, MONTHS, 4711, 9), 0);
	months_release(months);
	crowd_release(&crowd);
}

/* Groups given up */

/* The same without one group, whose members are alone then. */
static struct partition without(const struct few *few,
				const struct partition *p, unsigned set)
{
	struct partition fewer = *p;
	unsigned alone = FEW;

	for (unsigned v = 0; v < few->n; v++)
		if (p->set[v] == set)
			fewer.set[v] = alone++;
	return fewer;
}

/* The most in three months, if a group is given up in the first. */
static unsigned most_without(const struct few *few)
{
	unsigned most = 0;
	struct ways ways;

	few_ways(&ways, few);
	for (size_t i = 0; i < ways.count; i++) {
		for (unsigned set = 0; set < few->n; set++) {
			struct partition p = without(few, &ways.all[i], set);
			struct few next = few_after(few, &p);
			unsigned placed =
				few_placed(few, &p) + few_most(&next, 2);

			if (few_placed(few, &p) <
				    few_placed(few, &ways.all[i]) &&
			    placed > most)
				most = placed;
		}
	}
	return most;
}

static void test_a_group_is_given_up_where_that_gains(void **test)
{
	size_t gains = 0;

	(void)test;
	for (uint64_t seed = 1; seed <= 150; seed++) {
		struct settings settings = settings_default;
		struct forecast_month months[MONTHS];
		struct forecast_sacrifice sacrifice;
		struct crowd crowd;
		uint64_t state = seed;

		settings.trios = seed % 4 > 0;
		draw(&crowd, 4 + random_below(&state, FEW - 3), &state);
		months_of(months, &crowd, &settings);
		play(months, NULL);
		struct few few = few_read(&crowd, &months[0].record);
		assert_int_equal(
			forecast_sacrifice(&sacrifice, months, MONTHS, NULL),
			C5_OK);
		assert_true(sacrifice.known && sacrifice.complete);
		unsigned usual = few_most(&few, MONTHS);
		unsigned with = most_without(&few);
		if (sacrifice.people && !sacrifice.month)
			assert_int_equal(sacrifice.people, with - usual);
		else
			assert_true(with <= usual + sacrifice.people);
		gains += with > usual;
		months_release(months);
		crowd_release(&crowd);
	}
	assert_true(gains > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_months_follow_from_one_another),
		cmocka_unit_test(test_the_same_people_are_taken_away),
		cmocka_unit_test(test_no_more_are_taken_away_than_there_are),
		cmocka_unit_test(test_others_are_counted_once),
		cmocka_unit_test(test_a_group_is_given_up_where_that_gains),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
