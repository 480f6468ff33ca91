/* Third pass: what the rows of each person do to somebody known, or that they
 * are somebody new. */
#include "command/import.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/intake.h"
#include "connect5/store_staging.h"
#include "connect5/store_words.h"
#include "connect5/text.h"

struct third_pass {
	struct import *import;
	struct import_file *file;
	struct pool pool, row_pool; /* for one person, for one row */
	int64_t id;		    /* of the participant; 0: new */
	bool erased;		    /* and asked to be forgotten */
	/* Before this file anybody had an address, or was erased: then each
	 * address is worth looking up. */
	bool any_address, any_erased;
	struct participant participant;
	const char *holder;   /* the name that the rows must go with */
	size_t winner;	      /* the line of the row that counts; 0: none */
	struct buffer packed; /* its answer */
	struct newcomers newcomers;
	size_t rows;
};

static bool no_newer(const struct third_pass *pass,
		     const struct staged_answer *row)
{
	return pass->id && row->completed &&
	       row->completed <= pass->participant.answered_at;
}

static enum c5_status refuse_name(struct third_pass *pass, size_t line,
				  const char *name, struct c5_error *err)
{
	struct buffer reason = BUFFER_INIT;
	struct refusal refusal = {.line = line, .column = "", .value = name};
	enum c5_status status;

	buffer_printf(&reason,
		      "the address is %s's already: if this is somebody else, "
		      "put in their own address; if it is a new name, say "
		      "'connect5 people set ADDRESS name=...'",
		      pass->holder);
	refusal.reason = reason.text;
	status = buffer_status(&reason, err);
	if (!status)
		status = import_refuse(pass->import, pass->file, &refusal, err);
	buffer_release(&reason);
	return status;
}

/* An organisation or sector that the row brings with it gets its id. */
static enum c5_status add_words(struct third_pass *pass, struct answer *answer,
				struct c5_error *err)
{
	struct import *import = pass->import;
	enum c5_status status = C5_OK;

	if (*answer->new_sector) {
		struct sector sector = {.code = answer->new_sector,
					.label = answer->new_sector,
					.short_label = answer->new_sector};
		const struct sector *known = vocabulary_find_sector(
			import->vocabulary, answer->new_sector);

		if (!known) {
			status = store_add_sector(import->store, &sector,
						  &sector.id, err);
			if (!status)
				status = vocabulary_add_sector(
					import->vocabulary, &sector, err);
			buffer_printf(&pass->file->added_sectors, "%s\n",
				      sector.label);
		}
		answer->profile.sector = known ? known->id : sector.id;
	}
	if (!status && *answer->new_organisation) {
		struct organisation organisation = {
			.name = answer->new_organisation, .place = ""};

		status = store_add_organisation(import->store, &organisation,
						&answer->profile.organisation,
						err);
	}
	return status;
}

/* It says something else than what is held, but came before it. */
static enum c5_status note_older(struct third_pass *pass,
				 const struct answer *answer,
				 struct c5_error *err)
{
	char row[MOMENT_TEXT], held[MOMENT_TEXT];

	return import_note(pass->import, pass->file, err, answer->line,
			   "not taken: it was answered at %s, and what is held "
			   "of %s is of %s",
			   moment_format(row, answer->completed),
			   *answer->email ? answer->email
					  : answer->profile.name,
			   moment_format(held, pass->participant.answered_at));
}

static enum c5_status act(struct third_pass *pass, struct answer *answer,
			  enum intake intake, const struct profile *merged,
			  struct c5_error *err)
{
	struct store *store = pass->import->store;
	struct import_counts *counts = &pass->file->counts;
	struct admission admission = {
		.email = answer->email,
		.profile = merged,
		.answered_at = answer->timed ? answer->completed
					     : pass->import->context->now,
		.digest = answer->digest,
	};
	enum c5_status status = C5_OK;

	if (intake == INTAKE_CONFLICT)
		return refuse_name(pass, answer->line, answer->profile.name,
				   err);
	if (intake == INTAKE_UPDATE) {
		status = store_update(store, pass->id, &admission, err);
		counts->updated++;
	} else {
		counts->unchanged++;
		if (intake == INTAKE_TOUCH)
			status = store_touch(store, pass->id,
					     admission.answered_at,
					     admission.digest, err);
	}
	if (intake == INTAKE_UNCHANGED && answer->timed &&
	    answer->digest != pass->participant.digest)
		return note_older(pass, answer, err);
	if (status || intake == INTAKE_UNCHANGED)
		return status;
	return import_bring(pass->import, pass->file, pass->id, answer, err);
}

/* The row that counts is acted upon. */
static enum c5_status apply(struct third_pass *pass, struct c5_error *err)
{
	const struct participant *participant = &pass->participant;
	struct held held = {participant->answered_at, participant->digest,
			    participant->profile};
	struct answer answer;
	struct profile merged;
	enum c5_status status =
		answer_unpack(&answer, pass->packed.text, &pass->pool, err);

	if (status)
		return status;
	enum intake intake =
		intake_decide(pass->id ? &held : NULL, &answer, &merged);
	/* Only a row that comes in brings its words along. */
	if (intake != INTAKE_CONFLICT && intake != INTAKE_UNCHANGED) {
		status = add_words(pass, &answer, err);
		intake = intake_decide(pass->id ? &held : NULL, &answer,
				       &merged);
	}
	if (status)
		return status;
	if (intake != INTAKE_ADD)
		return act(pass, &answer, intake, &merged, err);
	pass->file->counts.added++;
	return newcomers_add(&pass->newcomers, &answer, &pass->packed, err);
}

/* From now on this row counts for its person, and the one before does not. */
static enum c5_status prefer(struct third_pass *pass,
			     const struct staged_answer *row,
			     struct c5_error *err)
{
	size_t before = pass->winner;

	pass->winner = row->line;
	buffer_cut(&pass->packed, 0);
	buffer_add(&pass->packed, row->bytes, row->length);
	if (pass->packed.failed)
		return error_memory(err);
	if (!before)
		return C5_OK;
	pass->file->counts.superseded++;
	return import_note(pass->import, pass->file, err, before,
			   "superseded by line %zu, the same person's later "
			   "answer",
			   row->line);
}

/* Does the row count for its person? Not one that is older, or under another's
 * name. */
static enum c5_status sift(struct third_pass *pass,
			   const struct staged_answer *row, const char *name,
			   struct c5_error *err)
{
	if (no_newer(pass, row) && !row->last) {
		pass->file->counts.unchanged++;
		return C5_OK;
	}
	if (names_differ(pass->holder, name) && !no_newer(pass, row))
		return refuse_name(pass, row->line, name, err);
	return prefer(pass, row, err);
}

/* Somebody who asked to be forgotten stays forgotten. */
static enum c5_status refuse_erased(struct third_pass *pass,
				    const struct staged_answer *row,
				    struct c5_error *err)
{
	struct refusal refusal = {
		.line = row->line,
		.column = "",
		.value = row->email,
		.reason = "the participant of this address was erased "
			  "and asked not to be kept: take the row out "
			  "of the form; 'connect5 people add' would "
			  "begin anew"};

	return import_refuse(pass->import, pass->file, &refusal, err);
}

enum c5_status import_find(struct store *store, const char *staged, int64_t *id,
			   struct c5_error *err)
{
	if (*staged != IMPORT_NUMBER)
		return store_find_address(store, staged, id, err);
	*id = strtoll(staged + 1, NULL, 10);
	return C5_OK;
}

/* Whose rows are these? Known, erased, or new under the name of the first. */
static enum c5_status meet(struct third_pass *pass,
			   const struct staged_answer *row, const char *name,
			   struct c5_error *err)
{
	struct store *store = pass->import->store;
	enum c5_status status = C5_OK;

	pool_reset(&pass->pool);
	pass->participant = (struct participant){.profile = profile_empty};
	pass->id = 0;
	pass->winner = 0;
	pass->erased = false;
	if (pass->any_address || *row->email == IMPORT_NUMBER)
		status = import_find(store, row->email, &pass->id, err);
	if (!status && !pass->id && pass->any_erased)
		status = store_is_erased(store, row->email, &pass->erased, err);
	if (!status && pass->id)
		status = store_participant(store, pass->id, &pass->pool,
					   &pass->participant, err);
	if (status)
		return status;
	pass->holder = pass->id ? pass->participant.profile.name
				: pool_copy(&pass->pool, name, strlen(name));
	return pass->holder ? C5_OK : error_memory(err);
}

static enum c5_status take_row(void *context, const struct staged_answer *row,
			       struct c5_error *err)
{
	struct third_pass *pass = context;
	struct answer answer;
	enum c5_status status;

	pass->rows++;
	import_progress(pass->import, "taking in", pass->rows, pass->rows,
			pass->file->counts.rows);
	pool_reset(&pass->row_pool);
	status = answer_unpack(&answer, row->bytes, &pass->row_pool, err);
	if (!status && row->first)
		status = meet(pass, row, answer.profile.name, err);
	if (!status && pass->erased)
		return refuse_erased(pass, row, err);
	if (!status)
		status = sift(pass, row, answer.profile.name, err);
	if (!status && row->last && pass->winner)
		status = apply(pass, err);
	return status;
}

enum c5_status import_people(struct import *import, struct import_file *file,
			     struct c5_error *err)
{
	struct third_pass pass = {
		.import = import,
		.file = file,
		.packed = BUFFER_INIT,
		.newcomers = {.import = import, .file = file}};
	enum c5_status status = import_census(import, file, err);

	if (!status)
		status = store_any_address(import->store, &pass.any_address,
					   err);
	if (!status)
		status = store_any_erased(import->store, &pass.any_erased, err);
	if (!status)
		status = store_staged_answers(import->store, take_row, &pass,
					      err);
	if (!status)
		status = newcomers_admit(&pass.newcomers, err);
	pool_release(&pass.newcomers.pool);
	pool_release(&pass.pool);
	pool_release(&pass.row_pool);
	buffer_release(&pass.packed);
	return status;
}
