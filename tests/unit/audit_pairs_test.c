/*
 * What the audit shows of all allowed pairs, against plain loops over them: on
 * cohorts with many terms and sectors, unknown values and history.
 */
#include "prelude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/random.h"
#include "connect5/rules.h"
#include "connect5/score.h"
#include "programme/audit.h"

/* How a cohort is drawn. */
struct shape {
	size_t n;
	unsigned sectors, places, professions, interests, slots;
	bool relaxed, alike; /* alike: few kinds of people */
};

static const struct shape shapes[] = {
	{2, 2, 2, 2, 3, 2, false, false},
	{17, 3, 3, 2, 4, 2, false, false},
	{60, 4, 6, 5, 12, 4, false, false},
	{60, 4, 6, 5, 12, 4, true, false},
	{90, 1000, 400, 300, 500, 90, false, false},
	{90, 400, 400, 300, 150, 90, true, false},
	{120, 3, 70, 2, 60, 3, false, true},
	{300, 8, 6, 5, 12, 4, false, false},
};
enum { SHAPES = sizeof(shapes) / sizeof(*shapes), ROUNDS = 5 * SHAPES };

/* No pair scores more. */
enum { MOST = 1 << 20 };

/* Pairs of each cohort. */
enum { TRIES = 200 };

/* Some of `kinds` terms, one a line, in various ways of writing. */
static void draw_list(char out[400], unsigned kinds, unsigned most,
		      uint64_t *state)
{
	static const char *const forms[] = {"Thing", "THING", "\n thing"};
	size_t length = 0;

	out[0] = '\0';
	for (uint64_t i = random_below(state, most + 1); i > 0; i--) {
		const char *form = forms[random_below(state, 3)];
		/* Of few the first are the most frequent. */
		uint64_t among =
			kinds > 200 ? kinds : 1 + random_below(state, kinds);
		unsigned term = (unsigned)random_below(state, among);

		length += (size_t)snprintf(out + length, 400 - length,
					   "%s %u\n", form, term);
	}
}

static void draw_person(struct cohort *cohort, const struct shape *shape,
			uint64_t *state)
{
	char places[400], profession[400], interests[400], slots[400];
	char organisation[32] = "", email[40];
	int64_t met[6];
	struct person person = {
		.id = (int64_t)cohort->n + 1,
		.key = random_next(state),
		.waits = (unsigned)random_below(state, 3),
		.email = email,
		.organisation_name = organisation,
		.sector_label = "",
		.sector_short = "",
		.profile = profile_empty,
		.met = met,
	};

	draw_list(places, shape->places, 2, state);
	draw_list(profession, shape->professions, 1, state);
	draw_list(interests, shape->interests, shape->alike ? 1 : 8, state);
	draw_list(slots, shape->slots, 3, state);
	snprintf(email, sizeof(email), "%zu@example.org", cohort->n);
	person.profile.sector =
		1 + (int64_t)random_below(state, shape->sectors);
	person.profile.organisation = (int64_t)random_below(state, 20);
	if (person.profile.organisation)
		snprintf(organisation, sizeof(organisation), "Organisation %d",
			 (int)person.profile.organisation);
	for (uint64_t i = random_below(state, 7); i > 0; i--)
		met[person.n_met++] =
			1 + (int64_t)random_below(state, shape->sectors);
	person.profile.name = email;
	person.profile.place = places;
	person.profile.profession = profession;
	person.profile.seniority_step = (int)random_below(state, 6);
	person.profile.interests = interests;
	person.profile.availability = slots;
	assert_int_equal(cohort_add(cohort, &person, NULL), C5_OK);
}

static void draw_cohort(struct cohort *out, const struct shape *shape,
			uint64_t *state)
{
	*out = (struct cohort){.relaxed = shape->relaxed};
	for (size_t i = 0; i < shape->n; i++)
		draw_person(out, shape, state);
	for (size_t i = 0; i < 3 * shape->n; i++) {
		int64_t a = 1 + (int64_t)random_below(state, shape->n);
		int64_t b = 1 + (int64_t)random_below(state, shape->n);

		assert_int_equal(random_below(state, 2)
					 ? cohort_connect(out, a, b, NULL)
					 : cohort_exclude(out, a, b, NULL),
				 C5_OK);
	}
	for (size_t i = 0; i < shape->n / 2; i++) {
		int64_t a = 1 + (int64_t)random_below(state, shape->n);
		int64_t b = 1 + (int64_t)random_below(state, shape->n);
		enum wish wish = (a + b) % 2 ? WISH_PREFER : WISH_AVOID;

		assert_int_equal(cohort_wish(out, wish, a, b, NULL), C5_OK);
	}
	assert_int_equal(cohort_finish(out, NULL), C5_OK);
}

/* Some who may meet must be together. */
static void draw_musts(struct cohort *cohort, uint64_t *state)
{
	for (size_t i = 0; i < cohort->n / 12; i++) {
		uint32_t a = (uint32_t)random_below(state, cohort->n);
		uint32_t b = (uint32_t)random_below(state, cohort->n);

		if (a != b && rule_allows_pair(cohort, a, b) &&
		    cohort_must_mate(cohort, a) == UINT32_MAX)
			assert_int_equal(cohort_must(cohort, a, b, NULL),
					 C5_OK);
	}
}

/* Everybody's y anywhere around what is feasible, and a family of blossoms. */
static void draw_duals(struct match_result *out, size_t n, uint64_t *state)
{
	uint32_t count = (uint32_t)n / 3;

	*out = (struct match_result){.n = (uint32_t)n, .n_blossoms = count};
	out->y = memory_new(n, sizeof(*out->y));
	out->inner = memory_new(n, sizeof(*out->inner));
	out->blossoms = memory_new(count, sizeof(*out->blossoms));
	assert_true(out->y && out->inner && out->blossoms);
	for (size_t v = 0; v < n; v++) {
		uint64_t kind = random_below(state, 40);

		out->y[v] = (int64_t)random_below(state, 4000) - 2500;
		if (kind == 0)
			out->y[v] = INT64_MIN;
		if (kind == 1)
			out->y[v] += (int64_t)1 << 58;
		if (kind == 2)
			out->y[v] -= (int64_t)1 << 58;
		out->inner[v] =
			(uint32_t)random_below(state, count + (uint64_t)1) - 1;
	}
	for (uint32_t b = 0; b < count; b++) {
		out->blossoms[b].z = 1 + (int64_t)random_below(state, 200);
		out->blossoms[b].parent =
			random_below(state, 3)
				? (uint32_t)random_below(state, b + 1) - 1
				: b - 1;
	}
}

/* A record with duals, and the audit ready to look at its pairs. */
struct subject {
	struct round_record record;
	struct audit audit;
};

static void read_subject(struct subject *out)
{
	free(out->audit.ties_of);
	free(out->audit.ties);
	free(out->audit.must);
	free(out->audit.wishes);
	free(out->audit.people);
	free(out->audit.rest_of);
	free(out->audit.rest);
	free(out->audit.terms);
	out->audit = (struct audit){
		.record = &out->record,
		.n = (uint32_t)out->record.cohort.n,
	};
	assert_int_equal(audit_list_ties(&out->audit, NULL), C5_OK);
	assert_int_equal(audit_list_wishes(&out->audit, NULL), C5_OK);
	assert_int_equal(audit_read_people(&out->audit, NULL), C5_OK);
}

/* One weight in two is nothing, or much. */
static int64_t draw_weight(int64_t usual, uint64_t *state)
{
	switch (random_below(state, 4)) {
	case 0:
		return 0;
	case 1:
		return 1000 + (int64_t)random_below(state, 900) * 10;
	default:
		return usual;
	}
}

static void draw_settings(struct settings *out, uint64_t *state)
{
	*out = settings_default;
	out->seed = random_next(state);
	if (random_below(state, 3) == 0)
		return;
	out->sector = draw_weight(out->sector, state);
	out->place = draw_weight(out->place, state);
	out->profession = draw_weight(out->profession, state);
	out->interest = draw_weight(out->interest, state);
	out->slot = draw_weight(out->slot, state);
	out->seniority = draw_weight(out->seniority, state);
	out->prefer = draw_weight(out->prefer, state);
	out->avoid = draw_weight(out->avoid, state);
}

static void draw_subject(struct subject *out, const struct shape *shape,
			 uint64_t *state)
{
	*out = (struct subject){.record = {.ordinal = 1}};
	draw_settings(&out->record.settings, state);
	draw_cohort(&out->record.cohort, shape, state);
	draw_musts(&out->record.cohort, state);
	draw_duals(&out->record.plan.certificate.duals, shape->n, state);
	if (shape->relaxed)
		out->record.plan.certificate.digits.relax = 1000;
	read_subject(out);
}

static void subject_release(struct subject *subject)
{
	round_record_release(&subject->record);
	free(subject->audit.ties_of);
	free(subject->audit.ties);
	free(subject->audit.must);
	free(subject->audit.wishes);
	free(subject->audit.people);
	free(subject->audit.rest_of);
	free(subject->audit.rest);
	free(subject->audit.terms);
}

static c5_int128 climb(const struct match_result *family, uint32_t u,
		       uint32_t v)
{
	c5_int128 sum = 0;

	for (uint32_t a = family->inner[u]; a != MATCH_NONE;
	     a = family->blossoms[a].parent)
		for (uint32_t b = family->inner[v]; b != MATCH_NONE;
		     b = family->blossoms[b].parent)
			sum += a == b ? family->blossoms[a].z : 0;
	return sum;
}

/* Is b somebody who may join the must-pair whose lower one is a? */
static bool may_join(const struct round_record *record, uint32_t a, uint32_t b)
{
	uint32_t mate = cohort_must_mate(&record->cohort, a);

	return mate != UINT32_MAX && mate > a && record->settings.trios &&
	       rule_allows_third(&record->cohort, a, b);
}

/* By how much the inequality is violated, by the planner's rules and score. */
static c5_int128 violation(const struct round_record *record, uint32_t a,
			   uint32_t b)
{
	const struct match_result *duals = &record->plan.certificate.duals;
	const struct cohort *cohort = &record->cohort;
	bool relaxed = rule_is_relaxed(cohort, a, b);
	uint32_t p = a, q = b;

	if (may_join(record, a, b) || may_join(record, b, a)) {
		p = may_join(record, a, b) ? a : b;
		q = cohort_must_mate(cohort, p);
		relaxed |= rule_is_relaxed(cohort, a, q) ||
			   rule_is_relaxed(cohort, b, q);
	} else if (!rule_allows_pair(cohort, a, b)) {
		return 0;
	}
	int64_t cost = -score_pair(cohort, &record->settings, p, q).total;
	if (relaxed)
		cost += record->plan.certificate.digits.relax;
	return (c5_int128)duals->y[a] + duals->y[b] - 2 * climb(duals, a, b) -
	       (c5_int128)cost * MATCH_TICKS;
}

/* Lowers one of each two until all holds, with nothing to spare for many. */
static void make_feasible(struct round_record *record)
{
	int64_t *y = record->plan.certificate.duals.y;

	for (uint32_t a = 0; a < record->cohort.n; a++)
		for (uint32_t b = 0; b < a; b++) {
			c5_int128 over = violation(record, a, b);

			if (over > 0)
				y[y[a] > y[b] ? a : b] -= (int64_t)over;
		}
}

static bool is_feasible(const struct round_record *record)
{
	for (uint32_t a = 0; a < record->cohort.n; a++)
		for (uint32_t b = 0; b < a; b++)
			if (violation(record, a, b) > 0)
				return false;
	return true;
}

static bool audit_says(struct subject *subject, int64_t most_score)
{
	enum c5_status status = audit_pairs(&subject->audit, most_score, NULL);

	assert_true(status == C5_OK || status == C5_NO);
	return status == C5_OK;
}

static void test_scores_agree(void **test)
{
	(void)test;
	for (size_t s = 0; s < SHAPES; s++) {
		uint64_t state = 11 + s;
		struct subject subject;

		draw_subject(&subject, &shapes[s], &state);
		for (uint32_t a = 0; a < shapes[s].n; a++)
			for (uint32_t b = 0; b < a; b++)
				assert_int_equal(
					audit_score(&subject.audit,
						    &subject.audit.people[a],
						    &subject.audit.people[b]),
					score_pair(&subject.record.cohort,
						   &subject.record.settings, a,
						   b)
						.total);
		subject_release(&subject);
	}
}

static void test_rules_agree(void **test)
{
	(void)test;
	for (size_t s = 0; s < SHAPES; s++) {
		uint64_t state = 12 + s;
		struct subject subject;

		draw_subject(&subject, &shapes[s], &state);
		for (uint32_t a = 0; a < shapes[s].n; a++)
			for (uint32_t b = 0; b < a; b++)
				assert_true(
					audit_may_meet(&subject.audit, a, b) ==
					(rule_broken(&subject.record.cohort, a,
						     b) == RULE_NONE));
		subject_release(&subject);
	}
}

/* Feasible duals pass; with one of them raised, as the plain loop says. */
static void test_duals_as_by_plain_loops(void **test)
{
	unsigned found = 0, passed = 0;

	(void)test;
	for (uint64_t i = 0; i < ROUNDS; i++) {
		uint64_t state = i;
		struct subject subject;
		int64_t *y;

		draw_subject(&subject, &shapes[i % SHAPES], &state);
		make_feasible(&subject.record);
		assert_true(is_feasible(&subject.record));
		assert_true(audit_says(&subject, MOST));
		y = subject.record.plan.certificate.duals.y;
		for (int change = 0; change < 8; change++) {
			size_t v = random_below(&state, shapes[i % SHAPES].n);
			int64_t by = 1 + (int64_t)random_below(&state, 30);
			bool holds;

			if (y[v] > 0 && y[v] > INT64_MAX - by)
				continue;
			y[v] += by;
			holds = is_feasible(&subject.record);
			assert_true(audit_says(&subject, MOST) == holds);
			found += !holds;
			passed += holds;
			y[v] -= by;
		}
		subject_release(&subject);
	}
	assert_true(found > 50);
	assert_true(passed > 20);
}

/*
 * Two people whose y is as high as it may be, everybody else's being low, pass;
 * by one tick more they are found, wherever they stand.
 */
static void test_each_pair_by_itself(void **test)
{
	unsigned tried = 0;

	(void)test;
	for (uint64_t i = 0; i < (uint64_t)ROUNDS * TRIES; i++) {
		uint64_t state = i / TRIES;
		size_t n = shapes[i / TRIES % SHAPES].n;
		static struct subject subject;
		int64_t *y;

		if (i % TRIES == 0)
			draw_subject(&subject, &shapes[i / TRIES % SHAPES],
				     &state);
		y = subject.record.plan.certificate.duals.y;
		state = i;
		uint32_t a = (uint32_t)random_below(&state, n);
		uint32_t b = (uint32_t)random_below(&state, n);
		for (size_t v = 0; v < n; v++)
			y[v] = -((int64_t)1 << 40);
		y[a] = (int64_t)random_below(&state, 100000) - 50000;
		y[b] = 0;
		if (a != b && (rule_allows_pair(&subject.record.cohort, a, b) ||
			       may_join(&subject.record, a, b))) {
			y[b] = -(int64_t)violation(&subject.record, a, b);
			assert_true(audit_says(&subject, MOST));
			y[b]++;
			assert_false(audit_says(&subject, MOST));
			tried++;
		}
		if (i % TRIES == TRIES - 1)
			subject_release(&subject);
	}
	assert_true(tried > (unsigned)ROUNDS * TRIES / 3);
}

/* The highest score of an allowed pair passes as such, and nothing less. */
static void test_the_highest_score(void **test)
{
	(void)test;
	for (uint64_t i = 0; i < SHAPES; i++) {
		uint64_t state = i;
		struct subject subject;
		int64_t best = 0;

		draw_subject(&subject, &shapes[i % SHAPES], &state);
		make_feasible(&subject.record);
		for (uint32_t a = 0; a < shapes[i % SHAPES].n; a++)
			for (uint32_t b = 0; b < a; b++) {
				const struct round_record *r = &subject.record;
				int64_t score = score_pair(&r->cohort,
							   &r->settings, a, b)
							.total;

				if (rule_allows_pair(&r->cohort, a, b) &&
				    score > best)
					best = score;
			}
		assert_true(audit_says(&subject, best));
		assert_true(best == 0 || !audit_says(&subject, best - 1));
		subject_release(&subject);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scores_agree),
		cmocka_unit_test(test_rules_agree),
		cmocka_unit_test(test_duals_as_by_plain_loops),
		cmocka_unit_test(test_each_pair_by_itself),
		cmocka_unit_test(test_the_highest_score),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
