#include "connect5/store_words.h"

#include <string.h>

#include "connect5/text.h"
#include "store/sql.h"
#include "store/words.h"

enum c5_status store_add_theme(struct store *store, int ordinal,
			       const struct theme *theme, struct c5_error *err)
{
	return sql_run(store, err,
		       "INSERT INTO theme (ordinal, key, title, system, lens)"
		       " VALUES (?, ?, ?, ?, ?)",
		       "itttt", (int64_t)ordinal, theme->key, theme->title,
		       theme->system, theme->lens);
}

enum c5_status store_theme(struct store *store, int ordinal, struct pool *pool,
			   struct theme *out, struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more;
	enum c5_status status = sql_query(
		store, &query, err,
		"SELECT key, title, system, lens FROM theme WHERE ordinal ="
		" (? - 1) % (SELECT count(*) FROM theme) + 1",
		"i", (int64_t)ordinal);

	*out = (struct theme){"", "", "", ""};
	if (status)
		return status;
	status = sql_next(store, query, &more, err);
	if (!status && more) {
		out->key = sql_text(query, 0, pool);
		out->title = sql_text(query, 1, pool);
		out->system = sql_text(query, 2, pool);
		out->lens = sql_text(query, 3, pool);
		if (!out->key || !out->title || !out->system || !out->lens)
			status = error_memory(err);
	}
	sql_done(query);
	return status;
}

enum c5_status store_add_prompt(struct store *store, const char *theme_key,
				const struct prompt *prompt,
				struct c5_error *err)
{
	int64_t theme;
	enum c5_status status = sql_number(
		store, &theme, err, "SELECT ordinal FROM theme WHERE key = ?",
		"t", theme_key);

	if (!status && !theme)
		status = error_set(err, C5_DATA, "there is no theme '%s'",
				   theme_key);
	if (status)
		return status;
	return sql_run(store, err,
		       "INSERT INTO prompt (theme, ordinal, kind, text)"
		       " SELECT ?1, 1 + count(*), ?2, ?3 FROM prompt"
		       " WHERE theme = ?1",
		       "itt", theme, prompt->kind, prompt->text);
}

enum c5_status store_prompts(struct store *store, const char *theme_key,
			     struct pool *pool, struct prompt **out, size_t *n,
			     struct c5_error *err)
{
	sqlite3_stmt *query;
	int64_t count;
	bool more = true;
	enum c5_status status = sql_number(store, &count, err,
					   "SELECT count(*) FROM prompt", "");

	*n = 0;
	*out = NULL;
	if (status)
		return status;
	*out = pool_alloc(pool, (size_t)(count + 1) * sizeof(**out));
	if (!*out)
		return error_memory(err);
	status = sql_query(store, &query, err,
			   "SELECT p.kind, p.text FROM prompt p JOIN theme t"
			   " ON t.ordinal = p.theme WHERE t.key = ?"
			   " ORDER BY CASE p.kind WHEN 'warm-up' THEN 1"
			   " WHEN 'lens' THEN 2 WHEN 'deeper' THEN 3"
			   " ELSE 4 END, p.ordinal",
			   "t", theme_key);
	while (!status && !(status = sql_next(store, query, &more, err)) &&
	       more) {
		struct prompt prompt = {sql_text(query, 0, pool),
					sql_text(query, 1, pool)};

		if (!prompt.kind || !prompt.text)
			status = error_memory(err);
		else
			(*out)[(*n)++] = prompt;
	}
	sql_done(query);
	return status;
}

enum c5_status store_add_characteristic(struct store *store, const char *key,
					const char *title,
					const char *description,
					struct c5_error *err)
{
	return sql_run(store, err,
		       "INSERT INTO characteristic"
		       " (ordinal, key, title, description)"
		       " SELECT 1 + count(*), ?, ?, ? FROM characteristic",
		       "ttt", key, title, description);
}

enum c5_status store_add_skill(struct store *store, const char *key,
			       const char *text, struct c5_error *err)
{
	int64_t characteristic;
	enum c5_status status = sql_number(
		store, &characteristic, err,
		"SELECT ordinal FROM characteristic WHERE key = ?", "t", key);

	if (!status && !characteristic)
		status = error_set(err, C5_DATA,
				   "there is no characteristic '%s'", key);
	if (status)
		return status;
	return sql_run(store, err,
		       "INSERT INTO skill (characteristic, ordinal, text)"
		       " SELECT ?1, 1 + count(*), ?2 FROM skill"
		       " WHERE characteristic = ?1",
		       "it", characteristic, text);
}

enum c5_status words_fold(struct buffer *out, const char *word,
			  struct c5_error *err)
{
	text_fold(out, word);
	if (!out->failed && !out->length)
		return error_set(err, C5_DATA,
				 "'%s' has no letter or digit to go by", word);
	return buffer_status(out, err);
}

enum c5_status store_add_sector_alias(struct store *store, const char *alias,
				      int64_t sector, struct c5_error *err)
{
	struct buffer folded = BUFFER_INIT;
	int64_t owner = 0;
	enum c5_status status = words_fold(&folded, alias, err);

	if (!status)
		status = sql_number(
			store, &owner, err,
			"SELECT sector FROM sector_alias WHERE alias = ?", "t",
			folded.text);
	if (!status && owner && owner != sector)
		status = error_set(err, C5_DATA,
				   "'%s' means another part of the system "
				   "already",
				   alias);
	if (!status && !owner)
		status = sql_run(store, err,
				 "INSERT INTO sector_alias (alias, sector)"
				 " VALUES (?, ?)",
				 "ti", folded.text, sector);
	buffer_release(&folded);
	return status;
}

enum c5_status store_add_sector(struct store *store,
				const struct sector *sector, int64_t *id,
				struct c5_error *err)
{
	enum c5_status status = sql_run(
		store, err,
		"INSERT INTO sector (code, label, short)"
		" VALUES (?, ?, ?)",
		"ttt", sector->code, sector->label, sector->short_label);

	*id = sqlite3_last_insert_rowid(store->db);
	if (!status)
		status = store_add_sector_alias(store, sector->code, *id, err);
	if (!status)
		status = store_add_sector_alias(store, sector->label, *id, err);
	if (!status)
		status = store_add_sector_alias(store, sector->short_label, *id,
						err);
	return status;
}

enum c5_status store_add_organisation(struct store *store,
				      const struct organisation *organisation,
				      int64_t *id, struct c5_error *err)
{
	struct buffer folded = BUFFER_INIT;
	enum c5_status status = words_fold(&folded, organisation->name, err);

	*id = 0;
	if (!status)
		status = sql_number(
			store, id, err,
			"SELECT id FROM organisation WHERE folded = ?", "t",
			folded.text);
	if (!status && !*id) {
		status = sql_run(store, err,
				 "INSERT INTO organisation"
				 " (name, folded, sector, place)"
				 " VALUES (?, ?, ?, ?)",
				 "ttrt", organisation->name, folded.text,
				 organisation->sector, organisation->place);
		*id = sqlite3_last_insert_rowid(store->db);
	}
	buffer_release(&folded);
	return status;
}

enum c5_status store_add_organisation_alias(struct store *store,
					    const char *alias, int64_t id,
					    bool ambiguous,
					    struct c5_error *err)
{
	struct buffer folded = BUFFER_INIT;
	int64_t owner = 0;
	enum c5_status status = words_fold(&folded, alias, err);

	if (!status && !ambiguous)
		status = sql_number(store, &owner, err,
				    "SELECT organisation FROM"
				    " organisation_alias WHERE alias = ?"
				    " AND ambiguous = 0",
				    "t", folded.text);
	if (!status && owner && owner != id)
		status = error_set(err, C5_DATA,
				   "'%s' means another organisation already",
				   alias);
	if (!status && !owner)
		status = sql_run(store, err,
				 "INSERT OR IGNORE INTO organisation_alias"
				 " (alias, organisation, ambiguous)"
				 " VALUES (?, ?, ?)",
				 "tii", folded.text, id, (int64_t)ambiguous);
	buffer_release(&folded);
	return status;
}

enum c5_status store_add_seniority(struct store *store, const char *alias,
				   int step, struct c5_error *err)
{
	struct buffer folded = BUFFER_INIT;
	enum c5_status status = words_fold(&folded, alias, err);

	if (!status)
		status = sql_run(store, err,
				 "INSERT OR REPLACE INTO seniority"
				 " (alias, step) VALUES (?, ?)",
				 "ti", folded.text, (int64_t)step);
	buffer_release(&folded);
	return status;
}

enum c5_status store_add_interest(struct store *store, const char *alias,
				  const char *label, struct c5_error *err)
{
	struct buffer folded = BUFFER_INIT;
	enum c5_status status = words_fold(&folded, alias, err);

	if (!status)
		status = sql_run(store, err,
				 "INSERT OR REPLACE INTO interest"
				 " (alias, label) VALUES (?, ?)",
				 "tt", folded.text, label);
	buffer_release(&folded);
	return status;
}

enum c5_status store_add_column(struct store *store, const char *field,
				enum vocabulary_match match, const char *phrase,
				struct c5_error *err)
{
	struct buffer folded = BUFFER_INIT;
	enum c5_status status = words_fold(&folded, phrase, err);

	if (!status)
		status = sql_run(store, err,
				 "INSERT INTO form_column"
				 " (phrase, match, field) VALUES (?, ?, ?)"
				 " ON CONFLICT DO UPDATE"
				 " SET field = excluded.field"
				 " WHERE field <> excluded.field",
				 "ttt", folded.text,
				 match == VOCABULARY_MAP     ? "map"
				 : match == VOCABULARY_EXACT ? "exact"
							     : "phrase",
				 field);
	buffer_release(&folded);
	return status;
}

/* Does a folded word of `length` bytes stand for one of own[]? */
static bool is_own(const char *word, size_t length, const char *const *own)
{
	struct buffer folded = BUFFER_INIT;
	bool found = false;

	for (; *own && !found; own++) {
		buffer_cut(&folded, 0);
		text_fold(&folded, *own);
		found = folded.length == length &&
			memcmp(folded.text, word, length) == 0;
	}
	buffer_release(&folded);
	return found;
}

const char *words_but(sqlite3_stmt *row, int column, const char *const *own,
		      struct pool *pool)
{
	const char *at = (const char *)sqlite3_column_text(row, column);
	struct buffer kept = BUFFER_INIT;
	const char *copy;

	while (at && *at) {
		size_t length = strcspn(at, "\n");

		if (!is_own(at, length, own)) {
			buffer_puts(&kept, kept.length ? "\n" : "");
			buffer_add(&kept, at, length);
		}
		at += length + (at[length] == '\n');
	}
	copy = kept.failed ? NULL : pool_copy(pool, kept.text, kept.length);
	buffer_release(&kept);
	return copy;
}

enum c5_status words_move(struct store *store, const struct move *moves,
			  size_t n, int64_t from, int64_t into,
			  struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < n && !status; i++)
		status = sql_run(store, err, moves[i].sql, moves[i].format,
				 from, into, store->change);
	return status;
}
