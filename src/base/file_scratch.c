#include "connect5/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum c5_status file_scratch_open(struct file_scratch *out, struct c5_error *err)
{
	*out = (struct file_scratch){.path = P_tmpdir "/connect5.XXXXXX"};
	out->fd = mkostemp(out->path, O_CLOEXEC);
	if (out->fd < 0)
		return error_at(err, C5_SYSTEM, P_tmpdir, 0,
				"cannot make a file there: %s",
				strerror(errno));
	return C5_OK;
}

enum c5_status file_scratch_read(struct buffer *out,
				 const struct file_scratch *scratch,
				 struct c5_error *err)
{
	char bytes[8192];
	ssize_t count;
	off_t at = 0;

	while ((count = pread(scratch->fd, bytes, sizeof(bytes), at)) > 0) {
		buffer_add(out, bytes, (size_t)count);
		at += count;
	}
	if (count < 0)
		return error_at(err, C5_SYSTEM, scratch->path, 0,
				"cannot read it: %s", strerror(errno));
	return buffer_status(out, err);
}

void file_scratch_close(struct file_scratch *scratch)
{
	if (scratch->fd < 0)
		return;
	unlink(scratch->path);
	close(scratch->fd);
	scratch->fd = -1;
}
