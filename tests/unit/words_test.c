/* A round in words: why somebody must wait, why this one, why this group. */
#include "prelude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cohorts.h"

/* Adds `count` people of a sector, in the order of their keys. */
static void add(struct crowd *crowd, int sector, size_t count)
{
	static const char *const names[] = {"Ann", "Bo",  "Cy",	 "Dee", "Eve",
					    "Fay", "Guy", "Hal", "Ida", "Jo",
					    "Kit", "Lea", "Max", "Ned", "Ola"};
	uint64_t state = 0;

	for (size_t i = 0; i < count; i++) {
		struct invented *person = crowd_add(crowd, &state);

		person->key = crowd->n;
		person->sector = sector;
		if (crowd->n <= sizeof(names) / sizeof(*names))
			snprintf(person->name, sizeof(person->name), "%s",
				 names[crowd->n - 1]);
	}
}

enum { ACUTE = 1, PRIMARY, COUNCIL, MENTAL, SOCIAL };

/* The crowds of the cases */

static void hundred(struct crowd *crowd)
{
	add(crowd, ACUTE, 54);
	add(crowd, PRIMARY, 20);
	add(crowd, COUNCIL, 16);
	add(crowd, MENTAL, 10);
}

static void two_of_three(struct crowd *crowd)
{
	add(crowd, ACUTE, 2);
	add(crowd, COUNCIL, 1);
}

static void all_of_one(struct crowd *crowd)
{
	add(crowd, COUNCIL, 4);
}

static void three_of_one(struct crowd *crowd)
{
	add(crowd, COUNCIL, 3);
}

static void two_of_one(struct crowd *crowd)
{
	add(crowd, COUNCIL, 2);
}

static void five(struct crowd *crowd)
{
	for (int sector = 1; sector <= 5; sector++)
		add(crowd, sector, 1);
}

/* Each may meet only the next: no three of them. */
static void ring(struct crowd *crowd)
{
	five(crowd);
	for (size_t i = 0; i < 5; i++)
		crowd_tie(crowd, i, (i + 2) % 5, true);
}

/* Ann, Bo and Cy may meet Dee alone. */
static void star(struct crowd *crowd)
{
	five(crowd);
	crowd->n--;
	crowd_tie(crowd, 0, 1, false);
	crowd_tie(crowd, 1, 2, false);
	crowd_tie(crowd, 2, 0, true);
}

static void star_of_one_employer(struct crowd *crowd)
{
	five(crowd);
	crowd->n--;
	for (size_t i = 0; i < 3; i++)
		crowd->people[i].organisation = 7;
}

static void lone(struct crowd *crowd)
{
	add(crowd, ACUTE, 1);
	add(crowd, COUNCIL, 1);
	add(crowd, MENTAL, 1);
	crowd_tie(crowd, 2, 0, true);
	crowd_tie(crowd, 2, 1, false);
}

/* Twelve of Acute who may meet Max alone; the last two are a pair. */
static void twelve(struct crowd *crowd)
{
	add(crowd, ACUTE, 12);
	add(crowd, PRIMARY, 1);
	add(crowd, COUNCIL, 1);
	add(crowd, MENTAL, 1);
	for (size_t i = 0; i <= 12; i++) {
		crowd_tie(crowd, i, 13, false);
		crowd_tie(crowd, i, 14, false);
	}
}

/* Two threes, all of whom may meet within them. */
static void two_threes(struct crowd *crowd)
{
	five(crowd);
	add(crowd, 6, 1);
	for (size_t a = 0; a < 3; a++)
		for (size_t b = 3; b < 6; b++)
			crowd_tie(crowd, a, b, true);
}

static void nobody_waits(struct crowd *crowd)
{
	add(crowd, ACUTE, 2);
	add(crowd, COUNCIL, 2);
}

struct words {
	void (*make)(struct crowd *crowd);
	bool no_trios;
	const char *kind, *text;
	const char *reason; /* of the first who waits */
};

static const struct words words[] = {
	{hundred, false, "majority",
	 "54 of the 100 people are in Acute; the other 46 can meet only 46 of "
	 "them: 8 must wait whatever anyone does; 8 more people from elsewhere "
	 "would end it",
	 "of the 99 others this month, 53 are in the same part of the system "
	 "and 46 have a group already: 54 of the 100 people are in Acute, so 8 "
	 "must wait; 8 more people from elsewhere would end it"},
	{two_of_three, false, "majority",
	 "2 of the 3 people are in Acute; the other can meet only one of them: "
	 "1 must wait whatever anyone does; 1 more person from elsewhere would "
	 "end it",
	 "of the 2 others this month, 1 is in the same part of the system and "
	 "1 has a group already: 2 of the 3 people are in Acute, so 1 must "
	 "wait; 1 more person from elsewhere would end it"},
	{all_of_one, false, "majority",
	 "all 4 people are in Council, and none of them may meet another; 4 "
	 "more people from elsewhere would end it",
	 "all 3 others this month are in the same part of the system"},
	{three_of_one, false, "majority",
	 "all 3 people are in Council, and none of them may meet another; 3 "
	 "more people from elsewhere would end it",
	 "both others this month are in the same part of the system"},
	{two_of_one, false, "majority",
	 "all 2 people are in Council, and none of them may meet another; 2 "
	 "more people from elsewhere would end it",
	 "the only other this month is in the same part of the system"},
	{five, true, "odd number",
	 "one of 5 must wait, since the programme makes no trios ('connect5 "
	 "config odd trio' allows them)",
	 "all 4 others this month have a group already: one of 5 must wait, "
	 "since the programme makes no trios ('connect5 config odd trio' "
	 "allows them)"},
	{ring, false, "odd number",
	 "one of 5 must wait: no three of them may all meet so that the others "
	 "still fit in pairs",
	 NULL},
	{star, false, "history and exclusions",
	 "the 3 people left in several parts of the system (Ann, Bo and Cy) "
	 "may still meet only Dee: 2 must wait; of the pairs among them, 2 "
	 "have met before and 1 is kept apart by an exclusion",
	 NULL},
	{star_of_one_employer, false, "history and exclusions",
	 "the 3 people left in several parts of the system (Ann, Bo and Cy) "
	 "may still meet only Dee: 2 must wait; of the pairs among them, 3 are "
	 "in one organisation",
	 "of the 3 others this month, 2 are in the same organisation and 1 has "
	 "a group already: 3 people may still meet only Dee, so 2 must wait"},
	{lone, false, "history and exclusions",
	 "the one person left in Mental health (Cy) may still meet nobody: 1 "
	 "must wait",
	 "of the 2 others this month, 1 has met them before and 1 is kept "
	 "apart from them"},
	{twelve, false, "history and exclusions",
	 "the 12 people left in Acute (Ann, Bo, Cy, Dee, Eve, Fay, Guy, Hal "
	 "and 4 more) may still meet only Max: 11 must wait; of the pairs "
	 "among them, 66 are in one part of the system",
	 NULL},
	{two_threes, true, "history and exclusions",
	 "the 6 people left in several parts of the system (Ann, Bo, Cy, Dee, "
	 "Eve and Fay) may still meet only few of each other: 2 must wait; of "
	 "the pairs among them, 9 are kept apart by an exclusion",
	 NULL},
	{nobody_waits, false, NULL, "", NULL},
};

static void check_words(const struct words *expected,
			const struct round_record *record)
{
	const char *kind = round_witness_kind(record);
	struct buffer text = BUFFER_INIT;

	assert_int_equal(!kind, !expected->kind);
	if (kind)
		assert_string_equal(kind, expected->kind);
	round_witness_text(&text, record);
	assert_string_equal(text.text, expected->text);
	buffer_cut(&text, 0);
	if (expected->reason) {
		round_waiting_reason(&text, record, record->plan.waiting[0]);
		assert_string_equal(text.text, expected->reason);
	}
	buffer_release(&text);
}

static void test_why_somebody_must_wait(void **test)
{
	(void)test;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct settings settings = settings_default;
		struct round_record record;
		struct crowd crowd = {0};

		settings.trios = !words[i].no_trios;
		words[i].make(&crowd);
		crowd_record(&record, &crowd, &settings);
		assert_audit_passes(&record);
		check_words(&words[i], &record);
		round_record_release(&record);
		crowd_release(&crowd);
	}
}

/* Nobody learns from a page that somebody is kept apart from somebody, nor what
 * the coordinator could type. */
static void test_reason_for_all(void **test)
{
	static const struct {
		void (*make)(struct crowd *crowd);
		const char *text;
	} cases[] = {
		{lone, "no more pairs were possible this month by the rules of "
		       "the programme, so 1 must wait"},
		{five, "one of 5 must wait, since the programme makes no "
		       "trios"},
	};

	(void)test;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct settings settings = settings_default;
		struct round_record record;
		struct crowd crowd = {0};
		struct buffer text = BUFFER_INIT;

		settings.trios = false;
		cases[i].make(&crowd);
		crowd_record(&record, &crowd, &settings);
		round_waiting_reason_for_all(&text, &record,
					     record.plan.waiting[0]);
		assert_string_equal(text.text, cases[i].text);
		buffer_release(&text);
		round_record_release(&record);
		crowd_release(&crowd);
	}
}

/* The names of those who were erased are gone, and so is their reason. */
static void test_erased_participants(void **test)
{
	struct round_record record;
	struct crowd crowd = {0};
	struct buffer text = BUFFER_INIT;
	uint32_t waiting;

	(void)test;
	star(&crowd);
	crowd_record(&record, &crowd, &settings_default);
	waiting = record.plan.waiting[0];
	record.cohort.people[waiting].erased = true;
	record.cohort.people[waiting].profile.name = "";
	round_waiting_reason(&text, &record, waiting);
	assert_string_equal(text.text, "the participant was erased");
	buffer_cut(&text, 0);
	round_witness_text(&text, &record);
	assert_non_null(strstr(text.text, "(erased participant)"));
	/* Of a pair with somebody erased nothing is said. */
	record.cohort.people[record.plan.groups[0].member[0]].erased = true;
	buffer_cut(&text, 0);
	round_group_reasons(&text, &record, 0);
	assert_string_equal(text.text, "");
	buffer_release(&text);
	round_record_release(&record);
	crowd_release(&crowd);
}

static void test_why_a_pair(void **test)
{
	struct round_record record;
	struct crowd crowd = {0};
	struct buffer text = BUFFER_INIT;

	(void)test;
	add(&crowd, ACUTE, 1);
	add(&crowd, COUNCIL, 1);
	crowd.people[0].met = 1U << COUNCIL;
	crowd.people[0].places = 1;
	crowd.people[1].places = 2;
	crowd.people[0].interests = crowd.people[1].interests = 5;
	crowd_record(&record, &crowd, &settings_default);
	round_group_reasons(&text, &record, 0);
	assert_string_equal(text.text,
			    "one is from a part of the system new to the "
			    "other\nboth want to talk about interest 0, "
			    "interest 2\ndifferent places\n");
	buffer_release(&text);
	round_record_release(&record);
	crowd_release(&crowd);
}

/* One line for each pair of a trio, the pair of the matching first. */
static void test_why_a_trio(void **test)
{
	static const struct settings settings = {
		.trios = true, .sector = 10, .place = 20, .seniority = 100};
	struct round_record record;
	struct crowd crowd = {0};
	struct buffer text = BUFFER_INIT;

	(void)test;
	for (int sector = 1; sector <= 3; sector++)
		add(&crowd, sector, 1);
	crowd.people[0].met = 1U << 2;
	crowd.people[0].places = crowd.people[2].places = 1;
	crowd.people[1].places = 2;
	crowd.people[0].seniority = crowd.people[1].seniority = 4;
	crowd_record(&record, &crowd, &settings);
	assert_int_equal(record.plan.groups[0].size, 3);
	round_group_reasons(&text, &record, 0);
	assert_string_equal(
		text.text,
		"Ann and Bo: one is from a part of the system new to the "
		"other, different places, of one seniority\n"
		"Ann and Cy: each is from a part of the system new to the "
		"other\n"
		"Bo and Cy: each is from a part of the system new to the "
		"other, different places\n");
	buffer_release(&text);
	round_record_release(&record);
	crowd_release(&crowd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_why_somebody_must_wait),
		cmocka_unit_test(test_reason_for_all),
		cmocka_unit_test(test_erased_participants),
		cmocka_unit_test(test_why_a_pair),
		cmocka_unit_test(test_why_a_trio),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
