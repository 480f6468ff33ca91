#include "ingest/dialect.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char delimiters[] = ",;\t|";
enum { N_DELIMITERS = 4 };

struct tally {
	size_t all[N_DELIMITERS];
	size_t tight[N_DELIMITERS]; /* with no blank after it, as in prose */
};

/*
 * Counts delimiters outside quotes. Returns the end of the row, NULL: the text
 * ends before.
 */
static const char *walk(const char *at, struct tally *tally)
{
	bool quoted = false, cell_begins = true;

	for (; *at; at++) {
		const char *found = strchr(delimiters, *at);

		if (quoted) {
			/* The first of two closes, the second opens again. */
			quoted = *at != '"';
			cell_begins = !quoted && at[1] == '"';
			continue;
		}
		if (*at == '\r' || *at == '\n')
			return at;
		if (found) {
			tally->all[found - delimiters]++;
			tally->tight[found - delimiters] += at[1] != ' ';
		}
		quoted = cell_begins && *at == '"';
		cell_begins = found || (cell_begins && *at == ' ');
	}
	return NULL;
}

/* The length of a line "sep=;" with its end; 0: there is none. */
static size_t sep_line(const char *text, char *delimiter)
{
	size_t quote = *text == '"', end = quote + 5;

	if (strncasecmp(text + quote, "sep=", 4) != 0)
		return 0;
	*delimiter = text[quote + 4];
	if (!ispunct((unsigned char)*delimiter) && *delimiter != '\t')
		return 0;
	end += quote && text[end] == '"';
	if (*delimiter == '"' || !strchr("\r\n", text[end]))
		return 0;
	if (text[end] == '\r' && text[end + 1] == '\n')
		return end + 2;
	return end + (text[end] != '\0');
}

/* Past blank lines and blanks, which are no header. */
static const char *header_of(const char *text, char *delimiter)
{
	text += sep_line(text, delimiter);
	return text + strspn(text, " \r\n");
}

bool dialect_whole(const char *text)
{
	struct tally tally = {0};
	char delimiter;

	return walk(header_of(text, &delimiter), &tally) != NULL;
}

static size_t most(const size_t counts[N_DELIMITERS])
{
	size_t best = 0;

	for (size_t i = 1; i < N_DELIMITERS; i++)
		if (counts[i] > counts[best])
			best = i;
	return best;
}

struct dialect dialect_find(const char *text)
{
	struct dialect dialect = {.delimiter = ','};
	struct tally tally = {0};
	const char *header;

	dialect.skip = sep_line(text, &dialect.delimiter);
	header = header_of(text, &dialect.delimiter);
	dialect.empty = header[strspn(header, " \t\r\n")] == '\0';
	if (dialect.skip)
		return dialect;
	walk(header, &tally);
	size_t best = most(tally.tight);
	if (!tally.tight[best])
		best = most(tally.all);
	dialect.delimiter = delimiters[best];
	return dialect;
}
