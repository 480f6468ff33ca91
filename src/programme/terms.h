/* The terms of a cohort: places, professions, interests and slots as numbers.
 * Private to src/programme/. */
#ifndef PROGRAMME_TERMS_H
#define PROGRAMME_TERMS_H

#include "connect5/cohort.h"

/*
 * Numbers all terms of the people in the order of their folded forms, so that
 * the numbers do not depend on who came first; of several ways to write one,
 * the first in byte order becomes its label.
 */
enum c5_status terms_number(struct cohort *cohort, struct c5_error *err);

#endif
