/* What the files about words share. Private to src/store/. */
#ifndef STORE_WORDS_PRIVATE_H
#define STORE_WORDS_PRIVATE_H

#include "connect5/store_words.h"
#include "store/sql.h"

/* Nobody who left a tombstone: whom a change of words concerns. */
#define IS_SOMEBODY(status) status " NOT IN ('merged', 'erased')"

/* Appends the folded form of a word. C5_DATA: it is empty. */
enum c5_status words_fold(struct buffer *out, const char *word,
			  struct c5_error *err);

/* The folded words of a column, one a line, but for those that fold as one of
 * own[], which NULL ends. NULL: no memory. */
const char *words_but(sqlite3_stmt *row, int column, const char *const *own,
		      struct pool *pool);

/*
 * A step of moving what belongs to one thing to another: ?1 from, ?2 into, ?3
 * the change. The format says how many of them the statement knows.
 */
struct move {
	const char *sql, *format;
};
enum c5_status words_move(struct store *store, const struct move *moves,
			  size_t n, int64_t from, int64_t into,
			  struct c5_error *err);

/* New versions of the profiles of everybody of today whose `column` is ?1, with
 * ?2 instead. */
#define MOVE_PEOPLE(sector, organisation, column)                              \
	{"INSERT INTO profile (participant, change, name, sector,"             \
	 " organisation, place, profession, seniority, seniority_step,"        \
	 " interests, hopes, availability)"                                    \
	 " SELECT f.participant, ?3, f.name, " sector ", " organisation ","    \
	 " f.place, f.profession, f.seniority, f.seniority_step, f.interests," \
	 " f.hopes, f.availability"                                            \
	 " FROM participant p JOIN profile f ON f.id = p.profile"              \
	 " WHERE f." column                                                    \
	 " = ?1 AND " IS_SOMEBODY("p.status") " ORDER BY p.id",                \
	 "iii"},                                                               \
	{                                                                      \
		"UPDATE participant SET profile = (SELECT max(f.id)"           \
		"  FROM profile f WHERE f.participant = participant.id)"       \
		" WHERE " IS_SOMEBODY(                                         \
			"status") " AND profile IN"                            \
				  "  (SELECT id FROM profile WHERE " column    \
				  " = ?1)",                                    \
			"i"                                                    \
	}

/* How many people of today have ?1 as their `column`. */
#define COUNT_PEOPLE(column)                                  \
	"SELECT count(*) FROM participant p"                  \
	" JOIN profile f ON f.id = p.profile WHERE f." column \
	" = ?1 AND " IS_SOMEBODY("p.status")

#endif
