/* The state of a programme, gathered once, told in two ways. Private to
 * src/command/. */
#ifndef COMMAND_STATUS_H
#define COMMAND_STATUS_H

#include "command/headcount.h"
#include "connect5/store_ledger.h"

/* Whoever has not met so often in a row is worth a word. */
enum { UNMET_IN_A_ROW = 3 };

/* One month of the programme. */
struct month_state {
	month_t month;
	int ordinal; /* of its round; 0: none */
	size_t people, groups, waiting;
	size_t met, not_met; /* groups; of the others nobody has told */
	bool told;     /* people of whom they meet, since it was last made */
	bool repaired; /* after people had been told */
	struct since since; /* it was made */
	const char *theme;
};

struct overview {
	const struct context *context;
	struct pool pool;
	struct programme programme;
	struct month_state months[MOST_MONTHS];
	struct headcount count;
	struct participant *people;
	size_t n_people;
	struct pending *pending;
	size_t n_pending;
	struct unmet *unmet; /* not met so often in a row: to be asked */
	size_t n_unmet;
	struct buffer musts; /* the must-pairs to come, a line each */
	month_t now, next;   /* the next to be matched; MONTH_NONE: none */
};

/* Fills in what stands in the file; strings live in overview->pool. */
enum c5_status status_gather(struct overview *o, struct store *store,
			     struct c5_error *err);

/* What became of a month: "matched", "skipped", "next" ... */
const char *status_month_word(const struct overview *o,
			      const struct month_state *state);

/* What to type now. */
void status_next_step(struct buffer *out, const struct overview *o);

/* The whole in the words of a colleague. */
void status_text(struct buffer *out, const struct overview *o);

#endif
