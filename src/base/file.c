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

static bool write_all(int fd, const char *bytes, size_t length)
{
	size_t done = 0;

	while (done < length) {
		ssize_t count = write(fd, bytes + done, length - done);

		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return false;
		done += (size_t)count;
	}
	return true;
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

static enum c5_status cannot(const struct file_output *file, int error,
			     struct c5_error *err)
{
	return error_at(err, C5_SYSTEM, file->path, 0, "cannot write it: %s",
			strerror(error));
}

enum c5_status file_begin(struct file_output *out, const char *path, bool force,
			  struct c5_error *err)
{
	enum c5_status status = file_check(path, force, err);

	*out = (struct file_output){.path = path,
				    .force = force,
				    .fd = -1,
				    .temporary = BUFFER_INIT};
	if (status)
		return status;
	buffer_printf(&out->temporary, "%s.XXXXXX", path);
	status = buffer_status(&out->temporary, err);
	if (status)
		return status;
	out->fd = mkostemp(out->temporary.text, O_CLOEXEC);
	return out->fd < 0 ? cannot(out, errno, err) : C5_OK;
}

enum c5_status file_put(struct file_output *file, const struct buffer *bytes,
			struct c5_error *err)
{
	if (bytes->failed)
		return error_memory(err);
	if (!write_all(file->fd, bytes->text, bytes->length))
		return cannot(file, errno, err);
	return C5_OK;
}

enum c5_status file_finish(struct file_output *file, struct c5_error *err)
{
	bool synced = file->unsynced || fsync(file->fd) == 0;
	int error = errno;

	if (close(file->fd) != 0 && synced) {
		synced = false;
		error = errno;
	}
	file->fd = -1;
	if (synced &&
	    move_into_place(file->temporary.text, file->path, file->force)) {
		if (!file->unsynced)
			sync_directory(file->path);
		buffer_release(&file->temporary);
		return C5_OK;
	}
	if (synced)
		error = errno;
	unlink(file->temporary.text);
	buffer_release(&file->temporary);
	return cannot(file, error, err);
}

void file_abandon(struct file_output *file)
{
	if (file->fd >= 0) {
		close(file->fd);
		unlink(file->temporary.text);
	}
	file->fd = -1;
	buffer_release(&file->temporary);
}

enum c5_status file_write(const char *path, const struct buffer *bytes,
			  bool force, struct c5_error *err)
{
	struct file_output file;
	enum c5_status status = file_begin(&file, path, force, err);

	if (!status)
		status = file_put(&file, bytes, err);
	if (!status)
		return file_finish(&file, err);
	file_abandon(&file);
	return status;
}

enum c5_status file_sync_all(const char *folder, struct c5_error *err)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool synced = fd >= 0 && syncfs(fd) == 0;
	int error = errno;

	if (fd >= 0)
		close(fd);
	if (!synced)
		return error_at(err, C5_SYSTEM, folder, 0,
				"cannot write to it: %s", strerror(error));
	return C5_OK;
}
