/* Organisations: their words, their part of the system, and who is in them. */
#include <stdio.h>
#include <string.h>

#include "command/words.h"
#include "connect5/text.h"

static json_t *entry_object(const struct organisation_entry *entry)
{
	return json_pack("{s:s, s:s, s:o, s:I, s:o}", "name",
			 entry->organisation.name, "sector",
			 entry->sector_label, "place",
			 json_lines(entry->organisation.place), "people",
			 (json_int_t)entry->people, "aliases",
			 json_lines(entry->aliases));
}

static void entry_lines(struct buffer *out,
			const struct organisation_entry *entry)
{
	text_cell(out, entry->organisation.name, 48);
	buffer_puts(out, "  ");
	text_cell(out, *entry->sector_label ? entry->sector_label : "-", 22);
	buffer_printf(out, "  %4zu %s\n", entry->people,
		      entry->people == 1 ? "person" : "people");
	words_line(out, "in", entry->organisation.place);
	words_line(out, "also", entry->aliases);
}

/* Does WORD stand in its name or in a word of it? "" stands in all. */
static bool speaks_of(const struct organisation_entry *entry, const char *word)
{
	struct buffer wanted = BUFFER_INIT, name = BUFFER_INIT;
	bool found;

	text_fold(&wanted, word);
	text_fold(&name, entry->organisation.name);
	found = strstr(name.text, wanted.text) ||
		strstr(entry->aliases, wanted.text);
	buffer_release(&wanted);
	buffer_release(&name);
	return found;
}

static enum c5_status print_list(struct word_work *work, const char *word,
				 struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	json_t *array = json_array();
	struct organisation_entry *list;
	size_t n;
	enum c5_status status = store_organisation_entries(
		work->store, &work->pool, &list, &n, err);

	for (size_t i = 0; i < n; i++) {
		if (!speaks_of(&list[i], word))
			continue;
		json_array_append_new(array, entry_object(&list[i]));
		entry_lines(&out, &list[i]);
	}
	if (!status && !out.length)
		note(work->context, "no organisation has '%s' in its words",
		     word);
	if (!status)
		status = buffer_status(&out, err);
	if (!status && work->context->json)
		status = print_json(json_pack("{s:O}", "organisations", array),
				    err);
	else if (!status)
		print(&out);
	json_decref(array);
	buffer_release(&out);
	return status;
}

static enum c5_status list(const struct context *context,
			   const struct arguments *arguments,
			   struct c5_error *err)
{
	struct word_work work = {.context = context};
	const char *word =
		arguments->n_operands > 1 ? arguments->operands[1] : "";
	enum c5_status status = words_open(&work, NULL, err);

	if (!status)
		status = print_list(&work, word, err);
	words_close(&work);
	return status;
}

/* As held, with what was done to it; `more` is released. */
static enum c5_status tell(struct word_work *work, int64_t id, const char *what,
			   json_t *more, struct c5_error *err)
{
	struct organisation_entry *list;
	size_t n;
	enum c5_status status = store_organisation_entries(
		work->store, &work->pool, &list, &n, err);

	for (size_t i = 0; i < n && !status; i++) {
		json_t *object;

		if (list[i].organisation.id != id)
			continue;
		note(work->context, "%s: %s, %s", what,
		     list[i].organisation.name,
		     *list[i].sector_label ? list[i].sector_label
					   : "no part of the system");
		if (!work->context->json)
			continue;
		object = entry_object(&list[i]);
		json_object_set_new(object, "result", json_string(what));
		json_object_update(object, more);
		status = print_json(object, err);
	}
	json_decref(more);
	return status;
}

static enum c5_status finish(struct word_work *work, int64_t id,
			     const char *what, struct c5_error *err)
{
	char effect[128];

	snprintf(effect, sizeof(effect), "organisation %lld: %s", (long long)id,
		 what);
	return store_commit(work->store, effect, err);
}

/* Nothing that is known, or may mean something, is added again. */
static enum c5_status check_new(const struct word_work *work, const char *name,
				struct c5_error *err)
{
	const struct organisation *candidates[VOCABULARY_CANDIDATES];
	size_t n;
	const struct organisation *owner = vocabulary_find_organisation(
		work->vocabulary, name, candidates, &n);

	if (owner)
		return error_set(err, C5_USAGE,
				 "'%s' means %s already: 'connect5 "
				 "organisations set' changes it",
				 name, owner->name);
	if (n)
		return error_set(err, C5_USAGE,
				 "'%s' may mean %s, among others: say the full "
				 "name",
				 name, candidates[0]->name);
	return vocabulary_status(work->vocabulary, err);
}

/* NAME SECTOR [PLACE;PLACE]. */
static enum c5_status take_new(struct word_work *work,
			       const struct arguments *arguments,
			       struct organisation *out, struct c5_error *err)
{
	char **operands = arguments->operands;
	const struct sector *sector = NULL;
	enum c5_status status = words_clean(work, operands[1], &out->name, err);

	if (!status)
		status = check_new(work, out->name, err);
	if (!status)
		status = words_sector(work, operands[2], &sector, err);
	if (!status)
		status = words_list(
			work, arguments->n_operands > 3 ? operands[3] : "",
			&out->place, err);
	out->sector = status ? 0 : sector->id;
	return status;
}

static enum c5_status add(const struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct word_work work = {.context = context};
	struct organisation organisation = {.id = 0};
	enum c5_status status = words_open(&work, "organisations add", err);

	if (!status)
		status = take_new(&work, arguments, &organisation, err);
	if (!status)
		status = store_add_organisation(work.store, &organisation,
						&organisation.id, err);
	if (!status)
		status = finish(&work, organisation.id, "added", err);
	if (!status)
		status = tell(&work, organisation.id, "added", NULL, err);
	words_close(&work);
	return status;
}

/* Claims each word of operands 2 on. */
static enum c5_status claim_words(struct word_work *work,
				  const struct arguments *arguments, int64_t id,
				  struct alias_effect *out,
				  struct c5_error *err)
{
	enum c5_status status = C5_OK;

	*out = (struct alias_effect){false, 0};
	for (size_t i = 2; i < arguments->n_operands && !status; i++) {
		struct alias_effect effect = {false, 0};
		const char *word;

		status = words_clean(work, arguments->operands[i], &word, err);
		if (!status)
			status = words_usage(store_claim_word(work->store, word,
							      id, &effect, err),
					     err);
		out->added |= effect.added;
		out->moved += effect.moved;
	}
	return status;
}

static enum c5_status commit_words(struct word_work *work, int64_t id,
				   const struct alias_effect *effect,
				   struct c5_error *err)
{
	char what[80];
	struct clashes clashes = {NULL, 0};
	enum c5_status status = store_organisation_clashes(
		work->store, id, moment_month(work->context->now), &work->pool,
		&clashes, err);

	snprintf(what, sizeof(what), "further words, %zu %s moved",
		 effect->moved, effect->moved == 1 ? "person" : "people");
	if (!status)
		status = finish(work, id, what, err);
	if (status)
		return status;
	if (effect->moved)
		words_note_clashes(work, &clashes, "of one organisation");
	snprintf(what, sizeof(what), "changed, %zu %s moved", effect->moved,
		 effect->moved == 1 ? "person" : "people");
	return tell(work, id, effect->moved ? what : "changed",
		    json_pack("{s:I, s:o}", "moved", (json_int_t)effect->moved,
			      "together", words_clashes(&clashes)),
		    err);
}

static enum c5_status alias(const struct context *context,
			    const struct arguments *arguments,
			    struct c5_error *err)
{
	struct word_work work = {.context = context};
	const struct organisation *organisation = NULL;
	struct alias_effect effect = {false, 0};
	enum c5_status status = words_open(&work, "organisations alias", err);

	if (!status)
		status = words_organisation(&work, arguments->operands[1],
					    &organisation, err);
	if (!status)
		status = claim_words(&work, arguments, organisation->id,
				     &effect, err);
	if (!status && effect.added)
		status = commit_words(&work, organisation->id, &effect, err);
	else if (!status)
		status = tell(&work, organisation->id, "nothing changed", NULL,
			      err);
	words_close(&work);
	return status;
}

/* name=..., sector=... or place=... */
static enum c5_status take_field(struct word_work *work, const char *operand,
				 struct organisation *out, struct c5_error *err)
{
	const struct sector *sector;
	enum c5_status status;

	if (strncmp(operand, "name=", 5) == 0)
		return words_clean(work, operand + 5, &out->name, err);
	if (strncmp(operand, "place=", 6) == 0)
		return words_list(work, operand + 6, &out->place, err);
	if (strncmp(operand, "sector=", 7) != 0)
		return error_set(err, C5_USAGE,
				 "'%s' is not name=..., sector=... or "
				 "place=...",
				 operand);
	status = words_sector(work, operand + 7, &sector, err);
	if (!status)
		out->sector = sector->id;
	return status;
}

static bool same(const struct organisation *a, const struct organisation *b)
{
	return strcmp(a->name, b->name) == 0 && a->sector == b->sector &&
	       strcmp(a->place, b->place) == 0;
}

static enum c5_status set_fields(struct word_work *work,
				 const struct arguments *arguments,
				 struct c5_error *err)
{
	const struct organisation *found;
	struct organisation now;
	enum c5_status status =
		words_organisation(work, arguments->operands[1], &found, err);

	if (status)
		return status;
	now = *found;
	for (size_t i = 2; i < arguments->n_operands && !status; i++)
		status = take_field(work, arguments->operands[i], &now, err);
	if (!status && same(found, &now))
		return tell(work, now.id, "nothing changed", NULL, err);
	if (!status)
		status = words_usage(
			store_set_organisation(work->store, &now, err), err);
	if (!status)
		status = finish(work, now.id, "changed", err);
	return status ? status : tell(work, now.id, "changed", NULL, err);
}

static enum c5_status set(const struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct word_work work = {.context = context};
	enum c5_status status = words_open(&work, "organisations set", err);

	if (!status)
		status = set_fields(&work, arguments, err);
	words_close(&work);
	return status;
}

static const struct action actions[] = {
	{"list", "[WORD]", 0, 2, list},
	{"add", "NAME SECTOR [PLACE;PLACE]", 3, 4, add},
	{"alias", "ORGANISATION WORD...", 3, 40, alias},
	{"set", "ORGANISATION FIELD=VALUE...", 3, 5, set},
	{NULL, "", 0, 0, NULL},
};

static const char *word(size_t index)
{
	return actions[index].name;
}

static enum c5_status run(struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	return action_run("organisations", actions, context, arguments, err);
}

const struct command command_organisations = {
	.name = "organisations",
	.usage = "[list [WORD] | add NAME SECTOR [PLACE;PLACE] | "
		 "alias ORGANISATION WORD... | "
		 "set ORGANISATION FIELD=VALUE...]",
	.summary = "employers: their words, and who belongs to them",
	.help = "ORGANISATION is a name or any other word of one. alias says "
		"that a word means it:\npeople who were kept under that word "
		"go there, and rounds made before stay as\nthey are. FIELD "
		"is name, sector or place.",
	.most_operands = 40,
	.word = word,
	.run = run,
};
