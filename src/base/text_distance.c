#include "connect5/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "connect5/memory.h"

/* The characters of a text in an array from malloc. */
static utf8proc_int32_t *code_points(const char *text, size_t *count)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
	utf8proc_int32_t *codes = memory_new(strlen(text), sizeof(*codes));

	*count = 0;
	while (codes && *at) {
		utf8proc_ssize_t step =
			utf8proc_iterate(at, -1, &codes[*count]);

		if (step <= 0)
			break;
		at += step;
		++*count;
	}
	return codes;
}

static size_t least(size_t a, size_t b, size_t c)
{
	size_t smaller = a < b ? a : b;

	return smaller < c ? smaller : c;
}

/* One row of the table; row[0] before, row[1] now, row[2] two before. */
static void distance_row(size_t *rows[3], const utf8proc_int32_t *a, size_t i,
			 const utf8proc_int32_t *b, size_t n)
{
	rows[1][0] = i;
	for (size_t j = 1; j <= n; j++) {
		size_t change = rows[0][j - 1] + (a[i - 1] != b[j - 1]);

		rows[1][j] = least(rows[0][j] + 1, rows[1][j - 1] + 1, change);
		if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
		    a[i - 2] == b[j - 1] && rows[2][j - 2] + 1 < rows[1][j])
			rows[1][j] = rows[2][j - 2] + 1;
	}
}

static size_t distance(const utf8proc_int32_t *a, size_t m,
		       const utf8proc_int32_t *b, size_t n)
{
	size_t *table = memory_new(3 * (n + 1), sizeof(*table)), result;
	size_t *rows[3];

	if (!table)
		return SIZE_MAX;
	for (size_t k = 0; k < 3; k++)
		rows[k] = table + k * (n + 1);
	for (size_t j = 0; j <= n; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= m; i++) {
		size_t *oldest = rows[2];

		distance_row(rows, a, i, b, n);
		rows[2] = rows[0];
		rows[0] = rows[1];
		rows[1] = oldest;
	}
	result = rows[0][n];
	free(table);
	return result;
}

size_t text_distance(const char *a, const char *b, size_t cap)
{
	size_t m, n, result = cap;
	utf8proc_int32_t *codes_a = code_points(a, &m);
	utf8proc_int32_t *codes_b = code_points(b, &n);

	if (codes_a && codes_b && (m > n ? m - n : n - m) < cap)
		result = distance(codes_a, m, codes_b, n);
	free(codes_a);
	free(codes_b);
	return result < cap ? result : cap;
}
