#include "publish/html.h"

#include <string.h>

#include "connect5/embedded.h"
#include "connect5/text.h"

static const char *entity(char byte)
{
	switch (byte) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void html_text(struct buffer *out, const char *text)
{
	struct buffer shown = BUFFER_INIT;

	text_on_page(&shown, text);
	for (const char *at = shown.text; *at; at++) {
		const char *escaped = entity(*at);

		if (escaped)
			buffer_puts(out, escaped);
		else
			buffer_putc(out, *at);
	}
	out->failed |= shown.failed;
	buffer_release(&shown);
}

void html_element(struct buffer *out, const char *tag, const char *text)
{
	buffer_printf(out, "<%s>", tag);
	html_text(out, text);
	buffer_printf(out, "</%s>", tag);
}

void html_name(struct buffer *out, const char *name)
{
	html_element(out, "bdi", name);
}

/* RFC 6068, 2: all but what is plain everywhere as a percent and two digits. */
static void add_mailto(struct buffer *out, const char *address)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~@";

	buffer_puts(out, "mailto:");
	for (const char *at = address; *at; at++)
		if (strchr(plain, *at))
			buffer_putc(out, *at);
		else
			buffer_printf(out, "%%%02X", (unsigned char)*at);
}

void html_mail(struct buffer *out, const char *address)
{
	buffer_puts(out, "<a href=\"");
	add_mailto(out, address);
	buffer_puts(out, "\">");
	html_text(out, address);
	buffer_puts(out, "</a>");
}

static void add_embedded(struct buffer *out, const char *name)
{
	const struct embedded *file = embedded_find(name);

	buffer_add(out, file->bytes, file->length);
}

void html_begin(struct buffer *out, const char *title, const char *kind)
{
	buffer_puts(out, "<!DOCTYPE html>\n"
			 "<html lang=\"en-GB\">\n"
			 "<head>\n"
			 "<meta charset=\"utf-8\">\n"
			 "<meta http-equiv=\"Content-Security-Policy\" "
			 "content=\"default-src 'none'; style-src '");
	add_embedded(out, "pages/page.css.hash");
	buffer_puts(out, "'; base-uri 'none'; form-action 'none'\">\n");
	html_element(out, "title", title);
	buffer_puts(out,
		    "\n<meta name=\"viewport\" "
		    "content=\"width=device-width, initial-scale=1\">\n"
		    "<meta name=\"color-scheme\" content=\"light dark\">\n"
		    "<meta name=\"referrer\" content=\"no-referrer\">\n"
		    "<meta name=\"robots\" content=\"noindex, nofollow\">\n"
		    "<style>");
	add_embedded(out, "pages/page.css");
	buffer_printf(out,
		      "</style>\n"
		      "</head>\n"
		      "<body class=\"%s\">\n",
		      kind);
}

void html_end(struct buffer *out)
{
	buffer_puts(out, "</body>\n</html>\n");
}
