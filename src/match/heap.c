#include "match/heap.h"

#include <assert.h>
#include <stdlib.h>

#include "connect5/memory.h"

void heap_release(struct heap *heap)
{
	for (size_t i = 0; i < HEAP_BUCKETS; i++)
		free(heap->buckets[i].events);
	*heap = (struct heap){0};
}

void heap_clear(struct heap *heap)
{
	for (size_t i = 0; i < HEAP_BUCKETS; i++)
		heap->buckets[i].n = 0;
	heap->last = 0;
	heap->popped = 0;
}

static size_t bucket_of(const struct heap *heap, int64_t time)
{
	uint64_t differs = (uint64_t)time ^ (uint64_t)heap->last;

	return differs ? 64 - (size_t)__builtin_clzll(differs) : 0;
}

bool heap_push(struct heap *heap, int64_t time, uint32_t what)
{
	struct heap_bucket *bucket = &heap->buckets[bucket_of(heap, time)];

	assert(time >= heap->last);
	if (bucket->n == bucket->capacity) {
		void *grown =
			memory_grow(bucket->events, &bucket->capacity,
				    bucket->n + 1, sizeof(*bucket->events));
		if (!grown)
			return false;
		bucket->events = grown;
	}
	bucket->events[bucket->n++] = (struct event){time, what};
	return true;
}

/*
 * Moves on to the earliest time; its bucket falls into the ones below. Its own
 * memory goes: most of what is pushed is never looked at again, and large
 * buckets would all stay as large as they once were.
 */
static bool advance(struct heap *heap, struct heap_bucket *bucket)
{
	struct heap_bucket old = *bucket;
	bool complete = true;

	*bucket = (struct heap_bucket){.events = NULL};
	heap->last = old.events[0].time;
	for (size_t i = 1; i < old.n; i++)
		if (old.events[i].time < heap->last)
			heap->last = old.events[i].time;
	for (size_t i = 0; i < old.n && complete; i++)
		complete =
			heap_push(heap, old.events[i].time, old.events[i].what);
	free(old.events);
	return complete;
}

bool heap_pop(struct heap *heap, struct event *out, bool *failed)
{
	struct heap_bucket *now = &heap->buckets[0];
	size_t i = 1;

	if (heap->popped == now->n) {
		heap->popped = now->n = 0;
		while (i < HEAP_BUCKETS && !heap->buckets[i].n)
			i++;
		if (i == HEAP_BUCKETS)
			return false;
		if (!advance(heap, &heap->buckets[i])) {
			*failed = true;
			return false;
		}
	}
	*out = now->events[heap->popped++];
	return true;
}
