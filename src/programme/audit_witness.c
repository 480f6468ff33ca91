/* The witness, checked against the audit's own graph. */
#include "programme/audit.h"

#include <stdlib.h>

#include "connect5/random.h"

/* People of one part of the witness. */
struct part {
	const struct audit *audit;
	uint32_t *people;
	uint32_t n;
};

static bool meet(const struct part *part, uint32_t i, uint32_t j)
{
	const struct audit *audit = part->audit;

	return audit
		->allowed[(size_t)part->people[i] * audit->n + part->people[j]];
}

/* Arithmetic modulo the prime 2^61 - 1. */
#define PRIME ((UINT64_C(1) << 61) - 1)

static uint64_t times(uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 wide;

	return (uint64_t)((wide)a * b % PRIME);
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

/* Brings a row with a value in `column` to that place; false: there is none. */
static bool pivot(uint64_t *matrix, uint32_t n, uint32_t column)
{
	uint32_t row = column;

	while (row < n && !matrix[row * n + column])
		row++;
	for (uint32_t k = 0; row < n && k < n; k++) {
		uint64_t swap = matrix[row * n + k];

		matrix[row * n + k] = matrix[column * n + k];
		matrix[column * n + k] = swap;
	}
	return row < n;
}

/* Gauss: is the matrix of full rank? */
static bool is_regular(uint64_t *matrix, uint32_t n)
{
	for (uint32_t c = 0; c < n; c++) {
		if (!pivot(matrix, n, c))
			return false;
		uint64_t scale = inverse(matrix[c * n + c]);

		for (uint32_t row = c + 1; row < n; row++) {
			uint64_t factor = times(matrix[row * n + c], scale);

			for (uint32_t k = c; factor && k < n; k++)
				matrix[row * n + k] =
					(matrix[row * n + k] + PRIME -
					 times(factor, matrix[c * n + k])) %
					PRIME;
		}
	}
	return true;
}

/*
 * Have the people of a part but for three a perfect matching? The Tutte matrix
 * with random entries is regular only if so (Lovasz, "On determinants,
 * matchings and random algorithms", 1979); it is missed with a probability of
 * less than n / 2^61. Nothing here knows of blossoms.
 */
static bool rest_pairs_up(const struct part *part, const uint32_t without[3],
			  uint64_t *matrix, uint64_t *state)
{
	uint32_t n = 0, rest[3] = {without[0], without[1], without[2]};
	uint32_t *index = (uint32_t *)(matrix + (size_t)part->n * part->n);

	for (uint32_t i = 0; i < part->n; i++)
		if (i != rest[0] && i != rest[1] && i != rest[2])
			index[n++] = i;
	for (uint32_t i = 0; i < n; i++) {
		matrix[i * n + i] = 0;
		for (uint32_t j = i + 1; j < n; j++) {
			uint64_t x =
				meet(part, index[i], index[j])
					? 1 + random_below(state, PRIME - 1)
					: 0;

			matrix[i * n + j] = x;
			matrix[j * n + i] = x ? PRIME - x : 0;
		}
	}
	return is_regular(matrix, n);
}

/* Can one trio and pairs place everybody of the part? */
static bool trio_places_all(const struct part *part, uint64_t *matrix)
{
	uint64_t state = 1979;

	for (uint32_t i = 0; i < part->n; i++)
		for (uint32_t j = i + 1; j < part->n; j++)
			for (uint32_t k = j + 1;
			     meet(part, i, j) && k < part->n; k++) {
				uint32_t trio[3] = {i, j, k};

				if (meet(part, i, k) && meet(part, j, k) &&
				    rest_pairs_up(part, trio, matrix, &state))
					return true;
			}
	return false;
}

/* An odd number that cannot place all its own. */
static enum c5_status check_part(const struct part *part, struct c5_error *err)
{
	size_t cells = (size_t)part->n * part->n + part->n;
	uint64_t *matrix;
	bool places;

	if (part->n % 2 == 0)
		return audit_no(part->audit, "a part of the witness is even",
				err);
	if (part->n == 1 || !part->audit->record->settings.trios)
		return C5_OK;
	matrix = memory_new(cells, sizeof(*matrix));
	if (!matrix)
		return error_memory(err);
	places = trio_places_all(part, matrix);
	free(matrix);
	return places ? audit_no(part->audit,
				 "somebody waits whom a trio could take", err)
		      : C5_OK;
}

/* No allowed pair leads out of a part but to the people between. */
static enum c5_status check_separation(const struct audit *audit,
				       struct c5_error *err)
{
	const uint32_t *role = audit->record->plan.witness.role;

	for (size_t e = 0; e < audit->m; e++) {
		uint32_t a = role[audit->edges[e].u];
		uint32_t b = role[audit->edges[e].v];

		if (a == b || a == WITNESS_BETWEEN || b == WITNESS_BETWEEN)
			continue;
		if (a >= WITNESS_PART || b >= WITNESS_PART)
			return audit_no(audit, "the witness leaves a pair out",
					err);
	}
	return C5_OK;
}

enum c5_status audit_witness(const struct audit *audit, struct c5_error *err)
{
	const struct plan *plan = &audit->record->plan;
	const struct witness *witness = &plan->witness;
	struct part part = {.audit = audit};
	uint32_t between = 0;
	enum c5_status status = check_separation(audit, err);

	for (uint32_t v = 0; v < audit->n; v++)
		between += witness->role[v] == WITNESS_BETWEEN;
	if (!status && (witness->between != between ||
			(size_t)witness->parts != between + plan->n_waiting))
		status = audit_no(
			audit, "the witness does not explain every wait", err);
	part.people = memory_new(audit->n, sizeof(*part.people));
	if (!status && !part.people)
		status = error_memory(err);
	for (uint32_t p = 0; p < witness->parts && !status; p++) {
		part.n = 0;
		for (uint32_t v = 0; v < audit->n; v++)
			if (witness->role[v] == WITNESS_PART + p)
				part.people[part.n++] = v;
		status = check_part(&part, err);
	}
	free(part.people);
	return status;
}
