/* The engine's view of a cohort, held against rules and score pair by pair. */
#include "prelude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/random.h"
#include "connect5/rules.h"
#include "connect5/score.h"
#include "programme/affinity.h"

/* How many of each there are to draw from; chances in percent. */
struct shape {
	const char *name;
	size_t n;
	unsigned sectors, organisations, places, professions, interests, slots;
	unsigned unknown; /* for each field */
	unsigned several; /* a further term in a list */
	unsigned met;	  /* each sector */
	unsigned tied;	  /* two people, half of them by an exclusion */
};

static const struct shape shapes[] = {
	{"nobody", .n = 0, .sectors = 1},
	{"one", .n = 1, .sectors = 1},
	{"two", .n = 2, .sectors = 2, .interests = 2},
	{"all alike", 90, 2, 0, 1, 1, 1, 1, 0, 0, 0, 0},
	{"one sector", 70, 1, 3, 6, 5, 12, 4, 5, 50, 0, 1},
	{"nothing is known", 80, 3, 0, 0, 0, 0, 0, 100, 0, 10, 0},
	{"a programme", 150, 8, 40, 6, 5, 12, 4, 5, 60, 15, 2},
	{"a later month", 150, 5, 30, 6, 5, 12, 4, 5, 60, 60, 20},
	{"nearly all are tied", 70, 4, 0, 6, 5, 12, 4, 5, 60, 30, 95},
	{"free text", 200, 8, 40, 90, 60, 120, 70, 10, 70, 15, 1},
	{"many sectors", 220, 110, 40, 30, 20, 30, 10, 10, 60, 3, 1},
};
enum { SHAPES = sizeof(shapes) / sizeof(*shapes) };

static bool chance(unsigned percent, uint64_t *state)
{
	return random_below(state, 100) < percent;
}

/* The smaller the more often: some terms are rare, some are nobody else's. */
static unsigned draw_skewed(unsigned kinds, uint64_t *state)
{
	return (unsigned)random_below(state, 1 + random_below(state, kinds));
}

/* Some of the terms, one a line; "" if unknown. */
static void draw_terms(char out[512], const struct shape *shape, unsigned kinds,
		       uint64_t *state)
{
	size_t length = 0;

	out[0] = '\0';
	if (!kinds || chance(shape->unknown, state))
		return;
	do
		length += (size_t)snprintf(out + length, 512 - length,
					   "%sterm %u", length ? "\n" : "",
					   draw_skewed(kinds, state));
	while (length < 480 && chance(shape->several, state));
}

static void draw_person(struct cohort *out, const struct shape *shape,
			int64_t id, uint64_t *state)
{
	char places[512], interests[512], slots[512], profession[512] = "";
	int64_t met[128];
	struct person person = {.id = id,
				.key = random_next(state),
				.email = "",
				.organisation_name = "",
				.sector_label = "",
				.sector_short = "",
				.profile = profile_empty,
				.met = met};

	draw_terms(places, shape, shape->places, state);
	draw_terms(interests, shape, shape->interests, state);
	draw_terms(slots, shape, shape->slots, state);
	if (shape->professions && !chance(shape->unknown, state))
		snprintf(profession, sizeof(profession), "term %u",
			 draw_skewed(shape->professions, state));
	for (unsigned s = 1; s <= shape->sectors + 3; s++)
		if (chance(shape->met, state))
			met[person.n_met++] = INT64_C(1000) * s;
	person.profile.sector =
		INT64_C(1000) * (1 + draw_skewed(shape->sectors, state));
	if (shape->organisations && !chance(shape->unknown, state))
		person.profile.organisation =
			(INT64_C(1) << 40) +
			(int64_t)random_below(state, shape->organisations);
	if (!chance(shape->unknown, state))
		person.profile.seniority_step = 1 + (int)random_below(state, 5);
	person.profile.name = "";
	person.profile.place = places;
	person.profile.profession = profession;
	person.profile.interests = interests;
	person.profile.availability = slots;
	assert_int_equal(cohort_add(out, &person, NULL), C5_OK);
}

/* Some of the pairs are wished for, and some would rather be avoided. */
static void draw_wishes(struct cohort *out, size_t n, uint64_t *state)
{
	for (size_t i = 0; i < n; i++) {
		int64_t p = (int64_t)random_below(state, n);
		int64_t q = (int64_t)random_below(state, n);

		if ((p + q) % 3)
			assert_int_equal(cohort_wish(out,
						     (p + q) % 3 == 1
							     ? WISH_PREFER
							     : WISH_AVOID,
						     p, q, NULL),
					 C5_OK);
	}
}

enum way { FORWARDS, BACKWARDS, WISHED };

/* The same people and ties whatever the order in which they are added. */
static void draw_cohort(struct cohort *out, const struct shape *shape,
			uint64_t seed, enum way way)
{
	bool backwards = way == BACKWARDS;
	size_t n = shape->n;

	*out = (struct cohort){.people = NULL};
	for (size_t i = 0; i < n; i++) {
		size_t id = backwards ? n - 1 - i : i;
		uint64_t state = seed + (id << 32);

		draw_person(out, shape, (int64_t)id, &state);
	}
	for (int64_t a = 0; a < (int64_t)n; a++) {
		for (int64_t b = 0; b < a; b++) {
			int64_t p = backwards ? b : a, q = backwards ? a : b;

			if (!chance(shape->tied, &seed))
				continue;
			assert_int_equal(
				(a + b) % 2 ? cohort_connect(out, p, q, NULL)
					    : cohort_exclude(out, p, q, NULL),
				C5_OK);
		}
	}
	if (way == WISHED)
		draw_wishes(out, n, &seed);
	assert_int_equal(cohort_finish(out, NULL), C5_OK);
}

/* Some who may meet must be together. */
static void draw_musts(struct cohort *cohort, uint64_t *state)
{
	for (size_t i = 0; i < cohort->n / 10; i++) {
		uint32_t a = (uint32_t)random_below(state, cohort->n);
		uint32_t b = (uint32_t)random_below(state, cohort->n);

		if (a != b && rule_allows_pair(cohort, a, b) &&
		    cohort_must_mate(cohort, a) == UINT32_MAX)
			assert_int_equal(cohort_must(cohort, a, b, NULL),
					 C5_OK);
	}
}

/* Each weight 0 in some of them, and so large in some that sums are cut. */
static struct settings draw_settings(uint64_t *state)
{
	struct settings settings = settings_default;
	int64_t *weights[] = {&settings.sector,	    &settings.place,
			      &settings.profession, &settings.interest,
			      &settings.slot,	    &settings.seniority};

	uint64_t most = chance(50, state) ? 21 : 1001;

	settings.seed = random_next(state);
	if (chance(50, state))
		return settings;
	for (size_t i = 0; i < sizeof(weights) / sizeof(*weights); i++)
		*weights[i] = 10 * (int64_t)random_below(state, most);
	return settings;
}

enum { RELAXED = 123456789 };

/* A cohort, and what the engine makes of it. */
struct fixture {
	struct cohort cohort;
	struct settings settings;
	struct affinity affinity;
	bool relaxed;
};

static void fixture_make(struct fixture *out, const struct shape *shape,
			 uint64_t *state, enum way way)
{
	struct c5_error err;
	bool relaxed = *state % 2 == 0;

	out->relaxed = relaxed;
	out->settings = draw_settings(state);
	draw_cohort(&out->cohort, shape, *state, way);
	out->cohort.relaxed = relaxed;
	if (way == WISHED)
		draw_musts(&out->cohort, state);
	assert_int_equal(affinity_make(&out->affinity, &out->cohort,
				       &out->settings, relaxed ? RELAXED : 0,
				       &err),
			 C5_OK);
}

static void fixture_release(struct fixture *fixture)
{
	affinity_release(&fixture->affinity);
	cohort_release(&fixture->cohort);
}

/* Runs a check on cohorts of all shapes, strict and relaxed. */
static void on_each(void (*check)(struct fixture *, uint64_t *), enum way way)
{
	for (size_t i = 0; i < SHAPES; i++) {
		for (uint64_t seed = 1; seed <= 4; seed++) {
			uint64_t state = i * 1000 + seed;
			struct fixture fixture;

			fixture_make(&fixture, &shapes[i], &state, way);
			check(&fixture, &state);
			fixture_release(&fixture);
		}
	}
}

static void on_all(void (*check)(struct fixture *, uint64_t *))
{
	on_each(check, FORWARDS);
}

static bool same_sector(const struct cohort *cohort, uint32_t a, uint32_t b)
{
	return cohort->people[a].profile.sector ==
	       cohort->people[b].profile.sector;
}

/* By the rules. */
static bool is_allowed(const struct fixture *fixture, uint32_t a, uint32_t b)
{
	return rule_allows_pair(&fixture->cohort, a, b);
}

/* By the score. */
static int64_t true_cost(const struct fixture *fixture, uint32_t a, uint32_t b)
{
	const int64_t *worth = fixture->affinity.worth;
	int64_t score =
		score_pair(&fixture->cohort, &fixture->settings, a, b).total;

	return worth[a] + worth[b] - score +
	       (same_sector(&fixture->cohort, a, b) ? RELAXED : 0);
}

static void check_seats(struct fixture *fixture, uint64_t *state)
{
	const struct affinity *affinity = &fixture->affinity;

	(void)state;
	for (uint32_t i = 0; i < affinity->n; i++) {
		for (uint32_t j = 0; j < affinity->n; j++) {
			const struct seat *p = &affinity->seats[i];
			const struct seat *q = &affinity->seats[j];
			uint32_t a = p->person, b = q->person;

			if (a == b)
				continue;
			bool apart = affinity_is_apart(affinity, a, b);

			assert_int_equal(affinity_seats_allow(affinity, p, q),
					 is_allowed(fixture, a, b) && !apart);
			if (!is_allowed(fixture, a, b))
				continue;
			assert_true(true_cost(fixture, a, b) > 0);
			if (apart)
				continue;
			assert_int_equal(affinity_seats_cost(affinity, p, q),
					 true_cost(fixture, a, b));
			assert_int_equal(affinity_cost(affinity, a, b),
					 true_cost(fixture, a, b));
		}
	}
}

static void costs_and_worths_are_scores(void **unused)
{
	(void)unused;
	on_all(check_seats);
}

/* What it costs that somebody joins a must-pair, from the lower of the two. */
static int64_t slot_cost(const struct fixture *fixture, uint32_t a, uint32_t c)
{
	const struct cohort *cohort = &fixture->cohort;
	const int64_t *worth = fixture->affinity.worth;
	uint32_t b = cohort_must_mate(cohort, a);
	int64_t score = score_pair(cohort, &fixture->settings, a, b).total;
	bool relaxed = same_sector(cohort, a, b) || same_sector(cohort, a, c) ||
		       same_sector(cohort, b, c);

	return worth[a] + worth[c] - score + (relaxed ? RELAXED : 0);
}

/* Adds the edges to those who may be the third of a must-pair. */
static void add_slots(const struct fixture *fixture, int64_t *costs)
{
	const struct cohort *cohort = &fixture->cohort;
	size_t n = cohort->n;

	for (uint32_t a = 0; a < n; a++)
		for (uint32_t c = 0; c < n; c++)
			if (cohort_must_mate(cohort, a) != UINT32_MAX &&
			    cohort_must_mate(cohort, a) > a &&
			    rule_allows_third(cohort, a, c))
				costs[a * n + c] = costs[c * n + a] =
					slot_cost(fixture, a, c);
}

/* The true cost of each two people, or AFFINITY_NEVER; from malloc. */
static int64_t *cost_matrix(const struct fixture *fixture)
{
	size_t n = fixture->cohort.n;
	int64_t *costs = memory_new(n * n, sizeof(*costs));

	assert_non_null(costs);
	for (uint32_t a = 0; a < n; a++)
		for (uint32_t b = 0; b < n; b++)
			costs[a * n + b] = a != b && is_allowed(fixture, a, b)
						   ? true_cost(fixture, a, b)
						   : AFFINITY_NEVER;
	add_slots(fixture, costs);
	return costs;
}

/* The least cost of a pair of one of each. */
static int64_t least_cost(const struct affinity *affinity, const int64_t *costs,
			  const struct affinity_node *p,
			  const struct affinity_node *q)
{
	int64_t least = AFFINITY_NEVER;

	for (uint32_t i = p->first; i < p->first + p->count; i++) {
		for (uint32_t j = q->first; j < q->first + q->count; j++) {
			size_t a = affinity->seats[i].person;
			size_t b = affinity->seats[j].person;

			if (costs[a * affinity->n + b] < least)
				least = costs[a * affinity->n + b];
		}
	}
	return least;
}

static void check_bounds(struct fixture *fixture, uint64_t *state)
{
	const struct affinity *affinity = &fixture->affinity;
	int64_t *costs = cost_matrix(fixture);

	(void)state;
	for (size_t i = 0; i < affinity->n_nodes; i++) {
		for (size_t j = 0; j < affinity->n_nodes; j++) {
			const struct affinity_node *p = &affinity->nodes[i];
			const struct affinity_node *q = &affinity->nodes[j];
			int64_t bound = affinity_bound(
				affinity, &affinity->prices, affinity_span(p),
				affinity_span(q));

			assert_true(bound > 0);
			assert_true(bound <=
					    least_cost(affinity, costs, p, q) ||
				    bound >= AFFINITY_NEVER);
			if (bound >= AFFINITY_NEVER)
				assert_int_equal(
					least_cost(affinity, costs, p, q),
					AFFINITY_NEVER);
		}
	}
	free(costs);
}

/* Are all prices whole units? */
static bool is_exact(const struct meter *meter, const struct prices *prices)
{
	int64_t unit = meter->unit;

	return prices->half_interest % unit == 0 &&
	       prices->half_slot % unit == 0 && prices->half_step % unit == 0 &&
	       prices->half_place % unit == 0 &&
	       prices->half_profession % unit == 0 && prices->met % unit == 0;
}

/* Measured side by side, people cost what they do one by one. */
static void check_lanes(struct fixture *fixture, uint64_t *state)
{
	const struct affinity *affinity = &fixture->affinity;
	struct meter meter = {.unit = 1};

	(void)state;
	if (affinity->n)
		affinity_meter(&meter, affinity, &affinity->prices);
	for (size_t i = 0; i < affinity->n_nodes; i++) {
		const struct affinity_node *leaf = &affinity->nodes[i];

		for (size_t j = 0; !leaf->children && j < affinity->n_nodes;
		     j++) {
			struct span span = affinity_span(&affinity->nodes[j]);
			struct lanes total = {{0}};

			affinity_measure(&total, affinity, &meter, leaf, &span,
					 1);
			for (uint32_t k = 0; k < leaf->count; k++) {
				const struct seat *seat =
					&affinity->seats[leaf->first + k];
				int64_t bound = affinity_bound(
					affinity, &affinity->prices,
					affinity_one(seat), span);
				int64_t sum =
					total.of[k] * meter.unit + meter.draw;

				assert_true(total.of[k] <= AFFINITY_MOST_LANE);
				assert_true(sum <= bound);
				if (bound >= RELAXED)
					assert_true(total.of[k] >=
						    AFFINITY_MOST_LANE / 2);
				else if (is_exact(&meter, &affinity->prices))
					assert_int_equal(sum, bound);
			}
		}
	}
}

static void lanes_are_bounds(void **unused)
{
	(void)unused;
	on_all(check_lanes);
}

static void bounds_are_bounds(void **unused)
{
	(void)unused;
	on_all(check_bounds);
}

/* Leaves hold everybody once; a node holds what its children hold. */
static void check_tree(struct fixture *fixture, uint64_t *state)
{
	const struct affinity *affinity = &fixture->affinity;
	const struct affinity_node *nodes = affinity->nodes;
	bool *seen = memory_new(affinity->n, sizeof(*seen));
	size_t in_leaves = 0;

	(void)state;
	assert_non_null(seen);
	for (uint32_t i = 0; i < affinity->n; i++) {
		assert_false(seen[affinity->seats[i].person]);
		seen[affinity->seats[i].person] = true;
	}
	for (size_t at = 0; at < affinity->n_nodes; at++) {
		const struct affinity_node *child = &nodes[nodes[at].children];

		assert_true(nodes[at].count > 0);
		if (!nodes[at].children) {
			in_leaves += nodes[at].count;
			assert_true(nodes[at].count <= AFFINITY_LEAF);
			continue;
		}
		assert_true(nodes[at].children > at);
		assert_int_equal(child[0].first, nodes[at].first);
		assert_int_equal(child[1].first,
				 child[0].first + child[0].count);
		assert_int_equal(nodes[at].count,
				 child[0].count + child[1].count);
	}
	assert_int_equal(in_leaves, affinity->n);
	free(seen);
}

static void trees_hold_everybody(void **unused)
{
	(void)unused;
	on_all(check_tree);
}

/* The edges that were reported. */
struct edges {
	struct match_edge *list;
	size_t count, capacity;
	size_t most; /* then no more are taken; 0: all are */
};

static enum c5_status take_edge(void *sink, struct match_edge edge,
				struct c5_error *err)
{
	struct edges *edges = sink;

	edges->list = memory_grow(edges->list, &edges->capacity,
				  edges->count + 1, sizeof(*edges->list));
	assert_non_null(edges->list);
	edges->list[edges->count++] = edge;
	return edges->count == edges->most ? error_set(err, C5_DATA, "enough")
					   : C5_OK;
}

static void price(const struct fixture *fixture,
		  const struct match_query *query, struct edges *out)
{
	struct affinity_report report = {take_edge, out};

	*out = (struct edges){.list = NULL};
	assert_int_equal(
		affinity_price(&fixture->affinity, query, &report, NULL),
		C5_OK);
}

static bool is_asked_for(const struct match_query *query, uint32_t a,
			 uint32_t b, int64_t cost)
{
	if (cost == AFFINITY_NEVER)
		return false;
	if (query->group && query->group[a] == query->group[b] &&
	    query->group[a] != UINT32_MAX)
		return false;
	if (query->risen && !query->risen[a] && !query->risen[b])
		return false;
	return MATCH_TICKS * (query->flat ? 0 : cost) <
	       query->y[a] + query->y[b];
}

/* Each edge that is asked for once, with its cost, and no other. */
static void assert_answered(const struct fixture *fixture, int64_t *costs,
			    const struct match_query *query)
{
	size_t n = fixture->cohort.n, asked = 0;
	bool *seen = memory_new(n * n, sizeof(*seen));
	struct edges edges;

	assert_non_null(seen);
	price(fixture, query, &edges);
	for (uint32_t a = 0; a < n; a++)
		for (uint32_t b = 0; b < a; b++)
			asked += is_asked_for(query, a, b, costs[a * n + b]);
	assert_int_equal(edges.count, asked);
	for (size_t i = 0; i < edges.count; i++) {
		const struct match_edge *edge = &edges.list[i];

		assert_false(seen[edge->u * n + edge->v]);
		seen[edge->u * n + edge->v] = seen[edge->v * n + edge->u] =
			true;
		assert_int_equal(edge->cost, costs[edge->u * n + edge->v]);
		assert_true(is_asked_for(query, edge->u, edge->v, edge->cost));
	}
	free(seen);
	free(edges.list);
}

/* A number of up to `size` in size, whichever sign. */
static int64_t draw_signed(int64_t size, uint64_t *state)
{
	return (int64_t)random_below(state, 2 * (uint64_t)size + 1) - size;
}

static void check_pricing(struct fixture *fixture, uint64_t *state)
{
	static const int64_t sizes[] = {0,
					100,
					2000,
					4000,
					100000,
					INT64_C(4) * RELAXED,
					MATCH_TICKS * MATCH_LIMIT};
	size_t n = fixture->cohort.n;
	int64_t *y = memory_new(n, sizeof(*y)), *costs = cost_matrix(fixture);
	uint32_t *group = memory_new(n, sizeof(*group));
	bool *risen = memory_new(n, sizeof(*risen));

	assert_non_null(y);
	assert_non_null(group);
	assert_non_null(risen);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		for (size_t v = 0; v < n; v++) {
			y[v] = draw_signed(sizes[i], state);
			risen[v] = chance(i % 2 ? 50 : 5, state);
			group[v] = chance(60, state) ? 7
				   : chance(50, state)
					   ? (uint32_t)random_below(state, n)
					   : UINT32_MAX;
		}
		for (int kind = 0; kind < 8; kind++) {
			struct match_query query = {
				.y = y,
				.group = kind & 1 ? group : NULL,
				.risen = kind & 4 ? risen : NULL,
				.flat = kind & 2,
			};

			assert_answered(fixture, costs, &query);
		}
	}
	free(y);
	free(group);
	free(risen);
	free(costs);
}

static void all_that_is_asked_is_found(void **unused)
{
	(void)unused;
	on_all(check_pricing);
}

/* With pairs that the bits know nothing of. */
static void wishes_are_found_too(void **unused)
{
	(void)unused;
	on_each(check_seats, WISHED);
	on_each(check_pricing, WISHED);
}

/* Duals as a solver ends with: all that holds a pair back is its draw. */
static void check_tight_pricing(struct fixture *fixture, uint64_t *state)
{
	size_t n = fixture->cohort.n;
	int64_t *y = memory_new(n, sizeof(*y)), *costs = cost_matrix(fixture);
	struct match_query query = {.y = y};

	assert_non_null(y);
	for (size_t v = 0; v < n; v++) {
		int64_t least = AFFINITY_NEVER;

		for (size_t w = 0; w < n; w++)
			if (costs[v * n + w] < least)
				least = costs[v * n + w];
		y[v] = 2 * least + draw_signed(8, state);
	}
	assert_answered(fixture, costs, &query);
	free(y);
	free(costs);
}

static void what_is_barely_asked_is_found(void **unused)
{
	(void)unused;
	on_all(check_tight_pricing);
}

static void propose(const struct fixture *fixture, const int64_t *credit,
		    struct edges *out)
{
	struct affinity_report report = {take_edge, out};

	*out = (struct edges){.list = NULL};
	assert_int_equal(
		affinity_propose(&fixture->affinity, credit, &report, NULL),
		C5_OK);
}

static int by_size(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

	return a < b ? -1 : a > b;
}

/* The costs of a person's row, least first. */
static void sort_row(int64_t *row, size_t n)
{
	qsort(row, n, sizeof(*row), by_size);
}

/* What was proposed as a matrix; each edge is allowed and costs what it says.
 */
static int64_t *proposed_matrix(const struct fixture *fixture,
				const int64_t *costs, const int64_t *credit)
{
	size_t n = fixture->cohort.n;
	int64_t *proposed = memory_new(n * n, sizeof(*proposed));
	struct edges edges;

	assert_non_null(proposed);
	for (size_t i = 0; i < n * n; i++)
		proposed[i] = AFFINITY_NEVER;
	propose(fixture, credit, &edges);
	for (size_t i = 0; i < edges.count; i++) {
		const struct match_edge *edge = &edges.list[i];

		assert_true(edge->cost < AFFINITY_NEVER);
		assert_int_equal(edge->cost, costs[edge->u * n + edge->v]);
		proposed[edge->u * n + edge->v] = edge->cost;
		proposed[edge->v * n + edge->u] = edge->cost;
	}
	free(edges.list);
	return proposed;
}

/* The least cost to somebody of a sector. */
static int64_t least_to(const struct fixture *fixture, const int64_t *row,
			int64_t sector)
{
	int64_t least = AFFINITY_NEVER;

	for (size_t v = 0; v < fixture->cohort.n; v++)
		if (fixture->cohort.people[v].profile.sector == sector &&
		    row[v] < least)
			least = row[v];
	return least;
}

/* As near as is promised: see affinity_propose(). */
static void assert_near(const struct fixture *fixture, int64_t cost,
			int64_t nearest)
{
	assert_true(cost >= nearest);
	if (nearest < AFFINITY_NEVER)
		assert_true(cost <=
			    nearest + affinity_margin(&fixture->affinity));
}

/* Takes everybody's credit off their column. */
static void take_off(int64_t *costs, size_t n, const int64_t *credit)
{
	for (size_t i = 0; i < n * n; i++)
		if (costs[i] < AFFINITY_NEVER)
			costs[i] -= credit[i % n];
}

static void assert_proposals_near(struct fixture *fixture,
				  const int64_t *credit)
{
	size_t n = fixture->cohort.n;
	int64_t *costs = cost_matrix(fixture);
	int64_t *proposed = proposed_matrix(fixture, costs, credit);

	if (credit) {
		take_off(costs, n, credit);
		take_off(proposed, n, credit);
	}
	for (size_t v = 0; v < n; v++) {
		for (uint32_t i = 0; i < n; i++) {
			const struct seat *seat = &fixture->affinity.seats[i];
			int64_t sector = fixture->cohort.people[seat->person]
						 .profile.sector;

			if (seat->traits.word[TRAIT_SECTOR])
				assert_near(fixture,
					    least_to(fixture, proposed + v * n,
						     sector),
					    least_to(fixture, costs + v * n,
						     sector));
		}
		sort_row(costs + v * n, n);
		sort_row(proposed + v * n, n);
		for (size_t k = 0; k < AFFINITY_NEAREST && k < n; k++)
			assert_near(fixture, proposed[v * n + k],
				    costs[v * n + k]);
	}
	free(costs);
	free(proposed);
}

static void check_proposals(struct fixture *fixture, uint64_t *state)
{
	static const int64_t sizes[] = {100, 5000, MATCH_LIMIT / 4};
	size_t n = fixture->cohort.n;
	int64_t *credit = memory_new(n, sizeof(*credit));

	assert_non_null(credit);
	assert_proposals_near(fixture, NULL);
	for (size_t v = 0; v < n; v++)
		credit[v] = draw_signed(sizes[random_below(state, 3)], state);
	assert_proposals_near(fixture, credit);
	free(credit);
}

static void near_partners_are_proposed(void **unused)
{
	(void)unused;
	on_all(check_proposals);
}

/* Everybody who is known by the same sector and the same sectors met. */
static bool are_alike(const struct fixture *fixture, const size_t *seat_of,
		      size_t a, size_t b)
{
	const struct seat *seats = fixture->affinity.seats;
	const uint64_t *p = seats[seat_of[a]].traits.word;
	const uint64_t *q = seats[seat_of[b]].traits.word;

	return p[TRAIT_SECTOR] == q[TRAIT_SECTOR] &&
	       p[TRAIT_MET] == q[TRAIT_MET];
}

/* As many are below as above, among those of whom it is known. */
static void assert_median(const struct fixture *fixture, const size_t *seat_of,
			  size_t v, const bool *known, const int64_t *y,
			  int64_t credit)
{
	size_t below = 0, above = 0, alike = 0, n = fixture->cohort.n;
	bool any = false;

	for (size_t w = 0; w < n; w++)
		any |= known[w] && are_alike(fixture, seat_of, v, w);
	for (size_t w = 0; w < n; w++) {
		if (!known[w] || (any && !are_alike(fixture, seat_of, v, w)))
			continue;
		alike++;
		below += y[w] / MATCH_TICKS < credit;
		above += y[w] / MATCH_TICKS > credit;
	}
	assert_true(2 * below <= alike && 2 * above <= alike);
}

static void check_credit(struct fixture *fixture, uint64_t *state)
{
	size_t n = fixture->cohort.n;
	int64_t *y = memory_new(n, sizeof(*y)),
		*credit = memory_new(n, sizeof(*credit));
	bool *known = memory_new(n, sizeof(*known));
	size_t *seat_of = memory_new(n, sizeof(*seat_of));

	assert_true(y && credit && known && seat_of);
	for (size_t v = 0; v < n; v++) {
		seat_of[fixture->affinity.seats[v].person] = v;
		known[v] = chance(40, state);
		y[v] = draw_signed(2000, state);
	}
	assert_int_equal(
		affinity_credit(credit, &fixture->affinity, known, y, NULL),
		C5_OK);
	for (size_t v = 0; v < n; v++)
		assert_median(fixture, seat_of, v, known, y, credit[v]);
	free(y);
	free(credit);
	free(known);
	free(seat_of);
}

static void credits_are_medians_of_those_alike(void **unused)
{
	(void)unused;
	on_all(check_credit);
}

/* People of a sample are who they were, and what stands between them stays. */
static void check_sample(struct fixture *fixture, uint64_t *state)
{
	const struct cohort *cohort = &fixture->cohort;
	uint32_t stride = 1 + (uint32_t)random_below(state, 5);
	struct cohort sample;

	assert_int_equal(affinity_sample(&sample, cohort, stride, NULL), C5_OK);
	assert_int_equal(sample.n, (cohort->n + stride - 1) / stride);
	for (uint32_t a = 0; a < sample.n; a++) {
		assert_int_equal(sample.people[a].id,
				 cohort->people[(size_t)a * stride].id);
		for (uint32_t b = 0; b < a; b++) {
			uint32_t p = a * stride, q = b * stride;

			assert_int_equal(rule_broken(&sample, a, b),
					 rule_broken(cohort, p, q));
			assert_int_equal(
				score_pair(&sample, &fixture->settings, a, b)
					.total,
				score_pair(cohort, &fixture->settings, p, q)
					.total);
		}
	}
	cohort_release(&sample);
}

static void samples_are_cohorts(void **unused)
{
	(void)unused;
	on_all(check_sample);
}

static void assert_same_edges(const struct edges *a, const struct edges *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_int_equal(a->list[i].u, b->list[i].u);
		assert_int_equal(a->list[i].v, b->list[i].v);
		assert_int_equal(a->list[i].cost, b->list[i].cost);
	}
}

static void the_order_of_input_does_not_matter(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < SHAPES; i++) {
		uint64_t one = 42 + i, two = one;
		struct fixture ways[2];
		struct edges edges[2];
		int64_t y[300];
		struct match_query query = {.y = y};

		fixture_make(&ways[0], &shapes[i], &one, FORWARDS);
		fixture_make(&ways[1], &shapes[i], &two, BACKWARDS);
		for (size_t v = 0; v < shapes[i].n; v++)
			y[v] = draw_signed(3000, &one);
		for (int way = 0; way < 2; way++)
			propose(&ways[way], NULL, &edges[way]);
		assert_same_edges(&edges[0], &edges[1]);
		for (int way = 0; way < 2; way++) {
			free(edges[way].list);
			price(&ways[way], &query, &edges[way]);
		}
		assert_same_edges(&edges[0], &edges[1]);
		for (int way = 0; way < 2; way++) {
			free(edges[way].list);
			fixture_release(&ways[way]);
		}
	}
}

static void a_refusal_ends_it(void **unused)
{
	uint64_t state = 5;
	struct fixture fixture;
	struct edges edges = {.most = 3};
	struct affinity_report report = {take_edge, &edges};
	int64_t y[300];
	struct match_query query = {.y = y};
	struct c5_error err;

	(void)unused;
	fixture_make(&fixture, &shapes[6], &state, FORWARDS);
	for (size_t v = 0; v < fixture.cohort.n; v++)
		y[v] = 10000;
	assert_int_equal(
		affinity_propose(&fixture.affinity, NULL, &report, &err),
		C5_DATA);
	assert_string_equal(err.text, "enough");
	assert_int_equal(edges.count, 3);
	edges.count = 0;
	assert_int_equal(
		affinity_price(&fixture.affinity, &query, &report, &err),
		C5_DATA);
	assert_int_equal(edges.count, 3);
	free(edges.list);
	fixture_release(&fixture);
}

/* All that is allowed, as a graph for the solver; edges from malloc. */
static struct match_graph graph_of(const struct fixture *fixture,
				   const int64_t *y, struct edges *edges,
				   const int64_t *penalty)
{
	struct match_query query = {.y = y, .flat = true};

	price(fixture, &query, edges);
	return (struct match_graph){.n = fixture->affinity.n,
				    .m = edges->count,
				    .edges = edges->list,
				    .penalty = penalty};
}

/* The optimum for costs, restated, is one for scores, and proves it. */
static void results_are_restated(void **unused)
{
	(void)unused;
	for (uint64_t seed = 1; seed <= 12; seed += 2) {
		uint64_t state = seed;
		int64_t ones[300], penalty[300];
		struct fixture fixture;
		struct edges edges;
		struct match_graph graph;
		struct match_result result, expected;
		struct c5_error err = {0};

		fixture_make(&fixture, &shapes[seed % 4 == 1 ? 6 : 9], &state,
			     FORWARDS);
		for (size_t v = 0; v < fixture.cohort.n; v++) {
			ones[v] = 1;
			penalty[v] = draw_signed(300, &state);
		}
		graph = graph_of(&fixture, ones, &edges, penalty);
		affinity_raise(&fixture.affinity, penalty);
		assert_int_equal(match_solve(&result, &graph, &err), C5_OK);
		affinity_restate(&fixture.affinity, &result);
		for (size_t v = 0; v < fixture.cohort.n; v++)
			penalty[v] -= fixture.affinity.worth[v];
		for (size_t i = 0; i < edges.count; i++)
			edges.list[i].cost =
				-score_pair(&fixture.cohort, &fixture.settings,
					    edges.list[i].u, edges.list[i].v)
					 .total;
		if (match_verify(&graph, &result, &err) != C5_OK)
			fail_msg("%s", err.text);
		assert_true(result.optimal);
		assert_int_equal(match_solve(&expected, &graph, &err), C5_OK);
		assert_true(expected.weight == result.weight);
		match_result_release(&result);
		match_result_release(&expected);
		free(edges.list);
		fixture_release(&fixture);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(costs_and_worths_are_scores),
		cmocka_unit_test(bounds_are_bounds),
		cmocka_unit_test(lanes_are_bounds),
		cmocka_unit_test(trees_hold_everybody),
		cmocka_unit_test(all_that_is_asked_is_found),
		cmocka_unit_test(wishes_are_found_too),
		cmocka_unit_test(what_is_barely_asked_is_found),
		cmocka_unit_test(near_partners_are_proposed),
		cmocka_unit_test(credits_are_medians_of_those_alike),
		cmocka_unit_test(samples_are_cohorts),
		cmocka_unit_test(the_order_of_input_does_not_matter),
		cmocka_unit_test(a_refusal_ends_it),
		cmocka_unit_test(results_are_restated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
