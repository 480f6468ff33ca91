#include "connect5/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum c5_status file_read(struct buffer *out, const char *path, bool *found,
			 struct c5_error *err)
{
	char bytes[8192];
	size_t count;
	FILE *file = fopen(path, "rbe");

	*found = file != NULL;
	if (!file && errno == ENOENT)
		return C5_OK;
	if (!file)
		return error_at(err, C5_SYSTEM, path, 0, "%s", strerror(errno));
	while ((count = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buffer_add(out, bytes, count);
	bool bad = ferror(file);
	fclose(file);
	if (bad)
		return error_at(err, C5_SYSTEM, path, 0, "cannot read it");
	return buffer_status(out, err);
}

enum c5_status file_check(const char *path, bool force, struct c5_error *err)
{
	struct stat info;

	if (lstat(path, &info) != 0)
		return C5_OK;
	if (S_ISLNK(info.st_mode))
		return error_at(err, C5_USAGE, path, 0,
				"this is a symbolic link, and is left alone: "
				"name the file itself");
	if (!S_ISREG(info.st_mode))
		return error_at(err, C5_USAGE, path, 0,
				"this is no file: name one");
	if (!force)
		return error_at(err, C5_USAGE, path, 0,
				"it exists: --force replaces it");
	return C5_OK;
}

static bool write_all(int fd, const struct buffer *bytes)
{
	size_t done = 0;

	while (done < bytes->length) {
		ssize_t count =
			write(fd, bytes->text + done, bytes->length - done);

		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return false;
		done += (size_t)count;
	}
	return fsync(fd) == 0;
}

/* So that the new name survives a power cut as well. */
static void sync_directory(const char *path)
{
	char *copy = strdup(path);
	int fd = copy ? open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
		      : -1;

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(copy);
}

/* Without force the name is taken by link(2), which never replaces. */
static bool move_into_place(const char *temporary, const char *path, bool force)
{
	if (force)
		return rename(temporary, path) == 0;
	return link(temporary, path) == 0 && unlink(temporary) == 0;
}

enum c5_status file_write(const char *path, const struct buffer *bytes,
			  bool force, struct c5_error *err)
{
	struct buffer temporary = BUFFER_INIT;
	enum c5_status status = file_check(path, force, err);
	int fd = -1;

	buffer_printf(&temporary, "%s.XXXXXX", path);
	if (!status)
		status = buffer_status(&temporary, err);
	if (status) {
		buffer_release(&temporary);
		return status;
	}
	fd = mkostemp(temporary.text, O_CLOEXEC);
	bool ok = fd >= 0 && write_all(fd, bytes);
	int error = errno;
	if (fd >= 0 && close(fd) != 0 && ok) {
		ok = false;
		error = errno;
	}
	if (ok && !move_into_place(temporary.text, path, force)) {
		ok = false;
		error = errno;
	}
	if (!ok) {
		if (fd >= 0)
			unlink(temporary.text);
		status = error_at(err, C5_SYSTEM, path, 0,
				  "cannot write it: %s", strerror(error));
	} else {
		sync_directory(path);
	}
	buffer_release(&temporary);
	return status;
}
