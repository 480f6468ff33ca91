#include "connect5/mail.h"

#include <assert.h>
#include <gmime/gmime.h>
#include <stdio.h>
#include <string.h>

#include "connect5/random.h"

enum c5_status mail_check(struct c5_error *err)
{
	(void)err;
	return C5_OK;
}

/*
 * A text for a header: on one line, and with "= ?" for "=?", which begins an
 * encoded word that GMime would let through as it is.
 */
static void header_text(struct buffer *out, const char *text)
{
	for (; *text; text++) {
		unsigned char byte = (unsigned char)*text;

		buffer_putc(out, byte < 0x20 || byte == 0x7F ? ' ' : *text);
		if (text[0] == '=' && text[1] == '?')
			buffer_putc(out, ' ');
	}
}

/* RFC 5322, 3.4.1: what may stand before the '@' as it is. */
static bool is_dot_atom(const char *text, size_t length)
{
	if (text[0] == '.' || text[length - 1] == '.')
		return false;
	for (size_t i = 0; i < length; i++)
		if (text[i] == '.' && text[i + 1] == '.')
			return false;
	return true;
}

/* text_is_email() lets nothing through that would need more than quotes. */
static void address_text(struct buffer *out, const char *address)
{
	size_t local = strcspn(address, "@");

	if (local && is_dot_atom(address, local))
		buffer_puts(out, address);
	else
		buffer_printf(out, "\"%.*s\"%s", (int)local, address,
			      address + local);
}

static void add_mailbox(InternetAddressList *list,
			const struct mailbox *mailbox, bool *failed)
{
	struct buffer name = BUFFER_INIT, address = BUFFER_INIT;
	InternetAddress *made;

	header_text(&name, mailbox->name);
	address_text(&address, mailbox->address);
	made = internet_address_mailbox_new(name.length ? name.text : NULL,
					    address.text);
	internet_address_set_charset(made, "utf-8");
	internet_address_list_add(list, made);
	g_object_unref(made);
	*failed |= name.failed || address.failed;
	buffer_release(&name);
	buffer_release(&address);
}

/* Text with the line ends that MIME wants in what is encoded. */
static void with_crlf(struct buffer *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\n')
			buffer_putc(out, '\r');
		buffer_putc(out, *text);
	}
}

/* What reads well as it is stays readable; other scripts take less space. */
static GMimeContentEncoding encoding_of(const struct buffer *text)
{
	size_t beyond = 0;

	for (size_t i = 0; i < text->length; i++)
		beyond += (unsigned char)text->text[i] >= 0x80;
	return beyond > text->length / 6
		       ? GMIME_CONTENT_ENCODING_BASE64
		       : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
}

/* Takes a part into a multipart. */
static void add_part(GMimeMultipart *to, const char *type, const char *subtype,
		     const struct buffer *bytes, GMimeContentEncoding encoding,
		     GMimePart **made)
{
	GMimePart *part = g_mime_part_new_with_type(type, subtype);
	GMimeStream *stream =
		g_mime_stream_mem_new_with_buffer(bytes->text, bytes->length);
	GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(
		stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_object_unref(stream);
	g_mime_part_set_content(part, content);
	g_object_unref(content);
	g_mime_part_set_content_encoding(part, encoding);
	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset",
						 "utf-8");
	g_mime_multipart_add(to, GMIME_OBJECT(part));
	*made = part; /* the multipart's */
	g_object_unref(part);
}

static void add_text(GMimeMultipart *to, const char *subtype, const char *text,
		     bool *failed)
{
	struct buffer lines = BUFFER_INIT;
	GMimePart *part;

	with_crlf(&lines, text);
	add_part(to, "text", subtype, &lines, encoding_of(&lines), &part);
	*failed |= lines.failed;
	buffer_release(&lines);
}

/* The invitation in the message itself (RFC 6047, 2.4), or as an attachment. */
static void add_calendar(GMimeMultipart *to,
			 const struct mail_calendar *calendar, bool attached)
{
	GMimePart *part;

	add_part(to, "text", "calendar", calendar->bytes,
		 GMIME_CONTENT_ENCODING_BASE64, &part);
	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "method",
						 calendar->method);
	if (!attached)
		return;
	g_mime_object_set_disposition(GMIME_OBJECT(part), "attachment");
	g_mime_part_set_filename(part, calendar->file);
}

/*
 * Two hashes of all that is inside; "=_" stands in no line that is encoded
 * (RFC 2045, 6.7).
 */
static void set_boundary(GMimeMultipart *part, const struct draft *draft,
			 uint64_t which)
{
	uint64_t hash = random_hash(which, 0, draft->message_id,
				    strlen(draft->message_id));
	char boundary[40];

	hash = random_hash(which, hash, draft->text, strlen(draft->text));
	hash = random_hash(which, hash, draft->html, strlen(draft->html));
	for (size_t i = 0; i < draft->n_calendars; i++)
		hash = random_hash(which, hash, draft->calendars[i].bytes->text,
				   draft->calendars[i].bytes->length);
	snprintf(boundary, sizeof(boundary), "=_%016llx",
		 (unsigned long long)hash);
	g_mime_multipart_set_boundary(part, boundary);
}

/* Plain first, the best last (RFC 2046, 5.1.4); a calendar wants to be last. */
static GMimeMultipart *make_alternative(const struct draft *draft, bool *failed)
{
	GMimeMultipart *part = g_mime_multipart_new_with_subtype("alternative");

	set_boundary(part, draft, 1);
	add_text(part, "plain", draft->text, failed);
	add_text(part, "html", draft->html, failed);
	if (draft->n_calendars)
		add_calendar(part, &draft->calendars[0], false);
	return part;
}

static GMimeMultipart *make_body(const struct draft *draft, bool *failed)
{
	GMimeMultipart *alternative = make_alternative(draft, failed);
	GMimeMultipart *mixed;

	if (!draft->n_calendars)
		return alternative;
	mixed = g_mime_multipart_new_with_subtype("mixed");
	set_boundary(mixed, draft, 2);
	g_mime_multipart_add(mixed, GMIME_OBJECT(alternative));
	g_object_unref(alternative);
	for (size_t i = 0; i < draft->n_calendars; i++)
		add_calendar(mixed, &draft->calendars[i], true);
	return mixed;
}

static void set_headers(GMimeMessage *message, const struct draft *draft,
			bool *failed)
{
	struct buffer subject = BUFFER_INIT;
	GDateTime *date = g_date_time_new_from_unix_utc(draft->stamp);

	add_mailbox(g_mime_message_get_from(message), &draft->organiser,
		    failed);
	add_mailbox(g_mime_message_get_reply_to(message), &draft->organiser,
		    failed);
	for (size_t i = 0; i < draft->n_to; i++)
		add_mailbox(g_mime_message_get_to(message), &draft->to[i],
			    failed);
	header_text(&subject, draft->subject);
	g_mime_message_set_subject(message, subject.text, "utf-8");
	*failed |= subject.failed;
	buffer_release(&subject);
	if (date) {
		g_mime_message_set_date(message, date);
		g_date_time_unref(date);
	}
	g_mime_message_set_message_id(message, draft->message_id);
	/* Outlook opens such a file as a draft. */
	g_mime_object_set_header(GMIME_OBJECT(message), "X-Unsent", "1", NULL);
}

static void write_message(struct buffer *out, GMimeMessage *message)
{
	GMimeFormatOptions *options = g_mime_format_options_new();
	GMimeStream *stream = g_mime_stream_mem_new();
	GByteArray *bytes;

	g_mime_format_options_set_newline_format(options,
						 GMIME_NEWLINE_FORMAT_DOS);
	g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream);
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	buffer_add(out, (const char *)bytes->data, bytes->len);
	g_object_unref(stream);
	g_mime_format_options_free(options);
}

enum c5_status mail_write(struct buffer *out, const struct draft *draft,
			  struct c5_error *err)
{
	GMimeMessage *message;
	GMimeMultipart *body;
	bool failed = false;

	assert(draft->n_to > 0);
	g_mime_init();
	message = g_mime_message_new(FALSE);
	set_headers(message, draft, &failed);
	body = make_body(draft, &failed);
	g_mime_message_set_mime_part(message, GMIME_OBJECT(body));
	g_object_unref(body);
	write_message(out, message);
	g_object_unref(message);
	return failed ? error_memory(err) : buffer_status(out, err);
}
