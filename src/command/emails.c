#include "command/emails.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/file.h"

/* Why a letter was not written. */
struct left_out {
	size_t reported; /* groups that have told already */
	size_t broken;	 /* groups that somebody has left for good */
	size_t unreached;
};

static void note_left_out(const struct export *export,
			  const struct mailing *mailing,
			  const struct left_out *out)
{
	const struct context *context = export->context;
	char month[MONTH_TEXT];

	month_format(month, export->record.month);
	if (out->reported)
		note(context,
		     "not written to: %zu %s of whom it is known whether they "
		     "met",
		     out->reported, out->reported == 1 ? "group" : "groups");
	if (out->broken)
		note(context,
		     "not written to: %zu %s that somebody has left for good: "
		     "'connect5 repair %s' mends the round",
		     out->broken, out->broken == 1 ? "group" : "groups", month);
	if (out->unreached)
		note(context,
		     "without an e-mail address, so not written to: %zu who "
		     "%s: 'connect5 export waiting %s' lists them",
		     out->unreached, out->unreached == 1 ? "waits" : "wait",
		     month);
	if (!mailing->written)
		note(context, "there is nobody to write to: no %s e-mails",
		     letter_name(mailing->letter));
}

/* Is the letter for groups of this outcome? */
static bool is_meant(enum letter letter, enum outcome outcome)
{
	return outcome == OUTCOME_UNKNOWN ||
	       (letter == LETTER_FEEDBACK && outcome == OUTCOME_MET);
}

static enum c5_status write_groups(struct mailing *mailing,
				   struct left_out *out, struct c5_error *err)
{
	const struct round_record *record = &mailing->export->record;
	enum c5_status status = C5_OK;

	for (size_t g = 0; g < record->plan.n_groups && !status; g++) {
		const struct group *group = &record->plan.groups[g];

		if (!is_meant(mailing->letter, group->outcome)) {
			out->reported++;
			continue;
		}
		if (letter_count(record, group) < 2) {
			out->broken++;
			continue;
		}
		letter_values_group(&mailing->values, &mailing->round, g);
		status = mailing_write(mailing, (struct addressee){g, 0}, err);
	}
	return status;
}

static enum c5_status write_waiting(struct mailing *mailing,
				    struct left_out *out, struct c5_error *err)
{
	const struct round_record *record = &mailing->export->record;
	enum c5_status status = C5_OK;

	for (size_t i = 0; i < record->plan.n_waiting && !status; i++) {
		struct addressee to = {SIZE_MAX, record->plan.waiting[i]};

		if (record->cohort.people[to.person].erased)
			continue;
		out->unreached += !mailing_reaches(mailing, to);
		letter_values_waiting(&mailing->values, &mailing->round,
				      to.person);
		status = mailing_write(mailing, to, err);
	}
	return status;
}

/* The letter about changes[0..n), who are in one group, or one without. */
static enum c5_status write_change(struct mailing *mailing,
				   struct left_out *out,
				   const struct change *changes, size_t n,
				   struct c5_error *err)
{
	const struct round_record *record = &mailing->export->record;
	struct addressee to = {changes->group, changes->person};

	if (to.group == SIZE_MAX) {
		if (record->cohort.people[to.person].erased)
			return C5_OK;
		out->unreached += !mailing_reaches(mailing, to);
		letter_values_waiting(&mailing->values, &mailing->round,
				      to.person);
	} else {
		if (letter_count(record, &record->plan.groups[to.group]) < 2) {
			out->broken++;
			return C5_OK;
		}
		letter_values_group(&mailing->values, &mailing->round,
				    to.group);
	}
	letter_values_changes(&mailing->values, &mailing->round, changes, n);
	return mailing_write(mailing, to, err);
}

/* Those with news come first, by group. */
static enum c5_status write_changes(struct mailing *mailing,
				    struct left_out *out, struct c5_error *err)
{
	struct change *changes;
	size_t n, end;
	enum c5_status status =
		repair_changes(&changes, &n, &mailing->export->record, err);

	if (status)
		return status;
	for (size_t i = 0; i < n && changes[i].news && !status; i = end) {
		end = i + 1;
		while (end < n && changes[end].news &&
		       changes[i].group != SIZE_MAX &&
		       changes[end].group == changes[i].group)
			end++;
		status = write_change(mailing, out, changes + i, end - i, err);
	}
	free(changes);
	return status;
}

/* Who has left gets no letter, but may hold an invitation. */
static enum c5_status write_goodbyes(struct mailing *mailing,
				     struct c5_error *err)
{
	struct buffer who = BUFFER_INIT, names = BUFFER_INIT;
	enum c5_status status = mailing_say_goodbye(mailing, &who, err);

	for (const char *at = who.text; *at; at++)
		buffer_puts(&names, *at != '\n' ? (char[]){*at, '\0'}
				    : at[1]	? ", "
						: "");
	if (!status && names.length)
		note(mailing->export->context,
		     "no letter goes to those who have left, but they hold an "
		     "invitation: %s. The files called \"cancelled\" in the "
		     "folder take it out of their calendars: send them",
		     names.text);
	buffer_release(&names);
	buffer_release(&who);
	return status;
}

/* All letters of a kind; *written is how many. */
static enum c5_status write_all(size_t *written, struct export *export,
				struct folder *folder, enum letter letter,
				struct c5_error *err)
{
	struct mailing mailing;
	struct left_out out = {0};
	enum c5_status status =
		mailing_init(&mailing, export, folder, letter, err);

	if (!status)
		status = letter == LETTER_WAITING
				 ? write_waiting(&mailing, &out, err)
			 : letter == LETTER_REPAIR
				 ? write_changes(&mailing, &out, err)
				 : write_groups(&mailing, &out, err);
	if (!status && letter == LETTER_REPAIR)
		status = write_goodbyes(&mailing, err);
	if (!status)
		note_left_out(export, &mailing, &out);
	*written = mailing.written;
	mailing_release(&mailing);
	return status;
}

/* "2026-12-emails-waiting" */
static const char *
waiting_label(char label[sizeof(((struct export *)0)->label)],
	      const struct export *export)
{
	char month[MONTH_TEXT];

	snprintf(label, sizeof(export->label), "%s-emails-%s",
		 month_format(month, export->record.month),
		 letter_name(LETTER_WAITING));
	return label;
}

/* The letters of those who wait, in a set of their own beside the groups'. */
static enum c5_status write_beside(struct export *export, struct c5_error *err)
{
	const struct arguments *arguments = export->arguments;
	char label[sizeof(export->label)];
	struct folder folder;
	size_t written = 0;
	enum c5_status status =
		folder_begin(&folder, argument_value(arguments, "output"),
			     waiting_label(label, export),
			     argument_given(arguments, "force"), err);

	if (!status && export->record.plan.n_waiting)
		status = write_all(&written, export, &folder, LETTER_WAITING,
				   err);
	if (!status && written)
		return folder_finish(&folder, err);
	folder_abandon(&folder);
	return status;
}

static enum c5_status fill(struct export *export, struct folder *folder,
			   struct c5_error *err)
{
	size_t written;
	enum c5_status status = write_all(&written, export, folder,
					  export->letters.letter, err);

	if (!status && export->letters.also_waiting)
		status = write_beside(export, err);
	return status;
}

/* Before anything is put on record: the second set can be written, too. */
static enum c5_status check_beside(const struct export *export,
				   struct c5_error *err)
{
	const struct arguments *arguments = export->arguments;
	char label[sizeof(export->label)];
	struct buffer path = BUFFER_INIT;
	enum c5_status status;

	if (!export->letters.also_waiting)
		return C5_OK;
	buffer_printf(&path, "%s/%s-manifest.csv",
		      argument_value(arguments, "output"),
		      waiting_label(label, export));
	status = buffer_status(&path, err);
	if (!status)
		status = file_check(path.text,
				    argument_given(arguments, "force"), err);
	buffer_release(&path);
	return status;
}

static enum c5_status check_repair(const struct export *export,
				   struct c5_error *err)
{
	const struct round_record *record = &export->record;
	char month[MONTH_TEXT];

	month_format(month, record->month);
	if (export->letters.letter == LETTER_REPAIR && !record->repair)
		return error_set(err, C5_NO,
				 "the round for %s stands as it was made: "
				 "'connect5 export emails %s' writes to "
				 "everybody",
				 month, month);
	if (export->letters.letter == LETTER_MATCH && record->repair)
		note(export->context,
		     "this writes to all groups, as the repair left them: "
		     "'connect5 export emails %s --kind repair' writes to "
		     "those alone whom it concerns",
		     month);
	return C5_OK;
}

static enum c5_status prepare(struct export *export, struct c5_error *err)
{
	struct letters *letters = &export->letters;
	enum c5_status status = mail_check(err);

	if (!status)
		status = store_correspondence(export->store, &export->pool,
					      &letters->words, err);
	if (!status)
		status = invitations_check_organiser(&letters->words, err);
	if (!status)
		status = check_repair(export, err);
	return status ? status : check_beside(export, err);
}

/* Letters that invite bring an invitation along, where calendars are built. */
static enum c5_status prepare_invitations(struct export *export,
					  struct c5_error *err)
{
	enum c5_status status = prepare(export, err);

	if (status)
		return status;
	if (!calendar_check(NULL))
		return calendar_issue(export, err);
	note(export->context, "this connect5 was built without calendars, so "
			      "that no invitations go with the e-mails");
	return C5_OK;
}

static const struct export_kind kinds[LETTERS] = {
	[LETTER_MATCH] = {.name = "emails-match",
			  .leaves_house = true,
			  .by_mail = true,
			  .issues = true,
			  .write = prepare_invitations,
			  .fill = fill},
	[LETTER_REPAIR] = {.name = "emails-repair",
			   .leaves_house = true,
			   .by_mail = true,
			   .issues = true,
			   .write = prepare_invitations,
			   .fill = fill},
	[LETTER_WAITING] = {.name = "emails-waiting",
			    .leaves_house = true,
			    .write = prepare,
			    .fill = fill},
	[LETTER_REMINDER] = {.name = "emails-reminder",
			     .leaves_house = true,
			     .by_mail = true,
			     .write = prepare,
			     .fill = fill},
	[LETTER_FEEDBACK] = {.name = "emails-feedback",
			     .leaves_house = true,
			     .by_mail = true,
			     .write = prepare,
			     .fill = fill},
};

/* To everybody, those who wait too. */
static const struct export_kind to_all = {
	.name = "emails-match",
	.recorded = "emails",
	.leaves_house = true,
	.by_mail = true,
	.issues = true,
	.write = prepare_invitations,
	.fill = fill,
};

enum c5_status emails_choose(const struct export_kind **out,
			     struct export *export, struct c5_error *err)
{
	const char *kind = argument_value(export->arguments, "kind");
	struct letters *letters = &export->letters;

	letters->letter = LETTER_MATCH;
	letters->also_waiting = !kind;
	if (kind && !letter_parse(&letters->letter, kind))
		return error_set(err, C5_USAGE,
				 "--kind takes match, repair, waiting, "
				 "reminder or feedback, not '%s'",
				 kind);
	*out = kind ? &kinds[letters->letter] : &to_all;
	return C5_OK;
}
