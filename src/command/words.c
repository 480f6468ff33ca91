#include "command/words.h"

#include <string.h>

#include "connect5/text.h"

enum c5_status words_open(struct word_work *work, const char *command,
			  struct c5_error *err)
{
	enum c5_status status =
		command ? open_change(work->context, &work->store, command, err)
			: open_view(work->context, &work->store, err);

	return status ? status
		      : store_vocabulary(work->store, &work->vocabulary, err);
}

void words_close(struct word_work *work)
{
	vocabulary_free(work->vocabulary);
	store_close(work->store);
	pool_release(&work->pool);
}

enum c5_status words_sector(const struct word_work *work, const char *text,
			    const struct sector **out, struct c5_error *err)
{
	const struct sector *near = NULL;

	*out = vocabulary_find_sector(work->vocabulary, text);
	if (!*out)
		near = vocabulary_near_sector(work->vocabulary, text);
	if (vocabulary_status(work->vocabulary, err))
		return C5_SYSTEM;
	if (near)
		return error_set(err, C5_USAGE,
				 "there is no part of the system '%s': did you "
				 "mean '%s'?",
				 text, near->label);
	if (!*out)
		return error_set(err, C5_USAGE,
				 "there is no part of the system '%s': "
				 "'connect5 sectors' lists them",
				 text);
	return C5_OK;
}

/* Names those that a word may mean. */
static enum c5_status ambiguous(const char *text,
				const struct organisation *const *candidates,
				size_t n, struct c5_error *err)
{
	struct buffer list = BUFFER_INIT;
	enum c5_status status;

	for (size_t i = 0; i < n; i++)
		buffer_printf(&list, "%s%s",
			      i == 0	   ? ""
			      : i + 1 == n ? " or "
					   : ", ",
			      candidates[i]->name);
	status = error_set(err, C5_USAGE, "'%s' may mean %s: say its name",
			   text, list.text);
	buffer_release(&list);
	return status;
}

enum c5_status words_organisation(const struct word_work *work,
				  const char *text,
				  const struct organisation **out,
				  struct c5_error *err)
{
	const struct organisation *candidates[VOCABULARY_CANDIDATES];
	const struct organisation *near = NULL;
	size_t n;

	*out = vocabulary_find_organisation(work->vocabulary, text, candidates,
					    &n);
	if (!*out && n)
		return ambiguous(text, candidates, n, err);
	if (!*out)
		near = vocabulary_near_organisation(work->vocabulary, text);
	if (vocabulary_status(work->vocabulary, err))
		return C5_SYSTEM;
	if (near)
		return error_set(err, C5_USAGE,
				 "there is no organisation '%s': did you mean "
				 "'%s'?",
				 text, near->name);
	if (!*out)
		return error_set(err, C5_USAGE,
				 "there is no organisation '%s': 'connect5 "
				 "organisations' lists them",
				 text);
	return C5_OK;
}

enum c5_status words_clean(struct word_work *work, const char *text,
			   const char **out, struct c5_error *err)
{
	struct buffer line = BUFFER_INIT;
	enum c5_status status;

	text_line(&line, text);
	*out = line.failed ? NULL
			   : pool_copy(&work->pool, line.text, line.length);
	buffer_cut(&line, 0);
	text_fold(&line, text);
	if (!*out || line.failed)
		status = error_memory(err);
	else if (!line.length)
		status =
			error_set(err, C5_USAGE,
				  "'%s' has no letter or digit to go by", text);
	else
		status = C5_OK;
	buffer_release(&line);
	return status;
}

enum c5_status words_list(struct word_work *work, const char *text,
			  const char **out, struct c5_error *err)
{
	struct buffer list = BUFFER_INIT;
	enum c5_status status = C5_OK;

	while (*text && !status) {
		size_t length = strcspn(text, ";");
		const char *part = pool_copy(&work->pool, text, length);

		if (!part)
			status = error_memory(err);
		else if (strspn(part, " \t") < length)
			status = words_clean(work, part, &part, err);
		else
			part = "";
		if (!status && *part)
			buffer_printf(&list, "%s%s", list.length ? "\n" : "",
				      part);
		text += length + (text[length] == ';');
	}
	if (!status)
		status = buffer_status(&list, err);
	*out = status ? "" : pool_copy(&work->pool, list.text, list.length);
	buffer_release(&list);
	return *out ? status : error_memory(err);
}

enum c5_status words_usage(enum c5_status status, struct c5_error *err)
{
	if (status != C5_DATA)
		return status;
	err->status = C5_USAGE;
	return C5_USAGE;
}

void words_line(struct buffer *out, const char *what, const char *lines)
{
	struct buffer joined = BUFFER_INIT;

	for (const char *at = lines; *at;) {
		size_t length = strcspn(at, "\n");

		buffer_puts(&joined, joined.length ? "; " : "");
		buffer_add(&joined, at, length);
		at += length + (at[length] == '\n');
	}
	if (joined.length) {
		buffer_printf(out, "    %s: ", what);
		text_visible(out, joined.text);
		buffer_putc(out, '\n');
	}
	out->failed |= joined.failed;
	buffer_release(&joined);
}

void words_note_clashes(const struct word_work *work,
			const struct clashes *clashes, const char *both)
{
	for (size_t i = 0; i < clashes->n; i++) {
		const struct clash *clash = &clashes->list[i];
		char month[MONTH_TEXT];

		note(work->context,
		     "%s and %s are together in %s, and are now both %s: the "
		     "round stays as it was made",
		     clash->name_1, clash->name_2,
		     month_format(month, clash->month), both);
	}
}

json_t *words_clashes(const struct clashes *clashes)
{
	json_t *array = json_array();

	for (size_t i = 0; i < clashes->n; i++) {
		const struct clash *clash = &clashes->list[i];
		char month[MONTH_TEXT];

		json_array_append_new(
			array,
			json_pack("{s:s, s:[s, s]}", "month",
				  month_format(month, clash->month), "names",
				  clash->name_1, clash->name_2));
	}
	return array;
}
