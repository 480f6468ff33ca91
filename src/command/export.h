/* What can be exported, and how it is written. Private to src/command/. */
#ifndef COMMAND_EXPORT_H
#define COMMAND_EXPORT_H

#include "command/command.h"
#include "command/invitations.h"
#include "connect5/folder.h"
#include "connect5/sheet.h"

enum format {
	FORMAT_CSV,
	FORMAT_JSON,
	FORMAT_MARKDOWN,
	FORMAT_HTML,
	FORMAT_XLSX,
	FORMATS
};

/* E-mails on their way. */
struct letters {
	enum letter letter;
	bool also_waiting; /* to those without a group as well */
	struct correspondence words;
};

/* An export on its way: the sheet, if it has rows, else what is in out. */
struct export
{
	const struct context *context;
	const struct arguments *arguments;
	struct store *store;
	enum format format;
	struct programme programme;
	struct pool pool;
	struct round_record record;
	bool told; /* such a sheet has gone out since it was made */
	struct prompt *prompts;
	size_t n_prompts;
	struct sheet sheet;
	struct buffer out;
	char label[32];			/* what files in a folder begin with */
	struct invitations invitations; /* of a kind that issues them */
	struct letters letters;		/* of a kind that writes them */
};

/* What can be exported, and what it needs. */
struct export_kind {
	const char *name;
	const char *recorded; /* under which name in the log; NULL: its own */
	unsigned formats;     /* bits: 1 << enum format */
	enum format usual;    /* unless another is asked for */
	bool leaves_house;    /* the round counts as announced from then on */
	bool by_mail;	      /* reaches nobody without an address */
	bool notes_absent; /* speaks of those in groups alone: so that is said
			    */
	bool whole;	   /* of the whole programme, not of a month */
	bool to_come;	   /* also of a round that has not been made */
	bool issues;	   /* puts invitations on record: inside a change */
	bool with_emails;  /* its pages can have addresses, if asked */
	/* the kind that the options ask for; NULL: this one */
	enum c5_status (*choose)(const struct export_kind **out,
				 struct export *export, struct c5_error *err);
	enum c5_status (*write)(struct export *export, struct c5_error *err);
	/* many files, in one format only; NULL: one file, or the output */
	enum c5_status (*fill)(struct export *export, struct folder *folder,
			       struct c5_error *err);
};
extern const struct export_kind export_kinds[]; /* ended by a NULL name */

/* The name under which the log has it. */
const char *export_recorded(const struct export_kind *kind);

/* The round that is asked for, and its prompts. */
enum c5_status export_load(struct export *export,
			   const struct export_kind *kind, const char *operand,
			   struct c5_error *err);

/* Says who is in no such sheet, or hears nothing by it (export_absent.c). */
void export_note_absent(const struct export *export,
			const struct export_kind *kind);

/* Files into a folder (export_folder.c) */

/* C5_USAGE: no folder was named, or a format was. */
enum c5_status export_check_folder(const struct context *context,
				   const struct arguments *arguments,
				   const struct export_kind *kind,
				   struct c5_error *err);

/* The folder of an export; ends as folder_begin() says. */
enum c5_status export_begin_folder(struct folder *out, struct export *export,
				   const struct export_kind *kind,
				   struct c5_error *err);

/* Fills it, and ends it either way. */
enum c5_status export_end_folder(struct folder *folder, struct export *export,
				 const struct export_kind *kind,
				 struct c5_error *err);

/* E-mails, by --kind (emails.c). */
enum c5_status emails_choose(const struct export_kind **out,
			     struct export *export, struct c5_error *err);

/* The invitations of a round, one a file (export_calendar.c). */
enum c5_status calendar_issue(struct export *export, struct c5_error *err);
enum c5_status calendar_fill(struct export *export, struct folder *folder,
			     struct c5_error *err);

/* A sheet in its format, into export->out: before it counts as exported, since
 * it may not fit (export_sheet.c). */
enum c5_status export_render(struct export *export,
			     const struct export_kind *kind,
			     struct c5_error *err);

/* The month: a workbook, rows of people, or JSON. */
enum c5_status export_write_sheet(struct export *export, struct c5_error *err);

#endif
