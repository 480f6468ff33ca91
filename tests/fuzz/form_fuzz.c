/*
 * A form over arbitrary bytes, with the built-in words: header, survey and
 * answers as `import` takes them. Whatever comes in, an answer has an address,
 * a name and a part of the system, and is the same when it is read again.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/builtin.h"
#include "connect5/form.h"
#include "connect5/store_words.h"
#include "connect5/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

/* The words that `init` puts into a programme file. */
static struct vocabulary *built_in(void)
{
	const struct store_change change = {.command = "init", .user = "fuzz"};
	char folder[] = "/tmp/form_fuzz.XXXXXX", path[sizeof(folder) + 8];
	struct vocabulary *vocabulary;
	struct store *store;
	int themes;

	require(mkdtemp(folder) != NULL);
	snprintf(path, sizeof(path), "%s/words", folder);
	require(store_create(&store, path, NULL) == C5_OK);
	require(store_begin(store, &change, NULL) == C5_OK);
	require(builtin_load(store, NULL, true, &themes, NULL) == C5_OK);
	require(store_vocabulary(store, &vocabulary, NULL) == C5_OK);
	store_close(store);
	unlink(path);
	rmdir(folder);
	return vocabulary;
}

static void check_text(const char *text)
{
	size_t bad;

	require(text != NULL);
	require(text_is_utf8(text, strlen(text), &bad));
}

/* No line break where there is one line, and no value that says nothing. */
static void check_line(const char *text)
{
	check_text(text);
	require(!text[strcspn(text, "\r\n\t\v\f\033")]);
}

static void check_list(const char *lines)
{
	check_text(lines);
	require(*lines != '\n' && !strstr(lines, "\n\n"));
	require(!*lines || lines[strlen(lines) - 1] != '\n');
}

static void check_profile(const struct profile *profile)
{
	check_line(profile->name);
	require(*profile->name);
	check_line(profile->profession);
	check_line(profile->seniority);
	require(profile->seniority_step >= 0 && profile->seniority_step <= 5);
	check_list(profile->place);
	check_list(profile->interests);
	check_list(profile->availability);
	check_text(profile->hopes);
}

static void check_answer(const struct answer *answer,
			 const struct vocabulary *vocabulary)
{
	require(text_is_email(answer->email));
	check_text(answer->email);
	check_profile(&answer->profile);
	require((answer->profile.sector > 0) == !*answer->new_sector);
	require(!answer->profile.sector ||
		vocabulary_sector(vocabulary, answer->profile.sector));
	require(!answer->profile.organisation || !*answer->new_organisation);
	require(!answer->profile.organisation ||
		vocabulary_organisation(vocabulary,
					answer->profile.organisation));
	check_line(answer->new_sector);
	check_line(answer->new_organisation);
	for (size_t i = 0; i < answer->n_exclude; i++)
		check_line(answer->exclude[i]);
	check_text(answer->notes);
	require(answer->timed || !answer->completed);
}

static void check_again(const struct answer *a, const struct answer *b)
{
	require(a->digest == b->digest && a->completed == b->completed);
	require(strcmp(a->email, b->email) == 0);
	require(strcmp(a->notes, b->notes) == 0);
	require(profile_equal(&a->profile, &b->profile));
}

static void take(const struct form *form, const struct row *row,
		 const struct vocabulary *vocabulary)
{
	struct pool pool = {NULL};
	struct answer answer, again;
	struct refusal why;
	struct c5_error err;
	enum c5_status status =
		form_answer(form, row, &pool, &answer, &why, &err);

	require(status == C5_OK || status == C5_DATA);
	if (status == C5_OK) {
		require(answer.line == row->line);
		check_answer(&answer, vocabulary);
		require(form_answer(form, row, &pool, &again, &why, &err) ==
			C5_OK);
		check_again(&answer, &again);
	} else {
		require(why.line == row->line && *why.reason);
		check_text(why.column);
		check_text(why.value);
		check_text(why.reason);
	}
	pool_release(&pool);
}

/* The header, and a second row of it; the rows of headers, 0: no form. */
static size_t begin(struct form **form, struct reader *reader,
		    const struct vocabulary *vocabulary)
{
	bool more, taken = false;
	struct row row;

	if (reader_next(reader, &row, &more, NULL) != C5_OK || !more ||
	    form_new(form, "fuzz", &row, vocabulary, NULL) != C5_OK ||
	    reader_next(reader, &row, &more, NULL) != C5_OK || !more ||
	    form_second_header(*form, &row, &taken, NULL) != C5_OK)
		return 0;
	if (taken)
		return 2;
	require(form_survey(*form, &row, NULL) == C5_OK);
	return 1;
}

static struct reader *open_again(const uint8_t *data, size_t size)
{
	struct reader *reader;

	return reader_open_memory(&reader, "fuzz", (const char *)data, size,
				  NULL) == C5_OK
		       ? reader
		       : NULL;
}

static void survey_rest(struct form *form, struct reader *reader)
{
	struct row row;
	bool more;

	while (reader_next(reader, &row, &more, NULL) == C5_OK && more)
		require(form_survey(form, &row, NULL) == C5_OK);
}

static void take_all(const struct form *form, struct reader *reader,
		     size_t headers, const struct vocabulary *vocabulary)
{
	struct row row;
	bool more;

	for (size_t n = 0;
	     reader_next(reader, &row, &more, NULL) == C5_OK && more; n++)
		if (n >= headers)
			take(form, &row, vocabulary);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct vocabulary *vocabulary;
	struct reader *reader = open_again(data, size);
	struct form *form = NULL;
	size_t headers = 0;
	const char *note;

	if (!vocabulary)
		vocabulary = built_in();
	if (reader)
		headers = begin(&form, reader, vocabulary);
	if (headers) {
		survey_rest(form, reader);
		if (size % 2)
			form_add_sectors(form);
		require(form_settle(form, &note, NULL) == C5_OK);
		if (note)
			check_text(note);
		reader_close(reader);
		reader = open_again(data, size);
		require(reader != NULL);
		take_all(form, reader, headers, vocabulary);
	}
	form_free(form);
	reader_close(reader);
	return 0;
}
