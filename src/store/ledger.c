/* What each participant has had of the programme. */
#include "connect5/store_ledger.h"

#include <stdlib.h>
#include <string.h>

#include "store/outcomes.h"
#include "store/sql.h"

static bool has(const struct sql_ids *set, int64_t id)
{
	size_t low = 0, high = set->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (set->ids[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < set->n && set->ids[low] == id;
}

/* Parts of the system with active people, as they are today. */
static enum c5_status active_sectors(struct store *store, struct sql_ids *out,
				     struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT DISTINCT coalesce(s.merged_into, s.id) AS sector"
		" FROM participant p JOIN profile f ON f.id = p.profile"
		" JOIN sector s ON s.id = f.sector"
		" WHERE p.status = 'active' ORDER BY sector",
		"");

	return status ? status : sql_ids(store, query, out, err);
}

#define GROUPS                                                  \
	"SELECT g.outcome, g.kind = 'trio' FROM group_member m" \
	" JOIN match_group g ON g.id = m.match_group"           \
	" JOIN round r ON r.id = g.round"                       \
	" WHERE m.participant IN " OUTCOMES_SAME(               \
		"?1") " AND m.live = 1"                         \
		      " ORDER BY r.ordinal DESC"

static enum c5_status count_groups(struct store *store,
				   struct ledger_entry *entry,
				   struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum outcome outcome;
	enum c5_status status =
		sql_query(store, &query, err, GROUPS, "i", entry->who->id);

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		status = outcomes_parse(
			&outcome, (const char *)sqlite3_column_text(query, 0),
			err);
		if (status)
			break;
		entry->met += outcome == OUTCOME_MET;
		entry->unknown += outcome == OUTCOME_UNKNOWN;
		entry->not_met += outcome == OUTCOME_NOT_MET;
		entry->trios += outcome != OUTCOME_NOT_MET &&
				sqlite3_column_int(query, 1) != 0;
	}
	sql_done(query);
	return status;
}

static enum c5_status count_waits(struct store *store,
				  struct ledger_entry *entry,
				  struct c5_error *err)
{
	int64_t waits = 0;
	enum c5_status status = sql_number(
		store, &waits, err,
		"SELECT count(*) FROM attendance t"
		" JOIN revision v ON v.id = t.revision"
		" WHERE t.participant IN " OUTCOMES_SAME(
			"?1") " AND v.number = (SELECT max(w.number) FROM "
			      "revision w"
			      "  WHERE w.round = v.round)"
			      " AND NOT EXISTS (SELECT 1 FROM group_member m"
			      "  WHERE m.round = v.round AND m.participant = "
			      "t.participant"
			      "  AND m.live = 1)",
		"i", entry->who->id);

	entry->waits = (size_t)waits;
	return status;
}

#define SECTORS_MET                                               \
	"SELECT DISTINCT coalesce(s.merged_into, s.id) AS sector" \
	" FROM group_member m JOIN match_group g"                 \
	"  ON g.id = m.match_group AND g.outcome <> 'not met'"    \
	" JOIN group_member n ON n.match_group = m.match_group"   \
	"  AND n.participant <> m.participant"                    \
	" JOIN sector s ON s.id = n.sector"                       \
	" WHERE m.participant IN " OUTCOMES_SAME("?1") " AND m.live = 1"

static enum c5_status count_sectors(struct store *store,
				    const struct sql_ids *active,
				    struct sql_ids *met,
				    struct ledger_entry *entry,
				    struct c5_error *err)
{
	sqlite3_stmt *query;
	int64_t own;
	enum c5_status status = sql_number(
		store, &own, err,
		"SELECT coalesce(merged_into, id) FROM sector WHERE id = ?",
		"i", entry->who->profile.sector);

	if (!status)
		status = sql_query(store, &query, err, SECTORS_MET, "i",
				   entry->who->id);
	if (!status)
		status = sql_ids(store, query, met, err);
	if (status)
		return status;
	entry->sectors_possible = active->n - has(active, own);
	for (size_t i = 0; i < met->n; i++)
		entry->sectors_met +=
			met->ids[i] != own && has(active, met->ids[i]);
	return C5_OK;
}

enum c5_status store_ledger(struct store *store, struct pool *pool,
			    struct ledger_entry **out, size_t *n,
			    struct c5_error *err)
{
	struct sql_ids active = {NULL, 0, 0}, met = {NULL, 0, 0};
	struct participant *people;
	size_t count = 0;
	enum c5_status status =
		store_participants(store, pool, &people, &count, err);

	*n = 0;
	*out = NULL;
	if (status)
		return status;
	*out = pool_alloc(pool, (count + 1) * sizeof(**out));
	if (!*out)
		return error_memory(err);
	status = active_sectors(store, &active, err);
	for (; *n < count && !status; ++*n) {
		struct ledger_entry *entry = &(*out)[*n];

		*entry = (struct ledger_entry){.who = &people[*n]};
		status = count_groups(store, entry, err);
		if (!status)
			status = count_waits(store, entry, err);
		if (!status)
			status =
				count_sectors(store, &active, &met, entry, err);
	}
	free(active.ids);
	free(met.ids);
	return status;
}

/* How often in a row, the newest report last; unreported groups after it do
 * not count. */
static enum c5_status count_row(struct store *store, int64_t id, size_t *times,
				struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum outcome outcome = OUTCOME_UNKNOWN;
	enum c5_status status = sql_query(store, &query, err, GROUPS, "i", id);

	*times = 0;
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		status = outcomes_parse(
			&outcome, (const char *)sqlite3_column_text(query, 0),
			err);
		if (status || outcome == OUTCOME_MET ||
		    (outcome == OUTCOME_UNKNOWN && *times))
			break;
		*times += outcome == OUTCOME_NOT_MET;
	}
	sql_done(query);
	return status;
}

/* Those with as many groups that did not meet, whether in a row or not. */
#define OFTEN                                                            \
	"SELECT coalesce(p.merged_into, p.id) AS who FROM match_group g" \
	" JOIN group_member m ON m.match_group = g.id"                   \
	" JOIN participant p ON p.id = m.participant"                    \
	" WHERE g.outcome = 'not met' AND g.live = 1"                    \
	" GROUP BY who HAVING count(*) >= ?"

/* They are asked only while they take part, or may again. */
static enum c5_status consider(struct store *store, size_t at_least,
			       struct unmet *unmet, bool *taken,
			       struct pool *pool, struct c5_error *err)
{
	struct participant *who = &unmet->who;
	enum c5_status status = count_row(store, who->id, &unmet->times, err);

	*taken = false;
	if (status || unmet->times < at_least)
		return status;
	status = store_participant(store, who->id, pool, who, err);
	*taken = !status && (who->standing == STANDING_ACTIVE ||
			     who->standing == STANDING_PAUSED);
	return status;
}

static int by_name(const void *left, const void *right)
{
	const struct unmet *a = left, *b = right;
	int order = strcmp(a->who.profile.name, b->who.profile.name);

	return order			 ? order
	       : a->who.key < b->who.key ? -1
					 : a->who.key > b->who.key;
}

enum c5_status store_unmet(struct store *store, size_t at_least,
			   struct pool *pool, struct unmet **out, size_t *n,
			   struct c5_error *err)
{
	struct sql_ids often = {NULL, 0, 0};
	sqlite3_stmt *query;
	bool taken;
	enum c5_status status =
		sql_query(store, &query, err, OFTEN, "i", (int64_t)at_least);

	*n = 0;
	*out = NULL;
	if (!status)
		status = sql_ids(store, query, &often, err);
	if (!status)
		*out = pool_alloc(pool, (often.n + 1) * sizeof(**out));
	if (!status && !*out)
		status = error_memory(err);
	for (size_t i = 0; i < often.n && !status; i++) {
		struct unmet *unmet = &(*out)[*n];

		*unmet = (struct unmet){.who.id = often.ids[i]};
		status = consider(store, at_least, unmet, &taken, pool, err);
		*n += !status && taken;
	}
	free(often.ids);
	if (!status)
		qsort(*out, *n, sizeof(**out), by_name);
	return status;
}
