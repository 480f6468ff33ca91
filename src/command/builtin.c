#include "command/builtin.h"

#include <string.h>

#include "connect5/embedded.h"
#include "connect5/file.h"
#include "connect5/form.h"
#include "connect5/reference.h"
#include "connect5/store_words.h"

struct loader {
	struct store *store;
	struct vocabulary *sectors; /* to find a sector by its code */
	int themes;
	int64_t id; /* whose aliases are being added */
	const char *label;
	int step;
	bool ambiguous;
};

/* Where a row went wrong, kept if the file itself refused it. */
static enum c5_status at_line(enum c5_status status, const char *file,
			      size_t line, struct c5_error *err)
{
	char text[sizeof(err->text)];

	if (status != C5_DATA || err->line)
		return status;
	memcpy(text, err->text, sizeof(text));
	return error_at(err, C5_DATA, file, line, "%s", text);
}

static enum c5_status theme_row(void *context, const char *file, size_t line,
				const char *const *cells, struct c5_error *err)
{
	struct loader *loader = context;
	struct theme theme = {cells[0], cells[1], cells[2], cells[3]};
	enum c5_status status =
		store_add_theme(loader->store, ++loader->themes, &theme, err);

	return at_line(status, file, line, err);
}

static enum c5_status prompt_row(void *context, const char *file, size_t line,
				 const char *const *cells, struct c5_error *err)
{
	struct loader *loader = context;
	struct prompt prompt = {cells[1], cells[2]};
	static const char *const kinds[] = {"lens", "warm-up", "deeper",
					    "commitment"};
	bool known = false;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		known |= strcmp(kinds[i], prompt.kind) == 0;
	if (!known)
		return error_at(err, C5_DATA, file, line,
				"'%s' is no kind of prompt: lens, warm-up, "
				"deeper or commitment",
				prompt.kind);
	return at_line(store_add_prompt(loader->store, cells[0], &prompt, err),
		       file, line, err);
}

static enum c5_status characteristic_row(void *context, const char *file,
					 size_t line, const char *const *cells,
					 struct c5_error *err)
{
	struct loader *loader = context;

	return at_line(store_add_characteristic(loader->store, cells[0],
						cells[1], cells[2], err),
		       file, line, err);
}

static enum c5_status skill_row(void *context, const char *file, size_t line,
				const char *const *cells, struct c5_error *err)
{
	struct loader *loader = context;

	return at_line(store_add_skill(loader->store, cells[0], cells[1], err),
		       file, line, err);
}

static enum c5_status sector_alias(void *context, const char *alias,
				   struct c5_error *err)
{
	struct loader *loader = context;

	return store_add_sector_alias(loader->store, alias, loader->id, err);
}

static enum c5_status sector_row(void *context, const char *file, size_t line,
				 const char *const *cells, struct c5_error *err)
{
	struct loader *loader = context;
	struct sector sector = {
		.code = cells[0], .label = cells[1], .short_label = cells[2]};
	enum c5_status status =
		store_add_sector(loader->store, &sector, &loader->id, err);

	sector.id = loader->id;
	if (!status)
		status = vocabulary_add_sector(loader->sectors, &sector, err);
	if (!status)
		status = reference_list(cells[3], sector_alias, loader, err);
	return at_line(status, file, line, err);
}

static enum c5_status organisation_alias(void *context, const char *alias,
					 struct c5_error *err)
{
	struct loader *loader = context;

	return store_add_organisation_alias(loader->store, alias, loader->id,
					    loader->ambiguous, err);
}

static enum c5_status add_place(void *context, const char *place,
				struct c5_error *err)
{
	struct buffer *places = context;

	if (places->length)
		buffer_putc(places, '\n');
	buffer_puts(places, place);
	return buffer_status(places, err);
}

/* cells: name, sector, aliases, ambiguous, place, ods */
static enum c5_status organisation_row(void *context, const char *file,
				       size_t line, const char *const *cells,
				       struct c5_error *err)
{
	struct loader *loader = context;
	struct buffer places = BUFFER_INIT;
	const struct sector *sector =
		vocabulary_find_sector(loader->sectors, cells[1]);
	struct organisation organisation = {.name = cells[0]};
	enum c5_status status;

	if (!sector)
		return error_at(err, C5_DATA, file, line,
				"'%s' is no code of sectors.csv", cells[1]);
	organisation.sector = sector->id;
	status = reference_list(cells[4], add_place, &places, err);
	organisation.place = places.text;
	if (!status)
		status = store_add_organisation(loader->store, &organisation,
						&loader->id, err);
	loader->ambiguous = false;
	if (!status)
		status = reference_list(cells[2], organisation_alias, loader,
					err);
	loader->ambiguous = true;
	if (!status)
		status = reference_list(cells[3], organisation_alias, loader,
					err);
	buffer_release(&places);
	return at_line(status, file, line, err);
}

static enum c5_status seniority_alias(void *context, const char *alias,
				      struct c5_error *err)
{
	struct loader *loader = context;

	return store_add_seniority(loader->store, alias, loader->step, err);
}

static enum c5_status seniority_row(void *context, const char *file,
				    size_t line, const char *const *cells,
				    struct c5_error *err)
{
	struct loader *loader = context;
	enum c5_status status;

	if (strlen(cells[0]) != 1 || *cells[0] < '1' || *cells[0] > '5')
		return error_at(err, C5_DATA, file, line,
				"a step is 1 to 5, not '%s'", cells[0]);
	loader->step = *cells[0] - '0';
	status = seniority_alias(loader, cells[1], err);
	if (!status)
		status = reference_list(cells[2], seniority_alias, loader, err);
	return at_line(status, file, line, err);
}

static enum c5_status interest_alias(void *context, const char *alias,
				     struct c5_error *err)
{
	struct loader *loader = context;

	return store_add_interest(loader->store, alias, loader->label, err);
}

static enum c5_status interest_row(void *context, const char *file, size_t line,
				   const char *const *cells,
				   struct c5_error *err)
{
	struct loader *loader = context;
	enum c5_status status;

	loader->label = cells[0];
	status = interest_alias(loader, cells[0], err);
	if (!status)
		status = reference_list(cells[1], interest_alias, loader, err);
	return at_line(status, file, line, err);
}

static enum c5_status column_row(void *context, const char *file, size_t line,
				 const char *const *cells, struct c5_error *err)
{
	struct loader *loader = context;
	bool exact = strcmp(cells[1], "exact") == 0;

	if (field_parse(cells[0]) == FIELD_COUNT)
		return error_at(err, C5_DATA, file, line, "'%s' is no field",
				cells[0]);
	if (!exact && strcmp(cells[1], "phrase") != 0)
		return error_at(err, C5_DATA, file, line,
				"match is exact or phrase, not '%s'", cells[1]);
	return at_line(
		store_add_column(loader->store, cells[0],
				 exact ? VOCABULARY_EXACT : VOCABULARY_PHRASE,
				 cells[2], err),
		file, line, err);
}

static const struct {
	const char *name;
	struct reference_shape shape;
	reference_row row;
} files[] = {
	{"themes.csv",
	 {(const char *const[]){"key", "title", "system", "lens"}, 4, 4},
	 theme_row},
	{"prompts.csv",
	 {(const char *const[]){"theme", "kind", "prompt"}, 3, 3},
	 prompt_row},
	{"characteristics.csv",
	 {(const char *const[]){"key", "title", "description"}, 3, 2},
	 characteristic_row},
	{"skills.csv",
	 {(const char *const[]){"characteristic", "skill"}, 2, 2},
	 skill_row},
	{"sectors.csv",
	 {(const char *const[]){"code", "label", "short", "aliases"}, 4, 3},
	 sector_row},
	{"organisations.csv",
	 {(const char *const[]){"name", "sector", "aliases", "ambiguous",
				"place", "ods"},
	  6, 2},
	 organisation_row},
	{"seniority.csv",
	 {(const char *const[]){"step", "label", "aliases"}, 3, 2},
	 seniority_row},
	{"interests.csv",
	 {(const char *const[]){"label", "aliases"}, 2, 1},
	 interest_row},
	{"columns.csv",
	 {(const char *const[]){"field", "match", "phrase"}, 3, 3},
	 column_row},
};

/* Themes, prompts, characteristics and skills come before. */
enum { FIRST_OF_WORDS = 4 };

/* A built-in file that does not fit those of the folder. */
static enum c5_status misfit(const char *directory, const char *name,
			     struct c5_error *err)
{
	struct c5_error why = *err;

	return error_set(err, C5_DATA,
			 "the files in %s do not go with the built-in %s (%s): "
			 "put your own %s there",
			 directory, name, why.text, name);
}

static enum c5_status load_file(struct loader *loader, const char *directory,
				size_t i, bool *own, struct c5_error *err)
{
	struct buffer path = BUFFER_INIT, bytes = BUFFER_INIT;
	struct embedded file = *embedded_find(files[i].name);
	enum c5_status status = C5_OK;
	bool found = false;

	if (directory) {
		buffer_printf(&path, "%s/%s", directory, files[i].name);
		status = file_read(&bytes, path.text, &found, err);
	}
	*own |= found;
	if (found)
		file = (struct embedded){path.text, bytes.text, bytes.length};
	if (!status)
		status = reference_read(&file, &files[i].shape, files[i].row,
					loader, err);
	if (status == C5_DATA && directory && !found)
		status = misfit(directory, files[i].name, err);
	buffer_release(&path);
	buffer_release(&bytes);
	return status;
}

/* Our own headers are found whatever columns.csv says: `export people` must
 * come in again, and `people set` speaks of the same fields. */
static enum c5_status add_own_columns(struct store *store, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (int f = 0; f < FIELD_DROP && !status; f++) {
		const char *name = field_name((enum field)f);

		status = store_add_column(store, name, VOCABULARY_EXACT, name,
					  err);
	}
	return status;
}

enum c5_status builtin_load(struct store *store, const char *directory,
			    bool words, int *themes, struct c5_error *err)
{
	struct loader loader = {.store = store};
	size_t n = words ? sizeof(files) / sizeof(*files) : FIRST_OF_WORDS;
	bool own = false;
	enum c5_status status = vocabulary_new(&loader.sectors, err);

	for (size_t i = 0; !status && i < n; i++)
		status = load_file(&loader, directory, i, &own, err);
	if (!status && words)
		status = add_own_columns(store, err);
	vocabulary_free(loader.sectors);
	*themes = loader.themes;
	if (!status && directory && !own)
		status = error_set(err, C5_USAGE,
				   "%s has none of our files: themes.csv, "
				   "sectors.csv ...",
				   directory);
	if (!status && !loader.themes)
		status = error_set(err, C5_DATA, "there is no theme");
	return status;
}
