/*
 * Wishes and must-pairs in plans: what they do to small ones, large ones
 * against a solver that is given all pairs, and what the audit does not take.
 */
#include "prelude.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/audit.h"
#include "connect5/random.h"
#include "connect5/rules.h"
#include "connect5/score.h"
#include "cohorts.h"

/* Are the two, by index in the crowd, in one group? */
static bool are_together(const struct crowd *crowd,
			 const struct round_record *record, size_t a, size_t b)
{
	size_t *map = crowd_map(crowd, &record->cohort);
	bool together = false;

	for (size_t g = 0; g < record->plan.n_groups; g++) {
		const struct group *group = &record->plan.groups[g];
		bool has_a = false, has_b = false;

		for (unsigned i = 0; i < group->size; i++) {
			has_a |= map[group->member[i]] == a;
			has_b |= map[group->member[i]] == b;
		}
		together |= has_a && has_b;
	}
	free(map);
	return together;
}

/* So many people, each of a sector of their own, of whom nothing is known. */
static void draw_strangers(struct crowd *out, size_t n)
{
	uint64_t state = n;

	*out = (struct crowd){0};
	for (size_t i = 0; i < n; i++)
		crowd_add(out, &state)->sector = 1 + (int)i;
}

static void plan(struct round_record *out, const struct crowd *crowd)
{
	crowd_record(out, crowd, &settings_default);
	assert_round_is_legal(crowd, out);
	assert_audit_passes(out);
}

static void test_each_wish_is_heard(void **test)
{
	(void)test;
	for (size_t a = 0; a < 6; a++) {
		for (size_t b = 0; b < a; b++) {
			struct round_record record;
			struct crowd crowd;

			draw_strangers(&crowd, 6);
			crowd_want(&crowd, a, b, WISH_PREFER);
			plan(&record, &crowd);
			assert_true(are_together(&crowd, &record, a, b));
			round_record_release(&record);
			crowd.wanted[0].wish = WISH_AVOID;
			plan(&record, &crowd);
			assert_false(are_together(&crowd, &record, a, b));
			round_record_release(&record);
			crowd_release(&crowd);
		}
	}
}

/* A wish is no rule: nobody waits for it, and the score stays above nothing. */
static void test_two_who_are_avoided_still_meet(void **test)
{
	struct round_record record;
	struct settings settings = settings_default;
	struct crowd crowd;

	(void)test;
	draw_strangers(&crowd, 2);
	crowd_want(&crowd, 0, 1, WISH_AVOID);
	settings.avoid = 10000;
	crowd_record(&record, &crowd, &settings);
	assert_int_equal(record.plan.n_waiting, 0);
	assert_in_range(record.plan.groups[0].score, 0, 9);
	assert_audit_passes(&record);
	round_record_release(&record);
	crowd_release(&crowd);
}

/* The digits of the objective have room for it. */
static void test_a_wish_may_outweigh_all_else(void **test)
{
	struct settings settings = {.trios = true, .prefer = 10000};
	uint64_t state = 6;

	(void)test;
	for (size_t n = 2; n < 12; n++) {
		struct crowd crowd = {0};
		struct round_record record;

		crowd_draw(&crowd, &mix_few, n, &state);
		crowd_want_some(&crowd, 90, 0, &state);
		for (size_t i = 0; i < crowd.n_wanted; i++)
			crowd.wanted[i].wish = WISH_PREFER;
		crowd_record(&record, &crowd, &settings);
		assert_audit_passes(&record);
		round_record_release(&record);
		crowd_release(&crowd);
	}
}

/* A pair that must be is one although another would score more, and its two
 * would not have waited. */
static void test_a_must_pair_goes_before_all(void **test)
{
	struct round_record record;
	struct crowd crowd;

	(void)test;
	draw_strangers(&crowd, 4);
	crowd_want(&crowd, 0, 1, WISH_PREFER);
	crowd_want(&crowd, 0, 2, WISH_NONE);
	crowd_want(&crowd, 0, 2, WISH_AVOID);
	plan(&record, &crowd);
	assert_true(are_together(&crowd, &record, 0, 2));
	assert_true(are_together(&crowd, &record, 1, 3));
	round_record_release(&record);
	/* 1 and 3 may not meet: they wait, for there is no better given it. */
	crowd_tie(&crowd, 1, 3, true);
	plan(&record, &crowd);
	assert_int_equal(record.plan.n_groups, 2 - 1);
	assert_int_equal(record.plan.n_waiting, 1);
	assert_int_equal(record.plan.groups[0].size, 3);
	round_record_release(&record);
	crowd_release(&crowd);
}

/* Who can be placed nowhere else joins the must-pair, if they may. */
static void test_a_must_pair_takes_a_third(void **test)
{
	struct round_record record;
	struct settings waits = settings_default;
	struct crowd crowd;

	(void)test;
	draw_strangers(&crowd, 5);
	crowd.people[3].sector = crowd.people[2].sector;
	crowd_want(&crowd, 0, 1, WISH_NONE);
	plan(&record, &crowd);
	assert_int_equal(record.plan.n_waiting, 0);
	round_record_release(&record);
	waits.trios = false;
	crowd_record(&record, &crowd, &waits);
	assert_int_equal(record.plan.n_waiting, 1);
	assert_audit_passes(&record);
	round_record_release(&record);
	crowd_tie(&crowd, 0, 2, true);
	crowd_tie(&crowd, 1, 3, true);
	plan(&record, &crowd);
	assert_int_equal(record.plan.n_waiting, 1);
	assert_string_equal(round_witness_kind(&record),
			    "history and exclusions");
	round_record_release(&record);
	crowd_release(&crowd);
}

/*
 * One whom nobody but a must-pair can take, and a part of five whose best pairs
 * leave somebody who would be glad of the same place: the first has it, and the
 * part is paired otherwise.
 */
static void test_who_needs_the_place_has_it(void **test)
{
	static const size_t edges[][2] = {{0, 1}, {2, 3}, {3, 4}, {4, 5},
					  {5, 6}, {6, 2}, {2, 4}, {0, 5},
					  {1, 5}, {0, 7}, {1, 7}};
	enum { EDGES = sizeof(edges) / sizeof(*edges) };
	struct round_record record;
	struct crowd crowd;

	(void)test;
	draw_strangers(&crowd, 8);
	for (size_t a = 0; a < 8; a++)
		for (size_t b = a + 1; b < 8; b++) {
			bool met = true;

			for (size_t e = 0; e < EDGES; e++)
				met &= edges[e][0] + edges[e][1] != a + b ||
				       (edges[e][0] != a && edges[e][1] != a);
			if (met)
				crowd_tie(&crowd, a, b, false);
		}
	crowd_want(&crowd, 0, 1, WISH_NONE);
	crowd_want(&crowd, 2, 6, WISH_PREFER);
	crowd_want(&crowd, 3, 4, WISH_PREFER);
	crowd_want(&crowd, 0, 5, WISH_PREFER);
	plan(&record, &crowd);
	assert_int_equal(record.plan.n_waiting, 0);
	assert_true(are_together(&crowd, &record, 0, 7));
	assert_true(are_together(&crowd, &record, 2, 3) &&
		    are_together(&crowd, &record, 2, 4) &&
		    are_together(&crowd, &record, 5, 6));
	round_record_release(&record);
	crowd_release(&crowd);
}

/* What is refused: another one for somebody, and what a rule keeps apart. */
static void test_what_cannot_be(void **test)
{
	struct c5_error err = {0};
	struct cohort cohort;
	struct crowd crowd;
	struct plan plan;
	uint32_t a, b, c;

	(void)test;
	draw_strangers(&crowd, 4);
	crowd_tie(&crowd, 0, 1, true);
	crowd_cohort(&cohort, &crowd, 0);
	a = (uint32_t)cohort_index(&cohort, crowd.people[0].id);
	b = (uint32_t)cohort_index(&cohort, crowd.people[1].id);
	c = (uint32_t)cohort_index(&cohort, crowd.people[2].id);
	assert_int_equal(cohort_must_mate(&cohort, a), UINT32_MAX);
	assert_int_equal(cohort_must(&cohort, a, b, &err), C5_OK);
	assert_int_equal(cohort_must_mate(&cohort, b), a);
	assert_int_equal(cohort_must(&cohort, c, b, &err), C5_NO);
	assert_string_equal(err.text,
			    "Person 1 is to meet Person 0 this month");
	assert_int_equal(plan_make(&plan, &cohort, &settings_default, &err),
			 C5_NO);
	assert_non_null(strstr(err.text, "an exclusion keeps them apart"));
	cohort_release(&cohort);
	crowd_release(&crowd);
}

/* What a solver that is given all pairs says is the best. */
static c5_int128 best_of_all_pairs(const struct round_record *record)
{
	const struct certificate *certificate = &record->plan.certificate;
	struct plan_graph graph;
	struct match_result result;
	c5_int128 weight;

	assert_int_equal(plan_graph_make(&graph, &record->cohort,
					 &record->settings, NULL),
			 C5_OK);
	for (size_t v = 0; v < record->cohort.n; v++) {
		const struct digits *d = &certificate->digits;
		int64_t waits = record->cohort.people[v].waits;

		graph.penalty[v] =
			d->left + (certificate->counted[v]
					   ? d->place + waits * d->wait
					   : 0);
	}
	assert_int_equal(match_solve(&result, &graph.graph, NULL), C5_OK);
	weight = result.weight;
	match_result_release(&result);
	plan_graph_release(&graph);
	return weight;
}

/* Hundreds of people. Without trios, all pairs can be listed by their scores.
 */
static void test_large_cohorts(void **test)
{
	static const struct mix *const mixes[] = {&mix_skewed, &mix_majority,
						  &mix_tight, &mix_correlated};
	uint64_t state = 21;

	(void)test;
	for (size_t round = 0; round < 16; round++) {
		struct settings settings = settings_default;
		struct crowd crowd = {0};
		struct round_record record;

		settings.trios = round % 2;
		crowd_draw(&crowd, mixes[round / 2 % 4], 300 + round / 2,
			   &state);
		crowd_tie_some(&crowd, 1, round % 3, &state);
		crowd_want_some(&crowd, 2, 1 + round, &state);
		crowd_record(&record, &crowd, &settings);
		assert_round_is_legal(&crowd, &record);
		assert_audit_passes(&record);
		assert_true(record.cohort.musts.count > 0);
		assert_true(record.cohort.preferred.count > 100);
		for (size_t i = 0; i < crowd.n_wanted; i++)
			if (crowd.wanted[i].wish == WISH_NONE)
				assert_true(are_together(&crowd, &record,
							 crowd.wanted[i].a,
							 crowd.wanted[i].b));
		if (!settings.trios)
			assert_true(record.plan.certificate.duals.weight ==
				    best_of_all_pairs(&record));
		round_record_release(&record);
		crowd_release(&crowd);
	}
}

/* What forcing one more pair costs everybody else; with whom they would have
 * been anyway, nothing. */
static void test_the_price_of_one_more(void **test)
{
	struct crowd crowd = {0};
	struct round_record record;
	uint64_t state = 5;
	int64_t free_score, dearest = 0, cheapest = INT64_MAX;

	(void)test;
	crowd_draw(&crowd, &mix_skewed, 40, &state);
	crowd_want_some(&crowd, 5, 2, &state);
	plan(&record, &crowd);
	free_score = record.plan.proof.score;
	for (uint32_t a = 0, b = 1; b < record.cohort.n; b++) {
		int64_t price;

		while (cohort_must_mate(&record.cohort, a) != UINT32_MAX)
			a++;
		if (a == b || !rule_allows_pair(&record.cohort, a, b))
			continue;
		assert_int_equal(cohort_must(&record.cohort, a, b, NULL),
				 C5_OK);
		plan_release(&record.plan);
		assert_int_equal(plan_make(&record.plan, &record.cohort,
					   &settings_default, NULL),
				 C5_OK);
		assert_audit_passes(&record);
		price = free_score - record.plan.proof.score;
		dearest = price > dearest ? price : dearest;
		cheapest = price < cheapest ? price : cheapest;
		cohort_need_not(&record.cohort, a, b);
	}
	assert_int_equal(cheapest, 0);
	assert_true(dearest > 100);
	assert_int_equal(record.cohort.musts.count, 2);
	round_record_release(&record);
	crowd_release(&crowd);
}

static void assert_audit_says(const struct round_record *record,
			      const char *said)
{
	struct c5_error err = {0};

	assert_int_equal(audit_round(record, &err), C5_NO);
	if (!strstr(err.text, said))
		fail_msg("'%s' is not in: %s", said, err.text);
}

/* Wishes and must-pairs that the round was not made by. */
static void test_the_audit_reads_them(void **test)
{
	struct round_record record;
	struct crowd crowd;
	uint32_t a, b;

	(void)test;
	draw_strangers(&crowd, 4);
	plan(&record, &crowd);
	a = record.plan.groups[0].member[0];
	b = record.plan.groups[0].member[1];
	record.cohort.preferred.pairs =
		memory_new(1, sizeof(struct index_pair));
	record.cohort.preferred.pairs[0] =
		(struct index_pair){a < b ? a : b, a < b ? b : a};
	record.cohort.preferred.count = 1;
	assert_audit_says(&record, "group 1 scores ");
	record.cohort.preferred.pairs[0].a = a;
	record.cohort.preferred.pairs[0].b = record.plan.groups[1].member[0];
	assert_audit_says(&record, "the certificate does not hold");
	record.cohort.preferred.count = 0;
	assert_audit_passes(&record);
	assert_int_equal(cohort_must(&record.cohort, a,
				     record.plan.groups[1].member[1], NULL),
			 C5_OK);
	assert_audit_says(&record, "are not the pair that they must be");
	round_record_release(&record);
	crowd_release(&crowd);
}

/* That somebody waits although a must-pair could take them, or that its third
 * is charged for it. */
static void test_the_audit_knows_the_third_place(void **test)
{
	struct round_record record;
	struct crowd crowd;

	(void)test;
	draw_strangers(&crowd, 3);
	crowd_want(&crowd, 0, 1, WISH_NONE);
	crowd_tie(&crowd, 0, 2, true);
	plan(&record, &crowd);
	assert_int_equal(record.plan.n_waiting, 1);
	record.cohort.excluded.count = 0;
	assert_audit_says(&record, "the witness leaves a pair out");
	for (uint32_t v = 0; v < 3; v++)
		record.plan.witness.role[v] = WITNESS_PART;
	assert_audit_says(&record, "the witness leaves a pair out");
	round_record_release(&record);
	crowd_release(&crowd);
	draw_strangers(&crowd, 5);
	crowd.people[3].sector = crowd.people[2].sector;
	crowd_want(&crowd, 0, 1, WISH_NONE);
	crowd_tie(&crowd, 3, 4, true);
	crowd_tie(&crowd, 2, 4, true);
	crowd_tie(&crowd, 0, 2, true);
	plan(&record, &crowd);
	assert_int_equal(record.plan.n_waiting, 2);
	for (uint32_t v = 0; v < 5; v++) {
		uint32_t mate = cohort_must_mate(&record.cohort, v);

		if (mate != UINT32_MAX && mate < v)
			record.plan.certificate.counted[v] = true;
	}
	assert_audit_says(&record, "a third is charged for waiting");
	round_record_release(&record);
	crowd_release(&crowd);
}

/* Is made of the same groups whatever order it was registered in. */
static void test_the_order_is_nothing(void **test)
{
	uint64_t state = 3;

	(void)test;
	for (uint64_t round = 0; round < 20; round++) {
		struct crowd crowd = {0};
		struct plan plans[2];

		crowd_draw(&crowd, &mix_few, 20 + round, &state);
		crowd_want_some(&crowd, 10, 2, &state);
		for (uint64_t way = 0; way < 2; way++) {
			struct cohort cohort;

			crowd_cohort(&cohort, &crowd, way * (1 + round));
			assert_int_equal(plan_make(&plans[way], &cohort,
						   &settings_default, NULL),
					 C5_OK);
			cohort_release(&cohort);
		}
		assert_int_equal(plans[0].n_groups, plans[1].n_groups);
		for (size_t g = 0; g < plans[0].n_groups; g++)
			assert_memory_equal(plans[0].groups[g].member,
					    plans[1].groups[g].member,
					    plans[0].groups[g].size *
						    sizeof(uint32_t));
		plan_release(&plans[0]);
		plan_release(&plans[1]);
		crowd_release(&crowd);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_wish_is_heard),
		cmocka_unit_test(test_two_who_are_avoided_still_meet),
		cmocka_unit_test(test_a_wish_may_outweigh_all_else),
		cmocka_unit_test(test_a_must_pair_goes_before_all),
		cmocka_unit_test(test_a_must_pair_takes_a_third),
		cmocka_unit_test(test_who_needs_the_place_has_it),
		cmocka_unit_test(test_what_cannot_be),
		cmocka_unit_test(test_the_audit_knows_the_third_place),
		cmocka_unit_test(test_large_cohorts),
		cmocka_unit_test(test_the_price_of_one_more),
		cmocka_unit_test(test_the_audit_reads_them),
		cmocka_unit_test(test_the_order_is_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
