/* In whose name people are written to, and when they might meet. */
#include "prelude.h"

#include <stdlib.h>

#include "connect5/correspondence.h"

struct row {
	const char *key, *value, *reads; /* NULL: refused */
};

static const struct row rows[] = {
	{"organiser", "Ann Bell <ann@example.org>",
	 "Ann Bell <ann@example.org>"},
	{"organiser", "  \"Bell, Ann\"\t<ann@example.org> ",
	 "Bell, Ann <ann@example.org>"},
	{"organiser", "ann@example.org", "ann@example.org"},
	{"organiser", "<ann@example.org>", "ann@example.org"},
	{"organiser", "Zo\xC3\xAB <3 <zoe@example.org>",
	 "Zo\xC3\xAB <3 <zoe@example.org>"},
	{"organiser", "A\r\nBcc: b@example.org <a@example.org>",
	 "A Bcc: b@example.org <a@example.org>"},
	{"organiser", "", ""},
	{"organiser", "Ann Bell", NULL},
	{"organiser", "Ann <ann@example>", NULL},
	{"organiser", "Ann <ann@example.org", NULL},
	{"organiser", "Ann <>", NULL},
	{"organiser", "<", NULL},
	{"organiser", "ann@example.org, bob@example.org", NULL},
	{"slot", "2026-12-10 12:30/45", "2026-12-10 12:30/45"},
	{"slot", "2028-02-29 00:00/1440", "2028-02-29 00:00/1440"},
	{"slot", "2026-12-10 09:05/0030", "2026-12-10 09:05/30"},
	{"slot", "2027-10-31 01:30/30", "2027-10-31 01:30/30"},
	{"slot", "2027-03-28 00:59/30", "2027-03-28 00:59/30"},
	{"slot", "2027-03-28 02:00/30", "2027-03-28 02:00/30"},
	{"slot", "2027-03-28 01:30/30", NULL}, /* there is no such hour */
	{"slot", "", ""},
	{"slot", "2026-12-10", NULL},
	{"slot", "2026-12-10 12:30", NULL},
	{"slot", "2026-12-10 12:30/", NULL},
	{"slot", "2026-12-10 12:30/0", NULL},
	{"slot", "2026-12-10 12:30/1441", NULL},
	{"slot", "2026-12-10 12:30/99999999999", NULL},
	{"slot", "2026-12-10 12:30/45 ", NULL},
	{"slot", "2026-12-10 24:00/45", NULL},
	{"slot", "2026-12-10 12:60/45", NULL},
	{"slot", "2027-02-29 12:30/45", NULL},
	{"slot", "2026-13-01 12:30/45", NULL},
	{"slot", "26-12-10 12:30/45", NULL},
	{"slot", "tomorrow", NULL},
	{"slot", "2026-12-1", NULL},
	{"colour", "red", NULL},
};
enum { ROWS = sizeof(rows) / sizeof(*rows) };

static void every_value(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS; i++) {
		struct correspondence held = correspondence_empty;
		struct pool pool = {NULL};
		struct buffer text = BUFFER_INIT;
		enum c5_status status = correspondence_set(
			&held, &pool, rows[i].key, rows[i].value, NULL);

		assert_int_equal(status, rows[i].reads ? C5_OK : C5_USAGE);
		if (rows[i].reads) {
			assert_int_equal(correspondence_get(&text, &held,
							    rows[i].key, NULL),
					 C5_OK);
			assert_string_equal(text.text, rows[i].reads);
		}
		buffer_release(&text);
		pool_release(&pool);
	}
}

static void every_key_is_had(void **state)
{
	struct buffer text = BUFFER_INIT;

	(void)state;
	for (const struct setting *s = correspondence_table; s->key; s++) {
		assert_true(correspondence_has(s->key));
		assert_int_equal(correspondence_get(&text,
						    &correspondence_empty,
						    s->key, NULL),
				 C5_OK);
	}
	assert_string_equal(text.text, "");
	assert_false(correspondence_has("odd"));
	assert_int_equal(
		correspondence_get(&text, &correspondence_empty, "odd", NULL),
		C5_USAGE);
	buffer_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_value),
		cmocka_unit_test(every_key_is_had),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
