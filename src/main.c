/*
 * connect5: five conversations, five connections, five months. The only file
 * that reads the surroundings (environment, clock, terminal) and that exits.
 */
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "command/arguments.h"
#include "connect5/text.h"

static const char *user_name(void)
{
	const struct passwd *entry = getpwuid(getuid());
	const char *name = entry ? entry->pw_name : getenv("USER");
	size_t bad;

	return name && *name && text_is_utf8(name, strlen(name), &bad)
		       ? name
		       : "unknown";
}

/* Is it a terminal that takes more than plain lines? */
static bool is_lively(int fd)
{
	const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");

	return isatty(fd) && !(no_color && *no_color) && term &&
	       strcmp(term, "dumb") != 0;
}

static struct context surroundings(void)
{
	const char *file = getenv("CONNECT5_FILE");

	if (!file || !*file)
		file = "connect5.db";
	return (struct context){
		.file = file,
		.usual = file,
		.user = user_name(),
		.color = is_lively(STDOUT_FILENO),
		.progress = is_lively(STDERR_FILENO),
		.terminal = isatty(STDOUT_FILENO),
		.wait_ms = 10000,
		.now = time(NULL),
	};
}

static enum c5_status run(int argc, char **argv, struct context *context,
			  struct c5_error *err)
{
	const struct command *command;
	struct arguments arguments;
	enum c5_status status =
		arguments_parse(argc, argv, context, &command, &arguments, err);
	char *name = NULL;

	if (status)
		return status;
	if (argument_given(&arguments, "version"))
		return command_version.run(context, &arguments, err);
	if (!command || argument_given(&arguments, "help")) {
		name = command ? (char *)(uintptr_t)command->name : NULL;
		arguments.operands = &name;
		arguments.n_operands = command != NULL;
		command = &command_help;
	}
	return command->run(context, &arguments, err);
}

/* A full or closed standard output is an error, not a success. */
static enum c5_status flush_output(bool changed, struct c5_error *err)
{
	if (!fflush(stdout) && !ferror(stdout) && !fclose(stdout))
		return C5_OK;
	return error_set(err, C5_SYSTEM,
			 "cannot write to standard output: is the disk full, "
			 "or was it closed?%s",
			 changed ? " The change was made all the same: "
				   "'connect5 log' names it"
				 : "");
}

int main(int argc, char **argv)
{
	struct c5_error err = {.text = "a bug: it failed without saying why"};
	bool changed = false;
	struct context context = surroundings();
	enum c5_status status, flushed;

	context.changed = &changed;
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	status = run(argc, argv, &context, &err);
	if (status)
		complain(&context, &err);
	flushed = flush_output(changed, &err);
	if (flushed)
		complain(&context, &err);
	return status ? (int)status : (int)flushed;
}
