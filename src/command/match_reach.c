/* What stands in the way of a round for a month, in words. */
#include "command/match.h"

static month_t last_month(const struct programme *programme)
{
	return programme->first_month + programme->months - 1;
}

enum reach match_reach(const struct programme *programme, month_t month)
{
	if (month < programme->first_month)
		return REACH_EARLY;
	if (month > last_month(programme))
		return REACH_LATE;
	if (programme->rounds && month < programme->last_round)
		return REACH_BEHIND;
	return REACH_OK;
}

enum c5_status match_out_of_season(const struct context *context,
				   const struct programme *programme,
				   month_t month, enum reach reach,
				   struct c5_error *err)
{
	char now[MONTH_TEXT], first[MONTH_TEXT];

	month_format(now, month);
	month_format(first, programme->first_month);
	if (reach == REACH_EARLY)
		note(context,
		     "the programme starts in %s, and it is %s: nothing to do; "
		     "'connect5 match %s' makes the first round ahead of time",
		     first, now, first);
	else if (reach == REACH_BEHIND)
		note(context,
		     "%s was passed over, since %s has been matched: nothing "
		     "to "
		     "do",
		     now, month_format(first, programme->last_round));
	else
		note(context,
		     "the programme ended in %s, and it is %s: nothing to do; "
		     "'connect5 status' sums it up",
		     month_format(first, last_month(programme)), now);
	return context->json ? print_json(json_null(), err) : C5_OK;
}

enum c5_status match_not_there(const struct programme *programme, month_t month,
			       enum reach reach, struct c5_error *err)
{
	char text[MONTH_TEXT], other[MONTH_TEXT];

	month_format(text, month);
	if (reach == REACH_EARLY)
		return error_set(err, C5_USAGE,
				 "%s is before the programme, which starts in "
				 "%s: name that month, or a later one",
				 text,
				 month_format(other, programme->first_month));
	if (reach == REACH_LATE)
		return error_set(err, C5_USAGE,
				 "%s is after the programme, which ends in %s: "
				 "'connect5 config months %d' would make it "
				 "longer",
				 text,
				 month_format(other, last_month(programme)),
				 month - programme->first_month + 1);
	return error_set(err, C5_USAGE,
			 "%s is before %s, which has been matched: rounds are "
			 "made in order, so name a later month",
			 text, month_format(other, programme->last_round));
}

void match_note_skipped(const struct context *context,
			const struct programme *programme, month_t month)
{
	month_t from = programme->rounds ? programme->last_round + 1
					 : programme->first_month;
	char text[MONTH_TEXT];

	for (; from < month; from++)
		note(context,
		     "%s is skipped: it can no longer be matched once this "
		     "round is made",
		     month_format(text, from));
}
