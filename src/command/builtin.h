/* The data a programme starts with. Private to src/command/. */
#ifndef COMMAND_BUILTIN_H
#define COMMAND_BUILTIN_H

#include "connect5/store.h"

/*
 * Puts themes, prompts, characteristics, skills, sectors, organisations,
 * seniority, interests and form columns into the file: from `directory` where
 * it has the CSV, else the built-in one. *themes is how many there are. Where
 * the words (sectors and all that follows) come from an earlier season, only
 * themes, prompts, characteristics and skills are loaded.
 */
enum c5_status builtin_load(struct store *store, const char *directory,
			    bool words, int *themes, struct c5_error *err);

#endif
