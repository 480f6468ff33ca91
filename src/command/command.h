/*
 * Commands: one a file, each with one const entry in the table of table.c.
 * Private to src/command/ and main.c, which are the only ones that print.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "connect5/buffer.h"
#include "connect5/error.h"
#include "connect5/json.h"
#include "connect5/month.h"
#include "connect5/record.h"
#include "connect5/store.h"
#include "connect5/store_rounds.h"

/* What the global options and the surroundings say. */
struct context {
	const char *file;  /* the programme file */
	const char *usual; /* the one that is taken without --file */
	const char *user;  /* for the log */
	bool quiet, verbose, json;
	bool color;    /* only on a terminal that wants it */
	bool progress; /* standard error is such a terminal */
	bool terminal; /* standard output is a terminal */
	int wait_ms;
	int64_t now;
	bool *changed; /* set as soon as a change is in the file */
};

/* An option of a command. The tables are what getopt_long(3) and the manual
 * are held to. */
struct option_spec {
	const char *name;     /* long name, without the hyphens */
	char letter;	      /* short name; 0: none */
	const char *argument; /* what it takes, for the help; NULL: nothing */
	const char *what;     /* a line of help */
};

enum { MOST_OPTIONS = 32 };

/* What the command line gave a command. */
struct arguments {
	const struct option_spec *options; /* the command's own */
	struct {
		const char *name;
		const char *value; /* "" for an option that takes none */
	} given[MOST_OPTIONS];
	size_t n_given;
	char **operands;
	size_t n_operands;
};

/* The value of an option, the last if it was repeated; NULL: not given. */
const char *argument_value(const struct arguments *arguments, const char *name);
bool argument_given(const struct arguments *arguments, const char *name);

struct command {
	const char *name;
	const char *usage;		   /* what follows the name */
	const char *summary;		   /* a line of help */
	const char *help;		   /* more, or NULL */
	const struct option_spec *options; /* ended by a NULL name; or NULL */
	size_t least_operands, most_operands;
	/* What may stand first after the name, one by one; NULL: no more. A
	 * NULL function: nothing that could be listed. */
	const char *(*word)(size_t index);
	enum c5_status (*run)(struct context *context,
			      const struct arguments *arguments,
			      struct c5_error *err);
};

extern const struct option_spec global_options[];
extern const struct command *const command_table[]; /* ended by NULL */
const struct command *command_find(const char *name);

extern const struct command command_init, command_import, command_people,
	command_status, command_match, command_repair, command_show,
	command_export, command_check, command_config, command_log,
	command_help, command_version, command_undo, command_backup,
	command_sectors, command_organisations, command_completion,
	command_forecast, command_explain;

/* The nearest of some words to one that was said: none, or with few slips. */
struct near_word {
	const char *said, *best; /* best: NULL at first */
	size_t slips;
};
void near_try(struct near_word *near, const char *word);

/* C5_USAGE: there is no such command; perhaps another was meant. */
enum c5_status no_such_command(const char *name, struct c5_error *err);

/* What a command does by its first operand. A table ends with a NULL name. */
struct action {
	const char *name, *usage;
	size_t least, most; /* operands, the name included */
	enum c5_status (*run)(const struct context *context,
			      const struct arguments *arguments,
			      struct c5_error *err);
};

/* The action that the first operand names, or the table's first; NULL: none. */
const struct action *action_find(const struct action *actions,
				 const struct arguments *arguments);

/* Runs it. C5_USAGE: there is no such action, or it takes other operands. */
enum c5_status action_run(const char *command, const struct action *actions,
			  const struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err);

/* Printing */

/* Data, to standard output. A failure shows at the end, in main(). */
void print(const struct buffer *buffer);

/* A JSON value, which is released, and a line feed. */
enum c5_status print_json(json_t *value, struct c5_error *err);

/* One outcome: "WORDS VALUE" as a line, or {"KEY":"VALUE"}. */
enum c5_status print_outcome(const struct context *context, const char *key,
			     const char *words, const char *value,
			     struct c5_error *err);

/* A remark, to standard error, unless quiet: "connect5: ...". */
void note(const struct context *context, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* An error, to standard error, whether quiet or not. */
void complain(const struct context *context, const struct c5_error *err);

/*
 * A text that tells what to type: "connect5 match", at its start or after a ',
 * becomes "connect5 -f m.db match" where without it another file would be
 * meant. note() and complain() do so by themselves.
 */
void put_remedy(struct buffer *out, const struct context *context,
		const char *text);

/* What commands share (common.c) */

/* Opens the programme file for a look, or for a change. */
enum c5_status open_view(const struct context *context, struct store **out,
			 struct c5_error *err);
enum c5_status open_change(const struct context *context, struct store **out,
			   const char *command, struct c5_error *err);
/* For a change that cannot be taken back, nor what was before it. */
enum c5_status open_for_good(const struct context *context, struct store **out,
			     const char *command, struct c5_error *err);

/*
 * The month of an operand: YYYY-MM, now, next, last, or the ordinal of a round
 * that is made, or of the next to be made, whose month is the one after the
 * latest. NULL means this month. C5_USAGE: it is none of them.
 */
enum c5_status resolve_month(const struct context *context, struct store *store,
			     const char *text, month_t *out,
			     struct c5_error *err);

/* No programme is longer. */
enum { MOST_MONTHS = 120 };

/* C5_USAGE: it is no month of the programme. */
enum c5_status check_month(const struct programme *programme, month_t month,
			   struct c5_error *err);

/*
 * The round of an operand, for show and export; NULL means this month's round
 * or else the latest. C5_NO: no round has been made there. C5_USAGE: none
 * could be.
 */
enum c5_status resolve_round(const struct context *context, struct store *store,
			     const char *text, struct round_record *out,
			     struct c5_error *err);

/*
 * The participant of an operand: an address, a name only one has, or the number
 * that `people show` and the log call them by. C5_USAGE: nobody, or several.
 * Never a guess: near names are suggested only.
 */
enum c5_status resolve_who(struct store *store, const char *text, int64_t *id,
			   struct c5_error *err);
/* The same for what stands in a file, where a number is no participant. */
enum c5_status resolve_named(struct store *store, const char *text, int64_t *id,
			     struct c5_error *err);
/* Is it an address, and whose? *id 0: nobody's. */
enum c5_status resolve_address(struct store *store, const char *text,
			       bool *is_address, int64_t *id,
			       struct c5_error *err);
/* How many participants have that folded name. */
enum c5_status count_named(struct store *store, const char *name, size_t *n,
			   struct c5_error *err);

/* Resolves pending exclusions, inside a change; what stays unknown is noted if
 * `tell` (pending.c). */
enum c5_status settle_pending(const struct context *context,
			      struct store *store, bool tell,
			      struct c5_error *err);

/* Who has joined and left since a round of now or later was made; of an earlier
 * one nobody counts. */
enum c5_status round_since(const struct context *context, struct store *store,
			   const struct round_record *record, struct since *out,
			   struct c5_error *err);

/* Notes how many have joined or left since a round of now or later was made. */
enum c5_status note_since(const struct context *context, struct store *store,
			  const struct round_record *record,
			  struct c5_error *err);

/* A round as it now stands in the file, once it was written: what is shown is
 * what was kept. The caller releases *out, also after a failure. */
enum c5_status read_back(struct store *store, month_t month,
			 struct round_record *out, struct c5_error *err);

/* A round on the terminal, or as JSON. */
enum c5_status print_round(const struct context *context,
			   const struct round_record *record, bool created,
			   struct c5_error *err);

#endif
