/* The questions of a month, as a page of HTML to hand out. */
#include "connect5/pages.h"

#include "publish/html.h"
#include "publish/page_html.h"

/* Of what it is the page. */
static void page_of(struct buffer *out, const struct page *page)
{
	buffer_printf(out, "%s, ", page->programme);
	page_when(out, page);
}

void page_prompts_html(struct buffer *out, const struct page *page)
{
	const struct theme *theme = &page->record->theme;
	struct buffer system = BUFFER_INIT;

	page_html_begin(out, page, "handout");
	buffer_puts(out, "<header>\n<div class=\"overline\">");
	page_html_text(out, page, "p", page_of);
	buffer_puts(out, "</div>\n");
	html_element(out, "h1", theme->title);
	buffer_puts(out, "\n<p class=\"summary\">");
	page_sentence(&system, theme->system);
	html_text(out, system.text);
	buffer_puts(out, "</p>\n</header>\n<main>\n");
	if (*page_lens(page))
		html_element(out, "p", page_lens(page));
	page_html_questions(out, page, 2);
	buffer_puts(out, "</main>\n");
	html_end(out);
	out->failed |= system.failed;
	buffer_release(&system);
}
