#include "connect5/store.h"

#include "store/sql.h"

enum c5_status store_programme(struct store *store, struct pool *pool,
			       struct programme *out, struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT name, first_month, months, created_at,"
			  " (SELECT count(*) FROM round),"
			  " (SELECT max(month) FROM round) FROM programme",
			  "");

	*out = (struct programme){.name = "", .last_round = MONTH_NONE};
	if (status)
		return status;
	status = sql_next(store, query, &more, err);
	if (!status && !more)
		status = error_at(err, C5_FILE, store->path, 0,
				  "an init was cut short here: remove the file "
				  "and run 'connect5 init' again");
	if (!status) {
		out->name = sql_text(query, 0, pool);
		out->first_month = sql_month(query, 1);
		out->months = sqlite3_column_int(query, 2);
		out->created_at = sqlite3_column_int64(query, 3);
		out->rounds = sqlite3_column_int(query, 4);
		out->last_round = sql_month(query, 5);
		if (!out->name)
			status = error_memory(err);
	}
	sql_done(query);
	return status;
}

enum c5_status store_put_programme(struct store *store,
				   const struct programme *programme,
				   struct c5_error *err)
{
	return sql_run(store, err,
		       "INSERT INTO programme (id, name, first_month, months,"
		       " created_at) VALUES (1, ?, ?, ?, ?)",
		       "tmii", programme->name, programme->first_month,
		       (int64_t)programme->months, programme->created_at);
}

enum c5_status store_set_months(struct store *store, int months,
				struct c5_error *err)
{
	return sql_run(store, err, "UPDATE programme SET months = ?", "i",
		       (int64_t)months);
}

enum c5_status store_settings(struct store *store, struct settings *out,
			      struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT key, value FROM setting ORDER BY key", "");

	*out = settings_default;
	if (status)
		return status;
	while (!(status = sql_next(store, query, &more, err)) && more) {
		const char *key = (const char *)sqlite3_column_text(query, 0);

		if (correspondence_has(key))
			continue;
		status = settings_set(
			out, key, (const char *)sqlite3_column_text(query, 1),
			err);
		if (status)
			break;
	}
	sql_done(query);
	return status;
}

enum c5_status store_correspondence(struct store *store, struct pool *pool,
				    struct correspondence *out,
				    struct c5_error *err)
{
	struct programme programme;
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status = store_programme(store, pool, &programme, err);

	*out = correspondence_empty;
	if (status)
		return status;
	out->programme = programme.name;
	status = sql_query(store, &query, err,
			   "SELECT key, value FROM setting ORDER BY key", "");
	if (status)
		return status;
	while (!(status = sql_next(store, query, &more, err)) && more) {
		const char *key = (const char *)sqlite3_column_text(query, 0);

		if (!correspondence_has(key))
			continue;
		status = correspondence_set(
			out, pool, key,
			(const char *)sqlite3_column_text(query, 1), err);
		if (status)
			break;
	}
	sql_done(query);
	return status;
}

enum c5_status sql_seed(struct store *store, uint64_t *out,
			struct c5_error *err)
{
	struct settings settings;
	enum c5_status status = C5_OK;

	if (!store->seeded) {
		status = store_settings(store, &settings, err);
		store->seed = settings.seed;
		store->seeded = !status && store->change;
	}
	*out = store->seed;
	return status;
}

enum c5_status store_put_setting(struct store *store, const char *key,
				 const char *value, struct c5_error *err)
{
	store->seeded = false;
	return sql_run(
		store, err,
		"INSERT INTO setting (key, value) VALUES (?, ?)"
		" ON CONFLICT (key) DO UPDATE SET value = excluded.value",
		"tt", key, value);
}
