/*
 * The invitations that have gone out for a round. One is known by its UID for
 * life; every version of it that says something else has the next SEQUENCE, and
 * a cancelled one has no further version (RFC 5546, 2.1.4).
 */
#ifndef CONNECT5_STORE_INVITATIONS_H
#define CONNECT5_STORE_INVITATIONS_H

#include <stddef.h>

#include "connect5/store.h"

/* Somebody to whom a version was issued. */
struct invited {
	int64_t id;	     /* as whom they were in the group */
	int64_t now;	     /* as whom they are known today */
	const char *name;    /* as they were known then */
	const char *address; /* today's; "": none */
	bool erased;
};

struct issued_version {
	unsigned sequence;
	bool cancelled;
	bool fresh;	 /* put on record by this change */
	int64_t stamp;	 /* when the file was last changed before */
	uint64_t digest; /* of what it said; 0: not known */
	struct slot slot;
	struct invited members[3];
	unsigned n;
};

struct issued {
	int64_t id; /* 0: not yet */
	unsigned number;
	const char *uid;
	struct issued_version *versions; /* by sequence */
	size_t n_versions;
};

/* Those of a month's round, by number, in the pool. Inside a change. */
enum c5_status store_issued(struct store *store, month_t month,
			    struct pool *pool, struct issued **out, size_t *n,
			    struct c5_error *err);

/*
 * Puts an invitation on record, inside a change: its number, the next of the
 * round, and its UID, made of the programme and of the number.
 */
enum c5_status store_add_issued(struct store *store, month_t month,
				struct pool *pool, struct issued *out,
				struct c5_error *err);

/*
 * Its next version (cancelled, digest, slot), for the live group of that number
 * or, if it is cancelled, for the group that the last was for.
 */
enum c5_status store_add_version(struct store *store,
				 const struct issued *issued, unsigned group,
				 const struct issued_version *version,
				 struct c5_error *err);

#endif
