#include "command/command.h"

#include <string.h>

const struct command *const command_table[] = {
	&command_init,	   &command_import,	   &command_people,
	&command_sectors,  &command_organisations, &command_status,
	&command_forecast, &command_match,	   &command_repair,
	&command_show,	   &command_explain,	   &command_export,
	&command_check,	   &command_undo,	   &command_backup,
	&command_config,   &command_log,	   &command_completion,
	&command_help,	   &command_version,	   NULL,
};

const struct command *command_find(const char *name)
{
	for (size_t i = 0; command_table[i]; i++)
		if (strcmp(command_table[i]->name, name) == 0)
			return command_table[i];
	return NULL;
}
