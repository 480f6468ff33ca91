/*
 * LEMON's answer to the question that match_solve() answers, to hold ours
 * against (Dezso, Juttner, Kovacs, "LEMON - an Open Source C++ Graph Template
 * Library", 2011).
 */
#ifndef BENCH_LEMON_H
#define BENCH_LEMON_H

#ifdef __cplusplus
extern "C" {
#endif

#include "connect5/match.h"

/*
 * The least weight of any matching, by MaxWeightedMatching. All numbers have to
 * be so small that the sum of penalties, doubled, is an int64_t.
 */
int64_t lemon_weight(const struct match_graph *graph);

#ifdef __cplusplus
}
#endif

#endif
