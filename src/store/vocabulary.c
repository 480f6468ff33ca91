/* The vocabulary of the programme, read from the file. */
#include "connect5/store_words.h"

#include <string.h>

#include "store/sql.h"

/* One row of a query goes into the vocabulary. */
typedef enum c5_status (*add_row)(struct vocabulary *vocabulary,
				  sqlite3_stmt *row, struct c5_error *err);

static const char *text_at(sqlite3_stmt *row, int column)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	return text ? text : "";
}

static enum c5_status sector_row(struct vocabulary *vocabulary,
				 sqlite3_stmt *row, struct c5_error *err)
{
	struct sector sector = {
		.id = sqlite3_column_int64(row, 0),
		.code = text_at(row, 1),
		.label = text_at(row, 2),
		.short_label = text_at(row, 3),
	};

	return vocabulary_add_sector(vocabulary, &sector, err);
}

static enum c5_status sector_alias_row(struct vocabulary *vocabulary,
				       sqlite3_stmt *row, struct c5_error *err)
{
	return vocabulary_add_sector_alias(vocabulary, text_at(row, 0),
					   sqlite3_column_int64(row, 1), err);
}

static enum c5_status organisation_row(struct vocabulary *vocabulary,
				       sqlite3_stmt *row, struct c5_error *err)
{
	struct organisation organisation = {
		.id = sqlite3_column_int64(row, 0),
		.name = text_at(row, 1),
		.sector = sqlite3_column_int64(row, 2),
		.place = text_at(row, 3),
	};

	return vocabulary_add_organisation(vocabulary, &organisation, err);
}

static enum c5_status organisation_alias_row(struct vocabulary *vocabulary,
					     sqlite3_stmt *row,
					     struct c5_error *err)
{
	return vocabulary_add_organisation_alias(
		vocabulary, text_at(row, 0), sqlite3_column_int64(row, 1),
		sqlite3_column_int(row, 2) != 0, err);
}

static enum c5_status seniority_row(struct vocabulary *vocabulary,
				    sqlite3_stmt *row, struct c5_error *err)
{
	return vocabulary_add_seniority(vocabulary, text_at(row, 0),
					sqlite3_column_int(row, 1), err);
}

static enum c5_status interest_row(struct vocabulary *vocabulary,
				   sqlite3_stmt *row, struct c5_error *err)
{
	return vocabulary_add_interest(vocabulary, text_at(row, 0),
				       text_at(row, 1), err);
}

static enum c5_status column_row(struct vocabulary *vocabulary,
				 sqlite3_stmt *row, struct c5_error *err)
{
	const char *match = text_at(row, 1);

	return vocabulary_add_column(vocabulary, text_at(row, 0),
				     strcmp(match, "map") == 0 ? VOCABULARY_MAP
				     : strcmp(match, "exact") == 0
					     ? VOCABULARY_EXACT
					     : VOCABULARY_PHRASE,
				     text_at(row, 2), err);
}

static const struct {
	const char *sql;
	add_row add;
} parts[] = {
	{"SELECT id, code, label, short FROM sector"
	 " WHERE merged_into IS NULL ORDER BY id",
	 sector_row},
	{"SELECT alias, sector FROM sector_alias", sector_alias_row},
	{"SELECT id, name, sector, place FROM organisation"
	 " WHERE merged_into IS NULL ORDER BY id",
	 organisation_row},
	{"SELECT alias, organisation, ambiguous FROM organisation_alias",
	 organisation_alias_row},
	{"SELECT alias, step FROM seniority", seniority_row},
	{"SELECT alias, label FROM interest", interest_row},
	{"SELECT field, match, phrase FROM form_column", column_row},
};

static enum c5_status load_part(struct store *store, size_t part,
				struct vocabulary *vocabulary,
				struct c5_error *err)
{
	sqlite3_stmt *query;
	bool more = true;
	enum c5_status status =
		sql_query(store, &query, err, parts[part].sql, "");

	if (status)
		return status;
	while (!(status = sql_next(store, query, &more, err)) && more) {
		status = parts[part].add(vocabulary, query, err);
		if (status)
			break;
	}
	sql_done(query);
	return status;
}

enum c5_status store_vocabulary(struct store *store, struct vocabulary **out,
				struct c5_error *err)
{
	enum c5_status status = vocabulary_new(out, err);

	for (size_t i = 0; !status && i < sizeof(parts) / sizeof(*parts); i++)
		status = load_part(store, i, *out, err);
	if (status) {
		vocabulary_free(*out);
		*out = NULL;
	}
	return status;
}
