/* The templates among the settings: they come from files. */
#include "command/config.h"

#include <string.h>
#include <sys/stat.h>

#include "connect5/file.h"

enum c5_status template_standing(struct buffer *out,
				 const struct correspondence *correspondence,
				 enum letter letter, struct c5_error *err)
{
	buffer_puts(out,
		    *correspondence->templates[letter] ? "own" : "built in");
	return buffer_status(out, err);
}

enum c5_status print_template(const struct context *context,
			      const struct correspondence *correspondence,
			      enum letter letter, struct c5_error *err)
{
	const char *own = correspondence->templates[letter];
	const char *text = *own ? own : template_built_in(letter);
	struct buffer out = BUFFER_INIT;
	enum c5_status status;

	if (context->json)
		return print_json(json_pack("{s:s+, s:s, s:b}", "key",
					    "template.", letter_name(letter),
					    "value", text, "own", *own != 0),
				  err);
	buffer_puts(&out, text);
	status = buffer_status(&out, err);
	if (!status)
		print(&out);
	buffer_release(&out);
	return status;
}

/* A device, or a file that is far too long, is not read to its end. */
static enum c5_status check_file(const char *path, struct c5_error *err)
{
	struct stat info;

	if (stat(path, &info) != 0)
		return error_at(err, C5_USAGE, path, 0,
				"there is no such file: name one that holds "
				"the text, or '' for the built-in one");
	if (S_ISREG(info.st_mode) && info.st_size > TEMPLATE_MOST_BYTES)
		return error_at(err, C5_DATA, path, 0,
				"a template has at most %d bytes, this one "
				"%lld",
				TEMPLATE_MOST_BYTES, (long long)info.st_size);
	if (S_ISDIR(info.st_mode) || S_ISBLK(info.st_mode))
		return error_at(err, C5_USAGE, path, 0,
				"this is no file: name one");
	return C5_OK;
}

enum c5_status template_from_file(struct buffer *out, enum letter letter,
				  const char *path, struct c5_error *err)
{
	struct buffer bytes = BUFFER_INIT;
	bool found = true;
	enum c5_status status;

	if (!*path)
		return C5_OK;
	status = check_file(path, err);
	if (!status)
		status = file_read(&bytes, path, &found, err);
	if (!status) {
		const struct template_source source = {letter, path, bytes.text,
						       bytes.length};

		status = template_read(out, &source, err);
	}
	buffer_release(&bytes);
	return status;
}
