/* The built-in words, from the CSV files in data/, for tests that need them. */
#ifndef CONNECT5_TEST_BUILTIN_H
#define CONNECT5_TEST_BUILTIN_H

#include "connect5/vocabulary.h"

/* A vocabulary with all of them; sectors and organisations get ids from 1. */
struct vocabulary *builtin_vocabulary(void);

#endif
