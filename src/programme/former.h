/* What was before a repair, by the people of its cohort. Private to
 * src/programme/. */
#ifndef PROGRAMME_FORMER_H
#define PROGRAMME_FORMER_H

#include "connect5/repair.h"

#define FORMER_NONE UINT32_MAX

/* The former group of everybody, or FORMER_NONE; from malloc, or NULL. */
uint32_t *former_list(const struct round_record *record);

/* The former group of exactly these people, or FORMER_NONE. */
uint32_t former_same(const struct round_record *record, const uint32_t *of,
		     const uint32_t *people, unsigned size);

/* The person in a former seat; SIZE_MAX: they have left. */
size_t former_index(const struct round_record *record, uint32_t former,
		    unsigned seat);

/*
 * Puts people and groups into order: as they were, where a group is kept; new
 * ones by name, with numbers that no group of the round has had.
 */
enum c5_status former_arrange(struct round_record *record, const uint32_t *of,
			      struct c5_error *err);

#endif
