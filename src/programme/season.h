/*
 * The rest of a season in a small cohort, exactly: how many people can have a
 * group in the months to come if everybody stays and every month is made as
 * plan_make() makes it, most people placed first, then fewest trios, then most
 * waits made good. Private to src/programme/.
 *
 * Who may meet whom is all that counts, and people of whom the same is true are
 * interchangeable: a month that has been looked at is known again whoever
 * stands where (season_shape.c). No month can place more people than the one
 * before, since pairs are only ever used up; where that bound is reached, the
 * search ends.
 */
#ifndef PROGRAMME_SEASON_H
#define PROGRAMME_SEASON_H

#include "connect5/cohort.h"
#include "connect5/error.h"

enum {
	SEASON_MOST_PEOPLE = 12,
	SEASON_MOST_GROUPS = SEASON_MOST_PEOPLE / 2,
	SEASON_MOST_MONTHS = 12,
};

/* A set of people, a bit each. */
typedef uint16_t season_set;

/* What a month starts from. */
struct season_state {
	season_set may[SEASON_MOST_PEOPLE]; /* whom each may meet */
	uint16_t waits[SEASON_MOST_PEOPLE]; /* earlier ones */
};

/* The groups of a month, by their first members; empty ones are none. */
struct grouping {
	season_set group[SEASON_MOST_GROUPS];
};
struct groupings {
	struct grouping *list;
	size_t count, capacity;
	unsigned placed; /* people; the same in all */
};

/* A season under search. All zeroes but the first three to begin with. */
struct season {
	uint32_t n; /* at most SEASON_MOST_PEOPLE */
	bool trios;
	unsigned drop_at;   /* with so many months left, that one counted, a
			       group is given up; 0: never */
	uint64_t effort;    /* steps that may still be taken */
	bool exhausted;	    /* there were too few: values are lower bounds */
	int64_t *level;	    /* by set: what the best groups of it are worth */
	struct memo *known; /* months that have been looked at */
};

void season_release(struct season *season);

/*
 * What a cohort starts from. Those who may meet in this month alone, because
 * rule (1) is relaxed, stand in `relaxed` (a set for each, or NULL).
 */
void season_read(struct season_state *out, season_set *relaxed,
		 const struct cohort *cohort);

/*
 * Lists the ways in which a month can be made, of which none is better;
 * `relaxed` is as above. The list is emptied first; the caller frees
 * out->list.
 */
enum c5_status season_list(struct season *season,
			   const struct season_state *state,
			   const season_set *relaxed, struct groupings *out,
			   struct c5_error *err);

/* What a month starts from after that one. */
void season_play(const struct season *season, const struct season_state *from,
		 const struct grouping *grouping, struct season_state *out);

/* No `months` from here place more people, if this one places `placed`. */
unsigned season_bound(const struct season *season,
		      const struct season_state *state, unsigned months,
		      unsigned placed);

/* The most people that `months` can place from here, each counted in every
 * month. */
enum c5_status season_most(struct season *season,
			   const struct season_state *state, unsigned months,
			   unsigned *out, struct c5_error *err);

/* season_shape.c */

/* A state but for who is who: equal shapes are the same up to that. */
struct shape_key {
	struct season_state state;
	uint16_t months, drop_at;
};
void shape_of(struct shape_key *out, const struct season *season,
	      const struct season_state *state, unsigned months);

/* What is known of shapes. */
enum c5_status memo_put(struct season *season, const struct shape_key *key,
			unsigned value, struct c5_error *err);
bool memo_get(const struct season *season, const struct shape_key *key,
	      unsigned *value);
void memo_free(struct memo *memo);

#endif
