/* The rounds that one participant was in. */
#include "connect5/store_people.h"

#include "store/sql.h"

#define ROUNDS_OF                                                            \
	"SELECT r.month, r.ordinal, coalesce(("                              \
	"  SELECT group_concat(CASE f.erased WHEN 1 THEN"                    \
	"   '(erased participant)' ELSE f.name END, char(10))"               \
	"  FROM group_member m"                                              \
	"  JOIN group_member o ON o.match_group = m.match_group"             \
	"   AND o.participant <> m.participant"                              \
	"  JOIN participant p ON p.id = o.participant"                       \
	"  JOIN profile f ON f.id = p.profile"                               \
	"  WHERE m.round = r.id AND m.participant = ?1 AND m.live = 1), '')" \
	" FROM round r JOIN revision v ON v.round = r.id"                    \
	" JOIN attendance t ON t.revision = v.id AND t.participant = ?1"     \
	" WHERE v.number = ("                                                \
	"  SELECT max(number) FROM revision w WHERE w.round = r.id)"         \
	" ORDER BY r.ordinal"

enum c5_status store_rounds_of(struct store *store, int64_t id,
			       struct pool *pool, struct held_round **out,
			       size_t *n, struct c5_error *err)
{
	sqlite3_stmt *query;
	int64_t count;
	bool more = true;
	enum c5_status status = sql_number(store, &count, err,
					   "SELECT count(*) FROM round", "");

	*n = 0;
	*out = NULL;
	if (status)
		return status;
	*out = pool_alloc(pool, (size_t)(count + 1) * sizeof(**out));
	if (!*out)
		return error_memory(err);
	status = sql_query(store, &query, err, ROUNDS_OF, "i", id);
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		struct held_round round = {
			.month = sql_month(query, 0),
			.ordinal = sqlite3_column_int(query, 1),
			.partners = sql_text(query, 2, pool),
		};

		if (!round.partners)
			status = error_memory(err);
		else
			(*out)[(*n)++] = round;
	}
	sql_done(query);
	return status;
}
