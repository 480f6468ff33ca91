/*
 * Whole files: read at once, written so that nobody ever sees half of one.
 */
#ifndef CONNECT5_FILE_H
#define CONNECT5_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "connect5/buffer.h"
#include "connect5/error.h"

/* Appends the bytes of a file; *found false: there is none (not an error). */
enum c5_status file_read(struct buffer *out, const char *path, bool *found,
			 struct c5_error *err);

/* Could file_write() take the name? The same C5_USAGE, before any work. */
enum c5_status file_check(const char *path, bool force, struct c5_error *err);

/*
 * Writes a file of mode 0600 beside its name, syncs it and renames it.
 * C5_USAGE: it exists and `force` is false, or the name is a symbolic link or
 * no file; C5_SYSTEM: disk or permission. After a failure the old file is as it
 * was.
 */
enum c5_status file_write(const char *path, const struct buffer *bytes,
			  bool force, struct c5_error *err);

/* The same for a file that is written piece by piece. After file_begin(), also
 * after one that failed, goes file_finish() or file_abandon(). */
struct file_output {
	const char *path; /* borrowed */
	bool force;
	bool unsynced; /* set after file_begin(): file_sync_all() follows */
	int fd;	       /* -1: nothing is open */
	struct buffer temporary;
};

enum c5_status file_begin(struct file_output *out, const char *path, bool force,
			  struct c5_error *err);
enum c5_status file_put(struct file_output *file, const struct buffer *bytes,
			struct c5_error *err);
/* Puts the file into its place; nothing is left of it where that fails. */
enum c5_status file_finish(struct file_output *file, struct c5_error *err);
/* Nothing is left of it. */
void file_abandon(struct file_output *file);

/*
 * A file (0600, in the system's folder for such) for a library that writes into
 * files alone: it opens the path, and what it wrote is read back. After
 * file_scratch_open(), also after one that failed, goes file_scratch_close():
 * nothing is left of it.
 */
struct file_scratch {
	char path[32];
	int fd;
};

enum c5_status file_scratch_open(struct file_scratch *out,
				 struct c5_error *err);
enum c5_status file_scratch_read(struct buffer *out,
				 const struct file_scratch *scratch,
				 struct c5_error *err);
void file_scratch_close(struct file_scratch *scratch);

/* All that was written to the disk of that folder is on it. */
enum c5_status file_sync_all(const char *folder, struct c5_error *err);

#endif
