/* What happens to the people of an invented programme. */
#include <string.h>

#include "connect5/random.h"
#include "life.h"

/* Of a hundred, in a month. */
enum { DROP_OUT = 10, JOIN = 5 };

/* Where somebody stands while the script is drawn. */
struct fortunes {
	uint64_t state;
	bool withdrawn[LIFE_PEOPLE];
	int until[LIFE_PEOPLE], away[LIFE_PEOPLE];
};

static bool chance(struct fortunes *fortunes, unsigned percent)
{
	return random_below(&fortunes->state, 100) < percent;
}

static int draw(struct fortunes *fortunes, int below)
{
	return (int)random_below(&fortunes->state, (uint64_t)below);
}

static void add_event(struct script *script, struct event event)
{
	if (script->n_events < LIFE_EVENTS)
		script->events[script->n_events++] = event;
}

/* The first sector is the largest: where it is more than half, some wait. */
static struct actor draw_actor(const struct script *script,
			       struct fortunes *fortunes)
{
	int sectors = 3 + (int)(script->seed % (LIFE_SECTORS - 2));
	unsigned largest = 15 + 10 * (unsigned)(script->seed / 6 % 5);
	int sector = chance(fortunes, largest) ? 0 : draw(fortunes, sectors);
	int home = chance(fortunes, 5) ? draw(fortunes, sectors) : sector;
	struct actor actor = {
		.sector = sector,
		.organisation = 4 * home + draw(fortunes, 4),
		.place = draw(fortunes, 5),
		.interests = draw(fortunes, 16),
		.slot = draw(fortunes, 3),
	};

	if (chance(fortunes, 10))
		actor.organisation = -1;
	return actor;
}

static void join(struct script *script, struct fortunes *fortunes, int step)
{
	struct event event = {step, EVENT_JOIN, script->n, 0, 0};

	if (script->n == LIFE_PEOPLE)
		return;
	fortunes->away[script->n] = -1;
	script->people[script->n++] = draw_actor(script, fortunes);
	add_event(script, event);
}

/* Six of ten leave for good, three pause, one sits a month out. */
static void drop_out(struct script *script, struct fortunes *fortunes, int step,
		     unsigned who)
{
	struct event event = {step, EVENT_WITHDRAW, who, 0, step / 2};
	int how = draw(fortunes, 10);

	if (how < 6) {
		fortunes->withdrawn[who] = true;
	} else if (how < 9) {
		event.kind = EVENT_PAUSE;
		event.month += 1 + draw(fortunes, 2);
		fortunes->until[who] = event.month;
	} else {
		event.kind = EVENT_AWAY;
		fortunes->away[who] = event.month;
	}
	add_event(script, event);
}

static bool is_active(const struct fortunes *fortunes, int step, unsigned who)
{
	return !fortunes->withdrawn[who] && fortunes->until[who] <= step / 2 &&
	       fortunes->away[who] != step / 2;
}

static void exclude(struct script *script, struct fortunes *fortunes, int step)
{
	unsigned a = (unsigned)draw(fortunes, (int)script->n);
	unsigned b = (unsigned)draw(fortunes, (int)script->n);

	if (a != b)
		add_event(script, (struct event){step, EVENT_EXCLUDE, a, b, 0});
}

/* Half of a month's drop-outs and joiners are known before its round. */
static void draw_step(struct script *script, struct fortunes *fortunes,
		      int step)
{
	for (unsigned i = 0; step && i < script->n; i++)
		if (is_active(fortunes, step, i) &&
		    random_below(&fortunes->state, 200) < DROP_OUT)
			drop_out(script, fortunes, step, i);
	for (unsigned i = 0; step && i < script->founders; i++)
		if (random_below(&fortunes->state, 200) < JOIN)
			join(script, fortunes, step);
	if (step)
		exclude(script, fortunes, step);
	for (unsigned i = 0; i < script->n; i++)
		script->active[step][i] = is_active(fortunes, step, i);
}

void script_draw(struct script *script, uint64_t seed)
{
	struct fortunes fortunes = {.state = seed};

	memset(script, 0, sizeof(*script));
	script->seed = seed;
	script->trios = seed % 4 != 0;
	script->founders = 10 + (unsigned)draw(&fortunes, 51);
	/* One in three is small enough to try every round there could be. */
	if (seed % 3 == 0)
		script->founders = 10 + (unsigned)draw(&fortunes, 6);
	for (unsigned i = 0; i < script->founders; i++)
		join(script, &fortunes, 0);
	for (unsigned i = 0; i < script->founders / 4; i++)
		exclude(script, &fortunes, 0);
	for (int step = 0; step < LIFE_STEPS; step++)
		draw_step(script, &fortunes, step);
}

bool script_stays(const struct script *script, unsigned person)
{
	for (int step = 0; step < LIFE_STEPS; step++)
		if (!script->active[step][person])
			return false;
	return true;
}
