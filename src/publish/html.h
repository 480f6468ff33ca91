/*
 * HTML: text, escaped for where it stands, and the frame of a page. Text goes
 * into a page by html_text() alone. Private to src/publish/.
 */
#ifndef PUBLISH_HTML_H
#define PUBLISH_HTML_H

#include "connect5/buffer.h"

/* As text_on_page(), in an element or in an attribute with quotes. */
void html_text(struct buffer *out, const char *text);

/* A name, which may run from right to left: it turns nothing around it. */
void html_name(struct buffer *out, const char *name);

/* An element that holds a text and nothing else. */
void html_element(struct buffer *out, const char *tag, const char *text);

/* An address to write to. */
void html_mail(struct buffer *out, const char *address);

/*
 * All before the content of <body>, and all after. The style is that of
 * data/pages/page.css, the only thing that the page's policy admits.
 */
void html_begin(struct buffer *out, const char *title, const char *kind);
void html_end(struct buffer *out);

#endif
