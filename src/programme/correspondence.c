#include "connect5/correspondence.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/text.h"

#define MAILBOX "NAME <ADDRESS>, or an address"
#define SLOT "YYYY-MM-DD HH:MM/MINUTES"
#define TEMPLATE "template."

enum { MOST_MINUTES = 24 * 60 };

const struct setting correspondence_table[] = {
	{"organiser",
	 "in whose name people are invited, and to whom they answer", MAILBOX},
	{"slot", "when to meet: a proposal, London time", SLOT},
	{TEMPLATE "match", "the e-mail to a group", "a file"},
	{TEMPLATE "repair", "the e-mail after a repair", "a file"},
	{TEMPLATE "waiting", "the e-mail to who waits", "a file"},
	{TEMPLATE "reminder", "the e-mail that asks if they met", "a file"},
	{TEMPLATE "feedback", "the e-mail that asks what they learnt",
	 "a file"},
	{NULL, NULL, NULL},
};

const struct correspondence correspondence_empty = {
	"", {"", ""}, {0}, {"", "", "", "", ""}};

static const char *const letter_names[LETTERS] = {"match", "repair", "waiting",
						  "reminder", "feedback"};

const char *letter_name(enum letter letter)
{
	return letter_names[letter];
}

bool letter_parse(enum letter *out, const char *name)
{
	for (unsigned letter = 0; letter < LETTERS; letter++)
		if (strcmp(letter_names[letter], name) == 0) {
			*out = (enum letter)letter;
			return true;
		}
	return false;
}

bool correspondence_is_template(enum letter *out, const char *key)
{
	size_t length = strlen(TEMPLATE);

	return strncmp(key, TEMPLATE, length) == 0 &&
	       letter_parse(out, key + length);
}

bool correspondence_has(const char *key)
{
	for (const struct setting *s = correspondence_table; s->key; s++)
		if (strcmp(s->key, key) == 0)
			return true;
	return false;
}

enum c5_status correspondence_get(struct buffer *out,
				  const struct correspondence *correspondence,
				  const char *key, struct c5_error *err)
{
	const struct mailbox *organiser = &correspondence->organiser;
	const struct slot *slot = &correspondence->slot;
	char month[MONTH_TEXT];
	enum letter letter;

	if (correspondence_is_template(&letter, key)) {
		buffer_puts(out, correspondence->templates[letter]);
	} else if (strcmp(key, "organiser") == 0) {
		if (*organiser->name)
			buffer_printf(out, "%s <%s>", organiser->name,
				      organiser->address);
		else
			buffer_puts(out, organiser->address);
	} else if (strcmp(key, "slot") == 0) {
		if (slot->minutes)
			buffer_printf(out, "%s-%02d %02d:%02d/%d",
				      month_format(month, slot->month),
				      slot->day, slot->hour, slot->minute,
				      slot->minutes);
	} else {
		return settings_unknown(key, err);
	}
	return buffer_status(out, err);
}

static enum c5_status keep(const char **out, struct pool *pool,
			   const char *text, size_t length,
			   struct c5_error *err)
{
	*out = pool_copy(pool, text, length);
	return *out ? C5_OK : error_memory(err);
}

/* The text before the last '<', without blanks and quotes around it. */
static size_t name_length(const char **name, const char *text)
{
	const char *end = strrchr(text, '<');

	*name = text;
	if (!end)
		return 0;
	while (end > text && end[-1] == ' ')
		end--;
	if (end - text >= 2 && *text == '"' && end[-1] == '"') {
		*name = text + 1;
		end--;
	}
	return (size_t)(end - *name);
}

/* Takes "NAME <ADDRESS>" apart, once it is on one line. */
static enum c5_status split_mailbox(struct mailbox *out, struct pool *pool,
				    const char *text, const char *value,
				    struct c5_error *err)
{
	const char *open = strrchr(text, '<'), *name;
	const char *address = open ? open + 1 : text;
	size_t length = strlen(address), named = name_length(&name, text);
	enum c5_status status;

	if (open && length && address[length - 1] == '>')
		length--;
	else if (open)
		length = 0;
	status = keep(&out->address, pool, address, length, err);
	if (!status && !text_is_email(out->address))
		status = error_set(err, C5_USAGE,
				   "organiser takes " MAILBOX ", not '%s'",
				   value);
	return status ? status : keep(&out->name, pool, name, named, err);
}

static enum c5_status parse_mailbox(struct mailbox *out, struct pool *pool,
				    const char *value, struct c5_error *err)
{
	struct buffer line = BUFFER_INIT;
	enum c5_status status;

	text_line(&line, value);
	status = buffer_status(&line, err);
	if (!status && *line.text)
		status = split_mailbox(out, pool, line.text, value, err);
	else
		*out = (struct mailbox){"", ""};
	buffer_release(&line);
	return status;
}

/* "45": how long, in minutes. */
static bool parse_minutes(int *out, const char *text)
{
	size_t length = strspn(text, "0123456789");

	if (!length || length > 4 || text[length])
		return false;
	*out = (int)strtol(text, NULL, 10);
	return *out >= 1 && *out <= MOST_MINUTES;
}

/* "2026-12-10 12:30/45". A time in the hour that spring leaves out is none: the
 * clocks of London then say another. */
static bool parse_slot(struct slot *out, const char *text)
{
	enum { HOUR = 11, WHEN = 16 }; /* within "YYYY-MM-DD HH:MM" */
	char when[WHEN + 1] = "";
	struct civil civil;
	int64_t moment;
	int minutes;

	if (strlen(text) <= WHEN || text[WHEN] != '/' || text[HOUR - 1] != ' ')
		return false;
	memcpy(when, text, WHEN);
	if (!moment_parse(&moment, when) ||
	    !parse_minutes(&minutes, text + WHEN + 1))
		return false;
	civil = moment_london(moment);
	if (civil.hour != (int)strtol(when + HOUR, NULL, 10))
		return false;
	*out = (struct slot){
		.month = moment_month(moment),
		.day = civil.day,
		.hour = civil.hour,
		.minute = civil.minute,
		.minutes = minutes,
	};
	return true;
}

enum c5_status correspondence_set(struct correspondence *correspondence,
				  struct pool *pool, const char *key,
				  const char *value, struct c5_error *err)
{
	enum letter letter;

	if (correspondence_is_template(&letter, key))
		return keep(&correspondence->templates[letter], pool, value,
			    strlen(value), err);
	if (strcmp(key, "organiser") == 0)
		return parse_mailbox(&correspondence->organiser, pool, value,
				     err);
	if (strcmp(key, "slot") != 0)
		return settings_unknown(key, err);
	correspondence->slot = (struct slot){0};
	if (*value && !parse_slot(&correspondence->slot, value))
		return error_set(
			err, C5_USAGE,
			"slot takes " SLOT
			" of up to %d minutes ('2026-12-10 12:30/45'), "
			"or '' for none, not '%s'",
			MOST_MINUTES, value);
	return C5_OK;
}
