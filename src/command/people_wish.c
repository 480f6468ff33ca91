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
