/* prefer, avoid, pair: what a coordinator would rather see of two people. */
#include "command/match.h"
#include "command/people.h"

#include <stdio.h>

#include "connect5/rules.h"
#include "connect5/store_rounds.h"

/* How a wish is told: taken up, there already, taken back, not there. */
struct wish_words {
	enum wish wish;
	const char *put, *stood, *taken, *missing, *effect, *no_effect;
};

static const struct wish_words preferring = {
	WISH_PREFER,
	"preferred with",
	"preferred already with",
	"no longer preferred with",
	"was not preferred with",
	"preferred",
	"no longer preferred",
};
static const struct wish_words avoiding = {
	WISH_AVOID,
	"avoided where possible with",
	"avoided where possible already with",
	"no longer avoided with",
	"was not avoided with",
	"avoided where possible",
	"no longer avoided",
};

/* The names of the two, and their words for a command line. */
struct two {
	struct pool pool;
	struct participant a, b;
	struct buffer words;
};

static enum c5_status load_two(struct two *out, const struct deed *deed,
			       struct c5_error *err)
{
	enum c5_status status = store_participant(deed->store, deed->who,
						  &out->pool, &out->a, err);

	if (!status)
		status = store_participant(deed->store, deed->other, &out->pool,
					   &out->b, err);
	if (status)
		return status;
	people_word(&out->words, &out->a);
	buffer_putc(&out->words, ' ');
	people_word(&out->words, &out->b);
	return buffer_status(&out->words, err);
}

static void release_two(struct two *two)
{
	pool_release(&two->pool);
	buffer_release(&two->words);
}

/* C5_NO: the two have met for good, so that a wish weighs on nothing. */
static enum c5_status check_bond(const struct deed *deed, struct c5_error *err)
{
	struct two two = {.words = BUFFER_INIT};
	struct bond bond;
	char month[MONTH_TEXT];
	enum c5_status status =
		store_bond(deed->store, deed->who, deed->other, &bond, err);

	if (!status && bond.for_good)
		status = load_two(&two, deed, err);
	if (!status && bond.for_good)
		status = error_set(
			err, C5_NO,
			"%s and %s have met%s%s, and nobody meets twice: what "
			"is wished of them can matter no more",
			two.a.profile.name, two.b.profile.name,
			bond.month == MONTH_NONE ? "" : " in ",
			bond.month == MONTH_NONE
				? ""
				: month_format(month, bond.month));
	release_two(&two);
	return status;
}

/* What keeps the two apart as things are, or together, whatever is wished. */
static enum c5_status note_idle(const struct deed *deed, const struct two *two,
				struct c5_error *err)
{
	const struct profile *p = &two->a.profile, *q = &two->b.profile;
	const struct context *context = deed->context;
	char month[MONTH_TEXT];
	month_t planned;
	struct bond bond;
	bool excluded;
	enum c5_status status = store_is_excluded(deed->store, deed->who,
						  deed->other, &excluded, err);

	if (!status)
		status = store_bond(deed->store, deed->who, deed->other, &bond,
				    err);
	if (!status)
		status = store_planned_for(deed->store, deed->who, deed->other,
					   moment_month(context->now) - 1,
					   &planned, err);
	if (status)
		return status;
	if (bond.met)
		note(context,
		     "the two were put together in %s: this counts if that "
		     "round is mended or made again, or if they did not meet",
		     month_format(month, bond.month));
	else if (excluded)
		note(context,
		     "an exclusion keeps the two apart, whatever is wished: "
		     "'connect5 people include %s' takes it back",
		     two->words.text);
	else if (p->organisation && p->organisation == q->organisation)
		note(context,
		     "the two are of one organisation, and are not put "
		     "together, whatever is wished, while that is so");
	else if (p->sector == q->sector)
		note(context,
		     "the two are of one part of the system: this counts only "
		     "in a round that is made with --relax sector");
	else if (planned != MONTH_NONE)
		note(context,
		     "the two are to be put together in %s, whatever is "
		     "wished: 'connect5 people pair %s %s --off' takes that "
		     "back",
		     month_format(month, planned), two->words.text, month);
	return C5_OK;
}

static enum c5_status note_wish(const struct deed *deed, struct c5_error *err)
{
	struct two two = {.words = BUFFER_INIT};
	enum c5_status status = load_two(&two, deed, err);

	if (!status)
		status = note_idle(deed, &two, err);
	release_two(&two);
	return status;
}

/* Takes back what was said, if it was this. */
static enum c5_status take_back(struct deed *deed, enum wish wish,
				bool *changed, struct c5_error *err)
{
	enum wish before;
	enum c5_status status = store_wish_of(deed->store, deed->who,
					      deed->other, &before, err);

	*changed = false;
	if (status || before != wish)
		return status;
	return store_put_wish(deed->store, deed->who, deed->other, WISH_NONE,
			      changed, err);
}

static enum c5_status change_wish(const struct context *context,
				  const struct arguments *arguments,
				  const struct wish_words *words,
				  struct c5_error *err)
{
	struct deed deed = {.context = context, .arguments = arguments};
	bool off = argument_given(arguments, "off"), changed = false;
	enum c5_status status = deed_begin(&deed, 2, err);

	if (!status && !off)
		status = check_bond(&deed, err);
	if (!status && off)
		status = take_back(&deed, words->wish, &changed, err);
	else if (!status)
		status = store_put_wish(deed.store, deed.who, deed.other,
					words->wish, &changed, err);
	if (!status && changed)
		status = deed_finish(
			&deed, off ? words->no_effect : words->effect, err);
	if (!status && off)
		status = deed_tell(
			&deed, changed ? words->taken : words->missing, err);
	else if (!status)
		status = deed_tell(&deed, changed ? words->put : words->stood,
				   err);
	if (!status && !off)
		status = note_wish(&deed, err);
	store_close(deed.store);
	return status;
}

enum c5_status people_prefer(const struct context *context,
			     const struct arguments *arguments,
			     struct c5_error *err)
{
	return change_wish(context, arguments, &preferring, err);
}

enum c5_status people_avoid(const struct context *context,
			    const struct arguments *arguments,
			    struct c5_error *err)
{
	return change_wish(context, arguments, &avoiding, err);
}

/* A month of the programme whose round can still be made. */
static enum c5_status check_open(const struct deed *deed, month_t month,
				 struct c5_error *err)
{
	struct pool pool = {NULL};
	struct programme programme;
	char text[MONTH_TEXT];
	enum c5_status status =
		store_programme(deed->store, &pool, &programme, err);

	pool_release(&pool);
	if (status)
		return status;
	enum reach reach = match_reach(&programme, month);
	if (reach != REACH_OK)
		return match_not_there(&programme, month, reach, err);
	if (programme.rounds && month == programme.last_round)
		return error_set(err, C5_USAGE,
				 "%s has been matched: name a month to come",
				 month_format(text, month));
	return C5_OK;
}

/* Why somebody is not of the cohort of a month. */
static enum c5_status say_absent(const struct deed *deed, int64_t id,
				 month_t month, struct c5_error *err)
{
	struct pool pool = {NULL};
	struct buffer standing = BUFFER_INIT;
	struct participant p;
	char text[MONTH_TEXT];
	enum c5_status status =
		store_participant(deed->store, id, &pool, &p, err);

	if (!status) {
		people_standing(&standing, &p);
		month_format(text, month);
		if (p.standing == STANDING_ACTIVE)
			buffer_cut(&standing, 0);
		status = buffer_status(&standing, err);
	}
	if (!status)
		status = error_set(err, C5_NO,
				   "%s takes no part in %s, being %s",
				   p.profile.name, text,
				   standing.length ? standing.text : "away");
	buffer_release(&standing);
	pool_release(&pool);
	return status;
}

/* C5_NO: a rule keeps the two apart in that month. */
static enum c5_status check_rules(const struct deed *deed, month_t month,
				  struct c5_error *err)
{
	struct cohort cohort;
	char text[MONTH_TEXT];
	enum c5_status status = store_two(deed->store, month, deed->who,
					  deed->other, &cohort, err);
	size_t a = cohort_index(&cohort, deed->who);
	size_t b = cohort_index(&cohort, deed->other);

	if (!status && a == SIZE_MAX)
		status = say_absent(deed, deed->who, month, err);
	else if (!status && b == SIZE_MAX)
		status = say_absent(deed, deed->other, month, err);
	if (!status) {
		enum rule rule = rule_broken(&cohort, (uint32_t)a, (uint32_t)b);

		if (rule != RULE_NONE)
			status = error_set(err, C5_NO,
					   "%s and %s cannot be put together "
					   "in %s: %s",
					   cohort.people[a].profile.name,
					   cohort.people[b].profile.name,
					   month_format(text, month),
					   rule_text(rule));
	}
	cohort_release(&cohort);
	return status;
}

static enum c5_status tell_must(const struct deed *deed, month_t month,
				const char *what, struct c5_error *err)
{
	char text[80], name[MONTH_TEXT];

	snprintf(text, sizeof(text), "in %s %s", month_format(name, month),
		 what);
	return deed_tell(deed, text, err);
}

static enum c5_status put_must(struct deed *deed, month_t month,
			       struct c5_error *err)
{
	char effect[80], name[MONTH_TEXT];
	bool added = false;
	enum c5_status status = check_open(deed, month, err);

	if (!status)
		status = store_add_must(deed->store, deed->who, deed->other,
					month, &added, err);
	if (!status && added)
		status = check_rules(deed, month, err);
	snprintf(effect, sizeof(effect), "to be put together in %s",
		 month_format(name, month));
	if (!status && added)
		status = deed_finish(deed, effect, err);
	return status ? status
		      : tell_must(deed, month,
				  added ? "to be put together with"
					: "already to be put together with",
				  err);
}

static enum c5_status take_must(struct deed *deed, month_t month,
				struct c5_error *err)
{
	char effect[80], name[MONTH_TEXT];
	bool removed = false;
	enum c5_status status = store_remove_must(
		deed->store, deed->who, deed->other, month, &removed, err);

	snprintf(effect, sizeof(effect), "no longer to be put together in %s",
		 month_format(name, month));
	if (!status && removed)
		status = deed_finish(deed, effect, err);
	return status ? status
		      : tell_must(deed, month,
				  removed ? "no longer to be put together with"
					  : "was not to be put together with",
				  err);
}

enum c5_status people_pair(const struct context *context,
			   const struct arguments *arguments,
			   struct c5_error *err)
{
	struct deed deed = {.context = context, .arguments = arguments};
	month_t month;
	enum c5_status status = deed_begin(&deed, 2, err);

	if (!status)
		status = resolve_month(context, deed.store,
				       arguments->operands[3], &month, err);
	if (!status)
		status = argument_given(arguments, "off")
				 ? take_must(&deed, month, err)
				 : put_must(&deed, month, err);
	store_close(deed.store);
	return status;
}
