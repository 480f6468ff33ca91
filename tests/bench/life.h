/*
 * Seasons of invented programmes: a script says who comes, drops out and is
 * kept apart, and a way to put people together plays it. All ways see the same
 * events; whether a group meets is drawn from who is in it.
 *
 * A season has five months, a month two steps: in the first the round is made,
 * in the second it is mended. Before a step people come and go, after it groups
 * tell whether they met. A person is an index, in the order of coming.
 */
#ifndef BENCH_LIFE_H
#define BENCH_LIFE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "connect5/error.h"
#include "connect5/outcome.h"

enum {
	LIFE_MONTHS = 5,
	LIFE_STEPS = 2 * LIFE_MONTHS,
	LIFE_FIRST_MONTH = 2026 * 12 + 11,
	LIFE_PEOPLE = 128,
	LIFE_SECTORS = 8,
	LIFE_ORGANISATIONS = 4 * LIFE_SECTORS,
	LIFE_EVENTS = 512
};

struct actor {
	int sector;	  /* 0.. */
	int organisation; /* 0..; -1: nobody knows */
	int place, interests, slot;
};

enum event_kind {
	EVENT_JOIN,
	EVENT_WITHDRAW,
	EVENT_PAUSE, /* until a month */
	EVENT_AWAY,  /* in a month */
	EVENT_EXCLUDE
};

struct event {
	int step; /* that it comes before */
	enum event_kind kind;
	unsigned who, whom;
	int month; /* 0.. */
};

struct script {
	uint64_t seed;
	bool trios;
	unsigned founders, n;
	struct actor people[LIFE_PEOPLE];
	struct event events[LIFE_EVENTS];
	size_t n_events;
	bool active[LIFE_STEPS][LIFE_PEOPLE];
};

void script_draw(struct script *script, uint64_t seed);

/* Has somebody taken part in every step? */
bool script_stays(const struct script *script, unsigned person);

struct party {
	unsigned member[3], size;
	enum outcome outcome;
	int64_t id; /* of the group in a programme file */
};

struct parties {
	struct party list[LIFE_PEOPLE / 2];
	size_t n;
};

/* What a season has come to, whichever way it is played. */
struct life {
	const struct script *script;
	int step;
	struct parties now, before; /* before: at the start of the step */
	/* 1 + the month in which two were told of each other, unless they
	 * reported that they did not meet; 0: they were not */
	unsigned char told[LIFE_PEOPLE][LIFE_PEOPLE];
	bool excluded[LIFE_PEOPLE][LIFE_PEOPLE];
	/* Months waited, with what a late joiner starts from. */
	unsigned waits[LIFE_PEOPLE];
	bool known[LIFE_PEOPLE]; /* has been in a round */
	/* What each has had: conversations, partners in them, and of those how
	 * many came from a sector met before; months without a group. */
	unsigned conversations[LIFE_PEOPLE], partners[LIFE_PEOPLE];
	unsigned again[LIFE_PEOPLE], waited[LIFE_PEOPLE];
	unsigned sectors[LIFE_PEOPLE]; /* met, as bits */
	unsigned tried;	  /* rounds held against all there could be */
	unsigned illegal; /* groups drawn that break a rule, and dropped */
	struct c5_error err;
};

/* A way to put people together. False: life->err says why. */
struct way {
	const char *name;
	bool exact; /* what it leaves waiting must be fair and the fewest */
	bool (*open)(struct life *life);
	bool (*happen)(struct life *life, const struct event *event);
	/* Fills life->now. */
	bool (*group)(struct life *life);
	bool (*report)(struct life *life, const struct party *party);
	/* Does everything hold, after a step of any kind? */
	bool (*check)(struct life *life);
	bool (*finish)(struct life *life); /* once the season is over */
	void (*close)(void);
};
extern const struct way way_connect5, way_shuffle, way_greedy;

bool life_play(struct life *life, const struct way *way,
	       const struct script *script);

/* Notes what does not hold; always false. */
__attribute__((format(printf, 2, 3))) bool life_wrong(struct life *life,
						      const char *format, ...);

bool life_active(const struct life *life, unsigned person);
/* The group of somebody among parties; NULL: none. */
const struct party *life_party(const struct parties *parties, unsigned person);

/* By the rules as they stand at this step, read by code of its own. */
bool life_may_meet(const struct life *life, unsigned a, unsigned b);
bool life_may_join(const struct life *life, const struct party *party,
		   unsigned person);
/* Active now, or in a group that has met. */
bool life_takes_part(const struct life *life, unsigned person);

/* No rule is broken, and nobody is in two groups. */
bool life_is_legal(struct life *life);
/* Who did not meet, and is left together, has not met: so it is for ways that
 * keep no reports; one that does must have kept it. */
bool life_keep_reports(struct life *life, bool kept);
/* Nobody waits who need not, and who waits has waited least. */
bool life_is_fair(struct life *life);

#endif
