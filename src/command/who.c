/* WHO on the command line. */
#include "command/command.h"

#include <stdlib.h>
#include <string.h>

#include "connect5/store_people.h"
#include "connect5/text.h"

enum { NEAR_MAX = 3, DIGITS_MAX = 18 };

/* Those whose name is not the one that was said, but nearly. */
struct near {
	const struct participant *people[NEAR_MAX];
	size_t slips[NEAR_MAX]; /* ascending */
	size_t n;
};

static size_t slips_allowed(size_t length)
{
	return length >= 8 ? 2 : length >= 4 ? 1 : 0;
}

static void add_near(struct near *near, const struct participant *person,
		     size_t slips)
{
	size_t at = near->n;

	if (at == NEAR_MAX && slips >= near->slips[at - 1])
		return;
	if (at == NEAR_MAX)
		at--;
	else
		near->n++;
	for (; at > 0 && near->slips[at - 1] > slips; at--) {
		near->people[at] = near->people[at - 1];
		near->slips[at] = near->slips[at - 1];
	}
	near->people[at] = person;
	near->slips[at] = slips;
}

/* Without accents, and with a slip or two of typing. */
static enum c5_status find_near(struct near *out, const char *text,
				const struct participant *people, size_t n,
				struct c5_error *err)
{
	struct buffer wanted = BUFFER_INIT, name = BUFFER_INIT;

	*out = (struct near){.n = 0};
	text_plain(&wanted, text);
	size_t cap = slips_allowed(wanted.length) + 1;
	for (size_t i = 0; i < n && wanted.length; i++) {
		buffer_cut(&name, 0);
		text_plain(&name, people[i].profile.name);
		size_t slips = text_distance(wanted.text, name.text, cap);
		if (slips < cap)
			add_near(out, &people[i], slips);
	}
	bool failed = wanted.failed || name.failed;
	buffer_release(&wanted);
	buffer_release(&name);
	return failed ? error_memory(err) : C5_OK;
}

static enum c5_status nobody(const char *text, const struct participant *people,
			     size_t n, struct c5_error *err)
{
	struct buffer list = BUFFER_INIT;
	struct near near;
	enum c5_status status = find_near(&near, text, people, n, err);

	if (status)
		return status;
	for (size_t i = 0; i < near.n; i++) {
		const struct participant *p = near.people[i];

		buffer_printf(&list, "%s'%s' (",
			      i == 0		? ""
			      : i + 1 == near.n ? " or "
						: ", ",
			      p->profile.name);
		if (*p->email)
			buffer_puts(&list, p->email);
		else
			buffer_printf(&list, "participant %lld",
				      (long long)p->id);
		buffer_putc(&list, ')');
	}
	if (near.n)
		status = error_set(err, C5_USAGE,
				   "there is no participant '%s': did you mean "
				   "%s?",
				   text, list.text);
	else
		status = error_set(err, C5_USAGE,
				   "there is no participant '%s': 'connect5 "
				   "people' lists them",
				   text);
	buffer_release(&list);
	return status;
}

/* How many have that folded name; *id is the last of them. */
static enum c5_status count(const struct participant *people, size_t n,
			    const char *name, size_t *matches, int64_t *id,
			    struct c5_error *err)
{
	struct buffer wanted = BUFFER_INIT, folded = BUFFER_INIT;

	*matches = 0;
	text_fold(&wanted, name);
	for (size_t i = 0; i < n; i++) {
		buffer_cut(&folded, 0);
		text_fold(&folded, people[i].profile.name);
		if (strcmp(folded.text, wanted.text) != 0)
			continue;
		*id = people[i].id;
		++*matches;
	}
	bool failed = wanted.failed || folded.failed;
	buffer_release(&wanted);
	buffer_release(&folded);
	return failed ? error_memory(err) : C5_OK;
}

enum c5_status count_named(struct store *store, const char *name, size_t *n,
			   struct c5_error *err)
{
	struct pool pool = {NULL};
	struct participant *people;
	size_t n_people;
	int64_t id;
	enum c5_status status =
		store_participants(store, &pool, &people, &n_people, err);

	*n = 0;
	if (!status)
		status = count(people, n_people, name, n, &id, err);
	pool_release(&pool);
	return status;
}

/* Exactly one participant of that folded name. */
static enum c5_status by_name(struct store *store, const char *text,
			      int64_t *id, struct c5_error *err)
{
	struct pool pool = {NULL};
	struct participant *people;
	size_t n, matches = 0;
	enum c5_status status =
		store_participants(store, &pool, &people, &n, err);

	if (!status)
		status = count(people, n, text, &matches, id, err);
	if (!status && matches > 1)
		status = error_set(err, C5_USAGE,
				   "%zu participants are called '%s': say the "
				   "e-mail address, or the number that "
				   "'connect5 people --json' shows",
				   matches, text);
	if (!status && !matches)
		status = nobody(text, people, n, err);
	pool_release(&pool);
	return status;
}

enum c5_status resolve_address(struct store *store, const char *text,
			       bool *is_address, int64_t *id,
			       struct c5_error *err)
{
	struct buffer address = BUFFER_INIT;
	enum c5_status status;

	*id = 0;
	text_email(&address, text);
	*is_address = text_is_email(address.text);
	status = buffer_status(&address, err);
	if (!status)
		status = store_find_address(store, address.text, id, err);
	buffer_release(&address);
	return status;
}

enum c5_status resolve_named(struct store *store, const char *text, int64_t *id,
			     struct c5_error *err)
{
	bool is_address;
	enum c5_status status =
		resolve_address(store, text, &is_address, id, err);

	if (status || *id)
		return status;
	/* There may be many: an address is not looked for among the names. */
	return is_address ? nobody(text, NULL, 0, err)
			  : by_name(store, text, id, err);
}

enum c5_status resolve_who(struct store *store, const char *text, int64_t *id,
			   struct c5_error *err)
{
	size_t digits = strspn(text, "0123456789");
	bool found;
	enum c5_status status;

	if (!digits || digits > DIGITS_MAX || text[digits]) {
		status = resolve_address(store, text, &found, id, err);
		return status || *id ? status : by_name(store, text, id, err);
	}
	*id = strtoll(text, NULL, 10);
	status = store_is_participant(store, *id, &found, err);
	if (!status && !found)
		status = error_set(err, C5_USAGE,
				   "there is no participant %s: 'connect5 "
				   "people' lists them",
				   text);
	return status;
}
