/*
 * Exclusions of people whom nobody knew when a form named them. There may be as
 * many as there are people: all names are looked for in one pass over these.
 */
#include "command/command.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/store_people.h"
#include "connect5/text.h"

/* Who is meant, and how many that may be. */
struct wanted {
	const char *fold; /* the name; NULL: an address */
	size_t matches;
	int64_t id; /* of the last of them */
};

/* Those wanted by name, in the order of their folds. */
struct roll {
	struct wanted **wanted;
	size_t n;
	struct buffer fold; /* of the participant who is looked at */
};

static int by_fold(const void *left, const void *right)
{
	const struct wanted *const *a = left, *const *b = right;

	return strcmp((*a)->fold, (*b)->fold);
}

/* The first of those who are wanted by that name. */
static struct wanted *find(const struct roll *roll, const char *fold)
{
	size_t low = 0, high = roll->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(roll->wanted[middle]->fold, fold) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == roll->n || strcmp(roll->wanted[low]->fold, fold) != 0)
		return NULL;
	return roll->wanted[low];
}

static enum c5_status call(void *context, int64_t id, const char *name,
			   struct c5_error *err)
{
	struct roll *roll = context;
	struct wanted *wanted;

	buffer_cut(&roll->fold, 0);
	text_fold(&roll->fold, name);
	wanted = find(roll, roll->fold.text);
	if (wanted) {
		wanted->matches++;
		wanted->id = id;
	}
	return buffer_status(&roll->fold, err);
}

/* Everybody's name is called once; several may want the same. */
static enum c5_status call_roll(struct store *store, struct roll *roll,
				struct c5_error *err)
{
	enum c5_status status;

	if (!roll->n)
		return C5_OK;
	qsort(roll->wanted, roll->n, sizeof(*roll->wanted), by_fold);
	status = store_names(store, call, roll, err);
	for (size_t i = 1; i < roll->n; i++) {
		struct wanted *before = roll->wanted[i - 1];

		if (by_fold(&roll->wanted[i - 1], &roll->wanted[i]) == 0) {
			roll->wanted[i]->matches = before->matches;
			roll->wanted[i]->id = before->id;
		}
	}
	return status;
}

/* An address is looked up; a name waits for the roll. */
static enum c5_status look_up(struct store *store, const char *who,
			      struct pool *pool, struct wanted *out,
			      struct c5_error *err)
{
	struct buffer fold = BUFFER_INIT;
	bool is_address;
	enum c5_status status =
		resolve_address(store, who, &is_address, &out->id, err);

	out->matches = out->id != 0;
	if (status || is_address || out->id)
		return status;
	text_fold(&fold, who);
	out->fold = pool_copy(pool, fold.text, fold.length);
	status = fold.failed || !out->fold ? error_memory(err) : C5_OK;
	buffer_release(&fold);
	return status;
}

/* Whom each of the pending means, in their order. */
static enum c5_status find_all(struct store *store,
			       const struct pending *pending, size_t n,
			       struct pool *pool, struct wanted **out,
			       struct c5_error *err)
{
	struct roll roll = {.fold = BUFFER_INIT};
	enum c5_status status = C5_OK;

	*out = pool_alloc(pool, (n + 1) * sizeof(**out));
	roll.wanted = pool_alloc(pool, (n + 1) * sizeof(*roll.wanted));
	if (!*out || !roll.wanted)
		return error_memory(err);
	for (size_t i = 0; i < n && !status; i++) {
		struct wanted *wanted = *out + i;

		*wanted = (struct wanted){.fold = NULL};
		status = look_up(store, pending[i].who, pool, wanted, err);
		if (wanted->fold)
			roll.wanted[roll.n++] = wanted;
	}
	if (!status)
		status = call_roll(store, &roll, err);
	buffer_release(&roll.fold);
	return status;
}

/* One pending exclusion: in force now, or still unknown. */
static enum c5_status settle_one(const struct context *context,
				 struct store *store,
				 const struct pending *pending,
				 const struct wanted *wanted, bool tell,
				 struct c5_error *err)
{
	bool added;
	enum c5_status status = C5_OK;

	if (wanted->matches != 1) {
		if (tell)
			note(context,
			     "%s wants to be kept apart from '%s', whom "
			     "nobody knows yet: it counts as soon as they come "
			     "in",
			     pending->name, pending->who);
		return C5_OK;
	}
	if (wanted->id != pending->id)
		status = store_add_exclusion(store, pending->id, wanted->id,
					     "form", &added, err);
	return status ? status
		      : store_remove_pending(store, pending->id, pending->who,
					     err);
}

enum c5_status settle_pending(const struct context *context,
			      struct store *store, bool tell,
			      struct c5_error *err)
{
	struct pool pool = {NULL};
	struct pending *pending;
	struct wanted *wanted = NULL;
	size_t n;
	enum c5_status status = store_pending(store, &pool, &pending, &n, err);

	if (!status)
		status = find_all(store, pending, n, &pool, &wanted, err);
	for (size_t i = 0; !status && i < n; i++)
		status = settle_one(context, store, &pending[i], &wanted[i],
				    tell, err);
	pool_release(&pool);
	return status;
}
