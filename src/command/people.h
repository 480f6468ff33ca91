/* Participants on the command line. Private to src/command/. */
#ifndef COMMAND_PEOPLE_H
#define COMMAND_PEOPLE_H

#include "command/command.h"
#include "connect5/sheet.h"
#include "connect5/store_people.h"

/* Everybody, as import takes them back. Strings stay in the pool. */
enum c5_status people_sheet(struct sheet *out, struct store *store,
			    struct pool *pool, struct c5_error *err);

enum c5_status people_list(const struct context *context,
			   const struct arguments *arguments,
			   struct c5_error *err);
enum c5_status people_show(const struct context *context,
			   const struct arguments *arguments,
			   struct c5_error *err);

/* Everything held on somebody (people_show.c). */
enum c5_status people_print_held(struct store *store, int64_t id, bool json,
				 struct c5_error *err);

/* "paused, back in 2027-02" */
void people_standing(struct buffer *out, const struct participant *participant);

/* After a change: "changed: NAME <ADDRESS>, active" as a remark; with --json
 * the participant as held. */
enum c5_status people_tell(const struct context *context, struct store *store,
			   int64_t id, const char *what, struct c5_error *err);

/* People as JSON objects; NULL where memory runs out. */
json_t *people_object(const struct participant *participant);

struct held;
struct held_exclusion;
/* All that is held on them. */
json_t *people_held_object(const struct held *held);
/* Who asked for an exclusion, from the person's side. */
const char *people_asked_by(const struct held_exclusion *exclusion);

/*
 * add ADDRESS FIELD=VALUE... and set WHO FIELD=VALUE...: read by the same code
 * as a row of a form.
 */
enum c5_status people_add(const struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err);
enum c5_status people_set(const struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err);

/* A change of participants on its way: who, and the file. */
struct deed {
	const struct context *context;
	const struct arguments *arguments;
	struct store *store;
	int64_t who, other; /* of the first and second operand */
};

/* Opens the file and finds `people` operands; the caller closes the store. */
enum c5_status deed_begin(struct deed *deed, size_t people,
			  struct c5_error *err);
/* Commits what was done; the log knows people by their number. */
enum c5_status deed_finish(struct deed *deed, const char *what,
			   struct c5_error *err);
/* "kept apart from Bo Cole: Ann Bell <...>, active" */
enum c5_status deed_tell(const struct deed *deed, const char *what,
			 struct c5_error *err);

/* What is wished of two (people_wish.c). */
enum c5_status people_prefer(const struct context *context,
			     const struct arguments *arguments,
			     struct c5_error *err);
enum c5_status people_avoid(const struct context *context,
			    const struct arguments *arguments,
			    struct c5_error *err);
enum c5_status people_pair(const struct context *context,
			   const struct arguments *arguments,
			   struct c5_error *err);

/* The must-pairs to come, and the wishes in force (people_wanted.c): a line
 * each, and as members "must_pairs" and "wishes" of an object. */
enum c5_status people_musts_text(struct buffer *out, struct store *store,
				 struct c5_error *err);
enum c5_status people_musts_json(json_t *object, struct store *store,
				 struct c5_error *err);
enum c5_status people_wishes_text(struct buffer *out, struct store *store,
				  struct c5_error *err);
enum c5_status people_wishes_json(json_t *object, struct store *store,
				  struct c5_error *err);

/* A participant as a word of a command line: the address, or the number. */
void people_word(struct buffer *out, const struct participant *participant);

/* Notes the pairs to come of `who` (and `other`, unless 0) that cannot be as
 * things are now, and what takes each back. */
enum c5_status people_note_plans(const struct context *context,
				 struct store *store, int64_t who,
				 int64_t other, struct c5_error *err);

/* What happens to people (people_life.c). */
enum c5_status people_away(const struct context *context,
			   const struct arguments *arguments,
			   struct c5_error *err);
enum c5_status people_exclude(const struct context *context,
			      const struct arguments *arguments,
			      struct c5_error *err);
enum c5_status people_include(const struct context *context,
			      const struct arguments *arguments,
			      struct c5_error *err);
/* The second turns out to be the first. */
enum c5_status people_merge(const struct context *context,
			    const struct arguments *arguments,
			    struct c5_error *err);
enum c5_status people_erase(const struct context *context,
			    const struct arguments *arguments,
			    struct c5_error *err);

#endif
