#include "match/family.h"

#include <stdlib.h>

/* The child with the most blossoms inside goes on with its parent's path. */
static void choose_heads(struct family *family,
			 const struct match_result *result, uint32_t *size,
			 uint32_t *heavy)
{
	const struct match_blossom *blossoms = result->blossoms;

	for (uint32_t b = result->n_blossoms; b-- > 0;) {
		uint32_t parent = blossoms[b].parent;

		size[b]++;
		if (parent == MATCH_NONE)
			continue;
		size[parent] += size[b];
		if (heavy[parent] == 0 || size[b] > size[heavy[parent]])
			heavy[parent] = b;
	}
	for (uint32_t b = 0; b < result->n_blossoms; b++) {
		uint32_t parent = blossoms[b].parent;

		family->up[b] = parent;
		family->head[b] = b;
		family->total[b] = blossoms[b].z;
		if (parent == MATCH_NONE)
			continue;
		family->total[b] += family->total[parent];
		if (heavy[parent] == b)
			family->head[b] = family->head[parent];
	}
}

bool family_init(struct family *out, const struct match_result *result)
{
	uint32_t n = result->n_blossoms;
	uint32_t *size = memory_new(n, sizeof(*size));
	uint32_t *heavy = memory_new(n, sizeof(*heavy));

	*out = (struct family){
		.inner = result->inner,
		.up = memory_new(n, sizeof(*out->up)),
		.head = memory_new(n, sizeof(*out->head)),
		.total = memory_new(n, sizeof(*out->total)),
	};
	bool complete = size && heavy && out->up && out->head && out->total;
	if (complete)
		choose_heads(out, result, size, heavy);
	else
		family_release(out);
	free(size);
	free(heavy);
	return complete;
}

void family_release(struct family *family)
{
	free(family->up);
	free(family->head);
	free(family->total);
	*family = (struct family){.inner = NULL};
}
