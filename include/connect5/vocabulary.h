/*
 * The words a programme knows: parts of the system, organisations, steps of
 * seniority, interests and the headers of forms, with their aliases, found by
 * folded form (text_fold).
 *
 * A vocabulary is built once by its *_add functions, then asked. It owns all
 * its strings; what a look-up returns is borrowed and lives as long as it.
 */
#ifndef CONNECT5_VOCABULARY_H
#define CONNECT5_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "connect5/error.h"

struct vocabulary;

struct sector {
	int64_t id; /* > 0 */
	const char *code, *label, *short_label;
};

struct organisation {
	int64_t id; /* > 0 */
	const char *name;
	int64_t sector;	   /* its usual sector; 0: unknown */
	const char *place; /* list, one a line; "" */
};

/* How a column's phrase counts: the coordinator's own word for a header first,
 * then a whole header, then words inside one. */
enum vocabulary_match { VOCABULARY_MAP, VOCABULARY_EXACT, VOCABULARY_PHRASE };

enum c5_status vocabulary_new(struct vocabulary **out, struct c5_error *err);
void vocabulary_free(struct vocabulary *vocabulary);

/*
 * Look-ups take no error: one that runs out of memory knows nothing, and this
 * remembers it. Ask once after many, before anything is decided by them.
 */
enum c5_status vocabulary_status(const struct vocabulary *vocabulary,
				 struct c5_error *err);

/*
 * Strings are copied. A sector's code and labels, an organisation's name are
 * aliases of it by themselves, an organisation's places are places. C5_DATA
 * from any *_add: a word that is all punctuation, a second sector, step or
 * interest for a word that has one, an id that does not exist.
 */
enum c5_status vocabulary_add_sector(struct vocabulary *vocabulary,
				     const struct sector *sector,
				     struct c5_error *err);
enum c5_status vocabulary_add_organisation(struct vocabulary *vocabulary,
					   const struct organisation *org,
					   struct c5_error *err);

/*
 * Further words for a sector or an organisation of that id; `ambiguous` words
 * may mean it but are never guessed, also where only one organisation has them.
 */
enum c5_status vocabulary_add_sector_alias(struct vocabulary *vocabulary,
					   const char *alias, int64_t sector,
					   struct c5_error *err);
enum c5_status vocabulary_add_organisation_alias(struct vocabulary *vocabulary,
						 const char *alias, int64_t id,
						 bool ambiguous,
						 struct c5_error *err);
enum c5_status vocabulary_add_seniority(struct vocabulary *vocabulary,
					const char *alias, int step,
					struct c5_error *err);
/* An alias and the label it stands for (the label itself too). */
enum c5_status vocabulary_add_interest(struct vocabulary *vocabulary,
				       const char *alias, const char *label,
				       struct c5_error *err);
/*
 * A header, or a phrase in one, that means `field` ("email", "drop", ...). Of
 * one phrase added twice the later one counts: so `--map` overrides.
 */
enum c5_status vocabulary_add_column(struct vocabulary *vocabulary,
				     const char *field,
				     enum vocabulary_match match,
				     const char *phrase, struct c5_error *err);

size_t vocabulary_sector_count(const struct vocabulary *vocabulary);
const struct sector *vocabulary_sector_at(const struct vocabulary *vocabulary,
					  size_t index);
/* By id; NULL: none. */
const struct sector *vocabulary_sector(const struct vocabulary *vocabulary,
				       int64_t id);
const struct organisation *
vocabulary_organisation(const struct vocabulary *vocabulary, int64_t id);

/* By any of its words; NULL: nobody knows this. */
const struct sector *vocabulary_find_sector(const struct vocabulary *vocabulary,
					    const char *text);

/* The sector whose word is nearest to a text that is not known, within a few
 * typing slips; NULL: none is near. For "did you mean". */
const struct sector *vocabulary_near_sector(const struct vocabulary *vocabulary,
					    const char *text);

/*
 * By any of its words. NULL with *n_candidates == 0: nobody knows it. NULL with
 * more: ambiguous; the first of them (at most 8) are in candidates[].
 */
enum { VOCABULARY_CANDIDATES = 8 };
const struct organisation *vocabulary_find_organisation(
	const struct vocabulary *vocabulary, const char *text,
	const struct organisation *candidates[VOCABULARY_CANDIDATES],
	size_t *n_candidates);
const struct organisation *
vocabulary_near_organisation(const struct vocabulary *vocabulary,
			     const char *text);

/* A place of some organisation, as first written there; NULL: none has it. */
const char *vocabulary_place(const struct vocabulary *vocabulary,
			     const char *text);

/* The step of "Director", "3" ...; 0: unknown. */
int vocabulary_seniority(const struct vocabulary *vocabulary, const char *text);

/* The label of an interest by any of its words; NULL: unknown. */
const char *vocabulary_interest(const struct vocabulary *vocabulary,
				const char *text);

/*
 * The field that a header means: the exact phrase first, then the longest
 * phrase whose words stand in it in a row; NULL: none. *length is the length
 * of the folded phrase that decided, SIZE_MAX - 1 if it was the whole header,
 * SIZE_MAX if the coordinator said so. Words of the fields in but[], a list
 * that NULL ends, do not count.
 */
const char *vocabulary_column(const struct vocabulary *vocabulary,
			      const char *header, const char *const *but,
			      size_t *length);

#endif
