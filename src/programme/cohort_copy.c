#include "connect5/cohort.h"

#include <stdlib.h>

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

/* The pairs of which both are left, in their new numbers: still sorted. */
static bool thin_out(struct pair_list *out, const struct pair_list *list,
		     const uint32_t *number)
{
	for (size_t i = 0; i < list->count; i++) {
		uint32_t a = number[list->pairs[i].a];
		uint32_t b = number[list->pairs[i].b];

		if (a == UINT32_MAX || b == UINT32_MAX)
			continue;
		void *grown = memory_grow(out->pairs, &out->capacity,
					  out->count + 1, sizeof(*out->pairs));
		if (!grown)
			return false;
		out->pairs = grown;
		out->pairs[out->count++] = (struct index_pair){a, b};
	}
	return true;
}

static enum c5_status keep_musts(struct cohort *out,
				 const struct cohort *cohort,
				 const uint32_t *number, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < cohort->musts.count && !status; i++) {
		uint32_t a = number[cohort->musts.pairs[i].a];
		uint32_t b = number[cohort->musts.pairs[i].b];

		if (a != UINT32_MAX && b != UINT32_MAX)
			status = cohort_must(out, a, b, err);
	}
	return status;
}

enum c5_status cohort_without(struct cohort *out, const struct cohort *cohort,
			      const bool *gone, struct c5_error *err)
{
	uint32_t *number = memory_new(cohort->n, sizeof(*number));
	bool ok;

	*out = (struct cohort){
		.people = memory_new(cohort->n, sizeof(*out->people)),
		.capacity = cohort->n,
		.relaxed = cohort->relaxed,
		.terms = cohort->terms,
		.n_terms = cohort->n_terms,
	};
	ok = number && out->people;
	for (size_t i = 0; ok && i < cohort->n; i++) {
		number[i] = gone[i] ? UINT32_MAX : (uint32_t)out->n;
		if (!gone[i])
			out->people[out->n++] = cohort->people[i];
	}
	ok = ok && thin_out(&out->connected, &cohort->connected, number) &&
	     thin_out(&out->excluded, &cohort->excluded, number) &&
	     thin_out(&out->announced, &cohort->announced, number) &&
	     thin_out(&out->preferred, &cohort->preferred, number) &&
	     thin_out(&out->avoided, &cohort->avoided, number);
	enum c5_status status =
		ok ? keep_musts(out, cohort, number, err) : error_memory(err);
	free(number);
	if (status)
		cohort_release(out);
	return status;
}
