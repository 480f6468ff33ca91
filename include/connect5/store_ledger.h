/*
 * What participants have had of the programme. As everywhere, only live groups
 * count, and who turned out to be one person is one.
 */
#ifndef CONNECT5_STORE_LEDGER_H
#define CONNECT5_STORE_LEDGER_H

#include "connect5/store_people.h"

/*
 * The ledger: what each participant has had of the programme, in the order of
 * store_participants(). A conversation is a live group that met, or that is not
 * known not to have: met and unknown make up the conversations.
 */
struct ledger_entry {
	const struct participant *who;
	size_t met, unknown, not_met; /* groups */
	size_t waits;		      /* rounds, active without a group */
	size_t trios;		      /* of the conversations */
	/* Parts of the system that have active people, other than their own;
	 * and those of them whose people they had conversations with. */
	size_t sectors_possible, sectors_met;
};
enum c5_status store_ledger(struct store *store, struct pool *pool,
			    struct ledger_entry **out, size_t *n,
			    struct c5_error *err);

/* Somebody who has not met so often in a row, by the newest reports. Groups of
 * which nobody has told yet, after those, break no row; waiting neither. */
struct unmet {
	struct participant who;
	size_t times;
};
enum c5_status store_unmet(struct store *store, size_t at_least,
			   struct pool *pool, struct unmet **out, size_t *n,
			   struct c5_error *err);

#endif
