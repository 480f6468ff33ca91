/*
 * A season in a programme file: what `match`, `repair` and `import --as
 * outcomes` do there, with `check` after each step, and what else the file says
 * held against the script.
 */
#include "connect5/audit.h"
#include "connect5/forecast.h"
#include "connect5/repair.h"
#include "connect5/store_ledger.h"
#include "connect5/store_outcomes.h"
#include "connect5/store_rounds.h"
#include "life_file.h"

static const struct match_watch nobody = {.tell = NULL};

static month_t month_of(const struct life *life)
{
	return LIFE_FIRST_MONTH + life->step / 2;
}

/* What a forecast says of its first month is what comes of it. */
static enum c5_status foresee(const struct round_record *made,
			      struct c5_error *err)
{
	struct forecast_month months[LIFE_MONTHS] = {0};
	const struct plan *plan = &months[0].record.plan;
	size_t n = 1 + made->cohort.months_after;
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < n && !status; i++)
		status = store_candidates(life_file.store,
					  made->month + (month_t)i,
					  &months[i].record, err);
	if (!status)
		status = forecast_play(months, n, NULL, 0, err);
	if (!status && (plan->n_groups != made->plan.n_groups ||
			plan->n_waiting != made->plan.n_waiting ||
			plan->proof.score != made->plan.proof.score))
		status = error_set(err, C5_NO,
				   "the forecast foresaw another round");
	for (size_t i = 0; i < n; i++)
		round_record_release(&months[i].record);
	return status;
}

static enum c5_status match(month_t month, struct c5_error *err)
{
	struct round_record record = {0};
	enum c5_status status =
		store_candidates(life_file.store, month, &record, err);

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
		status = foresee(&record, err);
	if (!status)
		status = store_save_round(life_file.store, &record, err);
	round_record_release(&record);
	return status;
}

static enum c5_status load(month_t month, struct round_record *out,
			   struct c5_error *err)
{
	bool found;
	enum c5_status status =
		store_load_round(life_file.store, month, &found, out, err);

	if (!status && !found)
		status = error_set(err, C5_NO, "a round is not on record");
	return status;
}

static enum c5_status repair(month_t month, struct c5_error *err)
{
	struct round_record before = {0}, record = {0};
	bool same = true;
	enum c5_status status = load(month, &before, err);

	if (!status)
		status = store_repair_candidates(life_file.store, &before,
						 &record, err);
	if (!status)
		status = repair_make(&record, &nobody, err);
	if (!status)
		status = audit_round(&record, err);
	if (!status)
		status = repair_changes_nothing(&same, &before, &record, err);
	if (!status && !same)
		status = store_save_round(life_file.store, &record, err);
	round_record_release(&record);
	round_record_release(&before);
	return status;
}

/* What the file says, as people of the script */

static unsigned who_is(const struct life *life, int64_t id)
{
	unsigned who = 0;

	while (who < life->script->n && life_file.id[who] != id)
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
		const struct said nothing = {
			.who = record->cohort.people[group->member[0]].id,
		};
		enum c5_status status =
			store_placement(life_file.store, &nothing,
					record->month, &placement, &life->err);

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
	enum c5_status status = life_file_begin(mend ? "repair" : "match", err);
	bool good = false;

	if (!status)
		status = life_file_end(mend ? repair(month, err)
					    : match(month, err),
				       "a round", err);
	if (!status)
		status = store_view(life_file.store, err);
	if (!status)
		status = load(month, &record, err);
	if (!status)
		status = read_groups(life, &record);
	if (!status)
		good = cohort_is_right(life, &record) &&
		       waits_are_explained(life, &record);
	round_record_release(&record);
	store_rollback(life_file.store);
	return good;
}

/* The first of the group says so, and may say something else later. */
static enum c5_status put_report(const struct party *party,
				 struct c5_error *err)
{
	const struct said said = {
		.who = life_file.id[party->member[0]],
		.outcome = party->outcome,
	};
	enum outcome outcome;
	enum c5_status status =
		store_put_report(life_file.store, party->id, &said, err);

	if (!status)
		status = store_settle_outcome(life_file.store, party->id,
					      &outcome, err);
	if (!status && outcome != party->outcome)
		status = error_set(err, C5_NO, "a report came to nothing");
	return status;
}

static bool report(struct life *life, const struct party *party)
{
	struct c5_error *err = &life->err;
	enum c5_status status = life_file_begin("import", err);

	if (!status)
		status = life_file_end(put_report(party, err), "an outcome",
				       err);
	return status == C5_OK;
}

/* As `connect5 check` */

static enum c5_status check_rounds(struct c5_error *err)
{
	month_t months[LIFE_MONTHS];
	size_t n = 0;
	enum c5_status status = store_round_months(life_file.store, months,
						   LIFE_MONTHS, &n, err);

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
	enum c5_status status = store_view(life_file.store, &err);

	if (!status)
		status = store_verify(life_file.store, &problems, &err);
	if (!status)
		status = check_rounds(&err);
	store_rollback(life_file.store);
	buffer_release(&problems);
	return status == C5_OK || life_wrong(life, "check: %s", err.text);
}

/* Does the ledger say of each what they have had? */
static bool ledger_is_right(struct life *life)
{
	struct pool pool = {NULL};
	struct ledger_entry *entries;
	size_t n = 0;
	bool good = store_view(life_file.store, &life->err) == C5_OK &&
		    store_ledger(life_file.store, &pool, &entries, &n,
				 &life->err) == C5_OK;

	if (good && n != life->script->n)
		good = life_wrong(life, "%zu people in the ledger", n);
	for (size_t i = 0; i < n && good; i++) {
		const struct ledger_entry *entry = &entries[i];
		unsigned who = who_is(life, entry->who->id);

		good = (entry->met + entry->unknown ==
				life->conversations[who] &&
			entry->waits == life->waited[who]) ||
		       life_wrong(life, "the ledger is wrong of %u", who);
	}
	store_rollback(life_file.store);
	pool_release(&pool);
	return good;
}

const struct way way_connect5 = {
	.name = "connect5",
	.exact = true,
	.open = life_file_open,
	.happen = life_file_happen,
	.group = group,
	.report = report,
	.check = check,
	.finish = ledger_is_right,
	.close = life_file_close,
};
