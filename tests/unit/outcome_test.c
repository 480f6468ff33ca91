#include "prelude.h"

#include "connect5/outcome.h"

static const struct {
	const char *text;
	enum outcome outcome;
} certain[] = {
	{"yes", OUTCOME_MET},
	{"YES;", OUTCOME_MET},
	{" Y ", OUTCOME_MET},
	{"TRUE", OUTCOME_MET},
	{"1", OUTCOME_MET},
	{"Met", OUTCOME_MET},
	{"We met!", OUTCOME_MET},
	{"We\xE2\x80\x99ve met", OUTCOME_MET},
	{"Yes, online", OUTCOME_MET},
	{"Yes - in person", OUTCOME_MET},
	{"no", OUTCOME_NOT_MET},
	{"N", OUTCOME_NOT_MET},
	{"False", OUTCOME_NOT_MET},
	{"0", OUTCOME_NOT_MET},
	{"not met", OUTCOME_NOT_MET},
	{"Didn't meet", OUTCOME_NOT_MET},
	{"We didn\xE2\x80\x99t meet", OUTCOME_NOT_MET},
	{"Did not meet.", OUTCOME_NOT_MET},
	{"No, they were on leave", OUTCOME_NOT_MET},
	{"", OUTCOME_UNKNOWN},
	{" \t", OUTCOME_UNKNOWN},
	{"-", OUTCOME_UNKNOWN},
	{"?", OUTCOME_UNKNOWN},
	{"unknown", OUTCOME_UNKNOWN},
	{"Don't know", OUTCOME_UNKNOWN},
	{"N/A", OUTCOME_UNKNOWN},
	{"Not yet", OUTCOME_UNKNOWN},
	{"No, not yet", OUTCOME_UNKNOWN},
	{"We haven't met yet", OUTCOME_UNKNOWN},
	{"replaced", OUTCOME_UNKNOWN},
	{"Yep", OUTCOME_MET},
	{"We did", OUTCOME_MET},
	{"We did!", OUTCOME_MET},
	{"We met online", OUTCOME_MET},
	{"Yes, but not in person", OUTCOME_MET},
	{"yes (online)", OUTCOME_MET},
	{"Yes, but only briefly, over Teams", OUTCOME_MET},
	{"Yes, not in person but on Zoom", OUTCOME_MET},
	{"Yes, as planned", OUTCOME_MET},
	{"Yes, it was good", OUTCOME_MET},
	{"Nope", OUTCOME_NOT_MET},
	{"Nope, no reply", OUTCOME_NOT_MET},
	{"not really", OUTCOME_NOT_MET},
	{"No, not really", OUTCOME_NOT_MET},
	{"Unfortunately not", OUTCOME_NOT_MET},
	{"No time", OUTCOME_NOT_MET},
	{"TBC", OUTCOME_UNKNOWN},
};

/* Meetings that have not been. */
static const char *const to_come[] = {
	"planned",
	"Planned for 12 January",
	"next week",
	"Next week!",
	"Yes - arranged for January",
	"Yes, next week",
	"Yes - we have booked a call",
	"No, but booked for Monday",
	"Not yet, but it's in the diary",
	"Not yet - scheduled for 4/1",
	"We're meeting on Friday",
	"Yes, we will",
	"No, but we will",
	"Postponed",
	"tomorrow",
	"Coffee planned",
};

/* What only looks like a yes or a no is neither. */
static const char *const uncertain[] = {
	"maybe",
	"yes and no",
	"Yes, but they did not come",
	"No problem, we met",
	"No - we had met already",
	"yesterday",
	"noon",
	"Nottingham",
	"met no one",
	"2",
	"yes/no",
	"Yes, planned but cancelled",
	"No, we had planned to but they were ill",
	"No, nothing planned",
	"Booked, then cancelled",
	"We will not",
	"Yes, we arranged it and had a chat",
	"Yes, tried",
	"Yes, hopefully",
	"We did try",
	"We met our targets",
	"Yes, but it was cancelled",
	"Yes, but briefly, then cancelled",
	"Not really, but we wrote",
	"as soon as we can",
	"sort of",
	"half",
};

static void test_words(void **state)
{
	enum outcome outcome;
	bool coming;

	(void)state;
	for (size_t i = 0; i < sizeof(certain) / sizeof(*certain); i++)
		if (!outcome_read(&outcome, &coming, certain[i].text) ||
		    outcome != certain[i].outcome || coming)
			fail_msg("'%s' is %s", certain[i].text,
				 outcome_name(outcome));
	for (size_t i = 0; i < sizeof(to_come) / sizeof(*to_come); i++)
		if (!outcome_read(&outcome, &coming, to_come[i]) ||
		    outcome != OUTCOME_UNKNOWN || !coming)
			fail_msg("'%s' is %s", to_come[i],
				 outcome_name(outcome));
	for (size_t i = 0; i < sizeof(uncertain) / sizeof(*uncertain); i++)
		if (outcome_read(&outcome, &coming, uncertain[i]))
			fail_msg("'%s' is %s", uncertain[i],
				 outcome_name(outcome));
}

/* The names of `export history` come in again. */
static void test_names(void **state)
{
	enum outcome outcome;
	bool coming;

	(void)state;
	for (enum outcome i = OUTCOME_UNKNOWN; i <= OUTCOME_NOT_MET; i++) {
		assert_true(outcome_read(&outcome, &coming, outcome_name(i)));
		assert_int_equal(outcome, i);
	}
}

static void test_join(void **state)
{
	enum outcome unknown = OUTCOME_UNKNOWN, met = OUTCOME_MET;

	(void)state;
	assert_int_equal(outcome_join(unknown, unknown), unknown);
	for (enum outcome i = OUTCOME_UNKNOWN; i <= OUTCOME_NOT_MET; i++) {
		assert_int_equal(outcome_join(unknown, i), i);
		assert_int_equal(outcome_join(i, unknown), i);
		assert_int_equal(outcome_join(i, met), met);
		assert_int_equal(outcome_join(met, i), met);
		assert_int_equal(outcome_join(i, i), i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_join),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
