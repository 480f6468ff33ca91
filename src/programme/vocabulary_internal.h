/*
 * Words: a table from folded text to what it means, by hashing. One text may
 * mean several things; they are found in the order in which they were added.
 */
#ifndef CONNECT5_VOCABULARY_INTERNAL_H
#define CONNECT5_VOCABULARY_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "connect5/buffer.h"
#include "connect5/error.h"
#include "connect5/memory.h"
#include "connect5/vocabulary.h"

struct word {
	const char *fold;
	size_t length;	  /* of fold, in bytes */
	uint64_t letters; /* which letters and digits stand in it */
	const void *meaning;
	bool ambiguous; /* never to be guessed */
	size_t next;	/* 1 + the next index in its bucket; 0: the last */
};

/* All zeroes is an empty table. */
struct words {
	struct word *list;
	size_t n, capacity;
	size_t *buckets;  /* 1 + the index of the first; 0: none */
	size_t n_buckets; /* a power of two, or 0 */
};

/* Texts that were asked for the organisation near them, with the answers: the
 * same ones come again and again, and each is compared with all words. */
enum { NEAR_ANSWERS = 64, NEAR_BYTES = 500 };
struct near_answers {
	struct {
		struct buffer asked; /* folded; "": nothing was */
		const struct organisation *near;
	} slots[NEAR_ANSWERS]; /* by the hash of what was asked */
};

struct vocabulary {
	struct pool pool;	/* all strings and entries */
	struct buffer *scratch; /* folds what is asked; remembers a failure */
	struct near_answers *near;
	const struct sector **sectors;
	size_t n_sectors, sector_capacity;
	const struct organisation **organisations; /* by id */
	size_t n_organisations, organisation_capacity;
	struct words sector_words, organisation_words, places;
	struct words seniorities, interests;
	struct words maps, headers, phrases;
};

void words_release(struct words *words);

/* `fold` is not copied. */
enum c5_status words_add(struct words *words, const char *fold,
			 const void *meaning, bool ambiguous,
			 struct c5_error *err);

/* The first with this fold, and the one after; NULL: there is none. */
struct word *words_find(const struct words *words, const char *fold);
struct word *words_after(const struct words *words, const struct word *word);

/* The unambiguous word that a few typing slips would make of `fold`. */
const struct word *words_near(const struct words *words, const char *fold);

/*
 * The folded form, borrowed until the next call; "" without memory, which
 * vocabulary_status() tells.
 */
const char *vocabulary_fold(const struct vocabulary *vocabulary,
			    const char *text);

/* A folded copy in the pool. C5_DATA: nothing of the text is left by folding.
 */
enum c5_status vocabulary_keep_fold(const char **out,
				    struct vocabulary *vocabulary,
				    const char *text, struct c5_error *err);

/* NULL: no memory, said in *err. */
const char *vocabulary_keep(struct vocabulary *vocabulary, const char *text,
			    struct c5_error *err);

#endif
