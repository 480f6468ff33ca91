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

#endif
