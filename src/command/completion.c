/* Completion scripts for shells, made from the tables that the program itself
 * reads its command line by. */
#include <ctype.h>
#include <string.h>

#include "command/command.h"

/* A shell, and how its script is written. */
struct shell {
	const char *name;
	void (*write)(struct buffer *out);
};

/* Calls `each` for every option of every table, the global one first; the same
 * option of two commands comes twice. */
static void each_option(struct buffer *out,
			void (*each)(struct buffer *out,
				     const struct command *command,
				     const struct option_spec *option))
{
	for (const struct option_spec *o = global_options; o->name; o++)
		each(out, NULL, o);
	for (size_t i = 0; command_table[i]; i++)
		for (const struct option_spec *o = command_table[i]->options;
		     o && o->name; o++)
			each(out, command_table[i], o);
}

/* Text between single quotes; how a quote is written depends on the shell. */
static void quoted(struct buffer *out, const char *text, const char *quote)
{
	buffer_putc(out, '\'');
	for (; *text; text++)
		buffer_puts(out, *text == '\'' ? quote : (char[]){*text, 0});
	buffer_putc(out, '\'');
}

/* bash and zsh */

/* A pattern of a case: "-f|--file|". */
static void value_pattern(struct buffer *out, const struct command *command,
			  const struct option_spec *option)
{
	(void)command;
	if (!option->argument)
		return;
	if (option->letter)
		buffer_printf(out, "-%c|", option->letter);
	buffer_printf(out, "--%s|", option->name);
}

static bool is_path(const char *argument)
{
	return argument &&
	       (strcmp(argument, "FILE") == 0 ||
		strcmp(argument, "PATH") == 0 || strcmp(argument, "DIR") == 0 ||
		strcmp(argument, "OLD") == 0);
}

/* The values of an option that names them: "csv|json|md". */
static bool is_choice(const char *argument)
{
	return argument && islower((unsigned char)*argument);
}

/* A line of the case on the word before: what may follow an option. */
static void value_case(struct buffer *out, const struct command *command,
		       const struct option_spec *option)
{
	(void)command;
	if (!option->argument)
		return;
	buffer_puts(out, "\t");
	if (option->letter)
		buffer_printf(out, "-%c|", option->letter);
	buffer_printf(out, "--%s) ", option->name);
	if (is_choice(option->argument)) {
		buffer_puts(out, "values='");
		for (const char *at = option->argument; *at; at++)
			buffer_putc(out, *at == '|' ? ' ' : *at);
		buffer_puts(out, "' ;;\n");
	} else {
		buffer_puts(out, is_path(option->argument) ? "return ;;\n"
							   : "values=' ' ;;\n");
	}
}

static void option_words(struct buffer *out, const struct option_spec *option)
{
	for (; option && option->name; option++) {
		if (option->letter)
			buffer_printf(out, "-%c ", option->letter);
		buffer_printf(out, "--%s ", option->name);
	}
}

/* A case on the command, with what `each` lists for it, if anything. */
static void command_case(struct buffer *out, const char *variable,
			 void (*each)(struct buffer *out,
				      const struct command *command))
{
	buffer_puts(out, "\tcase $command in\n");
	for (size_t i = 0; command_table[i]; i++) {
		size_t before = out->length, empty;

		buffer_printf(out, "\t%s) %s='", command_table[i]->name,
			      variable);
		empty = out->length;
		each(out, command_table[i]);
		if (out->length == empty)
			buffer_cut(out, before);
		else
			buffer_puts(out, "' ;;\n");
	}
	buffer_puts(out, "\tesac\n");
}

static void options_of(struct buffer *out, const struct command *command)
{
	option_words(out, command->options);
}

static void words_of(struct buffer *out, const struct command *command)
{
	for (size_t i = 0; command->word && command->word(i); i++)
		buffer_printf(out, "%s%s", i ? " " : "", command->word(i));
}

static void command_names(struct buffer *out)
{
	for (size_t i = 0; command_table[i]; i++)
		buffer_printf(out, "%s%s", i ? " " : "",
			      command_table[i]->name);
}

/*
 * What bash and zsh share, for a shell that has the words in typed[], counted
 * from 0, and the number of the one at the cursor in $at: sets $values to what
 * may stand there, and returns early where that is a file.
 */
static void write_find(struct buffer *out)
{
	buffer_puts(out, "\tlocal command='' operands=0 i word flags=''\n"
			 "\tvalues=''\n"
			 "\tfor ((i = 1; i < at; i++)); do\n"
			 "\t\tword=${typed[i]}\n"
			 "\t\tcase $word in\n"
			 "\t\t");
	each_option(out, value_pattern);
	buffer_cut(out, out->length - 1); /* the last '|' */
	buffer_puts(out, ") ((i++)) ;;\n"
			 "\t\t-*) ;;\n"
			 "\t\t*) if [[ -z $command ]]; then command=$word\n"
			 "\t\t\telse ((++operands)); fi ;;\n"
			 "\t\tesac\n"
			 "\tdone\n"
			 "\tcase ${typed[at-1]} in\n");
	each_option(out, value_case);
	buffer_puts(out, "\tesac\n"
			 "\t[[ -z $values ]] || return\n"
			 "\tif [[ ${typed[at]} == -* ]]; then\n");
	command_case(out, "flags", options_of);
	buffer_puts(out, "\tvalues=\"$flags");
	option_words(out, global_options);
	buffer_puts(out, "\"\n"
			 "\telif [[ -z $command ]]; then\n"
			 "\tvalues='");
	command_names(out);
	buffer_puts(out, "'\n"
			 "\telif ((operands == 0)); then\n");
	command_case(out, "values", words_of);
	buffer_puts(out, "\tfi\n");
}

static void write_bash(struct buffer *out)
{
	buffer_puts(out,
		    "# bash completion for connect5:\n"
		    "#\tsource <(connect5 completion bash)\n"
		    "_connect5_values()\n"
		    "{\n"
		    "\tlocal typed=(\"${COMP_WORDS[@]}\") at=$COMP_CWORD\n");
	write_find(out);
	buffer_puts(out,
		    "}\n"
		    "_connect5()\n"
		    "{\n"
		    "\tlocal values=''\n"
		    "\t_connect5_values\n"
		    "\tCOMPREPLY=()\n"
		    "\t[[ -z $values ]] || mapfile -t COMPREPLY < <(\n"
		    "\t\tcompgen -W \"$values\" -- "
		    "\"${COMP_WORDS[COMP_CWORD]}\")\n"
		    "\t[[ -z $values ]] && compopt -o default 2>/dev/null\n"
		    "\treturn 0\n"
		    "}\n"
		    "complete -F _connect5 connect5\n");
}

static void write_zsh(struct buffer *out)
{
	buffer_puts(out, "#compdef connect5\n"
			 "# zsh completion for connect5:\n"
			 "#\tconnect5 completion zsh >"
			 "~/.zsh/completions/_connect5\n"
			 "_connect5_values()\n"
			 "{\n"
			 "\temulate -L zsh\n"
			 "\tsetopt ksh_arrays\n"
			 "\tlocal -a typed\n"
			 "\ttyped=(\"${words[@]}\")\n"
			 "\tlocal at=$((CURRENT - 1))\n");
	write_find(out);
	buffer_puts(out,
		    "}\n"
		    "_connect5()\n"
		    "{\n"
		    "\tlocal values=''\n"
		    "\t_connect5_values\n"
		    "\tif [[ -n $values ]]; then\n"
		    "\t\tcompadd -- ${=values}\n"
		    "\telse\n"
		    "\t\t_files\n"
		    "\tfi\n"
		    "}\n"
		    "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n"
		    "\t_connect5 \"$@\"\n"
		    "else\n"
		    "\tcompdef _connect5 connect5\n"
		    "fi\n");
}

/* fish */

static void fish_option(struct buffer *out, const struct command *command,
			const struct option_spec *option)
{
	buffer_puts(out, "complete -c connect5");
	if (command)
		buffer_printf(out, " -n '__fish_seen_subcommand_from %s'",
			      command->name);
	if (option->letter)
		buffer_printf(out, " -s %c", option->letter);
	buffer_printf(out, " -l %s", option->name);
	if (is_path(option->argument))
		buffer_puts(out, " -rF");
	else if (option->argument)
		buffer_puts(out, " -x");
	if (is_choice(option->argument)) {
		buffer_puts(out, " -a '");
		for (const char *at = option->argument; *at; at++)
			buffer_putc(out, *at == '|' ? ' ' : *at);
		buffer_putc(out, '\'');
	}
	buffer_puts(out, " -d ");
	quoted(out, option->what, "\\'");
	buffer_putc(out, '\n');
}

static void write_fish(struct buffer *out)
{
	buffer_puts(out, "# fish completion for connect5:\n"
			 "#\tconnect5 completion fish >"
			 "~/.config/fish/completions/connect5.fish\n");
	for (size_t i = 0; command_table[i]; i++) {
		const struct command *command = command_table[i];

		buffer_printf(out,
			      "complete -c connect5 -f -n "
			      "__fish_use_subcommand -a %s -d ",
			      command->name);
		quoted(out, command->summary, "\\'");
		buffer_putc(out, '\n');
		if (!command->word)
			continue;
		buffer_printf(out,
			      "complete -c connect5 -f -n "
			      "'__fish_seen_subcommand_from %s; and not "
			      "__fish_seen_subcommand_from ",
			      command->name);
		words_of(out, command);
		buffer_puts(out, "' -a '");
		words_of(out, command);
		buffer_puts(out, "'\n");
	}
	each_option(out, fish_option);
}

static const struct shell shells[] = {
	{"bash", write_bash},
	{"zsh", write_zsh},
	{"fish", write_fish},
	{NULL, NULL},
};

static const char *word(size_t index)
{
	return shells[index].name;
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	const struct shell *shell = shells;
	struct buffer out = BUFFER_INIT;
	enum c5_status status;

	(void)context;
	while (shell->name && strcmp(shell->name, arguments->operands[0]) != 0)
		shell++;
	if (!shell->name)
		return error_set(err, C5_USAGE,
				 "'%s' is no shell that we know: bash, zsh or "
				 "fish",
				 arguments->operands[0]);
	shell->write(&out);
	status = buffer_status(&out, err);
	if (!status)
		print(&out);
	buffer_release(&out);
	return status;
}

const struct command command_completion = {
	.name = "completion",
	.usage = "SHELL",
	.summary = "a script that completes commands and options",
	.help = "SHELL is bash, zsh or fish. In bash: source <(connect5 "
		"completion bash)",
	.least_operands = 1,
	.most_operands = 1,
	.word = word,
	.run = run,
};
