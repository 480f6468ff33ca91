/* buffer.h, memory.h, error.h, random.h. */
#include "prelude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect5/buffer.h"
#include "connect5/memory.h"
#include "connect5/random.h"

static void test_buffer(void **state)
{
	struct buffer b = BUFFER_INIT;

	(void)state;
	assert_string_equal(b.text, "");
	buffer_add(&b, "", 0);
	buffer_puts(&b, "");
	assert_string_equal(b.text, "");
	buffer_puts(&b, "five ");
	buffer_printf(&b, "%d%s", 5, "");
	buffer_putc(&b, '!');
	assert_string_equal(b.text, "five 5!");
	assert_int_equal(b.length, 7);
	buffer_cut(&b, 99);
	assert_int_equal(b.length, 7);
	buffer_cut(&b, 4);
	assert_string_equal(b.text, "five");
	buffer_add(&b, "a\0b", 3);
	assert_int_equal(b.length, 7);
	assert_int_equal(buffer_status(&b, NULL), C5_OK);
	buffer_release(&b);
	assert_string_equal(b.text, "");
	buffer_release(&b);
}

static void test_buffer_grows(void **state)
{
	struct buffer b = BUFFER_INIT;

	(void)state;
	for (int i = 0; i < 10000; i++)
		buffer_printf(&b, "%05d", i);
	assert_int_equal(b.length, 50000);
	assert_memory_equal(b.text + 6170, "01234", 5);
	assert_int_equal(b.text[b.length], 0);
	buffer_release(&b);
}

/* Out of memory is remembered, and what was there stays whole. */
static void test_buffer_fails(void **state)
{
	struct buffer b = BUFFER_INIT;
	struct c5_error err;

	(void)state;
	buffer_puts(&b, "kept");
	buffer_add(&b, "x", SIZE_MAX - 2);
	assert_true(b.failed);
	buffer_puts(&b, "more");
	assert_string_equal(b.text, "kept");
	assert_int_equal(buffer_status(&b, &err), C5_SYSTEM);
	assert_string_equal(err.text, "out of memory");
	buffer_release(&b);
	assert_false(b.failed);
}

static void test_grow(void **state)
{
	size_t capacity = 0;
	int *array = memory_grow(NULL, &capacity, 1, sizeof(*array)), *same;

	(void)state;
	assert_non_null(array);
	assert_int_equal(capacity, 8);
	same = memory_grow(array, &capacity, 8, sizeof(*array));
	assert_ptr_equal(same, array);
	array = memory_grow(array, &capacity, 9, sizeof(*array));
	assert_int_equal(capacity, 16);
	assert_null(memory_grow(array, &capacity, SIZE_MAX / 2 + 2,
				sizeof(*array)));
	assert_null(
		memory_grow(array, &capacity, SIZE_MAX / 3, sizeof(*array)));
	assert_int_equal(capacity, 16);
	free(array);
	array = memory_new(0, 16);
	assert_non_null(array);
	free(array);
	assert_null(memory_new(SIZE_MAX / 4, 3));
}

static void test_pool(void **state)
{
	struct pool pool = {0};
	char *first = pool_copy(&pool, "first", 5);

	(void)state;
	assert_string_equal(first, "first");
	assert_string_equal(pool_copy(&pool, "ab", 1), "a");
	assert_string_equal(pool_copy(&pool, "", 0), "");
	for (size_t size = 0; size < 40000; size += 777) {
		unsigned char *place = pool_alloc(&pool, size);

		assert_non_null(place);
		assert_int_equal((uintptr_t)place % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(place[i], 0);
		memset(place, 0xAA, size);
	}
	assert_string_equal(first, "first");
	assert_null(pool_alloc(&pool, SIZE_MAX));
	assert_null(pool_alloc(&pool, SIZE_MAX - 100));
	assert_null(pool_copy(&pool, "", SIZE_MAX));
	pool_release(&pool);
	pool_release(&pool);
}

static void test_error(void **state)
{
	struct c5_error err;
	char longer[3000];

	(void)state;
	assert_int_equal(
		error_at(&err, C5_DATA, "eoi.csv", 12, "'%s' is bad", "x"),
		C5_DATA);
	assert_string_equal(err.file, "eoi.csv");
	assert_int_equal(err.line, 12);
	assert_string_equal(err.text, "'x' is bad");
	assert_int_equal(error_set(&err, C5_USAGE, "no"), C5_USAGE);
	assert_string_equal(err.file, "");
	assert_int_equal(err.line, 0);
	assert_int_equal(error_set(NULL, C5_NO, "no"), C5_NO);
	assert_int_equal(error_at(NULL, C5_NO, "f", 1, "no"), C5_NO);
	/* Cut between characters, wherever the end falls. */
	for (size_t skip = 0; skip < 4; skip++) {
		memset(longer, 'a', skip);
		for (size_t i = skip; i + 3 < sizeof(longer); i += 3)
			memcpy(longer + i, "\xE2\x82\xAC", 4);
		error_set(&err, C5_NO, "%s", longer);
		size_t length = strlen(err.text);
		assert_true(length > 1000);
		assert_int_equal((length - skip) % 3, 0);
	}
}

/* The paper's key and messages; the values are its reference code's. */
static void test_siphash(void **state)
{
	static const uint64_t expected[] = {
		0x726fdb47dd0e0e31, 0x74f839c593dc67fd, 0x0d6c8009d9a94f5a,
		0x85676696d7fb7e2d, 0xcf2794e0277187b7, 0x18765564cd99a68d,
		0xcbc9466e58fee3ce, 0xab0200f58b01d137, 0x93f5f5799a932462,
		0x9e0082df0ba9e4b0, 0x7a5dbbc594ddb9f3, 0xf4b32f46226bada7,
		0x751e8fbc860ee5fb, 0x14ea5627c0843d90, 0xf723ca908e7af2ee,
		0xa129ca6149be45e5,
	};
	unsigned char message[16];

	(void)state;
	for (size_t length = 0; length < 16; length++) {
		message[length] = (unsigned char)length;
		assert_true(random_hash(0x0706050403020100, 0x0f0e0d0c0b0a0908,
					message, length) == expected[length]);
	}
	assert_true(random_hash_words(5, 6, 0x0706050403020100,
				      0x0f0e0d0c0b0a0908) ==
		    random_hash(5, 6, message, 16));
}

static void test_random(void **state)
{
	static const uint64_t expected[] = {
		0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f,
		0xf88bb8a8724c81ec, 0x1b39896a51a8749b};
	uint64_t stream = 0;
	size_t seen[6] = {0};

	(void)state;
	for (size_t i = 0; i < 5; i++)
		assert_true(random_next(&stream) == expected[i]);
	for (size_t i = 0; i < 60000; i++)
		seen[random_below(&stream, 6)]++;
	for (size_t i = 0; i < 6; i++)
		assert_in_range(seen[i], 9500, 10500);
	assert_int_equal(random_below(&stream, 1), 0);
	for (size_t i = 0; i < 100; i++)
		assert_true(random_below(&stream, UINT64_C(1) << 63) >> 63 ==
			    0);
	uint64_t seed = random_seed();
	assert_true(seed > 0 && seed < UINT64_C(1) << 53);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_buffer),
		cmocka_unit_test(test_buffer_grows),
		cmocka_unit_test(test_buffer_fails),
		cmocka_unit_test(test_grow),
		cmocka_unit_test(test_pool),
		cmocka_unit_test(test_error),
		cmocka_unit_test(test_siphash),
		cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
