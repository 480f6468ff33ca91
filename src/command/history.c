#include "command/history.h"

#include "connect5/store_people.h"

static const char *month_text(char *out, month_t month)
{
	return month == MONTH_NONE ? "" : month_format(out, month);
}

enum c5_status history_sheet(struct sheet *out, struct store *store,
			     struct pool *pool, struct c5_error *err)
{
	static const char *const header[] = {"month",	"email_1", "email_2",
					     "email_3", "outcome", NULL};
	struct past_group *groups;
	char month[MONTH_TEXT];
	size_t n;
	enum c5_status status =
		store_past_groups(store, pool, &groups, &n, err);

	sheet_init(out, header);
	for (size_t i = 0; i < n && !status; i++) {
		if (!*groups[i].who[1])
			continue; /* of the two, one was erased */
		sheet_text(out, month_text(month, groups[i].month));
		for (int seat = 0; seat < 3; seat++)
			sheet_text(out, groups[i].who[seat]);
		sheet_text(out, groups[i].outcome);
	}
	return status;
}

enum c5_status connections_sheet(struct sheet *out, struct store *store,
				 struct pool *pool, struct c5_error *err)
{
	static const char *const header[] = {"email_1", "email_2", "month",
					     "relaxed", NULL};
	struct connection *connections;
	char month[MONTH_TEXT];
	size_t n;
	enum c5_status status =
		store_connections(store, pool, &connections, &n, err);

	sheet_init(out, header);
	for (size_t i = 0; i < n && !status; i++) {
		sheet_text(out, connections[i].who_1);
		sheet_text(out, connections[i].who_2);
		sheet_text(out, month_text(month, connections[i].month));
		sheet_text(out, connections[i].relaxed ? "yes" : "no");
	}
	return status;
}
