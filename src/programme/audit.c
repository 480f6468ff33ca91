#include "programme/audit.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_POINTS = 10000 };

bool audit_is_verifiable(const struct round_record *record)
{
	for (size_t i = 0; i < record->cohort.n; i++)
		if (record->cohort.people[i].erased)
			return false;
	return true;
}

enum c5_status audit_no(const struct audit *audit, const char *what,
			struct c5_error *err)
{
	return error_set(err, C5_NO, "round %d: %s", audit->record->ordinal,
			 what);
}

static const char *name_of(const struct audit *audit, uint32_t v)
{
	return audit->record->cohort.people[v].profile.name;
}

static enum c5_status broken(const struct audit *audit, const char *rule,
			     uint32_t a, uint32_t b, struct c5_error *err)
{
	return error_set(err, C5_NO, "round %d: %s and %s %s",
			 audit->record->ordinal, name_of(audit, a),
			 name_of(audit, b), rule);
}

bool audit_is_relaxed(const struct audit *audit, uint32_t a, uint32_t b)
{
	const struct cohort *cohort = &audit->record->cohort;
	int64_t sector = cohort->people[a].profile.sector;

	return sector && sector == cohort->people[b].profile.sector;
}

/* What keeps two people of a group apart; NULL: nothing. */
static const char *objection(const struct audit *audit, uint32_t a, uint32_t b,
			     bool relaxed)
{
	const struct cohort *cohort = &audit->record->cohort;
	const struct person *p = &cohort->people[a], *q = &cohort->people[b];

	if (!relaxed && audit_is_relaxed(audit, a, b))
		return "are in the same part of the system";
	if (p->profile.organisation &&
	    (p->profile.organisation == q->profile.organisation ||
	     strcmp(p->organisation_name, q->organisation_name) == 0))
		return "are in the same organisation";
	switch (audit_tie(audit, a, b)) {
	case AUDIT_HAD_MET:
		return "had met before";
	case AUDIT_EXCLUDED:
		return "are kept apart by an exclusion";
	case AUDIT_NO_TIE:
		break;
	}
	return NULL;
}

bool audit_is_announced(const struct audit *audit, uint32_t a, uint32_t b)
{
	return audit->told && audit->told[a] == b;
}

bool audit_may_meet(const struct audit *audit, uint32_t a, uint32_t b)
{
	return !objection(audit, a, b, audit->record->cohort.relaxed);
}

/* A group is marked as relaxed where it is, and the round must allow that. */
static enum c5_status check_mark(struct audit *audit, uint32_t g,
				 struct c5_error *err)
{
	const struct group *group = &audit->record->plan.groups[g];
	bool erased = false, relaxed = false;

	for (unsigned i = 0; i < group->size; i++) {
		uint32_t v = group->member[i];

		erased |= audit->record->cohort.people[v].erased;
		for (unsigned j = 0; j < i; j++)
			relaxed |= audit_is_relaxed(audit, v, group->member[j]);
	}
	audit->relaxed += relaxed;
	if (group->relaxed && !audit->record->cohort.relaxed)
		return error_set(err, C5_NO,
				 "round %d: group %u is relaxed, and nothing "
				 "was allowed to be",
				 audit->record->ordinal, g + 1);
	if (group->relaxed && !relaxed && !erased)
		return error_set(err, C5_NO,
				 "round %d: group %u is said to be relaxed, "
				 "and is of different parts of the system",
				 audit->record->ordinal, g + 1);
	return C5_OK;
}

static enum c5_status check_group(struct audit *audit, uint32_t g,
				  struct c5_error *err)
{
	const struct group *group = &audit->record->plan.groups[g];

	if (group->size != 2 && group->size != 3)
		return error_set(err, C5_NO, "round %d: group %u has %u people",
				 audit->record->ordinal, g + 1, group->size);
	if (group->size == 3 && !audit->record->settings.trios)
		return error_set(err, C5_NO,
				 "round %d: group %u is a trio, and the odd "
				 "one is to wait",
				 audit->record->ordinal, g + 1);
	for (unsigned i = 0; i < group->size; i++) {
		uint32_t v = group->member[i];

		if (v >= audit->n || audit->group_of[v] != MATCH_NONE)
			return error_set(err, C5_NO,
					 "round %d: somebody stands in two "
					 "groups, or in none that exists",
					 audit->record->ordinal);
		audit->group_of[v] = g;
		for (unsigned j = 0; j < i; j++) {
			uint32_t u = group->member[j];
			const char *why =
				objection(audit, u, v, group->relaxed);

			if (why)
				return broken(audit, why, u, v, err);
		}
	}
	audit->mate[group->member[0]] = group->member[1];
	audit->mate[group->member[1]] = group->member[0];
	audit->trios += group->size == 3;
	return check_mark(audit, g, err);
}

/* Everybody is in a group or listed as waiting, and never both. */
static enum c5_status check_everybody(const struct audit *audit,
				      struct c5_error *err)
{
	const struct plan *plan = &audit->record->plan;
	size_t placed = 0;

	for (uint32_t v = 0; v < audit->n; v++)
		placed += audit->group_of[v] != MATCH_NONE;
	for (size_t i = 0; i < plan->n_waiting; i++) {
		uint32_t v = plan->waiting[i];

		if (v >= audit->n || audit->group_of[v] != MATCH_NONE)
			return error_set(err, C5_NO,
					 "round %d: somebody waits who has a "
					 "group",
					 audit->record->ordinal);
		if (audit->waits[v])
			return error_set(err, C5_NO,
					 "round %d: somebody who waits is "
					 "listed twice",
					 audit->record->ordinal);
		audit->waits[v] = true;
	}
	if (placed + plan->n_waiting != audit->n)
		return error_set(err, C5_NO,
				 "round %d: %zu people are lost: neither in a "
				 "group nor waiting",
				 audit->record->ordinal,
				 audit->n - placed - plan->n_waiting);
	return C5_OK;
}

/* Those who must be the pair of a group are. */
static enum c5_status check_musts(const struct audit *audit,
				  struct c5_error *err)
{
	for (uint32_t v = 0; v < audit->n; v++)
		if (audit_is_lower(audit, v) &&
		    audit->mate[v] != audit->must[v])
			return broken(audit,
				      "are not the pair that they must be", v,
				      audit->must[v], err);
	return C5_OK;
}

static enum c5_status check_rules(struct audit *audit, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (uint32_t v = 0; v < audit->n; v++)
		audit->group_of[v] = audit->mate[v] = MATCH_NONE;
	for (size_t g = 0; g < audit->record->plan.n_groups && !status; g++)
		status = check_group(audit, (uint32_t)g, err);
	if (!status)
		status = check_everybody(audit, err);
	return status ? status : check_musts(audit, err);
}

/* What the scores are made of; within these limits no sum runs over. */
static enum c5_status check_settings(const struct audit *audit,
				     struct c5_error *err)
{
	const struct settings *s = &audit->record->settings;
	const int64_t weights[] = {s->sector,	s->place, s->profession,
				   s->interest, s->slot,  s->seniority,
				   s->prefer,	s->avoid};

	for (size_t i = 0; i < sizeof(weights) / sizeof(*weights); i++)
		if (weights[i] < 0 || weights[i] > MOST_POINTS)
			return audit_no(audit, "a weight is out of range", err);
	return C5_OK;
}

static int64_t pair_score(const struct audit *audit, uint32_t a, uint32_t b)
{
	return audit_score(audit, &audit->people[a], &audit->people[b]);
}

static enum c5_status check_scores(const struct audit *audit,
				   struct c5_error *err)
{
	const struct plan *plan = &audit->record->plan;
	int64_t pairs = 0, waits = 0;

	for (size_t g = 0; g < plan->n_groups; g++) {
		const uint32_t *m = plan->groups[g].member;
		int64_t score = pair_score(audit, m[0], m[1]);

		pairs += score;
		if (plan->groups[g].size == 3)
			score += pair_score(audit, m[0], m[2]) +
				 pair_score(audit, m[1], m[2]);
		if (score != plan->groups[g].score)
			return error_set(err, C5_NO,
					 "round %d: group %zu scores %lld, not "
					 "%lld",
					 audit->record->ordinal, g + 1,
					 (long long)score,
					 (long long)plan->groups[g].score);
	}
	for (uint32_t v = 0; v < audit->n; v++)
		if (audit->group_of[v] != MATCH_NONE)
			waits += audit->record->cohort.people[v].waits;
	c5_int128 given_up = (c5_int128)plan->proof.bound - plan->proof.score;
	if (!plan->proof.optimal && given_up < 0)
		given_up = 0;
	if (pairs != plan->proof.score ||
	    waits != plan->proof.waits_made_good ||
	    plan->proof.pairs != (int64_t)plan->n_groups ||
	    plan->proof.given_up != given_up || given_up < 0)
		return error_set(err, C5_NO,
				 "round %d: the proof's figures do "
				 "not add up",
				 audit->record->ordinal);
	return C5_OK;
}

static enum c5_status check_proof(struct audit *audit, struct c5_error *err)
{
	enum c5_status status = check_settings(audit, err);

	if (!status)
		status = audit_read_people(audit, err);
	if (!status)
		status = check_scores(audit, err);
	if (!status)
		status = audit_witness(audit, err);
	return status ? status : audit_certificate(audit, err);
}

static enum c5_status prepare(struct audit *audit, struct c5_error *err)
{
	size_t n = audit->n;
	enum c5_status status;

	audit->group_of = memory_new(n, sizeof(*audit->group_of));
	audit->mate = memory_new(n, sizeof(*audit->mate));
	audit->waits = memory_new(n, sizeof(*audit->waits));
	if (!audit->group_of || !audit->mate || !audit->waits)
		return error_memory(err);
	status = audit_list_ties(audit, err);
	if (!status)
		status = audit_list_wishes(audit, err);
	return status ? status : check_rules(audit, err);
}

/* The rules, and where `proof`, that no round is better. */
static enum c5_status run(const struct round_record *record, bool proof,
			  struct c5_error *err)
{
	struct audit audit = {
		.record = record,
		.n = (uint32_t)record->cohort.n,
	};
	enum c5_status status = prepare(&audit, err);

	if (!status && proof)
		status = check_proof(&audit, err);
	free(audit.told);
	free(audit.group_of);
	free(audit.mate);
	free(audit.waits);
	free(audit.ties_of);
	free(audit.ties);
	free(audit.must);
	free(audit.wishes);
	free(audit.people);
	free(audit.rest_of);
	free(audit.rest);
	free(audit.terms);
	return status;
}

/* Of fewer than two there is nothing to be proven, and nothing to score. */
static enum c5_status check_few(const struct round_record *record,
				struct c5_error *err)
{
	const struct proof *proof = &record->plan.proof;

	return proof->pairs || proof->ceiling || proof->score || proof->bound ||
			       proof->given_up || proof->waits_made_good
		       ? error_set(err, C5_NO,
				   "round %d: the proof's figures do not add "
				   "up",
				   record->ordinal)
		       : C5_OK;
}

static enum c5_status check_reduced(const struct round_record *record,
				    struct c5_error *err)
{
	struct round_record reduced;
	enum c5_status status = audit_reduce(&reduced, record, err);

	if (status)
		return status;
	bool proof = audit_is_verifiable(&reduced);
	status = run(&reduced, proof && reduced.cohort.n > 1, err);
	if (!status && proof && reduced.cohort.n < 2)
		status = check_few(&reduced, err);
	audit_unreduce(&reduced);
	return status;
}

enum c5_status audit_round(const struct round_record *record,
			   struct c5_error *err)
{
	bool proof = audit_is_verifiable(record) && !record->repair;
	enum c5_status status = run(record, proof, err);

	return status || !record->repair ? status : check_reduced(record, err);
}
