/*
 * The settings of a programme that a rule or the score reads, with the words
 * that document each. They are stored with every round that was made by them.
 */
#ifndef CONNECT5_SETTINGS_H
#define CONNECT5_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "connect5/error.h"

struct settings {
	uint64_t seed;	/* of the programme: keys and jitter */
	bool trios;	/* the odd one joins a pair */
	int64_t sector; /* points: a part of the system new to one of them */
	int64_t place;	/* different places */
	int64_t profession; /* different professions */
	int64_t interest;   /* each shared interest */
	int64_t slot;	    /* each shared slot of availability */
	int64_t seniority;  /* each step closer than two on the scale */
	int64_t prefer;	    /* a pair that is preferred */
	int64_t avoid;	    /* off one that is avoided, but no points below 0 */
};

extern const struct settings settings_default; /* seed 0 */

/* One key of `config`. */
struct setting {
	const char *key;   /* "weight.place" */
	const char *what;  /* a line of documentation */
	const char *takes; /* "trio|wait", "a multiple of 10, 0 to 10000" */
};

/* The table, ended by a NULL key. */
extern const struct setting setting_table[];

enum { SETTING_TEXT = 32 };

/* C5_USAGE: there is no such key. */
enum c5_status settings_unknown(const char *key, struct c5_error *err);

/* The value of a key as text; C5_USAGE: no such key. */
enum c5_status settings_get(char out[SETTING_TEXT],
			    const struct settings *settings, const char *key,
			    struct c5_error *err);

/* C5_USAGE: no such key, or a value that it does not take. */
enum c5_status settings_set(struct settings *settings, const char *key,
			    const char *value, struct c5_error *err);

#endif
