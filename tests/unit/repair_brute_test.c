/*
 * repair_make() against enumeration: small rounds in which some drop out, come
 * late, have met or have not, and all that is maximised, level by level.
 */
#include "prelude.h"

#include <stdlib.h>

#include "cohorts.h"
#include "connect5/random.h"
#include "connect5/repair.h"
#include "connect5/score.h"

enum { MOST = 12, NOBODY = 99 };

/* What is maximised, first to last; fewer trios and relaxed groups are more. */
struct levels {
	int64_t of[6]; /* placed, kept, trios, relaxed, waits, score */
};
enum { PLACED, KEPT, TRIOS, RELAXED, WAITS, SCORE };

/* A repair by plain numbers. */
struct problem {
	uint32_t n;
	bool trios;
	bool may[MOST][MOST], relaxed[MOST][MOST];
	int64_t score[MOST][MOST];
	unsigned waits[MOST];
	unsigned told[MOST]; /* the former group that is to be kept */
	unsigned size[MOST]; /* of a former group */
};

static bool is_better(const struct levels *a, const struct levels *b)
{
	for (int i = 0; i < 6; i++)
		if (a->of[i] != b->of[i])
			return a->of[i] > b->of[i];
	return false;
}

static void add_group(struct levels *to, const struct problem *p,
		      const uint32_t *m, unsigned size)
{
	bool relaxed = false,
	     kept = p->told[m[0]] != NOBODY && p->size[p->told[m[0]]] == size;

	for (unsigned i = 0; i < size; i++) {
		to->of[WAITS] += p->waits[m[i]];
		kept &= p->told[m[i]] == p->told[m[0]];
		for (unsigned j = 0; j < i; j++) {
			relaxed |= p->relaxed[m[i]][m[j]];
			to->of[SCORE] += p->score[m[i]][m[j]];
		}
	}
	to->of[PLACED] += size;
	to->of[KEPT] += kept;
	to->of[TRIOS] -= size == 3;
	to->of[RELAXED] -= relaxed;
}

static struct levels best_of[1 << MOST];

/* Is the group, on top of the best of `rest`, better than *best? */
static void try_group(struct levels *best, const struct problem *p,
		      uint32_t rest, const uint32_t *m, unsigned size)
{
	struct levels levels = best_of[rest];

	add_group(&levels, p, m, size);
	if (is_better(&levels, best))
		*best = levels;
}

/* The set and v, above all of it: v waits, or is in a pair or trio. */
static struct levels best_with(const struct problem *p, uint32_t set,
			       uint32_t v)
{
	struct levels best = best_of[set];

	for (uint32_t u = 0; u < v; u++) {
		uint32_t rest = set & ~(UINT32_C(1) << u);

		if (rest == set || !p->may[u][v])
			continue;
		try_group(&best, p, rest, (uint32_t[]){v, u}, 2);
		for (uint32_t w = 0; w < u && p->trios; w++) {
			uint32_t others = rest & ~(UINT32_C(1) << w);

			if (others != rest && p->may[w][v] && p->may[w][u])
				try_group(&best, p, others,
					  (uint32_t[]){v, u, w}, 3);
		}
	}
	return best;
}

static struct levels best_levels(const struct problem *p)
{
	best_of[0] = (struct levels){{0}};
	for (uint32_t v = 0; v < p->n; v++) {
		uint32_t above = UINT32_C(1) << v;

		for (uint32_t set = 0; set < above; set++)
			best_of[set | above] = best_with(p, set, v);
	}
	return best_of[(UINT32_C(1) << p->n) - 1];
}

/* The same problem as the record's, from the crowd's own facts. */
static void read_problem(struct problem *p, const struct crowd *crowd,
			 const struct round_record *record)
{
	const struct cohort *cohort = &record->cohort;
	size_t *map = crowd_map(crowd, cohort);

	*p = (struct problem){.n = (uint32_t)cohort->n,
			      .trios = record->settings.trios};
	for (uint32_t a = 0; a < p->n; a++) {
		p->waits[a] = cohort->people[a].waits;
		p->told[a] = NOBODY;
		for (uint32_t b = 0; b < p->n; b++) {
			if (a == b || cohort->people[a].settled ||
			    cohort->people[b].settled)
				continue;
			p->may[a][b] = crowd_may_meet(crowd, map[a], map[b]);
			p->relaxed[a][b] = crowd->people[map[a]].sector ==
					   crowd->people[map[b]].sector;
			p->score[a][b] =
				score_pair(cohort, &record->settings, a, b)
					.total;
		}
	}
	for (unsigned f = 0; f < record->n_former; f++) {
		const struct former_group *former = &record->former[f];

		p->size[f] = former->size;
		for (unsigned i = 0; i < former->size; i++) {
			size_t v = cohort_index(cohort, former->member[i]);

			if (v != SIZE_MAX && former->size > 1 &&
			    !former->not_met)
				p->told[v] = f;
		}
	}
	free(map);
}

static struct levels levels_of(const struct problem *p,
			       const struct round_record *record)
{
	struct levels levels = {{0}};

	for (size_t g = 0; g < record->plan.n_groups; g++) {
		const struct group *group = &record->plan.groups[g];

		if (!record->cohort.people[group->member[0]].settled)
			add_group(&levels, p, group->member, group->size);
	}
	return levels;
}

static int by_pair(const void *left, const void *right)
{
	const struct index_pair *a = left, *b = right;

	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return a->b < b->b ? -1 : a->b > b->b;
}

static void announce(struct cohort *cohort, const struct former_group *former)
{
	struct pair_list *list = &cohort->announced;
	size_t a = cohort_index(cohort, former->member[0]);
	size_t b = cohort_index(cohort, former->member[1]);

	if (former->size != 2 || former->not_met || a == SIZE_MAX ||
	    b == SIZE_MAX)
		return;
	list->pairs = memory_grow(list->pairs, &list->capacity, list->count + 1,
				  sizeof(*list->pairs));
	assert_non_null(list->pairs);
	list->pairs[list->count++] = (struct index_pair){
		(uint32_t)(a < b ? a : b), (uint32_t)(a < b ? b : a)};
	qsort(list->pairs, list->count, sizeof(*list->pairs), by_pair);
}

/* A group of `before` that has met stays as it is. */
static void settle(struct round_record *out, const struct round_record *before,
		   const struct group *met)
{
	struct group group = *met;

	for (unsigned i = 0; i < group.size; i++) {
		size_t v =
			cohort_index(&out->cohort,
				     before->cohort.people[group.member[i]].id);

		group.member[i] = (uint32_t)v;
		out->cohort.people[v].settled = true;
	}
	out->plan.groups[out->plan.n_groups++] = group;
}

static void add_former(struct round_record *out,
		       const struct round_record *before, const uint32_t *m,
		       unsigned size, unsigned number)
{
	struct former_group *former = &out->former[out->n_former++];

	*former = (struct former_group){.size = size, .number = number};
	for (unsigned i = 0; i < size; i++) {
		former->member[i] = before->cohort.people[m[i]].id;
		former->name[i] = "";
	}
}

static void begin(struct round_record *out, const struct crowd *crowd,
		  const struct round_record *before)
{
	*out = (struct round_record){.ordinal = 1,
				     .of_rounds = 5,
				     .revision = 2,
				     .repair = true,
				     .next_number = MOST};
	out->settings = before->settings;
	crowd_cohort(&out->cohort, crowd, 0);
	out->former = memory_new(MOST, sizeof(*out->former));
	out->plan.groups = memory_new(MOST, sizeof(*out->plan.groups));
	assert_true(out->former && out->plan.groups);
}

/* Of whom there are as many left as there were. */
static bool all_are_left(const struct cohort *cohort,
			 const struct round_record *before,
			 const struct group *group)
{
	for (unsigned i = 0; i < group->size; i++)
		if (cohort_index(cohort,
				 before->cohort.people[group->member[i]].id) ==
		    SIZE_MAX)
			return false;
	return true;
}

/* Nothing has come between them since. */
static bool may_all_meet(const struct crowd *crowd,
			 const struct round_record *before,
			 const struct group *group)
{
	for (unsigned i = 0; i < group->size; i++)
		for (unsigned j = 0; j < i; j++) {
			const struct person *people = before->cohort.people;
			int64_t a = people[group->member[i]].id - 1000;
			int64_t b = people[group->member[j]].id - 1000;

			if (!crowd_may_meet(crowd, (size_t)a, (size_t)b))
				return false;
		}
	return true;
}

/* What was announced; the first whole group of a draw has met, another not. */
static void draw_repair(struct round_record *out, const struct crowd *crowd,
			const struct round_record *before, uint64_t *state)
{
	bool met = random_below(state, 4) == 0;
	bool not_met = random_below(state, 4) == 0;

	begin(out, crowd, before);
	for (size_t g = 0; g < before->plan.n_groups; g++) {
		const struct group *group = &before->plan.groups[g];
		bool whole = all_are_left(&out->cohort, before, group);

		if (met && whole && may_all_meet(crowd, before, group)) {
			settle(out, before, group);
			met = false;
			continue;
		}
		add_former(out, before, group->member, group->size,
			   (unsigned)g + 1);
		if (not_met && whole) {
			out->former[out->n_former - 1].not_met = true;
			not_met = false;
		}
		announce(&out->cohort, &out->former[out->n_former - 1]);
	}
	for (size_t i = 0; i < before->plan.n_waiting; i++)
		add_former(out, before, &before->plan.waiting[i], 1, 0);
}

/* What was seen, so that no test passes for want of cases. */
struct seen {
	size_t repairs, broken, trios_kept, trios_made, waiting, settled;
};

static void count_seen(struct seen *seen, const struct round_record *record,
		       const struct problem *p, const struct levels *levels)
{
	int64_t standing = 0, trios_kept = 0;

	for (unsigned f = 0; f < record->n_former; f++)
		standing += record->former[f].size > 1;
	for (size_t g = 0; g < record->plan.n_groups; g++)
		trios_kept +=
			record->plan.groups[g].size == 3 &&
			record->plan.groups[g].number < MOST &&
			!record->cohort.people[record->plan.groups[g].member[0]]
				 .settled;
	seen->repairs++;
	seen->broken += levels->of[KEPT] + 1 < standing;
	seen->trios_kept += trios_kept > 0;
	seen->trios_made += -levels->of[TRIOS] > trios_kept;
	seen->waiting += record->plan.n_waiting > 0;
	for (uint32_t v = 0; v < p->n; v++)
		seen->settled += record->cohort.people[v].settled;
}

/*
 * Of up to ten people concerned every choice of trios is tried; of more, what
 * is proven is the best of those with as many trios.
 */
static void check_levels(const struct round_record *record,
			 const struct levels *got, const struct levels *best)
{
	size_t concerned = 0;

	for (size_t v = 0; v < record->cohort.n; v++)
		concerned += !record->cohort.people[v].settled;
	assert_int_equal(got->of[PLACED], best->of[PLACED]);
	if (concerned <= REPAIR_SMALL)
		assert_true(record->plan.proof.optimal);
	else if (!record->plan.proof.optimal ||
		 got->of[TRIOS] != best->of[TRIOS])
		return;
	for (int i = 0; i < 6; i++)
		if (got->of[i] != best->of[i] &&
		    (i < SCORE || concerned <= REPAIR_SMALL))
			fail_msg("level %d is %lld, not %lld, of %zu", i,
				 (long long)got->of[i], (long long)best->of[i],
				 concerned);
}

static void check_repair(const struct crowd *crowd,
			 const struct round_record *before, uint64_t *state,
			 struct seen *seen)
{
	static const struct match_watch nobody = {.tell = NULL};
	struct round_record record;
	struct problem problem;
	struct levels best, got;
	struct c5_error err = {0};

	draw_repair(&record, crowd, before, state);
	if (record.cohort.n < 2) {
		assert_int_equal(repair_make(&record, &nobody, &err), C5_NO);
	} else {
		if (repair_make(&record, &nobody, &err) != C5_OK)
			fail_msg("%s", err.text);
		read_problem(&problem, crowd, &record);
		best = best_levels(&problem);
		got = levels_of(&problem, &record);
		check_levels(&record, &got, &best);
		assert_round_is_legal(crowd, &record);
		assert_audit_passes(&record);
		count_seen(seen, &record, &problem, &got);
	}
	round_record_release(&record);
}

/* One or two drop out, up to two come late, and sometimes two fall out. */
static void disturb(struct crowd *crowd, const struct mix *mix, uint64_t *state)
{
	uint64_t gone = 1 + random_below(state, 2);
	uint64_t late = random_below(state, 3);
	size_t n = crowd->n;

	for (uint64_t i = 0; i < gone; i++)
		crowd->people[random_below(state, n)].inactive = true;
	for (uint64_t i = 0; i < late && n + i < MOST; i++)
		crowd_add_drawn(crowd, mix, state);
	if (random_below(state, 4) == 0)
		crowd_tie(crowd, random_below(state, n - 1), n - 1, true);
}

static void check_cohort(size_t n, const struct mix *mix, bool trios,
			 bool relaxed, uint64_t *state, struct seen *seen)
{
	struct crowd crowd = {.relaxed = relaxed};
	struct round_record before;
	struct settings settings = settings_default;

	settings.trios = trios;
	crowd_draw(&crowd, mix, n, state);
	crowd_tie_some(&crowd, (unsigned)random_below(state, 40), false, state);
	crowd_record(&before, &crowd, &settings);
	disturb(&crowd, mix, state);
	check_repair(&crowd, &before, state, seen);
	round_record_release(&before);
	crowd_release(&crowd);
}

static void check_many(size_t most, bool relaxed, size_t rounds, uint64_t state,
		       struct seen *seen)
{
	for (size_t round = 0; round < rounds; round++) {
		const struct mix *mix = round % 3 ? &mix_skewed : &mix_few;

		check_cohort(most - random_below(&state, 7), mix,
			     round % 4 != 0, relaxed, &state, seen);
	}
}

static void test_repairs_are_the_best_there_are(void **test)
{
	struct seen seen = {0};

	(void)test;
	check_many(10, false, 3000, 5, &seen);
	assert_true(seen.repairs > 2900 && seen.broken > 1000);
	assert_true(seen.trios_kept > 50 && seen.trios_made > 400);
	assert_true(seen.waiting > 1000 && seen.settled > 1000);
}

static void test_relaxed_repairs_are_the_best_there_are(void **test)
{
	struct seen seen = {0};

	(void)test;
	check_many(10, true, 400, 6, &seen);
	assert_true(seen.repairs > 380 && seen.broken > 30);
}

static void test_a_few_more_people(void **test)
{
	struct seen seen = {0};

	(void)test;
	for (uint64_t seed = 7; seed < 12; seed++) {
		check_many(12, false, 20, seed, &seen);
		check_many(12, true, 20, seed, &seen);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_repairs_are_the_best_there_are),
		cmocka_unit_test(test_a_few_more_people),
		cmocka_unit_test(test_relaxed_repairs_are_the_best_there_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
