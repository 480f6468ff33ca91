#include "connect5/mail.h"

/* In place of mail.c where GMime is left out. */
enum c5_status mail_check(struct c5_error *err)
{
	return error_set(err, C5_USAGE,
			 "this connect5 was built without e-mails "
			 "(CONNECT5_GMIME)");
}

enum c5_status mail_write(struct buffer *out, const struct draft *draft,
			  struct c5_error *err)
{
	(void)out;
	(void)draft;
	return mail_check(err);
}
