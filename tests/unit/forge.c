#include "forge.h"

#include <string.h>

#include "prelude.h"

#include "connect5/random.h"
#include "connect5/rules.h"
#include "connect5/score.h"

static bool is_of(const struct round_record *record, enum record_kind kind)
{
	const struct plan *plan = &record->plan;
	bool has_trio = false;

	for (size_t g = 0; g < plan->n_groups; g++)
		has_trio |= plan->groups[g].size == 3;
	switch (kind) {
	case EVEN:
		return !plan->n_waiting && !has_trio && plan->n_groups >= 4;
	case TRIO:
		return !plan->n_waiting && has_trio &&
		       plan->certificate.duals.n_blossoms > 0;
	case MAJORITY:
		return plan->n_waiting >= 3 && plan->witness.between >= 3;
	case ODD_WAITS:
		return plan->n_waiting == 1 && plan->witness.parts == 1 &&
		       !plan->witness.between;
	case RELAXED:
		return !plan->n_waiting && !has_trio &&
		       plan_count_relaxed(plan) >= 2;
	case RELAXED_TRIO:
		return !plan->n_waiting && has_trio && plan->proof.optimal &&
		       !plan->proof.given_up && plan_count_relaxed(plan) >= 2;
	case RECORD_KINDS:
		break;
	}
	return false;
}

/* The first of the drawn cohorts that makes a record of the kind. */
void draw_record(struct round_record *out, enum record_kind kind)
{
	for (uint64_t seed = 1; seed < 1000; seed++) {
		uint64_t state = seed;
		bool relaxed = kind == RELAXED || kind == RELAXED_TRIO;
		bool odd = kind == TRIO || kind == ODD_WAITS ||
			   kind == RELAXED_TRIO;
		struct crowd crowd = {.relaxed = relaxed};
		struct settings settings = settings_default;

		settings.trios = kind != ODD_WAITS;
		crowd_draw(&crowd,
			   kind == MAJORITY || relaxed ? &mix_majority
						       : &mix_skewed,
			   odd ? 13 : 12, &state);
		crowd_tie_some(&crowd, 5, false, &state);
		crowd_record(out, &crowd, &settings);
		crowd_release(&crowd);
		if (is_of(out, kind))
			return;
		round_record_release(out);
	}
	fail_msg("no cohort of kind %d", (int)kind);
}

static int64_t points(const struct round_record *record, uint32_t a, uint32_t b)
{
	return score_pair(&record->cohort, &record->settings, a, b).total;
}

static void score_groups(struct round_record *record)
{
	struct plan *plan = &record->plan;

	plan->proof.score = plan->proof.waits_made_good = 0;
	for (size_t g = 0; g < plan->n_groups; g++) {
		struct group *group = &plan->groups[g];
		const uint32_t *m = group->member;

		group->score = points(record, m[0], m[1]);
		plan->proof.score += group->score;
		if (group->size == 3)
			group->score += points(record, m[0], m[2]) +
					points(record, m[1], m[2]);
		for (unsigned i = 0; i < group->size; i++)
			plan->proof.waits_made_good +=
				record->cohort.people[m[i]].waits;
	}
	plan->proof.pairs = plan->proof.ceiling = (int64_t)plan->n_groups;
}

/* What leaving people out of the pairs costs in all, as the plan stands. */
static c5_int128 left_out(const struct plan *plan, const int64_t *penalty,
			  size_t n)
{
	c5_int128 sum = 0;

	for (size_t v = 0; v < n; v++)
		sum += penalty[v];
	for (size_t g = 0; g < plan->n_groups; g++)
		sum -= (c5_int128)penalty[plan->groups[g].member[0]] +
		       penalty[plan->groups[g].member[1]];
	return sum;
}

/* What the certificate's own pairing has, level by level. */
static void state_bound(struct round_record *record)
{
	struct certificate *certificate = &record->plan.certificate;
	const struct person *people = record->cohort.people;

	record->plan.proof.bound = 0;
	certificate->relaxed = certificate->waits = 0;
	for (uint32_t v = 0; v < record->cohort.n; v++) {
		uint32_t mate = certificate->duals.mate[v];

		if (mate == MATCH_NONE) {
			certificate->waits +=
				certificate->counted[v] ? people[v].waits : 0;
		} else if (v < mate) {
			record->plan.proof.bound += points(record, v, mate);
			certificate->relaxed += people[v].profile.sector ==
						people[mate].profile.sector;
		}
	}
}

void forge(struct round_record *record)
{
	struct plan *plan = &record->plan;
	struct certificate *certificate = &plan->certificate;
	struct plan_graph graph;

	score_groups(record);
	assert_int_equal(round_record_seat(record, NULL), C5_OK);
	assert_int_equal(plan_graph_make(&graph, &record->cohort,
					 &record->settings, NULL),
			 C5_OK);
	plan_graph_charge(&graph, &record->cohort, &certificate->digits);
	for (size_t v = 0; v < record->cohort.n; v++) {
		const struct digits *d = &certificate->digits;
		int64_t waits = record->cohort.people[v].waits;

		graph.penalty[v] =
			d->left + (certificate->counted[v]
					   ? d->place + waits * d->wait
					   : 0);
	}
	match_result_release(&certificate->duals);
	assert_int_equal(match_solve(&certificate->duals, &graph.graph, NULL),
			 C5_OK);
	plan->proof.bound =
		(int64_t)(left_out(plan, graph.penalty, record->cohort.n) -
			  certificate->duals.bound / MATCH_TICKS);
	plan->proof.optimal = true;
	if (record->cohort.relaxed)
		state_bound(record);
	plan->proof.given_up = plan->proof.bound - plan->proof.score;
	plan_graph_release(&graph);
}

void forge_exchange(struct round_record *record, size_t g, size_t h)
{
	struct group *one = &record->plan.groups[g];
	struct group *other = &record->plan.groups[h];
	uint32_t second = one->member[1];

	one->member[1] = other->member[1];
	other->member[1] = second;
}

static bool is_legal(const struct round_record *record, const struct group *g)
{
	return g->size == 2 && rule_broken(&record->cohort, g->member[0],
					   g->member[1]) == RULE_NONE;
}

void forge_worse_pairs(struct round_record *record)
{
	const struct group *groups = record->plan.groups;

	for (size_t g = 0; g < record->plan.n_groups; g++) {
		for (size_t h = 0; h < g; h++) {
			int64_t before = points(record, groups[g].member[0],
						groups[g].member[1]) +
					 points(record, groups[h].member[0],
						groups[h].member[1]);

			forge_exchange(record, g, h);
			if (is_legal(record, &groups[g]) &&
			    is_legal(record, &groups[h]) &&
			    points(record, groups[g].member[0],
				   groups[g].member[1]) +
					    points(record, groups[h].member[0],
						   groups[h].member[1]) <
				    before)
				return;
			forge_exchange(record, g, h);
		}
	}
	fail_msg("no pairs can be exchanged");
}
