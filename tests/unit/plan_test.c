/* plan_make(): what it refuses, small plans by heart, certificates as bytes. */
#include "prelude.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/text.h"
#include "forge.h"

/* What is refused */

static void assert_refused(const struct crowd *crowd, enum c5_status status,
			   const char *said)
{
	struct cohort cohort;
	struct plan plan;
	struct c5_error err = {0};

	crowd_cohort(&cohort, crowd, 0);
	assert_int_equal(plan_make(&plan, &cohort, &settings_default, &err),
			 status);
	if (!strstr(err.text, said))
		fail_msg("'%s' is not in: %s", said, err.text);
	assert_null(plan.groups);
	assert_null(plan.waiting);
	assert_null(plan.certificate.counted);
	cohort_release(&cohort);
}

static void test_a_round_needs_two(void **test)
{
	struct crowd crowd = {0};
	uint64_t state = 1;

	(void)test;
	assert_refused(&crowd, C5_NO, "nobody is active");
	crowd_add(&crowd, &state);
	assert_refused(&crowd, C5_NO, "only one is active");
	/* Somebody who is not active does not count. */
	crowd_add(&crowd, &state)->inactive = true;
	assert_refused(&crowd, C5_NO, "only one is active");
	crowd_release(&crowd);
}

static void test_more_than_the_digits_hold(void **test)
{
	struct crowd crowd = {0};
	uint64_t state = 1;

	(void)test;
	crowd_draw(&crowd, &mix_skewed, 300, &state);
	crowd.relaxed = true;
	for (size_t i = 0; i < crowd.n; i++)
		crowd.people[i].waits = UINT32_MAX;
	assert_refused(&crowd, C5_DATA, "300 people are more than");
	crowd_release(&crowd);
}

/* Small plans */

struct small {
	const char *name;
	int sectors[5]; /* ends with 0 */
	bool trios;
	size_t groups, waiting;
};

static const struct small smalls[] = {
	{"two of one sector wait", {1, 1}, true, 0, 2},
	{"two", {1, 2}, true, 1, 0},
	{"three", {1, 2, 3}, true, 1, 0},
	{"three, and no trios", {1, 2, 3}, false, 1, 1},
	{"three of two sectors make no trio", {1, 2, 2}, true, 1, 1},
	{"four of one sector but one", {1, 1, 1, 2}, true, 1, 2},
	{"four", {1, 1, 2, 2}, true, 2, 0},
	{"five of two sectors", {1, 1, 2, 2, 2}, true, 2, 1},
	{"five of three sectors", {1, 1, 2, 2, 3}, true, 2, 0},
};

static void test_small_plans(void **test)
{
	(void)test;
	for (size_t i = 0; i < sizeof(smalls) / sizeof(*smalls); i++) {
		const struct small *small = &smalls[i];
		struct settings settings = settings_default;
		struct round_record record;
		struct crowd crowd = {0};
		uint64_t state = i;

		for (int p = 0; p < 5 && small->sectors[p]; p++)
			crowd_add(&crowd, &state)->sector = small->sectors[p];
		settings.trios = small->trios;
		crowd_record(&record, &crowd, &settings);
		if (record.plan.n_groups != small->groups ||
		    record.plan.n_waiting != small->waiting)
			fail_msg("%s: %zu groups, %zu wait", small->name,
				 record.plan.n_groups, record.plan.n_waiting);
		assert_round_is_legal(&crowd, &record);
		assert_audit_passes(&record);
		round_record_release(&record);
		crowd_release(&crowd);
	}
}

/* Arranged */

static bool in_order(const struct round_record *record, uint32_t a, uint32_t b)
{
	const struct person *people = record->cohort.people;

	return text_compare(people[a].profile.name, people[b].profile.name) < 0;
}

static void assert_arranged(const struct round_record *record)
{
	const struct plan *plan = &record->plan;

	for (size_t g = 0; g < plan->n_groups; g++) {
		const uint32_t *m = plan->groups[g].member;

		assert_true(in_order(record, m[0], m[1]));
		if (g)
			assert_true(in_order(
				record, plan->groups[g - 1].member[0], m[0]));
	}
	for (size_t i = 1; i < plan->n_waiting; i++)
		assert_true(in_order(record, plan->waiting[i - 1],
				     plan->waiting[i]));
}

/* Marks or unmarks who is a third; returns how many are. */
static size_t mark_thirds(const struct plan *plan, bool marks[], bool mark)
{
	size_t count = 0;

	for (size_t g = 0; g < plan->n_groups; g++) {
		if (plan->groups[g].size != 3)
			continue;
		marks[plan->groups[g].member[2]] = mark;
		count++;
	}
	return count;
}

/*
 * Pairs by name, groups by their first, and those who wait; a third stays the
 * third, and nothing else is moved.
 */
static void test_all_is_arranged_by_name(void **test)
{
	uint64_t state = 12;
	size_t trios = 0, waiting = 0;

	(void)test;
	for (size_t round = 0; round < 30; round++) {
		struct round_record record;
		struct crowd crowd = {0};
		bool thirds[50] = {false}, none[50] = {false};

		crowd_draw(&crowd, round % 3 ? &mix_skewed : &mix_majority,
			   9 + round, &state);
		for (size_t i = 0; i < crowd.n; i++)
			crowd.people[i].name[0] = "zA"[i % 2];
		crowd_record(&record, &crowd, &settings_default);
		trios += mark_thirds(&record.plan, thirds, true);
		waiting += record.plan.n_waiting;
		assert_int_equal(round_record_arrange(&record, NULL), C5_OK);
		assert_arranged(&record);
		mark_thirds(&record.plan, thirds, false);
		assert_memory_equal(thirds, none, sizeof(none));
		assert_round_is_legal(&crowd, &record);
		assert_audit_passes(&record);
		round_record_release(&record);
		crowd_release(&crowd);
	}
	assert_true(trios > 3 && waiting > 10);
}

/* The certificate as bytes */

static void assert_damaged(const char *bytes, size_t length, size_t n)
{
	struct certificate out;
	/* Of its own, so that nothing is read beyond its end unseen. */
	char *copy = memory_new(length, 1);

	assert_non_null(copy);
	memcpy(copy, bytes, length);
	assert_int_equal(certificate_decode(&out, copy, length, n, NULL),
			 C5_FILE);
	assert_null(out.counted);
	assert_null(out.duals.y);
	assert_int_equal(out.duals.n, 0);
	assert_int_equal(out.digits.left, 0);
	free(copy);
}

static void check_damage(enum record_kind kind)
{
	struct round_record record;
	struct buffer bytes = BUFFER_INIT;
	size_t n;

	draw_record(&record, kind);
	n = record.cohort.n;
	assert_int_equal(
		certificate_encode(&bytes, &record.plan.certificate, NULL),
		C5_OK);
	for (size_t length = 0; length < bytes.length; length++)
		assert_damaged(bytes.text, length, n);
	assert_damaged(bytes.text, bytes.length, n - 1);
	assert_damaged(bytes.text, bytes.length, n + 1);
	assert_damaged(bytes.text, bytes.length + 1, n); /* its NUL */
	for (int version = 0; version < 256; version++) {
		if (version == 1 || version == 2)
			continue;
		bytes.text[0] = (char)version;
		assert_damaged(bytes.text, bytes.length, n);
	}
	buffer_release(&bytes);
	round_record_release(&record);
}

static void test_damaged_certificates(void **test)
{
	(void)test;
	check_damage(TRIO);
	check_damage(RELAXED);
}

/* The numbers at the ends of their range. */
static void check_numbers(struct digits digits, int64_t relaxed, int64_t waits,
			  char version)
{
	bool counted[] = {true, false, true};
	int64_t y[] = {INT64_MIN, INT64_MAX, -1};
	uint32_t inner[] = {MATCH_NONE, 0, 1};
	struct match_blossom blossoms[] = {{MATCH_NONE, INT64_MAX},
					   {0, INT64_MIN}};
	const struct certificate certificate = {
		.digits = digits,
		.relaxed = relaxed,
		.waits = waits,
		.counted = counted,
		.duals = {.n = 3,
			  .y = y,
			  .inner = inner,
			  .blossoms = blossoms,
			  .n_blossoms = 2},
	};
	struct certificate back;
	struct buffer bytes = BUFFER_INIT;

	assert_int_equal(certificate_encode(&bytes, &certificate, NULL), C5_OK);
	assert_int_equal(bytes.text[0], version);
	assert_int_equal(
		certificate_decode(&back, bytes.text, bytes.length, 3, NULL),
		C5_OK);
	assert_memory_equal(&back.digits, &certificate.digits,
			    sizeof(back.digits));
	assert_int_equal(back.relaxed, relaxed);
	assert_int_equal(back.waits, waits);
	assert_memory_equal(back.counted, counted, sizeof(counted));
	assert_memory_equal(back.duals.y, y, sizeof(y));
	assert_memory_equal(back.duals.inner, inner, sizeof(inner));
	for (size_t b = 0; b < 2; b++) {
		assert_int_equal(back.duals.blossoms[b].parent,
				 blossoms[b].parent);
		assert_true(back.duals.blossoms[b].z == blossoms[b].z);
	}
	certificate_release(&back);
	buffer_release(&bytes);
}

/* Only a relaxed cohort needs the second version; and endless blossoms. */
static void test_certificates_of_any_numbers(void **test)
{
	(void)test;
	check_numbers((struct digits){.left = INT64_MAX, .place = -5}, 0, 0, 1);
	check_numbers((struct digits){.relax = INT64_MIN, .wait = 7}, INT64_MAX,
		      INT64_MIN, 2);
	assert_damaged("\x01\x03\x02\x02\x02\xff\xff\xff\xff\xff\x7f", 11, 3);
	assert_damaged("\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
		       13, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_round_needs_two),
		cmocka_unit_test(test_more_than_the_digits_hold),
		cmocka_unit_test(test_small_plans),
		cmocka_unit_test(test_all_is_arranged_by_name),
		cmocka_unit_test(test_damaged_certificates),
		cmocka_unit_test(test_certificates_of_any_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
