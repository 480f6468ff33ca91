/*
 * The certificate: its digits, the round as a matching of the audit's own
 * graph, and the duals that bound every matching of it.
 */
#include "programme/audit.h"

#include <stdlib.h>

/* What the certificate is checked with. */
struct ledger {
	const struct audit *audit;
	const struct plan *plan;
	const struct digits *digits;
	int64_t *penalty;	  /* n, by index */
	uint32_t *mate;		  /* n: the groups' pairs as a matching */
	struct match_edge *edges; /* of that matching */
	size_t n_edges;
	bool any_counted, all_counted;
	c5_int128 waits;      /* of everybody, earlier ones */
	c5_int128 own, bound; /* what the pairs cost, and what any must cost */
	int64_t own_waits;    /* earlier ones, of those who wait and count */
};

static bool is_small(c5_int128 number)
{
	return number >= -MATCH_LIMIT && number <= MATCH_LIMIT;
}

/* The penalty of everybody. False: one is beyond what is allowed. */
static bool set_penalties(struct ledger *ledger)
{
	const struct digits *digits = ledger->digits;
	const bool *counted = ledger->plan->certificate.counted;
	bool fits = true;

	ledger->all_counted = true;
	for (uint32_t v = 0; v < ledger->audit->n; v++) {
		unsigned waits = ledger->audit->record->cohort.people[v].waits;
		c5_int128 penalty = digits->left;

		if (counted[v])
			penalty +=
				digits->place + (c5_int128)waits * digits->wait;
		fits &= is_small(penalty);
		ledger->penalty[v] = (int64_t)penalty;
		ledger->waits += waits;
		ledger->any_counted |= counted[v];
		ledger->all_counted &= counted[v];
	}
	return fits;
}

/*
 * Does each digit outweigh all below it? The scores of a matching are less than
 * `wait`: audit_pairs() shows that no pair scores more than most_score().
 *
 * What is the same for all matchings that come into question need not outweigh
 * anything, and may be of any sign. `place` tells those who count from those
 * who do not, where there are both. `left` is paid by everybody in no pair:
 * those who wait, and a third in each trio. No matching leaves fewer than those
 * who wait out, by the witness, and it leaves out an even number more: with one
 * trio or none there are no fewer, whatever `left` is.
 */
static bool digits_hold(const struct ledger *ledger)
{
	const struct audit *audit = ledger->audit;
	const struct digits *digits = ledger->digits;
	c5_int128 low = ledger->waits * digits->wait + digits->wait - 1;
	c5_int128 rest = audit->n / 2 * (c5_int128)digits->relax + low;
	c5_int128 kept = (c5_int128)audit->record->cohort.announced.count;
	c5_int128 mid = kept * digits->keep + rest;
	c5_int128 left = digits->left, all_left = mid;
	bool relax_holds = audit->record->cohort.relaxed ? digits->relax > low
							 : !digits->relax;
	bool keep_holds = kept ? digits->keep > rest : !digits->keep;
	bool place_holds = true;

	if (ledger->all_counted) {
		left += digits->place;
	} else if (ledger->any_counted) {
		place_holds = digits->place > mid;
		all_left += audit->n * (c5_int128)digits->place;
	}
	return relax_holds && keep_holds && place_holds &&
	       (audit->trios < 2 || left > all_left);
}

/* The most that a pair may score. */
static int64_t most_score(const struct ledger *ledger)
{
	uint32_t pairs = ledger->audit->n / 2;

	return (ledger->digits->wait - 1) / (pairs ? pairs : 1);
}

/*
 * Does each figure of the bound stay below the next digit? Only then is there
 * no other way to come to the same sum.
 */
static bool bound_fits(const struct ledger *ledger)
{
	const struct proof *proof = &ledger->plan->proof;
	const struct certificate *certificate = &ledger->plan->certificate;

	return proof->bound >= 0 && proof->bound < ledger->digits->wait &&
	       certificate->waits >= 0 && certificate->waits <= ledger->waits &&
	       certificate->relaxed >= 0 &&
	       certificate->relaxed <= ledger->audit->n / 2;
}

/* Is everybody who waits charged for it? */
static bool waiting_counts(const struct plan *plan)
{
	for (size_t i = 0; i < plan->n_waiting; i++)
		if (!plan->certificate.counted[plan->waiting[i]])
			return false;
	return true;
}

/* A must-pair's third, where somebody has that place who counts, is matched
 * along the edge for it, and the upper of the pair left out. */
static void match_thirds(struct ledger *ledger)
{
	const struct audit *audit = ledger->audit;
	const struct plan *plan = ledger->plan;

	for (uint32_t v = 0; v < audit->n; v++)
		ledger->mate[v] = audit->mate[v];
	for (size_t g = 0; g < plan->n_groups; g++) {
		const uint32_t *m = plan->groups[g].member;
		uint32_t lower = m[0] < m[1] ? m[0] : m[1];

		if (plan->groups[g].size < 3 || !audit_is_lower(audit, lower) ||
		    !plan->certificate.counted[m[2]])
			continue;
		ledger->mate[audit->must[lower]] = MATCH_NONE;
		ledger->mate[lower] = m[2];
		ledger->mate[m[2]] = lower;
	}
}

/* What the edge between two of the matching costs. */
static int64_t edge_cost(const struct ledger *ledger, uint32_t a, uint32_t b)
{
	const struct audit *audit = ledger->audit;
	const struct audit_person *people = audit->people;
	uint32_t lower = audit->must[a] != MATCH_NONE ? a : b;
	uint32_t upper = audit->must[lower];
	bool relaxed = audit_is_relaxed(audit, a, b);

	if (upper == MATCH_NONE || upper == a || upper == b) {
		upper = a;
		lower = b;
	} else {
		relaxed = audit_trio_is_relaxed(audit, a, b, upper);
	}
	return (relaxed ? ledger->digits->relax : 0) -
	       audit_score(audit, &people[lower], &people[upper]);
}

/*
 * Is there no charge for whom a trio places, where that depends on who it is?
 * Of a must-pair with a third that is the upper one.
 */
static bool thirds_are_free(const struct ledger *ledger)
{
	const struct audit *audit = ledger->audit;

	if (ledger->all_counted && !audit->trios)
		return true;
	for (uint32_t v = 0; v < audit->n; v++)
		if (audit_is_lower(audit, v) &&
		    ledger->plan->certificate.counted[audit->must[v]])
			return false;
	return true;
}

/*
 * The groups' pairs as a matching of that graph: those in no pair at their
 * penalty, everybody else at what relaxing costs, less what keeping is worth
 * and the scores. The bound leaves as many people out, keeps as many pairs, and
 * has the figures that are claimed for it.
 */
static void price(struct ledger *ledger)
{
	const struct audit *audit = ledger->audit;
	const struct certificate *certificate = &ledger->plan->certificate;
	const struct digits *digits = ledger->digits;
	c5_int128 left_out = 0, pairs = 0, kept = 0;

	match_thirds(ledger);

	for (uint32_t v = 0; v < audit->n; v++) {
		uint32_t mate = ledger->mate[v];

		if (mate == MATCH_NONE) {
			left_out += ledger->penalty[v];
			if (certificate->counted[v])
				ledger->own_waits +=
					audit->record->cohort.people[v].waits;
		} else if (v < mate) {
			struct match_edge edge = {v, mate,
						  edge_cost(ledger, v, mate)};

			if (audit_is_announced(audit, v, mate)) {
				edge.cost -= digits->keep;
				kept += digits->keep;
			}
			pairs += edge.cost;
			ledger->edges[ledger->n_edges++] = edge;
		}
	}
	ledger->own = left_out + pairs;
	ledger->bound = left_out - kept - ledger->plan->proof.bound +
			(c5_int128)digits->relax * certificate->relaxed;
	if (audit->record->cohort.relaxed)
		ledger->bound += (c5_int128)digits->wait *
				 (certificate->waits - ledger->own_waits);
}

/* Is the round the best at every level above the scores? */
static bool is_proven(const struct ledger *ledger)
{
	const struct audit *audit = ledger->audit;
	const struct certificate *certificate = &ledger->plan->certificate;
	bool equal = audit->relaxed == certificate->relaxed &&
		     ledger->own_waits == certificate->waits;

	return (equal || !audit->record->cohort.relaxed) &&
	       ledger->own - ledger->bound < ledger->digits->wait &&
	       !audit->undecided;
}

/*
 * What is said to be given up for the months to come: some of the points that
 * are, if the bound is one of points alone, and only where the planner looks
 * ahead at all. That those months gain by it is not shown again.
 */
static bool ahead_holds(const struct ledger *ledger)
{
	const struct ahead *ahead = &ledger->plan->certificate.ahead;
	const struct proof *proof = &ledger->plan->proof;

	if (!ahead->months)
		return !ahead->points && !ahead->people;
	return ledger->audit->n <= AHEAD_MOST_PEOPLE && ahead->points > 0 &&
	       (ahead->points <= proof->given_up || !proof->optimal) &&
	       ahead->people > 0 &&
	       ahead->people <= (int64_t)ledger->audit->n * ahead->months;
}

/*
 * Points are given up for a trio or for the months to come, and points alone,
 * since the bound fits below the next digit. In a relaxed round with a trio,
 * relaxed groups and waits may be as well, and then it says so. The trios of a
 * repair stand outside of what is proven: where not all were tried, it says so
 * although the rest is proven.
 */
static bool may_give_up(const struct ledger *ledger)
{
	const struct audit *audit = ledger->audit;
	const struct plan *plan = ledger->plan;
	bool proven = is_proven(ledger);

	bool claimed = plan->proof.optimal;

	return (claimed == proven || (audit->record->repair && !claimed)) &&
	       ahead_holds(ledger) &&
	       (audit->trios || ((proven || audit->undecided) &&
				 ledger->own - ledger->bound ==
					 plan->certificate.ahead.points));
}

/* The certificate must be feasible, and its bound the one that is claimed. */
static enum c5_status verify(struct ledger *ledger, struct c5_error *err)
{
	const struct audit *audit = ledger->audit;
	struct match_graph graph = {audit->n, ledger->n_edges, ledger->edges,
				    ledger->penalty};
	struct match_result result = ledger->plan->certificate.duals;
	enum c5_status status;

	result.mate = ledger->mate;
	result.pairs = (uint32_t)ledger->plan->n_groups;
	result.weight = ledger->own;
	result.bound = ledger->bound * MATCH_TICKS;
	result.optimal = ledger->own == ledger->bound;
	status = match_verify(&graph, &result, err);
	return status == C5_OK || status == C5_SYSTEM
		       ? status
		       : audit_no(audit, "the certificate does not hold", err);
}

static enum c5_status check(struct ledger *ledger, struct c5_error *err)
{
	const struct audit *audit = ledger->audit;
	const struct digits *digits = ledger->digits;

	if (digits->wait < 1 || !is_small(digits->wait) ||
	    !is_small(digits->relax) || !is_small(digits->keep) ||
	    !set_penalties(ledger) || !digits_hold(ledger))
		return audit_no(
			audit,
			"a digit of the objective is too small or too large",
			err);
	if (!thirds_are_free(ledger))
		return audit_no(audit, "a third is charged for waiting", err);
	if (!waiting_counts(ledger->plan))
		return audit_no(audit, "somebody's waiting does not count",
				err);
	price(ledger);
	if (ledger->plan->proof.ceiling != ledger->plan->proof.pairs ||
	    !bound_fits(ledger) || !may_give_up(ledger))
		return audit_no(audit, "the round is not proven to be the best",
				err);
	return verify(ledger, err);
}

enum c5_status audit_certificate(struct audit *audit, struct c5_error *err)
{
	struct ledger ledger = {
		.audit = audit,
		.plan = &audit->record->plan,
		.digits = &audit->record->plan.certificate.digits,
		.penalty = memory_new(audit->n, sizeof(int64_t)),
		.mate = memory_new(audit->n, sizeof(uint32_t)),
		.edges = memory_new(audit->n / 2 + (size_t)1,
				    sizeof(struct match_edge)),
	};
	enum c5_status status = ledger.penalty && ledger.mate && ledger.edges
					? check(&ledger, err)
					: error_memory(err);

	free(ledger.penalty);
	free(ledger.mate);
	free(ledger.edges);
	return status ? status : audit_pairs(audit, most_score(&ledger), err);
}
