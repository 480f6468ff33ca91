/*
 * The invitations of a round: which there are, and in which version each goes
 * out. Private to src/command/.
 *
 * A live group keeps the invitation of the former group with which it shares
 * two members, else it has a new one; an invitation that no live group keeps is
 * cancelled, and whoever was in a group that keeps one, and is no more, is told
 * so by themselves. What says something else than it did has the next sequence.
 * All of it is settled inside a change, so that two exports at once agree.
 */
#ifndef COMMAND_INVITATIONS_H
#define COMMAND_INVITATIONS_H

#include "connect5/calendar.h"
#include "connect5/record.h"
#include "connect5/store_invitations.h"

enum invitation_kind { INVITED, CANCELLED, UNINVITED };

struct invitation {
	enum invitation_kind kind;
	bool fresh;		     /* this version is new */
	size_t group;		     /* of the record's plan, if it is live */
	const struct issued *issued; /* with all its versions */
	/* which of them speaks; of UNINVITED the first without these people */
	const struct issued_version *version;
};

struct invitations {
	const struct round_record *record; /* borrowed */
	const struct prompt *prompts;	   /* borrowed */
	size_t n_prompts;
	struct correspondence words; /* with the round's slot, if it has one */
	struct slot other_slot;	     /* that is set, but in another month */
	struct pool pool;
	struct invitation *list; /* live groups first, in their order */
	size_t n;
	bool fresh; /* one of them is */
};

/*
 * Settles what goes out, and puts what is new on record, inside a change that
 * the caller commits before anything is sent. Groups in which nobody has an
 * address are left out. C5_USAGE: there is no organiser. The caller releases
 * *out, also after a failure.
 */
enum c5_status invitations_issue(struct invitations *out, struct store *store,
				 const struct round_record *record,
				 const struct prompt *prompts, size_t n_prompts,
				 struct c5_error *err);
/* C5_USAGE: nobody is set in whose name to write. */
enum c5_status invitations_check_organiser(const struct correspondence *words,
					   struct c5_error *err);
void invitations_release(struct invitations *invitations);

/* The event of one of them, for calendar_write(): the same for the same version
 * for ever. Its strings are in the pool. */
enum c5_status invitations_event(struct event *out,
				 const struct invitations *invitations,
				 const struct invitation *invitation,
				 struct pool *pool, struct c5_error *err);

/* Steps (invitation_events.c) */

/* The event of a group, without UID, sequence and stamp. */
enum c5_status invitations_group_event(struct event *out,
				       const struct invitations *invitations,
				       size_t group, struct pool *pool,
				       struct c5_error *err);

/* How many a cancellation tells, of those who can be reached; their mailboxes,
 * where there is room for them. */
size_t invitations_told(struct mailbox *out, const struct invitation *of);

#endif
