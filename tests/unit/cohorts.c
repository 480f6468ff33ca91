#include "cohorts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "prelude.h"

#include "connect5/audit.h"
#include "connect5/random.h"

/* A skewed programme, as most are, and its harder relatives. */
const struct mix mix_skewed = {
	.sectors = {38, 17, 12, 10, 9, 7, 4, 3},
	.organisations = 6,
	.strays = 5,
	.unknown = 5,
	.most_waits = 2,
};
const struct mix mix_majority = {
	.sectors = {65, 15, 10, 10},
	.organisations = 12,
	.unknown = 5,
	.most_waits = 3,
};
const struct mix mix_tight = {
	.sectors = {50, 20, 20, 10},
	.organisations = 4,
	.strays = 10,
	.unknown = 20,
};
const struct mix mix_correlated = {
	.sectors = {38, 17, 12, 10, 9, 7, 4, 3},
	.organisations = 3,
	.unknown = 5,
	.most_waits = 1,
	.correlated = true,
};
const struct mix mix_few = {
	.sectors = {40, 35, 25},
	.organisations = 2,
	.strays = 30,
	.unknown = 20,
	.most_waits = 3,
};

static bool chance(unsigned percent, uint64_t *state)
{
	return random_below(state, 100) < percent;
}

void crowd_release(struct crowd *crowd)
{
	free(crowd->people);
	free(crowd->ties);
	free(crowd->wanted);
	*crowd = (struct crowd){0};
}

struct invented *crowd_add(struct crowd *crowd, uint64_t *state)
{
	struct invented *person;

	crowd->people = memory_grow(crowd->people, &crowd->capacity,
				    crowd->n + 1, sizeof(*crowd->people));
	assert_non_null(crowd->people);
	person = &crowd->people[crowd->n];
	*person = (struct invented){
		.id = 1000 + (int64_t)crowd->n,
		.key = random_next(state),
		.sector = 1,
	};
	snprintf(person->name, sizeof(person->name), "Person %zu", crowd->n);
	crowd->n++;
	return person;
}

/* One of eight sectors by their shares, from 1. */
static int draw_sector(const struct mix *mix, uint64_t *state)
{
	uint64_t at = random_below(state, 100);
	int sector = 0;

	while (sector < 7 && at >= mix->sectors[sector])
		at -= mix->sectors[sector++];
	return sector + 1;
}

/* Two to five of twelve, the popular ones more often. */
static unsigned draw_interests(uint64_t *state)
{
	uint64_t wanted = 2 + random_below(state, 4);
	unsigned bits = 0;

	for (uint64_t i = 0; i < wanted; i++)
		bits |= 1U << random_below(state, 1 + random_below(state, 12));
	return bits;
}

static int drawn_or(int sector, unsigned percent, uint64_t kinds,
		    uint64_t *state)
{
	if (chance(percent, state))
		return 1 + sector % (int)kinds;
	return 1 + (int)random_below(state, kinds);
}

void crowd_add_drawn(struct crowd *crowd, const struct mix *mix,
		     uint64_t *state)
{
	struct invented *person = crowd_add(crowd, state);
	bool follows = mix->correlated;
	int home;

	person->sector = draw_sector(mix, state);
	home = chance(mix->strays, state) ? draw_sector(mix, state)
					  : person->sector;
	if (mix->organisations && !chance(mix->unknown, state))
		person->organisation =
			home * 100 +
			(int)random_below(state, mix->organisations);
	if (!chance(mix->unknown, state))
		person->places = 1U << drawn_or(person->sector,
						follows ? 80 : 0, 6, state);
	if (!chance(mix->unknown, state))
		person->profession =
			drawn_or(person->sector, follows ? 70 : 0, 5, state);
	if (!chance(mix->unknown, state))
		person->seniority = 1 + (int)random_below(state, 5);
	if (!chance(mix->unknown, state))
		person->interests = draw_interests(state);
	person->slots = (unsigned)random_below(state, 16);
	person->waits = (unsigned)random_below(state, mix->most_waits + 1);
}

void crowd_draw(struct crowd *crowd, const struct mix *mix, size_t n,
		uint64_t *state)
{
	for (size_t i = 0; i < n; i++)
		crowd_add_drawn(crowd, mix, state);
}

void crowd_tie(struct crowd *crowd, size_t a, size_t b, bool excluded)
{
	crowd->ties = memory_grow(crowd->ties, &crowd->tie_capacity,
				  crowd->n_ties + 1, sizeof(*crowd->ties));
	assert_non_null(crowd->ties);
	crowd->ties[crowd->n_ties++] = (struct tie){a, b, excluded};
}

void crowd_tie_some(struct crowd *crowd, unsigned percent, bool excluded,
		    uint64_t *state)
{
	for (size_t a = 0; a < crowd->n; a++)
		for (size_t b = 0; b < a; b++)
			if (chance(percent, state))
				crowd_tie(crowd, a, b, excluded);
}

static bool is_word_on(const struct wanted *wanted, size_t a, size_t b,
		       enum wish wish)
{
	bool has_a = wanted->a == a || wanted->b == a;
	bool has_b = wanted->a == b || wanted->b == b;

	if (wish == WISH_NONE && wanted->wish == WISH_NONE)
		return has_a || has_b;
	return wish != WISH_NONE && wanted->wish != WISH_NONE && has_a && has_b;
}

void crowd_want(struct crowd *crowd, size_t a, size_t b, enum wish wish)
{
	for (size_t i = 0; i < crowd->n_wanted; i++)
		if (is_word_on(&crowd->wanted[i], a, b, wish))
			return;
	crowd->wanted =
		memory_grow(crowd->wanted, &crowd->wanted_capacity,
			    crowd->n_wanted + 1, sizeof(*crowd->wanted));
	assert_non_null(crowd->wanted);
	crowd->wanted[crowd->n_wanted++] = (struct wanted){a, b, wish};
}

void crowd_want_some(struct crowd *crowd, unsigned percent, size_t musts,
		     uint64_t *state)
{
	for (size_t a = 0; a < crowd->n; a++)
		for (size_t b = 0; b < a; b++)
			if (chance(percent, state))
				crowd_want(crowd, a, b,
					   random_below(state, 2) ? WISH_PREFER
								  : WISH_AVOID);
	for (size_t i = 0; i < musts && crowd->n > 1; i++) {
		size_t a = random_below(state, crowd->n);
		size_t b = random_below(state, crowd->n);

		if (a != b && !crowd->people[a].inactive &&
		    !crowd->people[b].inactive && crowd_may_meet(crowd, a, b))
			crowd_want(crowd, a, b, WISH_NONE);
	}
}

bool crowd_tied(const struct crowd *crowd, size_t a, size_t b)
{
	for (size_t i = 0; i < crowd->n_ties; i++) {
		const struct tie *tie = &crowd->ties[i];

		if ((tie->a == a && tie->b == b) ||
		    (tie->a == b && tie->b == a))
			return true;
	}
	return false;
}

bool crowd_may_meet(const struct crowd *crowd, size_t a, size_t b)
{
	const struct invented *p = &crowd->people[a], *q = &crowd->people[b];

	return (p->sector != q->sector || crowd->relaxed) &&
	       (!p->organisation || p->organisation != q->organisation) &&
	       !crowd_tied(crowd, a, b);
}

static int64_t new_to(const struct invented *person, int sector)
{
	return person->sector == sector || person->met >> sector & 1 ? 0 : 1;
}

int64_t crowd_points(const struct crowd *crowd, const struct settings *settings,
		     size_t a, size_t b)
{
	const struct invented *p = &crowd->people[a], *q = &crowd->people[b];
	int64_t points = 0;

	points += settings->sector *
		  (new_to(p, q->sector) + new_to(q, p->sector));
	if (p->places && q->places && !(p->places & q->places))
		points += settings->place;
	if (p->profession && q->profession && p->profession != q->profession)
		points += settings->profession;
	points += settings->interest *
		  __builtin_popcount(p->interests & q->interests);
	points += settings->slot * __builtin_popcount(p->slots & q->slots);
	if (p->seniority && q->seniority &&
	    abs(p->seniority - q->seniority) < 2)
		points += settings->seniority *
			  (2 - abs(p->seniority - q->seniority));
	for (size_t i = 0; i < crowd->n_wanted; i++) {
		const struct wanted *w = &crowd->wanted[i];

		if (!is_word_on(w, a, b, w->wish) || w->wish == WISH_NONE)
			continue;
		points += w->wish == WISH_PREFER ? settings->prefer
						 : -settings->avoid;
	}
	return points < 0 ? 0 : points;
}

/* The names of the bits, one a line. */
static void list_bits(char out[256], const char *what, unsigned bits)
{
	size_t length = 0;

	out[0] = '\0';
	for (unsigned bit = 0; bit < 16; bit++)
		if (bits >> bit & 1)
			length += (size_t)snprintf(
				out + length, 256 - length, "%s%s %u",
				length ? "\n" : "", what, bit);
}

static const char *const sector_names[] = {
	"Acute",       "Primary care", "Council", "Mental health",
	"Social care", "ICB",	       "Voice",	  "VCSE"};

static void add_person(struct cohort *out, const struct invented *invented)
{
	char places[256], interests[256], slots[256], profession[32] = "";
	char organisation[32] = "", sector[16], email[40];
	int64_t met[32];
	struct person person = {
		.id = invented->id,
		.profile_id = invented->id + 5,
		.key = invented->key,
		.waits = invented->newcomer ? 99 : invented->waits,
		.newcomer = invented->newcomer,
		.email = email,
		.organisation_name = organisation,
		.sector_label = sector,
		.sector_short = sector,
		.profile = profile_empty,
		.met = met,
	};

	snprintf(email, sizeof(email), "%016llx@example.org",
		 (unsigned long long)invented->key);
	snprintf(sector, sizeof(sector), "%s",
		 sector_names[(invented->sector - 1) % 8]);
	if (invented->organisation)
		snprintf(organisation, sizeof(organisation), "Organisation %d",
			 invented->organisation);
	if (invented->profession)
		snprintf(profession, sizeof(profession), "profession %d",
			 invented->profession);
	list_bits(places, "place", invented->places);
	list_bits(interests, "interest", invented->interests);
	list_bits(slots, "slot", invented->slots);
	for (int sector_met = 0; sector_met < 32; sector_met++)
		if (invented->met >> sector_met & 1)
			met[person.n_met++] = sector_met;
	person.profile.name = invented->name;
	person.profile.sector = invented->sector;
	person.profile.organisation = invented->organisation;
	person.profile.place = places;
	person.profile.profession = profession;
	person.profile.seniority_step = invented->seniority;
	person.profile.interests = interests;
	person.profile.availability = slots;
	assert_int_equal(cohort_add(out, &person, NULL), C5_OK);
}

/* 0 to n - 1, in an order drawn from the state unless that is 0. */
static size_t *draw_order(size_t n, uint64_t *state)
{
	size_t *order = memory_new(n, sizeof(*order));

	assert_non_null(order);
	for (size_t i = 0; i < n; i++) {
		size_t j = *state ? random_below(state, i + 1) : i;

		order[i] = order[j];
		order[j] = i;
	}
	return order;
}

static void add_must(struct cohort *out, const struct crowd *crowd,
		     const struct wanted *must)
{
	size_t a = cohort_index(out, crowd->people[must->a].id);
	size_t b = cohort_index(out, crowd->people[must->b].id);

	assert_int_equal(cohort_must(out, (uint32_t)a, (uint32_t)b, NULL),
			 C5_OK);
}

void crowd_cohort(struct cohort *out, const struct crowd *crowd,
		  uint64_t shuffle)
{
	size_t *people = draw_order(crowd->n, &shuffle);
	size_t *ties = draw_order(crowd->n_ties, &shuffle);

	*out = (struct cohort){.relaxed = crowd->relaxed};
	for (size_t i = 0; i < crowd->n; i++)
		if (!crowd->people[people[i]].inactive)
			add_person(out, &crowd->people[people[i]]);
	for (size_t i = 0; i < crowd->n_ties; i++) {
		const struct tie *tie = &crowd->ties[ties[i]];
		bool turned = shuffle && random_below(&shuffle, 2);
		int64_t a = crowd->people[turned ? tie->b : tie->a].id;
		int64_t b = crowd->people[turned ? tie->a : tie->b].id;

		assert_int_equal(tie->excluded
					 ? cohort_exclude(out, a, b, NULL)
					 : cohort_connect(out, a, b, NULL),
				 C5_OK);
	}
	free(people);
	free(ties);
	for (size_t i = 0; i < crowd->n_wanted; i++)
		assert_int_equal(
			cohort_wish(out, crowd->wanted[i].wish,
				    crowd->people[crowd->wanted[i].a].id,
				    crowd->people[crowd->wanted[i].b].id, NULL),
			C5_OK);
	assert_int_equal(cohort_finish(out, NULL), C5_OK);
	for (size_t i = 0; i < crowd->n_wanted; i++)
		if (crowd->wanted[i].wish == WISH_NONE)
			add_must(out, crowd, &crowd->wanted[i]);
}

size_t *crowd_map(const struct crowd *crowd, const struct cohort *cohort)
{
	size_t *map = memory_new(cohort->n, sizeof(*map));

	assert_non_null(map);
	for (size_t v = 0; v < cohort->n; v++) {
		size_t i = 0;

		while (i < crowd->n &&
		       crowd->people[i].key != cohort->people[v].key)
			i++;
		assert_true(i < crowd->n);
		map[v] = i;
	}
	return map;
}

void crowd_record(struct round_record *out, const struct crowd *crowd,
		  const struct settings *settings)
{
	struct c5_error err = {0};

	*out = (struct round_record){
		.ordinal = 1, .of_rounds = 5, .revision = 1};
	out->settings = *settings;
	crowd_cohort(&out->cohort, crowd, 0);
	if (plan_make(&out->plan, &out->cohort, settings, &err) != C5_OK)
		fail_msg("%s", err.text);
}

static void assert_group_is_legal(const struct crowd *crowd, const size_t *map,
				  const struct group *group, bool trios)
{
	bool relaxed = false;

	assert_true(group->size == 2 || (group->size == 3 && trios));
	for (unsigned i = 0; i < group->size; i++)
		for (unsigned j = 0; j < i; j++) {
			size_t a = map[group->member[i]];
			size_t b = map[group->member[j]];

			assert_true(crowd_may_meet(crowd, a, b));
			relaxed |= crowd->people[a].sector ==
				   crowd->people[b].sector;
		}
	assert_int_equal(group->relaxed, relaxed);
}

void assert_round_is_legal(const struct crowd *crowd,
			   const struct round_record *record)
{
	const struct plan *plan = &record->plan;
	size_t n = record->cohort.n;
	size_t *map = crowd_map(crowd, &record->cohort);
	unsigned *seats = memory_new(n, sizeof(*seats));

	assert_non_null(seats);
	for (size_t g = 0; g < plan->n_groups; g++) {
		const struct group *group = &plan->groups[g];

		assert_group_is_legal(crowd, map, group,
				      record->settings.trios);
		for (unsigned i = 0; i < group->size; i++)
			seats[group->member[i]]++;
	}
	for (size_t i = 0; i < plan->n_waiting; i++)
		seats[plan->waiting[i]]++;
	for (size_t v = 0; v < n; v++)
		assert_int_equal(seats[v], 1);
	free(seats);
	free(map);
}

void assert_audit_passes(const struct round_record *record)
{
	struct c5_error err = {0};

	assert_true(audit_is_verifiable(record));
	if (audit_round(record, &err) != C5_OK)
		fail_msg("%s", err.text);
}
