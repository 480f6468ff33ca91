/* Organisations: who is in them, and what their words come to mean. */
#include "store/words.h"

#include <string.h>

#define ENTRIES                                                               \
	"SELECT o.id, o.name, o.sector, o.place, s.label, w.words,"           \
	" coalesce(h.people, 0) FROM organisation o"                          \
	" LEFT JOIN sector s ON s.id = o.sector"                              \
	" LEFT JOIN (SELECT organisation, group_concat(alias, char(10)) AS "  \
	"words"                                                               \
	"  FROM (SELECT organisation, alias FROM organisation_alias"          \
	"   WHERE ambiguous = 0 ORDER BY organisation, alias)"                \
	"  GROUP BY organisation) w ON w.organisation = o.id"                 \
	" LEFT JOIN (SELECT f.organisation, count(*) AS people"               \
	"  FROM participant p JOIN profile f ON f.id = p.profile"             \
	"  WHERE " IS_SOMEBODY("p.status") " GROUP BY f.organisation) h"      \
					   " ON h.organisation = o.id WHERE " \
					   "o.merged_into IS NULL"            \
					   " ORDER BY o.folded"

static enum c5_status read_entry(struct organisation_entry *out,
				 sqlite3_stmt *row, struct pool *pool,
				 struct c5_error *err)
{
	struct organisation organisation = {
		.id = sqlite3_column_int64(row, 0),
		.name = sql_text(row, 1, pool),
		.sector = sqlite3_column_int64(row, 2),
		.place = sql_text(row, 3, pool),
	};
	const char *const own[] = {organisation.name, NULL};

	if (!organisation.name || !organisation.place)
		return error_memory(err);
	out->organisation = organisation;
	out->sector_label = sql_text(row, 4, pool);
	out->aliases = words_but(row, 5, own, pool);
	out->people = (size_t)sqlite3_column_int64(row, 6);
	return out->sector_label && out->aliases ? C5_OK : error_memory(err);
}

enum c5_status store_organisation_entries(struct store *store,
					  struct pool *pool,
					  struct organisation_entry **out,
					  size_t *n, struct c5_error *err)
{
	sqlite3_stmt *query;
	int64_t count;
	bool more = true;
	enum c5_status status = sql_number(
		store, &count, err, "SELECT count(*) FROM organisation", "");

	*n = 0;
	*out = NULL;
	if (status)
		return status;
	*out = pool_alloc(pool, (size_t)(count + 1) * sizeof(**out));
	if (!*out)
		return error_memory(err);
	status = sql_query(store, &query, err, ENTRIES, "");
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		status = read_entry(*out + *n, query, pool, err);
		*n += !status;
	}
	sql_done(query);
	return status;
}

/* Refuses what another organisation than `id` has, and says which. */
static enum c5_status refuse_other(struct store *store, const char *word,
				   int64_t owner, int64_t id,
				   struct c5_error *err)
{
	struct pool pool = {NULL};
	const char *name = NULL;
	sqlite3_stmt *query;
	bool more;
	enum c5_status status;

	if (!owner || owner == id)
		return C5_OK;
	status = sql_query(store, &query, err,
			   "SELECT name FROM organisation WHERE id = ?", "i",
			   owner);
	if (!status)
		status = sql_next(store, query, &more, err);
	if (!status)
		name = sql_text(query, 0, &pool);
	sql_done(query);
	if (!status)
		status = name ? error_set(err, C5_DATA, "'%s' means %s already",
					  word, name)
			      : error_memory(err);
	pool_release(&pool);
	return status;
}

/* The organisations that a folded word is the name and the alias of. */
struct owners {
	int64_t by_name, by_alias;
	bool kept_as_written; /* the one by name has nothing but its name */
};

static enum c5_status find_owners(struct store *store, const char *folded,
				  struct owners *out, struct c5_error *err)
{
	int64_t bare = 0;
	enum c5_status status = sql_number(
		store, &out->by_name, err,
		"SELECT id FROM organisation WHERE folded = ?", "t", folded);

	if (!status)
		status = sql_number(store, &out->by_alias, err,
				    "SELECT organisation"
				    " FROM organisation_alias"
				    " WHERE alias = ? AND ambiguous = 0",
				    "t", folded);
	if (!status)
		status = sql_number(store, &bare, err,
				    "SELECT count(*) FROM organisation"
				    " WHERE id = ? AND sector IS NULL"
				    " AND place = ''",
				    "i", out->by_name);
	out->kept_as_written = bare > 0;
	return status;
}

/* A word of its own gives up its name: the folded form of nothing written. */
static const struct move absorbing[] = {
	MOVE_PEOPLE("f.sector", "?2", "organisation"),
	{"UPDATE OR REPLACE organisation_alias SET organisation = ?2"
	 " WHERE organisation = ?1",
	 "ii"},
	{"UPDATE organisation SET merged_into = ?2, folded = '#' || id"
	 " WHERE id = ?1",
	 "ii"},
	{"UPDATE organisation SET merged_into = ?2 WHERE merged_into = ?1",
	 "ii"},
};

static enum c5_status absorb(struct store *store, int64_t from, int64_t into,
			     size_t *moved, struct c5_error *err)
{
	int64_t people = 0;
	enum c5_status status = sql_number(
		store, &people, err, COUNT_PEOPLE("organisation"), "i", from);

	*moved = (size_t)people;
	return status ? status
		      : words_move(store, absorbing,
				   sizeof(absorbing) / sizeof(*absorbing), from,
				   into, err);
}

static enum c5_status claim(struct store *store, const char *word,
			    const char *folded, int64_t id,
			    struct alias_effect *out, struct c5_error *err)
{
	struct owners owners;
	enum c5_status status = find_owners(store, folded, &owners, err);
	bool other = owners.by_name && owners.by_name != id;

	if (!status && other && !owners.kept_as_written)
		status = refuse_other(store, word, owners.by_name, id, err);
	if (!status)
		status = refuse_other(store, word, owners.by_alias, id, err);
	if (!status && !other && (owners.by_name || owners.by_alias))
		return C5_OK;
	if (!status && other)
		status = absorb(store, owners.by_name, id, &out->moved, err);
	if (!status)
		status = sql_run(store, err,
				 "DELETE FROM organisation_alias"
				 " WHERE alias = ? AND ambiguous = 1",
				 "t", folded);
	out->added = !status;
	return status ? status
		      : store_add_organisation_alias(store, word, id, false,
						     err);
}

enum c5_status store_claim_word(struct store *store, const char *word,
				int64_t id, struct alias_effect *out,
				struct c5_error *err)
{
	struct buffer folded = BUFFER_INIT;
	enum c5_status status = words_fold(&folded, word, err);

	*out = (struct alias_effect){false, 0};
	if (!status)
		status = claim(store, word, folded.text, id, out, err);
	buffer_release(&folded);
	return status;
}

enum c5_status store_set_organisation(struct store *store,
				      const struct organisation *organisation,
				      struct c5_error *err)
{
	struct buffer folded = BUFFER_INIT;
	struct owners owners = {0, 0, false};
	int64_t id = organisation->id;
	enum c5_status status = words_fold(&folded, organisation->name, err);

	if (!status)
		status = find_owners(store, folded.text, &owners, err);
	if (!status)
		status = refuse_other(store, organisation->name, owners.by_name,
				      id, err);
	if (!status)
		status = refuse_other(store, organisation->name,
				      owners.by_alias, id, err);
	if (!status)
		status = sql_run(store, err,
				 "INSERT OR IGNORE INTO organisation_alias"
				 " (alias, organisation, ambiguous)"
				 " SELECT folded, id, 0 FROM organisation"
				 " WHERE id = ?1 AND folded <> ?2",
				 "it", id, folded.text);
	if (!status)
		status = sql_run(store, err,
				 "UPDATE organisation SET name = ?, folded = ?,"
				 " sector = ?, place = ? WHERE id = ?",
				 "ttrti", organisation->name, folded.text,
				 organisation->sector, organisation->place, id);
	buffer_release(&folded);
	return status;
}
