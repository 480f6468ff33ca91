/* Where the points of a round come from. */
#include "connect5/explain.h"

int64_t reason_points(const struct score *score, enum reason reason)
{
	switch (reason) {
	case REASON_PREFER:
		return score->wish == WISH_PREFER ? score->wished : 0;
	case REASON_AVOID:
		return score->wish == WISH_AVOID ? score->wished : 0;
	case REASON_SECTOR:
		return score->sector;
	case REASON_INTEREST:
		return score->interests;
	case REASON_PLACE:
		return score->place;
	case REASON_PROFESSION:
		return score->profession;
	case REASON_SLOT:
		return score->slots;
	case REASON_SENIORITY:
		return score->seniority;
	case REASON_DRAW:
		return score->jitter;
	case REASON_COUNT:
		break;
	}
	return 0;
}

static void add_pair(struct reason_totals *out,
		     const struct round_record *record, uint32_t a, uint32_t b)
{
	struct score score =
		score_pair(&record->cohort, &record->settings, a, b);

	for (int reason = 0; reason < REASON_COUNT; reason++) {
		int64_t points = reason_points(&score, (enum reason)reason);

		out->of[reason].points += points;
		out->of[reason].pairs += points != 0;
	}
}

static bool has_erased(const struct round_record *record,
		       const struct group *group)
{
	for (unsigned i = 0; i < group->size; i++)
		if (record->cohort.people[group->member[i]].erased)
			return true;
	return false;
}

void explain_totals(struct reason_totals *out,
		    const struct round_record *record)
{
	*out = (struct reason_totals){.erased = 0};
	for (size_t g = 0; g < record->plan.n_groups; g++) {
		const struct group *group = &record->plan.groups[g];

		if (has_erased(record, group)) {
			out->erased += group->score;
			continue;
		}
		for (unsigned i = 0; i < group->size; i++)
			for (unsigned j = i + 1; j < group->size; j++)
				add_pair(out, record, group->member[i],
					 group->member[j]);
	}
}
