#include "programme/affinity.h"

#include <assert.h>
#include <stdlib.h>

#include "connect5/score.h"

/* Where the pairs of each person begin in a list sorted by the lower one. */
static size_t *index_pairs(const struct pair_list *list, uint32_t n)
{
	size_t *from = memory_new((size_t)n + 1, sizeof(*from));
	size_t at = 0;

	for (uint32_t a = 0; from && a <= n; a++) {
		while (at < list->count && list->pairs[at].a < a)
			at++;
		from[a] = at;
	}
	return from;
}

/* Is there a pair (a, b), a < b? */
static bool is_listed(const struct pair_list *list, const size_t *from,
		      uint32_t a, uint32_t b)
{
	size_t low, end, high;

	if (!list->count)
		return false;
	low = from[a];
	end = high = from[a + 1];
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list->pairs[middle].b < b)
			low = middle + 1;
		else
			high = middle;
	}
	return low < end && list->pairs[low].b == b;
}

/* What nearly every pair does not earn. */
static int64_t wished(const struct cohort *cohort,
		      const struct settings *settings)
{
	return cohort->preferred.count ? settings->prefer : 0;
}

static struct prices prices_of(const struct cohort *cohort,
			       const struct settings *settings, int64_t relaxed)
{
	return (struct prices){
		.half_interest = settings->interest / 2,
		.half_slot = settings->slot / 2,
		.half_step = settings->seniority / 2,
		.half_place = settings->place / 2,
		.half_profession = settings->profession / 2,
		.place = settings->place,
		.profession = settings->profession,
		.met = settings->sector,
		.sector = relaxed ? relaxed : AFFINITY_NEVER,
		.draw = AFFINITY_DRAW - AFFINITY_MOST_DRAWN +
			wished(cohort, settings),
	};
}

enum c5_status affinity_make(struct affinity *out, const struct cohort *cohort,
			     const struct settings *settings, int64_t relaxed,
			     struct c5_error *err)
{
	uint32_t n = (uint32_t)cohort->n;
	enum c5_status status;

	assert(cohort->n < MATCH_NONE);
	assert(relaxed >= 0 && relaxed <= MATCH_LIMIT);
	*out = (struct affinity){
		.cohort = cohort,
		.settings = settings,
		.prices = prices_of(cohort, settings, relaxed),
		.n = n,
		.worth = memory_new(n, sizeof(*out->worth)),
		.seats = memory_new(n, sizeof(*out->seats)),
		.connected_from = index_pairs(&cohort->connected, n),
		.excluded_from = index_pairs(&cohort->excluded, n),
	};
	if (!out->worth || !out->seats || !out->connected_from ||
	    !out->excluded_from)
		status = error_memory(err);
	else
		status = affinity_seat(out, err);
	if (!status)
		status = affinity_grow(out, err);
	if (!status && n)
		status = affinity_line_up(out, err);
	if (status)
		affinity_release(out);
	return status;
}

void affinity_release(struct affinity *affinity)
{
	free(affinity->worth);
	free(affinity->seats);
	free(affinity->connected_from);
	free(affinity->excluded_from);
	free(affinity->nodes);
	free(affinity->lanes);
	*affinity = (struct affinity){.cohort = NULL};
}

int64_t affinity_cost(const struct affinity *affinity, uint32_t a, uint32_t b)
{
	const struct person *people = affinity->cohort->people;
	bool same = people[a].profile.sector == people[b].profile.sector;
	struct score score =
		score_pair(affinity->cohort, affinity->settings, a, b);

	return affinity->worth[a] + affinity->worth[b] - score.total +
	       (same ? affinity->prices.sector : 0);
}

static bool has_met_or_is_excluded(const struct affinity *affinity, uint32_t a,
				   uint32_t b)
{
	const struct cohort *cohort = affinity->cohort;
	uint32_t low = a < b ? a : b, high = a < b ? b : a;

	return is_listed(&cohort->connected, affinity->connected_from, low,
			 high) ||
	       is_listed(&cohort->excluded, affinity->excluded_from, low, high);
}

/* Those whose sector has no bit are told apart by its id. */
static bool same_sector(const struct affinity *affinity, const struct seat *a,
			const struct seat *b)
{
	const struct person *people = affinity->cohort->people;
	uint64_t p = a->traits.word[TRAIT_SECTOR];
	uint64_t q = b->traits.word[TRAIT_SECTOR];

	if (p || q)
		return p == q;
	return people[a->person].profile.sector ==
	       people[b->person].profile.sector;
}

bool affinity_seats_allow(const struct affinity *affinity, const struct seat *a,
			  const struct seat *b)
{
	if (a->organisation && a->organisation == b->organisation)
		return false;
	if (affinity->prices.sector == AFFINITY_NEVER &&
	    same_sector(affinity, a, b))
		return false;
	return !affinity_is_apart(affinity, a->person, b->person) &&
	       !has_met_or_is_excluded(affinity, a->person, b->person);
}

VECTOR_CLONES int64_t affinity_seats_cost(const struct affinity *affinity,
					  const struct seat *a,
					  const struct seat *b)
{
	if (a->coarse || b->coarse)
		return affinity_cost(affinity, a->person, b->person);
	return affinity_bound(affinity, &affinity->prices, affinity_one(a),
			      affinity_one(b)) +
	       AFFINITY_MOST_DRAWN -
	       score_draw(affinity->settings, a->key, b->key);
}

int64_t affinity_measured_cost(const struct affinity *affinity,
			       const struct meter *meter, const struct seat *a,
			       const struct seat *b, uint16_t total)
{
	if (a->coarse || b->coarse || total >= meter->exact)
		return affinity_seats_cost(affinity, a, b);
	return total * meter->unit + meter->draw + AFFINITY_MOST_DRAWN -
	       score_draw(affinity->settings, a->key, b->key);
}

void affinity_raise(const struct affinity *affinity, int64_t *penalty)
{
	for (uint32_t v = 0; v < affinity->n; v++)
		penalty[v] += affinity->worth[v];
}

void affinity_restate(const struct affinity *affinity,
		      struct match_result *result)
{
	for (uint32_t v = 0; v < affinity->n; v++) {
		result->y[v] -= MATCH_TICKS * affinity->worth[v];
		result->weight -= affinity->worth[v];
		result->bound -= MATCH_TICKS * (c5_int128)affinity->worth[v];
	}
}
