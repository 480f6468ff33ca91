/* An import and what its files share. Private to src/command/. */
#ifndef COMMAND_IMPORT_H
#define COMMAND_IMPORT_H

#include "command/headcount.h"
#include "command/progress.h"
#include "connect5/form.h"
#include "connect5/outcome.h"
#include "connect5/vocabulary.h"

/* Whatever is read is one of these in the end. */
struct import_counts {
	size_t rows, added, updated, unchanged, superseded, refused;
};

/* So many refusals and so many notes of a file are shown, the first by their
 * lines; with --verbose all. */
enum { IMPORT_SHOWN = 200 };

/* A remark about a row; line 0: about the file. */
struct import_note {
	size_t line;
	const char *text;
};

/* What one file came to. Strings live in the pool. All that is said of its rows
 * is staged; what is to be shown of it is recalled once the file is done. */
struct import_file {
	const char *name;
	struct pool pool;
	const char *encoding;
	char delimiter;
	uint64_t bytes, bytes_read; /* bytes 0: nobody knows how many */
	struct form *form;
	struct import_counts counts;
	struct refusal *refusals; /* those shown */
	size_t n_refusals, refusals_capacity;
	struct import_note *notes; /* those shown */
	size_t n_notes, notes_capacity;
	size_t all_notes;	     /* how many there are */
	struct buffer added_sectors; /* labels, one a line */
};

/* What a file is said to hold: people, pairs from before, or whether groups
 * have met. */
enum import_kind { IMPORT_EOI, IMPORT_HISTORY, IMPORT_OUTCOMES };

struct import {
	const struct context *context;
	struct store *store;
	struct vocabulary *vocabulary;
	bool add_sectors;
	bool keep_unknown; /* answers to questions that nobody knows */
	enum import_kind kind;
	bool yes;	     /* although hardly anybody in the file is known */
	const char *rejects; /* where refused rows go; NULL: nowhere */
	struct pool pool;
	struct headcount count; /* with what came in */
	struct progress progress;
};

/* Reads one file into the open change. C5_DATA here means that nothing of it
 * could be read; refused rows are counted, not failed. */
enum c5_status import_read(struct import *import, struct import_file *file,
			   struct c5_error *err);

/* After each row: now and then, how far it is; `of` 0: who knows. */
void import_progress(struct import *import, const char *doing, size_t rows,
		     uint64_t done, uint64_t of);

void import_file_release(struct import_file *file);

/* The refused rows of the one file go to import->rejects, in its own columns,
 * with the reason. C5_USAGE: the path exists. */
enum c5_status import_rejects(struct import *import,
			      const struct import_file *file,
			      struct c5_error *err);

/* --map, into the words of this import and of those to come (import_map.c). */
enum c5_status import_take_maps(struct import *import,
				const struct arguments *arguments,
				struct c5_error *err);
/* C5_USAGE: none of the files has a header that --map names. */
enum c5_status import_check_maps(const struct arguments *arguments,
				 const struct import_file *files, size_t n,
				 struct c5_error *err);

/* The summary of all files. */
enum c5_status import_report(const struct import *import,
			     const struct import_file *files, size_t n,
			     struct c5_error *err);

/* Rows are staged under an address, or after this mark under the number of a
 * participant who has none. */
#define IMPORT_NUMBER '#'
enum c5_status import_find(struct store *store, const char *staged, int64_t *id,
			   struct c5_error *err);

/* What the rows of each person do, once all are staged (import_people.c). */
enum c5_status import_people(struct import *import, struct import_file *file,
			     struct c5_error *err);

/* New people, admitted many at a time (import_newcomers.c). Zero-initialised
 * but for its first two. */
enum { NEWCOMERS = 64 };
struct newcomers {
	struct import *import;
	struct import_file *file;
	struct pool pool; /* for those who wait */
	struct answer answers[NEWCOMERS];
	struct admission people[NEWCOMERS];
	size_t n;
};

/* `packed` is the answer as it was staged; its ids are those of `answer`. */
enum c5_status newcomers_add(struct newcomers *newcomers,
			     const struct answer *answer,
			     const struct buffer *packed, struct c5_error *err);
/* Those who wait come in. */
enum c5_status newcomers_admit(struct newcomers *newcomers,
			       struct c5_error *err);

/* What comes in with an answer that counts: its remarks, whom they would rather
 * not meet, and what is kept of the other questions. */
enum c5_status import_bring(struct import *import, struct import_file *file,
			    int64_t id, const struct answer *answer,
			    struct c5_error *err);

/* Stages what is to be said (import_remarks.c). */
enum c5_status import_note(struct import *import, struct import_file *file,
			   struct c5_error *err, size_t line,
			   const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* Remarks about a row, one a line. */
enum c5_status import_note_lines(struct import *import,
				 struct import_file *file, size_t line,
				 const char *lines, struct c5_error *err);

enum c5_status import_refuse(struct import *import, struct import_file *file,
			     const struct refusal *refusal,
			     struct c5_error *err);

/* Takes what is to be shown back from the staging tables. */
enum c5_status import_recall(struct import *import, struct import_file *file,
			     struct c5_error *err);

/* Rows of month,email_1,email_2[,email_3] become connections. */
enum c5_status import_history(struct import *import, struct import_file *file,
			      struct reader *reader, struct c5_error *err);

/* Staged rows of month,email,met become outcomes of groups: each row finds its
 * group (import_outcomes.c), then each group its outcome (import_verdicts.c).
 */
enum c5_status import_outcomes(struct import *import, struct import_file *file,
			       struct c5_error *err);

enum c5_status import_verdicts(struct import *import, struct import_file *file,
			       struct c5_error *err);

/* C5_DATA: in mid-season hardly anybody in the file is known. */
enum c5_status import_census(struct import *import,
			     const struct import_file *file,
			     struct c5_error *err);

#endif
