/* The parts of the system: their words, and who is in them. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "command/words.h"
#include "connect5/text.h"

static json_t *entry_object(const struct sector_entry *entry)
{
	return json_pack("{s:s, s:s, s:s, s:I, s:o}", "code",
			 entry->sector.code, "label", entry->sector.label,
			 "short", entry->sector.short_label, "active",
			 (json_int_t)entry->active, "aliases",
			 json_lines(entry->aliases));
}

static void entry_lines(struct buffer *out, const struct sector_entry *entry)
{
	text_cell(out, entry->sector.code, 12);
	buffer_puts(out, "  ");
	text_cell(out, entry->sector.label, 44);
	buffer_puts(out, "  ");
	text_cell(out, entry->sector.short_label, 16);
	buffer_printf(out, "  %4zu active\n", entry->active);
	words_line(out, "also", entry->aliases);
}

static enum c5_status entries(struct word_work *work, struct sector_entry **out,
			      size_t *n, struct c5_error *err)
{
	return store_sector_entries(work->store,
				    moment_month(work->context->now),
				    &work->pool, out, n, err);
}

static enum c5_status print_list(struct word_work *work, struct c5_error *err)
{
	struct buffer out = BUFFER_INIT;
	json_t *array = json_array();
	struct sector_entry *list;
	size_t n;
	enum c5_status status = entries(work, &list, &n, err);

	for (size_t i = 0; i < n; i++) {
		json_array_append_new(array, entry_object(&list[i]));
		entry_lines(&out, &list[i]);
	}
	if (!status)
		status = buffer_status(&out, err);
	if (!status && work->context->json)
		status = print_json(json_pack("{s:O}", "sectors", array), err);
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
	enum c5_status status = words_open(&work, NULL, err);

	(void)arguments;
	if (!status)
		status = print_list(&work, err);
	words_close(&work);
	return status;
}

/* The sector of that id with what was done to it, also as JSON; `more`, which
 * is released, goes into the object. */
static enum c5_status tell(struct word_work *work, int64_t id, const char *what,
			   json_t *more, struct c5_error *err)
{
	struct sector_entry *list;
	size_t n;
	enum c5_status status = entries(work, &list, &n, err);

	for (size_t i = 0; i < n && !status; i++) {
		const struct sector *sector = &list[i].sector;
		json_t *object;

		if (sector->id != id)
			continue;
		note(work->context, "%s: %s (%s)", what, sector->label,
		     sector->code);
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
	char effect[192];

	snprintf(effect, sizeof(effect), "sector %lld: %s", (long long)id,
		 what);
	return store_commit(work->store, effect, err);
}

/* A word belongs to one sector; `id` 0: to none yet. */
static enum c5_status check_free(const struct word_work *work, const char *word,
				 int64_t id, struct c5_error *err)
{
	const struct sector *owner =
		vocabulary_find_sector(work->vocabulary, word);

	if (!owner || owner->id == id)
		return vocabulary_status(work->vocabulary, err);
	return error_set(err, C5_USAGE, "'%s' means %s (%s) already", word,
			 owner->label, owner->code);
}

/* Codes are typed and stand in file names: letters, digits, hyphens. */
static enum c5_status check_code(const char *code, struct c5_error *err)
{
	size_t length = 0;

	while (isalnum((unsigned char)code[length]) || code[length] == '-')
		length++;
	if (!length || code[length] || length > 32)
		return error_set(err, C5_USAGE,
				 "'%s' is no code: letters, digits and "
				 "hyphens, at most 32",
				 code);
	return C5_OK;
}

/* LABEL and SHORT from operand 2 on; SHORT by default is the label. */
static enum c5_status take_labels(struct word_work *work,
				  const struct arguments *arguments,
				  struct sector *out, struct c5_error *err)
{
	char **operands = arguments->operands;
	const char *brief = operands[arguments->n_operands > 3 ? 3 : 2];
	enum c5_status status =
		words_clean(work, operands[2], &out->label, err);

	if (!status)
		status = words_clean(work, brief, &out->short_label, err);
	if (!status)
		status = check_free(work, out->label, out->id, err);
	if (!status)
		status = check_free(work, out->short_label, out->id, err);
	return status;
}

static enum c5_status add(const struct context *context,
			  const struct arguments *arguments,
			  struct c5_error *err)
{
	struct word_work work = {.context = context};
	struct sector sector = {.code = arguments->operands[1]};
	enum c5_status status = check_code(sector.code, err);

	if (!status)
		status = words_open(&work, "sectors add", err);
	if (!status)
		status = check_free(&work, sector.code, 0, err);
	if (!status)
		status = take_labels(&work, arguments, &sector, err);
	if (!status)
		status = words_usage(
			store_add_sector(work.store, &sector, &sector.id, err),
			err);
	if (!status)
		status = finish(&work, sector.id, "added", err);
	if (!status)
		status = tell(&work, sector.id, "added", NULL, err);
	words_close(&work);
	return status;
}

/* The words of operands 2 on; *n is how many are new. */
static enum c5_status add_words(struct word_work *work,
				const struct arguments *arguments,
				const struct sector *sector, size_t *n,
				struct c5_error *err)
{
	enum c5_status status = C5_OK;

	*n = 0;
	for (size_t i = 2; i < arguments->n_operands && !status; i++) {
		const char *word;

		status = words_clean(work, arguments->operands[i], &word, err);
		if (!status)
			status = check_free(work, word, sector->id, err);
		if (status || vocabulary_find_sector(work->vocabulary, word))
			continue;
		++*n;
		status = words_usage(store_add_sector_alias(work->store, word,
							    sector->id, err),
				     err);
	}
	return status;
}

static enum c5_status alias(const struct context *context,
			    const struct arguments *arguments,
			    struct c5_error *err)
{
	struct word_work work = {.context = context};
	const struct sector *sector = NULL;
	size_t n = 0;
	enum c5_status status = words_open(&work, "sectors alias", err);

	if (!status)
		status = words_sector(&work, arguments->operands[1], &sector,
				      err);
	if (!status)
		status = add_words(&work, arguments, sector, &n, err);
	if (!status && n)
		status = finish(&work, sector->id, "further words", err);
	if (!status)
		status = tell(&work, sector->id,
			      n ? "changed" : "nothing changed", NULL, err);
	words_close(&work);
	return status;
}

static enum c5_status rename_one(const struct context *context,
				 const struct arguments *arguments,
				 struct c5_error *err)
{
	struct word_work work = {.context = context};
	const struct sector *found = NULL;
	struct sector renamed = {.code = "", .label = "", .short_label = ""};
	bool changed = false;
	enum c5_status status = words_open(&work, "sectors rename", err);

	if (!status)
		status = words_sector(&work, arguments->operands[1], &found,
				      err);
	if (!status) {
		renamed = *found;
		status = take_labels(&work, arguments, &renamed, err);
	}
	if (!status)
		changed = strcmp(found->label, renamed.label) != 0 ||
			  strcmp(found->short_label, renamed.short_label) != 0;
	if (changed)
		status = words_usage(
			store_rename_sector(work.store, &renamed, err), err);
	if (!status && changed)
		status = finish(&work, found->id, "renamed", err);
	if (!status)
		status = tell(&work, found->id,
			      changed ? "changed" : "nothing changed", NULL,
			      err);
	words_close(&work);
	return status;
}

/* Merges, and tells how many people moved and who is together all the same. */
static enum c5_status merge_two(struct word_work *work,
				const struct sector *from,
				const struct sector *into, struct c5_error *err)
{
	char effect[128], what[80];
	struct clashes clashes = {NULL, 0};
	size_t moved = 0;
	enum c5_status status = store_merge_sectors(work->store, from->id,
						    into->id, &moved, err);

	if (!status)
		status = store_sector_clashes(work->store, into->id,
					      moment_month(work->context->now),
					      &work->pool, &clashes, err);
	snprintf(effect, sizeof(effect), "takes in sector %lld, %zu %s",
		 (long long)from->id, moved, moved == 1 ? "person" : "people");
	if (!status)
		status = finish(work, into->id, effect, err);
	if (status)
		return status;
	snprintf(what, sizeof(what), "merged, %zu %s moved", moved,
		 moved == 1 ? "person" : "people");
	words_note_clashes(work, &clashes, "of one part of the system");
	return tell(work, into->id, what,
		    json_pack("{s:s, s:I, s:o}", "from", from->code, "moved",
			      (json_int_t)moved, "together",
			      words_clashes(&clashes)),
		    err);
}

static enum c5_status merge(const struct context *context,
			    const struct arguments *arguments,
			    struct c5_error *err)
{
	struct word_work work = {.context = context};
	char **operands = arguments->operands;
	const struct sector *from = NULL, *into = NULL;
	enum c5_status status = words_open(&work, "sectors merge", err);

	if (!status)
		status = words_sector(&work, operands[1], &from, err);
	if (!status)
		status = words_sector(&work, operands[2], &into, err);
	if (!status && from == into)
		status = error_set(err, C5_USAGE,
				   "'%s' and '%s' are the same part of the "
				   "system",
				   operands[1], operands[2]);
	if (!status)
		status = merge_two(&work, from, into, err);
	words_close(&work);
	return status;
}

static const struct action actions[] = {
	{"list", "", 0, 1, list},
	{"add", "CODE LABEL [SHORT]", 3, 4, add},
	{"alias", "SECTOR WORD...", 3, 40, alias},
	{"merge", "FROM INTO", 3, 3, merge},
	{"rename", "SECTOR LABEL [SHORT]", 3, 4, rename_one},
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
	return action_run("sectors", actions, context, arguments, err);
}

const struct command command_sectors = {
	.name = "sectors",
	.usage = "[list | add CODE LABEL [SHORT] | alias SECTOR WORD... | "
		 "merge FROM INTO | rename SECTOR LABEL [SHORT]]",
	.summary = "the parts of the system: their words, and who is in them",
	.help = "SECTOR, FROM and INTO are a code, a label or any other word "
		"of one. merge moves\neverybody of today to INTO, and FROM "
		"becomes a word for it; rename changes what\nis printed. "
		"Rounds made before keep what they were made from.",
	.most_operands = 40,
	.word = word,
	.run = run,
};
