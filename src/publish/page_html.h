/* Parts that several HTML pages have. Private to src/publish/. */
#ifndef PUBLISH_PAGE_HTML_H
#define PUBLISH_PAGE_HTML_H

#include "publish/page.h"

/* html_begin(), with the title that the sheet has. */
void page_html_begin(struct buffer *out, const struct page *page,
		     const char *kind);

/* <tag>text</tag>, of a text that is made by a function. */
void page_html_text(struct buffer *out, const struct page *page,
		    const char *tag,
		    void (*make)(struct buffer *out, const struct page *page));

/* The questions, those of a kind under a heading of that level. */
void page_html_questions(struct buffer *out, const struct page *page,
			 int level);

#endif
