/*
 * The words of a programme in its file: themes, prompts, characteristics, and
 * the vocabulary. Strings that come out live in the pool that is given.
 */
#ifndef CONNECT5_STORE_WORDS_H
#define CONNECT5_STORE_WORDS_H

#include "connect5/memory.h"
#include "connect5/record.h"
#include "connect5/store.h"
#include "connect5/vocabulary.h"

enum c5_status store_add_theme(struct store *store, int ordinal,
			       const struct theme *theme, struct c5_error *err);
/* The theme of round `ordinal`: after the last, the first comes again. */
enum c5_status store_theme(struct store *store, int ordinal, struct pool *pool,
			   struct theme *out, struct c5_error *err);
/* Appends a prompt. C5_DATA: there is no theme of that key. */
enum c5_status store_add_prompt(struct store *store, const char *theme_key,
				const struct prompt *prompt,
				struct c5_error *err);
/* In an order that deepens: warm-up, lens, deeper, commitment; those of a kind
 * as they were added. */
enum c5_status store_prompts(struct store *store, const char *theme_key,
			     struct pool *pool, struct prompt **out, size_t *n,
			     struct c5_error *err);
enum c5_status store_add_characteristic(struct store *store, const char *key,
					const char *title,
					const char *description,
					struct c5_error *err);
/* C5_DATA: there is no such characteristic. */
enum c5_status store_add_skill(struct store *store, const char *key,
			       const char *text, struct c5_error *err);

/* The words of the programme, all of them. The caller frees *out. */
enum c5_status store_vocabulary(struct store *store, struct vocabulary **out,
				struct c5_error *err);
/* The same words go into the file; ids come back. C5_DATA: a word is taken. */
enum c5_status store_add_sector(struct store *store,
				const struct sector *sector, int64_t *id,
				struct c5_error *err);
enum c5_status store_add_sector_alias(struct store *store, const char *alias,
				      int64_t sector, struct c5_error *err);
enum c5_status store_add_organisation(struct store *store,
				      const struct organisation *organisation,
				      int64_t *id, struct c5_error *err);
enum c5_status store_add_organisation_alias(struct store *store,
					    const char *alias, int64_t id,
					    bool ambiguous,
					    struct c5_error *err);
enum c5_status store_add_seniority(struct store *store, const char *alias,
				   int step, struct c5_error *err);
enum c5_status store_add_interest(struct store *store, const char *alias,
				  const char *label, struct c5_error *err);
enum c5_status store_add_column(struct store *store, const char *field,
				enum vocabulary_match match, const char *phrase,
				struct c5_error *err);

/* Words and who belongs to them, as a coordinator looks after them */

/* A part of the system; `aliases` are its folded words, one a line, but for
 * its code and labels. */
struct sector_entry {
	struct sector sector;
	const char *aliases;
	size_t active; /* people who take part in the month asked about */
};
/* In the order of their labels. */
enum c5_status store_sector_entries(struct store *store, month_t month,
				    struct pool *pool,
				    struct sector_entry **out, size_t *n,
				    struct c5_error *err);
/* A new label and short label; the words before stay. C5_DATA: one is taken. */
enum c5_status store_rename_sector(struct store *store,
				   const struct sector *sector,
				   struct c5_error *err);
/*
 * `from` turns out to be `into`: its people go there by new versions of their
 * profiles, its words and organisations with them; what rounds remember stays.
 * *moved is how many people.
 */
enum c5_status store_merge_sectors(struct store *store, int64_t from,
				   int64_t into, size_t *moved,
				   struct c5_error *err);

struct organisation_entry {
	struct organisation organisation;
	const char *sector_label; /* "" if unknown */
	const char *aliases;	  /* folded, one a line, but for the name */
	size_t people;		  /* of today, whether active or not */
};
/* In the order of their names. */
enum c5_status store_organisation_entries(struct store *store,
					  struct pool *pool,
					  struct organisation_entry **out,
					  size_t *n, struct c5_error *err);
/* The name, sector and places of that id; the name before stays a word for it.
 * C5_DATA: the name is another's. */
enum c5_status store_set_organisation(struct store *store,
				      const struct organisation *organisation,
				      struct c5_error *err);
/*
 * From now on `word` means organisation `id`, also where it was ambiguous. An
 * organisation that was only kept as written under that name becomes this one;
 * *moved is how many people that moves. *added false: it meant it before.
 * C5_DATA: it means another one, and whose it is.
 */
struct alias_effect {
	bool added;
	size_t moved;
};
enum c5_status store_claim_word(struct store *store, const char *word,
				int64_t id, struct alias_effect *out,
				struct c5_error *err);

/*
 * Those who are in one live group, of `month` or later, although they are now
 * of one sector, or of one organisation. Rounds are never rewritten: they stay.
 */
struct clash {
	month_t month;
	const char *name_1, *name_2;
};
struct clashes {
	struct clash *list;
	size_t n;
};
enum c5_status store_sector_clashes(struct store *store, int64_t sector,
				    month_t month, struct pool *pool,
				    struct clashes *out, struct c5_error *err);
enum c5_status store_organisation_clashes(struct store *store,
					  int64_t organisation, month_t month,
					  struct pool *pool,
					  struct clashes *out,
					  struct c5_error *err);

#endif
