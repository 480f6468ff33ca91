/* A round goes into the file. The schema refuses what breaks a rule. */
#include "connect5/store_rounds.h"

#include <stdio.h>

#include "store/outcomes.h"
#include "store/rounds.h"
#include "store/sql.h"

static enum c5_status save_setting(struct store *store, int64_t revision,
				   const char *key, const char *value,
				   struct c5_error *err)
{
	return sql_run(store, err,
		       "INSERT INTO revision_setting (revision, key, value)"
		       " VALUES (?, ?, ?)",
		       "itt", revision, key, value);
}

/* The settings of the programme, and what was allowed for this round alone. */
static enum c5_status save_settings(struct store *store, int64_t revision,
				    const struct round_record *record,
				    struct c5_error *err)
{
	enum c5_status status = C5_OK;
	char value[SETTING_TEXT];

	for (const struct setting *s = setting_table; s->key && !status; s++) {
		status = settings_get(value, &record->settings, s->key, err);
		if (!status)
			status = save_setting(store, revision, s->key, value,
					      err);
	}
	if (!status && record->cohort.relaxed)
		status = save_setting(store, revision, ROUND_RELAX,
				      ROUND_RELAX_SECTOR, err);
	return status;
}

static void met_text(struct buffer *out, const struct person *person)
{
	for (size_t i = 0; i < person->n_met; i++)
		buffer_printf(out, "%s%lld", i ? " " : "",
			      (long long)person->met[i]);
}

static enum c5_status save_attendance(struct store *store, int64_t revision,
				      const struct round_record *record,
				      struct c5_error *err)
{
	const struct witness *witness = &record->plan.witness;
	struct buffer met = BUFFER_INIT;
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < record->cohort.n && !status; i++) {
		const struct person *person = &record->cohort.people[i];

		if (person->settled)
			continue;
		buffer_cut(&met, 0);
		met_text(&met, person);
		status = buffer_status(&met, err);
		if (!status)
			status = sql_run(
				store, err,
				"INSERT INTO attendance (revision, participant,"
				" profile, earlier_waits, met, witness)"
				" VALUES (?, ?, ?, ?, ?, ?)",
				"iiiiti", revision, person->id,
				person->profile_id, (int64_t)person->waits,
				met.text, (int64_t)witness->role[i]);
		if (!status && person->newcomer)
			status = sql_run(store, err,
					 "UPDATE participant SET wait_base = ?"
					 " WHERE id = ?",
					 "ii", (int64_t)person->waits,
					 person->id);
	}
	buffer_release(&met);
	return status;
}

static enum c5_status save_exclusions(struct store *store, int64_t revision,
				      const struct cohort *cohort,
				      struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < cohort->excluded.count && !status; i++) {
		const struct index_pair *pair = &cohort->excluded.pairs[i];
		int64_t a = cohort->people[pair->a].id;
		int64_t b = cohort->people[pair->b].id;

		if (cohort->people[pair->a].settled ||
		    cohort->people[pair->b].settled)
			continue;
		status = sql_run(store, err,
				 "INSERT INTO attendance_exclusion"
				 " (revision, a, b) VALUES (?, ?, ?)",
				 "iii", revision, a < b ? a : b, a < b ? b : a);
	}
	return status;
}

static enum c5_status save_group(struct store *store, int64_t revision,
				 const struct round_record *record,
				 const struct group *group,
				 struct c5_error *err)
{
	const char *kind = group->size == 3 ? "trio" : "pair";
	int64_t id, relaxed = group->relaxed;
	enum c5_status status = sql_run(
		store, err,
		"INSERT INTO match_group (round, revision, number, kind,"
		" relaxed, score)"
		" SELECT round, id, ?, ?, ?, ? FROM revision WHERE id = ?",
		"itiii", (int64_t)group->number, kind, relaxed, group->score,
		revision);

	id = sqlite3_last_insert_rowid(store->db);
	for (unsigned seat = 0; seat < group->size && !status; seat++) {
		const struct person *person =
			&record->cohort.people[group->member[seat]];

		status = sql_run(store, err,
				 "INSERT INTO group_member (match_group, round,"
				 " kind, relaxed, live, seat, participant,"
				 " sector, organisation)"
				 " SELECT id, round, kind, relaxed, live, ?, ?,"
				 " ?, ? FROM match_group WHERE id = ?",
				 "iirri", (int64_t)(seat + 1), person->id,
				 person->profile.sector,
				 person->profile.organisation, id);
	}
	return status;
}

static enum c5_status save_revision(struct store *store, int64_t round,
				    const struct round_record *record,
				    struct c5_error *err)
{
	const struct proof *proof = &record->plan.proof;
	struct buffer bytes = BUFFER_INIT;
	enum c5_status status =
		certificate_encode(&bytes, &record->plan.certificate, err);

	if (!status)
		status = sql_run(
			store, err,
			"INSERT INTO revision (round, number, change, kind,"
			" pairs, ceiling, waits_made_good, score, bound,"
			" given_up, optimal, certificate)"
			" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			"iiitiiiiiiib", round, (int64_t)record->revision,
			store->change, record->repair ? "repair" : "match",
			proof->pairs, proof->ceiling, proof->waits_made_good,
			proof->score, proof->bound, proof->given_up,
			(int64_t)proof->optimal, (const void *)bytes.text,
			bytes.length);
	buffer_release(&bytes);
	return status;
}

/* The row of the round: a new one, or the one that is made again. */
static enum c5_status find_or_add(struct store *store,
				  const struct round_record *record,
				  int64_t *round, struct c5_error *err)
{
	enum c5_status status = sql_number(
		store, round, err, "SELECT id FROM round WHERE month = ?", "m",
		record->month);

	if (status || *round)
		return status;
	status = sql_run(store, err,
			 "INSERT INTO round (ordinal, month, theme)"
			 " SELECT ?, ?, ordinal FROM theme WHERE key = ?",
			 "imt", (int64_t)record->ordinal, record->month,
			 record->theme.key);
	*round = sqlite3_last_insert_rowid(store->db);
	return status;
}

enum c5_status store_save_round(struct store *store,
				struct round_record *record,
				struct c5_error *err)
{
	int64_t round = 0, revision = 0;
	enum c5_status status = find_or_add(store, record, &round, err);

	if (!status)
		status = save_revision(store, round, record, err);
	if (status)
		return status;
	revision = sqlite3_last_insert_rowid(store->db);
	status = sql_run(store, err,
			 "UPDATE match_group SET live = 0, superseded = ?"
			 " WHERE round = ? AND live = 1"
			 " AND NOT (? AND outcome = 'met')",
			 "iii", revision, round, (int64_t)record->repair);
	if (!status)
		status = save_settings(store, revision, record, err);
	if (!status)
		status = save_attendance(store, revision, record, err);
	if (!status)
		status = save_exclusions(store, revision, &record->cohort, err);
	if (!status)
		status = rounds_save_wishes(store, revision, record, err);
	for (size_t g = 0; g < record->plan.n_groups && !status; g++) {
		const struct group *group = &record->plan.groups[g];

		if (!record->cohort.people[group->member[0]].settled)
			status =
				save_group(store, revision, record, group, err);
	}
	return status ? status : outcomes_carry(store, revision, err);
}

/* From the leaves to the root; connections once no live group needs them. */
static const char *const deletions[] = {
	"DELETE FROM report WHERE match_group IN"
	" (SELECT id FROM match_group WHERE round = ?)",
	"DELETE FROM group_member WHERE round = ?",
	"DELETE FROM match_group WHERE round = ?",
	"DELETE FROM connection WHERE round = ?",
	"DELETE FROM attendance_exclusion WHERE revision IN"
	" (SELECT id FROM revision WHERE round = ?)",
	"DELETE FROM attendance_wish WHERE revision IN"
	" (SELECT id FROM revision WHERE round = ?)",
	"DELETE FROM revision_pair WHERE revision IN"
	" (SELECT id FROM revision WHERE round = ?)",
	"UPDATE participant SET wait_base = NULL WHERE id IN"
	" (SELECT t.participant FROM attendance t JOIN revision v"
	"  ON v.id = t.revision WHERE v.round = ?1)"
	" AND id NOT IN (SELECT t.participant FROM attendance t"
	"  JOIN revision v ON v.id = t.revision WHERE v.round <> ?1)",
	"DELETE FROM attendance WHERE revision IN"
	" (SELECT id FROM revision WHERE round = ?)",
	"DELETE FROM revision_setting WHERE revision IN"
	" (SELECT id FROM revision WHERE round = ?)",
	"DELETE FROM revision WHERE round = ?",
	"DELETE FROM round WHERE id = ?",
};

/* Two whom another round has put together stay connected by that. */
#define OTHER_ROUND                                               \
	" FROM group_member m JOIN group_member n"                \
	"  ON n.match_group = m.match_group"                      \
	" JOIN match_group g ON g.id = m.match_group"             \
	" WHERE m.participant = connection.a AND n.participant =" \
	" connection.b AND m.live = 1 AND g.outcome <> 'not met'" \
	" AND m.round <> ?1"

/* The triggers let no connection be rewritten: here they sleep. */
static enum c5_status hand_over(struct store *store, int64_t round,
				struct c5_error *err)
{
	enum c5_status status;

	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	status = sql_run(store, err,
			 "UPDATE connection SET round ="
			 " (SELECT min(m.round)" OTHER_ROUND ")"
			 " WHERE round = ?1 AND EXISTS (SELECT 1" OTHER_ROUND
			 ")",
			 "i", round);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
	return status;
}

enum c5_status store_delete_round(struct store *store, month_t month,
				  struct c5_error *err)
{
	size_t n = sizeof(deletions) / sizeof(*deletions);
	int64_t round;
	enum c5_status status =
		sql_number(store, &round, err,
			   "SELECT id FROM round r WHERE month = ?"
			   " AND exported_at IS NULL AND NOT EXISTS ("
			   "  SELECT 1 FROM match_group"
			   "  WHERE round = r.id AND outcome <> 'unknown')",
			   "m", month);

	if (!status && !round)
		status = error_set(err, C5_NO,
				   "a round that was exported or reported on "
				   "stays on record");
	if (!status)
		status = hand_over(store, round, err);
	for (size_t i = 0; i < n && !status; i++)
		status = sql_run(store, err, deletions[i], "i", round);
	return status;
}
