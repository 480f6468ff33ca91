/* Who has met whom, as sheets. Private to src/command/. */
#ifndef COMMAND_HISTORY_H
#define COMMAND_HISTORY_H

#include "connect5/sheet.h"
#include "connect5/store.h"

/* month,email_1,email_2,email_3,outcome: the live groups of all rounds. */
enum c5_status history_sheet(struct sheet *out, struct store *store,
			     struct pool *pool, struct c5_error *err);

/* email_1,email_2,month,relaxed: all connections, with those from before. */
enum c5_status connections_sheet(struct sheet *out, struct store *store,
				 struct pool *pool, struct c5_error *err);

#endif
