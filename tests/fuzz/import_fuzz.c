/*
 * The whole of `import` over arbitrary bytes, on a programme file in memory:
 * from the command line to the summary. Whatever comes in, every row is counted
 * once, the file stays sound, the same bytes again change nothing, refused rows
 * can be read again, and what `export people` writes is what is held.
 *
 * The last byte of the input says which options are given, so that an export as
 * it is can be a seed: its line feed stands for --keep-unknown --yes. HISTORY
 * with KEEP_UNKNOWN, which do not go together, stands for outcomes.
 */
#include <ctype.h>
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/arguments.h"
#include "connect5/file.h"
#include "connect5/random.h"
#include "connect5/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum mode {
	HISTORY = 1,
	KEEP_UNKNOWN = 2,
	ADD_SECTORS = 4,
	YES = 8,
	STRICT = 16,
	DRY_RUN = 32,
	MID_SEASON = 64,
	MAP = 128,
	/* Not of the input's. */
	JSON = 256,
	REJECTS = 512,
	OUTCOMES = 1024
};

enum { NOW = 1796464800 }; /* 2026-12-05, in the first month */

/* Files without a disk, since every import syncs. */
static char folder[] = "/dev/shm/import_fuzz.XXXXXX";
static char programme[64], input[64], rejects[64], sheet[64];
static char word_files[2][64];

static const char people[] =
	"Completion time,email,name,sector,organisation,place,interests,"
	"exclude\n"
	"2026-11-02 09:00:00,ann@a.example.org,Ann Bell,Acute,Wren House,"
	"Lambeth,Data;Housing,bob@b.example.org\n"
	"2026-11-03 09:00:00,bob@b.example.org,Bob Day,Primary care,,"
	"Camden,,Cy Unknown\n"
	"2026-11-04 09:00:00,eve@c.example.org,Eve Fox,VCSE,'=Kites,,,\n"
	",guy@d.example.org,Guy Hill,Local authority,,,,\n"
	",ivy@e.example.org,Ivy Jones,ICB,,,,\n";

/* Few words, so that they are read in no time: form_fuzz has them all. */
static const char columns[] =
	"field,match,phrase\n"
	"email,phrase,email\nname,exact,name\nname,phrase,your name\n"
	"name,exact,full name\nfirst_name,phrase,first name\n"
	"last_name,phrase,last name\ncompleted,exact,completion time\n"
	"completed,exact,timestamp\ncompleted,exact,end date\n"
	"completed,exact,order date\norganisation,phrase,organisation\n"
	"organisation,exact,company\nsector,phrase,sector\n"
	"sector,phrase,of the system\nplace,phrase,place\n"
	"place,phrase,borough\nprofession,phrase,job title\n"
	"profession,phrase,profession\nseniority,phrase,senior\n"
	"interests,phrase,topics\ninterests,phrase,interests\n"
	"hopes,phrase,hope\navailability,phrase,availab\n"
	"availability,phrase,when\nexclude,phrase,exclude\n"
	"attendance,exact,attendee status\nstatus,exact,status\n"
	"until,exact,until\ndrop,exact,id\ndrop,phrase,phone\n"
	"month,phrase,which month\nmet,phrase,did you meet\n";
static const char organisations[] =
	"name,sector,place,ods,aliases,ambiguous\n"
	"Guy's and St Thomas' NHS Foundation Trust,acute,Lambeth|Southwark,"
	"RJ1,GSTT|Guy's,Trust|NHS\n"
	"King's College Hospital,acute,Lambeth|Bromley,RJZ,KCH,King's|Trust\n"
	"King's College London,academic,,,KCL,King's\n"
	"Wren House,vcse,,,,\n";

/* What a command came to. */
struct result {
	enum c5_status status;
	char *out, *err;
	size_t out_length, err_length;
};

/* Says which of the many it was. */
#define require(holds) ((holds) ? (void)0 : fail(__LINE__, #holds))

static void fail(int line, const char *what)
{
	fprintf(stderr, "import_fuzz.c:%d: not so: %s\n", line, what);
	abort();
}

static void result_release(struct result *result)
{
	free(result->out);
	free(result->err);
}

/* The words of a command line, as the shell would give them. */
struct line {
	char *words[16];
	int n;
};

static void add(struct line *line, const char *word)
{
	line->words[line->n++] = (char *)(uintptr_t)word;
}

static enum c5_status run(const struct line *line, struct context *context,
			  struct c5_error *err)
{
	const struct command *command;
	struct arguments arguments;
	char *list[16] = {NULL};

	/* getopt_long(3) changes the order. */
	memcpy(list, line->words, sizeof(*list) * (size_t)line->n);
	enum c5_status status = arguments_parse(line->n, list, context,
						&command, &arguments, err);

	return status ? status : command->run(context, &arguments, err);
}

/* Runs a command with its streams in memory. */
static struct result result_of(const struct line *line)
{
	struct result result = {C5_OK, NULL, NULL, 0, 0};
	FILE *out = stdout, *errors = stderr;
	struct c5_error err = {.text = ""};
	bool changed = false;
	struct context context = {.file = programme,
				  .usual = programme,
				  .user = "fuzz",
				  .now = NOW,
				  .changed = &changed};

	stdout = open_memstream(&result.out, &result.out_length);
	stderr = open_memstream(&result.err, &result.err_length);
	require(stdout != NULL && stderr != NULL);
	result.status = run(line, &context, &err);
	if (result.status)
		complain(&context, &err);
	fclose(stdout);
	fclose(stderr);
	stdout = out;
	stderr = errors;
	return result;
}

static void want(enum c5_status status, const char *text)
{
	struct line line = {.n = 0};
	char copy[128], *rest = copy, *word;
	struct result result;

	snprintf(copy, sizeof(copy), "%s", text);
	while ((word = strsep(&rest, " ")))
		add(&line, word);
	result = result_of(&line);
	require(result.status == status);
	result_release(&result);
}

static struct buffer contents(const char *path)
{
	struct buffer bytes = BUFFER_INIT;
	bool found;

	require(file_read(&bytes, path, &found, NULL) == C5_OK && found);
	return bytes;
}

static void put(const char *path, const void *bytes, size_t length)
{
	FILE *file = fopen(path, "wbe");

	require(file && fwrite(bytes, 1, length, file) == length);
	require(fclose(file) == 0);
}

static bool is_unchanged(const struct buffer *before)
{
	struct buffer now = contents(programme);
	bool same = now.length == before->length &&
		    memcmp(now.text, before->text, now.length) == 0;

	buffer_release(&now);
	return same;
}

/* Nothing that a terminal obeys, nor what hides or turns text around. */
static void check_screen(const char *text, size_t length)
{
	/* U+200B, U+200F, U+2028, U+202E, U+2066 and U+FEFF. */
	static const char hidden[][4] = {
		{'\xe2', '\x80', '\x8b'}, {'\xe2', '\x80', '\x8f'},
		{'\xe2', '\x80', '\xa8'}, {'\xe2', '\x80', '\xae'},
		{'\xe2', '\x81', '\xa6'}, {'\xef', '\xbb', '\xbf'},
	};
	size_t bad;

	require(text_is_utf8(text, length, &bad));
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		require(c == '\n' || (c >= ' ' && c != 0x7f));
		require(c != 0xc2 || (unsigned char)text[i + 1] >= 0xa0);
		for (int h = 0; h < 6; h++)
			require(strncmp(text + i, hidden[h], 3) != 0);
	}
}

struct counts {
	size_t rows, added, updated, unchanged, superseded, refused;
	size_t conflicts; /* of those refused: the address is another's */
};

static void check_counts(const struct counts *c)
{
	require(c->rows == c->added + c->updated + c->unchanged +
				   c->superseded + c->refused);
}

static struct result import(unsigned mode, const char *file)
{
	static const char *const options[] = {
		"--as=history", "--keep-unknown",    "--add-sectors",
		"--yes",	"--strict",	     "--dry-run",
		NULL,		"--map=place=Where", "--json"};
	struct line line = {.n = 0};
	struct result result;

	add(&line, "connect5");
	add(&line, "import");
	if (mode & OUTCOMES)
		add(&line, "--as=outcomes");
	for (int i = 0; i < 9; i++)
		if (options[i] && mode & 1u << i)
			add(&line, options[i]);
	if (mode & REJECTS) {
		add(&line, "--rejects");
		add(&line, rejects);
	}
	add(&line, file);
	result = result_of(&line);
	/* --map names a header that need not be there. */
	require(result.status == C5_OK || result.status == C5_DATA ||
		(result.status == C5_USAGE && mode & MAP));
	check_screen(result.err, result.err_length);
	return result;
}

static void clean_up(void)
{
	unlink(programme);
	unlink(input);
	unlink(rejects);
	unlink(sheet);
	unlink(word_files[0]);
	unlink(word_files[1]);
	rmdir(folder);
}

/* Programme files with a few people, before the first round and after. */
static struct buffer begun, in_season;

static void name_file(char path[64], const char *name)
{
	snprintf(path, 64, "%s/%s", folder, name);
}

static void set_up(void)
{
	struct result result;
	char line[128];

	require(mkdtemp(folder) != NULL);
	name_file(programme, "programme.db");
	name_file(word_files[0], "columns.csv");
	name_file(word_files[1], "organisations.csv");
	name_file(input, "in.csv");
	name_file(rejects, "rejects.csv");
	name_file(sheet, "people.csv");
	atexit(clean_up);
	put(word_files[0], columns, sizeof(columns) - 1);
	put(word_files[1], organisations, sizeof(organisations) - 1);
	snprintf(line, sizeof(line),
		 "connect5 init --seed 5 --first-month 2026-12 --data %s",
		 folder);
	want(C5_OK, line);
	put(input, people, sizeof(people) - 1);
	result = import(0, input);
	require(result.status == C5_OK);
	result_release(&result);
	want(C5_OK, "connect5 people set ivy@e.example.org "
		    "email=new@e.example.org");
	want(C5_OK, "connect5 people erase guy@d.example.org");
	begun = contents(programme);
	want(C5_OK, "connect5 match 2026-12");
	in_season = contents(programme);
}

static size_t number(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	require(json_is_integer(value) && json_integer_value(value) >= 0);
	return (size_t)json_integer_value(value);
}

static size_t length_of(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	require(json_is_array(value));
	return json_array_size(value);
}

/* Lines of standard error about the file: each refusal and remark has one. */
static size_t count_remarks(const char *text, const char *file)
{
	char beginning[64];
	size_t n = 0;

	snprintf(beginning, sizeof(beginning), "connect5: %s:", file);

	for (const char *line = text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		n += strncmp(line, beginning, strlen(beginning)) == 0;
	}
	return n;
}

static size_t count_conflicts(const json_t *file)
{
	json_t *refusals = json_object_get(file, "refusals"), *refusal;
	size_t at, n = 0;

	json_array_foreach(refusals, at, refusal)
	{
		const char *reason =
			json_string_value(json_object_get(refusal, "reason"));

		n += strncmp(reason, "the address is", 14) == 0;
	}
	return n;
}

/* The counts of a summary in JSON; *rows 0: nothing could be read. */
static struct counts json_counts(const struct result *result)
{
	struct counts counts = {.rows = 0};
	json_t *whole, *file;

	if (!result->out_length)
		return counts;
	whole = json_loadb(result->out, result->out_length, 0, NULL);
	file = json_array_get(json_object_get(whole, "files"), 0);
	require(json_is_object(file));
	counts.rows = number(file, "rows");
	counts.added = number(file, "added");
	counts.updated = number(file, "updated");
	counts.unchanged = number(file, "unchanged");
	counts.superseded = number(file, "superseded");
	counts.refused = number(file, "refused");
	counts.conflicts = count_conflicts(file);
	size_t more =
		number(file, "more_refusals") + number(file, "more_notes");
	require(length_of(file, "refusals") + number(file, "more_refusals") ==
		counts.refused);
	require(more ||
		length_of(file, "refusals") + length_of(file, "notes") ==
			count_remarks(result->err,
				      json_string_value(
					      json_object_get(file, "file"))));
	json_decref(whole);
	return counts;
}

/* The number that stands before a word. */
static size_t count_before(const char *text, const char *word)
{
	const char *at = strstr(text, word);

	require(at != NULL);
	while (isdigit((unsigned char)at[-1]))
		at--;
	return (size_t)strtoul(at, NULL, 10);
}

/* The same from the summary in words. */
static struct counts text_counts(const struct result *result)
{
	struct counts c = {.rows = 0};
	const char *line = strstr(result->out, "\n  ");

	check_screen(result->out, result->out_length);
	while (line && !isdigit((unsigned char)line[3]))
		line = strstr(line + 1, "\n  ");
	require(line != NULL);
	c.added = count_before(line, " added,");
	c.updated = count_before(line, " updated,");
	c.unchanged = count_before(line, " unchanged,");
	c.superseded = count_before(line, " superseded,");
	c.refused = count_before(line, " refused");
	c.rows = c.added + c.updated + c.unchanged + c.superseded + c.refused;
	return c;
}

/* The same bytes again: nothing comes in, nor is anything written. */
static void import_again(unsigned mode, const struct counts *first)
{
	struct buffer before = contents(programme);
	struct result result = import(mode, input);
	struct counts again = text_counts(&result);

	require(again.rows == first->rows);
	require(again.added == 0 && again.updated == 0);
	/* A row no newer than what is held by now is no conflict any more. */
	require(again.refused <= first->refused);
	require(again.refused + first->conflicts >= first->refused);
	require(is_unchanged(&before));
	buffer_release(&before);
	result_release(&result);
}

/* Refused rows come back as rows of the same file, each with its reason. */
static void import_rejects(unsigned mode, size_t refused)
{
	struct result result = import(mode | YES | DRY_RUN | JSON, rejects);
	struct counts counts;

	require(result.out_length > 0);
	counts = json_counts(&result);
	check_counts(&counts);
	require(counts.rows == refused);
	result_release(&result);
}

/* What `export people` writes is what is held: it changes nobody. */
static void import_export(void)
{
	struct line line = {{NULL}, 0};
	struct result held, again, result;
	struct counts counts;

	add(&line, "connect5");
	add(&line, "export");
	add(&line, "people");
	held = result_of(&line);
	require(held.status == C5_OK);
	put(sheet, held.out, held.out_length);
	result = import(YES | JSON, sheet);
	counts = json_counts(&result);
	require(counts.rows > 0 && counts.unchanged == counts.rows);
	again = result_of(&line);
	require(again.out_length == held.out_length);
	require(memcmp(again.out, held.out, held.out_length) == 0);
	result_release(&held);
	result_release(&again);
	result_release(&result);
}

static void take(unsigned mode, bool thorough, const struct buffer *base)
{
	unsigned more = mode & HISTORY ? JSON : JSON | REJECTS;
	struct result result = import(mode | more, input);
	struct counts counts;

	if (result.status == C5_USAGE) {
		require(!result.out_length && is_unchanged(base));
		result_release(&result);
		return;
	}
	counts = json_counts(&result);
	check_counts(&counts);
	require(result.out_length || result.status == C5_DATA);
	require(!result.out_length ||
		(result.status == C5_DATA) == (counts.refused > 0));
	if (!result.out_length || mode & DRY_RUN ||
	    (mode & STRICT && counts.refused))
		require(is_unchanged(base));
	else
		import_again(mode, &counts);
	if (counts.refused && more & REJECTS && !(mode & DRY_RUN))
		import_rejects(mode, counts.refused);
	result_release(&result);
	if (thorough) {
		want(C5_OK, "connect5 check");
		import_export();
	}
}

static unsigned mode_of(uint8_t byte)
{
	const unsigned both = HISTORY | KEEP_UNKNOWN;
	unsigned mode = byte;

	if ((mode & both) == both)
		mode = (mode & ~(both | ADD_SECTORS | MAP)) | OUTCOMES;
	return mode;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned mode = mode_of(size ? data[size - 1] : 0);
	const struct buffer *base;

	if (!begun.length)
		set_up();
	base = mode & MID_SEASON ? &in_season : &begun;
	put(programme, base->text, base->length);
	put(input, data, size ? size - 1 : 0);
	unlink(rejects);
	take(mode, random_hash(0, size, (const char *)data, size) % 8 == 0,
	     base);
	return 0;
}
