/* Of which of somebody's groups an answer is: a repair may have changed it. */
#include "connect5/store_outcomes.h"

#include <string.h>

#include "store/outcomes.h"
#include "store/rounds.h"

/* The time that somebody was with the same people, in however many revisions;
 * by the changes that began and ended it. */
struct stay {
	int64_t group; /* the last of them */
	int64_t began, began_at;
	int64_t ended; /* 0: they still are */
	const char *people;
};

/* Of the person ?1 in the round of month ?2, in order. */
#define GROUPS                                                              \
	"SELECT g.id, v.change, l.at, coalesce(w.change, 0),"               \
	" (SELECT group_concat(who) FROM ("                                 \
	"  SELECT coalesce(p.merged_into, p.id) AS who FROM group_member n" \
	"  JOIN participant p ON p.id = n.participant"                      \
	"  WHERE n.match_group = g.id ORDER BY who))"                       \
	" FROM round r JOIN group_member m ON m.round = r.id"               \
	"  AND m.participant IN " OUTCOMES_SAME(                            \
		"?1") " JOIN match_group g ON g.id = m.match_group"         \
		      " JOIN revision v ON v.id = g.revision"               \
		      " JOIN log l ON l.id = v.change"                      \
		      " LEFT JOIN revision w ON w.id = g.superseded"        \
		      " WHERE r.month = ?2 ORDER BY g.id"

struct stays {
	struct pool pool;
	struct stay *list;
	size_t n;
};

static enum c5_status add_stay(struct stays *stays, sqlite3_stmt *row,
			       struct c5_error *err)
{
	struct stay stay = {
		.group = sqlite3_column_int64(row, 0),
		.began = sqlite3_column_int64(row, 1),
		.began_at = sqlite3_column_int64(row, 2),
		.ended = sqlite3_column_int64(row, 3),
		.people = sql_text(row, 4, &stays->pool),
	};
	struct stay *last = stays->n ? &stays->list[stays->n - 1] : NULL;

	if (!stay.people)
		return error_memory(err);
	if (last && last->ended == stay.began &&
	    strcmp(last->people, stay.people) == 0) {
		last->group = stay.group;
		last->ended = stay.ended;
		return C5_OK;
	}
	stays->list = sql_room(&stays->pool, stays->list, stays->n,
			       sizeof(*stays->list));
	if (!stays->list)
		return error_memory(err);
	stays->list[stays->n++] = stay;
	return C5_OK;
}

static enum c5_status list_stays(struct store *store, int64_t who,
				 month_t month, struct stays *out,
				 struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err, GROUPS, "im", who, month);

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more)
		status = add_stay(out, query, err);
	sql_done(query);
	return status;
}

static enum c5_status find_waited(struct store *store, int64_t who,
				  month_t month, bool *out,
				  struct c5_error *err)
{
	int64_t active = 0;
	enum c5_status status = sql_number(
		store, &active, err,
		"SELECT count(*) FROM round r JOIN attendance t"
		" ON t.revision = (SELECT id FROM revision WHERE round = r.id"
		"  ORDER BY number DESC LIMIT 1)"
		" AND t.participant IN " OUTCOMES_SAME(
			"?1") " WHERE r.month = ?2",
		"im", who, month);

	*out = active > 0;
	return status;
}

/* Have they said the very same of an earlier group? *out NULL: no. */
static enum c5_status find_again(struct store *store, const struct said *said,
				 const struct stays *stays,
				 const struct stay **out, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	*out = NULL;
	for (size_t i = 0; i + 1 < stays->n && !*out && !status; i++) {
		bool found;

		status = store_was_said(store, stays->list[i].group, said,
					&found, err);
		if (!status && found)
			*out = &stays->list[i];
	}
	return status;
}

/* The one before the last that had begun by a moment; NULL: none had. */
static const struct stay *stay_at(const struct stays *stays, int64_t moment)
{
	for (size_t i = stays->n - 1; i-- > 0;)
		if (stays->list[i].began_at <= moment)
			return &stays->list[i];
	return NULL;
}

/* The one of which they were told by a change; without any the one before the
 * last, of which they must know from somewhere. NULL: it is the last one, or
 * they were in none. */
static const struct stay *stay_told(const struct stays *stays, int64_t telling)
{
	if (!telling)
		return &stays->list[stays->n - 2];
	for (size_t i = 0; i + 1 < stays->n; i++)
		if (stays->list[i].began < telling &&
		    stays->list[i].ended > telling)
			return &stays->list[i];
	return NULL;
}

/* The one of several that it is, unless it is the last one. */
static enum c5_status find_earlier(struct store *store, const struct said *said,
				   const struct stays *stays,
				   struct placement *out, struct c5_error *err)
{
	const struct stay *last = &stays->list[stays->n - 1], *stay;
	enum c5_status status = find_again(store, said, stays, &stay, err);

	out->how = PLACED_AGAIN;
	if (!status && !stay && said->completed &&
	    said->completed < last->began_at) {
		out->how = PLACED_BEFORE;
		stay = stay_at(stays, said->completed);
	}
	out->group = stay ? stay->group : 0;
	out->other = last->group;
	return status;
}

static enum c5_status take_last(struct store *store, month_t month,
				const struct stays *stays,
				struct placement *out, struct c5_error *err)
{
	const struct stay *last = &stays->list[stays->n - 1], *told = NULL;
	enum c5_status status = C5_OK;
	int64_t telling = 0;

	if (stays->n > 1 && !last->ended) {
		status = rounds_last_telling(store, month, store->change,
					     &telling, err);
		told = stay_told(stays, telling);
	}
	*out = (struct placement){
		.how = last->ended ? PLACED_GONE
		       : told	   ? PLACED_ANEW
				   : PLACED,
		.group = last->group,
		.other = told ? told->group : 0,
	};
	return status;
}

enum c5_status store_placement(struct store *store, const struct said *said,
			       month_t month, struct placement *out,
			       struct c5_error *err)
{
	struct stays stays = {.n = 0};
	enum c5_status status =
		list_stays(store, said->who, month, &stays, err);

	*out = (struct placement){.how = PLACED_NOWHERE};
	if (!status && stays.n > 1)
		status = find_earlier(store, said, &stays, out, err);
	if (!status && stays.n && !out->group)
		status = take_last(store, month, &stays, out, err);
	else if (!status && !stays.n)
		status =
			find_waited(store, said->who, month, &out->waited, err);
	pool_release(&stays.pool);
	return status;
}
