#include "command/forecast.h"

static const char *const bases[] = {
	[FORECAST_EXACT] = "exact",
	[FORECAST_REACHED] = "reached",
	[FORECAST_PLAYED] = "estimate",
	[FORECAST_COUNTED] = "count",
};

static json_t *text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

static json_t *limit_value(const struct forecast *forecast, size_t m)
{
	struct buffer why = BUFFER_INIT;
	const char *sector;
	size_t people;
	json_t *value = json_null();

	if (forecast_limit(forecast, m, &why, &sector, &people))
		value = json_pack("{s:s, s:o, s:I}", "text", why.text, "sector",
				  text_or_null(sector), "people",
				  (json_int_t)people);
	buffer_release(&why);
	return value;
}

static json_t *absent_array(const struct coming_month *month)
{
	json_t *array = json_array();

	for (size_t i = 0; i < month->n_absent; i++) {
		const struct absence *absence = &month->absent[i];
		const char *until = NULL;
		char text[MONTH_TEXT];

		if (absence->until != MONTH_NONE)
			until = month_format(text, absence->until);
		json_array_append_new(
			array,
			json_pack("{s:s, s:s, s:o}", "name", absence->name,
				  "status", absence->paused ? "paused" : "away",
				  "until", text_or_null(until)));
	}
	return array;
}

static json_t *planned_array(const struct round_record *record)
{
	json_t *array = json_array();

	for (size_t i = 0; i < record->n_musts; i++) {
		const struct must_pair *must = &record->musts[i];
		bool possible = must->fate == MUST_KEPT;
		struct buffer why = BUFFER_INIT;

		if (!possible)
			round_must_reason(&why, record, must);
		json_array_append_new(
			array, json_pack("{s:[s, s], s:b, s:s}", "names",
					 must->name_a, must->name_b, "possible",
					 (int)possible, "reason", why.text));
		buffer_release(&why);
	}
	return array;
}

static json_t *month_object(const struct forecast *forecast, size_t m)
{
	const struct coming_month *month = &forecast->months[m];
	char text[MONTH_TEXT];

	return json_pack("{s:s, s:I, s:I, s:I, s:I, s:s, s:o, s:o, s:o}",
			 "month", month_format(text, month->month), "expected",
			 (json_int_t)month->count.active, "away",
			 (json_int_t)month->count.away, "paused",
			 (json_int_t)month->count.paused, "ceiling",
			 (json_int_t)month->ceiling, "basis",
			 bases[forecast_basis(forecast, m)], "limit",
			 limit_value(forecast, m), "absent",
			 absent_array(month), "planned",
			 forecast->played
				 ? planned_array(&forecast->played[m].record)
				 : json_array());
}

static json_t *changes_array(const struct forecast *forecast)
{
	json_t *array = json_array();

	for (size_t c = 0; c < forecast->n_changes; c++) {
		const struct forecast_change *change = &forecast->changes[c];

		json_array_append_new(
			array, json_pack("{s:s, s:I}", "sector",
					 change->sector.label, "people",
					 (json_int_t)change->add -
						 (json_int_t)change->remove));
	}
	return array;
}

static json_t *short_value(const struct forecast *forecast)
{
	json_t *array;

	if (!forecast->played)
		return json_null();
	array = json_array();
	for (size_t i = 0; i < forecast->n_shortfalls; i++) {
		const struct shortfall *shortfall = &forecast->shortfalls[i];

		json_array_append_new(
			array,
			json_pack("{s:s, s:i, s:i}", "name", shortfall->name,
				  "most", (int)shortfall->most, "foreseen",
				  (int)shortfall->foreseen));
	}
	return array;
}

static json_t *sacrifice_value(const struct forecast *forecast)
{
	const struct forecast_sacrifice *sacrifice = &forecast->sacrifice;
	char month[MONTH_TEXT];

	if (!sacrifice->people)
		return json_null();
	return json_pack(
		"{s:s, s:I}", "month",
		month_format(month, forecast->months[sacrifice->month].month),
		"people", (json_int_t)sacrifice->people);
}

json_t *forecast_object(const struct forecast *forecast)
{
	json_t *months = json_array();

	for (size_t m = 0; m < forecast->n; m++)
		json_array_append_new(months, month_object(forecast, m));
	return json_pack("{s:s, s:o, s:o, s:i, s:o, s:o}", "programme",
			 forecast->programme.name, "what_if",
			 changes_array(forecast), "months", months,
			 "conversations", (int)forecast->target, "short",
			 short_value(forecast), "give_up",
			 sacrifice_value(forecast));
}
