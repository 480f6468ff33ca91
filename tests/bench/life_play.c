/* Plays a script, whichever way people are put together. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "connect5/random.h"
#include "life.h"

/* Of a hundred groups that tell. */
enum { NOT_MET = 20, UNTOLD = 10 };

bool life_wrong(struct life *life, const char *format, ...)
{
	char what[256];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(what, sizeof(what), format, arguments);
	va_end(arguments);
	error_set(&life->err, C5_NO, "season %llu, month %d, %s: %s",
		  (unsigned long long)life->script->seed, life->step / 2 + 1,
		  life->step % 2 ? "mended" : "matched", what);
	return false;
}

bool life_active(const struct life *life, unsigned person)
{
	return life->script->active[life->step][person];
}

const struct party *life_party(const struct parties *parties, unsigned person)
{
	for (size_t g = 0; g < parties->n; g++)
		for (unsigned i = 0; i < parties->list[g].size; i++)
			if (parties->list[g].member[i] == person)
				return &parties->list[g];
	return NULL;
}

bool life_takes_part(const struct life *life, unsigned person)
{
	const struct party *before = life_party(&life->before, person);

	return life_active(life, person) ||
	       (before && before->outcome == OUTCOME_MET);
}

static bool happen(struct life *life, const struct way *way)
{
	const struct script *script = life->script;

	for (size_t i = 0; i < script->n_events; i++) {
		const struct event *event = &script->events[i];

		if (event->step != life->step)
			continue;
		if (way->happen && !way->happen(life, event))
			return false;
		if (event->kind == EVENT_EXCLUDE) {
			life->excluded[event->who][event->whom] = true;
			life->excluded[event->whom][event->who] = true;
		}
	}
	return true;
}

/* A late joiner starts at the lowest count in their sector. */
static void welcome(struct life *life)
{
	const struct script *script = life->script;
	bool known[LIFE_PEOPLE];

	memcpy(known, life->known, sizeof(known));
	for (unsigned i = 0; i < script->n; i++) {
		bool found = false;

		if (known[i] || !life_takes_part(life, i))
			continue;
		life->known[i] = true;
		for (unsigned j = 0; j < script->n; j++) {
			if (!known[j] || !life_takes_part(life, j) ||
			    script->people[j].sector !=
				    script->people[i].sector ||
			    (found && life->waits[j] >= life->waits[i]))
				continue;
			life->waits[i] = life->waits[j];
			found = true;
		}
	}
}

static void mark(struct life *life, const struct party *party, int month)
{
	for (unsigned i = 0; i < party->size; i++)
		for (unsigned j = 0; j < party->size; j++)
			if (i != j)
				life->told[party->member[i]][party->member[j]] =
					(unsigned char)(month + 1);
}

/* In the first step a third of the groups have met early, or never will. */
static enum outcome fate(const struct life *life, const struct party *party)
{
	unsigned first = party->member[0], second = party->member[1];
	uint64_t drawn =
		random_hash_words(life->script->seed, (uint64_t)life->step,
				  first < second ? first : second,
				  first < second ? second : first);

	if (life->step % 2 == 0 && drawn / 10000 % 3 != 0)
		return OUTCOME_UNKNOWN;
	if (drawn % 100 < NOT_MET)
		return OUTCOME_NOT_MET;
	return drawn / 100 % 100 < UNTOLD ? OUTCOME_UNKNOWN : OUTCOME_MET;
}

static bool report(struct life *life, const struct way *way)
{
	for (size_t g = 0; g < life->now.n; g++) {
		struct party *party = &life->now.list[g];

		enum outcome drawn = fate(life, party);

		/* Who did not meet early, and is left together, may meet yet.
		 */
		if (party->outcome == OUTCOME_MET ||
		    (party->outcome == OUTCOME_NOT_MET && drawn != OUTCOME_MET))
			continue;
		if (party->outcome == OUTCOME_NOT_MET)
			mark(life, party, life->step / 2);
		party->outcome = drawn;
		if (party->outcome == OUTCOME_NOT_MET)
			mark(life, party, -1);
		if (party->outcome != OUTCOME_UNKNOWN && way->report &&
		    !way->report(life, party))
			return false;
	}
	return true;
}

static void converse(struct life *life, const struct party *party)
{
	for (unsigned i = 0; i < party->size; i++) {
		unsigned who = party->member[i];

		life->conversations[who]++;
		for (unsigned j = 0; j < party->size; j++) {
			unsigned bit = 1U
				       << life->script->people[party->member[j]]
						  .sector;

			if (i == j)
				continue;
			life->partners[who]++;
			life->again[who] += (life->sectors[who] & bit) != 0;
			life->sectors[who] |= bit;
		}
	}
}

/* The month is over. */
static void tally(struct life *life)
{
	for (size_t g = 0; g < life->now.n; g++)
		if (life->now.list[g].outcome != OUTCOME_NOT_MET)
			converse(life, &life->now.list[g]);
	for (unsigned i = 0; i < life->script->n; i++) {
		if (!life_active(life, i) || life_party(&life->now, i))
			continue;
		life->waits[i]++;
		life->waited[i]++;
	}
}

static bool check(struct life *life, const struct way *way)
{
	return !way->check || way->check(life);
}

static bool step(struct life *life, const struct way *way)
{
	life->before = life->now;
	if (life->step % 2 == 0)
		life->before.n = 0;
	if (!happen(life, way) || !check(life, way))
		return false;
	welcome(life);
	if (!way->group(life) || !check(life, way) || !life_is_legal(life) ||
	    !life_keep_reports(life, way->exact) ||
	    (way->exact && !life_is_fair(life)))
		return false;
	for (size_t g = 0; g < life->now.n; g++)
		if (life->now.list[g].outcome == OUTCOME_UNKNOWN)
			mark(life, &life->now.list[g], life->step / 2);
	return report(life, way) && check(life, way);
}

bool life_play(struct life *life, const struct way *way,
	       const struct script *script)
{
	bool good;

	memset(life, 0, sizeof(*life));
	life->script = script;
	good = !way->open || way->open(life);
	for (int i = 0; i < LIFE_STEPS && good; i++) {
		life->step = i;
		good = step(life, way);
		if (i % 2)
			tally(life);
	}
	good = good && (!way->finish || way->finish(life));
	if (way->close)
		way->close();
	return good;
}
