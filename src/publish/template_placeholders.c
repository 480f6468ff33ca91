/* The placeholders: what they are called, and which letters have them. */
#include "publish/template_parts.h"

#include <string.h>

#include "connect5/text.h"

#define IN(letter) (1u << (letter))
#define IN_ALL (IN(LETTERS) - 1)
#define IN_GROUPS (IN_ALL & ~IN(LETTER_WAITING))
#define IN_INVITATIONS (IN(LETTER_MATCH) | IN(LETTER_REPAIR))

static const struct {
	const char *name;
	unsigned letters;
	bool list; /* several values */
} placeholders[PLACEHOLDERS] = {
	[PLACEHOLDER_PROGRAMME] = {"programme", IN_ALL, false},
	[PLACEHOLDER_MONTH] = {"month", IN_ALL, false},
	[PLACEHOLDER_THEME] = {"theme", IN_ALL, false},
	[PLACEHOLDER_LENS] = {"lens", IN_ALL, false},
	[PLACEHOLDER_PROMPTS] = {"prompts", IN_ALL, true},
	[PLACEHOLDER_FIRST_NAMES] = {"first_names", IN_ALL, false},
	[PLACEHOLDER_PEOPLE] = {"people", IN_GROUPS, true},
	[PLACEHOLDER_SHARED_INTERESTS] = {"shared_interests", IN_GROUPS, false},
	[PLACEHOLDER_WHEN] = {"when", IN_INVITATIONS, false},
	[PLACEHOLDER_REASON] = {"reason",
				IN(LETTER_REPAIR) | IN(LETTER_WAITING), false},
	[PLACEHOLDER_BEFORE] = {"before", IN(LETTER_REPAIR), true},
	[PLACEHOLDER_NEXT] = {"next", IN(LETTER_REPAIR) | IN(LETTER_WAITING),
			      false},
	[PLACEHOLDER_ORGANISER] = {"organiser", IN_ALL, false},
	[PLACEHOLDER_ORGANISER_EMAIL] = {"organiser_email", IN_ALL, false},
};

const char *placeholder_name(enum placeholder placeholder)
{
	return placeholders[placeholder].name;
}

bool placeholder_is_in(enum placeholder placeholder, enum letter letter)
{
	return placeholders[placeholder].letters & IN(letter);
}

bool placeholder_is_list(enum placeholder placeholder)
{
	return placeholders[placeholder].list;
}

void template_values_init(struct template_values *values)
{
	for (size_t i = 0; i < PLACEHOLDERS; i++)
		values->value[i] = (struct buffer)BUFFER_INIT;
}

void template_values_clear(struct template_values *values)
{
	for (size_t i = 0; i < PLACEHOLDERS; i++)
		buffer_cut(&values->value[i], 0);
}

void template_values_release(struct template_values *values)
{
	for (size_t i = 0; i < PLACEHOLDERS; i++)
		buffer_release(&values->value[i]);
}

size_t template_characters(const char *text, size_t length)
{
	size_t n = 0;

	for (size_t i = 0; i < length; i++)
		n += ((unsigned char)text[i] & 0xC0) != 0x80;
	return n;
}

size_t template_column(const struct line *line, size_t offset)
{
	return template_characters(line->text, offset) + 1;
}

/* "a, b and c" of what the letter has. */
static void put_allowed(struct buffer *out, enum letter letter)
{
	const char *last = NULL;

	for (unsigned i = 0; i < PLACEHOLDERS; i++) {
		if (!placeholder_is_in((enum placeholder)i, letter))
			continue;
		if (last)
			buffer_printf(out, "%s%s", out->length ? ", " : "",
				      last);
		last = placeholders[i].name;
	}
	buffer_printf(out, " and %s", last);
}

enum { MOST_SLIPS = 3, NAME_BYTES = 40 };

/* The nearest of what the letter has; NULL: none is near. */
static const char *nearest(const char *name, enum letter letter)
{
	size_t least = MOST_SLIPS;
	const char *found = NULL;

	for (unsigned i = 0; i < PLACEHOLDERS; i++) {
		size_t slips =
			text_distance(name, placeholders[i].name, MOST_SLIPS);

		if (slips >= least ||
		    !placeholder_is_in((enum placeholder)i, letter))
			continue;
		least = slips;
		found = placeholders[i].name;
	}
	return found;
}

static enum c5_status no_placeholder(const struct template_source *source,
				     const struct line *line, size_t offset,
				     const char *name, struct c5_error *err)
{
	const char *near = nearest(name, source->letter);
	struct buffer allowed = BUFFER_INIT;

	put_allowed(&allowed, source->letter);
	error_at(err, C5_DATA, source->file, line->number,
		 "column %zu: there is no {{%s}} in a %s letter%s%s%s: it has "
		 "%s",
		 template_column(line, offset), name,
		 letter_name(source->letter), near ? " (did you mean {{" : "",
		 near ? near : "", near ? "}}?)" : "", allowed.text);
	buffer_release(&allowed);
	return C5_DATA;
}

/* Takes the blanks off both ends. */
static void trim(const char **text, size_t *length)
{
	while (*length && **text == ' ') {
		++*text;
		--*length;
	}
	while (*length && (*text)[*length - 1] == ' ')
		--*length;
}

enum c5_status placeholder_find(enum placeholder *out,
				const struct template_source *source,
				const struct line *line,
				const struct line *name, struct c5_error *err)
{
	size_t offset = (size_t)(name->text - line->text) - strlen("{{");
	const char *from = name->text;
	size_t length = name->length;
	struct buffer text = BUFFER_INIT;
	enum c5_status status;

	trim(&from, &length);
	buffer_add(&text, from, length < NAME_BYTES ? length : NAME_BYTES);
	text_mend_end(text.text);
	for (unsigned i = 0; i < PLACEHOLDERS; i++)
		if (strcmp(text.text, placeholders[i].name) == 0 &&
		    placeholder_is_in((enum placeholder)i, source->letter)) {
			*out = (enum placeholder)i;
			buffer_release(&text);
			return C5_OK;
		}
	status = text.failed
			 ? error_memory(err)
			 : no_placeholder(source, line, offset, text.text, err);
	buffer_release(&text);
	return status;
}

enum c5_status placeholder_next(struct line *found, bool *any,
				const struct template_source *source,
				const struct line *line, size_t offset,
				struct c5_error *err)
{
	const char *from = line->text + offset,
		   *end = line->text + line->length;
	const char *open = memmem(from, (size_t)(end - from), "{{", 2);
	const char *close;

	*any = open != NULL;
	if (!open)
		return C5_OK;
	close = memmem(open + 2, (size_t)(end - open) - 2, "}}", 2);
	if (!close)
		return error_at(
			err, C5_DATA, source->file, line->number,
			"column %zu: this {{ is not closed: "
			"{{first_names}} is how a placeholder looks",
			template_column(line, (size_t)(open - line->text)));
	*found = (struct line){open + 2, (size_t)(close - open) - 2,
			       line->number};
	return C5_OK;
}
