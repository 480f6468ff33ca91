/*
 * Pairs that bits say nothing of: those that somebody would rather see or would
 * rather not, and what the two of a must-pair may have beside each other (see
 * must.c). They are few, and each is looked at in every question.
 */
#include "connect5/rules.h"
#include "connect5/score.h"
#include "programme/affinity.h"

bool affinity_is_apart(const struct affinity *affinity, uint32_t a, uint32_t b)
{
	const struct cohort *cohort = affinity->cohort;

	if (!cohort->musts.count && !cohort->preferred.count &&
	    !cohort->avoided.count)
		return false;
	return cohort_must_mate(cohort, a) != MATCH_NONE ||
	       cohort_must_mate(cohort, b) != MATCH_NONE ||
	       cohort_wish_of(cohort, a, b) != WISH_NONE;
}

/* Where they go; without a query, all do. */
struct outlet {
	const struct affinity *affinity;
	const struct match_query *query;
	const struct affinity_report *report;
	struct c5_error *err;
};

static enum c5_status send(const struct outlet *outlet, uint32_t a, uint32_t b,
			   int64_t cost)
{
	const struct match_query *query = outlet->query;
	int64_t asked = query && query->flat ? 0 : cost;

	if (query && query->risen && !query->risen[a] && !query->risen[b])
		return C5_OK;
	if (query && query->group && query->group[a] == query->group[b] &&
	    query->group[a] != MATCH_NONE)
		return C5_OK;
	if (query && query->y[a] + query->y[b] <= MATCH_TICKS * asked)
		return C5_OK;
	return outlet->report->edge(outlet->report->sink,
				    (struct match_edge){a, b, cost},
				    outlet->err);
}

static enum c5_status send_wishes(const struct outlet *outlet,
				  const struct pair_list *wishes)
{
	const struct cohort *cohort = outlet->affinity->cohort;
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < wishes->count && !status; i++) {
		uint32_t a = wishes->pairs[i].a, b = wishes->pairs[i].b;

		if (cohort_must_mate(cohort, a) != b &&
		    rule_allows_pair(cohort, a, b))
			status = send(outlet, a, b,
				      affinity_cost(outlet->affinity, a, b));
	}
	return status;
}

/* The edges of a must-pair to those who may join it, from the lower one. */
static enum c5_status send_slots(const struct outlet *outlet,
				 const struct index_pair *must)
{
	const struct affinity *affinity = outlet->affinity;
	const struct cohort *cohort = affinity->cohort;
	int64_t own =
		affinity->worth[must->a] -
		score_pair(cohort, affinity->settings, must->a, must->b).total;
	bool relaxed = rule_is_relaxed(cohort, must->a, must->b);
	enum c5_status status = C5_OK;

	for (uint32_t c = 0; c < affinity->n && !status; c++) {
		int64_t cost = own + affinity->worth[c];

		if (relaxed || rule_is_relaxed(cohort, must->a, c) ||
		    rule_is_relaxed(cohort, must->b, c))
			cost += affinity->prices.sector;
		if (rule_allows_third(cohort, must->a, c))
			status = send(outlet, must->a, c, cost);
	}
	return status;
}

static enum c5_status send_must(const struct outlet *outlet,
				const struct index_pair *must)
{
	return send(outlet, must->a, must->b,
		    affinity_cost(outlet->affinity, must->a, must->b));
}

enum c5_status affinity_propose_apart(const struct affinity *affinity,
				      const struct affinity_report *report,
				      struct c5_error *err)
{
	const struct cohort *cohort = affinity->cohort;
	const struct outlet outlet = {affinity, NULL, report, err};
	enum c5_status status = send_wishes(&outlet, &cohort->preferred);

	for (size_t i = 0; i < cohort->musts.count && !status; i++)
		status = send_must(&outlet, &cohort->musts.pairs[i]);
	return status;
}

enum c5_status affinity_price_apart(const struct affinity *affinity,
				    const struct match_query *query,
				    const struct affinity_report *report,
				    struct c5_error *err)
{
	const struct cohort *cohort = affinity->cohort;
	const struct outlet outlet = {affinity, query, report, err};
	enum c5_status status = send_wishes(&outlet, &cohort->preferred);

	if (!status)
		status = send_wishes(&outlet, &cohort->avoided);
	for (size_t i = 0; i < cohort->musts.count && !status; i++) {
		status = send_must(&outlet, &cohort->musts.pairs[i]);
		if (!status && affinity->settings->trios)
			status = send_slots(&outlet, &cohort->musts.pairs[i]);
	}
	return status;
}
