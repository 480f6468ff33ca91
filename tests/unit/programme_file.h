/* A programme file in a folder of its own, with a change open, for tests of the
 * store. */
#ifndef TESTS_PROGRAMME_FILE_H
#define TESTS_PROGRAMME_FILE_H

#include "connect5/store.h"
#include "connect5/store_people.h"

enum { FIRST_MONTH = 2026 * 12 + 11 };

struct programme_file {
	char folder[32], path[64];
	struct store *store;
	struct pool pool;
	int64_t sector[3]; /* acute, primary, council */
};
extern struct programme_file here;
extern struct c5_error err;

#define OK(call)                                             \
	do {                                                 \
		if ((call) != C5_OK)                         \
			fail_msg("%s: %s", #call, err.text); \
	} while (0)

/* For each test; a fresh file. */
int file_set_up(void **state);
int file_tear_down(void **state);
#define FILE_TEST(name) \
	cmocka_unit_test_setup_teardown(name, file_set_up, file_tear_down)

void begin(const char *command);
void commit(const char *effect);

/* Closes the file, which takes back what is open, and opens it again. */
void reopen(void);

/* What a tool that knows nothing of us finds: a number, from the file. */
int64_t look(const char *sql);

/* Somebody of here.sector[sector], in an organisation of their own. */
int64_t admit(const char *email, const char *name, int sector);
struct participant participant(int64_t id);
int64_t who(const char *address);

#endif
