/* The wishes and must-pairs of a round, and what a revision remembers of them.
 */
#include <string.h>

#include "store/rounds.h"
#include "store/sql.h"

static const char *const kinds[] = {
	[WISH_NONE] = "", [WISH_PREFER] = "prefer", [WISH_AVOID] = "avoid"};

const char *rounds_wish_kind(enum wish wish)
{
	return kinds[wish];
}

enum wish rounds_wish(const char *kind)
{
	if (kind && strcmp(kind, kinds[WISH_PREFER]) == 0)
		return WISH_PREFER;
	return kind && strcmp(kind, kinds[WISH_AVOID]) == 0 ? WISH_AVOID
							    : WISH_NONE;
}

enum c5_status rounds_wishes(struct store *store, struct cohort *cohort,
			     sqlite3_stmt *query, struct c5_error *err)
{
	enum c5_status status;
	bool more = true;

	while (!(status = sql_next(store, query, &more, err)) && more) {
		const char *kind = (const char *)sqlite3_column_text(query, 2);

		status = cohort_wish(cohort, rounds_wish(kind),
				     sqlite3_column_int64(query, 0),
				     sqlite3_column_int64(query, 1), err);
		if (status)
			break;
	}
	sql_done(query);
	return status;
}

static const char *const fates[MUST_FATES] = {
	[MUST_KEPT] = "kept",
	[MUST_SECTOR] = "sector",
	[MUST_ORGANISATION] = "organisation",
	[MUST_MET] = "met",
	[MUST_EXCLUDED] = "excluded",
	[MUST_ABSENT] = "absent",
	[MUST_TAKEN] = "taken",
};

static enum must_fate fate_of(const char *text)
{
	int fate = MUST_KEPT;

	while (fate < MUST_FATES - 1 && text && strcmp(text, fates[fate]) != 0)
		fate++;
	return (enum must_fate)fate;
}

enum c5_status rounds_musts(struct store *store, struct round_record *record,
			    sqlite3_stmt *query, struct c5_error *err)
{
	struct pool *pool = &record->cohort.pool;
	enum c5_status status;
	bool more = true;

	while (!(status = sql_next(store, query, &more, err)) && more) {
		struct must_pair must = {
			.a = sqlite3_column_int64(query, 0),
			.b = sqlite3_column_int64(query, 1),
			.name_a = sql_text(query, 2, pool),
			.name_b = sql_text(query, 3, pool),
			.fate = fate_of(
				(const char *)sqlite3_column_text(query, 4)),
		};
		struct must_pair *list = sql_room(
			pool, record->musts, record->n_musts, sizeof(*list));

		if (!list || !must.name_a || !must.name_b) {
			status = error_memory(err);
			break;
		}
		record->musts = list;
		list[record->n_musts++] = must;
	}
	sql_done(query);
	return status;
}

/*
 * Those of a later month are kept apart until then, and a revision remembers
 * it as it does exclusions. A repair parts nobody whom it found together; and
 * where, after a merge, two are of both, it is the month itself that counts.
 */
#define PLANNED                                                       \
	"SELECT a, b FROM must_pair x WHERE x.removed IS NULL"        \
	" AND x.month > ?1 AND NOT EXISTS ("                          \
	"  SELECT 1 FROM round r JOIN connection c ON c.round = r.id" \
	"  WHERE r.month = ?1 AND c.a = x.a AND c.b = x.b)"           \
	" AND NOT EXISTS (SELECT 1 FROM must_pair y"                  \
	"  WHERE y.removed IS NULL AND y.month = ?1"                  \
	"  AND y.a = x.a AND y.b = x.b)"

enum c5_status rounds_add_planned(struct store *store, month_t month,
				  struct cohort *cohort, struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status =
		sql_query(store, &query, err, PLANNED, "m", month);

	return status ? status : rounds_pairs(store, cohort, query, true, err);
}

static enum c5_status save_wishes(struct store *store, int64_t revision,
				  const struct cohort *cohort, enum wish wish,
				  struct c5_error *err)
{
	const struct pair_list *list =
		wish == WISH_PREFER ? &cohort->preferred : &cohort->avoided;
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < list->count && !status; i++) {
		const struct person *a = &cohort->people[list->pairs[i].a];
		const struct person *b = &cohort->people[list->pairs[i].b];

		/* The group of either is of an earlier revision. */
		if (a->settled || b->settled)
			continue;
		status = sql_run(store, err,
				 "INSERT INTO attendance_wish"
				 " (revision, a, b, kind)"
				 " VALUES (?1, min(?2, ?3), max(?2, ?3), ?4)",
				 "iiit", revision, a->id, b->id, kinds[wish]);
	}
	return status;
}

enum c5_status rounds_save_wishes(struct store *store, int64_t revision,
				  const struct round_record *record,
				  struct c5_error *err)
{
	enum c5_status status =
		save_wishes(store, revision, &record->cohort, WISH_PREFER, err);

	if (!status)
		status = save_wishes(store, revision, &record->cohort,
				     WISH_AVOID, err);
	for (size_t i = 0; i < record->n_musts && !status; i++)
		status = sql_run(store, err,
				 "INSERT INTO revision_pair"
				 " (revision, a, b, fate) VALUES (?, ?, ?, ?)",
				 "iiit", revision, record->musts[i].a,
				 record->musts[i].b,
				 fates[record->musts[i].fate]);
	return status;
}

/* Those of a revision, and of groups that it left alone. */
#define WISHES                                                       \
	"SELECT a, b, kind FROM attendance_wish WHERE revision = ?1" \
	" UNION SELECT x.a, x.b, x.kind FROM revision v"             \
	"  JOIN match_group g ON g.round = v.round AND g.live = 1"   \
	"   AND g.revision < v.id"                                   \
	"  JOIN attendance_wish x ON x.revision = g.revision"        \
	"  JOIN group_member m ON m.match_group = g.id"              \
	"   AND m.participant = x.a"                                 \
	"  JOIN group_member n ON n.match_group = g.id"              \
	"   AND n.participant = x.b"                                 \
	"  WHERE v.id = ?1 AND NOT EXISTS (SELECT 1 FROM attendance" \
	"   WHERE revision = v.id AND participant IN (x.a, x.b))"

enum c5_status rounds_load_wishes(struct store *store, int64_t revision,
				  struct round_record *out,
				  struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status =
		sql_query(store, &query, err, WISHES, "i", revision);

	if (!status)
		status = rounds_wishes(store, &out->cohort, query, err);
	if (!status)
		status = sql_query(store, &query, err,
				   "SELECT" ROUNDS_MUST ", x.fate"
				   " FROM revision_pair x WHERE x.revision = ?"
				   " ORDER BY x.a",
				   "i", revision);
	return status ? status : rounds_musts(store, out, query, err);
}

enum c5_status rounds_bind_musts(struct round_record *out, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < out->n_musts && !status; i++) {
		size_t a = cohort_index(&out->cohort, out->musts[i].a);
		size_t b = cohort_index(&out->cohort, out->musts[i].b);

		if (out->musts[i].fate != MUST_KEPT)
			continue;
		status = a == SIZE_MAX || b == SIZE_MAX
				 ? C5_NO
				 : cohort_must(&out->cohort, (uint32_t)a,
					       (uint32_t)b, err);
		if (status == C5_NO)
			status = error_set(err, C5_FILE,
					   "the must-pairs of a round "
					   "contradict each other");
	}
	return status;
}
