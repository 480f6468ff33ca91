#include "ingest/form_internal.h"

#include <string.h>
#include <strings.h>

#include "connect5/text.h"

bool cell_is_usable(const char *text)
{
	struct buffer fold = BUFFER_INIT;
	const char *at = text;

	for (; *at && !(*at & 0x80); at++)
		if ((*at >= '0' && *at <= '9') || (*at >= 'A' && *at <= 'Z') ||
		    (*at >= 'a' && *at <= 'z'))
			return true;
	if (*at)
		text_fold(&fold, at);
	bool usable = fold.length > 0 || fold.failed;
	buffer_release(&fold);
	return usable;
}

bool cell_is_no_answer(const char *text)
{
	static const char *const words[] = {
		"n a",	  "na",	     "nil",
		"no",	  "no one",  "none",
		"nobody", "nothing", "not applicable",
	};
	struct buffer fold = BUFFER_INIT;
	bool found = false;

	text += strspn(text, " -./");
	if (*text && !strchr("nN", *text))
		return false;
	text_fold(&fold, text);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		found |= strcmp(fold.text, words[i]) == 0;
	found |= fold.length == 0 && !fold.failed;
	buffer_release(&fold);
	return found;
}

/* Would a spreadsheet take a cell that begins like this for a formula? */
static bool begins_formula(const char *text)
{
	static const char *const wide[] = {"＝", "＋", "－", "＠"};

	if (*text && strchr("=+-@\t\r\n", *text))
		return true;
	for (size_t i = 0; i < sizeof(wide) / sizeof(*wide); i++)
		if (strncmp(text, wide[i], strlen(wide[i])) == 0)
			return true;
	return false;
}

const char *cell_unguarded(const char *cell)
{
	/* One before a guard is a guard too: of a cell that had one itself. */
	if (*cell == '\'' && begins_formula(cell + strspn(cell, "'")))
		return cell + 1;
	return cell;
}

bool cell_clean(struct buffer *out, const char *cell, enum field field)
{
	size_t before = out->length;

	cell = cell_unguarded(cell);
	if (field == FIELD_HOPES)
		return text_paragraph(out, cell);
	bool mended = text_line(out, cell);
	if (field == FIELD_NAME || field == FIELD_EMAIL)
		return mended;
	/* Microsoft Forms puts one after a single choice, too. */
	while (out->length > before && strchr("; ", out->text[out->length - 1]))
		buffer_cut(out, out->length - 1);
	return mended;
}

void form_further_answer(struct buffer *out, const char *cell)
{
	cell_clean(out, cell, FIELD_HOPES);
}

/* Does a value of this field say something? */
static bool says_something(const char *text, enum field field)
{
	if (!cell_is_usable(text))
		return false;
	switch ((int)field) {
	case FIELD_NAME:
		return strcasecmp(text, "anonymous") != 0 &&
		       strcasecmp(text, "n/a") != 0;
	case FIELD_EMAIL:
	case FIELD_FIRST_NAME:
	case FIELD_LAST_NAME:
	case FIELD_COMPLETED:
	case FIELD_HOPES:
		return true;
	default:
		return !cell_is_no_answer(text);
	}
}

struct found cell_first(const struct form *form, const struct row *row,
			enum field field, struct buffer *out)
{
	const struct places *places = &form->places[field];

	for (size_t i = 0; i < places->n; i++) {
		struct found found = {.column = places->columns[i]};

		buffer_cut(out, 0);
		if (found.column >= row->n || !*row->cells[found.column])
			continue;
		found.mended =
			cell_clean(out,
				   options_said(&form->columns[found.column],
						row->cells[found.column]),
				   field);
		if (says_something(out->text, field))
			return found;
	}
	buffer_cut(out, 0);
	return (struct found){.column = SIZE_MAX};
}

bool cell_folds_to(const char *cell, const char *folded)
{
	struct buffer fold = BUFFER_INIT;
	bool same;

	if (strlen(cell) > 60)
		return false;
	text_fold(&fold, cell);
	same = strcmp(fold.text, folded) == 0;
	buffer_release(&fold);
	return same;
}
