/* A folder of files that is complete, or says that it is not. */
#include "prelude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "connect5/file.h"
#include "connect5/folder.h"

static char place[] = "/tmp/connect5-folder-XXXXXX";

static int enter(void **state)
{
	(void)state;
	return mkdtemp(place) && chdir(place) == 0 ? 0 : -1;
}

static int leave(void **state)
{
	(void)state;
	return chdir("/") == 0 && rmdir(place) == 0 ? 0 : -1;
}

static void assert_file(const char *path, const char *wanted)
{
	struct buffer bytes = BUFFER_INIT;
	bool found;

	assert_int_equal(file_read(&bytes, path, &found, NULL), C5_OK);
	assert_int_equal(found, wanted != NULL);
	if (wanted)
		assert_string_equal(bytes.text, wanted);
	buffer_release(&bytes);
}

static enum c5_status put(struct folder *folder, const char *rest,
			  const char *text)
{
	struct buffer bytes = BUFFER_INIT;
	struct c5_error err;
	enum c5_status status;

	buffer_puts(&bytes, text);
	status = folder_put(folder, rest, &bytes, "a test", &err);
	buffer_release(&bytes);
	return status;
}

/* Writes one file "m-NAME". */
static void export_one(const char *name, const char *text, bool force)
{
	struct folder folder;

	assert_int_equal(folder_begin(&folder, "out", "m", force, NULL), C5_OK);
	assert_int_equal(put(&folder, name, text), C5_OK);
	assert_int_equal(folder_finish(&folder, NULL), C5_OK);
}

static void the_manifest_comes_last(void **state)
{
	struct folder folder;
	struct stat info;

	(void)state;
	assert_int_equal(folder_begin(&folder, "out", "m", false, NULL), C5_OK);
	assert_int_equal(put(&folder, "1.txt", "one"), C5_OK);
	assert_file("out/m-manifest.csv", NULL);
	assert_int_equal(put(&folder, "2.txt", "three"), C5_OK);
	assert_int_equal(folder_finish(&folder, NULL), C5_OK);
	assert_file("out/m-1.txt", "one");
	assert_file("out/m-manifest.csv",
		    "\xEF\xBB\xBF"
		    "file,bytes,what\r\n"
		    "m-1.txt,3,a test\r\nm-2.txt,5,a test\r\n");
	assert_int_equal(stat("out", &info), 0);
	assert_int_equal(info.st_mode & 0777, 0700);
	assert_int_equal(stat("out/m-1.txt", &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
}

static void an_export_is_not_overwritten(void **state)
{
	struct folder folder;
	struct c5_error err;

	(void)state;
	assert_int_equal(folder_begin(&folder, "out", "m", false, &err),
			 C5_USAGE);
	assert_non_null(strstr(err.text, "--force"));
	folder_abandon(&folder);
	assert_file("out/m-1.txt", "one");
}

static void nothing_of_the_old_one_is_left(void **state)
{
	(void)state;
	export_one("3.txt", "new", true);
	assert_file("out/m-3.txt", "new");
	assert_file("out/m-1.txt", NULL);
	assert_file("out/m-2.txt", NULL);
	assert_file("out/m-manifest.csv",
		    "\xEF\xBB\xBF"
		    "file,bytes,what\r\nm-3.txt,3,a test\r\n");
}

/* A manifest that somebody has edited names files of others. */
static void what_is_not_ours_is_left_alone(void **state)
{
	struct buffer forged = BUFFER_INIT, other = BUFFER_INIT;

	(void)state;
	buffer_puts(&forged, "file\n../mine\nm-3.txt\nother\nm-/../other\n");
	buffer_puts(&other, "kept");
	assert_int_equal(file_write("out/m-manifest.csv", &forged, true, NULL),
			 C5_OK);
	assert_int_equal(file_write("mine", &other, false, NULL), C5_OK);
	assert_int_equal(file_write("out/other", &other, false, NULL), C5_OK);
	export_one("4.txt", "new", true);
	assert_file("mine", "kept");
	assert_file("out/other", "kept");
	assert_file("out/m-3.txt", NULL);
	buffer_release(&forged);
	buffer_release(&other);
	assert_int_equal(unlink("mine"), 0);
}

/* Another label in the same folder is another export. */
static void a_failure_leaves_nothing(void **state)
{
	struct folder folder;
	struct buffer bytes = BUFFER_INIT;

	(void)state;
	assert_int_equal(file_write("out/n-2.txt", &bytes, false, NULL), C5_OK);
	assert_int_equal(folder_begin(&folder, "out", "n", false, NULL), C5_OK);
	assert_int_equal(put(&folder, "1.txt", "one"), C5_OK);
	assert_int_equal(put(&folder, "2.txt", "two"), C5_USAGE);
	folder_abandon(&folder);
	assert_file("out/n-1.txt", NULL);
	assert_file("out/n-2.txt", "");
	assert_file("out/m-4.txt", "new");
	assert_int_equal(unlink("out/n-2.txt"), 0);
}

static void a_file_is_no_folder(void **state)
{
	struct folder folder;
	struct buffer bytes = BUFFER_INIT;

	(void)state;
	assert_int_equal(file_write("file", &bytes, false, NULL), C5_OK);
	assert_int_equal(folder_begin(&folder, "file", "m", true, NULL),
			 C5_USAGE);
	folder_abandon(&folder);
	assert_int_equal(folder_begin(&folder, "no/way", "m", true, NULL),
			 C5_SYSTEM);
	folder_abandon(&folder);
	assert_int_equal(unlink("file"), 0);
	assert_int_equal(unlink("out/other"), 0);
	assert_int_equal(unlink("out/m-4.txt"), 0);
	assert_int_equal(unlink("out/m-manifest.csv"), 0);
	assert_int_equal(rmdir("out"), 0);
	/* One that was made for an export that fails goes too. */
	assert_int_equal(folder_begin(&folder, "out", "m", true, NULL), C5_OK);
	folder_abandon(&folder);
	assert_int_equal(rmdir("out"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_manifest_comes_last),
		cmocka_unit_test(an_export_is_not_overwritten),
		cmocka_unit_test(nothing_of_the_old_one_is_left),
		cmocka_unit_test(what_is_not_ours_is_left_alone),
		cmocka_unit_test(a_failure_leaves_nothing),
		cmocka_unit_test(a_file_is_no_folder),
	};

	return cmocka_run_group_tests(tests, enter, leave);
}
