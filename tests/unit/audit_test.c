/* A good record passes the audit; whatever is changed in it is found. */
#include "prelude.h"

#include <string.h>

#include "connect5/audit.h"
#include "forge.h"

static void test_good_records_pass(void **test)
{
	(void)test;
	for (int kind = EVEN; kind < RECORD_KINDS; kind++) {
		struct round_record record;

		draw_record(&record, (enum record_kind)kind);
		assert_audit_passes(&record);
		/* The forger's honest work is as good as the planner's. */
		if (kind != TRIO || !record.plan.proof.given_up)
			forge(&record);
		assert_audit_passes(&record);
		round_record_release(&record);
	}
}

/* One thing changed */

static struct person *member(struct round_record *record, size_t g, unsigned i)
{
	return &record->cohort.people[record->plan.groups[g].member[i]];
}

/* As if the two of the first group had met, or were kept apart. */
static void list_first_pair(struct round_record *record, struct pair_list *list)
{
	const uint32_t *m = record->plan.groups[0].member;

	list->pairs = memory_grow(list->pairs, &list->capacity, list->count + 1,
				  sizeof(*list->pairs));
	assert_non_null(list->pairs);
	list->pairs[list->count++] = m[0] < m[1]
					     ? (struct index_pair){m[0], m[1]}
					     : (struct index_pair){m[1], m[0]};
}

static void one_sector(struct round_record *r)
{
	member(r, 0, 1)->profile.sector = member(r, 0, 0)->profile.sector;
}

static void one_sector_in_trio(struct round_record *r)
{
	size_t g = 0;

	while (r->plan.groups[g].size != 3)
		g++;
	member(r, g, 2)->profile.sector = member(r, g, 1)->profile.sector;
}

static void one_organisation(struct round_record *r)
{
	member(r, 0, 0)->profile.organisation = 77;
	member(r, 0, 1)->profile.organisation = 77;
}

static void one_organisation_by_name(struct round_record *r)
{
	member(r, 0, 0)->profile.organisation = 77;
	member(r, 0, 1)->profile.organisation = 78;
	member(r, 0, 0)->organisation_name = "Guy's";
	member(r, 0, 1)->organisation_name = "Guy's";
}

static void one_organisation_relaxed(struct round_record *r)
{
	one_organisation(r);
	r->plan.groups[0].relaxed = true;
}

static void not_marked(struct round_record *r)
{
	size_t g = 0;

	while (!r->plan.groups[g].relaxed)
		g++;
	r->plan.groups[g].relaxed = false;
}

static void marked_without_need(struct round_record *r)
{
	size_t g = 0;

	while (r->plan.groups[g].relaxed)
		g++;
	r->plan.groups[g].relaxed = true;
}

static void not_allowed(struct round_record *r)
{
	r->cohort.relaxed = false;
}

static void fewer_relaxed(struct round_record *r)
{
	r->plan.certificate.relaxed--;
}

static void more_relaxed(struct round_record *r)
{
	r->plan.certificate.relaxed++;
}

static void other_waits(struct round_record *r)
{
	r->plan.certificate.waits++;
}

static void relaxing_is_free(struct round_record *r)
{
	r->plan.certificate.digits.relax = 0;
	forge(r);
}

static void a_digit_for_nothing(struct round_record *r)
{
	r->plan.certificate.digits.relax = 1;
}

static void met_before(struct round_record *r)
{
	list_first_pair(r, &r->cohort.connected);
}

static void excluded(struct round_record *r)
{
	list_first_pair(r, &r->cohort.excluded);
}

static void in_two_groups(struct round_record *r)
{
	r->plan.groups[1].member[0] = r->plan.groups[0].member[1];
}

static void twice_in_a_group(struct round_record *r)
{
	r->plan.groups[0].member[1] = r->plan.groups[0].member[0];
}

static void not_in_the_cohort(struct round_record *r)
{
	r->plan.groups[0].member[1] = (uint32_t)r->cohort.n;
}

static void group_of_one(struct round_record *r)
{
	r->plan.groups[0].size = 1;
}

static void trios_are_off(struct round_record *r)
{
	r->settings.trios = false;
}

static void lost(struct round_record *r)
{
	r->plan.n_waiting--;
}

static void lost_group(struct round_record *r)
{
	r->plan.n_groups--;
}

static void lost_behind_another(struct round_record *r)
{
	r->plan.waiting[1] = r->plan.waiting[0];
}

static void waits_with_a_group(struct round_record *r)
{
	r->plan.waiting[0] = r->plan.groups[0].member[0];
}

static void group_score(struct round_record *r)
{
	r->plan.groups[1].score += 10;
}

static void fact_behind_a_score(struct round_record *r)
{
	member(r, 0, 0)->profile.interests = "a thing that nobody else likes";
	member(r, 0, 0)->profile.place = "";
	member(r, 0, 0)->profile.availability = "";
	member(r, 0, 0)->profile.profession = "";
	member(r, 0, 0)->profile.seniority_step = 0;
}

static void raised_score(struct round_record *r)
{
	r->plan.proof.score += 10;
	r->plan.proof.given_up -= 10;
}

static void score_over_the_bound(struct round_record *r)
{
	r->plan.proof.bound -= 10;
	r->plan.proof.given_up -= 10;
}

static void raised_bound(struct round_record *r)
{
	r->plan.proof.bound += 10;
	r->plan.proof.given_up += 10;
}

static void bound_beyond_numbers(struct round_record *r)
{
	r->plan.proof.bound = INT64_MIN;
}

static void more_waits(struct round_record *r)
{
	r->plan.proof.waits_made_good++;
}

static void more_pairs(struct round_record *r)
{
	r->plan.proof.pairs++;
}

static void more_given_up(struct round_record *r)
{
	r->plan.proof.given_up++;
}

static void higher_ceiling(struct round_record *r)
{
	r->plan.proof.ceiling++;
}

static void not_optimal(struct round_record *r)
{
	r->plan.proof.optimal = false;
}

static void no_part(struct round_record *r)
{
	r->plan.witness.parts--;
}

static void wrong_between(struct round_record *r)
{
	r->plan.witness.between++;
}

/* Somebody between the parts becomes one whom the witness says nothing of. */
static void not_between(struct round_record *r)
{
	size_t v = 0;

	while (r->plan.witness.role[v] != WITNESS_BETWEEN)
		v++;
	r->plan.witness.role[v] = WITNESS_OUTSIDE;
}

/* Two of the parts are said to be one. */
static void merged_parts(struct round_record *r)
{
	for (size_t v = 0; v < r->cohort.n; v++)
		if (r->plan.witness.role[v] == WITNESS_PART + 1)
			r->plan.witness.role[v] = WITNESS_PART;
}

static void waiting_is_free(struct round_record *r)
{
	memset(r->plan.certificate.counted, false, r->cohort.n);
	forge(r);
}

/* Digits that outweigh each other, and whose sum is beyond all numbers. */
static void huge_digits(struct round_record *r)
{
	r->plan.certificate.digits =
		(struct digits){.left = INT64_MAX,
				.place = INT64_MAX / 1000,
				.wait = INT64_MAX / 1000000};
}

struct change {
	const char *name;
	enum record_kind kind;
	void (*change)(struct round_record *record);
	const char *said; /* part of the error */
};

static const struct change changes[] = {
	{"same sector", EVEN, one_sector, "same part of the system"},
	{"same sector", TRIO, one_sector_in_trio, "same part of the system"},
	{"employer", EVEN, one_organisation, "same organisation"},
	{"its name", EVEN, one_organisation_by_name, "same organisation"},
	{"relaxed", EVEN, one_organisation_relaxed, "same organisation"},
	{"not marked", RELAXED, not_marked, "same part of the system"},
	{"not marked", RELAXED_TRIO, not_marked, "same part of the system"},
	{"marked", RELAXED, marked_without_need, "different parts"},
	{"marked", RELAXED_TRIO, marked_without_need, "different parts"},
	{"marked", EVEN, marked_without_need, "nothing was allowed"},
	{"not allowed", RELAXED, not_allowed, "nothing was allowed"},
	{"relaxed - 1", RELAXED, fewer_relaxed, "not proven"},
	{"relaxed + 1", RELAXED, more_relaxed, "not proven"},
	{"relaxed - 1", RELAXED_TRIO, fewer_relaxed, "not proven"},
	{"relaxed + 1", RELAXED_TRIO, more_relaxed, "not proven"},
	{"other waits", RELAXED, other_waits, "not proven"},
	{"other waits", RELAXED_TRIO, other_waits, "not proven"},
	{"not optimal", RELAXED, not_optimal, "not proven"},
	{"not optimal", RELAXED_TRIO, not_optimal, "not proven"},
	{"relaxing is free", RELAXED, relaxing_is_free, "digit"},
	{"a digit", EVEN, a_digit_for_nothing, "digit"},
	{"met before", RELAXED, met_before, "had met before"},
	{"employer", RELAXED, one_organisation, "same organisation"},
	{"met before", EVEN, met_before, "had met before"},
	{"excluded", EVEN, excluded, "kept apart by an exclusion"},
	{"two groups", EVEN, in_two_groups, "two groups"},
	{"twice", EVEN, twice_in_a_group, "two groups"},
	{"nobody", EVEN, not_in_the_cohort, "none that exists"},
	{"alone", EVEN, group_of_one, "has 1 people"},
	{"trios are off", TRIO, trios_are_off, "is a trio"},
	{"lost", MAJORITY, lost, "1 people are lost"},
	{"two lost", EVEN, lost_group, "2 people are lost"},
	{"lost, hidden", MAJORITY, lost_behind_another, "listed twice"},
	{"waits, placed", MAJORITY, waits_with_a_group, "who has a group"},
	{"group score", EVEN, group_score, "group 2 scores"},
	{"a fact", EVEN, fact_behind_a_score, "group 1 scores"},
	{"raised score", EVEN, raised_score, "do not add up"},
	{"over the bound", EVEN, score_over_the_bound, "do not add up"},
	{"raised bound", EVEN, raised_bound, "not proven"},
	{"raised bound", TRIO, raised_bound, "certificate does not hold"},
	{"bound", EVEN, bound_beyond_numbers, "do not add up"},
	{"waits", MAJORITY, more_waits, "do not add up"},
	{"pairs", EVEN, more_pairs, "do not add up"},
	{"given up", EVEN, more_given_up, "do not add up"},
	{"ceiling", EVEN, higher_ceiling, "not proven"},
	{"not optimal", EVEN, not_optimal, "not proven"},
	{"no part", ODD_WAITS, no_part, "explain every wait"},
	{"between", MAJORITY, wrong_between, "explain every wait"},
	{"not between", MAJORITY, not_between, "leaves a pair out"},
	{"merged parts", MAJORITY, merged_parts, "part of the witness is even"},
	{"free", MAJORITY, waiting_is_free, "waiting does not count"},
	{"free", ODD_WAITS, waiting_is_free, "waiting does not count"},
	{"huge digits", EVEN, huge_digits, "digit"},
};

static void assert_found(const struct round_record *record, const char *name,
			 const char *said)
{
	struct c5_error err = {0};

	if (audit_round(record, &err) != C5_NO || !strstr(err.text, said))
		fail_msg("%s: \"%s\" is not: %s", name, said, err.text);
}

static void test_every_change_is_found(void **test)
{
	(void)test;
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		struct round_record record;

		draw_record(&record, changes[i].kind);
		changes[i].change(&record);
		assert_found(&record, changes[i].name, changes[i].said);
		round_record_release(&record);
	}
}

/* The rules of a round in which somebody was erased can still be checked. */
static void test_an_erased_participant(void **test)
{
	struct round_record record;

	(void)test;
	draw_record(&record, EVEN);
	assert_true(audit_is_verifiable(&record));
	member(&record, 0, 0)->erased = true;
	member(&record, 0, 0)->profile = profile_empty;
	assert_false(audit_is_verifiable(&record));
	/* Neither scores nor proof can be read again. */
	record.plan.groups[0].score += 10;
	record.plan.proof.bound += 10;
	assert_int_equal(audit_round(&record, NULL), C5_OK);
	list_first_pair(&record, &record.cohort.connected);
	assert_found(&record, "erased", "had met before");
	record.cohort.connected.count = 0;
	member(&record, 1, 0)->profile.sector =
		member(&record, 1, 1)->profile.sector;
	assert_found(&record, "erased", "same part of the system");
	round_record_release(&record);
	/* Two who were erased are not of one sector for having none. */
	draw_record(&record, EVEN);
	for (unsigned i = 0; i < 2; i++) {
		member(&record, 0, i)->erased = true;
		member(&record, 0, i)->profile = profile_empty;
	}
	assert_int_equal(audit_round(&record, NULL), C5_OK);
	round_record_release(&record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good_records_pass),
		cmocka_unit_test(test_every_change_is_found),
		cmocka_unit_test(test_an_erased_participant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
