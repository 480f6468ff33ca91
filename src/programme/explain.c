#include "connect5/explain.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/audit.h"
#include "connect5/rules.h"

/* Is a plan of the record's people what it claims to be? */
static enum c5_status audit_plan(struct round_record *record,
				 const struct plan *plan, struct c5_error *err)
{
	struct plan own = record->plan;
	struct c5_error why;
	enum c5_status status;

	record->plan = *plan;
	status = audit_round(record, &why);
	record->plan = own;
	if (status == C5_NO)
		return error_set(err, C5_SYSTEM,
				 "a bug: the month made again is wrong: %s",
				 why.text);
	if (status)
		*err = why;
	return status;
}

/* Makes the month again, whatever was announced before. */
static enum c5_status make_again(struct plan *out, struct round_record *record,
				 struct c5_error *err)
{
	size_t announced = record->cohort.announced.count;
	bool repair = record->repair;
	enum c5_status status;

	record->cohort.announced.count = 0;
	record->repair = false;
	status = plan_make(out, &record->cohort, &record->settings, err);
	if (!status)
		status = audit_plan(record, out, err);
	record->cohort.announced.count = announced;
	record->repair = repair;
	return status;
}

enum c5_status explain_make(struct explain *out, struct round_record *record,
			    struct c5_error *err)
{
	enum c5_status status = C5_OK;

	assert(audit_is_verifiable(record));
	*out = (struct explain){.record = record, .now = &record->plan};
	if (record->repair) {
		status = make_again(&out->anew, record, err);
		out->now = &out->anew;
	}
	if (!status)
		status = match_nest_make(&out->nest,
					 &out->now->certificate.duals, err);
	return status;
}

void explain_release(struct explain *explain)
{
	match_nest_release(&explain->nest);
	plan_release(&explain->anew);
	*explain = (struct explain){.record = NULL};
}

size_t explain_group_of(const struct plan *plan, uint32_t who)
{
	for (size_t g = 0; g < plan->n_groups; g++)
		for (unsigned i = 0; i < plan->groups[g].size; i++)
			if (plan->groups[g].member[i] == who)
				return g;
	return SIZE_MAX;
}

int loss_compare(const struct loss *a, const struct loss *b)
{
	const int64_t of_a[] = {a->people, a->trios, a->relaxed, a->waits,
				a->points};
	const int64_t of_b[] = {b->people, b->trios, b->relaxed, b->waits,
				b->points};

	for (size_t i = 0; i < sizeof(of_a) / sizeof(*of_a); i++)
		if (of_a[i] != of_b[i])
			return of_a[i] < of_b[i] ? -1 : 1;
	return 0;
}

/* What a plan has of all that is not wanted. */
static struct loss lack_of(const struct round_record *record,
			   const struct plan *plan)
{
	struct loss lack = {.people = (int64_t)plan->n_waiting};

	for (size_t i = 0; i < plan->n_waiting; i++)
		lack.waits += record->cohort.people[plan->waiting[i]].waits;
	for (size_t g = 0; g < plan->n_groups; g++) {
		const struct group *group = &plan->groups[g];

		lack.trios += group->size == 3;
		lack.relaxed += group->relaxed;
		lack.points -= score_pair(&record->cohort, &record->settings,
					  group->member[0], group->member[1])
				       .total;
	}
	return lack;
}

static struct loss loss_between(const struct loss *now,
				const struct loss *forced)
{
	return (struct loss){
		.people = forced->people - now->people,
		.trios = forced->trios - now->trios,
		.relaxed = forced->relaxed - now->relaxed,
		.waits = forced->waits - now->waits,
		.points = forced->points - now->points,
	};
}

/* With whom somebody is, the lower index first; MATCH_NONE: nobody. */
struct company {
	uint32_t with[2];
};

static struct company *companies_of(const struct plan *plan, size_t n)
{
	struct company *out = memory_new(n, sizeof(*out));

	for (size_t v = 0; out && v < n; v++)
		out[v] = (struct company){{MATCH_NONE, MATCH_NONE}};
	for (size_t g = 0; out && g < plan->n_groups; g++) {
		const struct group *group = &plan->groups[g];

		for (unsigned i = 0; i < group->size; i++) {
			struct company *own = &out[group->member[i]];
			uint32_t one = group->member[(i + 1) % group->size];
			uint32_t two = group->member[(i + 2) % group->size];

			own->with[0] = one;
			if (group->size == 3) {
				own->with[0] = one < two ? one : two;
				own->with[1] = one < two ? two : one;
			}
		}
	}
	return out;
}

static bool is_alone(const struct company *company)
{
	return company->with[0] == MATCH_NONE;
}

/* Who else would be with other people, and who would wait. */
static enum c5_status count_moved(struct alternative *out, uint32_t who,
				  const struct explain *explain,
				  const struct plan *forced,
				  struct c5_error *err)
{
	size_t n = explain->record->cohort.n;
	struct company *now = companies_of(explain->now, n);
	struct company *then = companies_of(forced, n);
	bool ok = now && then;

	for (uint32_t v = 0; ok && v < n; v++) {
		if (v == who || v == out->other ||
		    memcmp(&now[v], &then[v], sizeof(*now)) == 0)
			continue;
		out->moved++;
		if (!is_alone(&then[v]))
			continue;
		if (out->n_stranded < EXPLAIN_MOST_TOLD)
			out->stranded[out->n_stranded] = v;
		out->n_stranded++;
	}
	free(now);
	free(then);
	return ok ? C5_OK : error_memory(err);
}

/* What the best pairing with an edge costs more than the best, at the least. */
static c5_int128 slack_of(const struct explain *explain, uint32_t a, uint32_t b,
			  int64_t score)
{
	const struct cohort *cohort = &explain->record->cohort;
	const struct certificate *certificate = &explain->now->certificate;
	const struct match_result *duals = &certificate->duals;
	c5_int128 slack = -score;

	if (rule_is_relaxed(cohort, a, b))
		slack += certificate->digits.relax;
	slack = slack * MATCH_TICKS - duals->y[a] - duals->y[b] +
		2 * match_nest_common(&explain->nest, a, b);
	/* A must-pair may stand in the matching by its third (must.c). */
	if (slack < 0 || cohort_must_mate(cohort, a) == b)
		return 0;
	return (slack + MATCH_TICKS - 1) / MATCH_TICKS;
}

struct alternative explain_bound(const struct explain *explain, uint32_t who,
				 uint32_t other)
{
	const struct round_record *record = explain->record;
	const struct plan *now = explain->now;
	int64_t score =
		score_pair(&record->cohort, &record->settings, who, other)
			.total;
	c5_int128 slack = slack_of(explain, who, other, score);

	return (struct alternative){
		.other = other,
		.score = score,
		.least = (int64_t)slack - now->proof.given_up,
		.bounded = now->proof.optimal,
		.above = now->proof.optimal &&
			 slack >= now->certificate.digits.wait,
	};
}

enum c5_status explain_solve(struct alternative *out, struct explain *explain,
			     uint32_t who, uint32_t other, struct c5_error *err)
{
	struct round_record *record = explain->record;
	struct cohort *cohort = &record->cohort;
	bool is_must = cohort_must_mate(cohort, who) == other;
	struct plan forced;
	enum c5_status status = C5_OK;

	*out = explain_bound(explain, who, other);
	if (cohort->n > EXPLAIN_MOST_PEOPLE)
		return error_set(err, C5_DATA,
				 "a month of %zu people is not made again for "
				 "one pair",
				 cohort->n);
	if (!is_must)
		status = cohort_must(cohort, who, other, err);
	if (status)
		return status;
	status = make_again(&forced, record, err);
	if (!is_must)
		cohort_need_not(cohort, who, other);
	if (!status)
		status = count_moved(out, who, explain, &forced, err);
	if (!status) {
		struct loss now = lack_of(record, explain->now);
		struct loss then = lack_of(record, &forced);

		out->solved = true;
		out->loss = loss_between(&now, &then);
	}
	plan_release(&forced);
	return status;
}

/* Least loss first, as far as it is known; then by what would be more points,
 * and by key. */
static int by_loss(const void *left, const void *right)
{
	const struct alternative *a = left, *b = right;
	int order =
		a->solved && b->solved ? loss_compare(&a->loss, &b->loss) : 0;

	if (a->solved != b->solved)
		return a->solved ? -1 : 1;
	if (!order)
		order = (a->least > b->least) - (a->least < b->least);
	if (!order)
		order = (a->score < b->score) - (a->score > b->score);
	return order ? order : (a->other < b->other ? -1 : 1);
}

static bool is_candidate(const struct round_record *record, size_t group,
			 uint32_t who, uint32_t other)
{
	if (other == who || !rule_allows_pair(&record->cohort, who, other))
		return false;
	if (group == SIZE_MAX)
		return true;
	const struct group *own = &record->plan.groups[group];
	for (unsigned i = 0; i < own->size; i++)
		if (own->member[i] == other)
			return false;
	return true;
}

/* Everybody whom somebody could have met instead, by the bound. */
static struct alternative *list_others(struct explain *explain, uint32_t who,
				       size_t *n)
{
	const struct round_record *record = explain->record;
	size_t group = explain_group_of(&record->plan, who);
	struct alternative *list = memory_new(record->cohort.n, sizeof(*list));

	*n = 0;
	for (uint32_t v = 0; list && v < record->cohort.n; v++)
		if (is_candidate(record, group, who, v))
			list[(*n)++] = explain_bound(explain, who, v);
	if (*n)
		qsort(list, *n, sizeof(*list), by_loss);
	return list;
}

/* Can nobody from `next` on lose less than the last of the best that are
 * solved? They are sorted by the bound, which is below every loss. */
static bool is_settled(const struct alternative *list, size_t next, size_t n)
{
	struct loss least = {.points = list[next].least};

	if (next < EXPLAIN_MOST_OTHERS || next == n || !list[next].bounded)
		return next == n;
	return loss_compare(&list[EXPLAIN_MOST_OTHERS - 1].loss, &least) <= 0;
}

/* How many months are made for one person. */
static size_t most_months(const struct explain *explain)
{
	size_t effort = explain->now->proof.optimal ? EXPLAIN_MOST_PEOPLE
						    : EXPLAIN_MOST_UNPROVEN;
	size_t months = effort / explain->record->cohort.n;

	return months < EXPLAIN_MOST_MONTHS ? months : EXPLAIN_MOST_MONTHS;
}

enum c5_status explain_others(struct alternatives *out, struct explain *explain,
			      uint32_t who, struct c5_error *err)
{
	size_t n, solved = 0, most = most_months(explain);
	struct alternative *list = list_others(explain, who, &n);
	enum c5_status status = list ? C5_OK : error_memory(err);

	*out = (struct alternatives){.allowed = n};
	while (!status && solved < most && !is_settled(list, solved, n)) {
		status = explain_solve(&list[solved], explain, who,
				       list[solved].other, err);
		solved++;
		qsort(list, solved, sizeof(*list), by_loss);
	}
	if (!status) {
		out->complete = is_settled(list, solved, n);
		out->n = n < EXPLAIN_MOST_OTHERS ? n : EXPLAIN_MOST_OTHERS;
		memcpy(out->best, list, out->n * sizeof(*list));
	}
	free(list);
	return status;
}
