/* text.h: folding, cleaning, addresses, what a terminal gets, distances. */
#include "prelude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/random.h"
#include "connect5/text.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static void test_is_utf8(void **state)
{
	static const struct {
		const char *bytes;
		size_t length, good;
	} table[] = {
		{"", 0, 0},
		{"abc", 3, 3},
		{"Zo\xC3\xAB", 4, 4},
		{"\xF0\x9F\x98\x80", 4, 4},
		{"a\0b", 3, 1},		/* NUL */
		{"a\xE9z", 3, 1},	/* Windows-1252 */
		{"a\xC3", 2, 1},	/* cut */
		{"\xC0\x80", 2, 0},	/* overlong NUL */
		{"\xED\xA0\x80", 3, 0}, /* a surrogate */
		{"\xF5\x80\x80\x80", 4, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		size_t offset = 99;
		bool good =
			text_is_utf8(table[i].bytes, table[i].length, &offset);

		assert_int_equal(good, table[i].good == table[i].length);
		assert_int_equal(offset, table[i].good);
	}
}

/* A function that appends to a buffer, checked against what is expected. */
static void check_append(void (*function)(struct buffer *, const char *),
			 const char *text, const char *expected)
{
	struct buffer out = BUFFER_INIT;

	function(&out, text);
	assert_false(out.failed);
	assert_string_equal(out.text, expected);
	buffer_release(&out);
}

static void test_fold(void **state)
{
	static const char *const table[][2] = {
		{"", ""},
		{"  ", ""},
		{"-.'", ""},
		{"E-mail", "email"},
		{"E\u2011mail", "email"}, /* non-breaking hyphen */
		{"Guy\u2019s & St-Thomas'", "guys and stthomas"},
		{"R&D", "r and d"},
		{"& more", "and more"},
		{"salt &", "salt and"},
		{"  Your   full name ", "your full name"},
		{"Your\u00A0full\u2003name", "your full name"},
		{"Borough(s)", "borough s"},
		{"N.H.S.", "nhs"},
		{"a/b, c; d: e", "a b c d e"},
		{"STRASSE", "strasse"},
		{"stra\u00DFe", "strasse"},
		{"\u00C9COLE", "\u00E9cole"},
		{"E\u0301COLE", "\u00E9cole"}, /* NFD */
		{"a\u200Bb", "a b"},	       /* zero width space */
		{"co\u00ADop", "coop"},	       /* soft hyphen */
		{"\u00BFOrganizaci\u00F3n?", "organizaci\u00F3n"},
		{"Attendee #", "attendee"},
		{"\uFF1DSUM", "sum"},
		{"line\r\nbreak\ttab", "line break tab"},
		{"\u0130stanbul", "i\u0307stanbul"},
		{"\u674E \u5C0F\u660E", "\u674E \u5C0F\u660E"},
		{"3\u00BD days", "3\u00BD days"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++)
		check_append(text_fold, table[i][0], table[i][1]);
}

/* Does a text fold the same by the quick way and by Unicode's? */
static void check_fold_alike(const char *text)
{
	struct buffer plain = BUFFER_INIT, wide = BUFFER_INIT;
	char longer[16];

	/* U+00BF folds to nothing and is not plain. */
	snprintf(longer, sizeof(longer), "%s\u00BF", text);
	text_fold(&plain, text);
	text_fold(&wide, longer);
	assert_string_equal(plain.text, wide.text);
	buffer_release(&plain);
	buffer_release(&wide);
}

/* Plain text takes a way of its own: it must lead to the same place. */
static void test_fold_agrees_with_itself(void **state)
{
	static const char *const marks[] = {"\u2013", "\u2014", "\u2018",
					    "\u2019", "\u201C", "\u201D"};
	char text[8];

	(void)state;
	for (char a = 1; a < 127; a++) {
		for (char b = 1; b < 127; b++) {
			snprintf(text, sizeof(text), "%c%c", a, b);
			check_fold_alike(text);
		}
		for (size_t i = 0; i < COUNT(marks); i++) {
			snprintf(text, sizeof(text), "%c%sz", a, marks[i]);
			check_fold_alike(text);
		}
	}
}

static void test_fold_long(void **state)
{
	struct buffer text = BUFFER_INIT, fold = BUFFER_INIT;

	(void)state;
	for (int i = 0; i < 200; i++)
		buffer_puts(&text, "A & B, ");
	text_fold(&fold, text.text);
	assert_int_equal(fold.length, 200 * 8 - 1);
	assert_memory_equal(fold.text, "a and b a and b", 15);
	buffer_cut(&text, 0);
	text_fold(&text, fold.text);
	assert_string_equal(text.text, fold.text);
	buffer_release(&text);
	buffer_release(&fold);
}

static void test_plain(void **state)
{
	static const char *const table[][2] = {
		{"Zo\u00EB O\u2019Brien", "zoe obrien"},
		{"F\u1ECDl\u00E1k\u1EB9\u0301", "folake"},
		{"Nguy\u1EC5n Th\u1ECB H\u1EA1nh", "nguyen thi hanh"},
		{"Ann", "ann"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++)
		check_append(text_plain, table[i][0], table[i][1]);
}

static void test_compare(void **state)
{
	(void)state;
	assert_int_equal(text_compare("Ann", "Ann"), 0);
	assert_true(text_compare("ann", "Bob") < 0);
	assert_true(text_compare("Bob", "ann") > 0);
	assert_true(text_compare("Ann", "ann") < 0); /* then by bytes */
	assert_true(text_compare("\u00C9a", "\u00E9b") < 0);
}

static void test_line(void **state)
{
	static const struct {
		const char *text, *line;
		bool mended;
	} table[] = {
		{"", "", false},
		{"  Ann  Bell ", "Ann  Bell", false},
		{"\u00A0Ann\u00A0", "Ann", false},
		{"\u200BAnn\uFEFF", "Ann", false},
		{"Ann\nBell", "Ann Bell", true},
		{"Ann\r\nBell", "Ann Bell", true},
		{"Ann \n  Bell", "Ann Bell", true},
		{"Ann\tBell", "Ann Bell", true},
		{"Ann\x1B[31mBell", "Ann [31mBell", true},
		{"Ann\u2028Bell", "Ann Bell", true},
		{"Ann\n", "Ann", false}, /* not from inside */
		{"Zoe\u0308", "Zo\u00EB", false},
		{"=SUM(A1)", "=SUM(A1)", false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct buffer out = BUFFER_INIT;

		assert_int_equal(text_line(&out, table[i].text),
				 table[i].mended);
		assert_string_equal(out.text, table[i].line);
		buffer_release(&out);
	}
}

static void test_paragraph(void **state)
{
	static const struct {
		const char *text, *paragraph;
		bool mended;
	} table[] = {
		{"one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour", false},
		{" one\n\n", "one", false},
		{"one\ttwo", "one\ttwo", false},
		{"one\x07two", "onetwo", true},
		{"one\vtwo", "one\ntwo", false}, /* from Word */
		{"one\u2028two\u2029three", "one\ntwo\nthree", false},
		{"caf\u00E9\xC2\x85"
		 "bar",
		 "caf\u00E9\nbar", false},
		{"plain", "plain", false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct buffer out = BUFFER_INIT;

		assert_int_equal(text_paragraph(&out, table[i].text),
				 table[i].mended);
		assert_string_equal(out.text, table[i].paragraph);
		buffer_release(&out);
	}
}

static void test_email(void **state)
{
	static const char *const table[][2] = {
		{" SEAN@Example.org\u00A0", "sean@example.org"},
		{"\uFEFFann@example.org", "ann@example.org"},
		{"Ren\u00C9@example.org", "ren\u00E9@example.org"},
		{"rene\u0301@example.org", "ren\u00E9@example.org"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++)
		check_append(text_email, table[i][0], table[i][1]);
}

static void test_is_email(void **state)
{
	static const char *const good[] = {
		"a@b.c", "ann.o'brien+x@nhs.example.org",
		"ren\u00E9@example.org", "a@b-c.example"};
	static const char *const bad[] = {"",
					  "ann",
					  "@b.org",
					  "ann@",
					  "ann@b",
					  "ann@.org",
					  "ann@b.",
					  "ann@b..org",
					  "a b@c.org",
					  "a@b@c.org",
					  "a@b.org;",
					  "a,b@c.org",
					  "<a@b.org>",
					  "\"a\"@b.org",
					  "a@b.org\n",
					  "a\u00A0@b.org",
					  "a\u200B@b.org",
					  "anonymous",
					  "a:b@c.org",
					  "(a)@b.org"};
	char local[300];

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++)
		assert_true(text_is_email(good[i]));
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(text_is_email(bad[i]));
	memset(local, 'a', sizeof(local));
	memcpy(local + 64, "@b.org", 7);
	assert_true(text_is_email(local));
	memset(local, 'a', sizeof(local));
	memcpy(local + 65, "@b.org", 7);
	assert_false(text_is_email(local));
	memset(local, 'a', sizeof(local));
	local[10] = '@';
	memcpy(local + 250, ".org", 5);
	assert_true(text_is_email(local));
	memcpy(local + 251, ".org", 5);
	assert_false(text_is_email(local));
}

static void test_visible(void **state)
{
	/* Spelled out: a literal would itself mislead whoever reads it. */
	static const char override[] = {'a',	    (char)0xE2, (char)0x80,
					(char)0xAE, 'b',	'\0'};
	static const char *const table[][2] = {
		{"Ann", "Ann"},
		{"a\x1B[31m", "a<U+001B>[31m"},
		{override, "a<U+202E>b"},
		{"a\nb", "a<U+000A>b"},
		{"\u200B", "<U+200B>"},
		{"caf\xE9.csv", "caf<E9>.csv"},
		{"\xE2\x80", "<E2><80>"},
		{"\xC2\x85", "<U+0085>"},
		{"Zo\u00EB \U0001F600", "Zo\u00EB \U0001F600"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++)
		check_append(text_visible, table[i][0], table[i][1]);
}

/* What joins or marks letters stays, what reaches beyond the text does not. */
static void test_on_page(void **state)
{
	/* An embedding and an isolate, spelled out as above. */
	static const char turned[] = {'\xe2', '\x80', '\xaa', 'a',
				      '\xe2', '\x81', '\xa9', '\0'};
	/* A right-to-left mark. */
	static const char marked[] = {'a', '\xe2', '\x80', '\x8f', '\0'};
	static const char *const table[][2] = {
		{"", ""},
		{"Zo\u00EB <&> \U0001F600", "Zo\u00EB <&> \U0001F600"},
		{"a\x1B[31m\x7F", "a<U+001B>[31m<U+007F>"},
		{"a\r\nb\u2028", "a<U+000D><U+000A>b<U+2028>"},
		{turned, "<U+202A>a<U+2069>"},
		{marked, marked},
		{"a\u200D\u200B\u00AD", "a\u200D\u200B\u00AD"},
		{"\uFFFE \U0001FFFF \uFDD0", "<U+FFFE> <U+1FFFF> <U+FDD0>"},
		{"\U000FFFD0", "\U000FFFD0"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++)
		check_append(text_on_page, table[i][0], table[i][1]);
}

/* The same value, in which a terminal finds nothing to obey. */
static void test_json(void **state)
{
	/* An override and an isolate, in quotes. */
	static const char turned[] = {'"',    'a', '\xe2', '\x80',
				      '\xae', 'b', '\xe2', '\x81',
				      '\xa6', '"', '\0'};
	static const char *const table[][2] = {
		{"", ""},
		{"{\"a\":\"Zo\u00EB \u674E\"}\n",
		 "{\"a\":\"Zo\u00EB \u674E\"}\n"},
		{"\"\\u001b[31m\"", "\"\\u001b[31m\""},
		{turned, "\"a\\u202Eb\\u2066\""},
		{"\u2028\x7F\xC2\x9B!", "\\u2028\\u007F\\u009B!"},
		{"\U0001F469\u200D", "\U0001F469\\u200D"},
		{"\U000E0041x", "\\uDB40\\uDC41x"},
		{"\U0010FFFD", "\\uDBFF\\uDFFD"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++)
		check_append(text_json, table[i][0], table[i][1]);
}

static void test_width_and_cell(void **state)
{
	static const struct {
		const char *text;
		size_t columns;
		const char *cell;
	} table[] = {
		{"Ann", 5, "Ann  "},
		{"Ann", 3, "Ann"},
		{"Annabel", 4, "Ann\u2026"},
		{"Zo\u00EB", 4, "Zo\u00EB "},
		{"\u674E\u660E", 3, "\u674E\u2026"},
		{"\u674E\u660E", 4, "\u674E\u660E"},
		{"a\nb", 4, "a\u2026  "},
		{"", 2, "  "},
		{"caf\xE9", 8, "caf<E9> "},
	};

	(void)state;
	assert_int_equal(text_width("Zo\u00EB"), 3);
	assert_int_equal(text_width("\u674E"), 2);
	assert_int_equal(text_width("e\u0301"), 1);
	assert_int_equal(text_width("\x1B"), 8);
	for (size_t i = 0; i < COUNT(table); i++) {
		struct buffer out = BUFFER_INIT;

		text_cell(&out, table[i].text, table[i].columns);
		assert_string_equal(out.text, table[i].cell);
		buffer_release(&out);
	}
}

static void test_distance(void **state)
{
	static const struct {
		const char *a, *b;
		size_t cap, distance;
	} table[] = {
		{"", "", 3, 0},
		{"acute", "acute", 3, 0},
		{"acute", "actue", 3, 1}, /* neighbours changed places */
		{"acute", "acut", 3, 1},
		{"acute", "acutes", 3, 1},
		{"acute", "azute", 3, 1},
		{"hopsital", "hospital", 3, 1},
		{"kitten", "sitting", 9, 3},
		{"kitten", "sitting", 2, 2}, /* capped */
		{"abc", "", 9, 3},
		{"", "abc", 2, 2},
		{"zo\u00EB", "zoe", 3, 1}, /* by character, not by byte */
		{"ca", "abc", 9, 3},	   /* optimal string alignment */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++)
		assert_int_equal(
			text_distance(table[i].a, table[i].b, table[i].cap),
			table[i].distance);
}

/* The whole table, without the shortcuts, to compare with. */
static size_t slow_distance(const char *a, const char *b)
{
	size_t m = strlen(a), n = strlen(b), d[12][12];

	for (size_t i = 0; i <= m; i++)
		for (size_t j = 0; j <= n; j++) {
			if (!i || !j) {
				d[i][j] = i + j;
				continue;
			}
			size_t best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			if (d[i - 1][j] + 1 < best)
				best = d[i - 1][j] + 1;
			if (d[i][j - 1] + 1 < best)
				best = d[i][j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
				best = d[i - 2][j - 2] + 1;
			d[i][j] = best;
		}
	return d[m][n];
}

static void test_distance_agrees(void **state)
{
	uint64_t stream = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char words[2][12] = {"", ""};

		for (int k = 0; k < 2; k++) {
			size_t length = random_below(&stream, 11);

			for (size_t i = 0; i < length; i++)
				words[k][i] =
					(char)('a' + random_below(&stream, 3));
		}
		size_t expected = slow_distance(words[0], words[1]);
		size_t cap = 1 + random_below(&stream, 12);

		if (expected > cap)
			expected = cap;
		assert_int_equal(text_distance(words[0], words[1], cap),
				 expected);
	}
}

/* Two cells of a megabyte: not a matter of hours. */
static void test_distance_long(void **state)
{
	enum { LENGTH = 1024 * 1024 };
	char *a = malloc(LENGTH + 1), *b = malloc(LENGTH + 1);

	(void)state;
	memset(a, 'a', LENGTH);
	memset(b, 'b', LENGTH);
	a[LENGTH] = b[LENGTH] = '\0';
	assert_int_equal(text_distance(a, b, 4), 4);
	memset(b, 'a', LENGTH);
	b[77] = 'x';
	b[LENGTH - 9] = 'y';
	assert_int_equal(text_distance(a, b, 4), 2);
	free(a);
	free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_is_utf8),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_fold_agrees_with_itself),
		cmocka_unit_test(test_fold_long),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_paragraph),
		cmocka_unit_test(test_email),
		cmocka_unit_test(test_is_email),
		cmocka_unit_test(test_visible),
		cmocka_unit_test(test_on_page),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_width_and_cell),
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_distance_agrees),
		cmocka_unit_test(test_distance_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
