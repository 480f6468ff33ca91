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

#endif
