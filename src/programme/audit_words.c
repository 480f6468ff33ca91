/*
 * The words of the profiles, read anew and turned into bits: once through all
 * of them to see which are frequent, and once more to give out the bits.
 */
#include "programme/audit.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/buffer.h"
#include "connect5/text.h"

/* The number of a line that folds to nothing. */
#define NOTHING UINT32_MAX

struct reader {
	struct audit *audit;
	struct pool pool;
	struct lexicon written; /* lines as they stand, and ids of sectors */
	struct lexicon folded;	/* the terms that they are */
	struct buffer line, fold;
	uint32_t n_terms;
	size_t term_capacity, rest_capacity;
};

/* What is done with every term of everybody. False: no memory. */
typedef bool use_term(struct reader *reader, struct audit_person *person,
		      uint32_t number);

static bool new_term(struct reader *reader, enum audit_kind kind)
{
	struct audit *audit = reader->audit;
	void *grown =
		memory_grow(audit->terms, &reader->term_capacity,
			    reader->n_terms + (size_t)1, sizeof(*audit->terms));

	if (!grown)
		return false;
	audit->terms = grown;
	audit->terms[reader->n_terms++] =
		(struct audit_term){.kind = (uint8_t)kind};
	return true;
}

/* The number of what a line folds to. */
static bool fold_line(struct reader *reader, enum audit_kind kind,
		      const char *text, size_t length, uint32_t *number)
{
	const struct lexicon_entry *known;

	buffer_cut(&reader->line, 0);
	buffer_cut(&reader->fold, 0);
	buffer_add(&reader->line, text, length);
	text_fold(&reader->fold, reader->line.text);
	if (reader->line.failed || reader->fold.failed)
		return false;
	*number = NOTHING;
	if (!reader->fold.length)
		return true;
	known = lexicon_find(&reader->folded, kind, reader->fold.text,
			     reader->fold.length);
	*number = known ? known->number : reader->n_terms;
	return known || (lexicon_add(&reader->folded, kind, reader->fold.text,
				     reader->fold.length, *number) &&
			 new_term(reader, kind));
}

/* The number of a line's term; each way of writing it is folded once. */
static bool number_line(struct reader *reader, enum audit_kind kind,
			const char *text, size_t length, uint32_t *number)
{
	const struct lexicon_entry *known =
		lexicon_find(&reader->written, kind, text, length);

	if (known)
		*number = known->number;
	return known ||
	       (fold_line(reader, kind, text, length, number) &&
		lexicon_add(&reader->written, kind, text, length, *number));
}

static const char *list_of(const struct profile *profile, enum audit_kind kind)
{
	switch (kind) {
	case AUDIT_PLACES:
		return profile->place;
	case AUDIT_PROFESSIONS:
		return profile->profession;
	case AUDIT_INTERESTS:
		return profile->interests;
	case AUDIT_SLOTS:
		return profile->availability;
	case AUDIT_SECTOR:
	case AUDIT_MET:
	case AUDIT_KINDS:
		break;
	}
	return "";
}

static bool read_list(struct reader *reader, struct audit_person *person,
		      enum audit_kind kind, use_term *use)
{
	const struct cohort *cohort = &reader->audit->record->cohort;
	const char *at = list_of(&cohort->people[person->index].profile, kind);
	bool ok = true;

	while (*at && ok) {
		size_t length = strcspn(at, "\n");
		uint32_t number = NOTHING;

		if (length)
			ok = number_line(reader, kind, at, length, &number);
		if (ok && number != NOTHING)
			ok = use(reader, person, number);
		at += length + (at[length] == '\n');
	}
	return ok;
}

static bool read_lists(struct reader *reader, struct audit_person *person,
		       use_term *use)
{
	return read_list(reader, person, AUDIT_PLACES, use) &&
	       read_list(reader, person, AUDIT_PROFESSIONS, use) &&
	       read_list(reader, person, AUDIT_INTERESTS, use) &&
	       read_list(reader, person, AUDIT_SLOTS, use);
}

static bool count_term(struct reader *reader, struct audit_person *person,
		       uint32_t number)
{
	(void)person;
	reader->audit->terms[number].times++;
	return true;
}

/* Sectors are terms as well, by the bytes of their id; 0 is none. */
static bool count_sector(struct reader *reader, const struct person *person)
{
	const struct lexicon_entry *known;
	const char *bytes = (const char *)&person->profile.sector;
	size_t size = sizeof(person->profile.sector);

	if (!person->profile.sector)
		return true;
	known = lexicon_find(&reader->written, AUDIT_SECTOR, bytes, size);
	if (known)
		return count_term(reader, NULL, known->number);
	return lexicon_add(&reader->written, AUDIT_SECTOR, bytes, size,
			   reader->n_terms) &&
	       new_term(reader, AUDIT_SECTOR) &&
	       count_term(reader, NULL, reader->n_terms - 1);
}

static bool count_all(struct reader *reader)
{
	struct audit *audit = reader->audit;
	bool ok = true;

	for (uint32_t v = 0; v < audit->n && ok; v++) {
		const struct person *person = &audit->record->cohort.people[v];

		audit->people[v] = (struct audit_person){
			.key = person->key,
			.index = v,
			.step = person->profile.seniority_step,
		};
		ok = count_sector(reader, person) &&
		     read_lists(reader, &audit->people[v], count_term);
	}
	return ok;
}

/* A term that is to have a bit. */
struct ranked {
	struct audit_term term;
	uint32_t number;
};

static int by_kind_and_times(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	if (a->term.kind != b->term.kind)
		return a->term.kind < b->term.kind ? -1 : 1;
	if (a->term.times != b->term.times)
		return a->term.times > b->term.times ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

/* The most frequent of each kind have a bit of their own. */
static bool give_bits(struct reader *reader)
{
	struct audit_term *terms = reader->audit->terms;
	struct ranked *ranked = memory_new(reader->n_terms, sizeof(*ranked));
	uint32_t rank = 0;

	for (uint32_t i = 0; ranked && i < reader->n_terms; i++)
		ranked[i] = (struct ranked){terms[i], i};
	if (ranked)
		qsort(ranked, reader->n_terms, sizeof(*ranked),
		      by_kind_and_times);
	for (uint32_t i = 0; ranked && i < reader->n_terms; i++) {
		if (i && ranked[i].term.kind != ranked[i - 1].term.kind)
			rank = 0;
		terms[ranked[i].number].bit =
			(uint8_t)(rank < AUDIT_OWN_BITS
					  ? rank
					  : AUDIT_OWN_BITS +
						    rank % AUDIT_SHARED_BITS);
		rank++;
	}
	free(ranked);
	return ranked != NULL;
}

/* Sets the term's bit; lists it where others may have the same. */
static bool set_term(struct reader *reader, struct audit_person *person,
		     uint32_t number)
{
	struct audit *audit = reader->audit;
	const struct audit_term *term = &audit->terms[number];
	size_t *end = &audit->rest_of[person->index + 1];
	void *grown;

	person->bits[term->kind] |= UINT64_C(1) << term->bit;
	if (term->bit < AUDIT_OWN_BITS)
		return true;
	grown = memory_grow(audit->rest, &reader->rest_capacity, *end + 1,
			    sizeof(*audit->rest));
	if (!grown)
		return false;
	audit->rest = grown;
	audit->rest[(*end)++] = number;
	return true;
}

static int by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return a < b ? -1 : a > b;
}

/* Sorts what was listed, each once. */
static void sort_rest(struct audit *audit, uint32_t v)
{
	size_t from = audit->rest_of[v], kept = from;

	if (audit->rest_of[v + 1] > from + 1)
		qsort(audit->rest + from, audit->rest_of[v + 1] - from,
		      sizeof(*audit->rest), by_number);
	for (size_t i = from; i < audit->rest_of[v + 1]; i++)
		if (i == from || audit->rest[i] != audit->rest[kept - 1])
			audit->rest[kept++] = audit->rest[i];
	audit->rest_of[v + 1] = kept;
}

/* One that nobody has needs no bit; none has a bit that tells nothing. */
static uint64_t sector_bit(const struct reader *reader, int64_t sector)
{
	const struct lexicon_entry *known =
		lexicon_find(&reader->written, AUDIT_SECTOR,
			     (const char *)&sector, sizeof(sector));

	if (!sector)
		return UINT64_C(1) << AUDIT_OWN_BITS;
	return known ? UINT64_C(1) << reader->audit->terms[known->number].bit
		     : 0;
}

static void set_sectors(const struct reader *reader,
			struct audit_person *person)
{
	const struct person *facts =
		&reader->audit->record->cohort.people[person->index];

	person->bits[AUDIT_SECTOR] = person->bits[AUDIT_MET] =
		sector_bit(reader, facts->profile.sector);
	for (size_t i = 0; i < facts->n_met; i++)
		person->bits[AUDIT_MET] |= sector_bit(reader, facts->met[i]);
}

static bool set_all(struct reader *reader)
{
	struct audit *audit = reader->audit;
	bool ok = true;

	for (uint32_t v = 0; v < audit->n && ok; v++) {
		struct audit_person *person = &audit->people[v];

		audit->rest_of[v + 1] = audit->rest_of[v];
		ok = read_lists(reader, person, set_term);
		if (ok)
			sort_rest(audit, v);
		if (person->bits[AUDIT_PLACES])
			person->bits[AUDIT_PLACES] |= AUDIT_KNOWN;
		if (person->bits[AUDIT_PROFESSIONS])
			person->bits[AUDIT_PROFESSIONS] |= AUDIT_KNOWN;
		set_sectors(reader, person);
	}
	return ok;
}

enum c5_status audit_read_people(struct audit *audit, struct c5_error *err)
{
	struct reader reader = {
		.audit = audit,
		.line = BUFFER_INIT,
		.fold = BUFFER_INIT,
	};
	bool ok;

	reader.written.pool = reader.folded.pool = &reader.pool;
	audit->people = memory_new(audit->n, sizeof(*audit->people));
	audit->rest_of =
		memory_new(audit->n + (size_t)1, sizeof(*audit->rest_of));
	ok = audit->people && audit->rest_of && count_all(&reader) &&
	     give_bits(&reader) && set_all(&reader);
	lexicon_release(&reader.written);
	lexicon_release(&reader.folded);
	buffer_release(&reader.line);
	buffer_release(&reader.fold);
	pool_release(&reader.pool);
	return ok ? C5_OK : error_memory(err);
}
