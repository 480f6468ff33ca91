#include "connect5/outcome.h"

const char *outcome_name(enum outcome outcome)
{
	static const char *const names[] = {
		[OUTCOME_UNKNOWN] = "unknown",
		[OUTCOME_MET] = "met",
		[OUTCOME_NOT_MET] = "not met",
	};

	return names[outcome];
}

enum outcome outcome_join(enum outcome one, enum outcome other)
{
	if (one == OUTCOME_MET || other == OUTCOME_MET)
		return OUTCOME_MET;
	return one == OUTCOME_UNKNOWN ? other : one;
}
