/* What a repair starts from: who was told of whom, and who takes part now. */
#include <stdlib.h>
#include <string.h>

#include "connect5/store_rounds.h"
#include "store/rounds.h"

/* Participant p, as the cohort of revision ?2 knows them: whoever has turned
 * out to be somebody else is there as that one. */
#define IN_COHORT                                                 \
	"CASE WHEN EXISTS (SELECT 1 FROM attendance"              \
	"  WHERE revision = ?2 AND participant = p.id) THEN p.id" \
	" ELSE coalesce(p.merged_into, p.id) END"

/*
 * The groups that revision ?2 dissolved or made anew; with 0 those that the
 * next one may: that stand, and have not met. One seat a row. A pair did not
 * meet if its connection was taken back while the group stood, or that was said
 * of it, before change ?3.
 */
#define FORMER                                                               \
	"SELECT g.number, m.seat, " IN_COHORT ","                            \
	" CASE f.erased WHEN 1 THEN '(erased participant)' ELSE f.name END," \
	" EXISTS (SELECT 1 FROM group_member n JOIN former_connection c"     \
	"  ON c.a = min(m.participant, n.participant)"                       \
	"  AND c.b = max(m.participant, n.participant)"                      \
	"  AND c.released > v.change AND c.released <= ?3"                   \
	"  WHERE n.match_group = g.id)"                                      \
	" OR EXISTS (SELECT 1 FROM report x WHERE x.match_group = g.id"      \
	"  AND x.outcome = 'not met' AND x.change < ?3"                      \
	"  AND (x.removed IS NULL OR x.removed >= ?3))"                      \
	" FROM match_group g JOIN revision v ON v.id = g.revision"           \
	" JOIN group_member m ON m.match_group = g.id"                       \
	" JOIN participant p ON p.id = m.participant"                        \
	" JOIN profile f ON f.id = p.profile"                                \
	" WHERE g.round = ?1 AND (g.superseded = ?2 OR (?2 = 0"              \
	"  AND g.live = 1 AND g.outcome <> 'met'))"                          \
	" ORDER BY g.number, g.id, m.seat"

/* Those who waited in the revision before ?2, or with 0 in the latest: each a
 * group of one. */
#define WAITED                                                   \
	"SELECT 0, 1, " IN_COHORT ", '', 0 FROM revision v"      \
	" JOIN attendance t ON t.revision = v.id"                \
	" JOIN participant p ON p.id = t.participant"            \
	" WHERE v.round = ?1 AND v.number = ("                   \
	"  SELECT max(number) FROM revision WHERE round = ?1"    \
	"  AND (?2 = 0 OR id < ?2)) AND ?3 > 0 AND NOT EXISTS (" \
	"  SELECT 1 FROM group_member m JOIN match_group g"      \
	"   ON g.id = m.match_group WHERE m.round = ?1"          \
	"   AND m.participant = p.id AND g.revision <= v.id"     \
	"   AND (g.superseded IS NULL OR g.superseded > v.id))"  \
	" ORDER BY p.key"

static enum c5_status add_seat(struct round_record *out, size_t *capacity,
			       sqlite3_stmt *row, struct c5_error *err)
{
	unsigned seat = (unsigned)sqlite3_column_int(row, 1);
	struct former_group *former;

	if (seat == 1) {
		void *grown =
			memory_grow(out->former, capacity, out->n_former + 1,
				    sizeof(*out->former));

		if (!grown)
			return error_memory(err);
		out->former = grown;
		out->former[out->n_former++] = (struct former_group){
			.number = (unsigned)sqlite3_column_int(row, 0)};
	}
	former = out->n_former ? &out->former[out->n_former - 1] : NULL;
	if (!former || seat != former->size + 1 || seat > 3)
		return error_set(err, C5_FILE, "a seat of a group is empty");
	former->member[former->size] = sqlite3_column_int64(row, 2);
	former->name[former->size] = sql_text(row, 3, &out->cohort.pool);
	if (!former->name[former->size++])
		return error_memory(err);
	former->not_met |= sqlite3_column_int(row, 4) != 0;
	return C5_OK;
}

static enum c5_status announce(struct round_record *out, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t f = 0; f < out->n_former && !status; f++) {
		const struct former_group *former = &out->former[f];

		if (former->size == 2 && !former->not_met)
			status =
				cohort_announce(&out->cohort, former->member[0],
						former->member[1], err);
	}
	return status;
}

enum c5_status rounds_former(struct store *store, struct round_record *out,
			     const struct rounds_repair *of,
			     struct c5_error *err)
{
	static const char *const queries[] = {FORMER, WAITED};
	enum c5_status status = C5_OK;
	size_t capacity = 0;

	for (int i = 0; i < 2 && !status; i++) {
		sqlite3_stmt *query;
		bool more = true;

		status = sql_query(store, &query, err, queries[i], "iii",
				   of->round, of->revision, of->change);
		while (!status &&
		       !(status = sql_next(store, query, &more, err)) && more)
			status = add_seat(out, &capacity, query, err);
		sql_done(query);
	}
	return status ? status : announce(out, err);
}

/* Those in groups that have met come in with the facts of their group. */
static enum c5_status add_settled(struct round_record *out,
				  const struct round_record *before,
				  struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t g = 0; g < before->plan.n_groups && !status; g++) {
		const struct group *group = &before->plan.groups[g];

		for (unsigned i = 0; i < group->size &&
				     group->outcome == OUTCOME_MET && !status;
		     i++) {
			struct person person =
				before->cohort.people[group->member[i]];

			person.settled = true;
			status = cohort_add(&out->cohort, &person, err);
		}
	}
	return status;
}

/* Their groups, once everybody has an index. */
static enum c5_status add_met(struct round_record *out,
			      const struct round_record *before,
			      struct c5_error *err)
{
	const struct plan *plan = &before->plan;
	struct plan *to = &out->plan;

	to->groups = memory_new(plan->n_groups, sizeof(*to->groups));
	if (!to->groups)
		return error_memory(err);
	for (size_t g = 0; g < plan->n_groups; g++) {
		struct group group = plan->groups[g];

		for (unsigned i = 0; i < group.size; i++)
			group.member[i] = (uint32_t)cohort_index(
				&out->cohort,
				before->cohort.people[group.member[i]].id);
		if (group.outcome == OUTCOME_MET)
			to->groups[to->n_groups++] = group;
	}
	return C5_OK;
}

/* An exclusion does not part those who have met. */
static enum c5_status add_exclusions(struct store *store,
				     struct round_record *out, int64_t round,
				     struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT a, b FROM exclusion x WHERE removed IS NULL"
		" AND NOT EXISTS (SELECT 1 FROM group_member m"
		"  JOIN match_group g ON g.id = m.match_group"
		"  JOIN group_member n ON n.match_group = g.id"
		"  WHERE m.round = ? AND g.live = 1 AND g.outcome = 'met'"
		"  AND m.participant = x.a AND n.participant = x.b)",
		"i", round);

	return status ? status
		      : rounds_pairs(store, &out->cohort, query, true, err);
}

static enum c5_status gather(struct store *store,
			     const struct round_record *before,
			     struct round_record *out, struct c5_error *err)
{
	struct rounds_repair of = {.change = store->change};
	int64_t number = 0;
	enum c5_status status = sql_number(
		store, &of.round, err, "SELECT id FROM round WHERE month = ?",
		"m", before->month);

	if (!status)
		status = rounds_add_candidates(store, before->month, true,
					       &out->cohort, err);
	if (!status)
		status = add_settled(out, before, err);
	if (!status)
		status = rounds_former(store, out, &of, err);
	if (!status)
		status = rounds_repair_history(store, &out->cohort, &of, err);
	if (!status)
		status = add_exclusions(store, out, of.round, err);
	if (!status)
		status = rounds_add_wishes(store, before->month, out, err);
	if (!status)
		status = cohort_finish(&out->cohort, err);
	if (!status)
		status = rounds_told(store, out, of.round, of.change, err);
	if (!status)
		status = add_met(out, before, err);
	if (!status)
		status = sql_number(store, &number, err,
				    "SELECT max(number) FROM match_group"
				    " WHERE round = ?",
				    "i", of.round);
	out->next_number = (unsigned)number + 1;
	return status;
}

enum c5_status store_repair_candidates(struct store *store,
				       const struct round_record *before,
				       struct round_record *out,
				       struct c5_error *err)
{
	enum c5_status status;

	*out = (struct round_record){0};
	status = rounds_frame(store, before->month, before->ordinal, out, err);
	out->settings = before->settings;
	out->cohort.relaxed = before->cohort.relaxed;
	out->exported = before->exported;
	out->revision = before->revision + 1;
	out->repair = true;
	if (!status)
		status = gather(store, before, out, err);
	if (status) {
		round_record_release(out);
		*out = (struct round_record){0};
	}
	return status;
}
