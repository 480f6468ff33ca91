#include "connect5/cohort.h"

typedef enum c5_status tie(struct cohort *cohort, int64_t a, int64_t b,
			   struct c5_error *err);

static enum c5_status prefer(struct cohort *cohort, int64_t a, int64_t b,
			     struct c5_error *err)
{
	return cohort_wish(cohort, WISH_PREFER, a, b, err);
}

static enum c5_status avoid(struct cohort *cohort, int64_t a, int64_t b,
			    struct c5_error *err)
{
	return cohort_wish(cohort, WISH_AVOID, a, b, err);
}

static enum c5_status copy_ties(struct cohort *out, const struct cohort *from,
				const struct pair_list *ties, tie *add,
				struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < ties->count && !status; i++)
		status = add(out, from->people[ties->pairs[i].a].id,
			     from->people[ties->pairs[i].b].id, err);
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
		status = copy_ties(out, from, &from->connected, cohort_connect,
				   err);
	if (!status)
		status = copy_ties(out, from, &from->excluded, cohort_exclude,
				   err);
	if (!status)
		status = copy_ties(out, from, &from->preferred, prefer, err);
	if (!status)
		status = copy_ties(out, from, &from->avoided, avoid, err);
	return status;
}
