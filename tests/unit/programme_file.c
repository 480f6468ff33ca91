#include "prelude.h"

#include "programme_file.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "connect5/store_words.h"

struct programme_file here;
struct c5_error err;

void begin(const char *command)
{
	struct store_change change = {
		.command = command, .user = "tester", .now = 1000};

	OK(store_begin(here.store, &change, &err));
}

void commit(const char *effect)
{
	OK(store_commit(here.store, effect, &err));
}

/* What a tool that knows nothing of us finds: a number, from the file. */
int64_t look(const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *query;
	int64_t found;

	assert_int_equal(sqlite3_open(here.path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &query, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_step(query), SQLITE_ROW);
	found = sqlite3_column_int64(query, 0);
	sqlite3_finalize(query);
	sqlite3_close(db);
	return found;
}

static void fill_programme(void)
{
	static const char *const themes[3] = {"trust", "drive", "dare"};
	static const char *const sectors[3] = {"acute", "primary", "council"};
	struct programme programme = {"Five & more", FIRST_MONTH, 5,
				      999,	     0,		  MONTH_NONE};

	OK(store_put_programme(here.store, &programme, &err));
	OK(store_put_setting(here.store, "seed", "2026", &err));
	for (int i = 0; i < 3; i++) {
		struct theme theme = {themes[i], "Title", "System", "Lens?"};
		struct sector sector = {0, sectors[i], sectors[i], sectors[i]};

		OK(store_add_theme(here.store, i + 1, &theme, &err));
		OK(store_add_sector(here.store, &sector, &here.sector[i],
				    &err));
	}
}

int file_set_up(void **state)
{
	(void)state;
	memset(&here, 0, sizeof(here));
	strcpy(here.folder, "/tmp/c5store.XXXXXX");
	if (!mkdtemp(here.folder))
		return -1;
	snprintf(here.path, sizeof(here.path), "%s/c5.db", here.folder);
	OK(store_create(&here.store, here.path, &err));
	begin("init");
	fill_programme();
	commit("made");
	begin("test");
	return 0;
}

int file_tear_down(void **state)
{
	(void)state;
	store_close(here.store);
	pool_release(&here.pool);
	unlink(here.path);
	return rmdir(here.folder);
}

void reopen(void)
{
	store_close(here.store);
	OK(store_open(&here.store, here.path, 0, &err));
}

/* Somebody of a sector, in an organisation of their own name. */
int64_t admit(const char *email, const char *name, int sector)
{
	struct organisation employer = {0, email, 0, ""};
	struct profile profile = profile_empty;
	struct admission admission = {.email = email,
				      .profile = &profile,
				      .answered_at = 50,
				      .digest = 7};

	profile.name = name;
	profile.sector = here.sector[sector];
	OK(store_add_organisation(here.store, &employer, &profile.organisation,
				  &err));
	OK(store_admit(here.store, &admission, 1, &err));
	return admission.id;
}

struct participant participant(int64_t id)
{
	struct participant found = {0};

	OK(store_participant(here.store, id, &here.pool, &found, &err));
	return found;
}

int64_t who(const char *address)
{
	int64_t id;

	OK(store_find_address(here.store, address, &id, &err));
	return id;
}
