/* The score, read anew from the words of the profiles. */
#include "programme/audit.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/random.h"
#include "connect5/text.h"

/* Splits a list into folded lines, each once. */
static bool read_list(struct audit *audit, const char *text,
		      struct audit_list *out)
{
	char *copy = pool_copy(&audit->pool, text, strlen(text));
	char *save = NULL;
	bool ok = copy != NULL;

	out->n = 0;
	out->lines = pool_alloc(&audit->pool,
				(strlen(text) + 1) * sizeof(*out->lines));
	ok &= out->lines != NULL;
	for (char *line = ok ? strtok_r(copy, "\n", &save) : NULL; line && ok;
	     line = strtok_r(NULL, "\n", &save)) {
		struct buffer folded = BUFFER_INIT;
		bool seen = false;

		text_fold(&folded, line);
		for (size_t i = 0; i < out->n; i++)
			seen |= strcmp(out->lines[i], folded.text) == 0;
		if (!seen && folded.length)
			out->lines[out->n++] = pool_copy(
				&audit->pool, folded.text, folded.length);
		ok = !folded.failed && (!out->n || out->lines[out->n - 1]);
		buffer_release(&folded);
	}
	return ok;
}

enum c5_status audit_read_people(struct audit *audit, struct c5_error *err)
{
	audit->people =
		pool_alloc(&audit->pool, audit->n * sizeof(*audit->people));
	bool ok = audit->people != NULL;

	for (uint32_t v = 0; v < audit->n && ok; v++) {
		const struct profile *p =
			&audit->record->cohort.people[v].profile;
		struct audit_person *person = &audit->people[v];

		ok = read_list(audit, p->place, &person->places) &&
		     read_list(audit, p->profession, &person->professions) &&
		     read_list(audit, p->interests, &person->interests) &&
		     read_list(audit, p->availability, &person->slots);
	}
	return ok ? C5_OK : error_memory(err);
}

static int64_t in_common(const struct audit_list *a, const struct audit_list *b)
{
	int64_t common = 0;

	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n; j++)
			common += strcmp(a->lines[i], b->lines[j]) == 0;
	return common;
}

static bool had_met_sector(const struct person *person, int64_t sector)
{
	bool met = sector == person->profile.sector; /* their own is not new */

	for (size_t i = 0; i < person->n_met; i++)
		met |= person->met[i] == sector;
	return met;
}

/* The draw that settles ties: the two keys, the smaller first, as 16 bytes. */
static int64_t draw(uint64_t seed, uint64_t one, uint64_t other)
{
	uint64_t low = one < other ? one : other;
	uint64_t high = one < other ? other : one;
	unsigned char bytes[16];

	for (int i = 0; i < 8; i++) {
		bytes[i] = (unsigned char)(low >> 8 * i & 0xff);
		bytes[8 + i] = (unsigned char)(high >> 8 * i & 0xff);
	}
	return (int64_t)(random_hash(seed, 1, bytes, sizeof(bytes)) % 10);
}

/* DESIGN, section 3: "score of a pair". */
int64_t audit_score(const struct audit *audit, uint32_t a, uint32_t b)
{
	const struct settings *s = &audit->record->settings;
	const struct person *p = &audit->record->cohort.people[a];
	const struct person *q = &audit->record->cohort.people[b];
	const struct audit_person *x = &audit->people[a];
	const struct audit_person *y = &audit->people[b];
	int p_step = p->profile.seniority_step;
	int q_step = q->profile.seniority_step;
	int64_t score = draw(s->seed, p->key, q->key);

	if (!had_met_sector(p, q->profile.sector))
		score += s->sector;
	if (!had_met_sector(q, p->profile.sector))
		score += s->sector;
	if (x->places.n && y->places.n && !in_common(&x->places, &y->places))
		score += s->place;
	if (x->professions.n && y->professions.n &&
	    !in_common(&x->professions, &y->professions))
		score += s->profession;
	score += s->interest * in_common(&x->interests, &y->interests);
	score += s->slot * in_common(&x->slots, &y->slots);
	if (p_step && q_step && p_step == q_step)
		score += 2 * s->seniority;
	else if (p_step && q_step && abs(p_step - q_step) == 1)
		score += s->seniority;
	return score;
}
