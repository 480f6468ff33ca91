/* Commands that do several things, by their first operand. */
#include <string.h>

#include "command/command.h"

const struct action *action_find(const struct action *actions,
				 const struct arguments *arguments)
{
	if (!arguments->n_operands)
		return actions;
	for (; actions->name; actions++)
		if (strcmp(actions->name, arguments->operands[0]) == 0)
			return actions;
	return NULL;
}

static enum c5_status unknown(const char *command, const struct action *actions,
			      const char *name, struct c5_error *err)
{
	struct buffer list = BUFFER_INIT;
	struct near_word near = {.said = name};
	enum c5_status status;

	for (const struct action *at = actions; at->name; at++)
		near_try(&near, at->name);
	if (near.best)
		return error_set(err, C5_USAGE,
				 "'%s %s' is nothing we know: did you mean "
				 "'connect5 %s %s'?",
				 command, name, command, near.best);
	for (const struct action *at = actions; at->name; at++)
		buffer_printf(&list, "%s%s",
			      at == actions ? ""
			      : at[1].name  ? ", "
					    : " or ",
			      at->name);
	status = error_set(err, C5_USAGE, "'%s %s' is nothing we know: %s",
			   command, name, list.text);
	buffer_release(&list);
	return status;
}

enum c5_status action_run(const char *command, const struct action *actions,
			  const struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	const struct action *action = action_find(actions, arguments);

	if (!action)
		return unknown(command, actions, arguments->operands[0], err);
	if (arguments->n_operands < action->least ||
	    arguments->n_operands > action->most)
		return error_set(err, C5_USAGE, "usage: connect5 %s %s%s%s",
				 command, action->name,
				 *action->usage ? " " : "", action->usage);
	return action->run(context, arguments, err);
}
