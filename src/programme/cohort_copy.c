#include "connect5/cohort.h"

static enum c5_status copy_ties(struct cohort *out, const struct cohort *from,
				const struct pair_list *ties, bool excluded,
				struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < ties->count && !status; i++) {
		int64_t a = from->people[ties->pairs[i].a].id;
		int64_t b = from->people[ties->pairs[i].b].id;

		status = excluded ? cohort_exclude(out, a, b, err)
				  : cohort_connect(out, a, b, err);
	}
	return status;
}

enum c5_status cohort_copy(struct cohort *out, const struct cohort *from,
			   struct c5_error *err)
{
	enum c5_status status = C5_OK;

	*out = (struct cohort){
		.relaxed = from->relaxed,
		.months_after = from->months_after,
	};
	for (size_t i = 0; i < from->n && !status; i++) {
		status = cohort_add(out, &from->people[i], err);
		if (!status)
			out->people[i].newcomer = false;
	}
	if (!status)
		status = copy_ties(out, from, &from->connected, false, err);
	if (!status)
		status = copy_ties(out, from, &from->excluded, true, err);
	return status;
}
