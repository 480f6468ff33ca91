/* Whether two names clearly belong to two people. */
#include "ingest/form_internal.h"

#include <string.h>

#include "connect5/text.h"

enum { WORDS_MAX = 16 };

/* The words of a name, without titles, in a buffer cut at its blanks. */
struct name {
	struct buffer text;
	const char *words[WORDS_MAX];
	size_t n;
};

static bool is_title(const char *word)
{
	static const char *const titles[] = {
		"mr",	 "mrs",	  "ms",	  "miss",	"mx",	"dr",
		"prof",	 "sir",	  "dame", "professor",	"lord", "lady",
		"rev",	 "revd",  "cllr", "councillor", "hon",	"doctor",
		"canon", "rabbi", "imam", "reverend",
	};

	for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++)
		if (strcmp(word, titles[i]) == 0)
			return true;
	return false;
}

/* "Ó Briain" is one word with O'Brien's: an "o" goes with what follows. */
static void join_o(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++) {
		bool begins = from == text || from[-1] == ' ';

		*to++ = *from;
		if (begins && from[0] == 'o' && from[1] == ' ' && from[2])
			from++;
	}
	*to = '\0';
}

static void read_name(struct name *name, const char *text)
{
	char *rest;

	*name = (struct name){.text = BUFFER_INIT};
	text_plain(&name->text, text);
	if (!name->text.length)
		return;
	join_o(name->text.text);
	rest = name->text.text;
	while (rest && name->n < WORDS_MAX) {
		const char *word = strsep(&rest, " ");

		if (!is_title(word))
			name->words[name->n++] = word;
	}
}

enum likeness { UNLIKE, INITIAL, ALIKE };

static enum likeness compare(const char *a, const char *b)
{
	size_t m = strlen(a), n = strlen(b), shorter = m < n ? m : n;
	size_t slips = shorter >= 8 ? 2 : shorter >= 4 ? 1 : 0;

	if (shorter >= 3 && strncmp(a, b, shorter) == 0)
		return ALIKE;
	if (m == n && strcmp(a, b) == 0)
		return ALIKE;
	if (shorter == 1 && *a == *b)
		return INITIAL;
	return slips && text_distance(a, b, slips + 1) <= slips ? ALIKE
								: UNLIKE;
}

/* Pairs off words that are this like; returns how many found a partner. */
static size_t pair_off(const struct name *a, const struct name *b,
		       enum likeness wanted, bool used_a[], bool used_b[])
{
	size_t pairs = 0;

	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n && !used_a[i]; j++) {
			if (used_b[j] ||
			    compare(a->words[i], b->words[j]) != wanted)
				continue;
			used_a[i] = used_b[j] = true;
			pairs++;
		}
	return pairs;
}

static bool differ(const struct name *a, const struct name *b)
{
	bool used_a[WORDS_MAX] = {false}, used_b[WORDS_MAX] = {false};
	size_t shorter = a->n < b->n ? a->n : b->n;

	if (shorter == 0)
		return false;
	size_t alike = pair_off(a, b, ALIKE, used_a, used_b);
	size_t initials = pair_off(a, b, INITIAL, used_a, used_b);
	if (alike + initials == shorter)
		return false;
	/* One name of several may change: with a marriage, say. */
	return alike == 0 || shorter - alike - initials > 1;
}

bool names_differ(const char *a, const char *b)
{
	struct name name_a, name_b;

	if (strcmp(a, b) == 0)
		return false;
	read_name(&name_a, a);
	read_name(&name_b, b);
	/* Without memory the careful answer: nobody is overwritten. */
	bool result = name_a.text.failed || name_b.text.failed ||
		      differ(&name_a, &name_b);
	buffer_release(&name_a.text);
	buffer_release(&name_b.text);
	return result;
}
