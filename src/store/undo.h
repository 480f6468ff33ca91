/* Recording a change so that it can be taken back. Private to src/store/. */
#ifndef STORE_UNDO_H
#define STORE_UNDO_H

#include "store/sql.h"

/* Starts to record the open change. */
enum c5_status undo_record(struct store *store, struct c5_error *err);

/*
 * Keeps the inverse of what was recorded, in place of the one before. A change
 * that is not recorded, or too large, leaves nothing to take back.
 */
enum c5_status undo_keep(struct store *store, struct c5_error *err);

/* After each statement: gives up recording what has become too large. */
void undo_watch(struct store *store);

/* Was nothing changed at all? False where nothing is recorded. */
bool undo_is_empty(const struct store *store);

/* Stops recording. */
void undo_forget(struct store *store);

#endif
