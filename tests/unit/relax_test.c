/* Rounds in which people may meet those of their own sector. */
#include "prelude.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/audit.h"
#include "connect5/random.h"
#include "forge.h"

enum { DRAWN = 300 };

/* People of each sector in turn; employers as `own` makes of (sector, number).
 */
static void add_people(struct crowd *crowd, const size_t sectors[],
		       int (*employer)(int sector, size_t number))
{
	uint64_t state = 3;

	for (int sector = 1; sectors[sector - 1]; sector++) {
		for (size_t i = 0; i < sectors[sector - 1]; i++) {
			struct invented *person = crowd_add(crowd, &state);

			person->sector = sector;
			person->organisation = employer(sector, i);
		}
	}
}

static int one_a_sector(int sector, size_t number)
{
	(void)number;
	return sector;
}

static int one_a_person(int sector, size_t number)
{
	return sector * 1000 + (int)number;
}

/* A cohort, and what a round of it must be. */
struct example {
	size_t sectors[4]; /* ends with 0 */
	int (*employer)(int sector, size_t number);
	bool relaxed;
	size_t waiting, trios, relaxed_groups;
	bool optimal;
	const char *witness;
};

static const struct example examples[] = {
	{{54, 23, 23}, one_a_person, false, 8, 0, 0, true, "majority"},
	{{54, 23, 23}, one_a_person, true, 0, 0, 4, true, NULL},
	{{55, 23, 23}, one_a_person, true, 0, 1, 4, true, NULL},
	/* Nobody needs to be relaxed, so nobody is. */
	{{50, 25, 25}, one_a_person, true, 0, 0, 0, true, NULL},
	{{34, 34, 33}, one_a_person, true, 0, 1, 0, true, NULL},
	/* With one employer a sector, nobody can be. */
	{{54, 23, 23},
	 one_a_sector,
	 true,
	 8,
	 0,
	 0,
	 true,
	 "history and exclusions"},
	/* All of one sector. */
	{{20}, one_a_person, true, 0, 0, 10, true, NULL},
	{{21}, one_a_person, true, 0, 1, 10, true, NULL},
	/* A trio of two sectors is relaxed, which no certificate knows. */
	{{4, 3}, one_a_person, true, 0, 1, 1, false, NULL},
	{{12, 11}, one_a_person, true, 0, 1, 1, false, NULL},
};

static void check_example(const struct example *example)
{
	struct crowd crowd = {.relaxed = example->relaxed};
	struct round_record record;
	const struct plan *plan = &record.plan;
	const char *witness;
	size_t trios = 0;

	add_people(&crowd, example->sectors, example->employer);
	crowd_record(&record, &crowd, &settings_default);
	for (size_t g = 0; g < plan->n_groups; g++)
		trios += plan->groups[g].size == 3;
	witness = round_witness_kind(&record);
	assert_int_equal(plan->n_waiting, example->waiting);
	assert_int_equal(trios, example->trios);
	assert_int_equal(plan_count_relaxed(plan), example->relaxed_groups);
	assert_int_equal(plan->proof.optimal, example->optimal);
	assert_string_equal(witness ? witness : "",
			    example->witness ? example->witness : "");
	assert_round_is_legal(&crowd, &record);
	assert_audit_passes(&record);
	round_record_release(&record);
	crowd_release(&crowd);
}

static void test_examples(void **test)
{
	(void)test;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++)
		check_example(&examples[i]);
}

/* Whether anything may be relaxed, where nothing has to be, changes nothing. */
static void test_what_need_not_be_relaxed(void **test)
{
	struct crowd crowd = {0};
	struct round_record strict, relaxed;
	uint64_t state = 21;

	(void)test;
	crowd_draw(&crowd, &mix_skewed, 40, &state);
	crowd_record(&strict, &crowd, &settings_default);
	crowd.relaxed = true;
	crowd_record(&relaxed, &crowd, &settings_default);
	assert_int_equal(strict.plan.n_waiting, 0);
	assert_int_equal(strict.plan.n_groups, relaxed.plan.n_groups);
	for (size_t g = 0; g < strict.plan.n_groups; g++)
		assert_memory_equal(&strict.plan.groups[g],
				    &relaxed.plan.groups[g],
				    sizeof(struct group));
	round_record_release(&strict);
	round_record_release(&relaxed);
	crowd_release(&crowd);
}

/* Relaxed as little as can be, those wait who have waited least. */
static void test_waits_count_after_relaxing(void **test)
{
	struct crowd crowd = {.relaxed = true};
	struct settings settings = settings_default;
	struct round_record record;

	(void)test;
	add_people(&crowd, (const size_t[]){3, 1, 1, 0}, one_a_person);
	/* 3 and 4 waited before; to wait in their place costs one pair less. */
	crowd.people[3].waits = crowd.people[4].waits = 5;
	settings.trios = false;
	crowd_record(&record, &crowd, &settings);
	assert_int_equal(record.plan.n_waiting, 1);
	assert_int_equal(plan_count_relaxed(&record.plan), 0);
	assert_int_equal(record.plan.proof.waits_made_good, 10);
	round_record_release(&record);
	crowd.people[0].waits = crowd.people[1].waits = 9;
	crowd.people[2].waits = 9;
	crowd_record(&record, &crowd, &settings);
	/* One of the three all the same: anybody else would relax a pair. */
	assert_int_equal(plan_count_relaxed(&record.plan), 0);
	assert_int_equal(record.plan.proof.waits_made_good, 28);
	assert_audit_passes(&record);
	round_record_release(&record);
	crowd_release(&crowd);
}

/* Cohorts of every mix: legal, proven as far as is said, never fewer placed. */
static void test_drawn_cohorts(void **test)
{
	static const struct mix *const mixes[] = {&mix_majority, &mix_tight,
						  &mix_few, &mix_skewed};
	uint64_t state = 17;
	size_t fewer = 0, unproven = 0;

	(void)test;
	for (size_t round = 0; round < DRAWN; round++) {
		struct crowd crowd = {0};
		struct settings settings = settings_default;
		struct round_record strict, relaxed;

		settings.trios = round % 5 > 0;
		crowd_draw(&crowd, mixes[round % 4],
			   10 + random_below(&state, 30), &state);
		crowd_tie_some(&crowd, (unsigned)(10 * (round % 7)), false,
			       &state);
		crowd_record(&strict, &crowd, &settings);
		crowd.relaxed = true;
		crowd_record(&relaxed, &crowd, &settings);
		assert_round_is_legal(&crowd, &relaxed);
		assert_audit_passes(&relaxed);
		assert_true(relaxed.plan.n_waiting <= strict.plan.n_waiting);
		assert_true((int64_t)plan_count_relaxed(&relaxed.plan) >=
			    relaxed.plan.certificate.relaxed);
		fewer += relaxed.plan.n_waiting < strict.plan.n_waiting;
		unproven += !relaxed.plan.proof.optimal;
		round_record_release(&strict);
		round_record_release(&relaxed);
		crowd_release(&crowd);
	}
	assert_true(fewer > DRAWN / 4 && unproven > 0);
	assert_true(unproven < DRAWN / 10);
}

/* Forged rounds */

static void assert_found(const struct round_record *record, const char *said)
{
	struct c5_error err = {0};

	if (audit_round(record, &err) != C5_NO || !strstr(err.text, said))
		fail_msg("\"%s\" is not: %s", said, err.text);
}

static int64_t sector(const struct round_record *record, size_t g, unsigned i)
{
	return record->cohort.people[record->plan.groups[g].member[i]]
		.profile.sector;
}

static void mark(struct round_record *record, size_t g)
{
	record->plan.groups[g].relaxed =
		sector(record, g, 0) == sector(record, g, 1);
}

/* Two mixed pairs are parted into two relaxed ones. */
static void relax_more(struct round_record *record)
{
	size_t n = record->plan.n_groups;

	for (size_t g = 0; g < n; g++) {
		for (size_t h = 0; h < g; h++) {
			forge_exchange(record, g, h);
			mark(record, g);
			mark(record, h);
			if (record->plan.groups[g].relaxed &&
			    record->plan.groups[h].relaxed &&
			    record->plan.groups[g].size == 2 &&
			    record->plan.groups[h].size == 2)
				return;
			forge_exchange(record, g, h);
			mark(record, g);
			mark(record, h);
		}
	}
	fail_msg("no pairs can be parted");
}

static void test_more_relaxed_than_need_be(void **test)
{
	struct crowd crowd = {.relaxed = true};
	struct round_record record;

	(void)test;
	add_people(&crowd, (const size_t[]){6, 6, 0}, one_a_person);
	crowd_record(&record, &crowd, &settings_default);
	assert_int_equal(plan_count_relaxed(&record.plan), 0);
	relax_more(&record);
	assert_int_equal(plan_count_relaxed(&record.plan), 2);
	forge(&record);
	assert_found(&record, "not proven to be the best");
	/* Not even if nothing is claimed, or more than is so. */
	record.plan.proof.optimal = false;
	record.plan.proof.given_up = 0;
	if (record.plan.proof.bound > record.plan.proof.score)
		record.plan.proof.given_up =
			record.plan.proof.bound - record.plan.proof.score;
	assert_found(&record, "not proven to be the best");
	record.plan.proof.optimal = true;
	record.plan.certificate.relaxed = 2;
	record.plan.proof.bound = record.plan.proof.score;
	record.plan.proof.given_up = 0;
	assert_found(&record, "certificate does not hold");
	round_record_release(&record);
	crowd_release(&crowd);
}

/* An honest round that is not proven may not say that it is. */
static void test_what_is_not_proven(void **test)
{
	struct crowd crowd = {.relaxed = true};
	struct round_record record;

	(void)test;
	add_people(&crowd, (const size_t[]){4, 3, 0}, one_a_person);
	crowd_record(&record, &crowd, &settings_default);
	assert_audit_passes(&record);
	record.plan.proof.optimal = true;
	record.plan.proof.given_up =
		record.plan.proof.bound - record.plan.proof.score;
	assert_found(&record, record.plan.proof.given_up < 0 ? "do not add up"
							     : "not proven");
	record.plan.certificate.relaxed = 1;
	record.plan.proof.bound = record.plan.proof.score;
	record.plan.proof.given_up = 0;
	assert_found(&record, "certificate does not hold");
	round_record_release(&record);
	crowd_release(&crowd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_what_need_not_be_relaxed),
		cmocka_unit_test(test_waits_count_after_relaxing),
		cmocka_unit_test(test_drawn_cohorts),
		cmocka_unit_test(test_more_relaxed_than_need_be),
		cmocka_unit_test(test_what_is_not_proven),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
