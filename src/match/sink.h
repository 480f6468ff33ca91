/*
 * Where an oracle reports to: the edges that the solver works on. While it
 * prices, only those that violate the duals are taken, and of these the worst
 * few at every vertex.
 */
#ifndef MATCH_SINK_H
#define MATCH_SINK_H

#include "match/band.h"
#include "match/family.h"

enum { SINK_WORST = 4 };

/* A violated edge, seen from one end. */
struct violation {
	int64_t excess; /* in ticks; 0: none */
	int64_t cost;
	uint32_t end;
};

struct match_sink {
	uint32_t n;
	struct match_known *known; /* all that the solver works on */
	/* The question; NULL: whatever comes is taken. */
	const struct match_query *query;
	struct band *band; /* kept between questions; or NULL */
	bool is_widening;  /* what comes goes there; else it is weighed */
	const struct family *family; /* NULL: there are no blossoms */
	struct violation *worst;     /* n * SINK_WORST, the worst first */
	/* What every y would have to be less, in ticks, for all to be feasible:
	 * the bound of the duals less the sum of it holds for any matching. */
	int64_t *lack;	   /* n */
	c5_int128 lacking; /* in all */
};

void sink_release(struct match_sink *sink);

/* Asks for a first choice, if no edge is known. */
enum c5_status sink_propose(struct match_sink *sink,
			    const struct match_oracle *oracle,
			    struct c5_error *err);

/*
 * Adds the worst of what violates the duals; *added tells how many edges. With
 * a band only of those is asked who have risen out of it.
 */
enum c5_status sink_price(struct match_sink *sink,
			  const struct match_oracle *oracle,
			  const struct match_query *query,
			  const struct family *family, size_t *added,
			  struct c5_error *err);

#endif
