/*
 * What somebody wrote when asked whether they met. A wrong "met" keeps two
 * apart for good who never met, a wrong "not met" puts two together again who
 * did: so what these tables cannot tell is left to the coordinator.
 */
#include "connect5/outcome.h"

#include <stddef.h>
#include <string.h>

#include "connect5/text.h"

/* All texts are folded: lower case, words with one blank between. */

/* Whole answers. */
static const char *const met[] = {
	"met",	   "y",		  "true",    "1",	    "done",
	"we met",  "i met",	  "we did",  "did meet",    "we did meet",
	"we have", "have met",	  "ive met", "we have met", "weve met",
	"it did",  "it happened", NULL};

static const char *const not_met[] = {"not met",
				      "n",
				      "nope",
				      "nah",
				      "false",
				      "0",
				      "unmet",
				      "not really",
				      "sadly not",
				      "afraid not",
				      "im afraid not",
				      "unfortunately not",
				      "not this time",
				      "not this month",
				      "never met",
				      "we never met",
				      "never happened",
				      "it never happened",
				      "didnt",
				      "did not",
				      "we didnt",
				      "we did not",
				      "didnt meet",
				      "did not meet",
				      "we didnt meet",
				      "we did not meet",
				      "i didnt meet",
				      "i did not meet",
				      "we couldnt",
				      "couldnt meet",
				      "could not meet",
				      "we couldnt meet",
				      "we could not meet",
				      "unable to meet",
				      "havent met",
				      "have not met",
				      "we havent met",
				      "we have not met",
				      "didnt happen",
				      "did not happen",
				      "it didnt happen",
				      "it did not happen",
				      "didnt manage to",
				      "did not manage to",
				      "we didnt manage to",
				      "we did not manage to",
				      "cancelled",
				      "no show",
				      "no we didnt",
				      "no we did not",
				      "no we didnt meet",
				      "no we did not meet",
				      "no we never met",
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
				      "pending",
				      "tbc",
				      "to be confirmed",
				      "not yet",
				      "no not yet",
				      "nope not yet",
				      "not yet met",
				      "not met yet",
				      "havent met yet",
				      "have not met yet",
				      "we havent met yet",
				      "we have not met yet",
				      "replaced",
				      NULL};

/* A meeting to come, wherever the answer begins with it, or with it after some
 * of the words below. */
static const char *const to_come_phrases[] = {"planned",
					      "planning to",
					      "arranged",
					      "arranging",
					      "booked",
					      "scheduled",
					      "rescheduled",
					      "rearranged",
					      "postponed",
					      "diarised",
					      "pencilled in",
					      "in the diary",
					      "in diaries",
					      "in our diaries",
					      "next week",
					      "next month",
					      "tomorrow",
					      "soon",
					      "later this week",
					      "later this month",
					      "going to",
					      "about to",
					      "will",
					      "well meet",
					      "we are meeting",
					      "were meeting",
					      NULL};

/* What may stand before that: none of it tells of a meeting that was. */
static const char *const before_to_come[] = {
	"yes",	     "yep",	   "yeah",   "no",   "nope", "not yet but",
	"not yet",   "but",	   "we",     "weve", "i",    "ive",
	"have",	     "it",	   "is",     "its",  "has",  "been",
	"are",	     "a",	   "the",    "our",  "date", "call",
	"meeting",   "meeting is", "coffee", "time", "now",  "just",
	"hopefully", "to be",	   NULL};

/* And what may not stand after it: then it is told how that came out. */
static const char *const after_to_come[] = {
	"met",	"did",	     "didnt",	 "done",   "had",
	"but",	"cancelled", "missed",	 "not",	   "never",
	"no",	"then",	     "happened", "though", "unfortunately",
	"fell", "until",     "couldnt",	 NULL};

/* How they met. */
static const char *const ways[] = {
	"online",	"virtually",	 "virtual",
	"remotely",	"remote",	 "on teams",
	"over teams",	"by teams",	 "via teams",
	"teams",	"on zoom",	 "over zoom",
	"via zoom",	"zoom",		 "by phone",
	"by telephone", "on the phone",	 "over the phone",
	"phone",	"phone call",	 "by video",
	"video call",	"on a call",	 "in person",
	"face to face", "briefly",	 "for coffee",
	"over coffee",	"not in person", "not face to face",
	"as planned",	"as arranged",	 "as agreed",
	"as booked",	"as scheduled",	 NULL};

/* Words about the way, which change nothing. */
static const char *const way_words[] = {"but", "only", "just",	 "it was",
					"it",  "was",  "we did", "we met",
					"did", "met",  "we",	 NULL};

/* Answers that go on: what follows decides whether they still say so. */
static const char *const yes_openings[] = {"yes", "yep", "yeah", "yup", NULL};
static const char *const met_openings[] = {
	"yes",	       "yep",	      "yeah",	  "yup", "we met", "we did",
	"we did meet", "we have met", "weve met", "met", NULL};
static const char *const no_openings[] = {"no", "nope", "nah", NULL};

/* The words after an opening that may turn it. */
static const char *const against_yes[] = {
	"no",	  "not",       "never",	      "didnt",	   "couldnt",
	"wasnt",  "havent",    "cant",	      "but",	   "yet",
	"almost", "nearly",    "if",	      "cancelled", "will",
	"going",  "try",       "tried",	      "trying",	   "attempted",
	"hope",	  "hopefully", "planned",     "planning",  "arranged",
	"booked", "scheduled", "rescheduled", "postponed", "tomorrow",
	"soon",	  "next week", "next month",  "email",	   "emailed",
	"emails", "messages",  NULL};
static const char *const against_no[] = {
	"yes",	       "but",	    "met",	"did",	  "yet",
	"problem",     "problems",  "will",	"going",  "though",
	"planned",     "planning",  "arranged", "booked", "scheduled",
	"rescheduled", "postponed", "tomorrow", "soon",	  "next week",
	"next month",  NULL};

static bool is_one_of(const char *word, const char *const *words)
{
	while (*words && strcmp(*words, word) != 0)
		words++;
	return *words != NULL;
}

/* The text after the longest of the words that it begins with; NULL: it begins
 * with none. */
static const char *after_any(const char *text, const char *const *words)
{
	size_t longest = 0;

	for (; *words; words++) {
		size_t length = strlen(*words);

		if (length > longest && strncmp(text, *words, length) == 0 &&
		    (!text[length] || text[length] == ' '))
			longest = length;
	}
	return longest ? text + longest + (text[longest] == ' ') : NULL;
}

/* Past all of the words that a text begins with. */
static const char *skip_all(const char *text, const char *const *words)
{
	for (const char *next; (next = after_any(text, words));)
		text = next;
	return text;
}

/* Is one of the words in a text? */
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

/* "Yes - arranged for January", "next week". */
static bool is_to_come(const char *fold)
{
	const char *rest =
		after_any(skip_all(fold, before_to_come), to_come_phrases);

	return rest && !has_any(rest, after_to_come);
}

/* "Yes, but not in person", "we met online". */
static bool is_way(const char *fold)
{
	const char *rest = after_any(fold, met_openings), *next = rest;
	bool any = false;

	while (next) {
		rest = skip_all(next, way_words);
		next = after_any(rest, ways);
		any |= next != NULL;
	}
	return any && !has_any(rest, against_yes);
}

/* "yes, in person": the first word decides if nothing after it may turn it. */
static bool read_opening(enum outcome *out, const char *fold)
{
	const char *yes = after_any(fold, yes_openings);
	const char *no = after_any(fold, no_openings);

	if (is_way(fold) || (yes && !has_any(yes, against_yes)))
		*out = OUTCOME_MET;
	else if (no && !has_any(no, against_no))
		*out = OUTCOME_NOT_MET;
	else
		return false;
	return true;
}

bool outcome_read(enum outcome *out, bool *to_come, const char *text)
{
	struct buffer fold = BUFFER_INIT;
	bool known = true;

	*out = OUTCOME_UNKNOWN;
	*to_come = false;
	text_fold(&fold, text);
	if (fold.failed)
		known = false;
	else if (is_one_of(fold.text, met))
		*out = OUTCOME_MET;
	else if (is_one_of(fold.text, not_met))
		*out = OUTCOME_NOT_MET;
	else if (is_to_come(fold.text))
		*to_come = true;
	else if (!is_one_of(fold.text, unknown))
		known = read_opening(out, fold.text);
	buffer_release(&fold);
	return known;
}
