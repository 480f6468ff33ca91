#include "command/arguments.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/text.h"

const struct option_spec global_options[] = {
	{"file", 'f', "FILE",
	 "the programme file ($CONNECT5_FILE, connect5.db)"},
	{"quiet", 'q', NULL, "only errors on standard error"},
	{"verbose", 'v', NULL,
	 "each group with its reasons; all that import says"},
	{"json", 0, NULL, "the result as JSON on standard output"},
	{"no-color", 0, NULL, "no colour, also on a terminal"},
	{"wait", 0, "SECONDS", "how long to wait for other processes (10)"},
	{"now", 0, "TIMESTAMP", "act as if it were this moment (ISO 8601)"},
	{"help", 'h', NULL, "what there is to say of a command"},
	{"version", 0, NULL, "the version"},
	{NULL, 0, NULL, NULL},
};

enum { MOST_SPECS = 40 };

/* The option tables as getopt_long(3) wants them. */
struct parser {
	const struct option_spec *specs[MOST_SPECS];
	struct option longs[MOST_SPECS + 1];
	char shorts[2 * MOST_SPECS + 4];
	int n;
};

static void add_specs(struct parser *parser, const struct option_spec *spec)
{
	size_t at = strlen(parser->shorts);

	for (; spec && spec->name && parser->n < MOST_SPECS; spec++) {
		parser->specs[parser->n] = spec;
		parser->longs[parser->n] = (struct option){
			.name = spec->name,
			.has_arg = spec->argument ? required_argument
						  : no_argument,
			.val = 256 + parser->n,
		};
		if (spec->letter) {
			parser->shorts[at++] = spec->letter;
			if (spec->argument)
				parser->shorts[at++] = ':';
		}
		parser->n++;
	}
}

/* The spec that getopt_long(3) has found, or NULL. */
static const struct option_spec *found_spec(const struct parser *parser,
					    int code)
{
	if (code >= 256)
		return parser->specs[code - 256];
	for (int i = 0; i < parser->n; i++)
		if (parser->specs[i]->letter == code)
			return parser->specs[i];
	return NULL;
}

static bool is_global(const struct option_spec *spec)
{
	for (const struct option_spec *g = global_options; g->name; g++)
		if (g == spec)
			return true;
	return false;
}

static enum c5_status set_wait(struct context *context, const char *value,
			       struct c5_error *err)
{
	char *end;
	long seconds = strtol(value, &end, 10);

	if (!*value || *end || seconds < 0 || seconds > 86400)
		return error_set(err, C5_USAGE,
				 "--wait takes seconds, 0 to 86400, not '%s'",
				 value);
	context->wait_ms = (int)seconds * 1000;
	return C5_OK;
}

static enum c5_status set_global(struct context *context, const char *name,
				 const char *value, struct c5_error *err)
{
	if (strcmp(name, "file") == 0)
		context->file = value;
	else if (strcmp(name, "quiet") == 0)
		context->quiet = true;
	else if (strcmp(name, "verbose") == 0)
		context->verbose = true;
	else if (strcmp(name, "json") == 0)
		context->json = true;
	else if (strcmp(name, "no-color") == 0)
		context->color = false;
	else if (strcmp(name, "wait") == 0)
		return set_wait(context, value, err);
	else if (strcmp(name, "now") == 0 &&
		 !moment_parse(&context->now, value))
		return error_set(err, C5_USAGE,
				 "--now takes a time such as "
				 "2026-12-01T09:00:00Z, not '%s'",
				 value);
	return C5_OK;
}

/* One option that was found goes where it belongs. */
static enum c5_status take(const struct option_spec *spec, const char *value,
			   struct context *context, struct arguments *out,
			   struct c5_error *err)
{
	if (is_global(spec)) {
		enum c5_status status =
			set_global(context, spec->name, value, err);

		if (status)
			return status;
		if (strcmp(spec->name, "help") != 0 &&
		    strcmp(spec->name, "version") != 0)
			return C5_OK;
	}
	if (out->n_given == MOST_OPTIONS)
		return error_set(err, C5_USAGE, "too many options");
	out->given[out->n_given].name = spec->name;
	out->given[out->n_given++].value = value;
	return C5_OK;
}

static void try_options(struct near_word *near, const struct option_spec *spec)
{
	for (; spec && spec->name; spec++)
		near_try(near, spec->name);
}

/* The option that was meant by "--dryrun" or "--formta=csv"; NULL: who knows?
 */
static const char *near_option(const char *said, const struct command *command)
{
	struct buffer name = BUFFER_INIT;
	struct near_word near = {.best = NULL};

	if (strncmp(said, "--", 2) != 0)
		return NULL;
	buffer_add(&name, said + 2, strcspn(said + 2, "="));
	near.said = name.text;
	try_options(&near, global_options);
	try_options(&near, command ? command->options : NULL);
	buffer_release(&name);
	return near.best;
}

static bool is_of_a_command(const char *option)
{
	for (size_t i = 0; command_table[i]; i++)
		for (const struct option_spec *o = command_table[i]->options;
		     o && o->name; o++)
			if (strcmp(o->name, option) == 0)
				return true;
	return false;
}

/* getopt_long(3) leaves a long option that it knows in optopt by its value, a
 * letter by itself, and 0 for a long one that it does not know. */
static enum c5_status bad_option(char **argv, const struct command *command,
				 int code, struct c5_error *err)
{
	const char *blank = command ? " " : "";
	const char *help = command ? command->name : "";
	char letter[3] = {'-', (char)optopt, '\0'};
	const char *what = argv[optind - 1];

	if (optopt > ' ' && optopt < 127)
		what = letter;
	else if (optopt < 0 && argv[optind]) /* no letter of ASCII */
		what = argv[optind];
	if (code == ':')
		return error_set(err, C5_USAGE,
				 "%s needs a value: see 'connect5 help%s%s'",
				 what, blank, help);
	if (optopt >= 256)
		return error_set(err, C5_USAGE,
				 "%s: this option takes no value", what);
	if (!command && strncmp(what, "--", 2) == 0 &&
	    is_of_a_command(what + 2))
		return error_set(err, C5_USAGE,
				 "%s goes after the command, not before it",
				 what);
	const char *near = near_option(what, command);
	if (near)
		return error_set(err, C5_USAGE,
				 "unknown option %s: did you mean --%s?", what,
				 near);
	return error_set(err, C5_USAGE,
			 "unknown option %s: see 'connect5 help%s%s'", what,
			 blank, help);
}

/* Reads options up to the first operand, or all of them. */
static enum c5_status scan(int argc, char **argv, struct context *context,
			   const struct command *command, struct arguments *out,
			   struct c5_error *err)
{
	struct parser parser = {.shorts = ":"};
	enum c5_status status = C5_OK;
	int code;

	/* "+" stops at the first operand: the command. */
	if (!command)
		memcpy(parser.shorts, "+:", sizeof("+:"));
	add_specs(&parser, global_options);
	add_specs(&parser, command ? command->options : NULL);
	opterr = 0;
	optind = 0;
	while (!status && (code = getopt_long(argc, argv, parser.shorts,
					      parser.longs, NULL)) != -1) {
		const struct option_spec *spec = found_spec(&parser, code);

		if (code == '?' || code == ':' || !spec)
			status = bad_option(argv, command, code, err);
		else
			status = take(spec, optarg ? optarg : "", context, out,
				      err);
	}
	return status;
}

/* The operand that a usage cannot do without: "FILE", the first word that
 * stands in no brackets. */
static int operand_of(const char **out, const char *usage)
{
	int depth = 0;

	for (; *usage; usage++) {
		depth += (*usage == '[') - (*usage == ']');
		if (!depth && *usage >= 'A' && *usage <= 'Z')
			break;
	}
	*out = usage;
	return (int)strspn(usage, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

static enum c5_status check_operands(const struct command *command,
				     const struct arguments *arguments,
				     struct c5_error *err)
{
	if (argument_given(arguments, "help"))
		return C5_OK;
	if (arguments->n_operands < command->least_operands) {
		const char *operand;
		int length = operand_of(&operand, command->usage);

		return error_set(err, C5_USAGE,
				 "%s needs %.*s: usage: connect5 %s %s; "
				 "'connect5 help %s' says more",
				 command->name, length, operand, command->name,
				 command->usage, command->name);
	}
	if (arguments->n_operands > command->most_operands)
		return error_set(err, C5_USAGE,
				 "'%s' is one too many: usage: connect5 %s%s%s",
				 arguments->operands[command->most_operands],
				 command->name, *command->usage ? " " : "",
				 command->usage);
	return C5_OK;
}

/* Words go into the file and into JSON, which are UTF-8. */
static enum c5_status check_text(const char *word, struct c5_error *err)
{
	size_t bad;

	if (text_is_utf8(word, strlen(word), &bad))
		return C5_OK;
	return error_set(err, C5_USAGE,
			 "'%s' is not UTF-8: give such a file another name, or "
			 "say the words in a UTF-8 locale",
			 word);
}

enum c5_status arguments_parse(int argc, char **argv, struct context *context,
			       const struct command **command,
			       struct arguments *out, struct c5_error *err)
{
	enum c5_status status = check_text(context->file, err);

	*out = (struct arguments){.options = NULL};
	*command = NULL;
	for (int i = 0; i < argc && !status; i++)
		status = check_text(argv[i], err);
	if (!status)
		status = scan(argc, argv, context, NULL, out, err);
	if (status || optind >= argc)
		return status;
	argc -= optind;
	argv += optind;
	*command = command_find(argv[0]);
	if (!*command)
		return no_such_command(argv[0], err);
	out->options = (*command)->options;
	status = scan(argc, argv, context, *command, out, err);
	if (status)
		return status;
	out->operands = argv + optind;
	out->n_operands = (size_t)(argc - optind);
	return check_operands(*command, out, err);
}

const char *argument_value(const struct arguments *arguments, const char *name)
{
	for (size_t i = arguments->n_given; i-- > 0;)
		if (strcmp(arguments->given[i].name, name) == 0)
			return arguments->given[i].value;
	return NULL;
}

bool argument_given(const struct arguments *arguments, const char *name)
{
	return argument_value(arguments, name) != NULL;
}
