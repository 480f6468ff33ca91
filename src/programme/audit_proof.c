/* The certificate, checked against the audit's own graph. */
#include "programme/audit.h"

/* The most that the levels below those who wait can come to. */
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
	c5_int128 penalty = (c5_int128)digits->left + digits->place +
			    most->own_waits * digits->wait;

	return digits->wait > most->scores && digits->place > low &&
	       digits->left > audit->n * (c5_int128)digits->place + low &&
	       penalty <= MATCH_LIMIT;
}

/*
 * Does the bound of the scores stay below the next digit? Only then is there no
 * other way to come to the same sum.
 */
static bool bound_fits(const struct audit *audit, const struct most *most)
{
	const struct proof *proof = &audit->record->plan.proof;

	return proof->bound >= 0 && proof->bound <= most->scores;
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

/*
 * Points are given up for a trio, or for groups that a repair keeps, and points
 * alone: what is less than one digit above the bound is the best at every level
 * above the scores.
 */
static bool may_give_up(const struct audit *audit)
{
	const struct plan *plan = &audit->record->plan;
	bool reason = audit->record->repair;

	for (size_t g = 0; g < plan->n_groups; g++)
		reason |= plan->groups[g].size == 3;
	return plan->proof.given_up == 0 ||
	       (reason && plan->proof.given_up < plan->certificate.digits.wait);
}

/*
 * The groups' pairs are priced as a matching of the audit's graph: those in no
 * pair at their penalty, everybody else at the negated scores. The certificate
 * must be feasible there, and its bound the one that the proof names.
 */
enum c5_status audit_certificate(struct audit *audit, struct c5_error *err)
{
	const struct plan *plan = &audit->record->plan;
	const struct certificate *certificate = &plan->certificate;
	const struct digits *digits = &certificate->digits;
	struct match_graph graph = {audit->n, audit->m, audit->edges,
				    audit->penalty};
	struct match_result result = certificate->duals;
	struct most most = most_of(audit);
	c5_int128 left_out = 0;

	if (!digits_hold(audit, &most))
		return audit_no(
			audit,
			"a digit of the objective is too small or too large",
			err);
	if (!waiting_counts(audit))
		return audit_no(audit, "somebody's waiting does not count",
				err);
	for (uint32_t v = 0; v < audit->n; v++) {
		int64_t waits = audit->record->cohort.people[v].waits;
		int64_t wait = digits->place + waits * digits->wait;

		audit->penalty[v] =
			digits->left + (certificate->counted[v] ? wait : 0);
		if (audit->mate[v] == MATCH_NONE)
			left_out += audit->penalty[v];
	}
	result.mate = audit->mate;
	result.pairs = (uint32_t)plan->n_groups;
	result.weight = left_out - plan->proof.score;
	result.bound = (left_out - plan->proof.bound) * MATCH_TICKS;
	result.optimal = plan->proof.given_up == 0;
	if (!plan->proof.optimal || plan->proof.ceiling != plan->proof.pairs ||
	    !bound_fits(audit, &most) || !may_give_up(audit))
		return audit_no(audit, "the round is not proven to be the best",
				err);
	return match_verify(&graph, &result, err) == C5_OK
		       ? C5_OK
		       : audit_no(audit, "the certificate does not hold", err);
}
