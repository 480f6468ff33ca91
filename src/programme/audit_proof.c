/* The certificate, checked against the audit's own graph. */
#include "programme/audit.h"

/* The most that the levels below the relaxed groups can come to. */
struct most {
	c5_int128 scores, waits, own_waits;
};

static struct most most_of(const struct audit *audit)
{
	struct most most = {.scores = 0};

	for (size_t e = 0; e < audit->m; e++)
		if (-audit->edges[e].cost > most.scores)
			most.scores = -audit->edges[e].cost;
	most.scores *= audit->n / 2;
	for (uint32_t v = 0; v < audit->n; v++) {
		c5_int128 own = audit->record->cohort.people[v].waits;

		most.waits += own;
		if (own > most.own_waits)
			most.own_waits = own;
	}
	return most;
}

/* Does each digit outweigh all below it, and does the penalty fit? */
static bool digits_hold(const struct audit *audit, const struct most *most)
{
	const struct digits *digits = &audit->record->plan.certificate.digits;
	c5_int128 low = most->waits * digits->wait + most->scores;
	c5_int128 mid = audit->n / 2 * (c5_int128)digits->relax + low;
	c5_int128 penalty = (c5_int128)digits->left + digits->place +
			    most->own_waits * digits->wait;
	bool relax_holds = audit->record->cohort.relaxed ? digits->relax > low
							 : !digits->relax;

	return digits->wait > most->scores && relax_holds &&
	       digits->place > mid &&
	       digits->left > audit->n * (c5_int128)digits->place + mid &&
	       penalty <= MATCH_LIMIT;
}

/*
 * Does each figure of the bound stay below the next digit? Only then is there
 * no other way to come to the same sum.
 */
static bool bound_fits(const struct audit *audit, const struct most *most)
{
	const struct plan *plan = &audit->record->plan;
	const struct certificate *certificate = &plan->certificate;

	return plan->proof.bound >= 0 && plan->proof.bound <= most->scores &&
	       certificate->waits >= 0 && certificate->waits <= most->waits &&
	       certificate->relaxed >= 0 &&
	       certificate->relaxed <= audit->n / 2;
}

/* Is everybody who waits charged for it? */
static bool waiting_counts(const struct audit *audit)
{
	const struct plan *plan = &audit->record->plan;

	for (size_t i = 0; i < plan->n_waiting; i++)
		if (!plan->certificate.counted[plan->waiting[i]])
			return false;
	return true;
}

/* What the pairs of the groups cost, and their bound, in units. */
struct costs {
	c5_int128 own, bound;
	int64_t waits; /* earlier waits of those who wait */
};

/* Puts the digits on the audit's graph. */
static void charge(struct audit *audit)
{
	const struct certificate *certificate =
		&audit->record->plan.certificate;
	const struct digits *digits = &certificate->digits;

	for (uint32_t v = 0; v < audit->n; v++) {
		int64_t waits = audit->record->cohort.people[v].waits;
		int64_t wait = digits->place + waits * digits->wait;

		audit->penalty[v] =
			digits->left + (certificate->counted[v] ? wait : 0);
	}
	for (size_t e = 0; e < audit->m; e++) {
		struct match_edge *edge = &audit->edges[e];

		if (audit_is_relaxed(audit, edge->u, edge->v))
			edge->cost += digits->relax;
	}
}

/*
 * The groups' pairs as a matching of that graph: those in no pair at their
 * penalty, everybody else at what relaxing costs, less the scores. The bound
 * leaves as many people out, and has the figures that are claimed for it.
 */
static struct costs price(const struct audit *audit)
{
	const struct plan *plan = &audit->record->plan;
	const struct certificate *certificate = &plan->certificate;
	const struct digits *digits = &certificate->digits;
	struct costs costs = {.waits = 0};

	for (uint32_t v = 0; v < audit->n; v++) {
		uint32_t mate = audit->mate[v];

		if (mate == MATCH_NONE) {
			costs.own += audit->penalty[v];
			if (certificate->counted[v])
				costs.waits +=
					audit->record->cohort.people[v].waits;
		}
	}
	costs.bound = costs.own - plan->proof.bound +
		      (c5_int128)digits->relax * certificate->relaxed;
	if (audit->record->cohort.relaxed)
		costs.bound += (c5_int128)digits->wait *
			       (certificate->waits - costs.waits);
	for (uint32_t v = 0; v < audit->n; v++)
		if (audit->mate[v] != MATCH_NONE && audit->mate[v] > v &&
		    audit_is_relaxed(audit, v, audit->mate[v]))
			costs.own += digits->relax;
	costs.own -= plan->proof.score;
	return costs;
}

/* Is the round the best at every level above the scores? */
static bool is_proven(const struct audit *audit, const struct costs *costs)
{
	const struct certificate *certificate =
		&audit->record->plan.certificate;
	bool equal = audit->relaxed == certificate->relaxed &&
		     costs->waits == certificate->waits;

	return (equal || !audit->record->cohort.relaxed) &&
	       costs->own - costs->bound < certificate->digits.wait;
}

/*
 * Points are given up for a trio, or for groups that a repair keeps, and points
 * alone, since the bound fits below the next digit. In a relaxed round with a
 * trio, relaxed groups and waits may be as well, and then it says so.
 */
static bool may_give_up(const struct audit *audit, const struct costs *costs)
{
	const struct plan *plan = &audit->record->plan;
	bool proven = is_proven(audit, costs);
	bool reason = audit->record->repair;

	for (size_t g = 0; g < plan->n_groups; g++)
		reason |= plan->groups[g].size == 3;
	return plan->proof.optimal == proven &&
	       (reason || (proven && costs->own == costs->bound));
}

/* The certificate must be feasible, and its bound the one that is claimed. */
enum c5_status audit_certificate(struct audit *audit, struct c5_error *err)
{
	const struct plan *plan = &audit->record->plan;
	struct match_graph graph = {audit->n, audit->m, audit->edges,
				    audit->penalty};
	struct match_result result = plan->certificate.duals;
	struct most most = most_of(audit);
	struct costs costs;

	if (!digits_hold(audit, &most))
		return audit_no(
			audit,
			"a digit of the objective is too small or too large",
			err);
	if (!waiting_counts(audit))
		return audit_no(audit, "somebody's waiting does not count",
				err);
	charge(audit);
	costs = price(audit);
	result.mate = audit->mate;
	result.pairs = (uint32_t)plan->n_groups;
	result.weight = costs.own;
	result.bound = costs.bound * MATCH_TICKS;
	result.optimal = costs.own == costs.bound;
	if (plan->proof.ceiling != plan->proof.pairs ||
	    !bound_fits(audit, &most) || !may_give_up(audit, &costs))
		return audit_no(audit, "the round is not proven to be the best",
				err);
	return match_verify(&graph, &result, err) == C5_OK
		       ? C5_OK
		       : audit_no(audit, "the certificate does not hold", err);
}
