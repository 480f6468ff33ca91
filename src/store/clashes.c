/* Who is in one group although today's words would keep them apart. */
#include "store/words.h"

#define CLASHES(column)                                                    \
	"SELECT r.month, f.name, h.name FROM round r"                      \
	" JOIN match_group g ON g.round = r.id AND g.live = 1"             \
	" JOIN group_member m ON m.match_group = g.id"                     \
	" JOIN group_member n ON n.match_group = g.id AND n.seat > m.seat" \
	"  AND n." column " IS NOT m." column                              \
	" JOIN participant p ON p.id = m.participant"                      \
	" JOIN participant q ON q.id = n.participant"                      \
	" JOIN profile f ON f.id = p.profile AND f." column " = ?1"        \
	" JOIN profile h ON h.id = q.profile AND h." column " = ?1"        \
	" WHERE r.month >= ?2 ORDER BY r.month, g.number, m.seat, n.seat"

/* The next row, in a list that is big enough. */
static enum c5_status add_clash(struct clashes *out, sqlite3_stmt *row,
				struct pool *pool, struct c5_error *err)
{
	struct clash clash = {
		.month = sql_month(row, 0),
		.name_1 = sql_text(row, 1, pool),
		.name_2 = sql_text(row, 2, pool),
	};

	if (!clash.name_1 || !clash.name_2)
		return error_memory(err);
	out->list[out->n++] = clash;
	return C5_OK;
}

static enum c5_status gather(struct store *store, sqlite3_stmt *query,
			     struct pool *pool, struct clashes *out,
			     struct c5_error *err)
{
	int64_t pairs = 0;
	bool more = true;
	enum c5_status status = sql_number(
		store, &pairs, err,
		"SELECT count(*) FROM group_member WHERE live = 1", "");

	*out = (struct clashes){NULL, 0};
	if (status)
		return status;
	/* Three members make three pairs. */
	out->list = pool_alloc(pool, (size_t)(pairs + 1) * sizeof(*out->list));
	if (!out->list)
		return error_memory(err);
	while (!(status = sql_next(store, query, &more, err)) && more) {
		status = add_clash(out, query, pool, err);
		if (status)
			break;
	}
	return status;
}

enum c5_status store_sector_clashes(struct store *store, int64_t sector,
				    month_t month, struct pool *pool,
				    struct clashes *out, struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status = sql_query(store, &query, err, CLASHES("sector"),
					  "im", sector, month);

	if (!status)
		status = gather(store, query, pool, out, err);
	sql_done(query);
	return status;
}

enum c5_status store_organisation_clashes(struct store *store,
					  int64_t organisation, month_t month,
					  struct pool *pool,
					  struct clashes *out,
					  struct c5_error *err)
{
	sqlite3_stmt *query;
	enum c5_status status =
		sql_query(store, &query, err, CLASHES("organisation"), "im",
			  organisation, month);

	if (!status)
		status = gather(store, query, pool, out, err);
	sql_done(query);
	return status;
}
