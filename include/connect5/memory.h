/*
 * Memory: checked growth for arrays, and a pool for what lives and dies
 * together (the people and strings of a cohort).
 *
 * Nothing here aborts: NULL means that there is no memory, or that a size
 * overflowed, and the old block is untouched.
 */
#ifndef CONNECT5_MEMORY_H
#define CONNECT5_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* 128-bit sums: -Wpedantic rejects the bare type. */
__extension__ typedef __int128 c5_int128;

/* `count` zeroed elements of `size` bytes; never NULL for a count of 0. */
void *memory_new(size_t count, size_t size);

/*
 * Makes room for `needed` elements in `array`, at least doubling *capacity.
 * Returns the (moved) array, or NULL with array and capacity unchanged:
 *
 *	void *grown = memory_grow(a, &capacity, n + 1, sizeof(*a));
 *	if (!grown)
 *		return error_memory(err);
 *	a = grown;
 */
void *memory_grow(void *array, size_t *capacity, size_t needed, size_t size);

/* A pool: many small allocations, released at once. Zero-initialised is valid.
 */
struct pool_block;
struct pool {
	struct pool_block *blocks;
};

/* `size` zeroed bytes, aligned for any type, alive until pool_release(). */
void *pool_alloc(struct pool *pool, size_t size);

/* A NUL-terminated copy of `length` bytes of `text`. */
char *pool_copy(struct pool *pool, const char *text, size_t length);

void pool_release(struct pool *pool);

/* The same, but a block stays for what comes: for a pool used row by row. */
void pool_reset(struct pool *pool);

#endif
