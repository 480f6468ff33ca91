/* A forecast under way, and told in two ways. Private to src/command/. */
#ifndef COMMAND_FORECAST_H
#define COMMAND_FORECAST_H

#include "command/headcount.h"
#include "command/words.h"
#include "connect5/forecast.h"

/*
 * Programmes of more people are counted by part of the system alone, and not
 * played through: nobody's history matters much there, and a plan takes its
 * time.
 */
enum { FORECAST_MOST_PLAYED = 2000, CONVERSATIONS = 5 };

/* Somebody who is not expected in a month that is played through. */
struct absence {
	const char *name;
	bool paused;   /* or away */
	month_t until; /* paused until then; MONTH_NONE: with no end */
};

struct coming_month {
	month_t month;
	struct headcount count; /* with what is asked for */
	struct absence *absent; /* in the pool; not those withdrawn */
	size_t n_absent;
	size_t ceiling; /* people who have a group, at most */
};

/* Somebody who will not have five conversations. */
struct shortfall {
	const char *name;
	unsigned most; /* by the rules and the months they are expected in */
	unsigned foreseen;
};

struct forecast {
	struct word_work work;
	struct programme programme;
	struct forecast_change *changes;
	size_t n_changes;
	struct coming_month *months;   /* n */
	struct forecast_month *played; /* n, or NULL: counted alone */
	size_t n;
	struct participant *people; /* of those that were played */
	size_t n_people;
	unsigned target; /* conversations that everybody should have */
	struct shortfall *shortfalls;
	size_t n_shortfalls;
	struct forecast_sacrifice sacrifice;
};

/* Fills in the months and what follows from them. */
enum c5_status forecast_gather(struct forecast *forecast, struct c5_error *err);

/* Fills in who will not have their five conversations. */
enum c5_status forecast_people(struct forecast *forecast, struct c5_error *err);

/* How far what is said of a month can be relied on. */
enum forecast_basis {
	FORECAST_EXACT,	  /* of those expected today */
	FORECAST_REACHED, /* as many as the month could place by itself */
	FORECAST_PLAYED,  /* other pairs before it might let it place more */
	FORECAST_COUNTED  /* by the parts of the system alone */
};
enum forecast_basis forecast_basis(const struct forecast *forecast,
				   size_t month);

void forecast_text(struct buffer *out, const struct forecast *forecast);
json_t *forecast_object(const struct forecast *forecast);

/* Why a month places no more, and what would: *people of any other part than
 * `sector` (NULL: of any). False: everybody has a group. */
bool forecast_limit(const struct forecast *forecast, size_t month,
		    struct buffer *why, const char **sector, size_t *people);

#endif
