/* The answers of explain. Private to src/command/. */
#ifndef COMMAND_EXPLAIN_H
#define COMMAND_EXPLAIN_H

#include "command/command.h"
#include "connect5/explain.h"

/* A round and what is said of it, as text or as an object. */
struct explained {
	const struct context *context;
	struct store *store;
	struct pool pool;
	struct programme programme;
	struct round_record record;
	bool made;	   /* it stands in the file; else match would make it */
	bool verifiable;   /* nobody in it was erased: costs can be told */
	struct buffer out; /* the text */
	struct buffer line;
	json_t *object;
};

/* Somebody who is asked about. */
struct subject {
	int64_t id;
	uint32_t index; /* MATCH_NONE: takes no part in the round */
	const char *name;
	const char *standing; /* today's: "paused, back in 2027-02" */
	bool active;	      /* by today's standing */
};

/* Each fills in the text, or with --json the object. */
enum c5_status explain_month(struct explained *e, struct c5_error *err);
enum c5_status explain_person(struct explained *e, const struct subject *who,
			      struct c5_error *err);
enum c5_status explain_two(struct explained *e, const struct subject *one,
			   const struct subject *two, struct c5_error *err);

/* What becomes next month of a participant who waits (explain_next.c): a
 * sentence, and the same as a value. */
enum c5_status explain_next(struct buffer *out, json_t **value,
			    struct explained *e, int64_t id,
			    struct c5_error *err);

/* Words (explain_words.c) */

const char *explain_name(const struct person *person);

/* Ends e->line, in which nothing is obeyed by a terminal. */
void explain_end_line(struct explained *e);

/* Adds the members of an object, which is released (NULL: no memory). */
void explain_add(struct explained *e, json_t *members);

/* "took no part in December 2026", with today's standing, as a line. */
void explain_absent(struct explained *e, const struct subject *who);

/* The key of a reason in JSON, and what is said of it. */
const char *reason_key(enum reason reason);
const char *reason_words(enum reason reason);

/* Why two are a good pair, a line a reason with its points. */
void explain_reasons(struct explained *e, uint32_t a, uint32_t b);
/* The same as members "score", "reasons" and "points". */
void explain_score_json(json_t *object, const struct explained *e, uint32_t a,
			uint32_t b);

/* What a pair costs the month: "40 points fewer", "at least 40 points fewer";
 * and as an object of what changes, null where nothing is known. */
void explain_cost(struct buffer *out, const struct alternative *pair);
json_t *explain_change_json(const struct alternative *pair);

/* Those who would wait, by name: "Ann and Bo", "Ann, Bo and 7 more". */
void explain_stranded(struct buffer *out, const struct explained *e,
		      const struct alternative *pair);

/* {"email", "name", "organisation", "sector"} */
json_t *explain_person_json(const struct person *person);

/* Why a month cannot be made again for a pair, or NULL: it can. */
const char *explain_no_cost(const struct explained *e);

#endif
