/*
 * Five months of 200 invented programmes: what one month leaves behind is what
 * the next starts from, as the store would have it.
 */
#include "prelude.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/random.h"
#include "cohorts.h"

enum { SEASONS = 200, MONTHS = 5, MOST_PEOPLE = 200 };

struct season {
	struct crowd crowd;
	struct settings settings;
	const struct mix *mix;
	uint64_t state;
};

/* What was seen, so that no test passes for want of cases. */
static struct {
	size_t rounds, trios, waiting, majorities, blossoms, joiners;
} seen;

static void season_init(struct season *season, unsigned number)
{
	static const struct mix *const mixes[] = {&mix_skewed, &mix_majority,
						  &mix_tight, &mix_correlated,
						  &mix_few};

	*season = (struct season){
		.settings = settings_default,
		.mix = mixes[number % 5],
		.state = number,
	};
	season->settings.seed = number;
	season->settings.trios = number / 5 % 2;
	crowd_draw(&season->crowd, season->mix,
		   6 + random_below(&season->state, 115), &season->state);
	crowd_tie_some(&season->crowd, number % 3, true, &season->state);
	crowd_tie_some(&season->crowd, number % 4, false, &season->state);
	for (size_t i = 0; i < season->crowd.n; i++)
		season->crowd.people[i].newcomer = true;
}

static bool chance(struct season *season, unsigned percent)
{
	return random_below(&season->state, 100) < percent;
}

/* Late joiners, pauses and returns, moves, and a new exclusion. */
static void change(struct season *season)
{
	struct crowd *crowd = &season->crowd;
	size_t joiners = random_below(&season->state, 2 + crowd->n / 10);

	for (size_t i = 0; i < crowd->n; i++) {
		struct invented *person = &crowd->people[i];

		person->inactive = i > 3 && chance(season, 6);
		if (chance(season, 2))
			person->sector = 1 + (person->sector + 1) % 8;
	}
	for (size_t i = 0; i < joiners; i++) {
		crowd_add_drawn(crowd, season->mix, &season->state);
		crowd->people[crowd->n - 1].newcomer = true;
		seen.joiners++;
	}
	crowd_tie(crowd, 0, 1 + random_below(&season->state, crowd->n - 1),
		  true);
}

/* A late joiner starts at the lowest count in their sector, else at none. */
static unsigned expected_waits(const struct crowd *crowd, size_t i)
{
	const struct invented *person = &crowd->people[i];
	unsigned fewest = 0;
	bool found = false;

	if (!person->newcomer)
		return person->waits;
	for (size_t j = 0; j < crowd->n; j++) {
		const struct invented *other = &crowd->people[j];

		if (other->newcomer || other->inactive ||
		    other->sector != person->sector ||
		    (found && other->waits >= fewest))
			continue;
		fewest = other->waits;
		found = true;
	}
	return fewest;
}

/* Fairness where one sector is the majority */

/* Pairs of the others (by index) with the majority, grown one by one. */
struct pairing {
	const struct crowd *crowd;
	const size_t *map;
	const struct round_record *record;
	uint32_t partner[MOST_PEOPLE]; /* or MATCH_NONE */
	uint32_t from[MOST_PEOPLE];    /* of the others: who reached them */
	uint32_t queue[MOST_PEOPLE];   /* of the majority */
	size_t queued;
};

/* Gives everybody on the way to `other` the one they reached. */
static void shift(struct pairing *p, uint32_t other)
{
	while (other != MATCH_NONE) {
		uint32_t v = p->from[other], before = p->partner[v];

		p->partner[v] = other;
		p->partner[other] = v;
		other = before;
	}
}

/* Queues who would have to move on for `v`; true: somebody was still free. */
static bool reach(struct pairing *p, uint32_t v)
{
	const struct witness *witness = &p->record->plan.witness;

	for (uint32_t o = 0; o < p->record->cohort.n; o++) {
		if (witness->role[o] != WITNESS_BETWEEN ||
		    p->from[o] != MATCH_NONE ||
		    !crowd_may_meet(p->crowd, p->map[v], p->map[o]))
			continue;
		p->from[o] = v;
		if (p->partner[o] == MATCH_NONE) {
			shift(p, o);
			return true;
		}
		p->queue[p->queued++] = p->partner[o];
	}
	return false;
}

/* Can one more of the majority have somebody, others moving on? */
static bool find_for(struct pairing *p, uint32_t v)
{
	for (size_t o = 0; o < p->record->cohort.n; o++)
		p->from[o] = MATCH_NONE;
	p->queue[0] = v;
	p->queued = 1;
	for (size_t at = 0; at < p->queued; at++)
		if (reach(p, p->queue[at]))
			return true;
	return false;
}

/*
 * Sets of the majority that can be placed together are independent sets of a
 * matroid: whoever waited most is placed first if at all possible.
 */
static int64_t greedy_waits(struct pairing *p)
{
	const struct cohort *cohort = &p->record->cohort;
	unsigned most = 0;
	int64_t sum = 0;

	for (size_t v = 0; v < cohort->n; v++) {
		p->partner[v] = MATCH_NONE;
		if (cohort->people[v].waits > most)
			most = cohort->people[v].waits;
	}
	for (unsigned waits = most; waits > 0; waits--) {
		for (uint32_t v = 0; v < cohort->n; v++) {
			if (cohort->people[v].waits != waits)
				continue;
			if (p->record->plan.witness.role[v] ==
				    WITNESS_BETWEEN ||
			    find_for(p, v))
				sum += waits;
		}
	}
	return sum;
}

static void check_fairness(const struct season *season,
			   const struct round_record *record)
{
	const char *kind = round_witness_kind(record);
	struct pairing pairing = {.crowd = &season->crowd, .record = record};
	size_t *map;

	if (!kind || strcmp(kind, "majority") != 0)
		return;
	map = crowd_map(&season->crowd, &record->cohort);
	pairing.map = map;
	assert_int_equal(greedy_waits(&pairing),
			 record->plan.proof.waits_made_good);
	free(map);
	seen.majorities++;
}

/* The certificate as bytes */

static void assert_same_certificate(const struct certificate *a,
				    const struct certificate *b)
{
	const struct match_result *x = &a->duals, *y = &b->duals;

	assert_memory_equal(&a->digits, &b->digits, sizeof(a->digits));
	assert_int_equal(x->n, y->n);
	assert_memory_equal(a->counted, b->counted, x->n);
	assert_memory_equal(x->y, y->y, x->n * sizeof(*x->y));
	assert_memory_equal(x->inner, y->inner, x->n * sizeof(*x->inner));
	assert_int_equal(x->n_blossoms, y->n_blossoms);
	for (uint32_t i = 0; i < x->n_blossoms; i++) {
		assert_int_equal(x->blossoms[i].parent, y->blossoms[i].parent);
		assert_true(x->blossoms[i].z == y->blossoms[i].z);
	}
}

/* Puts the certificate in its record through bytes. */
static void store_and_load(struct round_record *record)
{
	struct certificate *certificate = &record->plan.certificate, back;
	struct buffer bytes = BUFFER_INIT;

	assert_int_equal(certificate_encode(&bytes, certificate, NULL), C5_OK);
	assert_int_equal(certificate_decode(&back, bytes.text, bytes.length,
					    record->cohort.n, NULL),
			 C5_OK);
	assert_same_certificate(certificate, &back);
	seen.blossoms += back.duals.n_blossoms;
	certificate_release(certificate);
	*certificate = back;
	buffer_release(&bytes);
}

/* Month by month */

/* What the store keeps: waits from the first round on, and who met whom. */
static void learn(struct season *season, const struct round_record *record)
{
	struct crowd *crowd = &season->crowd;
	const struct plan *plan = &record->plan;
	size_t *map = crowd_map(crowd, &record->cohort);

	for (size_t v = 0; v < record->cohort.n; v++) {
		crowd->people[map[v]].waits = record->cohort.people[v].waits;
		crowd->people[map[v]].newcomer = false;
	}
	for (size_t i = 0; i < plan->n_waiting; i++)
		crowd->people[map[plan->waiting[i]]].waits++;
	for (size_t g = 0; g < plan->n_groups; g++) {
		const struct group *group = &plan->groups[g];

		for (unsigned i = 0; i < group->size; i++) {
			for (unsigned j = 0; j < i; j++) {
				size_t a = map[group->member[i]];
				size_t b = map[group->member[j]];
				struct invented *people = crowd->people;

				crowd_tie(crowd, a, b, false);
				people[a].met |= 1U << people[b].sector;
				people[b].met |= 1U << people[a].sector;
			}
		}
		seen.trios += group->size == 3;
	}
	free(map);
}

static void one_month(struct season *season)
{
	struct round_record record;
	size_t *map;

	crowd_record(&record, &season->crowd, &season->settings);
	map = crowd_map(&season->crowd, &record.cohort);
	for (size_t v = 0; v < record.cohort.n; v++)
		assert_int_equal(record.cohort.people[v].waits,
				 expected_waits(&season->crowd, map[v]));
	free(map);
	assert_true(record.plan.proof.optimal);
	assert_int_equal(record.plan.proof.pairs, record.plan.proof.ceiling);
	assert_audit_passes(&record);
	check_fairness(season, &record);
	store_and_load(&record);
	assert_int_equal(round_record_arrange(&record, NULL), C5_OK);
	assert_round_is_legal(&season->crowd, &record);
	assert_audit_passes(&record);
	learn(season, &record);
	seen.rounds++;
	seen.waiting += record.plan.n_waiting;
	round_record_release(&record);
}

/* Over the whole season: no two people were put together twice. */
static void assert_nobody_met_twice(const struct season *season, size_t before)
{
	static bool met[MOST_PEOPLE][MOST_PEOPLE];
	const struct crowd *crowd = &season->crowd;

	assert_true(crowd->n <= MOST_PEOPLE);
	memset(met, 0, sizeof(met));
	for (size_t i = 0; i < crowd->n_ties; i++) {
		const struct tie *tie = &crowd->ties[i];
		size_t a = tie->a < tie->b ? tie->a : tie->b;
		size_t b = tie->a < tie->b ? tie->b : tie->a;

		if (tie->excluded)
			continue;
		if (i >= before)
			assert_false(met[a][b]);
		met[a][b] = true;
	}
}

static void test_no_rule_is_broken_in_any_season(void **test)
{
	(void)test;
	for (unsigned number = 0; number < SEASONS; number++) {
		struct season season;
		size_t before;

		season_init(&season, number);
		before = season.crowd.n_ties;
		for (int month = 0; month < MONTHS; month++) {
			one_month(&season);
			change(&season);
		}
		assert_nobody_met_twice(&season, before);
		crowd_release(&season.crowd);
	}
	assert_int_equal(seen.rounds, SEASONS * MONTHS);
	assert_true(seen.trios > 100 && seen.waiting > 1000);
	assert_true(seen.majorities > 100 && seen.blossoms > 100);
	assert_true(seen.joiners > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_rule_is_broken_in_any_season),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
