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

/* Feeds the pairs that a query yields to the cohort, and ends the query. */
enum c5_status rounds_pairs(struct store *store, struct cohort *cohort,
			    sqlite3_stmt *query, bool excluded,
			    struct c5_error *err);

#endif
