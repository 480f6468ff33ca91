/* People come and go in a programme file, as by `init` and `people`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "connect5/store_people.h"
#include "connect5/store_words.h"
#include "life_file.h"

struct life_file life_file;

enum c5_status life_file_begin(const char *command, struct c5_error *err)
{
	struct store_change change = {
		.command = command, .user = "season", .now = 1000};

	return store_begin(life_file.store, &change, err);
}

enum c5_status life_file_end(enum c5_status status, const char *effect,
			     struct c5_error *err)
{
	if (!status)
		return store_commit(life_file.store, effect, err);
	store_rollback(life_file.store);
	return status;
}

static enum c5_status add_words(struct c5_error *err)
{
	struct theme theme = {"theme", "Title", "System", "Lens?"};
	enum c5_status status =
		store_add_theme(life_file.store, 1, &theme, err);

	for (int i = 0; i < LIFE_SECTORS && !status; i++) {
		char name[32];
		struct sector sector = {0, name, name, name};

		snprintf(name, sizeof(name), "sector %d", i);
		status = store_add_sector(life_file.store, &sector,
					  &life_file.sector[i], err);
	}
	for (int i = 0; i < LIFE_ORGANISATIONS && !status; i++) {
		char name[32];
		struct organisation organisation = {0, name, 0, ""};

		snprintf(name, sizeof(name), "organisation %d", i);
		status =
			store_add_organisation(life_file.store, &organisation,
					       &life_file.organisation[i], err);
	}
	return status;
}

static enum c5_status init(const struct script *script, struct c5_error *err)
{
	struct programme programme = {.name = "A season",
				      .first_month = LIFE_FIRST_MONTH,
				      .months = LIFE_MONTHS,
				      .created_at = 999,
				      .last_round = MONTH_NONE};
	char seed[24];
	enum c5_status status = life_file_begin("init", err);

	if (status)
		return status;
	snprintf(seed, sizeof(seed), "%llu", (unsigned long long)script->seed);
	status = store_put_programme(life_file.store, &programme, err);
	if (!status)
		status = store_put_setting(life_file.store, "seed", seed, err);
	if (!status)
		status =
			store_put_setting(life_file.store, "odd",
					  script->trios ? "trio" : "wait", err);
	if (!status)
		status = add_words(err);
	return life_file_end(status, "made", err);
}

bool life_file_open(struct life *life)
{
	const char *folder = getenv("TMPDIR");

	memset(&life_file, 0, sizeof(life_file));
	snprintf(life_file.folder, sizeof(life_file.folder), "%s/life.XXXXXX",
		 folder ? folder : "/tmp");
	if (!mkdtemp(life_file.folder)) {
		error_set(&life->err, C5_SYSTEM, "cannot make %s",
			  life_file.folder);
		*life_file.folder = '\0';
		return false;
	}
	snprintf(life_file.path, sizeof(life_file.path), "%s/c5.db",
		 life_file.folder);
	return store_create(&life_file.store, life_file.path, &life->err) ==
		       C5_OK &&
	       init(life->script, &life->err) == C5_OK;
}

void life_file_close(void)
{
	store_close(life_file.store);
	if (!*life_file.folder)
		return;
	unlink(life_file.path);
	rmdir(life_file.folder);
}

/* People come and go */

/* "a", "a\nc": one line for each bit. */
static const char *list_bits(char out[8], int bits)
{
	size_t n = 0;

	for (int i = 0; i < 4; i++) {
		if (!(bits >> i & 1))
			continue;
		if (n)
			out[n++] = '\n';
		out[n++] = (char)('a' + i);
	}
	out[n] = '\0';
	return out;
}

static enum c5_status admit(const struct script *script, unsigned who,
			    struct c5_error *err)
{
	const struct actor *actor = &script->people[who];
	char name[32], email[40], place[8], slot[8], interests[8];
	struct profile profile = profile_empty;
	struct admission admission = {.email = email,
				      .profile = &profile,
				      .answered_at = 50,
				      .digest = 7};

	snprintf(name, sizeof(name), "Person %u", who);
	snprintf(email, sizeof(email), "p%u@example.org", who);
	snprintf(place, sizeof(place), "place %d", actor->place);
	snprintf(slot, sizeof(slot), "slot %d", actor->slot);
	profile.name = name;
	profile.sector = life_file.sector[actor->sector];
	if (actor->organisation >= 0)
		profile.organisation =
			life_file.organisation[actor->organisation];
	profile.place = place;
	profile.availability = slot;
	profile.interests = list_bits(interests, actor->interests);
	enum c5_status status =
		store_admit(life_file.store, &admission, 1, err);
	life_file.id[who] = admission.id;
	return status;
}

static enum c5_status apply(const struct life *life, const struct event *event,
			    struct c5_error *err)
{
	int64_t id = life_file.id[event->who];
	month_t month = LIFE_FIRST_MONTH + event->month;
	bool added;

	switch (event->kind) {
	case EVENT_JOIN:
		return admit(life->script, event->who, err);
	case EVENT_WITHDRAW:
		return store_set_standing(life_file.store, id,
					  STANDING_WITHDRAWN, MONTH_NONE, err);
	case EVENT_PAUSE:
		return store_set_standing(life_file.store, id, STANDING_PAUSED,
					  month, err);
	case EVENT_AWAY:
		return store_add_away(life_file.store, id, month, &added, err);
	case EVENT_EXCLUDE:
		return store_add_exclusion(life_file.store, id,
					   life_file.id[event->whom],
					   "coordinator", &added, err);
	}
	return C5_OK;
}

bool life_file_happen(struct life *life, const struct event *event)
{
	struct c5_error *err = &life->err;
	enum c5_status status = life_file_begin("people", err);

	if (!status)
		status = life_file_end(apply(life, event, err), "changed", err);
	return status == C5_OK;
}
