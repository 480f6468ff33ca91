#include "programme/affinity.h"

#include <stdbool.h>

/* A bit of the traits to split people by. */
struct split {
	enum trait_word word;
	uint64_t bit; /* 0: none */
};

/* The bits that all of the people and that any of them have. */
static void summarise(const struct affinity *affinity,
		      struct affinity_node *node)
{
	const struct seat *seats = affinity->seats + node->first;

	for (int w = 0; w < TRAIT_WORDS; w++) {
		node->all.word[w] = UINT64_MAX;
		for (uint32_t i = 0; i < node->count; i++) {
			node->all.word[w] &= seats[i].traits.word[w];
			node->any.word[w] |= seats[i].traits.word[w];
		}
	}
}

/*
 * By how much it raises the bound, added up over all pairs, to know who has a
 * bit: what it costs, times the pairs of whom one has it, or both. That two are
 * of one sector counts most; what keeps the most pairs apart is then true of
 * whole branches.
 */
static int64_t gain(const struct affinity *affinity, struct split split,
		    unsigned bit, int64_t with, int64_t without)
{
	const struct prices *prices = &affinity->prices;
	int64_t one = 2 * with * without, both = with * with;

	switch (split.word) {
	case TRAIT_INTERESTS:
		return one * prices->half_interest;
	case TRAIT_OTHERS:
		if (bit < TRAIT_STEP)
			return one * prices->half_slot;
		if (bit < TRAIT_PLACE)
			return one * prices->half_step;
		return one * (bit == TRAIT_PLACE ? prices->half_place
						 : prices->half_profession);
	case TRAIT_PLACES:
		return both * (affinity->place_bits & split.bit
				       ? prices->place
				       : prices->profession);
	case TRAIT_SECTOR:
		return both << 20;
	case TRAIT_MET:
		return both * prices->met;
	case TRAIT_WORDS:
		break;
	}
	return 0;
}

/* People looked at to choose a split: every k-th. */
enum { SAMPLE = 1024 };

struct tally {
	uint32_t with[TRAIT_WORDS][64];
	uint32_t of;
};

static void count_bits(const struct affinity *affinity,
		       const struct affinity_node *node, struct tally *tally)
{
	const struct seat *seats = affinity->seats + node->first;
	uint32_t stride = node->count / SAMPLE + 1;

	*tally = (struct tally){.of = 0};
	for (uint32_t i = 0; i < node->count; i += stride, tally->of++) {
		for (int w = 0; w < TRAIT_WORDS; w++) {
			uint64_t left = seats[i].traits.word[w] &
					node->any.word[w] & ~node->all.word[w];

			for (; left; left &= left - 1)
				tally->with[w][__builtin_ctzll(left)]++;
		}
	}
}

/* The bit with the largest gain, of those that vary. */
static struct split choose_split(const struct affinity *affinity,
				 const struct affinity_node *node)
{
	struct split best = {TRAIT_WORDS, 0};
	struct tally tally;
	int64_t most = -1;

	count_bits(affinity, node, &tally);
	for (enum trait_word w = 0; w < TRAIT_WORDS; w++) {
		uint64_t left = node->any.word[w] & ~node->all.word[w];

		for (; left; left &= left - 1) {
			unsigned bit = (unsigned)__builtin_ctzll(left);
			int64_t with = tally.with[w][bit];
			struct split split = {w, left & -left};
			int64_t value = gain(affinity, split, bit, with,
					     tally.of - with);

			if (value > most) {
				most = value;
				best = split;
			}
		}
	}
	return best;
}

/* Those with the bit come last; returns how many have it not. */
static uint32_t part(struct seat *seats, uint32_t count, struct split split)
{
	uint32_t without = 0;

	for (uint32_t i = 0; i < count; i++) {
		struct seat seat = seats[i];

		if (seat.traits.word[split.word] & split.bit)
			continue;
		seats[i] = seats[without];
		seats[without++] = seat;
	}
	return without;
}

/* Gives a node of too many people its children. */
static enum c5_status divide(struct affinity *affinity, size_t at,
			     struct c5_error *err)
{
	struct affinity_node *node = &affinity->nodes[at];
	struct split split = choose_split(affinity, node);
	uint32_t first = node->first, count = node->count, left = count / 2;
	void *grown;

	if (split.bit)
		left = part(affinity->seats + first, count, split);
	grown = memory_grow(affinity->nodes, &affinity->capacity,
			    affinity->n_nodes + 2, sizeof(*node));
	if (!grown)
		return error_memory(err);
	affinity->nodes = node = grown;
	node[at].children = (uint32_t)affinity->n_nodes;
	node += affinity->n_nodes;
	node[0] = (struct affinity_node){.first = first, .count = left};
	node[1] = (struct affinity_node){.first = first + left,
					 .count = count - left};
	affinity->n_nodes += 2;
	summarise(affinity, &node[0]);
	summarise(affinity, &node[1]);
	return C5_OK;
}

/*
 * Nodes are divided in the order in which they were made. A path from the root
 * is as long as there are bits at the most, and then halves equal people.
 */
enum c5_status affinity_grow(struct affinity *affinity, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	if (!affinity->n)
		return C5_OK;
	affinity->nodes = memory_new(1, sizeof(*affinity->nodes));
	if (!affinity->nodes)
		return error_memory(err);
	affinity->capacity = affinity->n_nodes = 1;
	affinity->nodes[0] = (struct affinity_node){.count = affinity->n};
	summarise(affinity, &affinity->nodes[0]);
	for (size_t at = 0; at < affinity->n_nodes && !status; at++)
		if (affinity->nodes[at].count > AFFINITY_LEAF)
			status = divide(affinity, at, err);
	return status;
}
