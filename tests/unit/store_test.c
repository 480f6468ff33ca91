/* The store: the file, its changes, people and words. */
#include "prelude.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "connect5/store_rounds.h"
#include "connect5/store_words.h"
#include "programme_file.h"

/* The file */

static void test_programme(void **state)
{
	struct programme programme;
	struct settings settings;
	struct stat info;

	(void)state;
	OK(store_put_setting(here.store, "weight.place", "70", &err));
	OK(store_put_setting(here.store, "weight.place", "80", &err));
	OK(store_put_setting(here.store, "odd", "wait", &err));
	OK(store_set_months(here.store, 7, &err));
	commit("set");
	reopen();
	OK(store_view(here.store, &err));
	OK(store_programme(here.store, &here.pool, &programme, &err));
	assert_string_equal(programme.name, "Five & more");
	assert_int_equal(programme.first_month, FIRST_MONTH);
	assert_int_equal(programme.months, 7);
	assert_int_equal(programme.created_at, 999);
	assert_int_equal(programme.rounds, 0);
	assert_int_equal(programme.last_round, MONTH_NONE);
	OK(store_settings(here.store, &settings, &err));
	assert_int_equal(settings.seed, 2026);
	assert_int_equal(settings.place, 80);
	assert_false(settings.trios);
	assert_int_equal(settings.sector, settings_default.sector);
	assert_int_equal(stat(here.path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	assert_int_equal(store_create(&(struct store *){NULL}, here.path, &err),
			 C5_USAGE);
}

struct entries {
	int n;
	int64_t last;
	char text[200];
};

static enum c5_status note_entry(void *context, const struct log_entry *entry,
				 struct c5_error *error)
{
	struct entries *entries = context;
	size_t used = strlen(entries->text);

	(void)error;
	assert_true(entry->id > entries->last);
	entries->last = entry->id;
	entries->n++;
	snprintf(entries->text + used, sizeof(entries->text) - used,
		 "%lld %s %s: %s\n", (long long)entry->at, entry->user,
		 entry->command, entry->effect);
	return C5_OK;
}

static void test_changes_and_log(void **state)
{
	struct entries entries = {0};

	(void)state;
	admit("a@x.org", "Ann", 0);
	commit("a < b");
	begin("lost");
	admit("b@x.org", "Ben", 0);
	store_rollback(here.store);
	begin("closed");
	admit("c@x.org", "Cas", 0);
	reopen();
	assert_true(who("a@x.org") > 0);
	assert_int_equal(who("b@x.org"), 0);
	assert_int_equal(who("c@x.org"), 0);
	OK(store_log(here.store, note_entry, &entries, &err));
	assert_string_equal(entries.text, "1000 tester init: made\n"
					  "1000 tester test: a < b\n");
}

static void test_busy(void **state)
{
	struct store_change change = {
		.command = "other", .user = "somebody", .now = 1000};
	struct store *other;

	(void)state;
	OK(store_open(&other, here.path, 0, &err));
	assert_int_equal(store_begin(other, &change, &err), C5_BUSY);
	assert_non_null(strstr(err.text, "in use by another process"));
	/* Whoever looks sees what was there before. */
	admit("a@x.org", "Ann", 0);
	OK(store_view(other, &err));
	assert_int_equal(look("SELECT count(*) FROM participant"), 0);
	store_rollback(other);
	commit("done");
	OK(store_begin(other, &change, &err));
	OK(store_commit(other, "their turn", &err));
	store_close(other);
	assert_int_equal(look("SELECT count(*) FROM participant"), 1);
	store_close(NULL);
}

/* People */

static void test_people(void **state)
{
	struct profile profile = {
		"Zoë O'Hara", here.sector[1], 0, "Lambeth\nBexley",
		"GP",	      "Band 7",	      2, "Digital\n\"Care, housing\"",
		"Two\nlines", "Monday",
	};
	struct admission admission = {.email = "zoe@x.org",
				      .profile = &profile,
				      .answered_at = 123,
				      .digest = UINT64_MAX - 5};
	struct participant *people, found;
	size_t n;
	int64_t zoe, ann;

	(void)state;
	OK(store_admit(here.store, &admission, 1, &err));
	zoe = admission.id;
	ann = admit("ann@x.org", "ann", 0);
	commit("came in");
	reopen();
	found = participant(zoe);
	assert_true(profile_equal(&found.profile, &profile));
	assert_int_equal(found.standing, STANDING_ACTIVE);
	assert_int_equal(found.until, MONTH_NONE);
	assert_int_equal(found.answered_at, 123);
	assert_true(found.digest == UINT64_MAX - 5);
	assert_string_equal(found.email, "zoe@x.org");
	assert_string_equal(found.sector_code, "primary");
	assert_string_equal(found.organisation, "");
	assert_string_equal(participant(ann).organisation, "ann@x.org");
	assert_true(participant(ann).key != found.key);

	/* A new version; the old one stays. */
	begin("edit");
	profile.place = "";
	profile.sector = here.sector[2];
	admission.answered_at = 200;
	OK(store_update(here.store, zoe, &admission, &err));
	OK(store_touch(here.store, ann, 60, 8, &err));
	commit("edited");
	assert_true(participant(zoe).profile_id > found.profile_id);
	assert_string_equal(participant(zoe).profile.place, "");
	assert_int_equal(participant(zoe).answered_at, 200);
	assert_true(participant(zoe).key == found.key);
	assert_int_equal(participant(ann).answered_at, 60);
	assert_int_equal(look("SELECT count(*) FROM profile"), 3);

	OK(store_participants(here.store, &here.pool, &people, &n, &err));
	assert_int_equal(n, 2);
	assert_string_equal(people[0].profile.name, "ann");
	assert_int_equal(
		store_participant(here.store, 99, &here.pool, &found, &err),
		C5_FILE);
}

static void test_addresses(void **state)
{
	int64_t ann = admit("ann@x.org", "Ann", 0);
	int64_t ben = admit("ben@x.org", "Ben", 0);

	(void)state;
	OK(store_set_address(here.store, ann, "ann@new.org", &err));
	OK(store_set_address(here.store, ann, "ann@third.org", &err));
	assert_string_equal(participant(ann).email, "ann@third.org");
	assert_int_equal(who("ann@x.org"), ann);
	assert_int_equal(who("ann@new.org"), ann);
	assert_int_equal(who("ann@third.org"), ann);
	assert_int_equal(who("ann@nowhere.org"), 0);
	/* Back to one of old; nobody else may have any of them. */
	OK(store_set_address(here.store, ann, "ann@x.org", &err));
	assert_string_equal(participant(ann).email, "ann@x.org");
	assert_int_equal(who("ann@third.org"), ann);
	assert_int_equal(
		store_set_address(here.store, ben, "ann@new.org", &err),
		C5_DATA);
	assert_string_equal(participant(ben).email, "ben@x.org");
}

/* More than one statement takes, and a rest: each has what is theirs. */
static void test_many_admitted(void **state)
{
	enum { MANY = 70 };
	struct profile profiles[MANY];
	struct admission people[MANY];
	char emails[MANY][24], names[MANY][24];

	(void)state;
	for (int i = 0; i < MANY; i++) {
		snprintf(emails[i], sizeof(emails[i]), "p%02d@x.org", i);
		snprintf(names[i], sizeof(names[i]), "Person %d", i);
		profiles[i] = profile_empty;
		profiles[i].name = names[i];
		profiles[i].sector = here.sector[i % 3];
		people[i] = (struct admission){.email = emails[i],
					       .profile = &profiles[i],
					       .answered_at = 100 + i,
					       .digest = (uint64_t)i};
	}
	OK(store_admit(here.store, people, 0, &err));
	OK(store_admit(here.store, people, MANY, &err));
	for (int i = 0; i < MANY; i++) {
		struct participant found = participant(people[i].id);

		assert_string_equal(found.email, emails[i]);
		assert_string_equal(found.profile.name, names[i]);
		assert_int_equal(found.profile.sector, here.sector[i % 3]);
		assert_int_equal(found.answered_at, 100 + i);
		assert_int_equal(found.digest, i);
		assert_int_equal(found.key, people[i].key);
	}
	commit("many");
}

static const char *namesake(int64_t id, const char *name)
{
	struct namesake other;

	OK(store_namesake(here.store, id, name, &here.pool, &other, &err));
	return other.email;
}

static void test_namesakes(void **state)
{
	int64_t ann = admit("ann@x.org", "Ann Bell", 0);
	int64_t other = admit("bell@x.org", "ann bell", 1);

	(void)state;
	assert_string_equal(namesake(ann, "Ann Bell"), "");
	assert_string_equal(namesake(other, "ANN BELL"), "ann@x.org");
	assert_string_equal(namesake(other, "Ann Bellamy"), "");
	/* A name that somebody had once is not theirs any more. */
	struct profile profile = participant(ann).profile;
	struct admission admission = {.email = "ann@x.org",
				      .profile = &profile,
				      .answered_at = 60,
				      .digest = 7};

	profile.name = "Ann Tower";
	OK(store_update(here.store, ann, &admission, &err));
	assert_string_equal(namesake(other, "Ann Bell"), "");
}

static int64_t admit_bare(const char *name)
{
	struct profile profile = participant(who("ann@x.org")).profile;
	struct admission admission = {.email = "",
				      .profile = &profile,
				      .answered_at = 60,
				      .digest = 7};

	profile.name = name;
	OK(store_admit(here.store, &admission, 1, &err));
	return admission.id;
}

/* Who has no address is known by the name alone. */
static void test_no_address(void **state)
{
	admit("ann@x.org", "Ann", 0);
	int64_t bare = admit_bare("Ann Bell"), found;
	int64_t bell = admit("bell@x.org", "Ann Bell", 1);
	struct namesake same;

	(void)state;
	/* The one who may get the address of the other. */
	OK(store_namesake(here.store, bell, "Ann Bell", &here.pool, &same,
			  &err));
	assert_int_equal(same.id, bare);
	assert_string_equal(same.email, "");
	assert_string_equal(participant(bare).email, "");
	OK(store_find_unaddressed(here.store, "ANN  bell", &found, &err));
	assert_int_equal(found, bare);
	/* Of two nobody knows which; their keys differ all the same. */
	int64_t twin = admit_bare("Ann Bell");
	assert_true(participant(twin).key != participant(bare).key);
	OK(store_find_unaddressed(here.store, "Ann Bell", &found, &err));
	assert_int_equal(found, 0);
	OK(store_set_address(here.store, twin, "twin@x.org", &err));
	OK(store_find_unaddressed(here.store, "Ann Bell", &found, &err));
	assert_int_equal(found, bare);
	uint64_t key = participant(bare).key;
	OK(store_set_address(here.store, bare, "bare@x.org", &err));
	assert_true(participant(bare).key == key);
	OK(store_find_unaddressed(here.store, "Ann Bell", &found, &err));
	assert_int_equal(found, 0);
}

static void test_exclusions(void **state)
{
	int64_t ann = admit("ann@x.org", "Ann", 0);
	int64_t ben = admit("ben@x.org", "Ben", 1);
	struct buffer list = BUFFER_INIT;
	struct pending *pending;
	bool added;
	size_t n;

	(void)state;
	OK(store_add_exclusion(here.store, ben, ann, "form", &added, &err));
	assert_true(added);
	OK(store_add_exclusion(here.store, ann, ben, "coordinator", &added,
			       &err));
	assert_false(added);
	OK(store_add_pending(here.store, ann, "Zed", &err));
	OK(store_add_pending(here.store, ann, "Zed", &err));
	OK(store_add_pending(here.store, ann, "cas@x.org", &err));
	OK(store_add_pending(here.store, ben, "Zed", &err));
	OK(store_exclusions_of(here.store, ann, &list, &err));
	assert_string_equal(list.text, "Zed\nben@x.org\ncas@x.org");
	buffer_release(&list);
	OK(store_remove_pending(here.store, ann, "Zed", &err));
	OK(store_pending(here.store, &here.pool, &pending, &n, &err));
	assert_int_equal(n, 2);
	assert_int_equal(pending[0].id, ann);
	assert_string_equal(pending[0].who, "cas@x.org");
	assert_string_equal(pending[1].name, "Ben");
	commit("kept apart");
	assert_int_equal(look("SELECT count(*) FROM exclusion WHERE a < b"), 1);
}

/* Who is active in a month. */
static void check_active(month_t month, bool active)
{
	struct round_record record;

	OK(store_candidates(here.store, month, &record, &err));
	assert_int_equal(record.cohort.n, active);
	round_record_release(&record);
}

static void test_standing(void **state)
{
	static const struct {
		enum standing standing;
		int until; /* months after the first; -1: none */
		bool active[3];
	} cases[] = {
		{STANDING_ACTIVE, -1, {true, true, true}},
		{STANDING_PAUSED, -1, {false, false, false}},
		{STANDING_PAUSED, 0, {true, true, true}},
		{STANDING_PAUSED, 1, {false, true, true}},
		{STANDING_PAUSED, 2, {false, false, true}},
		{STANDING_WITHDRAWN, -1, {false, false, false}},
	};
	int64_t ann = admit("ann@x.org", "Ann", 0);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		month_t until = cases[i].until < 0
					? MONTH_NONE
					: FIRST_MONTH + cases[i].until;

		OK(store_set_standing(here.store, ann, cases[i].standing, until,
				      &err));
		for (int m = 0; m < 3; m++)
			check_active(FIRST_MONTH + m, cases[i].active[m]);
		assert_int_equal(participant(ann).until, until);
	}
}

/* Words */

static void test_themes(void **state)
{
	static const char *const keys[] = {"trust", "drive", "dare", "trust",
					   "drive", "dare",  "trust"};
	struct prompt prompt = {"warm-up", "What surprised you?"}, *prompts;
	struct theme theme;
	size_t n;

	(void)state;
	for (int i = 0; i < 7; i++) {
		OK(store_theme(here.store, i + 1, &here.pool, &theme, &err));
		assert_string_equal(theme.key, keys[i]);
	}
	OK(store_add_prompt(here.store, "drive", &prompt, &err));
	prompt.text = "And then?";
	OK(store_add_prompt(here.store, "drive", &prompt, &err));
	assert_int_equal(store_add_prompt(here.store, "luck", &prompt, &err),
			 C5_DATA);
	OK(store_prompts(here.store, "drive", &here.pool, &prompts, &n, &err));
	assert_int_equal(n, 2);
	assert_string_equal(prompts[0].text, "What surprised you?");
	assert_string_equal(prompts[1].text, "And then?");
	OK(store_prompts(here.store, "trust", &here.pool, &prompts, &n, &err));
	assert_int_equal(n, 0);
}

/* However they came in: they deepen. */
static void test_prompts_deepen(void **state)
{
	static const struct prompt given[] = {
		{"commitment", "7"}, {"lens", "3"},   {"deeper", "5"},
		{"warm-up", "1"},    {"deeper", "6"}, {"warm-up", "2"},
		{"lens", "4"},
	};
	struct prompt *prompts;
	size_t n;

	(void)state;
	for (size_t i = 0; i < 7; i++)
		OK(store_add_prompt(here.store, "trust", &given[i], &err));
	OK(store_prompts(here.store, "trust", &here.pool, &prompts, &n, &err));
	assert_int_equal(n, 7);
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(prompts[i].text[0] - '0', i + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FILE_TEST(test_programme),     FILE_TEST(test_changes_and_log),
		FILE_TEST(test_busy),	       FILE_TEST(test_people),
		FILE_TEST(test_addresses),     FILE_TEST(test_namesakes),
		FILE_TEST(test_no_address),    FILE_TEST(test_exclusions),
		FILE_TEST(test_many_admitted), FILE_TEST(test_standing),
		FILE_TEST(test_themes),	       FILE_TEST(test_prompts_deepen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
