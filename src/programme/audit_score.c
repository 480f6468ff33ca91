/* The score of a pair, from the facts that the audit read itself. */
#include "programme/audit.h"

#include <stdlib.h>

#include "connect5/random.h"

int64_t audit_count(const struct audit *audit, const struct audit_person *p,
		    enum audit_kind kind)
{
	int64_t count = audit_ones(p->bits[kind] & AUDIT_OWN);

	for (size_t i = audit->rest_of[p->index];
	     i < audit->rest_of[p->index + 1]; i++)
		count += audit->terms[audit->rest[i]].kind == kind;
	return count;
}

/* The terms of each kind that two people share. */
static void count_common(const struct audit *audit,
			 const struct audit_person *p,
			 const struct audit_person *q,
			 int64_t common[AUDIT_KINDS])
{
	const uint32_t *rest = audit->rest;
	size_t i = audit->rest_of[p->index], j = audit->rest_of[q->index];

	for (int kind = 0; kind < AUDIT_KINDS; kind++)
		common[kind] =
			audit_ones(p->bits[kind] & q->bits[kind] & AUDIT_OWN);
	while (i < audit->rest_of[p->index + 1] &&
	       j < audit->rest_of[q->index + 1]) {
		uint32_t left = rest[i], right = rest[j];

		if (left == right)
			common[audit->terms[left].kind]++;
		i += left <= right;
		j += right <= left;
	}
}

static bool had_met_sector(const struct person *person, int64_t sector)
{
	bool met = sector == person->profile.sector; /* their own is not new */

	for (size_t i = 0; i < person->n_met; i++)
		met |= person->met[i] == sector;
	return met;
}

/* The two keys, the smaller first, as 16 bytes. */
int64_t audit_draw(const struct audit *audit, const struct audit_person *a,
		   const struct audit_person *b)
{
	uint64_t low = a->key < b->key ? a->key : b->key;
	uint64_t high = a->key < b->key ? b->key : a->key;
	unsigned char bytes[16];

	for (int i = 0; i < 8; i++) {
		bytes[i] = (unsigned char)(low >> 8 * i & 0xff);
		bytes[8 + i] = (unsigned char)(high >> 8 * i & 0xff);
	}
	return (int64_t)(random_hash(audit->record->settings.seed, 1, bytes,
				     sizeof(bytes)) %
			 10);
}

/* DESIGN, section 3: "score of a pair". */
int64_t audit_score(const struct audit *audit, const struct audit_person *a,
		    const struct audit_person *b)
{
	const struct settings *s = &audit->record->settings;
	const struct person *p = &audit->record->cohort.people[a->index];
	const struct person *q = &audit->record->cohort.people[b->index];
	int64_t common[AUDIT_KINDS], score = 0;

	count_common(audit, a, b, common);
	if (!had_met_sector(p, q->profile.sector))
		score += s->sector;
	if (!had_met_sector(q, p->profile.sector))
		score += s->sector;
	if (a->bits[AUDIT_PLACES] && b->bits[AUDIT_PLACES] &&
	    !common[AUDIT_PLACES])
		score += s->place;
	if (a->bits[AUDIT_PROFESSIONS] && b->bits[AUDIT_PROFESSIONS] &&
	    !common[AUDIT_PROFESSIONS])
		score += s->profession;
	score += s->interest * common[AUDIT_INTERESTS];
	score += s->slot * common[AUDIT_SLOTS];
	if (a->step && b->step && a->step == b->step)
		score += 2 * s->seniority;
	else if (a->step && b->step && abs(a->step - b->step) == 1)
		score += s->seniority;
	score = audit_wished(audit, a->index, b->index, score);
	return score + audit_draw(audit, a, b);
}
