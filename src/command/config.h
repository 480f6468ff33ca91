/* Settings that are texts. Private to src/command/. */
#ifndef COMMAND_CONFIG_H
#define COMMAND_CONFIG_H

#include "command/command.h"
#include "connect5/template.h"

/* "own" or "built in". */
enum c5_status template_standing(struct buffer *out,
				 const struct correspondence *correspondence,
				 enum letter letter, struct c5_error *err);

/* The text that is in force, as it would be edited. */
enum c5_status print_template(const struct context *context,
			      const struct correspondence *correspondence,
			      enum letter letter, struct c5_error *err);

/* The text of a file, once nothing is wrong with it; "" for no file. */
enum c5_status template_from_file(struct buffer *out, enum letter letter,
				  const char *path, struct c5_error *err);

#endif
