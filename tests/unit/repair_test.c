/*
 * repair_make() where enumeration does not reach: many trios, many people, and
 * hardly any.
 */
#include "prelude.h"

#include <stdlib.h>

#include "cohorts.h"
#include "connect5/audit.h"
#include "connect5/random.h"
#include "connect5/repair.h"

static const struct match_watch nobody = {.tell = NULL};

/* A repair of a crowd of which `size` each were announced, in its order. */
static void begin(struct round_record *out, const struct crowd *crowd,
		  unsigned size)
{
	size_t n_groups = crowd->n / size;

	*out = (struct round_record){.ordinal = 1,
				     .of_rounds = 5,
				     .revision = 2,
				     .repair = true,
				     .next_number = (unsigned)n_groups + 1};
	out->settings = settings_default;
	crowd_cohort(&out->cohort, crowd, 0);
	out->former = memory_new(n_groups, sizeof(*out->former));
	assert_non_null(out->former);
	for (size_t i = 0; i < n_groups * size; i++) {
		struct former_group *former = &out->former[i / size];

		former->number = (unsigned)(i / size) + 1;
		former->name[former->size] = crowd->people[i].name;
		former->member[former->size++] = crowd->people[i].id;
	}
	out->n_former = n_groups;
}

static int by_pair(const void *left, const void *right)
{
	const struct index_pair *a = left, *b = right;

	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return a->b < b->b ? -1 : a->b > b->b;
}

static void announce(struct round_record *record)
{
	struct pair_list *list = &record->cohort.announced;

	list->pairs = memory_new(record->n_former, sizeof(*list->pairs));
	assert_non_null(list->pairs);
	for (size_t f = 0; f < record->n_former; f++) {
		const int64_t *m = record->former[f].member;
		size_t a = cohort_index(&record->cohort, m[0]);
		size_t b = cohort_index(&record->cohort, m[1]);

		if (record->former[f].size == 2 && a != SIZE_MAX &&
		    b != SIZE_MAX)
			list->pairs[list->count++] =
				(struct index_pair){(uint32_t)(a < b ? a : b),
						    (uint32_t)(a < b ? b : a)};
	}
	if (list->count)
		qsort(list->pairs, list->count, sizeof(*list->pairs), by_pair);
}

static void make(struct round_record *record, const struct crowd *crowd)
{
	struct c5_error err = {0};

	announce(record);
	if (repair_make(record, &nobody, &err) != C5_OK)
		fail_msg("%s", err.text);
	assert_round_is_legal(crowd, record);
	assert_audit_passes(record);
}

static size_t count_kept(const struct round_record *record)
{
	size_t kept = 0;

	for (size_t g = 0; g < record->plan.n_groups; g++)
		kept += record->plan.groups[g].number < record->next_number;
	return kept;
}

/* People of whom each two may meet. */
static void draw_strangers(struct crowd *crowd, size_t n, uint64_t *state)
{
	for (size_t i = 0; i < n; i++)
		crowd_add(crowd, state)->sector = (int)i + 1;
}

static void test_many_trios_that_stood(void **test)
{
	struct crowd crowd = {0};
	struct round_record record;
	uint64_t state = 1;

	(void)test;
	draw_strangers(&crowd, 18, &state);
	crowd.people[0].inactive = true;
	begin(&record, &crowd, 3);
	make(&record, &crowd);
	assert_int_equal(count_kept(&record), 5);
	assert_int_equal(record.plan.n_waiting, 0);
	/* Not each choice of the five was tried. */
	assert_false(record.plan.proof.optimal);
	round_record_release(&record);
	crowd_release(&crowd);
}

/* Of a trio each `gone` drop out: the trio stays, or a pair, or one alone. */
static void check_one_trio(size_t gone, size_t groups, size_t waiting)
{
	struct crowd crowd = {0};
	struct round_record record;
	uint64_t state = 2;

	draw_strangers(&crowd, 6, &state);
	for (size_t i = 0; i < gone; i++)
		crowd.people[i].inactive = true;
	for (size_t a = 0; a < 3; a++)
		for (size_t b = 3; b < 6; b++)
			crowd_tie(&crowd, a, b, false);
	begin(&record, &crowd, 3);
	make(&record, &crowd);
	assert_int_equal(record.plan.n_groups, groups);
	assert_int_equal(record.plan.n_waiting, waiting);
	assert_true(record.plan.proof.optimal);
	round_record_release(&record);
	crowd_release(&crowd);
}

static void test_what_is_left_of_a_trio(void **test)
{
	(void)test;
	check_one_trio(0, 2, 0);
	check_one_trio(1, 2, 0);
	check_one_trio(2, 1, 1);
	check_one_trio(3, 1, 0);
}

/* In a large round a few drop out; the others hardly notice. */
static void check_large(size_t n, size_t gone, uint64_t seed)
{
	struct crowd crowd = {0};
	struct round_record before, record;
	struct invented *people;
	uint64_t state = seed;

	crowd_draw(&crowd, &mix_skewed, n, &state);
	crowd_record(&before, &crowd, &settings_default);
	/* Those who were announced together stand side by side. */
	people = memory_new(n, sizeof(*people));
	size_t *map = crowd_map(&crowd, &before.cohort);
	assert_non_null(people);
	for (size_t g = 0; g < before.plan.n_groups; g++)
		for (size_t i = 0; i < 2; i++)
			people[2 * g + i] =
				crowd.people
					[map[before.plan.groups[g].member[i]]];
	assert_int_equal(before.plan.n_groups, n / 2);
	free(crowd.people);
	free(map);
	crowd.people = people;
	for (size_t i = 0; i < gone; i++)
		crowd.people[2 * random_below(&state, n / 2)].inactive = true;
	begin(&record, &crowd, 2);
	make(&record, &crowd);
	assert_int_equal(record.plan.n_waiting, 0);
	/* At the worst each of those left behind takes another pair. */
	assert_true(count_kept(&record) + 2 * gone >= n / 2);
	assert_true(gone > 1 || record.plan.proof.optimal);
	round_record_release(&before);
	round_record_release(&record);
	crowd_release(&crowd);
}

static void test_large_rounds(void **test)
{
	(void)test;
	for (uint64_t seed = 1; seed <= 6; seed++)
		for (size_t gone = 1; gone <= 7; gone += 2)
			check_large(100, gone, seed);
}

/*
 * Others than the announced pairs, the best by their scores, and the proof of
 * that: it is none of the fewest changes, whatever it says keeping is worth.
 */
static void test_a_repair_that_changes_more_is_found(void **test)
{
	struct crowd crowd = {0};
	struct round_record record;
	struct pair_list announced;
	struct c5_error err = {0};
	uint64_t state = 3;

	(void)test;
	crowd_draw(&crowd, &mix_skewed, 20, &state);
	for (size_t i = 0; i < crowd.n; i++)
		crowd.people[i].sector = 1 + (int)i % 4;
	begin(&record, &crowd, 2);
	announce(&record);
	announced = record.cohort.announced;
	record.cohort.announced = (struct pair_list){0};
	assert_int_equal(
		plan_make(&record.plan, &record.cohort, &record.settings, &err),
		C5_OK);
	assert_int_equal(record.plan.n_groups, 10);
	assert_audit_passes(&record);
	record.cohort.announced = announced;
	assert_int_equal(audit_round(&record, &err), C5_NO);
	assert_string_equal(err.text, "round 1: a digit of the objective is "
				      "too small or too large");
	record.plan.certificate.digits.keep = 1000000;
	assert_int_equal(audit_round(&record, &err), C5_NO);
	assert_string_equal(err.text, "round 1: the certificate does not hold");
	round_record_release(&record);
	crowd_release(&crowd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_many_trios_that_stood),
		cmocka_unit_test(test_what_is_left_of_a_trio),
		cmocka_unit_test(test_large_rounds),
		cmocka_unit_test(test_a_repair_that_changes_more_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
