/*
 * The rescue of a third whom none of the best-scored pairs can take. Either
 * their part is made anew around a triangle (it has one, or their waiting would
 * have been counted), or it is closed: being left out of the pairs costs its
 * people as much as waiting does, so that another part is left with somebody.
 * Of all these the one that costs least is taken. What it leaves to rescue
 * elsewhere is not looked at: with one such part the result is the best there
 * is, with several it is the best that is found.
 */
#include "programme/remedy.h"

/*
 * Closes the part and solves. It stays closed whatever is taken: with a
 * triangle settled, nobody else of it is left out of the most pairs either.
 */
static enum c5_status close_part(struct thirds *thirds, uint32_t part,
				 struct remedy *out, struct c5_error *err)
{
	const struct planner *planner = thirds->planner;
	const struct digits *digits = &planner->out->certificate.digits;
	enum c5_status status;

	for (uint32_t v = 0; v < planner->n; v++)
		if (planner->structure.part[v] == part)
			thirds->penalty[v] = planner_penalty(
				digits, &planner->cohort->people[v], true);
	status = remedy_solve_without(thirds, NULL, &out->rest, err);
	out->closes = true;
	out->cost = thirds->settled + out->rest.weight;
	return status;
}

/* The one that is known to leave the rest of its part well. */
static enum c5_status try_certain(const struct thirds *thirds, uint32_t part,
				  struct remedy *out, struct c5_error *err)
{
	const struct planner *planner = thirds->planner;
	uint32_t t[3];
	enum c5_status status = match_part_triangle(
		t, &planner->graph.graph, &planner->structure, part, err);

	return status ? status
		      : remedy_try(thirds,
				   &(struct triangle){t[0], t[1], t[2], 0}, out,
				   err);
}

enum c5_status thirds_rescue(struct thirds *thirds, uint32_t stuck,
			     struct c5_error *err)
{
	uint32_t part = thirds->planner->structure.part[stuck];
	struct remedy remedy = {0};
	enum c5_status status = close_part(thirds, part, &remedy, err);

	if (!status)
		status = try_certain(thirds, part, &remedy, err);
	if (!status)
		status = remedy_best_triangle(thirds, part, SIZE_MAX, &remedy,
					      err);
	if (!status)
		remedy_take(thirds, &remedy);
	match_result_release(&remedy.rest);
	return status;
}
