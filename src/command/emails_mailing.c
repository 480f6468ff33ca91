/* One e-mail after the other: text, invitation, file. */
#include "command/emails.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/random.h"

enum { MOST_PARTS = 16, NAME_BYTES = 64 };

static enum c5_status index_invitations(struct mailing *mailing,
					struct c5_error *err)
{
	const struct export *export = mailing->export;
	const struct invitations *invitations = &export->invitations;

	mailing->invitation_of = memory_new(export->record.plan.n_groups,
					    sizeof(*mailing->invitation_of));
	if (!mailing->invitation_of)
		return error_memory(err);
	for (size_t i = 0; i < invitations->n; i++)
		if (invitations->list[i].kind == INVITED)
			mailing->invitation_of[invitations->list[i].group] =
				i + 1;
	return C5_OK;
}

enum c5_status mailing_init(struct mailing *out, struct export *export,
			    struct folder *folder, enum letter letter,
			    struct c5_error *err)
{
	bool invites = letter == LETTER_MATCH || letter == LETTER_REPAIR;

	*out = (struct mailing){
		.export = export,
		.folder = folder,
		.letter = letter,
		.round = {.record = &export->record,
			  .prompts = export->prompts,
			  .n_prompts = export->n_prompts,
			  .words = &export->letters.words},
		.text = LETTER_TEXT_INIT,
		.plain = BUFFER_INIT,
		.html = BUFFER_INIT,
		.bytes = BUFFER_INIT,
		.name = BUFFER_INIT,
	};
	if (invites)
		out->round.slot = export->invitations.words.slot;
	template_values_init(&out->values);
	letter_values_round(&out->values, &out->round);
	return index_invitations(out, err);
}

void mailing_release(struct mailing *mailing)
{
	template_values_release(&mailing->values);
	letter_text_release(&mailing->text);
	buffer_release(&mailing->plain);
	buffer_release(&mailing->html);
	buffer_release(&mailing->bytes);
	buffer_release(&mailing->name);
	free(mailing->invitation_of);
}

/* Those who are written to, and their mailboxes. */
struct recipients {
	struct mailbox boxes[3];
	size_t n;
};

static void add_recipient(struct recipients *out, const struct person *person)
{
	if (!person->erased && *person->email)
		out->boxes[out->n++] =
			(struct mailbox){person->profile.name, person->email};
}

static struct recipients recipients_of(const struct mailing *mailing,
				       struct addressee to)
{
	const struct round_record *record = &mailing->export->record;
	struct recipients out = {.n = 0};

	if (to.group == SIZE_MAX) {
		add_recipient(&out, &record->cohort.people[to.person]);
		return out;
	}
	const struct group *group = &record->plan.groups[to.group];
	for (unsigned i = 0; i < group->size; i++)
		add_recipient(&out, &record->cohort.people[group->member[i]]);
	return out;
}

bool mailing_reaches(const struct mailing *mailing, struct addressee to)
{
	return recipients_of(mailing, to).n > 0;
}

/* The objects that go with a letter. */
struct enclosures {
	struct mail_calendar parts[MOST_PARTS];
	struct buffer bytes[MOST_PARTS];
	char names[MOST_PARTS][NAME_BYTES];
	size_t n;
};

static enum c5_status enclose(struct enclosures *out, struct mailing *mailing,
			      const struct invitation *invitation,
			      struct c5_error *err)
{
	const struct invitations *invitations = &mailing->export->invitations;
	bool invited = invitation->kind == INVITED;
	struct buffer *bytes = &out->bytes[out->n];
	struct pool pool = {NULL};
	struct event event;
	enum c5_status status =
		invitations_event(&event, invitations, invitation, &pool, err);

	*bytes = (struct buffer)BUFFER_INIT;
	if (!status)
		status = calendar_write(bytes, &event, err);
	pool_release(&pool);
	if (invited)
		snprintf(out->names[out->n], NAME_BYTES, "invitation.ics");
	else
		snprintf(out->names[out->n], NAME_BYTES,
			 "cancelled-%03u-%u.ics", invitation->issued->number,
			 invitation->version->sequence);
	out->parts[out->n] = (struct mail_calendar){
		out->names[out->n], invited ? "REQUEST" : "CANCEL", bytes};
	out->n++;
	return status;
}

/* Does it tell one of them that they do not meet as this repair found it? An
 * earlier repair's letters have said what it changed. */
static bool says_goodbye(const struct mailing *mailing,
			 const struct invitation *invitation,
			 const struct recipients *to)
{
	struct mailbox told[3];
	size_t n;

	if (invitation->kind == INVITED ||
	    invitation->version->stamp < mailing->export->record.made_at)
		return false;
	n = invitations_told(told, invitation);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < to->n; k++)
			if (strcmp(told[i].address, to->boxes[k].address) == 0)
				return true;
	return false;
}

static enum c5_status enclose_all(struct enclosures *out,
				  struct mailing *mailing, struct addressee to,
				  const struct recipients *recipients,
				  struct c5_error *err)
{
	const struct invitations *invitations = &mailing->export->invitations;
	size_t own =
		to.group == SIZE_MAX ? 0 : mailing->invitation_of[to.group];
	enum c5_status status = C5_OK;

	if (own)
		status =
			enclose(out, mailing, &invitations->list[own - 1], err);
	if (mailing->letter != LETTER_REPAIR)
		return status;
	for (size_t i = 0; i < invitations->n && !status; i++)
		if (out->n < MOST_PARTS &&
		    says_goodbye(mailing, &invitations->list[i], recipients))
			status = enclose(out, mailing, &invitations->list[i],
					 err);
	return status;
}

static bool takes_part(const struct round_record *record, const char *address)
{
	for (size_t v = 0; v < record->cohort.n; v++)
		if (strcmp(record->cohort.people[v].email, address) == 0)
			return true;
	return false;
}

/* Names those of an invitation who have left. */
static bool list_gone(struct buffer *who, const struct mailing *mailing,
		      const struct invitation *invitation)
{
	const struct round_record *record = &mailing->export->record;
	struct mailbox told[3];
	size_t n = invitations_told(told, invitation);
	bool listed = false;

	for (size_t i = 0; i < n; i++) {
		if (takes_part(record, told[i].address))
			continue;
		buffer_printf(who, "%s\n", told[i].name);
		listed = true;
	}
	return listed;
}

enum c5_status mailing_say_goodbye(struct mailing *mailing, struct buffer *who,
				   struct c5_error *err)
{
	const struct invitations *invitations = &mailing->export->invitations;
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < invitations->n && !status; i++) {
		const struct invitation *invitation = &invitations->list[i];
		struct enclosures enclosures = {.n = 0};

		if (invitation->kind == INVITED ||
		    invitation->version->stamp <
			    mailing->export->record.made_at ||
		    !list_gone(who, mailing, invitation))
			continue;
		status = enclose(&enclosures, mailing, invitation, err);
		if (!status)
			status =
				folder_put(mailing->folder, enclosures.names[0],
					   &enclosures.bytes[0],
					   "for those who have left", err);
		buffer_release(&enclosures.bytes[0]);
	}
	return status ? status : buffer_status(who, err);
}

/* By what the letter is: the same for the same letter, and nobody's name. */
static void message_id(char id[NAME_BYTES], const struct mailing *mailing,
		       struct addressee to)
{
	const struct round_record *record = &mailing->export->record;
	bool waits = to.group == SIZE_MAX;
	uint64_t number =
		waits ? (uint64_t)record->cohort.people[to.person].id
		      : (uint64_t)record->plan.groups[to.group].number;
	uint64_t which = (uint64_t)mailing->letter * 2 + waits;
	uint64_t other = which + (uint64_t)LETTERS * 2;
	uint64_t round =
		(uint64_t)record->month << 32 | (uint64_t)record->revision;

	snprintf(id, NAME_BYTES, "%016llx.%016llx@connect5.invalid",
		 (unsigned long long)random_hash_words(record->settings.seed,
						       which, round, number),
		 (unsigned long long)random_hash_words(record->settings.seed,
						       other, round, number));
}

static enum c5_status fill_text(struct mailing *mailing, struct c5_error *err)
{
	const char *own =
		mailing->export->letters.words.templates[mailing->letter];
	const char *text = *own ? own : template_built_in(mailing->letter);
	char file[NAME_BYTES];
	const struct template_source source = {mailing->letter, file, text,
					       strlen(text)};
	enum c5_status status;

	snprintf(file, sizeof(file), "template.%s",
		 letter_name(mailing->letter));
	status = template_fill(&mailing->text, &source, &mailing->values, err);
	buffer_cut(&mailing->plain, 0);
	buffer_cut(&mailing->html, 0);
	letter_text_plain(&mailing->plain, &mailing->text);
	letter_text_html(&mailing->html, &mailing->text);
	if (!status)
		status = buffer_status(&mailing->plain, err);
	return status ? status : buffer_status(&mailing->html, err);
}

/* "007.eml" of a group, "waiting-012.eml" of somebody whom a repair left. */
static enum c5_status put(struct mailing *mailing, struct addressee to,
			  struct c5_error *err)
{
	const struct round_record *record = &mailing->export->record;
	char name[NAME_BYTES], what[NAME_BYTES];

	if (to.group == SIZE_MAX) {
		long long id = record->cohort.people[to.person].id;

		snprintf(name, sizeof(name), "%s%03lld.eml",
			 mailing->letter == LETTER_WAITING ? "" : "waiting-",
			 id);
		snprintf(what, sizeof(what), "participant %lld", id);
	} else {
		unsigned number = record->plan.groups[to.group].number;

		snprintf(name, sizeof(name), "%03u.eml", number);
		snprintf(what, sizeof(what), "group %u", number);
	}
	mailing->written++;
	return folder_put(mailing->folder, name, &mailing->bytes, what, err);
}

enum c5_status mailing_write(struct mailing *mailing, struct addressee to,
			     struct c5_error *err)
{
	const struct recipients recipients = recipients_of(mailing, to);
	struct enclosures enclosures = {.n = 0};
	char id[NAME_BYTES];
	enum c5_status status;

	if (!recipients.n)
		return C5_OK;
	message_id(id, mailing, to);
	status = fill_text(mailing, err);
	if (!status)
		status =
			enclose_all(&enclosures, mailing, to, &recipients, err);
	buffer_cut(&mailing->bytes, 0);
	if (!status) {
		const struct draft draft = {
			.organiser = mailing->export->letters.words.organiser,
			.to = recipients.boxes,
			.n_to = recipients.n,
			.subject = mailing->text.subject.text,
			.text = mailing->plain.text,
			.html = mailing->html.text,
			.calendars = enclosures.parts,
			.n_calendars = enclosures.n,
			.stamp = mailing->export->record.made_at,
			.message_id = id,
		};

		status = mail_write(&mailing->bytes, &draft, err);
	}
	for (size_t i = 0; i < enclosures.n; i++)
		buffer_release(&enclosures.bytes[i]);
	return status ? status : put(mailing, to, err);
}
