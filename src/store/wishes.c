/* What a coordinator would rather see, and who must be a pair. */
#include <string.h>

#include "connect5/store_people.h"
#include "store/rounds.h"
#include "store/sql.h"

enum c5_status store_wish_of(struct store *store, int64_t a, int64_t b,
			     enum wish *out, struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = false;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT kind FROM wish WHERE removed IS NULL"
			  " AND a = min(?1, ?2) AND b = max(?1, ?2)",
			  "ii", a, b);

	*out = WISH_NONE;
	if (!status)
		status = sql_next(store, query, &more, err);
	if (!status && more)
		*out = rounds_wish((const char *)sqlite3_column_text(query, 0));
	sql_done(query);
	return status;
}

enum c5_status store_put_wish(struct store *store, int64_t a, int64_t b,
			      enum wish wish, bool *changed,
			      struct c5_error *err)
{
	enum wish before = WISH_NONE;
	enum c5_status status = store_wish_of(store, a, b, &before, err);

	*changed = !status && wish != before;
	if (!*changed)
		return status;
	status = sql_run(store, err,
			 "UPDATE wish SET removed = ?3 WHERE removed IS NULL"
			 " AND a = min(?1, ?2) AND b = max(?1, ?2)",
			 "iii", a, b, store->change);
	if (status || wish == WISH_NONE)
		return status;
	return sql_run(store, err,
		       "INSERT INTO wish (a, b, kind, change)"
		       " VALUES (min(?1, ?2), max(?1, ?2), ?3, ?4)",
		       "iiti", a, b, rounds_wish_kind(wish), store->change);
}

/* The participant whom somebody must meet in a month; 0: nobody. */
static enum c5_status must_mate(struct store *store, int64_t id, month_t month,
				int64_t *out, struct c5_error *err)
{
	return sql_number(store, out, err,
			  "SELECT a + b - ?1 FROM must_pair"
			  " WHERE removed IS NULL AND month = ?2"
			  " AND ?1 IN (a, b)",
			  "im", id, month);
}

/* What a participant is called on the command line. */
static void put_who(struct buffer *out, const struct participant *p)
{
	if (*p->email)
		buffer_puts(out, p->email);
	else
		buffer_printf(out, "%lld", (long long)p->id);
}

/* C5_NO, saying whom somebody must meet already, and how to take it back. */
static enum c5_status refuse_second(struct store *store, int64_t id,
				    int64_t mate, month_t month,
				    struct c5_error *err)
{
	struct pool pool = {NULL};
	struct buffer two = BUFFER_INIT;
	struct participant p, q;
	char text[MONTH_TEXT];
	enum c5_status status = store_participant(store, id, &pool, &p, err);

	if (!status)
		status = store_participant(store, mate, &pool, &q, err);
	if (!status) {
		put_who(&two, &p);
		buffer_putc(&two, ' ');
		put_who(&two, &q);
		status = buffer_status(&two, err);
	}
	month_format(text, month);
	if (!status)
		status = error_set(err, C5_NO,
				   "%s must meet %s in %s already: 'connect5 "
				   "people pair %s %s --off' takes that back",
				   p.profile.name, q.profile.name, text,
				   two.text, text);
	buffer_release(&two);
	pool_release(&pool);
	return status;
}

/* They meet once: in another month to come they could no longer. */
static enum c5_status refuse_again(struct store *store, int64_t a, int64_t b,
				   month_t month, struct c5_error *err)
{
	sqlite3_stmt *query;
	month_t other = MONTH_NONE;
	bool more = false;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT month FROM must_pair WHERE removed IS NULL"
		" AND a = min(?1, ?2) AND b = max(?1, ?2) AND month <> ?3"
		" AND month > coalesce((SELECT max(month) FROM round), 0)",
		"iim", a, b, month);

	if (!status)
		status = sql_next(store, query, &more, err);
	if (!status && more)
		other = sql_month(query, 0);
	sql_done(query);
	return status || !more ? status
			       : refuse_second(store, a, b, other, err);
}

enum c5_status store_add_must(struct store *store, int64_t a, int64_t b,
			      month_t month, bool *added, struct c5_error *err)
{
	int64_t of_a = 0, of_b = 0;
	enum c5_status status = must_mate(store, a, month, &of_a, err);

	*added = false;
	if (!status)
		status = must_mate(store, b, month, &of_b, err);
	if (status || of_a == b)
		return status;
	if (of_a)
		return refuse_second(store, a, of_a, month, err);
	if (of_b)
		return refuse_second(store, b, of_b, month, err);
	status = refuse_again(store, a, b, month, err);
	if (status)
		return status;
	*added = true;
	return sql_run(store, err,
		       "INSERT INTO must_pair (a, b, month, change)"
		       " VALUES (min(?1, ?2), max(?1, ?2), ?3, ?4)",
		       "iimi", a, b, month, store->change);
}

/* Then: when the month's round was made, or today. */
#define PLANNED_FOR                                                       \
	"WITH then_(change) AS (SELECT coalesce("                         \
	"  (SELECT max(v.change) FROM revision v"                         \
	"   JOIN round r ON r.id = v.round WHERE r.month = ?3),"          \
	"  (SELECT max(id) FROM log)))"                                   \
	" SELECT min(x.month) FROM must_pair x, then_ t"                  \
	" WHERE x.a = min(?1, ?2) AND x.b = max(?1, ?2) AND x.month > ?3" \
	" AND x.change <= t.change"                                       \
	" AND (x.removed IS NULL OR x.removed > t.change)"                \
	" AND NOT EXISTS (SELECT 1 FROM exclusion e"                      \
	"  WHERE e.a = x.a AND e.b = x.b AND e.change <= t.change"        \
	"  AND (e.removed IS NULL OR e.removed > t.change))"

enum c5_status store_planned_for(struct store *store, int64_t a, int64_t b,
				 month_t month, month_t *out,
				 struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = false;
	enum c5_status status =
		sql_query(store, &query, err, PLANNED_FOR, "iim", a, b, month);

	*out = MONTH_NONE;
	if (!status)
		status = sql_next(store, query, &more, err);
	if (!status && more)
		*out = sql_month(query, 0);
	sql_done(query);
	return status;
}

enum c5_status store_remove_must(struct store *store, int64_t a, int64_t b,
				 month_t month, bool *removed,
				 struct c5_error *err)
{
	enum c5_status status =
		sql_run(store, err,
			"UPDATE must_pair SET removed = ?4"
			" WHERE removed IS NULL AND month = ?3"
			" AND a = min(?1, ?2) AND b = max(?1, ?2)",
			"iimi", a, b, month, store->change);

	*removed = !status && sqlite3_changes(store->db) > 0;
	return status;
}

/* The rows (a, b, names, kind or month) of a query, which ends. */
static enum c5_status list_pairs(struct store *store, sqlite3_stmt *query,
				 struct pool *pool, struct wanted_pair **out,
				 size_t *n, struct c5_error *err)
{
	enum c5_status status;
	bool more = true;

	*out = NULL;
	*n = 0;
	while (!(status = sql_next(store, query, &more, err)) && more) {
		struct wanted_pair pair = {
			.a = sqlite3_column_int64(query, 0),
			.b = sqlite3_column_int64(query, 1),
			.name_a = sql_text(query, 2, pool),
			.name_b = sql_text(query, 3, pool),
			.wish = rounds_wish(
				(const char *)sqlite3_column_text(query, 4)),
			.month = sql_month(query, 5),
		};
		struct wanted_pair *list =
			sql_room(pool, *out, *n, sizeof(*list));

		if (!list || !pair.name_a || !pair.name_b) {
			status = error_memory(err);
			break;
		}
		*out = list;
		list[(*n)++] = pair;
	}
	sql_done(query);
	return status;
}

enum c5_status store_wishes(struct store *store, struct pool *pool,
			    struct wanted_pair **out, size_t *n,
			    struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status =
		sql_query(store, &query, err,
			  "SELECT" ROUNDS_MUST ", x.kind, NULL FROM wish x"
			  " WHERE x.removed IS NULL ORDER BY 3, 4",
			  "");

	*n = 0;
	return status ? status : list_pairs(store, query, pool, out, n, err);
}

enum c5_status store_musts(struct store *store, struct pool *pool,
			   struct wanted_pair **out, size_t *n,
			   struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT" ROUNDS_MUST ", NULL, x.month FROM must_pair x"
		" WHERE x.removed IS NULL"
		" AND x.month > coalesce((SELECT max(month) FROM round), 0)"
		" ORDER BY x.month, 3",
		"");

	*n = 0;
	return status ? status : list_pairs(store, query, pool, out, n, err);
}
