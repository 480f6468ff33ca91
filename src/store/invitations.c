#include "connect5/store_invitations.h"

#include <stdio.h>
#include <string.h>

#include "connect5/random.h"
#include "store/sql.h"

/* One member a row. Names are those of the facts that the group was made from;
 * whoever has turned out to be somebody else is that one. */
#define ISSUED                                                            \
	"SELECT i.id, i.number, i.uid, v.sequence, v.cancelled, v.stamp," \
	" v.digest, v.slot, v.change = ?2, m.participant,"                \
	" coalesce(p.merged_into, p.id), f.erased, f.name, a.address"     \
	" FROM invitation i JOIN round r ON r.id = i.round"               \
	" JOIN invitation_version v ON v.invitation = i.id"               \
	" JOIN match_group g ON g.id = v.match_group"                     \
	" JOIN group_member m ON m.match_group = g.id"                    \
	" JOIN attendance t ON t.revision = g.revision"                   \
	"  AND t.participant = m.participant"                             \
	" JOIN profile f ON f.id = t.profile"                             \
	" JOIN participant p ON p.id = m.participant"                     \
	" LEFT JOIN address a ON a.current = 1"                           \
	"  AND a.participant = coalesce(p.merged_into, p.id)"             \
	" WHERE r.month = ?1 ORDER BY i.number, v.sequence, m.seat"

enum {
	COLUMN_ID,
	COLUMN_NUMBER,
	COLUMN_UID,
	COLUMN_SEQUENCE,
	COLUMN_CANCELLED,
	COLUMN_STAMP,
	COLUMN_DIGEST,
	COLUMN_SLOT,
	COLUMN_FRESH,
	COLUMN_PERSON,
	COLUMN_NOW,
	COLUMN_ERASED,
	COLUMN_NAME,
	COLUMN_ADDRESS
};

/* The list with a zeroed element more; NULL: no memory. */
static void *grow(struct pool *pool, const void *list, size_t n, size_t size)
{
	void *room = sql_room(pool, list, n, size);

	if (room)
		memset((char *)room + n * size, 0, size);
	return room;
}

/* A further version of the invitation, from the columns of a row. */
static enum c5_status add_version(struct issued *issued, struct pool *pool,
				  sqlite3_stmt *row, struct c5_error *err)
{
	struct correspondence words = correspondence_empty;
	struct issued_version *list =
		grow(pool, issued->versions, issued->n_versions, sizeof(*list));
	const char *slot = sql_text(row, COLUMN_SLOT, pool);
	enum c5_status status;

	if (!list || !slot)
		return error_memory(err);
	status = correspondence_set(&words, pool, "slot", slot, err);
	if (status)
		return status;
	issued->versions = list;
	list[issued->n_versions++] = (struct issued_version){
		.sequence = (unsigned)sqlite3_column_int(row, COLUMN_SEQUENCE),
		.cancelled = sqlite3_column_int(row, COLUMN_CANCELLED) != 0,
		.fresh = sqlite3_column_int(row, COLUMN_FRESH) != 0,
		.stamp = sqlite3_column_int64(row, COLUMN_STAMP),
		.digest = (uint64_t)sqlite3_column_int64(row, COLUMN_DIGEST),
		.slot = words.slot,
	};
	return C5_OK;
}

static enum c5_status add_member(struct issued_version *version,
				 struct pool *pool, sqlite3_stmt *row,
				 struct c5_error *err)
{
	struct invited *member = &version->members[version->n];

	if (version->n == 3)
		return error_set(err, C5_FILE, "a group has too many members");
	member->id = sqlite3_column_int64(row, COLUMN_PERSON);
	member->now = sqlite3_column_int64(row, COLUMN_NOW);
	member->erased = sqlite3_column_int(row, COLUMN_ERASED) != 0;
	member->name = sql_text(row, COLUMN_NAME, pool);
	member->address = sql_text(row, COLUMN_ADDRESS, pool);
	version->n++;
	return member->name && member->address ? C5_OK : error_memory(err);
}

/* What a row tells of invitations in order, versions in order. */
static enum c5_status add_row(struct issued **list, size_t *n,
			      struct pool *pool, sqlite3_stmt *row,
			      struct c5_error *err)
{
	int64_t id = sqlite3_column_int64(row, COLUMN_ID);
	unsigned sequence = (unsigned)sqlite3_column_int(row, COLUMN_SEQUENCE);
	enum c5_status status = C5_OK;
	struct issued *last;

	if (!*n || (*list)[*n - 1].id != id) {
		struct issued *room = grow(pool, *list, *n, sizeof(*room));

		if (!room)
			return error_memory(err);
		*list = room;
		last = &room[(*n)++];
		last->id = id;
		last->number = (unsigned)sqlite3_column_int(row, COLUMN_NUMBER);
		last->uid = sql_text(row, COLUMN_UID, pool);
		if (!last->uid)
			return error_memory(err);
	}
	last = &(*list)[*n - 1];
	if (!last->n_versions ||
	    last->versions[last->n_versions - 1].sequence != sequence)
		status = add_version(last, pool, row, err);
	return status ? status
		      : add_member(&last->versions[last->n_versions - 1], pool,
				   row, err);
}

enum c5_status store_issued(struct store *store, month_t month,
			    struct pool *pool, struct issued **out, size_t *n,
			    struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status = sql_query(store, &query, err, ISSUED, "mi",
					  month, store->change);

	*out = NULL;
	*n = 0;
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		status = add_row(out, n, pool, query, err);
		if (status)
			break;
	}
	sql_done(query);
	return status;
}

enum { UID_KEY = 4, UID_BYTES = 48 };

/*
 * 128 bits by which no two programmes agree: two of one seed have other names,
 * or were made at another time.
 */
static enum c5_status make_uid(struct store *store, month_t month,
			       unsigned number, struct pool *pool,
			       const char **out, struct c5_error *err)
{
	struct buffer text = BUFFER_INIT;
	struct programme programme;
	char uid[UID_BYTES];
	uint64_t seed = 0;
	enum c5_status status = store_programme(store, pool, &programme, err);

	if (!status)
		status = sql_seed(store, &seed, err);
	if (status)
		return status;
	buffer_printf(&text, "%d %u %lld %d %s", month, number,
		      (long long)programme.created_at, programme.first_month,
		      programme.name);
	status = buffer_status(&text, err);
	snprintf(uid, sizeof(uid), "%016llx%016llx@connect5",
		 (unsigned long long)random_hash(seed, UID_KEY, text.text,
						 text.length),
		 (unsigned long long)random_hash(seed, UID_KEY + 1, text.text,
						 text.length));
	buffer_release(&text);
	*out = pool_copy(pool, uid, strlen(uid));
	return status || *out ? status : error_memory(err);
}

enum c5_status store_add_issued(struct store *store, month_t month,
				struct pool *pool, struct issued *out,
				struct c5_error *err)
{
	int64_t number = 0;
	enum c5_status status = sql_number(
		store, &number, err,
		"SELECT coalesce(max(i.number), 0) + 1 FROM round r"
		" LEFT JOIN invitation i ON i.round = r.id WHERE r.month = ?",
		"m", month);

	*out = (struct issued){.number = (unsigned)number};
	if (!status)
		status = make_uid(store, month, out->number, pool, &out->uid,
				  err);
	if (!status)
		status = sql_run(store, err,
				 "INSERT INTO invitation (round, number, uid)"
				 " SELECT id, ?, ? FROM round WHERE month = ?",
				 "itm", number, out->uid, month);
	if (!status)
		out->id = sqlite3_last_insert_rowid(store->db);
	return status;
}

/* A slot as the setting is written. */
static enum c5_status slot_text(struct buffer *out, const struct slot *slot,
				struct c5_error *err)
{
	struct correspondence words = correspondence_empty;

	words.slot = *slot;
	return correspondence_get(out, &words, "slot", err);
}

/* Runs the statement that adds a version. */
static enum c5_status insert(struct store *store, const struct issued *issued,
			     unsigned group,
			     const struct issued_version *version,
			     const char *slot, struct c5_error *err)
{
	return sql_run(store, err,
		       "INSERT INTO invitation_version (invitation, sequence,"
		       " match_group, cancelled, stamp, digest, slot, change)"
		       " SELECT i.id, ?2, CASE ?3 WHEN 1 THEN"
		       "  (SELECT match_group FROM invitation_version"
		       "   WHERE invitation = i.id AND sequence = ?2 - 1) ELSE"
		       "  (SELECT id FROM match_group WHERE round = i.round"
		       "   AND live = 1 AND number = ?4) END, ?3,"
		       " (SELECT max(at) FROM log WHERE id < ?5), ?6, ?7, ?5"
		       " FROM invitation i WHERE i.id = ?1",
		       "iiiiikt", issued->id, (int64_t)issued->n_versions,
		       (int64_t)version->cancelled, (int64_t)group,
		       store->change, version->digest, slot);
}

enum c5_status store_add_version(struct store *store,
				 const struct issued *issued, unsigned group,
				 const struct issued_version *version,
				 struct c5_error *err)
{
	struct buffer slot = BUFFER_INIT;
	enum c5_status status = slot_text(&slot, &version->slot, err);

	if (!status)
		status = insert(store, issued, group, version, slot.text, err);
	buffer_release(&slot);
	return status;
}
