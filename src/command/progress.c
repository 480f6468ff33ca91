#include "command/progress.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

enum {
	BETWEEN_MS = 200, /* two lines */
	LINE_BYTES = 68	  /* with "connect5: " before it */
};

/* To the beginning of the line, and nothing behind it. */
#define ERASE "\r\033[K"

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_init(struct progress *progress, const struct context *context)
{
	*progress = (struct progress){.wanted = context->progress &&
						!context->quiet};
}

bool progress_due(struct progress *progress)
{
	int64_t now;

	if (!progress->wanted)
		return false;
	now = milliseconds();
	if (now < progress->next)
		return false;
	progress->next = now + BETWEEN_MS;
	return true;
}

void progress_show(struct progress *progress, const char *format, ...)
{
	char line[LINE_BYTES];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(line, sizeof(line), format, arguments);
	va_end(arguments);
	fprintf(stderr, ERASE "connect5: %s", line);
	fflush(stderr);
	progress->visible = true;
}

void progress_clear(struct progress *progress)
{
	if (!progress->visible)
		return;
	fputs(ERASE, stderr);
	fflush(stderr);
	progress->visible = false;
}
