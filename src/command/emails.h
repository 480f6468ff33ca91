/* What the two files of `export emails` share. Private to src/command/. */
#ifndef COMMAND_EMAILS_H
#define COMMAND_EMAILS_H

#include "command/export.h"
#include "connect5/letters.h"
#include "connect5/mail.h"
#include "connect5/repair.h"

/* Writes letters of one kind into a folder, one after the other. */
struct mailing {
	struct export *export;
	struct folder *folder;
	enum letter letter;
	struct letter_round round;
	struct template_values values;
	struct letter_text text;
	struct buffer plain, html, bytes, name;
	size_t *invitation_of; /* by group: 1 + where it is listed; 0: none */
	size_t written;
};

/* Whom one letter goes to; a group has a number, others are known by id. */
struct addressee {
	size_t group; /* SIZE_MAX: one who has none */
	uint32_t person;
};

enum c5_status mailing_init(struct mailing *out, struct export *export,
			    struct folder *folder, enum letter letter,
			    struct c5_error *err);
void mailing_release(struct mailing *mailing);

/* Can anybody be written to? */
bool mailing_reaches(const struct mailing *mailing, struct addressee to);

/* Writes what the values say; nobody who can be reached: nothing. */
enum c5_status mailing_write(struct mailing *mailing, struct addressee to,
			     struct c5_error *err);

/*
 * Writes, each into a file of its own, the cancellations that this repair
 * brought for those who have left the round, and so get no letter; names them
 * in `who`, one a line.
 */
enum c5_status mailing_say_goodbye(struct mailing *mailing, struct buffer *who,
				   struct c5_error *err);

#endif
