/*
 * The audit: is a round on record what it claims to be? Every rule is read
 * anew, from the facts of the round, by code of its own: nothing here calls
 * the rules, the planner or the solver. `match` runs it before it writes, and
 * `check` from the file alone.
 */
#ifndef CONNECT5_AUDIT_H
#define CONNECT5_AUDIT_H

#include "connect5/record.h"

/*
 * Checks that
 *	nobody stands in two groups, and everybody is in one or waits;
 *	groups have two or three, of different sectors (unless relaxed, where
 *	the round allows that) and organisations, never connected before, not
 *	excluded; a group is marked as relaxed exactly where two of it are of
 *	one sector;
 *	scores are what the settings give, and the proof adds up;
 *	the duals of the certificate are feasible for every allowed pair, the
 *	digits outweigh each other, and the bound is what the proof says;
 *	the witness holds: parts that no allowed pair connects, each unable to
 *	place its own, one more than the people between for each who waits.
 *
 * Two digits need not outweigh the others where they decide nothing, and may
 * be 0 or less then: `left` where no more than one is in a trio, since the
 * witness and the parity of the number show by themselves that no matching
 * leaves fewer people out of pairs; `place` where everybody's waiting counts,
 * or nobody's.
 *
 * Of a repair the proof is that of the people beside its trios and the groups
 * that have met: no pairs of theirs that place as many keep more of what was
 * announced, or are better below that. Its digits hold one for keeping, and the
 * duals hold for the announced pairs at what they cost when kept.
 *
 * That a trio cannot place a part of three or more is shown of parts of up to
 * AUDIT_LARGEST_PART people, and of those of two sectors. Where a larger part
 * waits although trios are allowed, the proof must say that it is not optimal.
 *
 * Where points are said to be given up for the months to come, the bound shows
 * that they are no more than that; that those months gain by it is not shown
 * again, which would take the search anew.
 *
 * Time grows a little faster than the number of people, and memory with it:
 * about 150 bytes a person beside the record.
 *
 * C5_NO: one of these is not so, and err says which. Scores and certificate of
 * a round in which somebody was erased cannot be read again:
 * audit_is_verifiable() is false and they are passed over.
 */
enum { AUDIT_LARGEST_PART = 500 };
enum c5_status audit_round(const struct round_record *record,
			   struct c5_error *err);

/* False where a participant was erased. */
bool audit_is_verifiable(const struct round_record *record);

#endif
