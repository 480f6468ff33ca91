#include "programme/vocabulary_internal.h"

#include <string.h>

/* What the words of seniority mean: a step is a pointer into this. */
static const int steps[] = {0, 1, 2, 3, 4, 5};

enum c5_status vocabulary_add_seniority(struct vocabulary *vocabulary,
					const char *alias, int step,
					struct c5_error *err)
{
	const char *fold;
	enum c5_status status;

	if (step < 1 || step > 5)
		return error_set(err, C5_DATA,
				 "'%s' has step %d: the steps of seniority are "
				 "1 to 5",
				 alias, step);
	status = vocabulary_keep_fold(&fold, vocabulary, alias, err);
	if (status != C5_OK)
		return status;
	struct word *word = words_find(&vocabulary->seniorities, fold);
	if (!word)
		return words_add(&vocabulary->seniorities, fold, &steps[step],
				 false, err);
	if (word->meaning == &steps[step])
		return C5_OK;
	return error_set(err, C5_DATA,
			 "'%s' is already step %d of seniority: give it one",
			 alias, *(const int *)word->meaning);
}

int vocabulary_seniority(const struct vocabulary *vocabulary, const char *text)
{
	const char *fold = vocabulary_fold(vocabulary, text);
	const struct word *word = words_find(&vocabulary->seniorities, fold);

	if (word)
		return *(const int *)word->meaning;
	if (fold[0] >= '1' && fold[0] <= '5' && !fold[1])
		return fold[0] - '0';
	return 0;
}

static enum c5_status add_interest_word(struct vocabulary *vocabulary,
					const char *text, const char *label,
					struct c5_error *err)
{
	const char *fold;
	enum c5_status status =
		vocabulary_keep_fold(&fold, vocabulary, text, err);

	if (status != C5_OK)
		return status;
	struct word *word = words_find(&vocabulary->interests, fold);
	if (!word)
		return words_add(&vocabulary->interests, fold, label, false,
				 err);
	if (strcmp(word->meaning, label) == 0)
		return C5_OK;
	return error_set(
		err, C5_DATA,
		"'%s' already means '%s': give it to one interest only", text,
		(const char *)word->meaning);
}

enum c5_status vocabulary_add_interest(struct vocabulary *vocabulary,
				       const char *alias, const char *label,
				       struct c5_error *err)
{
	const char *copy = vocabulary_keep(vocabulary, label, err);
	enum c5_status status = C5_SYSTEM;

	if (copy)
		status = add_interest_word(vocabulary, copy, copy, err);
	if (status == C5_OK)
		status = add_interest_word(vocabulary, alias, copy, err);
	return status;
}

const char *vocabulary_interest(const struct vocabulary *vocabulary,
				const char *text)
{
	const struct word *word = words_find(&vocabulary->interests,
					     vocabulary_fold(vocabulary, text));

	return word ? word->meaning : NULL;
}

enum c5_status vocabulary_add_column(struct vocabulary *vocabulary,
				     const char *field,
				     enum vocabulary_match match,
				     const char *phrase, struct c5_error *err)
{
	struct words *words = match == VOCABULARY_MAP ? &vocabulary->maps
			      : match == VOCABULARY_EXACT
				      ? &vocabulary->headers
				      : &vocabulary->phrases;
	const char *fold, *kept = vocabulary_keep(vocabulary, field, err);
	enum c5_status status = C5_SYSTEM;

	if (kept)
		status = vocabulary_keep_fold(&fold, vocabulary, phrase, err);
	if (status != C5_OK)
		return status;
	struct word *word = words_find(words, fold);
	if (!word)
		return words_add(words, fold, kept, false, err);
	word->meaning = kept;
	return C5_OK;
}

/* Where the words of `phrase` stand in a row in `header`, both folded; or NULL.
 */
static const char *stands_in(const char *header, const struct word *phrase)
{
	const char *at = header;

	while ((at = strstr(at, phrase->fold))) {
		char after = at[phrase->length];

		if ((at == header || at[-1] == ' ') && (!after || after == ' '))
			return at;
		at++;
	}
	return NULL;
}

static bool counts(const struct word *word, const char *const *but)
{
	while (*but && strcmp(*but, word->meaning) != 0)
		but++;
	return !*but;
}

/* The word for the whole header, if its field counts. */
static const struct word *find_whole(const struct words *words,
				     const char *fold, const char *const *but)
{
	const struct word *word = words_find(words, fold);

	return word && counts(word, but) ? word : NULL;
}

const char *vocabulary_column(const struct vocabulary *vocabulary,
			      const char *header, const char *const *but,
			      size_t *length)
{
	const char *fold = vocabulary_fold(vocabulary, header);
	const struct word *map = find_whole(&vocabulary->maps, fold, but);
	const struct word *best =
		map ? map : find_whole(&vocabulary->headers, fold, but);
	const char *best_at = fold;

	*length = map ? SIZE_MAX : best ? SIZE_MAX - 1 : 0;
	if (best)
		return best->meaning;
	for (size_t i = 0; i < vocabulary->phrases.n; i++) {
		const struct word *phrase = &vocabulary->phrases.list[i];
		const char *at = phrase->length < *length
					 ? NULL
					 : stands_in(fold, phrase);

		/* Of two as long, the one that stands first. */
		if (!at || !counts(phrase, but) ||
		    (phrase->length == *length && at > best_at))
			continue;
		best = phrase;
		best_at = at;
		*length = phrase->length;
	}
	return best ? best->meaning : NULL;
}
