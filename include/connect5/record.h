/*
 * A round on record: its facts, its plan and what it is called. The same shape
 * serves the round that is being made, the one that is shown again, exported,
 * and checked.
 */
#ifndef CONNECT5_RECORD_H
#define CONNECT5_RECORD_H

#include "connect5/buffer.h"
#include "connect5/cohort.h"
#include "connect5/month.h"
#include "connect5/plan.h"
#include "connect5/settings.h"

struct theme {
	const char *key, *title, *system, *lens;
};

struct prompt {
	const char *kind; /* "lens", "warm-up", "deeper", "commitment" */
	const char *text;
};

/* A group as it was before the round was repaired. */
struct former_group {
	int64_t member[3];   /* participants, who may have left since */
	const char *name[3]; /* in the cohort's pool */
	unsigned size;
	unsigned number;
	bool not_met; /* they reported that they did not meet */
};

/* What became of a must-pair: nothing was in its way, or what was. */
enum must_fate {
	MUST_KEPT,
	MUST_SECTOR, /* to MUST_EXCLUDED: as enum rule */
	MUST_ORGANISATION,
	MUST_MET,
	MUST_EXCLUDED,
	MUST_ABSENT, /* one of the two takes no part */
	MUST_TAKEN,  /* one of the two is to meet somebody else, or has */
	MUST_FATES
};

/* Two who were to be put together, by id. */
struct must_pair {
	int64_t a, b;
	const char *name_a, *name_b; /* in the cohort's pool */
	enum must_fate fate;
};

struct round_record {
	month_t month;
	int ordinal;   /* 1.. */
	int of_rounds; /* rounds of the whole programme */
	bool exported;
	int revision;	    /* 1: as matched */
	bool repair;	    /* that revision repairs the one before */
	int64_t made_at;    /* that revision; 0: not on record yet */
	struct theme theme; /* strings in the cohort's pool */
	struct settings settings;
	struct cohort cohort;
	struct must_pair *musts; /* in the cohort's pool */
	size_t n_musts;
	struct plan plan;
	/* of a repair: the groups that it had to keep if it could, with those
	 * who waited as groups of one, and the first number that no group of
	 * the round has had */
	struct former_group *former;
	size_t n_former;
	unsigned next_number;
	/* of a repair: the groups that people were told of before it, of each
	 * person the one that is listed first; who was told to wait is in one
	 * alone */
	struct former_group *told;
	size_t n_told;
};

/* An empty record is all zeroes. */
void round_record_release(struct round_record *record);

/*
 * Puts groups into the order they are numbered in: the two of a pair by name
 * (the third of a trio stays the third), groups by their first member, those
 * who wait by name; ties by key.
 */
enum c5_status round_record_arrange(struct round_record *record,
				    struct c5_error *err);

/* Has anybody told of a group whether it met? */
bool round_record_reported(const struct round_record *record);

/* Lists in plan.waiting, by name, everybody who has no seat in a group. */
enum c5_status round_record_seat(struct round_record *record,
				 struct c5_error *err);

/*
 * Marks those of whom the proof of a repair does not speak: whose group has
 * met, and who are in a trio. Nobody, if it is none.
 */
void round_record_unproven(bool *out, const struct round_record *record);

/*
 * Binds those must-pairs in the cohort that no rule keeps apart; the others are
 * left out of it, and say why. Before plan_make(), once it is settled whether
 * the cohort is relaxed.
 */
enum c5_status round_record_bind(struct round_record *record,
				 struct c5_error *err);

/* In words */

/* Why a must-pair was not kept: "they have met before". */
void round_must_reason(struct buffer *out, const struct round_record *record,
		       const struct must_pair *must);

/* Why these people must wait, in a sentence or two; "" if nobody waits. */
void round_witness_text(struct buffer *out, const struct round_record *record);

/* "majority", "odd number", "history and exclusions"; NULL: nobody waits. */
const char *round_witness_kind(const struct round_record *record);

/* Why this one waits: a sentence about their own possibilities. */
void round_waiting_reason(struct buffer *out, const struct round_record *record,
			  uint32_t person);

/* For everybody's eyes: what the month allowed, nothing of whom this one may
 * meet, which could give an exclusion away, and no command. */
void round_waiting_reason_for_all(struct buffer *out,
				  const struct round_record *record,
				  uint32_t person);

/* Why this group, one reason a line (see score_reasons). */
void round_group_reasons(struct buffer *out, const struct round_record *record,
			 size_t group);

#endif
