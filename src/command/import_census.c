/* Is it the right file at all? */
#include "command/import.h"

#include "connect5/store_staging.h"

/* How many of the people in the file are known. */
struct census {
	struct store *store;
	size_t people, known;
};

static enum c5_status count_known(void *context,
				  const struct staged_answer *answer,
				  struct c5_error *err)
{
	struct census *census = context;
	int64_t id;
	enum c5_status status;

	if (!answer->first)
		return C5_OK;
	status = import_find(census->store, answer->email, &id, err);
	census->people++;
	census->known += id != 0;
	return status;
}

/* In mid-season a file of strangers is probably the wrong file. */
enum c5_status import_census(struct import *import,
			     const struct import_file *file,
			     struct c5_error *err)
{
	struct census census = {.store = import->store};
	struct pool pool = {NULL};
	struct programme programme;
	enum c5_status status =
		store_programme(import->store, &pool, &programme, err);

	pool_release(&pool);
	/* Refused rows are of the right file, and mostly of people not in yet.
	 */
	if (status || import->yes || !programme.rounds ||
	    form_is_rejects(file->form))
		return status;
	status = store_staged_answers(import->store, count_known, &census, err);
	if (!status && census.people > 3 && census.known * 3 < census.people)
		return error_at(err, C5_DATA, file->name, 0,
				"only %zu of its %zu people %s known, and the "
				"programme has begun: is it the wrong file? "
				"--yes imports it all the same",
				census.known, census.people,
				census.known == 1 ? "is" : "are");
	return status;
}
