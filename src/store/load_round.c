/* A round comes out of the file, by the facts of its latest revision. */
#include "connect5/store_rounds.h"

#include <stdlib.h>
#include <string.h>

#include "store/outcomes.h"
#include "store/people.h"
#include "store/rounds.h"
#include "store/sql.h"

/* The latest revision of a round. */
struct revision {
	int64_t id, round, change, made_at;
	int number, ordinal;
	bool exported, repair;
};

static enum c5_status find_revision(struct store *store, month_t month,
				    struct revision *out, struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT v.id, r.id, v.change, v.number, r.ordinal,"
			  " r.exported_at IS NOT NULL, v.kind = 'repair', l.at"
			  " FROM round r JOIN revision v ON v.round = r.id"
			  " JOIN log l ON l.id = v.change"
			  " WHERE r.month = ? ORDER BY v.number DESC LIMIT 1",
			  "m", month);

	*out = (struct revision){0};
	if (!status)
		status = sql_next(store, query, &more, err);
	if (!status && more) {
		out->id = sqlite3_column_int64(query, 0);
		out->round = sqlite3_column_int64(query, 1);
		out->change = sqlite3_column_int64(query, 2);
		out->number = sqlite3_column_int(query, 3);
		out->ordinal = sqlite3_column_int(query, 4);
		out->exported = sqlite3_column_int(query, 5) != 0;
		out->repair = sqlite3_column_int(query, 6) != 0;
		out->made_at = sqlite3_column_int64(query, 7);
	}
	sql_done(query);
	return status;
}

static enum c5_status add_setting(struct round_record *out, const char *key,
				  const char *value, struct c5_error *err)
{
	if (strcmp(key, ROUND_RELAX) != 0)
		return settings_set(&out->settings, key, value, err);
	if (strcmp(value, ROUND_RELAX_SECTOR) != 0)
		return error_set(err, C5_FILE, "'%s' is no rule to relax",
				 value);
	out->cohort.relaxed = true;
	return C5_OK;
}

static enum c5_status load_settings(struct store *store, int64_t revision,
				    struct round_record *out,
				    struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT key, value FROM revision_setting WHERE revision = ?",
		"i", revision);

	out->settings = settings_default;
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		status = add_setting(
			out, (const char *)sqlite3_column_text(query, 0),
			(const char *)sqlite3_column_text(query, 1), err);
		if (status)
			break;
	}
	sql_done(query);
	return status;
}

/* "2 5 7" into an array from malloc. */
static enum c5_status parse_met(const char *text, int64_t **met, size_t *n,
				struct c5_error *err)
{
	size_t capacity = 0;
	char *end;

	*n = 0;
	for (const char *at = text; *at; at = end + (*end == ' ')) {
		void *grown =
			memory_grow(*met, &capacity, *n + 1, sizeof(**met));

		if (!grown)
			return error_memory(err);
		*met = grown;
		(*met)[(*n)++] = strtoll(at, &end, 10);
		if (end == at)
			return error_set(err, C5_FILE,
					 "'%s' is no list of sectors", text);
	}
	return C5_OK;
}

#define ATTENDANCE                                                      \
	"SELECT p.id, p.key, f.id, t.earlier_waits, 0, "                \
	"f.erased, " COHORT_COLUMNS ", t.met"                           \
	" FROM attendance t JOIN participant p ON p.id = t.participant" \
	" JOIN profile f ON f.id = t.profile" COHORT_NAMES " WHERE "

/* Those in groups that a repair left alone, by the facts of their group. */
#define LEFT_ALONE                                                         \
	"(t.revision, t.participant) IN (SELECT g.revision, m.participant" \
	"  FROM match_group g JOIN group_member m ON m.match_group = g.id" \
	"  WHERE g.round = ?1 AND g.live = 1 AND g.revision <> ?2"         \
	"  AND NOT EXISTS (SELECT 1 FROM attendance"                       \
	"   WHERE revision = ?2 AND participant = m.participant))"

enum { MET_COLUMN = ROUNDS_PERSON_COLUMNS };

static enum c5_status load_attendance(struct store *store,
				      const struct revision *revision,
				      bool settled, struct cohort *cohort,
				      struct c5_error *err)
{
	sqlite3_stmt *query;
	struct pool scratch = {NULL};
	int64_t *met = NULL;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err,
			  settled ? ATTENDANCE LEFT_ALONE
				  : ATTENDANCE "?1 > 0 AND t.revision = ?2",
			  "ii", revision->round, revision->id);

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		struct person person;

		status = rounds_person(&person, query, &scratch, err);
		if (!status)
			status = parse_met((const char *)sqlite3_column_text(
						   query, MET_COLUMN),
					   &met, &person.n_met, err);
		person.met = met;
		person.settled = settled;
		if (!status)
			status = cohort_add(cohort, &person, err);
		free(met);
		met = NULL;
		pool_release(&scratch);
		if (status)
			break;
	}
	sql_done(query);
	return status;
}

/* Of how many does the certificate speak? */
static enum c5_status count_proven(const struct round_record *record,
				   size_t *out, struct c5_error *err)
{
	bool *outside = memory_new(record->cohort.n, sizeof(*outside));

	*out = 0;
	if (!outside)
		return error_memory(err);
	round_record_unproven(outside, record);
	for (size_t v = 0; v < record->cohort.n; v++)
		*out += !outside[v];
	free(outside);
	return C5_OK;
}

static enum c5_status load_proof(struct store *store, int64_t revision,
				 struct round_record *record,
				 struct c5_error *err)
{
	struct proof *proof = &record->plan.proof;
	sqlite3_stmt *query;
	bool more = false;
	size_t n;
	enum c5_status status = count_proven(record, &n, err);

	if (status)
		return status;
	status = sql_query(
		store, &query, err,
		"SELECT pairs, ceiling, waits_made_good, score, bound,"
		" given_up, optimal, certificate FROM revision WHERE id = ?",
		"i", revision);

	if (!status)
		status = sql_next(store, query, &more, err);
	if (!status && more) {
		proof->pairs = sqlite3_column_int64(query, 0);
		proof->ceiling = sqlite3_column_int64(query, 1);
		proof->waits_made_good = sqlite3_column_int64(query, 2);
		proof->score = sqlite3_column_int64(query, 3);
		proof->bound = sqlite3_column_int64(query, 4);
		proof->given_up = sqlite3_column_int64(query, 5);
		proof->optimal = sqlite3_column_int(query, 6) != 0;
		status = certificate_decode(
			&record->plan.certificate,
			sqlite3_column_blob(query, 7),
			(size_t)sqlite3_column_bytes(query, 7), n, err);
	}
	sql_done(query);
	return status;
}

/* Roles of the witness; also counts its parts and those between. */
static enum c5_status load_witness(struct store *store, int64_t revision,
				   struct round_record *record,
				   struct c5_error *err)
{
	struct witness *witness = &record->plan.witness;
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT participant, witness FROM attendance"
			  " WHERE revision = ? AND witness > 0",
			  "i", revision);

	witness->role = memory_new(record->cohort.n, sizeof(*witness->role));
	if (!status && !witness->role)
		status = error_memory(err);
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		size_t i = cohort_index(&record->cohort,
					sqlite3_column_int64(query, 0));
		uint32_t role = (uint32_t)sqlite3_column_int64(query, 1);

		witness->role[i] = role;
		witness->between += role == WITNESS_BETWEEN;
		if (role >= WITNESS_PART &&
		    role - WITNESS_PART + 1 > witness->parts)
			witness->parts = role - WITNESS_PART + 1;
	}
	sql_done(query);
	return status;
}

static enum c5_status add_seat(struct round_record *record, sqlite3_stmt *row,
			       size_t *capacity, struct c5_error *err)
{
	struct plan *plan = &record->plan;
	size_t person =
		cohort_index(&record->cohort, sqlite3_column_int64(row, 1));
	int seat = sqlite3_column_int(row, 0);

	if (person == SIZE_MAX)
		return error_set(
			err, C5_FILE,
			"a member of a group is not in the attendance");
	if (seat == 1) {
		void *grown =
			memory_grow(plan->groups, capacity, plan->n_groups + 1,
				    sizeof(*plan->groups));

		if (!grown)
			return error_memory(err);
		plan->groups = grown;
		plan->groups[plan->n_groups++] = (struct group){
			.relaxed = sqlite3_column_int(row, 2) != 0,
			.score = sqlite3_column_int64(row, 3),
			.number = (unsigned)sqlite3_column_int(row, 4),
		};
	}
	if (!plan->n_groups || seat > 3 ||
	    plan->groups[plan->n_groups - 1].size != (unsigned)seat - 1)
		return error_set(err, C5_FILE, "a seat of a group is empty");
	struct group *group = &plan->groups[plan->n_groups - 1];
	group->member[group->size++] = (uint32_t)person;
	return outcomes_parse(&group->outcome,
			      (const char *)sqlite3_column_text(row, 5), err);
}

static enum c5_status load_groups(struct store *store, int64_t round,
				  struct round_record *record,
				  struct c5_error *err)
{
	sqlite3_stmt *query;
	size_t capacity = 0;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT m.seat, m.participant, g.relaxed, g.score,"
			  " g.number, g.outcome"
			  " FROM match_group g JOIN group_member m ON "
			  "m.match_group = g.id"
			  " WHERE g.round = ? AND g.live = 1"
			  " ORDER BY g.number, m.seat",
			  "i", round);

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		status = add_seat(record, query, &capacity, err);
		if (status)
			break;
	}
	sql_done(query);
	return status;
}

static enum c5_status fill(struct store *store, const struct revision *revision,
			   struct round_record *out, struct c5_error *err)
{
	const struct rounds_repair of = {revision->round, revision->id,
					 revision->change};
	enum c5_status status = load_settings(store, revision->id, out, err);

	out->exported = revision->exported;
	out->revision = revision->number;
	out->repair = revision->repair;
	out->made_at = revision->made_at;
	if (!status)
		status = load_attendance(store, revision, false, &out->cohort,
					 err);
	if (!status && revision->repair)
		status = load_attendance(store, revision, true, &out->cohort,
					 err);
	if (!status)
		status = rounds_history(store, &of, revision->repair, out, err);
	if (!status)
		status = rounds_load_wishes(store, revision->id, out, err);
	if (!status)
		status = cohort_finish(&out->cohort, err);
	if (!status && revision->repair)
		status = rounds_told(store, out, revision->round,
				     revision->change, err);
	if (!status)
		status = rounds_bind_musts(out, err);
	if (!status)
		status = load_groups(store, revision->round, out, err);
	if (!status)
		status = load_proof(store, revision->id, out, err);
	if (!status)
		status = load_witness(store, revision->id, out, err);
	return status ? status : round_record_seat(out, err);
}

enum c5_status store_load_round(struct store *store, month_t month, bool *found,
				struct round_record *out, struct c5_error *err)
{
	struct revision revision;
	enum c5_status status = find_revision(store, month, &revision, err);

	*out = (struct round_record){0};
	*found = !status && revision.id;
	if (!*found)
		return status;
	status = rounds_frame(store, month, revision.ordinal, out, err);
	if (!status)
		status = fill(store, &revision, out, err);
	if (status) {
		round_record_release(out);
		*out = (struct round_record){0};
	}
	return status;
}

enum c5_status store_round_months(struct store *store, month_t *out,
				  size_t size, size_t *n, struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT month FROM round ORDER BY ordinal", "");

	*n = 0;
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more && *n < size)
		out[(*n)++] = sql_month(query, 0);
	sql_done(query);
	return status;
}
