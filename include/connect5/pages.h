/*
 * Pages for people: a month as HTML or Markdown, and its questions alone. One
 * file each: no script, nothing from outside, in British English. HTML holds to
 * WCAG 2.2 AA and prints on any paper. All that comes from people is text in
 * them, whatever it looks like.
 *
 * Pages go round. They say nothing of what a coordinator wished, of exclusions,
 * and of who has met or not; and there is no address in them unless asked for.
 */
#ifndef CONNECT5_PAGES_H
#define CONNECT5_PAGES_H

#include <stdbool.h>

#include "connect5/record.h"

struct page {
	const char *programme; /* its name */
	const struct round_record *record;
	const struct prompt *prompts;
	size_t n_prompts;
	bool addresses; /* beside the names */
};

/*
 * The month: the theme and its questions, a card for each group, who waits and
 * why, and everybody by name, so that they find their group. Of a round that
 * has been made.
 */
enum c5_status page_sheet_html(struct buffer *out, const struct page *page,
			       struct c5_error *err);
enum c5_status page_sheet_markdown(struct buffer *out, const struct page *page,
				   struct c5_error *err);

/* The theme and its questions, to hand out; also of a round to come. */
void page_prompts_html(struct buffer *out, const struct page *page);
void page_prompts_markdown(struct buffer *out, const struct page *page);

#endif
