/*
 * How else people could be put together: a plain shuffle, whose groups are
 * dropped where they break a rule, and the first that may be, in random order.
 * Both mend a month as well: groups that stand are kept, and those left over
 * are put together in the same way again.
 */
#include "connect5/random.h"
#include "life.h"

/* Those without a group, in random order. */
struct left_over {
	unsigned list[LIFE_PEOPLE];
	unsigned n;
};

/* What is left of a group without those who have gone; of one that did not
 * meet, nothing. */
static void keep(struct life *life, const struct party *party)
{
	struct party kept = *party;

	kept.size = 0;
	for (unsigned i = 0; i < party->size; i++)
		if (party->outcome == OUTCOME_MET ||
		    (life_active(life, party->member[i]) &&
		     life_may_join(life, &kept, party->member[i])))
			kept.member[kept.size++] = party->member[i];
	if (kept.size > 1 && party->outcome != OUTCOME_NOT_MET)
		life->now.list[life->now.n++] = kept;
}

static void start(struct life *life, struct left_over *out)
{
	uint64_t state = random_hash_words(life->script->seed, 1,
					   (uint64_t)life->step, 0);

	life->now.n = 0;
	for (size_t g = 0; g < life->before.n; g++)
		keep(life, &life->before.list[g]);
	out->n = 0;
	for (unsigned i = 0; i < life->script->n; i++) {
		if (!life_active(life, i) || life_party(&life->now, i))
			continue;
		unsigned at = (unsigned)random_below(&state, ++out->n);

		out->list[out->n - 1] = out->list[at];
		out->list[at] = i;
	}
}

/* Two by two, the last three together where that is allowed. */
static bool shuffle(struct life *life)
{
	struct left_over free;
	unsigned at = 0;

	start(life, &free);
	while (at + 1 < free.n) {
		struct party party = {.size = 0};
		unsigned size = free.n - at == 3 && life->script->trios ? 3 : 2;
		bool legal = true;

		while (party.size < size) {
			legal &= life_may_join(life, &party, free.list[at]);
			party.member[party.size++] = free.list[at++];
		}
		if (legal)
			life->now.list[life->now.n++] = party;
		else
			life->illegal++;
	}
	return true;
}

/* Gives somebody the first of the free who may meet them. */
static void take_first(struct life *life, const struct left_over *free,
		       unsigned at)
{
	unsigned who = free->list[at];

	for (unsigned i = at + 1; i < free->n && !life_party(&life->now, who);
	     i++) {
		struct party pair = {.member = {who, free->list[i]}, .size = 2};

		if (!life_party(&life->now, free->list[i]) &&
		    life_may_meet(life, who, free->list[i]))
			life->now.list[life->now.n++] = pair;
	}
}

static void join_first(struct life *life, unsigned who)
{
	for (size_t g = 0; g < life->now.n; g++) {
		struct party *party = &life->now.list[g];

		if (party->size == 2 && party->outcome != OUTCOME_MET &&
		    life_may_join(life, party, who)) {
			party->member[party->size++] = who;
			return;
		}
	}
}

static bool greedy(struct life *life)
{
	struct left_over free;

	start(life, &free);
	for (unsigned i = 0; i < free.n; i++)
		take_first(life, &free, i);
	for (unsigned i = 0; i < free.n && life->script->trios; i++)
		if (!life_party(&life->now, free.list[i]))
			join_first(life, free.list[i]);
	return true;
}

const struct way way_shuffle = {.name = "shuffle", .group = shuffle};
const struct way way_greedy = {.name = "greedy", .group = greedy};
