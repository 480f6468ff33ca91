/*
 * A report: one row of a form that asks how a conversation went. Who says so,
 * of which month, and whether they met. Its form is one of form_new_reports();
 * free text in it is not read.
 */
#ifndef CONNECT5_REPORT_H
#define CONNECT5_REPORT_H

#include "connect5/form.h"
#include "connect5/outcome.h"

/* The month as it was written; one of the three. */
struct report_month {
	month_t month; /* MONTH_NONE: not said in full */
	int ordinal;   /* of the round; 0: not said */
	int of_year;   /* 1 to 12, of whatever year; 0: not said */
};

/* "2026-12", "Dec-26", "1 Dec 2026", "December", "round 1", "1". False: it
 * cannot be read with certainty, as 01/12/2026 cannot. */
bool report_month_read(struct report_month *out, const char *text);

struct report {
	size_t line;
	const char *email; /* folded, valid; "": they go by the name */
	const char *name;  /* "" beside an address */
	int64_t completed; /* moment; 0: the row does not say */
	struct report_month month;
	enum outcome said;
	/* As refusals show them: the header and the cell. */
	const char *month_column, *month_text, *who_column;
	const char *notes; /* remarks, one a line; "" */
};

/*
 * Reads a row: C5_OK and *out, or C5_DATA and *why (not an error: the row is
 * refused), or another status and *err. Strings live in `pool`.
 */
enum c5_status form_report(const struct form *form, const struct row *row,
			   struct pool *pool, struct report *out,
			   struct refusal *why, struct c5_error *err);

#endif
