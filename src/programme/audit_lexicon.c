/* Open addressing; at most half of the entries are taken. */
#include "programme/audit.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/random.h"

/* The entry of a text, or the free one where it belongs. */
static size_t place_of(const struct lexicon *lexicon, uint32_t kind,
		       const char *text, size_t length)
{
	size_t at = random_hash(kind, 0, text, length);

	for (;; at++) {
		const struct lexicon_entry *entry;

		at &= lexicon->capacity - 1;
		entry = &lexicon->entries[at];
		if (!entry->text ||
		    (entry->kind == kind && entry->length == length &&
		     memcmp(entry->text, text, length) == 0))
			return at;
	}
}

static bool make_room(struct lexicon *lexicon)
{
	struct lexicon_entry *old = lexicon->entries, *wider;
	size_t old_capacity = lexicon->capacity;
	size_t capacity = old_capacity ? 2 * old_capacity : 256;

	if (2 * (lexicon->count + 1) <= old_capacity)
		return true;
	wider = memory_new(capacity, sizeof(*wider));
	if (!wider)
		return false;
	lexicon->entries = wider;
	lexicon->capacity = capacity;
	for (size_t i = 0; i < old_capacity; i++)
		if (old[i].text)
			wider[place_of(lexicon, old[i].kind, old[i].text,
				       old[i].length)] = old[i];
	free(old);
	return true;
}

const struct lexicon_entry *lexicon_find(const struct lexicon *lexicon,
					 uint32_t kind, const char *text,
					 size_t length)
{
	const struct lexicon_entry *entry;

	if (!lexicon->count)
		return NULL;
	entry = &lexicon->entries[place_of(lexicon, kind, text, length)];
	return entry->text ? entry : NULL;
}

bool lexicon_add(struct lexicon *lexicon, uint32_t kind, const char *text,
		 size_t length, uint32_t number)
{
	struct lexicon_entry entry = {
		.length = length, .kind = kind, .number = number};

	if (!make_room(lexicon))
		return false;
	entry.text = pool_copy(lexicon->pool, text, length);
	if (!entry.text)
		return false;
	lexicon->entries[place_of(lexicon, kind, text, length)] = entry;
	lexicon->count++;
	return true;
}

void lexicon_release(struct lexicon *lexicon)
{
	free(lexicon->entries);
	*lexicon = (struct lexicon){.pool = lexicon->pool};
}
