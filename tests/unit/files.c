#include "prelude.h"

#include "files.h"

#include <stdio.h>
#include <stdlib.h>

#include "connect5/buffer.h"

const char *test_data(void)
{
#ifdef TEST_DATA_DIR
	return TEST_DATA_DIR;
#else
	static char path[4096];
	const char *top = getenv("SOURCE_DIR");

	snprintf(path, sizeof(path), "%s/tests/data", top ? top : ".");
	return path;
#endif
}

char *test_file(const char *name, size_t *length)
{
	char path[5000], piece[4096];
	struct buffer bytes = BUFFER_INIT;
	size_t got;

	snprintf(path, sizeof(path), "%s/%s", test_data(), name);
	FILE *file = fopen(path, "rb");
	if (!file)
		fail_msg("%s: cannot be opened; set SOURCE_DIR", path);
	while ((got = fread(piece, 1, sizeof(piece), file)) > 0)
		buffer_add(&bytes, piece, got);
	fclose(file);
	assert_false(bytes.failed);
	if (length)
		*length = bytes.length;
	if (bytes.capacity == 0)
		buffer_putc(&bytes, '\0');
	return bytes.text;
}
