#include "connect5/profile.h"

#include <assert.h>
#include <string.h>

const struct profile profile_empty = {
	.name = "",
	.place = "",
	.profession = "",
	.seniority = "",
	.interests = "",
	.hopes = "",
	.availability = "",
};

static const struct {
	const char *name;
	bool list;
	size_t offset;
} fields[PROFILE_FIELDS] = {
	[PROFILE_NAME] = {"name", false, offsetof(struct profile, name)},
	[PROFILE_PLACE] = {"place", true, offsetof(struct profile, place)},
	[PROFILE_PROFESSION] = {"profession", false,
				offsetof(struct profile, profession)},
	[PROFILE_SENIORITY] = {"seniority", false,
			       offsetof(struct profile, seniority)},
	[PROFILE_INTERESTS] = {"interests", true,
			       offsetof(struct profile, interests)},
	[PROFILE_HOPES] = {"hopes", false, offsetof(struct profile, hopes)},
	[PROFILE_AVAILABILITY] = {"availability", true,
				  offsetof(struct profile, availability)},
};

const char *profile_field_name(enum profile_field field)
{
	return fields[field].name;
}

bool profile_field_is_list(enum profile_field field)
{
	return fields[field].list;
}

const char **profile_field(struct profile *profile, enum profile_field field)
{
	assert(field < PROFILE_FIELDS);
	return (const char **)(void *)((char *)profile + fields[field].offset);
}

static const char *value_of(const struct profile *profile, size_t offset)
{
	return *(const char *const *)(const void *)((const char *)profile +
						    offset);
}

bool profile_equal(const struct profile *a, const struct profile *b)
{
	for (size_t i = 0; i < PROFILE_FIELDS; i++)
		if (strcmp(value_of(a, fields[i].offset),
			   value_of(b, fields[i].offset)) != 0)
			return false;
	return a->sector == b->sector && a->organisation == b->organisation &&
	       a->seniority_step == b->seniority_step;
}

static const char *const standings[] = {
	[STANDING_ACTIVE] = "active",	    [STANDING_PAUSED] = "paused",
	[STANDING_WITHDRAWN] = "withdrawn", [STANDING_MERGED] = "merged",
	[STANDING_ERASED] = "erased",
};

const char *standing_name(enum standing standing)
{
	return standings[standing];
}

bool standing_parse(enum standing *out, const char *name)
{
	for (size_t i = 0; i < sizeof(standings) / sizeof(*standings); i++)
		if (strcmp(standings[i], name) == 0) {
			*out = (enum standing)i;
			return true;
		}
	*out = STANDING_ACTIVE;
	return false;
}
