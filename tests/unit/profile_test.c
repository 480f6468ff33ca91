/* profile.h */
#include "prelude.h"

#include <string.h>

#include "connect5/profile.h"

static void test_empty(void **state)
{
	struct profile profile = profile_empty;

	(void)state;
	for (int i = 0; i < PROFILE_FIELDS; i++)
		assert_string_equal(
			*profile_field(&profile, (enum profile_field)i), "");
	assert_int_equal(profile.sector, 0);
	assert_int_equal(profile.organisation, 0);
	assert_int_equal(profile.seniority_step, 0);
	assert_true(profile_equal(&profile, &profile_empty));
}

/* Each field by its name is a field of its own, and counts. */
static void test_fields(void **state)
{
	static const char *const names[PROFILE_FIELDS] = {
		"name",	     "place", "profession",  "seniority",
		"interests", "hopes", "availability"};

	(void)state;
	for (int i = 0; i < PROFILE_FIELDS; i++) {
		enum profile_field field = (enum profile_field)i;
		struct profile a = profile_empty, b = profile_empty;

		assert_string_equal(profile_field_name(field), names[i]);
		*profile_field(&a, field) = "x";
		for (int k = 0; k < PROFILE_FIELDS; k++)
			assert_string_equal(
				*profile_field(&a, (enum profile_field)k),
				k == i ? "x" : "");
		assert_false(profile_equal(&a, &b));
		*profile_field(&b, field) = "x";
		assert_true(profile_equal(&a, &b));
	}
	assert_true(profile_field_is_list(PROFILE_PLACE));
	assert_true(profile_field_is_list(PROFILE_INTERESTS));
	assert_true(profile_field_is_list(PROFILE_AVAILABILITY));
	assert_false(profile_field_is_list(PROFILE_NAME));
	assert_false(profile_field_is_list(PROFILE_HOPES));
	assert_false(profile_field_is_list(PROFILE_SENIORITY));
}

static void test_numbers(void **state)
{
	struct profile a = profile_empty, b = profile_empty;

	(void)state;
	a.sector = 1;
	assert_false(profile_equal(&a, &b));
	b.sector = 1;
	a.organisation = 2;
	assert_false(profile_equal(&a, &b));
	b.organisation = 2;
	a.seniority_step = 3;
	assert_false(profile_equal(&a, &b));
	b.seniority_step = 3;
	assert_true(profile_equal(&a, &b));
}

static void test_standings(void **state)
{
	static const char *const names[] = {"active", "paused", "withdrawn",
					    "merged", "erased"};
	enum standing standing;

	(void)state;
	for (int i = 0; i < 5; i++) {
		assert_string_equal(standing_name((enum standing)i), names[i]);
		assert_true(standing_parse(&standing, names[i]));
		assert_int_equal(standing, i);
	}
	assert_false(standing_parse(&standing, ""));
	assert_false(standing_parse(&standing, "Active"));
	assert_false(standing_parse(&standing, "away"));
	assert_int_equal(standing, STANDING_ACTIVE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_standings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
