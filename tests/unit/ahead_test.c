/*
 * Look-ahead: seasons of small cohorts, held against the totals that a search
 * outside the program gives (tests/bench/season_totals.py), and single months
 * against every way to make them and what follows.
 */
#include "prelude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/audit.h"
#include "connect5/random.h"
#include "connect5/score.h"
#include "few.h"

enum { MONTHS = 5, SEEDS = 5 };

/* Nobody is kept apart but by their sector, and none is most of them. */
static const struct mix mix_free = {
	.sectors = {25, 20, 15, 10, 10, 8, 7, 5},
	.unknown = 5,
};

/* What was seen, so that no test passes for want of cases. */
static struct {
	size_t mixes, given_up, people;
} seen;

/* Notes who met and who waited. */
static void learn(struct crowd *crowd, const struct round_record *record)
{
	const struct plan *plan = &record->plan;
	size_t *map = crowd_map(crowd, &record->cohort);

	for (size_t i = 0; i < plan->n_waiting; i++)
		crowd->people[map[plan->waiting[i]]].waits++;
	for (size_t g = 0; g < plan->n_groups; g++) {
		const struct group *group = &plan->groups[g];

		for (unsigned i = 0; i < group->size; i++)
			for (unsigned j = 0; j < i; j++)
				crowd_tie(crowd, map[group->member[i]],
					  map[group->member[j]], false);
	}
	free(map);
}

static void make_month(struct round_record *out, const struct crowd *crowd,
		       const struct settings *settings, unsigned months_after)
{
	struct c5_error err = {0};

	*out = (struct round_record){
		.ordinal = 1, .of_rounds = MONTHS, .revision = 1};
	out->settings = *settings;
	crowd_cohort(&out->cohort, crowd, 0);
	out->cohort.months_after = months_after;
	if (plan_make(&out->plan, &out->cohort, settings, &err) != C5_OK)
		fail_msg("%s", err.text);
}

/* The certificate tells what was given up for the months to come. */
static void check_ahead(const struct round_record *record)
{
	const struct ahead *ahead = &record->plan.certificate.ahead;
	const struct proof *proof = &record->plan.proof;

	if (!record->settings.trios)
		assert_int_equal(ahead->points, proof->given_up);
	assert_true(proof->optimal && ahead->points <= proof->given_up);
	assert_int_equal(ahead->points > 0, ahead->people > 0);
	seen.given_up += ahead->points > 0;
	seen.people += (size_t)ahead->people;
}

/* The people who have a group, all months together, and in the first. */
static size_t play(struct crowd *crowd, const struct settings *settings,
		   size_t *first)
{
	size_t placed = 0;

	for (unsigned month = 0; month < MONTHS; month++) {
		struct round_record record;

		make_month(&record, crowd, settings, MONTHS - 1 - month);
		assert_int_equal(record.plan.proof.pairs,
				 record.plan.proof.ceiling);
		assert_round_is_legal(crowd, &record);
		assert_audit_passes(&record);
		check_ahead(&record);
		placed += record.cohort.n - record.plan.n_waiting;
		if (!month)
			*first = placed;
		learn(crowd, &record);
		round_record_release(&record);
	}
	return placed;
}

/* The same without look-ahead. */
static size_t play_blindly(struct crowd *crowd, const struct settings *settings)
{
	size_t placed = 0;

	for (unsigned month = 0; month < MONTHS; month++) {
		struct round_record record;

		make_month(&record, crowd, settings, 0);
		assert_int_equal(record.plan.certificate.ahead.months, 0);
		placed += record.cohort.n - record.plan.n_waiting;
		learn(crowd, &record);
		round_record_release(&record);
	}
	return placed;
}

/* "3+2+1": a crowd of as many people in as many sectors. */
static void crowd_of(struct crowd *out, const char *sizes, uint64_t *state)
{
	int sector = 1;

	*out = (struct crowd){0};
	for (char *end; *sizes; sizes = end + (*end == '+'), sector++)
		for (long n = strtol(sizes, &end, 10); n > 0; n--)
			crowd_add(out, state)->sector = sector;
}

static void check_mix(const char *sizes, size_t pairs)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct settings settings = settings_default;
		struct crowd crowd;
		uint64_t state = seed;
		size_t first;

		settings.seed = seed;
		settings.trios = false;
		crowd_of(&crowd, sizes, &state);
		size_t placed = play(&crowd, &settings, &first);
		if (placed != 2 * pairs)
			fail_msg("%s: %zu pairs, not %zu (seed %zu)", sizes,
				 placed / 2, pairs, (size_t)seed);
		crowd_release(&crowd);
	}
	seen.mixes++;
}

static void test_small_seasons_have_the_most_that_they_can(void **test)
{
	FILE *table =
		fopen(TEST_SOURCE_DIR "/tests/data/seasons/totals.csv", "r");
	char line[64];

	(void)test;
	memset(&seen, 0, sizeof(seen));
	assert_non_null(table);
	assert_non_null(fgets(line, sizeof(line), table));
	while (fgets(line, sizeof(line), table)) {
		char *comma = strchr(line, ',');

		assert_non_null(comma);
		*comma = '\0';
		check_mix(line, strtoul(comma + 1, NULL, 10));
	}
	fclose(table);
	assert_int_equal(seen.mixes, 99);
	assert_true(seen.given_up > 10 && seen.people > 10);
}

/* Larger cohorts */

/* No month places fewer than the first, and none had to be helped to it. */
static void test_larger_seasons_give_nothing_up(void **test)
{
	(void)test;
	memset(&seen, 0, sizeof(seen));
	for (uint64_t seed = 1; seed <= 500; seed++) {
		struct settings settings = settings_default;
		struct crowd crowd = {0};
		uint64_t state = seed;
		size_t first;

		settings.seed = seed;
		settings.trios = seed % 2;
		crowd_draw(&crowd, &mix_free, 12 + random_below(&state, 30),
			   &state);
		size_t placed = play(&crowd, &settings, &first);
		if (placed != MONTHS * first)
			fail_msg("%zu, not %zu: seed %zu", placed,
				 MONTHS * first, (size_t)seed);
		crowd_release(&crowd);
	}
	assert_int_equal(seen.given_up, 0);
}

/* Months that are played through */

/* Many are kept apart, and some seasons can be helped. */
static void test_seasons_with_many_exclusions_are_helped(void **test)
{
	size_t blind = 0, placed = 0, first;

	(void)test;
	memset(&seen, 0, sizeof(seen));
	for (uint64_t number = 1; number <= 24; number++) {
		struct settings settings = settings_default;
		struct crowd crowd = {0};
		uint64_t state = number / 2;

		settings.seed = number / 2;
		settings.trios = number / 2 % 2;
		crowd_draw(&crowd, &mix_free, 13 + number / 2 % 4, &state);
		crowd_tie_some(&crowd, 30, true, &state);
		if (number % 2)
			placed += play(&crowd, &settings, &first);
		else
			blind += play_blindly(&crowd, &settings);
		crowd_release(&crowd);
	}
	assert_true(seen.given_up > 0 && placed > blind);
}

/* Every way to make a month, and what follows */

static unsigned most_after(const struct few *few, const struct partition *p,
			   unsigned months)
{
	struct few next = few_after(few, p);

	return few_most(&next, months);
}

/* Of each set the best-scored pair. */
static int64_t score_of(const struct round_record *record,
			const struct partition *p)
{
	int64_t best[FEW] = {0}, sum = 0;

	for (uint32_t v = 0; v < record->cohort.n; v++) {
		for (uint32_t u = 0; u < v; u++) {
			int64_t score = score_pair(&record->cohort,
						   &record->settings, u, v)
						.total;

			if (p->set[u] == p->set[v] && score > best[p->set[v]])
				best[p->set[v]] = score;
		}
	}
	for (unsigned set = 0; set < FEW; set++)
		sum += best[set];
	return sum;
}

/* The most that the months after can place, and the best score with that. */
static void check_choice(const struct crowd *crowd,
			 const struct round_record *record, unsigned months)
{
	struct few few = few_read(crowd, record);
	struct partition own = few_partition(record);
	unsigned most = 0;
	int64_t best = 0;
	struct ways ways;

	few_ways(&ways, &few);
	for (size_t i = 0; i < ways.count; i++) {
		unsigned value = most_after(&few, &ways.all[i], months);
		int64_t score = score_of(record, &ways.all[i]);

		if (value > most || (value == most && score > best))
			best = score;
		most = value > most ? value : most;
	}
	assert_int_equal(few_level(&few, &own), few_level(&few, &ways.all[0]));
	assert_int_equal(most_after(&few, &own, months), most);
	assert_int_equal(record->plan.proof.score, best);
}

/* What is said to be given up is what the month's best would have cost. */
static void check_price(const struct crowd *crowd,
			const struct round_record *record, unsigned months)
{
	const struct ahead *ahead = &record->plan.certificate.ahead;
	struct few few = few_read(crowd, record);
	struct partition own = few_partition(record), other;
	struct round_record blind;

	make_month(&blind, crowd, &record->settings, 0);
	other = few_partition(&blind);
	assert_int_equal(blind.plan.certificate.ahead.months, 0);
	assert_int_equal(blind.plan.proof.bound, record->plan.proof.bound);
	assert_int_equal(ahead->points,
			 blind.plan.proof.score - record->plan.proof.score);
	if (ahead->points) {
		assert_int_equal(ahead->months, months);
		assert_int_equal(ahead->people,
				 most_after(&few, &own, months) -
					 most_after(&few, &other, months));
	}
	round_record_release(&blind);
}

static void check_few(uint64_t seed)
{
	unsigned months = 1 + seed % 2;
	struct settings settings = settings_default;
	struct crowd crowd = {0};
	struct round_record record;
	uint64_t state = seed;

	settings.seed = seed;
	settings.trios = seed / 2 % 2;
	crowd_draw(&crowd, &mix_few, 4 + random_below(&state, FEW - 3), &state);
	for (size_t i = 0; i < crowd.n; i++)
		crowd.people[i].sector = 1 + (int)random_below(&state, 6);
	crowd_tie_some(&crowd, 10 + (unsigned)random_below(&state, 30),
		       seed % 3 == 0, &state);
	make_month(&record, &crowd, &settings, months);
	assert_audit_passes(&record);
	check_ahead(&record);
	check_choice(&crowd, &record, months);
	check_price(&crowd, &record, months);
	round_record_release(&record);
	crowd_release(&crowd);
}

static void test_the_best_scored_that_spoils_nothing_is_taken(void **test)
{
	(void)test;
	memset(&seen, 0, sizeof(seen));
	for (uint64_t seed = 1; seed <= 600; seed++)
		check_few(seed);
	assert_true(seen.given_up > 15);
}

/* Relaxed for a month: nothing above the score is given up for later ones. */
static void check_relaxed(uint64_t seed, size_t *given_up)
{
	struct settings settings = settings_default;
	struct round_record looking, blind;
	const struct plan *a = &looking.plan, *b = &blind.plan;
	struct crowd crowd = {.relaxed = true};
	uint64_t state = seed;

	settings.trios = seed % 2;
	crowd_draw(&crowd, &mix_few, 4 + random_below(&state, 6), &state);
	crowd_tie_some(&crowd, 20, false, &state);
	make_month(&looking, &crowd, &settings, 3);
	make_month(&blind, &crowd, &settings, 0);
	assert_round_is_legal(&crowd, &looking);
	assert_audit_passes(&looking);
	assert_int_equal(a->n_groups, b->n_groups);
	assert_int_equal(a->n_waiting, b->n_waiting);
	assert_int_equal(plan_count_relaxed(a), plan_count_relaxed(b));
	assert_int_equal(a->proof.waits_made_good, b->proof.waits_made_good);
	assert_int_equal(a->proof.optimal, b->proof.optimal);
	*given_up += a->certificate.ahead.points > 0;
	round_record_release(&looking);
	round_record_release(&blind);
	crowd_release(&crowd);
}

static void test_a_relaxed_month_looks_ahead_too(void **test)
{
	size_t given_up = 0;

	(void)test;
	for (uint64_t seed = 1; seed <= 300; seed++)
		check_relaxed(seed, &given_up);
	assert_true(given_up > 3);
}

/* What a round says of it */

/* A round that gives points up for the months to come. */
static void make_given_up(struct round_record *out)
{
	struct settings settings = settings_default;

	settings.trios = false;
	for (uint64_t seed = 1; seed <= 100; seed++) {
		struct crowd crowd;
		uint64_t state = seed;

		crowd_of(&crowd, "1+1+1+1+1+1", &state);
		for (size_t i = 0; i < 6; i++)
			crowd_tie(&crowd, i, (i + 1) % 6, false);
		make_month(out, &crowd, &settings, 2);
		crowd_release(&crowd);
		if (out->plan.certificate.ahead.points)
			return;
		round_record_release(out);
	}
	fail_msg("no such round in a hundred");
}

static void test_the_certificate_keeps_what_was_given_up(void **test)
{
	struct round_record record;
	struct buffer bytes = BUFFER_INIT;
	struct certificate back;

	(void)test;
	make_given_up(&record);
	assert_int_equal(record.plan.certificate.ahead.months, 2);
	assert_int_equal(record.plan.certificate.ahead.people, 4);
	assert_int_equal(
		certificate_encode(&bytes, &record.plan.certificate, NULL),
		C5_OK);
	for (size_t length = 0; length < bytes.length; length++)
		assert_int_equal(certificate_decode(&back, bytes.text, length,
						    record.cohort.n, NULL),
				 C5_FILE);
	assert_int_equal(certificate_decode(&back, bytes.text, bytes.length,
					    record.cohort.n, NULL),
			 C5_OK);
	assert_int_equal(back.ahead.months, 2);
	assert_int_equal(back.ahead.points,
			 record.plan.certificate.ahead.points);
	assert_int_equal(back.ahead.people, 4);
	certificate_release(&back);
	buffer_release(&bytes);
	round_record_release(&record);
}

static void assert_refused(struct round_record *record)
{
	struct c5_error err = {0};

	assert_int_equal(audit_round(record, &err), C5_NO);
	assert_non_null(strstr(err.text, "not proven to be the best"));
}

static void test_the_audit_wants_every_point_accounted_for(void **test)
{
	struct round_record record;
	struct ahead *ahead = &record.plan.certificate.ahead, honest;

	(void)test;
	make_given_up(&record);
	honest = *ahead;
	assert_audit_passes(&record);
	*ahead = (struct ahead){0};
	assert_refused(&record);
	*ahead = honest;
	ahead->points++;
	assert_refused(&record);
	*ahead = honest;
	ahead->points--;
	assert_refused(&record);
	*ahead = honest;
	ahead->people = 0;
	assert_refused(&record);
	ahead->people = 13;
	assert_refused(&record);
	*ahead = honest;
	ahead->months = 0;
	assert_refused(&record);
	*ahead = honest;
	assert_audit_passes(&record);
	round_record_release(&record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_small_seasons_have_the_most_that_they_can),
		cmocka_unit_test(test_larger_seasons_give_nothing_up),
		cmocka_unit_test(test_seasons_with_many_exclusions_are_helped),
		cmocka_unit_test(
			test_the_best_scored_that_spoils_nothing_is_taken),
		cmocka_unit_test(test_a_relaxed_month_looks_ahead_too),
		cmocka_unit_test(test_the_certificate_keeps_what_was_given_up),
		cmocka_unit_test(
			test_the_audit_wants_every_point_accounted_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
