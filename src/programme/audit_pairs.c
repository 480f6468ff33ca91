/*
 * What has to be true of every pair that the rules allow, shown of boxes of
 * people as far as possible (see audit_boxes.h) and of the pairs that are left.
 */
#include "programme/audit_view.h"

#include <stdlib.h>

#include "connect5/vector.h"

/* More than any two can outweigh: they may not meet. */
#define FORBIDDEN ((int64_t)1 << 62)

/* A y below this is as good as this: no partner could make up for it. */
#define LOWEST_Y (-((int64_t)1 << 60))

/* Two boxes that are still to be looked at, or one of them with itself. */
struct two_boxes {
	uint32_t a, b;
};

struct scan {
	struct audit *audit;
	struct audit_boxes boxes;
	struct audit_scale scale;
	const int64_t *y; /* by index; or NULL: */
	int64_t same_y;	  /* everybody's */
	struct match_nest nest;
	struct two_boxes *stack;
	size_t depth, capacity;
	bool violated;
};

static int64_t y_of(const struct scan *scan, const struct audit_person *p)
{
	return scan->y ? scan->y[p->index] : scan->same_y;
}

/* The inequality itself, for a pair that the boxes do not answer for. */
static bool violates(const struct scan *scan, const struct audit_person *u,
		     const struct audit_person *v)
{
	const struct audit *audit = scan->audit;
	c5_int128 over = (c5_int128)y_of(scan, u) + y_of(scan, v);

	over += (c5_int128)audit_score(audit, u, v) * MATCH_TICKS;
	if (audit->record->cohort.relaxed &&
	    audit_is_relaxed(audit, u->index, v->index))
		over -= scan->scale.same_sector;
	if (scan->y && audit_is_announced(audit, u->index, v->index))
		over += (c5_int128)MATCH_TICKS *
			audit->record->plan.certificate.digits.keep;
	if (over <= 0 || !audit_may_pair(audit, u->index, v->index))
		return false;
	return !scan->y ||
	       over > 2 * match_nest_common(&scan->nest, u->index, v->index);
}

/* Somebody and those of a box from person j on; the first are the best. */
static void check_person(struct scan *scan, const struct audit_person *u,
			 const struct audit_box *box, uint32_t j)
{
	struct view one = view_person(u), all = view_box(box);
	int64_t left = excess(&scan->scale, &one, &all);

	for (; left > 0 && j < box->first + box->count; j++) {
		const struct audit_person *v = &scan->audit->people[j];
		struct view other = view_person(v);

		if (left <= box->most - v->most)
			break;
		int64_t two = excess(&scan->scale, &one, &other);
		/* The draw is cheaper to find than the rest. */
		if (two > 0 &&
		    two > MATCH_TICKS * (9 - audit_draw(scan->audit, u, v)))
			scan->violated |= violates(scan, u, v);
	}
}

/* All people of a with all of b, or with each other; `left` is theirs. */
static void check_people(struct scan *scan, const struct audit_box *a,
			 const struct audit_box *b, int64_t left)
{
	const struct audit_person *people = scan->audit->people;

	for (uint32_t i = a->first; i < a->first + a->count; i++) {
		if (left <= a->most - people[i].most)
			break;
		check_person(scan, &people[i], b, a == b ? i + 1 : b->first);
	}
}

static enum c5_status push(struct scan *scan, uint32_t a, uint32_t b,
			   struct c5_error *err)
{
	void *grown = memory_grow(scan->stack, &scan->capacity, scan->depth + 1,
				  sizeof(*scan->stack));

	if (!grown)
		return error_memory(err);
	scan->stack = grown;
	scan->stack[scan->depth++] = (struct two_boxes){a, b};
	return C5_OK;
}

/* In place of two boxes, what the larger one is made of with the other. */
static enum c5_status push_within(struct scan *scan, struct two_boxes two,
				  struct c5_error *err)
{
	const struct audit_box *a = &scan->boxes.boxes[two.a];
	const struct audit_box *b = &scan->boxes.boxes[two.b];
	enum c5_status status;

	if (two.a == two.b) {
		status = push(scan, a->within, a->within, err);
		if (!status)
			status = push(scan, a->within + 1, a->within + 1, err);
		return status ? status
			      : push(scan, a->within, a->within + 1, err);
	}
	if (!a->within || (b->within && b->count > a->count)) {
		status = push(scan, two.a, b->within, err);
		return status ? status : push(scan, two.a, b->within + 1, err);
	}
	status = push(scan, a->within, two.b, err);
	return status ? status : push(scan, a->within + 1, two.b, err);
}

/* Every pair stands between two boxes of the stack, or was shown to hold. */
static VECTOR_CLONES enum c5_status scan_all(struct scan *scan,
					     struct c5_error *err)
{
	enum c5_status status = push(scan, 0, 0, err);

	scan->violated = false;
	while (!status && scan->depth && !scan->violated) {
		struct two_boxes two = scan->stack[--scan->depth];
		const struct audit_box *a = &scan->boxes.boxes[two.a];
		const struct audit_box *b = &scan->boxes.boxes[two.b];
		struct view x = view_box(a), y = view_box(b);

		int64_t left = excess(&scan->scale, &x, &y);

		if (left > 0 && (a->within || b->within))
			status = push_within(scan, two, err);
		else if (left > 0)
			check_people(scan, a, b, left);
	}
	return status;
}

static void set_most(struct scan *scan)
{
	for (uint32_t i = 0; i < scan->audit->n; i++) {
		struct audit_person *p = &scan->audit->people[i];
		int64_t y = y_of(scan, p);

		p->most = audit_worth(scan->audit, p) +
			  (y < LOWEST_Y ? LOWEST_Y : y);
		/* Their pairs are looked at one by one. */
		if (scan->audit->must[p->index] != MATCH_NONE)
			p->most = LOWEST_Y;
	}
}

static struct audit_scale scale_of(const struct audit *audit)
{
	const struct settings *s = &audit->record->settings;
	const struct digits *digits = &audit->record->plan.certificate.digits;

	return (struct audit_scale){
		.sector = MATCH_TICKS * s->sector,
		.place = MATCH_TICKS * s->place,
		.profession = MATCH_TICKS * s->profession,
		.interest = MATCH_TICKS / 2 * s->interest,
		.slot = MATCH_TICKS / 2 * s->slot,
		.step = MATCH_TICKS * s->seniority,
		.same_sector = audit->record->cohort.relaxed
				       ? MATCH_TICKS * digits->relax
				       : FORBIDDEN,
	};
}

/* What keeping an announced pair is worth makes it cheaper than the boxes have
 * it: these pairs are looked at one by one. */
static enum c5_status check_announced(struct scan *scan, struct c5_error *err)
{
	struct audit *audit = scan->audit;
	const struct pair_list *list = &audit->record->cohort.announced;
	const struct audit_person **by_index;

	if (!list->count)
		return C5_OK;
	by_index = memory_new(audit->n, sizeof(const struct audit_person *));
	if (!by_index)
		return error_memory(err);
	for (uint32_t i = 0; i < audit->n; i++)
		by_index[audit->people[i].index] = &audit->people[i];
	for (size_t i = 0; i < list->count; i++)
		scan->violated |= violates(scan, by_index[list->pairs[i].a],
					   by_index[list->pairs[i].b]);
	free(by_index);
	return C5_OK;
}

/* The inequality of a must-pair's edge to one who may join it. */
static bool slot_violates(const struct scan *scan, uint32_t lower,
			  uint32_t third, int64_t score)
{
	const struct audit *audit = scan->audit;
	c5_int128 over = (c5_int128)scan->y[lower] + scan->y[third];

	over += (c5_int128)score * MATCH_TICKS;
	if (audit_trio_is_relaxed(audit, lower, audit->must[lower], third))
		over -= scan->scale.same_sector;
	return over > 0 &&
	       over > 2 * match_nest_common(&scan->nest, lower, third);
}

/* A must-pair, and whoever may join it. `at` says where somebody stands. */
static void check_must(struct scan *scan, const uint32_t *at, uint32_t lower,
		       int64_t most_score)
{
	const struct audit *audit = scan->audit;
	const struct audit_person *p = &audit->people[at[lower]];
	const struct audit_person *q = &audit->people[at[audit->must[lower]]];
	int64_t score = audit_score(audit, p, q);

	scan->violated |= score > most_score || violates(scan, p, q);
	for (uint32_t v = 0; v < audit->n && !scan->violated; v++)
		scan->violated = audit_may_join(audit, lower, v) &&
				 slot_violates(scan, lower, v, score);
}

/*
 * What boxes cannot answer for: who is preferred scores more than they know,
 * and of a must-pair they know nothing.
 */
static enum c5_status check_apart(struct scan *scan, int64_t most_score,
				  struct c5_error *err)
{
	const struct audit *audit = scan->audit;
	uint32_t *at = memory_new(audit->n, sizeof(*at));

	if (!at)
		return error_memory(err);
	for (uint32_t i = 0; i < audit->n; i++)
		at[audit->people[i].index] = i;

	for (size_t i = 0; i < audit->n_wishes; i++) {
		const struct audit_wish *wish = &audit->wishes[i];
		const struct audit_person *p = &audit->people[at[wish->low]];
		const struct audit_person *q = &audit->people[at[wish->high]];

		if (wish->prefer &&
		    audit_may_pair(audit, wish->low, wish->high))
			scan->violated |=
				audit_score(audit, p, q) > most_score ||
				violates(scan, p, q);
	}
	for (uint32_t v = 0; v < audit->n; v++)
		if (audit_is_lower(audit, v))
			check_must(scan, at, v, most_score);
	free(at);
	return scan->violated
		       ? audit_no(audit, "the certificate does not hold", err)
		       : C5_OK;
}

static enum c5_status check_duals(struct scan *scan, int64_t most_score,
				  struct c5_error *err)
{
	const struct match_result *duals =
		&scan->audit->record->plan.certificate.duals;
	enum c5_status status = match_nest_make(&scan->nest, duals, err);

	scan->y = duals->y;
	if (!status)
		status = check_apart(scan, most_score, err);
	if (!status) {
		set_most(scan);
		status = audit_boxes_make(&scan->boxes, scan->audit,
					  &scan->scale, err);
	}
	if (!status)
		status = scan_all(scan, err);
	if (!status)
		status = check_announced(scan, err);
	if (!status && scan->violated)
		status = audit_no(scan->audit, "the certificate does not hold",
				  err);
	return status;
}

/* As the duals would be were each person's half of the highest score. */
static enum c5_status check_scores(struct scan *scan, int64_t most_score,
				   struct c5_error *err)
{
	enum c5_status status;

	scan->y = NULL;
	scan->same_y = -MATCH_TICKS / 2 * most_score;
	if (scan->audit->record->cohort.relaxed)
		scan->scale.same_sector = 0;
	set_most(scan);
	audit_boxes_refresh(&scan->boxes, scan->audit);
	scan->depth = 0;
	status = scan_all(scan, err);
	if (!status && scan->violated)
		status = audit_no(
			scan->audit,
			"a digit of the objective is too small or too large",
			err);
	return status;
}

enum c5_status audit_pairs(struct audit *audit, int64_t most_score,
			   struct c5_error *err)
{
	struct scan scan = {.audit = audit, .scale = scale_of(audit)};
	enum c5_status status = check_duals(&scan, most_score, err);

	if (!status)
		status = check_scores(&scan, most_score, err);
	free(scan.stack);
	match_nest_release(&scan.nest);
	audit_boxes_release(&scan.boxes);
	return status;
}
