#include "connect5/settings.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct settings settings_default = {
	.trios = true,
	.sector = 100,
	.place = 150,
	.profession = 120,
	.interest = 60,
	.slot = 50,
	.seniority = 20,
	.prefer = 500,
	.avoid = 500,
};

enum { MOST_POINTS = 10000 };

#define POINTS "a multiple of 10, 0 to 10000"

const struct setting setting_table[] = {
	{"odd", "what becomes of the odd one: joins a pair, or waits",
	 "trio|wait"},
	{"seed", "of keys and jitter; fixed when the programme was made",
	 "a number"},
	{"weight.sector",
	 "for each of the two to whom the other's part of the "
	 "system is new",
	 POINTS},
	{"weight.place", "for different places", POINTS},
	{"weight.profession", "for different professions", POINTS},
	{"weight.interest", "for each shared interest", POINTS},
	{"weight.slot", "for each time at which both are free", POINTS},
	{"weight.seniority", "for each step of seniority closer than two",
	 POINTS},
	{"weight.prefer", "for two who are preferred ('people prefer')",
	 POINTS},
	{"weight.avoid",
	 "taken off for two who are avoided ('people avoid'), as far as they "
	 "have so many",
	 POINTS},
	{NULL, NULL, NULL},
};

/* The weight of a key, or NULL. */
static int64_t *weight_of(struct settings *settings, const char *key)
{
	const struct {
		const char *key;
		int64_t *weight;
	} weights[] = {
		{"weight.sector", &settings->sector},
		{"weight.place", &settings->place},
		{"weight.profession", &settings->profession},
		{"weight.interest", &settings->interest},
		{"weight.slot", &settings->slot},
		{"weight.seniority", &settings->seniority},
		{"weight.prefer", &settings->prefer},
		{"weight.avoid", &settings->avoid},
	};

	for (size_t i = 0; i < sizeof(weights) / sizeof(*weights); i++)
		if (strcmp(weights[i].key, key) == 0)
			return weights[i].weight;
	return NULL;
}

enum c5_status settings_unknown(const char *key, struct c5_error *err)
{
	return error_set(err, C5_USAGE,
			 "there is no setting '%s': 'connect5 config' lists "
			 "them",
			 key);
}

enum c5_status settings_get(char out[SETTING_TEXT],
			    const struct settings *settings, const char *key,
			    struct c5_error *err)
{
	struct settings copy = *settings;
	int64_t *weight = weight_of(&copy, key);

	if (weight)
		snprintf(out, SETTING_TEXT, "%" PRId64, *weight);
	else if (strcmp(key, "odd") == 0)
		snprintf(out, SETTING_TEXT, "%s",
			 settings->trios ? "trio" : "wait");
	else if (strcmp(key, "seed") == 0)
		snprintf(out, SETTING_TEXT, "%" PRIu64, settings->seed);
	else
		return settings_unknown(key, err);
	return C5_OK;
}

/* A decimal number from 0 to `most`, nothing around it; else *out stays. */
static bool parse_number(uint64_t *out, const char *text, uint64_t most)
{
	size_t digits = strspn(text, "0123456789");
	uint64_t number;

	if (!digits || digits > 19 || text[digits])
		return false;
	number = strtoull(text, NULL, 10);
	if (number > most)
		return false;
	*out = number;
	return true;
}

static enum c5_status set_weight(int64_t *weight, const char *key,
				 const char *value, struct c5_error *err)
{
	uint64_t points;

	if (!parse_number(&points, value, MOST_POINTS) || points % 10)
		return error_set(err, C5_USAGE, "%s takes " POINTS ", not '%s'",
				 key, value);
	*weight = (int64_t)points;
	return C5_OK;
}

enum c5_status settings_set(struct settings *settings, const char *key,
			    const char *value, struct c5_error *err)
{
	int64_t *weight = weight_of(settings, key);

	if (weight)
		return set_weight(weight, key, value, err);
	if (strcmp(key, "odd") == 0) {
		if (strcmp(value, "trio") != 0 && strcmp(value, "wait") != 0)
			return error_set(err, C5_USAGE,
					 "odd takes trio or wait, not '%s'",
					 value);
		settings->trios = strcmp(value, "trio") == 0;
		return C5_OK;
	}
	if (strcmp(key, "seed") == 0) {
		if (!parse_number(&settings->seed, value,
				  (UINT64_C(1) << 53) - 1))
			return error_set(err, C5_USAGE,
					 "seed takes a number up to 2^53 - 1, "
					 "not '%s'",
					 value);
		return C5_OK;
	}
	return settings_unknown(key, err);
}
