#include "connect5/memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *memory_new(size_t count, size_t size)
{
	if (size && count > PTRDIFF_MAX / size)
		return NULL;
	return calloc(count ? count : 1, size);
}

void *memory_grow(void *array, size_t *capacity, size_t needed, size_t size)
{
	size_t wanted = *capacity < 8 ? 8 : *capacity;

	if (needed <= *capacity)
		return array;
	while (wanted < needed) {
		if (wanted > SIZE_MAX / 2)
			return NULL;
		wanted *= 2;
	}
	if (wanted > PTRDIFF_MAX / size)
		return NULL;
	void *grown = realloc(array, wanted * size);
	if (grown)
		*capacity = wanted;
	return grown;
}

struct pool_block {
	struct pool_block *next;
	size_t used, size;
	alignas(max_align_t) unsigned char bytes[];
};

enum { BLOCK_BYTES = 16 * 1024 };

static struct pool_block *block_for(struct pool *pool, size_t size)
{
	struct pool_block *block = pool->blocks;
	size_t room = size > BLOCK_BYTES ? size : BLOCK_BYTES;

	if (block && size <= block->size - block->used)
		return block;
	if (room > PTRDIFF_MAX - sizeof(*block))
		return NULL;
	block = calloc(1, sizeof(*block) + room);
	if (!block)
		return NULL;
	block->size = room;
	block->next = pool->blocks;
	pool->blocks = block;
	return block;
}

void *pool_alloc(struct pool *pool, size_t size)
{
	size_t unit = alignof(max_align_t);

	if (size > SIZE_MAX - unit)
		return NULL;
	size = (size + unit - 1) / unit * unit;
	struct pool_block *block = block_for(pool, size);
	if (!block)
		return NULL;
	void *place = block->bytes + block->used;
	block->used += size;
	return place;
}

char *pool_copy(struct pool *pool, const char *text, size_t length)
{
	char *copy = length == SIZE_MAX ? NULL : pool_alloc(pool, length + 1);

	if (copy && length)
		memcpy(copy, text, length);
	return copy;
}

void pool_release(struct pool *pool)
{
	while (pool->blocks) {
		struct pool_block *next = pool->blocks->next;

		free(pool->blocks);
		pool->blocks = next;
	}
}

void pool_reset(struct pool *pool)
{
	struct pool_block *kept = pool->blocks;

	if (!kept)
		return;
	pool->blocks = kept->next;
	pool_release(pool);
	if (kept->size > BLOCK_BYTES) {
		free(kept);
		return;
	}
	memset(kept->bytes, 0, kept->used);
	kept->used = 0;
	kept->next = NULL;
	pool->blocks = kept;
}
