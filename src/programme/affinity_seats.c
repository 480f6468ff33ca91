#include "programme/affinity.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* What people have of one kind of terms, as a set. */
enum field { FIELD_INTERESTS, FIELD_SLOTS, FIELD_PLACES, FIELD_PROFESSION };

static struct term_set terms_of(const struct person *person, enum field field)
{
	switch (field) {
	case FIELD_INTERESTS:
		return person->interests;
	case FIELD_SLOTS:
		return person->slots;
	case FIELD_PLACES:
		return person->places;
	case FIELD_PROFESSION:
		break;
	}
	return (struct term_set){&person->profession, person->profession != 0};
}

/*
 * How a term of a field is told: by a bit, maybe one of several terms; or by
 * none, where nobody else has it (not `coarse`) or bits are short (`coarse`).
 */
struct mark {
	uint64_t bit;
	bool shared; /* by two people at least */
	bool coarse;
};

struct holders {
	uint32_t term, count;
};

/* The most frequent first. */
static int by_holders(const void *left, const void *right)
{
	const struct holders *a = left, *b = right;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return a->term < b->term ? -1 : a->term > b->term;
}

/* The terms that two people have or more, in order; from malloc. */
static struct holders *count_holders(const struct cohort *cohort,
				     enum field field, size_t *n)
{
	struct holders *list = memory_new(cohort->n_terms, sizeof(*list));

	*n = 0;
	for (size_t i = 0; list && i < cohort->n; i++) {
		struct term_set set = terms_of(&cohort->people[i], field);

		for (size_t t = 0; t < set.count; t++)
			list[set.ids[t]].count++;
	}
	for (size_t t = 0; list && t < cohort->n_terms; t++)
		if (list[t].count > 1)
			list[(*n)++] =
				(struct holders){(uint32_t)t, list[t].count};
	if (*n)
		qsort(list, *n, sizeof(*list), by_holders);
	return list;
}

/* The bits [first, first + own + pooled) of a word, for the terms of a field:
 * one each for the most frequent, the others share those that are pooled. */
struct bits {
	unsigned first, own, pooled;
};

static struct mark mark_of(const struct bits *bits, size_t rank, uint32_t term)
{
	struct mark mark = {.shared = true, .coarse = rank >= bits->own};
	unsigned bit = bits->first + (unsigned)rank;

	if (mark.coarse && !bits->pooled)
		return mark;
	if (mark.coarse)
		bit = bits->first + bits->own + term % bits->pooled;
	mark.bit = UINT64_C(1) << bit;
	return mark;
}

/* A mark for every term; from malloc. Ends *first behind the bits used. */
static struct mark *make_marks(const struct cohort *cohort, enum field field,
			       struct bits *bits)
{
	struct mark *marks = memory_new(cohort->n_terms, sizeof(*marks));
	size_t n;
	struct holders *holders = count_holders(cohort, field, &n);

	if (!marks || !holders) {
		free(marks);
		free(holders);
		return NULL;
	}
	if (n <= bits->own + bits->pooled)
		*bits = (struct bits){bits->first, (unsigned)n, 0};
	for (size_t rank = 0; rank < n; rank++) {
		uint32_t term = holders[rank].term;

		marks[term] = mark_of(bits, rank, term);
	}
	free(holders);
	return marks;
}

/* A sector of the cohort. */
struct part {
	int64_t id;
	size_t people;
	uint64_t bit;
};

struct parts {
	struct part *list; /* by id */
	size_t count, capacity;
};

/* The first of an id not below. */
static size_t part_at(const struct parts *parts, int64_t id)
{
	size_t low = 0, high = parts->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (parts->list[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint64_t bit_of_sector(const struct parts *parts, int64_t id)
{
	size_t at = part_at(parts, id);

	if (at == parts->count || parts->list[at].id != id)
		return 0;
	return parts->list[at].bit;
}

static bool count_sector(struct parts *parts, int64_t id)
{
	size_t at = part_at(parts, id);

	if (at == parts->count || parts->list[at].id != id) {
		struct part *grown =
			memory_grow(parts->list, &parts->capacity,
				    parts->count + 1, sizeof(*grown));

		if (!grown)
			return false;
		parts->list = grown;
		memmove(grown + at + 1, grown + at,
			(parts->count - at) * sizeof(*grown));
		grown[at] = (struct part){.id = id};
		parts->count++;
	}
	parts->list[at].people++;
	return true;
}

/* Bits for the 64 largest sectors, of equal ones those with the lower id. */
static void give_sector_bits(struct parts *parts)
{
	for (unsigned bit = 0; bit < 64; bit++) {
		struct part *largest = NULL;

		for (size_t i = 0; i < parts->count; i++) {
			struct part *part = &parts->list[i];

			if (!part->bit &&
			    (!largest || part->people > largest->people))
				largest = part;
		}
		if (!largest)
			return;
		largest->bit = UINT64_C(1) << bit;
	}
}

/* What every person's seat is made from. */
struct seating {
	struct mark *interests, *slots, *places, *professions;
	struct parts parts;
};

static void seating_release(struct seating *seating)
{
	free(seating->interests);
	free(seating->slots);
	free(seating->places);
	free(seating->professions);
	free(seating->parts.list);
}

/* Places have what professions leave of a word. */
static enum c5_status seating_make(struct seating *out,
				   struct affinity *affinity,
				   struct c5_error *err)
{
	const struct cohort *cohort = affinity->cohort;
	struct bits interests = {0, 48, 16}, slots = {0, 36, 12};
	struct bits professions = {0, 24, 0}, places;

	*out = (struct seating){.interests = NULL};
	out->interests = make_marks(cohort, FIELD_INTERESTS, &interests);
	out->slots = make_marks(cohort, FIELD_SLOTS, &slots);
	out->professions = make_marks(cohort, FIELD_PROFESSION, &professions);
	places = (struct bits){professions.own, 64 - professions.own, 0};
	out->places = make_marks(cohort, FIELD_PLACES, &places);
	affinity->place_bits = UINT64_MAX << places.first;
	if (!out->interests || !out->slots || !out->professions || !out->places)
		return error_memory(err);
	for (size_t i = 0; i < cohort->n; i++)
		if (!count_sector(&out->parts,
				  cohort->people[i].profile.sector))
			return error_memory(err);
	give_sector_bits(&out->parts);
	return C5_OK;
}

/* Adds the bits of a set to a word; returns how many of its terms are shared.
 */
static int64_t add_bits(struct seat *seat, enum trait_word word,
			struct term_set set, const struct mark *marks)
{
	int64_t shared = 0;

	for (size_t t = 0; t < set.count; t++) {
		const struct mark *mark = &marks[set.ids[t]];

		seat->traits.word[word] |= mark->bit;
		seat->coarse |= mark->coarse;
		shared += mark->shared;
	}
	return shared;
}

static void seat_sectors(struct seat *seat, const struct person *person,
			 const struct parts *parts)
{
	uint64_t *word = seat->traits.word;

	word[TRAIT_SECTOR] = bit_of_sector(parts, person->profile.sector);
	seat->coarse |= !word[TRAIT_SECTOR];
	/* Their own is never new, where two of one sector may be paired. */
	word[TRAIT_MET] = word[TRAIT_SECTOR];
	for (size_t i = 0; i < person->n_met; i++)
		word[TRAIT_MET] |= bit_of_sector(parts, person->met[i]);
}

/* What is known at all. Returns what that is worth. */
static int64_t seat_known(struct seat *seat, const struct person *person,
			  const struct prices *prices)
{
	uint64_t *others = &seat->traits.word[TRAIT_OTHERS];
	int step = person->profile.seniority_step;
	int64_t worth = 0;

	assert(step >= 0 && step <= 5);
	if (step) {
		*others |= UINT64_C(3) << (TRAIT_STEP + step - 1);
		worth += 2 * prices->half_step;
	}
	if (person->places.count) {
		*others |= UINT64_C(1) << TRAIT_PLACE;
		worth += prices->half_place;
	}
	if (person->profession) {
		*others |= UINT64_C(1) << TRAIT_PROFESSION;
		worth += prices->half_profession;
	}
	return worth;
}

/* Seats a person; returns their worth. */
static int64_t seat_person(struct seat *seat, const struct person *person,
			   const struct seating *seating,
			   const struct prices *prices)
{
	int64_t worth = (prices->draw + AFFINITY_MOST_DRAWN) / 2 + prices->met;

	worth += prices->half_interest * add_bits(seat, TRAIT_INTERESTS,
						  person->interests,
						  seating->interests);
	worth += prices->half_slot *
		 add_bits(seat, TRAIT_OTHERS, person->slots, seating->slots);
	add_bits(seat, TRAIT_PLACES, person->places, seating->places);
	add_bits(seat, TRAIT_PLACES, terms_of(person, FIELD_PROFESSION),
		 seating->professions);
	seat_sectors(seat, person, &seating->parts);
	return worth + seat_known(seat, person, prices);
}

enum c5_status affinity_seat(struct affinity *affinity, struct c5_error *err)
{
	struct seating seating;
	enum c5_status status = seating_make(&seating, affinity, err);

	for (uint32_t v = 0; !status && v < affinity->n; v++) {
		const struct person *person = &affinity->cohort->people[v];

		affinity->seats[v] = (struct seat){
			.key = person->key,
			.organisation = person->profile.organisation,
			.person = v,
		};
		affinity->worth[v] = seat_person(&affinity->seats[v], person,
						 &seating, &affinity->prices);
	}
	seating_release(&seating);
	return status;
}
