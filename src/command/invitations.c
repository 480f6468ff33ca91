#include "command/invitations.h"

#include <stdlib.h>

#include "connect5/invitation.h"

/* The index in the record's cohort; SIZE_MAX: they take no part any more. */
static size_t index_of(const struct cohort *cohort,
		       const struct invited *invited)
{
	size_t index = cohort_index(cohort, invited->id);

	return index == SIZE_MAX ? cohort_index(cohort, invited->now) : index;
}

static struct issued_version *last_version(const struct issued *issued)
{
	return &issued->versions[issued->n_versions - 1];
}

/* Which invitation each live group keeps, and which ones are kept. */
struct kept {
	struct issued *issued;
	size_t n_issued;
	size_t *of_person; /* by index: 1 + that of their invitation; 0: none */
	size_t *of_group;  /* the same for groups of the plan */
	bool *is_kept;
};

static void kept_release(struct kept *kept)
{
	free(kept->of_person);
	free(kept->of_group);
	free(kept->is_kept);
	*kept = (struct kept){0};
}

/* An invitation is of one person in one version only: those that stand were
 * issued to groups of one time. */
static void mark_people(struct kept *kept, const struct cohort *cohort)
{
	for (size_t i = 0; i < kept->n_issued; i++) {
		const struct issued_version *last =
			last_version(&kept->issued[i]);

		for (unsigned m = 0; m < last->n && !last->cancelled; m++) {
			size_t person = index_of(cohort, &last->members[m]);

			if (person != SIZE_MAX)
				kept->of_person[person] = i + 1;
		}
	}
}

/* The invitation that two of the group have; 0: there is none. */
static size_t shared_by_two(const struct kept *kept, const struct group *group)
{
	for (unsigned a = 0; a < group->size; a++)
		for (unsigned b = a + 1; b < group->size; b++) {
			size_t one = kept->of_person[group->member[a]];

			if (one && one == kept->of_person[group->member[b]])
				return one;
		}
	return 0;
}

static enum c5_status find_kept(struct kept *out, struct store *store,
				const struct round_record *record,
				struct pool *pool, struct c5_error *err)
{
	const struct plan *plan = &record->plan;
	enum c5_status status;

	*out = (struct kept){0};
	status = store_issued(store, record->month, pool, &out->issued,
			      &out->n_issued, err);
	if (status)
		return status;
	out->of_person = memory_new(record->cohort.n, sizeof(*out->of_person));
	out->of_group = memory_new(plan->n_groups, sizeof(*out->of_group));
	out->is_kept = memory_new(out->n_issued, sizeof(*out->is_kept));
	if (!out->of_person || !out->of_group || !out->is_kept) {
		kept_release(out);
		return error_memory(err);
	}
	mark_people(out, &record->cohort);
	for (size_t g = 0; g < plan->n_groups; g++) {
		size_t one = shared_by_two(out, &plan->groups[g]);

		out->of_group[g] = one;
		if (one)
			out->is_kept[one - 1] = true;
	}
	return C5_OK;
}

/* The slot of the round: what is set, if it is of its month; what was issued
 * last, if that is of another. */
static void choose_slot(struct invitations *out, const struct kept *kept)
{
	const struct slot set = out->words.slot;
	int64_t latest = INT64_MIN;

	if (!set.minutes || set.month == out->record->month)
		return;
	out->other_slot = set;
	out->words.slot = (struct slot){0};
	for (size_t i = 0; i < kept->n_issued; i++) {
		const struct issued_version *last =
			last_version(&kept->issued[i]);

		if (last->cancelled || last->stamp < latest)
			continue;
		latest = last->stamp;
		out->words.slot = last->slot;
	}
}

/* Are the members of a group those that the version was issued to? */
static bool is_same_group(const struct issued_version *version,
			  const struct cohort *cohort,
			  const struct group *group)
{
	unsigned same = 0;

	for (unsigned m = 0; m < version->n; m++)
		for (unsigned i = 0; i < group->size; i++)
			same += index_of(cohort, &version->members[m]) ==
				group->member[i];
	return same == version->n && same == group->size;
}

/* Puts the group's version on record, if it says what none has said. */
static enum c5_status issue_group(const struct invitations *out,
				  struct store *store, const struct kept *kept,
				  size_t g, struct pool *pool,
				  struct c5_error *err)
{
	const struct round_record *record = out->record;
	const struct group *group = &record->plan.groups[g];
	struct issued_version version = {.slot = out->words.slot};
	struct issued fresh, *issued = &fresh;
	struct event event;
	enum c5_status status =
		invitations_group_event(&event, out, g, pool, err);

	if (!status)
		status = event_digest(&version.digest, &event, err);
	if (status || !event.n_attendees)
		return status;
	if (!kept->of_group[g]) {
		status = store_add_issued(store, record->month, pool, &fresh,
					  err);
	} else {
		issued = &kept->issued[kept->of_group[g] - 1];
		if (last_version(issued)->digest == version.digest &&
		    is_same_group(last_version(issued), &record->cohort, group))
			return C5_OK;
	}
	return status ? status
		      : store_add_version(store, issued, group->number,
					  &version, err);
}

/* Whom no live group has kept. */
static enum c5_status cancel(struct store *store, const struct issued *issued,
			     struct c5_error *err)
{
	const struct issued_version version = {
		.cancelled = true, .slot = last_version(issued)->slot};

	if (last_version(issued)->cancelled)
		return C5_OK;
	return store_add_version(store, issued, 0, &version, err);
}

static enum c5_status settle(struct invitations *out, struct store *store,
			     struct c5_error *err)
{
	struct pool pool = {NULL}, scratch = {NULL};
	struct kept kept;
	enum c5_status status =
		find_kept(&kept, store, out->record, &pool, err);

	if (status) {
		pool_release(&pool);
		return status;
	}
	choose_slot(out, &kept);
	for (size_t g = 0; g < out->record->plan.n_groups && !status; g++) {
		status = issue_group(out, store, &kept, g, &scratch, err);
		pool_reset(&scratch);
	}
	for (size_t i = 0; i < kept.n_issued && !status; i++)
		if (!kept.is_kept[i])
			status = cancel(store, &kept.issued[i], err);
	kept_release(&kept);
	pool_release(&scratch);
	pool_release(&pool);
	return status;
}

static enum c5_status append(struct invitations *out, size_t *capacity,
			     struct invitation invitation, struct c5_error *err)
{
	void *grown;

	if (invitation.kind != INVITED && !invitations_told(NULL, &invitation))
		return C5_OK;
	grown = memory_grow(out->list, capacity, out->n + 1,
			    sizeof(*out->list));
	if (!grown)
		return error_memory(err);
	out->list = grown;
	invitation.fresh = invitation.version->fresh;
	out->fresh |= invitation.fresh;
	out->list[out->n++] = invitation;
	return C5_OK;
}

/* What an invitation has to say to those who are in it no more. */
static enum c5_status append_goodbyes(struct invitations *out, size_t *capacity,
				      const struct issued *issued,
				      struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t v = 1; v < issued->n_versions && !status; v++)
		status = append(out, capacity,
				(struct invitation){
					.kind = issued->versions[v].cancelled
							? CANCELLED
							: UNINVITED,
					.issued = issued,
					.version = &issued->versions[v]},
				err);
	return status;
}

/* Can somebody of the group be written to? */
static bool has_address(const struct round_record *record,
			const struct group *group)
{
	for (unsigned i = 0; i < group->size; i++) {
		const struct person *person =
			&record->cohort.people[group->member[i]];

		if (!person->erased && *person->email)
			return true;
	}
	return false;
}

/* All that is on record by now, in order. */
static enum c5_status list_all(struct invitations *out, struct store *store,
			       struct c5_error *err)
{
	const struct round_record *record = out->record;
	size_t capacity = 0;
	struct kept kept;
	enum c5_status status =
		find_kept(&kept, store, record, &out->pool, err);

	if (status)
		return status;
	for (size_t g = 0; g < record->plan.n_groups && !status; g++) {
		struct invitation live = {.kind = INVITED, .group = g};

		if (!kept.of_group[g] ||
		    !has_address(record, &record->plan.groups[g]))
			continue;
		live.issued = &kept.issued[kept.of_group[g] - 1];
		live.version = last_version(live.issued);
		status = append(out, &capacity, live, err);
	}
	for (size_t i = 0; i < kept.n_issued && !status; i++)
		status = append_goodbyes(out, &capacity, &kept.issued[i], err);
	kept_release(&kept);
	return status;
}

enum c5_status invitations_check_organiser(const struct correspondence *words,
					   struct c5_error *err)
{
	if (*words->organiser.address)
		return C5_OK;
	return error_set(
		err, C5_USAGE,
		"nobody has been named in whose name to invite: 'connect5 "
		"config organiser \"NAME <ADDRESS>\"' does");
}

enum c5_status invitations_issue(struct invitations *out, struct store *store,
				 const struct round_record *record,
				 const struct prompt *prompts, size_t n_prompts,
				 struct c5_error *err)
{
	enum c5_status status;

	*out = (struct invitations){
		.record = record, .prompts = prompts, .n_prompts = n_prompts};
	status = store_correspondence(store, &out->pool, &out->words, err);
	if (!status)
		status = invitations_check_organiser(&out->words, err);
	if (!status)
		status = settle(out, store, err);
	return status ? status : list_all(out, store, err);
}

void invitations_release(struct invitations *invitations)
{
	free(invitations->list);
	pool_release(&invitations->pool);
	*invitations = (struct invitations){0};
}
