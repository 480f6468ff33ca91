/* A template with its values put in: lines of plain text, and their kinds. */
#include "publish/template_parts.h"

#include <string.h>

/* The line that begins at `text`. */
static struct line line_at(const char *text, size_t number)
{
	return (struct line){text, strcspn(text, "\n"), number};
}

/* The one after it; false: it was the last. */
static bool next_line(struct line *line)
{
	const char *end = line->text + line->length;

	if (!*end || !end[1])
		return false;
	*line = line_at(end + 1, line->number + 1);
	return true;
}

static bool is_blank(const struct line *line)
{
	return strspn(line->text, " \t") >= line->length;
}

/* A template on its way through: values NULL, only to see what is wrong. */
struct filler {
	const struct template_source *source;
	const struct template_values *values;
	struct letter_text *out;
	struct buffer text;	 /* of a line */
	struct buffer paragraph; /* its lines, each after its kind */
	struct tally {
		size_t used, filled; /* placeholders */
	} in_line, in_paragraph;
};

/* A value where there is other text around it. */
static void add_value(struct filler *filler, enum placeholder placeholder)
{
	const char *at =
		filler->values ? filler->values->value[placeholder].text : "";

	filler->in_line.used++;
	filler->in_line.filled += *at != '\0';
	while (*at) {
		size_t length = strcspn(at, "\n");

		template_add_clean(&filler->text, at, length);
		at += length;
		if (*at && *++at)
			buffer_puts(&filler->text, "; ");
	}
}

/* The line with its values, into filler->text. */
static enum c5_status expand(struct filler *filler, const struct line *line,
			     size_t offset, struct c5_error *err)
{
	enum placeholder placeholder;
	struct line name;
	bool any = true;

	buffer_cut(&filler->text, 0);
	filler->in_line = (struct tally){0, 0};
	while (any) {
		enum c5_status status = placeholder_next(
			&name, &any, filler->source, line, offset, err);
		const char *from = line->text + offset;

		if (!status && any)
			status = placeholder_find(&placeholder, filler->source,
						  line, &name, err);
		if (status)
			return status;
		if (!any)
			break;
		template_add_clean(&filler->text, from,
				   (size_t)(name.text - from) - strlen("{{"));
		add_value(filler, placeholder);
		offset = (size_t)(name.text - line->text) + name.length +
			 strlen("}}");
	}
	template_add_clean(&filler->text, line->text + offset,
			   line->length - offset);
	return C5_OK;
}

/* Is a placeholder of several values all that stands there? */
static bool is_list_alone(const struct filler *filler, const struct line *line,
			  size_t offset, enum placeholder *out)
{
	struct line body = {line->text + offset, line->length - offset,
			    line->number};
	struct line name;
	bool any;

	while (body.length && body.text[body.length - 1] == ' ')
		body.length--;
	while (body.length && *body.text == ' ') {
		body.text++;
		body.length--;
	}
	return !placeholder_next(&name, &any, filler->source, &body, 0, NULL) &&
	       any && name.text == body.text + 2 &&
	       name.length + 4 == body.length &&
	       !placeholder_find(out, filler->source, &body, &name, NULL) &&
	       placeholder_is_list(*out);
}

static void add_line(struct filler *filler, char kind, const char *text,
		     size_t length)
{
	buffer_putc(&filler->paragraph, kind);
	template_add_clean(&filler->paragraph, text, length);
	buffer_putc(&filler->paragraph, '\n');
}

static void add_items(struct filler *filler, enum placeholder placeholder)
{
	const char *at =
		filler->values ? filler->values->value[placeholder].text : "";

	filler->in_line = (struct tally){1, *at != '\0'};
	while (*at) {
		size_t length = strcspn(at, "\n");

		add_line(filler, LETTER_ITEM, at, length);
		at += length;
		at += *at == '\n';
	}
}

static enum c5_status fill_line(struct filler *filler, const struct line *line,
				struct c5_error *err)
{
	bool item = line->length > 1 && memcmp(line->text, "- ", 2) == 0;
	size_t offset = item ? strlen("- ") : 0;
	enum placeholder list;
	enum c5_status status = C5_OK;

	if (is_list_alone(filler, line, offset, &list)) {
		add_items(filler, list);
	} else {
		status = expand(filler, line, offset, err);
		if (!filler->in_line.used || filler->in_line.filled)
			add_line(filler, item ? LETTER_ITEM : LETTER_LINE,
				 filler->text.text, filler->text.length);
	}
	filler->in_paragraph.used += filler->in_line.used;
	filler->in_paragraph.filled += filler->in_line.filled;
	return status;
}

/* It stays unless it has placeholders, and all of them are empty. */
static void end_paragraph(struct filler *filler)
{
	struct buffer *lines = &filler->out->lines;

	if (filler->paragraph.length &&
	    (!filler->in_paragraph.used || filler->in_paragraph.filled)) {
		if (lines->length)
			buffer_printf(lines, "%c\n", LETTER_GAP);
		buffer_add(lines, filler->paragraph.text,
			   filler->paragraph.length);
	}
	lines->failed |= filler->paragraph.failed;
	buffer_cut(&filler->paragraph, 0);
	filler->in_paragraph = (struct tally){0, 0};
}

#define SUBJECT "Subject:"

static enum c5_status fill_subject(struct filler *filler,
				   const struct line *line,
				   struct c5_error *err)
{
	struct buffer *subject = &filler->out->subject;
	size_t offset = strlen(SUBJECT);
	enum c5_status status;

	if (line->length < offset ||
	    strncasecmp(line->text, SUBJECT, offset) != 0)
		return error_at(err, C5_DATA, filler->source->file,
				line->number,
				"column 1: the first line has to be the "
				"subject: 'Subject: Your conversation for "
				"{{month}}'");
	offset += strspn(line->text + offset, " \t");
	if (offset >= line->length)
		return error_at(err, C5_DATA, filler->source->file,
				line->number,
				"column %zu: the subject is empty",
				template_column(line, line->length));
	status = expand(filler, line, offset, err);
	buffer_add(subject, filler->text.text, filler->text.length);
	subject->failed |= filler->text.failed;
	return status;
}

static enum c5_status fill_lines(struct filler *filler, const char *text,
				 struct c5_error *err)
{
	const struct template_source *source = filler->source;
	struct line line = line_at(text, 1);
	enum c5_status status = fill_subject(filler, &line, err);
	bool body = false;

	if (!status && next_line(&line) && !is_blank(&line))
		status = error_at(err, C5_DATA, source->file, line.number,
				  "column 1: an empty line has to follow the "
				  "subject");
	while (!status && next_line(&line)) {
		if (is_blank(&line)) {
			end_paragraph(filler);
			continue;
		}
		body = true;
		status = fill_line(filler, &line, err);
	}
	end_paragraph(filler);
	if (!status && !body)
		status = error_at(err, C5_DATA, source->file, line.number,
				  "column 1: no text follows the subject");
	return status;
}

enum c5_status template_go_through(struct letter_text *out,
				   const struct template_source *source,
				   const struct template_values *values,
				   const char *text, struct c5_error *err)
{
	struct filler filler = {.source = source,
				.values = values,
				.out = out,
				.text = BUFFER_INIT,
				.paragraph = BUFFER_INIT};
	enum c5_status status;

	buffer_cut(&out->subject, 0);
	buffer_cut(&out->lines, 0);
	status = fill_lines(&filler, text, err);
	buffer_release(&filler.text);
	buffer_release(&filler.paragraph);
	if (!status)
		status = buffer_status(&out->subject, err);
	return status ? status : buffer_status(&out->lines, err);
}
