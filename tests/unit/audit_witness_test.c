/*
 * The witness, against plain loops: do allowed pairs lead out of the parts, and
 * can a trio and pairs place all of a part?
 */
#include "prelude.h"

#include <stdlib.h>
#include <string.h>

#include "cohorts.h"

#include "connect5/random.h"
#include "connect5/rules.h"
#include "programme/audit.h"

static void read_record(struct audit *out, const struct round_record *record)
{
	*out = (struct audit){
		.record = record,
		.n = (uint32_t)record->cohort.n,
	};
	assert_int_equal(audit_list_ties(out, NULL), C5_OK);
	assert_int_equal(audit_list_wishes(out, NULL), C5_OK);
}

static void audit_release(struct audit *audit)
{
	free(audit->ties_of);
	free(audit->ties);
	free(audit->must);
	free(audit->wishes);
}

static bool may_meet(const struct round_record *record, uint32_t a, uint32_t b)
{
	return rule_broken(&record->cohort, a, b) == RULE_NONE;
}

/* Separation */

static bool leads_out(const struct round_record *record, uint32_t a, uint32_t b)
{
	uint32_t from = record->plan.witness.role[a];
	uint32_t to = record->plan.witness.role[b];

	return from >= WITNESS_PART && to != WITNESS_BETWEEN && to != from &&
	       may_meet(record, a, b);
}

static bool is_separated(const struct round_record *record)
{
	for (uint32_t a = 0; a < record->cohort.n; a++)
		for (uint32_t b = 0; b < record->cohort.n; b++)
			if (a != b && leads_out(record, a, b))
				return false;
	return true;
}

/* Parts, few people outside of them, and some between. */
static void draw_roles(struct round_record *record, uint64_t *state)
{
	struct witness *witness = &record->plan.witness;

	witness->parts = 1 + (uint32_t)random_below(state, 4);
	witness->role = memory_new(record->cohort.n, sizeof(*witness->role));
	assert_non_null(witness->role);
	for (size_t v = 0; v < record->cohort.n; v++) {
		uint64_t kind = random_below(state, 10);

		witness->role[v] =
			kind < 3 ? WITNESS_BETWEEN
			: kind < 4
				? WITNESS_OUTSIDE
				: WITNESS_PART + (uint32_t)random_below(
							 state, witness->parts);
	}
}

/* Of the pairs that lead out, all but `spared` are excluded. */
static void exclude(struct crowd *crowd, const struct round_record *record,
		    unsigned spared, uint64_t *state)
{
	size_t *map = crowd_map(crowd, &record->cohort);

	for (uint32_t a = 0; a < record->cohort.n; a++)
		for (uint32_t b = 0; b < a; b++) {
			if (!leads_out(record, a, b) &&
			    !leads_out(record, b, a))
				continue;
			if (spared && !random_below(state, 5)) {
				spared--;
				continue;
			}
			for (uint64_t i = random_below(state, 2); i < 2; i++)
				crowd_tie(crowd, map[a], map[b], i == 0);
		}
	free(map);
}

static void test_separation_as_by_plain_loops(void **test)
{
	unsigned separated = 0, led_out = 0;

	(void)test;
	for (uint64_t seed = 1; seed <= 300; seed++) {
		uint64_t state = seed;
		struct crowd crowd = {.relaxed = seed % 3 == 0};
		struct round_record record = {.ordinal = 1};
		struct cohort before;
		struct audit audit;
		struct c5_error err = {0};
		bool says;

		crowd_draw(&crowd, &mix_few, 5 + random_below(&state, 30),
			   &state);
		crowd_tie_some(&crowd, 20, false, &state);
		crowd_cohort(&record.cohort, &crowd, 0);
		draw_roles(&record, &state);
		exclude(&crowd, &record, (unsigned)(seed % 2), &state);
		before = record.cohort;
		crowd_cohort(&record.cohort, &crowd, 0);
		cohort_release(&before);
		read_record(&audit, &record);
		record.plan.n_waiting = 1000; /* never explained */
		assert_int_equal(audit_witness(&audit, &err), C5_NO);
		says = !strstr(err.text, "leaves a pair out");
		assert_true(says == is_separated(&record));
		separated += says;
		led_out += !says;
		audit_release(&audit);
		record.plan.n_waiting = 0;
		round_record_release(&record);
		crowd_release(&crowd);
	}
	assert_true(separated > 100);
	assert_true(led_out > 50);
}

/* Trios */

/* Sets of up to nine people that pairs place, and pairs with one trio. */
struct placed {
	bool by_pairs[512], with_trio[512];
};

/* From what is known of all smaller sets. */
static void place_set(struct placed *placed, const struct round_record *record,
		      uint32_t set)
{
	uint32_t a = (uint32_t)__builtin_ctz(set);

	for (uint32_t b = a + 1; b < 9; b++) {
		uint32_t rest = set & ~(1U << a) & ~(1U << b);

		if (!(set >> b & 1) || !may_meet(record, a, b))
			continue;
		placed->by_pairs[set] |= placed->by_pairs[rest];
		placed->with_trio[set] |= placed->with_trio[rest];
		for (uint32_t c = b + 1; c < 9; c++)
			if (rest >> c & 1 && may_meet(record, a, c) &&
			    may_meet(record, b, c))
				placed->with_trio[set] |=
					placed->by_pairs[rest & ~(1U << c)];
	}
}

/* Can one trio and pairs place everybody? */
static bool places_all(const struct round_record *record)
{
	struct placed placed = {.by_pairs = {true}};
	uint32_t all = (1U << record->cohort.n) - 1;

	for (uint32_t set = 1; set <= all; set++)
		place_set(&placed, record, set);
	return placed.with_trio[all];
}

static void test_trios_as_by_trying_all(void **test)
{
	unsigned can = 0, cannot = 0;

	(void)test;
	for (uint64_t seed = 1; seed <= 400; seed++) {
		uint64_t state = seed;
		uint32_t n = 3 + 2 * (uint32_t)random_below(&state, 4);
		uint32_t people[9] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
		struct crowd crowd = {.relaxed = seed % 4 == 0};
		struct audit_part part = {people, n};
		struct round_record record = {.ordinal = 1};
		struct audit audit;
		bool places;

		crowd_draw(&crowd, &mix_few, n, &state);
		crowd_tie_some(&crowd, (unsigned)random_below(&state, 60),
			       false, &state);
		crowd_cohort(&record.cohort, &crowd, 0);
		read_record(&audit, &record);
		places = places_all(&record);
		assert_int_equal(audit_trio(&audit, &part, NULL),
				 places ? C5_OK : C5_NO);
		can += places;
		cannot += !places;
		audit_release(&audit);
		round_record_release(&record);
		crowd_release(&crowd);
	}
	assert_true(can > 50);
	assert_true(cannot > 50);
}

/* Hundreds of people of so many sectors, one of whom is left over. */
static void make_part(struct crowd *crowd, struct round_record *record,
		      struct audit *audit, size_t n, unsigned sectors)
{
	uint64_t state = 7;

	*crowd = (struct crowd){0};
	*record = (struct round_record){.ordinal = 1};
	for (size_t i = 0; i < n; i++)
		crowd_add(crowd, &state)->sector = 1 + (int)(i % sectors);
	crowd_cohort(&record->cohort, crowd, 0);
	read_record(audit, record);
}

static enum c5_status try_part(size_t n, unsigned sectors)
{
	struct crowd crowd;
	struct round_record record;
	struct audit audit;
	uint32_t *people = memory_new(n, sizeof(*people));
	struct audit_part part = {people, (uint32_t)n};
	enum c5_status status;

	assert_non_null(people);
	for (uint32_t v = 0; v < n; v++)
		people[v] = v;
	make_part(&crowd, &record, &audit, n, sectors);
	status = audit_trio(&audit, &part, NULL);
	audit_release(&audit);
	round_record_release(&record);
	crowd_release(&crowd);
	free(people);
	return status;
}

/* Of two sectors there is no trio, however many they are. */
static void test_large_parts(void **test)
{
	(void)test;
	assert_int_equal(try_part(99, 3), C5_OK);
	assert_int_equal(try_part(99, 2), C5_NO);
	assert_int_equal(try_part(3001, 2), C5_NO);
	assert_int_equal(try_part(3001, 1), C5_NO);
	assert_int_equal(try_part(3001, 3), C5_DATA);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_separation_as_by_plain_loops),
		cmocka_unit_test(test_trios_as_by_trying_all),
		cmocka_unit_test(test_large_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
