/* What is left of somebody who asked to be forgotten. */
#include "connect5/store_people.h"

#include <string.h>

#include "connect5/random.h"
#include "connect5/text.h"
#include "store/people.h"
#include "store/sql.h"

/* The keyed hash by which an erased address is known again. */
static enum c5_status digest_of(struct store *store, const char *address,
				uint64_t *out, struct c5_error *err)
{
	struct settings settings;
	enum c5_status status = store_settings(store, &settings, err);

	*out = random_hash(settings.seed, 2, address, strlen(address));
	return status;
}

enum c5_status store_is_erased(struct store *store, const char *address,
			       bool *erased, struct c5_error *err)
{
	uint64_t digest;
	int64_t count = 0;
	enum c5_status status = digest_of(store, address, &digest, err);

	if (!status)
		status = sql_number(
			store, &count, err,
			"SELECT count(*) FROM erased_address WHERE digest = ?",
			"k", digest);
	*erased = count > 0;
	return status;
}

/* Addresses, one a line, become digests. */
static enum c5_status forget_addresses(struct store *store, int64_t id,
				       char *addresses, struct c5_error *err)
{
	enum c5_status status = C5_OK;
	char *save = NULL;

	for (char *at = strtok_r(addresses, "\n", &save); at && !status;
	     at = strtok_r(NULL, "\n", &save)) {
		uint64_t digest = 0;

		status = digest_of(store, at, &digest, err);
		if (!status)
			status = sql_run(store, err,
					 "INSERT OR IGNORE INTO erased_address"
					 " (digest) VALUES (?)",
					 "k", digest);
	}
	return status ? status
		      : sql_run(store, err,
				"DELETE FROM address WHERE participant = ?",
				"i", id);
}

bool people_are_named(const char *who, const char *name, const char *addresses)
{
	struct buffer folded = BUFFER_INIT, theirs = BUFFER_INIT;
	size_t length;
	bool same;

	text_email(&folded, who);
	same = folded.length == 0;
	for (const char *at = addresses; *at && !same;
	     at += length + (at[length] == '\n')) {
		length = strcspn(at, "\n");
		same = length == folded.length &&
		       strncmp(at, folded.text, length) == 0;
	}
	buffer_cut(&folded, 0);
	text_fold(&folded, who);
	text_fold(&theirs, name);
	same |= strcmp(folded.text, theirs.text) == 0;
	buffer_release(&folded);
	buffer_release(&theirs);
	return same;
}

static enum c5_status forget_mentions(struct store *store,
				      const struct participant *gone,
				      const char *addresses, struct pool *pool,
				      struct c5_error *err)
{
	struct pending *pending;
	size_t n;
	enum c5_status status = store_pending(store, pool, &pending, &n, err);

	for (size_t i = 0; i < n && !status; i++)
		if (pending[i].id == gone->id ||
		    people_are_named(pending[i].who, gone->profile.name,
				     addresses))
			status = store_remove_pending(store, pending[i].id,
						      pending[i].who, err);
	return status;
}

static enum c5_status list_addresses(struct store *store, int64_t id,
				     struct buffer *out, struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT address FROM address WHERE participant = ?", "i", id);

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more)
		buffer_printf(out, "%s%s", out->length ? "\n" : "",
			      (const char *)sqlite3_column_text(query, 0));
	sql_done(query);
	return status ? status : buffer_status(out, err);
}

static const char *const empties[] = {
	"UPDATE group_member SET sector = NULL, organisation = NULL"
	" WHERE participant = ?",
	"UPDATE profile SET erased = 1, name = '', sector = NULL,"
	" organisation = NULL, place = '', profession = '', seniority = '',"
	" seniority_step = 0, interests = '', hopes = '', availability = ''"
	" WHERE participant = ?",
	"DELETE FROM away WHERE participant = ?",
	"DELETE FROM extra WHERE participant = ?",
	"UPDATE participant SET status = 'erased', until = NULL,"
	" merged_into = NULL, answered_at = 0, digest = 0 WHERE id = ?",
	/* an organisation that only they wrote down is their answer too */
	"DELETE FROM organisation WHERE ? > 0 AND sector IS NULL AND place = ''"
	" AND NOT EXISTS (SELECT 1 FROM profile p"
	"  WHERE p.organisation = organisation.id)"
	" AND NOT EXISTS (SELECT 1 FROM organisation_alias a"
	"  WHERE a.organisation = organisation.id)",
};

static enum c5_status erase_one(struct store *store, int64_t id,
				struct c5_error *err)
{
	struct pool pool = {NULL};
	struct buffer addresses = BUFFER_INIT;
	struct participant gone;
	size_t n = sizeof(empties) / sizeof(*empties);
	enum c5_status status = store_participant(store, id, &pool, &gone, err);

	if (!status)
		status = list_addresses(store, id, &addresses, err);
	if (!status)
		status = forget_mentions(store, &gone, addresses.text, &pool,
					 err);
	if (!status)
		status = forget_addresses(store, id, addresses.text, err);
	for (size_t i = 0; i < n && !status; i++)
		status = sql_run(store, err, empties[i], "i", id);
	buffer_release(&addresses);
	pool_release(&pool);
	return status;
}

/* Those who were found to be the same person go with them. */
enum c5_status store_erase(struct store *store, int64_t id,
			   struct c5_error *err)
{
	int64_t other;
	enum c5_status status;

	do {
		status = sql_number(store, &other, err,
				    "SELECT id FROM participant"
				    " WHERE merged_into = ?",
				    "i", id);
		if (!status && other)
			status = erase_one(store, other, err);
	} while (!status && other);
	return status ? status : erase_one(store, id, err);
}
