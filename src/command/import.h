/* An import and what its files share. Private to src/command/. */
#ifndef COMMAND_IMPORT_H
#define COMMAND_IMPORT_H

#include "command/command.h"
#include "connect5/form.h"
#include "connect5/store_people.h"
#include "connect5/vocabulary.h"

/* Whatever is read is one of these in the end. */
struct import_counts {
	size_t rows, added, updated, unchanged, superseded, refused;
};

/* A remark about a row; line 0: about the file. */
struct import_note {
	size_t line, order;
	const char *text;
};

/* What one file came to. Strings live in the pool. */
struct import_file {
	const char *name;
	struct pool pool;
	const char *encoding;
	char delimiter;
	struct form *form;
	struct import_counts counts;
	struct refusal *refusals; /* by line once the file is done */
	size_t refusals_capacity;
	struct import_note *notes; /* by line once the file is done */
	size_t n_notes, notes_capacity;
	struct buffer added_sectors; /* labels, one a line */
};

struct import {
	const struct context *context;
	struct store *store;
	struct vocabulary *vocabulary;
	bool add_sectors;
	bool keep_unknown; /* answers to questions that nobody knows */
	bool history;	   /* pairs from before, not people */
	bool yes;	   /* although hardly anybody in the file is known */
};

/* Reads one file into the open change. C5_DATA here means that nothing of it
 * could be read; refused rows are counted, not failed. */
enum c5_status import_read(struct import *import, struct import_file *file,
			   struct c5_error *err);

void import_file_release(struct import_file *file);

/* The refused rows of the one file, in its own columns, and why. C5_USAGE: the
 * path exists. */
enum c5_status import_rejects(struct import *import, struct import_file *file,
			      const char *path, struct c5_error *err);

/* The summary of all files. */
enum c5_status import_report(const struct import *import,
			     const struct import_file *files, size_t n,
			     struct c5_error *err);

/* Rows are staged under an address, or after this mark under the number of a
 * participant who has none. */
#define IMPORT_NUMBER '#'
enum c5_status import_find(struct store *store, const char *staged, int64_t *id,
			   struct c5_error *err);

/* A row of the staged file that counts for its person (import_people.c). */
enum c5_status import_people(struct import *import, struct import_file *file,
			     struct c5_error *err);

enum c5_status import_note(struct import_file *file, struct c5_error *err,
			   size_t line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Remarks about a row, one a line. */
enum c5_status import_note_lines(struct import_file *file, size_t line,
				 const char *lines, struct c5_error *err);

/* Rows of month,email_1,email_2[,email_3] become connections. */
enum c5_status import_history(struct import *import, struct import_file *file,
			      struct reader *reader, struct c5_error *err);

/* C5_DATA: in mid-season hardly anybody in the file is known. */
enum c5_status import_census(struct import *import,
			     const struct import_file *file,
			     struct c5_error *err);

enum c5_status import_refuse(struct import_file *file,
			     const struct refusal *refusal,
			     struct c5_error *err);

#endif
