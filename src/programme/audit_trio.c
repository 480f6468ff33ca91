/*
 * Can one trio and pairs place all of an odd part? Three people who may all
 * meet would have to leave a rest that has a perfect matching. By algebra, and
 * so apart from the planner's way; nothing here knows of blossoms.
 *
 * The Tutte matrix of the part and one more, x, whom everybody may meet, with
 * random entries modulo a prime, is regular only if that graph has a perfect
 * matching, and its Pfaffian is 0 otherwise (Lovasz, "On determinants,
 * matchings and random algorithms", 1979). By Jacobi's identity the Pfaffian of
 * what is left without i, j, k and x is, but for a factor that is not 0, that
 * of the four rows and columns of the inverse N:
 *
 *	N(i,j) N(k,x) - N(i,k) N(j,x) + N(i,x) N(j,k)
 *
 * so that one inversion answers for all threes. Were a rest to pair up, i and j
 * would too, and k with x: the matrix would be regular. A yes is certain; a
 * yes is missed with a probability of less than n / 2^60.
 */
#include "programme/audit.h"

#include <stdlib.h>

#include "connect5/random.h"

#define PRIME ((UINT64_C(1) << 61) - 1)

static uint64_t times(uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)a * b;
	uint64_t sum = (uint64_t)(product & PRIME) + (uint64_t)(product >> 61);

	return sum >= PRIME ? sum - PRIME : sum;
}

static uint64_t minus(uint64_t a, uint64_t b)
{
	return a >= b ? a - b : a + PRIME - b;
}

static uint64_t inverse(uint64_t a)
{
	uint64_t result = 1;

	for (uint64_t power = PRIME - 2; power; power >>= 1) {
		if (power & 1)
			result = times(result, a);
		a = times(a, a);
	}
	return result;
}

/* A square matrix, and what becomes of the unit matrix beside it. */
struct matrix {
	uint64_t *cells; /* n rows of 2 * n */
	uint32_t n;
};

static uint64_t *row_of(const struct matrix *matrix, uint32_t row)
{
	return matrix->cells + (size_t)row * 2 * matrix->n;
}

/* Brings a row with a value in the column to that place; false: there is none.
 */
static bool pivot(const struct matrix *matrix, uint32_t column)
{
	uint32_t from = column;

	while (from < matrix->n && !row_of(matrix, from)[column])
		from++;
	if (from == matrix->n)
		return false;
	for (uint32_t k = 0; k < 2 * matrix->n; k++) {
		uint64_t swap = row_of(matrix, from)[k];

		row_of(matrix, from)[k] = row_of(matrix, column)[k];
		row_of(matrix, column)[k] = swap;
	}
	return true;
}

/* Gauss and Jordan. False: the matrix is singular. */
static bool invert(const struct matrix *matrix)
{
	uint32_t width = 2 * matrix->n;

	for (uint32_t c = 0; c < matrix->n; c++) {
		uint64_t *own = row_of(matrix, c), scale;

		if (!pivot(matrix, c))
			return false;
		scale = inverse(own[c]);
		for (uint32_t k = c; k < width; k++)
			own[k] = times(own[k], scale);
		for (uint32_t r = 0; r < matrix->n; r++) {
			uint64_t *row = row_of(matrix, r), factor = row[c];

			for (uint32_t k = c; r != c && factor && k < width; k++)
				row[k] = minus(row[k], times(factor, own[k]));
		}
	}
	return true;
}

/* The Tutte matrix of the part and x, the last, with the unit matrix. */
static void fill(const struct audit *audit, const struct audit_part *part,
		 const struct matrix *matrix)
{
	uint64_t state = 1979;

	for (uint32_t i = 0; i < matrix->n; i++) {
		row_of(matrix, i)[matrix->n + i] = 1;
		for (uint32_t j = i + 1; j < matrix->n; j++) {
			uint64_t x = 1 + random_below(&state, PRIME - 1);

			if (j < part->n &&
			    !audit_may_meet(audit, part->people[i],
					    part->people[j]))
				continue;
			row_of(matrix, i)[j] = x;
			row_of(matrix, j)[i] = PRIME - x;
		}
	}
}

/* Does the rest pair up, the three being who they are? */
static bool rest_pairs_up(const struct matrix *matrix, uint32_t i, uint32_t j,
			  uint32_t k)
{
	uint32_t n = matrix->n, x = n - 1;
	const uint64_t *of_i = row_of(matrix, i) + n;
	const uint64_t *of_j = row_of(matrix, j) + n;
	const uint64_t *of_k = row_of(matrix, k) + n;
	uint64_t sum = times(of_i[j], of_k[x]);

	sum = minus(sum, times(of_i[k], of_j[x]));
	return sum != minus(0, times(of_i[x], of_j[k]));
}

/* Is there a k beyond the two of them? */
static bool third_places_all(const struct audit *audit,
			     const struct audit_part *part,
			     const struct matrix *matrix, uint32_t i,
			     uint32_t j)
{
	const uint32_t *p = part->people;

	for (uint32_t k = j + 1; k < part->n; k++)
		if (rest_pairs_up(matrix, i, j, k) &&
		    audit_may_meet(audit, p[i], p[k]) &&
		    audit_may_meet(audit, p[j], p[k]))
			return true;
	return false;
}

static bool trio_places_all(const struct audit *audit,
			    const struct audit_part *part,
			    const struct matrix *matrix)
{
	const uint32_t *p = part->people;

	for (uint32_t i = 0; i < part->n; i++)
		for (uint32_t j = i + 1; j < part->n; j++)
			if (audit_may_meet(audit, p[i], p[j]) &&
			    third_places_all(audit, part, matrix, i, j))
				return true;
	return false;
}

/* Three who may all meet are of three sectors, unless the round is relaxed. */
static bool may_have_trios(const struct audit *audit,
			   const struct audit_part *part)
{
	const struct person *people = audit->record->cohort.people;
	int64_t first = people[part->people[0]].profile.sector, second = first;

	if (audit->record->cohort.relaxed)
		return true;
	for (uint32_t i = 0; i < part->n; i++) {
		int64_t sector = people[part->people[i]].profile.sector;

		if (!sector ||
		    (sector != first && second != first && sector != second))
			return true;
		if (sector != first)
			second = sector;
	}
	return false;
}

enum c5_status audit_trio(const struct audit *audit,
			  const struct audit_part *part, struct c5_error *err)
{
	struct matrix matrix = {.n = part->n + 1};
	bool places;

	if (!may_have_trios(audit, part))
		return C5_NO;
	/* Half a second and 4 MB. */
	if (part->n > AUDIT_LARGEST_PART)
		return C5_DATA;
	matrix.cells = memory_new((size_t)matrix.n * matrix.n,
				  2 * sizeof(*matrix.cells));
	if (!matrix.cells)
		return error_memory(err);
	fill(audit, part, &matrix);
	places = invert(&matrix) && trio_places_all(audit, part, &matrix);
	free(matrix.cells);
	return places ? C5_OK : C5_NO;
}
