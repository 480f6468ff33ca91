/* The wishes and must-pairs in force, for list and status. */
#include "command/people.h"

#include "connect5/record.h"
#include "connect5/store_rounds.h"
#include "connect5/text.h"

/* What stands in the way of a must-pair as of today, or nothing. */
static enum c5_status find_problem(struct buffer *out, struct store *store,
				   const struct wanted_pair *pair,
				   struct c5_error *err)
{
	struct must_pair must = {
		.a = pair->a,
		.b = pair->b,
		.name_a = pair->name_a,
		.name_b = pair->name_b,
	};
	struct round_record two = {.musts = &must, .n_musts = 1};
	enum c5_status status = store_two(store, pair->month, pair->a, pair->b,
					  &two.cohort, err);

	if (!status)
		status = round_record_bind(&two, err);
	if (!status && must.fate != MUST_KEPT)
		round_must_reason(out, &two, &must);
	round_record_release(&two);
	return status ? status : buffer_status(out, err);
}

static void names(struct buffer *out, const struct wanted_pair *pair)
{
	text_visible(out, pair->name_a);
	buffer_puts(out, " and ");
	text_visible(out, pair->name_b);
}

void people_word(struct buffer *out, const struct participant *participant)
{
	if (*participant->email)
		buffer_puts(out, participant->email);
	else
		buffer_printf(out, "%lld", (long long)participant->id);
}

/* "ann@example.org bo@example.org" */
static enum c5_status put_words(struct buffer *out, struct store *store,
				const struct wanted_pair *pair,
				struct c5_error *err)
{
	struct pool pool = {NULL};
	struct participant a, b;
	enum c5_status status =
		store_participant(store, pair->a, &pool, &a, err);

	if (!status)
		status = store_participant(store, pair->b, &pool, &b, err);
	if (!status) {
		people_word(out, &a);
		buffer_putc(out, ' ');
		people_word(out, &b);
		status = buffer_status(out, err);
	}
	pool_release(&pool);
	return status;
}

/* One that cannot be, and how it is taken back. */
static enum c5_status note_plan(const struct context *context,
				struct store *store,
				const struct wanted_pair *pair,
				struct c5_error *err)
{
	struct buffer problem = BUFFER_INIT, words = BUFFER_INIT;
	char month[MONTH_TEXT];
	enum c5_status status = find_problem(&problem, store, pair, err);

	month_format(month, pair->month);
	if (!status && problem.length)
		status = put_words(&words, store, pair, err);
	if (!status && problem.length)
		note(context,
		     "%s and %s are to be put together in %s, but as things "
		     "are will not be: %s; 'connect5 people pair %s %s --off' "
		     "takes that back",
		     pair->name_a, pair->name_b, month, problem.text,
		     words.text, month);
	buffer_release(&problem);
	buffer_release(&words);
	return status;
}

static bool is_of(const struct wanted_pair *pair, int64_t who)
{
	return pair->a == who || pair->b == who;
}

enum c5_status people_note_plans(const struct context *context,
				 struct store *store, int64_t who,
				 int64_t other, struct c5_error *err)
{
	struct pool pool = {NULL};
	struct wanted_pair *musts;
	size_t n = 0;
	enum c5_status status = store_musts(store, &pool, &musts, &n, err);

	for (size_t i = 0; i < n && !status; i++)
		if (is_of(&musts[i], who) &&
		    (!other || is_of(&musts[i], other)))
			status = note_plan(context, store, &musts[i], err);
	pool_release(&pool);
	return status;
}

enum c5_status people_musts_text(struct buffer *out, struct store *store,
				 struct c5_error *err)
{
	struct pool pool = {NULL};
	struct wanted_pair *musts;
	size_t n = 0;
	enum c5_status status = store_musts(store, &pool, &musts, &n, err);

	for (size_t i = 0; i < n && !status; i++) {
		struct buffer problem = BUFFER_INIT;
		char month[MONTH_TEXT];

		status = find_problem(&problem, store, &musts[i], err);
		names(out, &musts[i]);
		buffer_printf(out, " are to be put together in %s",
			      month_format(month, musts[i].month));
		if (problem.length) {
			buffer_puts(out, ", but as things are will not be: ");
			text_visible(out, problem.text);
		}
		buffer_puts(out, ".\n");
		buffer_release(&problem);
	}
	pool_release(&pool);
	return status ? status : buffer_status(out, err);
}

enum c5_status people_wishes_text(struct buffer *out, struct store *store,
				  struct c5_error *err)
{
	struct pool pool = {NULL};
	struct wanted_pair *wishes;
	size_t n = 0;
	enum c5_status status = store_wishes(store, &pool, &wishes, &n, err);

	for (size_t i = 0; i < n && !status; i++) {
		names(out, &wishes[i]);
		buffer_puts(out, wishes[i].wish == WISH_PREFER
					 ? " are preferred with each other.\n"
					 : " are to be avoided where "
					   "possible.\n");
	}
	pool_release(&pool);
	return status ? status : buffer_status(out, err);
}

static json_t *wish_array(const struct wanted_pair *wishes, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(
			array,
			json_pack("{s:[s, s], s:s}", "names", wishes[i].name_a,
				  wishes[i].name_b, "kind",
				  wishes[i].wish == WISH_PREFER ? "prefer"
								: "avoid"));
	return array;
}

enum c5_status people_musts_json(json_t *object, struct store *store,
				 struct c5_error *err)
{
	struct pool pool = {NULL};
	struct wanted_pair *musts;
	json_t *array = json_array();
	size_t n = 0;
	enum c5_status status = store_musts(store, &pool, &musts, &n, err);

	for (size_t i = 0; i < n && !status; i++) {
		struct buffer problem = BUFFER_INIT;
		char month[MONTH_TEXT];

		status = find_problem(&problem, store, &musts[i], err);
		json_array_append_new(
			array,
			json_pack("{s:[s, s], s:s, s:s}", "names",
				  musts[i].name_a, musts[i].name_b, "month",
				  month_format(month, musts[i].month),
				  "problem", problem.text));
		buffer_release(&problem);
	}
	json_object_set_new(object, "must_pairs", array);
	pool_release(&pool);
	return status;
}

enum c5_status people_wishes_json(json_t *object, struct store *store,
				  struct c5_error *err)
{
	struct pool pool = {NULL};
	struct wanted_pair *wishes;
	size_t n = 0;
	enum c5_status status = store_wishes(store, &pool, &wishes, &n, err);

	if (!status)
		json_object_set_new(object, "wishes", wish_array(wishes, n));
	pool_release(&pool);
	return status;
}
