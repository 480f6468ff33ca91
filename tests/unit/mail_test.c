/* Drafts of e-mails: their structure and headers. tests/cli/emails.sh has them
 * read back by Python. */
#include "prelude.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "connect5/mail.h"
#include "connect5/text.h"

static const struct mailbox ann = {"Ann Bell", "ann@example.org"};

static struct draft plain_draft(void)
{
	return (struct draft){
		.organiser = {"Olga Or", "olga@example.org"},
		.to = &ann,
		.n_to = 1,
		.subject = "Hello",
		.text = "Dear Ann,\nhello\n",
		.html = "<p>Dear Ann,<br>\nhello</p>\n",
		.stamp = 1796120000,
		.message_id = "0123@connect5.invalid",
	};
}

static void write_draft(struct buffer *out, const struct draft *draft)
{
	struct c5_error err = {0};

	buffer_cut(out, 0);
	if (mail_write(out, draft, &err))
		fail_msg("%s", err.text);
}

/* The headers of the whole, unfolded, end with an empty line. */
static void headers_of(struct buffer *out, const struct buffer *message)
{
	const char *end = strstr(message->text, "\r\n\r\n");

	assert_non_null(end);
	buffer_cut(out, 0);
	for (const char *at = message->text; at <= end + 1; at++) {
		if (at[0] == '\r' && at[1] == '\n' &&
		    (at[2] == ' ' || at[2] == '\t'))
			at++;
		else
			buffer_putc(out, *at == '\t' ? ' ' : *at);
	}
}

static void has(const struct buffer *text, const char *part)
{
	if (!strstr(text->text, part))
		fail_msg("'%s' is not in\n%s", part, text->text);
}

static size_t count(const struct buffer *text, const char *part)
{
	size_t n = 0;

	for (const char *at = text->text; (at = strstr(at, part)); at++)
		n++;
	return n;
}

static void without_a_calendar(void **state)
{
	struct draft draft = plain_draft();
	struct buffer out = BUFFER_INIT;

	(void)state;
	write_draft(&out, &draft);
	has(&out, "From: Olga Or <olga@example.org>\r\n"
		  "Reply-To: Olga Or <olga@example.org>\r\n"
		  "To: Ann Bell <ann@example.org>\r\n"
		  "Subject: Hello\r\n"
		  "Date: Tue, 01 Dec 2026 10:13:20 +0000\r\n"
		  "Message-Id: <0123@connect5.invalid>\r\n"
		  "X-Unsent: 1\r\n");
	has(&out, "Content-Type: multipart/alternative; boundary=\"=_");
	has(&out, "\r\nDear Ann,\r\nhello\r\n");
	assert_int_equal(count(&out, "multipart"), 1);
	/* Every line ends with CRLF, and nothing is sent by our name. */
	assert_int_equal(count(&out, "\n"), count(&out, "\r\n"));
	assert_int_equal(count(&out, "\r"), count(&out, "\r\n"));
	assert_int_equal(count(&out, "User-Agent"), 0);
	buffer_release(&out);
}

static void with_calendars(void **state)
{
	struct buffer first = BUFFER_INIT, second = BUFFER_INIT;
	const struct mail_calendar calendars[] = {
		{"invitation.ics", "REQUEST", &first},
		{"cancelled-1.ics", "CANCEL", &second},
	};
	struct draft draft = plain_draft();
	struct buffer out = BUFFER_INIT;

	(void)state;
	buffer_puts(&first, "FIRST\r\n");
	buffer_puts(&second, "SECOND\r\n");
	draft.calendars = calendars;
	draft.n_calendars = 2;
	write_draft(&out, &draft);
	has(&out, "Content-Type: multipart/mixed; boundary=\"=_");
	assert_int_equal(count(&out, "multipart/alternative"), 1);
	assert_int_equal(count(&out, "text/calendar"), 3);
	assert_int_equal(count(&out, "method=REQUEST"), 2);
	assert_int_equal(count(&out, "method=CANCEL"), 1);
	/* "FIRST\r\n" twice, and "SECOND\r\n". */
	assert_int_equal(count(&out, "RklSU1QNCg=="), 2);
	assert_int_equal(count(&out, "U0VDT05EDQo="), 1);
	has(&out, "attachment; filename=invitation.ics");
	has(&out, "attachment; filename=cancelled-1.ics");
	buffer_release(&first);
	buffer_release(&second);
	buffer_release(&out);
}

/* What people type must not become a header, an address, or an encoded word. */
static void nothing_is_injected(void **state)
{
	static const char *const nasty[] = {
		"A\r\nBcc: evil@example.org",
		"A\nBcc: evil@example.org\n\nbody",
		"A\rBcc: evil@example.org",
		"\"A\" <evil@example.org>, B",
		"A, evil@example.org",
		"A (comment) \\ \" ; : @ [x]",
		"=?utf-8?q?A=0D=0ABcc=3A_evil=40example=2Eorg?=",
		"\xC3\x89va =?utf-8?b?QQ==?= \"B\"",
		"\x1B[31m\x7F\x01",
		"<evil@example.org>",
		"undisclosed-recipients:;",
	};
	struct draft draft = plain_draft();
	struct buffer out = BUFFER_INIT, headers = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(nasty) / sizeof(*nasty); i++) {
		const struct mailbox to = {nasty[i], "bob@example.org"};

		draft.organiser.name = nasty[i];
		draft.subject = nasty[i];
		draft.to = &to;
		write_draft(&out, &draft);
		headers_of(&headers, &out);
		assert_int_equal(count(&headers, "\nBcc:"), 0);
		assert_int_equal(count(&headers, "\n"), 9);
		assert_int_equal(count(&headers, "=?utf-8?q?A"), 0);
		assert_int_equal(count(&headers, "=?utf-8?b?QQ"), 0);
		has(&headers, "<bob@example.org>\r\nSubject:");
		for (const char *at = headers.text; *at; at++)
			assert_true((*at >= ' ' && *at < 0x7F) || *at == '\r' ||
				    *at == '\n' || *at == '\t');
	}
	buffer_release(&out);
	buffer_release(&headers);
}

static void odd_addresses(void **state)
{
	static const struct mailbox to[] = {
		{"", "bob@example.org"},
		{"", "a..b@example.org"},
		{"", ".a@example.org"},
		{"", "zoe@ex\xC3\xA4mple.org"},
	};
	struct draft draft = plain_draft();
	struct buffer out = BUFFER_INIT, headers = BUFFER_INIT;

	(void)state;
	draft.to = to;
	draft.n_to = sizeof(to) / sizeof(*to);
	draft.organiser.name = "";
	write_draft(&out, &draft);
	headers_of(&headers, &out);
	has(&headers, "From: olga@example.org\r\n");
	has(&headers, "To: bob@example.org, \"a..b\"@example.org,");
	has(&headers, "\".a\"@example.org, zoe@xn--exmple-cua.org\r\n");
	buffer_release(&out);
	buffer_release(&headers);
}

/* RFC 5322, 2.1.1, whatever is in it, and 7 bits alone. */
static void lines_are_short(void **state)
{
	struct buffer text = BUFFER_INIT, out = BUFFER_INIT;
	struct draft draft = plain_draft();
	struct mailbox to = ann;

	(void)state;
	for (int i = 0; i < 3000; i++)
		buffer_puts(&text, i % 3 ? "x" : "\xC3\xA9");
	draft.text = draft.html = draft.subject = to.name = text.text;
	draft.to = &to;
	for (int round = 0; round < 2; round++) {
		write_draft(&out, &draft);
		for (const char *at = out.text; *at;) {
			size_t length = strcspn(at, "\r");

			assert_true(length <= 998);
			for (; length; length--, at++)
				assert_true(*at >= ' ' || *at == '\t');
			assert_int_equal(at[0], '\r');
			assert_int_equal(at[1], '\n');
			at += 2;
		}
		/* Once more without a blank to fold at. */
		buffer_cut(&text, 0);
		for (int i = 0; i < 3000; i++)
			buffer_puts(&text, "x");
		draft.text = draft.html = text.text;
		draft.subject = to.name = text.text;
	}
	buffer_release(&text);
	buffer_release(&out);
}

/* No clock, no chance, no zone. */
static void the_same_bytes(void **state)
{
	struct draft draft = plain_draft();
	struct buffer once = BUFFER_INIT, again = BUFFER_INIT;

	(void)state;
	setenv("TZ", "Asia/Tokyo", 1);
	tzset();
	write_draft(&once, &draft);
	setenv("TZ", "America/New_York", 1);
	tzset();
	write_draft(&again, &draft);
	assert_string_equal(once.text, again.text);
	draft.text = "Dear Bob,\n";
	write_draft(&again, &draft);
	assert_string_not_equal(strstr(once.text, "boundary="),
				strstr(again.text, "boundary="));
	buffer_release(&once);
	buffer_release(&again);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_calendar),
		cmocka_unit_test(with_calendars),
		cmocka_unit_test(nothing_is_injected),
		cmocka_unit_test(odd_addresses),
		cmocka_unit_test(lines_are_short),
		cmocka_unit_test(the_same_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
