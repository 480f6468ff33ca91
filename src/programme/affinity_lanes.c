#include "programme/affinity.h"

#include <stdlib.h>
#include <string.h>

enum { SLICE_BITS = 16, SLICES = 64 / SLICE_BITS };

static uint16_t slice_of(uint64_t word, int k)
{
	return (uint16_t)(word >> (SLICE_BITS * k));
}

static struct lanes *lanes_of(const struct affinity *affinity,
			      const struct affinity_node *leaf)
{
	return affinity->lanes + (size_t)leaf->leaf * affinity->n_slices;
}

/* From a slice of one of the words of a leaf's people. */
static void fill(struct lanes *lanes, const struct seat *seats, uint32_t count,
		 int word, int k)
{
	for (uint32_t i = 0; i < count; i++)
		lanes->of[i] = slice_of(seats[i].traits.word[word], k);
}

static void fill_leaf(struct affinity *affinity,
		      const struct affinity_node *leaf)
{
	struct lanes *lanes = lanes_of(affinity, leaf);

	for (int w = 0; w < TRAIT_WORDS; w++)
		for (int k = 0; k < SLICES; k++)
			if (affinity->slice[w][k])
				fill(&lanes[affinity->slice[w][k] - 1],
				     affinity->seats + leaf->first, leaf->count,
				     w, k);
}

enum c5_status affinity_line_up(struct affinity *affinity, struct c5_error *err)
{
	const struct traits *any = &affinity->nodes[0].any;

	for (int w = 0; w < TRAIT_WORDS; w++)
		for (int k = 0; k < SLICES; k++)
			if (slice_of(any->word[w], k))
				affinity->slice[w][k] = ++affinity->n_slices;
	for (size_t at = 0; at < affinity->n_nodes; at++)
		if (!affinity->nodes[at].children)
			affinity->nodes[at].leaf = affinity->n_leaves++;
	affinity->lanes =
		memory_new((size_t)affinity->n_leaves * affinity->n_slices,
			   sizeof(*affinity->lanes));
	if (!affinity->lanes)
		return error_memory(err);
	for (size_t at = 0; at < affinity->n_nodes; at++)
		if (!affinity->nodes[at].children)
			fill_leaf(affinity, &affinity->nodes[at]);
	return C5_OK;
}

static int64_t common_divisor(int64_t a, int64_t b)
{
	while (b) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* The most that a gauge can come to, but for sectors. */
static int64_t most_of(const struct affinity *affinity,
		       const struct gauge *gauge)
{
	uint64_t bits = affinity->nodes[0].any.word[gauge->mine] & gauge->mask;

	return gauge->price * (gauge->differ ? bits_set(bits) : 1);
}

enum { MOST_SUM = 4096, MOST_SECTOR = 8192 };

/*
 * The unit divides all prices, or is as much more as keeps sums within
 * MOST_SUM; prices are then cut to whole units, and sums too low.
 */
static int64_t choose_unit(const struct affinity *affinity,
			   const struct gauge *gauges, size_t n)
{
	int64_t unit = 0, most = 0;

	for (size_t i = 0; i < n; i++) {
		unit = common_divisor(unit, gauges[i].price);
		most += most_of(affinity, &gauges[i]);
	}
	if (!unit)
		return 1;
	while (most / unit > MOST_SUM)
		unit *= 2;
	return unit;
}

void affinity_meter(struct meter *out, const struct affinity *affinity,
		    const struct prices *prices)
{
	const uint64_t slots = (UINT64_C(1) << TRAIT_STEP) - 1;
	const uint64_t place = UINT64_C(1) << TRAIT_PLACE;
	const uint64_t profession = UINT64_C(1) << TRAIT_PROFESSION;
	const struct gauge gauges[AFFINITY_GAUGES] = {
		{true, TRAIT_INTERESTS, TRAIT_INTERESTS, UINT64_MAX,
		 prices->half_interest},
		{true, TRAIT_OTHERS, TRAIT_OTHERS, slots, prices->half_slot},
		{true, TRAIT_OTHERS, TRAIT_OTHERS,
		 ~(slots | place | profession), prices->half_step},
		{true, TRAIT_OTHERS, TRAIT_OTHERS, place, prices->half_place},
		{true, TRAIT_OTHERS, TRAIT_OTHERS, profession,
		 prices->half_profession},
		{false, TRAIT_PLACES, TRAIT_PLACES, affinity->place_bits,
		 prices->place},
		{false, TRAIT_PLACES, TRAIT_PLACES, ~affinity->place_bits,
		 prices->profession},
		{false, TRAIT_MET, TRAIT_SECTOR, UINT64_MAX, prices->met},
		{false, TRAIT_SECTOR, TRAIT_MET, UINT64_MAX, prices->met},
		{false, TRAIT_SECTOR, TRAIT_SECTOR, UINT64_MAX, prices->sector},
	};
	struct gauge *sector = &out->gauges[AFFINITY_GAUGES - 1];

	memcpy(out->gauges, gauges, sizeof(gauges));
	out->draw = prices->draw;
	out->unit = choose_unit(affinity, gauges, AFFINITY_GAUGES - 1);
	out->exact = MOST_SECTOR;
	for (size_t i = 0; i < AFFINITY_GAUGES; i++) {
		out->gauges[i].price /= out->unit;
		if (gauges[i].price % out->unit != 0 &&
		    out->gauges[i].price < MOST_SECTOR)
			out->exact = 0;
	}
	if (sector->price > MOST_SECTOR)
		sector->price = MOST_SECTOR;
}

/* Set bits, lane by lane: compilers make vectors of it. */
static inline uint16_t bits_set16(uint16_t x)
{
	x = (uint16_t)(x - (x >> 1 & 0x5555));
	x = (uint16_t)((x & 0x3333) + (x >> 2 & 0x3333));
	x = (uint16_t)((x + (x >> 4)) & 0x0f0f);
	return (uint16_t)((x + (x >> 8)) & 0x1f);
}

/*
 * Bits that all of the others have (`all`) and one here has not, or none of
 * them has (`none`) and one here has.
 */
static inline uint16_t apart(uint16_t lane, uint16_t all, uint16_t none)
{
	return (uint16_t)((lane & none) | (uint16_t)(~lane & all));
}

static void add_differing(struct lanes *restrict total,
			  const struct lanes *restrict lanes, uint16_t all,
			  uint16_t none, uint16_t price)
{
	for (int i = 0; i < AFFINITY_LEAF; i++)
		total->of[i] =
			(uint16_t)(total->of[i] +
				   bits_set16(apart(lanes->of[i], all, none)) *
					   price);
}

/* The same where there is one bit at the most. */
static void add_flag(struct lanes *restrict total,
		     const struct lanes *restrict lanes, uint16_t all,
		     uint16_t none, uint16_t price)
{
	for (int i = 0; i < AFFINITY_LEAF; i++)
		total->of[i] =
			(uint16_t)(total->of[i] +
				   (apart(lanes->of[i], all, none) ? price
								   : 0));
}

static void gather_shared(struct lanes *restrict shared,
			  const struct lanes *restrict lanes, uint16_t all)
{
	for (int i = 0; i < AFFINITY_LEAF; i++)
		shared->of[i] =
			(uint16_t)(shared->of[i] | (lanes->of[i] & all));
}

static void add_shared(struct lanes *restrict total,
		       const struct lanes *restrict shared, uint16_t all,
		       uint16_t price)
{
	for (int i = 0; i < AFFINITY_LEAF; i++)
		total->of[i] = (uint16_t)(total->of[i] +
					  (shared->of[i] & all ? price : 0));
}

static void add_to_all(struct lanes *total, uint16_t price)
{
	for (int i = 0; i < AFFINITY_LEAF; i++)
		total->of[i] = (uint16_t)(total->of[i] + price);
}

/* What is measured: a gauge by a slice of a leaf's words. */
struct look {
	const struct gauge *gauge;
	const struct lanes *lanes;
	int shift;
	uint16_t mask;	     /* of the slice */
	uint16_t have, lack; /* bits that all of the leaf have, or lack */
};

static void look_for_differing(struct lanes *total, const struct look *look,
			       struct span other)
{
	enum trait_word word = look->gauge->theirs;
	uint16_t price = (uint16_t)look->gauge->price, mask = look->mask;
	uint16_t all = (uint16_t)(other.all->word[word] >> look->shift) & mask;
	uint16_t none =
		(uint16_t)(~other.any->word[word] >> look->shift) & mask;

	if (mask == (look->have | look->lack)) {
		uint16_t bits = (look->have & none) | (look->lack & all);

		if (bits)
			add_to_all(total, (uint16_t)(bits_set16(bits) * price));
	} else if (mask & (mask - 1)) {
		add_differing(total, look->lanes, all, none, price);
	} else {
		add_flag(total, look->lanes, all, none, price);
	}
}

static void look_for_shared(struct lanes *total, const struct look *look,
			    struct span other)
{
	uint64_t word = other.all->word[look->gauge->theirs];
	uint16_t price = (uint16_t)look->gauge->price;
	uint16_t all = (uint16_t)(word >> look->shift) & look->mask;

	if (all & look->have)
		add_to_all(total, price);
	else if (all & ~look->lack)
		add_shared(total, look->lanes, all, price);
}

/* Bits of several slices are paid for once. */
static void look_in_all_slices(struct lanes *total,
			       const struct affinity *affinity,
			       const struct affinity_node *leaf,
			       const struct gauge *gauge, struct span other)
{
	const struct lanes *lanes = lanes_of(affinity, leaf);
	uint64_t all = other.all->word[gauge->theirs] & gauge->mask &
		       leaf->any.word[gauge->mine];
	struct lanes shared = {{0}};

	if (!all)
		return;
	for (int k = 0; k < SLICES; k++)
		if (slice_of(all, k))
			gather_shared(
				&shared,
				&lanes[affinity->slice[gauge->mine][k] - 1],
				slice_of(all, k));
	add_shared(total, &shared, UINT16_MAX, (uint16_t)gauge->price);
}

/* The slices of a gauge that people have bits in; returns how many. */
static int find_slices(struct look looks[SLICES],
		       const struct affinity *affinity,
		       const struct affinity_node *leaf,
		       const struct gauge *gauge)
{
	int n = 0;

	for (int k = 0; k < SLICES; k++) {
		unsigned at = affinity->slice[gauge->mine][k];
		uint16_t mask = slice_of(
			gauge->mask & affinity->nodes[0].any.word[gauge->mine],
			k);

		if (!mask)
			continue;
		looks[n++] = (struct look){
			.gauge = gauge,
			.lanes = lanes_of(affinity, leaf) + at - 1,
			.shift = SLICE_BITS * k,
			.mask = mask,
			.have = slice_of(leaf->all.word[gauge->mine], k) & mask,
			.lack = slice_of(~leaf->any.word[gauge->mine], k) &
				mask,
		};
	}
	return n;
}

VECTOR_CLONES void affinity_measure(struct lanes *totals,
				    const struct affinity *affinity,
				    const struct meter *meter,
				    const struct affinity_node *leaf,
				    const struct span *others, size_t n)
{
	for (size_t g = 0; g < AFFINITY_GAUGES; g++) {
		const struct gauge *gauge = &meter->gauges[g];
		struct look looks[SLICES];
		int slices = gauge->price
				     ? find_slices(looks, affinity, leaf, gauge)
				     : 0;

		if (gauge->differ) {
			for (int k = 0; k < slices; k++)
				for (size_t i = 0; i < n; i++)
					look_for_differing(&totals[i],
							   &looks[k],
							   others[i]);
		} else if (slices == 1) {
			for (size_t i = 0; i < n; i++)
				look_for_shared(&totals[i], &looks[0],
						others[i]);
		} else if (slices > 1) {
			for (size_t i = 0; i < n; i++)
				look_in_all_slices(&totals[i], affinity, leaf,
						   gauge, others[i]);
		}
	}
}
