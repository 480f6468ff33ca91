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
};

/* What only looks like a yes or a no is neither. */
static const char *const uncertain[] = {
	"maybe",
	"yes and no",
	"Yes, but they did not come",
	"Yes, we will",
	"No problem, we met",
	"No, but we will",
	"No - we had met already",
	"yesterday",
	"noon",
	"Nottingham",
	"met no one",
	"2",
	"yes/no",
};

static void test_words(void **state)
{
	enum outcome outcome;

	(void)state;
	for (size_t i = 0; i < sizeof(certain) / sizeof(*certain); i++)
		if (!outcome_read(&outcome, certain[i].text) ||
		    outcome != certain[i].outcome)
			fail_msg("'%s' is %s", certain[i].text,
				 outcome_name(outcome));
	for (size_t i = 0; i < sizeof(uncertain) / sizeof(*uncertain); i++)
		if (outcome_read(&outcome, uncertain[i]))
			fail_msg("'%s' is %s", uncertain[i],
				 outcome_name(outcome));
}

/* The names of `export history` come in again. */
static void test_names(void **state)
{
	enum outcome outcome;

	(void)state;
	for (enum outcome i = OUTCOME_UNKNOWN; i <= OUTCOME_NOT_MET; i++) {
		assert_true(outcome_read(&outcome, outcome_name(i)));
		assert_int_equal(outcome, i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
