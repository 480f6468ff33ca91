/* The settings: every key read and written, and what each refuses. */
#include "prelude.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/settings.h"

struct row {
	const char *key, *by_default, *value, *reads;
	size_t offset; /* of the number that it sets */
};

static const struct row rows[] = {
	{"odd", "trio", "wait", "wait", offsetof(struct settings, trios)},
	{"seed", "0", "9007199254740991", "9007199254740991",
	 offsetof(struct settings, seed)},
	{"weight.sector", "100", "0", "0", offsetof(struct settings, sector)},
	{"weight.place", "150", "10000", "10000",
	 offsetof(struct settings, place)},
	{"weight.profession", "120", "0130", "130",
	 offsetof(struct settings, profession)},
	{"weight.interest", "60", "70", "70",
	 offsetof(struct settings, interest)},
	{"weight.slot", "50", "20", "20", offsetof(struct settings, slot)},
	{"weight.seniority", "20", "30", "30",
	 offsetof(struct settings, seniority)},
	{"weight.prefer", "500", "40", "40", offsetof(struct settings, prefer)},
	{"weight.avoid", "500", "60", "60", offsetof(struct settings, avoid)},
};
enum { ROWS = sizeof(rows) / sizeof(*rows) };

static void assert_reads(const struct settings *settings, const char *key,
			 const char *value)
{
	char text[SETTING_TEXT];

	assert_int_equal(settings_get(text, settings, key, NULL), C5_OK);
	assert_string_equal(text, value);
}

static void test_every_key(void **test)
{
	(void)test;
	for (size_t i = 0; i < ROWS; i++) {
		struct settings settings = settings_default;

		assert_reads(&settings, rows[i].key, rows[i].by_default);
		assert_int_equal(settings_set(&settings, rows[i].key,
					      rows[i].value, NULL),
				 C5_OK);
		assert_reads(&settings, rows[i].key, rows[i].reads);
		/* The others are as they were. */
		for (size_t j = 0; j < ROWS; j++)
			if (j != i)
				assert_reads(&settings, rows[j].key,
					     rows[j].by_default);
		assert_int_equal(settings_set(&settings, rows[i].key,
					      rows[i].by_default, NULL),
				 C5_OK);
		assert_reads(&settings, rows[i].key, rows[i].by_default);
	}
}

/* A key sets the very number that the score and the planner read. */
static void test_keys_set_what_they_say(void **test)
{
	(void)test;
	for (size_t i = 0; i < ROWS; i++) {
		struct settings settings = settings_default;
		const char *at = (const char *)&settings + rows[i].offset;
		int64_t number;

		assert_int_equal(settings_set(&settings, rows[i].key,
					      rows[i].value, NULL),
				 C5_OK);
		if (strcmp(rows[i].key, "odd") == 0) {
			assert_false(settings.trios);
			continue;
		}
		memcpy(&number, at, sizeof(number));
		assert_int_equal(number, strtoll(rows[i].value, NULL, 10));
	}
}

static void test_the_table_documents_them_all(void **test)
{
	size_t n = 0;

	(void)test;
	for (; setting_table[n].key; n++) {
		bool found = false;

		assert_true(n < ROWS);
		for (size_t i = 0; i < ROWS; i++)
			found |= strcmp(setting_table[n].key, rows[i].key) == 0;
		assert_true(found);
		assert_true(strlen(setting_table[n].what) > 10);
		assert_true(strlen(setting_table[n].takes) > 3);
	}
	assert_int_equal(n, ROWS);
}

struct refusal {
	const char *key, *value, *said;
};

static const struct refusal refusals[] = {
	{"odd", "pair", "odd takes trio or wait, not 'pair'"},
	{"odd", "", "odd takes trio or wait, not ''"},
	{"odd", "Trio", "not 'Trio'"},
	{"seed", "9007199254740992", "2^53 - 1"},
	{"seed", "99999999999999999999", "2^53 - 1"},
	{"seed", "-1", "2^53 - 1"},
	{"seed", "", "2^53 - 1"},
	{"weight.place", "155", "a multiple of 10, 0 to 10000, not '155'"},
	{"weight.place", "10010", "not '10010'"},
	{"weight.place", "-10", "not '-10'"},
	{"weight.place", "+10", "not '+10'"},
	{"weight.place", "10 ", "not '10 '"},
	{"weight.place", " 10", "not ' 10'"},
	{"weight.place", "1e1", "not '1e1'"},
	{"weight.place", "", "not ''"},
	{"weight.place", "18446744073709551626", "not '18446744073709551626'"},
	{"weight", "10", "no setting 'weight'"},
	{"weight.colour", "10", "no setting 'weight.colour'"},
	{"", "10", "no setting ''"},
};

static void test_what_is_refused(void **test)
{
	(void)test;
	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++) {
		const struct refusal *refusal = &refusals[i];
		struct settings settings = settings_default;
		struct c5_error err = {0};

		if (settings_set(&settings, refusal->key, refusal->value,
				 &err) != C5_USAGE)
			fail_msg("%s takes '%s'", refusal->key, refusal->value);
		if (!strstr(err.text, refusal->said))
			fail_msg("'%s' is not in: %s", refusal->said, err.text);
		/* What is refused changes nothing. */
		for (size_t j = 0; j < ROWS; j++)
			assert_reads(&settings, rows[j].key,
				     rows[j].by_default);
	}
}

static void test_no_such_key(void **test)
{
	char text[SETTING_TEXT];
	struct c5_error err = {0};

	(void)test;
	assert_int_equal(settings_get(text, &settings_default, "places", &err),
			 C5_USAGE);
	assert_non_null(strstr(err.text, "no setting 'places'"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_key),
		cmocka_unit_test(test_keys_set_what_they_say),
		cmocka_unit_test(test_the_table_documents_them_all),
		cmocka_unit_test(test_what_is_refused),
		cmocka_unit_test(test_no_such_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
