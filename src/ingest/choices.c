/*
 * Cells that hold several choices. ';' and line breaks always part them. In a
 * cell without any, ', ' does where a known choice ends or begins, the longest
 * first: choices may have commas in them ("Care, housing and support").
 */
#include "ingest/form_internal.h"

#include <string.h>

#include "connect5/random.h"
#include "connect5/text.h"

enum {
	TOKENS_MAX = 40,     /* more parts with commas are prose */
	TOKENS_IN_CHOICE = 8 /* no choice has more commas than 7 */
};

/* One cell being taken apart. */
struct split {
	const struct form *form; /* NULL: people, who are in no list */
	enum shown_list list;
	struct pool *pool;
	struct value_list *out;
	struct buffer *restated; /* NULL: into `out` */
	struct buffer clean, fold;
};

static const char *keep(struct split *split, const struct buffer *text)
{
	return pool_copy(split->pool, text->text, text->length);
}

/* Adds what is in `clean`, unless it is there already or says nothing. */
static bool add_clean(struct split *split)
{
	struct value_list *out = split->out;
	const char *known = NULL, *fold;

	if (split->clean.failed)
		return false;
	if (!cell_is_usable(split->clean.text) ||
	    cell_is_no_answer(split->clean.text))
		return true;
	if (split->form)
		known = shown_known(split->form, split->list,
				    split->clean.text);
	buffer_cut(&split->fold, 0);
	text_fold(&split->fold, known ? known : split->clean.text);
	for (size_t i = 0; i < out->n; i++)
		if (strcmp(out->folds[i], split->fold.text) == 0)
			return !split->fold.failed;
	if (out->n == VALUES_MAX) {
		out->full = true;
		return true;
	}
	fold = keep(split, &split->fold);
	known = known ? pool_copy(split->pool, known, strlen(known))
		      : keep(split, &split->clean);
	if (split->fold.failed || !fold || !known)
		return false;
	out->folds[out->n] = fold;
	out->values[out->n++] = known;
	return true;
}

/* Adds the text between two places. */
static bool add_between(struct split *split, const char *from, const char *to)
{
	struct buffer raw = BUFFER_INIT;

	if (split->restated) {
		buffer_puts(split->restated,
			    split->restated->length ? " " : "");
		buffer_add(split->restated, from, (size_t)(to - from));
		buffer_putc(split->restated, ';');
		return !split->restated->failed;
	}
	buffer_add(&raw, from, (size_t)(to - from));
	buffer_cut(&split->clean, 0);
	text_line(&split->clean, raw.text);
	split->clean.failed |= raw.failed;
	buffer_release(&raw);
	return add_clean(split);
}

/* A piece as its parts between ', '. */
struct tokens {
	struct {
		const char *from, *to;
	} parts[TOKENS_MAX];
	size_t n;
};

static bool find_tokens(struct tokens *tokens, const char *from,
			const char *end)
{
	const char *comma;

	tokens->n = 0;
	do {
		if (tokens->n == TOKENS_MAX)
			return false;
		comma = memmem(from, (size_t)(end - from), ", ", 2);
		tokens->parts[tokens->n].from = from;
		tokens->parts[tokens->n++].to = comma ? comma : end;
		from = comma ? comma + 2 : end;
	} while (comma);
	return true;
}

/* Are the parts from `first` up to `last` (not it) together a known choice? */
static bool is_choice(struct split *split, const struct tokens *tokens,
		      size_t first, size_t last)
{
	const char *from = tokens->parts[first].from;
	const char *to = tokens->parts[last - 1].to;

	buffer_cut(&split->clean, 0);
	buffer_add(&split->clean, from, (size_t)(to - from));
	if (split->clean.failed)
		return false;
	if (shown_known(split->form, split->list, split->clean.text))
		return true;
	const struct shown *shown = &split->form->shown[split->list];
	return shown->n <= SHOWN_MAX &&
	       vocabulary_interest(shown->words, split->clean.text);
}

/* The end of the longest known choice that begins at `first`; or `first`. */
static size_t longest(struct split *split, const struct tokens *tokens,
		      size_t first)
{
	size_t last = first + TOKENS_IN_CHOICE;

	if (last > tokens->n)
		last = tokens->n;
	while (last > first && !is_choice(split, tokens, first, last))
		last--;
	return last;
}

/*
 * May a choice end before this part? Not where it goes on in small letters and
 * begins no known choice: then the comma is one within a choice.
 */
static bool may_end(struct split *split, const struct tokens *tokens,
		    size_t next)
{
	if (next == tokens->n)
		return true;
	char first = *tokens->parts[next].from;
	return first < 'a' || first > 'z' ||
	       longest(split, tokens, next) > next;
}

/* Adds the parts from `first` up to `last` (not it) as one value. */
static bool add_parts(struct split *split, const struct tokens *tokens,
		      size_t first, size_t last)
{
	return first == last || add_between(split, tokens->parts[first].from,
					    tokens->parts[last - 1].to);
}

/* Adds the known choices, and each run of parts between them as it stands. */
static bool add_tokens(struct split *split, const struct tokens *tokens)
{
	size_t run = 0, at = 0;

	while (at < tokens->n) {
		size_t end = longest(split, tokens, at);

		if (end == at || !may_end(split, tokens, end)) {
			at++;
			continue;
		}
		if (!add_parts(split, tokens, run, at) ||
		    !add_parts(split, tokens, at, end))
			return false;
		run = at = end;
	}
	return add_parts(split, tokens, run, at);
}

/* What stands between two ';': where the cell has any, they part the choices,
 * and a comma is part of one. */
static bool add_piece(struct split *split, const char *from, const char *end,
		      bool whole_cell)
{
	struct tokens tokens;

	if (!split->form || !whole_cell || !find_tokens(&tokens, from, end))
		return add_between(split, from, end);
	return add_tokens(split, &tokens);
}

static bool split_cell(struct split *split, const char *cell, const char *marks)
{
	bool whole = !cell[strcspn(cell, marks)];
	bool done = true;

	split->clean = split->fold = (struct buffer)BUFFER_INIT;
	while (*cell && done) {
		const char *end = cell + strcspn(cell, marks);

		done = add_piece(split, cell, end, whole);
		cell = end + (*end != '\0');
	}
	buffer_release(&split->clean);
	buffer_release(&split->fold);
	return done;
}

/* Takes a cell apart into choices. False: no memory. */
static bool split_choices(const struct form *form, enum shown_list list,
			  const char *cell, struct pool *pool,
			  struct value_list *out)
{
	struct split split = {
		.form = form, .list = list, .pool = pool, .out = out};

	out->n = 0;
	out->full = false;
	return split_cell(&split, cell, ";\r\n");
}

/* One a line; NULL: no memory. */
static const char *join(const struct value_list *values, struct pool *pool)
{
	size_t length = 0;
	char *joined, *at;

	for (size_t i = 0; i < values->n; i++)
		length += strlen(values->values[i]) + 1;
	at = joined = pool_alloc(pool, length + 1);
	for (size_t i = 0; joined && i < values->n; i++) {
		if (i)
			*at++ = '\n';
		at = stpcpy(at, values->values[i]);
	}
	return joined;
}

static const char *split_and_join(const struct form *form, enum shown_list list,
				  const char *cell, struct pool *pool,
				  bool *full)
{
	struct value_list values;
	bool done = split_choices(form, list, cell, pool, &values);

	*full = values.full;
	return done ? join(&values, pool) : NULL;
}

const char *choices_joined(const struct form *form, enum shown_list list,
			   const char *cell, struct pool *pool, bool *full)
{
	size_t length = strlen(cell);
	uint64_t slot = random_hash(0, 0, cell, length) % SEEN_CELLS;
	struct split_cell *known = &form->split[list][slot];
	const char *joined;

	if (strcmp(known->cell.text, cell) == 0) {
		*full = known->full;
		return pool_copy(pool, known->joined.text,
				 known->joined.length);
	}
	joined = split_and_join(form, list, cell, pool, full);
	if (!joined || length > SEEN_BYTES)
		return joined;
	buffer_cut(&known->cell, 0);
	buffer_cut(&known->joined, 0);
	buffer_puts(&known->cell, cell);
	buffer_puts(&known->joined, joined);
	known->full = *full;
	return known->cell.failed || known->joined.failed ? NULL : joined;
}

void choices_forget(struct form *form)
{
	for (size_t list = 0; list < SHOWN_LISTS; list++)
		for (size_t i = 0; i < SEEN_CELLS; i++) {
			buffer_release(&form->split[list][i].cell);
			buffer_release(&form->split[list][i].joined);
			form->split[list][i].full = false;
		}
}

void choices_restate(struct buffer *out, const struct form *form,
		     enum shown_list list, const char *cell)
{
	struct split split = {.form = form, .list = list, .restated = out};

	out->failed |= !split_cell(&split, cell, ";\r\n");
}

/* Is every part between commas an address? */
static bool all_addresses(const char *cell)
{
	while (*cell) {
		size_t length = strcspn(cell, ",;\r\n");

		if (!memchr(cell, '@', length))
			return false;
		cell += length + (cell[length] != '\0');
	}
	return true;
}

bool choices_people(const char *cell, struct pool *pool, struct value_list *out)
{
	struct split split = {.pool = pool, .out = out};

	out->n = 0;
	out->full = false;
	return split_cell(&split, cell,
			  all_addresses(cell) ? ",;\r\n" : ";\r\n");
}
