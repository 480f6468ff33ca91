/*
 * The rules and the fairness of a round, read anew from the script: nothing
 * here calls the library.
 */
#include <string.h>

#include "life.h"

/* People up to which every round that there could be is tried; a repair is the
 * best there is up to REPAIR_SMALL people. */
enum { TRY_MATCH = 13, TRY_REPAIR = 10 };

bool life_may_meet(const struct life *life, unsigned a, unsigned b)
{
	const struct actor *x = &life->script->people[a];
	const struct actor *y = &life->script->people[b];
	const struct party *before = life_party(&life->before, a);
	bool stood = before && before == life_party(&life->before, b) &&
		     before->outcome != OUTCOME_NOT_MET;

	return x->sector != y->sector &&
	       (x->organisation < 0 || x->organisation != y->organisation) &&
	       !life->excluded[a][b] && (!life->told[a][b] || stood);
}

bool life_may_join(const struct life *life, const struct party *party,
		   unsigned person)
{
	for (unsigned i = 0; i < party->size; i++)
		if (!life_may_meet(life, party->member[i], person))
			return false;
	return true;
}

static bool same_party(const struct party *a, const struct party *b)
{
	unsigned same = 0;

	for (unsigned i = 0; i < a->size; i++)
		for (unsigned j = 0; j < b->size; j++)
			same += a->member[i] == b->member[j];
	return a->size == b->size && same == a->size;
}

/* A group that has met stays what it was, whatever came later. */
static bool party_is_legal(struct life *life, const struct party *party)
{
	const struct party *before =
		life_party(&life->before, party->member[0]);

	if (party->outcome == OUTCOME_MET)
		return (before && same_party(before, party)) ||
		       life_wrong(life, "a group met before it was made");
	if (party->size < 2 || party->size > 3 ||
	    (party->size == 3 && !life->script->trios))
		return life_wrong(life, "a group of %u", party->size);
	for (unsigned i = 0; i < party->size; i++) {
		struct party others = {.size = 0};

		for (unsigned j = i + 1; j < party->size; j++)
			others.member[others.size++] = party->member[j];
		if (!life_active(life, party->member[i]) ||
		    !life_may_join(life, &others, party->member[i]))
			return life_wrong(
				life,
				"%u breaks a rule in the group "
				"%u+%u, month told: %u",
				party->member[i], party->member[0],
				party->member[1],
				life->told[party->member[0]][party->member[1]]);
	}
	return true;
}

bool life_is_legal(struct life *life)
{
	bool seated[LIFE_PEOPLE] = {false};

	for (size_t g = 0; g < life->now.n; g++) {
		const struct party *party = &life->now.list[g];

		for (unsigned i = 0; i < party->size; i++) {
			if (seated[party->member[i]])
				return life_wrong(life, "%u is in two groups",
						  party->member[i]);
			seated[party->member[i]] = true;
		}
		if (!party_is_legal(life, party))
			return false;
	}
	for (size_t g = 0; g < life->before.n; g++)
		if (life->before.list[g].outcome == OUTCOME_MET &&
		    !seated[life->before.list[g].member[0]])
			return life_wrong(life, "a group that met is gone");
	return true;
}

bool life_keep_reports(struct life *life, bool kept)
{
	for (size_t g = 0; g < life->now.n; g++) {
		struct party *party = &life->now.list[g];
		const struct party *before =
			life_party(&life->before, party->member[0]);

		if (!before || before->outcome != OUTCOME_NOT_MET ||
		    !same_party(before, party))
			continue;
		if (kept && party->outcome != OUTCOME_NOT_MET)
			return life_wrong(life, "the report of %u is lost",
					  party->member[0]);
		party->outcome = OUTCOME_NOT_MET;
	}
	return true;
}

/* Every round there could be */

/* The people whose groups are in question. */
struct trial {
	unsigned person[TRY_MATCH];
	unsigned n;
	int64_t best[1U << TRY_MATCH]; /* of a set of them, as bits */
};

/* People placed, then groups kept, then fewest trios, then earlier waits. */
static int64_t worth(const struct life *life, const struct party *party)
{
	const struct party *before =
		life_party(&life->before, party->member[0]);
	bool kept = before && before->outcome != OUTCOME_NOT_MET &&
		    same_party(before, party);
	int64_t worth = ((int64_t)party->size << 24) + ((int64_t)kept << 16) -
			((int64_t)(party->size == 3) << 10);

	for (unsigned i = 0; i < party->size; i++)
		worth += life->waits[party->member[i]];
	return worth;
}

static void try_party(const struct life *life, struct trial *trial,
		      unsigned set, const struct party *party, unsigned taken)
{
	int64_t sum = worth(life, party) + trial->best[set & ~taken];

	if (sum > trial->best[set])
		trial->best[set] = sum;
}

static void try_trios(const struct life *life, struct trial *trial,
		      unsigned set, struct party pair, unsigned taken,
		      unsigned from)
{
	for (unsigned k = from; k < trial->n && life->script->trios; k++) {
		struct party trio = pair;

		if (!(set >> k & 1) ||
		    !life_may_join(life, &pair, trial->person[k]))
			continue;
		trio.member[trio.size++] = trial->person[k];
		try_party(life, trial, set, &trio, taken | 1U << k);
	}
}

/* The best that a set can do: its first waits, or has one or two with it. */
static void try_set(const struct life *life, struct trial *trial, unsigned set)
{
	unsigned i = 0;

	while (!(set >> i & 1))
		i++;
	trial->best[set] = trial->best[set & ~(1U << i)];
	for (unsigned j = i + 1; j < trial->n; j++) {
		struct party pair = {
			.member = {trial->person[i], trial->person[j]},
			.size = 2};
		unsigned taken = 1U << i | 1U << j;

		if (!(set >> j & 1) ||
		    !life_may_meet(life, pair.member[0], pair.member[1]))
			continue;
		try_party(life, trial, set, &pair, taken);
		try_trios(life, trial, set, pair, taken, j + 1);
	}
}

static bool is_best(struct life *life, struct trial *trial)
{
	int64_t sum = 0;

	life->tried++;
	trial->best[0] = 0;
	for (unsigned set = 1; set < 1U << trial->n; set++)
		try_set(life, trial, set);
	for (size_t g = 0; g < life->now.n; g++)
		if (life->now.list[g].outcome != OUTCOME_MET)
			sum += worth(life, &life->now.list[g]);
	return sum == trial->best[(1U << trial->n) - 1] ||
	       life_wrong(life,
			  "of %u people a round is worth %llx, and this one "
			  "%llx",
			  trial->n,
			  (unsigned long long)trial->best[(1U << trial->n) - 1],
			  (unsigned long long)sum);
}

/* In larger rounds: what would have to be so */

/* Nobody who waits could be placed and nobody moved. */
static bool nobody_could_be_placed(struct life *life, unsigned waiting)
{
	for (unsigned i = 0; i < life->script->n; i++)
		if (i != waiting && life_active(life, i) &&
		    !life_party(&life->now, i) &&
		    life_may_meet(life, waiting, i))
			return life_wrong(life,
					  "%u and %u wait, and could "
					  "meet",
					  waiting, i);
	for (size_t g = 0; g < life->now.n && life->script->trios; g++)
		if (life->now.list[g].outcome != OUTCOME_MET &&
		    life->now.list[g].size == 2 &&
		    life_may_join(life, &life->now.list[g], waiting))
			return life_wrong(life,
					  "%u waits, and could join "
					  "a pair",
					  waiting);
	return true;
}

/* Those who could be left out in place of somebody who waits. */
struct swaps {
	unsigned queue[LIFE_PEOPLE];
	size_t n;
	bool used[LIFE_PEOPLE / 2]; /* groups */
};

/* Lets `out` take the seat of each member of a group that the others of it
 * allow; all of them may be the next to look for another seat. */
static void swap_into(const struct life *life, struct swaps *swaps,
		      size_t group, unsigned out)
{
	const struct party *party = &life->now.list[group];

	for (unsigned i = 0; i < party->size; i++) {
		struct party others = {.size = 0};

		for (unsigned j = 0; j < party->size; j++)
			if (i != j)
				others.member[others.size++] = party->member[j];
		if (!life_may_join(life, &others, out))
			continue;
		swaps->queue[swaps->n++] = party->member[i];
		swaps->used[group] = true;
	}
}

/*
 * Nobody who waits has more earlier waits than somebody who could wait in their
 * place by a chain of swaps, each in another group: every chain that is found
 * leaves as many placed, in as few trios.
 */
static bool nobody_could_swap(struct life *life, unsigned waiting)
{
	struct swaps swaps = {.queue = {waiting}, .n = 1};

	for (size_t at = 0; at < swaps.n; at++) {
		if (life->waits[swaps.queue[at]] < life->waits[waiting])
			return life_wrong(life,
					  "%u waits after %u months of "
					  "waiting, and %u could after %u",
					  waiting, life->waits[waiting],
					  swaps.queue[at],
					  life->waits[swaps.queue[at]]);
		for (size_t g = 0; g < life->now.n; g++)
			if (!swaps.used[g])
				swap_into(life, &swaps, g, swaps.queue[at]);
	}
	return true;
}

bool life_is_fair(struct life *life)
{
	static struct trial trial;
	bool mended = life->step % 2;

	trial.n = 0;
	for (unsigned i = 0; i < life->script->n; i++) {
		const struct party *party = life_party(&life->now, i);

		if (!life_active(life, i) ||
		    (party && party->outcome == OUTCOME_MET))
			continue;
		if (trial.n < TRY_MATCH)
			trial.person[trial.n] = i;
		trial.n++;
		if (party)
			continue;
		if (!nobody_could_be_placed(life, i) ||
		    (!mended && !nobody_could_swap(life, i)))
			return false;
	}
	return trial.n > (mended ? TRY_REPAIR : TRY_MATCH) ||
	       is_best(life, &trial);
}
