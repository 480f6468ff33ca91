#include "match/band.h"

#include <stdlib.h>

/* Edges a vertex; where there are more, the reach becomes shorter. */
enum { BAND_MOST = 10 };

bool band_init(struct band *out, uint32_t n, int64_t reach)
{
	*out = (struct band){
		.n = n,
		.reach = reach,
		.top = memory_new(n, sizeof(*out->top)),
		.risen = memory_new(n, sizeof(*out->risen)),
	};
	for (uint32_t v = 0; out->top && v < n; v++)
		out->top[v] = INT64_MIN;
	return out->top && out->risen;
}

void band_release(struct band *band)
{
	free(band->top);
	free(band->risen);
	free(band->edges);
	*band = (struct band){.n = 0};
}

static bool is_within(const struct band *band, const struct match_edge *edge)
{
	return edge->cost * MATCH_TICKS <
	       band->top[edge->u] + band->top[edge->v];
}

/* Drops the edges of those who are asked of: they will be told again. */
static void forget(struct band *band)
{
	size_t kept = 0;

	for (size_t e = 0; e < band->m; e++) {
		const struct match_edge *edge = &band->edges[e];

		if (!band->risen[edge->u] && !band->risen[edge->v])
			band->edges[kept++] = *edge;
	}
	band->m = kept;
}

bool band_renew(struct band *band, const int64_t *y)
{
	bool any = false;

	for (uint32_t v = 0; v < band->n; v++) {
		band->risen[v] = y[v] > band->top[v];
		any |= band->risen[v];
	}
	if (!any)
		return false;
	forget(band);
	for (uint32_t v = 0; v < band->n; v++)
		if (band->risen[v])
			band->top[v] = y[v] + band->reach;
	return true;
}

/* Half the reach; some may then have risen too far. */
static void narrow(struct band *band)
{
	int64_t less = band->reach - band->reach / 2;
	size_t kept = 0;

	band->reach -= less;
	band->is_over = !band->reach;
	for (uint32_t v = 0; v < band->n; v++)
		if (band->top[v] != INT64_MIN)
			band->top[v] -= less;
	for (size_t e = 0; e < band->m && !band->is_over; e++)
		if (is_within(band, &band->edges[e]))
			band->edges[kept++] = band->edges[e];
	band->m = kept;
}

bool band_take(struct band *band, const struct match_edge *edge)
{
	if (band->is_over || !is_within(band, edge))
		return true;
	void *grown = memory_grow(band->edges, &band->capacity, band->m + 1,
				  sizeof(*band->edges));
	if (!grown)
		return false;
	band->edges = grown;
	band->edges[band->m++] = *edge;
	while (!band->is_over && band->m / BAND_MOST > band->n)
		narrow(band);
	return true;
}
