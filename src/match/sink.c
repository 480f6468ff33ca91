#include "match/sink.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void sink_release(struct match_sink *sink)
{
	free(sink->worst);
	free(sink->lack);
	*sink = (struct match_sink){.n = 0};
}

void match_known_release(struct match_known *known)
{
	free(known->edges);
	*known = (struct match_known){.edges = NULL};
}

/* Nothing has been reported to this question. False: no memory. */
static bool begin(struct match_sink *sink)
{
	size_t places = (size_t)sink->n * SINK_WORST;

	if (!sink->worst)
		sink->worst = memory_new(places, sizeof(*sink->worst));
	else
		memset(sink->worst, 0, places * sizeof(*sink->worst));
	if (!sink->lack)
		sink->lack = memory_new(sink->n, sizeof(*sink->lack));
	else
		memset(sink->lack, 0, sink->n * sizeof(*sink->lack));
	sink->lacking = 0;
	return sink->worst && sink->lack;
}

/* One end of a violated edge would have to give way, where it does not yet. */
static void give_way(struct match_sink *sink, const struct match_edge *edge,
		     int64_t excess)
{
	int64_t *u = &sink->lack[edge->u], *v = &sink->lack[edge->v];
	int64_t missing = excess - *u - *v;

	if (missing <= 0)
		return;
	*(*u >= *v ? u : v) += missing;
	sink->lacking += missing;
}

static enum c5_status append(struct match_sink *sink, struct match_edge edge,
			     struct c5_error *err)
{
	struct match_known *known = sink->known;
	void *grown = memory_grow(known->edges, &known->capacity, known->m + 1,
				  sizeof(*known->edges));

	if (!grown)
		return error_memory(err);
	known->edges = grown;
	known->edges[known->m++] = edge;
	return C5_OK;
}

static bool is_worse(const struct violation *a, const struct violation *b)
{
	return a->excess != b->excess ? a->excess > b->excess : a->end < b->end;
}

/* Where the edge to `end` stands, or the last place. */
static size_t place_of(const struct violation *list, uint32_t end)
{
	size_t at = 0;

	while (at < SINK_WORST - 1 && !(list[at].excess && list[at].end == end))
		at++;
	return at;
}

/*
 * Keeps a violation of the edge from `u` if it is among the worst there, in
 * the place of a dearer edge to the same end if there is one.
 */
static void keep(struct match_sink *sink, uint32_t u, struct violation found)
{
	struct violation *list = sink->worst + (size_t)u * SINK_WORST;
	size_t at = place_of(list, found.end);

	if (list[at].excess && !is_worse(&found, &list[at]))
		return;
	for (; at > 0 && is_worse(&found, &list[at - 1]); at--)
		list[at] = list[at - 1];
	list[at] = found;
}

static void weigh(struct match_sink *sink, const struct match_edge *edge)
{
	const struct match_query *query = sink->query;
	int64_t cost = query->flat ? 0 : edge->cost * MATCH_TICKS;
	int64_t excess = query->y[edge->u] + query->y[edge->v] - cost;

	if (query->group && query->group[edge->u] != UINT32_MAX &&
	    query->group[edge->u] == query->group[edge->v])
		return;
	if (excess > 0 && sink->family)
		excess -= 2 * family_shared(sink->family, edge->u, edge->v);
	if (excess <= 0)
		return;
	give_way(sink, edge, excess);
	keep(sink, edge->u, (struct violation){excess, edge->cost, edge->v});
	keep(sink, edge->v, (struct violation){excess, edge->cost, edge->u});
}

enum c5_status match_report(struct match_sink *sink, struct match_edge edge,
			    struct c5_error *err)
{
	if (edge.u >= sink->n || edge.v >= sink->n || edge.u == edge.v)
		return error_set(err, C5_DATA,
				 "no edge joins %" PRIu32 " and %" PRIu32
				 " among %" PRIu32 " vertices",
				 edge.u, edge.v, sink->n);
	if (edge.cost > MATCH_LIMIT || edge.cost < -MATCH_LIMIT)
		return error_set(err, C5_DATA,
				 "edge from %" PRIu32 " to %" PRIu32
				 ": cost %" PRId64 " is too large",
				 edge.u, edge.v, edge.cost);
	if (!sink->query)
		return append(sink, edge, err);
	if (sink->is_widening)
		return band_take(sink->band, &edge) ? C5_OK : error_memory(err);
	weigh(sink, &edge);
	return C5_OK;
}

/* Is the violation of (u, end) kept at its other end too? */
static bool is_kept_at(const struct match_sink *sink, uint32_t end, uint32_t u)
{
	const struct violation *list = sink->worst + (size_t)end * SINK_WORST;

	for (size_t i = 0; i < SINK_WORST; i++)
		if (list[i].excess && list[i].end == u)
			return true;
	return false;
}

/* Adds what was kept to the edges that are known. */
static enum c5_status collect(struct match_sink *sink, struct c5_error *err)
{
	enum c5_status status = C5_OK;

	for (uint32_t u = 0; u < sink->n && status == C5_OK; u++) {
		const struct violation *list =
			sink->worst + (size_t)u * SINK_WORST;

		for (size_t i = 0; i < SINK_WORST && status == C5_OK; i++) {
			if (!list[i].excess ||
			    (list[i].end < u &&
			     is_kept_at(sink, list[i].end, u)))
				continue;
			status = append(sink,
					(struct match_edge){u, list[i].end,
							    list[i].cost},
					err);
		}
	}
	return status;
}

enum c5_status sink_propose(struct match_sink *sink,
			    const struct match_oracle *oracle,
			    struct c5_error *err)
{
	sink->query = NULL;
	return sink->known->m ? C5_OK
			      : oracle->propose(oracle->context, sink, err);
}

/* Asks of those who have risen out of the band, until nobody has. */
static enum c5_status widen(struct match_sink *sink,
			    const struct match_oracle *oracle,
			    struct c5_error *err)
{
	struct band *band = sink->band;
	const struct match_query query = {.y = band->top, .risen = band->risen};
	const int64_t *y = sink->query->y;
	enum c5_status status = C5_OK;

	sink->is_widening = true;
	while (!status && !band->is_over && band_renew(band, y))
		status = oracle->price(oracle->context, &query, sink, err);
	sink->is_widening = false;
	return status;
}

enum c5_status sink_price(struct match_sink *sink,
			  const struct match_oracle *oracle,
			  const struct match_query *query,
			  const struct family *family, size_t *added,
			  struct c5_error *err)
{
	struct band *band = sink->band;
	size_t before = sink->known->m;
	enum c5_status status = C5_OK;

	if (!begin(sink))
		return error_memory(err);
	sink->query = query;
	sink->family = family;
	if (band && !band->is_over)
		status = widen(sink, oracle, err);
	if (!status && (!band || band->is_over))
		status = oracle->price(oracle->context, query, sink, err);
	for (size_t e = 0; !status && band && e < band->m; e++)
		weigh(sink, &band->edges[e]);
	sink->query = NULL;
	if (!status)
		status = collect(sink, err);
	*added = sink->known->m - before;
	return status;
}
