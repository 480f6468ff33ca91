/* What left the house of a round, and of whom people have been told by it. */
#include "connect5/store_rounds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/rounds.h"

/* The sheets from which people learn whom they meet; all but some speak of
 * those in groups alone. */
static const struct telling_sheet {
	const char *name;
	bool waiting_too;
} telling_sheets[] = {
	{"mailmerge", false}, {"changes", true},       {"calendar", false},
	{"emails", true},     {"emails-match", false}, {"emails-repair", true},
	{NULL, false},
};

static const struct telling_sheet *find_sheet(const char *name)
{
	for (const struct telling_sheet *at = telling_sheets; at->name; at++)
		if (strcmp(at->name, name) == 0)
			return at;
	return NULL;
}

bool store_sheet_tells(const char *sheet)
{
	return find_sheet(sheet) != NULL;
}

enum c5_status store_mark_exported(struct store *store, month_t month,
				   int64_t now, struct c5_error *err)
{
	return sql_run(store, err,
		       "UPDATE round SET exported_at = ?"
		       " WHERE month = ? AND exported_at IS NULL",
		       "im", now, month);
}

enum { EFFECT_BYTES = 80 };

/* What the log says of an export: this, and the sheet. */
static const char *export_effect(char effect[EFFECT_BYTES], month_t month,
				 const char *sheet)
{
	char text[MONTH_TEXT];

	snprintf(effect, EFFECT_BYTES, "the round of %s was exported: %s",
		 month_format(text, month), sheet);
	return effect;
}

enum c5_status store_commit_export(struct store *store, month_t month,
				   const char *sheet, int64_t now,
				   struct c5_error *err)
{
	char effect[EFFECT_BYTES];
	enum c5_status status = store_mark_exported(store, month, now, err);

	return status ? status
		      : store_commit(store, export_effect(effect, month, sheet),
				     err);
}

enum c5_status store_is_exported(struct store *store, month_t month,
				 const char *sheet, bool *out,
				 struct c5_error *err)
{
	char effect[EFFECT_BYTES];
	int64_t n = 0;
	enum c5_status status =
		sql_number(store, &n, err,
			   "SELECT count(*) FROM log"
			   " WHERE command = 'export' AND effect = ? AND id >"
			   " (SELECT max(change) FROM revision v JOIN round r"
			   "  ON r.id = v.round WHERE r.month = ?)",
			   "tm", export_effect(effect, month, sheet), month);

	*out = n > 0;
	return status;
}

enum c5_status store_is_told(struct store *store, month_t month, bool *out,
			     struct c5_error *err)
{
	enum c5_status status = C5_OK;

	*out = false;
	for (const struct telling_sheet *at = telling_sheets;
	     at->name && !*out && !status; at++)
		status = store_is_exported(store, month, at->name, out, err);
	return status;
}

enum c5_status rounds_last_telling(struct store *store, month_t month,
				   int64_t change, int64_t *out,
				   struct c5_error *err)
{
	enum c5_status status = C5_OK;

	*out = 0;
	for (const struct telling_sheet *at = telling_sheets;
	     at->name && !status; at++) {
		char effect[EFFECT_BYTES];
		int64_t last = 0;

		status = sql_number(
			store, &last, err,
			"SELECT max(id) FROM log WHERE"
			" command = 'export' AND effect = ?"
			" AND id < ?",
			"ti", export_effect(effect, month, at->name), change);
		*out = last > *out ? last : *out;
	}
	return status;
}

/* A revision of the round that people were told of. */
struct telling {
	int64_t revision;
	bool waiting_too;
};

struct teller {
	struct store *store;
	struct round_record *record;
	int64_t round, change;
	struct telling *tellings; /* the latest first */
	size_t n_tellings, capacity;
	bool *seen; /* by person: it is listed of whom they were told */
	size_t told_capacity;
};

static enum c5_status add_telling(struct teller *teller,
				  const struct telling *telling,
				  struct c5_error *err)
{
	void *grown =
		memory_grow(teller->tellings, &teller->capacity,
			    teller->n_tellings + 1, sizeof(*teller->tellings));

	if (!grown)
		return error_memory(err);
	teller->tellings = grown;
	teller->tellings[teller->n_tellings++] = *telling;
	return C5_OK;
}

#define TELLINGS                                                         \
	"SELECT substr(l.effect, length(?3) + 1),"                       \
	" (SELECT max(v.id) FROM revision v"                             \
	"  WHERE v.round = ?1 AND v.change < l.id) AS told"              \
	" FROM log l WHERE l.command = 'export' AND l.id < ?2"           \
	" AND substr(l.effect, 1, length(?3)) = ?3 AND told IS NOT NULL" \
	" ORDER BY l.id DESC"

static enum c5_status list_tellings(struct teller *teller, struct c5_error *err)
{
	char prefix[EFFECT_BYTES];
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status =
		sql_query(teller->store, &query, err, TELLINGS, "iit",
			  teller->round, teller->change,
			  export_effect(prefix, teller->record->month, ""));

	while (!status &&
	       !(status = sql_next(teller->store, query, &more, err)) && more) {
		const struct telling_sheet *sheet =
			find_sheet((const char *)sqlite3_column_text(query, 0));

		if (sheet)
			status = add_telling(
				teller,
				&(struct telling){
					sqlite3_column_int64(query, 1),
					sheet->waiting_too},
				err);
	}
	sql_done(query);
	return status;
}

/* Where no sheet has told them, people know of the round as it was matched. */
static enum c5_status assume_match(struct teller *teller, struct c5_error *err)
{
	struct telling telling = {.waiting_too = true};
	enum c5_status status =
		sql_number(teller->store, &telling.revision, err,
			   "SELECT max(id) FROM revision WHERE round = ?"
			   " AND kind = 'match' AND change < ?",
			   "ii", teller->round, teller->change);

	return status ? status : add_telling(teller, &telling, err);
}

/* Lists a group if it is news of somebody. */
static enum c5_status list_group(struct teller *teller,
				 const struct former_group *group,
				 struct c5_error *err)
{
	struct round_record *record = teller->record;
	bool listed = false;
	void *grown;

	for (unsigned i = 0; i < group->size; i++) {
		size_t v = cohort_index(&record->cohort, group->member[i]);

		if (v == SIZE_MAX || teller->seen[v])
			continue;
		teller->seen[v] = true;
		listed = true;
	}
	if (!listed)
		return C5_OK;
	grown = memory_grow(record->told, &teller->told_capacity,
			    record->n_told + 1, sizeof(*record->told));
	if (!grown)
		return error_memory(err);
	record->told = grown;
	record->told[record->n_told++] = *group;
	return C5_OK;
}

/* The groups of revision ?2, one seat a row. It did not meet if that was said
 * of it, or of the same people in a later one of the round. */
#define TOLD_GROUPS                                                            \
	"SELECT m.seat, CASE g.kind WHEN 'trio' THEN 3 ELSE 2 END, p.id,"      \
	" p.merged_into,"                                                      \
	" CASE f.erased WHEN 1 THEN '(erased participant)' ELSE f.name END,"   \
	" EXISTS (SELECT 1 FROM group_member k"                                \
	"  JOIN match_group h ON h.id = k.match_group"                         \
	"  WHERE k.participant = m.participant AND k.round = ?1"               \
	"  AND h.id >= g.id AND h.kind = g.kind AND h.outcome = 'not met'"     \
	"  AND NOT EXISTS (SELECT 1 FROM group_member n"                       \
	"   WHERE n.match_group = h.id AND n.participant NOT IN"               \
	"   (SELECT participant FROM group_member WHERE match_group = g.id)))" \
	" FROM match_group g JOIN group_member m ON m.match_group = g.id"      \
	" JOIN participant p ON p.id = m.participant"                          \
	" JOIN profile f ON f.id = p.profile"                                  \
	" WHERE g.round = ?1 AND g.revision <= ?2"                             \
	" AND (g.superseded IS NULL OR g.superseded > ?2)"                     \
	" ORDER BY g.id, m.seat"

/* Those who waited in revision ?2, each alone. */
#define TOLD_WAITING                                                \
	"SELECT 1, 1, p.id, p.merged_into, '', 0 FROM attendance t" \
	" JOIN participant p ON p.id = t.participant"               \
	" WHERE t.revision = ?2 AND NOT EXISTS ("                   \
	"  SELECT 1 FROM group_member m JOIN match_group g"         \
	"   ON g.id = m.match_group WHERE m.round = ?1"             \
	"   AND m.participant = p.id AND g.revision <= ?2"          \
	"   AND (g.superseded IS NULL OR g.superseded > ?2))"       \
	" ORDER BY p.key"

/* Whoever turned out to be somebody else is in the cohort as that one, but for
 * groups that were left as they are. */
static enum c5_status take_seat(struct teller *teller,
				struct former_group *group, sqlite3_stmt *row,
				struct c5_error *err)
{
	const struct cohort *cohort = &teller->record->cohort;
	int64_t id = sqlite3_column_int64(row, 2);
	int64_t today = sqlite3_column_int64(row, 3);
	const char *name = sql_text(row, 4, &teller->record->cohort.pool);

	if (sqlite3_column_int(row, 0) == 1)
		*group = (struct former_group){.size = 0};
	if (!name)
		return error_memory(err);
	if (group->size == 3)
		return error_set(err, C5_FILE, "a group has too many seats");
	group->member[group->size] =
		today && cohort_index(cohort, id) == SIZE_MAX ? today : id;
	group->name[group->size++] = name;
	group->not_met |= sqlite3_column_int(row, 5) != 0;
	return group->size == (unsigned)sqlite3_column_int(row, 1)
		       ? list_group(teller, group, err)
		       : C5_OK;
}

static enum c5_status list_told(struct teller *teller, const char *sql,
				int64_t revision, struct c5_error *err)
{
	struct former_group group = {.size = 0};
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status = sql_query(teller->store, &query, err, sql, "ii",
					  teller->round, revision);

	while (!status &&
	       !(status = sql_next(teller->store, query, &more, err)) && more)
		status = take_seat(teller, &group, query, err);
	sql_done(query);
	return status;
}

/*
 * The latest word counts. Who waited when a sheet spoke of groups alone still
 * has the word before; if there was none, they know that they wait.
 */
static enum c5_status list_all(struct teller *teller, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < teller->n_tellings && !status; i++) {
		const struct telling *telling = &teller->tellings[i];

		status = list_told(teller, TOLD_GROUPS, telling->revision, err);
		if (!status && telling->waiting_too)
			status = list_told(teller, TOLD_WAITING,
					   telling->revision, err);
	}
	for (size_t i = 0; i < teller->n_tellings && !status; i++)
		status = list_told(teller, TOLD_WAITING,
				   teller->tellings[i].revision, err);
	return status;
}

enum c5_status rounds_told(struct store *store, struct round_record *out,
			   int64_t round, int64_t change, struct c5_error *err)
{
	struct teller teller = {
		.store = store,
		.record = out,
		.round = round,
		.change = change,
		.seen = memory_new(out->cohort.n, sizeof(*teller.seen)),
	};
	enum c5_status status = teller.seen ? C5_OK : error_memory(err);

	if (!status)
		status = list_tellings(&teller, err);
	if (!status && !teller.n_tellings)
		status = assume_match(&teller, err);
	if (!status)
		status = list_all(&teller, err);
	free(teller.tellings);
	free(teller.seen);
	return status;
}
