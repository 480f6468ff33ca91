/* Templates: what is refused and where, and what values become. */
#include "prelude.h"

#include <string.h>

#include "connect5/random.h"
#include "connect5/template.h"

#define HEAD "Subject: x\n\n"

/* ---- What is refused, and where --------------------------------------------
 */

static const struct {
	enum letter letter;
	const char *text;
	size_t line;
	const char *says; /* NULL: nothing is wrong */
} rows[] = {
	{LETTER_MATCH, HEAD "Dear {{first_names}}\n", 0, NULL},
	{LETTER_MATCH, "\xEF\xBB\xBFSUBJECT: x\r\n\r\nHello\r\n", 0, NULL},
	{LETTER_MATCH, "subject: {{month}}\r\rHello", 0, NULL},
	{LETTER_MATCH, HEAD "a { b } }} {x} {{ month }}", 0, NULL},
	{LETTER_WAITING, HEAD "{{reason}} {{next}}", 0, NULL},
	{LETTER_REPAIR, HEAD "{{reason}} {{before}} {{when}}", 0, NULL},
	{LETTER_MATCH, "", 1, "column 1: the first line has to be the subject"},
	{LETTER_MATCH, "Hello\n\nyou\n", 1, "column 1: the first line"},
	{LETTER_MATCH, "Subject:  \n\nyou\n", 1,
	 "column 11: the subject is empty"},
	{LETTER_MATCH, "Subject: x", 1, "column 1: no text follows"},
	{LETTER_MATCH, HEAD "\n \n", 4, "column 1: no text follows"},
	{LETTER_MATCH, "Subject: x\nyou\n", 2, "column 1: an empty line"},
	{LETTER_MATCH, HEAD "Dear {{first_name}}\n", 3,
	 "column 6: there is no {{first_name}} in a match letter (did you mean "
	 "{{first_names}}?): it has programme, month, theme, lens, prompts, "
	 "first_names, people, shared_interests, when, organiser and "
	 "organiser_email"},
	{LETTER_MATCH, HEAD "\n\xC3\xA9\xC3\xA9 {{reason}}\n", 4,
	 "column 4: there is no {{reason}} in a match letter: it has"},
	{LETTER_WAITING, HEAD "{{people}}\n", 3, "column 1: there is no"},
	{LETTER_FEEDBACK, HEAD "{{when}}\n", 3, "column 1: there is no"},
	{LETTER_MATCH, "Subject: {{colour}}\n\nx\n", 1,
	 "column 10: there is no {{colour}}"},
	{LETTER_MATCH, HEAD "{{mo nth}}\n", 3, "there is no {{mo nth}}"},
	{LETTER_MATCH, HEAD "{{}}\n", 3, "column 1: there is no {{}}"},
	{LETTER_MATCH, HEAD "- {{People}}\n", 3,
	 "column 3: there is no {{People}} in a match letter (did you mean "
	 "{{people}}?)"},
	{LETTER_MATCH, HEAD "a {{month\n}}\n", 3,
	 "column 3: this {{ is not closed"},
	{LETTER_MATCH, HEAD "{{month}} {{", 3, "column 11: this {{"},
	{LETTER_MATCH, HEAD "a\xFF\n", 3, "column 2: this is not UTF-8"},
	{LETTER_MATCH, HEAD "a\x1B[31m\n", 3, "column 2: an invisible control"},
	{LETTER_MATCH, HEAD "\xC3\xA9\xE2\x80\xAEx\n", 3,
	 "column 2: an invisible control"},
};
enum { ROWS = sizeof(rows) / sizeof(*rows) };

static struct template_source source_of(enum letter letter, const char *text)
{
	return (struct template_source){letter, "t.txt", text, strlen(text)};
}

static void what_is_wrong_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS; i++) {
		struct template_source source =
			source_of(rows[i].letter, rows[i].text);
		struct buffer text = BUFFER_INIT;
		struct c5_error err = {0};
		enum c5_status status = template_read(&text, &source, &err);

		if (!rows[i].says) {
			assert_int_equal(status, C5_OK);
			assert_null(strchr(text.text, '\r'));
			assert_int_equal(text.text[text.length - 1], '\n');
		} else {
			assert_int_equal(status, C5_DATA);
			assert_string_equal(err.file, "t.txt");
			assert_int_equal(err.line, rows[i].line);
			if (!strstr(err.text, rows[i].says))
				fail_msg("%zu: %s", i, err.text);
			assert_int_equal(text.length, 0);
		}
		buffer_release(&text);
	}
}

static void nul_and_length(void **state)
{
	static char long_text[TEMPLATE_MOST_BYTES + 2] = HEAD;
	struct template_source source = {LETTER_MATCH, "t.txt", "Subject: x\0y",
					 12};
	struct buffer text = BUFFER_INIT;
	struct c5_error err;

	(void)state;
	assert_int_equal(template_read(&text, &source, &err), C5_DATA);
	assert_non_null(strstr(err.text, "column 11: this is not UTF-8"));
	memset(long_text + strlen(HEAD), 'x',
	       TEMPLATE_MOST_BYTES - strlen(HEAD));
	source = source_of(LETTER_MATCH, long_text);
	assert_int_equal(template_read(&text, &source, &err), C5_OK);
	long_text[TEMPLATE_MOST_BYTES] = 'x';
	source = source_of(LETTER_MATCH, long_text);
	assert_int_equal(template_read(&text, &source, &err), C5_DATA);
	assert_non_null(strstr(err.text, "at most 16384 bytes"));
	buffer_release(&text);
}

/* ---- What values become
 * ------------------------------------------------------- */

struct filled {
	const char *text, *subject, *lines;
};

static const struct filled fillings[] = {
	{"Subject: {{programme}}: {{month}}\n\nDear {{first_names}},\nhello\n",
	 "Five <&>: {{theme}}", ".Dear Ann and Bob,\n.hello\n"},
	/* Several values: a list on a line of its own, joined elsewhere. */
	{HEAD "You:\n{{people}}\n- {{ people }}\nSo {{people}}.\n", "x",
	 ".You:\n-Ann\n-Bob\n-Ann\n-Bob\n.So Ann; Bob.\n"},
	{HEAD "- a\n-b\n- {{month}}{{month}}\n", "x",
	 "-a\n.-b\n-{{theme}}{{theme}}\n"},
	/* What is empty takes its line, and its paragraph, with it. */
	{HEAD "{{month}}\nIn common: {{shared_interests}}.\nb\n", "x",
	 ".{{theme}}\n.b\n"},
	{HEAD "a\n\nIn common:\n{{shared_interests}}\n\nb\n", "x",
	 ".a\n \n.b\n"},
	{HEAD "{{shared_interests}}\n", "x", ""},
	{HEAD "{{shared_interests}} {{month}}\n", "x", ". {{theme}}\n"},
	{HEAD "{{shared_interests}}\n{{people}}\n", "x", "-Ann\n-Bob\n"},
	{HEAD "\n\n\na\n  \n\t\n\nb\n\n", "x", ".a\n \n.b\n"},
	{HEAD "a\tb {{when}}\n", "x", ".a b A B  C\n"},
};
enum { FILLINGS = sizeof(fillings) / sizeof(*fillings) };

static void give_values(struct template_values *values)
{
	/* Not as a text: it would turn the lines here too. */
	static const char override[] = {(char)0xE2, (char)0x80, (char)0xAE};

	template_values_init(values);
	buffer_puts(&values->value[PLACEHOLDER_PROGRAMME], "Five <&>");
	buffer_puts(&values->value[PLACEHOLDER_MONTH], "{{theme}}");
	buffer_puts(&values->value[PLACEHOLDER_THEME], "never");
	buffer_puts(&values->value[PLACEHOLDER_FIRST_NAMES], "Ann and Bob");
	buffer_puts(&values->value[PLACEHOLDER_PEOPLE], "Ann\nBob");
	/* A control, an override, a mark, two separators. */
	buffer_puts(&values->value[PLACEHOLDER_WHEN], "A\x1B");
	buffer_add(&values->value[PLACEHOLDER_WHEN], override, 3);
	buffer_puts(&values->value[PLACEHOLDER_WHEN], "B\xE2\x80\x8F");
	buffer_puts(&values->value[PLACEHOLDER_WHEN], "\xE2\x80\xA8\xC2\x85"
						      "C\xEF\xBB\xBF");
}

static void values_are_put_in_once(void **state)
{
	struct template_values values;
	struct letter_text out = LETTER_TEXT_INIT;

	(void)state;
	give_values(&values);
	for (size_t i = 0; i < FILLINGS; i++) {
		struct template_source source =
			source_of(LETTER_MATCH, fillings[i].text);

		assert_int_equal(template_fill(&out, &source, &values, NULL),
				 C5_OK);
		assert_string_equal(out.subject.text, fillings[i].subject);
		assert_string_equal(out.lines.text, fillings[i].lines);
	}
	letter_text_release(&out);
	template_values_release(&values);
}

static void text_and_html(void **state)
{
	struct letter_text text = LETTER_TEXT_INIT;
	struct buffer out = BUFFER_INIT;

	(void)state;
	buffer_puts(&text.subject, "a <b>");
	buffer_puts(&text.lines, ".Dear <Ann> & \"Bob\",\n.you\n-one\n"
				 "-two\n.three\n \n-four\n");
	letter_text_plain(&out, &text);
	assert_string_equal(out.text,
			    "Dear <Ann> & \"Bob\",\nyou\n- one\n- two\n"
			    "three\n\n- four\n");
	buffer_cut(&out, 0);
	letter_text_html(&out, &text);
	assert_non_null(strstr(out.text, "<title>a &lt;b&gt;</title>"));
	assert_non_null(strstr(
		out.text,
		"<p>Dear &lt;Ann&gt; &amp; &quot;Bob&quot;,<br>\nyou</p>\n"
		"<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p>three</p>\n"
		"<ul>\n<li>four</li>\n</ul>\n</body>\n</html>\n"));
	buffer_release(&out);
	letter_text_release(&text);
}

/* Lines end at blanks by column 72, and long words stand. */
static void lines_are_wrapped(void **state)
{
	struct letter_text text = LETTER_TEXT_INIT;
	struct buffer out = BUFFER_INIT;

	(void)state;
	buffer_putc(&text.lines, '-');
	for (int i = 0; i < 40; i++)
		buffer_puts(&text.lines, "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 ");
	for (int i = 0; i < 100; i++)
		buffer_putc(&text.lines, 'x');
	buffer_puts(&text.lines, "\n");
	letter_text_plain(&out, &text);
	/* "- " and 14 words of four with the blanks between them: 71. */
	assert_int_equal(strcspn(out.text, "\n"), 2 + 14 * 9 - 1);
	assert_int_equal(
		strncmp(out.text + strcspn(out.text, "\n"), "\n  \xC3\xA9", 5),
		0);
	assert_non_null(strstr(out.text, "\n  xxxx"));
	buffer_release(&out);
	letter_text_release(&text);
}

static void every_built_in_one_is_right(void **state)
{
	(void)state;
	for (unsigned letter = 0; letter < LETTERS; letter++) {
		const char *text = template_built_in((enum letter)letter);
		struct template_source source =
			source_of((enum letter)letter, text);
		struct buffer out = BUFFER_INIT;
		struct c5_error err = {0};

		assert_true(*text);
		if (template_read(&out, &source, &err))
			fail_msg("%s: %s", letter_name((enum letter)letter),
				 err.text);
		assert_string_equal(out.text, text);
		buffer_release(&out);
	}
}

/* ---- Anything at all
 * -------------------------------------------------------------- */

static void random_text(struct buffer *out, uint64_t *random)
{
	static const char *const pieces[] = {"{{",
					     "}}",
					     "{",
					     "}",
					     "month",
					     "people",
					     "first_names",
					     " ",
					     "\n",
					     "- ",
					     "\n\n",
					     "x",
					     "\xC3\xA9",
					     "\r\n",
					     "{{month}}",
					     "{{people}}",
					     "{{shared_interests}}",
					     "\n- "};
	size_t n = random_below(random, 30);

	buffer_puts(out, random_below(random, 8) ? HEAD : "");
	for (size_t i = 0; i < n; i++)
		buffer_puts(out,
			    pieces[random_below(
				    random, sizeof(pieces) / sizeof(*pieces))]);
}

/* Whatever the template: it is filled or refused, and no value is read as a
 * template. */
static void nothing_is_expanded_twice(void **state)
{
	uint64_t random = 5;
	struct template_values values;
	size_t filled = 0;

	(void)state;
	give_values(&values);
	for (int i = 0; i < 20000; i++) {
		struct buffer text = BUFFER_INIT;
		struct letter_text out = LETTER_TEXT_INIT;
		struct c5_error err = {0};

		random_text(&text, &random);
		struct template_source source =
			source_of(LETTER_MATCH, text.text);
		if (template_fill(&out, &source, &values, &err) == C5_OK) {
			filled++;
			assert_null(strstr(out.lines.text, "never"));
			for (const char *at = out.lines.text; *at;
			     at += strcspn(at, "\n") + 1)
				assert_true(*at == LETTER_LINE ||
					    *at == LETTER_ITEM ||
					    *at == LETTER_GAP);
		} else {
			assert_true(err.line > 0);
			assert_int_equal(strncmp(err.text, "column ", 7), 0);
		}
		letter_text_release(&out);
		buffer_release(&text);
	}
	assert_in_range(filled, 1000, 19000);
	template_values_release(&values);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_wrong_is_found),
		cmocka_unit_test(nul_and_length),
		cmocka_unit_test(values_are_put_in_once),
		cmocka_unit_test(text_and_html),
		cmocka_unit_test(lines_are_wrapped),
		cmocka_unit_test(every_built_in_one_is_right),
		cmocka_unit_test(nothing_is_expanded_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
