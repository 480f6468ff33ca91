#include "connect5/calendar.h"

/* In place of calendar.c where libical is left out. */
enum c5_status calendar_check(struct c5_error *err)
{
	return error_set(err, C5_USAGE,
			 "this connect5 was built without calendars "
			 "(CONNECT5_ICAL)");
}

enum c5_status calendar_write(struct buffer *out, const struct event *event,
			      struct c5_error *err)
{
	(void)out;
	(void)event;
	return calendar_check(err);
}
