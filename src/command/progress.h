/*
 * How far a long work is, as a line of a terminal's standard error that is
 * drawn again a few times a second, and is gone before anything else is said.
 * The clock is read here and nowhere else: what is worked on knows none.
 *
 *	progress_init(&progress, context);
 *	while (work())
 *		if (progress_due(&progress))
 *			progress_show(&progress, "%zu rows", n);
 *	progress_clear(&progress);
 */
#ifndef COMMAND_PROGRESS_H
#define COMMAND_PROGRESS_H

#include "command/command.h"

struct progress {
	bool wanted;  /* by the terminal and whoever sits there */
	bool visible; /* a line stands there */
	int64_t next; /* milliseconds: not again before */
};

void progress_init(struct progress *progress, const struct context *context);

/* Is it time for another line? */
bool progress_due(struct progress *progress);

/* One line, shorter than any terminal is wide. */
void progress_show(struct progress *progress, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Takes the line away; nothing happens where there is none. */
void progress_clear(struct progress *progress);

#endif
