#include "connect5/cohort.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/text.h"
#include "programme/terms.h"

enum pair_kind { CONNECTED, EXCLUDED, ANNOUNCED, PREFERRED, AVOIDED };

/* Two participants by id, until everybody has an index. */
struct id_pair {
	int64_t a, b;
	enum pair_kind kind;
};

void cohort_release(struct cohort *cohort)
{
	free(cohort->people);
	free(cohort->connected.pairs);
	free(cohort->excluded.pairs);
	free(cohort->announced.pairs);
	free(cohort->preferred.pairs);
	free(cohort->avoided.pairs);
	free(cohort->musts.pairs);
	free(cohort->must_mate);
	free(cohort->pending);
	free(cohort->places);
	pool_release(&cohort->pool);
	*cohort = (struct cohort){.people = NULL};
}

/* Copies a string into the pool, where *text then points. */
static bool keep(struct cohort *cohort, const char **text)
{
	*text = **text ? pool_copy(&cohort->pool, *text, strlen(*text)) : "";
	return *text != NULL;
}

static bool keep_strings(struct cohort *cohort, struct person *person)
{
	for (int field = 0; field < PROFILE_FIELDS; field++)
		if (!keep(cohort, profile_field(&person->profile,
						(enum profile_field)field)))
			return false;
	return keep(cohort, &person->email) &&
	       keep(cohort, &person->organisation_name) &&
	       keep(cohort, &person->sector_label) &&
	       keep(cohort, &person->sector_short);
}

static bool keep_met(struct cohort *cohort, struct person *person)
{
	int64_t *met =
		pool_alloc(&cohort->pool, (person->n_met + 1) * sizeof(*met));

	if (met && person->n_met)
		memcpy(met, person->met, person->n_met * sizeof(*met));
	person->met = met;
	return met != NULL;
}

enum c5_status cohort_add(struct cohort *cohort, const struct person *person,
			  struct c5_error *err)
{
	struct person copy = *person;
	void *grown = memory_grow(cohort->people, &cohort->capacity,
				  cohort->n + 1, sizeof(*cohort->people));

	if (!grown)
		return error_memory(err);
	cohort->people = grown;
	if (!keep_strings(cohort, &copy) || !keep_met(cohort, &copy))
		return error_memory(err);
	cohort->people[cohort->n++] = copy;
	return C5_OK;
}

static enum c5_status add_pending(struct cohort *cohort, struct id_pair pair,
				  struct c5_error *err)
{
	void *grown =
		memory_grow(cohort->pending, &cohort->pending_capacity,
			    cohort->n_pending + 1, sizeof(*cohort->pending));

	if (!grown)
		return error_memory(err);
	cohort->pending = grown;
	cohort->pending[cohort->n_pending++] = pair;
	return C5_OK;
}

enum c5_status cohort_connect(struct cohort *cohort, int64_t a, int64_t b,
			      struct c5_error *err)
{
	return add_pending(cohort, (struct id_pair){a, b, CONNECTED}, err);
}

enum c5_status cohort_exclude(struct cohort *cohort, int64_t a, int64_t b,
			      struct c5_error *err)
{
	return add_pending(cohort, (struct id_pair){a, b, EXCLUDED}, err);
}

enum c5_status cohort_announce(struct cohort *cohort, int64_t a, int64_t b,
			       struct c5_error *err)
{
	return add_pending(cohort, (struct id_pair){a, b, ANNOUNCED}, err);
}

enum c5_status cohort_wish(struct cohort *cohort, enum wish wish, int64_t a,
			   int64_t b, struct c5_error *err)
{
	struct id_pair pair = {a, b, wish == WISH_PREFER ? PREFERRED : AVOIDED};

	return wish == WISH_NONE ? C5_OK : add_pending(cohort, pair, err);
}

static int by_key(const void *left, const void *right)
{
	const struct person *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return strcmp(a->email, b->email);
}

/* Where a participant stands. */
struct id_place {
	int64_t id;
	uint32_t index;
};

static int by_id(const void *left, const void *right)
{
	const struct id_place *a = left, *b = right;

	return a->id < b->id ? -1 : a->id > b->id;
}

static int by_pair(const void *left, const void *right)
{
	const struct index_pair *a = left, *b = right;

	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return a->b < b->b ? -1 : a->b > b->b;
}

static bool add_pair(struct pair_list *list, uint32_t a, uint32_t b)
{
	void *grown = memory_grow(list->pairs, &list->capacity, list->count + 1,
				  sizeof(*list->pairs));

	if (!grown)
		return false;
	list->pairs = grown;
	list->pairs[list->count++] =
		a < b ? (struct index_pair){a, b} : (struct index_pair){b, a};
	return true;
}

/* Sorts a list and drops what stands in it twice. */
static void sort_pairs(struct pair_list *list)
{
	size_t kept = 0;

	if (list->count)
		qsort(list->pairs, list->count, sizeof(*list->pairs), by_pair);
	for (size_t i = 0; i < list->count; i++)
		if (!i || by_pair(&list->pairs[i], &list->pairs[i - 1]) != 0)
			list->pairs[kept++] = list->pairs[i];
	list->count = kept;
}

static bool sort_places(struct cohort *cohort)
{
	cohort->places = memory_new(cohort->n, sizeof(*cohort->places));
	if (!cohort->places)
		return false;
	for (size_t i = 0; i < cohort->n; i++)
		cohort->places[i] =
			(struct id_place){cohort->people[i].id, (uint32_t)i};
	qsort(cohort->places, cohort->n, sizeof(*cohort->places), by_id);
	return true;
}

static struct pair_list *list_of(struct cohort *cohort, enum pair_kind kind)
{
	struct pair_list *const lists[] = {
		[CONNECTED] = &cohort->connected,
		[EXCLUDED] = &cohort->excluded,
		[ANNOUNCED] = &cohort->announced,
		[PREFERRED] = &cohort->preferred,
		[AVOIDED] = &cohort->avoided,
	};

	return lists[kind];
}

/* Ids become indexes; pairs with somebody outside the cohort go. */
static enum c5_status resolve_pairs(struct cohort *cohort, struct c5_error *err)
{
	bool ok = true;

	for (size_t i = 0; ok && i < cohort->n_pending; i++) {
		const struct id_pair *pair = &cohort->pending[i];
		size_t a = cohort_index(cohort, pair->a);
		size_t b = cohort_index(cohort, pair->b);

		if (a != SIZE_MAX && b != SIZE_MAX && a != b)
			ok = add_pair(list_of(cohort, pair->kind), (uint32_t)a,
				      (uint32_t)b);
	}
	for (int kind = CONNECTED; kind <= AVOIDED; kind++)
		sort_pairs(list_of(cohort, (enum pair_kind)kind));
	return ok ? C5_OK : error_memory(err);
}

/* The fewest waits of those of a sector who are no newcomers. */
struct fewest {
	int64_t sector;
	unsigned waits;
};

static int by_sector(const void *left, const void *right)
{
	const struct fewest *a = left, *b = right;

	return a->sector < b->sector ? -1 : a->sector > b->sector;
}

static int by_sector_and_waits(const void *left, const void *right)
{
	const struct fewest *a = left, *b = right;
	int order = by_sector(left, right);

	return order ? order : (a->waits > b->waits) - (a->waits < b->waits);
}

static size_t list_fewest(const struct cohort *cohort, struct fewest *out)
{
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < cohort->n; i++) {
		const struct person *person = &cohort->people[i];

		if (!person->newcomer)
			out[n++] = (struct fewest){person->profile.sector,
						   person->waits};
	}
	if (n)
		qsort(out, n, sizeof(*out), by_sector_and_waits);
	for (size_t i = 0; i < n; i++)
		if (!i || out[i].sector != out[i - 1].sector)
			out[kept++] = out[i];
	return kept;
}

/* DESIGN, fairness: a late joiner starts at the lowest count in their sector.
 */
static bool settle_newcomers(struct cohort *cohort)
{
	struct fewest *list = memory_new(cohort->n, sizeof(*list));
	size_t n = list ? list_fewest(cohort, list) : 0;

	for (size_t i = 0; list && i < cohort->n; i++) {
		struct person *person = &cohort->people[i];
		struct fewest key = {.sector = person->profile.sector};

		if (!person->newcomer)
			continue;
		const struct fewest *found =
			bsearch(&key, list, n, sizeof(*list), by_sector);
		person->waits = found ? found->waits : 0;
	}
	free(list);
	return list;
}

enum c5_status cohort_finish(struct cohort *cohort, struct c5_error *err)
{
	enum c5_status status;

	if (cohort->n)
		qsort(cohort->people, cohort->n, sizeof(*cohort->people),
		      by_key);
	if (!settle_newcomers(cohort) || !sort_places(cohort))
		return error_memory(err);
	status = terms_number(cohort, err);
	return status ? status : resolve_pairs(cohort, err);
}

size_t cohort_index(const struct cohort *cohort, int64_t id)
{
	struct id_place key = {.id = id};
	const struct id_place *found =
		bsearch(&key, cohort->places, cohort->n, sizeof(key), by_id);

	return found ? found->index : SIZE_MAX;
}

static bool in_list(const struct pair_list *list, uint32_t a, uint32_t b)
{
	struct index_pair key =
		a < b ? (struct index_pair){a, b} : (struct index_pair){b, a};

	return list->count &&
	       bsearch(&key, list->pairs, list->count, sizeof(key), by_pair);
}

bool cohort_connected(const struct cohort *cohort, uint32_t a, uint32_t b)
{
	return in_list(&cohort->connected, a, b);
}

bool cohort_excluded(const struct cohort *cohort, uint32_t a, uint32_t b)
{
	return in_list(&cohort->excluded, a, b);
}

bool cohort_announced(const struct cohort *cohort, uint32_t a, uint32_t b)
{
	return in_list(&cohort->announced, a, b);
}

enum wish cohort_wish_of(const struct cohort *cohort, uint32_t a, uint32_t b)
{
	if (in_list(&cohort->preferred, a, b))
		return WISH_PREFER;
	return in_list(&cohort->avoided, a, b) ? WISH_AVOID : WISH_NONE;
}

/* Room to say with whom everybody must be: with nobody. */
static bool begin_musts(struct cohort *cohort)
{
	cohort->must_mate = memory_new(cohort->n, sizeof(uint32_t));
	for (size_t v = 0; cohort->must_mate && v < cohort->n; v++)
		cohort->must_mate[v] = UINT32_MAX;
	return cohort->must_mate;
}

enum c5_status cohort_must(struct cohort *cohort, uint32_t a, uint32_t b,
			   struct c5_error *err)
{
	assert(a != b && a < cohort->n && b < cohort->n);
	if (!cohort->must_mate && !begin_musts(cohort))
		return error_memory(err);
	for (int i = 0; i < 2; i++) {
		uint32_t v = i ? b : a;

		if (cohort->must_mate[v] != UINT32_MAX)
			return error_set(err, C5_NO,
					 "%s is to meet %s this month",
					 cohort->people[v].profile.name,
					 cohort->people[cohort->must_mate[v]]
						 .profile.name);
	}
	if (!add_pair(&cohort->musts, a, b))
		return error_memory(err);
	sort_pairs(&cohort->musts);
	cohort->must_mate[a] = b;
	cohort->must_mate[b] = a;
	return C5_OK;
}

void cohort_need_not(struct cohort *cohort, uint32_t a, uint32_t b)
{
	struct pair_list *list = &cohort->musts;
	uint32_t low = a < b ? a : b;
	size_t kept = 0;

	assert(cohort_must_mate(cohort, a) == b);
	cohort->must_mate[a] = cohort->must_mate[b] = UINT32_MAX;
	for (size_t i = 0; i < list->count; i++)
		if (list->pairs[i].a != low)
			list->pairs[kept++] = list->pairs[i];
	list->count = kept;
}

uint32_t cohort_must_mate(const struct cohort *cohort, uint32_t person)
{
	return cohort->must_mate ? cohort->must_mate[person] : UINT32_MAX;
}
