#include "programme/affinity.h"

#include <assert.h>
#include <stdlib.h>

/* No cost less credit is as much; one of AFFINITY_NEVER is more. */
#define NONE_YET (AFFINITY_NEVER / 4 * 3)

/* A partner found: their seat, and what the two cost less their credit. */
struct found {
	int64_t cost;
	uint32_t seat;
};

/* Of one person of the leaf that is searched for. */
struct choice {
	struct found nearest[AFFINITY_NEAREST]; /* nearest first */
	struct found of_sector[64];		/* by the bit of the sector */
};

struct search {
	const struct affinity *affinity;
	const struct affinity_report *report;
	struct c5_error *err;
	struct meter meter;
	int64_t margin;	  /* that is not worth a look */
	int64_t *credit;  /* by seat */
	int64_t *most;	  /* by node: the highest credit of its people */
	unsigned sectors; /* those that have bits */
	const struct affinity_node *leaf;
	struct choice choices[AFFINITY_LEAF];

	/* The most that a pair may cost to be of use to any of the leaf: among
	 * the nearest, or as the nearest of a sector. */
	int64_t reach, reach_of[64];
	bool changed; /* since these were */
};

int64_t affinity_margin(const struct affinity *affinity)
{
	const struct prices *prices = &affinity->prices;
	const int64_t weights[] = {
		prices->met,	       prices->place,
		prices->profession,    2 * prices->half_interest,
		2 * prices->half_slot, 2 * prices->half_step};
	int64_t most = 0;

	for (size_t i = 0; i < sizeof(weights) / sizeof(*weights); i++)
		if (weights[i] > most)
			most = weights[i];
	return AFFINITY_MOST_DRAWN + most / 8;
}

static int64_t farthest(const struct choice *choice)
{
	return choice->nearest[AFFINITY_NEAREST - 1].cost;
}

static void clear(struct search *search)
{
	const struct found none = {NONE_YET, 0};

	search->reach = NONE_YET;
	for (unsigned s = 0; s < search->sectors; s++)
		search->reach_of[s] = NONE_YET;
	for (uint32_t i = 0; i < search->leaf->count; i++) {
		struct choice *choice = &search->choices[i];

		for (int k = 0; k < AFFINITY_NEAREST; k++)
			choice->nearest[k] = none;
		for (unsigned s = 0; s < search->sectors; s++)
			choice->of_sector[s] = none;
	}
}

static void update_reach(struct search *search)
{
	search->changed = false;
	search->reach = INT64_MIN;
	for (uint32_t i = 0; i < search->leaf->count; i++)
		if (farthest(&search->choices[i]) > search->reach)
			search->reach = farthest(&search->choices[i]);
	for (unsigned s = 0; s < search->sectors; s++) {
		search->reach_of[s] = INT64_MIN;
		for (uint32_t i = 0; i < search->leaf->count; i++) {
			int64_t cost = search->choices[i].of_sector[s].cost;

			if (cost > search->reach_of[s])
				search->reach_of[s] = cost;
		}
	}
}

/* What a pair of the leaf and a node may cost at the most to be of use. */
static int64_t reach_to(const struct search *search,
			const struct affinity_node *node)
{
	uint64_t sectors = node->any.word[TRAIT_SECTOR];
	int64_t reach = search->reach;

	for (; sectors; sectors &= sectors - 1) {
		int64_t of = search->reach_of[__builtin_ctzll(sectors)];

		if (of > reach)
			reach = of;
	}
	return reach;
}

/* The same of one person and people of some sectors. */
static int64_t reach_of_one(const struct choice *choice, uint64_t sectors)
{
	int64_t reach = farthest(choice);

	for (; sectors; sectors &= sectors - 1) {
		int64_t of = choice->of_sector[__builtin_ctzll(sectors)].cost;

		if (of > reach)
			reach = of;
	}
	return reach;
}

/* Of equally near ones, those found first stay. */
static void choose(struct choice *choice, struct found found, uint64_t sector)
{
	int k = AFFINITY_NEAREST - 1;

	if (sector) {
		struct found *best =
			&choice->of_sector[__builtin_ctzll(sector)];

		if (found.cost < best->cost)
			*best = found;
	}
	if (found.cost >= choice->nearest[k].cost)
		return;
	for (; k > 0 && choice->nearest[k - 1].cost > found.cost; k--)
		choice->nearest[k] = choice->nearest[k - 1];
	choice->nearest[k] = found;
}

/* The least that a pair costs who measure `total`, less a credit. */
static int64_t bound_of(const struct search *search, uint16_t total,
			int64_t credit)
{
	return total * search->meter.unit + search->meter.draw - credit;
}

/* Two people of whom one may want the other, and what they measure. The draw
 * is what takes time: it is left to those that may do with a good one. */
static void look_at(struct search *search, struct choice *choice,
		    const struct seat *one, uint32_t to, uint16_t total)
{
	const struct affinity *affinity = search->affinity;
	const struct seat *other = &affinity->seats[to];
	uint64_t sector = other->traits.word[TRAIT_SECTOR];
	int64_t reach = reach_of_one(choice, sector);
	struct found found = {0, to};

	if (one == other ||
	    bound_of(search, total, search->credit[to]) >= reach)
		return;
	found.cost = affinity_measured_cost(affinity, &search->meter, one,
					    other, total) -
		     search->credit[to];
	if (found.cost >= reach || !affinity_seats_allow(affinity, one, other))
		return;
	choose(choice, found, sector);
	search->changed = true;
}

/*
 * Are people worth a look who cost `bound` at the least? Not for the sake of a
 * better draw alone, nor for a little: exactly the nearest are twice the work
 * and no better a start.
 */
static bool is_promising(const struct search *search, int64_t bound,
			 int64_t reach)
{
	return bound + search->margin < reach;
}

/* One of the leaf that is searched for, measured against another leaf. */
static void look_along(struct search *search, uint32_t i,
		       const struct affinity_node *leaf,
		       const struct lanes *total)
{
	const struct affinity *affinity = search->affinity;
	const struct seat *one = &affinity->seats[search->leaf->first + i];
	struct choice *choice = &search->choices[i];
	int64_t reach = reach_of_one(choice, leaf->any.word[TRAIT_SECTOR]);

	for (uint32_t j = 0; j < leaf->count; j++)
		if (bound_of(search, total->of[j],
			     search->credit[leaf->first + j]) < reach)
			look_at(search, choice, one, leaf->first + j,
				total->of[j]);
}

/* Those first for whom anybody of the other leaf is promising. */
static void look_at_leaf(struct search *search,
			 const struct affinity_node *leaf)
{
	const struct affinity *affinity = search->affinity;
	uint64_t sectors = leaf->any.word[TRAIT_SECTOR];
	struct span spans[AFFINITY_LEAF], whole = affinity_span(leaf);
	struct lanes total = {{0}}, totals[AFFINITY_LEAF];
	uint32_t rows[AFFINITY_LEAF], n = 0;
	int64_t credit = search->most[leaf - affinity->nodes];

	affinity_measure(&total, affinity, &search->meter, search->leaf, &whole,
			 1);
	for (uint32_t i = 0; i < search->leaf->count; i++) {
		int64_t reach = reach_of_one(&search->choices[i], sectors);

		if (!is_promising(search, bound_of(search, total.of[i], credit),
				  reach))
			continue;
		spans[n] =
			affinity_one(&affinity->seats[search->leaf->first + i]);
		totals[n] = (struct lanes){{0}};
		rows[n++] = i;
	}
	affinity_measure(totals, affinity, &search->meter, leaf, spans, n);
	for (uint32_t i = 0; i < n; i++)
		look_along(search, rows[i], leaf, &totals[i]);
	if (search->changed)
		update_reach(search);
}

/* A node that may hold somebody near. */
struct place {
	int64_t bound;
	uint32_t node;
};

static struct place place_of(const struct search *search, uint32_t node)
{
	const struct affinity *affinity = search->affinity;

	return (struct place){
		affinity_bound(affinity, &affinity->prices,
			       affinity_span(search->leaf),
			       affinity_span(&affinity->nodes[node])) -
			search->most[node],
		node};
}

/* Goes down the tree, first where it is nearer. */
static VECTOR_CLONES void search_tree(struct search *search)
{
	const struct affinity_node *nodes = search->affinity->nodes;
	struct place open[AFFINITY_DEPTH + 1];
	size_t n = 0;

	open[n++] = place_of(search, 0);
	while (n) {
		struct place place = open[--n];
		const struct affinity_node *node = &nodes[place.node];
		struct place near, far;

		if (!is_promising(search, place.bound, reach_to(search, node)))
			continue;
		if (!node->children) {
			look_at_leaf(search, node);
			continue;
		}
		near = place_of(search, node->children);
		far = place_of(search, node->children + 1);
		assert(n + 2 <= sizeof(open) / sizeof(*open));
		open[n++] = far.bound < near.bound ? near : far;
		open[n++] = far.bound < near.bound ? far : near;
	}
}

static enum c5_status report_found(const struct search *search, uint32_t at,
				   const struct found *found)
{
	const struct seat *seats = search->affinity->seats;
	struct match_edge edge = {seats[at].person, seats[found->seat].person,
				  found->cost + search->credit[found->seat]};

	return search->report->edge(search->report->sink, edge, search->err);
}

static bool is_among_nearest(const struct choice *choice,
			     const struct found *found)
{
	for (int k = 0; k < AFFINITY_NEAREST; k++)
		if (choice->nearest[k].cost < NONE_YET &&
		    choice->nearest[k].seat == found->seat)
			return true;
	return false;
}

static enum c5_status report_choice(const struct search *search, uint32_t i)
{
	const struct choice *choice = &search->choices[i];
	uint32_t at = search->leaf->first + i;
	enum c5_status status = C5_OK;

	for (int k = 0; k < AFFINITY_NEAREST && !status; k++)
		if (choice->nearest[k].cost < NONE_YET)
			status = report_found(search, at, &choice->nearest[k]);
	for (unsigned s = 0; s < search->sectors && !status; s++) {
		const struct found *best = &choice->of_sector[s];

		if (best->cost < NONE_YET && !is_among_nearest(choice, best))
			status = report_found(search, at, best);
	}
	return status;
}

static enum c5_status search_for(struct search *search,
				 const struct affinity_node *leaf)
{
	enum c5_status status = C5_OK;

	search->leaf = leaf;
	clear(search);
	search_tree(search);
	for (uint32_t i = 0; i < leaf->count && !status; i++)
		status = report_choice(search, i);
	return status;
}

/* Children stand behind their parents. */
static void set_credits(struct search *search, const int64_t *credit)
{
	const struct affinity *affinity = search->affinity;

	for (uint32_t i = 0; credit && i < affinity->n; i++)
		search->credit[i] = credit[affinity->seats[i].person];
	for (size_t at = affinity->n_nodes; at-- > 0;) {
		const struct affinity_node *node = &affinity->nodes[at];
		const int64_t *of = search->credit + node->first;
		uint32_t n = node->count;

		if (node->children) {
			of = search->most + node->children;
			n = 2;
		}
		search->most[at] = of[0];
		for (uint32_t i = 1; i < n; i++)
			if (of[i] > search->most[at])
				search->most[at] = of[i];
	}
}

static enum c5_status propose(struct search *search, const int64_t *credit)
{
	const struct affinity *affinity = search->affinity;
	enum c5_status status = C5_OK;

	affinity_meter(&search->meter, affinity, &affinity->prices);
	search->margin = affinity_margin(affinity);
	search->sectors =
		(unsigned)bits_set(affinity->nodes[0].any.word[TRAIT_SECTOR]);
	set_credits(search, credit);
	for (size_t at = 0; at < affinity->n_nodes && !status; at++)
		if (!affinity->nodes[at].children)
			status = search_for(search, &affinity->nodes[at]);
	return status;
}

enum c5_status affinity_propose(const struct affinity *affinity,
				const int64_t *credit,
				const struct affinity_report *report,
				struct c5_error *err)
{
	struct search *search = memory_new(1, sizeof(*search));
	enum c5_status status = C5_OK;

	if (!search)
		return error_memory(err);
	search->affinity = affinity;
	search->report = report;
	search->err = err;
	search->credit = memory_new(affinity->n, sizeof(*search->credit));
	search->most = memory_new(affinity->n_nodes, sizeof(*search->most));
	if (!search->credit || !search->most)
		status = error_memory(err);
	else if (affinity->n)
		status = propose(search, credit);
	if (!status)
		status = affinity_propose_apart(affinity, report, err);
	free(search->credit);
	free(search->most);
	free(search);
	return status;
}
