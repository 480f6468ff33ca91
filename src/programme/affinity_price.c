#include "programme/affinity.h"

#include <assert.h>
#include <stdlib.h>

/* What a node of the tree is worth asking about. */
struct heat {
	int64_t most;	/* y of any of its people */
	int64_t rising; /* of any who has risen; NOBODY: none has */
	uint32_t group; /* that all are in; MATCH_NONE: not all in one */
};

/* Lower than any sum of duals that is asked about. */
#define NOBODY (INT64_MIN / 4)

/* Drops beyond are cut off. */
enum { MOST_DROP = 16384 };

struct pricing {
	const struct affinity *affinity;
	const struct match_query *query;
	const struct affinity_report *report;
	struct c5_error *err;
	struct prices prices; /* as the inequality has them */
	struct meter meter;
	int64_t *y;	     /* by seat */
	struct lanes *drops; /* by leaf: below its highest, in units */
	struct heat *heat;   /* by node */
	enum c5_status status;
};

static uint32_t group_of(const struct pricing *pricing, const struct seat *seat)
{
	const uint32_t *group = pricing->query->group;

	return group ? group[seat->person] : MATCH_NONE;
}

static bool has_risen(const struct pricing *pricing, uint32_t at)
{
	const bool *risen = pricing->query->risen;

	return !risen || risen[pricing->affinity->seats[at].person];
}

/* The highest duals of two people one of whom at least has risen, added up. */
static int64_t highest(const struct heat *p, const struct heat *q)
{
	int64_t one = p->rising + q->most, other = p->most + q->rising;

	return one > other ? one : other;
}

/* Do two need no edge, being in one group? */
static bool is_inside(uint32_t group_a, uint32_t group_b)
{
	return group_a == group_b && group_a != MATCH_NONE;
}

static void report_pair(struct pricing *pricing, uint32_t a, uint32_t b)
{
	const struct affinity *affinity = pricing->affinity;
	const struct seat *p = &affinity->seats[a], *q = &affinity->seats[b];
	int64_t sum = pricing->y[a] + pricing->y[b], cost;
	struct match_edge edge = {.u = p->person, .v = q->person};

	if ((!has_risen(pricing, a) && !has_risen(pricing, b)) ||
	    is_inside(group_of(pricing, p), group_of(pricing, q)) ||
	    !affinity_seats_allow(affinity, p, q))
		return;
	edge.cost = affinity_seats_cost(affinity, p, q);
	cost = pricing->query->flat ? 0 : edge.cost;
	if (MATCH_TICKS * cost < sum)
		pricing->status = pricing->report->edge(pricing->report->sink,
							edge, pricing->err);
}

/* The most units that a pair asked for costs, given the sum of its duals. */
static int64_t limit_of(const struct pricing *pricing, int64_t sum)
{
	int64_t room = sum - MATCH_TICKS * pricing->meter.draw;
	int64_t units;

	assert(pricing->meter.unit > 0);
	units = room / (MATCH_TICKS * pricing->meter.unit);

	if (room <= 0)
		return -1;
	return units < MOST_DROP ? units : INT64_C(2) * MOST_DROP;
}

static bool is_any_within(const struct lanes *total, uint16_t limit)
{
	uint16_t any = 0;

	for (int i = 0; i < AFFINITY_LEAF; i++)
		any |= (uint16_t)(total->of[i] <= limit);
	return any;
}

/* The lanes of a leaf's people within a limit; returns how many. */
static uint32_t find_warm(uint32_t found[AFFINITY_LEAF],
			  const struct affinity_node *leaf,
			  const struct lanes *total, int64_t limit)
{
	uint32_t n = 0;

	if (limit < 0 || !is_any_within(total, (uint16_t)limit))
		return 0;
	for (uint32_t i = 0; i < leaf->count; i++) {
		found[n] = leaf->first + i;
		n += total->of[i] <= limit;
	}
	return n;
}

/* People of one leaf against all of another; each pair once. */
static void price_rows(struct pricing *pricing, const uint32_t *rows,
		       uint32_t n, uint32_t other)
{
	const struct affinity *affinity = pricing->affinity;
	const struct affinity_node *leaf = &affinity->nodes[other];
	struct lanes totals[AFFINITY_LEAF];
	struct span spans[AFFINITY_LEAF];
	uint32_t found[AFFINITY_LEAF];

	for (uint32_t i = 0; i < n; i++) {
		totals[i] = pricing->drops[leaf->leaf];
		spans[i] = affinity_one(&affinity->seats[rows[i]]);
	}
	affinity_measure(totals, affinity, &pricing->meter, leaf, spans, n);
	for (uint32_t i = 0; i < n; i++) {
		int64_t sum = pricing->y[rows[i]] + pricing->heat[other].most;
		uint32_t warm = find_warm(found, leaf, &totals[i],
					  limit_of(pricing, sum));

		bool same = rows[i] - leaf->first < leaf->count;

		for (uint32_t j = 0; j < warm && !pricing->status; j++)
			if (!same || found[j] > rows[i])
				report_pair(pricing, rows[i], found[j]);
	}
}

/*
 * Of the people of a leaf those stay who can be asked for with somebody of
 * another, who has risen if they have not.
 */
static uint32_t keep_risen(const struct pricing *pricing, uint32_t *rows,
			   uint32_t n, uint32_t first, const struct heat *other,
			   const struct lanes *costs)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t at = rows[i];
		int64_t sum =
			pricing->y[at] +
			(has_risen(pricing, at) ? other->most : other->rising);

		if (costs->of[at - first] <= limit_of(pricing, sum))
			rows[kept++] = at;
	}
	return kept;
}

/*
 * Those of one leaf first who can be in a pair with anybody of the other; how
 * far they are below their leaf's highest dual counts as cost.
 */
static void price_leaves(struct pricing *pricing, uint32_t at, uint32_t other)
{
	const struct affinity *affinity = pricing->affinity;
	const struct affinity_node *leaf = &affinity->nodes[at];
	struct span span = affinity_span(&affinity->nodes[other]);
	struct lanes total = pricing->drops[leaf->leaf];
	int64_t sum = pricing->heat[at].most + pricing->heat[other].most;
	uint32_t rows[AFFINITY_LEAF], n;

	affinity_measure(&total, affinity, &pricing->meter, leaf, &span, 1);
	n = find_warm(rows, leaf, &total, limit_of(pricing, sum));
	if (pricing->query->risen) {
		for (int i = 0; i < AFFINITY_LEAF; i++)
			total.of[i] -= pricing->drops[leaf->leaf].of[i];
		n = keep_risen(pricing, rows, n, leaf->first,
			       &pricing->heat[other], &total);
	}
	price_rows(pricing, rows, n, other);
}

/* Can no two people of the nodes be asked for? */
static bool is_cold(const struct pricing *pricing, uint32_t a, uint32_t b)
{
	const struct affinity *affinity = pricing->affinity;
	const struct heat *p = &pricing->heat[a], *q = &pricing->heat[b];

	return is_inside(p->group, q->group) ||
	       MATCH_TICKS * affinity_bound(
				     affinity, &pricing->prices,
				     affinity_span(&affinity->nodes[a]),
				     affinity_span(&affinity->nodes[b])) >=
		       highest(p, q);
}

/* Pairs of nodes still to be looked at. Each step goes down in one of the two
 * and leaves two more at the most. */
struct agenda {
	struct {
		uint32_t a, b;
	} pairs[4 * AFFINITY_DEPTH + 1];
	size_t n;
};

static void add(struct agenda *agenda, uint32_t a, uint32_t b)
{
	assert(agenda->n < sizeof(agenda->pairs) / sizeof(*agenda->pairs));
	agenda->pairs[agenda->n].a = a;
	agenda->pairs[agenda->n++].b = b;
}

/* All pairs between two nodes, or within one. */
static void price_nodes(struct pricing *pricing, struct agenda *agenda,
			uint32_t a, uint32_t b)
{
	const struct affinity_node *p = &pricing->affinity->nodes[a];
	const struct affinity_node *q = &pricing->affinity->nodes[b];

	if (is_cold(pricing, a, b))
		return;
	if (!p->children && !q->children) {
		price_leaves(pricing, a, b);
	} else if (a == b) {
		add(agenda, p->children, p->children);
		add(agenda, p->children, p->children + 1);
		add(agenda, p->children + 1, p->children + 1);
	} else if (!q->children || (p->children && p->count >= q->count)) {
		add(agenda, p->children, b);
		add(agenda, p->children + 1, b);
	} else {
		add(agenda, a, q->children);
		add(agenda, a, q->children + 1);
	}
}

static VECTOR_CLONES void price_all(struct pricing *pricing)
{
	struct agenda agenda = {.n = 0};

	add(&agenda, 0, 0);
	while (agenda.n && !pricing->status) {
		agenda.n--;
		price_nodes(pricing, &agenda, agenda.pairs[agenda.n].a,
			    agenda.pairs[agenda.n].b);
	}
}

static void set_drops(struct pricing *pricing, const struct affinity_node *leaf,
		      int64_t most)
{
	struct lanes *drops = &pricing->drops[leaf->leaf];

	assert(pricing->meter.unit > 0);
	for (uint32_t i = 0; i < AFFINITY_LEAF; i++) {
		int64_t drop = MOST_DROP;

		if (i < leaf->count)
			drop = (most - pricing->y[leaf->first + i]) /
			       (MATCH_TICKS * pricing->meter.unit);
		drops->of[i] = (uint16_t)(drop < MOST_DROP ? drop : MOST_DROP);
	}
}

static struct heat heat_of_leaf(const struct pricing *pricing,
				const struct affinity_node *leaf)
{
	const struct seat *seats = pricing->affinity->seats;
	struct heat heat = {pricing->y[leaf->first], NOBODY,
			    group_of(pricing, &seats[leaf->first])};

	for (uint32_t i = 0; i < leaf->count; i++) {
		uint32_t at = leaf->first + i;
		int64_t y = pricing->y[at];

		if (y > heat.most)
			heat.most = y;
		if (y > heat.rising && has_risen(pricing, at))
			heat.rising = y;
		if (group_of(pricing, &seats[at]) != heat.group)
			heat.group = MATCH_NONE;
	}
	return heat;
}

/* Children stand behind their parents. */
static void warm(struct pricing *pricing)
{
	const struct affinity *affinity = pricing->affinity;

	for (uint32_t i = 0; i < affinity->n; i++)
		pricing->y[i] = pricing->query->y[affinity->seats[i].person];
	for (size_t at = affinity->n_nodes; at-- > 0;) {
		const struct affinity_node *node = &affinity->nodes[at];
		struct heat *heat = &pricing->heat[at];
		const struct heat *child = &pricing->heat[node->children];

		if (!node->children) {
			*heat = heat_of_leaf(pricing, node);
			set_drops(pricing, node, heat->most);
			continue;
		}
		*heat = child[child[1].most > child[0].most];
		heat->rising = child[child[1].rising > child[0].rising].rising;
		if (child[0].group != child[1].group)
			heat->group = MATCH_NONE;
	}
}

enum c5_status affinity_price(const struct affinity *affinity,
			      const struct match_query *query,
			      const struct affinity_report *report,
			      struct c5_error *err)
{
	struct pricing pricing = {
		.affinity = affinity,
		.query = query,
		.report = report,
		.err = err,
		.prices = affinity->prices,
		.y = memory_new(affinity->n, sizeof(*pricing.y)),
		.drops = memory_new(affinity->n_leaves, sizeof(*pricing.drops)),
		.heat = memory_new(affinity->n_nodes, sizeof(*pricing.heat)),
	};

	/* Flat, nothing costs anything; that some may not be put together
	 * stays. */
	if (query->flat)
		pricing.prices = (struct prices){
			.sector = affinity->prices.sector == AFFINITY_NEVER
					  ? AFFINITY_NEVER
					  : 0};
	if (!pricing.y || !pricing.drops || !pricing.heat) {
		pricing.status = error_memory(err);
	} else if (affinity->n) {
		affinity_meter(&pricing.meter, affinity, &pricing.prices);
		warm(&pricing);
		price_all(&pricing);
		if (!pricing.status)
			pricing.status = affinity_price_apart(affinity, query,
							      report, err);
	}
	free(pricing.y);
	free(pricing.drops);
	free(pricing.heat);
	return pricing.status;
}
