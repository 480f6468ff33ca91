/*
 * A monotone priority queue of events by integer time: a radix heap (Ahuja,
 * Mehlhorn, Orlin, Tarjan, "Faster algorithms for the shortest path problem",
 * JACM 37 (1990), section 2). Nothing may be pushed before the time that was
 * popped last. Events of one time come out in the order they went in.
 */
#ifndef MATCH_HEAP_H
#define MATCH_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HEAP_BUCKETS = 65 };

struct event {
	int64_t time; /* >= 0 */
	uint32_t what;
};

struct heap_bucket {
	struct event *events;
	size_t n, capacity;
};

/*
 * Bucket 0 holds the events of `last`; bucket i those whose time differs from
 * it in bit i - 1 and in none above. All zeroes is an empty heap of time 0.
 */
struct heap {
	struct heap_bucket buckets[HEAP_BUCKETS];
	int64_t last;
	size_t popped; /* events of bucket 0 that are gone */
};

void heap_release(struct heap *heap);

/* Forgets all events; the next time may be anything again. */
void heap_clear(struct heap *heap);

/* False: no memory. */
bool heap_push(struct heap *heap, int64_t time, uint32_t what);

/* The next event; false: there is none, or no memory, and *failed is set. */
bool heap_pop(struct heap *heap, struct event *out, bool *failed);

#endif
