/* Steps of loading a round that its files share. Private to src/store/. */
#ifndef STORE_ROUNDS_PRIVATE_H
#define STORE_ROUNDS_PRIVATE_H

#include "connect5/record.h"
#include "store/people.h"
#include "store/sql.h"

/* What a revision allowed, beside its settings: key and value. */
#define ROUND_RELAX "relax"
#define ROUND_RELAX_SECTOR "sector"

/* Joins the names that belong to participant p and profile f. */
#define COHORT_NAMES                                         \
	" LEFT JOIN address a ON a.participant ="            \
	" coalesce(p.merged_into, p.id) AND a.current = 1"   \
	" LEFT JOIN organisation o ON o.id = f.organisation" \
	" LEFT JOIN sector s ON s.id = f.sector"

/* The last columns that rounds_person() reads. */
#define COHORT_COLUMNS "a.address, o.name, s.label, s.short, " PEOPLE_PROFILE

enum { ROUNDS_PERSON_COLUMNS = 20 };

/*
 * A row of: id, key, profile, earlier waits, newcomer, erased, COHORT_COLUMNS.
 * `scratch` holds its strings until they are copied.
 */
enum c5_status rounds_person(struct person *out, sqlite3_stmt *row,
			     struct pool *scratch, struct c5_error *err);

/* Does participant p take part in a month, "?1" say? */
#define TAKES_PART(month)                                      \
	"((p.status = 'active'"                                \
	"  OR (p.status = 'paused' AND p.until <= " month "))" \
	" AND NOT EXISTS (SELECT 1 FROM away"                  \
	"  WHERE participant = p.id AND month = " month "))"

/* Month, ordinal, theme and settings of a round that may not exist yet. */
enum c5_status rounds_frame(struct store *store, month_t month, int ordinal,
			    struct round_record *out, struct c5_error *err);

/* Everybody active in a month, with today's facts; or only those whose group of
 * that month, if any, has not met. */
enum c5_status rounds_add_candidates(struct store *store, month_t month,
				     bool unsettled, struct cohort *cohort,
				     struct c5_error *err);

/* Wishes in force, a month's must-pairs, and who waits for a later month's,
 * before cohort_finish(). */
enum c5_status rounds_add_wishes(struct store *store, month_t month,
				 struct round_record *out,
				 struct c5_error *err);

/* A revision on record; or the next repair, whose revision is 0. */
struct rounds_repair {
	int64_t round, revision, change;
};

/* The groups that it found, with the pairs that it had to keep. */
enum c5_status rounds_former(struct store *store, struct round_record *out,
			     const struct rounds_repair *of,
			     struct c5_error *err);

/* Of whom each of the cohort was last told before the change, once it is
 * finished (told.c). */
enum c5_status rounds_told(struct store *store, struct round_record *out,
			   int64_t round, int64_t change, struct c5_error *err);
/* The last change before `change` that told people of the round of a month; 0:
 * none did. */
enum c5_status rounds_last_telling(struct store *store, month_t month,
				   int64_t change, int64_t *out,
				   struct c5_error *err);

/* Who had met then: not those who were found together, who may stay so. */
enum c5_status rounds_repair_history(struct store *store, struct cohort *cohort,
				     const struct rounds_repair *of,
				     struct c5_error *err);

/* Who had met and who was kept apart when a revision on record was made; of a
 * repair also what it found. */
enum c5_status rounds_history(struct store *store,
			      const struct rounds_repair *of, bool repair,
			      struct round_record *out, struct c5_error *err);

/* Feeds the pairs that a query yields to the cohort, and ends the query. */
enum c5_status rounds_pairs(struct store *store, struct cohort *cohort,
			    sqlite3_stmt *query, bool excluded,
			    struct c5_error *err);

/* round_wishes.c */

/* A kind of wish in the file: "prefer"; "" is none. */
const char *rounds_wish_kind(enum wish wish);
enum wish rounds_wish(const char *kind);

/* The rows (a, b, kind) of a query, which ends, to the cohort. */
enum c5_status rounds_wishes(struct store *store, struct cohort *cohort,
			     sqlite3_stmt *query, struct c5_error *err);

/* The must-pairs that a query yields: a, b, their names, and what became of
 * them. Ends the query. */
enum c5_status rounds_musts(struct store *store, struct round_record *record,
			    sqlite3_stmt *query, struct c5_error *err);

/* Keeps apart, in a round of a month, those who are to be put together in a
 * later one. Before cohort_finish(). */
enum c5_status rounds_add_planned(struct store *store, month_t month,
				  struct cohort *cohort, struct c5_error *err);

/* The columns for that of a table x of pairs. */
#define ROUNDS_MUST                                                   \
	" x.a, x.b, (SELECT f.name FROM profile f JOIN participant p" \
	"  ON p.profile = f.id WHERE p.id = x.a),"                    \
	" (SELECT f.name FROM profile f JOIN participant p"           \
	"  ON p.profile = f.id WHERE p.id = x.b)"

/* Reads what a revision remembers of both; and, once the cohort is finished,
 * binds the must-pairs that were kept. That no rule was broken is the audit's
 * to say. */
enum c5_status rounds_load_wishes(struct store *store, int64_t revision,
				  struct round_record *out,
				  struct c5_error *err);
enum c5_status rounds_bind_musts(struct round_record *out,
				 struct c5_error *err);

/* Writes what a revision remembers of both. */
enum c5_status rounds_save_wishes(struct store *store, int64_t revision,
				  const struct round_record *record,
				  struct c5_error *err);

#endif
