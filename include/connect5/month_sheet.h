/*
 * The month as people read it: the pages of the coordinator's workbook, with
 * headers in words. Each function initialises *out; the caller releases it.
 */
#ifndef CONNECT5_MONTH_SHEET_H
#define CONNECT5_MONTH_SHEET_H

#include "connect5/record.h"
#include "connect5/sheet.h"

/* One row a group; columns for a third person only if there is a trio. */
void month_pairs(struct sheet *out, const struct round_record *record);

/* One row a person of the round, by name, those who wait too. */
enum c5_status month_people(struct sheet *out,
			    const struct round_record *record,
			    struct c5_error *err);

/* The theme, its lens and the questions, in the order to talk about them. */
void month_prompts(struct sheet *out, const struct round_record *record,
		   const struct prompt *prompts, size_t n);

/* Those who wait, with the reason in words. */
void month_waiting(struct sheet *out, const struct round_record *record);

#endif
