/* The witness, checked against the audit's own rules. */
#include "programme/audit.h"

#include <stdlib.h>
#include <string.h>

/*
 * What keeps somebody apart from others, but for ties: of one part of the
 * witness, of one sector, of one organisation. Unknown ones have numbers that
 * nobody shares.
 */
struct traits {
	int64_t sector;
	uint32_t part, organisation;
	uint32_t person;
};

enum { BY_PART = 1, BY_ORGANISATION = 2, BY_SECTOR = 4 };

struct separation {
	const struct audit *audit;
	const uint32_t *role;
	struct traits *traits; /* by index */
	int64_t *open; /* by index: people of other parts, or of none, whom
			  nothing keeps apart from them */
};

/* Those between are not counted, nor those of must-pairs: see check_musts(). */
static bool is_aside(const struct separation *s, uint32_t v)
{
	return s->role[v] == WITNESS_BETWEEN || s->audit->must[v] != MATCH_NONE;
}

/* Those of one organisation by name have the number of the first of them. */
static bool read_traits(struct separation *s, struct lexicon *names)
{
	const struct cohort *cohort = &s->audit->record->cohort;

	for (uint32_t v = 0; v < s->audit->n; v++) {
		const struct person *person = &cohort->people[v];
		const char *name = person->organisation_name;
		const struct lexicon_entry *known =
			lexicon_find(names, 0, name, strlen(name));
		uint32_t number = known ? known->number : v;

		if (!known && !lexicon_add(names, 0, name, strlen(name), v))
			return false;
		s->traits[v] = (struct traits){
			.part = s->role[v],
			.organisation = person->profile.organisation
						? number
						: s->audit->n + v,
			.sector = person->profile.sector
					  ? person->profile.sector
					  : -1 - (int64_t)v,
			.person = v,
		};
	}
	return true;
}

static int by_traits(const void *left, const void *right)
{
	const struct traits *a = left, *b = right;

	if (a->part != b->part)
		return a->part < b->part ? -1 : 1;
	if (a->organisation != b->organisation)
		return a->organisation < b->organisation ? -1 : 1;
	return a->sector < b->sector ? -1 : a->sector > b->sector;
}

/*
 * Adds to open[v] sign times the number of people who are like v in some of the
 * traits; those aside are not counted.
 */
static void count_alike(struct separation *s, struct traits *sorted,
			unsigned in, int64_t sign)
{
	uint32_t n = 0, end;

	for (uint32_t v = 0; v < s->audit->n; v++) {
		struct traits traits = s->traits[v];

		traits.part = in & BY_PART ? traits.part : 0;
		traits.organisation =
			in & BY_ORGANISATION ? traits.organisation : 0;
		traits.sector = in & BY_SECTOR ? traits.sector : 0;
		if (!is_aside(s, v))
			sorted[n++] = traits;
	}
	qsort(sorted, n, sizeof(*sorted), by_traits);
	for (uint32_t i = 0; i < n; i = end) {
		for (end = i; end < n && !by_traits(&sorted[i], &sorted[end]);)
			end++;
		for (uint32_t j = i; j < end; j++)
			s->open[sorted[j].person] += sign * (int64_t)(end - i);
	}
}

/*
 * The people that are like v in nothing, by inclusion and exclusion: all, less
 * those like v in one thing, and those in two things back, and so on. In a
 * relaxed round the sector keeps nobody apart.
 */
static void count_unlike(struct separation *s, struct traits *sorted)
{
	bool relaxed = s->audit->record->cohort.relaxed;

	for (unsigned in = 0; in < 8; in++) {
		int64_t sign = 1;

		for (unsigned rest = in; rest; rest &= rest - 1)
			sign = -sign;
		if (!relaxed || !(in & BY_SECTOR))
			count_alike(s, sorted, in, sign);
	}
}

/* Those who had met, or are kept apart, of those who were counted. */
static void take_ties_off(struct separation *s)
{
	const struct audit *audit = s->audit;

	for (uint32_t a = 0; a < audit->n; a++) {
		const struct traits *p = &s->traits[a];
		uint32_t last = MATCH_NONE;

		for (size_t i = audit->ties_of[a]; i < audit->ties_of[a + 1];
		     i++) {
			uint32_t b = audit->ties[i] / 2;
			const struct traits *q = &s->traits[b];
			bool again = b == last;

			last = b;
			if (again || is_aside(s, a) || is_aside(s, b) ||
			    p->part == q->part ||
			    p->organisation == q->organisation ||
			    (p->sector == q->sector &&
			     !audit->record->cohort.relaxed))
				continue;
			s->open[a]--;
			s->open[b]--;
		}
	}
}

/*
 * The people of must-pairs are in no part: nobody may be paired with them. But
 * who may join such a pair can have its place, which is one like that of the
 * people between.
 */
static bool check_musts(const struct audit *audit)
{
	const uint32_t *role = audit->record->plan.witness.role;
	bool holds = true;

	for (uint32_t a = 0; a < audit->n; a++) {
		if (audit->must[a] == MATCH_NONE)
			continue;
		holds &= role[a] < WITNESS_PART;
		for (uint32_t v = 0; v < audit->n; v++)
			holds &= role[v] < WITNESS_PART ||
				 role[a] == WITNESS_BETWEEN ||
				 !audit_may_join(audit, a, v);
	}
	return holds;
}

/* No allowed pair leads out of a part but to the people between. */
static enum c5_status check_separation(const struct audit *audit,
				       struct c5_error *err)
{
	size_t n = audit->n;
	struct pool pool = {NULL};
	struct lexicon names = {.pool = &pool};
	struct separation s = {
		.audit = audit,
		.role = audit->record->plan.witness.role,
		.traits = memory_new(n, sizeof(*s.traits)),
		.open = memory_new(n, sizeof(*s.open)),
	};
	struct traits *sorted = memory_new(n, sizeof(*sorted));
	bool ok = s.traits && s.open && sorted && read_traits(&s, &names);
	bool holds = check_musts(audit);

	if (ok) {
		count_unlike(&s, sorted);
		take_ties_off(&s);
	}
	for (uint32_t v = 0; v < n && ok; v++)
		holds &= s.role[v] < WITNESS_PART || !s.open[v];
	free(s.traits);
	free(s.open);
	free(sorted);
	lexicon_release(&names);
	pool_release(&pool);
	if (!ok)
		return error_memory(err);
	return holds ? C5_OK
		     : audit_no(audit, "the witness leaves a pair out", err);
}

/* An odd number that cannot place all its own. */
static enum c5_status check_part(struct audit *audit,
				 const struct audit_part *part,
				 struct c5_error *err)
{
	enum c5_status status;

	if (part->n % 2 == 0)
		return audit_no(audit, "a part of the witness is even", err);
	if (part->n == 1 || !audit->record->settings.trios)
		return C5_OK;
	status = audit_trio(audit, part, err);
	if (status == C5_OK)
		return audit_no(audit, "somebody waits whom a trio could take",
				err);
	if (status == C5_DATA)
		audit->undecided = true;
	return status == C5_SYSTEM ? status : C5_OK;
}

/* The people of all parts, part by part; end[p] is where those of p end. */
static void sort_parts(const struct audit *audit, size_t *end, uint32_t *people)
{
	const struct witness *witness = &audit->record->plan.witness;

	for (uint32_t v = 0; v < audit->n; v++)
		if (witness->role[v] >= WITNESS_PART)
			end[witness->role[v] - WITNESS_PART + 1]++;
	for (uint32_t p = 0; p < witness->parts; p++)
		end[p + 1] += end[p];
	/* Up to here end[p] is where they begin; it moves with each. */
	for (uint32_t v = 0; v < audit->n; v++)
		if (witness->role[v] >= WITNESS_PART)
			people[end[witness->role[v] - WITNESS_PART]++] = v;
}

static enum c5_status check_parts(struct audit *audit, struct c5_error *err)
{
	uint32_t parts = audit->record->plan.witness.parts;
	size_t *end = memory_new(parts + (size_t)1, sizeof(*end));
	uint32_t *people = memory_new(audit->n, sizeof(*people));
	enum c5_status status = end && people ? C5_OK : error_memory(err);

	if (!status)
		sort_parts(audit, end, people);
	for (uint32_t p = 0; p < parts && !status; p++) {
		size_t begin = p ? end[p - 1] : 0;
		struct audit_part part = {people + begin,
					  (uint32_t)(end[p] - begin)};

		status = check_part(audit, &part, err);
	}
	free(end);
	free(people);
	return status;
}

/* One part more than there are people between, for each who waits. */
static bool explains(const struct audit *audit)
{
	const struct plan *plan = &audit->record->plan;
	const struct witness *witness = &plan->witness;
	uint32_t between = 0;

	for (uint32_t v = 0; v < audit->n; v++) {
		between += witness->role[v] == WITNESS_BETWEEN;
		if (witness->role[v] >= WITNESS_PART &&
		    witness->role[v] - WITNESS_PART >= witness->parts)
			return false;
	}
	return witness->between == between &&
	       (size_t)witness->parts == between + plan->n_waiting &&
	       witness->parts <= audit->n;
}

enum c5_status audit_witness(struct audit *audit, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	if (audit->record->plan.witness.parts)
		status = check_separation(audit, err);
	if (!status && !explains(audit))
		status = audit_no(
			audit, "the witness does not explain every wait", err);
	return status ? status : check_parts(audit, err);
}
