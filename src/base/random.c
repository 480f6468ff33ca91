#include "connect5/random.h"

#include <stdbool.h>
#include <sys/random.h>
#include <time.h>

static inline uint64_t rotate(uint64_t x, int bits)
{
	return (x << bits) | (x >> (64 - bits));
}

/* One SipRound (section 2 of the paper). */
static inline void round_once(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[0] = rotate(v[0], 32);
	v[2] += v[3];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[2] = rotate(v[2], 32);
}

static inline void absorb(uint64_t v[4], uint64_t word)
{
	v[3] ^= word;
	round_once(v);
	round_once(v);
	v[0] ^= word;
}

/* Eight bytes, little-endian whatever the machine. */
static uint64_t word_at(const unsigned char *b)
{
	return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
	       (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 |
	       (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 |
	       (uint64_t)b[7] << 56;
}

/* The same of the `count` < 8 bytes that are left. */
static uint64_t word_of(const unsigned char *bytes, size_t count)
{
	uint64_t word = 0;

	for (size_t i = 0; i < count; i++)
		word |= (uint64_t)bytes[i] << (8 * i);
	return word;
}

/* "somepseudorandomlygeneratedbytes", the paper's constants. */
static void start(uint64_t v[4], uint64_t key0, uint64_t key1)
{
	v[0] = key0 ^ UINT64_C(0x736f6d6570736575);
	v[1] = key1 ^ UINT64_C(0x646f72616e646f6d);
	v[2] = key0 ^ UINT64_C(0x6c7967656e657261);
	v[3] = key1 ^ UINT64_C(0x7465646279746573);
}

/* The last word: the bytes that are left, and how many there were in all. */
static inline uint64_t finish(uint64_t v[4], uint64_t rest, size_t length)
{
	absorb(v, rest | (uint64_t)(length & 0xff) << 56);
	v[2] ^= 0xff;
	for (int i = 0; i < 4; i++)
		round_once(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

uint64_t random_hash(uint64_t key0, uint64_t key1, const void *bytes,
		     size_t length)
{
	const unsigned char *at = bytes;
	uint64_t v[4];

	start(v, key0, key1);
	for (size_t i = 0; i < length / 8; i++, at += 8)
		absorb(v, word_at(at));
	return finish(v, word_of(at, length % 8), length);
}

uint64_t random_hash_words(uint64_t key0, uint64_t key1, uint64_t first,
			   uint64_t second)
{
	uint64_t v[4];

	start(v, key0, key1);
	absorb(v, first);
	absorb(v, second);
	return finish(v, 0, 16);
}

uint64_t random_next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

uint64_t random_below(uint64_t *state, uint64_t bound)
{
	/* Values under 2^64 mod bound are drawn again: no bias. */
	uint64_t reject = (0 - bound) % bound, value;

	do
		value = random_next(state);
	while (value < reject);
	return value % bound;
}

uint64_t random_seed(void)
{
	uint64_t seed;

	if (getrandom(&seed, sizeof(seed), 0) != (ssize_t)sizeof(seed)) {
		struct timespec now;

		clock_gettime(CLOCK_REALTIME, &now);
		seed = (uint64_t)now.tv_sec * 1000000007u +
		       (uint64_t)now.tv_nsec;
		seed = random_next(&seed);
	}
	seed &= (UINT64_C(1) << 53) - 1;
	return seed ? seed : 1;
}
