/*
 * What a letter says of a round: the values of its placeholders. Words are for
 * those who get the letter, and give nothing away of exclusions, nor of what
 * somebody reported.
 */
#ifndef CONNECT5_LETTERS_H
#define CONNECT5_LETTERS_H

#include "connect5/record.h"
#include "connect5/repair.h"
#include "connect5/template.h"

struct letter_round {
	const struct round_record *record;
	const struct prompt *prompts;
	size_t n_prompts;
	const struct correspondence *words;
	struct slot slot; /* of this round; minutes 0: none */
};

/* Each puts its values in place of those that were there. */

/* What is the same for everybody. */
void letter_values_round(struct template_values *values,
			 const struct letter_round *round);
/* For a group of the record's plan. */
void letter_values_group(struct template_values *values,
			 const struct letter_round *round, size_t group);
/* For somebody without one. */
void letter_values_waiting(struct template_values *values,
			   const struct letter_round *round, uint32_t person);
/* What a repair has changed for those of a group, or for one who has none:
 * the changes of theirs. After one of the two above. */
void letter_values_changes(struct template_values *values,
			   const struct letter_round *round,
			   const struct change *changes, size_t n);

/* "Ann" of "Dr Ann Bell" and of "Bell, Ann": what people write after "Dear". */
void letter_first_name(struct buffer *out, const char *name);

/* Is there anybody, but for those who were erased, for whom to write? How many
 * of a group there are. */
unsigned letter_count(const struct round_record *record,
		      const struct group *group);

#endif
