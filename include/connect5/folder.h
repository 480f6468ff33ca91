/*
 * Many files into one folder, and a manifest that lists them, written last:
 * where it stands, all of them do. Their names begin with a label of what they
 * are ("2026-12-calendar"), so that several exports share a folder.
 *
 * An export that exists is replaced only by force: then the manifest and what
 * it lists are removed before anything is written, so that nothing of it is
 * taken for new. What no manifest of the label lists is left alone.
 */
#ifndef CONNECT5_FOLDER_H
#define CONNECT5_FOLDER_H

#include <stdbool.h>

#include "connect5/buffer.h"
#include "connect5/error.h"
#include "connect5/sheet.h"

struct folder {
	const char *path, *label; /* borrowed */
	bool force;
	bool made; /* the folder was not there */
	struct buffer name;
	struct buffer written; /* names, one a line */
	struct sheet manifest;
};

/*
 * Makes the folder (0700) if there is none. C5_USAGE: there is such an export
 * in it, or the name is of something else. After it, also where it failed, goes
 * folder_finish() or folder_abandon().
 */
enum c5_status folder_begin(struct folder *out, const char *path,
			    const char *label, bool force,
			    struct c5_error *err);

/* A file "LABEL-REST", and what it is: a cell of the manifest. C5_USAGE: there
 * is a file of that name. */
enum c5_status folder_put(struct folder *folder, const char *rest,
			  const struct buffer *bytes, const char *what,
			  struct c5_error *err);

/* Writes "LABEL-manifest.csv": file,bytes,what. */
enum c5_status folder_finish(struct folder *folder, struct c5_error *err);

/* Nothing is left of what was written. */
void folder_abandon(struct folder *folder);

#endif
