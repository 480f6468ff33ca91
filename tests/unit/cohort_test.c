/* The cohort: order, waits of newcomers, terms, and pairs by id. */
#include "prelude.h"

#include <string.h>

#include "connect5/cohort.h"
#include "connect5/random.h"
#include "connect5/rules.h"

static struct person person_of(int64_t id, int64_t sector)
{
	struct person person = {
		.id = id,
		.key = (uint64_t)id,
		.email = "",
		.organisation_name = "",
		.sector_label = "",
		.sector_short = "",
		.profile = profile_empty,
	};

	person.profile.sector = sector;
	return person;
}

static void add(struct cohort *cohort, const struct person *person)
{
	assert_int_equal(cohort_add(cohort, person, NULL), C5_OK);
}

static void finish(struct cohort *cohort)
{
	assert_int_equal(cohort_finish(cohort, NULL), C5_OK);
}

/* People */

static void test_people_stand_by_key(void **test)
{
	static const uint64_t keys[] = {UINT64_MAX, 3, UINT64_C(1) << 63, 1};
	static const int64_t ids[] = {40, 7, 9, 12};
	struct cohort cohort = {.people = NULL};

	(void)test;
	for (int i = 0; i < 4; i++) {
		struct person person = person_of(ids[i], 1 + i);

		person.key = keys[i];
		add(&cohort, &person);
	}
	finish(&cohort);
	assert_int_equal(cohort.people[0].id, 12);
	assert_int_equal(cohort.people[1].id, 7);
	assert_int_equal(cohort.people[2].id, 9);
	assert_int_equal(cohort.people[3].id, 40);
	assert_int_equal(cohort_index(&cohort, 9), 2);
	assert_true(cohort_index(&cohort, 8) == SIZE_MAX);
	cohort_release(&cohort);
	assert_int_equal(cohort.n, 0);
	assert_null(cohort.people);
}

/* Everything is the cohort's own: what was given may change. */
static void test_people_are_copied(void **test)
{
	struct cohort cohort = {.people = NULL};
	struct person person = person_of(1, 1);
	char name[] = "Ann", place[] = "Bexley", email[] = "ann@x.org";
	char organisation[] = "Oxleas", label[] = "Acute trust", brief[] = "A";
	int64_t met[] = {2, 5};

	(void)test;
	person.profile.name = name;
	person.profile.place = place;
	person.email = email;
	person.organisation_name = organisation;
	person.sector_label = label;
	person.sector_short = brief;
	person.met = met;
	person.n_met = 2;
	add(&cohort, &person);
	name[0] = place[0] = email[0] = organisation[0] = label[0] = brief[0] =
		'?';
	met[0] = 9;
	finish(&cohort);
	assert_string_equal(cohort.people[0].profile.name, "Ann");
	assert_string_equal(cohort.people[0].profile.place, "Bexley");
	assert_string_equal(cohort.people[0].email, "ann@x.org");
	assert_string_equal(cohort.people[0].organisation_name, "Oxleas");
	assert_string_equal(cohort.people[0].sector_label, "Acute trust");
	assert_string_equal(cohort.people[0].sector_short, "A");
	assert_int_equal(cohort.people[0].n_met, 2);
	assert_int_equal(cohort.people[0].met[0], 2);
	cohort_release(&cohort);
}

static void test_nobody_at_all(void **test)
{
	struct cohort cohort = {.people = NULL};

	(void)test;
	assert_int_equal(cohort_connect(&cohort, 1, 2, NULL), C5_OK);
	finish(&cohort);
	assert_int_equal(cohort.n, 0);
	assert_int_equal(cohort.connected.count, 0);
	cohort_release(&cohort);
}

/* Waits */

struct waiting {
	int64_t sector;
	unsigned waits;
	bool newcomer;
	unsigned settled;
};

static const struct waiting waiting[] = {
	{1, 3, false, 3}, {1, 2, false, 2}, {1, 9, true, 2}, {1, 0, true, 2},
	{2, 0, false, 0}, {2, 7, true, 0},  {3, 4, true, 0}, {3, 5, true, 0},
	{4, 6, false, 6}, {4, 0, true, 6},
};

static void test_newcomers_start_at_the_fewest_waits(void **test)
{
	enum { N = sizeof(waiting) / sizeof(*waiting) };

	(void)test;
	for (size_t turn = 0; turn < N; turn++) {
		struct cohort cohort = {.people = NULL};

		for (size_t i = 0; i < N; i++) {
			size_t k = (i + turn) % N;
			struct person person =
				person_of((int64_t)k + 1, waiting[k].sector);

			/* Their order by key is another one each turn. */
			person.key = (k * 7 + turn) % N;
			person.waits = waiting[k].waits;
			person.newcomer = waiting[k].newcomer;
			add(&cohort, &person);
		}
		finish(&cohort);
		for (size_t i = 0; i < N; i++) {
			const struct person *person = &cohort.people[i];

			assert_int_equal(person->waits,
					 waiting[person->id - 1].settled);
			assert_int_equal(person->newcomer,
					 waiting[person->id - 1].newcomer);
		}
		cohort_release(&cohort);
	}
}

/* Terms */

enum { WRITERS = 4 };

/* Places, profession, interests, slots of each. */
static const char *const written[WRITERS][4] = {
	{"Lambeth\nBexley", "Nurse", "Frail-ty\ndata", "Mon am"},
	{"lambeth", "NURSE", "DATA\nData\n \nHousing", "mon  AM\nTue pm"},
	{"", "", "", ""},
	{"Bexley", "General practitioner", "housing\n", "Tue pm"},
};

static void write_terms(struct cohort *cohort, const int order[WRITERS])
{
	*cohort = (struct cohort){.people = NULL};
	for (int i = 0; i < WRITERS; i++) {
		struct person person = person_of(1 + order[i], 1);

		person.profile.place = written[order[i]][0];
		person.profile.profession = written[order[i]][1];
		person.profile.interests = written[order[i]][2];
		person.profile.availability = written[order[i]][3];
		add(cohort, &person);
	}
	finish(cohort);
}

static void test_terms_are_compared_folded(void **test)
{
	static const int order[] = {0, 1, 2, 3};
	struct cohort cohort;
	const struct person *p;

	(void)test;
	write_terms(&cohort, order);
	p = cohort.people;
	assert_int_equal(p[0].places.count, 2);
	assert_int_equal(p[1].places.count, 1);
	assert_int_equal(term_set_shared(&p[0].places, &p[1].places), 1);
	assert_int_equal(term_set_shared(&p[1].places, &p[3].places), 0);
	assert_int_equal(p[0].profession, p[1].profession);
	assert_int_not_equal(p[0].profession, p[3].profession);
	assert_int_equal(p[2].profession, 0);
	assert_int_equal(
		p[2].places.count + p[2].interests.count + p[2].slots.count, 0);
	/* Said twice is said once; blanks say nothing. */
	assert_int_equal(p[1].interests.count, 2);
	assert_int_equal(term_set_shared(&p[0].interests, &p[1].interests), 1);
	assert_int_equal(term_set_shared(&p[0].slots, &p[1].slots), 1);
	/* The number of any term leads to one way to write it. */
	assert_string_equal(cohort.terms[0], "");
	assert_string_equal(cohort.terms[p[0].profession], "NURSE");
	assert_string_equal(cohort.terms[p[1].places.ids[0]], "Lambeth");
	for (size_t i = 1; i < p[0].interests.count; i++)
		assert_true(p[0].interests.ids[i - 1] < p[0].interests.ids[i]);
	cohort_release(&cohort);
}

static void assert_same_set(const struct term_set *a, const struct term_set *b)
{
	assert_int_equal(a->count, b->count);
	assert_memory_equal(a->ids, b->ids, a->count * sizeof(*a->ids));
}

static void test_numbers_do_not_depend_on_the_order(void **test)
{
	static const int orders[][WRITERS] = {
		{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}, {2, 0, 3, 1}};
	struct cohort first;

	(void)test;
	write_terms(&first, orders[0]);
	for (size_t i = 1; i < sizeof(orders) / sizeof(*orders); i++) {
		struct cohort other;

		write_terms(&other, orders[i]);
		assert_int_equal(first.n_terms, other.n_terms);
		for (size_t t = 0; t < first.n_terms; t++)
			assert_string_equal(first.terms[t], other.terms[t]);
		for (size_t v = 0; v < WRITERS; v++) {
			const struct person *p = &first.people[v];
			const struct person *q = &other.people[v];

			assert_int_equal(p->id, q->id);
			assert_int_equal(p->profession, q->profession);
			assert_same_set(&p->places, &q->places);
			assert_same_set(&p->interests, &q->interests);
			assert_same_set(&p->slots, &q->slots);
		}
		cohort_release(&other);
	}
	cohort_release(&first);
}

/* Pairs and rules */

static void test_pairs_by_id(void **test)
{
	struct cohort cohort = {.people = NULL};

	(void)test;
	for (int64_t id = 1; id <= 4; id++) {
		struct person person = person_of(id * 10, id);

		person.key = (uint64_t)(5 - id); /* 40, 30, 20, 10 */
		add(&cohort, &person);
	}
	assert_int_equal(cohort_connect(&cohort, 10, 20, NULL), C5_OK);
	assert_int_equal(cohort_connect(&cohort, 20, 10, NULL), C5_OK);
	assert_int_equal(cohort_connect(&cohort, 40, 10, NULL), C5_OK);
	assert_int_equal(cohort_connect(&cohort, 30, 30, NULL), C5_OK);
	/* Somebody who is not in the cohort. */
	assert_int_equal(cohort_connect(&cohort, 30, 50, NULL), C5_OK);
	assert_int_equal(cohort_exclude(&cohort, 7, 8, NULL), C5_OK);
	assert_int_equal(cohort_exclude(&cohort, 20, 30, NULL), C5_OK);
	finish(&cohort);
	assert_int_equal(cohort.connected.count, 2);
	assert_int_equal(cohort.excluded.count, 1);
	for (uint32_t a = 0; a < 4; a++) {
		for (uint32_t b = 0; b < 4; b++) {
			bool met = (a == 3 && b == 2) || (a == 2 && b == 3) ||
				   (a == 3 && b == 0) || (a == 0 && b == 3);
			bool apart = (a == 1 && b == 2) || (a == 2 && b == 1);

			assert_int_equal(cohort_connected(&cohort, a, b), met);
			assert_int_equal(cohort_excluded(&cohort, a, b), apart);
		}
	}
	cohort_release(&cohort);
}

/* A copy has the same people and ties, and can be given more. */
static void test_a_copy_is_its_own(void **test)
{
	struct cohort from = {.months_after = 3}, copy;

	(void)test;
	for (int64_t id = 1; id <= 3; id++) {
		struct person person = person_of(id, id);

		person.waits = (unsigned)id;
		person.newcomer = id == 3;
		add(&from, &person);
	}
	cohort_connect(&from, 1, 2, NULL);
	cohort_exclude(&from, 2, 3, NULL);
	finish(&from);
	assert_int_equal(cohort_copy(&copy, &from, NULL), C5_OK);
	cohort_connect(&copy, 1, 3, NULL);
	copy.people[0].waits = 7;
	finish(&copy);
	assert_int_equal(copy.n, 3);
	assert_int_equal(copy.months_after, 3);
	assert_int_equal(copy.people[0].waits, 7);
	assert_int_equal(copy.people[1].waits, 2);
	assert_int_equal(copy.people[2].waits, from.people[2].waits);
	assert_int_equal(rule_broken(&copy, 0, 1), RULE_MET);
	assert_int_equal(rule_broken(&copy, 1, 2), RULE_EXCLUDED);
	assert_int_equal(rule_broken(&copy, 0, 2), RULE_MET);
	assert_int_equal(rule_broken(&from, 0, 2), RULE_NONE);
	assert_int_equal(from.people[0].waits, 1);
	cohort_release(&copy);
	cohort_release(&from);
}

static void test_the_rules_in_their_order(void **test)
{
	static const enum rule expected[] = {RULE_SECTOR, RULE_ORGANISATION,
					     RULE_MET, RULE_EXCLUDED,
					     RULE_NONE};

	(void)test;
	/* Each time one rule fewer is broken between the two. */
	for (int from = 0; from < 5; from++) {
		struct cohort cohort = {.people = NULL};
		struct person a = person_of(1, 1), b = person_of(2, 2);

		b.profile.sector = from == 0 ? 1 : 2;
		a.profile.organisation = 5;
		b.profile.organisation = from <= 1 ? 5 : 6;
		add(&cohort, &a);
		add(&cohort, &b);
		if (from <= 2)
			cohort_connect(&cohort, 1, 2, NULL);
		if (from <= 3)
			cohort_exclude(&cohort, 1, 2, NULL);
		finish(&cohort);
		assert_int_equal(rule_broken(&cohort, 0, 1), expected[from]);
		assert_int_equal(rule_broken(&cohort, 1, 0), expected[from]);
		/* Relaxed, one sector is no more in the way than two. */
		cohort.relaxed = true;
		assert_int_equal(rule_broken(&cohort, 0, 1),
				 expected[from ? from : 1]);
		assert_int_equal(rule_is_relaxed(&cohort, 0, 1), from == 0);
		cohort.relaxed = false;
		/* An employer that is not known is nobody's. */
		cohort.people[0].profile.organisation = 0;
		cohort.people[1].profile.organisation = 0;
		assert_int_equal(rule_broken(&cohort, 0, 1),
				 from == 1 ? RULE_MET : expected[from]);
		cohort_release(&cohort);
	}
	for (int rule = RULE_NONE; rule < RULE_COUNT; rule++)
		assert_memory_equal(rule_text((enum rule)rule),
				    rule == RULE_EXCLUDED ? "an " : "they", 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_people_stand_by_key),
		cmocka_unit_test(test_people_are_copied),
		cmocka_unit_test(test_nobody_at_all),
		cmocka_unit_test(test_newcomers_start_at_the_fewest_waits),
		cmocka_unit_test(test_terms_are_compared_folded),
		cmocka_unit_test(test_numbers_do_not_depend_on_the_order),
		cmocka_unit_test(test_pairs_by_id),
		cmocka_unit_test(test_a_copy_is_its_own),
		cmocka_unit_test(test_the_rules_in_their_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
