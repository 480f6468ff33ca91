/* vocabulary.h: every word is found, and nothing is guessed. */
#include "prelude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "builtin.h"
#include "connect5/vocabulary.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static struct vocabulary *small(void)
{
	static const struct sector sectors[] = {
		{10, "acute", "Acute hospital trust", "Acute"},
		{7, "primary", "Primary care", "Primary care"},
		{30, "vcse", "Voluntary sector", ""},
	};
	static const struct organisation organisations[] = {
		{5, "Guy's and St Thomas' NHS FT", 10, "Lambeth\nSouthwark"},
		{3, "King's College Hospital", 10, "Lambeth"},
		{9, "King's College London", 0, ""},
		{4, "Unity PCN", 7, "Greenwich\n"},
	};
	struct vocabulary *v;

	assert_int_equal(vocabulary_new(&v, NULL), C5_OK);
	for (size_t i = 0; i < COUNT(sectors); i++)
		assert_int_equal(vocabulary_add_sector(v, &sectors[i], NULL),
				 C5_OK);
	for (size_t i = 0; i < COUNT(organisations); i++)
		assert_int_equal(
			vocabulary_add_organisation(v, &organisations[i], NULL),
			C5_OK);
	return v;
}

static void test_sectors(void **state)
{
	static const struct {
		const char *text;
		int64_t id; /* 0: not known */
	} table[] = {
		{"acute", 10},
		{"ACUTE", 10},
		{" Acute  Hospital trust.", 10},
		{"Acute-hospital trust", 0},
		{"hospital", 10},
		{"GP", 7},
		{"G.P.", 7},
		{"Primary Care", 7},
		{"Voluntary sector", 30},
		{"vcse", 30},
		{"voluntary", 0},
		{"", 0},
		{"-", 0},
		{"hopsital", 0},
	};
	struct vocabulary *v = small();

	(void)state;
	assert_int_equal(vocabulary_add_sector_alias(v, "Hospital", 10, NULL),
			 C5_OK);
	assert_int_equal(vocabulary_add_sector_alias(v, "GP", 7, NULL), C5_OK);
	for (size_t i = 0; i < COUNT(table); i++) {
		const struct sector *found =
			vocabulary_find_sector(v, table[i].text);

		assert_int_equal(found ? found->id : 0, table[i].id);
	}
	assert_int_equal(vocabulary_sector_count(v), 3);
	assert_int_equal(vocabulary_sector_at(v, 1)->id, 7);
	assert_string_equal(vocabulary_sector(v, 30)->code, "vcse");
	assert_null(vocabulary_sector(v, 8));
	assert_int_equal(vocabulary_status(v, NULL), C5_OK);
	vocabulary_free(v);
}

static void test_near_sector(void **state)
{
	static const struct {
		const char *text, *code; /* NULL: none is near */
	} table[] = {
		{"Hopsital", "acute"},	    {"hospitals", "acute"},
		{"Primry care", "primary"}, {"Volantary secter", "vcse"},
		{"vsce", "vcse"},	    {"GO", NULL},
		{"Council", NULL},	    {"", NULL},
		{"acutely ill", NULL},
	};
	struct vocabulary *v = small();

	(void)state;
	vocabulary_add_sector_alias(v, "Hospital", 10, NULL);
	vocabulary_add_sector_alias(v, "GP", 7, NULL);
	for (size_t i = 0; i < COUNT(table); i++) {
		const struct sector *near =
			vocabulary_near_sector(v, table[i].text);

		assert_int_equal(near != NULL, table[i].code != NULL);
		if (near)
			assert_string_equal(near->code, table[i].code);
	}
	vocabulary_free(v);
}

static void test_organisations(void **state)
{
	static const struct {
		const char *text;
		int64_t id;
		size_t n_candidates;
	} table[] = {
		{"Guys & St Thomas NHS FT", 5, 0},
		{"GUY\u2019S AND ST THOMAS\u2019 NHS FT", 5, 0},
		{"GSTT", 5, 0},
		{"King's College Hospital", 3, 0},
		{"King's", 0, 2},      /* ambiguous on purpose */
		{"Tommy's", 0, 1},     /* ... where only one has it, too */
		{"The College", 0, 2}, /* a plain word of two */
		{"nobody knows", 0, 0},
		{"", 0, 0},
	};
	const struct organisation *candidates[VOCABULARY_CANDIDATES];
	struct vocabulary *v = small();

	(void)state;
	vocabulary_add_organisation_alias(v, "GSTT", 5, false, NULL);
	vocabulary_add_organisation_alias(v, "King's", 9, true, NULL);
	vocabulary_add_organisation_alias(v, "Kings", 3, true, NULL);
	vocabulary_add_organisation_alias(v, "Tommy's", 5, true, NULL);
	vocabulary_add_organisation_alias(v, "the college", 3, false, NULL);
	vocabulary_add_organisation_alias(v, "the college", 9, false, NULL);
	for (size_t i = 0; i < COUNT(table); i++) {
		size_t n = 99;
		const struct organisation *found = vocabulary_find_organisation(
			v, table[i].text, candidates, &n);

		assert_int_equal(found ? found->id : 0, table[i].id);
		assert_int_equal(n, table[i].n_candidates);
	}
	assert_string_equal(vocabulary_organisation(v, 3)->name,
			    "King's College Hospital");
	assert_int_equal(vocabulary_organisation(v, 4)->sector, 7);
	assert_null(vocabulary_organisation(v, 6));
	assert_null(vocabulary_organisation(v, 99));
	assert_int_equal(vocabulary_near_organisation(v, "Untiy PCN")->id, 4);
	assert_null(vocabulary_near_organisation(v, "Tomy's"));
	assert_null(vocabulary_near_organisation(v, "Unity Housing"));
	vocabulary_free(v);
}

/* More may mean it than there is room for. */
static void test_many_candidates(void **state)
{
	const struct organisation *candidates[VOCABULARY_CANDIDATES];
	struct vocabulary *v = small();
	size_t n;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		char name[40];
		struct organisation one = {100 + i, name, 0, ""};

		snprintf(name, sizeof(name), "Practice %d", i);
		assert_int_equal(vocabulary_add_organisation(v, &one, NULL),
				 C5_OK);
		vocabulary_add_organisation_alias(v, "the practice", 100 + i,
						  true, NULL);
	}
	assert_null(vocabulary_find_organisation(v, "The Practice", candidates,
						 &n));
	assert_int_equal(n, VOCABULARY_CANDIDATES);
	assert_int_equal(candidates[0]->id, 100);
	for (int i = 0; i < 2000; i++) {
		char name[40];

		snprintf(name, sizeof(name), "PRACTICE-%d", i);
		assert_null(
			vocabulary_find_organisation(v, name, candidates, &n));
		snprintf(name, sizeof(name), "practice  %d", i);
		assert_int_equal(
			vocabulary_find_organisation(v, name, candidates, &n)
				->id,
			100 + i);
	}
	vocabulary_free(v);
}

static void test_places_steps_interests(void **state)
{
	struct vocabulary *v = small();

	(void)state;
	assert_string_equal(vocabulary_place(v, "lambeth"), "Lambeth");
	assert_string_equal(vocabulary_place(v, "GREENWICH "), "Greenwich");
	assert_null(vocabulary_place(v, "Croydon"));
	assert_null(vocabulary_place(v, ""));
	vocabulary_add_seniority(v, "Director", 5, NULL);
	vocabulary_add_seniority(v, "Band 8a", 3, NULL);
	assert_int_equal(vocabulary_seniority(v, "director"), 5);
	assert_int_equal(vocabulary_seniority(v, "BAND 8A"), 3);
	assert_int_equal(vocabulary_seniority(v, "1"), 1);
	assert_int_equal(vocabulary_seniority(v, " 5. "), 5);
	assert_int_equal(vocabulary_seniority(v, "0"), 0);
	assert_int_equal(vocabulary_seniority(v, "6"), 0);
	assert_int_equal(vocabulary_seniority(v, "33"), 0);
	assert_int_equal(vocabulary_seniority(v, ""), 0);
	vocabulary_add_interest(v, "AI", "Digital", NULL);
	assert_string_equal(vocabulary_interest(v, "ai"), "Digital");
	assert_string_equal(vocabulary_interest(v, "DIGITAL"), "Digital");
	assert_null(vocabulary_interest(v, "analogue"));
	vocabulary_free(v);
}

static void test_columns(void **state)
{
	static const struct {
		const char *header, *field; /* NULL: none */
		size_t length;
	} table[] = {
		{"E-mail", "email", SIZE_MAX - 1},
		{"1. Your e-mail address, please", "email", 13},
		{"Emails", NULL, 0}, /* whole words only */
		{"Which organisation?", "organisation", 12},
		{"Type of organisation", "sector", 20},
		{"organisation: its sector", "organisation", 12},
		{"My name and role", "name", 4}, /* as long: the first */
		{"Role and name", "profession", 4},
		{"", NULL, 0},
		{"???", NULL, 0},
	};
	static const char *const none[] = {NULL};
	static const char *const but[] = {"sector", "email", NULL};
	struct vocabulary *v = small();
	size_t length = 99;

	(void)state;
	vocabulary_add_column(v, "email", VOCABULARY_EXACT, "email", NULL);
	vocabulary_add_column(v, "email", VOCABULARY_PHRASE, "email address",
			      NULL);
	vocabulary_add_column(v, "organisation", VOCABULARY_PHRASE,
			      "organisation", NULL);
	vocabulary_add_column(v, "sector", VOCABULARY_PHRASE,
			      "type of organisation", NULL);
	vocabulary_add_column(v, "sector", VOCABULARY_PHRASE, "sector", NULL);
	vocabulary_add_column(v, "profession", VOCABULARY_PHRASE, "role", NULL);
	vocabulary_add_column(v, "name", VOCABULARY_PHRASE, "name", NULL);
	for (size_t i = 0; i < COUNT(table); i++) {
		const char *field =
			vocabulary_column(v, table[i].header, none, &length);

		assert_int_equal(field != NULL, table[i].field != NULL);
		if (field)
			assert_string_equal(field, table[i].field);
		assert_int_equal(length, table[i].length);
	}
	/* Fields that do not count hide none that do. */
	assert_string_equal(
		vocabulary_column(v, "Type of organisation", but, &length),
		"organisation");
	assert_int_equal(length, 12);
	assert_null(vocabulary_column(v, "E-mail", but, &length));
	vocabulary_add_column(v, "sector", VOCABULARY_MAP, "role", NULL);
	assert_string_equal(vocabulary_column(v, "Role", but, &length),
			    "profession");
	/* Said again, it means the newer: --map. */
	vocabulary_add_column(v, "drop", VOCABULARY_EXACT, "E-MAIL", NULL);
	assert_string_equal(vocabulary_column(v, "email", none, &length),
			    "drop");
	vocabulary_free(v);
}

/* A word that is taken, or none at all, is an error with its reason. */
static void test_conflicts(void **state)
{
	struct vocabulary *v = small();
	struct c5_error err;
	struct sector twin = {11, "acute2", "ACUTE", ""};
	struct organisation blank = {50, "???", 0, ""};

	(void)state;
	assert_int_equal(vocabulary_add_sector(v, &twin, &err), C5_DATA);
	assert_non_null(strstr(err.text, "'ACUTE' already means"));
	assert_int_equal(vocabulary_sector_count(v), 3);
	assert_int_equal(vocabulary_add_sector_alias(v, "Acute", 10, &err),
			 C5_OK);
	assert_int_equal(vocabulary_add_sector_alias(v, "Acute", 7, &err),
			 C5_DATA);
	assert_int_equal(vocabulary_add_sector_alias(v, "x", 99, &err),
			 C5_DATA);
	assert_int_equal(
		vocabulary_add_organisation_alias(v, "x", 99, false, &err),
		C5_DATA);
	assert_int_equal(vocabulary_add_organisation(v, &blank, &err), C5_DATA);
	assert_non_null(strstr(err.text, "no letter or digit"));
	assert_int_equal(vocabulary_add_seniority(v, "Boss", 6, &err), C5_DATA);
	assert_int_equal(vocabulary_add_seniority(v, "Boss", 5, &err), C5_OK);
	assert_int_equal(vocabulary_add_seniority(v, "boss", 5, &err), C5_OK);
	assert_int_equal(vocabulary_add_seniority(v, "boss", 4, &err), C5_DATA);
	assert_int_equal(vocabulary_add_interest(v, "AI", "Digital", &err),
			 C5_OK);
	assert_int_equal(vocabulary_add_interest(v, "ai", "Data", &err),
			 C5_DATA);
	assert_int_equal(vocabulary_add_interest(v, "ai", "Digital", &err),
			 C5_OK);
	vocabulary_free(v);
	vocabulary_free(NULL);
}

/* The built-in files are read strictly: no word means two things. */
static void test_builtin(void **state)
{
	const struct organisation *candidates[VOCABULARY_CANDIDATES];
	struct vocabulary *v = builtin_vocabulary();
	size_t n;

	(void)state;
	assert_true(vocabulary_sector_count(v) >= 10);
	assert_string_equal(vocabulary_find_sector(v, "GP")->code, "primary");
	assert_string_equal(vocabulary_find_sector(v, "Council")->code,
			    "council");
	assert_non_null(
		vocabulary_find_organisation(v, "GSTT", candidates, &n));
	assert_null(vocabulary_find_organisation(v, "King's", candidates, &n));
	assert_true(n >= 2);
	assert_null(vocabulary_find_organisation(v, "LBL", candidates, &n));
	assert_int_equal(n, 2);
	assert_string_equal(vocabulary_place(v, "southwark"), "Southwark");
	assert_string_equal(vocabulary_interest(v, "A&E"),
			    "Urgent and emergency care");
	assert_int_equal(vocabulary_seniority(v, "Band 7"), 2);
	vocabulary_free(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sectors),
		cmocka_unit_test(test_near_sector),
		cmocka_unit_test(test_organisations),
		cmocka_unit_test(test_many_candidates),
		cmocka_unit_test(test_places_steps_interests),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_conflicts),
		cmocka_unit_test(test_builtin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
