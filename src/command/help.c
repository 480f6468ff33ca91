#include <string.h>

#include "command/command.h"

static void option_line(struct buffer *out, const struct option_spec *option)
{
	struct buffer left = BUFFER_INIT;

	if (option->letter)
		buffer_printf(&left, "-%c, ", option->letter);
	buffer_printf(&left, "--%s%s%s", option->name,
		      option->argument ? " " : "",
		      option->argument ? option->argument : "");
	buffer_printf(out, "  %-24s %s\n", left.text, option->what);
	buffer_release(&left);
}

static void option_lines(struct buffer *out, const struct option_spec *options)
{
	for (; options && options->name; options++)
		option_line(out, options);
}

static void overview(struct buffer *out)
{
	buffer_puts(out,
		    "connect5 pairs people from different parts of a system, "
		    "once a month,\nnever the same two twice.\n\n"
		    "usage: connect5 [OPTION]... COMMAND ...\n\nCommands:\n");
	for (size_t i = 0; command_table[i]; i++)
		buffer_printf(out, "  %-13s  %s\n", command_table[i]->name,
			      command_table[i]->summary);
	buffer_puts(out, "\nOptions, before or after the command:\n");
	option_lines(out, global_options);
	buffer_puts(out, "\nExit codes: 0 done, 1 the answer is no, 2 usage, 3 "
			 "input needs attention,\n4 the programme file, 5 the "
			 "system, 75 the file is in use.\n"
			 "'connect5 help COMMAND' says more; so does man "
			 "connect5.\n");
}

static void details(struct buffer *out, const struct command *command)
{
	buffer_printf(out, "connect5 %s: %s\n\nusage: connect5 %s%s%s\n",
		      command->name, command->summary, command->name,
		      *command->usage ? " " : "", command->usage);
	if (command->help)
		buffer_printf(out, "\n%s\n", command->help);
	if (command->options)
		buffer_puts(out, "\nOptions:\n");
	option_lines(out, command->options);
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	const struct command *command = NULL;
	enum c5_status status = C5_OK;

	(void)context;
	if (arguments->n_operands) {
		command = command_find(arguments->operands[0]);
		if (!command)
			return no_such_command(arguments->operands[0], err);
		details(&out, command);
	} else {
		overview(&out);
	}
	status = buffer_status(&out, err);
	if (!status)
		print(&out);
	buffer_release(&out);
	return status;
}

static const char *word(size_t index)
{
	return command_table[index] ? command_table[index]->name : NULL;
}

const struct command command_help = {
	.name = "help",
	.usage = "[COMMAND]",
	.summary = "what the program, or a command, does",
	.most_operands = 1,
	.word = word,
	.run = run,
};
