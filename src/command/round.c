#include "command/command.h"
#include "connect5/json.h"
#include "connect5/screen.h"

enum c5_status print_round(const struct context *context,
			   const struct round_record *record, bool created,
			   struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	enum c5_status status = C5_OK;

	if (context->json)
		status = json_round(&out, record, created, err);
	else
		screen_round(&out, record, context->color, context->verbose);
	if (!status)
		status = buffer_status(&out, err);
	if (!status)
		print(&out);
	buffer_release(&out);
	return status;
}
