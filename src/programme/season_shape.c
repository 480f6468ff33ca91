/*
 * States of a season are told apart by their shape: people are put in an order
 * that follows from the graph and the waits alone, as far as colours that are
 * refined by the neighbours' tell them apart (Weisfeiler and Leman, 1968); of
 * those they do not tell apart one is made an exception until all are in order.
 * Two states with equal shapes are the same up to names. The reverse need not
 * hold, which costs time and nothing else.
 */
#include "programme/season.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/random.h"

struct entry {
	struct shape_key key;
	unsigned value;
	bool taken;
};
struct memo {
	struct entry *entries;
	size_t capacity; /* a power of two */
	size_t count;
};

enum { FIRST_CAPACITY = 256 };

static uint64_t mixed(uint64_t word)
{
	return random_next(&word);
}

/* One round of refinement. */
static void refine(const struct season *season,
		   const struct season_state *state, uint64_t *colour)
{
	uint64_t next[SEASON_MOST_PEOPLE] = {0};

	for (uint32_t v = 0; v < season->n; v++) {
		uint64_t sum = 0;

		for (uint32_t u = 0; u < season->n; u++)
			if (state->may[v] >> u & 1)
				sum += mixed(colour[u]);
		next[v] = mixed(colour[v] ^ mixed(sum));
	}
	memcpy(colour, next, season->n * sizeof(*colour));
}

/* How many have the colour of v. */
static uint32_t count_like(const struct season *season, const uint64_t *colour,
			   uint32_t v)
{
	uint32_t count = 0;

	for (uint32_t u = 0; u < season->n; u++)
		count += colour[u] == colour[v];
	return count;
}

/* Of the lowest colour that several have, the first; or n. */
static uint32_t first_shared(const struct season *season,
			     const uint64_t *colour)
{
	uint32_t first = season->n;

	for (uint32_t v = 0; v < season->n; v++)
		if (count_like(season, colour, v) > 1 &&
		    (first == season->n || colour[v] < colour[first]))
			first = v;
	return first;
}

static void colour_all(const struct season *season,
		       const struct season_state *state, uint64_t *colour)
{
	for (uint32_t v = 0; v < season->n; v++)
		colour[v] = mixed(state->waits[v]);
	for (;;) {
		for (int round = 0; round < 3; round++)
			refine(season, state, colour);
		uint32_t v = first_shared(season, colour);
		if (v == season->n)
			return;
		colour[v] = mixed(colour[v]);
	}
}

void shape_of(struct shape_key *out, const struct season *season,
	      const struct season_state *state, unsigned months)
{
	uint64_t colour[SEASON_MOST_PEOPLE];
	uint32_t place[SEASON_MOST_PEOPLE];
	uint16_t fewest = UINT16_MAX;

	memset(out, 0, sizeof(*out));
	colour_all(season, state, colour);
	for (uint32_t v = 0; v < season->n; v++) {
		place[v] = 0;
		for (uint32_t u = 0; u < season->n; u++)
			place[v] += colour[u] < colour[v];
		if (state->waits[v] < fewest)
			fewest = state->waits[v];
	}
	for (uint32_t v = 0; v < season->n; v++) {
		season_set *row = &out->state.may[place[v]];

		for (uint32_t u = 0; u < season->n; u++)
			if (state->may[v] >> u & 1)
				*row = (season_set)(*row | 1U << place[u]);
		out->state.waits[place[v]] =
			(uint16_t)(state->waits[v] - fewest);
	}
	out->months = (uint16_t)months;
	if (months >= season->drop_at)
		out->drop_at = (uint16_t)season->drop_at;
}

/* Where a key is, or would go. */
static struct entry *find(const struct memo *memo, const struct shape_key *key)
{
	size_t at = random_hash(0, 0, key, sizeof(*key));

	for (;; at++) {
		struct entry *entry = &memo->entries[at & (memo->capacity - 1)];

		if (!entry->taken ||
		    memcmp(&entry->key, key, sizeof(*key)) == 0)
			return entry;
	}
}

static bool grow(struct memo *memo)
{
	struct memo larger = {.count = memo->count};

	larger.capacity = memo->capacity ? 2 * memo->capacity : FIRST_CAPACITY;
	larger.entries = memory_new(larger.capacity, sizeof(*larger.entries));
	if (!larger.entries)
		return false;
	for (size_t i = 0; i < memo->capacity; i++)
		if (memo->entries[i].taken)
			*find(&larger, &memo->entries[i].key) =
				memo->entries[i];
	free(memo->entries);
	*memo = larger;
	return true;
}

enum c5_status memo_put(struct season *season, const struct shape_key *key,
			unsigned value, struct c5_error *err)
{
	struct memo *memo = season->known;

	if (!memo)
		memo = season->known = memory_new(1, sizeof(*memo));
	if (!memo || (2 * memo->count >= memo->capacity && !grow(memo)))
		return error_memory(err);
	struct entry *entry = find(memo, key);
	memo->count += !entry->taken;
	*entry = (struct entry){*key, value, true};
	return C5_OK;
}

bool memo_get(const struct season *season, const struct shape_key *key,
	      unsigned *value)
{
	const struct entry *entry =
		season->known ? find(season->known, key) : NULL;

	if (!entry || !entry->taken)
		return false;
	*value = entry->value;
	return true;
}

void memo_free(struct memo *memo)
{
	if (memo)
		free(memo->entries);
	free(memo);
}
