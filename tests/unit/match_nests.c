#include "match_graphs.h"

#include "connect5/random.h"

/* One of the `reach` latest vertices of a nest. */
static uint32_t draw_end(const struct nest *nest, uint32_t reach,
			 uint64_t *state)
{
	uint32_t among = reach < nest->n ? reach : nest->n;

	return large_vertex(state, nest->first + nest->n - among, among);
}

/* An edge between any two vertices of two sets of one size. */
static void tie(struct large_graph *g, struct match_edge first, uint32_t size,
		uint64_t *state)
{
	uint32_t u = large_vertex(state, first.u, size);
	uint32_t v = large_vertex(state, first.v, size);

	large_add(g, u, v, first.cost);
}

static void add_ear(struct large_graph *g, struct nest *nest, uint32_t from,
		    uint32_t to, uint32_t n_pairs)
{
	int64_t cost = (int64_t)NEST_STEP * ++nest->depth;
	uint32_t n_new = 2 * n_pairs;
	uint32_t v = large_add_vertices(g, n_new, g->penalty[nest->first]);

	large_add(g, from, v, cost);
	for (uint32_t i = 1; i < n_new; i++, v++)
		large_add(g, v, v + 1, cost);
	large_add(g, v, to, cost);
	nest->n += n_new;
	nest->cost += n_pairs * cost;
}

/*
 * With a reach of 2 the ends are the two latest, so that the nest is a band of
 * triangles and squares; otherwise they are drawn, and may be one vertex.
 */
struct nest nest_of_ears(struct large_graph *g, const struct ears *ears,
			 uint64_t *state)
{
	struct nest nest = {large_add_vertices(g, 1, ears->penalty), 1, 0, 0};

	for (uint32_t k = 0; k < ears->levels; k++) {
		uint32_t last = nest.first + nest.n - 1;
		uint32_t from = last - (nest.n > 1), to = last;

		if (ears->reach > 2) {
			from = draw_end(&nest, ears->reach, state);
			to = draw_end(&nest, ears->reach, state);
		}
		add_ear(g, &nest, from, to,
			1 + (uint32_t)random_below(state, ears->longest / 2));
	}
	return nest;
}

struct nest nest_of_triangles(struct large_graph *g, uint32_t levels,
			      int64_t penalty, uint64_t *state)
{
	struct nest nest = {0, 1, levels, 0};
	uint32_t size = 1;

	for (uint32_t k = 0; k < levels; k++)
		nest.n *= 3;
	nest.first = large_add_vertices(g, nest.n, penalty);
	for (uint32_t k = 1; k <= levels; k++, size *= 3) {
		int64_t cost = (int64_t)NEST_STEP * k;

		for (uint32_t i = 0; i < nest.n; i += 3 * size) {
			uint32_t a = nest.first + i;
			uint32_t b = a + size, c = b + size;

			tie(g, (struct match_edge){a, b, cost}, size, state);
			tie(g, (struct match_edge){b, c, cost}, size, state);
			tie(g, (struct match_edge){c, a, cost}, size, state);
			nest.cost += cost;
		}
	}
	return nest;
}

/* In the innermost blossom, or anywhere: by turns. */
static uint32_t draw_inside(const struct nest *nest, uint32_t turn,
			    uint64_t *state)
{
	uint32_t among = turn % 2 && nest->n > 3 ? nest->n : 3;

	return large_vertex(state, nest->first, among);
}

/*
 * While all duals rise together, the nest is complete when they are at
 * NEST_STEP / 2 * levels; a little later it takes x for its partner.
 */
void large_draw_chain(struct large_graph *g, uint32_t n_nests,
		      const struct ears *ears, uint64_t *state)
{
	int64_t complete = (int64_t)NEST_STEP / 2 * ears->levels + 1;
	int64_t apart = 2 * complete + NEST_STEP;
	uint32_t x;

	*g = (struct large_graph){0};
	x = large_add_vertices(g, 1, ears->penalty);
	for (uint32_t i = 0; i < n_nests; i++) {
		struct nest nest = nest_of_ears(g, ears, state);
		uint32_t entry = draw_inside(&nest, i, state), exit;

		do
			exit = draw_inside(&nest, i, state);
		while (exit == entry);
		large_add(g, x, entry,
			  large_number(state, 2 * complete + 1,
				       3 * complete + NEST_STEP));
		x = large_add_vertices(g, 1, ears->penalty);
		large_add(g, x, exit, 2 * complete);
	}
	g->penalty[x] = apart;
}

void large_draw_pierced(struct large_graph *g, uint32_t count,
			const struct ears *ears, uint64_t *state)
{
	int64_t complete = (int64_t)NEST_STEP / 2 * ears->levels;

	*g = (struct large_graph){0};
	struct nest nest = nest_of_ears(g, ears, state);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t x = large_add_vertices(g, 1, ears->penalty);

		for (int j = 0; j < 2; j++) {
			uint32_t v = draw_inside(&nest, i / 2, state);

			large_add(g, x, v,
				  large_number(state, complete, 6 * complete));
		}
	}
}
