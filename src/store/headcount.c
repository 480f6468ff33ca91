/* How many people there are, and of which part of the system. */
#include "connect5/store_people.h"

#include "store/rounds.h"

static enum c5_status count_standings(struct store *store, month_t month,
				      struct headcount *out,
				      struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT " TAKES_PART("?1") " AS active, p.status, count(*)"
					   " FROM participant p WHERE p.status "
					   "NOT IN ('merged', 'erased')"
					   " GROUP BY active, p.status",
		"m", month);

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		const char *text = (const char *)sqlite3_column_text(query, 1);
		size_t people = (size_t)sqlite3_column_int64(query, 2);
		enum standing standing;

		if (sqlite3_column_int(query, 0))
			out->active += people;
		else if (!text || !standing_parse(&standing, text))
			status = error_set(err, C5_FILE,
					   "a participant has the unknown "
					   "status '%s'",
					   text ? text : "");
		else if (standing == STANDING_ACTIVE)
			out->away += people;
		else if (standing == STANDING_PAUSED)
			out->paused += people;
		else
			out->withdrawn += people;
		if (status)
			break;
	}
	sql_done(query);
	return status;
}

static enum c5_status add_sector(struct headcount *out, sqlite3_stmt *row,
				 struct pool *pool, struct c5_error *err)
{
	struct sector_count count = {sql_text(row, 0, pool),
				     (size_t)sqlite3_column_int64(row, 1)};

	if (!count.label)
		return error_memory(err);
	out->sectors[out->n_sectors++] = count;
	return C5_OK;
}

static enum c5_status count_sectors(struct store *store, month_t month,
				    struct pool *pool, struct headcount *out,
				    struct c5_error *err)
{
	sqlite3_stmt *query;
	int64_t all;
	bool more = true;
	enum c5_status status =
		sql_number(store, &all, err, "SELECT count(*) FROM sector", "");

	if (status)
		return status;
	out->sectors =
		pool_alloc(pool, (size_t)(all + 1) * sizeof(*out->sectors));
	if (!out->sectors)
		return error_memory(err);
	status = sql_query(
		store, &query, err,
		"SELECT s.label, sum(c.people) AS people FROM ("
		" SELECT f.sector AS sector, count(*) AS people"
		"  FROM participant p JOIN profile f ON f.id = p.profile"
		"  WHERE " TAKES_PART(
			"?1") " GROUP BY f.sector) c"
			      " JOIN sector s ON s.id = c.sector"
			      " GROUP BY s.label ORDER BY people DESC, s.label",
		"m", month);
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more)
		status = add_sector(out, query, pool, err);
	sql_done(query);
	return status;
}

enum c5_status store_headcount(struct store *store, month_t month,
			       struct pool *pool, struct headcount *out,
			       struct c5_error *err)
{
	enum c5_status status;

	*out = (struct headcount){0};
	status = count_standings(store, month, out, err);
	return status ? status : count_sectors(store, month, pool, out, err);
}
