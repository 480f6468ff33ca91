/* An answer as bytes: its numbers, then each of its texts with the NUL. */
#include "connect5/form.h"

#include <string.h>

struct numbers {
	size_t line, n_exclude;
	int64_t completed, sector, organisation;
	uint64_t digest;
	int seniority_step;
	bool timed;
};

/* The texts of an answer, one after the other; NULL: there are no more. */
static const char **text_at(struct answer *answer, size_t index)
{
	const char **const own[] = {&answer->email, &answer->new_organisation,
				    &answer->new_sector, &answer->notes};
	const size_t n = sizeof(own) / sizeof(*own);

	if (index < n)
		return own[index];
	if (index - n < PROFILE_FIELDS)
		return profile_field(&answer->profile,
				     (enum profile_field)(index - n));
	return NULL;
}

enum c5_status answer_pack(struct buffer *out, const struct answer *answer,
			   struct c5_error *err)
{
	struct answer copy = *answer;
	const char **text;
	struct numbers numbers;

	/* The padding too, so that the same answer gives the same bytes. */
	memset(&numbers, 0, sizeof(numbers));
	numbers.line = answer->line;
	numbers.n_exclude = answer->n_exclude;
	numbers.completed = answer->completed;
	numbers.sector = answer->profile.sector;
	numbers.organisation = answer->profile.organisation;
	numbers.digest = answer->digest;
	numbers.seniority_step = answer->profile.seniority_step;
	numbers.timed = answer->timed;
	buffer_add(out, (const char *)&numbers, sizeof(numbers));
	for (size_t i = 0; (text = text_at(&copy, i)); i++)
		buffer_add(out, *text, strlen(*text) + 1);
	for (size_t i = 0; i < answer->n_exclude; i++)
		buffer_add(out, answer->exclude[i],
			   strlen(answer->exclude[i]) + 1);
	return buffer_status(out, err);
}

/* The text that begins here; moves on to the next. */
static const char *take(const char **bytes)
{
	const char *text = *bytes;

	*bytes += strlen(text) + 1;
	return text;
}

enum c5_status answer_unpack(struct answer *out, const char *bytes,
			     struct pool *pool, struct c5_error *err)
{
	struct numbers numbers;
	const char **exclude, **text;

	memcpy(&numbers, bytes, sizeof(numbers));
	bytes += sizeof(numbers);
	*out = (struct answer){
		.line = numbers.line,
		.timed = numbers.timed,
		.completed = numbers.completed,
		.digest = numbers.digest,
		.n_exclude = numbers.n_exclude,
		.profile = profile_empty,
	};
	out->profile.sector = numbers.sector;
	out->profile.organisation = numbers.organisation;
	out->profile.seniority_step = numbers.seniority_step;
	for (size_t i = 0; (text = text_at(out, i)); i++)
		*text = take(&bytes);
	if (!numbers.n_exclude)
		return C5_OK;
	exclude = pool_alloc(pool, numbers.n_exclude * sizeof(*exclude));
	if (!exclude)
		return error_memory(err);
	for (size_t i = 0; i < numbers.n_exclude; i++)
		exclude[i] = take(&bytes);
	out->exclude = exclude;
	return C5_OK;
}
