/* A round depends on people and seed alone, not on the order they came in. */
#include "prelude.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/random.h"
#include "cohorts.h"

static void shuffled_record(struct round_record *out, const struct crowd *crowd,
			    const struct settings *settings, uint64_t shuffle)
{
	*out = (struct round_record){.ordinal = 1, .settings = *settings};
	crowd_cohort(&out->cohort, crowd, shuffle);
	assert_int_equal(plan_make(&out->plan, &out->cohort, settings, NULL),
			 C5_OK);
}

static bool same_groups(const struct plan *a, const struct plan *b)
{
	if (a->n_groups != b->n_groups || a->n_waiting != b->n_waiting)
		return false;
	for (size_t g = 0; g < a->n_groups; g++) {
		const struct group *x = &a->groups[g], *y = &b->groups[g];

		if (x->size != y->size || x->score != y->score ||
		    memcmp(x->member, y->member,
			   x->size * sizeof(*x->member)) != 0)
			return false;
	}
	return memcmp(a->waiting, b->waiting,
		      a->n_waiting * sizeof(*a->waiting)) == 0;
}

static void assert_same_text(const struct round_record *a,
			     const struct round_record *b)
{
	struct buffer x = BUFFER_INIT, y = BUFFER_INIT;

	round_witness_text(&x, a);
	round_witness_text(&y, b);
	for (size_t g = 0; g < a->plan.n_groups; g++) {
		round_group_reasons(&x, a, g);
		round_group_reasons(&y, b, g);
	}
	assert_string_equal(x.text, y.text);
	buffer_release(&x);
	buffer_release(&y);
}

/* The same people in the same places, by their keys, with the same proof. */
static void assert_same_round(const struct round_record *a,
			      const struct round_record *b)
{
	const struct certificate *x = &a->plan.certificate;
	const struct certificate *y = &b->plan.certificate;
	size_t n = a->cohort.n;

	assert_int_equal(n, b->cohort.n);
	for (size_t v = 0; v < n; v++) {
		assert_true(a->cohort.people[v].key == b->cohort.people[v].key);
		assert_int_equal(a->cohort.people[v].waits,
				 b->cohort.people[v].waits);
	}
	assert_true(same_groups(&a->plan, &b->plan));
	assert_memory_equal(&a->plan.proof, &b->plan.proof,
			    offsetof(struct proof, optimal));
	assert_memory_equal(a->plan.witness.role, b->plan.witness.role,
			    n * sizeof(*a->plan.witness.role));
	assert_memory_equal(&x->digits, &y->digits, sizeof(x->digits));
	assert_memory_equal(x->counted, y->counted, n);
	assert_memory_equal(x->duals.y, y->duals.y, n * sizeof(*x->duals.y));
	assert_memory_equal(x->duals.inner, y->duals.inner,
			    n * sizeof(*x->duals.inner));
}

/* A crowd of some mix, tied here and there; few scored facts in every third,
 * so that optima abound. */
static void draw_crowd(struct crowd *out, unsigned number)
{
	static const struct mix *const mixes[] = {&mix_skewed, &mix_majority,
						  &mix_tight, &mix_few};
	uint64_t state = number + 1;

	*out = (struct crowd){0};
	crowd_draw(out, mixes[number % 4], 2 + random_below(&state, 50),
		   &state);
	crowd_tie_some(out, number % 7 * 3, true, &state);
	crowd_tie_some(out, number % 5 * 4, false, &state);
	for (size_t i = 0; i < out->n; i++) {
		out->people[i].newcomer = random_below(&state, 5) == 0;
		if (number % 3)
			continue;
		out->people[i].interests = 0;
		out->people[i].seniority = 3;
	}
}

static struct settings draw_settings(unsigned number)
{
	struct settings settings = settings_default;

	settings.seed = number;
	settings.trios = number % 2;
	return settings;
}

enum { CROWDS = 120 };

static void test_the_order_of_input_is_nothing(void **test)
{
	(void)test;
	for (unsigned number = 0; number < CROWDS; number++) {
		struct settings settings = draw_settings(number);
		struct round_record first, again;
		struct crowd crowd;
		size_t n_ties;

		draw_crowd(&crowd, number);
		shuffled_record(&first, &crowd, &settings, 0);
		/* Said twice, a tie says nothing new. */
		n_ties = crowd.n_ties;
		for (size_t i = 0; i < n_ties; i += 3)
			crowd_tie(&crowd, crowd.ties[i].b, crowd.ties[i].a,
				  crowd.ties[i].excluded);
		for (uint64_t shuffle = 1; shuffle <= 3; shuffle++) {
			shuffled_record(&again, &crowd, &settings,
					shuffle * 1000 + number);
			assert_same_round(&first, &again);
			assert_same_text(&first, &again);
			round_record_release(&again);
		}
		round_record_release(&first);
		crowd_release(&crowd);
	}
}

/* As if everybody and everything had been registered in another order. */
static void renumber(struct crowd *crowd)
{
	for (size_t i = 0; i < crowd->n; i++) {
		struct invented *person = &crowd->people[i];
		unsigned met = 0;

		person->id = 5000 - 3 * person->id;
		person->sector = 9 - person->sector;
		if (person->organisation)
			person->organisation = 2000 - person->organisation;
		for (int sector = 1; sector <= 8; sector++)
			if (person->met >> sector & 1)
				met |= 1U << (9 - sector);
		person->met = met;
	}
}

static void test_ids_are_nothing(void **test)
{
	(void)test;
	for (unsigned number = 0; number < CROWDS; number++) {
		struct settings settings = draw_settings(number);
		struct round_record first, again;
		struct crowd crowd;

		draw_crowd(&crowd, number);
		for (size_t i = 0; i < crowd.n; i++)
			crowd.people[i].met =
				(unsigned)(crowd.people[i].key & 0x1fe);
		shuffled_record(&first, &crowd, &settings, 0);
		renumber(&crowd);
		shuffled_record(&again, &crowd, &settings, number + 1);
		assert_same_round(&first, &again);
		for (size_t v = 0; v < first.cohort.n; v++)
			assert_int_equal(again.cohort.people[v].id,
					 5000 - 3 * first.cohort.people[v].id);
		round_record_release(&first);
		round_record_release(&again);
		crowd_release(&crowd);
	}
}

static void test_the_seed_settles_ties(void **test)
{
	size_t others = 0;

	(void)test;
	for (unsigned number = 0; number < CROWDS; number += 3) {
		struct settings settings = draw_settings(number);
		struct round_record first, again, other;
		struct crowd crowd;

		draw_crowd(&crowd, number);
		shuffled_record(&first, &crowd, &settings, 0);
		shuffled_record(&again, &crowd, &settings, 0);
		settings.seed = 12345 + number;
		shuffled_record(&other, &crowd, &settings, 0);
		assert_same_round(&first, &again);
		others += !same_groups(&first.plan, &other.plan);
		/* It settles nothing above the points. */
		assert_int_equal(first.plan.n_waiting, other.plan.n_waiting);
		assert_int_equal(first.plan.proof.waits_made_good,
				 other.plan.proof.waits_made_good);
		round_record_release(&first);
		round_record_release(&again);
		round_record_release(&other);
		crowd_release(&crowd);
	}
	assert_true(others > 10);
}

/* Keys that collide are told apart by the address. */
static void test_equal_keys_are_ordered_by_address(void **test)
{
	static const char *const addresses[] = {"c@x.org", "a@x.org",
						"b@x.org"};
	(void)test;
	for (int turn = 0; turn < 3; turn++) {
		struct cohort cohort = {.people = NULL};

		for (int i = 0; i < 3; i++) {
			struct person person = {
				.id = 1 + i,
				.key = 77,
				.email = addresses[(i + turn) % 3],
				.organisation_name = "",
				.sector_label = "",
				.sector_short = "",
				.profile = profile_empty,
			};

			assert_int_equal(cohort_add(&cohort, &person, NULL),
					 C5_OK);
		}
		assert_int_equal(cohort_finish(&cohort, NULL), C5_OK);
		assert_string_equal(cohort.people[0].email, "a@x.org");
		assert_string_equal(cohort.people[1].email, "b@x.org");
		assert_string_equal(cohort.people[2].email, "c@x.org");
		cohort_release(&cohort);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_order_of_input_is_nothing),
		cmocka_unit_test(test_ids_are_nothing),
		cmocka_unit_test(test_the_seed_settles_ties),
		cmocka_unit_test(test_equal_keys_are_ordered_by_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
