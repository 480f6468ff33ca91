#include "programme/season.h"

#include <stdlib.h>

#include "connect5/rules.h"

/* A month that is open: some of the ways to make it have been tried. */
struct frame {
	struct season_state state;
	struct shape_key key;
	struct groupings ways;
	size_t at;	/* of the ways */
	unsigned group; /* to be given up of that one, where one must be */
	unsigned months, bound, best;
	bool drops;
};

void season_release(struct season *season)
{
	free(season->level);
	memo_free(season->known);
	season->level = NULL;
	season->known = NULL;
}

void season_read(struct season_state *out, season_set *relaxed,
		 const struct cohort *cohort)
{
	struct cohort strict = *cohort;

	*out = (struct season_state){.waits = {0}};
	strict.relaxed = false;
	for (uint32_t v = 0; v < cohort->n; v++) {
		unsigned may = 0, now = 0;

		for (uint32_t u = 0; u < cohort->n; u++) {
			if (u == v)
				continue;
			may |= (unsigned)!rule_broken(&strict, v, u) << u;
			now |= (unsigned)!rule_broken(cohort, v, u) << u;
		}
		out->may[v] = (season_set)may;
		if (relaxed)
			relaxed[v] = (season_set)(now & ~may);
		out->waits[v] = (uint16_t)cohort->people[v].waits;
	}
}

/* Nobody of the group meets another of it again. */
static void use_up(struct season_state *state, season_set group)
{
	for (season_set rest = group; rest; rest &= (season_set)(rest - 1))
		state->may[__builtin_ctz(rest)] &= (season_set)~group;
}

void season_play(const struct season *season, const struct season_state *from,
		 const struct grouping *grouping, struct season_state *out)
{
	unsigned placed = 0;

	*out = *from;
	for (int g = 0; g < SEASON_MOST_GROUPS; g++) {
		use_up(out, grouping->group[g]);
		placed |= grouping->group[g];
	}
	for (uint32_t v = 0; v < season->n; v++)
		out->waits[v] = (uint16_t)(out->waits[v] + !(placed >> v & 1));
}

unsigned season_bound(const struct season *season,
		      const struct season_state *state, unsigned months,
		      unsigned placed)
{
	unsigned sum = 0;

	for (uint32_t v = 0; v < season->n; v++) {
		unsigned others = (unsigned)__builtin_popcount(state->may[v]);

		sum += others < months ? others : months;
	}
	return sum < months * placed ? sum : months * placed;
}

/* Opens a month; *done: its value is known already, and in *value. */
static enum c5_status open_month(struct season *season, struct frame *frame,
				 bool *done, unsigned *value,
				 struct c5_error *err)
{
	enum c5_status status = C5_OK;

	frame->at = frame->group = frame->best = 0;
	frame->drops = season->drop_at == frame->months;
	*value = 0;
	*done = !frame->months;
	if (*done)
		return C5_OK;
	shape_of(&frame->key, season, &frame->state, frame->months);
	*done = memo_get(season, &frame->key, value);
	if (*done)
		return C5_OK;
	status = season_list(season, &frame->state, NULL, &frame->ways, err);
	frame->bound = season_bound(season, &frame->state, frame->months,
				    frame->ways.placed);
	*done = !frame->ways.placed || (frame->months == 1 && !frame->drops);
	if (!status && *done) {
		*value = frame->ways.placed;
		status = memo_put(season, &frame->key, *value, err);
	}
	return status;
}

/* Takes the next way to make a month; false: there are no more. */
static bool next_way(const struct frame *top, struct grouping *out)
{
	if (top->best >= top->bound || top->at == top->ways.count)
		return false;
	*out = top->ways.list[top->at];
	return true;
}

/* The way after this one: the next group to be given up, or the next ways. */
static void step(struct frame *top)
{
	const struct grouping *way = &top->ways.list[top->at];

	if (top->drops && top->group + 1 < SEASON_MOST_GROUPS &&
	    way->group[top->group + 1]) {
		top->group++;
		return;
	}
	top->group = 0;
	top->at++;
}

static unsigned count_placed(const struct grouping *grouping)
{
	unsigned placed = 0;

	for (int g = 0; g < SEASON_MOST_GROUPS; g++)
		placed += (unsigned)__builtin_popcount(grouping->group[g]);
	return placed;
}

static void learn(struct frame *top, unsigned placed, unsigned after)
{
	if (placed + after > top->best)
		top->best = placed + after;
}

/* Frames from the first month to the one that is open. */
struct stack {
	struct frame frames[SEASON_MOST_MONTHS + 1];
	unsigned placed[SEASON_MOST_MONTHS + 1]; /* in the way that is tried */
	size_t depth;
};

/* Tries the next way of the month on top; *closed: there was none. */
static enum c5_status advance(struct season *season, struct stack *stack,
			      bool *closed, struct c5_error *err)
{
	struct frame *top = &stack->frames[stack->depth];
	struct frame *next = top + 1;
	struct grouping way;
	unsigned value, most;
	bool done;

	season->exhausted |= !season->effort;
	*closed = season->exhausted || !next_way(top, &way);
	if (*closed)
		return C5_OK;
	if (top->drops)
		way.group[top->group] = 0;
	step(top);
	unsigned placed = count_placed(&way);
	season_play(season, &top->state, &way, &next->state);
	most = season_bound(season, &next->state, top->months - 1,
			    top->ways.placed);
	if (placed + most <= top->best)
		return C5_OK;
	next->months = top->months - 1;
	enum c5_status status = open_month(season, next, &done, &value, err);
	if (!status && done)
		learn(top, placed, value);
	else if (!status)
		stack->placed[stack->depth++] = placed;
	return status;
}

/* Closes the month on top, and lets the one below it know. */
static enum c5_status close_month(struct season *season, struct stack *stack,
				  struct c5_error *err)
{
	const struct frame *top = &stack->frames[stack->depth];
	enum c5_status status = C5_OK;

	if (!season->exhausted)
		status = memo_put(season, &top->key, top->best, err);
	if (stack->depth)
		learn(&stack->frames[stack->depth - 1],
		      stack->placed[stack->depth - 1], top->best);
	return status;
}

static enum c5_status search(struct season *season, struct stack *stack,
			     struct c5_error *err)
{
	enum c5_status status = C5_OK;
	bool closed = false;

	while (!status) {
		status = advance(season, stack, &closed, err);
		if (status || !closed)
			continue;
		status = close_month(season, stack, err);
		if (!stack->depth)
			return status;
		stack->depth--;
	}
	return status;
}

enum c5_status season_most(struct season *season,
			   const struct season_state *state, unsigned months,
			   unsigned *out, struct c5_error *err)
{
	struct stack *stack = memory_new(1, sizeof(*stack));
	enum c5_status status;
	bool done;

	*out = 0;
	if (!stack)
		return error_memory(err);
	stack->frames[0].state = *state;
	stack->frames[0].months = months;
	status = open_month(season, &stack->frames[0], &done, out, err);
	if (!status && !done) {
		status = search(season, stack, err);
		*out = stack->frames[0].best;
	}
	for (size_t i = 0; i <= SEASON_MOST_MONTHS; i++)
		free(stack->frames[i].ways.list);
	free(stack);
	return status;
}
