/*
 * New participants, many at a time: a statement for each would spend most of
 * its time on being started.
 */
#include "connect5/store_people.h"

#include <string.h>

#include "connect5/random.h"
#include "store/sql.h"
#include "store/undo.h"

enum { BATCH = 32 }; /* rows that one statement inserts */

/* The second half of a hash's key: 0 for addresses, 2 for those erased. */
enum { KEY_OF_NAME = 3 };

#define TWICE(row) row ", " row
#define BATCH_OF(row) TWICE(TWICE(TWICE(TWICE(TWICE(row)))))

/* A new row of a table for each of those admitted, singly or by the batch. */
struct insertion {
	const char *one, *batch;
	int columns; /* that are bound */
	void (*bind)(const struct store *store, sqlite3_stmt *statement, int at,
		     const struct admission *person);
};

static void bind_text(sqlite3_stmt *statement, int at, const char *text)
{
	sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
}

/* 0 becomes NULL. */
static void bind_reference(sqlite3_stmt *statement, int at, int64_t id)
{
	if (id)
		sqlite3_bind_int64(statement, at, id);
	else
		sqlite3_bind_null(statement, at);
}

static void bind_participant(const struct store *store, sqlite3_stmt *statement,
			     int at, const struct admission *person)
{
	(void)store;
	sqlite3_bind_int64(statement, at, (int64_t)person->key);
	sqlite3_bind_int64(statement, at + 1, person->answered_at);
	sqlite3_bind_int64(statement, at + 2, (int64_t)person->digest);
}

static void bind_address(const struct store *store, sqlite3_stmt *statement,
			 int at, const struct admission *person)
{
	(void)store;
	bind_text(statement, at, person->email);
	sqlite3_bind_int64(statement, at + 1, person->id);
}

static void bind_profile(const struct store *store, sqlite3_stmt *statement,
			 int at, const struct admission *person)
{
	const struct profile *profile = person->profile;

	sqlite3_bind_int64(statement, at, person->id);
	sqlite3_bind_int64(statement, at + 1, store->change);
	bind_text(statement, at + 2, profile->name);
	bind_reference(statement, at + 3, profile->sector);
	bind_reference(statement, at + 4, profile->organisation);
	bind_text(statement, at + 5, profile->place);
	bind_text(statement, at + 6, profile->profession);
	bind_text(statement, at + 7, profile->seniority);
	sqlite3_bind_int(statement, at + 8, profile->seniority_step);
	bind_text(statement, at + 9, profile->interests);
	bind_text(statement, at + 10, profile->hopes);
	bind_text(statement, at + 11, profile->availability);
}

#define PARTICIPANTS                                                 \
	"INSERT INTO participant (key, status, answered_at, digest)" \
	" VALUES "
#define PARTICIPANT "(?, 'active', ?, ?)"
#define ADDRESSES "INSERT INTO address (address, participant, current) VALUES "
#define ADDRESS "(?, ?, 1)"
#define PROFILES                                                       \
	"INSERT INTO profile (participant, change, name, sector,"      \
	" organisation, place, profession, seniority, seniority_step," \
	" interests, hopes, availability) VALUES "
#define PROFILE "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

static const struct insertion participants = {
	PARTICIPANTS PARTICIPANT, PARTICIPANTS BATCH_OF(PARTICIPANT), 3,
	bind_participant};
static const struct insertion addresses = {
	ADDRESSES ADDRESS, ADDRESSES BATCH_OF(ADDRESS), 2, bind_address};
static const struct insertion profiles = {
	PROFILES PROFILE, PROFILES BATCH_OF(PROFILE), 12, bind_profile};

/* `rows` of them by one statement; *first: the id of the first row. */
static enum c5_status insert_batch(struct store *store,
				   const struct insertion *insertion,
				   const struct admission *people, size_t rows,
				   int64_t *first, struct c5_error *err)
{
	sqlite3_stmt *statement = sql_statement(
		store, rows == 1 ? insertion->one : insertion->batch);
	bool more;
	enum c5_status status;

	if (!statement)
		return sql_error(store, "cannot prepare a statement", err);
	for (size_t i = 0; i < rows; i++)
		insertion->bind(store, statement,
				1 + (int)i * insertion->columns, &people[i]);
	status = sql_next(store, statement, &more, err);
	sql_done(statement);
	/* AUTOINCREMENT: the ids of one statement follow one another. */
	*first = sqlite3_last_insert_rowid(store->db) - (int64_t)rows + 1;
	undo_watch(store);
	return status;
}

/* *first: the id of the first; those of the others follow. */
static enum c5_status insert_all(struct store *store,
				 const struct insertion *insertion,
				 const struct admission *people, size_t n,
				 int64_t *first, struct c5_error *err)
{
	enum c5_status status = C5_OK;
	int64_t id = 0;

	for (size_t done = 0; done < n && !status;) {
		size_t rows = n - done < BATCH ? 1 : BATCH;

		status = insert_batch(store, insertion, people + done, rows,
				      &id, err);
		if (!done)
			*first = id;
		done += rows;
	}
	return status;
}

/* Has one of those before it the same key? */
static bool is_among(const struct admission *people, size_t n, uint64_t key)
{
	while (n && people[n - 1].key != key)
		n--;
	return n != 0;
}

/* The key for life: a hash of the first address, or of the name of somebody
 * who has none, seeded by the programme. */
static enum c5_status make_key(struct store *store, struct admission *people,
			       size_t at, struct c5_error *err)
{
	struct admission *person = &people[at];
	bool has_address = *person->email != '\0';
	const char *words = has_address ? person->email : person->profile->name;
	uint64_t seed;
	int64_t taken = 0;
	enum c5_status status = sql_seed(store, &seed, err);

	person->key = random_hash(seed, has_address ? 0 : KEY_OF_NAME, words,
				  strlen(words));
	/* A tombstone keeps its key: who begins anew gets the next. */
	do {
		person->key += (uint64_t)(taken != 0);
		if (!status)
			status = sql_number(store, &taken, err,
					    "SELECT count(*) FROM participant"
					    " WHERE key = ?",
					    "k", person->key);
		taken |= is_among(people, at, person->key);
	} while (!status && taken);
	return status;
}

enum c5_status store_admit(struct store *store, struct admission *people,
			   size_t n, struct c5_error *err)
{
	enum c5_status status = C5_OK;
	int64_t first = 0, profile = 0, ignored;

	for (size_t i = 0; i < n && !status; i++)
		status = make_key(store, people, i, err);
	if (!status)
		status = insert_all(store, &participants, people, n, &first,
				    err);
	for (size_t i = 0; i < n; i++)
		people[i].id = first + (int64_t)i;
	if (!status && n && *people->email)
		status =
			insert_all(store, &addresses, people, n, &ignored, err);
	if (!status)
		status = insert_all(store, &profiles, people, n, &profile, err);
	if (status || !n)
		return status;
	return sql_run(store, err,
		       "UPDATE participant SET profile = id + ?"
		       " WHERE id BETWEEN ? AND ?",
		       "iii", profile - first, first, first + (int64_t)n - 1);
}

enum c5_status store_touch(struct store *store, int64_t id, int64_t answered_at,
			   uint64_t digest, struct c5_error *err)
{
	return sql_run(store, err,
		       "UPDATE participant SET answered_at = ?, digest = ?"
		       " WHERE id = ?",
		       "iki", answered_at, digest, id);
}

enum c5_status store_update(struct store *store, int64_t id,
			    const struct admission *admission,
			    struct c5_error *err)
{
	struct admission known = *admission;
	int64_t profile = 0;
	enum c5_status status;

	known.id = id;
	status = insert_batch(store, &profiles, &known, 1, &profile, err);
	if (status)
		return status;
	return sql_run(store, err,
		       "UPDATE participant SET profile = ?, answered_at = ?,"
		       " digest = ? WHERE id = ?",
		       "iiki", profile, admission->answered_at,
		       admission->digest, id);
}
