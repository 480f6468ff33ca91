/*
 * The outcome of a group: did they meet? Nobody knows until one of them says
 * so. Only a group that is known not to have met gives its connections back.
 */
#ifndef CONNECT5_OUTCOME_H
#define CONNECT5_OUTCOME_H

#include <stdbool.h>

enum outcome { OUTCOME_UNKNOWN, OUTCOME_MET, OUTCOME_NOT_MET };

/* "unknown", "met", "not met". */
const char *outcome_name(enum outcome outcome);

/*
 * What somebody wrote: "yes", "We met", "didn't meet", "Yes, online". Nothing
 * at all, "not sure" and "not yet" are OUTCOME_UNKNOWN. False: it cannot be
 * read with certainty.
 */
bool outcome_read(enum outcome *out, const char *text);

#endif
