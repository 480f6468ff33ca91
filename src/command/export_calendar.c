#include "command/export.h"

#include <stdio.h>

/* A slot that is set, but for another month. */
static void note_other_slot(const struct export *export)
{
	const struct invitations *invitations = &export->invitations;
	const struct slot *slot = &invitations->other_slot;
	char month[MONTH_TEXT], other[MONTH_TEXT];

	if (!slot->minutes)
		return;
	month_format(month, export->record.month);
	note(export->context,
	     "the slot that is set is in %s, so that %s: 'connect5 config slot "
	     "\"%s-DD HH:MM/%d\"' proposes a time in %s",
	     month_format(other, slot->month),
	     invitations->words.slot.minutes
		     ? "these invitations keep the time that they had"
		     : "these invitations are reminders for a whole day",
	     month, slot->minutes, month);
}

enum c5_status calendar_issue(struct export *export, struct c5_error *err)
{
	enum c5_status status = calendar_check(err);

	if (!status)
		status = invitations_issue(&export->invitations, export->store,
					   &export->record, export->prompts,
					   export->n_prompts, err);
	if (!status)
		note_other_slot(export);
	return status;
}

/* What a coordinator has to do with the file. */
static const char *what(const struct invitation *invitation)
{
	if (!invitation->fresh)
		return invitation->kind == INVITED ? "as before"
						   : "cancelled before";
	if (invitation->kind != INVITED)
		return "cancelled";
	return invitation->version->sequence ? "changed" : "new";
}

enum { NAME_BYTES = 64 };

/* Groups by their number; what is cancelled by that of the invitation, and
 * where only some have left by the version that they are not in, too. */
static void file_name(char name[NAME_BYTES], const struct export *export,
		      const struct invitation *invitation)
{
	unsigned number = invitation->issued->number;

	if (invitation->kind == INVITED)
		snprintf(name, NAME_BYTES, "group-%03u.ics",
			 export->record.plan.groups[invitation->group].number);
	else if (invitation->kind == CANCELLED)
		snprintf(name, NAME_BYTES, "cancel-%03u.ics", number);
	else
		snprintf(name, NAME_BYTES, "cancel-%03u-%u.ics", number,
			 invitation->version->sequence);
}

static enum c5_status put(struct export *export, struct folder *folder,
			  const struct invitation *invitation,
			  struct pool *pool, struct c5_error *err)
{
	struct event event;
	struct buffer bytes = BUFFER_INIT;
	char name[NAME_BYTES];
	enum c5_status status = invitations_event(&event, &export->invitations,
						  invitation, pool, err);

	if (!status)
		status = calendar_write(&bytes, &event, err);
	file_name(name, export, invitation);
	if (!status)
		status =
			folder_put(folder, name, &bytes, what(invitation), err);
	buffer_release(&bytes);
	return status;
}

enum c5_status calendar_fill(struct export *export, struct folder *folder,
			     struct c5_error *err)
{
	const struct invitations *invitations = &export->invitations;
	struct pool pool = {NULL};
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < invitations->n && !status; i++) {
		status = put(export, folder, &invitations->list[i], &pool, err);
		pool_reset(&pool);
	}
	pool_release(&pool);
	if (status && invitations->fresh)
		note(export->context,
		     "the invitations count as issued all the same: send all "
		     "that the next export makes, also what its manifest "
		     "says is as before");
	return status;
}
