/* Third pass: what the rows of each person do. */
#include "command/import.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/intake.h"
#include "connect5/store_staging.h"
#include "connect5/store_words.h"

struct third_pass {
	struct import *import;
	struct import_file *file;
	struct pool pool; /* for one person */
	int64_t id;	  /* of the participant; 0: new */
	struct participant participant;
	const struct row *row; /* the one that counts */
};

static bool no_newer(const struct third_pass *pass,
		     const struct staged_person *row)
{
	return pass->id && row->completed &&
	       row->completed <= pass->participant.answered_at;
}

static enum c5_status refuse_name(struct third_pass *pass, size_t line,
				  const char *name, const char *holder,
				  struct c5_error *err)
{
	struct buffer reason = BUFFER_INIT;
	struct refusal refusal = {.line = line, .column = "", .value = name};
	enum c5_status status;

	buffer_printf(&reason,
		      "the address is %s's already: if this is somebody else, "
		      "put in their own address; if it is a new name, say "
		      "'connect5 people set ADDRESS name=...'",
		      holder);
	refusal.reason = reason.text;
	status = buffer_status(&reason, err);
	if (!status)
		status = import_refuse(pass->file, &refusal, err);
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

/* Who they would rather not meet waits until all people are known. */
static enum c5_status add_exclusions(struct third_pass *pass,
				     const struct answer *answer,
				     struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < answer->n_exclude && !status; i++)
		status = store_add_pending(pass->import->store, pass->id,
					   answer->exclude[i], err);
	return status;
}

/* Answers to questions that are none of ours, where they are to be kept. */
static enum c5_status keep_extras(struct third_pass *pass, struct c5_error *err)
{
	const struct form *form = pass->file->form;
	struct buffer answer = BUFFER_INIT;
	enum c5_status status = C5_OK;

	for (size_t c = 0; c < pass->row->n && c < form_columns(form) &&
			   pass->import->keep_unknown && !status;
	     c++) {
		if (form_field(form, c) != FIELD_COUNT ||
		    !*form_header(form, c))
			continue;
		buffer_cut(&answer, 0);
		form_further_answer(&answer, pass->row->cells[c]);
		status = buffer_status(&answer, err);
		if (!status && answer.length)
			status = store_put_extra(pass->import->store, pass->id,
						 form_header(form, c),
						 answer.text, err);
	}
	buffer_release(&answer);
	return status;
}

static enum c5_status note_namesake(struct third_pass *pass,
				    const struct answer *answer,
				    struct c5_error *err)
{
	struct namesake other;
	enum c5_status status =
		store_namesake(pass->import->store, pass->id,
			       answer->profile.name, &pass->pool, &other, err);

	if (status || !other.id)
		return status;
	if (!*other.email)
		return import_note(pass->file, err, answer->line,
				   "there is another %s, who has no e-mail "
				   "address: the same person? 'connect5 people "
				   "merge %lld %s'",
				   answer->profile.name, (long long)other.id,
				   answer->email);
	return import_note(pass->file, err, answer->line,
			   "there is another %s, %s: the same person? "
			   "'connect5 people merge %s %s'",
			   answer->profile.name, other.email, other.email,
			   answer->email);
}

static enum c5_status admit(struct third_pass *pass, struct answer *answer,
			    const struct admission *admission,
			    struct c5_error *err)
{
	enum c5_status status =
		store_admit(pass->import->store, admission, &pass->id, err);

	pass->file->counts.added++;
	return status ? status : note_namesake(pass, answer, err);
}

/* It says something else than what is held, but came before it. */
static enum c5_status note_older(struct third_pass *pass,
				 const struct answer *answer,
				 struct c5_error *err)
{
	char row[MOMENT_TEXT], held[MOMENT_TEXT];

	return import_note(pass->file, err, answer->line,
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
				   pass->participant.profile.name, err);
	if (intake == INTAKE_ADD) {
		status = admit(pass, answer, &admission, err);
	} else if (intake == INTAKE_UPDATE) {
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
	status =
		import_note_lines(pass->file, answer->line, answer->notes, err);
	if (!status)
		status = add_exclusions(pass, answer, err);
	return status ? status : keep_extras(pass, err);
}

/* The row that counts is read again and acted upon. */
static enum c5_status apply(void *context, size_t line, size_t n,
			    const char *const *cells, struct c5_error *err)
{
	struct third_pass *pass = context;
	struct participant *participant = &pass->participant;
	struct held held = {participant->answered_at, participant->digest,
			    participant->profile};
	struct row row = {line, n, cells};
	struct answer answer;
	struct refusal why;
	struct profile merged;
	enum c5_status status = form_answer(pass->file->form, &row, &pass->pool,
					    &answer, &why, err);

	if (status)
		return status;
	pass->row = &row;
	enum intake intake =
		intake_decide(pass->id ? &held : NULL, &answer, &merged);
	/* Only a row that comes in brings its words along. */
	if (intake != INTAKE_CONFLICT && intake != INTAKE_UNCHANGED) {
		status = add_words(pass, &answer, err);
		intake = intake_decide(pass->id ? &held : NULL, &answer,
				       &merged);
	}
	return status ? status : act(pass, &answer, intake, &merged, err);
}

/* Rows of the person that do not count: older, or under another's name. */
static enum c5_status sift(struct third_pass *pass,
			   const struct staged_person *rows, size_t n,
			   size_t *winner, struct c5_error *err)
{
	struct import_counts *counts = &pass->file->counts;
	const char *holder =
		pass->id ? pass->participant.profile.name : rows[0].name;
	enum c5_status status = C5_OK;

	*winner = n;
	for (size_t i = 0; i < n && !status; i++) {
		if (n > 1 && no_newer(pass, &rows[i]) && i + 1 < n) {
			counts->unchanged++;
			continue;
		}
		if (names_differ(holder, rows[i].name) &&
		    !no_newer(pass, &rows[i])) {
			status = refuse_name(pass, rows[i].line, rows[i].name,
					     holder, err);
			continue;
		}
		if (*winner < n) {
			counts->superseded++;
			status =
				import_note(pass->file, err, rows[*winner].line,
					    "superseded by line %zu, the same "
					    "person's later answer",
					    rows[i].line);
		}
		*winner = i;
	}
	return status;
}

/* Somebody who asked to be forgotten stays forgotten. */
static enum c5_status refuse_erased(struct third_pass *pass,
				    const struct staged_person *rows, size_t n,
				    struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < n && !status; i++) {
		struct refusal refusal = {
			.line = rows[i].line,
			.column = "",
			.value = rows[i].email,
			.reason = "the participant of this address was erased "
				  "and asked not to be kept: take the row out "
				  "of the form; 'connect5 people add' would "
				  "begin anew"};

		status = import_refuse(pass->file, &refusal, err);
	}
	return status;
}

enum c5_status import_find(struct store *store, const char *staged, int64_t *id,
			   struct c5_error *err)
{
	if (*staged != IMPORT_NUMBER)
		return store_find_address(store, staged, id, err);
	*id = strtoll(staged + 1, NULL, 10);
	return C5_OK;
}

static enum c5_status person(void *context, const struct staged_person *rows,
			     size_t n, struct c5_error *err)
{
	struct third_pass *pass = context;
	struct store *store = pass->import->store;
	size_t winner;
	bool erased = false;
	enum c5_status status =
		import_find(store, rows[0].email, &pass->id, err);

	pass->participant = (struct participant){.profile = profile_empty};
	if (!status && !pass->id)
		status = store_is_erased(store, rows[0].email, &erased, err);
	if (!status && erased)
		return refuse_erased(pass, rows, n, err);
	if (!status && pass->id)
		status = store_participant(store, pass->id, &pass->pool,
					   &pass->participant, err);
	if (!status)
		status = sift(pass, rows, n, &winner, err);
	if (!status && winner < n)
		status = store_staged_at(store, rows[winner].line, apply, pass,
					 err);
	pool_release(&pass->pool);
	return status;
}

enum c5_status import_people(struct import *import, struct import_file *file,
			     struct c5_error *err)
{
	struct third_pass pass = {.import = import, .file = file};

	enum c5_status status = import_census(import, file, err);

	return status ? status
		      : store_staged_people(import->store, person, &pass, err);
}
