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

#endif
