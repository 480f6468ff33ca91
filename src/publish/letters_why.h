/* Words that letters.c and letters_why.c share. */
#ifndef PUBLISH_LETTERS_WHY_H
#define PUBLISH_LETTERS_WHY_H

#include "connect5/record.h"

/* Why somebody waits, to come after "because". */
void letter_waiting_reason(struct buffer *out,
			   const struct round_record *record, uint32_t person);

#endif
