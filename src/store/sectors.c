/* Parts of the system: who is in them, and what becomes of them. */
#include "store/words.h"

#include "store/rounds.h"

#define ENTRIES                                                             \
	"SELECT s.id, s.code, s.label, s.short, w.words,"                   \
	" coalesce(h.people, 0) FROM sector s"                              \
	" LEFT JOIN (SELECT sector, group_concat(alias, char(10)) AS words" \
	"  FROM (SELECT sector, alias FROM sector_alias"                    \
	"   ORDER BY sector, alias) GROUP BY sector) w ON w.sector = s.id"  \
	" LEFT JOIN (SELECT f.sector, count(*) AS people"                   \
	"  FROM participant p JOIN profile f ON f.id = p.profile"           \
	"  WHERE " TAKES_PART(                                              \
		"?1") " GROUP BY f.sector) h"                               \
		      " ON h.sector = s.id WHERE s.merged_into IS NULL"     \
		      " ORDER BY s.label, s.id"

static enum c5_status read_entry(struct sector_entry *out, sqlite3_stmt *row,
				 struct pool *pool, struct c5_error *err)
{
	struct sector sector = {
		.id = sqlite3_column_int64(row, 0),
		.code = sql_text(row, 1, pool),
		.label = sql_text(row, 2, pool),
		.short_label = sql_text(row, 3, pool),
	};
	const char *const own[] = {sector.code, sector.label,
				   sector.short_label, NULL};

	if (!sector.code || !sector.label || !sector.short_label)
		return error_memory(err);
	out->sector = sector;
	out->aliases = words_but(row, 4, own, pool);
	out->active = (size_t)sqlite3_column_int64(row, 5);
	return out->aliases ? C5_OK : error_memory(err);
}

enum c5_status store_sector_entries(struct store *store, month_t month,
				    struct pool *pool,
				    struct sector_entry **out, size_t *n,
				    struct c5_error *err)
{
	sqlite3_stmt *query;
	int64_t count;
	bool more = true;
	enum c5_status status = sql_number(store, &count, err,
					   "SELECT count(*) FROM sector", "");

	*n = 0;
	*out = NULL;
	if (status)
		return status;
	*out = pool_alloc(pool, (size_t)(count + 1) * sizeof(**out));
	if (!*out)
		return error_memory(err);
	status = sql_query(store, &query, err, ENTRIES, "m", month);
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		status = read_entry(*out + *n, query, pool, err);
		*n += !status;
	}
	sql_done(query);
	return status;
}

enum c5_status store_rename_sector(struct store *store,
				   const struct sector *sector,
				   struct c5_error *err)
{
	enum c5_status status =
		store_add_sector_alias(store, sector->label, sector->id, err);

	if (!status)
		status = store_add_sector_alias(store, sector->short_label,
						sector->id, err);
	if (status)
		return status;
	return sql_run(store, err,
		       "UPDATE sector SET label = ?, short = ? WHERE id = ?",
		       "tti", sector->label, sector->short_label, sector->id);
}

static const struct move merging[] = {
	MOVE_PEOPLE("?2", "f.organisation", "sector"),
	{"UPDATE sector_alias SET sector = ?2 WHERE sector = ?1", "ii"},
	{"UPDATE organisation SET sector = ?2 WHERE sector = ?1", "ii"},
	{"UPDATE sector SET merged_into = ?2 WHERE ?1 IN (id, merged_into)",
	 "ii"},
};

enum c5_status store_merge_sectors(struct store *store, int64_t from,
				   int64_t into, size_t *moved,
				   struct c5_error *err)
{
	int64_t people = 0;
	enum c5_status status = sql_number(store, &people, err,
					   COUNT_PEOPLE("sector"), "i", from);

	*moved = (size_t)people;
	return status ? status
		      : words_move(store, merging,
				   sizeof(merging) / sizeof(*merging), from,
				   into, err);
}
