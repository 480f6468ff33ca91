#include "publish/page_html.h"

#include <string.h>

#include "publish/export_cells.h"
#include "publish/html.h"

void page_html_begin(struct buffer *out, const struct page *page,
		     const char *kind)
{
	struct buffer title = BUFFER_INIT;

	page_title(&title, page);
	html_begin(out, title.text, kind);
	out->failed |= title.failed;
	buffer_release(&title);
}

void page_html_text(struct buffer *out, const struct page *page,
		    const char *tag,
		    void (*make)(struct buffer *out, const struct page *page))
{
	struct buffer text = BUFFER_INIT;

	make(&text, page);
	html_element(out, tag, text.text);
	out->failed |= text.failed;
	buffer_release(&text);
}

static void begin_step(struct buffer *out, const char *kind, int level)
{
	buffer_printf(out, "<div class=\"step%s\">\n<h%d>",
		      strcmp(kind, "lens") == 0 ? " lens" : "", level);
	html_text(out, prompt_heading(kind));
	buffer_printf(out, "</h%d>\n<ul>\n", level);
}

void page_html_questions(struct buffer *out, const struct page *page, int level)
{
	const char *kind = "", *end = "";

	if (!page->n_prompts)
		return;
	buffer_puts(out, "<div class=\"questions\">\n");
	for (size_t i = 0; i < page->n_prompts; i++) {
		const struct prompt *prompt = &page->prompts[i];

		if (strcmp(kind, prompt->kind) != 0) {
			buffer_puts(out, end);
			begin_step(out, prompt->kind, level);
			end = "</ul>\n</div>\n";
			kind = prompt->kind;
		}
		html_element(out, "li", prompt->text);
		buffer_putc(out, '\n');
	}
	buffer_puts(out, end);
	buffer_puts(out, "</div>\n");
}
