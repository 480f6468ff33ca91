/*
 * An oracle over a graph that stands in memory, which can be told to be of
 * little help, to talk too much, or to fail.
 */
#ifndef TESTS_MATCH_ORACLES_H
#define TESTS_MATCH_ORACLES_H

#include "match_graphs.h"

/* What is proposed to begin with. */
enum proposal {
	PROPOSE_NOTHING,
	PROPOSE_SOME,	  /* every seventh edge */
	PROPOSE_CHEAPEST, /* the two best of each vertex */
	PROPOSE_DEAREST,  /* the two worst */
	PROPOSE_ALL,
	N_PROPOSALS
};

struct told {
	const struct match_graph *graph; /* borrowed */
	enum proposal proposal;

	/*
	 * Reports, with each violated edge, one that is not, and once more the
	 * same; also those that nobody needs, within a group.
	 */
	bool is_chatty;

	size_t fail_at; /* call that fails, from 1; 0: none does */
	size_t n_calls;
	size_t n_stalls; /* questions in the midst of a search */

	/* Reported in call `wrong_at`, from 1; 0: never. */
	size_t wrong_at;
	struct match_edge wrong;
};

/* match_solve_oracle() and match_decompose_oracle(), over it. */
enum c5_status told_solve(struct match_result *out, struct told *told,
			  const struct match_structure *structure,
			  struct c5_error *err);
enum c5_status told_decompose(struct match_structure *out, struct told *told,
			      struct c5_error *err);

/* What a call that fails says, with C5_BUSY. */
#define TOLD_FAILURE "the oracle is asleep"

/* The structure of a graph, whatever its costs and penalties. */
void told_structure(struct match_structure *out,
		    const struct match_graph *graph);

/* How many vertices have to be exposed. */
uint32_t told_exposed(const struct match_structure *structure);

/*
 * Fails by abort() unless the result is the optimum of the whole graph: proven
 * by the verifier, and of the weight given.
 */
void told_check(const struct told *told,
		const struct match_structure *structure,
		const struct match_result *result, c5_int128 weight);

#endif
