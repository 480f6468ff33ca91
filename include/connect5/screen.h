/*
 * A round on a terminal: aligned columns, nothing raw from the data.
 */
#ifndef CONNECT5_SCREEN_H
#define CONNECT5_SCREEN_H

#include "connect5/buffer.h"
#include "connect5/record.h"

/*
 * The whole round: groups (with the reasons for each, if asked), who waits and
 * why, the proof in words.
 */
void screen_round(struct buffer *out, const struct round_record *record,
		  bool color, bool reasons);

/* What a repair has changed: whom to tell what, and why. */
enum c5_status screen_changes(struct buffer *out,
			      const struct round_record *record, bool color,
			      struct c5_error *err);

/* Its first lines: which round it is, and how many are in it. */
void screen_title(struct buffer *out, const struct round_record *record,
		  bool color);

/* Its last lines: the proof, after an empty one. */
void screen_proof(struct buffer *out, const struct round_record *record);

#endif
