/* The score of a pair: every weight, what is not known, newness, the draw. */
#include "prelude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/random.h"
#include "connect5/score.h"
#include "cohorts.h"

/* Weights that tell themselves apart in a sum. */
static const struct settings weights = {
	.seed = 11,
	.trios = true,
	.sector = 10,
	.place = 100,
	.profession = 1000,
	.interest = 10000,
	.slot = 100000,
	.seniority = 1000000,
};

/* What is known of somebody; sector 1 or 2 as they come. */
struct facts {
	const char *place, *profession, *interests, *slots;
	int step;
	int64_t met[3]; /* ends with 0 */
};

static void add(struct cohort *cohort, int64_t id, const struct facts *facts)
{
	struct person person = {
		.id = id,
		.key = (uint64_t)id,
		.email = "",
		.organisation_name = "",
		.sector_label = "",
		.sector_short = "",
		.profile = profile_empty,
		.met = facts->met,
	};

	while (facts->met[person.n_met])
		person.n_met++;
	person.profile.sector = id;
	person.profile.seniority_step = facts->step;
	if (facts->place)
		person.profile.place = facts->place;
	if (facts->profession)
		person.profile.profession = facts->profession;
	if (facts->interests)
		person.profile.interests = facts->interests;
	if (facts->slots)
		person.profile.availability = facts->slots;
	assert_int_equal(cohort_add(cohort, &person, NULL), C5_OK);
}

/* Two people, of sectors 1 and 2. */
static void pair_up(struct cohort *out, const struct facts *a,
		    const struct facts *b)
{
	*out = (struct cohort){.people = NULL};
	add(out, 1, a);
	add(out, 2, b);
	assert_int_equal(cohort_finish(out, NULL), C5_OK);
}

struct known {
	const char *name;
	struct facts a, b;
	int64_t points; /* of `weights`, without the draw */
};

#define BOTH_NEW 20
#define MET_EACH_OTHERS .met = {1, 2}

static const struct known known[] = {
	{"nothing is known", {0}, {0}, BOTH_NEW},
	{"new to one", {.met = {2}}, {.met = {2}}, 10},
	{"new to the other", {.met = {1}}, {.met = {1}}, 10},
	{"new to neither", {.met = {2}}, {.met = {1}}, 0},
	{"other sectors were met", {.met = {1, 7}}, {.met = {2, 7}}, BOTH_NEW},
	{"different places",
	 {.place = "Lambeth", MET_EACH_OTHERS},
	 {.place = "Southwark", MET_EACH_OTHERS},
	 100},
	{"the same place",
	 {.place = "Lambeth"},
	 {.place = "lambeth "},
	 BOTH_NEW},
	{"one place of two shared",
	 {.place = "Lambeth\nBexley"},
	 {.place = "Southwark\nLambeth"},
	 BOTH_NEW},
	{"none of two shared",
	 {.place = "Lambeth\nBexley"},
	 {.place = "Southwark\nBromley"},
	 BOTH_NEW + 100},
	{"no place", {.place = "Lambeth"}, {0}, BOTH_NEW},
	{"a place of blanks",
	 {.place = "Lambeth"},
	 {.place = " \n - "},
	 BOTH_NEW},
	{"different professions",
	 {.profession = "Nurse"},
	 {.profession = "Manager"},
	 BOTH_NEW + 1000},
	{"the same profession",
	 {.profession = "Nurse"},
	 {.profession = "NURSE"},
	 BOTH_NEW},
	{"no profession", {0}, {.profession = "Nurse"}, BOTH_NEW},
	{"two interests of three",
	 {.interests = "Data\nHousing\nFrailty"},
	 {.interests = "housing\nCancer\nfrailty"},
	 BOTH_NEW + 20000},
	{"an interest said twice",
	 {.interests = "Data\ndata\nDATA"},
	 {.interests = "Data\ndata"},
	 BOTH_NEW + 10000},
	{"no interest in common",
	 {.interests = "Data"},
	 {.interests = "Housing"},
	 BOTH_NEW},
	{"an interest is no place",
	 {.place = "Data"},
	 {.interests = "Data"},
	 BOTH_NEW},
	{"three slots",
	 {.slots = "Mon\nTue\nWed\nThu"},
	 {.slots = "Tue\nWed\nThu\nFri"},
	 BOTH_NEW + 300000},
	{"the same step", {.step = 3}, {.step = 3}, BOTH_NEW + 2000000},
	{"one step up", {.step = 3}, {.step = 4}, BOTH_NEW + 1000000},
	{"one step down", {.step = 5}, {.step = 4}, BOTH_NEW + 1000000},
	{"two steps", {.step = 3}, {.step = 5}, BOTH_NEW},
	{"a step that is not known", {.step = 1}, {.step = 0}, BOTH_NEW},
	{"neither step is known", {.step = 0}, {.step = 0}, BOTH_NEW},
	{"everything at once",
	 {"A", "B", "C\nD", "E\nF", 2, {2}},
	 {"a b", "c", "D", "F\nE", 1, {0}},
	 10 + 100 + 1000 + 10000 + 200000 + 1000000},
};

static void test_every_weight(void **test)
{
	(void)test;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		struct cohort cohort;
		struct score score, turned;

		pair_up(&cohort, &known[i].a, &known[i].b);
		score = score_pair(&cohort, &weights, 0, 1);
		turned = score_pair(&cohort, &weights, 1, 0);
		if (score.total - score.jitter != known[i].points)
			fail_msg("%s: %ld", known[i].name,
				 (long)(score.total - score.jitter));
		assert_int_equal(score.total, turned.total);
		assert_int_equal(score.total,
				 score.sector + score.place + score.profession +
					 score.interests + score.slots +
					 score.seniority + score.jitter);
		cohort_release(&cohort);
	}
}

/* The tests' own reading of the points, over everything that is drawn. */
static void test_drawn_people(void **test)
{
	uint64_t state = 4;

	(void)test;
	for (int round = 0; round < 20; round++) {
		struct crowd crowd = {0};
		struct cohort cohort;
		size_t *map;

		crowd_draw(&crowd, &mix_tight, 20, &state);
		for (size_t i = 0; i < crowd.n; i++) {
			crowd.people[i].met = (unsigned)state >> i & 0xfe;
			if (i % 2)
				crowd.people[i].places |= 3;
		}
		crowd_cohort(&cohort, &crowd, 0);
		map = crowd_map(&crowd, &cohort);
		for (uint32_t a = 0; a < 20; a++) {
			for (uint32_t b = 0; b < a; b++) {
				struct score score = score_pair(
					&cohort, &settings_default, a, b);

				assert_int_equal(score.total - score.jitter,
						 crowd_points(&crowd,
							      &settings_default,
							      map[a], map[b]));
			}
		}
		free(map);
		cohort_release(&cohort);
		crowd_release(&crowd);
	}
}

static int64_t draw_of(uint64_t seed, uint64_t key_a, uint64_t key_b,
		       int64_t ids)
{
	struct settings settings = weights;
	struct facts nothing = {0};
	struct cohort cohort = {.people = NULL};
	struct score score;

	settings.seed = seed;
	add(&cohort, ids, &nothing);
	add(&cohort, ids + 1, &nothing);
	cohort.people[0].key = key_a;
	cohort.people[1].key = key_b;
	assert_int_equal(cohort_finish(&cohort, NULL), C5_OK);
	score = score_pair(&cohort, &settings, 0, 1);
	assert_int_equal(score.jitter,
			 score_pair(&cohort, &settings, 1, 0).jitter);
	cohort_release(&cohort);
	return score.jitter;
}

static void test_the_draw(void **test)
{
	size_t seen[10] = {0}, other_seed = 0, other_key = 0;
	uint64_t state = 8;

	(void)test;
	for (int i = 0; i < 1000; i++) {
		uint64_t a = random_next(&state), b = random_next(&state);
		int64_t draw = draw_of(1, a, b, 1);

		assert_in_range(draw, 0, 9);
		seen[draw]++;
		/* Of the two keys alone, whoever comes first. */
		assert_int_equal(draw, draw_of(1, b, a, 1));
		assert_int_equal(draw, draw_of(1, a, b, 900));
		other_seed += draw != draw_of(2, a, b, 1);
		other_key += draw != draw_of(1, a, b + 1, 1);
	}
	for (int i = 0; i < 10; i++)
		assert_in_range(seen[i], 50, 150);
	assert_in_range(other_seed, 800, 980);
	assert_in_range(other_key, 800, 980);
}

/* In words */

struct reasons {
	struct facts a, b;
	const char *text, *with_points; /* without the draw */
};

static const struct reasons reasons[] = {
	{{.met = {2}}, {.met = {1}}, "", ""},
	{{0},
	 {0},
	 "each is from a part of the system new to the other\n",
	 "each is from a part of the system new to the other (20)\n"},
	{{.met = {2}},
	 {0},
	 "one is from a part of the system new to the other\n",
	 "one is from a part of the system new to the other (10)\n"},
	{{.interests = "Housing\nData", MET_EACH_OTHERS},
	 {.interests = "data\nhousing", MET_EACH_OTHERS},
	 "both want to talk about Data, Housing\n",
	 "both want to talk about Data, Housing (20000)\n"},
	{{"Bexley", "Nurse", NULL, "Mon", 4, {2}},
	 {"Lambeth", "GP", NULL, "Mon", 3, {1}},
	 "different places\ndifferent professions\nboth are free Mon\n"
	 "of nearly one seniority\n",
	 "different places (100)\ndifferent professions (1000)\n"
	 "both are free Mon (100000)\nof nearly one seniority (1000000)\n"},
	{{.step = 2, .met = {2}},
	 {.step = 2, .met = {1}},
	 "of one seniority\n",
	 "of one seniority (2000000)\n"},
};

static void test_reasons_in_words(void **test)
{
	(void)test;
	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++) {
		static const struct index_pair pair = {0, 1};
		struct buffer text = BUFFER_INIT;
		struct cohort cohort;
		char with_draw[512];

		pair_up(&cohort, &reasons[i].a, &reasons[i].b);
		score_reasons(&text, &cohort, &weights, pair, false);
		assert_string_equal(text.text, reasons[i].text);
		buffer_cut(&text, 0);
		score_reasons(&text, &cohort, &weights, pair, true);
		snprintf(with_draw, sizeof(with_draw),
			 "%sa draw that settles ties (%ld)\n",
			 reasons[i].with_points,
			 (long)score_pair(&cohort, &weights, 0, 1).jitter);
		assert_string_equal(text.text, with_draw);
		buffer_release(&text);
		cohort_release(&cohort);
	}
}

/* What a wish makes of 120 points, and how it is told. */
static void test_wishes(void **test)
{
	static const struct {
		enum wish wish;
		int64_t weight, points;
		const char *text;
	} cases[] = {
		{WISH_NONE, 50, 120, "each"},
		{WISH_PREFER, 50, 170, "preferred (50)\neach"},
		{WISH_AVOID, 50, 70, "avoided where possible (-50)\neach"},
		{WISH_AVOID, 120, 0, "avoided where possible (-120)\neach"},
		{WISH_AVOID, 500, 0, "avoided where possible (-120)\neach"},
	};
	static const struct facts a = {.place = "A"}, b = {.place = "B"};

	(void)test;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct settings settings = weights;
		struct buffer text = BUFFER_INIT;
		struct cohort cohort = {.people = NULL};
		struct score score;

		settings.prefer = settings.avoid = cases[i].weight;
		add(&cohort, 1, &a);
		add(&cohort, 2, &b);
		cohort_wish(&cohort, cases[i].wish, 2, 1, NULL);
		assert_int_equal(cohort_finish(&cohort, NULL), C5_OK);
		score = score_pair(&cohort, &settings, 1, 0);
		assert_int_equal(score.total - score.jitter, cases[i].points);
		score_reasons(&text, &cohort, &settings,
			      (struct index_pair){0, 1}, true);
		assert_int_equal(strncmp(text.text, cases[i].text,
					 strlen(cases[i].text)),
				 0);
		buffer_cut(&text, 0);
		score_reasons_for_all(&text, &cohort, &settings,
				      (struct index_pair){0, 1});
		assert_string_equal(text.text,
				    "each is from a part of the system new to "
				    "the other\ndifferent places\n");
		buffer_release(&text);
		cohort_release(&cohort);
	}
}

/* A weight of nothing is no reason, and a draw of 0 says nothing. */
static void test_no_points_no_reason(void **test)
{
	static const struct settings nothing = {0};
	static const struct facts a = {"A", "B", "C", "D", 2, {0}};
	static const struct facts b = {"E", "F", "C", "D", 2, {0}};
	struct settings settings = nothing;
	struct buffer text = BUFFER_INIT;
	struct cohort cohort;

	(void)test;
	pair_up(&cohort, &a, &b);
	while (score_pair(&cohort, &settings, 0, 1).jitter)
		settings.seed++;
	score_reasons(&text, &cohort, &settings, (struct index_pair){0, 1},
		      true);
	assert_string_equal(text.text, "");
	buffer_release(&text);
	cohort_release(&cohort);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_weight),
		cmocka_unit_test(test_wishes),
		cmocka_unit_test(test_drawn_people),
		cmocka_unit_test(test_the_draw),
		cmocka_unit_test(test_reasons_in_words),
		cmocka_unit_test(test_no_points_no_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
