#include "connect5/folder.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "connect5/file.h"

#define MANIFEST "manifest.csv"

/* The path of "LABEL-REST", alive until the next. */
static const char *path_of(struct folder *folder, const char *rest)
{
	buffer_cut(&folder->name, 0);
	buffer_printf(&folder->name, "%s/%s-%s", folder->path, folder->label,
		      rest);
	return folder->name.text;
}

static enum c5_status make_folder(struct folder *folder, struct c5_error *err)
{
	struct stat info;

	if (mkdir(folder->path, 0700) == 0) {
		folder->made = true;
		return C5_OK;
	}
	if (errno != EEXIST)
		return error_at(err, C5_SYSTEM, folder->path, 0,
				"cannot make this folder: %s", strerror(errno));
	if (stat(folder->path, &info) == 0 && S_ISDIR(info.st_mode))
		return C5_OK;
	return error_at(err, C5_USAGE, folder->path, 0,
			"this is no folder: name one, or one that is to be "
			"made");
}

/* Is it such a name as folder_put() makes? */
static bool is_ours(const struct folder *folder, const char *name,
		    size_t length)
{
	size_t label = strlen(folder->label);

	return length > label && strncmp(name, folder->label, label) == 0 &&
	       name[label] == '-' && !memchr(name, '/', length);
}

static void remove_file(struct folder *folder, const char *name, size_t length)
{
	buffer_cut(&folder->name, 0);
	buffer_printf(&folder->name, "%s/%.*s", folder->path, (int)length,
		      name);
	if (!folder->name.failed)
		unlink(folder->name.text);
}

/* The names of a manifest stand first in its rows. */
static void remove_listed(struct folder *folder, const struct buffer *manifest)
{
	for (const char *at = manifest->text; *at;) {
		size_t length = strcspn(at, ",\r\n");

		if (is_ours(folder, at, length))
			remove_file(folder, at, length);
		at += strcspn(at, "\n");
		at += *at == '\n';
	}
}

/* The manifest goes first: without it nothing counts as complete. */
static enum c5_status remove_former(struct folder *folder, const char *path,
				    struct c5_error *err)
{
	struct buffer manifest = BUFFER_INIT;
	bool found;
	enum c5_status status = file_read(&manifest, path, &found, err);

	if (!status && found && unlink(path) != 0)
		status = error_at(err, C5_SYSTEM, path, 0,
				  "cannot replace it: %s", strerror(errno));
	if (!status)
		remove_listed(folder, &manifest);
	buffer_release(&manifest);
	return status;
}

enum c5_status folder_begin(struct folder *out, const char *path,
			    const char *label, bool force, struct c5_error *err)
{
	static const char *const header[] = {"file", "bytes", "what", NULL};
	const char *manifest;
	enum c5_status status;

	*out = (struct folder){.path = path,
			       .label = label,
			       .force = force,
			       .name = BUFFER_INIT,
			       .written = BUFFER_INIT};
	sheet_init(&out->manifest, header);
	manifest = path_of(out, MANIFEST);
	status = buffer_status(&out->name, err);
	if (!status)
		status = make_folder(out, err);
	if (!status)
		status = file_check(manifest, force, err);
	if (!status && force)
		status = remove_former(out, manifest, err);
	return status;
}

enum c5_status folder_put(struct folder *folder, const char *rest,
			  const struct buffer *bytes, const char *what,
			  struct c5_error *err)
{
	const char *path = path_of(folder, rest);
	struct file_output file;
	enum c5_status status = buffer_status(&folder->name, err);

	if (status)
		return status;
	status = file_begin(&file, path, folder->force, err);
	file.unsynced = true;
	if (!status)
		status = file_put(&file, bytes, err);
	if (status) {
		file_abandon(&file);
		return status;
	}
	status = file_finish(&file, err);
	if (status)
		return status;
	path += strlen(folder->path) + 1;
	buffer_printf(&folder->written, "%s\n", path);
	sheet_text(&folder->manifest, path);
	sheet_number(&folder->manifest, (long long)bytes->length);
	sheet_text(&folder->manifest, what);
	return buffer_status(&folder->written, err);
}

static void release(struct folder *folder)
{
	buffer_release(&folder->name);
	buffer_release(&folder->written);
	sheet_release(&folder->manifest);
}

enum c5_status folder_finish(struct folder *folder, struct c5_error *err)
{
	struct buffer bytes = BUFFER_INIT;
	enum c5_status status = file_sync_all(folder->path, err);

	if (!status)
		status = sheet_csv(&bytes, &folder->manifest, false, err);
	if (!status)
		status = file_write(path_of(folder, MANIFEST), &bytes,
				    folder->force, err);
	buffer_release(&bytes);
	if (status)
		folder_abandon(folder);
	else
		release(folder);
	return status;
}

void folder_abandon(struct folder *folder)
{
	for (const char *at = folder->written.text; *at;) {
		size_t length = strcspn(at, "\n");

		remove_file(folder, at, length);
		at += length + 1;
	}
	if (folder->made)
		rmdir(folder->path);
	release(folder);
}
