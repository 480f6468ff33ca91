/* A word of the command line that is none of ours, but nearly. */
#include "command/command.h"

#include <string.h>

#include "connect5/text.h"

/* One slip of typing in a short word, two in a longer one. */
static size_t slips_allowed(size_t length)
{
	return length >= 6 ? 2 : length >= 3 ? 1 : 0;
}

void near_try(struct near_word *near, const char *word)
{
	size_t most = near->best ? near->slips - 1
				 : slips_allowed(strlen(near->said));
	size_t slips;

	if (near->best && !near->slips)
		return;
	slips = text_distance(near->said, word, most + 1);
	if (slips > most)
		return;
	near->best = word;
	near->slips = slips;
}

enum c5_status no_such_command(const char *name, struct c5_error *err)
{
	struct near_word near = {.said = name};

	for (size_t i = 0; command_table[i]; i++)
		near_try(&near, command_table[i]->name);
	if (near.best)
		return error_set(err, C5_USAGE,
				 "there is no command '%s': did you mean "
				 "'connect5 %s'?",
				 name, near.best);
	return error_set(err, C5_USAGE,
			 "there is no command '%s': 'connect5 help' lists "
			 "them",
			 name);
}
