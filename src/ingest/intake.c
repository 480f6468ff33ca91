#include "connect5/intake.h"

static bool is_newer(const struct held *held, const struct answer *answer)
{
	if (answer->timed)
		return answer->completed > held->answered_at;
	return answer->digest != held->digest;
}

/* What the answer says, over what is held where it says nothing. */
static struct profile merge(const struct profile *held,
			    const struct profile *answer)
{
	struct profile merged = *held, copy = *answer;

	for (int i = 0; i < PROFILE_FIELDS; i++) {
		enum profile_field field = (enum profile_field)i;
		const char *value = *profile_field(&copy, field);

		if (*value)
			*profile_field(&merged, field) = value;
	}
	if (*answer->seniority)
		merged.seniority_step = answer->seniority_step;
	if (answer->organisation)
		merged.organisation = answer->organisation;
	if (answer->sector)
		merged.sector = answer->sector;
	return merged;
}

enum intake intake_decide(const struct held *held, const struct answer *answer,
			  struct profile *merged)
{
	*merged = answer->profile;
	if (!held)
		return INTAKE_ADD;
	if (!is_newer(held, answer))
		return INTAKE_UNCHANGED;
	if (names_differ(held->profile.name, answer->profile.name))
		return INTAKE_CONFLICT;
	*merged = merge(&held->profile, &answer->profile);
	return profile_equal(merged, &held->profile) ? INTAKE_TOUCH
						     : INTAKE_UPDATE;
}
