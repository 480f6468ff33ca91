#include "programme/affinity.h"

static enum c5_status to_sink(void *sink, struct match_edge edge,
			      struct c5_error *err)
{
	return match_report(sink, edge, err);
}

static enum c5_status propose(void *context, struct match_sink *sink,
			      struct c5_error *err)
{
	const struct affinity_report report = {to_sink, sink};
	const struct affinity *affinity = context;

	return affinity_propose(affinity, affinity->credit, &report, err);
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
