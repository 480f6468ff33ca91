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
	uint64_t seed;
	enum c5_status status = sql_seed(store, &seed, err);

	*out = random_hash(seed, 2, address, strlen(address));
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

enum c5_status store_any_erased(struct store *store, bool *any,
				struct c5_error *err)
{
	int64_t found = 0;
	enum c5_status status =
		sql_number(store, &found, err,
			   "SELECT EXISTS (SELECT 1 FROM erased_address)", "");

	*any = found != 0;
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

/* Is the wanted text one of the lines, each as `cleaned` by it? */
static bool is_line(const char *lines, const char *wanted,
		    void (*cleaned)(struct buffer *out, const char *text))
{
	struct buffer line = BUFFER_INIT, clean = BUFFER_INIT;
	bool found = false;

	while (*lines && !found) {
		size_t length = strcspn(lines, "\n");

		buffer_cut(&line, 0);
		buffer_cut(&clean, 0);
		buffer_add(&line, lines, length);
		cleaned(&clean, line.text);
		found = strcmp(clean.text, wanted) == 0;
		lines += length + (lines[length] == '\n');
	}
	found |= line.failed || clean.failed;
	buffer_release(&line);
	buffer_release(&clean);
	return found;
}

bool people_are_named(const char *who, const char *names, const char *addresses)
{
	struct buffer address = BUFFER_INIT, name = BUFFER_INIT;
	bool same;

	text_email(&address, who);
	text_fold(&name, who);
	same = !address.length ||
	       is_line(addresses, address.text, text_email) ||
	       is_line(names, name.text, text_fold);
	buffer_release(&address);
	buffer_release(&name);
	return same;
}

/* What a query on them yields, one a line. */
static enum c5_status list_lines(struct store *store, const char *sql,
				 int64_t id, struct buffer *out,
				 struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status = sql_query(store, &query, err, sql, "i", id);

	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more)
		buffer_printf(out, "%s%s", out->length ? "\n" : "",
			      (const char *)sqlite3_column_text(query, 0));
	sql_done(query);
	return status ? status : buffer_status(out, err);
}

/* Words by which others named them, under any name that they have had. */
static enum c5_status forget_mentions(struct store *store, int64_t id,
				      const char *addresses, struct pool *pool,
				      struct c5_error *err)
{
	struct buffer names = BUFFER_INIT;
	struct pending *pending;
	size_t n = 0;
	enum c5_status status = list_lines(
		store,
		"SELECT DISTINCT name FROM profile WHERE participant = ?", id,
		&names, err);

	if (!status)
		status = store_pending(store, pool, &pending, &n, err);
	for (size_t i = 0; i < n && !status; i++)
		if (pending[i].id == id ||
		    people_are_named(pending[i].who, names.text, addresses))
			status = store_remove_pending(store, pending[i].id,
						      pending[i].who, err);
	buffer_release(&names);
	return status;
}

static const char *const empties[] = {
	"UPDATE group_member SET sector = NULL, organisation = NULL"
	" WHERE participant = ?",
	"UPDATE profile SET erased = 1, name = '', sector = NULL,"
	" organisation = NULL, place = '', profession = '', seniority = '',"
	" seniority_step = 0, interests = '', hopes = '', availability = ''"
	" WHERE participant = ?",
	"DELETE FROM away WHERE participant = ?",
	"UPDATE wish SET removed = (SELECT max(id) FROM log)"
	" WHERE removed IS NULL AND ? IN (a, b)",
	"UPDATE must_pair SET removed = (SELECT max(id) FROM log)"
	" WHERE removed IS NULL AND ? IN (a, b)",
	/* by it a guess at what they were written could be proven */
	"UPDATE invitation_version SET digest = 0 WHERE match_group IN"
	" (SELECT match_group FROM group_member WHERE participant = ?)",
	"DELETE FROM extra WHERE participant = ?",
	/* what they said stands for their group, and no longer says who did */
	"UPDATE report SET participant = NULL, completed = 0"
	" WHERE participant = ?",
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
	size_t n = sizeof(empties) / sizeof(*empties);
	enum c5_status status = list_lines(
		store, "SELECT address FROM address WHERE participant = ?", id,
		&addresses, err);

	if (!status)
		status = forget_mentions(store, id, addresses.text, &pool, err);
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
