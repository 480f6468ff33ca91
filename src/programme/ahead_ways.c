/*
 * Look-ahead in a small cohort: all rounds that are equal in what stands above
 * the score are listed, and looked at from the best-scored on, until one keeps
 * as many people placed in the months to come as any.
 */
#include "programme/ahead.h"

#include <stdlib.h>
#include <string.h>

#include "programme/season.h"

/* Steps of the search, for the best-scored round and for all others together.
 */
enum { EFFORT_FIRST = 1 << 26, EFFORT_OTHERS = 1 << 27 };

/* A group as a pair and its third, or MATCH_NONE. */
struct seats {
	uint32_t a, b, third;
	int64_t score, third_score;
};

/* A way to make the round. */
struct way {
	int64_t score, third_score;
	size_t at; /* in the list */
};

struct look {
	struct planner *planner;
	struct season season;
	struct season_state state;
	season_set relaxed[SEASON_MOST_PEOPLE];
	unsigned months;
	struct groupings list;
	struct way *ways; /* the best-scored first */
	size_t n_ways;
	struct grouping given; /* the round as it would be */
	int64_t given_score;
	unsigned given_most; /* people it lets the months to come place */
};

static int by_first(const void *left, const void *right)
{
	const season_set *a = left, *b = right;

	return __builtin_ctz(*a) - __builtin_ctz(*b);
}

static void read_given(struct look *look)
{
	const struct planner *planner = look->planner;
	size_t n = 0;

	for (uint32_t v = 0; v < planner->n; v++) {
		uint32_t mate = planner->mate[v];

		if (mate == MATCH_NONE || mate < v)
			continue;
		unsigned group = 1U << v | 1U << mate;
		if (planner->third_of[v] != MATCH_NONE)
			group |= 1U << planner->third_of[v];
		look->given.group[n++] = (season_set)group;
		look->given_score += planner_score(planner, v, mate);
	}
	qsort(look->given.group, n, sizeof(*look->given.group), by_first);
}

/* Is the round as it would be one of those listed? */
static bool is_listed(const struct look *look)
{
	for (size_t i = 0; i < look->list.count; i++)
		if (memcmp(&look->list.list[i], &look->given,
			   sizeof(look->given)) == 0)
			return true;
	return false;
}

/* Takes the pair (a, b) of a trio, if the third may be in none. */
static void try_seats(const struct planner *planner, const uint32_t m[3],
		      struct seats *best)
{
	struct seats seats = {m[0], m[1], m[2], 0, 0};

	if (planner->out->certificate.counted[seats.third])
		return;
	seats.score = planner_score(planner, seats.a, seats.b);
	seats.third_score = planner_score(planner, seats.a, seats.third) +
			    planner_score(planner, seats.b, seats.third);
	if (best->a == MATCH_NONE || seats.score > best->score)
		*best = seats;
}

/* The best-scored pair of a group; false: the third could not be without. */
static bool seat(const struct planner *planner, season_set group,
		 struct seats *out)
{
	uint32_t m[3] = {0, 0, MATCH_NONE};
	int size = 0;

	*out = (struct seats){MATCH_NONE, MATCH_NONE, MATCH_NONE, 0, 0};
	for (; group; group &= (season_set)(group - 1))
		m[size++] = (uint32_t)__builtin_ctz(group);
	if (size == 2) {
		*out = (struct seats){m[0], m[1], MATCH_NONE,
				      planner_score(planner, m[0], m[1]), 0};
	} else {
		try_seats(planner, m, out);
		try_seats(planner, (uint32_t[3]){m[0], m[2], m[1]}, out);
		try_seats(planner, (uint32_t[3]){m[1], m[2], m[0]}, out);
	}
	return out->a != MATCH_NONE;
}

static int by_score(const void *left, const void *right)
{
	const struct way *a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	if (a->third_score != b->third_score)
		return a->third_score > b->third_score ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

/* Is everybody who would wait charged for it in the certificate? */
static bool waits_count(const struct look *look, const struct grouping *way)
{
	const struct planner *planner = look->planner;
	unsigned placed = 0;

	for (int g = 0; g < SEASON_MOST_GROUPS; g++)
		placed |= way->group[g];
	for (uint32_t v = 0; v < planner->n; v++)
		if (!(placed >> v & 1) && !planner->out->certificate.counted[v])
			return false;
	return true;
}

static void add_way(struct look *look, size_t at)
{
	const struct grouping *grouping = &look->list.list[at];
	struct way way = {.at = at};

	for (int g = 0; g < SEASON_MOST_GROUPS; g++) {
		struct seats seats;

		if (!grouping->group[g])
			continue;
		if (!seat(look->planner, grouping->group[g], &seats))
			return;
		way.score += seats.score;
		way.third_score += seats.third_score;
	}
	if (waits_count(look, grouping))
		look->ways[look->n_ways++] = way;
}

static enum c5_status rank_ways(struct look *look, struct c5_error *err)
{
	look->ways = memory_new(look->list.count, sizeof(*look->ways));
	if (!look->ways)
		return error_memory(err);
	for (size_t i = 0; i < look->list.count; i++)
		add_way(look, i);
	qsort(look->ways, look->n_ways, sizeof(*look->ways), by_score);
	return C5_OK;
}

/*
 * How many people the months after a way can place; 0 without a search where
 * that cannot be more than `most`.
 */
static enum c5_status try_way(struct look *look, const struct grouping *way,
			      unsigned most, unsigned *out,
			      struct c5_error *err)
{
	struct season *season = &look->season;
	struct season_state after;

	*out = 0;
	season_play(season, &look->state, way, &after);
	if (season_bound(season, &after, look->months, look->list.placed) <=
	    most)
		return C5_OK;
	return season_most(season, &after, look->months, out, err);
}

/* Looks for the best-scored way after which the most people are placed. */
static enum c5_status choose(struct look *look, const struct way **chosen,
			     unsigned *most, struct c5_error *err)
{
	unsigned bound = season_bound(&look->season, &look->state, look->months,
				      look->list.placed);
	enum c5_status status;

	*chosen = NULL;
	*most = look->given_most;
	if (*most >= bound)
		return C5_OK;
	status = rank_ways(look, err);
	look->season.exhausted = false;
	look->season.effort = EFFORT_OTHERS;
	for (size_t i = 0; !status && i < look->n_ways && *most < bound &&
			   !look->season.exhausted;
	     i++) {
		const struct way *way = &look->ways[i];
		unsigned value;

		status = try_way(look, &look->list.list[way->at], *most, &value,
				 err);
		if (status || value <= *most)
			continue;
		*chosen = way;
		*most = value;
	}
	return status;
}

/* Puts the groups in place of those that were given. */
static void take(const struct look *look, const struct way *way, unsigned most)
{
	struct planner *planner = look->planner;
	const struct grouping *grouping = &look->list.list[way->at];
	struct seats seats;

	for (uint32_t v = 0; v < planner->n; v++)
		planner->mate[v] = planner->third_of[v] = MATCH_NONE;
	for (int g = 0; g < SEASON_MOST_GROUPS; g++) {
		if (!grouping->group[g] ||
		    !seat(planner, grouping->group[g], &seats))
			continue;
		planner->mate[seats.a] = seats.b;
		planner->mate[seats.b] = seats.a;
		planner->third_of[seats.a < seats.b ? seats.a : seats.b] =
			seats.third;
	}
	ahead_note(planner, &(struct ahead){
				    .months = look->months,
				    .points = look->given_score - way->score,
				    .people = (int64_t)most - look->given_most,
			    });
}

static enum c5_status look_exactly(struct look *look, struct c5_error *err)
{
	const struct way *chosen;
	unsigned most;
	enum c5_status status;

	look->season.effort = EFFORT_FIRST;
	season_read(&look->state, look->relaxed, look->planner->cohort);
	read_given(look);
	status = season_list(&look->season, &look->state, look->relaxed,
			     &look->list, err);
	if (status || !look->list.placed || !is_listed(look))
		return status;
	status = try_way(look, &look->given, 0, &look->given_most, err);
	if (!status)
		status = choose(look, &chosen, &most, err);
	if (!status && chosen)
		take(look, chosen, most);
	return status;
}

enum c5_status ahead_of_all_ways(struct planner *planner, unsigned months,
				 struct c5_error *err)
{
	struct look look = {
		.planner = planner,
		.season = {.n = planner->n, .trios = planner->settings->trios},
		.months = months,
	};
	enum c5_status status = look_exactly(&look, err);

	season_release(&look.season);
	free(look.list.list);
	free(look.ways);
	return status;
}
