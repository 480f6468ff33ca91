/*
 * A season in a programme file: what `init`, `import`, `people`, `match`,
 * `repair` and `import --as outcomes` do there, and `check` after each step.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "connect5/audit.h"
#include "connect5/repair.h"
#include "connect5/store_outcomes.h"
#include "connect5/store_people.h"
#include "connect5/store_rounds.h"
#include "connect5/store_words.h"
#include "life.h"

/* The one that is being played. */
static struct {
	char folder[256], path[280];
	struct store *store;
	int64_t sector[LIFE_SECTORS], organisation[LIFE_ORGANISATIONS];
	int64_t id[LIFE_PEOPLE];
} file;

static const struct match_watch nobody = {.tell = NULL};

static month_t month_of(const struct life *life)
{
	return LIFE_FIRST_MONTH + life->step / 2;
}

static enum c5_status begin(const char *command, struct c5_error *err)
{
	struct store_change change = {
		.command = command, .user = "season", .now = 1000};

	return store_begin(file.store, &change, err);
}

static enum c5_status commit_or_not(enum c5_status status, const char *effect,
				    struct c5_error *err)
{
	if (!status)
		return store_commit(file.store, effect, err);
	store_rollback(file.store);
	return status;
}

static enum c5_status add_words(struct c5_error *err)
{
	struct theme theme = {"theme", "Title", "System", "Lens?"};
	enum c5_status status = store_add_theme(file.store, 1, &theme, err);

	for (int i = 0; i < LIFE_SECTORS && !status; i++) {
		char name[16];
		struct sector sector = {0, name, name, name};

		snprintf(name, sizeof(name), "sector %d", i);
		status = store_add_sector(file.store, &sector, &file.sector[i],
					  err);
	}
	for (int i = 0; i < LIFE_ORGANISATIONS && !status; i++) {
		char name[24];
		struct organisation organisation = {0, name, 0, ""};

		snprintf(name, sizeof(name), "organisation %d", i);
		status = store_add_organisation(file.store, &organisation,
						&file.organisation[i], err);
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
	enum c5_status status = begin("init", err);

	if (status)
		return status;
	snprintf(seed, sizeof(seed), "%llu", (unsigned long long)script->seed);
	status = store_put_programme(file.store, &programme, err);
	if (!status)
		status = store_put_setting(file.store, "seed", seed, err);
	if (!status)
		status =
			store_put_setting(file.store, "odd",
					  script->trios ? "trio" : "wait", err);
	if (!status)
		status = add_words(err);
	return commit_or_not(status, "made", err);
}

static bool open_file(struct life *life)
{
	const char *folder = getenv("TMPDIR");

	memset(&file, 0, sizeof(file));
	snprintf(file.folder, sizeof(file.folder), "%s/life.XXXXXX",
		 folder ? folder : "/tmp");
	if (!mkdtemp(file.folder)) {
		error_set(&life->err, C5_SYSTEM, "cannot make %s", file.folder);
		*file.folder = '\0';
		return false;
	}
	snprintf(file.path, sizeof(file.path), "%s/c5.db", file.folder);
	return store_create(&file.store, file.path, &life->err) == C5_OK &&
	       init(life->script, &life->err) == C5_OK;
}

static void close_file(void)
{
	store_close(file.store);
	if (!*file.folder)
		return;
	unlink(file.path);
	rmdir(file.folder);
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
	char name[24], email[40], place[8], slot[8], interests[8];
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
	profile.sector = file.sector[actor->sector];
	if (actor->organisation >= 0)
		profile.organisation = file.organisation[actor->organisation];
	profile.place = place;
	profile.availability = slot;
	profile.interests = list_bits(interests, actor->interests);
	enum c5_status status = store_admit(file.store, &admission, 1, err);
	file.id[who] = admission.id;
	return status;
}

static enum c5_status apply(const struct life *life, const struct event *event,
			    struct c5_error *err)
{
	int64_t id = file.id[event->who];
	month_t month = LIFE_FIRST_MONTH + event->month;
	bool added;

	switch (event->kind) {
	case EVENT_JOIN:
		return admit(life->script, event->who, err);
	case EVENT_WITHDRAW:
		return store_set_standing(file.store, id, STANDING_WITHDRAWN,
					  MONTH_NONE, err);
	case EVENT_PAUSE:
		return store_set_standing(file.store, id, STANDING_PAUSED,
					  month, err);
	case EVENT_AWAY:
		return store_add_away(file.store, id, month, &added, err);
	case EVENT_EXCLUDE:
		return store_add_exclusion(file.store, id, file.id[event->whom],
					   "coordinator", &added, err);
	}
	return C5_OK;
}

static bool happen(struct life *life, const struct event *event)
{
	struct c5_error *err = &life->err;
	enum c5_status status = begin("people", err);

	if (!status)
		status = commit_or_not(apply(life, event, err), "changed", err);
	return status == C5_OK;
}

/* Rounds */

static enum c5_status match(month_t month, struct c5_error *err)
{
	struct round_record record = {0};
	enum c5_status status =
		store_candidates(file.store, month, &record, err);

	if (!status)
		status = round_record_bind(&record, err);
	if (!status)
		status = plan_make(&record.plan, &record.cohort,
				   &record.settings, err);
	if (!status)
		status = round_record_arrange(&record, err);
	if (!status)
		status = audit_round(&record, err);
	if (!status)
		status = store_save_round(file.store, &record, err);
	round_record_release(&record);
	return status;
}

static enum c5_status load(month_t month, struct round_record *out,
			   struct c5_error *err)
{
	bool found;
	enum c5_status status =
		store_load_round(file.store, month, &found, out, err);

	if (!status && !found)
		status = error_set(err, C5_NO, "a round is not on record");
	return status;
}

static enum c5_status repair(month_t month, struct c5_error *err)
{
	struct round_record before = {0}, record = {0};
	enum c5_status status = load(month, &before, err);

	if (!status)
		status = store_repair_candidates(file.store, &before, &record,
						 err);
	if (!status)
		status = repair_make(&record, &nobody, err);
	if (!status)
		status = audit_round(&record, err);
	if (!status && !repair_changes_nothing(&before, &record))
		status = store_save_round(file.store, &record, err);
	round_record_release(&record);
	round_record_release(&before);
	return status;
}

/* What the file says, as people of the script */

static unsigned who_is(const struct life *life, int64_t id)
{
	unsigned who = 0;

	while (who < life->script->n && file.id[who] != id)
		who++;
	return who;
}

static enum c5_status read_groups(struct life *life,
				  const struct round_record *record)
{
	life->now.n = 0;
	for (size_t g = 0; g < record->plan.n_groups; g++) {
		const struct group *group = &record->plan.groups[g];
		struct party *party = &life->now.list[life->now.n++];
		struct placement placement;
		int64_t id = record->cohort.people[group->member[0]].id;
		enum c5_status status = store_placement(
			file.store, id, record->month, &placement, &life->err);

		if (status)
			return status;
		*party = (struct party){.size = group->size,
					.outcome = group->outcome,
					.id = placement.group};
		for (unsigned i = 0; i < group->size; i++)
			party->member[i] = who_is(
				life,
				record->cohort.people[group->member[i]].id);
	}
	return C5_OK;
}

/* They are the ones who take part, with the waits that they have had. */
static bool cohort_is_right(struct life *life,
			    const struct round_record *record)
{
	size_t n = 0;

	for (unsigned i = 0; i < life->script->n; i++)
		n += life_takes_part(life, i);
	if (n != record->cohort.n)
		return life_wrong(life, "%zu take part, and not %zu",
				  record->cohort.n, n);
	for (size_t v = 0; v < n; v++) {
		const struct person *person = &record->cohort.people[v];
		unsigned who = who_is(life, person->id);

		if (who == life->script->n || !life_takes_part(life, who))
			return life_wrong(life, "%u does not take part", who);
		if (person->waits != life->waits[who])
			return life_wrong(life,
					  "%u has waited %u months, and not "
					  "%u",
					  who, life->waits[who], person->waits);
	}
	return true;
}

/* Who is in no group waits, and is told why. */
static bool waits_are_explained(struct life *life,
				const struct round_record *record)
{
	bool waits[LIFE_PEOPLE + 1] = {false}, good = true;

	for (size_t i = 0; i < record->plan.n_waiting && good; i++) {
		uint32_t person = record->plan.waiting[i];
		struct buffer reason = BUFFER_INIT;

		round_waiting_reason(&reason, record, person);
		waits[who_is(life, record->cohort.people[person].id)] = true;
		good = reason.length > 0;
		buffer_release(&reason);
	}
	for (unsigned i = 0; i < life->script->n && good; i++)
		good = waits[i] ==
		       (life_active(life, i) && !life_party(&life->now, i));
	return good || life_wrong(life, "somebody waits without a reason, "
					"or is forgotten");
}

static bool group(struct life *life)
{
	struct c5_error *err = &life->err;
	struct round_record record = {0};
	month_t month = month_of(life);
	bool mend = life->step % 2;
	enum c5_status status = begin(mend ? "repair" : "match", err);
	bool good = false;

	if (!status)
		status = commit_or_not(mend ? repair(month, err)
					    : match(month, err),
				       "a round", err);
	if (!status)
		status = store_view(file.store, err);
	if (!status)
		status = load(month, &record, err);
	if (!status)
		status = read_groups(life, &record);
	if (!status)
		good = cohort_is_right(life, &record) &&
		       waits_are_explained(life, &record);
	round_record_release(&record);
	store_rollback(file.store);
	return good;
}

static bool report(struct life *life, const struct party *party)
{
	struct c5_error *err = &life->err;
	enum c5_status status = begin("import", err);

	if (!status)
		status = commit_or_not(store_set_outcome(file.store, party->id,
							 party->outcome, err),
				       "an outcome", err);
	return status == C5_OK;
}

/* As `connect5 check` */

static enum c5_status check_rounds(struct c5_error *err)
{
	month_t months[LIFE_MONTHS];
	size_t n = 0;
	enum c5_status status =
		store_round_months(file.store, months, LIFE_MONTHS, &n, err);

	for (size_t i = 0; i < n && !status; i++) {
		struct round_record record = {0};

		status = load(months[i], &record, err);
		if (!status)
			status = audit_round(&record, err);
		round_record_release(&record);
	}
	return status;
}

static bool check(struct life *life)
{
	struct buffer problems = BUFFER_INIT;
	struct c5_error err;
	enum c5_status status = store_view(file.store, &err);

	if (!status)
		status = store_verify(file.store, &problems, &err);
	if (!status)
		status = check_rounds(&err);
	store_rollback(file.store);
	buffer_release(&problems);
	return status == C5_OK || life_wrong(life, "check: %s", err.text);
}

const struct way way_connect5 = {
	.name = "connect5",
	.exact = true,
	.open = open_file,
	.happen = happen,
	.group = group,
	.report = report,
	.check = check,
	.close = close_file,
};
