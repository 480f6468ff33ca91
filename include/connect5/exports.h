/*
 * What a coordinator takes away from a round, as sheets and pages.
 */
#ifndef CONNECT5_EXPORTS_H
#define CONNECT5_EXPORTS_H

#include "connect5/record.h"
#include "connect5/sheet.h"

/* The groups, one a row. Initialises *out; the caller releases it. */
void export_pairs(struct sheet *out, const struct round_record *record);

/* Everybody of the round, one a row: by groups, then those who wait. */
void export_sheet(struct sheet *out, const struct round_record *record);

/* Those who wait, one a row, with the reason. */
void export_waiting(struct sheet *out, const struct round_record *record);

/* What a repair has changed, one row a person. C5_NO: it is no repair. */
enum c5_status export_changes(struct sheet *out,
			      const struct round_record *record,
			      struct c5_error *err);

/* One row a person in a group, for a mail merge: no line breaks in cells. */
void export_mailmerge(struct sheet *out, const struct round_record *record,
		      const struct prompt *prompts, size_t n);

/*
 * Every allowed pair of the record's cohort and its score, so that anyone can
 * check the optimum with another solver; in the order of the addresses.
 */
enum c5_status export_scores(struct sheet *out,
			     const struct round_record *record,
			     struct c5_error *err);

/* The month's prompts, one a row; as pages see pages.h. */
void export_prompts(struct sheet *out, const struct round_record *record,
		    const struct prompt *prompts, size_t n);

#endif
