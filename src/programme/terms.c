#include "programme/terms.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/text.h"

/* A term as somebody wrote it, with the form it is compared by. */
struct term {
	const char *folded, *written;
	uint32_t number;
};

struct term_list {
	struct term *terms;
	size_t count, capacity;
};

static int by_folded(const void *left, const void *right)
{
	const struct term *a = left, *b = right;
	int order = strcmp(a->folded, b->folded);

	return order ? order : strcmp(a->written, b->written);
}

static bool add_term(struct cohort *cohort, struct term_list *list,
		     const char *text, size_t length)
{
	struct buffer folded = BUFFER_INIT;
	char *written = pool_copy(&cohort->pool, text, length);
	struct term term = {.written = written};

	if (written)
		text_fold(&folded, written);
	if (written && !folded.failed)
		term.folded =
			pool_copy(&cohort->pool, folded.text, folded.length);
	buffer_release(&folded);
	void *grown = term.folded ? memory_grow(list->terms, &list->capacity,
						list->count + 1, sizeof(term))
				  : NULL;
	if (!grown)
		return false;
	list->terms = grown;
	if (*term.folded)
		list->terms[list->count++] = term;
	return true;
}

/* The next line of a list; false at its end. */
static bool next_line(const char **at, const char **line, size_t *length)
{
	if (!**at)
		return false;
	*line = *at;
	*length = strcspn(*at, "\n");
	*at += *length + ((*at)[*length] == '\n');
	return true;
}

static bool collect_list(struct cohort *cohort, struct term_list *list,
			 const char *text)
{
	const char *line;
	size_t length;

	while (next_line(&text, &line, &length))
		if (!add_term(cohort, list, line, length))
			return false;
	return true;
}

static bool collect(struct cohort *cohort, struct term_list *list)
{
	for (size_t i = 0; i < cohort->n; i++) {
		const struct profile *p = &cohort->people[i].profile;

		if (!collect_list(cohort, list, p->place) ||
		    !collect_list(cohort, list, p->profession) ||
		    !collect_list(cohort, list, p->interests) ||
		    !collect_list(cohort, list, p->availability))
			return false;
	}
	return true;
}

/* Sorts, numbers from 1, and keeps a label for each number. */
static bool number_all(struct cohort *cohort, struct term_list *list)
{
	uint32_t number = 0;

	cohort->terms =
		pool_alloc(&cohort->pool, (list->count + 1) * sizeof(char *));
	if (!cohort->terms)
		return false;
	cohort->terms[0] = "";
	if (list->count)
		qsort(list->terms, list->count, sizeof(*list->terms),
		      by_folded);
	for (size_t i = 0; i < list->count; i++) {
		struct term *term = &list->terms[i];

		if (!i || strcmp(term->folded, term[-1].folded) != 0)
			cohort->terms[++number] = term->written;
		term->number = number;
	}
	cohort->n_terms = number + 1;
	return true;
}

static int same_folded(const void *key, const void *element)
{
	const struct term *term = element;

	return strcmp(key, term->folded);
}

/* 0 for a text that folds to nothing. */
static uint32_t number_of(const struct term_list *list, const char *text,
			  size_t length, struct buffer *scratch)
{
	struct buffer line = BUFFER_INIT;
	const struct term *found = NULL;

	buffer_add(&line, text, length);
	buffer_cut(scratch, 0);
	text_fold(scratch, line.text);
	if (list->count)
		found = bsearch(scratch->text, list->terms, list->count,
				sizeof(*list->terms), same_folded);
	scratch->failed |= line.failed;
	buffer_release(&line);
	return found ? found->number : 0;
}

static int by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return a < b ? -1 : a > b;
}

static size_t count_lines(const char *text)
{
	size_t lines = 1;

	for (; *text; text++)
		lines += *text == '\n';
	return lines;
}

static bool make_set(struct cohort *cohort, const struct term_list *list,
		     const char *text, struct term_set *out)
{
	struct buffer scratch = BUFFER_INIT;
	uint32_t *ids =
		pool_alloc(&cohort->pool, count_lines(text) * sizeof(*ids));
	size_t n = 0, kept = 0, length;
	const char *line;

	while (ids && next_line(&text, &line, &length)) {
		ids[n] = number_of(list, line, length, &scratch);
		n += ids[n] != 0;
	}
	if (ids)
		qsort(ids, n, sizeof(*ids), by_number);
	for (size_t i = 0; i < n; i++)
		if (!i || ids[i] != ids[kept - 1])
			ids[kept++] = ids[i];
	*out = (struct term_set){ids, kept};
	bool ok = ids && !scratch.failed;
	buffer_release(&scratch);
	return ok;
}

static bool make_sets(struct cohort *cohort, const struct term_list *list,
		      struct person *person)
{
	const struct profile *p = &person->profile;
	struct term_set profession;

	if (!make_set(cohort, list, p->place, &person->places) ||
	    !make_set(cohort, list, p->interests, &person->interests) ||
	    !make_set(cohort, list, p->availability, &person->slots) ||
	    !make_set(cohort, list, p->profession, &profession))
		return false;
	person->profession = profession.count ? profession.ids[0] : 0;
	return true;
}

enum c5_status terms_number(struct cohort *cohort, struct c5_error *err)
{
	struct term_list list = {NULL, 0, 0};
	bool ok = collect(cohort, &list) && number_all(cohort, &list);

	for (size_t i = 0; ok && i < cohort->n; i++)
		ok = make_sets(cohort, &list, &cohort->people[i]);
	free(list.terms);
	return ok ? C5_OK : error_memory(err);
}

size_t term_set_shared(const struct term_set *a, const struct term_set *b)
{
	size_t shared = 0, i = 0, j = 0;

	while (i < a->count && j < b->count) {
		uint32_t left = a->ids[i], right = b->ids[j];

		shared += left == right;
		i += left <= right;
		j += right <= left;
	}
	return shared;
}
