/* The command line. Private to src/command/ and main.c. */
#ifndef COMMAND_ARGUMENTS_H
#define COMMAND_ARGUMENTS_H

#include "command/command.h"

/*
 * Reads global options before and after the command, and the command's own.
 * *command is NULL where --help or --version stood alone or nothing did.
 */
enum c5_status arguments_parse(int argc, char **argv, struct context *context,
			       const struct command **command,
			       struct arguments *out, struct c5_error *err);

#endif
