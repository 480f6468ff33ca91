#include "programme/vocabulary_internal.h"

#include <string.h>

#include "connect5/random.h"

/* Where an organisation of that id stands, or would stand. */
static size_t place_of(const struct vocabulary *vocabulary, int64_t id)
{
	size_t low = 0, high = vocabulary->n_organisations;

	/* Mostly they come in the order of their ids. */
	if (high && vocabulary->organisations[high - 1]->id < id)
		return high;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (vocabulary->organisations[middle]->id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct organisation *
vocabulary_organisation(const struct vocabulary *vocabulary, int64_t id)
{
	size_t at = place_of(vocabulary, id);

	if (at == vocabulary->n_organisations ||
	    vocabulary->organisations[at]->id != id)
		return NULL;
	return vocabulary->organisations[at];
}

static enum c5_status add_place(struct vocabulary *vocabulary,
				const char *place, struct c5_error *err)
{
	const char *fold, *label;
	enum c5_status status =
		vocabulary_keep_fold(&fold, vocabulary, place, err);

	if (status != C5_OK)
		return status;
	if (words_find(&vocabulary->places, fold))
		return C5_OK;
	label = vocabulary_keep(vocabulary, place, err);
	if (!label)
		return C5_SYSTEM;
	return words_add(&vocabulary->places, fold, label, false, err);
}

/* Each line of a list is a place. */
static enum c5_status add_places(struct vocabulary *vocabulary,
				 const char *list, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	while (*list && status == C5_OK) {
		size_t length = strcspn(list, "\n");
		char *place = pool_copy(&vocabulary->pool, list, length);

		if (!place)
			return error_memory(err);
		if (length)
			status = add_place(vocabulary, place, err);
		list += length + (list[length] == '\n');
	}
	return status;
}

static enum c5_status
add_organisation_word(struct vocabulary *vocabulary, const char *text,
		      const struct organisation *organisation, bool ambiguous,
		      struct c5_error *err)
{
	struct words *words = &vocabulary->organisation_words;
	const char *fold;
	enum c5_status status =
		vocabulary_keep_fold(&fold, vocabulary, text, err);

	if (status != C5_OK)
		return status;
	/* What was near before may not be the nearest any more. */
	for (size_t i = 0; i < NEAR_ANSWERS; i++)
		buffer_cut(&vocabulary->near->slots[i].asked, 0);
	struct word *word = words_find(words, fold);
	while (word && word->meaning != organisation)
		word = words_after(words, word);
	if (!word)
		return words_add(words, fold, organisation, ambiguous, err);
	word->ambiguous |= ambiguous;
	return C5_OK;
}

/* Makes room in the list, which is in the order of ids. */
static enum c5_status insert_organisation(struct vocabulary *vocabulary,
					  const struct organisation *entry,
					  struct c5_error *err)
{
	size_t at = place_of(vocabulary, entry->id);
	const struct organisation **list = memory_grow(
		vocabulary->organisations, &vocabulary->organisation_capacity,
		vocabulary->n_organisations + 1, sizeof(*list));

	if (!list)
		return error_memory(err);
	vocabulary->organisations = list;
	memmove(list + at + 1, list + at,
		(vocabulary->n_organisations - at) * sizeof(*list));
	list[at] = entry;
	vocabulary->n_organisations++;
	return C5_OK;
}

enum c5_status vocabulary_add_organisation(struct vocabulary *vocabulary,
					   const struct organisation *org,
					   struct c5_error *err)
{
	struct organisation *copy =
		pool_alloc(&vocabulary->pool, sizeof(*copy));
	enum c5_status status;

	if (!copy)
		return error_memory(err);
	copy->id = org->id;
	copy->sector = org->sector;
	copy->name = vocabulary_keep(vocabulary, org->name, err);
	copy->place = vocabulary_keep(vocabulary, org->place, err);
	if (!copy->name || !copy->place)
		return C5_SYSTEM;
	status =
		add_organisation_word(vocabulary, copy->name, copy, false, err);
	if (status == C5_OK)
		status = add_places(vocabulary, copy->place, err);
	if (status == C5_OK)
		status = insert_organisation(vocabulary, copy, err);
	return status;
}

enum c5_status vocabulary_add_organisation_alias(struct vocabulary *vocabulary,
						 const char *alias, int64_t id,
						 bool ambiguous,
						 struct c5_error *err)
{
	const struct organisation *found =
		vocabulary_organisation(vocabulary, id);

	if (!found)
		return error_set(err, C5_DATA,
				 "'%s' is to mean an organisation that does "
				 "not exist: add that one first",
				 alias);
	return add_organisation_word(vocabulary, alias, found, ambiguous, err);
}

/* All that a word may mean, as far as there is room. */
static size_t gather(const struct words *words, const struct word *word,
		     const struct organisation *candidates[])
{
	size_t n = 0;

	for (; word && n < VOCABULARY_CANDIDATES;
	     word = words_after(words, word))
		candidates[n++] = word->meaning;
	return n;
}

const struct organisation *vocabulary_find_organisation(
	const struct vocabulary *vocabulary, const char *text,
	const struct organisation *candidates[VOCABULARY_CANDIDATES],
	size_t *n_candidates)
{
	const struct words *words = &vocabulary->organisation_words;
	const struct word *word =
		words_find(words, vocabulary_fold(vocabulary, text));

	*n_candidates = 0;
	if (!word)
		return NULL;
	if (!word->ambiguous && !words_after(words, word))
		return word->meaning;
	*n_candidates = gather(words, word, candidates);
	return NULL;
}

static const struct organisation *find_near(const struct vocabulary *vocabulary,
					    const char *fold)
{
	const struct word *word =
		words_near(&vocabulary->organisation_words, fold);

	return word ? word->meaning : NULL;
}

const struct organisation *
vocabulary_near_organisation(const struct vocabulary *vocabulary,
			     const char *text)
{
	const char *fold = vocabulary_fold(vocabulary, text);
	size_t length = strlen(fold);
	uint64_t slot = random_hash(0, 0, fold, length) % NEAR_ANSWERS;
	struct buffer *asked = &vocabulary->near->slots[slot].asked;
	const struct organisation **near = &vocabulary->near->slots[slot].near;

	if (!length || length > NEAR_BYTES)
		return find_near(vocabulary, fold);
	if (strcmp(asked->text, fold) != 0) {
		*near = find_near(vocabulary, fold);
		buffer_cut(asked, 0);
		buffer_puts(asked, fold);
		vocabulary->scratch->failed |= asked->failed;
	}
	return *near;
}

const char *vocabulary_place(const struct vocabulary *vocabulary,
			     const char *text)
{
	const struct word *word = words_find(&vocabulary->places,
					     vocabulary_fold(vocabulary, text));

	return word ? word->meaning : NULL;
}
