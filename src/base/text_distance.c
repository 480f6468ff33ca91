#include "connect5/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/text_internal.h"
#include "connect5/memory.h"

/* The characters of a text in an array from malloc. */
static utf8proc_int32_t *code_points(const char *text, size_t *count)
{
	utf8proc_int32_t *codes = memory_new(strlen(text), sizeof(*codes));
	utf8proc_int32_t code;

	*count = 0;
	while (codes && (code = text_next_code(&text)))
		codes[(*count)++] = code;
	return codes;
}

static size_t least(size_t a, size_t b, size_t c)
{
	size_t smaller = a < b ? a : b;

	return smaller < c ? smaller : c;
}

/* Two texts and the table's last three rows: before, now, two before. */
struct alignment {
	const utf8proc_int32_t *a, *b;
	size_t m, n, cap;
	size_t *rows[3];
};

/*
 * Row i, within `cap` of the diagonal: further off the distance is larger
 * anyway, and long texts would take for ever.
 */
static void fill_row(const struct alignment *at, size_t i)
{
	const utf8proc_int32_t *a = at->a, *b = at->b;
	size_t *const *rows = at->rows;
	size_t from = i > at->cap ? i - at->cap : 1;
	size_t to = at->n > i && at->n - i > at->cap ? i + at->cap : at->n;

	rows[1][from - 1] = from == 1 ? i : at->cap;
	for (size_t j = from; j <= to; j++) {
		size_t change = rows[0][j - 1] + (a[i - 1] != b[j - 1]);

		rows[1][j] = least(rows[0][j] + 1, rows[1][j - 1] + 1, change);
		if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
		    a[i - 2] == b[j - 1] && rows[2][j - 2] + 1 < rows[1][j])
			rows[1][j] = rows[2][j - 2] + 1;
	}
}

static size_t align(struct alignment *at)
{
	size_t width = at->n + 1, result;
	size_t *table = memory_new(3 * width, sizeof(*table));

	if (!table)
		return at->cap;
	for (size_t k = 0; k < 3 * width; k++)
		table[k] = k < width ? k : at->cap;
	for (size_t k = 0; k < 3; k++)
		at->rows[k] = table + k * width;
	for (size_t i = 1; i <= at->m; i++) {
		size_t *oldest = at->rows[2];

		fill_row(at, i);
		at->rows[2] = at->rows[0];
		at->rows[0] = at->rows[1];
		at->rows[1] = oldest;
	}
	result = at->rows[0][at->n];
	free(table);
	return result;
}

size_t text_distance(const char *a, const char *b, size_t cap)
{
	size_t m, n, result = cap;
	utf8proc_int32_t *codes_a = code_points(a, &m);
	utf8proc_int32_t *codes_b = code_points(b, &n);

	if (codes_a && codes_b && (m > n ? m - n : n - m) < cap) {
		struct alignment at = {
			.a = codes_a, .b = codes_b, .m = m, .n = n, .cap = cap};

		result = align(&at);
	}
	free(codes_a);
	free(codes_b);
	return result < cap ? result : cap;
}
