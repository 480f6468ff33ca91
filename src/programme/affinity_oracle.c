#include "programme/affinity.h"

#include "connect5/rules.h"

static enum c5_status to_sink(void *sink, struct match_edge edge,
			      struct c5_error *err)
{
	return match_report(sink, edge, err);
}

/*
 * Announced pairs are known from the first, at what they cost when kept: no
 * question has to find them, at the price that all other pairs have.
 */
static enum c5_status propose_announced(const struct affinity *affinity,
					struct match_sink *sink,
					struct c5_error *err)
{
	const struct cohort *cohort = affinity->cohort;
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < cohort->announced.count && !status; i++) {
		uint32_t a = cohort->announced.pairs[i].a;
		uint32_t b = cohort->announced.pairs[i].b;
		struct match_edge edge = {.u = a, .v = b};

		if (rule_broken(cohort, a, b) != RULE_NONE)
			continue;
		edge.cost = affinity_cost(affinity, a, b) - affinity->kept;
		status = match_report(sink, edge, err);
	}
	return status;
}

static enum c5_status propose(void *context, struct match_sink *sink,
			      struct c5_error *err)
{
	const struct affinity_report report = {to_sink, sink};
	const struct affinity *affinity = context;

	enum c5_status status =
		affinity_propose(affinity, affinity->credit, &report, err);

	return status ? status : propose_announced(affinity, sink, err);
}

static enum c5_status price(void *context, const struct match_query *query,
			    struct match_sink *sink, struct c5_error *err)
{
	const struct affinity_report report = {to_sink, sink};

	return affinity_price(context, query, &report, err);
}

struct match_oracle affinity_oracle(struct affinity *affinity,
				    const int64_t *penalty,
				    const int64_t *credit)
{
	affinity->credit = credit;
	return (struct match_oracle){
		.n = affinity->n,
		.penalty = penalty,
		.context = affinity,
		.propose = propose,
		.price = price,
	};
}
