/* How many people there are, and of which part of the system. */
#include "connect5/store_people.h"

#include <stdlib.h>
#include <string.h>

#include "store/rounds.h"

/* A count under way: sectors[i] is that of ids[i], ascending. */
struct tally {
	struct headcount *out;
	int64_t *ids;
};

static enum c5_status add_sector(struct tally *tally, sqlite3_stmt *row,
				 struct pool *pool, struct c5_error *err)
{
	struct headcount *out = tally->out;
	struct sector_count count = {.label = sql_text(row, 1, pool)};

	if (!count.label)
		return error_memory(err);
	tally->ids[out->n_sectors] = sqlite3_column_int64(row, 0);
	out->sectors[out->n_sectors++] = count;
	return C5_OK;
}

static enum c5_status list_sectors(struct store *store, struct pool *pool,
				   struct tally *tally, struct c5_error *err)
{
	sqlite3_stmt *query;
	int64_t all;
	bool more = true;
	enum c5_status status =
		sql_number(store, &all, err, "SELECT count(*) FROM sector", "");

	if (status)
		return status;
	tally->ids = pool_alloc(pool, (size_t)(all + 1) * sizeof(*tally->ids));
	tally->out->sectors = pool_alloc(
		pool, (size_t)(all + 1) * sizeof(*tally->out->sectors));
	if (!tally->ids || !tally->out->sectors)
		return error_memory(err);
	status = sql_query(store, &query, err,
			   "SELECT id, label FROM sector ORDER BY id", "");
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more)
		status = add_sector(tally, query, pool, err);
	sql_done(query);
	return status;
}

static void count_active(struct tally *tally, int64_t sector)
{
	size_t low = 0, high = tally->out->n_sectors;

	tally->out->active++;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (tally->ids[middle] < sector)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < tally->out->n_sectors && tally->ids[low] == sector)
		tally->out->sectors[low].people++;
}

static enum c5_status count_person(struct tally *tally, sqlite3_stmt *row,
				   struct c5_error *err)
{
	struct headcount *out = tally->out;
	const char *text = (const char *)sqlite3_column_text(row, 1);
	enum standing standing;

	if (sqlite3_column_int(row, 0))
		count_active(tally, sqlite3_column_int64(row, 2));
	else if (!text || !standing_parse(&standing, text))
		return error_set(err, C5_FILE,
				 "a participant has the unknown status '%s'",
				 text ? text : "");
	else if (standing == STANDING_ACTIVE)
		out->away++;
	else if (standing == STANDING_PAUSED)
		out->paused++;
	else
		out->withdrawn++;
	return C5_OK;
}

/* Whose pause is over by then counts as active, and so as away if they take no
 * part. Row by row: to sort a million people into groups, as SQLite would,
 * takes four times as long. */
static enum c5_status count_people(struct store *store, month_t month,
				   struct tally *tally, struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT " TAKES_PART(
			"?1") ", CASE WHEN p.status = 'paused' AND"
			      " p.until <= ?1 THEN 'active' ELSE p.status END,"
			      " f.sector FROM participant p"
			      " LEFT JOIN profile f ON f.id = p.profile"
			      " WHERE p.status NOT IN ('merged', 'erased')",
		"m", month);

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more)
		status = count_person(tally, query, err);
	sql_done(query);
	return status;
}

static int by_label(const void *left, const void *right)
{
	const struct sector_count *a = left, *b = right;

	return strcmp(a->label, b->label);
}

static int by_people(const void *left, const void *right)
{
	const struct sector_count *a = left, *b = right;

	if (a->people != b->people)
		return a->people < b->people ? 1 : -1;
	return by_label(left, right);
}

/* Only those that have people, and those of one label as one. */
static void arrange(struct headcount *out)
{
	struct sector_count *sectors = out->sectors;
	size_t n = 0;

	qsort(sectors, out->n_sectors, sizeof(*sectors), by_label);
	for (size_t i = 0; i < out->n_sectors; i++) {
		if (!sectors[i].people)
			continue;
		if (n && by_label(&sectors[n - 1], &sectors[i]) == 0)
			sectors[n - 1].people += sectors[i].people;
		else
			sectors[n++] = sectors[i];
	}
	out->n_sectors = n;
	qsort(sectors, n, sizeof(*sectors), by_people);
}

enum c5_status store_headcount(struct store *store, month_t month,
			       struct pool *pool, struct headcount *out,
			       struct c5_error *err)
{
	struct tally tally = {.out = out};
	enum c5_status status;

	*out = (struct headcount){0};
	status = list_sectors(store, pool, &tally, err);
	if (!status)
		status = count_people(store, month, &tally, err);
	if (!status)
		arrange(out);
	return status;
}
