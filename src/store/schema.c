#include "store/schema.h"

#include <stdio.h>
#include <string.h>

#include "connect5/embedded.h"
#include "store/sql.h"

/* Migration number n (1..), or NULL. */
static const struct embedded *migration(int64_t n)
{
	char name[32];

	snprintf(name, sizeof(name), "schema/%03lld.sql", (long long)n);
	return embedded_find(name);
}

int64_t schema_latest(void)
{
	int64_t n = 0;

	while (migration(n + 1))
		n++;
	return n;
}

static enum c5_status apply(struct store *store, int64_t from,
			    struct c5_error *err)
{
	char pragma[64];
	int64_t latest = schema_latest();
	enum c5_status status = C5_OK;

	for (int64_t n = from + 1; n <= latest && !status; n++)
		status = sql_script(store, migration(n)->bytes, err);
	if (status)
		return status;
	snprintf(pragma, sizeof(pragma), "PRAGMA user_version = %lld",
		 (long long)latest);
	return sql_script(store, pragma, err);
}

enum c5_status schema_create(struct store *store, int application_id,
			     struct c5_error *err)
{
	char pragma[64];
	int64_t objects = 0;
	enum c5_status status = sql_script(store, "BEGIN EXCLUSIVE", err);

	if (!status)
		status = sql_number(store, &objects, err,
				    "SELECT count(*) FROM sqlite_schema", "");
	if (!status && objects)
		status = error_at(err, C5_USAGE, store->path, 0,
				  "there is a programme already: name another "
				  "file with -f FILE");
	if (status)
		return status;
	snprintf(pragma, sizeof(pragma), "PRAGMA application_id = %d",
		 application_id);
	status = sql_script(store, pragma, err);
	return status ? status : apply(store, 0, err);
}

enum c5_status schema_migrate(struct store *store, int64_t version,
			      struct c5_error *err)
{
	int64_t now_at = 0;
	enum c5_status status = sql_script(store, "BEGIN IMMEDIATE", err);

	/* Another process may have done it while this one waited. */
	if (!status)
		status = sql_number(store, &now_at, err, "PRAGMA user_version",
				    "");
	if (!status && now_at == version)
		status = apply(store, version, err);
	if (!status)
		status = sql_script(store, "COMMIT", err);
	if (status)
		store_rollback(store);
	return status;
}
