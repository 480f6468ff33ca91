/* What looking after sectors and organisations shares. Private to
 * src/command/. */
#ifndef COMMAND_WORDS_H
#define COMMAND_WORDS_H

#include "command/command.h"
#include "connect5/store_words.h"

/* A look or a change on its way: the file, and the words in it. */
struct word_work {
	const struct context *context;
	struct store *store;
	struct vocabulary *vocabulary;
	struct pool pool;
};

/* Opens the file for a look (`command` NULL) or for a change; words_close()
 * after it, whether it succeeded or not. */
enum c5_status words_open(struct word_work *work, const char *command,
			  struct c5_error *err);
void words_close(struct word_work *work);

/* By its code, label, name or any other word of it. C5_USAGE: there is none, or
 * it may mean several. */
enum c5_status words_sector(const struct word_work *work, const char *text,
			    const struct sector **out, struct c5_error *err);
enum c5_status words_organisation(const struct word_work *work,
				  const char *text,
				  const struct organisation **out,
				  struct c5_error *err);

/* An operand as it is kept: one clean line, in the pool. C5_USAGE: empty. */
enum c5_status words_clean(struct word_work *work, const char *text,
			   const char **out, struct c5_error *err);
/* "A; B" as a list, one a line. */
enum c5_status words_list(struct word_work *work, const char *text,
			  const char **out, struct c5_error *err);

/* What is wrong with the data is wrong with the command line here. */
enum c5_status words_usage(enum c5_status status, struct c5_error *err);

/* "    also: acute; hospital", a line for a list that is not empty. */
void words_line(struct buffer *out, const char *what, const char *lines);

/* Those who are together although they are now `both` "of one organisation":
 * told, or as JSON. */
void words_note_clashes(const struct word_work *work,
			const struct clashes *clashes, const char *both);
json_t *words_clashes(const struct clashes *clashes);

#endif
