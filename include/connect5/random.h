/*
 * Reproducible pseudo-randomness: a keyed hash and a stream of numbers. The
 * same key gives the same value on every machine and compiler.
 */
#ifndef CONNECT5_RANDOM_H
#define CONNECT5_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/*
 * SipHash-2-4 of `length` bytes under a 128-bit key (Aumasson and Bernstein,
 * "SipHash: a fast short-input PRF", 2012).
 */
uint64_t random_hash(uint64_t key0, uint64_t key1, const void *bytes,
		     size_t length);

/* The same of the 16 bytes of two numbers, each lowest byte first. */
uint64_t random_hash_words(uint64_t key0, uint64_t key1, uint64_t first,
			   uint64_t second);

/* The next number of a SplitMix64 stream (Steele, Lea, Flood, OOPSLA 2014). */
uint64_t random_next(uint64_t *state);

/* A number from 0 to bound - 1, without bias; bound > 0. */
uint64_t random_below(uint64_t *state, uint64_t bound);

/* A seed from the system's entropy, in 1..2^53-1 (exact in any JSON reader). */
uint64_t random_seed(void);

#endif
