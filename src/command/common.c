#include "command/command.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/store_rounds.h"

enum c5_status open_view(const struct context *context, struct store **out,
			 struct c5_error *err)
{
	enum c5_status status =
		store_open(out, context->file, context->wait_ms, err);

	if (status)
		return status;
	status = store_view(*out, err);
	if (status) {
		store_close(*out);
		*out = NULL;
	}
	return status;
}

static enum c5_status begin(const struct context *context, struct store **out,
			    const char *command, bool for_good,
			    struct c5_error *err)
{
	struct store_change change = {
		.command = command,
		.user = context->user,
		.now = context->now,
		.for_good = for_good,
		.made = context->changed,
	};
	enum c5_status status =
		store_open(out, context->file, context->wait_ms, err);

	if (status)
		return status;
	status = store_begin(*out, &change, err);
	if (status) {
		store_close(*out);
		*out = NULL;
	}
	return status;
}

enum c5_status open_change(const struct context *context, struct store **out,
			   const char *command, struct c5_error *err)
{
	return begin(context, out, command, false, err);
}

enum c5_status open_for_good(const struct context *context, struct store **out,
			     const char *command, struct c5_error *err)
{
	return begin(context, out, command, true, err);
}

/* A round that is not made, nor the next: its month depends on which months are
 * skipped until then. */
static enum c5_status not_yet(const struct programme *programme, long ordinal,
			      month_t next, struct c5_error *err)
{
	month_t last = programme->first_month + programme->months - 1;
	char text[MONTH_TEXT];

	month_format(text, next);
	if (ordinal != 1 && programme->months == 1)
		return error_set(err, C5_USAGE,
				 "the programme has one round, not %ld",
				 ordinal);
	if (ordinal < 1 || ordinal > programme->months)
		return error_set(err, C5_USAGE,
				 "the programme has rounds 1 to %d, not %ld",
				 programme->months, ordinal);
	if (next > last)
		return error_set(err, C5_USAGE,
				 "there is no round %ld: the last month, %s, "
				 "has been matched, as round %d",
				 ordinal, month_format(text, last),
				 programme->rounds);
	return error_set(err, C5_USAGE,
			 "round %ld has no month yet: the next is round %d, "
			 "for %s; for a later one type its month, YYYY-MM",
			 ordinal, programme->rounds + 1, text);
}

/*
 * The month of a round that is made, or of the next, which is the month after
 * the latest or the programme's first: whatever day it is, so that a number
 * means the same month before and after the round is made.
 */
static enum c5_status month_of_ordinal(struct store *store, long ordinal,
				       month_t *out, struct c5_error *err)
{
	struct pool pool = {NULL};
	struct programme programme;
	month_t made[MOST_MONTHS];
	size_t n = 0;
	enum c5_status status = store_programme(store, &pool, &programme, err);

	if (!status)
		status = store_round_months(store, made, MOST_MONTHS, &n, err);
	pool_release(&pool);
	if (status)
		return status;
	month_t next = n ? made[n - 1] + 1 : programme.first_month;
	if (ordinal >= 1 && (size_t)ordinal <= n)
		*out = made[ordinal - 1];
	else if ((size_t)ordinal == n + 1 && ordinal <= programme.months)
		*out = next;
	else
		return not_yet(&programme, ordinal, next, err);
	return C5_OK;
}

enum c5_status resolve_month(const struct context *context, struct store *store,
			     const char *text, month_t *out,
			     struct c5_error *err)
{
	month_t now = moment_month(context->now);
	char *end;

	if (!text || strcmp(text, "now") == 0)
		*out = now;
	else if (strcmp(text, "next") == 0)
		*out = now + 1;
	else if (strcmp(text, "last") == 0)
		*out = now - 1;
	else if (!month_parse(out, text)) {
		long ordinal = strtol(text, &end, 10);

		if (!isdigit((unsigned char)*text) || *end)
			return error_set(err, C5_USAGE,
					 "'%s' is no month: say YYYY-MM, now, "
					 "next, last, or a round's number",
					 text);
		return month_of_ordinal(store, ordinal, out, err);
	}
	return C5_OK;
}

enum c5_status check_month(const struct programme *programme, month_t month,
			   struct c5_error *err)
{
	month_t first = programme->first_month;
	month_t last = first + programme->months - 1;
	char text[MONTH_TEXT], from[MONTH_TEXT], to[MONTH_TEXT];

	if (month >= first && month <= last)
		return C5_OK;
	month_format(text, month);
	month_format(from, first);
	month_format(to, last);
	if (month < first || month - first >= MOST_MONTHS)
		return error_set(err, C5_USAGE,
				 "%s is no month of the programme, which runs "
				 "from %s to %s",
				 text, from, to);
	return error_set(err, C5_USAGE,
			 "%s is no month of the programme, which runs from %s "
			 "to %s: 'connect5 config months %d' would make it "
			 "longer",
			 text, from, to, month - first + 1);
}

/* Why there is none for a month that was asked for, and what to type. */
static enum c5_status no_round(const struct programme *programme, month_t month,
			       struct c5_error *err)
{
	char text[MONTH_TEXT];
	enum c5_status status = check_month(programme, month, err);

	month_format(text, month);
	if (status)
		return status;
	if (programme->rounds && month < programme->last_round)
		return error_set(err, C5_NO,
				 "there is no round for %s: it was skipped",
				 text);
	return error_set(err, C5_NO,
			 "there is no round for %s: 'connect5 match %s' makes "
			 "it",
			 text, text);
}

enum c5_status resolve_round(const struct context *context, struct store *store,
			     const char *text, struct round_record *out,
			     struct c5_error *err)
{
	struct pool pool = {NULL};
	struct programme programme;
	month_t month;
	bool found;
	enum c5_status status =
		resolve_month(context, store, text, &month, err);

	*out = (struct round_record){0};
	if (status)
		return status;
	status = store_load_round(store, month, &found, out, err);
	if (status || found)
		return status;
	status = store_programme(store, &pool, &programme, err);
	if (!status && text)
		status = no_round(&programme, month, err);
	else if (!status && !programme.rounds)
		status = error_set(err, C5_NO,
				   "no round has been made: 'connect5 status' "
				   "says what comes next");
	else if (!status)
		status = store_load_round(store, programme.last_round, &found,
					  out, err);
	pool_release(&pool);
	return status;
}
