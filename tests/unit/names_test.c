/* names_differ(): when two names cannot be one person's. */
#include "prelude.h"

#include <string.h>

#include "connect5/form.h"

static const struct {
	const char *a, *b;
	bool differ;
} names[] = {
	/* one person */
	{"Ann Bell", "Ann Bell", false},
	{"Ann Bell", "ANN BELL", false},
	{"Zo\u00EB O\u2019Brien", "Zoe O'Brien", false},
	{"Zo\u00EB O\u2019Brien", "zoe obrien", false},
	{"Zoe O Brien", "Zoe O'Brien", false},
	{"Bell, Ann", "Ann Bell", false},
	{"Dr Ann Bell", "Ann Bell", false},
	{"Prof. Ann Bell", "Mrs Ann Bell", false},
	{"A. Bell", "Ann Bell", false},
	{"A B", "Ann Bell", false},
	{"Ann", "Ann Bell", false},
	{"Ann Marie Bell", "Ann Bell", false},
	{"Ann Bell", "Ann Carew", false}, /* married */
	{"Ann Bell", "Ann Bell-Carew", false},
	{"Rob Smith", "Robert Smith", false},
	{"Bill Smith", "William Smith", false}, /* the surname is the same */
	{"Jean-Luc Picard", "Jean Luc Picard", false},
	{"F\u1ECDl\u00E1k\u1EB9\u0301 Ad\u00E9\u1E63\u00EDn\u00E0",
	 "Folake Adesina", false},
	{"Pawe\u0142 Nowak", "Pawel Nowak", false},
	{"Mohammed Ali", "Muhammad Ali", false},
	{"Jonathn Bell", "Jonathan Carew", false}, /* a slip, and married */
	{"Nguy\u1EC5n Th\u1ECB H\u1EA1nh", "Hanh Nguyen", false},
	{"Priya", "P", false},
	{"", "Ann Bell", false},
	{"", "", false},
	{"Dr", "Ann Bell", false}, /* says nothing */
	/* two */
	{"Ann Bell", "Bob Carew", true},
	{"Zo\u00EB O\u2019Brien", "Se\u00E1n \u00D3 Briain", true},
	{"Ann", "Bob", true},
	{"Ann", "Bob Carew", true},
	{"Ann Marie Bell", "Ann Louise Carew", true},
	{"J Smith", "Karen Brown", true},
	{"J Smith", "John Brown", true}, /* an initial is no likeness */
	{"Priya Shah", "Ama Mensah", true},
	{"Mr Bell", "Mr Carew", true},
	{"\u674E\u660E", "\u738B\u82B3", true},
};

static void test_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		bool there = names_differ(names[i].a, names[i].b);
		bool back = names_differ(names[i].b, names[i].a);

		if (there != names[i].differ || back != names[i].differ)
			fail_msg("'%s' and '%s': %d, %d", names[i].a,
				 names[i].b, there, back);
	}
}

/* However long a name is, it is compared in bounded time and memory. */
static void test_long_names(void **state)
{
	char a[4000], b[4000];

	(void)state;
	for (size_t i = 0; i < sizeof(a) - 1; i++) {
		a[i] = i % 5 == 4 ? ' ' : 'a';
		b[i] = i % 5 == 4 ? ' ' : 'b';
	}
	a[sizeof(a) - 1] = b[sizeof(b) - 1] = '\0';
	assert_false(names_differ(a, a));
	assert_true(names_differ(a, b));
	memset(a, 'a', sizeof(a) - 1);
	memset(b, 'b', sizeof(b) - 1);
	assert_false(names_differ(a, a));
	assert_true(names_differ(a, b));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_long_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
