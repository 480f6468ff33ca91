/*
 * One month of a small cohort: of every set of people what its best groups are
 * worth, from those of smaller sets (Held and Karp's way, 1962), and from that
 * all ways to be worth as much.
 */
#include "programme/season.h"

#include <stdlib.h>
#include <string.h>

/*
 * The worth of groups, as digits of one number:
 *
 *	people placed | fewer trios | fewer relaxed | earlier waits made good
 */
#define PLACED ((int64_t)1 << 40)
#define TRIO ((int64_t)1 << 34)
#define RELAXED ((int64_t)1 << 28)

enum {
	MOST_CHOICES = 1 + SEASON_MOST_PEOPLE +
		       SEASON_MOST_PEOPLE * SEASON_MOST_PEOPLE / 2,
	MOST_OPEN = SEASON_MOST_PEOPLE * MOST_CHOICES,
};

/* A month that is being made. */
struct month {
	const struct season_state *state;
	season_set now[SEASON_MOST_PEOPLE]; /* whom each may meet this month */
	bool trios;
	uint64_t effort;
};

/* Groups of some, and who is left. */
struct open {
	season_set left;
	uint16_t n;
	struct grouping grouping;
};

static uint32_t lowest(season_set set)
{
	return (uint32_t)__builtin_ctz(set);
}

static season_set without(season_set set, season_set members)
{
	return (season_set)(set & ~members);
}

static season_set above(season_set set, uint32_t v)
{
	return without(set, (season_set)((2U << v) - 1));
}

static int64_t worth(const struct month *month, season_set group)
{
	int64_t sum = 0;
	bool relaxed = false;
	unsigned size = 0;

	for (season_set rest = group; rest; rest &= (season_set)(rest - 1)) {
		uint32_t v = lowest(rest);
		season_set others = without(group, (season_set)(1U << v));

		relaxed |= without(others, month->state->may[v]) != 0;
		sum += PLACED + month->state->waits[v];
		size++;
	}
	return sum - (size == 3 ? TRIO : 0) - (relaxed ? RELAXED : 0);
}

/* The groups that the first of a set may be in, or stand alone. */
static size_t list_choices(struct month *month, season_set set,
			   season_set out[MOST_CHOICES])
{
	uint32_t v = lowest(set);
	season_set self = (season_set)(1U << v);
	season_set others = set & month->now[v];
	size_t n = 0;

	out[n++] = self;
	for (season_set us = others; us; us &= (season_set)(us - 1)) {
		uint32_t u = lowest(us);
		season_set pair = (season_set)(self | 1U << u);
		season_set ws = month->trios ? others & month->now[u] : 0;

		out[n++] = pair;
		for (ws = above(ws, u); ws; ws &= (season_set)(ws - 1))
			out[n++] = (season_set)(pair | 1U << lowest(ws));
	}
	month->effort += n;
	return n;
}

static int64_t worth_of_choice(const struct month *month, season_set choice)
{
	return choice & (season_set)(choice - 1) ? worth(month, choice) : 0;
}

static void rate_sets(struct season *season, struct month *month)
{
	season_set choices[MOST_CHOICES];

	season->level[0] = 0;
	for (uint32_t set = 1; set < 1U << season->n; set++) {
		size_t n = list_choices(month, (season_set)set, choices);
		int64_t best = 0;

		for (size_t i = 0; i < n; i++) {
			int64_t level =
				worth_of_choice(month, choices[i]) +
				season->level[set & ~(uint32_t)choices[i]];

			best = level > best ? level : best;
		}
		season->level[set] = best;
	}
}

static enum c5_status add(struct groupings *out,
			  const struct grouping *grouping, struct c5_error *err)
{
	void *grown = memory_grow(out->list, &out->capacity, out->count + 1,
				  sizeof(*out->list));

	if (!grown)
		return error_memory(err);
	out->list = grown;
	out->list[out->count++] = *grouping;
	return C5_OK;
}

/* Takes the last of the open ones further, in every way that loses nothing. */
static size_t go_on(const struct season *season, struct month *month,
		    struct open *stack, size_t n)
{
	season_set choices[MOST_CHOICES];
	struct open from = stack[--n];
	size_t n_choices = list_choices(month, from.left, choices);

	for (size_t i = 0; i < n_choices; i++) {
		int64_t own = worth_of_choice(month, choices[i]);
		struct open next = from;

		next.left = without(from.left, choices[i]);
		if (own + season->level[next.left] != season->level[from.left])
			continue;
		if (own)
			next.grouping.group[next.n++] = choices[i];
		stack[n++] = next;
	}
	return n;
}

static enum c5_status list_all(const struct season *season, struct month *month,
			       struct groupings *out, struct c5_error *err)
{
	struct open *stack = memory_new(MOST_OPEN, sizeof(*stack));
	enum c5_status status = stack ? C5_OK : error_memory(err);
	size_t n = 1;

	if (!status)
		stack[0].left = (season_set)((1U << season->n) - 1);
	while (!status && n) {
		if (stack[n - 1].left)
			n = go_on(season, month, stack, n);
		else
			status = add(out, &stack[--n].grouping, err);
	}
	free(stack);
	return status;
}

enum c5_status season_list(struct season *season,
			   const struct season_state *state,
			   const season_set *relaxed, struct groupings *out,
			   struct c5_error *err)
{
	struct month month = {.state = state, .trios = season->trios};
	enum c5_status status;

	out->count = 0;
	if (!season->level)
		season->level = memory_new((size_t)1 << SEASON_MOST_PEOPLE,
					   sizeof(*season->level));
	if (!season->level)
		return error_memory(err);
	for (uint32_t v = 0; v < season->n; v++)
		month.now[v] = (season_set)(state->may[v] |
					    (relaxed ? relaxed[v] : 0));
	rate_sets(season, &month);
	int64_t level = season->level[(1U << season->n) - 1];
	out->placed = (unsigned)((level + PLACED / 2) / PLACED);
	status = list_all(season, &month, out, err);
	if (month.effort > season->effort)
		month.effort = season->effort;
	season->effort -= month.effort;
	return status;
}
