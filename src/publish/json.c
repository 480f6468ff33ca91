#include "connect5/json.h"

#include <string.h>

#include "connect5/text.h"

json_t *json_lines(const char *lines)
{
	json_t *array = json_array();

	while (*lines) {
		size_t length = strcspn(lines, "\n");

		if (length)
			json_array_append_new(array,
					      json_stringn(lines, length));
		lines += length + (lines[length] == '\n');
	}
	return array;
}

static int append(const char *bytes, size_t count, void *buffer)
{
	buffer_add(buffer, bytes, count);
	return 0;
}

enum c5_status json_finish(struct buffer *out, json_t *value,
			   struct c5_error *err)
{
	struct buffer text = BUFFER_INIT;
	int result = value ? json_dump_callback(value, append, &text,
						JSON_COMPACT | JSON_ENCODE_ANY)
			   : -1;

	json_decref(value);
	out->failed |= text.failed;
	text_json(out, text.text);
	buffer_putc(out, '\n');
	buffer_release(&text);
	return result ? error_memory(err) : buffer_status(out, err);
}
