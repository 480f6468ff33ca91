/* The trios that a repair can choose from. */
#include <stdlib.h>

#include "connect5/rules.h"
#include "programme/repairer.h"

bool repairer_may_meet(const struct repair *repair, uint32_t a, uint32_t b)
{
	return rule_broken(&repair->record->cohort, a, b) == RULE_NONE;
}

static enum c5_status add_trio(struct repair *repair, const struct trio *trio,
			       struct c5_error *err)
{
	void *grown = memory_grow(repair->trios, &repair->capacity,
				  repair->n_trios + 1, sizeof(*repair->trios));

	if (!grown)
		return error_memory(err);
	repair->trios = grown;
	repair->trios[repair->n_trios++] = *trio;
	return C5_OK;
}

/*
 * Does the trio part nobody from whom they must be with? Who must be together
 * come first in it.
 */
static bool seat_musts(const struct repair *repair, struct trio *trio)
{
	uint32_t *m = trio->member;

	for (int i = 0; i < 3; i++) {
		uint32_t mate = cohort_must_mate(&repair->record->cohort, m[i]);
		uint32_t a = m[(i + 1) % 3], b = m[(i + 2) % 3];

		if (mate == UINT32_MAX)
			continue;
		if (mate != a && mate != b)
			return false;
		*trio = (struct trio){
			.member = {m[i], mate, mate == a ? b : a},
			.stood = trio->stood,
		};
		/* The third has nobody: of the two each has the other. */
		return cohort_must_mate(&repair->record->cohort, m[2]) ==
		       UINT32_MAX;
	}
	return true;
}

/* Which groups could stay, and of these the trios, as they sat. */
static enum c5_status list_standing(struct repair *repair, struct c5_error *err)
{
	const struct round_record *record = repair->record;
	enum c5_status status = C5_OK;

	for (uint32_t f = 0; f < record->n_former && !status; f++) {
		const struct former_group *former = &record->former[f];
		struct trio trio = {.stood = true};
		bool stands = former->size > 1 && !former->not_met &&
			      (former->size < 3 || record->settings.trios);

		for (unsigned i = 0; i < former->size && stands; i++) {
			size_t v = former_index(record, f, i);

			stands = v != SIZE_MAX && !repair->gone[v];
			trio.member[i] = (uint32_t)v;
			for (unsigned j = 0; j < i && stands; j++)
				stands = repairer_may_meet(
					repair, trio.member[i], trio.member[j]);
		}
		if (stands && former->size == 3)
			stands = seat_musts(repair, &trio);
		repair->stands[f] = stands;
		repair->standing += stands;
		if (stands && former->size == 3)
			status = add_trio(repair, &trio, err);
	}
	return status;
}

/* A trio that is none yet; the third joins a pair that was announced. */
static struct trio new_trio(const struct repair *repair, uint32_t a, uint32_t b,
			    uint32_t c)
{
	const struct cohort *cohort = &repair->record->cohort;

	if (cohort_announced(cohort, b, c))
		return (struct trio){.member = {b, c, a}};
	if (cohort_announced(cohort, a, c))
		return (struct trio){.member = {a, c, b}};
	return (struct trio){.member = {a, b, c}};
}

/* Every trio that the rules allow, beside those that stood. */
static enum c5_status list_all(struct repair *repair, struct c5_error *err)
{
	const bool *gone = repair->gone;
	uint32_t n = (uint32_t)repair->record->cohort.n;
	enum c5_status status = C5_OK;

	for (uint32_t c = 2; c < n && !status; c++) {
		for (uint32_t b = 1; b < c && !status; b++) {
			if (gone[b] || gone[c] ||
			    !repairer_may_meet(repair, b, c))
				continue;
			for (uint32_t a = 0; a < b && !status; a++) {
				struct trio trio = new_trio(repair, a, b, c);
				uint32_t f = former_same(repair->record,
							 repair->former_of,
							 trio.member, 3);

				if (gone[a] ||
				    !repairer_may_meet(repair, a, b) ||
				    !repairer_may_meet(repair, a, c) ||
				    !seat_musts(repair, &trio) ||
				    (f != FORMER_NONE && repair->stands[f]))
					continue;
				status = add_trio(repair, &trio, err);
			}
		}
	}
	return status;
}

enum c5_status repairer_list_trios(struct repair *repair, struct c5_error *err)
{
	enum c5_status status = list_standing(repair, err);

	if (!status && repair->concerned <= REPAIR_SMALL &&
	    repair->record->settings.trios)
		status = list_all(repair, err);
	return status;
}
