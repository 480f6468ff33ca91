#include "connect5/outcome.h"

#include <stddef.h>
#include <string.h>

#include "connect5/text.h"

const char *outcome_name(enum outcome outcome)
{
	static const char *const names[] = {
		[OUTCOME_UNKNOWN] = "unknown",
		[OUTCOME_MET] = "met",
		[OUTCOME_NOT_MET] = "not met",
	};

	return names[outcome];
}

/* Whole answers, folded. */
static const char *const met[] = {
	"met",	       "yes",	      "y",	     "true",
	"1",	       "we met",      "i met",	     "we did",
	"did meet",    "we did meet", "done",	     "have met",
	"we have met", "weve met",    "it happened", NULL};

static const char *const not_met[] = {"not met",
				      "no",
				      "n",
				      "false",
				      "0",
				      "didnt meet",
				      "did not meet",
				      "we didnt meet",
				      "we did not meet",
				      "i didnt meet",
				      "i did not meet",
				      "havent met",
				      "have not met",
				      "we havent met",
				      "we have not met",
				      "never met",
				      "we never met",
				      "didnt",
				      "did not",
				      "we didnt",
				      "we did not",
				      "unmet",
				      "did not happen",
				      "didnt happen",
				      "cancelled",
				      "it didnt happen",
				      "it did not happen",
				      "no we didnt",
				      "no we did not",
				      "no we didnt meet",
				      "no show",
				      "no we never met",
				      "no we did not meet",
				      NULL};

/* "Not yet" may become a "yes": it is no report of what did not happen. */
static const char *const unknown[] = {"",
				      "unknown",
				      "dont know",
				      "i dont know",
				      "do not know",
				      "not sure",
				      "unsure",
				      "not known",
				      "na",
				      "n a",
				      "not applicable",
				      "not yet",
				      "no not yet",
				      "not met yet",
				      "havent met yet",
				      "have not met yet",
				      "we havent met yet",
				      "we have not met yet",
				      "replaced",
				      NULL};

static bool is_one_of(const char *word, const char *const *words)
{
	while (*words && strcmp(*words, word) != 0)
		words++;
	return *words != NULL;
}

/* Is one of the words in a folded text? */
static bool has_any(const char *text, const char *const *words)
{
	for (; *words; words++) {
		size_t length = strlen(*words);

		for (const char *at = text; (at = strstr(at, *words)); at++)
			if ((at == text || at[-1] == ' ') &&
			    (!at[length] || at[length] == ' '))
				return true;
	}
	return false;
}

/* "yes, in person": the first word decides if nothing after it may turn it. */
static bool read_first_word(enum outcome *out, const char *fold)
{
	static const char *const against_yes[] = {
		"no",	  "not",       "never", "didnt", "couldnt", "wasnt",
		"havent", "cant",      "but",	"yet",	 "almost",  "nearly",
		"if",	  "cancelled", "will",	"going", NULL};
	static const char *const against_no[] = {
		"yes",	    "but",  "met",   "did",    "yet", "problem",
		"problems", "will", "going", "though", NULL};

	if (strncmp(fold, "yes ", 4) == 0 && !has_any(fold + 4, against_yes))
		*out = OUTCOME_MET;
	else if (strncmp(fold, "no ", 3) == 0 && !has_any(fold + 3, against_no))
		*out = OUTCOME_NOT_MET;
	else
		return false;
	return true;
}

bool outcome_read(enum outcome *out, const char *text)
{
	struct buffer fold = BUFFER_INIT;
	bool known = true;

	*out = OUTCOME_UNKNOWN;
	text_fold(&fold, text);
	if (fold.failed)
		known = false;
	else if (is_one_of(fold.text, met))
		*out = OUTCOME_MET;
	else if (is_one_of(fold.text, not_met))
		*out = OUTCOME_NOT_MET;
	else if (!is_one_of(fold.text, unknown))
		known = read_first_word(out, fold.text);
	buffer_release(&fold);
	return known;
}
