#include "programme/affinity.h"

#include <stdlib.h>

/* Someone's dual, and by what they are alike: sector and sectors met. */
struct dual {
	uint64_t sector, met;
	int64_t y;
};

static int by_class(const void *left, const void *right)
{
	const struct dual *a = left, *b = right;

	if (a->sector != b->sector)
		return a->sector < b->sector ? -1 : 1;
	return a->met < b->met ? -1 : a->met > b->met;
}

static int by_y(const void *left, const void *right)
{
	const struct dual *a = left, *b = right;

	return a->y < b->y ? -1 : a->y > b->y;
}

static int by_class_and_y(const void *left, const void *right)
{
	int order = by_class(left, right);

	return order ? order : by_y(left, right);
}

static struct dual dual_of(const struct seat *seat, const int64_t *y)
{
	return (struct dual){seat->traits.word[TRAIT_SECTOR],
			     seat->traits.word[TRAIT_MET], y[seat->person]};
}

/* Sorted duals of one class: only the median stays. Returns how many classes
 * there are. */
static size_t keep_medians(struct dual *duals, size_t n)
{
	size_t kept = 0, first = 0;

	for (size_t i = 1; i <= n; i++) {
		if (i < n && by_class(&duals[i], &duals[first]) == 0)
			continue;
		duals[kept++] = duals[first + (i - first) / 2];
		first = i;
	}
	return kept;
}

enum c5_status affinity_credit(int64_t *credit, const struct affinity *affinity,
			       const bool *known, const int64_t *y,
			       struct c5_error *err)
{
	struct dual *duals = memory_new(affinity->n, sizeof(*duals));
	int64_t of_all = 0;
	size_t n = 0;

	if (!duals)
		return error_memory(err);
	for (uint32_t i = 0; i < affinity->n; i++)
		if (known[affinity->seats[i].person])
			duals[n++] = dual_of(&affinity->seats[i], y);
	if (n) {
		qsort(duals, n, sizeof(*duals), by_y);
		of_all = duals[n / 2].y;
		qsort(duals, n, sizeof(*duals), by_class_and_y);
	}
	n = keep_medians(duals, n);
	for (uint32_t i = 0; i < affinity->n; i++) {
		const struct seat *seat = &affinity->seats[i];
		struct dual key = dual_of(seat, y);
		const struct dual *found =
			bsearch(&key, duals, n, sizeof(*duals), by_class);

		credit[seat->person] =
			(found ? found->y : of_all) / MATCH_TICKS;
	}
	free(duals);
	return C5_OK;
}

/* The pairs both of whom are among every `stride`-th, in their numbers. */
static bool thin_pairs(struct pair_list *out, const struct pair_list *list,
		       uint32_t stride)
{
	for (size_t i = 0; i < list->count; i++) {
		struct index_pair pair = list->pairs[i];
		void *grown;

		if (pair.a % stride || pair.b % stride)
			continue;
		grown = memory_grow(out->pairs, &out->capacity, out->count + 1,
				    sizeof(*out->pairs));
		if (!grown)
			return false;
		out->pairs = grown;
		out->pairs[out->count++] =
			(struct index_pair){pair.a / stride, pair.b / stride};
	}
	return true;
}

enum c5_status affinity_sample(struct cohort *out, const struct cohort *cohort,
			       uint32_t stride, struct c5_error *err)
{
	size_t n = (cohort->n + stride - 1) / stride;

	*out = (struct cohort){
		.people = memory_new(n, sizeof(*out->people)),
		.n = n,
		.capacity = n,
		.relaxed = cohort->relaxed,
		.terms = cohort->terms,
		.n_terms = cohort->n_terms,
	};
	for (size_t i = 0; out->people && i < n; i++)
		out->people[i] = cohort->people[i * stride];
	if (!out->people ||
	    !thin_pairs(&out->connected, &cohort->connected, stride) ||
	    !thin_pairs(&out->excluded, &cohort->excluded, stride)) {
		cohort_release(out);
		return error_memory(err);
	}
	return C5_OK;
}
