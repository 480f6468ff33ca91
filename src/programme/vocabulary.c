#include "connect5/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/text.h"
#include "programme/vocabulary_internal.h"

enum c5_status vocabulary_new(struct vocabulary **out, struct c5_error *err)
{
	struct vocabulary *vocabulary = memory_new(1, sizeof(*vocabulary));

	*out = NULL;
	if (!vocabulary)
		return error_memory(err);
	vocabulary->scratch = memory_new(1, sizeof(*vocabulary->scratch));
	vocabulary->near = memory_new(1, sizeof(*vocabulary->near));
	if (!vocabulary->scratch || !vocabulary->near) {
		free(vocabulary->scratch);
		free(vocabulary->near);
		free(vocabulary);
		return error_memory(err);
	}
	*vocabulary->scratch = (struct buffer)BUFFER_INIT;
	for (size_t i = 0; i < NEAR_ANSWERS; i++)
		vocabulary->near->slots[i].asked = (struct buffer)BUFFER_INIT;
	*out = vocabulary;
	return C5_OK;
}

void vocabulary_free(struct vocabulary *vocabulary)
{
	if (!vocabulary)
		return;
	words_release(&vocabulary->sector_words);
	words_release(&vocabulary->organisation_words);
	words_release(&vocabulary->places);
	words_release(&vocabulary->seniorities);
	words_release(&vocabulary->interests);
	words_release(&vocabulary->maps);
	words_release(&vocabulary->headers);
	words_release(&vocabulary->phrases);
	free(vocabulary->sectors);
	free(vocabulary->organisations);
	for (size_t i = 0; i < NEAR_ANSWERS; i++)
		buffer_release(&vocabulary->near->slots[i].asked);
	free(vocabulary->near);
	buffer_release(vocabulary->scratch);
	free(vocabulary->scratch);
	pool_release(&vocabulary->pool);
	free(vocabulary);
}

enum c5_status vocabulary_status(const struct vocabulary *vocabulary,
				 struct c5_error *err)
{
	return buffer_status(vocabulary->scratch, err);
}

const char *vocabulary_fold(const struct vocabulary *vocabulary,
			    const char *text)
{
	struct buffer *scratch = vocabulary->scratch;

	buffer_cut(scratch, 0);
	text_fold(scratch, text);
	return scratch->failed ? "" : scratch->text;
}

const char *vocabulary_keep(struct vocabulary *vocabulary, const char *text,
			    struct c5_error *err)
{
	const char *copy = pool_copy(&vocabulary->pool, text, strlen(text));

	if (!copy)
		error_memory(err);
	return copy;
}

enum c5_status vocabulary_keep_fold(const char **out,
				    struct vocabulary *vocabulary,
				    const char *text, struct c5_error *err)
{
	const char *fold = vocabulary_fold(vocabulary, text);

	*out = NULL;
	if (vocabulary_status(vocabulary, err) != C5_OK)
		return C5_SYSTEM;
	if (!*fold)
		return error_set(err, C5_DATA,
				 "'%s' has no letter or digit to know it by: "
				 "give a word",
				 text);
	*out = vocabulary_keep(vocabulary, fold, err);
	return *out ? C5_OK : C5_SYSTEM;
}

size_t vocabulary_sector_count(const struct vocabulary *vocabulary)
{
	return vocabulary->n_sectors;
}

const struct sector *vocabulary_sector_at(const struct vocabulary *vocabulary,
					  size_t index)
{
	return vocabulary->sectors[index];
}

const struct sector *vocabulary_sector(const struct vocabulary *vocabulary,
				       int64_t id)
{
	for (size_t i = 0; i < vocabulary->n_sectors; i++)
		if (vocabulary->sectors[i]->id == id)
			return vocabulary->sectors[i];
	return NULL;
}

/* A word of a sector; another sector's word is refused. */
static enum c5_status add_sector_word(struct vocabulary *vocabulary,
				      const char *text,
				      const struct sector *sector,
				      struct c5_error *err)
{
	const char *fold;
	enum c5_status status =
		vocabulary_keep_fold(&fold, vocabulary, text, err);

	if (status != C5_OK)
		return status;
	struct word *word = words_find(&vocabulary->sector_words, fold);
	if (!word)
		return words_add(&vocabulary->sector_words, fold, sector, false,
				 err);
	const struct sector *owner = word->meaning;
	if (owner->id == sector->id)
		return C5_OK;
	return error_set(err, C5_DATA,
			 "'%s' already means '%s': give it to one part of the "
			 "system only",
			 text, owner->label);
}

enum c5_status vocabulary_add_sector(struct vocabulary *vocabulary,
				     const struct sector *sector,
				     struct c5_error *err)
{
	struct sector *copy = pool_alloc(&vocabulary->pool, sizeof(*copy));
	const struct sector **sectors =
		memory_grow(vocabulary->sectors, &vocabulary->sector_capacity,
			    vocabulary->n_sectors + 1, sizeof(*sectors));
	enum c5_status status;

	if (sectors)
		vocabulary->sectors = sectors;
	if (!sectors || !copy)
		return error_memory(err);
	copy->id = sector->id;
	copy->code = vocabulary_keep(vocabulary, sector->code, err);
	copy->label = vocabulary_keep(vocabulary, sector->label, err);
	copy->short_label =
		vocabulary_keep(vocabulary, sector->short_label, err);
	if (!copy->code || !copy->label || !copy->short_label)
		return C5_SYSTEM;
	status = add_sector_word(vocabulary, copy->code, copy, err);
	if (status == C5_OK)
		status = add_sector_word(vocabulary, copy->label, copy, err);
	if (status == C5_OK && *copy->short_label)
		status = add_sector_word(vocabulary, copy->short_label, copy,
					 err);
	if (status == C5_OK)
		sectors[vocabulary->n_sectors++] = copy;
	return status;
}

enum c5_status vocabulary_add_sector_alias(struct vocabulary *vocabulary,
					   const char *alias, int64_t sector,
					   struct c5_error *err)
{
	const struct sector *found = vocabulary_sector(vocabulary, sector);

	if (!found)
		return error_set(err, C5_DATA,
				 "'%s' is to mean a part of the system that "
				 "does not exist: add that one first",
				 alias);
	return add_sector_word(vocabulary, alias, found, err);
}

const struct sector *vocabulary_find_sector(const struct vocabulary *vocabulary,
					    const char *text)
{
	const struct word *word = words_find(&vocabulary->sector_words,
					     vocabulary_fold(vocabulary, text));

	return word ? word->meaning : NULL;
}

const struct sector *vocabulary_near_sector(const struct vocabulary *vocabulary,
					    const char *text)
{
	const struct word *word = words_near(&vocabulary->sector_words,
					     vocabulary_fold(vocabulary, text));

	return word ? word->meaning : NULL;
}
