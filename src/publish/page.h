/*
 * What pages say, in words, whichever way they are written; nothing here is
 * escaped. Private to src/publish/.
 */
#ifndef PUBLISH_PAGE_H
#define PUBLISH_PAGE_H

#include "connect5/pages.h"

/* A name to show, also of somebody who was erased. */
const char *page_name(const struct person *person);

/* "Connect Five, December 2026" */
void page_title(struct buffer *out, const struct page *page);
/* "December 2026, conversation 1 of 5" */
void page_when(struct buffer *out, const struct page *page);
/* "61 people: 29 pairs and 1 trio. Nobody waits." */
void page_summary(struct buffer *out, const struct page *page);

/* The lens question of the theme, where no prompt is it; else "". */
const char *page_lens(const struct page *page);

/* Lines as one text, `between` them; with a capital and a full stop. */
void page_join(struct buffer *out, const char *lines, const char *between);
void page_sentence(struct buffer *out, const char *text);

/* Interests that at least two of a group share, one a line, each once. */
void page_shared(struct buffer *out, const struct page *page,
		 const struct group *group);
/* Why two of a group: a sentence, or "". */
void page_why(struct buffer *out, const struct page *page,
	      struct index_pair pair);
/* Why somebody waits: a sentence. */
void page_waits(struct buffer *out, const struct page *page, uint32_t person);

/* Where somebody is to be found. */
struct seat {
	const char *name;
	uint32_t person;
	const struct group *group; /* NULL: they wait */
};

/* Everybody of the round but who was erased, by name. The caller frees. */
enum c5_status page_seats(struct seat **out, size_t *n, const struct page *page,
			  struct c5_error *err);

#endif
