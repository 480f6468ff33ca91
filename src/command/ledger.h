/* What each participant has had of the programme, told in three ways. Private
 * to src/command/. */
#ifndef COMMAND_LEDGER_H
#define COMMAND_LEDGER_H

#include "command/command.h"
#include "connect5/sheet.h"

/* email,name,organisation,sector,status,conversations,met ...: one a row. */
enum c5_status ledger_sheet(struct sheet *out, struct store *store,
			    struct pool *pool, struct c5_error *err);

/* The same as a table on the terminal, or as JSON. */
enum c5_status ledger_print(const struct context *context, struct store *store,
			    struct c5_error *err);

#endif
