/* The events of invitations, made anew whenever they are asked for: texts of a
 * whole country's groups would not fit into memory. */
#include "command/invitations.h"

#include <string.h>

#include "connect5/invitation.h"

static bool is_reached(const struct invited *invited)
{
	return !invited->erased && *invited->address;
}

/* Have they left the meeting for good with version `v`, being in the one
 * before? */
static bool left_with(const struct issued *issued, size_t v,
		      const struct invited *invited)
{
	for (size_t later = v; later < issued->n_versions; later++)
		for (unsigned m = 0; m < issued->versions[later].n; m++)
			if (issued->versions[later].members[m].now ==
			    invited->now)
				return false;
	return true;
}

/* How many are to be told, all or those who left with the version; their
 * mailboxes, where there is room for them. */
size_t invitations_told(struct mailbox *out, const struct invitation *of)
{
	const struct issued *issued = of->issued;
	size_t n = 0, v = (size_t)(of->version - issued->versions);
	bool left = of->kind == UNINVITED;
	const struct issued_version *members = &issued->versions[v - left];

	for (unsigned m = 0; m < members->n; m++) {
		const struct invited *one = &members->members[m];

		if (!is_reached(one) || (left && !left_with(issued, v, one)))
			continue;
		if (out)
			out[n] = (struct mailbox){one->name, one->address};
		n++;
	}
	return n;
}

/* Both texts of an event, from the pool. */
static enum c5_status keep(const char **out, struct pool *pool,
			   struct buffer *text, struct c5_error *err)
{
	enum c5_status status = buffer_status(text, err);

	*out = pool_copy(pool, text->text, text->length);
	buffer_release(text);
	return status || *out ? status : error_memory(err);
}

/* What all events of a round have in common. */
static enum c5_status begin(struct event *out,
			    const struct invitations *invitations,
			    struct mailbox **attendees, struct pool *pool,
			    struct c5_error *err)
{
	struct buffer summary = BUFFER_INIT;

	*out = (struct event){
		.organiser = invitations->words.organiser,
		.month = invitations->record->month,
		.slot = invitations->words.slot,
	};
	*attendees = pool_alloc(pool, 3 * sizeof(**attendees));
	if (!*attendees)
		return error_memory(err);
	out->attendees = *attendees;
	invitation_summary(&summary, invitations->record, &invitations->words);
	return keep(&out->summary, pool, &summary, err);
}

enum c5_status invitations_group_event(struct event *out,
				       const struct invitations *invitations,
				       size_t group, struct pool *pool,
				       struct c5_error *err)
{
	const struct round_record *record = invitations->record;
	const struct group *who = &record->plan.groups[group];
	struct buffer description = BUFFER_INIT;
	struct mailbox *attendees;
	enum c5_status status = begin(out, invitations, &attendees, pool, err);

	if (status)
		return status;
	for (unsigned i = 0; i < who->size; i++) {
		const struct person *person =
			&record->cohort.people[who->member[i]];

		if (!person->erased && *person->email)
			attendees[out->n_attendees++] = (struct mailbox){
				person->profile.name, person->email};
	}
	invitation_description(&description, record, group,
			       invitations->prompts, invitations->n_prompts,
			       &invitations->words);
	return keep(&out->description, pool, &description, err);
}

/* Says to some that they do not meet. */
static enum c5_status farewell(struct event *out,
			       const struct invitations *invitations,
			       const struct invitation *invitation,
			       struct pool *pool, struct c5_error *err)
{
	struct mailbox *attendees;
	bool left = invitation->kind == UNINVITED;
	enum c5_status status = begin(out, invitations, &attendees, pool, err);

	if (status)
		return status;
	out->n_attendees = invitations_told(attendees, invitation);
	out->cancelled = true;
	out->uninvited = left;
	/* the time that they know of */
	out->slot = invitation->version[left ? -1 : 0].slot;
	out->description = "Whom you meet this month has changed: this "
			   "conversation will not take place as it was "
			   "planned. If you meet somebody else, you have an "
			   "invitation of its own.";
	return C5_OK;
}

enum c5_status invitations_event(struct event *out,
				 const struct invitations *invitations,
				 const struct invitation *invitation,
				 struct pool *pool, struct c5_error *err)
{
	enum c5_status status =
		invitation->kind == INVITED
			? invitations_group_event(out, invitations,
						  invitation->group, pool, err)
			: farewell(out, invitations, invitation, pool, err);

	out->uid = invitation->issued->uid;
	out->sequence = invitation->version->sequence;
	out->stamp = invitation->version->stamp;
	return status;
}
