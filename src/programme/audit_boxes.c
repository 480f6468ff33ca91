#include "programme/audit_boxes.h"

#include <stdlib.h>

enum { MOST_IN_A_BOX = 16, SAMPLE = 64 };

int64_t audit_worth(const struct audit *audit, const struct audit_person *p)
{
	const struct settings *s = &audit->record->settings;
	int64_t halves = 2 * s->sector + 9;

	if (p->bits[AUDIT_PLACES])
		halves += s->place;
	if (p->bits[AUDIT_PROFESSIONS])
		halves += s->profession;
	if (p->step)
		halves += 2 * s->seniority;
	halves += s->interest * audit_count(audit, p, AUDIT_INTERESTS);
	halves += s->slot * audit_count(audit, p, AUDIT_SLOTS);
	return halves * (MATCH_TICKS / 2);
}

static void add_person(struct audit_box *box, const struct audit_person *p)
{
	for (int kind = 0; kind < AUDIT_KINDS; kind++) {
		box->all[kind] &= p->bits[kind];
		box->any[kind] |= p->bits[kind];
	}
	if (p->most > box->most)
		box->most = p->most;
	if (p->step < box->low)
		box->low = p->step;
	if (p->step > box->high)
		box->high = p->step;
}

/* The people of a box that holds no others, the highest `most` first. */
static void sort_people(struct audit *audit, const struct audit_box *box)
{
	struct audit_person *people = audit->people + box->first;

	for (uint32_t i = 1; i < box->count; i++) {
		struct audit_person person = people[i];
		uint32_t at = i;

		for (; at && people[at - 1].most < person.most; at--)
			people[at] = people[at - 1];
		people[at] = person;
	}
}

static struct audit_box box_of(const struct audit *audit, uint32_t first,
			       uint32_t count)
{
	struct audit_box box = {
		.most = INT64_MIN,
		.first = first,
		.count = count,
		.low = INT32_MAX,
		.high = INT32_MIN,
	};

	for (int kind = 0; kind < AUDIT_KINDS; kind++)
		box.all[kind] = UINT64_MAX;
	for (uint32_t i = first; i < first + count; i++)
		add_person(&box, &audit->people[i]);
	return box;
}

/*
 * Who goes to the second box within: those with the bit, or above the number.
 * The gain is a guess at how much further apart the two are.
 */
struct split {
	enum { BY_BIT, BY_STEP, BY_MOST, BY_HALVES } by;
	int kind;
	uint64_t bit;
	int64_t above;
	double gain;
};

static bool goes_second(const struct split *split, const struct audit_person *p)
{
	switch (split->by) {
	case BY_BIT:
		return p->bits[split->kind] & split->bit;
	case BY_STEP:
		return p->step > split->above;
	case BY_MOST:
		return p->most > split->above;
	case BY_HALVES:
		break;
	}
	return false;
}

static void consider(struct split *best, struct split other)
{
	if (other.gain > best->gain)
		*best = other;
}

/* What a bit of a kind is worth: the difference between having it and not. */
static void weigh_kinds(const struct audit_scale *scale,
			double weight[AUDIT_KINDS])
{
	weight[AUDIT_PLACES] = (double)scale->place;
	weight[AUDIT_PROFESSIONS] = (double)scale->profession;
	weight[AUDIT_INTERESTS] = (double)scale->interest;
	weight[AUDIT_SLOTS] = (double)scale->slot;
	weight[AUDIT_MET] = (double)scale->sector;
	weight[AUDIT_SECTOR] = (double)scale->same_sector;
}

/* People of a box at even distances. */
struct sample {
	const struct audit_person *people[SAMPLE];
	unsigned n;
};

static void consider_bits(struct split *best, const struct sample *sample,
			  const struct audit_scale *scale)
{
	double weight[AUDIT_KINDS];

	weigh_kinds(scale, weight);
	for (int kind = 0; kind < AUDIT_KINDS; kind++) {
		unsigned counts[64] = {0};

		for (unsigned i = 0; i < sample->n; i++)
			for (uint64_t bits = sample->people[i]->bits[kind];
			     bits; bits &= bits - 1)
				counts[__builtin_ctzll(bits)]++;
		for (unsigned bit = 0; bit < 64; bit++) {
			double share = (double)counts[bit] / sample->n;

			consider(best,
				 (struct split){.by = BY_BIT,
						.kind = kind,
						.bit = UINT64_C(1) << bit,
						.gain = weight[kind] * share *
							(1 - share)});
		}
	}
}

static void consider_step(struct split *best, const struct sample *sample,
			  int64_t above, double weight)
{
	double share = 0;

	for (unsigned i = 0; i < sample->n; i++)
		share += sample->people[i]->step > above;
	share /= sample->n;
	consider(best, (struct split){.by = BY_STEP,
				      .above = above,
				      .gain = weight * share * (1 - share)});
}

static void consider_most(struct split *best, const struct sample *sample)
{
	double mean = 0, sum[2] = {0, 0};
	unsigned count[2] = {0, 0};

	for (unsigned i = 0; i < sample->n; i++)
		mean += (double)sample->people[i]->most / sample->n;
	for (unsigned i = 0; i < sample->n; i++) {
		bool above = (double)sample->people[i]->most > mean;

		sum[above] += (double)sample->people[i]->most;
		count[above]++;
	}
	if (!count[0] || !count[1])
		return;
	double share = (double)count[1] / sample->n;
	double gap = sum[1] / count[1] - sum[0] / count[0];
	consider(best, (struct split){.by = BY_MOST,
				      .above = (int64_t)mean,
				      .gain = gap / 2 * share * (1 - share)});
}

static struct split choose(const struct audit *audit,
			   const struct audit_box *box,
			   const struct audit_scale *scale)
{
	struct split best = {.by = BY_HALVES};
	struct sample sample = {.n = box->count < SAMPLE ? box->count : SAMPLE};

	for (unsigned i = 0; i < sample.n; i++)
		sample.people[i] =
			&audit->people[box->first +
				       (uint64_t)i * box->count / sample.n];
	consider_bits(&best, &sample, scale);
	for (int64_t above = box->low; above < box->high && above < 5; above++)
		consider_step(&best, &sample, above, (double)scale->step);
	consider_most(&best, &sample);
	return best;
}

/* Sorts the people of a box; the number that go first. */
static uint32_t divide(struct audit *audit, const struct audit_box *box,
		       const struct split *split)
{
	struct audit_person *people = audit->people + box->first;
	uint32_t first = 0, second = box->count;

	while (first < second) {
		struct audit_person person = people[first];

		if (!goes_second(split, &person)) {
			first++;
			continue;
		}
		people[first] = people[--second];
		people[second] = person;
	}
	/* All the same, or too near for the numbers above to tell. */
	return first && first < box->count ? first : box->count / 2;
}

static enum c5_status divide_box(struct audit_boxes *boxes, uint32_t b,
				 struct audit *audit,
				 const struct audit_scale *scale,
				 struct c5_error *err)
{
	struct audit_box *box = &boxes->boxes[b];
	struct split split = choose(audit, box, scale);
	uint32_t cut = divide(audit, box, &split);
	void *grown = memory_grow(boxes->boxes, &boxes->capacity,
				  boxes->n + (size_t)2, sizeof(*boxes->boxes));

	if (!grown)
		return error_memory(err);
	boxes->boxes = grown;
	box = &boxes->boxes[b];
	box->within = boxes->n;
	boxes->boxes[boxes->n++] = box_of(audit, box->first, cut);
	boxes->boxes[boxes->n++] =
		box_of(audit, box->first + cut, box->count - cut);
	return C5_OK;
}

enum c5_status audit_boxes_make(struct audit_boxes *out, struct audit *audit,
				const struct audit_scale *scale,
				struct c5_error *err)
{
	enum c5_status status = C5_OK;

	*out = (struct audit_boxes){.boxes = NULL};
	out->boxes = memory_grow(NULL, &out->capacity, 1, sizeof(*out->boxes));
	if (!out->boxes)
		return error_memory(err);
	out->boxes[out->n++] = box_of(audit, 0, audit->n);
	for (uint32_t b = 0; b < out->n && !status; b++) {
		if (out->boxes[b].count > MOST_IN_A_BOX)
			status = divide_box(out, b, audit, scale, err);
		else
			sort_people(audit, &out->boxes[b]);
	}
	return status;
}

void audit_boxes_refresh(struct audit_boxes *boxes, struct audit *audit)
{
	for (uint32_t b = boxes->n; b-- > 0;) {
		struct audit_box *box = &boxes->boxes[b];
		const struct audit_box *two = &boxes->boxes[box->within];

		if (box->within) {
			box->most = two[0].most > two[1].most ? two[0].most
							      : two[1].most;
		} else {
			sort_people(audit, box);
			box->most = audit->people[box->first].most;
		}
	}
}

void audit_boxes_release(struct audit_boxes *boxes)
{
	free(boxes->boxes);
	*boxes = (struct audit_boxes){.boxes = NULL};
}
