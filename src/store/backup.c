/* A consistent copy of the file. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "connect5/buffer.h"
#include "store/sql.h"

/* Syncs the copy and gives it its name, which nobody may have taken. */
static enum c5_status put_in_place(const char *temporary, const char *path,
				   struct c5_error *err)
{
	int fd = open(temporary, O_RDWR | O_CLOEXEC);
	bool ok = fd >= 0 && fchmod(fd, 0600) == 0 && fsync(fd) == 0;
	int error = errno;

	if (fd >= 0)
		close(fd);
	if (ok && link(temporary, path) != 0) {
		ok = false;
		error = errno;
	}
	unlink(temporary);
	if (ok)
		return C5_OK;
	if (error == EEXIST)
		return error_at(err, C5_USAGE, path, 0,
				"it exists: name another file, or remove it");
	return error_at(err, C5_SYSTEM, path, 0, "cannot write it: %s",
			strerror(error));
}

/* An empty file for the copy: a folder that is missing, or may not be written,
 * is no fault of the programme file's. */
static enum c5_status make_room(const char *temporary, const char *path,
				struct c5_error *err)
{
	int fd = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

	if (fd < 0)
		return error_at(err, C5_SYSTEM, path, 0, "cannot write it: %s",
				strerror(errno));
	close(fd);
	return C5_OK;
}

enum c5_status store_backup(struct store *store, const char *path,
			    struct c5_error *err)
{
	struct buffer temporary = BUFFER_INIT;
	struct stat info;
	enum c5_status status;

	if (lstat(path, &info) == 0)
		return error_at(err, C5_USAGE, path, 0,
				"it exists: name another file, or remove it");
	buffer_printf(&temporary, "%s.%ld", path, (long)getpid());
	status = buffer_status(&temporary, err);
	if (!status)
		status = make_room(temporary.text, path, err);
	if (status) {
		buffer_release(&temporary);
		return status;
	}
	status = sql_run(store, err, "VACUUM INTO ?", "t", temporary.text);
	if (!status)
		status = put_in_place(temporary.text, path, err);
	else
		unlink(temporary.text);
	buffer_release(&temporary);
	return status;
}
