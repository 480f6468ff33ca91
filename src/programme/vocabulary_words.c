#include "programme/vocabulary_internal.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/random.h"
#include "connect5/text.h"

void words_release(struct words *words)
{
	free(words->list);
	free(words->buckets);
	*words = (struct words){0};
}

static size_t bucket_of(const struct words *words, const char *fold)
{
	return random_hash(0, 0, fold, strlen(fold)) & (words->n_buckets - 1);
}

/* Hangs list[index] at the end of its bucket, so that order is kept. */
static void hang(struct words *words, size_t index)
{
	size_t *link =
		&words->buckets[bucket_of(words, words->list[index].fold)];

	while (*link)
		link = &words->list[*link - 1].next;
	*link = index + 1;
	words->list[index].next = 0;
}

/* At most one word a bucket on average. */
static bool widen(struct words *words)
{
	size_t wanted = words->n_buckets ? words->n_buckets * 2 : 64;

	if (words->n < words->n_buckets)
		return true;
	size_t *buckets = memory_new(wanted, sizeof(*buckets));
	if (!buckets)
		return false;
	free(words->buckets);
	words->buckets = buckets;
	words->n_buckets = wanted;
	for (size_t i = 0; i < words->n; i++)
		hang(words, i);
	return true;
}

/* A bit for each letter and digit of ASCII; what else there is has none. */
static uint64_t letters_of(const char *fold)
{
	uint64_t letters = 0;

	for (; *fold; fold++) {
		if (*fold >= 'a' && *fold <= 'z')
			letters |= UINT64_C(1) << (*fold - 'a');
		else if (*fold >= '0' && *fold <= '9')
			letters |= UINT64_C(1) << (*fold - '0' + 26);
	}
	return letters;
}

enum c5_status words_add(struct words *words, const char *fold,
			 const void *meaning, bool ambiguous,
			 struct c5_error *err)
{
	struct word *list = memory_grow(words->list, &words->capacity,
					words->n + 1, sizeof(*list));

	if (!list)
		return error_memory(err);
	words->list = list;
	if (!widen(words))
		return error_memory(err);
	list[words->n] = (struct word){
		.fold = fold,
		.length = strlen(fold),
		.letters = letters_of(fold),
		.meaning = meaning,
		.ambiguous = ambiguous,
	};
	hang(words, words->n++);
	return C5_OK;
}

/* The first of a bucket's chain, from a link on, that has this fold. */
static struct word *follow(const struct words *words, size_t link,
			   const char *fold)
{
	while (link) {
		struct word *word = &words->list[link - 1];

		if (strcmp(word->fold, fold) == 0)
			return word;
		link = word->next;
	}
	return NULL;
}

struct word *words_find(const struct words *words, const char *fold)
{
	if (!words->n)
		return NULL;
	return follow(words, words->buckets[bucket_of(words, fold)], fold);
}

struct word *words_after(const struct words *words, const struct word *word)
{
	return follow(words, word->next, word->fold);
}

/* How many slips still leave a word recognisable. */
static size_t slips_allowed(size_t length)
{
	return length < 4 ? 0 : length < 8 ? 1 : length < 13 ? 2 : 3;
}

const struct word *words_near(const struct words *words, const char *fold)
{
	size_t cap = slips_allowed(strlen(fold)) + 1;
	uint64_t letters = letters_of(fold);
	const struct word *nearest = NULL;

	for (size_t i = 0; i < words->n && cap > 1; i++) {
		const struct word *word = &words->list[i];
		uint64_t odd = letters ^ word->letters;

		/* A slip changes two of the letters at most. */
		if (word->ambiguous ||
		    (size_t)__builtin_popcountll(odd) > 2 * (cap - 1))
			continue;
		size_t distance = text_distance(fold, word->fold, cap);
		if (distance < cap) {
			nearest = word;
			cap = distance;
		}
	}
	return nearest;
}
