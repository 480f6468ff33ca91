#include "connect5/store_people.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/text.h"
#include "store/people.h"
#include "store/sql.h"

enum c5_status people_profile(struct profile *out, sqlite3_stmt *row, int at,
			      struct pool *pool, struct c5_error *err)
{
	*out = profile_empty;
	out->name = sql_text(row, at, pool);
	out->sector = sqlite3_column_int64(row, at + 1);
	out->organisation = sqlite3_column_int64(row, at + 2);
	out->place = sql_text(row, at + 3, pool);
	out->profession = sql_text(row, at + 4, pool);
	out->seniority = sql_text(row, at + 5, pool);
	out->seniority_step = sqlite3_column_int(row, at + 6);
	out->interests = sql_text(row, at + 7, pool);
	out->hopes = sql_text(row, at + 8, pool);
	out->availability = sql_text(row, at + 9, pool);
	if (!out->name || !out->place || !out->profession || !out->seniority ||
	    !out->interests || !out->hopes || !out->availability)
		return error_memory(err);
	return C5_OK;
}

enum c5_status store_find_address(struct store *store, const char *address,
				  int64_t *id, struct c5_error *err)
{
	return sql_number(store, id, err,
			  "SELECT participant FROM address WHERE address = ?",
			  "t", address);
}

enum c5_status store_any_address(struct store *store, bool *any,
				 struct c5_error *err)
{
	int64_t found = 0;
	enum c5_status status =
		sql_number(store, &found, err,
			   "SELECT EXISTS (SELECT 1 FROM address)", "");

	*any = found != 0;
	return status;
}

enum c5_status store_is_participant(struct store *store, int64_t id,
				    bool *found, struct c5_error *err)
{
	int64_t count = 0;
	enum c5_status status =
		sql_number(store, &count, err,
			   "SELECT count(*) FROM participant WHERE id = ?"
			   " AND status NOT IN ('merged', 'erased')",
			   "i", id);

	*found = count > 0;
	return status;
}

#define PARTICIPANT                                                       \
	"SELECT p.id, p.key, p.status, p.until, p.answered_at, p.digest," \
	" a.address, p.profile, o.name, s.code, s.label, " PEOPLE_PROFILE \
	" FROM participant p JOIN profile f ON f.id = p.profile"          \
	" LEFT JOIN address a ON a.participant = p.id AND a.current = 1"  \
	" LEFT JOIN organisation o ON o.id = f.organisation"              \
	" LEFT JOIN sector s ON s.id = f.sector"

static enum c5_status read_participant(struct participant *out,
				       sqlite3_stmt *row, struct pool *pool,
				       struct c5_error *err)
{
	const char *standing = sql_text(row, 2, pool);

	out->id = sqlite3_column_int64(row, 0);
	out->key = (uint64_t)sqlite3_column_int64(row, 1);
	out->until = sql_month(row, 3);
	out->answered_at = sqlite3_column_int64(row, 4);
	out->digest = (uint64_t)sqlite3_column_int64(row, 5);
	out->email = sql_text(row, 6, pool);
	out->profile_id = sqlite3_column_int64(row, 7);
	out->organisation = sql_text(row, 8, pool);
	out->sector_code = sql_text(row, 9, pool);
	out->sector_label = sql_text(row, 10, pool);
	if (!standing || !out->email || !out->organisation ||
	    !out->sector_code || !out->sector_label)
		return error_memory(err);
	if (!standing_parse(&out->standing, standing))
		return error_set(err, C5_FILE,
				 "participant %lld has the unknown status '%s'",
				 (long long)out->id, standing);
	return people_profile(&out->profile, row, 11, pool, err);
}

enum c5_status store_participant(struct store *store, int64_t id,
				 struct pool *pool, struct participant *out,
				 struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more;
	enum c5_status status = sql_query(
		store, &query, err, PARTICIPANT " WHERE p.id = ?", "i", id);

	if (status)
		return status;
	status = sql_next(store, query, &more, err);
	if (!status && !more)
		status = error_set(err, C5_FILE, "there is no participant %lld",
				   (long long)id);
	if (!status)
		status = read_participant(out, query, pool, err);
	sql_done(query);
	return status;
}

enum c5_status store_names(struct store *store, store_name name, void *context,
			   struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT p.id, f.name FROM participant p"
			  " JOIN profile f ON f.id = p.profile"
			  " WHERE p.status NOT IN ('merged', 'erased')",
			  "");

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		const char *text = (const char *)sqlite3_column_text(query, 1);

		status = text ? name(context, sqlite3_column_int64(query, 0),
				     text, err)
			      : error_memory(err);
	}
	sql_done(query);
	return status;
}

/* Did only one profile ever have that name? The index alone tells. */
static enum c5_status is_single(struct store *store, const char *name,
				bool *single, struct c5_error *err)
{
	int64_t n = 0;
	enum c5_status status =
		sql_number(store, &n, err,
			   "SELECT count(*) FROM (SELECT 1 FROM profile"
			   " WHERE name = ? COLLATE NOCASE LIMIT 2)",
			   "t", name);

	*single = n < 2;
	return status;
}

enum c5_status store_namesake(struct store *store, int64_t id, const char *name,
			      struct pool *pool, struct namesake *out,
			      struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more, single;
	enum c5_status status = is_single(store, name, &single, err);

	*out = (struct namesake){0, ""};
	if (status || single)
		return status;
	status = sql_query(store, &query, err,
			   /* CROSS JOIN, and the first in the index: or every
			    * new person would be held against all others. */
			   "SELECT p.id, a.address FROM profile f"
			   " CROSS JOIN participant p"
			   "  ON p.id = f.participant AND p.profile = f.id"
			   "  AND p.status NOT IN ('merged', 'erased')"
			   " LEFT JOIN address a"
			   "  ON a.participant = p.id AND a.current = 1"
			   " WHERE f.name = ? COLLATE NOCASE AND p.id < ?"
			   " ORDER BY f.id LIMIT 1",
			   "ti", name, id);
	if (status)
		return status;
	status = sql_next(store, query, &more, err);
	if (!status && more) {
		out->id = sqlite3_column_int64(query, 0);
		out->email = sql_text(query, 1, pool);
	}
	sql_done(query);
	return status || out->email ? status : error_memory(err);
}

#define UNADDRESSED                                   \
	" FROM participant p"                         \
	" WHERE p.status NOT IN ('merged', 'erased')" \
	" AND NOT EXISTS (SELECT 1 FROM address a"    \
	"  WHERE a.participant = p.id AND a.current = 1)"

enum c5_status store_count_unaddressed(struct store *store, size_t *n,
				       struct c5_error *err)
{
	int64_t count = 0;
	enum c5_status status = sql_number(store, &count, err,
					   "SELECT count(*)" UNADDRESSED, "");

	*n = (size_t)count;
	return status;
}

enum c5_status store_find_unaddressed(struct store *store, const char *name,
				      int64_t *id, struct c5_error *err)
{
	sqlite3_stmt *query;
	struct buffer wanted = BUFFER_INIT, folded = BUFFER_INIT;
	size_t found = 0;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT p.id, (SELECT name FROM profile WHERE id = "
			  "p.profile)" UNADDRESSED,
			  "");

	*id = 0;
	text_fold(&wanted, name);
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		buffer_cut(&folded, 0);
		text_fold(&folded, (const char *)sqlite3_column_text(query, 1));
		if (strcmp(folded.text, wanted.text) != 0)
			continue;
		*id = found++ ? 0 : sqlite3_column_int64(query, 0);
	}
	sql_done(query);
	if (!status && (wanted.failed || folded.failed))
		status = error_memory(err);
	buffer_release(&wanted);
	buffer_release(&folded);
	return status;
}

static int by_name(const void *left, const void *right)
{
	const struct participant *a = left, *b = right;
	int order = text_compare(a->profile.name, b->profile.name);

	if (order)
		return order;
	return a->key < b->key ? -1 : a->key > b->key;
}

enum c5_status store_participants(struct store *store, struct pool *pool,
				  struct participant **out, size_t *n,
				  struct c5_error *err)
{
	sqlite3_stmt *query;
	int64_t count;
	bool more = true;
	enum c5_status status = sql_number(
		store, &count, err, "SELECT count(*) FROM participant", "");

	*n = 0;
	*out = NULL;
	if (status)
		return status;
	*out = pool_alloc(pool, (size_t)(count + 1) * sizeof(**out));
	if (!*out)
		return error_memory(err);
	status = sql_query(
		store, &query, err,
		PARTICIPANT " WHERE p.status NOT IN ('merged', 'erased')", "");
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		status = read_participant(*out + *n, query, pool, err);
		*n += !status;
	}
	sql_done(query);
	qsort(*out, *n, sizeof(**out), by_name);
	return status;
}

enum c5_status store_set_standing(struct store *store, int64_t id,
				  enum standing standing, month_t until,
				  struct c5_error *err)
{
	return sql_run(store, err,
		       "UPDATE participant SET status = ?, until = ?"
		       " WHERE id = ?",
		       "tmi", standing_name(standing), until, id);
}

enum c5_status store_set_address(struct store *store, int64_t id,
				 const char *email, struct c5_error *err)
{
	int64_t owner;
	enum c5_status status = store_find_address(store, email, &owner, err);

	if (!status && owner && owner != id)
		status = error_set(err, C5_DATA,
				   "%s is the address of somebody else", email);
	if (!status)
		status = sql_run(store, err,
				 "UPDATE address SET current = 0"
				 " WHERE participant = ?",
				 "i", id);
	if (!status)
		status = sql_run(store, err,
				 "INSERT INTO address"
				 " (address, participant, current)"
				 " VALUES (?, ?, 1) ON CONFLICT (address)"
				 " DO UPDATE SET current = 1",
				 "ti", email, id);
	return status;
}
