/*
 * Participants in the programme file, their addresses, profiles and exclusions.
 * Strings that come out live in the pool that is given.
 */
#ifndef CONNECT5_STORE_PEOPLE_H
#define CONNECT5_STORE_PEOPLE_H

#include <stddef.h>
#include "connect5/cohort.h"
#include "connect5/memory.h"
#include "connect5/profile.h"
#include "connect5/store.h"

struct participant {
	int64_t id;
	uint64_t key;
	enum standing standing;
	month_t until; /* MONTH_NONE */
	int64_t answered_at;
	uint64_t digest;
	const char *email; /* "" if none */
	int64_t profile_id;
	struct profile profile;
	const char *organisation; /* names, "" if unknown */
	const char *sector_code, *sector_label;
};

/* The id by an address that they have or had (folded); 0: nobody. */
enum c5_status store_find_address(struct store *store, const char *address,
				  int64_t *id, struct c5_error *err);
/* Is there one at all? */
enum c5_status store_any_address(struct store *store, bool *any,
				 struct c5_error *err);
/* Is it the number of somebody who is no tombstone? */
enum c5_status store_is_participant(struct store *store, int64_t id,
				    bool *found, struct c5_error *err);
enum c5_status store_participant(struct store *store, int64_t id,
				 struct pool *pool, struct participant *out,
				 struct c5_error *err);
/* All but tombstones, by folded name and key. */
enum c5_status store_participants(struct store *store, struct pool *pool,
				  struct participant **out, size_t *n,
				  struct c5_error *err);

/* The name of each, of all but tombstones, in no order. */
typedef enum c5_status (*store_name)(void *context, int64_t id,
				     const char *name, struct c5_error *err);
enum c5_status store_names(struct store *store, store_name name, void *context,
			   struct c5_error *err);

/* Somebody who came in before a participant, and has their name now; id 0:
 * nobody. */
struct namesake {
	int64_t id;
	const char *email; /* "" if none */
};
enum c5_status store_namesake(struct store *store, int64_t id, const char *name,
			      struct pool *pool, struct namesake *out,
			      struct c5_error *err);

/* How many participants have no address. */
enum c5_status store_count_unaddressed(struct store *store, size_t *n,
				       struct c5_error *err);
/* The only one of them of that folded name; 0: nobody, or several. */
enum c5_status store_find_unaddressed(struct store *store, const char *name,
				      int64_t *id, struct c5_error *err);

/* How many would be in a round of a month, by part of the system, the largest
 * first; and how many would not. Strings and list live in the pool. */
struct sector_count {
	const char *label;
	size_t people;
};
struct headcount {
	size_t active, away, paused, withdrawn;
	struct sector_count *sectors; /* of those active */
	size_t n_sectors;
};
enum c5_status store_headcount(struct store *store, month_t month,
			       struct pool *pool, struct headcount *out,
			       struct c5_error *err);

/* New participants with their first profiles, in that order. `email` is folded;
 * no two are the same. Who has no address ("") is admitted alone. */
struct admission {
	const char *email;
	const struct profile *profile;
	int64_t answered_at;
	uint64_t digest;
	int64_t id;   /* of the participant, filled in */
	uint64_t key; /* likewise */
};
enum c5_status store_admit(struct store *store, struct admission *people,
			   size_t n, struct c5_error *err);
/* A new version of a profile, and when and from what it came. */
enum c5_status store_update(struct store *store, int64_t id,
			    const struct admission *admission,
			    struct c5_error *err);
/* Only the time and digest of the newest answer: nothing else changed. */
enum c5_status store_touch(struct store *store, int64_t id, int64_t answered_at,
			   uint64_t digest, struct c5_error *err);
enum c5_status store_set_standing(struct store *store, int64_t id,
				  enum standing standing, month_t until,
				  struct c5_error *err);
/* Makes `email` the address; the old one keeps finding them. C5_DATA: taken. */
enum c5_status store_set_address(struct store *store, int64_t id,
				 const char *email, struct c5_error *err);

/* The exclusion of two; *added false: it was in force already. Of source "form"
 * it is `a` who asked for it. */
enum c5_status store_add_exclusion(struct store *store, int64_t a, int64_t b,
				   const char *source, bool *added,
				   struct c5_error *err);
/* Takes it back for rounds to come; *removed false: there was none. */
enum c5_status store_remove_exclusion(struct store *store, int64_t a, int64_t b,
				      bool *removed, struct c5_error *err);
/* Is one in force? */
enum c5_status store_is_excluded(struct store *store, int64_t a, int64_t b,
				 bool *excluded, struct c5_error *err);

/* Have two met? For good, unless they may still report that they did not. */
struct bond {
	bool met, for_good;
	month_t month; /* MONTH_NONE: nobody said */
};
enum c5_status store_bond(struct store *store, int64_t a, int64_t b,
			  struct bond *out, struct c5_error *err);

/*
 * What a coordinator would rather see of two participants; it takes the place
 * of what was said before. WISH_NONE takes it back. *changed false: it was so.
 */
enum c5_status store_put_wish(struct store *store, int64_t a, int64_t b,
			      enum wish wish, bool *changed,
			      struct c5_error *err);
enum c5_status store_wish_of(struct store *store, int64_t a, int64_t b,
			     enum wish *out, struct c5_error *err);

/* Two who must be a pair in a month, and in none before it. C5_NO: one of the
 * two must meet somebody else then, or they each other in another month to
 * come. *added false: that was known. */
enum c5_status store_add_must(struct store *store, int64_t a, int64_t b,
			      month_t month, bool *added, struct c5_error *err);
enum c5_status store_remove_must(struct store *store, int64_t a, int64_t b,
				 month_t month, bool *removed,
				 struct c5_error *err);

/* The later month for which two were kept apart in a month's round, or would be
 * today; MONTH_NONE: there is none, or an exclusion keeps them apart too. */
enum c5_status store_planned_for(struct store *store, int64_t a, int64_t b,
				 month_t month, month_t *out,
				 struct c5_error *err);

/* What is in force, by name; must-pairs of months without a round, by month. */
struct wanted_pair {
	int64_t a, b;
	const char *name_a, *name_b;
	enum wish wish; /* WISH_NONE: they must be a pair, in */
	month_t month;
};
enum c5_status store_wishes(struct store *store, struct pool *pool,
			    struct wanted_pair **out, size_t *n,
			    struct c5_error *err);
enum c5_status store_musts(struct store *store, struct pool *pool,
			   struct wanted_pair **out, size_t *n,
			   struct c5_error *err);

/* Somebody who is named but not known (yet). */
enum c5_status store_add_pending(struct store *store, int64_t id,
				 const char *who, struct c5_error *err);
enum c5_status store_remove_pending(struct store *store, int64_t id,
				    const char *who, struct c5_error *err);
struct pending {
	int64_t id;
	const char *name; /* of the participant who named */
	const char *who;  /* as written */
};
enum c5_status store_pending(struct store *store, struct pool *pool,
			     struct pending **out, size_t *n,
			     struct c5_error *err);
/* E-mails (or names) of those excluded with a participant, one a line. */
enum c5_status store_exclusions_of(struct store *store, int64_t id,
				   struct buffer *out, struct c5_error *err);

/* An answer to a question that the programme does not know. */
enum c5_status store_put_extra(struct store *store, int64_t id,
			       const char *question, const char *answer,
			       struct c5_error *err);

/* A month that they sit out by their own wish; *added false: known already. */
enum c5_status store_add_away(struct store *store, int64_t id, month_t month,
			      bool *added, struct c5_error *err);
/* Forgets the months away from `from` on; *n is how many there were. */
enum c5_status store_clear_away(struct store *store, int64_t id, month_t from,
				size_t *n, struct c5_error *err);

/* What two participants share, to be told when they turn out to be one. */
struct in_common {
	const char *met; /* names of those whom both have met, one a line */
	bool apart;	 /* they are kept apart from each other */
	int64_t musts;	 /* months in which both must meet somebody */
};
enum c5_status store_in_common(struct store *store, int64_t a, int64_t b,
			       struct pool *pool, struct in_common *out,
			       struct c5_error *err);

/*
 * `from` turns out to be `into`: addresses, connections and exclusions move,
 * and `from` becomes a tombstone whose rounds stay as they were. C5_NO: the two
 * have been put together, or took part in one round, and so cannot be one.
 */
enum c5_status store_merge(struct store *store, int64_t from, int64_t into,
			   struct c5_error *err);

/* Who of those active in the round of a month is a participant, or was found to
 * be them since; 0: nobody. */
enum c5_status store_find_active(struct store *store, int64_t id, month_t month,
				 int64_t *out, struct c5_error *err);

/*
 * Leaves a tombstone: every profile version emptied, the addresses gone but for
 * a keyed hash, and with them what only this participant brought: words of
 * organisations, names in other people's pending exclusions. store_compact()
 * after the commit makes the bytes go.
 */
enum c5_status store_erase(struct store *store, int64_t id,
			   struct c5_error *err);
enum c5_status store_is_erased(struct store *store, const char *address,
			       bool *erased, struct c5_error *err);
/* Was anybody ever? */
enum c5_status store_any_erased(struct store *store, bool *any,
				struct c5_error *err);

/*
 * Two who met before this programme; month may be MONTH_NONE. *added false:
 * they were connected already.
 */
enum c5_status store_add_history(struct store *store, int64_t a, int64_t b,
				 month_t month, bool *added,
				 struct c5_error *err);

/* A connection with the addresses (or names) of the two, the smaller first. */
struct connection {
	const char *who_1, *who_2;
	month_t month; /* MONTH_NONE: nobody said */
	bool relaxed;
};
enum c5_status store_connections(struct store *store, struct pool *pool,
				 struct connection **out, size_t *n,
				 struct c5_error *err);

/* The month of the latest meeting of two up to a month; MONTH_NONE: nobody said
 * which it was. */
enum c5_status store_met_in(struct store *store, int64_t a, int64_t b,
			    month_t month, month_t *out, struct c5_error *err);

/*
 * A group of any round, for `export history`: a live one, or one "replaced" by
 * a later revision, whose people have been told and so never meet again.
 */
struct past_group {
	month_t month;
	const char *who[3]; /* "" where there is no third */
	const char *outcome;
};
enum c5_status store_past_groups(struct store *store, struct pool *pool,
				 struct past_group **out, size_t *n,
				 struct c5_error *err);

/*
 * Into a new programme without words or people: those of an earlier season,
 * with their settings, aliases, column map, exclusions, and connections, which
 * hold for good. Neither rounds nor waits.
 */
enum c5_status store_inherit(struct store *to, struct store *from,
			     struct c5_error *err);

#endif
