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

/* A revision on record; or the next repair, whose revision is 0. */
struct rounds_repair {
	int64_t round, revision, change;
};

/* The groups that it found, with the pairs that it had to keep. */
enum c5_status rounds_former(struct store *store, struct round_record *out,
			     const struct rounds_repair *of,
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

#endif
