#include "connect5/score.h"

#include <stdlib.h>

#include "connect5/random.h"

/* Had somebody not met the other's sector before? Their own is never new. */
static int is_new(const struct person *person, int64_t sector)
{
	if (sector == person->profile.sector)
		return 0;
	for (size_t i = 0; i < person->n_met; i++)
		if (person->met[i] == sector)
			return 0;
	return 1;
}

/* Whichever key comes first. */
int64_t score_draw(const struct settings *settings, uint64_t a, uint64_t b)
{
	uint64_t low = a < b ? a : b, high = a < b ? b : a;

	return (int64_t)(random_hash_words(settings->seed, 1, low, high) % 10);
}

static int64_t seniority_points(const struct settings *settings, int a, int b)
{
	int steps = abs(a - b);

	if (!a || !b || steps >= 2)
		return 0;
	return settings->seniority * (2 - steps);
}

/* What a wish is worth to a pair that has so many points without it. */
static int64_t wish_points(const struct settings *settings, enum wish wish,
			   int64_t points)
{
	if (wish == WISH_PREFER)
		return settings->prefer;
	if (wish == WISH_AVOID)
		return points < settings->avoid ? -points : -settings->avoid;
	return 0;
}

struct score score_pair(const struct cohort *cohort,
			const struct settings *settings, uint32_t a, uint32_t b)
{
	const struct person *p = &cohort->people[a], *q = &cohort->people[b];
	struct score s = {
		.new_to_a = is_new(p, q->profile.sector),
		.new_to_b = is_new(q, p->profile.sector),
		.n_interests = term_set_shared(&p->interests, &q->interests),
		.n_slots = term_set_shared(&p->slots, &q->slots),
		.seniority =
			seniority_points(settings, p->profile.seniority_step,
					 q->profile.seniority_step),
		.wish = cohort_wish_of(cohort, a, b),
		.jitter = score_draw(settings, p->key, q->key),
	};

	s.sector = settings->sector * (s.new_to_a + s.new_to_b);
	if (p->places.count && q->places.count &&
	    !term_set_shared(&p->places, &q->places))
		s.place = settings->place;
	if (p->profession && q->profession && p->profession != q->profession)
		s.profession = settings->profession;
	s.interests = settings->interest * (int64_t)s.n_interests;
	s.slots = settings->slot * (int64_t)s.n_slots;
	s.total = s.sector + s.place + s.profession + s.interests + s.slots +
		  s.seniority;
	s.wished = wish_points(settings, s.wish, s.total);
	s.total += s.wished + s.jitter;
	return s;
}

/* The labels of what two sets share, ", " between them. */
static void shared_labels(struct buffer *out, const struct cohort *cohort,
			  const struct term_set *a, const struct term_set *b)
{
	bool first = true;

	for (size_t i = 0; i < a->count; i++) {
		struct term_set one = {a->ids + i, 1};

		if (!term_set_shared(&one, b))
			continue;
		buffer_puts(out, first ? "" : ", ");
		buffer_puts(out, cohort->terms[a->ids[i]]);
		first = false;
	}
}

/* Ends a reason: its points, a line feed. */
static void end_reason(struct buffer *out, int64_t points, bool show)
{
	if (show)
		buffer_printf(out, " (%lld)", (long long)points);
	buffer_putc(out, '\n');
}

static void reason(struct buffer *out, const char *words, int64_t points,
		   bool show)
{
	if (!points)
		return;
	buffer_puts(out, words);
	end_reason(out, points, show);
}

static const char *newness(const struct score *score)
{
	if (score->new_to_a && score->new_to_b)
		return "each is from a part of the system new to the other";
	return "one is from a part of the system new to the other";
}

/* All that comes after the interests. */
static void circumstances(struct buffer *out, const struct cohort *cohort,
			  const struct settings *settings,
			  struct index_pair pair, bool points)
{
	struct score s = score_pair(cohort, settings, pair.a, pair.b);

	reason(out, "different places", s.place, points);
	reason(out, "different professions", s.profession, points);
	if (s.slots) {
		buffer_puts(out, "both are free ");
		shared_labels(out, cohort, &cohort->people[pair.a].slots,
			      &cohort->people[pair.b].slots);
		end_reason(out, s.slots, points);
	}
	reason(out,
	       s.seniority == settings->seniority ? "of nearly one seniority"
						  : "of one seniority",
	       s.seniority, points);
	if (points)
		reason(out, "a draw that settles ties", s.jitter, true);
}

void score_reasons(struct buffer *out, const struct cohort *cohort,
		   const struct settings *settings, struct index_pair pair,
		   bool points)
{
	struct score s = score_pair(cohort, settings, pair.a, pair.b);

	if (s.wish != WISH_NONE) {
		buffer_puts(out, s.wish == WISH_PREFER
					 ? "preferred"
					 : "avoided where possible");
		end_reason(out, s.wished, points);
	}
	reason(out, newness(&s), s.sector, points);
	if (s.interests) {
		buffer_puts(out, "both want to talk about ");
		shared_labels(out, cohort, &cohort->people[pair.a].interests,
			      &cohort->people[pair.b].interests);
		end_reason(out, s.interests, points);
	}
	circumstances(out, cohort, settings, pair, points);
}

void score_reasons_for_all(struct buffer *out, const struct cohort *cohort,
			   const struct settings *settings,
			   struct index_pair pair)
{
	struct score s = score_pair(cohort, settings, pair.a, pair.b);

	reason(out, newness(&s), s.sector, false);
	circumstances(out, cohort, settings, pair, false);
}
