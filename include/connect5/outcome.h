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

/* What two reports on one group come to: it has met if anybody says so, else
 * not if anybody says that; who does not know takes nothing away. */
enum outcome outcome_join(enum outcome one, enum outcome other);

/*
 * What somebody wrote: "yes", "We met", "didn't meet", "Yes, online". Nothing
 * at all, "not sure" and "not yet" are OUTCOME_UNKNOWN; so is a meeting that is
 * still to come, "Yes, arranged for January", and *to_come says so. False: it
 * cannot be read with certainty.
 */
bool outcome_read(enum outcome *out, bool *to_come, const char *text);

#endif
