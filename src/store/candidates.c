/* Everybody active in a month, with today's facts. */
#include "connect5/store_rounds.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/store_words.h"
#include "store/outcomes.h"
#include "store/people.h"
#include "store/rounds.h"
#include "store/sql.h"

enum c5_status rounds_frame(struct store *store, month_t month, int ordinal,
			    struct round_record *out, struct c5_error *err)
{
	struct programme programme;
	enum c5_status status =
		store_programme(store, &out->cohort.pool, &programme, err);

	if (status)
		return status;
	out->month = month;
	out->ordinal = ordinal ? ordinal : programme.rounds + 1;
	out->of_rounds = programme.months;
	month_t last = programme.first_month + programme.months - 1;
	if (month < last)
		out->cohort.months_after = (unsigned)(last - month);
	out->revision = 1;
	status = store_settings(store, &out->settings, err);
	if (status)
		return status;
	return store_theme(store, out->ordinal, &out->cohort.pool, &out->theme,
			   err);
}

/* The sectors that somebody has met before `month`, as they are today, but for
 * those of a group that is known not to have met. */
static enum c5_status sectors_met(struct store *store, int64_t id,
				  month_t month, struct sql_ids *out,
				  struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT DISTINCT coalesce(s.merged_into, s.id) AS met"
		" FROM group_member m"
		" JOIN group_member n ON n.match_group = m.match_group"
		" AND n.participant <> m.participant"
		" JOIN sector s ON s.id = n.sector"
		" JOIN match_group g ON g.id = m.match_group"
		" AND g.outcome <> 'not met'"
		" JOIN round r ON r.id = m.round AND r.month < ?2"
		" WHERE m.participant IN (SELECT id FROM participant"
		"  WHERE id = ?1 OR merged_into = ?1) AND m.live = 1"
		" ORDER BY met",
		"im", id, month);

	return status ? status : sql_ids(store, query, out, err);
}

#define CANDIDATES                                                            \
	"SELECT p.id, p.key, f.id, coalesce(p.wait_base, 0) + ("              \
	"  SELECT count(*) FROM attendance t"                                 \
	"  JOIN revision v ON v.id = t.revision"                              \
	"  JOIN round r ON r.id = v.round AND r.month < ?1"                   \
	"  WHERE t.participant = p.id AND v.number = ("                       \
	"   SELECT max(w.number) FROM revision w WHERE w.round = v.round)"    \
	"  AND NOT EXISTS ("                                                  \
	"   SELECT 1 FROM group_member m WHERE m.round = v.round"             \
	"   AND m.participant = p.id AND m.live = 1)),"                       \
	" p.wait_base IS NULL, f.erased, " COHORT_COLUMNS                     \
	" FROM participant p JOIN profile f ON f.id = p.profile" COHORT_NAMES \
	" WHERE " TAKES_PART("?1")

/* Whose group of the month has met, under whatever number. */
#define SETTLED                                                    \
	"EXISTS (SELECT 1 FROM round r JOIN match_group g"         \
	"  ON g.round = r.id AND g.live = 1 AND g.outcome = 'met'" \
	"  JOIN group_member m ON m.match_group = g.id"            \
	"  JOIN participant q ON q.id = m.participant"             \
	"  WHERE r.month = ?1 AND p.id IN (q.id, q.merged_into))"

enum c5_status rounds_person(struct person *out, sqlite3_stmt *row,
			     struct pool *scratch, struct c5_error *err)
{
	*out = (struct person){
		.id = sqlite3_column_int64(row, 0),
		.key = (uint64_t)sqlite3_column_int64(row, 1),
		.profile_id = sqlite3_column_int64(row, 2),
		.waits = (unsigned)sqlite3_column_int64(row, 3),
		.newcomer = sqlite3_column_int(row, 4) != 0,
		.erased = sqlite3_column_int(row, 5) != 0,
		.email = sql_text(row, 6, scratch),
		.organisation_name = sql_text(row, 7, scratch),
		.sector_label = sql_text(row, 8, scratch),
		.sector_short = sql_text(row, 9, scratch),
	};
	if (!out->email || !out->organisation_name || !out->sector_label ||
	    !out->sector_short)
		return error_memory(err);
	return people_profile(&out->profile, row, 10, scratch, err);
}

/* The people of a query for candidates, which ends. */
static enum c5_status add_candidates(struct store *store, month_t month,
				     sqlite3_stmt *query, struct cohort *cohort,
				     struct c5_error *err)
{
	struct pool scratch = {NULL};
	struct sql_ids met = {NULL, 0, 0};
	enum c5_status status = C5_OK;
	bool more = true;

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		struct person person;

		status = rounds_person(&person, query, &scratch, err);
		if (!status)
			status =
				sectors_met(store, person.id, month, &met, err);
		person.met = met.ids;
		person.n_met = met.n;
		if (!status)
			status = cohort_add(cohort, &person, err);
		pool_release(&scratch);
		if (status)
			break;
	}
	sql_done(query);
	free(met.ids);
	return status;
}

enum c5_status rounds_add_candidates(struct store *store, month_t month,
				     bool unsettled, struct cohort *cohort,
				     struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status = sql_query(
		store, &query, err,
		unsettled ? CANDIDATES " AND NOT " SETTLED : CANDIDATES, "i",
		(int64_t)month);

	return status ? status
		      : add_candidates(store, month, query, cohort, err);
}

enum c5_status rounds_pairs(struct store *store, struct cohort *cohort,
			    sqlite3_stmt *query, bool excluded,
			    struct c5_error *err)
{
	enum c5_status status;
	bool more = true;

	while (!(status = sql_next(store, query, &more, err)) && more) {
		int64_t a = sqlite3_column_int64(query, 0);
		int64_t b = sqlite3_column_int64(query, 1);

		status = excluded ? cohort_exclude(cohort, a, b, err)
				  : cohort_connect(cohort, a, b, err);
		if (status)
			break;
	}
	sql_done(query);
	return status;
}

/* A round that exists keeps its ordinal, and this is its next revision. */
static enum c5_status find_frame(struct store *store, month_t month,
				 int *ordinal, int *revision,
				 struct c5_error *err)
{
	int64_t number = 0;
	enum c5_status status = sql_number(
		store, &number, err,
		"SELECT ordinal FROM round WHERE month = ?", "m", month);

	*ordinal = (int)number;
	if (!status)
		status = sql_number(store, &number, err,
				    "SELECT max(v.number) FROM revision v"
				    " JOIN round r ON r.id = v.round"
				    " WHERE r.month = ?",
				    "m", month);
	*revision = (int)number + 1;
	return status;
}

enum c5_status rounds_add_wishes(struct store *store, month_t month,
				 struct round_record *out, struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT a, b, kind FROM wish WHERE removed IS NULL", "");

	if (!status)
		status = rounds_wishes(store, &out->cohort, query, err);
	if (!status)
		status = rounds_add_planned(store, month, &out->cohort, err);
	if (!status)
		status = sql_query(store, &query, err,
				   "SELECT" ROUNDS_MUST ", 'kept'"
				   " FROM must_pair x WHERE x.removed IS NULL"
				   " AND x.month = ? ORDER BY x.id",
				   "m", month);
	return status ? status : rounds_musts(store, out, query, err);
}

enum c5_status store_two(struct store *store, month_t month, int64_t a,
			 int64_t b, struct cohort *cohort, struct c5_error *err)
{
	sqlite3_stmt *query;
	*cohort = (struct cohort){.people = NULL};
	enum c5_status status = sql_query(store, &query, err,
					  CANDIDATES " AND p.id IN (?2, ?3)",
					  "iii", (int64_t)month, a, b);

	if (!status)
		status = add_candidates(store, month, query, cohort, err);
	if (!status)
		status = sql_query(store, &query, err,
				   "SELECT a, b FROM connection"
				   " WHERE a = min(?1, ?2) AND b = max(?1, ?2)",
				   "ii", a, b);
	if (!status)
		status = rounds_pairs(store, cohort, query, false, err);
	if (!status)
		status = sql_query(store, &query, err,
				   "SELECT a, b FROM exclusion"
				   " WHERE removed IS NULL"
				   " AND a = min(?1, ?2) AND b = max(?1, ?2)",
				   "ii", a, b);
	if (!status)
		status = rounds_pairs(store, cohort, query, true, err);
	return status ? status : cohort_finish(cohort, err);
}

enum c5_status store_candidates(struct store *store, month_t month,
				struct round_record *out, struct c5_error *err)
{
	struct cohort *cohort = &out->cohort;
	sqlite3_stmt *query;
	int ordinal, revision;
	enum c5_status status;

	*out = (struct round_record){0};
	status = find_frame(store, month, &ordinal, &revision, err);
	if (!status)
		status = rounds_frame(store, month, ordinal, out, err);
	out->revision = revision;
	if (!status)
		status =
			rounds_add_candidates(store, month, false, cohort, err);
	if (!status)
		status = sql_query(store, &query, err,
				   "SELECT a, b FROM connection", "");
	if (!status)
		status = rounds_pairs(store, cohort, query, false, err);
	if (!status)
		status = sql_query(store, &query, err,
				   "SELECT a, b FROM exclusion"
				   " WHERE removed IS NULL",
				   "");
	if (!status)
		status = rounds_pairs(store, cohort, query, true, err);
	if (!status)
		status = rounds_add_wishes(store, month, out, err);
	if (!status)
		status = cohort_finish(cohort, err);
	if (status) {
		round_record_release(out);
		*out = (struct round_record){0};
	}
	return status;
}

/* Is p, or who turned out to be p, in the attendance of the month's round as it
 * stands? */
#define ATTENDS                                                           \
	"EXISTS (SELECT 1 FROM round r JOIN revision v ON v.round = r.id" \
	"  JOIN attendance t ON t.revision = v.id"                        \
	"  WHERE r.month = ?1 AND t.participant IN " OUTCOMES_SAME(       \
		"p.id") " AND v.number = ("                               \
			"   SELECT max(number) FROM revision"             \
			"   WHERE round = r.id))"

/* A pause without an end makes it neither true nor false that they do. */
#define JOINED TAKES_PART("?1") " AND NOT " ATTENDS
#define LEFT                                     \
	"p.merged_into IS NULL AND " TAKES_PART( \
		"?1") " IS NOT TRUE AND " ATTENDS

enum c5_status store_round_since(struct store *store, month_t month,
				 struct since *out, struct c5_error *err)
{
	int64_t joined = 0, left = 0;
	enum c5_status status = sql_number(store, &joined, err,
					   "SELECT count(*) FROM participant p"
					   " WHERE " JOINED " AND NOT " SETTLED,
					   "i", (int64_t)month);

	if (!status)
		status = sql_number(store, &left, err,
				    "SELECT count(*) FROM participant p"
				    " WHERE " LEFT " AND NOT " SETTLED,
				    "i", (int64_t)month);
	*out = (struct since){(size_t)joined, (size_t)left};
	return status;
}
