/* Invitations, down to their bytes. What readers by others make of them is for
 * tests/cli/calendar.sh. */
#include "prelude.h"

#include <stdio.h>
#include <string.h>

#include "connect5/calendar.h"
#include "connect5/text.h"

static const struct mailbox two[] = {{"Ann Bell", "ann@example.org"},
				     {"Bo, Carr", "bo@example.org"}};

static const struct event coffee = {
	.uid = "0123456789abcdef@connect5",
	.sequence = 3,
	.stamp = 1796119200, /* 2026-12-01T10:00:00Z */
	.organiser = {"The Team", "team@example.org"},
	.attendees = two,
	.n_attendees = 2,
	.summary = "Coffee",
	.description = "One, two; three\\\nnext \"line\"",
	.month = 2026 * 12 + 11,
	.slot = {2026 * 12 + 11, 10, 12, 30, 45},
};

static struct buffer written = BUFFER_INIT;

/* Writes it, with its lines unfolded, and holds the folding to RFC 5545. */
static void write_event(const struct event *event)
{
	struct buffer raw = BUFFER_INIT;
	size_t at = 0;

	buffer_release(&written);
	assert_int_equal(calendar_write(&raw, event, NULL), C5_OK);
	while (at < raw.length) {
		const char *end = strstr(raw.text + at, "\r\n");
		size_t length, bad;

		assert_non_null(end);
		length = (size_t)(end - raw.text) - at;
		assert_true(length <= 75);
		assert_null(memchr(raw.text + at, '\n', length));
		assert_true(text_is_utf8(raw.text + at, length, &bad));
		if (raw.text[at] == ' ')
			buffer_cut(&written, written.length - 1);
		buffer_add(&written, raw.text + at + (raw.text[at] == ' '),
			   length - (raw.text[at] == ' '));
		buffer_putc(&written, '\n');
		at += length + 2;
	}
	buffer_release(&raw);
}

/* It has the line, once. */
static void assert_line(const char *line)
{
	struct buffer wanted = BUFFER_INIT;
	const char *found;

	buffer_printf(&wanted, "\n%s\n", line);
	found = strstr(written.text, wanted.text);
	if (!found)
		fail_msg("no line '%s' in\n%s", line, written.text);
	assert_null(strstr(found + 1, wanted.text));
	buffer_release(&wanted);
}

static void assert_without(const char *text)
{
	if (strstr(written.text, text))
		fail_msg("'%s' in\n%s", text, written.text);
}

static void test_request(void **state)
{
	(void)state;
	write_event(&coffee);
	assert_line("VERSION:2.0");
	assert_line("METHOD:REQUEST");
	assert_line("UID:0123456789abcdef@connect5");
	assert_line("SEQUENCE:3");
	assert_line("DTSTAMP:20261201T100000Z");
	assert_line("STATUS:CONFIRMED");
	assert_line("DTSTART;TZID=Europe/London:20261210T123000");
	assert_line("DTEND;TZID=Europe/London:20261210T131500");
	assert_line("TZID:Europe/London");
	assert_line("ORGANIZER;CN=The Team:mailto:team@example.org");
	assert_line("ATTENDEE;CN=Ann Bell;ROLE=REQ-PARTICIPANT;"
		    "PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ann@example.org");
	assert_line("ATTENDEE;CN=\"Bo, Carr\";ROLE=REQ-PARTICIPANT;"
		    "PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:bo@example.org");
	assert_line("SUMMARY:Coffee");
	assert_line("DESCRIPTION:One\\, two\\; three\\\\\\nnext \"line\"");
	assert_without("TRANSP");
}

static void test_cancel(void **state)
{
	struct event event = coffee;

	(void)state;
	event.cancelled = true;
	write_event(&event);
	assert_line("METHOD:CANCEL");
	assert_line("STATUS:CANCELLED");
	assert_line("UID:0123456789abcdef@connect5");
	assert_line("ATTENDEE;CN=Ann Bell;ROLE=REQ-PARTICIPANT:"
		    "mailto:ann@example.org");
	assert_without("RSVP");
	event.uninvited = true;
	write_event(&event);
	assert_line("METHOD:CANCEL");
	assert_without("STATUS");
}

static void test_reminder(void **state)
{
	static const struct {
		month_t month;
		const char *start, *end;
	} rows[] = {
		/* a month that begins on a Tuesday, on a Wednesday, ... */
		{2026 * 12 + 11, "20261208", "20261209"},
		{2027 * 12 + 8, "20270914", "20270915"},
		{2027 * 12 + 3, "20270413", "20270414"},
		{2027 * 12 + 0, "20270112", "20270113"},
		{2027 * 12 + 4, "20270511", "20270512"},
		{2027 * 12 + 7, "20270810", "20270811"},
		{2027 * 12 + 1, "20270209", "20270210"},
		{1960 * 12 + 1, "19600209", "19600210"},
	};
	struct event event = coffee;
	char line[40];

	(void)state;
	event.slot.minutes = 0;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		event.month = rows[i].month;
		write_event(&event);
		snprintf(line, sizeof(line), "DTSTART;VALUE=DATE:%s",
			 rows[i].start);
		assert_line(line);
		snprintf(line, sizeof(line), "DTEND;VALUE=DATE:%s",
			 rows[i].end);
		assert_line(line);
		assert_line("TRANSP:TRANSPARENT");
		assert_without("VTIMEZONE");
	}
}

/* The clocks: a summer's day, over midnight, and both changes. */
static void test_slots(void **state)
{
	static const struct {
		struct slot slot;
		const char *start, *end;
	} rows[] = {
		{{2026 * 12 + 6, 9, 9, 5, 30},
		 ";TZID=Europe/London:20260709T090500",
		 ";TZID=Europe/London:20260709T093500"},
		{{2026 * 12 + 11, 31, 23, 30, 60},
		 ";TZID=Europe/London:20261231T233000",
		 ";TZID=Europe/London:20270101T003000"},
		{{2027 * 12 + 2, 28, 0, 30, 60},
		 ";TZID=Europe/London:20270328T003000",
		 ";TZID=Europe/London:20270328T023000"},
		/* 01:00 comes twice: the first, and the second */
		{{2027 * 12 + 9, 31, 0, 30, 30},
		 ";TZID=Europe/London:20271031T003000",
		 ";TZID=Europe/London:20271031T010000"},
		{{2027 * 12 + 9, 31, 0, 30, 90},
		 ";TZID=Europe/London:20271031T003000",
		 ":20271031T010000Z"},
		{{2027 * 12 + 9, 31, 1, 30, 120},
		 ";TZID=Europe/London:20271031T013000",
		 ";TZID=Europe/London:20271031T023000"},
	};
	struct event event = coffee;
	char line[60];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		event.slot = rows[i].slot;
		write_event(&event);
		snprintf(line, sizeof(line), "DTSTART%s", rows[i].start);
		assert_line(line);
		snprintf(line, sizeof(line), "DTEND%s", rows[i].end);
		assert_line(line);
	}
}

static void test_naughty(void **state)
{
	static const struct mailbox odd[] = {
		{"Ann \"Nan\"\r\nX-EVIL:1\x1b[31m; \xC2\x85 Bell",
		 "o'brien+x?cc=all%@example.org"},
		{"", "zo\xC3\xAB@example.org"},
	};
	struct event event = coffee;

	(void)state;
	event.attendees = odd;
	event.organiser.name = "A\nEND:VEVENT";
	event.summary = "Now\r\nMETHOD:CANCEL\x07";
	event.description = "a\r\nEND:VCALENDAR\rb\x1b"
			    "c\\n\tz";
	write_event(&event);
	assert_line("ATTENDEE;CN=\"Ann 'Nan' X-EVIL:1 [31m; Bell\";"
		    "ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:"
		    "mailto:o'brien+x%3Fcc%3Dall%25@example.org");
	assert_line("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;"
		    "RSVP=TRUE:mailto:zo%C3%AB@example.org");
	assert_line("ORGANIZER;CN=\"A END:VEVENT\":mailto:team@example.org");
	assert_line("SUMMARY:Now METHOD:CANCEL");
	assert_without("\x1b");
	assert_line("DESCRIPTION:a\\nEND:VCALENDAR\\nbc\\\\n\tz");
}

/* A long text is folded between characters, wherever they fall. */
static void test_folding(void **state)
{
	struct buffer text = BUFFER_INIT, line = BUFFER_INIT;
	struct event event = coffee;

	(void)state;
	for (int pad = 0; pad < 8; pad++) {
		buffer_cut(&text, 0);
		buffer_add(&text, "aaaaaaaa", (size_t)pad);
		for (int i = 0; i < 60; i++)
			buffer_puts(&text, "\xF0\x9F\x98\x80\xE2\x82\xAC");
		event.summary = event.description = text.text;
		write_event(&event);
		buffer_cut(&line, 0);
		buffer_printf(&line, "DESCRIPTION:%s", text.text);
		assert_line(line.text);
	}
	buffer_release(&text);
	buffer_release(&line);
}

/* What is there already stays. */
static void test_appends(void **state)
{
	struct buffer out = BUFFER_INIT;

	(void)state;
	buffer_puts(&out, "before");
	assert_int_equal(calendar_write(&out, &coffee, NULL), C5_OK);
	assert_memory_equal(out.text, "beforeBEGIN:VCALENDAR\r\n", 23);
	buffer_release(&out);
}

static int leave(void **state)
{
	(void)state;
	buffer_release(&written);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_request),	 cmocka_unit_test(test_cancel),
		cmocka_unit_test(test_reminder), cmocka_unit_test(test_slots),
		cmocka_unit_test(test_naughty),	 cmocka_unit_test(test_folding),
		cmocka_unit_test(test_appends),
	};

	return cmocka_run_group_tests(tests, NULL, leave);
}
