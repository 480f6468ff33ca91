/*
 * JSON for other people's scripts; the keys are a contract (DESIGN, section 4).
 * Values are jansson's; building one needs no check of its own, since NULL goes
 * through json_pack() and json_finish() as "out of memory".
 */
#ifndef CONNECT5_JSON_H
#define CONNECT5_JSON_H

#include <jansson.h>

#include "connect5/buffer.h"
#include "connect5/error.h"
#include "connect5/record.h"

/* The object of `match --json` and `show --json`, and a line feed. */
enum c5_status json_round(struct buffer *out, const struct round_record *record,
			  bool created, struct c5_error *err);

/* The same of a round on record, with its prompts. */
enum c5_status json_month(struct buffer *out, const struct round_record *record,
			  const struct prompt *prompts, size_t n,
			  struct c5_error *err);

/* The same of a repair, with whom to tell what. */
enum c5_status json_repair(struct buffer *out,
			   const struct round_record *record, bool created,
			   struct c5_error *err);

/* Its "proof". */
json_t *json_proof(const struct round_record *record);

/* The lines of a text as an array of strings; empty lines are left out. */
json_t *json_lines(const char *lines);

/* Writes `value` (which is released; NULL: no memory) and a line feed; nothing
 * in it is obeyed by a terminal. */
enum c5_status json_finish(struct buffer *out, json_t *value,
			   struct c5_error *err);

#endif
