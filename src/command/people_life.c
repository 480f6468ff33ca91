/* away, exclude, include, merge, erase: what happens to people. */
#include "command/people.h"

#include <stdio.h>
#include <string.h>

#include "connect5/text.h"

enum c5_status deed_begin(struct deed *deed, size_t people,
			  struct c5_error *err)
{
	char command[32];
	char **operands = deed->arguments->operands;
	enum c5_status status;

	snprintf(command, sizeof(command), "people %s", operands[0]);
	status = open_change(deed->context, &deed->store, command, err);
	if (!status)
		status = resolve_who(deed->store, operands[1], &deed->who, err);
	if (!status && people == 2)
		status = resolve_who(deed->store, operands[2], &deed->other,
				     err);
	if (!status && people == 2 && deed->who == deed->other)
		status = error_set(err, C5_USAGE,
				   "'%s' and '%s' are the same participant",
				   operands[1], operands[2]);
	return status;
}

enum c5_status deed_finish(struct deed *deed, const char *what,
			   struct c5_error *err)
{
	char effect[160];

	if (deed->other)
		snprintf(effect, sizeof(effect),
			 "participants %lld and %lld: %s", (long long)deed->who,
			 (long long)deed->other, what);
	else
		snprintf(effect, sizeof(effect), "participant %lld: %s",
			 (long long)deed->who, what);
	return store_commit(deed->store, effect, err);
}

/* A slip in a year would be a withdrawal that nobody notices. */
static enum c5_status away_month(const struct deed *deed, month_t month,
				 const char *text, struct c5_error *err)
{
	struct pool pool = {NULL};
	struct programme programme;
	enum c5_status status =
		store_programme(deed->store, &pool, &programme, err);

	pool_release(&pool);
	if (status)
		return status;
	if (month < moment_month(deed->context->now))
		return error_set(err, C5_USAGE,
				 "%s is past: name a month to come", text);
	return check_month(&programme, month, err);
}

/* *n is how many were not known; all are listed in `text`, each once. */
static enum c5_status add_months(struct deed *deed, size_t *n,
				 struct buffer *text, struct c5_error *err)
{
	const struct arguments *arguments = deed->arguments;
	enum c5_status status = C5_OK;
	char name[MONTH_TEXT];

	*n = 0;
	for (size_t i = 2; i < arguments->n_operands && !status; i++) {
		month_t month;
		bool added = false;

		status = resolve_month(deed->context, deed->store,
				       arguments->operands[i], &month, err);
		if (!status)
			status = away_month(deed, month, arguments->operands[i],
					    err);
		if (!status)
			status = store_add_away(deed->store, deed->who, month,
						&added, err);
		if (!status && !strstr(text->text, month_format(name, month)))
			buffer_printf(text, "%s%s", i > 2 ? ", " : "away in ",
				      name);
		*n += added;
	}
	return status ? status : buffer_status(text, err);
}

enum c5_status deed_tell(const struct deed *deed, const char *what,
			 struct c5_error *err)
{
	struct pool pool = {NULL};
	struct participant other;
	struct buffer text = BUFFER_INIT;
	enum c5_status status =
		store_participant(deed->store, deed->other, &pool, &other, err);

	if (!status)
		buffer_printf(&text, "%s %s", what, other.profile.name);
	if (!status)
		status = people_tell(deed->context, deed->store, deed->who,
				     text.text, err);
	buffer_release(&text);
	pool_release(&pool);
	return status;
}

enum c5_status people_away(const struct context *context,
			   const struct arguments *arguments,
			   struct c5_error *err)
{
	struct deed deed = {.context = context, .arguments = arguments};
	struct buffer months = BUFFER_INIT;
	size_t n = 0;
	enum c5_status status = deed_begin(&deed, 1, err);

	if (!status)
		status = add_months(&deed, &n, &months, err);
	if (!status && n)
		status = deed_finish(&deed, "away in months to come", err);
	if (!status)
		status = people_tell(context, deed.store, deed.who, months.text,
				     err);
	if (!status)
		status = people_note_plans(context, deed.store, deed.who, 0,
					   err);
	buffer_release(&months);
	store_close(deed.store);
	return status;
}

enum c5_status people_exclude(const struct context *context,
			      const struct arguments *arguments,
			      struct c5_error *err)
{
	struct deed deed = {.context = context, .arguments = arguments};
	bool added = false;
	enum c5_status status = deed_begin(&deed, 2, err);

	if (!status)
		status = store_add_exclusion(deed.store, deed.who, deed.other,
					     "coordinator", &added, err);
	if (!status && added)
		status = deed_finish(&deed, "kept apart", err);
	if (!status)
		status = deed_tell(&deed,
				   added ? "kept apart from"
					 : "kept apart already from",
				   err);
	if (!status)
		status = people_note_plans(context, deed.store, deed.who,
					   deed.other, err);
	store_close(deed.store);
	return status;
}

enum c5_status people_include(const struct context *context,
			      const struct arguments *arguments,
			      struct c5_error *err)
{
	struct deed deed = {.context = context, .arguments = arguments};
	bool removed = false;
	enum c5_status status = deed_begin(&deed, 2, err);

	if (!status)
		status = store_remove_exclusion(deed.store, deed.who,
						deed.other, &removed, err);
	if (!status && removed)
		status = deed_finish(&deed, "no longer kept apart", err);
	if (!status)
		status = deed_tell(&deed,
				   removed ? "no longer kept apart from"
					   : "was not kept apart from",
				   err);
	store_close(deed.store);
	return status;
}

static void note_in_common(const struct deed *deed,
			   const struct in_common *common)
{
	const char *line = common->met;

	if (common->apart)
		note(deed->context,
		     "the two were kept apart from each other: that is on "
		     "record, and has no effect any more");
	if (common->musts)
		note(deed->context,
		     "both must meet somebody in %lld of the months to come: "
		     "there it is whom the first must meet",
		     (long long)common->musts);
	while (*line) {
		size_t length = strcspn(line, "\n");

		note(deed->context,
		     "both had met %.*s: if they are one person, %.*s has met "
		     "them twice",
		     (int)length, line, (int)length, line);
		line += length + (line[length] == '\n');
	}
}

enum c5_status people_merge(const struct context *context,
			    const struct arguments *arguments,
			    struct c5_error *err)
{
	struct deed deed = {.context = context, .arguments = arguments};
	struct in_common common = {.met = ""};
	struct pool pool = {NULL};
	enum c5_status status = deed_begin(&deed, 2, err);

	if (!status)
		status = store_in_common(deed.store, deed.who, deed.other,
					 &pool, &common, err);
	if (!status)
		status = store_merge(deed.store, deed.other, deed.who, err);
	if (!status)
		status = deed_finish(&deed, "merged into the first", err);
	if (!status)
		note_in_common(&deed, &common);
	if (!status)
		status = people_tell(context, deed.store, deed.who, "changed",
				     err);
	pool_release(&pool);
	store_close(deed.store);
	return status;
}

static enum c5_status tell_erased(const struct deed *deed, struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	enum c5_status status = C5_OK;

	if (!deed->who)
		return print_outcome(deed->context, "result",
				     "The participant of this address was ",
				     "erased before", err);
	if (deed->context->json) {
		status = print_json(json_pack("{s:s, s:I}", "result", "erased",
					      "id", (json_int_t)deed->who),
				    err);
	} else {
		buffer_printf(&out,
			      "Participant %lld is erased from this file. "
			      "Backups, rejects and exports made\nbefore still "
			      "hold the name: delete or edit them.\n",
			      (long long)deed->who);
		print(&out);
	}
	buffer_release(&out);
	return status;
}

/* Erased before, by the address? If that was killed before the file was written
 * anew, the same command brings it to its end. */
static enum c5_status find_erased(struct deed *deed, bool *erased,
				  struct c5_error *err)
{
	struct buffer address = BUFFER_INIT;
	enum c5_status status;

	*erased = false;
	text_email(&address, deed->arguments->operands[1]);
	status = buffer_status(&address, err);
	if (!status)
		status = store_find_address(deed->store, address.text,
					    &deed->who, err);
	if (!status && !deed->who)
		status =
			store_is_erased(deed->store, address.text, erased, err);
	buffer_release(&address);
	return status;
}

/* The pairs to come end with them, and leave somebody without. */
static enum c5_status note_left(const struct deed *deed,
				const struct wanted_pair *musts, size_t n,
				struct c5_error *err)
{
	struct pool pool = {NULL};
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < n && !status; i++) {
		struct buffer word = BUFFER_INIT;
		struct participant left = {.email = ""};
		char month[MONTH_TEXT];

		if (musts[i].a != deed->who && musts[i].b != deed->who)
			continue;
		status = store_participant(deed->store,
					   musts[i].a + musts[i].b - deed->who,
					   &pool, &left, err);
		people_word(&word, &left);
		month_format(month, musts[i].month);
		if (!status)
			note(deed->context,
			     "%s was to be put together with them in %s, and "
			     "is planned with nobody now: 'connect5 people "
			     "pair %s WHO %s' names somebody else",
			     left.profile.name, month, word.text, month);
		buffer_release(&word);
	}
	pool_release(&pool);
	return status;
}

static enum c5_status erase(struct deed *deed, struct c5_error *err)
{
	struct pool pool = {NULL};
	struct wanted_pair *musts;
	size_t n = 0;
	enum c5_status status = resolve_who(
		deed->store, deed->arguments->operands[1], &deed->who, err);

	if (!status)
		status = store_musts(deed->store, &pool, &musts, &n, err);
	if (!status)
		status = store_erase(deed->store, deed->who, err);
	if (!status)
		status = deed_finish(deed, "erased", err);
	if (!status)
		status = note_left(deed, musts, n, err);
	pool_release(&pool);
	return status;
}

enum c5_status people_erase(const struct context *context,
			    const struct arguments *arguments,
			    struct c5_error *err)
{
	struct deed deed = {.context = context, .arguments = arguments};
	bool before = false;
	enum c5_status status =
		open_for_good(context, &deed.store, "people erase", err);

	if (!status)
		status = find_erased(&deed, &before, err);
	if (!status && before)
		store_rollback(deed.store);
	else if (!status)
		status = erase(&deed, err);
	if (!status)
		status = store_compact(deed.store, err);
	if (!status)
		status = tell_erased(&deed, err);
	store_close(deed.store);
	return status;
}
