/*
 * The cohort: everybody who is active in one round, with the facts that a rule
 * or the score reads, as they stood when the round was made. Pure data; where
 * the facts come from (this month's profiles, or those stored with an old
 * round) makes no difference.
 *
 * Order: after cohort_finish() people stand in the order of their keys, a hash
 * of the address each first came in with, so that nothing depends on the order
 * in which they were imported. From then on a person is their index.
 */
#ifndef CONNECT5_COHORT_H
#define CONNECT5_COHORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "connect5/error.h"
#include "connect5/memory.h"
#include "connect5/profile.h"

/* Sorted numbers of terms in the cohort's table. */
struct term_set {
	const uint32_t *ids;
	size_t count;
};

struct person {
	int64_t id;	    /* the participant's, for life */
	int64_t profile_id; /* the version of the profile */
	uint64_t key;
	unsigned waits;	   /* earlier rounds waited, no wish of theirs */
	bool newcomer;	   /* in no round yet: waits are cohort_finish()'s */
	bool erased;	   /* the facts are gone */
	bool settled;	   /* their group has met: no repair touches it */
	const char *email; /* "" if none */
	const char *organisation_name; /* "" if unknown */
	const char *sector_label, *sector_short;
	struct profile profile; /* strings owned by the cohort */
	uint32_t profession;	/* term; 0: unknown */
	struct term_set places, interests, slots;
	const int64_t *met; /* sorted ids of the sectors met before */
	size_t n_met;
};

struct index_pair {
	uint32_t a, b; /* a < b */
};

struct pair_list {
	struct index_pair *pairs; /* sorted after cohort_finish() */
	size_t count, capacity;
};

/* What a coordinator would rather see of two people, or rather not. */
enum wish { WISH_NONE, WISH_PREFER, WISH_AVOID };

struct id_pair;
struct id_place;

struct cohort {
	struct pool pool; /* all strings and sets */
	struct person *people;
	size_t n, capacity;
	bool relaxed; /* two of one sector may be put together, this once */
	unsigned months_after; /* of the programme, that are still to come */
	struct pair_list connected; /* met before: never again */
	struct pair_list excluded;
	struct pair_list announced; /* told of each other: kept if they can be
				     */
	struct pair_list preferred,
		avoided;	/* nobody is in both with another */
	struct pair_list musts; /* in one group; see cohort_must() */
	uint32_t *must_mate;	/* n, with whom; NULL where there are none */
	const char **terms;	/* labels; 0 is "unknown" */
	size_t n_terms;
	struct id_place *places; /* n, by id; after cohort_finish() */
	struct id_pair *pending; /* pairs by id, until cohort_finish() */
	size_t n_pending, pending_capacity;
};

/* An empty cohort is all zeroes. */
void cohort_release(struct cohort *cohort);

/* Adds a person; everything is copied. Term sets are made by cohort_finish().
 */
enum c5_status cohort_add(struct cohort *cohort, const struct person *person,
			  struct c5_error *err);

/* Two participants by id, in any order; those not in the cohort are ignored. */
enum c5_status cohort_connect(struct cohort *cohort, int64_t a, int64_t b,
			      struct c5_error *err);
enum c5_status cohort_exclude(struct cohort *cohort, int64_t a, int64_t b,
			      struct c5_error *err);
/* A group of two that people were told of; see plan.h. */
enum c5_status cohort_announce(struct cohort *cohort, int64_t a, int64_t b,
			       struct c5_error *err);
enum c5_status cohort_wish(struct cohort *cohort, enum wish wish, int64_t a,
			   int64_t b, struct c5_error *err);

/*
 * Sorts people, makes the sets, resolves the pairs; a newcomer gets the fewest
 * waits of those in their sector who are none. Call once.
 */
enum c5_status cohort_finish(struct cohort *cohort, struct c5_error *err);

/*
 * The same people with the same waits, and what stands between them, in a
 * cohort of their own: more can be added to it, and cohort_finish() is still to
 * be called. Until then everybody has the index that they have in `from`. The
 * caller releases *out, also after a failure.
 */
enum c5_status cohort_copy(struct cohort *out, const struct cohort *from,
			   struct c5_error *err);

/* The index of a participant's id, or SIZE_MAX. */
size_t cohort_index(const struct cohort *cohort, int64_t id);

/*
 * These two, by index, are the pair of a group, whatever else would be best;
 * that no rule keeps them apart is the caller's to see to (rules.h). After
 * cohort_finish(), as often as there are such pairs: with one more of them
 * plan_make() tells what it would cost everybody else. C5_NO: one of the two
 * is to meet somebody else.
 */
enum c5_status cohort_must(struct cohort *cohort, uint32_t a, uint32_t b,
			   struct c5_error *err);

/* Takes it back. */
void cohort_need_not(struct cohort *cohort, uint32_t a, uint32_t b);

/* With whom somebody must be, by index; UINT32_MAX: with nobody. */
uint32_t cohort_must_mate(const struct cohort *cohort, uint32_t person);

enum wish cohort_wish_of(const struct cohort *cohort, uint32_t a, uint32_t b);
bool cohort_connected(const struct cohort *cohort, uint32_t a, uint32_t b);
bool cohort_excluded(const struct cohort *cohort, uint32_t a, uint32_t b);
bool cohort_announced(const struct cohort *cohort, uint32_t a, uint32_t b);

/*
 * The cohort without some of its people, the others in the same order. Borrows
 * all strings and sets; nobody is found in it by their id.
 */
enum c5_status cohort_without(struct cohort *out, const struct cohort *cohort,
			      const bool *gone, struct c5_error *err);

/* How many terms two sets share. */
size_t term_set_shared(const struct term_set *a, const struct term_set *b);

#endif
