/* The schema of the file: numbered migrations. Private to src/store/. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stdint.h>

#include "connect5/store.h"

/* The number of the newest migration. */
int64_t schema_latest(void);

/* Into an empty database, in a transaction that store_begin() joins. */
enum c5_status schema_create(struct store *store, int application_id,
			     struct c5_error *err);

/* From `version` to the latest, in a transaction of its own. */
enum c5_status schema_migrate(struct store *store, int64_t version,
			      struct c5_error *err);

#endif
